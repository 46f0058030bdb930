/*
 * quote/cue.c - see cue.h.
 */
#include "quote/cue.h"

#include "base/chars.h"
#include "doc/look.h"

#define MAX_GAP   14  /* words between a quote and its verb, those inside quotes left out */
#define MAX_STEPS 400 /* with them */

/* The end of what may report the words that end at @at: the sentence, and the next one
 * where it goes on in lower case (“Why?” he asked). */
static uint32_t
reach_end(const struct ws_doc *doc, uint32_t at)
{
    uint32_t s = ws_doc_sentence(doc, at > 0 ? at - 1 : 0), next;

    if (s == WS_NONE)
        return at;
    next = s + 1;
    if (next < doc->sentences.n &&
        ws_doc_skip(doc, at, doc->text.n) >= doc->sentences.v[next].span.start &&
        doc->text.cls[doc->sentences.v[next].span.start] == WS_CH_LOWER)
        s = next;
    return doc->sentences.v[s].span.end;
}

static uint32_t
reach_start(const struct ws_doc *doc, uint32_t at)
{
    uint32_t s = ws_doc_sentence(doc, at);

    return s == WS_NONE ? at : doc->sentences.v[s].span.start;
}

static void
fill(const struct ws_doc *doc, struct ws_cue *cue, uint32_t w, uint32_t gap)
{
    const struct ws_shape *shape = &doc->shapes[w];

    cue->span = (struct ws_span){doc->words.v[w].span.start, shape->say_end};
    cue->entry = shape->say;
    cue->gap = gap;
    cue->weak = ws_look_entry(doc, shape->say)->says & WS_SAYS_WEAK;
    cue->object = w > 0 && gap > 0 && doc->shapes[w - 1].role == WS_ROLE_OBJECT;
}

bool
ws_cue_after(const struct ws_doc *doc, uint32_t at, struct ws_cue *cue)
{
    uint32_t end = reach_end(doc, at), gap = 0, first = ws_look_word(doc, at);

    *cue = (struct ws_cue){.entry = WS_NONE};
    for (uint32_t w = first; w < doc->words.n && gap <= MAX_GAP; w++) {
        if (doc->words.v[w].span.start >= end || w - first > MAX_STEPS)
            break;
        if (doc->words.v[w].span.start < at || doc->shapes[w].quote != WS_NONE)
            continue;
        if (doc->shapes[w].say != WS_NONE) {
            fill(doc, cue, w, gap);
            return true;
        }
        gap++;
    }
    return false;
}

bool
ws_cue_before(const struct ws_doc *doc, uint32_t at, struct ws_cue *cue)
{
    uint32_t start = reach_start(doc, at), gap = 0, last = ws_look_word(doc, at);

    *cue = (struct ws_cue){.entry = WS_NONE, .before = true};
    for (uint32_t w = last; w-- > 0 && gap <= MAX_GAP;) {
        if (doc->words.v[w].span.start < start || last - w > MAX_STEPS)
            break;
        if (doc->words.v[w].span.end > at || doc->shapes[w].quote != WS_NONE)
            continue;
        if (doc->shapes[w].say != WS_NONE && doc->shapes[w].say_end <= at) {
            fill(doc, cue, w, gap);
            return true;
        }
        gap++;
    }
    return false;
}

struct ws_span
ws_cue_word(const struct ws_doc *doc, struct ws_span span)
{
    uint32_t at = span.end;

    if (!(doc->pack->features & WS_FEATURE_STEMS))
        return span;
    while (at > span.start && !ws_ch_is_blank(doc->text.cls[at - 1]))
        at--;
    return (struct ws_span){at, span.end};
}

/* The bare connective of a tail: 며 of 이라며, 면서 of 라면서: its shortest ending that is
 * a tail of the same role. */
static struct ws_span
bare_tail(const struct ws_doc *doc, uint32_t start, uint32_t end, uint8_t role)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;

    for (uint32_t p = end; p-- > start;) {
        const struct ws_entry *entry =
            ws_lexicon_find(lexicon, &lexicon->tail, doc->text.ch + p, end - p);
        if (entry && entry->role == role)
            return (struct ws_span){p, end};
    }
    return (struct ws_span){start, end};
}

/* Behind a tail: the last verb of the run that starts with the first one found. */
static void
follow(const struct ws_doc *doc, struct ws_cue *cue)
{
    struct ws_cue next;

    for (uint32_t i = 0; i < 3; i++) {
        const char *form =
            ws_entry_attr(ws_look_entry(doc, cue->entry), doc->pack->is.verb_say, "form");
        if (form && form[0] == 'f')
            return;
        if (!ws_cue_after(doc, cue->span.end, &next) || next.gap > 3 || (next.weak && !cue->weak))
            return;
        *cue = next;
    }
}

void
ws_cue_find(const struct ws_doc *doc, struct ws_quote *quote)
{
    struct ws_cue after, before, *best = NULL;
    uint32_t end = quote->outer.end;
    uint8_t role = WS_ROLE_NONE;
    bool has_after, has_before;

    quote->cue = (struct ws_span){end, end};
    quote->cue_entry = WS_NONE;
    if (quote->entry != WS_NONE) {
        (void)ws_look_tail(doc, quote->outer.end, quote->type == WS_QUOTE_INDIRECT, &end);
        role = ws_look_entry(doc, quote->entry)->role;
    }
    has_after = ws_cue_after(doc, end, &after);
    has_before = ws_cue_before(doc, quote->outer.start, &before);
    if (role != WS_ROLE_NONE) {
        if (has_after)
            follow(doc, &after);
        if (role == WS_ROLE_MYEO && (!has_after || after.object || after.gap > 8)) {
            quote->cue = bare_tail(doc, quote->outer.end, end, role);
            return;
        }
        best = has_after ? &after : NULL;
    } else if (has_after && (!has_before || after.gap < before.gap || after.gap == 0)) {
        best = &after;
    } else if (has_before) {
        best = &before;
    }
    if (!best || (best->gap > 6 && role == WS_ROLE_NONE))
        return;
    quote->cue = ws_cue_word(doc, best->span);
    quote->cue_entry = best->entry;
}
