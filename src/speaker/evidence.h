/*
 * speaker/evidence.h - what speaks for and against a candidate speaker.
 *
 * Position, particle, kind, what stands between it and the quote, the verb of saying
 * beside it, what the sentence starts with, and what it said before.
 */
#ifndef WS_SPEAKER_EVIDENCE_H
#define WS_SPEAKER_EVIDENCE_H

#include "speaker/scene.h"

/* Fill scene->counts; false when memory is out. */
bool ws_around_count(struct ws_scene *scene);
/* Fill scene->around for quote @q. */
void ws_around_look(struct ws_scene *scene, uint32_t q);
/* Add up what speaks for @voice as the speaker of the quote that scene->around is of. */
void ws_voice_weigh(struct ws_tally *tally, const struct ws_scene *scene,
                    const struct ws_voice *voice);

/* Share of the character pairs of quote @a that quote @b has too, 0 to 10. */
uint32_t ws_quote_overlap(struct ws_scene *scene, uint32_t a, uint32_t b);

#endif
