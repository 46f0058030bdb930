/*
 * rule/evidence.h - rows of evidence for a span, and their sum.
 *
 * Three groups: what stands before the start (the same for every span that starts there),
 * what stands behind the end (likewise), and what the span itself is.  The first two are
 * added up once for a place.
 */
#ifndef WS_RULE_EVIDENCE_H
#define WS_RULE_EVIDENCE_H

#include "rule/context.h"

#define WS_MAX_ROWS 160 /* of one span; more are dropped */

/* Takes rows; their weights are added up at the end, when the table's lines are in cache. */
struct ws_sink {
    const struct ws_weights *weights;
    uint32_t nrows;
    ws_row rows[WS_MAX_ROWS];
    uint32_t at[WS_MAX_ROWS]; /* where the table starts to look for each */
};

/* Rows before @start in word @w; behind @end in word @w; of @span over words
 * [first, last], which entries of @classes cover exactly. */
void ws_evidence_before(struct ws_context *context, struct ws_sink *sink, uint32_t w,
                        uint32_t start);
void ws_evidence_behind(struct ws_context *context, struct ws_sink *sink, uint32_t w, uint32_t end);
void ws_evidence_span(struct ws_context *context, struct ws_sink *sink, struct ws_span span,
                      uint32_t first, uint32_t last, uint64_t classes);
/* Rows of a pattern (an amount, a date). */
void ws_evidence_pattern(const struct ws_context *context, struct ws_sink *sink,
                         const struct ws_pattern *pattern);

static inline void
ws_sink_add(struct ws_sink *sink, ws_row row)
{
    uint32_t at = ws_weights_home(sink->weights, row);

    if (sink->nrows == WS_MAX_ROWS)
        return;
    __builtin_prefetch(&sink->weights->slots[at]);
    sink->at[sink->nrows] = at;
    sink->rows[sink->nrows++] = row;
}

/* Add the weights of the sink's rows, from row @from on, to @sum. */
void ws_sink_sum(const struct ws_sink *sink, uint32_t from, float sum[WS_MAX_TYPES]);

#endif
