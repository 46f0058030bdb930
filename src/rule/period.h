/*
 * rule/period.h - two dates, or a length told from today, and the words that make one period
 * of them.
 *
 *     doc->patterns, values  -->  [ period ]  -->  doc->periods, values
 *
 *     [9월 3일]부터 [12일]까지   2016-09-03/2016-09-12
 *     between [May 2] and [May 5]
 *     지난 [3년]                 P3Y, 2013-11-07 to 2016-11-07 on 2016-11-07
 *
 * Which words do so is said by the entries (period=, dicts/README.md); the dates
 * stay mentions, and the period is one that holds them; a length becomes the period.
 */
#ifndef WS_RULE_PERIOD_H
#define WS_RULE_PERIOD_H

#include "doc/doc.h"

/* Where the word at @at ends, if it makes a range of what starts at @start and what follows:
 * from 4 to 6, between 4 and 6; 0: it does not. */
uint32_t ws_period_join(const struct ws_doc *doc, uint32_t at, uint32_t start);

/* Does what stands behind @end, a particle or a word, join it to what starts at @at? */
bool ws_period_joins(const struct ws_doc *doc, uint32_t end, uint32_t at);

/* Does a word before @at make a period of a length (period=past, future, inside)? */
bool ws_period_leads(const struct ws_doc *doc, uint32_t at);

/* Does a word open a period before @span and another go on with one behind it: between [now]
 * and, from [now] to? */
bool ws_period_opens(const struct ws_doc *doc, struct ws_span span);

/* Find the periods among doc->patterns.  A second date that would lie before the first is
 * moved to the next month or year where it names none. */
whosaid_status ws_rule_periods(struct ws_doc *doc, whosaid_error *err);

#endif
