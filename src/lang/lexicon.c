/*
 * lang/lexicon.c - see lexicon.h.
 *
 * Lines are collected first (lexicon_lines.h), sorted by surface and class, and then
 * joined: what comes out never depends on the order of lines or files.
 */
#include "lang/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "base/hash.h"
#include "lang/lexicon_lines.h"

static const char *const role_words[] = {
#define WS_ROLE_WORD(id, word) word,
    WS_ROLE_LIST(WS_ROLE_WORD)
#undef WS_ROLE_WORD
};

const char *
ws_role_word(enum ws_role role)
{
    return role < WS_ROLE_COUNT ? role_words[role] : "none";
}

static int
compare_runes(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
    uint32_t n = na < nb ? na : nb;

    for (uint32_t i = 0; i < n; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return na < nb ? -1 : na > nb;
}

/* Marks stand in the main trie. */
static enum ws_place
place_of(const struct ws_types *types, uint8_t cls)
{
    enum ws_place place = types->classes[cls].place;

    return place == WS_PLACE_MARK ? WS_PLACE_MAIN : place;
}

/* By what the attributes of two lines say, in their order. */
static int
compare_attrs(const struct ws_lexicon_builder *builder, const struct ws_lexicon_line *a,
              const struct ws_lexicon_line *b)
{
    int order = (int)a->nattrs - (int)b->nattrs;

    for (uint32_t k = 0; k < a->nattrs && !order; k++) {
        const struct ws_lexicon_attr *x = &builder->attrs.v[a->first_attr + k];
        const struct ws_lexicon_attr *y = &builder->attrs.v[b->first_attr + k];

        order = strcmp(x->name, y->name);
        order = order ? order : strcmp(x->value, y->value);
    }
    return order;
}

/* Lines whose surfaces begin alike: by surface, place, class, and what they say, so that
 * nothing depends on which came first. */
static int
compare_lines(const void *user, uint32_t ia, uint32_t ib)
{
    const struct ws_lexicon_builder *builder = user;
    const struct ws_lexicon_line *a = &builder->lines.v[ia], *b = &builder->lines.v[ib];
    int order = compare_runes(a->runes, a->nrunes, b->runes, b->nrunes);

    if (!order)
        order = (int)place_of(builder->types, a->cls) - (int)place_of(builder->types, b->cls);
    if (!order)
        order = (int)a->cls - (int)b->cls;
    return order ? order : compare_attrs(builder, a, b);
}

static bool
same_surface(const struct ws_lexicon_line *a, const struct ws_lexicon_line *b)
{
    return a->nrunes == b->nrunes && memcmp(a->runes, b->runes, a->nrunes * sizeof *a->runes) == 0;
}

/* The highest layers that add a line of each class of a surface, and that delete it. */
struct layers {
    uint8_t adds[WS_MAX_CLASSES], deletes[WS_MAX_CLASSES];
};

static void
note_line(const struct ws_lexicon_builder *b, const struct ws_lexicon_line *line,
          struct layers *layers)
{
    uint64_t below;

    if (!line->deletes) {
        if (line->layer > layers->adds[line->cls])
            layers->adds[line->cls] = line->layer;
        return;
    }
    below = ws_types_family(b->types, b->types->classes[line->cls].name);
    for (; below; below &= below - 1) {
        uint8_t *layer = &layers->deletes[__builtin_ctzll(below)];

        *layer = line->layer > *layer ? line->layer : *layer;
    }
}

/* Of the lines of one surface, [from, to) in the order, keep from @kept on those that no
 * higher layer deletes or says anew; the place behind them. */
static uint32_t
keep_lines(struct ws_lexicon_builder *b, uint32_t from, uint32_t to, uint32_t kept)
{
    struct layers layers = {0};

    for (uint32_t i = from; i < to; i++)
        if (b->lines.v[b->order.v[i].at].layer != WS_LAYER_BUILTIN)
            note_line(b, &b->lines.v[b->order.v[i].at], &layers);
    for (uint32_t i = from; i < to; i++) {
        const struct ws_lexicon_line *line = &b->lines.v[b->order.v[i].at];

        if (!line->deletes && line->layer >= layers.adds[line->cls] &&
            line->layer >= layers.deletes[line->cls])
            b->order.v[kept++] = b->order.v[i];
    }
    return kept;
}

/* Leave out, of the sorted lines, those that a higher layer deletes or says anew. */
static void
settle_layers(struct ws_lexicon_builder *b)
{
    const struct ws_sort_item *v = b->order.v;
    uint32_t kept = 0;

    for (uint32_t from = 0, to; from < b->order.n; from = to) {
        const struct ws_lexicon_line *first = &b->lines.v[v[from].at];

        to = from + 1;
        while (to < b->order.n && v[to].key == v[from].key &&
               same_surface(first, &b->lines.v[v[to].at]))
            to++;
        if (to > from + 1)
            kept = keep_lines(b, from, to, kept);
        else if (!first->deletes) /* most stand alone */
            b->order.v[kept++] = v[from];
    }
    b->order.n = kept;
}

/* Do two lines, neighbours in the order, make one entry? */
static bool
is_same_entry(const struct ws_lexicon_builder *builder, const struct ws_sort_item *x,
              const struct ws_sort_item *y)
{
    const struct ws_lexicon_line *a = &builder->lines.v[x->at], *b = &builder->lines.v[y->at];

    return x->key == y->key && same_surface(a, b) &&
           place_of(builder->types, a->cls) == place_of(builder->types, b->cls);
}

/* What the attributes of a line say of the whole entry. */
static void
read_attr(struct ws_entry *entry, const struct ws_lexicon_attr *attr)
{
    if (*attr->name != 'f' && *attr->name != 'r' && *attr->name != 'a') /* most of them */
        return;
    if (strcmp(attr->name, "freq") == 0) {
        long freq = strtol(attr->value, NULL, 10);
        if (freq > entry->freq)
            entry->freq = (uint16_t)(freq > 65535 ? 65535 : freq);
    } else if (strcmp(attr->name, "role") == 0) {
        for (int r = 1; r < WS_ROLE_COUNT; r++)
            if (strcmp(attr->value, role_words[r]) == 0)
                entry->role = (uint8_t)r;
    } else if (strcmp(attr->name, "after") == 0) {
        if (strcmp(attr->value, "consonant") == 0)
            entry->flags |= WS_ENTRY_AFTER_CONSONANT;
        else if (strncmp(attr->value, "vowel", 5) == 0)
            entry->flags |= WS_ENTRY_AFTER_VOWEL;
        if (strcmp(attr->value, "vowel+rieul") == 0)
            entry->flags |= WS_ENTRY_RIEUL_AS_VOWEL;
    }
}

static enum ws_pos
pos_of(const char *value)
{
    static const char *const words[] = {
        [WS_POS_PREP] = "prep", [WS_POS_CONJ] = "conj", [WS_POS_AUX] = "aux",
        [WS_POS_WH] = "wh",     [WS_POS_DET] = "det",   [WS_POS_ADV] = "adv"};
    enum ws_pos pos = WS_POS_PREP;

    while (pos < WS_POS_OTHER && strcmp(value, words[pos]) != 0)
        pos++;
    return pos;
}

static uint8_t
mark_kind_of(const char *value)
{
    return strcmp(value, "double") == 0    ? WS_MARK_IS_DOUBLE
           : strcmp(value, "single") == 0  ? WS_MARK_IS_SINGLE
           : strcmp(value, "corner") == 0  ? WS_MARK_IS_CORNER
           : strcmp(value, "bracket") == 0 ? WS_MARK_IS_BRACKET
                                           : WS_MARK_IS_OTHER;
}

static uint8_t
mark_side_of(const char *value)
{
    return strcmp(value, "open") == 0    ? WS_MARK_OPENS
           : strcmp(value, "close") == 0 ? WS_MARK_CLOSES
                                         : WS_MARK_OPENS | WS_MARK_CLOSES;
}

static void
read_mark(struct ws_entry *entry, const struct ws_lexicon_attr *attr)
{
    if (entry->mark < WS_MARK_IS_DOUBLE && strcmp(attr->name, "kind") == 0)
        entry->mark |= mark_kind_of(attr->value);
    else if (!(entry->mark & (WS_MARK_OPENS | WS_MARK_CLOSES)) && strcmp(attr->name, "side") == 0)
        entry->mark |= mark_side_of(attr->value);
}

/* What an attribute says that is asked for word after word; of two lines the first counts. */
static void
read_says(const struct ws_lexicon_builder *b, struct ws_entry *entry, uint8_t class_of_line,
          const struct ws_lexicon_attr *attr)
{
    uint64_t cls = (uint64_t)1 << class_of_line;

    if (cls & b->is_mark)
        read_mark(entry, attr);
    if (*attr->name == 'k') {
        if (cls & b->is_tail && !(entry->says & (WS_SAYS_CLAUSE | WS_SAYS_MARK)) &&
            strcmp(attr->name, "kind") == 0)
            entry->says |= *attr->value == 'b'   ? WS_SAYS_CLAUSE | WS_SAYS_MARK
                           : *attr->value == 'c' ? WS_SAYS_CLAUSE
                                                 : WS_SAYS_MARK;
    } else if (*attr->name == 'p') {
        entry->says |= strcmp(attr->name, "plural") == 0 ? WS_SAYS_PLURAL : 0;
        if (cls & b->is_function && !entry->pos && strcmp(attr->name, "pos") == 0)
            entry->pos = (uint8_t)pos_of(attr->value);
    } else if (*attr->name == 'w') {
        entry->says |= cls & b->is_say && strcmp(attr->name, "weak") == 0 ? WS_SAYS_WEAK : 0;
    } else if (*attr->name == 'd') {
        entry->says |= cls & b->is_other && strcmp(attr->name, "det") == 0 ? WS_SAYS_DET : 0;
    } else if (*attr->name == 's') {
        entry->says |= cls & b->is_role && strcmp(attr->name, "side") == 0 ? WS_SAYS_SIDE : 0;
        if (strcmp(attr->name, "said") == 0 && strcmp(attr->value, "before") == 0)
            entry->says |= WS_SAYS_BEFORE;
    }
}

/* Join @n lines, all of one surface, into @entry; its attributes go to @attrs. */
static void
join_lines(const struct ws_lexicon_builder *b, struct ws_entry *entry, struct ws_attr *attrs,
           const struct ws_sort_item *order, uint32_t n)
{
    const struct ws_lexicon_line *first = &b->lines.v[order[0].at];

    *entry = (struct ws_entry){.nrunes = first->nrunes, .nlines = (uint16_t)n};
    ws_far_set(&entry->runes, first->runes);
    ws_far_set(&entry->attrs, attrs);
    for (uint32_t i = 0; i < n; i++) {
        const struct ws_lexicon_line *line = &b->lines.v[order[i].at];
        const struct ws_lexicon_line *before = i ? &b->lines.v[order[i - 1].at] : NULL;

        if (before && before->cls == line->cls && compare_attrs(b, before, line) == 0)
            continue; /* the same once more */
        entry->classes |= (uint64_t)1 << line->cls;
        entry->flags |= line->flags;
        for (uint32_t k = 0; k < line->nattrs; k++) {
            const struct ws_lexicon_attr *from = &b->attrs.v[line->first_attr + k];
            struct ws_attr *attr = &attrs[entry->nattrs++];

            attr->key = from->key;
            attr->cls = line->cls;
            ws_far_set(&attr->name, from->name);
            ws_far_set(&attr->value, from->value);
            read_says(b, entry, line->cls, from);
            read_attr(entry, from);
        }
    }
}

/* The classes of the highest layer among the @n lines of an entry; 0: the built-in one. */
static uint64_t
find_own(const struct ws_lexicon_builder *b, const struct ws_sort_item *order, uint32_t n)
{
    uint8_t highest = WS_LAYER_BUILTIN;
    uint64_t own = 0;

    for (uint32_t i = 0; i < n; i++) {
        const struct ws_lexicon_line *line = &b->lines.v[order[i].at];

        if (line->layer > highest) {
            highest = line->layer;
            own = 0;
        }
        own |= (uint64_t)(highest && line->layer == highest) << line->cls;
    }
    return own;
}

/* Of an entry, whatever its number. */
static uint32_t
hash_entry(const struct ws_entry *entry, uint64_t own)
{
    const uint32_t *runes = ws_entry_runes(entry);
    const struct ws_attr *attrs = ws_entry_attrs(entry);
    uint32_t hash = WS_HASH_START;

    for (uint32_t i = 0; i < entry->nrunes; i++)
        hash = ws_hash_word(hash, runes[i]);
    hash = ws_hash_word(hash, (uint32_t)entry->classes);
    hash = ws_hash_word(hash, (uint32_t)(entry->classes >> 32));
    for (uint32_t i = 0; i < entry->nattrs; i++) {
        hash = ws_hash_text(hash, ws_attr_name(&attrs[i]));
        hash = ws_hash_text(hash, ws_attr_value(&attrs[i]));
    }
    if (own) {
        hash = ws_hash_word(hash, (uint32_t)own);
        hash = ws_hash_word(hash, (uint32_t)(own >> 32));
    }
    return hash;
}

/* The line of entry @e of the base, number @k of its own, once more; it brings the attributes
 * of its class if it is the first of it. */
static whosaid_status
add_base_line(struct ws_lexicon_builder *b, uint32_t e, uint32_t k, uint64_t key)
{
    const struct ws_entry *entry = &b->base->entries[e];
    const struct ws_entry_line *from = &b->base->lines[entry->lines + k];
    struct ws_lexicon_line *line = ws_list_add(b->work, &b->lines);
    struct ws_sort_item *item = ws_list_add(b->work, &b->order);
    bool first = k == 0 || from[-1].cls != from->cls; /* they stand by class */

    if (!line || !item)
        return WHOSAID_E_NOMEM;
    *item = (struct ws_sort_item){key, b->lines.n - 1};
    *line = (struct ws_lexicon_line){.runes = ws_entry_runes(entry),
                                     .nrunes = entry->nrunes,
                                     .file = from->file,
                                     .line = from->line,
                                     .first_attr = b->attrs.n,
                                     .cls = from->cls,
                                     .target = e + 1};
    for (uint32_t i = 0; first && i < entry->nattrs; i++) {
        const struct ws_attr *attr = &ws_entry_attrs(entry)[i];
        struct ws_lexicon_attr *copy;

        if (attr->cls != from->cls)
            continue;
        copy = ws_list_add(b->work, &b->attrs);
        if (!copy)
            return WHOSAID_E_NOMEM;
        *copy = (struct ws_lexicon_attr){attr->key, ws_attr_name(attr), ws_attr_value(attr)};
        if (strcmp(copy->name, "case") == 0 && strcmp(copy->value, "exact") == 0)
            line->flags |= WS_ENTRY_EXACT_CASE;
        line->nattrs++;
    }
    return WHOSAID_OK;
}

/* The lines of the base with the surface of lines [from, to) of the order. */
static whosaid_status
add_base_lines(struct ws_lexicon_builder *b, uint32_t from, uint32_t to)
{
    const struct ws_trie *const tries[] = {[WS_PLACE_MAIN] = &b->base->main,
                                           [WS_PLACE_END] = &b->base->end,
                                           [WS_PLACE_TAIL] = &b->base->tail};
    struct ws_lexicon_line first = b->lines.v[b->order.v[from].at];
    uint64_t key = b->order.v[from].key;
    whosaid_status status = WHOSAID_OK;

    for (int place = WS_PLACE_MAIN; place <= WS_PLACE_TAIL; place++) {
        const struct ws_entry *entry =
            ws_lexicon_find(b->base, tries[place], first.runes, first.nrunes);
        uint32_t e = entry ? (uint32_t)(entry - b->base->entries) : 0;

        if (!entry)
            continue;
        for (uint32_t i = from; i < to; i++)
            if ((int)place_of(b->types, b->lines.v[b->order.v[i].at].cls) == place)
                b->lines.v[b->order.v[i].at].target = e + 1;
        for (uint32_t k = 0; !status && k < entry->nlines; k++)
            status = add_base_line(b, e, k, key);
    }
    return status;
}

/* To the own lines, sorted, those of the base that they may change. */
static whosaid_status
meet_base(struct ws_lexicon_builder *b)
{
    uint32_t n = b->order.n;
    whosaid_status status = WHOSAID_OK;

    for (uint32_t i = 0; i < b->lines.n; i++)
        b->lines.v[i].file += b->base->nfiles;
    for (uint32_t from = 0, to; from < n && !status; from = to) {
        to = from + 1;
        while (to < n && b->order.v[to].key == b->order.v[from].key &&
               same_surface(&b->lines.v[b->order.v[from].at], &b->lines.v[b->order.v[to].at]))
            to++;
        status = add_base_lines(b, from, to);
    }
    return status;
}

/* The tables of a lexicon while they are filled. */
struct tables {
    struct ws_entry *entries;
    uint64_t *own;
    struct ws_entry_line *lines;
    const char **files;
    struct ws_attr *attrs;
};

static bool
alloc_tables(struct ws_lexicon_builder *b, struct ws_lexicon *lexicon, struct tables *t)
{
    const struct ws_lexicon none = {0}, *base = b->base ? b->base : &none;
    size_t n = (size_t)base->nentries + b->order.n + 1;

    t->entries = ws_arena_alloc(b->arena, n * sizeof *t->entries);
    t->lines = ws_arena_alloc(b->arena, (base->nlines + b->order.n + 1) * sizeof *t->lines);
    t->files = ws_arena_alloc(b->arena, (base->nfiles + b->files.n + 1) * sizeof *t->files);
    t->attrs = ws_arena_alloc(b->arena, (b->attrs.n + 1) * sizeof *t->attrs);
    if (b->base)
        t->own = ws_arena_zalloc(b->arena, n * sizeof *t->own);
    if (!t->entries || !t->lines || !t->files || !t->attrs || (b->base && !t->own))
        return false;
    for (uint32_t i = 0; i < base->nfiles; i++)
        t->files[i] = base->files[i];
    for (uint32_t i = 0; i < b->files.n; i++)
        t->files[base->nfiles + i] = b->files.v[i];
    lexicon->entries = t->entries;
    lexicon->own = t->own;
    lexicon->lines = t->lines;
    lexicon->files = t->files;
    lexicon->nfiles = base->nfiles + b->files.n;
    return true;
}

/* The entries of the base, and out of them those that the lines speak of. */
static void
copy_base(const struct ws_lexicon_builder *b, struct ws_lexicon *lexicon, struct tables *t)
{
    const struct ws_lexicon *base = b->base;
    ws_far moved = (ws_far)((uintptr_t)base->entries - (uintptr_t)t->entries);

    for (uint32_t e = 0; e < base->nentries; e++) {
        t->entries[e] = base->entries[e];
        t->entries[e].runes += moved;
        t->entries[e].attrs += moved;
    }
    memcpy(t->lines, base->lines, base->nlines * sizeof *t->lines);
    lexicon->nentries = base->nentries;
    lexicon->nlines = base->nlines;
    lexicon->hash = base->hash;
    for (uint32_t i = 0; i < b->lines.n; i++) {
        uint32_t target = b->lines.v[i].target;
        struct ws_entry *entry = &t->entries[target ? target - 1 : 0];

        if (!target || !entry->classes)
            continue;
        lexicon->hash -= hash_entry(entry, 0);
        entry->classes = 0;
        entry->nlines = entry->nattrs = 0;
    }
}

/* Entries from the sorted lines. */
static void
make_entries(struct ws_lexicon_builder *b, struct ws_lexicon *lexicon, struct tables *t)
{
    const struct ws_sort_item *order = b->order.v;
    struct ws_attr *attrs = t->attrs;
    uint32_t n = b->order.n;

    for (uint32_t from = 0, to; from < n; from = to) {
        uint32_t target = b->lines.v[order[from].at].target;
        uint32_t e = target ? target - 1 : lexicon->nentries++;
        struct ws_entry *entry = &t->entries[e];
        uint64_t own = 0;

        to = from + 1;
        while (to < n && is_same_entry(b, &order[from], &order[to]))
            to++;
        join_lines(b, entry, attrs, order + from, to - from);
        attrs += entry->nattrs;
        entry->lines = lexicon->nlines;
        for (uint32_t i = from; i < to; i++) {
            const struct ws_lexicon_line *line = &b->lines.v[order[i].at];

            t->lines[lexicon->nlines++] =
                (struct ws_entry_line){line->line, (uint16_t)line->file, line->cls, line->layer};
        }
        if (t->own)
            t->own[e] = own = find_own(b, order + from, to - from);
        lexicon->owned |= own;
        lexicon->hash += hash_entry(entry, own);
    }
}

/* Entries whose surfaces begin alike. */
static int
compare_starts(const void *user, uint32_t ia, uint32_t ib)
{
    const struct ws_entry *entries = user, *a = &entries[ia], *b = &entries[ib];

    return compare_runes(ws_entry_runes(a), a->nrunes, ws_entry_runes(b), b->nrunes);
}

/* Entries whose surfaces end alike, by what stands before. */
static int
compare_ends(const void *user, uint32_t ia, uint32_t ib)
{
    const struct ws_entry *entries = user, *a = &entries[ia], *b = &entries[ib];
    const uint32_t *x = ws_entry_runes(a), *y = ws_entry_runes(b);
    uint32_t i = a->nrunes, k = b->nrunes;

    while (i && k && x[i - 1] == y[k - 1])
        i--, k--;
    if (i && k)
        return x[i - 1] < y[k - 1] ? -1 : 1;
    return i ? 1 : k ? -1 : 0;
}

/* The classes that some line may have changed entries of. */
static uint64_t
touched(const struct ws_lexicon_builder *b)
{
    uint64_t classes = 0;

    for (uint32_t i = 0; i < b->lines.n; i++) {
        const struct ws_lexicon_line *line = &b->lines.v[i];

        if (line->layer == WS_LAYER_BUILTIN)
            continue;
        classes |= (uint64_t)1 << line->cls;
        if (line->deletes)
            classes |= ws_types_family(b->types, b->types->classes[line->cls].name);
    }
    return classes;
}

/* A trie of the entries that have a class in @classes. */
static bool
build_trie(struct ws_lexicon_builder *b, const struct ws_lexicon *lexicon, struct ws_trie *trie,
           const struct ws_codes *codes, const struct ws_trie *base, uint64_t classes,
           bool backward)
{
    uint32_t n = 0, total = lexicon->nentries;
    struct ws_sort_item *order, *spare;

    if (base && !(touched(b) & classes)) {
        *trie = *base;
        return true;
    }
    for (uint32_t i = 0; i < total; i++)
        n += (lexicon->entries[i].classes & classes) != 0;
    order = ws_arena_alloc(b->work, (n + 1) * sizeof *order);
    spare = ws_arena_alloc(b->work, (n / 2 + 1) * sizeof *spare);
    if (!order || !spare)
        return false;
    n = 0;
    for (uint32_t i = 0; i < total; i++) {
        const struct ws_entry *entry = &lexicon->entries[i];
        const uint32_t *runes;

        if (!(lexicon->entries[i].classes & classes))
            continue;
        runes = ws_entry_runes(entry);
        order[n].at = i;
        if (backward)
            order[n].key = ws_lexicon_key(runes + entry->nrunes - 1, -1, entry->nrunes);
        else if (base) /* else they are sorted */
            order[n].key = ws_lexicon_key(runes, 1, entry->nrunes);
        n++;
    }
    if (backward || base)
        ws_sort(order, spare, n, backward ? compare_ends : compare_starts, lexicon->entries);
    return ws_trie_build(trie, b->arena, lexicon->entries, total, order, n, backward, codes,
                         b->work);
}

/* The classes that are matched at @place. */
static uint64_t
classes_at(const struct ws_types *types, enum ws_place place)
{
    uint64_t classes = 0;

    for (uint8_t cls = 0; cls < types->nclasses; cls++)
        if (place_of(types, cls) == place)
            classes |= (uint64_t)1 << cls;
    return classes;
}

/* Bring the lines in order. */
static bool
sort_lines(struct ws_lexicon_builder *b)
{
    struct ws_sort_item *spare = ws_arena_alloc(b->work, (b->order.n / 2 + 1) * sizeof *spare);

    if (spare)
        ws_sort(b->order.v, spare, b->order.n, compare_lines, b);
    return spare != NULL;
}

whosaid_status
ws_lexicon_builder_finish(struct ws_lexicon_builder *builder, struct ws_lexicon *lexicon,
                          const struct ws_lexicon *base, uint64_t suffixes, whosaid_error *err)
{
    uint64_t main = classes_at(builder->types, WS_PLACE_MAIN);
    uint64_t end = classes_at(builder->types, WS_PLACE_END);
    uint64_t tail = classes_at(builder->types, WS_PLACE_TAIL);
    struct tables t = {0};
    struct ws_codes codes;

    *lexicon = (struct ws_lexicon){0};
    builder->base = base;
    if (!sort_lines(builder))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    if (base) {
        if (meet_base(builder) || !sort_lines(builder))
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        settle_layers(builder);
    }
    if (!alloc_tables(builder, lexicon, &t))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    if (base)
        copy_base(builder, lexicon, &t);
    make_entries(builder, lexicon, &t);
    if (!ws_codes_make(&codes, builder->arena, lexicon->entries, lexicon->nentries,
                       builder->work) ||
        !build_trie(builder, lexicon, &lexicon->main, &codes, base ? &base->main : NULL, main,
                    false) ||
        !build_trie(builder, lexicon, &lexicon->end, &codes, base ? &base->end : NULL, end, true) ||
        !build_trie(builder, lexicon, &lexicon->suffix, &codes, base ? &base->suffix : NULL,
                    main & suffixes, true) ||
        !build_trie(builder, lexicon, &lexicon->tail, &codes, base ? &base->tail : NULL, tail,
                    false))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    return WHOSAID_OK;
}

bool
ws_entry_agrees(const struct ws_entry *entry, uint32_t before)
{
    if (entry->flags & WS_ENTRY_AFTER_CONSONANT)
        return ws_rune_has_batchim(before);
    if (entry->flags & WS_ENTRY_AFTER_VOWEL)
        return !ws_rune_has_batchim(before) ||
               (entry->flags & WS_ENTRY_RIEUL_AS_VOWEL && ws_rune_has_rieul(before));
    return true;
}

const struct ws_entry *
ws_lexicon_find(const struct ws_lexicon *lexicon, const struct ws_trie *trie, const uint32_t *runes,
                uint32_t n)
{
    bool backward = trie == &lexicon->end || trie == &lexicon->suffix;
    uint32_t node = 0, entry;

    for (uint32_t i = 0; i < n; i++) {
        node = ws_trie_step(trie, node, runes[backward ? n - 1 - i : i]);
        if (!node)
            return NULL;
    }
    entry = ws_trie_entry(trie, node);
    return entry ? &lexicon->entries[entry - 1] : NULL;
}
