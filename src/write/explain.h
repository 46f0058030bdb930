/*
 * write/explain.h - why an answer is what it is: for --explain.
 *
 *     "why":  the rows of evidence that fired, each with the place it comes from (the line
 *             of its rule, else of its dictionary entry, else of weights.tsv) and its weight
 *     "lost": what else could have stood there, with the score it had
 */
#ifndef WS_WRITE_EXPLAIN_H
#define WS_WRITE_EXPLAIN_H

#include "write/out.h"

/* "why" and "lost" of mention number @at of doc->mentions. */
void ws_explain_mention(struct ws_out *out, uint32_t at);
/* "why" (that it is speech), "speaker_why" and "lost" (other speakers) of a quote. */
void ws_explain_quote(struct ws_out *out, const struct ws_quote *quote);

#endif
