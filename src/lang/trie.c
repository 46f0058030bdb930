/*
 * lang/trie.c - from sorted surfaces to a trie; see trie.h.
 *
 * A surface goes on where it parts from the one before it, so every node is made once and
 * none is looked for.
 */
#include "lang/trie.h"

#include "lang/lexicon.h"

/* A surface in the direction it is read: its i-th character is at[i * step]. */
struct path {
    const uint32_t *at;
    ptrdiff_t step;
    uint32_t n;
};

static struct path
path_of(const struct ws_entry *entry, bool backward)
{
    if (!backward)
        return (struct path){entry->runes, 1, entry->nrunes};
    return (struct path){entry->runes + entry->nrunes - 1, -1, entry->nrunes};
}

/* How many characters @a and @b begin with in common. */
static uint8_t
count_shared(struct path a, struct path b)
{
    uint32_t n = a.n < b.n ? a.n : b.n, i = 0;

    while (i < n && a.at[i * a.step] == b.at[i * b.step])
        i++;
    return (uint8_t)i;
}

/* How many nodes there will be; @shared[i] is what surface i and the one before it share. */
static uint32_t
count_nodes(const struct ws_entry *entries, const struct ws_sort_item *order, uint32_t n,
            bool backward, uint8_t *shared)
{
    struct path last = {0};
    uint32_t nodes = 1;

    for (uint32_t i = 0; i < n; i++) {
        struct path path = path_of(&entries[order[i].at], backward);

        shared[i] = count_shared(last, path);
        nodes += path.n - shared[i];
        last = path;
    }
    return nodes;
}

static bool
alloc_slots(struct ws_trie *trie, struct ws_arena *arena)
{
    size_t size = 64;

    while (size * 2 < (size_t)trie->nnodes * 3) /* a third stays free */
        size *= 2;
    trie->mask = (uint32_t)(size - 1);
    trie->slots = ws_arena_zalloc(arena, size * sizeof *trie->slots);
    trie->entry = ws_arena_zalloc(arena, size * sizeof *trie->entry);
    if (trie->slots)
        trie->slots[0] = WS_TRIE_KEY; /* the root: no node's child */
    return trie->slots && trie->entry;
}

/* A new node behind @node. */
static uint32_t
add_node(struct ws_trie *trie, uint32_t node, uint32_t rune)
{
    uint64_t key = ws_trie_key(node, rune);
    uint32_t at = ws_trie_home(trie, key);

    while (trie->slots[at])
        at = (at + 1) & trie->mask;
    trie->slots[at] = key;
    trie->slots[node] |= ws_trie_on(rune);
    return at;
}

bool
ws_trie_build(struct ws_trie *trie, struct ws_arena *arena, const struct ws_entry *entries,
              const struct ws_sort_item *order, uint32_t n, bool backward, uint8_t *shared)
{
    uint32_t nodes[WS_MAX_SURFACE + 1] = {0}; /* of the last surface, by depth */

    *trie = (struct ws_trie){.nnodes = count_nodes(entries, order, n, backward, shared)};
    if (!alloc_slots(trie, arena))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        struct path path = path_of(&entries[order[i].at], backward);

        if (*path.at <= 0xFFFF)
            trie->first[*path.at >> 6] |= (uint64_t)1 << (*path.at & 63);
        for (uint32_t depth = shared[i]; depth < path.n; depth++)
            nodes[depth + 1] = add_node(trie, nodes[depth], path.at[depth * path.step]);
        trie->entry[nodes[path.n]] = order[i].at + 1;
        trie->slots[nodes[path.n]] |= WS_TRIE_ENDS;
    }
    return true;
}
