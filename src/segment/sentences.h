/*
 * segment/sentences.h - stage 4, second half: sentences.
 *
 *     doc->text, zones, words  -->  [ sentences ]  -->  doc->sentences, words' sentence
 *
 * In the spirit of Unicode's UAX #29 (sentence boundaries), with what press text needs:
 *
 *   - no cut between the marks of a quotation or bracket, nor before the words that
 *     report it; a pair that a paragraph leaves open does not count
 *   - abbreviations of the pack (abbrev=1 never ends a sentence, abbrev=2 does before a
 *     closed-class word with a capital), initials, numbers, dates, addresses
 *   - in languages with capitals, never before a small letter
 *   - a cut at glued sentences (강화한다.신현웅) and, in running text, behind a final ending
 *     without a stop (다녀왔어요 오늘은); which endings is data: dicts/<lang>/rules, "for
 *     final", and "for hold" for words that go on with the sentence before
 *   - a line is a paragraph, unless the text is broken by width (doc->wrapped)
 *
 * Sentences never cross a zone; furniture has none; a line of a headline is one.
 */
#ifndef WS_SEGMENT_SENTENCES_H
#define WS_SEGMENT_SENTENCES_H

#include "doc/doc.h"

/* Fill doc->sentences and the words' sentence.  WHOSAID_E_NOMEM, or WHOSAID_OK. */
whosaid_status ws_segment_sentences(struct ws_doc *doc, whosaid_error *err);

#endif
