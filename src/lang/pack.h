/*
 * lang/pack.h - dicts/<lang>/ read into one immutable object.
 *
 *     dicts/types.tsv          classes and types
 *     dicts/ko/pack.tsv        settings: name, version, features
 *     dicts/ko/<any>.tsv       entries            -> lexicon
 *     dicts/ko/rules/<any>.rule rules             -> rules, compiled with PCRE2
 *     dicts/ko/weights.tsv     learned weights    -> weights
 *
 * Settings of pack.tsv (key, tab, value): see dicts/README.md.  Or all of it comes from one
 * packed file (image.h), where it stands as it is used.
 */
#ifndef WS_LANG_PACK_H
#define WS_LANG_PACK_H

#include "lang/image.h"
#include "lang/lexicon.h"
#include "lang/names.h"
#include "lang/row.h"
#include "lang/rule.h"
#include "lang/types.h"
#include "lang/weights.h"

/* Sets of classes that the stages ask for, looked up once. */
struct ws_class_sets {
#define WS_CLASS_SET(id, name) uint64_t id;
#include "lang/class_list.h"
#undef WS_CLASS_SET
};

/* Classes of parts of names (a family name, an ending): evidence, and no name yet. */
static inline uint64_t
ws_name_parts(const struct ws_class_sets *is)
{
    return is->family | is->given | is->foreign | is->org_suffix | is->org_unit | is->org_prefix |
           is->org_generic | is->place_suffix;
}

enum ws_feature {
    WS_FEATURE_STEMS = 1,          /* words take particles: spans end at stems (Korean) */
    WS_FEATURE_CAPITALS = 2,       /* names are capitalised runs of words (English) */
    WS_FEATURE_FAMILY_FIRST = 4,   /* 배경훈: family name first, unspaced */
    WS_FEATURE_ELISION = 8,        /* d'Anne, l'État: short words end in an apostrophe (French) */
    WS_FEATURE_DECIMAL_COMMA = 16, /* 1 500,75: a comma opens decimals, blanks part thousands */
    WS_FEATURE_DAY_FIRST = 32      /* 5/7/2020 is 5 July */
};

static inline uint32_t
ws_pair_bit(uint32_t first, uint32_t second)
{
    first += first - 'A' < 26 ? 'a' - 'A' : 0;
    second += second - 'A' < 26 ? 'a' - 'A' : 0;
    return (first * 0x9E3779B1u ^ second) * 0x85EBCA6Bu >> 18;
}

/* May a word of the set begin with @first and @second (0: nothing behind @first)? */
static inline bool
ws_pair_may(const struct ws_pair_set *set, uint32_t first, uint32_t second)
{
    uint32_t pair = ws_pair_bit(first, second), alone = ws_pair_bit(first, 0);

    return (set->bits[pair >> 6] >> (pair & 63) | set->bits[alone >> 6] >> (alone & 63)) & 1;
}

struct ws_pack {
    const char *lang;  /* "ko" */
    const char *name;  /* "ko-2026.1", from pack.tsv */
    char version[64];  /* name + a hash of the files: "ko-2026.1+1a2b3c" */
    uint32_t features; /* enum ws_feature */
    float threshold;   /* the tagger's: sum of (score - threshold) */
    const struct ws_types *types;
    struct ws_class_sets is;
    struct ws_lexicon lexicon;
    struct ws_rules rules;
    struct ws_weights weights;
    uint32_t weights_hash;
    struct ws_name_model names;
    struct ws_pair_set signs; /* words of bylines: BYLINE, ORG.media */
    uint32_t script;          /* enum ws_chclass: the letters that vote for this language */
    const char *dir;          /* its folder; "" where it is packed */
    struct ws_image image;    /* the packed file that the tables stand in */
    struct ws_arena *arena;   /* the engine's: everything else lives there */
    struct ws_arena *work;    /* while the pack is read: what does not stay */
};

/* The layers above the built-in one. */
struct ws_own_dicts {
    const char *newsroom;     /* folder: *.tsv for all languages, those in <lang>/ for one; NULL */
    const char *const *files; /* of the user */
    size_t nfiles;
};

/*
 * Read the pack in @dir, with the layers of @own (NULL: none) on top.  @types and @arena
 * must outlive the pack; @work is scratch, cleared in the end; NULL: it has its own.  WHOSAID_E_PACK names file, line and column.
 */
whosaid_status ws_pack_load(struct ws_pack *pack, const char *dir, const struct ws_types *types,
                            const struct ws_own_dicts *own, struct ws_arena *arena,
                            struct ws_arena *work, whosaid_error *err);
/* The same from @image, which is the pack's from now on, even where this fails. */
whosaid_status ws_pack_map(struct ws_pack *pack, const struct ws_image *image,
                           const struct ws_types *types, const struct ws_own_dicts *own,
                           struct ws_arena *arena, struct ws_arena *work, whosaid_error *err);
/* Compiled patterns and the packed file; the rest goes with the arena. */
void ws_pack_release(struct ws_pack *pack);

#endif
