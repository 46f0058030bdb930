/*
 * doc/forms.c - a hash of word forms; see forms.h.
 */
#include "doc/forms.h"

#include <stddef.h>
#include <string.h>

#define BLOCK ((size_t)2 << 20) /* a huge page: forms are read here and there */

static bool
is_form(const struct ws_form *form, const struct ws_pack *pack, uint64_t hash, const uint32_t *ch,
        uint32_t n)
{
    return form->hash == hash && form->n == n && form->pack == pack &&
           memcmp(form->ch, ch, (n + 2) * sizeof *ch) == 0;
}

void
ws_forms_init(struct ws_forms *forms, const whosaid_allocator *mem)
{
    *forms = (struct ws_forms){0};
    ws_arena_init(&forms->arena, mem);
    forms->arena.keep = SIZE_MAX; /* the number of forms is what bounds them */
    forms->arena.least = BLOCK;
}

void
ws_forms_release(struct ws_forms *forms)
{
    ws_arena_release(&forms->arena);
    *forms = (struct ws_forms){0};
}

void
ws_forms_turn(struct ws_forms *forms)
{
    if (forms->n < WS_FORM_LIMIT)
        return;
    ws_arena_clear(&forms->arena);
    forms->slots = NULL;
    forms->seen = NULL;
    forms->sums = NULL;
    forms->n = 0;
}

struct ws_form *
ws_forms_find(const struct ws_forms *forms, const struct ws_pack *pack, uint64_t hash,
              const uint32_t *ch, uint32_t n)
{
    if (!forms->slots)
        return NULL;
    for (uint32_t at = ws_form_home(hash); forms->slots[at]; at = (at + 1) & (WS_FORM_SLOTS - 1))
        if (is_form(forms->slots[at], pack, hash, ch, n))
            return forms->slots[at];
    return NULL;
}

bool
ws_forms_again(struct ws_forms *forms, uint64_t hash)
{
    uint32_t bit = (uint32_t)(hash >> 20) & (WS_FORM_SEEN - 1);
    uint64_t *word, mask = (uint64_t)1 << (bit & 63);

    if (!forms->seen)
        forms->seen = ws_arena_zalloc(&forms->arena, WS_FORM_SEEN / 8);
    if (!forms->seen)
        return false;
    word = &forms->seen[bit / 64];
    if (*word & mask)
        return true;
    *word |= mask;
    return false;
}

static size_t
at_least(size_t n, size_t least)
{
    return n > least ? n : least;
}

/* Bytes of a form like @form with its lists; seven at most are left between the last two. */
static size_t
size_of(const struct ws_form *form)
{
    return offsetof(struct ws_form, ch) + (form->n + 2u) * sizeof *form->ch +
           at_least(form->ntails, 1) * sizeof(struct ws_form_tail) +
           form->nopens * sizeof(struct ws_form_open) + at_least(form->n, WS_FORM_SHORT) + 7 +
           at_least(form->nmatches, WS_FORM_FEW) * sizeof(struct ws_form_match);
}

struct ws_form *
ws_forms_add(struct ws_forms *forms, const struct ws_form *like, const uint32_t *ch)
{
    uint32_t at = ws_form_home(like->hash);
    struct ws_form *form;

    if (forms->n == WS_FORM_LIMIT)
        return NULL;
    if (!forms->slots)
        forms->slots = ws_arena_zalloc(&forms->arena, WS_FORM_SLOTS * sizeof *forms->slots);
    form = ws_arena_zalloc(&forms->arena, size_of(like));
    if (!forms->slots || !form)
        return NULL;
    *form = *like;
    memcpy(form->ch, ch, (like->n + 2u) * sizeof *ch);
    while (forms->slots[at])
        at = (at + 1) & (WS_FORM_SLOTS - 1);
    forms->slots[at] = form;
    forms->n++;
    return form;
}

/* An empty table of sums of @width numbers. */
static bool
start_sums(struct ws_forms *forms, const struct ws_pack *pack, uint32_t width)
{
    size_t size = (offsetof(struct ws_form_sum, sum) + width * sizeof(float) + 15) & ~(size_t)15;

    if (!forms->sums || size > forms->sum_size)
        forms->sums = ws_arena_alloc(&forms->arena, WS_FORM_SUMS * 2 * size);
    if (!forms->sums)
        return false;
    memset(forms->sums, 0, WS_FORM_SUMS * 2 * size);
    forms->sum_size = size;
    forms->sums_of = pack;
    return true;
}

float *
ws_forms_sum(struct ws_forms *forms, const struct ws_pack *pack, uint32_t width, uint64_t classes,
             uint32_t tag, bool *known)
{
    uint64_t hash = (classes ^ (uint64_t)tag << 32 ^ tag) * 0x9E3779B97F4A7C15u;
    struct ws_form_sum *sum, *other;
    bool first, second; /* a guess which it is would be wrong too often: no branch */

    if ((!forms->sums || forms->sums_of != pack) && !start_sums(forms, pack, width))
        return NULL;
    sum = (void *)(forms->sums + (hash >> 32 & (WS_FORM_SUMS - 1)) * 2 * forms->sum_size);
    other = (void *)((char *)sum + forms->sum_size);
    first = !((sum->tag ^ tag) | (sum->classes ^ classes));
    second = !((other->tag ^ tag) | (other->classes ^ classes));
    *known = first | second;
    if (first | second)
        return ((struct ws_form_sum *)(void *)((char *)sum + second * forms->sum_size))->sum;
    memcpy(other, sum, forms->sum_size);
    sum->tag = tag;
    sum->classes = classes;
    return sum->sum;
}
