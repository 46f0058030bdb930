/*
 * rule/own.h - stage 6, inside: where entries above the built-in layer stand.
 *
 *     entries 세종 (ORG), 세종 서울 (ORG)      세종 서울에서는 세종이 ...
 *                                            [-------]    [--]
 *
 * From the left, the longest of them takes its place, and what overlaps it has none.  It
 * starts and ends where spans may: at words, behind a change of letters, before particles.
 */
#ifndef WS_RULE_OWN_H
#define WS_RULE_OWN_H

#include "rule/context.h"

#define WS_OWN_SCORE 50.0f /* above any sum of weights */

struct ws_own_span {
    struct ws_span span;
    uint16_t types; /* 0: the entry says that this is no name */
};

struct ws_own_spans {
    WS_LIST(struct ws_own_span) list; /* in text order, none overlaps another */
};

/* Find them; the profiles of all words must be known.  False when memory is out. */
bool ws_own_find(const struct ws_context *context, struct ws_own_spans *spans);

#endif
