/*
 * lang/lexicon.h - the entries of a pack and the tries over their surfaces.
 *
 *     dicts/ko/  ->  entries, one a surface  ->  main trie    (forward)
 *                                           end trie     (backward: particles)
 *                                           suffix trie  (backward: 위원회, 장, 시)
 *                                           tail trie    (forward)
 *
 * An entry holds the set of its classes and its attributes (key=value of its
 * lines); how a trie is laid out: lang/trie.h.
 *
 * All of it is plain tables, as they stand in a packed file (image.h) too: what an entry
 * points to, it says as a distance in bytes from where it says so.
 */
#ifndef WS_LANG_LEXICON_H
#define WS_LANG_LEXICON_H

#include <stdlib.h>
#include <string.h>

#include "lang/trie.h"
#include "lang/types.h"

#define WS_MAX_SURFACE  200 /* characters */
#define WS_MAX_PARTICLE 12  /* characters of the longest particle */

/* A distance from itself to what it points to. */
typedef int64_t ws_far;

static inline const void *
ws_far_get(const ws_far *far)
{
    return (const void *)((uintptr_t)far + (uintptr_t)*far);
}

static inline void
ws_far_set(ws_far *far, const void *to)
{
    *far = (int64_t)((uintptr_t)to - (uintptr_t)far);
}

struct ws_attr {
    uint64_t key; /* ws_attr_key() of its name */
    ws_far name, value;
    uint64_t cls; /* the class of the line that says it */
};

static inline const char *
ws_attr_name(const struct ws_attr *attr)
{
    return ws_far_get(&attr->name);
}

static inline const char *
ws_attr_value(const struct ws_attr *attr)
{
    return ws_far_get(&attr->value);
}

/* The first eight bytes of an attribute's name as a number: told apart in one step. */
static inline uint64_t
ws_attr_key(const char *name)
{
    size_t n = strlen(name);
    uint64_t key = 0;

    memcpy(&key, name, n < sizeof key ? n : sizeof key);
    return key;
}

/* Flags of an entry, read from its attributes for speed. */
enum ws_entry_flags {
    WS_ENTRY_EXACT_CASE = 1,
    WS_ENTRY_AFTER_CONSONANT = 4,
    WS_ENTRY_AFTER_VOWEL = 8,
    WS_ENTRY_RIEUL_AS_VOWEL = 16 /* 로 */
};

/* What else the attributes say that is asked for word after word. */
enum ws_entry_says {
    WS_SAYS_CLAUSE = 1, /* kind= of a TAIL: stands behind clauses */
    WS_SAYS_MARK = 2,   /* behind marks */
    WS_SAYS_PLURAL = 4, /* plural= */
    WS_SAYS_WEAK = 8,   /* weak= of a VERB.say */
    WS_SAYS_DET = 16,   /* det= of a COMMON.other */
    WS_SAYS_SIDE = 32,  /* side= of a ROLE */
    WS_SAYS_BEFORE = 64 /* said=before */
};

/* side= and kind= of a MARK. */
enum ws_entry_mark {
    WS_MARK_OPENS = 1,
    WS_MARK_CLOSES = 2,
    WS_MARK_IS_DOUBLE = 4,
    WS_MARK_IS_SINGLE = 8,
    WS_MARK_IS_CORNER = 16,
    WS_MARK_IS_BRACKET = 32,
    WS_MARK_IS_OTHER = 64
};

/* pos= of a FUNCTION: the words that parts of a sentence are told by. */
enum ws_pos {
    WS_POS_NONE,
    WS_POS_PREP,
    WS_POS_CONJ,
    WS_POS_AUX,
    WS_POS_WH,
    WS_POS_DET,
    WS_POS_ADV,
    WS_POS_OTHER
};

/* Whose file a line stands in: a higher layer adds to the lower ones, changes and deletes. */
enum ws_layer {
    WS_LAYER_BUILTIN,
    WS_LAYER_NEWSROOM, /* of the folder of a newsroom's own files */
    WS_LAYER_USER      /* of --dict */
};

struct ws_entry {
    uint64_t classes;
    ws_far runes;   /* the surface as written in the dictionary */
    ws_far attrs;   /* struct ws_attr */
    uint32_t lines; /* the first of those it was made of, in ws_lexicon.lines */
    uint16_t nlines;
    uint16_t nattrs;
    uint16_t freq; /* freq= of any of its lines; 0: none */
    uint8_t nrunes;
    uint8_t role;  /* enum ws_role from role=, for particles and tails */
    uint8_t flags; /* enum ws_entry_flags */
    uint8_t says;  /* enum ws_entry_says */
    uint8_t pos;   /* enum ws_pos */
    uint8_t mark;  /* enum ws_entry_mark; 0: no mark */
};

static inline const uint32_t *
ws_entry_runes(const struct ws_entry *entry)
{
    return ws_far_get(&entry->runes);
}

static inline const struct ws_attr *
ws_entry_attrs(const struct ws_entry *entry)
{
    return ws_far_get(&entry->attrs);
}

/* A line that an entry was made of. */
struct ws_entry_line {
    uint32_t line;
    uint16_t file; /* in ws_lexicon.files */
    uint8_t cls, layer; /* enum ws_layer */
};

struct ws_lexicon {
    const struct ws_entry *entries; /* in the order of their surfaces; own ones behind them */
    const uint64_t *own; /* of each entry, the classes of the highest layer, where that is not the
                            built-in one: they win; NULL: all are built in */
    uint64_t owned;      /* classes of all entries above the built-in layer */
    const struct ws_entry_line *lines;
    const char *const *files;
    uint32_t nentries, nlines, nfiles;
    uint32_t hash; /* of the entries: part of the pack's version */
    struct ws_trie main, end, suffix, tail;
};

/* What a particle or a tail does to the word or quote before it: role= of its row.
 * The words are those of dicts/README.md. */
#define WS_ROLE_LIST(X)                                                                            \
    X(NONE, "none")                                                                                \
    X(TOPIC, "topic")                                                                              \
    X(SUBJECT, "subject")                                                                          \
    X(OBJECT, "object")                                                                            \
    X(GENITIVE, "genitive")                                                                        \
    X(DATIVE, "dative")                                                                            \
    X(LOCATIVE, "locative")                                                                        \
    X(COMITATIVE, "comitative")                                                                    \
    X(INSTRUMENT, "instrument")                                                                    \
    X(ALSO, "also")                                                                                \
    X(ONLY, "only")                                                                                \
    X(UNTIL, "until") X(FROM, "from") X(THAN, "than") X(LIKE, "like") X(VOCATIVE, "vocative")      \
        X(QUOTE, "quote") X(COPULA, "copula") X(VERB, "verb") X(GO, "go") X(MYEO, "myeo")          \
            X(NEUN, "neun") X(NOUN, "noun") X(THAT, "that") X(OTHER, "other")

enum ws_role {
#define WS_ROLE_ENUM(id, word) WS_ROLE_##id,
    WS_ROLE_LIST(WS_ROLE_ENUM)
#undef WS_ROLE_ENUM
        WS_ROLE_COUNT
};

const char *ws_role_word(enum ws_role role);

/* Does @entry, a particle or an ending, follow a stem whose last character is @before? */
bool ws_entry_agrees(const struct ws_entry *entry, uint32_t before);

/* The entry whose surface is exactly @runes in @trie, one of @lexicon's own, or NULL. */
const struct ws_entry *ws_lexicon_find(const struct ws_lexicon *lexicon, const struct ws_trie *trie,
                                       const uint32_t *runes, uint32_t n);

/* Value of attribute @name in @entry, from a line of a class in @classes (0: any line); or
 * NULL. */
static inline const char *
ws_entry_attr(const struct ws_entry *entry, uint64_t classes, const char *name)
{
    uint64_t key = ws_attr_key(name);
    bool more = strlen(name) >= sizeof key;

    classes = classes ? classes : ~(uint64_t)0;
    for (uint32_t i = 0; i < entry->nattrs; i++) {
        const struct ws_attr *attr = &ws_entry_attrs(entry)[i];

        if (attr->key == key && classes >> attr->cls & 1 &&
            (!more || strcmp(ws_attr_name(attr), name) == 0))
            return ws_attr_value(attr);
    }
    return NULL;
}

/* The same as a whole number; @otherwise where it is missing. */
static inline long
ws_entry_number(const struct ws_entry *entry, uint64_t classes, const char *name, long otherwise)
{
    const char *value = ws_entry_attr(entry, classes, name);

    return value ? strtol(value, NULL, 10) : otherwise;
}

/* The file and line where the first line of @entry stands. */
static inline const char *
ws_entry_place(const struct ws_lexicon *lexicon, const struct ws_entry *entry, uint32_t *line)
{
    *line = entry->nlines ? lexicon->lines[entry->lines].line : 0;
    return entry->nlines ? lexicon->files[lexicon->lines[entry->lines].file] : "";
}

/* The surface in the first field of a line above the built-in layer, where "-" before it
 * deletes and "\\" is before one that starts with a hyphen: move @text and @len to it.  Does
 * the line delete? */
static inline bool
ws_surface_of(char **text, uint32_t *len)
{
    bool deletes = *len > 1 && (*text)[0] == '-';
    uint32_t before = deletes || (*len > 1 && (*text)[0] == '\\' && (*text)[1] == '-');

    *text += before;
    *len -= before;
    return deletes;
}

/* Collects lines of entry files; then finish() makes the lexicon. */
struct ws_lexicon_builder;

/* What stays lives in @arena; @work is cleared with the builder, and may serve the next one;
 * NULL: the builder has its own. */
whosaid_status ws_lexicon_builder_new(struct ws_lexicon_builder **out, const struct ws_types *types,
                                      struct ws_arena *arena, struct ws_arena *work,
                                      whosaid_error *err);
/* Read one entry file of @layer (UTF-8, TSV, see dicts/README.md). */
whosaid_status ws_lexicon_builder_add_file(struct ws_lexicon_builder *builder, const char *path,
                                           enum ws_layer layer, whosaid_error *err);
/* The same from @len bytes, which must stay and are cut in place; @path is their name. */
whosaid_status ws_lexicon_builder_add_bytes(struct ws_lexicon_builder *builder, const char *path,
                                            char *bytes, size_t len, enum ws_layer layer,
                                            whosaid_error *err);
/*
 * Make @lexicon of all lines.  Entries, strings and tries live in the builder's arena.  The
 * suffix trie takes the entries of a class in @suffixes.
 *
 * With a lexicon @base, the lines lie over its entries, which keep their numbers; @base, not
 * used itself, must stay.
 */
whosaid_status ws_lexicon_builder_finish(struct ws_lexicon_builder *builder,
                                         struct ws_lexicon *lexicon, const struct ws_lexicon *base,
                                         uint64_t suffixes, whosaid_error *err);
void ws_lexicon_builder_free(struct ws_lexicon_builder *builder);

#endif
