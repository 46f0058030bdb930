/*
 * quote/find.h - stage 8: find reported words.
 *
 *     doc->text, sentences, matches, mentions  -->  [ find ]  -->  doc->quotes
 *
 * Which marks open, close and belong together is data: dicts/<lang>/mark.tsv; what may
 * follow a quote: tail.tsv; which verbs report: speech.tsv.  Whether a marked span is
 * speech at all is a learned decision over rows of evidence.
 * Who said the words is the next room's question: speaker/attribute.h.
 */
#ifndef WS_QUOTE_FIND_H
#define WS_QUOTE_FIND_H

#include "doc/doc.h"

whosaid_status ws_quote_find(struct ws_doc *doc, whosaid_error *err);

/* Put doc->quotes in order: parents, the words they mask, their reporting words.  Part of
 * ws_quote_find(); training calls it with quotes of its own. */
void ws_quote_order(struct ws_doc *doc);

#endif
