/*
 * tune/mention_data.c - gold articles as items of training; see mention.h.
 */
#include "tune/mention.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "resolve/memory.h"
#include "resolve/mentions.h"
#include "tune/align.h"

/* Rows of document memory are learned apart. */
static bool
is_memory(ws_row row)
{
    return (row >> 56) - 1 == WS_ROW_SEEN;
}

static bool
is_ignored(const struct ws_gold_article *article, const uint32_t *map, uint32_t n,
           struct ws_span span, uint8_t type)
{
    for (uint32_t i = 0; i < article->nignore; i++)
        if (article->ignore[i].type == type &&
            ws_span_overlap(ws_align_span(map, n, article->ignore[i].span), span))
            return true;
    return false;
}

/* Is @span of @type a gold mention: exactly, or by half where the set is loose? */
static bool
is_gold(const struct ws_gold_article *article, const struct ws_span *gold, struct ws_span span,
        uint8_t type)
{
    for (uint32_t i = 0; i < article->nmentions; i++) {
        if (article->mentions[i].type != type)
            continue;
        if (gold[i].start == span.start && gold[i].end == span.end)
            return true;
        if (article->loose >> type & 1 && ws_overlap_share(gold[i], span) >= 0.5)
            return true;
    }
    return false;
}

/* A pattern of a type that the gold does not mark (a time, a quantity) is taken for right
 * where no marked mention overlaps it. */
static bool
is_free(const struct ws_gold_article *article, const struct ws_span *gold, struct ws_span span)
{
    for (uint32_t i = 0; i < article->nmentions; i++)
        if (ws_span_overlap(gold[i], span))
            return false;
    return true;
}

static bool
add_rows(struct ws_data *d, struct ws_item *item, const struct ws_doc *doc,
         const struct ws_cand *cand)
{
    item->first_row = d->rows.n;
    for (uint32_t r = 0; r < cand->nrows; r++) {
        ws_row row = doc->rows.v[cand->first_row + r];
        uint32_t *id;

        if (is_memory(row) != d->memory)
            continue;
        id = ws_list_add(&d->arena, &d->rows);
        if (!id || (*id = ws_row_id(&d->ids, row)) == UINT32_MAX)
            return false;
    }
    item->nrows = d->rows.n - item->first_row;
    return true;
}

/* The items of one candidate: one a type; they share their rows. */
static bool
add_items(struct ws_data *d, const struct ws_doc *doc, const struct ws_cand *cand,
          const struct ws_gold_article *article, const struct ws_span *gold, const uint32_t *map,
          uint32_t n, uint32_t base)
{
    struct ws_item rows = {0};

    if (!add_rows(d, &rows, doc, cand))
        return false;
    for (uint8_t t = 0; t < WS_MAX_TYPES; t++) {
        bool weak = !(article->types >> t & 1);
        struct ws_item *item;

        if (!(cand->types >> t & 1) || (weak && cand->pattern == WS_NONE) ||
            is_ignored(article, map, n, cand->span, t))
            continue;
        item = ws_list_add(&d->arena, &d->items);
        if (!item)
            return false;
        *item = (struct ws_item){.span = {cand->span.start - base, cand->span.end - base},
                                 .type = t,
                                 .right = weak ? is_free(article, gold, cand->span)
                                               : is_gold(article, gold, cand->span, t),
                                 .weak = weak,
                                 .inner_type = WS_NO_TYPE,
                                 .first_row = rows.first_row,
                                 .nrows = rows.nrows};
        if (ws_resolve_nested(doc, cand->span, t, &item->inner, &item->inner_type)) {
            item->inner.start -= base;
            item->inner.end -= base;
        } else {
            item->inner_type = WS_NO_TYPE;
        }
    }
    return true;
}

/* Of right items that overlap, the longest stays right: names nested in titles are added
 * after the decision. */
static void
settle(struct ws_item *items, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (!items[i].right)
            continue;
        for (uint32_t k = i + 1; k < n && items[k].span.start < items[i].span.end; k++) {
            if (!items[k].right)
                continue;
            if (ws_span_len(items[k].span) > ws_span_len(items[i].span)) {
                items[i].right = false;
                break;
            }
            items[k].right = false;
        }
    }
}

static bool
add_unit(struct ws_data *d, const struct ws_doc *doc, uint32_t s, uint32_t *next,
         const struct ws_gold_article *article, const struct ws_span *gold, const uint32_t *map,
         uint32_t n)
{
    struct ws_span span = doc->sentences.v[s].span;
    struct ws_unit *unit = ws_list_add(&d->arena, &d->units);
    uint32_t *start = ws_list_add(&d->arena, &d->starts);
    uint8_t *cls;
    uint32_t *ch;

    if (!unit || !start)
        return false;
    *start = span.start;
    *unit = (struct ws_unit){.article = d->narticles,
                             .length = ws_span_len(span),
                             .first_item = d->items.n,
                             .first_gap = d->cls.n};
    cls = ws_list_extend(&d->arena, &d->cls, unit->length + 1);
    ch = ws_list_extend(&d->arena, &d->ch, unit->length + 1);
    if (!cls || !ch)
        return false;
    memcpy(cls, doc->text.cls + span.start, unit->length);
    memcpy(ch, doc->text.ch + span.start, unit->length * sizeof *ch);
    for (; *next < doc->cands.n && doc->cands.v[*next].span.start < span.end; ++*next)
        if (ws_span_in(doc->cands.v[*next].span, span) &&
            !add_items(d, doc, &doc->cands.v[*next], article, gold, map, n, span.start))
            return false;
    unit = &d->units.v[d->units.n - 1];
    unit->nitems = d->items.n - unit->first_item;
    settle(d->items.v + unit->first_item, unit->nitems);
    return true;
}

static bool
add_answers(struct ws_data *d, const struct ws_gold_article *article, const struct ws_span *gold,
            const uint32_t *map, uint32_t n)
{
    for (uint32_t i = 0; i < article->nmentions; i++) {
        struct ws_answer *a;

        if (article->mentions[i].type == WS_NO_TYPE)
            continue;
        a = ws_list_add(&d->arena, &d->gold);
        if (!a)
            return false;
        *a = (struct ws_answer){gold[i], d->narticles, article->mentions[i].type};
    }
    for (uint32_t i = 0; i < article->nignore; i++) {
        struct ws_answer *a = ws_list_add(&d->arena, &d->ignored);
        if (!a)
            return false;
        *a = (struct ws_answer){ws_align_span(map, n, article->ignore[i].span), d->narticles,
                                article->ignore[i].type};
    }
    return true;
}

static bool
add_article(struct ws_data *d, struct ws_doc *doc, const struct ws_gold_article *article)
{
    uint32_t n, next = 0;
    uint32_t *map = ws_align_new(doc, &n);
    struct ws_span *gold = ws_arena_alloc(&doc->arena, (article->nmentions + 1) * sizeof *gold);

    if (!map || !gold)
        return false;
    for (uint32_t i = 0; i < article->nmentions; i++)
        gold[i] = ws_align_span(map, n, article->mentions[i].span);
    for (uint32_t s = 0; s < doc->sentences.n; s++)
        if (!add_unit(d, doc, s, &next, article, gold, map, n))
            return false;
    return add_answers(d, article, gold, map, n);
}

/* The marginals of the first round into the candidates, in the order of the items. */
static void
recall_marginals(const struct ws_data *first, uint32_t *next, uint32_t article, struct ws_doc *doc)
{
    uint32_t unit = *next, cand = 0;

    for (; unit < first->units.n && first->units.v[unit].article == article; unit++)
        for (uint32_t i = 0; i < first->units.v[unit].nitems; i++) {
            uint32_t at = first->units.v[unit].first_item + i;
            struct ws_span span = first->items.v[at].span;

            span.start += first->starts.v[unit];
            span.end += first->starts.v[unit];
            while (cand < doc->cands.n &&
                   (doc->cands.v[cand].span.start < span.start ||
                    doc->cands.v[cand].span.end != span.end ||
                    !(doc->cands.v[cand].types >> first->items.v[at].type & 1)))
                cand++;
            if (cand == doc->cands.n)
                break;
            doc->cands.v[cand].p[first->items.v[at].type] = first->p[at];
            doc->cands.v[cand].score[first->items.v[at].type] = 0; /* not hopeless */
        }
    *next = unit;
}

/* @first: the first round's data, for the second round; else NULL. */
whosaid_status
ws_data_collect(struct ws_data *d, const struct ws_data *first, const whosaid_engine *engine,
                const struct ws_gold *gold, const char *lang, whosaid_error *err)
{
    uint32_t next = 0;
    struct ws_doc doc;
    uint16_t *loose;
    uint32_t *file;
    bool *aside;
    float *times;
    whosaid_status status = ws_doc_init(&doc, &engine->chars, NULL, err);

    if (status)
        return status;
    doc.keep_rows = true;
    loose = ws_arena_zalloc(&d->arena, (gold->narticles + 1) * sizeof *loose);
    file = ws_arena_zalloc(&d->arena, (gold->narticles + 1) * sizeof *file);
    aside = ws_arena_zalloc(&d->arena, (gold->narticles + 1) * sizeof *aside);
    times = ws_arena_zalloc(&d->arena, (gold->narticles + 1) * sizeof *times);
    d->loose = loose;
    d->file = file;
    d->aside = aside;
    d->times = times;
    if (!loose || !file || !aside || !times)
        status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (uint32_t a = 0; a < gold->narticles && !status; a++) {
        const struct ws_gold_article *article = &gold->articles[a];

        if (!article->types || !ws_tune_is_lang(article, lang))
            continue;
        status = ws_tune_walk(engine, &doc, article, "rule", err);
        if (!status && first) {
            recall_marginals(first, &next, d->narticles, &doc);
            status = ws_memory_weigh(&doc, NULL, err);
        }
        if (!status && !add_article(d, &doc, article))
            status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        loose[d->narticles] = article->loose;
        aside[d->narticles] = article->aside;
        times[d->narticles] = article->times;
        file[d->narticles++] = article->file < WS_TUNE_FILES ? article->file : WS_TUNE_FILES - 1;
        if (article->file >= d->nfiles)
            d->nfiles = article->file + 1;
    }
    ws_doc_release(&doc);
    return status;
}

void
ws_data_count_rows(struct ws_data *d)
{
    d->seen = calloc(d->ids.n + 1, sizeof *d->seen);
    for (uint32_t i = 0; d->seen && i < d->items.n; i++) {
        if (i && d->items.v[i].first_row == d->items.v[i - 1].first_row)
            continue;
        for (uint32_t r = 0; r < d->items.v[i].nrows; r++)
            d->seen[d->rows.v[d->items.v[i].first_row + r]]++;
    }
}

/* A document that only has the sentence's characters: what the cover asks for. */
void
ws_data_borrow_text(struct ws_doc *doc, const struct ws_data *d, const struct ws_unit *unit)
{
    doc->text.n = unit->length;
    doc->text.cls = d->cls.v + unit->first_gap;
    doc->text.ch = d->ch.v + unit->first_gap;
}

/* Which fold an article is in: mixed, but the same on every run. */
int
ws_fold_of(uint32_t article, int folds)
{
    return (int)((article * 2654435761u >> 16) % (uint32_t)folds);
}

bool
ws_data_takes(const struct ws_data *d, uint32_t article)
{
    return !d->part || (article * 0x9E3779B1u >> 29) < d->part;
}

uint32_t
ws_data_most_items(const struct ws_data *d)
{
    uint32_t most = 1;

    for (uint32_t u = 0; u < d->units.n; u++)
        if (d->units.v[u].nitems > most)
            most = d->units.v[u].nitems;
    return most;
}

void
ws_data_release(struct ws_data *d)
{
    free(d->seen);
    free(d->p);
    free(d->score);
    ws_row_ids_release(&d->ids);
    ws_arena_release(&d->arena);
}
