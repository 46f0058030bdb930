/*
 * speaker/attribute.h - stage 9: who said it.
 *
 *     doc->quotes, mentions, entities, words  -->  [ attribute ]  -->  quotes' speakers
 *                                                        and to, where, continues
 *
 * Every quote has candidates (noun phrases with a particle or beside a reporting verb,
 * mentions near it, the speakers of earlier quotes) and "nobody"; rows of evidence with
 * learned weights choose.  No evidence, no guess.
 */
#ifndef WS_SPEAKER_ATTRIBUTE_H
#define WS_SPEAKER_ATTRIBUTE_H

#include "doc/doc.h"

whosaid_status ws_speaker_attribute(struct ws_doc *doc, whosaid_error *err);

#endif
