/*
 * speaker/kind.h - what a noun phrase is, by its last word and the mentions in it.
 *
 *     윤가람 한빛연구소 소장          a person          경찰 관계자          a role
 *     한지우 수석 경제학자            a person          윤 검사 변호인        a role
 *     회의 직후 [기자들]              the words up to one that says when are no part of it
 */
#ifndef WS_SPEAKER_KIND_H
#define WS_SPEAKER_KIND_H

#include "speaker/phrase.h"

/* Does @mention (WS_NONE: no) name somebody or something that may speak? */
bool ws_kind_names(const struct ws_phrases *p, const struct ws_doc *doc, uint32_t mention);
/* Where the text goes on behind a bracket, or a mark that closes, at @at; or @at itself. */
uint32_t ws_kind_bracket(const struct ws_doc *doc, uint32_t at);
/* Set the kind, mention and entity of @phrase, whose words are known, and drop those before it
 * that do not belong to it. */
void ws_kind_settle(const struct ws_phrases *p, const struct ws_doc *doc, struct ws_phrase *phrase);

#endif
