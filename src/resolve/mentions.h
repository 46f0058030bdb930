/*
 * resolve/mentions.h - candidates to mentions.
 */
#ifndef WS_RESOLVE_MENTIONS_H
#define WS_RESOLVE_MENTIONS_H

#include "doc/doc.h"

/* Weigh doc->cands sentence by sentence; fill their p and doc->mentions, with the names
 * nested in fused titles (서울시|장). */
whosaid_status ws_resolve_mentions(struct ws_doc *doc, whosaid_error *err);

/* The name nested in a fused title that covers @span (a mention of @type): its span and
 * type, where there is one. */
bool ws_resolve_nested(const struct ws_doc *doc, struct ws_span span, uint8_t type,
                       struct ws_span *inner, uint8_t *inner_type);

#endif
