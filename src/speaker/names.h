/*
 * speaker/names.h - whom a phrase names, and by what name to show them.
 *
 *     배 연구원장    배경훈          entity's fullest name
 *     A씨           A씨            a letter alone is no name: with what stands behind it
 *     그            배경훈          whoever was named, or spoke, before
 *     이 관계자      경찰 관계자      the longer phrase before that ends alike
 *     재판부, 공단    서울고법 3부     the body of its kind that was named last
 *     피고인         배경훈          the person of whom the article is
 *     裵             배경훈          in a headline: whoever has that family name
 */
#ifndef WS_SPEAKER_NAMES_H
#define WS_SPEAKER_NAMES_H

#include "speaker/scene.h"

/* Fill scene->shown and scene->gender from the mentions and phrases, and give phrases that stand
 * for a body its entity. */
void ws_names_note(struct ws_scene *scene);
/* Fill @voice from phrase @k; false where it cannot speak. */
bool ws_names_voice(const struct ws_scene *scene, uint32_t k, struct ws_voice *voice);

#endif
