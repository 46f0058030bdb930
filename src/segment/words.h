/*
 * segment/words.h - stage 4, first half: words.
 *
 *     doc->text  -->  [ words ]  -->  doc->words, doc->word_at
 *
 * A word is a run of letters and digits.  A sign between two of them, without blanks,
 * belongs to it in these shapes:
 *
 *     AT&T  R&D              & between letters or digits of scripts with case
 *     Trump's  O’Neill       an apostrophe between letters with case; where the pack says
 *                            "elision", l'|État: its closed-class words end there
 *     Jae-myung  COVID-19    a hyphen between such letters and digits, but not 3-1
 *     3.5  2020.12.7         a dot between digits; 1,000 a comma before three digits;
 *     16:9                   a colon between digits
 *     U.S.  J.K.             dots between single letters, and the last one too
 *     example.com            a dot before a lower-case letter
 *
 * Particles are no part of this: what ends a word is dict/'s question (doc->tail_at).
 */
#ifndef WS_SEGMENT_WORDS_H
#define WS_SEGMENT_WORDS_H

#include "doc/doc.h"

/* Fill doc->words and doc->word_at.  WHOSAID_E_NOMEM, or WHOSAID_OK. */
whosaid_status ws_segment_words(struct ws_doc *doc, whosaid_error *err);

#endif
