/*
 * segment/frame.c - endings by rule, and finding pairs; see frame.h.
 */
#include "segment/frame.h"

/* The last character of the match may end a sentence. */
static bool
flag_final(void *user, const struct ws_rules *rules, uint32_t rule, const PCRE2_SIZE *ovector,
           uint32_t ngroups)
{
    struct ws_frame *frame = user;
    uint32_t start, end;

    if (ws_rule_span(&rules->rules[rule], ovector, ngroups, &start, &end))
        frame->flags[end - 1] |= WS_FRAME_FINAL;
    return true;
}

bool
ws_frame_init(struct ws_frame *frame, struct ws_doc *doc)
{
    *frame = (struct ws_frame){.flags = ws_arena_zalloc(&doc->arena, (size_t)doc->text.n + 1)};
    return frame->flags != NULL;
}

void
ws_frame_final(struct ws_frame *frame, const struct ws_doc *doc, struct ws_span span)
{
    ws_rules_run(&doc->pack->rules, WS_USE_FINAL, &doc->scratch, doc->text.ch, doc->text.n,
                 span.start, span.end, flag_final, frame);
}

/* The first match is enough. */
static bool
stop_at_hit(void *user, const struct ws_rules *rules, uint32_t rule, const PCRE2_SIZE *ovector,
            uint32_t ngroups)
{
    uint32_t start, end;

    (void)user;
    return !ws_rule_span(&rules->rules[rule], ovector, ngroups, &start, &end);
}

bool
ws_frame_holds(const struct ws_doc *doc, uint32_t at)
{
    return !ws_rules_run(&doc->pack->rules, WS_USE_HOLD, &doc->scratch, doc->text.ch, doc->text.n,
                         at, at + 1, stop_at_hit, NULL);
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
