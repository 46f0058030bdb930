/*
 * rule/number.h - stage 6: amounts, dates and their kin, found by their shape.
 *
 *     doc->text, words, matches  -->  [ number, money, calendar ]  -->  doc->patterns, values
 *
 * Number words, units, months and relative days are entries of the pack; the arithmetic
 * is here, in exact decimals: 2000여억원 is "200000000000" KRW, about.
 */
#ifndef WS_RULE_NUMBER_H
#define WS_RULE_NUMBER_H

#include "doc/doc.h"

/* Find every pattern of the article; doc->published must be known by now. */
whosaid_status ws_rule_patterns(struct ws_doc *doc, whosaid_error *err);

#endif
