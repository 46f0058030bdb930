/*
 * rule/sums.c - see sums.h.
 */
#include "rule/sums.h"

#include <string.h>

#include "rule/evidence.h"
#include "rule/profile.h"

#define MANY 5 /* words: more are told apart by nothing */

enum side { SIGN = 1, BEFORE, BEHIND, FIRST, LAST, WHOLE };

/* Everything but classes that a sum hangs on; never 0. */
static uint32_t
tag_of(enum side side, uint32_t sym, uint32_t shape, uint32_t n)
{
    _Static_assert(WS_SYM_COUNT <= 1 << 10 && WS_ROLE_COUNT <= 1 << 9, "the parts of a tag");
    return (uint32_t)side | n << 3 | sym << 12 | shape << 22;
}

/* Add the sum kept for @classes and @tag; else false, and its rows are to be gathered into
 * the empty sink, for add_gathered() with *slot. */
static bool
add_known(struct ws_context *context, uint64_t classes, uint32_t tag, float *sum, float **slot)
{
    bool known = false;

    *slot = NULL;
    if (!context->doc->keep_rows)
        *slot = ws_forms_sum(&context->doc->forms, context->doc->pack, context->sink.width, classes,
                             tag, &known);
    if (known)
        ws_sum_add(sum, *slot, context->sink.width);
    else
        context->sink.nrows = 0;
    return known;
}

static void
add_gathered(struct ws_context *context, float *slot, float *sum)
{
    float own[WS_MAX_TYPES];

    slot = slot ? slot : own;
    ws_sink_sum(&context->sink, slot);
    ws_sum_add(sum, slot, context->sink.width);
}

static void
add_zone(struct ws_context *context, enum ws_zone_kind zone, float *sum)
{
    if (!(context->zones_known >> zone & 1)) {
        context->sink.nrows = 0;
        ws_evidence_zone(context, zone);
        ws_sink_sum(&context->sink, context->zones[zone]);
        context->zones_known |= 1u << zone;
    }
    ws_sum_add(sum, context->zones[zone], context->sink.width);
}

static void
add_sign(struct ws_context *context, uint64_t classes, float *sum)
{
    float *slot;

    if (add_known(context, classes, tag_of(SIGN, 0, 0, 0), sum, &slot))
        return;
    ws_evidence_sign(context, classes);
    add_gathered(context, slot, sum);
}

void
ws_sums_before(struct ws_context *context, uint32_t w, uint32_t start, float *sum)
{
    const struct ws_doc *doc = context->doc;
    const struct ws_profile *prev;
    uint64_t classes = 0, sign;
    enum ws_sym gap;
    uint32_t tag;
    float *slot;

    add_zone(context, ws_context_zone(doc, w), sum);
    if (start > doc->words.v[w].span.start)
        return;
    gap = ws_context_gap_before(context, w, start);
    sign = ws_context_sign(doc, start, gap);
    if (sign)
        add_sign(context, sign, sum);
    if (ws_context_has_before(doc, w)) {
        prev = context->profiles[w - 1];
        classes = prev->classes;
        tag = tag_of(BEFORE, gap, classes ? 0 : prev->shape, prev->role);
    } else {
        tag = tag_of(BEFORE, gap, 0, 0);
    }
    if (add_known(context, classes, tag, sum, &slot))
        return;
    ws_evidence_before(context, w, start);
    add_gathered(context, slot, sum);
}

/* What words behind word @w add to spans that end at @end in it. */
static void
look_on(struct ws_context *context, uint32_t w, uint32_t end, enum ws_role role, float *sum)
{
    uint64_t classes =
        ws_context_has_behind(context->doc, w) ? context->profiles[w + 1]->classes : 0;
    float *slot;

    if (add_known(context, classes, tag_of(BEHIND, ws_context_gap_behind(context, w), 0, role), sum,
                  &slot))
        return;
    ws_evidence_behind(context, w, end, role);
    add_gathered(context, slot, sum);
}

void
ws_sums_behind(struct ws_context *context, uint32_t w, uint32_t end, enum ws_role role, float *sum)
{
    const struct ws_span word = context->doc->words.v[w].span;

    if (end >= word.end || role != WS_ROLE_NONE)
        look_on(context, w, end, role, sum);
    if (end != word.start + 1)
        return;
    context->sink.nrows = 0;
    ws_evidence_reach(context, w, end);
    add_gathered(context, NULL, sum);
}

/* The classes of the first word, or of the last as far as it belongs to the span. */
static void
add_word(struct ws_context *context, enum side side, uint64_t classes, uint32_t nwords, float *sum)
{
    float *slot;

    if (!classes || add_known(context, classes, tag_of(side, 0, 0, nwords), sum, &slot))
        return;
    if (side == FIRST)
        ws_evidence_first(context, classes, nwords);
    else
        ws_evidence_last(context, classes, nwords);
    add_gathered(context, slot, sum);
}

static void
add_whole(struct ws_context *context, struct ws_span span, uint32_t first, uint32_t last,
          uint64_t classes, float *sum)
{
    bool tail = span.end < context->doc->words.v[last].span.end;
    uint32_t more = last - first < MANY ? last - first : MANY - 1; /* words */
    uint32_t n = more << 5 | ws_context_length(span) << 1 | tail;
    float *slot;

    if (add_known(context, classes, tag_of(WHOLE, 0, ws_context_shape(context->doc, span), n), sum,
                  &slot))
        return;
    ws_evidence_whole(context, span, first, last, classes);
    add_gathered(context, slot, sum);
}

void
ws_sums_inside(struct ws_context *context, struct ws_span span, uint32_t first, uint32_t last,
               uint64_t classes, float *sum)
{
    const struct ws_doc *doc = context->doc;
    struct ws_span a = doc->words.v[first].span, b = doc->words.v[last].span;
    uint32_t nwords = last - first < MANY ? last - first + 1 : MANY;

    add_whole(context, span, first, last, classes, sum);
    context->sink.nrows = 0;
    ws_evidence_endings(context, span);
    ws_evidence_syllables(context, span, classes);
    if (first == last || span.start < a.start || span.end > b.end) {
        ws_evidence_words(context, span, first, last);
        add_gathered(context, NULL, sum);
        return;
    }
    add_gathered(context, NULL, sum);
    add_word(context, FIRST, context->profiles[first]->classes, nwords, sum);
    add_word(context, LAST, ws_doc_classes(doc, (struct ws_span){b.start, span.end}), nwords, sum);
}
