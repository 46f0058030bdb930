/*
 * doc/forms.h - word forms: what the rooms know of a word without looking at its sentence.
 *
 *     ... 밝혔다. 서울시는 오는 ...        form " 서울시는 ":  entries 서울시 서울 시 는, stem 서울시,
 *                 \____/                 role topic, spans 서울시 (LOCATION 3.1, ORG 2.4) ...
 *
 * Press repeats its words: two of three have stood in the articles before.  So a document
 * keeps, from article to article, what was worked out for a form, and a word that comes
 * again takes it from there.  A form is the word's characters with the one before and the
 * one behind, which matching and evidence look at; what depends on anything further is
 * no part of it, so a form never says more than a fresh look would.
 *
 * Forms are held up to a bound; then, between two articles, all are forgotten.
 */
#ifndef WS_DOC_FORMS_H
#define WS_DOC_FORMS_H

#include "base/arena.h"
#include "lang/types.h"

struct ws_pack;

#define WS_FORM_MOST  32 /* characters of a word; longer ones have no form */
#define WS_FORM_SLOTS (1u << 16)
#define WS_FORM_LIMIT (WS_FORM_SLOTS / 2) /* forms at one time */

/* So many matches, and so many characters, are copied whether there are more or fewer: a loop
 * that ends at another place for every word is guessed wrong for every other. */
#define WS_FORM_FEW   4
#define WS_FORM_SHORT 8

/* Places in a form count from the start of its word. */

/* An entry of the main trie. */
struct ws_form_match {
    uint16_t start, end;
    uint32_t entry;
    uint64_t classes;
};

/* A way down the trie that goes on behind the character behind the word. */
struct ws_form_open {
    uint16_t start;
    uint16_t fold;
    uint32_t node;
};

/* A particle that fills the word from @start on. */
struct ws_form_tail {
    uint32_t start;
    uint32_t entry; /* 1 + entry of the end trie */
};

struct ws_profile; /* rule/profile.h */
struct ws_shape;   /* doc.h */

/*
 * A form and its lists lie in one piece, so that few lines of the cache hold it:
 *
 *     struct ws_form | ch | tails | opens | earlier | matches
 */
struct ws_form {
    uint64_t hash;
    const struct ws_pack *pack;
    const struct ws_profile *profile; /* set by rule/; NULL: not yet asked for */
    const struct ws_shape *shape;     /* where the word is in no mention; likewise */
    uint32_t clause_tail;             /* entry of the clause tail at its end; WS_NONE */
    uint8_t clause_at;                /* where that starts */
    bool clause_known;                /* set by doc/look.h */
    uint8_t n;                        /* characters of the word */
    uint8_t nmatches, ntails, nopens;
    uint32_t ch[]; /* the character before, the word, the one behind */
};

/* Its particles; room for one at least. */
static inline struct ws_form_tail *
ws_form_tails(const struct ws_form *form)
{
    return (struct ws_form_tail *)(form->ch + form->n + 2);
}

static inline struct ws_form_open *
ws_form_opens(const struct ws_form *form)
{
    return (struct ws_form_open *)(ws_form_tails(form) + (form->ntails ? form->ntails : 1));
}

/* Per character: how many matches start before it; WS_FORM_SHORT at least. */
static inline uint8_t *
ws_form_earlier(const struct ws_form *form)
{
    return (uint8_t *)(ws_form_opens(form) + form->nopens);
}

/* By start, longer ones first; room for WS_FORM_FEW at least. */
static inline struct ws_form_match *
ws_form_matches(const struct ws_form *form)
{
    uintptr_t end =
        (uintptr_t)ws_form_earlier(form) + (form->n > WS_FORM_SHORT ? form->n : WS_FORM_SHORT);

    return (struct ws_form_match *)((end + 7) & ~(uintptr_t)7);
}

/* A sum of weights that comes again, with what it was added up for. */
struct ws_form_sum {
    uint64_t classes;
    uint32_t tag; /* 0: empty */
    float sum[];
};

#define WS_FORM_SUMS 2048 /* pairs of them, by hash: a new one takes the place of the older */

#define WS_FORM_SEEN (1u << 18) /* bits, by hash, of words that have stood once */

struct ws_forms {
    struct ws_arena arena;
    struct ws_form **slots; /* WS_FORM_SLOTS by hash, or in the next free one */
    uint64_t *seen;         /* WS_FORM_SEEN */
    uint32_t n;
    char *sums;      /* struct ws_form_sum */
    size_t sum_size; /* of one */
    const struct ws_pack *sums_of;
};

void ws_forms_init(struct ws_forms *forms, const whosaid_allocator *mem);
void ws_forms_release(struct ws_forms *forms);
/* Between two articles: forget all where there are too many. */
void ws_forms_turn(struct ws_forms *forms);

/* The hash of the @n characters of a word at @ch, with those on both sides. */
static inline uint64_t
ws_form_hash(const uint32_t *ch, uint32_t n)
{
    uint64_t hash = 0x9E3779B97F4A7C15u ^ n;

    for (uint32_t i = 0; i < n + 2; i++)
        hash = (hash ^ ch[i]) * 0xff51afd7ed558ccdu;
    return hash ^ hash >> 32;
}

/* The slot where the search for @hash starts. */
static inline uint32_t
ws_form_home(uint64_t hash)
{
    return (uint32_t)hash & (WS_FORM_SLOTS - 1);
}

/* A form of @hash will be looked for: ask for its slot; later, for the form itself. */
static inline void
ws_forms_soon(const struct ws_forms *forms, uint64_t hash)
{
    if (forms->slots)
        __builtin_prefetch(&forms->slots[ws_form_home(hash)]);
}

static inline void
ws_forms_expect(const struct ws_forms *forms, uint64_t hash)
{
    const struct ws_form *form = forms->slots ? forms->slots[ws_form_home(hash)] : NULL;

    if (form) {
        __builtin_prefetch(form);
        __builtin_prefetch((const char *)form + 64);
        __builtin_prefetch((const char *)form + 128);
    }
}

/* The form of the @n characters behind @ch[0], which stands before them, or NULL. */
struct ws_form *ws_forms_find(const struct ws_forms *forms, const struct ws_pack *pack,
                              uint64_t hash, const uint32_t *ch, uint32_t n);
/* Has a word of @hash stood before?  If not, it has now: what stands once is not worth a form. */
bool ws_forms_again(struct ws_forms *forms, uint64_t hash);
/* A new one of the word at @ch, with the head of @like, and its lists all zero; NULL where
 * memory is out or no more are to be had. */
struct ws_form *ws_forms_add(struct ws_forms *forms, const struct ws_form *like,
                             const uint32_t *ch);

/* The sum of @pack for @classes and @tag (not 0), of @width numbers, which is the same for all
 * of a pack; *known: it is there, else it is to be set.  NULL where memory is out. */
float *ws_forms_sum(struct ws_forms *forms, const struct ws_pack *pack, uint32_t width,
                    uint64_t classes, uint32_t tag, bool *known);

#endif
