/*
 * lang/row.h - a row of evidence: one thing that a rule saw, with a name a person
 * can read and a number a table can be asked for.
 *
 *     63      56 55            32 31      16 15       0
 *     +---------+----------------+----------+----------+
 *     | template|       a        |    b     |    c     |     suffix:위원회&country
 *     +---------+----------------+----------+----------+
 *
 * The template (row_list.h) says what a, b and c are: a class, a symbol, a small
 * number, an entry of the dictionary, a rule, or up to three characters of the
 * text.  So a row needs no string while an article is read, and its name can be
 * printed (--explain, whosaid-tune) and read back (weights.tsv) at any time.
 */
#ifndef WS_LANG_ROW_H
#define WS_LANG_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

typedef uint64_t ws_row;

struct ws_pack;

enum ws_part {
    WS_PART_NONE,
    WS_PART_CLASS, /* class of types.tsv */
    WS_PART_TYPE,  /* type of mention */
    WS_PART_ROLE,  /* enum ws_role */
    WS_PART_SYM,   /* enum ws_sym */
    WS_PART_NUM,   /* 0 to 65535 */
    WS_PART_ENTRY, /* entry of the main trie, by its surface; place a only */
    WS_PART_TAIL,  /* entry of the tail trie; place a only */
    WS_PART_END,   /* entry of the end trie; place a only */
    WS_PART_RULE,  /* rule of the pack, by its name; place a only */
    WS_PART_RUNES  /* up to three characters, over a, b and c (18 bits each) */
};

enum ws_template {
#define WS_ROW(id, name, a, b, c) WS_ROW_##id,
#include "lang/row_list.h"
#undef WS_ROW
    WS_ROW_COUNT
};

enum ws_sym {
#define WS_SYM(id, word) WS_SYM_##id,
#include "lang/sym_list.h"
#undef WS_SYM
    WS_SYM_COUNT
};

static inline ws_row
ws_row_make(enum ws_template t, uint32_t a, uint32_t b, uint32_t c)
{
    return (uint64_t)(t + 1) << 56 | (uint64_t)(a & 0xFFFFFF) << 32 | (uint64_t)(b & 0xFFFF) << 16 |
           (c & 0xFFFF);
}

/* A row over the @n (1 to 3) characters at @runes. */
static inline ws_row
ws_row_runes(enum ws_template t, const uint32_t *runes, uint32_t n)
{
    uint64_t packed = 0;

    for (uint32_t i = 0; i < n && i < 3; i++)
        packed = packed << 18 | (runes[i] & 0x3FFFF);
    return (uint64_t)(t + 1) << 56 | packed;
}

/* Append the name of @row ("suffix:위원회&country") to @out. */
void ws_row_print(struct ws_buf *out, const struct ws_pack *pack, ws_row row);
/* The row called @name, or 0 where a template, class, entry or rule of it is unknown. */
ws_row ws_row_parse(const struct ws_pack *pack, const char *name, size_t len);
const char *ws_sym_word(enum ws_sym sym);
/* @hash over all names that a row's number depends on. */
uint32_t ws_row_fingerprint(uint32_t hash);

#endif
