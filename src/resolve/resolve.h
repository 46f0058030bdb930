/*
 * resolve/resolve.h - stage 7: evidence weighed, overlaps settled, mentions joined.
 *
 *     doc->cands  -->  [ cover ]  -->  doc->mentions  -->  [ entities ]  -->  doc->entities
 *
 *     배경훈 LG AI연구원 원장  ...  배 연구원장
 *     m1     m2          m3         m4 m5         e1: 배경훈, titles 원장, 연구원장, org e2
 */
#ifndef WS_RESOLVE_RESOLVE_H
#define WS_RESOLVE_RESOLVE_H

#include "doc/doc.h"

whosaid_status ws_resolve(struct ws_doc *doc, whosaid_error *err);

/* The second half alone: link titles, people and bodies among doc->mentions (sorted by
 * start) and fill doc->entities.  For tests and training, which bring their own mentions. */
whosaid_status ws_resolve_entities(struct ws_doc *doc, whosaid_error *err);

#endif
