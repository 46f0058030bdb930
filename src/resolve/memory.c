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
#define KINDS    4096 /* a power of two */

/* A string of the article. */
struct string {
    uint64_t hash;
    struct ws_span span; /* one place where it stands */
    uint32_t count;
    uint16_t types;              /* bit set of those that a place may have */
    float sum[WS_MAX_TYPES];     /* of their marginals, at all places */
    struct ws_span longer[2][2]; /* it begins [0], ends [1] these names */
    uint8_t longer_type[2];      /* of the last one */
};

struct memory {
    struct ws_doc *doc;
    WS_LIST(struct string) strings;
    uint32_t *slots; /* 1 + index in strings; 0: empty */
    uint32_t mask;
    uint32_t *string_of;        /* per candidate: 1 + index in strings; 0: none */
    uint64_t kinds[KINDS / 64]; /* bits of what strings there are, roughly: saves most searches */
    bool failed;                /* memory is out */
};

static uint64_t
hash_of(const struct ws_doc *doc, struct ws_span span)
{
    uint64_t h = 1469598103934665603u;

    for (uint32_t i = span.start; i < span.end; i++)
        h = (h ^ doc->text.ch[i]) * 1099511628211u;
    return h ? h : 1;
}

/* A number for the ends and the length of @span: equal for equal strings. */
static uint32_t
kind_of(const struct ws_doc *doc, struct ws_span span)
{
    uint32_t first = doc->text.ch[span.start], last = doc->text.ch[span.end - 1];

    return (first * 31 + last * 7 + ws_span_len(span)) * 2654435761u >> 20;
}

/* The string of @span's characters; made where @add says so, else NULL. */
static struct string *
find(struct memory *m, struct ws_span span, bool add)
{
    uint32_t kind = kind_of(m->doc, span), at;
    struct string *string;
    uint64_t hash;

    if (!add && !(m->kinds[kind / 64] >> (kind & 63) & 1))
        return NULL;
    hash = hash_of(m->doc, span);
    at = (uint32_t)(hash >> 20) & m->mask;
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
    m->kinds[kind / 64] |= (uint64_t)1 << (kind & 63);
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

/* The strings that some place takes for a name. */
static void
remember_names(struct memory *m)
{
    const struct ws_doc *doc = m->doc;

    for (uint32_t c = 0; c < doc->cands.n; c++) {
        const struct ws_cand *cand = &doc->cands.v[c];
        const struct string *string = NULL;

        if (cand->pattern != WS_NONE)
            continue;
        for (uint32_t left = ws_cand_above(cand->types, cand->p, HOPEFUL); left; left &= left - 1) {
            uint8_t t = (uint8_t)__builtin_ctz(left);

            string = string ? string : find(m, cand->span, true);
            m->string_of[c] = string ? (uint32_t)(string - m->strings.v) + 1 : 0;
            if (cand->p[t] >= ACCEPTED) {
                note_parts(m, cand->span, t);
                string = string ? &m->strings.v[m->string_of[c] - 1] : NULL; /* the list moves */
            }
        }
    }
}

/* What the article makes of each of them, at all its places. */
static void
remember(struct memory *m)
{
    const struct ws_doc *doc = m->doc;

    remember_names(m);
    for (uint32_t c = 0; c < doc->cands.n; c++) {
        const struct ws_cand *cand = &doc->cands.v[c];
        struct string *string;

        if (cand->pattern != WS_NONE || !ws_cand_above(cand->types, cand->score, WS_CAND_HOPELESS))
            continue;
        string = m->string_of[c] ? &m->strings.v[m->string_of[c] - 1] : find(m, cand->span, false);
        if (!string)
            continue;
        m->string_of[c] = (uint32_t)(string - m->strings.v) + 1;
        string->count++;
        string->types |= cand->types;
        for (uint32_t left = cand->types; left; left &= left - 1)
            string->sum[__builtin_ctz(left)] += cand->p[__builtin_ctz(left)];
    }
}

/* Rows for one candidate; how many. */
static uint32_t
rows_of(const struct string *slot, const struct ws_cand *cand, ws_row *rows)
{
    static const enum ws_sym parts[2] = {WS_SYM_HEAD, WS_SYM_ENDS};
    uint32_t n = 0;

    if (slot->count > 1)
        for (uint32_t left = slot->types; left; left &= left - 1) {
            uint32_t t = (uint32_t)__builtin_ctz(left);
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
        hopeful += (uint32_t)__builtin_popcount(
            ws_cand_above(doc->cands.v[c].types, doc->cands.v[c].p, HOPEFUL));
    while (size < hopeful * 8)
        size *= 2;
    m.mask = size - 1;
    m.slots = ws_arena_zalloc(&doc->arena, size * sizeof *m.slots);
    m.string_of = ws_arena_zalloc(&doc->arena, (doc->cands.n + 1) * sizeof *m.string_of);
    if (!m.slots || !m.string_of)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    remember(&m);
    if (m.failed)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (uint32_t c = 0; c < doc->cands.n; c++) {
        struct ws_cand *cand = &doc->cands.v[c];
        ws_row rows[WS_MAX_TYPES + 2];
        uint32_t n;

        if (!m.string_of[c] || cand->sentence >= doc->sentences.n)
            continue;
        n = rows_of(&m.strings.v[m.string_of[c] - 1], cand, rows);
        for (uint32_t r = 0; r < n; r++) {
            const float *weights = ws_weights_find(&doc->pack->weights, rows[r]);

            for (int t = 0; weights && t < WS_MAX_TYPES; t++)
                cand->score[t] += weights[t];
            if (changed && weights)
                changed[c] = true;
        }
        if (!keep(doc, cand, rows, n))
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    return WHOSAID_OK;
}
