/*
 * tune/mention_learn.c - weights by stochastic gradient steps; see tune_mention.c.
 */
#include "tune/mention.h"

#include <math.h>
#include <stdlib.h>

#define OWN_L2 0.01f /* of the weights of gold aside; found by cross-validation */

static bool
model_init(struct ws_tagger *m, uint32_t nrows)
{
    *m = (struct ws_tagger){0};
    ws_then_weigh(&m->then);
    m->w = calloc((size_t)(nrows + 1) * WS_MAX_TYPES, sizeof *m->w);
    m->g2 = calloc((size_t)(nrows + 1) * WS_MAX_TYPES, sizeof *m->g2);
    m->own = calloc((size_t)(nrows + 1) * WS_MAX_TYPES, sizeof *m->own);
    m->own_g2 = calloc((size_t)(nrows + 1) * WS_MAX_TYPES, sizeof *m->own_g2);
    return m->w && m->g2 && m->own && m->own_g2;
}

void
ws_tagger_release(struct ws_tagger *m)
{
    free(m->w);
    free(m->g2);
    free(m->own);
    free(m->own_g2);
}

/* The nodes of @unit with the model's scores. */
void
ws_tagger_score(const struct ws_data *d, const struct ws_tagger *m, const struct ws_unit *unit,
                uint32_t least, struct ws_node *nodes)
{
    bool aside = d->aside[unit->article];

    for (uint32_t i = 0; i < unit->nitems; i++) {
        const struct ws_item *item = &d->items.v[unit->first_item + i];
        float sum = d->base ? d->base[unit->first_item + i] : 0;

        for (uint32_t r = 0; r < item->nrows; r++) {
            uint32_t id = d->rows.v[item->first_row + r];
            size_t at = (size_t)id * WS_MAX_TYPES + item->type;
            if (d->seen[id] >= least)
                sum += m->w[at] + (aside ? m->own[at] : 0);
        }
        nodes[i] = (struct ws_node){.start = item->span.start,
                                    .end = item->span.end,
                                    .cand = i,
                                    .type = item->type,
                                    .score = sum};
    }
}

static void
step(float *w, float *g2, float gradient, float l2)
{
    gradient += l2 * *w;
    *g2 += gradient * gradient;
    *w -= 0.1f * gradient / (sqrtf(*g2) + 1e-6f);
}

/* Gradient of neighbours: expected less seen. */
static void
step_neighbours(struct ws_tagger *m, const struct ws_doc *doc, const struct ws_data *d,
                const struct ws_unit *unit, const struct ws_node *nodes,
                const struct ws_cover *cover, float l2)
{
    for (uint32_t i = 0; i < unit->nitems; i++)
        for (uint32_t k = i + 1; k < unit->nitems; k++) {
            const struct ws_node *a = &nodes[i], *b = &nodes[k];
            uint32_t gap;
            double p;
            bool both =
                d->items.v[unit->first_item + i].right && d->items.v[unit->first_item + k].right;

            if (b->start > a->end + WS_COVER_REACH)
                break;
            if (b->start < a->end)
                continue;
            gap = ws_cover_gap(doc, a->end, b->start);
            p = ws_cover_pair(cover, a, b, m->then.weight[a->type][gap][b->type]);
            if (p > 1e-4 || both) {
                float *score = &m->then.score[a->type][gap][b->type];

                step(score, &m->then_g2.score[a->type][gap][b->type], (float)(p - both), l2);
                m->then.weight[a->type][gap][b->type] = exp((double)*score);
            }
        }
}

static bool
learn_unit(const struct ws_data *d, struct ws_tagger *m, const struct ws_unit *unit,
           struct ws_doc *doc, struct ws_node *nodes, const struct ws_tune_options *o)
{
    struct ws_cover cover;

    ws_tagger_score(d, m, unit, (uint32_t)o->least, nodes);
    ws_data_borrow_text(doc, d, unit);
    if (!ws_cover_index(&cover, doc, (struct ws_span){0, unit->length}, nodes, unit->nitems))
        return false;
    ws_cover_marginals(&cover, doc, nodes, unit->nitems, &m->then);
    if (!d->memory)
        step_neighbours(m, doc, d, unit, nodes, &cover, o->l2);
    for (uint32_t i = 0; i < unit->nitems; i++) {
        const struct ws_item *item = &d->items.v[unit->first_item + i];
        float gradient = (nodes[i].p - (float)item->right) * d->times[unit->article];

        if (fabsf(gradient) < 1e-4f)
            continue;
        for (uint32_t r = 0; r < item->nrows; r++) {
            size_t at = (size_t)d->rows.v[item->first_row + r] * WS_MAX_TYPES + item->type;
            if (d->seen[d->rows.v[item->first_row + r]] < (uint32_t)o->least)
                continue;
            step(&m->w[at], &m->g2[at], gradient, o->l2);
            if (d->aside[unit->article])
                step(&m->own[at], &m->own_g2[at], gradient, OWN_L2);
        }
    }
    ws_arena_clear(&doc->arena);
    return true;
}

/* Learn from every article but those of fold @out (-1: from all); @then: scores of
 * neighbours to start with (and to stay with in the second round), or NULL. */
bool
ws_tagger_learn(const struct ws_data *d, struct ws_tagger *m, const struct ws_then *then,
                const struct ws_tune_options *o, int out, const whosaid_engine *engine)
{
    struct ws_doc doc;
    struct ws_node *nodes = malloc(ws_data_most_items(d) * sizeof *nodes);
    bool ok = nodes && model_init(m, d->ids.n);

    if (!nodes || ws_doc_init(&doc, &engine->chars, NULL, NULL)) {
        free(nodes);
        return false;
    }
    if (then)
        m->then = *then;
    for (int pass = 0; ok && pass < o->passes; pass++)
        for (uint32_t k = 0; ok && k < d->units.n; k++) {
            /* a stride prime to the count mixes articles */
            uint32_t u = (uint32_t)(((uint64_t)k * 7919 + (uint32_t)pass * 104729u) % d->units.n);
            const struct ws_unit *unit = &d->units.v[u];

            if (unit->nitems && ws_data_takes(d, unit->article) &&
                (out < 0 || ws_fold_of(unit->article, o->folds) != out))
                ok = learn_unit(d, m, unit, &doc, nodes, o);
        }
    ws_doc_release(&doc);
    free(nodes);
    return ok;
}
