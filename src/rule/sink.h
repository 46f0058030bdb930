/*
 * rule/sink.h - rows of evidence on their way to a sum.
 */
#ifndef WS_RULE_SINK_H
#define WS_RULE_SINK_H

#include "lang/weights.h"

#define WS_MAX_ROWS 160 /* of one span; more are dropped */

_Static_assert(WS_MAX_TYPES % 4 == 0, "sums are made for four types at a time");

/* Takes rows; their weights are added up at the end, when the table's lines are in cache. */
struct ws_sink {
    const struct ws_weights *weights;
    uint32_t width; /* the first so many types are asked for, a multiple of four */
    uint32_t nrows;
    ws_row rows[WS_MAX_ROWS];
    uint32_t at[WS_MAX_ROWS]; /* where the table starts to look for each */
};

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

/* Set the first sink->width numbers of @sum to the sums of the weights of the sink's rows. */
void ws_sink_sum(const struct ws_sink *sink, float *sum);

/* Add the first @width numbers of @more, a multiple of four, to those of @sum. */
static inline void
ws_sum_add(float *sum, const float *more, uint32_t width)
{
    for (uint32_t t = 0; t < width; t += 4)
        for (uint32_t k = 0; k < 4; k++)
            sum[t + k] += more[t + k];
}

#endif
