/*
 * rule/sink.c - see sink.h.
 */
#include "rule/sink.h"

void
ws_sink_sum(const struct ws_sink *sink, float sum[WS_MAX_TYPES])
{
    const float *found[WS_MAX_ROWS];
    float all[WS_MAX_TYPES] = {0};
    uint32_t n = 0;

    /* look first, add later: by then the weights are on their way to the cache */
    for (uint32_t r = 0; r < sink->nrows; r++) {
        const float *weights = ws_weights_find_from(sink->weights, sink->rows[r], sink->at[r]);

        if (weights) {
            __builtin_prefetch(weights);
            found[n++] = weights;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        const float *restrict weights = found[i];

        for (int t = 0; t < WS_MAX_TYPES; t++)
            all[t] += weights[t];
    }
    for (int t = 0; t < WS_MAX_TYPES; t++)
        sum[t] = all[t];
}
