/*
 * tune/gold.h - gold articles: JSON Lines read into plain structs.
 *
 *     {"id","text","lang","date"|"dct","mentions":[{"start","end","type"}],
 *      "quotes":[{"start","end","speaker","src","cue","kind","source":[[s,e]]}],
 *      "types":[...],"loose":[...],"ignore":[[start,end,type]]}
 *
 * Every start and end counts code points of "text".  All of a set lives in its arena.
 */
#ifndef WS_TUNE_GOLD_H
#define WS_TUNE_GOLD_H

#include "doc/doc.h" /* struct ws_span, enum ws_quote_type */

struct ws_gold_mention {
    struct ws_span span;
    uint8_t type; /* index in types; WS_NO_TYPE: a type that types.tsv does not have */
};

struct ws_gold_quote {
    struct ws_span span;
    enum ws_quote_type kind;
    const char *speaker;    /* UTF-8; "" and "?": nobody */
    const char *src;        /* the words that name the speaker, ""; never NULL */
    const char *cue;        /* never NULL */
    struct ws_span *source; /* where the words of src stand, where the set says so */
    uint32_t nsource;
};

struct ws_gold_ignore {
    struct ws_span span;
    uint8_t type;
};

struct ws_gold_article {
    const char *id;
    const char *text; /* UTF-8, @text_len bytes and a NUL */
    size_t text_len;
    const char *lang; /* "ko"; NULL where the row has none */
    const char *date; /* "date" or "dct"; NULL where the row has none */
    struct ws_gold_mention *mentions;
    uint32_t nmentions;
    struct ws_gold_quote *quotes;
    uint32_t nquotes;
    uint16_t types; /* bit set of the types that the gold covers; all six when unsaid */
    uint16_t loose; /* bit set of types whose spans match by overlap */
    struct ws_gold_ignore *ignore;
    uint32_t nignore;
    bool has_mentions, has_quotes; /* the row has the key, and it is not empty */
    uint32_t file;                 /* which of the files it came from, from 0 */
    float times;                   /* how much each mistake in it counts */
    bool aside;                    /* learned with weights of its own: tune_mention.c */
};

struct ws_gold {
    struct ws_arena arena;
    struct ws_gold_article *articles;
    uint32_t narticles;
};

/* Read @n files, in their order.  WHOSAID_E_JSON and WHOSAID_E_RECORD name file and line. */
whosaid_status ws_gold_load(struct ws_gold *gold, const struct ws_types *types,
                            const char *const *paths, size_t n, whosaid_error *err);
void ws_gold_release(struct ws_gold *gold);

#endif
