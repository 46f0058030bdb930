/*
 * lang/check.c - see check.h.
 */
#include "lang/check.h"

#include <string.h>

#include "base/buf.h"
#include "base/chars.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"

#define LEAST_STEM 2 /* of a stem that a surface may be read as */

/* Every key= of dicts/README.md and of the first lines of the entry files. */
static const char *const keys[] = {
    "abbrev", "act",      "after",    "against", "aliases",   "anchor",   "approx",  "base",
    "bound",  "business", "calendar", "case",    "clip",      "clock",    "code",    "currency",
    "date",   "decade",   "det",      "dir",     "easter",    "elided",   "fiscal",  "form",
    "freq",   "from",     "gender",   "glued",   "hanja",     "hint",     "human",   "inner",
    "join",   "joins",    "keep",     "kind",    "latin",     "leads",    "least",   "lemma",
    "limits", "lists",    "lunar",    "many",    "max",       "min",      "minor",   "month",
    "name",   "names",    "nth",      "number",  "of",        "once",     "one",     "ordinal",
    "org",    "over",     "pair",     "part",    "period",    "person",   "place",   "plural",
    "plus",   "point",    "points",   "pos",     "reflexive", "relative", "renames", "repeat",
    "role",   "said",     "shared",   "shift",   "short",     "side",     "source",  "span",
    "stands", "status",   "steps",    "suffix",  "ties",      "time",     "times",   "title",
    "to",     "unit",     "vague",    "value",   "weak",      "way",      "week",    "weekday",
    "whole",  "zone",
};

/* A line that was read. */
struct seen {
    const uint32_t *runes;
    uint32_t n, line;
    int cls;
    bool deletes;
    const char *file;
};

struct checker {
    const struct ws_pack *packs;
    uint32_t npacks;
    const struct ws_types *types;
    ws_check_report *report;
    void *user;
    struct ws_arena *work;
    WS_LIST(struct seen) seen;
    uint32_t *slots; /* 1 + index in seen, by hash; 0: empty */
    uint32_t mask;
    const char *file; /* at hand */
    uint32_t line;
};

#define TELL(c, col, ...)                                                                          \
    do {                                                                                           \
        whosaid_error problem_ = {0};                                                              \
        (void)ws_fail_at(&problem_, WHOSAID_E_PACK, (c)->file, (c)->line, (col), __VA_ARGS__);     \
        (c)->report((c)->user, &problem_);                                                         \
    } while (0)

static bool
is_control(uint32_t rune)
{
    return rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || (rune >= 0x200B && rune <= 0x200F) ||
           rune == 0xFEFF || rune == 0xAD;
}

/* Is every field well-formed text?  The first that is not is told of. */
static bool
is_clean(struct checker *c, const struct ws_tsv *tsv)
{
    for (int i = 0; i < tsv->nfields && i < WS_TSV_FIELDS; i++)
        for (size_t at = 0; at < tsv->len[i];) {
            uint32_t bad = 0, column = tsv->column[i] + (uint32_t)at;
            uint32_t rune = ws_utf8_next(tsv->fields[i], tsv->len[i], &at, &bad);

            if (bad) {
                TELL(c, column, "not UTF-8; save the file in that encoding");
                return false;
            }
            if (is_control(rune)) {
                TELL(c, column, "control or invisible character U+%04X; delete it", (unsigned)rune);
                return false;
            }
        }
    return true;
}

/* Surface, decoded to @runes, and class of the line into @seen; false after telling why not. */
static bool
read_line(struct checker *c, const struct ws_tsv *tsv, uint32_t *runes, struct seen *seen)
{
    char *text = tsv->fields[0];
    uint32_t len = tsv->len[0];
    size_t n;

    seen->deletes = ws_surface_of(&text, &len);
    n = ws_utf8_decode(text, len, runes, len + 1);
    if (n == 0 || n > WS_MAX_SURFACE) {
        TELL(c, 1, n ? "surface of more than %d characters; no name is that long" : "empty surface",
             WS_MAX_SURFACE);
        return false;
    }
    seen->runes = runes;
    seen->n = (uint32_t)n;
    if (tsv->nfields < 2) {
        TELL(c, 1, "no class; write surface, tab, class");
        return false;
    }
    seen->cls = ws_types_class(c->types, tsv->fields[1], tsv->len[1]);
    if (seen->cls < 0) {
        if (ws_types_type(c->types, tsv->fields[1], tsv->len[1]) >= 0)
            TELL(c, tsv->column[1], "never matches: %s is read by its shape, not from entries",
                 tsv->fields[1]);
        else
            TELL(c, tsv->column[1], "unknown class '%s'; types.tsv has them all", tsv->fields[1]);
        return false;
    }
    return true;
}

static bool
is_key(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strlen(keys[i]) == len && memcmp(keys[i], name, len) == 0)
            return true;
    return false;
}

static void
check_attrs(struct checker *c, const struct ws_tsv *tsv, const struct seen *seen)
{
    for (int i = 2; i < tsv->nfields && i < WS_TSV_FIELDS; i++) {
        const char *text = tsv->fields[i], *equals = strchr(text, '=');

        if (!*text)
            continue;
        if (seen->deletes)
            TELL(c, tsv->column[i], "a line that deletes takes a class and nothing else");
        else if (!equals || equals == text)
            TELL(c, tsv->column[i], "'%s' is no key=value", text);
        else if (!is_key(text, (size_t)(equals - text)))
            TELL(c, tsv->column[i], "unknown key '%.*s'; nothing reads it", (int)(equals - text),
                 text);
    }
    if (tsv->nfields > WS_TSV_FIELDS)
        TELL(c, 1, "more than %d fields; the rest is not read", WS_TSV_FIELDS);
}

static uint32_t
hash_of(const struct seen *seen)
{
    uint32_t hash = ws_hash_word(WS_HASH_START, (uint32_t)seen->cls << 1 | seen->deletes);

    for (uint32_t i = 0; i < seen->n; i++)
        hash = ws_hash_word(hash, seen->runes[i]);
    return hash ^ hash >> 15;
}

static bool
is_same(const struct seen *a, const struct seen *b)
{
    return a->cls == b->cls && a->deletes == b->deletes && a->n == b->n &&
           memcmp(a->runes, b->runes, a->n * sizeof *a->runes) == 0;
}

/* Room in the table for one more; false when memory is out. */
static bool
grow(struct checker *c)
{
    uint32_t size = c->slots ? (c->mask + 1) * 2 : 1024;

    if (c->slots && c->seen.n * 2 < c->mask)
        return true;
    c->slots = ws_arena_zalloc(c->work, size * sizeof *c->slots);
    if (!c->slots)
        return false;
    c->mask = size - 1;
    for (uint32_t i = 0; i < c->seen.n; i++) {
        uint32_t at = hash_of(&c->seen.v[i]) & c->mask;

        while (c->slots[at])
            at = (at + 1) & c->mask;
        c->slots[at] = i + 1;
    }
    return true;
}

/* Note @seen, unless the same line was there before. */
static bool
note(struct checker *c, const struct seen *seen)
{
    struct seen *kept;
    uint32_t at;

    if (!grow(c))
        return false;
    for (at = hash_of(seen) & c->mask; c->slots[at]; at = (at + 1) & c->mask) {
        const struct seen *other = &c->seen.v[c->slots[at] - 1];

        if (is_same(other, seen)) {
            TELL(c, 1, "the same surface and class as in %s:%u; delete one", other->file,
                 (unsigned)other->line);
            return true;
        }
    }
    kept = ws_list_add(c->work, &c->seen);
    if (!kept)
        return false;
    *kept = *seen;
    c->slots[at] = c->seen.n;
    return true;
}

static bool
is_hangul(uint32_t rune)
{
    return rune >= 0xAC00 && rune <= 0xD7A3;
}

/* Has the surface letters of another script than the pack's? */
static bool
is_foreign_to(const struct seen *seen, const struct ws_pack *pack)
{
    bool hangul = false;

    for (uint32_t i = 0; i < seen->n; i++)
        hangul |= is_hangul(seen->runes[i]);
    return hangul && pack->script != WS_CH_HANGUL;
}

/* The name of the first class in @classes. */
static const char *
class_name(const struct checker *c, uint64_t classes)
{
    return c->types->classes[__builtin_ctzll(classes)].name;
}

static uint64_t
classes_of_type(const struct checker *c, uint8_t type)
{
    return c->types->types[type].classes;
}

/* Does the pack know the surface as something else? */
static void
check_clash(struct checker *c, const struct ws_pack *pack, const struct seen *seen)
{
    const struct ws_class_sets *is = &pack->is;
    const struct ws_entry *entry =
        ws_lexicon_find(&pack->lexicon, &pack->lexicon.main, seen->runes, seen->n);
    uint64_t same = classes_of_type(c, c->types->classes[seen->cls].type);
    uint64_t parts = ws_name_parts(is);
    uint64_t others = (is->person | is->org | is->place | is->title) & ~parts;

    if (!entry || entry->classes & same & ~parts)
        return;
    if (entry->classes & is->common)
        TELL(c, 1, "also a common word; every one of them will be taken for this name");
    else if (entry->classes & others)
        TELL(c, 1, "the pack has it as %s; this line wins, so keep it only if that is meant",
             class_name(c, entry->classes & others));
}

/* That the surface reads as its first @n characters, a known word, and a particle. */
static void
tell_particle(struct checker *c, const struct seen *seen, uint32_t n)
{
    struct ws_buf text;

    ws_buf_init(&text, &c->work->mem);
    ws_buf_runes(&text, seen->runes, n);
    ws_buf_str(&text, "|");
    ws_buf_runes(&text, seen->runes + n, seen->n - n);
    TELL(c, 1, "reads as a known word and a particle (%s); make sure that it is a name",
         ws_buf_cstr(&text));
    ws_buf_release(&text);
}

/* Is the surface another word and a particle: 반영|은? */
static void
check_particle(struct checker *c, const struct ws_pack *pack, const struct seen *seen)
{
    const struct ws_lexicon *lexicon = &pack->lexicon;
    const struct ws_class_sets *is = &pack->is;
    uint64_t words = is->common | is->person | is->org | is->place | is->title;
    uint32_t node = 0;

    if (!(pack->features & WS_FEATURE_STEMS) ||
        ws_lexicon_find(lexicon, &lexicon->main, seen->runes, seen->n))
        return;
    for (uint32_t at = seen->n; at > LEAST_STEM && seen->n - at < WS_MAX_PARTICLE; at--) {
        const struct ws_entry *stem;
        uint32_t tail;

        node = ws_trie_step(&lexicon->end, node, seen->runes[at - 1]);
        tail = node ? ws_trie_entry(&lexicon->end, node) : 0;
        if (!node)
            return;
        if (!tail || !ws_entry_agrees(&lexicon->entries[tail - 1], seen->runes[at - 2]))
            continue;
        stem = ws_lexicon_find(lexicon, &lexicon->main, seen->runes, at - 1);
        if (stem && stem->classes & words) {
            tell_particle(c, seen, at - 1);
            return;
        }
    }
}

/* Does a line that deletes find anything below it? */
static void
check_deletion(struct checker *c, const struct seen *seen)
{
    uint64_t family = ws_types_family(c->types, c->types->classes[seen->cls].name);

    for (uint32_t i = 0; i < c->npacks; i++) {
        const struct ws_lexicon *lexicon = &c->packs[i].lexicon;
        const struct ws_trie *const tries[] = {&lexicon->main, &lexicon->end, &lexicon->tail};

        for (size_t k = 0; k < sizeof tries / sizeof *tries; k++) {
            const struct ws_entry *entry = ws_lexicon_find(lexicon, tries[k], seen->runes, seen->n);

            if (entry && entry->classes & family)
                return;
        }
    }
    TELL(c, 1, "deletes nothing: no pack has it as %s", c->types->classes[seen->cls].name);
}

/* What no text will ever match, and what will match too much. */
static void
check_surface(struct checker *c, const struct seen *seen)
{
    const struct ws_class_info *cls = &c->types->classes[seen->cls];
    const uint32_t *runes = seen->runes;

    if (runes[0] == ' ' || runes[seen->n - 1] == ' ')
        TELL(c, 1, "never matches: a blank at the %s; delete it",
             runes[0] == ' ' ? "start" : "end");
    if (seen->deletes)
        check_deletion(c, seen);
    for (uint32_t i = 0; i < c->npacks && !seen->deletes && cls->type != WS_NO_TYPE; i++)
        if (!is_foreign_to(seen, &c->packs[i])) {
            check_clash(c, &c->packs[i], seen);
            check_particle(c, &c->packs[i], seen);
        }
}

static whosaid_status
check_file(struct checker *c, const char *path, whosaid_error *err)
{
    struct ws_tsv tsv = {0};
    char *bytes;
    size_t len;
    whosaid_status status = ws_file_read(&bytes, &len, c->work, path, err);

    if (status)
        return status;
    c->file = path;
    tsv = ws_tsv_start(bytes, len);
    while (ws_tsv_next(&tsv)) {
        struct seen seen = {.file = path, .line = tsv.line, .cls = -1};
        uint32_t *runes = ws_arena_alloc(c->work, (tsv.len[0] + 1) * sizeof *runes);

        if (!runes)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        c->line = tsv.line;
        if (!is_clean(c, &tsv) || !read_line(c, &tsv, runes, &seen))
            continue;
        check_attrs(c, &tsv, &seen);
        check_surface(c, &seen);
        if (!note(c, &seen))
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    return WHOSAID_OK;
}

whosaid_status
ws_check_files(const struct ws_pack *packs, uint32_t npacks, const char *const *files,
               size_t nfiles, ws_check_report *report, void *user, struct ws_arena *work,
               whosaid_error *err)
{
    struct checker c = {.packs = packs,
                        .npacks = npacks,
                        .types = packs[0].types,
                        .report = report,
                        .user = user,
                        .work = work};
    whosaid_status status = WHOSAID_OK;

    for (size_t i = 0; i < nfiles && !status; i++)
        status = check_file(&c, files[i], err);
    return status;
}
