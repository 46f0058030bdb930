/*
 * speaker/kind.c - see kind.h.
 */
#include "speaker/kind.h"

#include "base/chars.h"

#define MAX_BRACKET 40 /* characters */

bool
ws_kind_names(const struct ws_phrases *p, const struct ws_doc *doc, uint32_t mention)
{
    uint8_t type = mention == WS_NONE ? WS_NO_TYPE : doc->mentions.v[mention].type;

    return type == p->person || type == p->title || type == p->org || type == p->place;
}

/* 학자들, 학자들은: the plural may stand in the stem. */
static bool
is_plural(const struct ws_doc *doc, uint32_t w)
{
    for (uint32_t at = doc->words.v[w].span.start + 1; at < doc->words.v[w].span.end; at++)
        if (doc->tail_at[at] && ws_look_entry(doc, doc->tail_at[at] - 1)->says & WS_SAYS_PLURAL)
            return true;
    return false;
}

uint32_t
ws_kind_bracket(const struct ws_doc *doc, uint32_t at)
{
    if (doc->text.cls[at] == WS_CH_QUOTE && ws_ch_is_word(doc->text.cls[at + 1]))
        return at + 1;
    if (doc->text.cls[at] != WS_CH_OPEN)
        return at;
    for (uint32_t i = at + 1; i < doc->text.n && i < at + MAX_BRACKET; i++) {
        if (doc->text.cls[i] == WS_CH_NEWLINE)
            break;
        if (doc->text.cls[i] == WS_CH_CLOSE)
            return i + 1;
    }
    return at;
}

/* The mention that says who or what the phrase is: a person's name anywhere in it, else
 * the one at its end. */
static uint32_t
chief(const struct ws_phrases *p, const struct ws_doc *doc, const struct ws_phrase *phrase)
{
    uint32_t best = WS_NONE, start = doc->words.v[phrase->first].span.start;
    uint32_t m = doc->shapes[phrase->last].mention;

    if (m == WS_NONE && phrase->first == phrase->last)
        return WS_NONE;
    for (uint32_t w = phrase->last + 1; w-- > phrase->first;) {
        uint32_t k = doc->shapes[w].mention;
        if (k != WS_NONE && ws_kind_names(p, doc, k) && (m == WS_NONE || k > m))
            m = k;
    }
    if (m == WS_NONE)
        return WS_NONE;
    for (uint32_t k = m + 1; k-- > 0;) {
        const struct ws_mention *mention = &doc->mentions.v[k];
        if (mention->span.end <= start)
            break;
        if (mention->span.start < start || mention->span.start >= phrase->span.end ||
            !ws_kind_names(p, doc, k))
            continue;
        if (mention->type == p->person)
            return k;
        if (best == WS_NONE || mention->span.end > doc->mentions.v[best].span.end)
            best = k;
    }
    return best;
}

/* 삼성전자 측: the last word only says that it is their side that speaks. */
static bool
is_side(const struct ws_doc *doc, uint32_t w)
{
    const struct ws_shape *shape = &doc->shapes[w];

    return shape->entry != WS_NONE && shape->mention == WS_NONE &&
           ws_look_entry(doc, shape->entry)->says & WS_SAYS_SIDE;
}

/* The first word of the title that word @w ends, or @w itself. */
static uint32_t
title_start(const struct ws_phrases *p, const struct ws_doc *doc, uint32_t w)
{
    uint32_t m = doc->shapes[w].mention;

    if (m == WS_NONE || doc->mentions.v[m].type != p->title)
        return w;
    return doc->word_at[doc->mentions.v[m].span.start];
}

/* Is there nothing but blanks, and at most one bracket, between mention @m and word @w? */
static bool
is_behind(const struct ws_doc *doc, uint32_t m, uint32_t w)
{
    uint32_t at = ws_kind_bracket(doc, doc->mentions.v[m].span.end),
             end = doc->words.v[w].span.start;

    return at <= end && ws_look_blank(doc, at, end);
}

/* Is word @head, a role that is a title too, said of the person @m: 한지우 PVM 분석가, 한지우 수석
 * 경제학자?  A family name alone is not called so: 안 검사 변호인. */
static bool
is_calling(const struct ws_phrases *p, const struct ws_doc *doc, uint32_t head, uint32_t m)
{
    struct ws_span name = doc->mentions.v[m].span;
    uint32_t w = ws_look_word(doc, ws_kind_bracket(doc, name.end));
    uint32_t called = doc->shapes[head].mention;

    if (ws_span_len(name) < 2 || w > head || is_plural(doc, head))
        return false;
    if (called != WS_NONE && doc->mentions.v[called].type == p->title &&
        is_behind(doc, m, title_start(p, doc, head)))
        return true;
    return doc->shapes[head].classes & doc->pack->is.title &&
           !(doc->shapes[w].classes & (doc->pack->is.title | doc->pack->is.honorific)) &&
           !is_side(doc, w);
}

/* Does word @head, a role, stand for somebody else than mention @m before it?  It does not
 * right behind a person's name (고성준(1학년) 학생), nor where it is a title of theirs. */
static bool
is_other(const struct ws_phrases *p, const struct ws_doc *doc, uint32_t head, uint32_t m)
{
    const struct ws_shape *shape = &doc->shapes[head];
    bool person = m != WS_NONE && doc->mentions.v[m].type == p->person;

    if (!(shape->classes & doc->pack->is.role))
        return false;
    if (person && (is_behind(doc, m, head) ||
                   (doc->pack->features & WS_FEATURE_STEMS && is_calling(p, doc, head, m))))
        return false;
    return shape->mention == WS_NONE ||
           (person && doc->mentions.v[m].span.end < doc->words.v[head].span.start);
}

/* 있던 A씨: words that nothing is known of do not belong before a name. */
static void
trim(const struct ws_doc *doc, struct ws_phrase *phrase)
{
    while (phrase->first < phrase->last && doc->shapes[phrase->first].mention == WS_NONE &&
           doc->words.v[phrase->first].span.end <= doc->mentions.v[phrase->mention].span.start &&
           !doc->shapes[phrase->first].classes)
        phrase->first++;
    phrase->span.start = doc->words.v[phrase->first].span.start;
}

/* 회의 직후 + 기자들: words up to one that says when are no part of whom they stand before. */
static void
drop_when(const struct ws_doc *doc, struct ws_phrase *phrase)
{
    for (uint32_t w = phrase->last; w-- > phrase->first;) {
        const struct ws_shape *shape = &doc->shapes[w];
        if (shape->entry == WS_NONE || shape->mention != WS_NONE ||
            !(ws_look_entry(doc, shape->entry)->says & WS_SAYS_BEFORE))
            continue;
        phrase->first = w + 1;
        phrase->span.start = doc->words.v[w + 1].span.start;
        return;
    }
}

/* What the phrase is by its last word and its chief mention. */
static void
settle(const struct ws_phrases *p, const struct ws_doc *doc, struct ws_phrase *phrase)
{
    const struct ws_class_sets *is = &doc->pack->is;
    uint32_t head = phrase->last > phrase->first && is_side(doc, phrase->last) ? phrase->last - 1
                                                                               : phrase->last;
    const struct ws_shape *last = &doc->shapes[head];
    uint32_t m = chief(p, doc, phrase);
    uint8_t type = m == WS_NONE ? WS_NO_TYPE : doc->mentions.v[m].type;
    bool ends = m != WS_NONE && (last->mention != WS_NONE || last->classes & is->honorific);

    phrase->mention = m;
    phrase->side = head != phrase->last;
    phrase->kind = WS_PHRASE_NOUN;
    if (m == WS_NONE && phrase->first == phrase->last && last->classes & is->pronoun) {
        phrase->kind = WS_PHRASE_PRONOUN;
    } else if (is_other(p, doc, head, m) || (m == WS_NONE && head != phrase->last)) {
        phrase->kind = WS_PHRASE_ROLE;
    } else if (m != WS_NONE && type == p->person &&
               (ends || phrase->last - phrase->first < 4 || is_calling(p, doc, head, m))) {
        phrase->kind = WS_PHRASE_PERSON;
    } else if (ends && type == p->title) {
        phrase->kind = WS_PHRASE_TITLE;
    } else if (ends && type == p->org) {
        phrase->kind = WS_PHRASE_ORG;
    } else if (ends && type == p->place) {
        phrase->kind = WS_PHRASE_PLACE;
    }
    if (phrase->kind == WS_PHRASE_PERSON || phrase->kind == WS_PHRASE_TITLE ||
        phrase->kind == WS_PHRASE_ORG || phrase->kind == WS_PHRASE_PLACE) {
        phrase->entity = doc->mentions.v[m].entity;
        if (phrase->kind != WS_PHRASE_TITLE)
            trim(doc, phrase);
    }
}

void
ws_kind_settle(const struct ws_phrases *p, const struct ws_doc *doc, struct ws_phrase *phrase)
{
    drop_when(doc, phrase);
    settle(p, doc, phrase);
}
