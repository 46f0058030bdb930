/*
 * speaker/scene.h - the candidates for one quote's speaker.
 *
 *     배 원장은 "A"며 "B"고 말했다. 이어 "C"고 했다.
 *
 *     A: 배 원장 (phrase)      B: 배 원장 (phrase), A's speaker (carried)
 *     C: B's speaker (carried)            and for each of them: nobody
 *
 * Quotes are looked at in an order in which those that others lean on come first: the
 * body from top to bottom, then headlines and captions.
 */
#ifndef WS_SPEAKER_SCENE_H
#define WS_SPEAKER_SCENE_H

#include "speaker/phrase.h"

#define WS_VOICES 48 /* candidates of one quote, at most */

enum ws_voice_sort {
    WS_VOICE_NOBODY,
    WS_VOICE_PHRASE,  /* a noun phrase near the quote */
    WS_VOICE_CARRIED, /* the speaker of an earlier quote */
    WS_VOICE_PAGE,    /* who speaks by the look of the page: see page.h */
    WS_VOICE_BODY     /* for headlines: the speaker of a quote of the body */
};

struct ws_voice {
    enum ws_voice_sort sort;
    uint32_t phrase; /* in scene->phrases; WS_NONE */
    uint32_t from;   /* the quote it is carried from; WS_NONE */
    uint32_t nth;    /* of the carried ones: 0 is the last speaker */
    uint32_t shared; /* of the body's: ws_quote_overlap() of its quote */
    uint32_t entity; /* WS_NONE */
    struct ws_span span, name;
    bool anonymous;
    uint8_t kind; /* enum ws_phrase_kind */
    float sum, p; /* p: of the softmax, after ws_voices_choose() */
    uint32_t first_row, nrows;
};

/* What all candidates of one quote have in common. */
struct ws_around {
    uint32_t q;            /* the quote */
    uint32_t sentence;     /* where it starts; WS_NONE */
    uint32_t start, end;   /* of its sentences, characters */
    uint32_t word, behind; /* the first word that ends behind its start, behind its end */
    uint32_t phrase;       /* the first phrase at its start or later */
    enum ws_sym opening;   /* what opens the sentence */
    enum ws_sym before;    /* the subject that its sentence offers before it */
    enum ws_sym after;     /* behind it */
    enum ws_sym turn;      /* what somebody does right before it: 묻자 “…”; NONE */
    uint32_t teller;       /* the phrase beside a verb of saying in its sentence; WS_NONE */
    uint8_t tail_role;     /* of what follows it */
};

struct ws_scene {
    struct ws_doc *doc;
    struct ws_phrases phrases;
    struct ws_around around;
    uint64_t *counts;         /* per word, and one more: see ws_around_count() */
    struct ws_span *fuller;   /* per phrase: what ws_names_voice() found; empty: not yet asked */
    uint32_t *order;          /* quotes, in the order in which they are looked at */
    uint32_t *spoke;          /* per entity: quotes that it has spoken so far */
    uint8_t *kind;            /* per quote: enum ws_phrase_kind of its speaker */
    uint64_t **pairs;         /* per quote: see ws_quote_overlap(); NULL: not yet asked */
    uint8_t *gender;          /* per entity: 'm', 'f' or 0, as pronouns and honorifics tell */
    struct ws_span *shown;    /* per entity: the name to show */
    struct ws_framed *framed; /* per quote: see page.h */
    uint32_t interviewed;     /* entity; WS_NONE */
    bool failed;              /* memory ran out for rows of evidence */
};

whosaid_status ws_scene_start(struct ws_scene *scene, struct ws_doc *doc, whosaid_error *err);
/* The candidates of quote @q, "nobody" first, with their evidence added up; how many. */
uint32_t ws_scene_voices(struct ws_scene *scene, uint32_t q, struct ws_voice voices[WS_VOICES]);
/* The index of the winner; sets every p.  Voices of one entity stand together. */
uint32_t ws_voices_choose(const struct ws_doc *doc, struct ws_voice *voices, uint32_t n, float *p);
/* Make @voice the speaker of quote @q. */
void ws_scene_settle(struct ws_scene *scene, uint32_t q, const struct ws_voice *voice, float p);

/* Are two speakers one, by their entities (WS_NONE) or else by their names? */
bool ws_scene_same(const struct ws_doc *doc, uint32_t a, struct ws_span name_a, uint32_t b,
                   struct ws_span name_b);
/* Do two voices stand for the same person or body? */
bool ws_voice_same(const struct ws_doc *doc, const struct ws_voice *a, const struct ws_voice *b);

#endif
