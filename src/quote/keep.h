/*
 * quote/keep.h - is what stands between two marks reported speech?
 *
 * A yes-or-no decision over rows of evidence, led by what follows the closing mark and
 * by the length of the words: “…”고 말했다 is, ‘AI 토크콘서트’에서 is not.
 */
#ifndef WS_QUOTE_KEEP_H
#define WS_QUOTE_KEEP_H

#include "doc/look.h"
#include "quote/marks.h"

/* Add up the evidence for pair @k.  @tail: its TAIL entry or WS_NONE, ending at @tail_end. */
void ws_keep_weigh(struct ws_tally *tally, const struct ws_pairs *pairs, uint32_t k, uint32_t tail,
                   uint32_t tail_end);

/* What the decision needs first: doc->shapes, the pairs, and words between double marks
 * marked as quoted (shapes' quote: their pair). */
whosaid_status ws_keep_prepare(struct ws_doc *doc, struct ws_pairs *pairs, whosaid_error *err);

/* The quote that pair @k is if it is one, with its score; false in zones without quotes. */
bool ws_keep_judge(struct ws_doc *doc, const struct ws_pairs *pairs, uint32_t k,
                   struct ws_quote *quote);

/* Where it stands: head (headline and sub-headline), caption or body. */
enum ws_sym ws_keep_zone(const struct ws_doc *doc, uint32_t at);
enum ws_sym ws_keep_sentence_zone(const struct ws_doc *doc, uint32_t sentence);

#endif
