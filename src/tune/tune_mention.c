/*
 * tune/tune_mention.c - the tagger's weights.
 *
 * Each sentence of the gold becomes a list of candidates with their rows, and the set of
 * candidates that are right.  The log-likelihood of the right cover is raised by stochastic
 * gradient steps with AdaGrad (Duchi, Hazan and Singer, JMLR 12, 2011) and an L2 penalty:
 * the gradient of a row is how often the model expects it less how often it stands on
 * right spans.  Nothing is random: sentences come in a fixed mixed order.
 *
 * Gold aside (sample articles thick with names, a corpus with habits of its own) teaches
 * what it shares with the rest: its rows have a second weight that is learned along, takes
 * up what only holds there, and is thrown away (Daume III, "Frustratingly Easy Domain
 * Adaptation", ACL 2007, with one domain).
 *
 * The rows of document memory (resolve/memory.h) look at marginals.  They are learned in a
 * second round, over the marginals and scores that each article got from a model which had
 * not seen it; the weights of the first round stay as they are.
 */
#include "tune/mention.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

static bool
cross_validate(const struct ws_data *d, const struct ws_then *then, const struct ws_tune_options *o,
               const struct ws_pack *pack, const whosaid_engine *engine)
{
    struct ws_figures f[WS_TUNE_FILES] = {0}, all = {0};
    uint32_t ngroups = WS_ROW_COUNT + pack->rules.nrules;
    struct ws_group *groups = calloc(ngroups, sizeof *groups);
    bool ok = groups != NULL;

    for (int fold = 0; ok && fold < o->folds; fold++) {
        struct ws_tagger m = {0};

        ok = ws_tagger_learn(d, &m, then, o, fold, engine) &&
             ws_figures_measure(d, &m, o, fold, pack, engine, f);
        if (ok && o->rules)
            ok = ws_groups_weigh(d, &m, o, fold, engine, groups, ngroups);
        ws_tagger_release(&m);
    }
    if (ok && o->rules) {
        ws_groups_count(d, groups);
        ws_groups_print(d, pack, groups, ngroups, o->report);
    }
    free(groups);
    fprintf(o->report, "mentions%s, %d-fold cross-validation by article:\n",
            d->memory ? " with document memory" : "", o->folds);
    for (uint32_t i = 0; ok && i < d->nfiles && i < WS_TUNE_FILES; i++) {
        ws_figures_add(&all, &f[i]);
        if (d->nfiles > 1) {
            fprintf(o->report, " gold file %u\n", i + 1);
            ws_figures_print(d, &f[i], o->report);
        }
    }
    if (ok) {
        fputs(" all\n", o->report);
        ws_figures_print(d, &all, o->report);
    }
    return ok;
}

/* What a part of the gold would have taught: with more of it, how much better would it be? */
static bool
draw_curve(struct ws_data *d, const struct ws_tune_options *o, const struct ws_pack *pack,
           const whosaid_engine *engine)
{
    bool ok = true;

    fputs("learning curve, mentions, cross-validated:", o->report);
    for (d->part = 1; ok && d->part <= 8; d->part *= 2) {
        struct ws_figures f[WS_TUNE_FILES] = {0}, all = {0};

        for (int fold = 0; ok && fold < o->folds; fold++) {
            struct ws_tagger m = {0};

            ok = ws_tagger_learn(d, &m, NULL, o, fold, engine) &&
                 ws_figures_measure(d, &m, o, fold, pack, engine, f);
            ws_tagger_release(&m);
        }
        for (uint32_t i = 0; i < WS_TUNE_FILES; i++)
            ws_figures_add(&all, &f[i]);
        fprintf(o->report, "  %u/8 F1 %.3f", d->part, ws_figures_f1(&all));
    }
    fputc('\n', o->report);
    d->part = 0;
    return ok;
}

static bool
hand_over(const struct ws_data *d, const struct ws_tagger *m, const struct ws_tune_options *o,
          struct ws_learned_list *learned)
{
    for (uint32_t id = 0; id < d->ids.n; id++) {
        struct ws_learned row = {.row = d->ids.rows[id], .seen = d->seen[id]};

        memcpy(row.weights, m->w + (size_t)id * WS_MAX_TYPES, sizeof row.weights);
        if (d->seen[id] >= (uint32_t)o->least && !ws_learned_add(learned, &row))
            return false;
    }
    for (uint32_t a = 0; !d->memory && a < d->types->ntypes; a++)
        for (uint32_t g = 0; g < WS_COVER_GAPS; g++) {
            struct ws_learned row = {.row = ws_row_make(WS_ROW_THEN, a, ws_cover_gap_sym(g), 0),
                                     .seen = 1};

            memcpy(row.weights, m->then.score[a][g], sizeof row.weights);
            if (!ws_learned_add(learned, &row))
                return false;
        }
    return true;
}

static void
release(struct ws_data *d, struct ws_tagger *m)
{
    ws_tagger_release(m);
    ws_data_release(d);
}

/* The second round; the first one's data and neighbours' scores are given. */
static whosaid_status
learn_memory(const struct ws_data *first, const struct ws_then *then, const whosaid_engine *engine,
             const struct ws_gold *gold, const struct ws_pack *pack,
             const struct ws_tune_options *options, struct ws_learned_list *learned,
             whosaid_error *err)
{
    struct ws_data d = {.types = &engine->types, .memory = true, .base = first->score};
    struct ws_tagger m = {0};
    whosaid_status status;

    ws_arena_init(&d.arena, NULL);
    status = ws_data_collect(&d, first, engine, gold, pack->lang, err);
    if (!status && d.items.n != first->items.n)
        status = ws_fail(err, WHOSAID_E_PACK, "candidates differ between the rounds");
    if (!status) {
        ws_data_count_rows(&d);
        if (!d.seen || !cross_validate(&d, then, options, pack, engine) ||
            !ws_tagger_learn(&d, &m, then, options, -1, engine) ||
            !hand_over(&d, &m, options, learned))
            status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    release(&d, &m);
    return status;
}

whosaid_status
ws_tune_mentions(whosaid_engine *engine, const struct ws_gold *gold, const char *lang,
                 const struct ws_tune_options *options, struct ws_learned_list *learned,
                 whosaid_error *err)
{
    const struct ws_pack *pack = ws_engine_pack(engine, lang);
    struct ws_data d = {.types = &engine->types};
    struct ws_tagger m = {0};
    whosaid_status status;
    bool ok;

    ws_arena_init(&d.arena, NULL);
    status = ws_data_collect(&d, NULL, engine, gold, lang, err);
    if (!status && d.units.n) {
        ws_data_count_rows(&d);
        ws_data_print_reach(&d, options->report);
        d.p = calloc(d.items.n + 1, sizeof *d.p);
        d.score = calloc(d.items.n + 1, sizeof *d.score);
        ok = d.seen && d.p && d.score &&
             (options->folds < 2 || !options->curve || draw_curve(&d, options, pack, engine)) &&
             (options->folds < 2 || cross_validate(&d, NULL, options, pack, engine)) &&
             ws_tagger_learn(&d, &m, NULL, options, -1, engine) &&
             hand_over(&d, &m, options, learned);
        if (!ok)
            status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        else if (options->folds > 1)
            status = learn_memory(&d, &m.then, engine, gold, pack, options, learned, err);
    }
    release(&d, &m);
    return status;
}
