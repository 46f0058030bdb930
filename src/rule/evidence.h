/*
 * rule/evidence.h - rows of evidence for spans, into context->sink.
 *
 *     서울 성동구청장은 7일           span 성동구청장
 *     [   before    ][ start | span | end ][ behind ]
 *
 * start, span and end are what the words of the span say by themselves; before and behind,
 * what their neighbours say.  The first three of a span inside one word hold wherever the
 * word stands (profile.h); the last two are the same for many words (sums.h).
 */
#ifndef WS_RULE_EVIDENCE_H
#define WS_RULE_EVIDENCE_H

#include "rule/context.h"

/* Of spans that start at @start in word @w, or at a sign before it.  What stands before them
 * is three: the zone, a sign of @classes right before them, and the word before. */
void ws_evidence_start(struct ws_context *context, uint32_t w, uint32_t start);
void ws_evidence_zone(struct ws_context *context, enum ws_zone_kind zone);
void ws_evidence_sign(struct ws_context *context, uint64_t classes);
void ws_evidence_before(struct ws_context *context, uint32_t w, uint32_t start);

/* Of spans that end at @end in word @w, or behind a sign behind it.  Where a particle
 * stands between the span and the end of the word, @role is its role. */
void ws_evidence_end(struct ws_context *context, uint32_t w, uint32_t end);
void ws_evidence_behind(struct ws_context *context, uint32_t w, uint32_t end, enum ws_role role);

/* Of spans that end with the first character of word @w: two before it count too. */
void ws_evidence_reach(struct ws_context *context, uint32_t w, uint32_t end);

/* Of @span over words [first, last], which entries of @classes cover exactly: as a whole, by
 * what it ends with, and by its words. */
void ws_evidence_whole(struct ws_context *context, struct ws_span span, uint32_t first,
                       uint32_t last, uint64_t classes);
void ws_evidence_endings(struct ws_context *context, struct ws_span span);
void ws_evidence_syllables(struct ws_context *context, struct ws_span span, uint64_t classes);
void ws_evidence_words(struct ws_context *context, struct ws_span span, uint32_t first,
                       uint32_t last);
/* Of the first word, or what of the last belongs to a span, of @nwords: its classes. */
void ws_evidence_first(struct ws_context *context, uint64_t classes, uint32_t nwords);
void ws_evidence_last(struct ws_context *context, uint64_t classes, uint32_t nwords);

/* Of a pattern (an amount, a date). */
void ws_evidence_pattern(struct ws_context *context, const struct ws_pattern *pattern);

#endif
