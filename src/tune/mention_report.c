/*
 * tune/mention_report.c - how well it works, and what each kind of evidence earns.
 */
#include "tune/mention.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tune/align.h"

static uint32_t
group_of(ws_row row)
{
    uint32_t t = (uint32_t)(row >> 56) - 1;

    return t == WS_ROW_RULE ? WS_ROW_COUNT + (uint32_t)(row >> 32 & 0xFFFFFF) : t;
}

/* What the rows of group @g are worth to @item. */
static float
share_of(const struct ws_data *d, const struct ws_tagger *m, const struct ws_item *item, uint32_t g)
{
    float sum = 0;

    for (uint32_t r = 0; r < item->nrows; r++) {
        uint32_t id = d->rows.v[item->first_row + r];

        if (group_of(d->ids.rows[id]) == g)
            sum += m->w[(size_t)id * WS_MAX_TYPES + item->type];
    }
    return sum;
}

/* Log-likelihood of the right cover of @unit, without the rows of group @without. */
static double
likelihood(const struct ws_data *d, const struct ws_tagger *m, const struct ws_unit *unit,
           struct ws_doc *doc, struct ws_node *nodes, uint32_t without)
{
    struct ws_cover cover;
    const struct ws_node *last = NULL;
    double sum = 0;

    for (uint32_t i = 0; without != UINT32_MAX && i < unit->nitems; i++)
        nodes[i].score -= share_of(d, m, &d->items.v[unit->first_item + i], without);
    if (!ws_cover_index(&cover, doc, (struct ws_span){0, unit->length}, nodes, unit->nitems))
        return NAN;
    ws_cover_marginals(&cover, doc, nodes, unit->nitems, &m->then);
    for (uint32_t i = 0; i < unit->nitems; i++) {
        if (!d->items.v[unit->first_item + i].right)
            continue;
        sum += (double)nodes[i].score;
        if (last && nodes[i].start <= last->end + WS_COVER_REACH)
            sum +=
                (double)m->then
                    .score[last->type][ws_cover_gap(doc, last->end, nodes[i].start)][nodes[i].type];
        last = &nodes[i];
    }
    return sum - ws_cover_log_sum(&cover);
}

/* The span of @unit that group @g moved most towards the truth (@sign 1) or from it (-1). */
static uint32_t
most_moved(const struct ws_data *d, const struct ws_tagger *m, const struct ws_unit *unit,
           uint32_t g, float sign)
{
    uint32_t best = unit->first_item;
    float most = -INFINITY;

    for (uint32_t i = unit->first_item; i < unit->first_item + unit->nitems; i++) {
        const struct ws_item *item = &d->items.v[i];
        float moved = share_of(d, m, item, g) * (item->right ? sign : -sign);

        if (moved > most) {
            most = moved;
            best = i;
        }
    }
    return best;
}

/* Note what sentence @u gained by @group, the @g-th. */
static void
note_gain(const struct ws_data *d, const struct ws_tagger *m, uint32_t u, struct ws_group *group,
          uint32_t g, double gain)
{
    group->gain += gain;
    if (gain > group->best.gain)
        group->best = (struct ws_example){gain, u, most_moved(d, m, &d->units.v[u], g, 1)};
    if (gain < group->worst.gain)
        group->worst = (struct ws_example){gain, u, most_moved(d, m, &d->units.v[u], g, -1)};
}

/* Add what each group earns on the articles of @fold, which @m has not seen. */
bool
ws_groups_weigh(const struct ws_data *d, const struct ws_tagger *m, const struct ws_tune_options *o,
                int fold, const whosaid_engine *engine, struct ws_group *groups, uint32_t ngroups)
{
    struct ws_doc doc;
    struct ws_node *nodes = malloc(ws_data_most_items(d) * sizeof *nodes);
    bool *has = calloc(ngroups, 1), ok = nodes && has;

    if (ws_doc_init(&doc, &engine->chars, NULL, NULL))
        ok = false;
    for (uint32_t u = 0; ok && u < d->units.n; u++) {
        const struct ws_unit *unit = &d->units.v[u];
        double all;

        if (!unit->nitems || ws_fold_of(unit->article, o->folds) != fold)
            continue;
        memset(has, 0, ngroups);
        for (uint32_t i = 0; i < unit->nitems; i++)
            for (uint32_t r = 0; r < d->items.v[unit->first_item + i].nrows; r++)
                has[group_of(
                    d->ids.rows[d->rows.v[d->items.v[unit->first_item + i].first_row + r]])] = true;
        ws_data_borrow_text(&doc, d, unit);
        ws_tagger_score(d, m, unit, (uint32_t)o->least, nodes);
        all = likelihood(d, m, unit, &doc, nodes, UINT32_MAX);
        for (uint32_t g = 0; g < ngroups; g++) {
            if (!has[g])
                continue;
            ws_tagger_score(d, m, unit, (uint32_t)o->least, nodes);
            note_gain(d, m, u, &groups[g], g, all - likelihood(d, m, unit, &doc, nodes, g));
            ws_arena_clear(&doc.arena);
        }
    }
    ws_doc_release(&doc);
    free(nodes);
    free(has);
    return ok;
}

void
ws_groups_count(const struct ws_data *d, struct ws_group *groups)
{
    for (uint32_t i = 0; i < d->items.n; i++) {
        const struct ws_item *item = &d->items.v[i];

        for (uint32_t r = 0; r < item->nrows; r++) {
            struct ws_group *g = &groups[group_of(d->ids.rows[d->rows.v[item->first_row + r]])];
            g->seen++;
            g->right += item->right;
        }
    }
}

#define AROUND 14 /* characters shown beside an example */

/* +4.1 PERSON  ... around [the span] it moved ... */
static void
print_example(const struct ws_data *d, const struct ws_example *example, FILE *out)
{
    const struct ws_unit *unit = &d->units.v[example->unit];
    const struct ws_item *item = &d->items.v[example->item];
    const uint32_t *ch = d->ch.v + unit->first_gap;
    uint32_t start = item->span.start > AROUND ? item->span.start - AROUND : 0;
    uint32_t end = item->span.end + AROUND < unit->length ? item->span.end + AROUND : unit->length;
    struct ws_buf text;

    if (example->gain == 0)
        return;
    ws_buf_init(&text, NULL);
    for (uint32_t i = start; i < end; i++) {
        if (i == item->span.start)
            ws_buf_char(&text, '[');
        ws_buf_rune(&text, ch[i]);
        if (i + 1 == item->span.end)
            ws_buf_char(&text, ']');
    }
    if (ws_buf_cstr(&text))
        fprintf(out, "      %+6.1f  %s%s  %s\n", example->gain, item->right ? "" : "no ",
                d->types->types[item->type].name, text.bytes);
    ws_buf_release(&text);
}

void
ws_groups_print(const struct ws_data *d, const struct ws_pack *pack, const struct ws_group *groups,
                uint32_t ngroups, FILE *out)
{
    fputs("evidence: spans that have it, share of them right, log-likelihood lost without it;\n"
          "the spans that it moved most in the sentences that gained and lost most by it\n",
          out);
    for (uint32_t g = 0; g < ngroups; g++) {
        struct ws_buf name;

        if (g < WS_ROW_COUNT && (!groups[g].seen || g == WS_ROW_RULE))
            continue;
        ws_buf_init(&name, NULL);
        if (g < WS_ROW_COUNT) {
            ws_row_print(&name, pack, ws_row_make((enum ws_template)g, 0, 0, 0));
            name.len = ws_buf_cstr(&name) ? strcspn(name.bytes, ":") : 0;
        } else {
            ws_buf_str(&name, "rule ");
            ws_buf_str(&name, pack->rules.rules[g - WS_ROW_COUNT].name);
            if (d->memory || pack->rules.rules[g - WS_ROW_COUNT].use != WS_USE_MENTION)
                name.len = 0;
        }
        if (name.len && ws_buf_cstr(&name)) {
            fprintf(out, "  %-28s %8u  %.3f  %9.1f  %s\n", name.bytes, groups[g].seen,
                    groups[g].seen ? (double)groups[g].right / groups[g].seen : 0, groups[g].gain,
                    !groups[g].seen      ? "never fires"
                    : groups[g].gain < 0 ? "hurts"
                                         : "helps");
            print_example(d, &groups[g].best, out);
            print_example(d, &groups[g].worst, out);
        }
        ws_buf_release(&name);
    }
}

static bool
answer_taken(const struct ws_data *d, bool *used, struct ws_span span, uint8_t type,
             uint32_t article)
{
    for (uint32_t i = 0; i < d->gold.n; i++) {
        const struct ws_answer *g = &d->gold.v[i];

        if (used[i] || g->article != article || g->type != type)
            continue;
        if ((g->span.start == span.start && g->span.end == span.end) ||
            (d->loose[article] >> type & 1 && ws_overlap_share(g->span, span) >= 0.5)) {
            used[i] = true;
            return true;
        }
    }
    return false;
}

static void
count_answer(const struct ws_data *d, struct ws_figures *f, bool *used, struct ws_span span,
             uint8_t type, uint32_t article, float p)
{
    int bin = (int)(p * WS_TUNE_BINS);
    bool right;

    right = answer_taken(d, used, span, type, article);
    for (uint32_t i = 0; !right && i < d->ignored.n; i++)
        if (d->ignored.v[i].article == article && d->ignored.v[i].type == type &&
            ws_span_overlap(d->ignored.v[i].span, span))
            return;
    f->type[type].found++;
    f->type[type].right += right;
    bin = bin < WS_TUNE_BINS ? bin : WS_TUNE_BINS - 1;
    f->bin_all[bin]++;
    f->bin_right[bin] += right;
}

bool
ws_figures_measure(const struct ws_data *d, const struct ws_tagger *m,
                   const struct ws_tune_options *o, int fold, const struct ws_pack *pack,
                   const whosaid_engine *engine, struct ws_figures f[WS_TUNE_FILES])
{
    struct ws_doc doc;
    uint32_t most = ws_data_most_items(d);
    struct ws_node *nodes = malloc(most * sizeof *nodes);
    bool *chosen = malloc(most), *used = calloc(d->gold.n + 1, 1), ok = nodes && chosen && used;

    if (ws_doc_init(&doc, &engine->chars, NULL, NULL))
        ok = false;
    for (uint32_t u = 0; ok && u < d->units.n; u++) {
        const struct ws_unit *unit = &d->units.v[u];
        struct ws_cover cover;
        struct ws_span all = {0, unit->length};

        if (!unit->nitems || ws_fold_of(unit->article, o->folds) != fold)
            continue;
        ws_tagger_score(d, m, unit, (uint32_t)o->least, nodes);
        ws_data_borrow_text(&doc, d, unit);
        ok = ws_cover_index(&cover, &doc, all, nodes, unit->nitems);
        if (!ok)
            break;
        ws_cover_marginals(&cover, &doc, nodes, unit->nitems, &m->then);
        ok = ws_cover_best(&cover, &doc, nodes, unit->nitems, pack->threshold, chosen);
        for (uint32_t i = 0; ok && d->p && i < unit->nitems; i++) {
            d->p[unit->first_item + i] = nodes[i].p;
            d->score[unit->first_item + i] = nodes[i].score;
        }
        for (uint32_t i = 0; ok && i < unit->nitems; i++) {
            const struct ws_item *item = &d->items.v[unit->first_item + i];
            uint32_t base = d->starts.v[u];

            if (!chosen[i] || item->weak)
                continue;
            count_answer(d, &f[d->file[unit->article]], used,
                         (struct ws_span){item->span.start + base, item->span.end + base},
                         item->type, unit->article, nodes[i].p);
            if (item->inner_type != WS_NO_TYPE)
                count_answer(d, &f[d->file[unit->article]], used,
                             (struct ws_span){item->inner.start + base, item->inner.end + base},
                             item->inner_type, unit->article, nodes[i].p);
        }
        ws_arena_clear(&doc.arena);
    }
    for (uint32_t i = 0; ok && i < d->gold.n; i++)
        if (ws_fold_of(d->gold.v[i].article, o->folds) == fold)
            f[d->file[d->gold.v[i].article]].type[d->gold.v[i].type].gold++;
    ws_doc_release(&doc);
    free(nodes);
    free(chosen);
    free(used);
    return ok;
}

static void
print_tally(FILE *out, const char *name, const struct count *t)
{
    double p = t->found ? (double)t->right / t->found : 0;
    double r = t->gold ? (double)t->right / t->gold : 0;

    fprintf(out, "  %-9s P %.3f  R %.3f  F1 %.3f   (%u right of %u found, %u in gold)\n", name, p,
            r, p + r > 0 ? 2 * p * r / (p + r) : 0, t->right, t->found, t->gold);
}

/* Over all types. */
static struct count
count_all(const struct ws_figures *f)
{
    struct count all = {0};

    for (int t = 0; t < WS_MAX_TYPES; t++) {
        all.right += f->type[t].right;
        all.found += f->type[t].found;
        all.gold += f->type[t].gold;
    }
    return all;
}

double
ws_figures_f1(const struct ws_figures *f)
{
    struct count all = count_all(f);

    return all.found + all.gold ? 2.0 * all.right / (all.found + all.gold) : 0;
}

void
ws_figures_print(const struct ws_data *d, const struct ws_figures *f, FILE *out)
{
    struct count all = count_all(f);

    for (int t = 0; t < d->types->ntypes; t++)
        if (f->type[t].gold || f->type[t].found)
            print_tally(out, d->types->types[t].name, &f->type[t]);
    print_tally(out, "micro", &all);
    fputs("  score     right / all\n", out);
    for (int b = 0; b < WS_TUNE_BINS; b++)
        if (f->bin_all[b])
            fprintf(out, "  %.1f-%.1f   %.3f  of %u\n", b / 10.0, (b + 1) / 10.0,
                    (double)f->bin_right[b] / f->bin_all[b], f->bin_all[b]);
}

/* How many gold spans are among the candidates at all. */
void
ws_data_print_reach(const struct ws_data *d, FILE *out)
{
    uint32_t right[WS_MAX_TYPES] = {0}, gold[WS_MAX_TYPES] = {0};

    for (uint32_t i = 0; i < d->items.n; i++)
        right[d->items.v[i].type] += d->items.v[i].right;
    for (uint32_t i = 0; i < d->gold.n; i++)
        gold[d->gold.v[i].type]++;
    fputs("gold among the candidates:", out);
    for (int t = 0; t < d->types->ntypes; t++)
        if (gold[t])
            fprintf(out, " %s %.3f", d->types->types[t].name, (double)right[t] / gold[t]);
    fprintf(out, "\n%u sentences, %u candidates with types, %u rows\n", d->units.n, d->items.n,
            d->ids.n);
}

void
ws_figures_add(struct ws_figures *sum, const struct ws_figures *more)
{
    for (int t = 0; t < WS_MAX_TYPES; t++) {
        sum->type[t].right += more->type[t].right;
        sum->type[t].found += more->type[t].found;
        sum->type[t].gold += more->type[t].gold;
    }
    for (int b = 0; b < WS_TUNE_BINS; b++) {
        sum->bin_right[b] += more->bin_right[b];
        sum->bin_all[b] += more->bin_all[b];
    }
}
