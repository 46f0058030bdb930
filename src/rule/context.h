/*
 * rule/context.h - what the tagger asks about words again and again, worked out once.
 */
#ifndef WS_RULE_CONTEXT_H
#define WS_RULE_CONTEXT_H

#include "doc/doc.h"

/* An entry of the suffix trie that ends at a place. */
struct ws_ending {
    uint32_t entry; /* 1 + entry; 0: none */
    uint32_t start; /* where it starts */
    uint64_t classes;
};

/* Those that end at one place, shorter ones first. */
#define WS_MAX_ENDINGS 6
struct ws_endings {
    struct ws_ending v[WS_MAX_ENDINGS];
    uint32_t n;
};

/* A word as its neighbours see it. */
struct ws_context_word {
    uint32_t stem_end;  /* before the particle, as far as entries tell */
    uint64_t classes;   /* of the stem as a whole */
    uint64_t ends_with; /* of a stem in no list: classes of the suffix entry at its end */
    enum ws_role role;  /* of what stands behind the stem */
    uint8_t shape;      /* enum ws_sym, of stems in no list */
    bool has_tail;
    uint8_t nends;
    uint32_t first_end; /* in context.ends */
    uint64_t names;     /* bit n: an entry that names something is its first n characters */
};

struct ws_context {
    struct ws_doc *doc;
    struct ws_context_word *words; /* one a word of the document */
    WS_LIST(struct ws_endings) endings;
    uint32_t *endings_at;   /* per character: 1 + index in endings; 0: not looked yet */
    WS_LIST(uint32_t) ends; /* places where spans may end, word by word, falling */
    bool failed;            /* memory is out: endings are missing */
};

whosaid_status ws_context_init(struct ws_context *context, struct ws_doc *doc, whosaid_error *err);

/* Every suffix entry that ends at @end, shorter ones first; NULL when memory is out. */
const struct ws_endings *ws_context_endings(struct ws_context *context, uint32_t end);

/* The longest suffix entry of any of @classes that ends at @end and starts at @start or
 * later; .entry is 0 where there is none. */
struct ws_ending ws_context_ending(struct ws_context *context, uint32_t start, uint32_t end,
                                   uint64_t classes);

/* What stands between the span that ends at @from and the one that starts at @to: an enum
 * ws_sym (GLUED, SPACE, COMMA, DOT, MARK, OPEN, ...), OTHER for anything longer. */
enum ws_sym ws_context_gap(const struct ws_doc *doc, uint32_t from, uint32_t to);

/* The shape of the characters of @span: BLOCK (Hangul), HAN, ALL_CAPS, TITLE_CASE,
 * LOWER_CASE, NUMBERED, BLEND. */
enum ws_sym ws_context_shape(const struct ws_doc *doc, struct ws_span span);

#endif
