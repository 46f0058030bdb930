/*
 * speaker/page.h - who speaks by the look of the page.
 *
 *     [업계 관계자]                      a label: in a line of its own, or right before the words
 *     “사진부터 고르면 돼요.”
 *
 *     -공장을 왜 옮기나.                 a question, and the words of whoever is interviewed
 *     “물이 모자라서다.”
 *
 * A page is questions and answers where at least two quotes follow questions.
 */
#ifndef WS_SPEAKER_PAGE_H
#define WS_SPEAKER_PAGE_H

#include "speaker/scene.h"

/* What stands before one quote. */
struct ws_framed {
    enum ws_sym by;       /* WS_SYM_LABEL, WS_SYM_ANSWER or WS_SYM_NONE */
    struct ws_span label; /* what the label says, up to a slash */
    bool opens;           /* a paragraph of nothing else, before all other quotes of the body */
};

/* Fill scene->framed and scene->interviewed.  False when memory is out. */
bool ws_page_note(struct ws_scene *scene);
/* Fill @voice with who speaks quote @q by the look of the page; false where that says nothing. */
bool ws_page_voice(const struct ws_scene *scene, uint32_t q, struct ws_voice *voice);

#endif
