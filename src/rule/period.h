/*
 * rule/period.h - two dates and the words that make one period of them.
 *
 *     doc->patterns, values  -->  [ period ]  -->  doc->periods, values
 *
 *     [9월 3일]부터 [12일]까지   2016-09-03/2016-09-12
 *     between [May 2] and [May 5]
 *
 * Which words do so is said by the entries (period=, dicts/README.md); the two dates stay
 * mentions, and the period is one that holds both.
 */
#ifndef WS_RULE_PERIOD_H
#define WS_RULE_PERIOD_H

#include "doc/doc.h"

/* Find the periods among doc->patterns.  A second date that would lie before the first is
 * moved to the next month or year where it names none. */
whosaid_status ws_rule_periods(struct ws_doc *doc, whosaid_error *err);

#endif
