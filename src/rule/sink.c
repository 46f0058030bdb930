/*
 * rule/sink.c - see sink.h.
 */
#include "rule/sink.h"

void
ws_sink_sum(const struct ws_sink *sink, float *sum)
{
    const float *found[WS_MAX_ROWS];
    uint32_t n = 0;

    /* look first, add later: by then the weights are on their way to the cache */
    for (uint32_t r = 0; r < sink->nrows; r++) {
        const struct ws_weight_slot *slot =
            ws_weights_look(sink->weights, sink->rows[r], sink->at[r]);

        found[n] = ws_weights_of(sink->weights, slot);
        __builtin_prefetch(found[n]);
        n += slot->row == sink->rows[r]; /* no branch: half of all rows have weights */
    }
    for (uint32_t t = 0; t < sink->width; t += 4) {
        float four[4] = {0};

        for (uint32_t i = 0; i < n; i++)
            for (uint32_t k = 0; k < 4; k++)
                four[k] += found[i][t + k];
        for (uint32_t k = 0; k < 4; k++)
            sum[t + k] = four[k];
    }
}
