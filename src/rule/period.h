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

/* What a word does between and around two dates. */
enum ws_period_part {
    WS_PERIOD_NONE,
    WS_PERIOD_OPEN,    /* from: may stand before the first */
    WS_PERIOD_BETWEEN, /* between: so does this, and wants WS_PERIOD_HALF */
    WS_PERIOD_JOIN,    /* to, 부터: makes a period by itself */
    WS_PERIOD_HALF,    /* and, 과: does so behind WS_PERIOD_BETWEEN or before WS_PERIOD_CLOSE */
    WS_PERIOD_CLOSE,   /* 까지, 사이: may stand behind the second */
    WS_PERIOD_PAST,    /* 지난, last: before a length that ends today */
    WS_PERIOD_FUTURE,  /* 앞으로, next: before one that starts tomorrow */
    WS_PERIOD_INSIDE,  /* within: before one that starts today */
    WS_PERIOD_WITHIN   /* 이내: behind one that starts today */
};

/* The part that word @w plays, and where it ends. */
enum ws_period_part ws_period_word(const struct ws_doc *doc, uint32_t w, uint32_t *end);
/* The part of the word before a date or a length that starts at @at; *start where it stands. */
enum ws_period_part ws_period_before(const struct ws_doc *doc, uint32_t at, uint32_t *start);

/* Find the periods among doc->patterns.  A second date that would lie before the first is
 * moved to the next month or year where it names none. */
whosaid_status ws_rule_periods(struct ws_doc *doc, whosaid_error *err);

#endif
