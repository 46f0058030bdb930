/*
 * lang/trie.c - from sorted surfaces to a trie; see trie.h.
 *
 * Free units are a ring through base (the next) and check (the one before), and unit 0,
 * which the root gets in the end, is where it starts.  A family of one, and most are, goes to
 * the first free unit, with all that follows it.  A larger one looks from a cursor on, and where it had to look long, the
 * cursor leaves a part of what it saw to the families of one.
 */
#include "lang/trie.h"

#include <stdlib.h>
#include <string.h>

#include "lang/lexicon.h"

#define LEFT_FREE 4096 /* units that may stay free, about */
#define TRIES     16   /* places that a family of several is tried at before the cursor moves */

/* A character, and how often it stands in surfaces. */
struct met {
    uint32_t rune, times;
};

static int
by_times(const void *a, const void *b)
{
    const struct met *x = a, *y = b;

    if (x->times != y->times)
        return x->times > y->times ? -1 : 1;
    return x->rune < y->rune ? -1 : x->rune > y->rune;
}

static int
by_rune(const void *a, const void *b)
{
    const struct ws_far_code *x = a, *y = b;

    return x->rune < y->rune ? -1 : x->rune > y->rune;
}

/* The characters beyond U+FFFF of the surfaces, each once for each time it is met. */
static bool
collect_far(struct ws_arena *work, const struct ws_entry *entries, uint32_t n, uint32_t *counts,
            struct met **far, uint32_t *nfar)
{
    WS_LIST(struct met) list = {0};

    for (uint32_t e = 0; e < n; e++)
        for (uint32_t i = 0; i < entries[e].nrunes; i++) {
            uint32_t rune = ws_entry_runes(&entries[e])[i];
            struct met *met;

            if (rune < WS_CODES_BMP) {
                counts[rune]++;
                continue;
            }
            met = ws_list_add(work, &list);
            if (!met)
                return false;
            *met = (struct met){rune, 1};
        }
    *far = list.v;
    *nfar = list.n;
    return true;
}

bool
ws_codes_make(struct ws_codes *codes, struct ws_arena *arena, const struct ws_entry *entries,
              uint32_t n, struct ws_arena *work)
{
    uint32_t *counts = ws_arena_zalloc(work, WS_CODES_BMP * sizeof *counts);
    uint16_t *bmp = ws_arena_zalloc(arena, WS_CODES_BMP * sizeof *bmp);
    struct met *all = ws_arena_alloc(work, WS_CODES_BMP * sizeof *all), *met = NULL;
    struct ws_far_code *far;
    uint32_t nall = 0, nmet = 0, nfar = 0;

    if (!counts || !bmp || !all || !collect_far(work, entries, n, counts, &met, &nmet))
        return false;
    far = ws_arena_alloc(arena, (nmet + 1) * sizeof *far);
    if (!far)
        return false;
    for (uint32_t rune = 0; rune < WS_CODES_BMP; rune++)
        if (counts[rune])
            all[nall++] = (struct met){rune, counts[rune]};
    if (nall)
        qsort(all, nall, sizeof *all, by_times);
    for (uint32_t i = 0; i < nall; i++)
        bmp[all[i].rune] = (uint16_t)(i + 1);
    if (nmet)
        qsort(met, nmet, sizeof *met, by_times); /* all once: by character */
    for (uint32_t i = 0; i < nmet; i++)
        if (!i || met[i].rune != met[i - 1].rune)
            far[nfar++] = (struct ws_far_code){met[i].rune, ++nall};
    *codes = (struct ws_codes){bmp, far, nfar};
    return true;
}

uint32_t
ws_codes_far(const struct ws_codes *codes, uint32_t rune)
{
    const struct ws_far_code key = {rune, 0}, *found = NULL;

    if (codes->nfar)
        found = bsearch(&key, codes->far, codes->nfar, sizeof key, by_rune);
    return found ? found->code : 0;
}

/* A surface in the direction it is read: its i-th character is at[i * step]. */
struct path {
    const uint32_t *at;
    ptrdiff_t step;
    uint32_t n;
};

/* A node whose children are to be placed: those of surfaces [from, to), at @depth. */
struct task {
    uint32_t node, from, to, depth;
};

/* One of a family: its surfaces are [from, to). */
struct child {
    uint32_t code, from, to; /* 0: the one that ends here */
};

struct build {
    struct path *paths;
    const struct ws_sort_item *order;
    struct ws_arena *work;
    struct ws_trie_unit *units; /* 0 is the start of the ring meanwhile */
    struct ws_trie_unit root;
    uint8_t *taken;   /* per unit: it is no member of the ring */
    uint32_t n, room; /* units that are, or were, in the ring; room for */
    uint32_t least;   /* room to begin with */
    uint32_t cursor;  /* where to look for a place for several */
    WS_LIST(struct task) tasks;
    WS_LIST(struct child) family; /* at hand, by code */
    const struct ws_codes *codes;
};

static struct path
path_of(const struct ws_entry *entry, bool backward)
{
    const uint32_t *runes = ws_entry_runes(entry);

    if (!backward)
        return (struct path){runes, 1, entry->nrunes};
    return (struct path){runes + entry->nrunes - 1, -1, entry->nrunes};
}

/* How many units surfaces take: one for each character that a surface does not share with the
 * one before it, and one for each that goes on. */
static uint32_t
count_units(const struct path *paths, uint32_t n)
{
    uint32_t units = 1;

    for (uint32_t i = 0; i < n; i++) {
        const struct path *path = &paths[i], *last = i ? path - 1 : path;
        uint32_t shared = 0;

        while (i && shared < last->n && shared < path->n &&
               last->at[shared * last->step] == path->at[shared * path->step])
            shared++;
        units += path->n - shared + (i && shared == last->n);
    }
    return units;
}

/* More units at the end of the ring, @n in all. */
static bool
reach(struct build *b, uint32_t n)
{
    if (n > WS_TRIE_MOST)
        return false;
    if (n > b->room) {
        uint32_t room = n < b->least ? b->least : n + n / 2;
        struct ws_trie_unit *units = ws_arena_alloc(b->work, room * sizeof *units);
        uint8_t *taken = ws_arena_zalloc(b->work, room);

        if (!units || !taken)
            return false;
        if (b->n) {
            memcpy(units, b->units, b->n * sizeof *units);
            memcpy(taken, b->taken, b->n);
        }
        b->units = units;
        b->taken = taken;
        b->room = room;
    }
    for (; b->n < n; b->n++) {
        uint32_t last = b->n ? b->units[0].check : 0;

        b->units[b->n] = (struct ws_trie_unit){0, last};
        b->units[last].base = b->n;
        b->units[0].check = b->n;
    }
    return true;
}

static struct ws_trie_unit *
unit_of(struct build *b, uint32_t node)
{
    return node ? &b->units[node] : &b->root;
}

static void
take(struct build *b, uint32_t at)
{
    uint32_t before = b->units[at].check, behind = b->units[at].base;

    b->units[before].base = behind;
    b->units[behind].check = before;
    b->taken[at] = 1;
}

/* Would the family at hand find all its places free, with its first child at @first? */
static bool
fits(const struct build *b, uint32_t first)
{
    for (uint32_t i = 1; i < b->family.n; i++) {
        uint32_t at = first + (b->family.v[i].code - b->family.v[0].code);

        if (at < b->n && b->taken[at])
            return false;
    }
    return true;
}

/* Where the first child of the family at hand goes. */
static uint32_t
find_place(struct build *b)
{
    uint32_t at, tries = 0;

    if (b->family.n == 1)
        return b->units[0].base ? b->units[0].base : b->n;
    while (b->cursor < b->n && b->taken[b->cursor])
        b->cursor++;
    if (b->cursor >= b->n)
        return b->n;
    for (at = b->cursor; at && !fits(b, at); at = b->units[at].base)
        if (++tries % TRIES == 0)
            b->cursor = at;
    return at ? at : b->n;
}

static int
by_code(const void *a, const void *b)
{
    const struct child *x = a, *y = b;

    return x->code < y->code ? -1 : x->code > y->code;
}

/* The children of @task: the characters that its surfaces go on with. */
static bool
find_family(struct build *b, const struct task *task)
{
    uint32_t last = UINT32_MAX;

    b->family.n = 0;
    for (uint32_t i = task->from; i < task->to; i++) {
        const struct path *path = &b->paths[i];
        uint32_t rune = task->depth < path->n ? path->at[task->depth * path->step] : 0;
        struct child *child;

        if (rune == last) {
            b->family.v[b->family.n - 1].to = i + 1;
            continue;
        }
        last = rune;
        child = ws_list_add(b->work, &b->family);
        if (!child)
            return false;
        *child = (struct child){rune ? ws_codes_get(b->codes, rune) : 0, i, i + 1};
    }
    if (b->family.n > 1)
        qsort(b->family.v, b->family.n, sizeof *b->family.v, by_code);
    return true;
}

/* Place @child at @at, below @node. */
static void
add_child(struct build *b, uint32_t node, uint32_t at, const struct child *child)
{
    take(b, at);
    if (!child->code) {
        b->units[at] = (struct ws_trie_unit){b->order[child->from].at + 1, node | WS_TRIE_LAST};
        unit_of(b, node)->check |= WS_TRIE_ENDS;
        return;
    }
    b->units[at] = (struct ws_trie_unit){0, node};
    unit_of(b, node)->base |= ws_trie_on(child->code);
}

/* Surface @i goes on alone below @node, from @depth on: families of one to its end. */
static bool
place_rest(struct build *b, uint32_t node, uint32_t i, uint32_t depth)
{
    const struct path *path = &b->paths[i];

    for (; depth < path->n; depth++) {
        struct child child = {ws_codes_get(b->codes, path->at[depth * path->step]), i, i + 1};
        uint32_t at = b->units[0].base ? b->units[0].base : b->n;

        if (!reach(b, at + 1))
            return false;
        unit_of(b, node)->base = (at - child.code) & (WS_TRIE_MOST - 1);
        add_child(b, node, at, &child);
        node = at;
    }
    unit_of(b, node)->base = b->order[i].at + 1;
    unit_of(b, node)->check |= WS_TRIE_ENDS | WS_TRIE_LEAF;
    return true;
}

/* What follows below @child, now at @at: at once where it is one surface, else later. */
static bool
go_on(struct build *b, const struct task *task, uint32_t at, const struct child *child)
{
    struct task *next;

    if (!child->code)
        return true;
    if (child->to == child->from + 1)
        return place_rest(b, at, child->from, task->depth + 1);
    next = ws_list_add(b->work, &b->tasks);
    if (next)
        *next = (struct task){at, child->from, child->to, task->depth + 1};
    return next != NULL;
}

/* The children of @task, which has several surfaces. */
static bool
place(struct build *b, const struct task *task)
{
    uint32_t base, n;

    if (!find_family(b, task))
        return false;
    n = b->family.n;
    base = find_place(b) - b->family.v[0].code;
    if (!reach(b, base + b->family.v[n - 1].code + 1))
        return false;
    unit_of(b, task->node)->base = base & (WS_TRIE_MOST - 1);
    for (uint32_t i = 0; i < n; i++)
        add_child(b, task->node, base + b->family.v[i].code, &b->family.v[i]);
    for (uint32_t i = 0; i < n; i++)
        if (!go_on(b, task, base + b->family.v[i].code, &b->family.v[i]))
            return false;
    return true;
}

/* The units as they are to be: free ones marked, none behind the last node. */
static bool
finish(struct build *b, struct ws_trie *trie, uint32_t nentries, struct ws_arena *arena)
{
    struct ws_trie_unit *units;
    uint32_t n = b->n;

    while (n > 1 && !b->taken[n - 1])
        n--;
    units = ws_arena_alloc(arena, n * sizeof *units);
    if (!units)
        return false;
    units[0] = b->root;
    for (uint32_t at = 1; at < n; at++)
        units[at] = b->taken[at] ? b->units[at] : (struct ws_trie_unit){0, WS_TRIE_FREE};
    *trie = (struct ws_trie){units, n, nentries, *b->codes};
    return true;
}

bool
ws_trie_build(struct ws_trie *trie, struct ws_arena *arena, const struct ws_entry *entries,
              uint32_t nentries, const struct ws_sort_item *order, uint32_t n, bool backward,
              const struct ws_codes *codes, struct ws_arena *work)
{
    struct build b = {
        .order = order, .work = work, .codes = codes, .root = {0, WS_TRIE_FREE}, .cursor = 1};
    struct task *first = ws_list_add(work, &b.tasks);

    b.paths = ws_arena_alloc(work, (n + 1) * sizeof *b.paths);
    if (!first || !b.paths)
        return false;
    for (uint32_t i = 0; i < n; i++)
        b.paths[i] = path_of(&entries[order[i].at], backward);
    b.least = count_units(b.paths, n) + LEFT_FREE;
    if (!reach(&b, 1))
        return false;
    b.taken[0] = 1;
    *first = (struct task){.to = n};
    for (uint32_t i = 0; n && i < b.tasks.n; i++) {
        struct task task = b.tasks.v[i];

        if (!place(&b, &task))
            return false;
    }
    if (!n)
        b.root.check |= WS_TRIE_LEAF;
    return finish(&b, trie, nentries, arena);
}
