/*
 * tune/align.h - gold places (code points of the text) to characters of the clean text.
 */
#ifndef WS_TUNE_ALIGN_H
#define WS_TUNE_ALIGN_H

#include "doc/doc.h"

/* For each code point of doc->input (and one behind the last): the first character of
 * doc->text that comes from it or later.  In doc->arena; NULL when memory is out. */
uint32_t *ws_align_new(struct ws_doc *doc, uint32_t *n);

/* @span in code points as characters; the map and its length are ws_align_new()'s. */
struct ws_span ws_align_span(const uint32_t *map, uint32_t n, struct ws_span span);

/* Share of the union of two spans that they have in common. */
double ws_overlap_share(struct ws_span a, struct ws_span b);

#endif
