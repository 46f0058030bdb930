/*
 * rule/margin.c - see margin.h.
 */
#include "rule/margin.h"

#include <string.h>

#include "rule/evidence.h"
#include "rule/profile.h"

enum side { INSIDE = 1, BEFORE = 2, BEHIND = 3 };

/* Everything but classes that a sum hangs on; never 0. */
static uint32_t
tag_of(enum side side, uint32_t gap, uint32_t role, uint32_t shape, uint32_t zone)
{
    _Static_assert(WS_SYM_COUNT <= 1 << 10 && WS_ROLE_COUNT <= 1 << 5 && WS_ZONE_COUNT <= 1 << 3,
                   "the parts of a tag");
    return (uint32_t)side | zone << 2 | role << 5 | gap << 10 | shape << 20;
}

/* A slot for the sum, or where it may be worked out for this once. */
static float *
slot_for(struct ws_context *context, uint64_t classes, uint32_t tag, bool *known,
         float own[WS_MAX_TYPES])
{
    float *slot = NULL;

    *known = false;
    if (!context->doc->keep_rows)
        slot = ws_forms_sum(&context->doc->forms, context->doc->pack, classes, tag, known);
    return slot ? slot : own;
}

void
ws_margin_before(struct ws_context *context, uint32_t w, uint32_t start, float sum[WS_MAX_TYPES])
{
    const struct ws_doc *doc = context->doc;
    uint32_t zone = ws_context_zone(doc, w), tag = tag_of(INSIDE, 0, 0, 0, zone);
    uint64_t classes = 0;
    bool known = false, sign = false;
    float *slot = sum;

    if (start <= doc->words.v[w].span.start) {
        enum ws_sym gap = ws_context_gap_before(context, w, start);

        sign = ws_context_sign(doc, start, gap) != 0;
        if (ws_context_has_before(doc, w)) {
            const struct ws_profile *prev = context->profiles[w - 1];

            classes = prev->classes;
            tag = tag_of(BEFORE, gap, prev->role, classes ? 0 : prev->shape, zone);
        } else {
            tag = tag_of(BEFORE, gap, 0, 0, zone);
        }
    }
    if (!sign)
        slot = slot_for(context, classes, tag, &known, sum);
    if (!known) {
        context->sink.nrows = 0;
        ws_evidence_before(context, w, start);
        ws_sink_sum(&context->sink, slot);
    }
    if (slot != sum)
        memcpy(sum, slot, WS_MAX_TYPES * sizeof *sum);
}

/* What words behind word @w add to spans that end at @end in it. */
static void
look_on(struct ws_context *context, uint32_t w, uint32_t end, enum ws_role role,
        float sum[WS_MAX_TYPES])
{
    bool known = false;
    uint64_t classes =
        ws_context_has_behind(context->doc, w) ? context->profiles[w + 1]->classes : 0;
    uint32_t tag = tag_of(BEHIND, ws_context_gap_behind(context, w), role, 0, 0);
    float *slot = slot_for(context, classes, tag, &known, sum);

    if (!known) {
        context->sink.nrows = 0;
        ws_evidence_behind(context, w, end, role);
        ws_sink_sum(&context->sink, slot);
    }
    if (slot != sum)
        memcpy(sum, slot, WS_MAX_TYPES * sizeof *sum);
}

void
ws_margin_behind(struct ws_context *context, uint32_t w, uint32_t end, enum ws_role role,
                 float sum[WS_MAX_TYPES])
{
    float reach[WS_MAX_TYPES];

    if (end >= context->doc->words.v[w].span.end || role != WS_ROLE_NONE)
        look_on(context, w, end, role, sum);
    else
        memset(sum, 0, WS_MAX_TYPES * sizeof *sum);
    context->sink.nrows = 0;
    ws_evidence_reach(context, w, end);
    if (!context->sink.nrows)
        return;
    ws_sink_sum(&context->sink, reach);
    for (int t = 0; t < WS_MAX_TYPES; t++)
        sum[t] += reach[t];
}
