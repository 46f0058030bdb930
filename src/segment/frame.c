/*
 * segment/frame.c - endings by rule, and finding pairs; see frame.h.
 */
#include "segment/frame.h"

#include <string.h>

#include "base/chars.h"
#include "base/error.h"

/* Rules of type "final" flag their last character, those of type "hold" their first. */
static bool
take_hit(void *user, const struct ws_rules *rules, uint32_t rule, const PCRE2_SIZE *ovector,
         uint32_t ngroups)
{
    struct ws_frame *frame = user;
    int group = rules->rules[rule].span_group;
    PCRE2_SIZE start, end;

    if ((uint32_t)group >= ngroups)
        return true;
    start = ovector[2 * group];
    end = ovector[2 * group + 1];
    if (start == PCRE2_UNSET || end <= start)
        return true;
    if (strcmp(rules->rules[rule].type, "final") == 0)
        frame->flags[end - 1] |= WS_FRAME_FINAL;
    else
        frame->flags[start] |= WS_FRAME_HOLD;
    return true;
}

whosaid_status
ws_frame_init(struct ws_frame *frame, struct ws_doc *doc, whosaid_error *err)
{
    *frame = (struct ws_frame){.flags = ws_arena_zalloc(&doc->arena, (size_t)doc->text.n + 1)};
    if (!frame->flags)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    ws_rules_run(&doc->pack->rules, "sentence", &doc->scratch, doc->text.ch, doc->text.n, 0,
                 doc->text.n, take_hit, frame);
    return WHOSAID_OK;
}

const struct ws_pair *
ws_frame_closing(const struct ws_frame *frame, uint32_t close)
{
    uint32_t i;

    ws_list_bisect(&frame->pairs, close, <, close, i);
    return i < frame->pairs.n && frame->pairs.v[i].close == close ? &frame->pairs.v[i] : NULL;
}

const struct ws_pair *
ws_frame_opening(const struct ws_frame *frame, uint32_t open, uint32_t most)
{
    if (!(frame->flags[open] & WS_FRAME_OPEN))
        return NULL;
    for (uint32_t at = open + 1; at <= open + most; at++) {
        const struct ws_pair *pair;

        if (!frame->flags[at]) /* outside, or behind the text */
            return NULL;
        pair = frame->flags[at] & WS_FRAME_CLOSE ? ws_frame_closing(frame, at) : NULL;
        if (pair && pair->open == open)
            return pair;
    }
    return NULL;
}
