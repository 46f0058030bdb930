/*
 * speaker/view.h - one candidate as its evidence is added up, and small questions that
 * both halves of the evidence ask.
 */
#ifndef WS_SPEAKER_VIEW_H
#define WS_SPEAKER_VIEW_H

#include "base/chars.h"
#include "speaker/scene.h"

struct ws_view {
    struct ws_tally *tally;
    const struct ws_doc *doc;
    const struct ws_scene *scene;
    const struct ws_around *around;
    uint32_t q;
    const struct ws_quote *quote;
    const struct ws_voice *voice;
    const struct ws_phrase *phrase;
    enum ws_sym place, kind;
    uint8_t tail_role; /* of what follows the quote */
};

static inline void
add(struct ws_view *v, enum ws_template t, uint32_t a, uint32_t b, uint32_t c)
{
    ws_tally_add(v->tally, ws_row_make(t, a, b, c));
}

static inline enum ws_sym
kind_sym(uint8_t kind)
{
    static const enum ws_sym kinds[] = {WS_SYM_PERSON, WS_SYM_ORG,     WS_SYM_PLACE, WS_SYM_TITLE,
                                        WS_SYM_ROLE,   WS_SYM_PRONOUN, WS_SYM_NOUN};

    return kinds[kind];
}

static inline bool
is_stemmed(const struct ws_doc *doc)
{
    return doc->pack->features & WS_FEATURE_STEMS;
}

static inline bool
is_personal(uint8_t kind)
{
    return kind != WS_PHRASE_PLACE && kind != WS_PHRASE_NOUN;
}

/* May @phrase be a subject?  By its particle; without particles, by its kind. */
static inline bool
is_strong(const struct ws_doc *doc, const struct ws_phrase *phrase)
{
    if (is_stemmed(doc))
        return phrase->role == WS_ROLE_TOPIC || phrase->role == WS_ROLE_SUBJECT;
    return is_personal(phrase->kind);
}

/* Does whom it is said to stand behind word @w: told reporters? */
static inline bool
is_told(const struct ws_doc *doc, uint32_t w)
{
    uint32_t say = doc->shapes[w].say;

    return say != WS_NONE &&
           ws_entry_attr(ws_look_entry(doc, say), doc->pack->is.verb_say, "to") != NULL;
}

/* “It rained,” said Kim goes on behind its marks; “It rained.” Kim said nothing does not. */
static inline enum ws_sym
sym_behind(const struct ws_doc *doc, const struct ws_quote *quote)
{
    return quote->span.end > 0 && doc->text.ch[quote->span.end - 1] == '.' ? WS_SYM_FULL_STOP
                                                                           : WS_SYM_AFTER;
}

static inline enum ws_sym
zone_sym(const struct ws_quote *quote)
{
    return quote->type == WS_QUOTE_HEADLINE   ? WS_SYM_HEADLINE
           : quote->type == WS_QUOTE_INDIRECT ? WS_SYM_INDIRECT
                                              : WS_SYM_DIRECT;
}

static inline bool
same_line(const struct ws_doc *doc, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (doc->text.cls[i] == WS_CH_NEWLINE)
            return false;
    return true;
}

/* Fill what the sentence of around->q offers and starts with. */
void ws_around_subjects(const struct ws_scene *scene, struct ws_around *around);

/* The evidence of candidates that no phrase beside the quote names; see memory.c. */
void ws_weigh_nobody(struct ws_view *v);
void ws_weigh_carried(struct ws_view *v);
void ws_weigh_page(struct ws_view *v);
void ws_weigh_body(struct ws_view *v);

#endif
