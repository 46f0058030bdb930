/*
 * tune/tune_quote.c - the weights of quotes and speakers.
 *
 * Four decisions are learned, each from what the engine itself sees in gold articles:
 *
 *     start    where a reported clause starts       one of many words
 *     clause   whether it is reported speech        yes or no
 *     keep     whether a marked span is             yes or no
 *     who      who said it                          one of many candidates, several may be right
 *
 * A quote's speaker is evidence for the next one's, so the right speakers are handed on from
 * quote to quote.
 *
 * Cross-validation by article learns from the other articles and lets the whole pipeline
 * read the article; what it says is compared with the gold as a reader would: by the full
 * name, another form of it, or the words of the text.
 */
#include "tune/tune.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "quote/find.h"
#include "quote/indirect.h"
#include "quote/keep.h"
#include "resolve/resolve.h"
#include "speaker/attribute.h"
#include "speaker/scene.h"
#include "tune/align.h"
#include "tune/learn.h"
#include "tune/same.h"

#define BLUR       8   /* one mention in so many is left out of the second copy */
#define WHOLE_SAME 0.8 /* of the union: quotes in marks */
#define HALF_SAME  0.5 /* reported clauses */

struct trainer {
    whosaid_engine *engine;
    struct ws_pack *pack;
    const struct ws_gold *gold;
    const char *lang;
    const struct ws_tune_options *options;
    struct ws_doc doc;
    struct ws_arena arena; /* weight tables */
    struct ws_decisions data;
    const uint8_t *fold; /* per article: its fold; NULL: use all */
    bool blur;           /* leave some mentions out */
};

/* --- collecting decisions --- */

static bool
voice_agrees(const struct ws_doc *doc, const struct ws_voice *voice, const struct ws_answer *answer)
{
    struct ws_speaker speaker = {.known = voice->sort != WS_VOICE_NOBODY,
                                 .span = voice->span,
                                 .name = voice->name,
                                 .entity = voice->entity};

    return ws_answer_agrees(doc, &speaker, answer);
}

/* Which mention holds mention @m, among those before it; WS_NONE. */
static uint32_t
parent_of(const struct ws_doc *doc, uint32_t m)
{
    for (uint32_t outer = m, steps = 0; outer-- > 0 && steps < 4; steps++)
        if (ws_span_in(doc->mentions.v[m].span, doc->mentions.v[outer].span))
            return outer;
    return WS_NONE;
}

/* Put the gold's mentions in place of the tagger's. */
static whosaid_status
bring_mentions(struct ws_doc *doc, const struct ws_gold_article *article, whosaid_error *err)
{
    uint32_t n, *map = ws_align_new(doc, &n);

    doc->mentions.n = doc->entities.n = 0;
    for (uint32_t i = 0; i < article->nmentions; i++) {
        struct ws_mention *mention = map ? ws_list_add(&doc->arena, &doc->mentions) : NULL;
        if (!mention)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        *mention = (struct ws_mention){.span = ws_align_span(map, n, article->mentions[i].span),
                                       .type = article->mentions[i].type,
                                       .score = 1,
                                       .cand = WS_NONE,
                                       .parent = WS_NONE,
                                       .entity = WS_NONE,
                                       .org = WS_NONE,
                                       .value = WS_NONE};
        mention->sentence = ws_doc_sentence(doc, mention->span.start);
        mention->parent = parent_of(doc, doc->mentions.n - 1);
    }
    return ws_resolve_entities(doc, err);
}

/* Take every eighth mention away, by a fixed rule.  The tagger knows the articles that it
 * was taught with better than any new one; speakers have to be found where it misses. */
static whosaid_status
blur_mentions(struct ws_doc *doc, whosaid_error *err)
{
    uint32_t n = 0;

    for (uint32_t m = 0; m < doc->mentions.n; m++) {
        struct ws_mention mention = doc->mentions.v[m];
        if ((mention.span.start * 0x9E3779B1u >> 16) % BLUR == 0)
            continue;
        mention.parent = mention.entity = mention.org = WS_NONE;
        doc->mentions.v[n++] = mention;
    }
    doc->mentions.n = n;
    for (uint32_t m = 0; m < n; m++)
        doc->mentions.v[m].parent = parent_of(doc, m);
    doc->entities.n = 0;
    return ws_resolve_entities(doc, err);
}

/* The rooms before quote/. */
static whosaid_status
walk(struct trainer *t, const struct ws_gold_article *article, whosaid_error *err)
{
    bool bring = t->options->gold_mentions && article->has_mentions;
    whosaid_status status = ws_tune_walk(t->engine, &t->doc, article, "resolve", err);

    if (status == WHOSAID_OK && bring)
        status = bring_mentions(&t->doc, article, err);
    if (status == WHOSAID_OK && t->blur)
        status = blur_mentions(&t->doc, err);
    t->doc.rows.n = 0;
    return status;
}

/* Does clause @c end where gold @answer ends, or lie on most of it? */
static const struct ws_answer *
clause_answer(const struct ws_answers *answers, const struct ws_clause *clause)
{
    if (clause->form != WS_CLAUSE_TAIL)
        return ws_answers_find(answers, clause->span, true, HALF_SAME);
    for (uint32_t i = 0; i < answers->n; i++) {
        const struct ws_answer *answer = &answers->v[i];
        uint32_t end = answer->span.end;
        if (answer->quote->kind == WS_QUOTE_INDIRECT && end + 3 >= clause->span.end &&
            end <= clause->span.end + 3)
            return answer;
    }
    return NULL;
}

/* Which of the starts is the gold's; n where none is near. */
static uint32_t
right_start(const struct ws_doc *doc, const uint32_t *starts, uint32_t n, uint32_t gold)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = doc->words.v[starts[i]].span.start;
        if (at <= gold + 2 && gold <= at + 2)
            return i;
    }
    return n;
}

static bool
collect_starts(struct trainer *t, uint32_t a, const struct ws_answers *answers,
               const struct ws_clauses *clauses)
{
    struct ws_doc *doc = &t->doc;
    uint32_t starts[WS_CLAUSE_STARTS];

    for (uint32_t k = 0; k < clauses->list.n; k++) {
        const struct ws_clause *clause = &clauses->list.v[k];
        const struct ws_answer *answer = clause_answer(answers, clause);
        uint32_t n, right;
        if (clause->form != WS_CLAUSE_TAIL || !answer)
            continue;
        n = ws_clause_starts(doc, clause, starts);
        right = right_start(doc, starts, n, answer->span.start);
        if (right == n)
            continue;
        if (!ws_decision_open(&t->data, a))
            return false;
        for (uint32_t i = 0; i < n; i++) {
            struct ws_tally tally = ws_tally_start(doc);
            ws_clause_weigh_start(&tally, clause, starts[i]);
            if (!ws_decision_add(&t->data, doc, tally.first, doc->rows.n - tally.first, i == right))
                return false;
        }
    }
    return true;
}

static bool
add_quote(struct ws_doc *doc, const struct ws_quote *quote)
{
    struct ws_quote *slot = ws_list_add(&doc->arena, &doc->quotes);

    if (slot)
        *slot = *quote;
    return slot != NULL;
}

static bool
collect_clauses(struct trainer *t, uint32_t a, const struct ws_answers *answers,
                struct ws_clauses *clauses)
{
    struct ws_doc *doc = &t->doc;

    for (uint32_t k = 0; k < clauses->list.n; k++) {
        struct ws_clause *clause = &clauses->list.v[k];
        const struct ws_answer *answer = clause_answer(answers, clause);
        struct ws_tally tally;
        struct ws_quote quote;

        ws_clause_start(doc, clause);
        tally = ws_tally_start(doc);
        ws_clause_weigh(&tally, clause);
        if (!ws_decision_open(&t->data, a) ||
            !ws_decision_add(&t->data, doc, tally.first, doc->rows.n - tally.first, answer != NULL))
            return false;
        if (!answer)
            continue;
        quote = ws_clause_quote(doc, clause);
        if (!add_quote(doc, &quote))
            return false;
    }
    return true;
}

static bool
collect_pairs(struct trainer *t, uint32_t a, const struct ws_answers *answers,
              const struct ws_pairs *pairs)
{
    struct ws_doc *doc = &t->doc;

    for (uint32_t k = 0; k < pairs->list.n; k++) {
        struct ws_quote quote;
        const struct ws_answer *answer;
        if (!ws_keep_judge(doc, pairs, k, &quote))
            continue;
        answer = ws_answers_find(answers, quote.span, false, WHOLE_SAME);
        if (!answer && ws_answers_find(answers, quote.span, true, WHOLE_SAME))
            continue;
        if (!ws_decision_open(&t->data, a) ||
            !ws_decision_add(&t->data, doc, quote.first_row, quote.nrows, answer != NULL) ||
            (answer && !add_quote(doc, &quote)))
            return false;
    }
    return true;
}

static const struct ws_answer *
answer_of(const struct ws_answers *answers, const struct ws_quote *quote)
{
    bool indirect = quote->type == WS_QUOTE_INDIRECT;

    return ws_answers_find(answers, quote->span, indirect, indirect ? 0.3 : WHOLE_SAME);
}

/* Who said each quote; the right answer is handed on, or the model's where none is right. */
static whosaid_status
collect_voices(struct trainer *t, uint32_t a, const struct ws_answers *answers, whosaid_error *err)
{
    struct ws_doc *doc = &t->doc;
    struct ws_voice voices[WS_VOICES];
    struct ws_scene scene;
    whosaid_status status = ws_scene_start(&scene, doc, err);

    for (uint32_t i = 0; i < doc->quotes.n && status == WHOSAID_OK; i++) {
        uint32_t q = scene.order[i], n, chosen, best = WS_NONE;
        const struct ws_answer *answer = answer_of(answers, &doc->quotes.v[q]);
        bool ok = true;
        float p;

        n = ws_scene_voices(&scene, q, voices);
        chosen = ws_voices_choose(doc, voices, n, &p);
        ok = !answer || ws_decision_open(&t->data, a);
        for (uint32_t v = 0; v < n && ok && answer; v++) {
            bool right = voice_agrees(doc, &voices[v], answer);
            ok = ws_decision_add(&t->data, doc, voices[v].first_row, voices[v].nrows, right);
            if (right && (best == WS_NONE || voices[v].p > voices[best].p))
                best = v;
        }
        if (!ok)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        ws_scene_settle(&scene, q, &voices[best == WS_NONE ? chosen : best], p);
    }
    return status;
}

/* Does the set that the article comes from mark reported clauses at all? */
static bool
has_clauses(const struct trainer *t, uint32_t a)
{
    uint32_t file = t->gold->articles[a].file;

    for (uint32_t i = 0; i < t->gold->narticles; i++)
        for (uint32_t q = 0; t->gold->articles[i].file == file && q < t->gold->articles[i].nquotes;
             q++)
            if (t->gold->articles[i].quotes[q].kind == WS_QUOTE_INDIRECT)
                return true;
    return false;
}

/* Which decisions to collect: those that others lean on come first. */
enum stage { STAGE_START, STAGE_REST };

static whosaid_status
collect_article(struct trainer *t, uint32_t a, enum stage stage, whosaid_error *err)
{
    struct ws_answers answers;
    struct ws_pairs pairs;
    struct ws_clauses clauses;
    whosaid_status status = walk(t, &t->gold->articles[a], err);
    bool ok = true;

    if (status == WHOSAID_OK)
        status = ws_keep_prepare(&t->doc, &pairs, err);
    if (status == WHOSAID_OK)
        status = ws_clauses_find(&t->doc, &clauses, err);
    if (status != WHOSAID_OK)
        return status;
    if (!has_clauses(t, a))
        clauses.list.n = 0;
    ok = ws_answers_read(&t->doc, &t->gold->articles[a], &answers);
    if (ok && stage == STAGE_START)
        ok = collect_starts(t, a, &answers, &clauses);
    else if (ok)
        ok = collect_pairs(t, a, &answers, &pairs) && collect_clauses(t, a, &answers, &clauses);
    if (!ok)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    if (stage == STAGE_START)
        return WHOSAID_OK;
    ws_quote_order(&t->doc);
    return collect_voices(t, a, &answers, err);
}

static bool
is_ours(const struct trainer *t, uint32_t a)
{
    return ws_tune_is_lang(&t->gold->articles[a], t->lang) && t->gold->articles[a].has_quotes;
}

/* --- trying weights: a table with those of other rooms and the model's --- */

static bool
is_row_here(ws_row row)
{
    uint32_t t = (uint32_t)(row >> 56) - 1;

    return (t >= WS_ROW_KEEP_KIND && t <= WS_ROW_START_TEXT) ||
           (t >= WS_ROW_WHO_ROLE && t <= WS_ROW_HEAD_SHARE);
}

static bool
is_start_row(ws_row row)
{
    uint32_t t = (uint32_t)(row >> 56) - 1;

    return t >= WS_ROW_START_BEFORE && t <= WS_ROW_START_TEXT;
}

/* The pack's table with the model's rows in place of those it had; @starts: keep those of
 * clauses' starts, which were learned before. */
static whosaid_status
set_weights(struct trainer *t, const struct ws_model *m, bool keep_starts, whosaid_error *err)
{
    const struct ws_weights *old = &t->pack->weights;
    struct ws_weights table;
    whosaid_status status = ws_weights_init(&table, &t->arena, old->nrows + t->data.ids.n + 1, err);

    for (uint32_t i = 0; i <= old->mask && status == WHOSAID_OK; i++) {
        ws_row row = old->slots[i].row;
        if (row && (!is_row_here(row) || (keep_starts && is_start_row(row))))
            (void)ws_weights_set(&table, row, ws_weights_line(old, &old->slots[i]),
                                 ws_weights_of(old, &old->slots[i]));
    }
    for (uint32_t i = 0; i < t->data.ids.n && status == WHOSAID_OK; i++) {
        float values[WS_MAX_TYPES] = {[WS_YES] = m->w[i]};

        if (m->seen[i] >= WS_LEARN_LEAST && m->w[i] != 0)
            (void)ws_weights_set(&table, t->data.ids.rows[i], 0, values);
    }
    if (status == WHOSAID_OK)
        t->pack->weights = table;
    return status;
}

/* --- figures --- */

struct figures {
    uint32_t gold, found, matched, right, wrong, empty;
};

static double
f1(uint32_t right, uint32_t found, uint32_t gold)
{
    return found + gold ? 2.0 * right / (found + gold) : 0;
}

static void
print_figures(FILE *out, const char *what, const struct figures *f)
{
    fprintf(out,
            "  %-18s P %.3f  R %.3f  F1 %.3f   speaker %.3f (%u wrong, %u empty)   both F1 %.3f   "
            "(%u in gold)\n",
            what, f->found ? (double)f->matched / f->found : 0,
            f->gold ? (double)f->matched / f->gold : 0, f1(f->matched, f->found, f->gold),
            f->matched ? (double)f->right / f->matched : 0, f->wrong, f->empty,
            f1(f->right, f->found, f->gold), f->gold);
}

/* Count what doc->quotes says against the gold, quotes of one sort. */
static void
count_figures(const struct ws_doc *doc, const struct ws_answers *answers, bool indirect,
              struct figures *f)
{
    double least = indirect ? HALF_SAME : WHOLE_SAME;

    for (uint32_t i = 0; i < answers->n; i++) {
        const struct ws_answer *answer = &answers->v[i];
        const struct ws_quote *best = NULL;
        double most = least;
        if ((answer->quote->kind == WS_QUOTE_INDIRECT) != indirect)
            continue;
        f->gold++;
        for (uint32_t q = 0; q < doc->quotes.n; q++) {
            double share = ws_overlap_share(doc->quotes.v[q].span, answer->span);
            if ((doc->quotes.v[q].type == WS_QUOTE_INDIRECT) == indirect && share >= most) {
                best = &doc->quotes.v[q];
                most = share + 1e-9;
            }
        }
        if (!best)
            continue;
        f->matched++;
        if (ws_answer_agrees(doc, &best->speaker, answer))
            f->right++;
        else if (best->speaker.known)
            f->wrong++;
        else
            f->empty++;
    }
    for (uint32_t q = 0; q < doc->quotes.n; q++)
        if ((doc->quotes.v[q].type == WS_QUOTE_INDIRECT) == indirect &&
            (ws_answers_find(answers, doc->quotes.v[q].span, indirect, least) ||
             !ws_answers_find(answers, doc->quotes.v[q].span, !indirect, least)))
            f->found++;
}

/* Read the articles of fold @out with the pack as it is. */
static whosaid_status
try_articles(struct trainer *t, int out, struct figures figures[2], whosaid_error *err)
{
    whosaid_status status = WHOSAID_OK;

    t->doc.keep_rows = false;
    for (uint32_t a = 0; a < t->gold->narticles && status == WHOSAID_OK; a++) {
        struct ws_answers answers;
        if (!is_ours(t, a) || t->gold->articles[a].aside || (out >= 0 && t->fold[a] != out))
            continue;
        status = walk(t, &t->gold->articles[a], err);
        if (status == WHOSAID_OK)
            status = ws_quote_find(&t->doc, err);
        if (status == WHOSAID_OK)
            status = ws_speaker_attribute(&t->doc, err);
        if (status == WHOSAID_OK && !ws_answers_read(&t->doc, &t->gold->articles[a], &answers))
            status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        if (status != WHOSAID_OK)
            break;
        count_figures(&t->doc, &answers, false, &figures[0]);
        if (has_clauses(t, a))
            count_figures(&t->doc, &answers, true, &figures[1]);
        if (t->options->on_article)
            t->options->on_article(t->options->user, &t->doc, &t->gold->articles[a]);
    }
    t->doc.keep_rows = true;
    return status;
}

/* --- putting it together --- */

static void
data_clear(struct ws_decisions *data)
{
    ws_row_ids_release(&data->ids);
    ws_arena_release(&data->arena);
    *data = (struct ws_decisions){0};
    ws_arena_init(&data->arena, NULL);
}

static whosaid_status
collect(struct trainer *t, enum stage stage, whosaid_error *err)
{
    whosaid_status status = WHOSAID_OK;

    data_clear(&t->data);
    for (int copy = 0; copy < 2; copy++) {
        t->blur = copy == 1;
        for (uint32_t a = 0; a < t->gold->narticles && status == WHOSAID_OK; a++)
            if (is_ours(t, a))
                status = collect_article(t, a, stage, err);
    }
    t->blur = false;
    return status;
}

/* Learn everything but for the articles of fold @out and put it into the pack; the rows
 * are added to @learned where it is given. */
static whosaid_status
learn_all(struct trainer *t, int out, struct ws_learned_list *learned, whosaid_error *err)
{
    whosaid_status status = WHOSAID_OK;

    for (int stage = STAGE_START; stage <= STAGE_REST && status == WHOSAID_OK; stage++) {
        struct ws_model m = {0};

        status = collect(t, (enum stage)stage, err);
        if (status == WHOSAID_OK && !ws_model_init(&m, t->data.ids.n))
            status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        if (status == WHOSAID_OK) {
            ws_learn(&t->data, &m, t->fold, out);
            status = set_weights(t, &m, stage == STAGE_REST, err);
        }
        for (uint32_t i = 0; learned && i < t->data.ids.n && status == WHOSAID_OK; i++) {
            struct ws_learned row = {.row = t->data.ids.rows[i], .seen = m.seen[i]};
            row.weights[WS_YES] = m.w[i];
            if (m.seen[i] >= WS_LEARN_LEAST && m.w[i] != 0 && !ws_learned_add(learned, &row))
                status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        }
        ws_model_release(&m);
    }
    return status;
}

/* Share the articles out among the folds in turn. */
static uint8_t *
deal_folds(struct trainer *t, int folds)
{
    uint8_t *fold = calloc(t->gold->narticles + 1, 1);
    uint32_t n = 0;

    for (uint32_t a = 0; fold && a < t->gold->narticles; a++)
        if (is_ours(t, a))
            fold[a] = (uint8_t)(n++ % (uint32_t)folds);
    return fold;
}

static whosaid_status
cross_validate(struct trainer *t, whosaid_error *err)
{
    struct figures figures[2] = {{0}, {0}};
    whosaid_status status = WHOSAID_OK;
    uint8_t *fold = deal_folds(t, t->options->folds);

    if (!fold)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    t->fold = fold;
    for (int out = 0; out < t->options->folds && status == WHOSAID_OK; out++) {
        status = learn_all(t, out, NULL, err);
        if (status == WHOSAID_OK)
            status = try_articles(t, out, figures, err);
    }
    if (status == WHOSAID_OK && t->options->report) {
        fprintf(t->options->report, "quotes, %s, %d-fold cross-validation by article:\n", t->lang,
                t->options->folds);
        print_figures(t->options->report, "direct, headline", &figures[0]);
        print_figures(t->options->report, "indirect", &figures[1]);
    }
    t->fold = NULL;
    free(fold);
    return status;
}

static struct ws_pack *
pack_of(whosaid_engine *engine, const char *lang)
{
    for (uint32_t i = 0; i < engine->npacks; i++)
        if (strcmp(engine->packs[i].lang, lang) == 0)
            return &engine->packs[i];
    return NULL;
}

whosaid_status
ws_tune_quotes(whosaid_engine *engine, const struct ws_gold *gold, const char *lang,
               const struct ws_tune_options *options, struct ws_learned_list *learned,
               whosaid_error *err)
{
    struct trainer t = {.engine = engine,
                        .pack = pack_of(engine, lang),
                        .gold = gold,
                        .lang = lang,
                        .options = options};
    struct ws_weights weights;
    whosaid_status status;

    if (!t.pack)
        return ws_fail(err, WHOSAID_E_USAGE, "unknown language '%s'", lang);
    status = ws_doc_init(&t.doc, &engine->chars, NULL, err);
    if (status != WHOSAID_OK)
        return status;
    weights = t.pack->weights;
    t.doc.keep_rows = true;
    ws_arena_init(&t.arena, NULL);
    ws_arena_init(&t.data.arena, NULL);
    if (options->folds > 1)
        status = cross_validate(&t, err);
    if (status == WHOSAID_OK)
        status = learn_all(&t, -1, learned, err);
    t.pack->weights = weights;
    data_clear(&t.data);
    ws_arena_release(&t.data.arena);
    ws_arena_release(&t.arena);
    ws_doc_release(&t.doc);
    return status;
}
