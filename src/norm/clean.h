/*
 * norm/clean.h - stage 2: a clean copy of the text, with the way back.
 *
 *     doc->input (bytes)  -->  [ clean ]  -->  doc->text (characters, classes, offsets)
 *
 *     \r\n, \r, U+2028 ...        \n
 *     ᄒ ᅡ ᆫ                      한                         NFC, by ICU, only where needed
 *     U+200B, U+00AD, U+FEFF ...  gone                      no width
 *     U+00A0, U+3000 ...          a blank; so are control characters, NUL among them
 *     Ａ ７ ％ ＂                  A 7 % "                    full width
 *     „ ‟ ″ ‛ ′ ´ `` ''           " " " ' ' ' " "           quotation marks without their own part
 *     ‐ ‑ ‒ ― − ∼                 - - – — - ~               dashes
 *     ㆍ ‧ ・                      ·                         middle dots
 *     ⋯ ‥                         …                         ellipses
 *     ill-formed bytes            U+FFFD, counted
 *
 * What the marks “ ” ‘ ’ 「 」 say (which side) is kept: quote/ needs it.
 *
 * Each character knows the input bytes it came from.  Where normalising changes a run
 * (a base and its marks), every character of the run points to all its bytes, so a span
 * that touches the run takes it whole.
 */
#ifndef WS_NORM_CLEAN_H
#define WS_NORM_CLEAN_H

#include "doc/doc.h"

/* Fill doc->text from doc->input.  WHOSAID_E_NOMEM, or WHOSAID_OK. */
whosaid_status ws_norm_clean(struct ws_doc *doc, whosaid_error *err);

#endif
