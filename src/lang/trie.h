/*
 * lang/trie.h - the surfaces of entries as one tree of characters, in a double array.
 *
 *     부산, 부산시, 서울        unit    0    1    2    3    4    5    6    7
 *                                     root  부   서   산   울   (1)  시
 *          0                   base     b    p    q    r   (2)  (0)  (1)
 *         / \                  check    -    0    0    1    2    3    3
 *       1부  2서
 *        |    |                A node's child over a character stands base + its code units
 *       3산  4울               from the start, and names its parent in check: so a step is one
 *        |                     look, and never wrong.  b + 부 = 1, b + 서 = 2, p + 산 = 3 ...
 *       6시                    Codes number the characters of all surfaces, the most frequent
 *                              first: so what is often looked at lies together.
 *
 *                              An entry that ends at a leaf stands in the leaf's base, (2); one
 *                              that ends where longer ones go on, in a unit of its own, 5, at
 *                              base + 0.
 *
 * Bases count modulo 2^24, and the eight bits above tell which characters may follow: most
 * walks end where nothing does, and then need no look at where it would.  Units are placed
 * from the root down, each family where it first fits; Aoe, "An efficient digital search
 * algorithm by using a double-array structure", 1989.
 */
#ifndef WS_LANG_TRIE_H
#define WS_LANG_TRIE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/sort.h"

struct ws_entry;

struct ws_trie_unit {
    uint32_t base;  /* 24 bits, and eight of ws_trie_on(); of a leaf, and at base + 0, the entry */
    uint32_t check; /* the parent, and the bits below; WS_TRIE_FREE: no node */
};

/* The code of a character beyond U+FFFF, of which few are met. */
struct ws_far_code {
    uint32_t rune, code;
};

/* The codes of characters; 0: of no surface. */
struct ws_codes {
    const uint16_t *bmp;           /* WS_CODES_BMP */
    const struct ws_far_code *far; /* by character */
    uint32_t nfar;
};

#define WS_CODES_BMP 65536

struct ws_trie {
    const struct ws_trie_unit *units;
    uint32_t n;        /* of units */
    uint32_t nentries; /* that there are */
    struct ws_codes codes;
};

#define WS_TRIE_ENDS ((uint32_t)1 << 31) /* an entry ends here */
#define WS_TRIE_LEAF ((uint32_t)1 << 30) /* nothing goes on */
#define WS_TRIE_LAST ((uint32_t)1 << 29) /* no node, but the entry of its parent */
#define WS_TRIE_KEY  (~(WS_TRIE_ENDS | WS_TRIE_LEAF))
#define WS_TRIE_FREE WS_TRIE_KEY

#define WS_TRIE_MOST ((uint32_t)1 << 24) /* units */

/* Number the characters of @n entries. */
bool ws_codes_make(struct ws_codes *codes, struct ws_arena *arena, const struct ws_entry *entries,
                   uint32_t n, struct ws_arena *work);
uint32_t ws_codes_far(const struct ws_codes *codes, uint32_t rune);

static inline uint32_t
ws_codes_get(const struct ws_codes *codes, uint32_t rune)
{
    return rune < WS_CODES_BMP ? codes->bmp[rune] : ws_codes_far(codes, rune);
}

/*
 * Build @trie over the entries entries[order[i].at], of @nentries, whose surfaces are sorted by
 * character and all different; read from their last character on if @backward.
 * @work is scratch.  False when memory is out, or WS_TRIE_MOST is not enough.
 */
bool ws_trie_build(struct ws_trie *trie, struct ws_arena *arena, const struct ws_entry *entries,
                   uint32_t nentries, const struct ws_sort_item *order, uint32_t n, bool backward,
                   const struct ws_codes *codes, struct ws_arena *work);

static inline uint32_t
ws_trie_on(uint32_t code)
{
    return (uint32_t)1 << (24 + (code & 7));
}

/* The next node from @node over @rune, or 0. */
static inline uint32_t
ws_trie_step(const struct ws_trie *trie, uint32_t node, uint32_t rune)
{
    const struct ws_trie_unit *unit = &trie->units[node];
    uint32_t code = ws_codes_get(&trie->codes, rune);
    uint32_t at = (unit->base + code) & (WS_TRIE_MOST - 1);

    if (unit->check & WS_TRIE_LEAF || !(unit->base & ws_trie_on(code)) || at >= trie->n)
        return 0;
    return (trie->units[at].check & WS_TRIE_KEY) == node ? at : 0;
}

/* 1 + the entry that ends at @node, or 0.  The numbers are checked here, for a file that a trie
 * is mapped from may say anything. */
static inline uint32_t
ws_trie_entry(const struct ws_trie *trie, uint32_t node)
{
    const struct ws_trie_unit *unit = &trie->units[node];
    uint32_t at, entry = unit->base;

    if (!(unit->check & WS_TRIE_ENDS))
        return 0;
    if (!(unit->check & WS_TRIE_LEAF)) {
        at = entry & (WS_TRIE_MOST - 1);
        entry = at < trie->n ? trie->units[at].base : 0;
    }
    return entry <= trie->nentries ? entry : 0;
}

/* Can any surface of @trie start with @rune? */
static inline bool
ws_trie_starts(const struct ws_trie *trie, uint32_t rune)
{
    return ws_trie_step(trie, 0, rune) != 0;
}

#endif
