/*
 * lang/trie.h - the surfaces of entries as one tree of characters, in a hash.
 *
 *     부산, 부산시, 서울          slot    0     1     2     3     4     5     6     7
 *                               from  root        0     5           0     2     3
 *          0                    rune              서    산          부    울    시
 *         / \                   entry                   부산              서울  부산시
 *       5부  2서
 *        |    |                 A slot is a node: it stands where the hash of its parent and
 *       3산  6울                 its character says, or in the next free slot.  So a step is
 *        |                      one look, and never wrong, since the slot holds both.
 *       7시
 */
#ifndef WS_LANG_TRIE_H
#define WS_LANG_TRIE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/sort.h"

struct ws_entry;

struct ws_trie {
    uint64_t *slots;      /* parent << 21 | character, and the bits below; 0 is empty */
    uint32_t *entry;      /* per slot: 1 + the entry that ends here; 0: none */
    uint32_t mask;        /* number of slots - 1 */
    uint32_t nnodes;      /* slots in use; slot 0 is the root's */
    uint64_t first[1024]; /* bit set over the first characters below U+10000 */
};

/*
 * Build @trie over the entries entries[order[i].at], whose surfaces are sorted by
 * character and all different; read from their last character on if @backward.
 * @shared has room for @n bytes of scratch.  False when memory is out.
 */
bool ws_trie_build(struct ws_trie *trie, struct ws_arena *arena, const struct ws_entry *entries,
                   const struct ws_sort_item *order, uint32_t n, bool backward, uint8_t *shared);

#define WS_TRIE_TAKEN ((uint64_t)1 << 63)
#define WS_TRIE_ENDS  ((uint64_t)1 << 62) /* an entry ends here */
#define WS_TRIE_ONS   53                  /* from here on eight bits: see ws_trie_on() */
#define WS_TRIE_KEY   (WS_TRIE_TAKEN | (((uint64_t)1 << WS_TRIE_ONS) - 1))

static inline uint64_t
ws_trie_key(uint32_t node, uint32_t rune)
{
    return WS_TRIE_TAKEN | (uint64_t)node << 21 | rune;
}

/* The bit of a slot that says whether its node may go on over @rune: most walks end where
 * nothing does, and then need no look at where it would. */
static inline uint64_t
ws_trie_on(uint32_t rune)
{
    return (uint64_t)1 << (WS_TRIE_ONS + (rune * 2654435761u >> 29));
}

/* The slot where the search for @key starts. */
static inline uint32_t
ws_trie_home(const struct ws_trie *trie, uint64_t key)
{
    return (uint32_t)(key * 0x9E3779B97F4A7C15u >> 33) & trie->mask;
}

/* The next node from @node over @rune, or 0. */
static inline uint32_t
ws_trie_step(const struct ws_trie *trie, uint32_t node, uint32_t rune)
{
    uint64_t key = ws_trie_key(node, rune);
    uint32_t at = ws_trie_home(trie, key);

    if (!(trie->slots[node] & ws_trie_on(rune)))
        return 0;
    while (trie->slots[at]) {
        if ((trie->slots[at] & WS_TRIE_KEY) == key)
            return at;
        at = (at + 1) & trie->mask;
    }
    return 0;
}

/* 1 + the entry that ends at @node, which was just stepped to; 0: none.  Most often its slot,
 * still at hand, says so. */
static inline uint32_t
ws_trie_entry(const struct ws_trie *trie, uint32_t node)
{
    return trie->slots[node] & WS_TRIE_ENDS ? trie->entry[node] : 0;
}

/* Can any surface of @trie start with @rune? */
static inline bool
ws_trie_starts(const struct ws_trie *trie, uint32_t rune)
{
    return rune > 0xFFFF || (trie->first[rune >> 6] >> (rune & 63) & 1);
}

#endif
