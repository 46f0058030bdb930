/*
 * speaker/setting.h - to whom a quote is said, and where.
 *
 *     윤 소장은 [국회에서 열린 공청회]에서 [의원들]에게 “…”고 말했다.
 *     Orme told [reporters] in [a statement] that …
 *
 * Particles, or prepositions, say which noun phrases may be either; the words behind and
 * before them whether they are: see said= in dicts/README.md.
 */
#ifndef WS_SPEAKER_SETTING_H
#define WS_SPEAKER_SETTING_H

#include "speaker/scene.h"

/* Set to and where of the quote that scene->around is about; its speaker is settled. */
void ws_setting_note(const struct ws_scene *scene);

#endif
