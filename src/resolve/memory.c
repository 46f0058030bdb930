/*
 * resolve/memory.c - two hash tables over strings of the article; see memory.h.
 *
 * Table one: strings that some place takes for a name, with how often they stand in the
 * article and the sum of their marginals.  Table two: beginnings and ends of accepted names.
 */
#include "resolve/memory.h"

#include <string.h>

#include "base/chars.h"
#include "base/error.h"

#define HOPEFUL  0.1f /* a marginal that makes a string worth remembering */
#define ACCEPTED 0.5f
#define HOPELESS (-7.0f) /* no memory saves it */

/* A string of the article. */
struct string {
    uint64_t hash;
    struct ws_span span; /* one place where it stands */
    uint32_t count;
    float sum[WS_MAX_TYPES];     /* of marginals, at all places */
    struct ws_span longer[2][2]; /* it begins [0], ends [1] these names */
    uint8_t longer_type[2];      /* of the last one */
};

struct memory {
    struct ws_doc *doc;
    WS_LIST(struct string) strings;
    uint32_t *slots; /* 1 + index in strings; 0: empty */
    uint32_t mask;
    bool failed; /* memory is out */
};

static uint64_t
hash_of(const struct ws_doc *doc, struct ws_span span)
{
    uint64_t h = 1469598103934665603u;

    for (uint32_t i = span.start; i < span.end; i++)
        h = (h ^ doc->text.ch[i]) * 1099511628211u;
    return h ? h : 1;
}

/* The string of @span's characters; made where @add says so, else NULL. */
static struct string *
find(struct memory *m, struct ws_span span, bool add)
{
    uint64_t hash = hash_of(m->doc, span);
    uint32_t at = (uint32_t)(hash >> 20) & m->mask;
    struct string *string;

    for (; m->slots[at]; at = (at + 1) & m->mask) {
        string = &m->strings.v[m->slots[at] - 1];
        if (string->hash == hash && ws_doc_same(m->doc, string->span, span))
            return string;
    }
    if (!add || m->strings.n >= m->mask / 2)
        return NULL;
    string = ws_list_add(&m->doc->arena, &m->strings);
    if (!string) {
        m->failed = true;
        return NULL;
    }
    string->hash = hash;
    string->span = span;
    string->longer_type[0] = string->longer_type[1] = WS_NO_TYPE;
    m->slots[at] = m->strings.n;
    return string;
}

static void
note_part(struct memory *m, struct ws_span part, struct ws_span whole, uint8_t type, int which)
{
    struct string *slot = find(m, part, true);

    if (!slot)
        return;
    if (slot->longer_type[which] == WS_NO_TYPE)
        slot->longer[which][0] = whole;
    slot->longer[which][1] = whole;
    slot->longer_type[which] = type;
}

/* Beginnings and ends of an accepted name: by words, and the family name of 배경훈. */
static void
note_parts(struct memory *m, struct ws_span whole, uint8_t type)
{
    const struct ws_doc *doc = m->doc;
    uint32_t n = 0;

    for (uint32_t at = whole.start + 1; at + 1 < whole.end && n < 4; at++) {
        if (doc->text.cls[at] != WS_CH_SPACE)
            continue;
        note_part(m, (struct ws_span){whole.start, at}, whole, type, 0);
        note_part(m, (struct ws_span){at + 1, whole.end}, whole, type, 1);
        n++;
    }
    if (!n && doc->pack->features & WS_FEATURE_FAMILY_FIRST && ws_span_len(whole) == 3)
        note_part(m, (struct ws_span){whole.start, whole.start + 1}, whole, type, 0);
}

static bool
is_hopeless(const struct ws_cand *cand)
{
    for (uint32_t left = cand->types; left; left &= left - 1)
        if (cand->score[__builtin_ctz(left)] > HOPELESS)
            return false;
    return true;
}

static void
remember(struct memory *m)
{
    const struct ws_doc *doc = m->doc;

    for (uint32_t c = 0; c < doc->cands.n; c++)
        for (uint32_t left = doc->cands.v[c].types; left; left &= left - 1) {
            const struct ws_cand *cand = &doc->cands.v[c];
            uint8_t t = (uint8_t)__builtin_ctz(left);

            if (cand->pattern != WS_NONE || cand->p[t] < HOPEFUL)
                continue;
            find(m, cand->span, true);
            if (cand->p[t] >= ACCEPTED)
                note_parts(m, cand->span, t);
        }
    for (uint32_t c = 0; c < doc->cands.n; c++) {
        const struct ws_cand *cand = &doc->cands.v[c];
        struct string *slot =
            cand->pattern == WS_NONE && !is_hopeless(cand) ? find(m, cand->span, false) : NULL;

        if (!slot)
            continue;
        slot->count++;
        for (int t = 0; t < WS_MAX_TYPES; t++)
            slot->sum[t] += cand->p[t];
    }
}

/* Rows for one candidate; how many. */
static uint32_t
rows_of(const struct string *slot, const struct ws_cand *cand, ws_row *rows)
{
    static const enum ws_sym parts[2] = {WS_SYM_HEAD, WS_SYM_ENDS};
    uint32_t n = 0;

    if (slot->count > 1)
        for (uint32_t t = 0; t < WS_MAX_TYPES; t++) {
            float mean = (slot->sum[t] - cand->p[t]) / (float)(slot->count - 1);
            if (mean > 0.05f)
                rows[n++] = ws_row_make(WS_ROW_SEEN, t, WS_SYM_EXACT, (uint32_t)(mean * 4.99f));
        }
    for (int part = 0; part < 2; part++)
        if (slot->longer_type[part] != WS_NO_TYPE &&
            (!ws_span_overlap(slot->longer[part][0], cand->span) ||
             !ws_span_overlap(slot->longer[part][1], cand->span)))
            rows[n++] = ws_row_make(WS_ROW_SEEN, slot->longer_type[part], parts[part], 0);
    return n;
}

static bool
keep(struct ws_doc *doc, struct ws_cand *cand, const ws_row *rows, uint32_t n)
{
    ws_row *kept;
    uint32_t old = cand->first_row;

    if (!doc->keep_rows || !n)
        return true;
    kept = ws_list_extend(&doc->arena, &doc->rows, cand->nrows + n);
    if (!kept)
        return false;
    memcpy(kept, doc->rows.v + old, cand->nrows * sizeof *kept);
    memcpy(kept + cand->nrows, rows, n * sizeof *kept);
    cand->nrows += n;
    cand->first_row = doc->rows.n - cand->nrows;
    return true;
}

whosaid_status
ws_memory_weigh(struct ws_doc *doc, bool *changed, whosaid_error *err)
{
    struct memory m = {.doc = doc};
    uint32_t hopeful = 0, size = 64;

    for (uint32_t c = 0; c < doc->cands.n; c++)
        for (uint32_t left = doc->cands.v[c].types; left; left &= left - 1)
            hopeful += doc->cands.v[c].p[__builtin_ctz(left)] >= HOPEFUL;
    while (size < hopeful * 8)
        size *= 2;
    m.mask = size - 1;
    m.slots = ws_arena_zalloc(&doc->arena, size * sizeof *m.slots);
    if (!m.slots)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    remember(&m);
    if (m.failed)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (uint32_t c = 0; c < doc->cands.n; c++) {
        struct ws_cand *cand = &doc->cands.v[c];
        ws_row rows[WS_MAX_TYPES + 2];
        const struct string *slot;
        uint32_t n;

        if (cand->pattern != WS_NONE || cand->sentence >= doc->sentences.n || is_hopeless(cand) ||
            !(slot = find(&m, cand->span, false)))
            continue;
        n = rows_of(slot, cand, rows);
        for (uint32_t r = 0; r < n; r++) {
            const float *weights = ws_weights_find(&doc->pack->weights, rows[r]);

            for (int t = 0; weights && t < WS_MAX_TYPES; t++)
                cand->score[t] += weights[t];
            changed[cand->sentence] = changed[cand->sentence] || weights;
        }
        if (!keep(doc, cand, rows, n))
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    return WHOSAID_OK;
}
