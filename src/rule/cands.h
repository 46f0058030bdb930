/*
 * rule/cands.h - stage 6: spans that may be mentions, with their evidence.
 *
 *     words, matches, tail_at, patterns, rules  -->  [ cands ]  -->  doc->cands
 *
 *     배경훈 LG AI연구원장은 7일
 *     [배경훈]               PERSON? ORG? LOCATION?
 *            [LG]
 *            [LG AI연구원장]  TITLE? ...      a title's ending
 *               [AI연구원장]
 *                            [7일] DATE      a pattern
 *
 * A span starts where a word (or a part of one) starts and ends where a particle may
 * begin.  Spans of several words need a reason: an entry, an ending, foreign name
 * parts, a run of capitals.  What a span inside one word is worth by itself stands in the
 * word's profile (profile.h); neighbours add to it (margin.h).  The next room weighs them:
 * resolve/resolve.h.
 */
#ifndef WS_RULE_CANDS_H
#define WS_RULE_CANDS_H

#include "doc/doc.h"

whosaid_status ws_rule_cands(struct ws_doc *doc, whosaid_error *err);

#endif
