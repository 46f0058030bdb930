/*
 * lang/lexicon_lines.h - the lines of entry files, on their way into a lexicon.
 *
 *     files  -->  [ lexicon_lines.c ]  -->  lines  -->  [ lexicon.c ]  -->  entries, tries
 */
#ifndef WS_LANG_LEXICON_LINES_H
#define WS_LANG_LEXICON_LINES_H

#include "base/sort.h"
#include "lang/lexicon.h"

/* One line of an entry file. */
struct ws_lexicon_line {
    const uint32_t *runes;
    uint32_t file, line;
    uint32_t first_attr;
    uint32_t target; /* 1 + the entry of the base with its surface and place; 0: none */
    uint16_t nattrs;
    uint8_t nrunes;
    uint8_t cls, flags;
    uint8_t layer; /* enum ws_layer */
    bool deletes;  /* the lines of lower layers with its surface and class */
};

struct ws_lexicon_attr {
    uint64_t key; /* ws_attr_key() of its name */
    const char *name, *value;
};

struct ws_lexicon_builder {
    const struct ws_types *types;
    struct ws_arena *arena; /* what stays: the engine's */
    struct ws_arena *work;  /* what goes with the builder */
    struct ws_arena mine;   /* that, where the caller has none */
    WS_LIST(struct ws_lexicon_line) lines;
    WS_LIST(struct ws_sort_item) order; /* one a line */
    WS_LIST(struct ws_lexicon_attr) attrs;
    WS_LIST(const char *) files;
    uint32_t *pool; /* characters of surfaces still to come */
    size_t room;
    int cls; /* of the last line: lines of one class stand together */
    const struct ws_lexicon *base;
    uint64_t is_tail, is_say, is_other, is_role, is_function, is_mark; /* for read_says() */
};

/*
 * The first characters of a surface as a number that sorts as they do: 0 and 7 bits for
 * ASCII, 1 and 16 bits for the others.  What a number cannot hold is left to the
 * comparison of equal keys.  The i-th character is at[i * step].
 */
uint64_t ws_lexicon_key(const uint32_t *at, ptrdiff_t step, uint32_t n);

#endif
