/*
 * quote/indirect.c - where a clause starts and whether it is reported speech; see indirect.h.
 */
#include "quote/indirect.h"

#include <math.h>

#include "base/chars.h"
#include "base/error.h"

#define MAX_COUNT 200 /* words looked at before a clause's end, or in it */
#define MAX_HEAD  12  /* words of a clause where its own verb stands */

uint32_t
ws_clause_starts(const struct ws_doc *doc, const struct ws_clause *clause,
                 uint32_t starts[WS_CLAUSE_STARTS])
{
    const struct ws_sentence *s = &doc->sentences.v[clause->sentence];
    uint32_t n = 0, from = s->first_word;

    if (clause->word - from >= WS_CLAUSE_STARTS)
        from = clause->word - WS_CLAUSE_STARTS + 1;
    for (uint32_t w = from; w <= clause->word; w++) {
        /* A clause may start with a quote, never inside one. */
        bool inside = w > from && doc->shapes[w].quote != WS_NONE &&
                      doc->shapes[w].quote == doc->shapes[w - 1].quote;
        if (!inside && n < WS_CLAUSE_STARTS)
            starts[n++] = w;
    }
    return n;
}

static enum ws_sym
word_kind(const struct ws_doc *doc, uint32_t w)
{
    const struct ws_shape *shape = &doc->shapes[w];

    if (shape->quote != WS_NONE)
        return WS_SYM_QUOTED;
    if (shape->mention != WS_NONE)
        return WS_SYM_WHOLE;
    if (shape->classes & doc->pack->is.pronoun)
        return WS_SYM_PRONOUN;
    if (shape->say != WS_NONE || shape->classes & doc->pack->is.common_verb)
        return WS_SYM_VERB;
    if (shape->classes & doc->pack->is.connective)
        return WS_SYM_FUNCTION;
    return shape->role != WS_ROLE_NONE ? WS_SYM_NOUN : WS_SYM_OTHER;
}

static bool
is_subject(uint8_t role)
{
    return role == WS_ROLE_TOPIC || role == WS_ROLE_SUBJECT;
}

/* Is there a subject outside quotes in the sentence before the clause's end, not too far? */
static bool
has_subject(const struct ws_doc *doc, const struct ws_clause *clause)
{
    uint32_t w = doc->sentences.v[clause->sentence].first_word;

    if (clause->word - w > MAX_COUNT)
        w = clause->word - MAX_COUNT;
    while (w < clause->word &&
           !(is_subject(doc->shapes[w].role) && doc->shapes[w].quote == WS_NONE))
        w++;
    return w < clause->word;
}

/* @subjects: does the sentence have any before the clause's end? */
static void
weigh_start(struct ws_tally *tally, const struct ws_clause *clause, uint32_t word, bool subjects)
{
    const struct ws_doc *doc = tally->doc;
    uint32_t first = doc->sentences.v[clause->sentence].first_word;

    ws_tally_add(tally, ws_row_make(WS_ROW_START_PLACE, ws_look_bin(clause->word - word, 8),
                                    ws_look_bin(word - first, 4), WS_SYM_NONE));
    if (word == first) {
        ws_tally_add(tally, ws_row_make(WS_ROW_START_BEFORE, WS_SYM_LINE_START, 0,
                                        subjects ? WS_SYM_HOLDS : WS_SYM_NONE));
        return;
    }
    uint32_t end = doc->words.v[word - 1].span.end;
    const struct ws_shape *shape = &doc->shapes[word - 1];
    enum ws_sym gap =
        ws_look_blank(doc, end, doc->words.v[word].span.start) ? WS_SYM_SPACE : WS_SYM_COMMA;
    ws_tally_add(tally,
                 ws_row_make(WS_ROW_START_BEFORE, gap, shape->role, word_kind(doc, word - 1)));
    ws_tally_add(tally, ws_row_make(WS_ROW_START_BEFORE, word_kind(doc, word),
                                    doc->shapes[word].role, WS_SYM_AFTER));
    if (shape->entry != WS_NONE && shape->role == WS_ROLE_NONE)
        ws_tally_add(tally, ws_row_make(WS_ROW_START_WORD, shape->entry, gap, 0));
    if (shape->mention == WS_NONE && doc->text.cls[end - 1] == WS_CH_HANGUL) {
        ws_tally_add(tally, ws_row_runes(WS_ROW_START_TEXT, doc->text.ch + end - 1, 1));
        if (doc->words.v[word - 1].span.start + 1 < end)
            ws_tally_add(tally, ws_row_runes(WS_ROW_START_TEXT, doc->text.ch + end - 2, 2));
    }
}

void
ws_clause_weigh_start(struct ws_tally *tally, const struct ws_clause *clause, uint32_t word)
{
    weigh_start(tally, clause, word, has_subject(tally->doc, clause));
    (void)ws_tally_sum(tally);
}

void
ws_clause_start(struct ws_doc *doc, struct ws_clause *clause)
{
    uint32_t starts[WS_CLAUSE_STARTS], n, best = 0;
    float most = 0;
    bool keep_rows = doc->keep_rows, subjects;

    if (clause->form != WS_CLAUSE_TAIL)
        return;
    n = ws_clause_starts(doc, clause, starts);
    subjects = has_subject(doc, clause);
    doc->keep_rows = false;
    for (uint32_t i = 0; i < n; i++) {
        struct ws_tally tally;
        float sum;

        ws_tally_open(&tally, doc);
        weigh_start(&tally, clause, starts[i], subjects);
        sum = ws_tally_sum(&tally);
        if (i == 0 || sum > most) {
            most = sum;
            best = i;
        }
    }
    doc->keep_rows = keep_rows;
    if (n)
        clause->span.start = doc->words.v[starts[best]].span.start;
}

/* What the subject of the verb may be: a mention, a pronoun, another noun. */
static void
weigh_subject(struct ws_tally *tally, const struct ws_clause *clause, enum ws_sym form)
{
    const struct ws_doc *doc = tally->doc;
    uint32_t w = ws_look_word(doc, clause->span.start);
    uint32_t first = doc->sentences.v[clause->sentence].first_word, steps = 0;
    enum ws_sym before = WS_SYM_NONE, behind = WS_SYM_NONE;

    if (clause->form != WS_CLAUSE_TAIL) {
        uint32_t v = clause->word;
        before = v > first ? word_kind(doc, v - 1) : WS_SYM_NONE;
        behind = v + 1 < doc->words.n ? word_kind(doc, v + 1) : WS_SYM_NONE;
        ws_tally_add(tally, ws_row_make(WS_ROW_CLAUSE_SUBJECT, before, form, WS_SYM_NONE));
        ws_tally_add(tally, ws_row_make(WS_ROW_CLAUSE_SUBJECT, behind, form, WS_SYM_AFTER));
        return;
    }
    while (w-- > first && steps++ < 20 && before == WS_SYM_NONE)
        if (doc->shapes[w].quote == WS_NONE && is_subject(doc->shapes[w].role))
            before = word_kind(doc, w);
    for (w = clause->word + 1;
         w < doc->words.n && doc->words.v[w].span.start < clause->cue.span.start; w++)
        if (doc->shapes[w].quote == WS_NONE && is_subject(doc->shapes[w].role))
            behind = word_kind(doc, w);
    ws_tally_add(tally, ws_row_make(WS_ROW_CLAUSE_SUBJECT, before, behind, form));
}

/* How much of the clause stands between marks. */
static enum ws_sym
quoted_inside(const struct ws_doc *doc, const struct ws_clause *clause)
{
    uint32_t quoted = 0, all = 0;

    for (uint32_t w = ws_look_word(doc, clause->span.start);
         w < doc->words.n && doc->words.v[w].span.start < clause->span.end && all < MAX_COUNT;
         w++) {
        quoted += doc->shapes[w].quote != WS_NONE;
        all++;
    }
    return quoted == 0 ? WS_SYM_NONE : 2 * quoted > all ? WS_SYM_WHOLE : WS_SYM_PART;
}

static void
weigh_word(struct ws_tally *tally, uint32_t w, enum ws_sym where)
{
    const struct ws_doc *doc = tally->doc;

    if (w < doc->words.n && doc->shapes[w].entry != WS_NONE)
        ws_tally_add(tally, ws_row_make(WS_ROW_CLAUSE_WORD, doc->shapes[w].entry, where, 0));
}

/* What a clause begins with. */
static enum ws_sym
head_kind(const struct ws_doc *doc, uint32_t w)
{
    switch (ws_look_pos(doc, w)) {
    case WS_POS_PREP:
        return WS_SYM_BEFORE;
    case WS_POS_AUX:
        return WS_SYM_VERB;
    case WS_POS_DET:
        return WS_SYM_NOUN;
    case WS_POS_CONJ:
        return WS_SYM_CONNECTIVE;
    case WS_POS_WH:
        return WS_SYM_ASK;
    default:
        return word_kind(doc, w);
    }
}

/* Does the clause have a verb of its own, and is what stands before its verb of saying reported by
 * that already: “…,” she said [in a letter]? */
static void
weigh_inside(struct ws_tally *tally, const struct ws_clause *clause, enum ws_sym form)
{
    const struct ws_doc *doc = tally->doc;
    uint32_t first = ws_look_word(doc, clause->span.start), verbs = 0, w;
    enum ws_sym before = WS_SYM_NONE, opened = clause->tail != WS_NONE ? WS_SYM_PART : WS_SYM_NONE;

    for (w = first;
         w < doc->words.n && w < first + MAX_HEAD && doc->words.v[w].span.start < clause->span.end;
         w++)
        verbs += ws_look_pos(doc, w) == WS_POS_AUX
                     ? 2
                     : (doc->shapes[w].classes & doc->pack->is.common_verb) != 0;
    for (w = clause->word; w > doc->sentences.v[clause->sentence].first_word &&
                           before == WS_SYM_NONE && clause->word - w < MAX_HEAD;) {
        w--;
        before = doc->shapes[w].quote != WS_NONE ? WS_SYM_QUOTED
                 : doc->shapes[w].say != WS_NONE ? WS_SYM_CUE
                                                 : WS_SYM_NONE;
    }
    ws_tally_add(tally, ws_row_make(WS_ROW_CLAUSE_INSIDE, form,
                                    verbs > 1 ? WS_SYM_VERB
                                    : verbs   ? WS_SYM_WEAK
                                              : WS_SYM_NONE,
                                    opened));
    ws_tally_add(tally,
                 ws_row_make(WS_ROW_CLAUSE_INSIDE, form, head_kind(doc, first), WS_SYM_START));
    ws_tally_add(tally, ws_row_make(WS_ROW_CLAUSE_INSIDE, form, before, WS_SYM_BEFORE));
    ws_tally_add(tally,
                 ws_row_make(WS_ROW_CLAUSE_INSIDE, before, head_kind(doc, first), WS_SYM_AFTER));
    for (w = first + 1;
         w < doc->words.n && w < first + MAX_HEAD && doc->words.v[w].span.start < clause->span.end;
         w++)
        if (ws_look_pos(doc, w) == WS_POS_AUX || ws_look_pos(doc, w) == WS_POS_PREP) {
            weigh_word(tally, w, WS_SYM_HOLDS);
            break;
        }
}

void
ws_clause_weigh(struct ws_tally *tally, const struct ws_clause *clause)
{
    static const enum ws_sym forms[] = {WS_SYM_TAILED, WS_SYM_AFTER, WS_SYM_BEFORE};
    const struct ws_doc *doc = tally->doc;
    enum ws_sym form = forms[clause->form], weak = clause->cue.weak ? WS_SYM_WEAK : WS_SYM_STRONG;
    uint32_t verb = ws_look_word(doc, clause->cue.span.start),
             last = ws_look_word(doc, clause->cue.span.end - 1);
    bool opened = clause->form == WS_CLAUSE_THAT && clause->tail != WS_NONE;

    ws_tally_add(tally,
                 ws_row_make(WS_ROW_CLAUSE_KIND, form, weak, opened ? WS_SYM_PART : WS_SYM_NONE));
    ws_tally_add(tally,
                 ws_row_make(WS_ROW_CLAUSE_KIND, form, WS_SYM_HOLDS, quoted_inside(doc, clause)));
    ws_tally_add(tally, ws_row_make(WS_ROW_CLAUSE_VERB, clause->cue.entry, form, 0));
    if (clause->tail != WS_NONE)
        ws_tally_add(tally, ws_row_make(WS_ROW_CLAUSE_TAIL, clause->tail, 0, 0));
    ws_tally_add(tally, ws_row_make(WS_ROW_CLAUSE_GAP, ws_look_bin(clause->cue.gap, 6), weak,
                                    clause->cue.object ? WS_SYM_HOLDS : WS_SYM_NONE));
    ws_tally_add(tally, ws_row_make(WS_ROW_CLAUSE_GAP, ws_look_bin(ws_span_len(clause->span), 11),
                                    WS_SYM_WHOLE, form));
    weigh_subject(tally, clause, form);
    if (clause->form != WS_CLAUSE_TAIL)
        weigh_inside(tally, clause, form);
    weigh_word(tally, last + 1, WS_SYM_AFTER);
    if (verb > 0)
        weigh_word(tally, verb - 1, WS_SYM_BEFORE);
    weigh_word(tally, ws_look_word(doc, clause->span.start), WS_SYM_INSIDE);
    if (last < doc->words.n) {
        uint32_t end = doc->words.v[last].span.end;
        ws_tally_add(tally,
                     ws_row_make(WS_ROW_CLAUSE_GAP, 0, form,
                                 doc->text.cls[end] == WS_CH_STOP ? WS_SYM_STOP : WS_SYM_NONE));
    }
    (void)ws_tally_sum(tally);
}

struct ws_quote
ws_clause_quote(const struct ws_doc *doc, const struct ws_clause *clause)
{
    return (struct ws_quote){.span = clause->span,
                             .outer = {clause->span.start, clause->outer_end},
                             .type = WS_QUOTE_INDIRECT,
                             .sentence = clause->sentence,
                             .parent = WS_NONE,
                             .entry = clause->tail,
                             .cue = ws_cue_word(doc, clause->cue.span),
                             .cue_entry = clause->cue.entry,
                             .matches = WS_NONE,
                             .continues = WS_NONE};
}

/* Where a clause of @score goes: a new quote, or that of the clause before it, since two
 * verbs may claim one clause and the better score has it.  NULL: nowhere, or (*failed)
 * memory is out. */
static struct ws_quote *
place_for(struct ws_doc *doc, struct ws_span span, float score, bool *failed)
{
    struct ws_quote *last = doc->quotes.n ? &doc->quotes.v[doc->quotes.n - 1] : NULL;

    if (!last || last->type != WS_QUOTE_INDIRECT || !ws_span_overlap(last->span, span) ||
        ws_span_len(last->span) > 3 * ws_span_len(span) ||
        ws_span_len(span) > 3 * ws_span_len(last->span)) {
        last = ws_list_add(&doc->arena, &doc->quotes);
        *failed = !last;
        return last;
    }
    if (last->score < score)
        return last;
    return NULL;
}

whosaid_status
ws_indirect_find(struct ws_doc *doc, whosaid_error *err)
{
    struct ws_clauses clauses;
    whosaid_status status = ws_clauses_find(doc, &clauses, err);

    for (uint32_t k = 0; k < clauses.list.n && status == WHOSAID_OK; k++) {
        struct ws_clause *clause = &clauses.list.v[k];
        struct ws_tally tally;
        struct ws_quote *quote;
        float score;

        ws_clause_start(doc, clause);
        ws_tally_open(&tally, doc);
        ws_clause_weigh(&tally, clause);
        score = 1.0f / (1.0f + expf(-tally.sum));
        if (score < 0.5f) {
            doc->rows.n = tally.first;
            continue;
        }
        quote = place_for(doc, clause->span, score, &tally.failed);
        if (tally.failed)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        if (!quote)
            continue;
        *quote = ws_clause_quote(doc, clause);
        quote->score = score;
        quote->first_row = tally.first;
        quote->nrows = doc->rows.n - tally.first;
    }
    return status;
}
