/*
 * speaker/phrase.h - noun phrases that may name a speaker.
 *
 *     배경훈 LG AI연구원장은        PERSON ORG TITLE + topic: one phrase, of the person
 *     안 시장의 변호인은            a noun with its genitive, topic
 *     a spokesman for the ministry  a noun with its preposition
 *
 * A phrase is a run of nouns and mentions that nothing parts; brackets in it are passed
 * over.  Its words stand for a mention's entity, a pronoun, or an unnamed source.
 */
#ifndef WS_SPEAKER_PHRASE_H
#define WS_SPEAKER_PHRASE_H

#include "doc/look.h"

enum ws_phrase_kind {
    WS_PHRASE_PERSON,
    WS_PHRASE_ORG,
    WS_PHRASE_PLACE,
    WS_PHRASE_TITLE, /* a title that stands for a person */
    WS_PHRASE_ROLE,  /* 경찰 관계자, a witness */
    WS_PHRASE_PRONOUN,
    WS_PHRASE_NOUN
};

struct ws_phrase {
    struct ws_span span;  /* without its particle */
    uint32_t first, last; /* words */
    uint32_t next;        /* the first word behind it and its particle */
    uint32_t mention;     /* that makes it what it is; WS_NONE */
    uint32_t entity;      /* WS_NONE */
    uint32_t sentence;
    uint32_t quote; /* the outermost quote that holds it; WS_NONE */
    uint32_t tail;  /* its particle, of the end trie; WS_NONE */
    uint8_t role;
    uint8_t kind;
    bool side; /* its last word only says that it is their side: 한빛전자 측 */
};

struct ws_phrases {
    WS_LIST(struct ws_phrase) list; /* in the order of the text */
    uint32_t *of_sentence;          /* per sentence (and one more): its first phrase */
    uint64_t people, things;        /* classes of words: see is_noun() */
    uint8_t person, title, org, place, quantity, percent; /* types of mentions */
};

whosaid_status ws_phrases_find(struct ws_doc *doc, struct ws_phrases *phrases, whosaid_error *err);

/* The first phrase that starts at @at or later; list.n where none does. */
uint32_t ws_phrases_from(const struct ws_phrases *phrases, uint32_t at);

/* A value of a pronoun's entry, "" where it has none. */
const char *ws_phrase_pronoun(const struct ws_doc *doc, const struct ws_phrase *phrase,
                              const char *key);

#endif
