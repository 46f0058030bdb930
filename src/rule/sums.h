/*
 * rule/sums.h - sums of evidence that come again: what neighbours add to a span, and what
 * several words do.
 *
 * They hang on few things (the classes of the next word, the sign between, the role of a
 * particle), so they are looked up by those (ws_forms_sum()); for --explain and training
 * they are worked out each time.  All functions add context->sink.width numbers to @sum.
 */
#ifndef WS_RULE_SUMS_H
#define WS_RULE_SUMS_H

#include "rule/context.h"

/* What stands before spans that start at @start in word @w. */
void ws_sums_before(struct ws_context *context, uint32_t w, uint32_t start, float *sum);
/* What stands behind spans that end at @end in word @w, with a particle of @role behind them
 * in it. */
void ws_sums_behind(struct ws_context *context, uint32_t w, uint32_t end, enum ws_role role,
                    float *sum);
/* What @span over words [first, last], an entry of @classes, says by itself, but for its
 * start and its end. */
void ws_sums_inside(struct ws_context *context, struct ws_span span, uint32_t first, uint32_t last,
                    uint64_t classes, float *sum);

#endif
