/*
 * rule/cands.c - propose spans; see cands.h.
 */
#include "rule/cands.h"

#include <stdlib.h>
#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "rule/evidence.h"
#include "rule/own.h"
#include "rule/profile.h"
#include "rule/sums.h"

#define MAX_WORDS  7  /* of one span */
#define MAX_LENGTH 60 /* characters of one span */
#define FEW        8  /* candidates out of order, sooner moved than all sorted */

/* The state of one run. */
struct finder {
    struct ws_doc *doc;
    struct ws_context context;
    uint32_t before_of; /* 1 + where the spans start that before is for */
    float before[WS_MAX_TYPES];
    bool drops; /* leave out what has no chance: nobody asks for its rows, nor does a rule */
    bool failed;
};

/* What stands before spans that start at @start of word @w. */
static const float *
sum_before(struct finder *f, uint32_t w, uint32_t start)
{
    if (f->before_of != start + 1) {
        memset(f->before, 0, sizeof f->before);
        ws_sums_before(&f->context, w, start, f->before);
        f->before_of = start + 1;
    }
    return f->before;
}

static bool
keep_rows(struct ws_doc *doc, struct ws_cand *cand, const ws_row *rows, uint32_t n)
{
    ws_row *kept;

    cand->first_row = doc->rows.n;
    cand->nrows = n;
    if (!n)
        return true;
    kept = ws_list_extend(&doc->arena, &doc->rows, n);
    if (kept)
        memcpy(kept, rows, n * sizeof *rows);
    return kept != NULL;
}

static struct ws_cand *
add_cand(struct finder *f, struct ws_span span, uint32_t sentence, uint16_t types, const float *sum)
{
    struct ws_doc *doc = f->doc;
    struct ws_cand *cand;

    if (doc->cands.n == doc->cands.room &&
        !ws_list_reserve(&doc->arena, &doc->cands, doc->cands.n * 2 + 64)) {
        f->failed = true;
        return NULL;
    }
    cand = &doc->cands.v[doc->cands.n++]; /* set once: there are many, and they are large */
    cand->span = span;
    cand->sentence = sentence;
    cand->types = types;
    cand->pattern = WS_NONE;
    cand->first_row = cand->nrows = 0;
    memcpy(cand->score, sum, sizeof cand->score);
    memset(cand->p, 0, sizeof cand->p);
    return cand;
}

/* The rows of what stands before spans that start at @start in word @w. */
static void
keep_before(struct finder *f, uint32_t w, uint32_t start)
{
    struct ws_context *context = &f->context;
    enum ws_sym gap = ws_context_gap_before(context, w, start);

    ws_evidence_zone(context, ws_context_zone(f->doc, w));
    ws_evidence_before(context, w, start);
    if (start <= f->doc->words.v[w].span.start)
        ws_evidence_sign(context, ws_context_sign(f->doc, start, gap));
}

/* For --explain and training: all rows of a span. */
static void
keep_span_rows(struct finder *f, struct ws_cand *cand, uint32_t first, uint32_t last,
               uint64_t classes)
{
    struct ws_context *context = &f->context;
    struct ws_span span = cand->span;
    bool whole = span.end >= f->doc->words.v[last].span.end;

    context->sink.nrows = 0;
    ws_evidence_start(context, first, span.start);
    keep_before(f, first, span.start);
    ws_evidence_whole(context, span, first, last, classes);
    ws_evidence_endings(context, span);
    ws_evidence_syllables(context, span, classes);
    ws_evidence_words(context, span, first, last);
    ws_evidence_end(context, last, span.end);
    ws_evidence_reach(context, last, span.end);
    ws_evidence_behind(context, last, span.end,
                       whole ? WS_ROLE_NONE : ws_doc_role(f->doc, span.end));
    f->failed |= !keep_rows(f->doc, cand, context->sink.rows, context->sink.nrows);
}

/* A span of words [first, last], an entry of @classes, into the list.  @sum is what its start
 * and its end are worth. */
static void
propose(struct finder *f, struct ws_span span, uint32_t first, uint32_t last, uint64_t classes,
        uint16_t types, float *sum)
{
    bool whole = span.end >= f->doc->words.v[last].span.end;
    struct ws_cand *cand;

    if (f->failed)
        return;
    ws_sum_add(sum, sum_before(f, first, span.start), f->context.sink.width);
    ws_sums_inside(&f->context, span, first, last, classes, sum);
    ws_sums_behind(&f->context, last, span.end,
                   whole ? WS_ROLE_NONE : ws_doc_role(f->doc, span.end), sum);
    if (f->drops && !ws_cand_above(types, sum, WS_CAND_HOPELESS))
        return;
    cand = add_cand(f, span, f->doc->words.v[first].sentence, types, sum);
    if (cand && f->doc->keep_rows)
        keep_span_rows(f, cand, first, last, classes);
}

/* A span from the @s-th start of word @first to the @e-th end of word @last. */
static void
propose_over(struct finder *f, struct ws_span span, uint32_t first, uint32_t s, uint32_t last,
             uint32_t e, uint64_t classes, uint16_t types)
{
    struct ws_context *context = &f->context;
    uint32_t width = context->sink.width;
    float sum[WS_MAX_TYPES] = {0};

    ws_sum_add(sum, context->profiles[first]->start_scores + s * width, width);
    ws_sum_add(sum, ws_profile_end_score(context, context->profiles[last], last, e), width);
    propose(f, span, first, last, classes, types, sum);
}

/* Types of a span inside word @w as its profile says, and as the next word does. */
static uint16_t
types_here(const struct finder *f, const struct ws_profile_span *span, uint32_t w)
{
    uint64_t carried = ws_context_carried(f->doc->pack);
    const struct ws_profile *next;

    if (span->types == span->carried_types || w + 1 >= f->doc->words.n)
        return span->types;
    next = f->context.profiles[w + 1];
    return (next->classes | next->ends_with) & carried ? span->carried_types : span->types;
}

/* The @i-th span inside word @w. */
static void
propose_inside(struct finder *f, uint32_t i, uint32_t w)
{
    const struct ws_profile_span *inside = &f->context.profiles[w]->spans[i];
    uint32_t width = f->context.sink.width;
    uint32_t word = f->doc->words.v[w].span.start;
    struct ws_span span = {(uint32_t)((int32_t)word + inside->start), word + inside->end};
    uint16_t types = types_here(f, inside, w);
    float sum[WS_MAX_TYPES] = {0};
    struct ws_cand *cand;

    if (!types || f->failed)
        return;
    memcpy(sum, f->context.profiles[w]->span_scores + i * width, width * sizeof *sum);
    ws_sum_add(sum, sum_before(f, w, span.start), width);
    ws_sums_behind(&f->context, w, span.end, (enum ws_role)inside->role, sum);
    if (f->drops && !ws_cand_above(types, sum, WS_CAND_HOPELESS))
        return;
    cand = add_cand(f, span, f->doc->words.v[w].sentence, types, sum);
    if (cand && f->doc->keep_rows)
        keep_span_rows(f, cand, w, w, ws_context_classes(f->doc, span));
}

/* Is the run up to word @last, a part of a name as @end says, a foreign name: a part is known
 * as such or sounds like it, or both of two words are in no list? */
static bool
is_foreign(const struct ws_run *run, const struct ws_profile_end *end, bool second)
{
    return run->foreign && end->flags & WS_END_SYLLABLES &&
           (run->known || run->sounds || end->flags & (WS_END_FOREIGN | WS_END_SOUNDS) ||
            (run->unlisted && second && end->flags & WS_END_UNLISTED));
}

/* Types of a span from @start to @end of word @last, by the reason for it; 0: no reason.
 * @second: that word is the run's second. */
static uint16_t
types_over_words(const struct finder *f, const struct ws_run *run, uint32_t start, uint32_t last,
                 const struct ws_profile_end *end, bool second)
{
    uint8_t first = f->doc->text.cls[f->doc->words.v[last].span.start];
    uint16_t names = f->context.name_types, types = 0;

    if (run->capitals && (first == WS_CH_UPPER || first == WS_CH_DIGIT))
        types |= names;
    if (is_foreign(run, end, second) || (run->led && second))
        types |= names;
    if (run->bare && !(end->flags & WS_END_IDLE)) {
        types |= end->types;
        if (second && f->doc->text.cls[start] == WS_CH_UPPER)
            types |= names;
    }
    return types;
}

/* Types of a span of several words that is an entry of @classes. */
static uint16_t
types_listed(const struct finder *f, uint64_t classes)
{
    return ws_context_types(&f->context, classes) & (f->context.name_types | f->context.title_type);
}

/* May a span of word @w end behind a sign behind it: U.S.? */
static bool
takes_sign(const struct finder *f, uint32_t w)
{
    const struct ws_profile *profile = f->context.profiles[w];

    return profile->nends && profile->ends[0].at > ws_span_len(f->doc->words.v[w].span);
}

/* Does word @w follow word @w - 1 closely enough to go on with a name? */
static bool
follows(const struct finder *f, uint32_t w)
{
    const struct ws_doc *doc = f->doc;
    enum ws_sym gap;

    if (doc->words.v[w].sentence != doc->words.v[w - 1].sentence)
        return false;
    gap = (enum ws_sym)f->context.gaps[w - 1];
    if (gap == WS_SYM_SPACE || gap == WS_SYM_HYPHEN || gap == WS_SYM_DOT)
        return true;
    if (gap == WS_SYM_FULL_STOP) /* initials and abbreviations: John F. Kennedy, St. Louis */
        return ws_span_len(doc->words.v[w - 1].span) <= 2 || takes_sign(f, w - 1);
    return gap == WS_SYM_OTHER && doc->words.v[w].span.start - doc->words.v[w - 1].span.end <= 3 &&
           doc->text.ch[doc->words.v[w - 1].span.end + 1] == '&';
}

/* The spans from @start, the @s-th of word @first, that end in word @w behind it. */
static void
spans_to(struct finder *f, const struct ws_run *run, uint32_t first, uint32_t s, uint32_t start,
         uint32_t w)
{
    struct ws_doc *doc = f->doc;
    const struct ws_profile *profile = f->context.profiles[w];
    uint32_t listed = doc->words.v[first].span.start + run->entry_end; /* no entry goes further */

    for (uint32_t i = profile->nends; i-- > 0;) { /* nearest end first: candidates stay sorted */
        const struct ws_profile_end *end = &profile->ends[i];
        struct ws_span span = {start, doc->words.v[w].span.start + end->at};
        uint64_t classes = span.end <= listed ? ws_doc_classes(doc, span) : 0;
        uint16_t types = types_over_words(f, run, start, w, end, w == first + 1);

        types |= classes ? types_listed(f, classes) : 0;
        if (types)
            propose_over(f, span, first, s, w, i, classes, types);
    }
}

/* The spans from the @s-th start of word @first that go on into further words. */
static void
spans_over_words(struct finder *f, uint32_t first, uint32_t s)
{
    const struct ws_doc *doc = f->doc;
    const struct ws_profile_start *from = &f->context.profiles[first]->starts[s];
    uint32_t word = doc->words.v[first].span.start;
    uint32_t start = (uint32_t)((int32_t)word + from->at);
    struct ws_run run = from->run;

    for (uint32_t w = first + 1; w < doc->words.n && w < first + MAX_WORDS && !f->failed; w++) {
        if (!follows(f, w) || doc->words.v[w].span.end - start > MAX_LENGTH)
            break;
        if (w > first + 1)
            ws_run_go_on(&f->context, &run, f->context.profiles[w - 1], first, w - 1);
        if (ws_run_over(&run, doc->words.v[w].span.start - word))
            break;
        spans_to(f, &run, first, s, start, w);
    }
}

static int
by_place(const void *a, const void *b)
{
    const struct ws_cand *x = a, *y = b;

    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end < y->span.end ? -1 : 1;
    return x->types < y->types ? -1 : x->types > y->types;
}

/* Bring candidate @c to its place among those before it. */
static void
settle(struct ws_doc *doc, uint32_t c)
{
    struct ws_cand *v = doc->cands.v, cand = v[c];

    for (; c > 0 && by_place(&v[c - 1], &cand) > 0; c--)
        v[c] = v[c - 1];
    v[c] = cand;
}

/* All spans that start in word @w. */
static void
spans_from(struct finder *f, uint32_t w)
{
    const struct ws_profile *profile = f->context.profiles[w];
    uint32_t span = 0, before = f->doc->cands.n;

    for (uint32_t s = 0; s < profile->nstarts && !f->failed; s++) {
        for (uint32_t end = span + profile->starts[s].nspans; span < end; span++)
            propose_inside(f, span, w);
        if (!profile->starts[s].over)
            spans_over_words(f, w, s);
    }
    if (profile->nstarts && profile->starts[0].at < -1) /* (사)대한노인회: from the word before */
        for (; before < f->doc->cands.n; before++)
            settle(f->doc, before);
}

/* A rule's hit is evidence for the candidate it names; a new one where there is none. */
static bool
note_hit(void *user, const struct ws_rules *rules, uint32_t rule, const PCRE2_SIZE *ovector,
         uint32_t ngroups)
{
    struct ws_doc *doc = user;
    struct ws_span span;
    const char *name = rules->rules[rule].type;
    int type = ws_types_type(doc->pack->types, name, strlen(name));
    struct ws_hit *hit;

    if (type < 0 || !ws_rule_span(&rules->rules[rule], ovector, ngroups, &span.start, &span.end))
        return true;
    hit = ws_list_add(&doc->arena, &doc->hits);
    if (!hit)
        return false;
    *hit = (struct ws_hit){span, rule, (uint8_t)type};
    return true;
}

/* All but what rules add were proposed in order. */
static void
sort_cands(struct ws_doc *doc)
{
    uint32_t i = 1;

    while (i < doc->cands.n && by_place(&doc->cands.v[i - 1], &doc->cands.v[i]) <= 0)
        i++;
    if (doc->cands.n - i > FEW)
        qsort(doc->cands.v, doc->cands.n, sizeof *doc->cands.v, by_place);
    else
        for (; i < doc->cands.n; i++)
            settle(doc, i);
}

static void
propose_pattern(struct finder *f, uint32_t index)
{
    const struct ws_pattern *pattern = &f->doc->patterns.v[index];
    uint32_t names = f->context.sink.width;
    float sum[WS_MAX_TYPES];
    struct ws_cand *cand;

    f->context.sink.nrows = 0;
    f->context.sink.width = WS_MAX_TYPES;
    ws_evidence_pattern(&f->context, pattern);
    ws_sink_sum(&f->context.sink, sum);
    f->context.sink.width = names;
    cand = add_cand(f, pattern->span, ws_doc_sentence(f->doc, pattern->span.start),
                    (uint16_t)(1 << pattern->type), sum);
    if (!cand)
        return;
    cand->pattern = index;
    if (f->doc->keep_rows)
        f->failed |= !keep_rows(f->doc, cand, f->context.sink.rows, f->context.sink.nrows);
    settle(f->doc, f->doc->cands.n - 1); /* few are behind it */
}

/* The patterns from @next on that start before @end; the first one behind them. */
static uint32_t
propose_patterns(struct finder *f, uint32_t next, uint32_t end)
{
    const struct ws_doc *doc = f->doc;

    for (; next < doc->patterns.n && doc->patterns.v[next].span.start < end && !f->failed; next++)
        if (ws_doc_sentence(doc, doc->patterns.v[next].span.start) != WS_NONE)
            propose_pattern(f, next);
    return next;
}

static struct ws_cand *
cand_at(struct ws_doc *doc, struct ws_span span)
{
    uint32_t i;

    ws_list_bisect(&doc->cands, span.start, <, span.start, i);
    for (; i < doc->cands.n && doc->cands.v[i].span.start == span.start; i++)
        if (doc->cands.v[i].span.end == span.end && doc->cands.v[i].pattern == WS_NONE)
            return &doc->cands.v[i];
    return NULL;
}

/* A span that may start and end anywhere in its words. */
static void
propose_span(struct finder *f, struct ws_span span, uint16_t types)
{
    const struct ws_doc *doc = f->doc;
    uint32_t first = doc->word_at[span.start], last = doc->word_at[span.end - 1];
    float sum[WS_MAX_TYPES] = {0};

    if (first == WS_NONE || last == WS_NONE || doc->words.v[first].sentence == WS_NONE ||
        doc->words.v[first].sentence != doc->words.v[last].sentence)
        return;
    f->context.sink.nrows = 0;
    ws_evidence_start(&f->context, first, span.start);
    ws_evidence_end(&f->context, last, span.end);
    ws_sink_sum(&f->context.sink, sum);
    propose(f, span, first, last, ws_context_classes(doc, span), types, sum);
}

/* The candidate of @span among the first @sorted; where there is none, a new one of @types
 * behind all.  NULL: it has no chance. */
static struct ws_cand *
cand_for(struct finder *f, uint32_t sorted, struct ws_span span, uint16_t types)
{
    struct ws_doc *doc = f->doc;
    uint32_t all = doc->cands.n;
    struct ws_cand *cand;

    doc->cands.n = sorted; /* search what is sorted */
    cand = cand_at(doc, span);
    doc->cands.n = all;
    if (cand || !types)
        return cand;
    propose_span(f, span, types);
    return doc->cands.n > all ? &doc->cands.v[all] : NULL;
}

/* Rules' hits: make their spans candidates where they are none yet. */
static void
propose_hits(struct finder *f)
{
    struct ws_doc *doc = f->doc;
    uint32_t sorted = doc->cands.n;

    for (uint32_t h = 0; h < doc->hits.n && !f->failed; h++) {
        uint16_t type = (uint16_t)(1 << doc->hits.v[h].type);
        struct ws_cand *cand = cand_for(f, sorted, doc->hits.v[h].span, type);

        if (cand)
            cand->types |= type;
    }
}

/* Add the row of each hit to its candidate: rows move to the end of the list. */
static void
weigh_hits(struct finder *f)
{
    struct ws_doc *doc = f->doc;

    for (uint32_t h = 0; h < doc->hits.n && !f->failed; h++) {
        const struct ws_hit *hit = &doc->hits.v[h];
        struct ws_cand *cand = cand_at(doc, hit->span);
        ws_row row = ws_row_make(WS_ROW_RULE, hit->rule, hit->type, 0);
        const float *weights = ws_weights_find(&doc->pack->weights, row);

        if (!cand)
            continue;
        for (int t = 0; weights && t < WS_MAX_TYPES; t++)
            cand->score[t] += weights[t];
        if (doc->keep_rows) {
            memcpy(f->context.sink.rows, doc->rows.v + cand->first_row, cand->nrows * sizeof row);
            if (cand->nrows < WS_MAX_ROWS)
                f->context.sink.rows[cand->nrows++] = row;
            f->failed |= !keep_rows(doc, cand, f->context.sink.rows, cand->nrows);
        }
    }
}

static void
drop_twins(struct ws_doc *doc)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < doc->cands.n; i++) {
        struct ws_cand *last = n ? &doc->cands.v[n - 1] : NULL;
        struct ws_cand *c = &doc->cands.v[i];

        if (last && last->span.start == c->span.start && last->span.end == c->span.end &&
            last->pattern == c->pattern)
            last->types |= c->types;
        else
            doc->cands.v[n++] = *c;
    }
    doc->cands.n = n;
}

/* Entries above the built-in layer take their places. */
static void
take_own(struct finder *f)
{
    struct ws_doc *doc = f->doc;
    struct ws_own_spans own;
    uint32_t sorted = doc->cands.n;

    f->failed |= !ws_own_find(&f->context, &own);
    f->drops = false;
    for (uint32_t i = 0; i < own.list.n && !f->failed; i++) {
        const struct ws_own_span *at = &own.list.v[i];
        struct ws_cand *cand = cand_for(f, sorted, at->span, at->types);

        if (!cand)
            continue;
        cand->types = at->types;
        for (uint32_t t = 0; t < WS_MAX_TYPES; t++)
            cand->score[t] += WS_OWN_SCORE;
    }
    sort_cands(doc);
}

static whosaid_status
start_finder(struct finder *f, struct ws_doc *doc, whosaid_error *err)
{
    whosaid_status status = ws_context_init(&f->context, doc, err);

    f->doc = doc;
    f->before_of = 0;
    f->drops = f->failed = false;
    if (!status && !ws_list_reserve(&doc->arena, &doc->cands, doc->words.n * 2 + 64))
        status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    return status ? status : ws_profile_words(&f->context, err);
}

whosaid_status
ws_rule_cands(struct ws_doc *doc, whosaid_error *err)
{
    struct finder f;
    whosaid_status status = start_finder(&f, doc, err);
    uint32_t pattern = 0;

    if (status)
        return status;
    for (uint32_t s = 0; s < doc->sentences.n && !f.failed; s++)
        f.failed = !ws_rules_run(&doc->pack->rules, WS_USE_MENTION, &doc->scratch, doc->text.ch,
                                 doc->text.n, doc->sentences.v[s].span.start,
                                 doc->sentences.v[s].span.end, note_hit, doc);
    f.drops = !doc->keep_rows && !doc->hits.n;
    for (uint32_t w = 0; w < doc->words.n && !f.failed; w++) {
        pattern = propose_patterns(&f, pattern, doc->words.v[w].span.start);
        spans_from(&f, w);
    }
    propose_patterns(&f, pattern, doc->text.n);
    if (!f.failed && doc->hits.n) {
        propose_hits(&f);
        sort_cands(doc);
        drop_twins(doc);
        weigh_hits(&f);
    }
    if (!f.failed && doc->pack->lexicon.own)
        take_own(&f);
    return f.failed || f.context.failed ? ws_fail(err, WHOSAID_E_NOMEM, "out of memory")
                                        : WHOSAID_OK;
}
