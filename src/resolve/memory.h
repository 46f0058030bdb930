/*
 * resolve/memory.h - what the rest of the article says of the same words.
 *
 *     doc->cands with marginals of a first pass  -->  [ memory ]  -->  rows seen:..., scores
 *
 *     ... 블라디미르 푸틴 대통령은 (PERSON .98) ... 푸틴은
 *                                                [푸틴]  seen: end of a PERSON elsewhere
 *
 * Two passes: the first decides each sentence by itself, the second knows what the first
 * made of the same words at other places.  Worth little in Korean, where titles and
 * particles tell names, and much in English, where a surname stands alone.
 */
#ifndef WS_RESOLVE_MEMORY_H
#define WS_RESOLVE_MEMORY_H

#include "doc/doc.h"

/* Add rows (where kept) and weights to doc->cands by their marginals; changed[c] is set for
 * each whose score moved (unless it is NULL). */
whosaid_status ws_memory_weigh(struct ws_doc *doc, bool *changed, whosaid_error *err);

#endif
