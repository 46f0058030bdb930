/*
 * rule/margin.h - what the neighbours of a span add to it: the sums of
 * ws_evidence_before(), and of ws_evidence_behind() with ws_evidence_reach().
 *
 * They hang on few things (the classes of the next word, the sign between, the role of a
 * particle), so the same sums come again and again: they are looked up by those.
 */
#ifndef WS_RULE_MARGIN_H
#define WS_RULE_MARGIN_H

#include "rule/context.h"

/* Into @sum, for spans that start at @start in word @w. */
void ws_margin_before(struct ws_context *context, uint32_t w, uint32_t start,
                      float sum[WS_MAX_TYPES]);
/* For spans that end at @end in word @w, with a particle of @role behind them in it. */
void ws_margin_behind(struct ws_context *context, uint32_t w, uint32_t end, enum ws_role role,
                      float sum[WS_MAX_TYPES]);

#endif
