/*
 * rule/cands.c - propose spans; see cands.h.
 */
#include "rule/cands.h"

#include <stdlib.h>
#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "rule/evidence.h"

#define MAX_WORDS  7     /* of one span */
#define MAX_STARTS 6     /* in one word */
#define MAX_LENGTH 60    /* characters of one span */
#define USER_SCORE 50.0f /* of a user's own entry: above any sum of weights */

struct ws_sums {
    float sum[WS_MAX_TYPES];
};

/* The state of one run. */
struct finder {
    struct ws_doc *doc;
    struct ws_context context;
    uint16_t name_types; /* bits of the types a name may have */
    uint16_t title_type;
    uint64_t plain;  /* classes of words that are no names */
    uint64_t breaks; /* those that no name of several words has inside */
    struct {
        uint64_t classes;
        uint8_t type;
    } named[WS_MAX_TYPES]; /* the classes that speak for a type */
    uint32_t nnamed;
    struct ws_sink sink; /* rows before the start at hand, then those of a span */
    bool looked;         /* the rows before the start at hand are there */
    uint32_t nbefore;    /* how many they are */
    float before[WS_MAX_TYPES];
    WS_LIST(struct ws_sums) behind; /* sums behind each place used so far */
    uint32_t *behind_at;            /* per character: 1 + index in behind; 0: not yet */
    bool failed;
};

/* Types that a set of classes speaks for. */
static uint16_t
types_of(const struct finder *f, uint64_t classes)
{
    uint16_t types = 0;

    for (uint32_t t = 0; t < f->nnamed; t++)
        types |= (uint16_t)((classes & f->named[t].classes ? 1 : 0) << f->named[t].type);
    return types;
}

/* Sums behind @end, worked out once a place. */
static const float *
sums_behind(struct finder *f, uint32_t w, uint32_t end)
{
    if (!f->behind_at[end]) {
        struct ws_sums *sums = ws_list_add(&f->doc->arena, &f->behind);

        if (!sums) {
            f->failed = true;
            return f->before;
        }
        f->sink.nrows = f->nbefore;
        ws_evidence_behind(&f->context, &f->sink, w, end);
        ws_sink_sum(&f->sink, f->nbefore, sums->sum);
        f->behind_at[end] = f->behind.n;
    }
    return f->behind.v[f->behind_at[end] - 1].sum;
}

/* Rows before @start of word @w, for all spans that start there. */
static void
look_before(struct finder *f, uint32_t w, uint32_t start)
{
    f->looked = true;
    f->sink.nrows = 0;
    ws_evidence_before(&f->context, &f->sink, w, start);
    f->nbefore = f->sink.nrows;
    memset(f->before, 0, sizeof f->before);
    ws_sink_sum(&f->sink, 0, f->before);
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
    struct ws_cand *cand = ws_list_add(&doc->arena, &doc->cands);

    if (!cand) {
        f->failed = true;
        return NULL;
    }
    *cand =
        (struct ws_cand){.span = span, .sentence = sentence, .types = types, .pattern = WS_NONE};
    memcpy(cand->score, sum, sizeof cand->score);
    if (doc->keep_rows)
        f->failed = !keep_rows(doc, cand, f->sink.rows, f->sink.nrows);
    return cand;
}

/* A span of words [first, last], an entry of @classes: rows, sums, and into the list. */
static void
propose(struct finder *f, struct ws_span span, uint32_t first, uint32_t last, uint64_t classes,
        uint16_t types)
{
    struct ws_doc *doc = f->doc;
    const float *behind;
    float sum[WS_MAX_TYPES];

    if (!types || f->failed)
        return;
    if (!f->looked)
        look_before(f, first, span.start);
    behind = sums_behind(f, last, span.end);
    for (int t = 0; t < WS_MAX_TYPES; t++)
        sum[t] = f->before[t] + behind[t];
    f->sink.nrows = f->nbefore;
    ws_evidence_span(&f->context, &f->sink, span, first, last, classes);
    ws_sink_sum(&f->sink, f->nbefore, sum);
    if (doc->keep_rows)
        ws_evidence_behind(&f->context, &f->sink, last, span.end);
    add_cand(f, span, doc->words.v[first].sentence, types, sum);
}

/* Types by the user's own entries that cover the span exactly: they take it outright. */
static uint16_t
user_types(const struct finder *f, struct ws_span span)
{
    const struct ws_doc *doc = f->doc;
    uint16_t types = 0;

    for (uint32_t k = doc->match_at[span.start]; k < doc->match_at[span.start + 1]; k++) {
        const struct ws_match *m = &doc->matches.v[k];

        if (m->span.end == span.end && doc->pack->lexicon.entries[m->entry].flags & WS_ENTRY_USER)
            types |= types_of(f, m->classes);
    }
    return types;
}

/* Does the span end like a title? */
static bool
ends_as_title(struct finder *f, struct ws_span span)
{
    const struct ws_class_sets *is = &f->doc->pack->is;

    return ws_context_ending(&f->context, span.start, span.end, is->title | is->title_suffix)
               .entry != 0;
}

static bool
is_capital(const struct finder *f, uint32_t at)
{
    return f->doc->text.cls[at] == WS_CH_UPPER;
}

/* Is it a family name and a listed given name? */
static bool
looks_like_name(const struct finder *f, struct ws_span span)
{
    const struct ws_class_sets *is = &f->doc->pack->is;

    if (!(f->doc->pack->features & WS_FEATURE_FAMILY_FIRST) || ws_span_len(span) > 4)
        return !(f->doc->pack->features & WS_FEATURE_FAMILY_FIRST);
    for (uint32_t cut = span.start + 1; cut <= span.start + 2 && cut < span.end; cut++)
        if (ws_doc_classes(f->doc, (struct ws_span){span.start, cut}) & is->family &&
            ws_doc_classes(f->doc, (struct ws_span){cut, span.end}) & is->given)
            return true;
    return false;
}

/* Is it a listed word that names nothing? */
static bool
is_plain(const struct finder *f, uint64_t classes)
{
    return classes && !(classes & ~f->plain);
}

/* A family name alone is one only before what names carry: 김 대표, 김씨, 김·이 의원. */
static bool
may_be_family(const struct finder *f, struct ws_span span, uint32_t w)
{
    const struct ws_doc *doc = f->doc;
    const struct ws_class_sets *is = &doc->pack->is;
    uint64_t carried =
        is->title | is->honorific | is->role | is->title_status | is->org | is->title_suffix;
    struct ws_span word = doc->words.v[w].span;

    if (span.end < word.end)
        return ws_doc_longest(doc, span.end, carried) != NULL;
    if (doc->text.cls[span.end] == WS_CH_COMMA || doc->text.cls[span.end] == WS_CH_OPEN)
        return true;
    return w + 1 < doc->words.n && (f->context.words[w + 1].classes & carried ||
                                    f->context.words[w + 1].ends_with & carried);
}

/* Is there a longer stem of the word that is in a list, and this one is in none, or but a
 * letter of it? */
static bool
is_cut_short(const struct finder *f, struct ws_span span, uint32_t w, uint64_t classes)
{
    const struct ws_context_word *word = &f->context.words[w];

    return word->classes && span.end < word->stem_end && (!classes || ws_span_len(span) == 1);
}

/* Can @span of word @w be no name, by what the lists say? */
static bool
is_no_name(const struct finder *f, struct ws_span span, uint32_t w, uint64_t classes)
{
    const struct ws_class_sets *is = &f->doc->pack->is;

    if (!(f->doc->pack->features & WS_FEATURE_STEMS) ||
        f->doc->text.cls[span.start] != WS_CH_HANGUL)
        return is_plain(f, classes) && ws_span_len(span) > 1;
    if (ws_span_len(span) == 1)
        return !(classes &
                 ((is->place | is->org) & ~is->place_suffix & ~is->org_suffix & ~is->org_unit)) &&
               !may_be_family(f, span, w);
    if (is_cut_short(f, span, w, classes))
        return true;
    /* a listed stem with its particle still on is no name: 총재가 */
    return (is_plain(f, classes) || (!classes && f->context.words[w].classes)) &&
           !looks_like_name(f, span);
}

/* Types of a span inside one word. */
static uint16_t
types_in_word(struct finder *f, struct ws_span span, uint32_t w, uint64_t classes)
{
    uint16_t types = classes ? types_of(f, classes) & (f->name_types | f->title_type) : 0;
    enum ws_sym shape;

    if (is_no_name(f, span, w, classes))
        return types;
    shape = ws_context_shape(f->doc, span);
    if (shape == WS_SYM_LOWER_CASE ||
        (shape == WS_SYM_NUMBERED && f->doc->text.cls[span.start] == WS_CH_DIGIT))
        return types;
    types |= f->name_types;
    if (f->doc->pack->features & WS_FEATURE_STEMS && ends_as_title(f, span))
        types |= f->title_type;
    return types;
}

/* Why spans may go on over further words, as far as the words so far tell. */
struct run {
    bool bare;          /* no word before the last takes a particle */
    bool capitals;      /* capitalised words, and short ones that join them */
    bool foreign;       /* every word could be a part of a foreign name */
    bool known;         /* one of them is known as such */
    bool unlisted;      /* none is in any list */
    uint32_t entry_end; /* of the longest entry at the start */
};

static struct run
start_run(const struct finder *f, uint32_t first, uint32_t start)
{
    const struct ws_doc *doc = f->doc;
    bool stems = doc->pack->features & WS_FEATURE_STEMS;
    uint32_t k = doc->match_at[start];

    return (struct run){.bare = stems,
                        .capitals = is_capital(f, doc->words.v[first].span.start),
                        .foreign = stems,
                        .unlisted = true,
                        .entry_end = k < doc->match_at[start + 1] ? doc->matches.v[k].span.end : 0};
}

/* Word @w becomes an inner word of the run: another follows it. */
static void
go_on(const struct finder *f, struct run *run, uint32_t first, uint32_t w)
{
    const struct ws_doc *doc = f->doc;
    const struct ws_class_sets *is = &doc->pack->is;
    const struct ws_context_word *word = &f->context.words[w];
    struct ws_span span = doc->words.v[w].span;

    bool breaks = word->classes && !(word->classes & ~f->breaks);

    run->bare = run->bare && !breaks && !word->has_tail && w - first < 3;
    if (w > first)
        run->capitals = run->capitals &&
                        (is_capital(f, span.start) || doc->text.cls[span.start] == WS_CH_DIGIT ||
                         (word->classes & is->function && ws_span_len(span) <= 3));
    run->foreign = run->foreign && !breaks && w - first < 3 &&
                   doc->text.cls[span.start] == WS_CH_HANGUL && ws_span_len(span) <= 6 &&
                   (!word->has_tail || word->classes & (is->foreign | is->full_name | is->given));
    run->known = run->known || word->classes & is->foreign;
    run->unlisted = run->unlisted && !word->classes && !word->ends_with;
}

static bool
is_over(const struct run *run, uint32_t next_start)
{
    return !run->bare && !run->capitals && !run->foreign && run->entry_end <= next_start;
}

/* Is the run with the last word cut at @end a foreign name: a part is known as such, or
 * both of two words are in no list? */
static bool
is_foreign(const struct finder *f, const struct run *run, uint32_t first, uint32_t last,
           uint32_t end)
{
    const struct ws_doc *doc = f->doc;
    struct ws_span word = {doc->words.v[last].span.start, end};
    uint64_t classes;

    if (!run->foreign || doc->text.cls[word.start] != WS_CH_HANGUL || ws_span_len(word) > 6)
        return false;
    if (run->known)
        return true;
    classes = ws_doc_classes(doc, word);
    return classes & doc->pack->is.foreign ||
           (run->unlisted && last == first + 1 && !classes && !f->context.words[last].ends_with);
}

/* Types of a span whose words take no particles, by what it ends with. */
static uint16_t
types_by_ending(struct finder *f, struct ws_span span, uint32_t first, uint32_t last)
{
    const struct ws_class_sets *is = &f->doc->pack->is;
    uint64_t names = is->org_suffix | is->org_unit | is->place_suffix;
    struct ws_span word = {f->doc->words.v[last].span.start, span.end};
    uint64_t classes = ws_doc_classes(f->doc, word);
    struct ws_ending ending = ws_context_ending(&f->context, f->doc->words.v[last].span.start,
                                                span.end, names | is->title_suffix | is->title);
    uint16_t types = 0;

    if (is_plain(f, classes) || is_cut_short(f, word, last, classes))
        return 0;
    if (ending.classes & names || (is_capital(f, span.start) && last == first + 1))
        types |= f->name_types;
    if (ending.classes & (is->title_suffix | is->title))
        types |= f->title_type;
    return types;
}

/* Types of a span over several words, by the reason for it; 0: no reason. */
static uint16_t
types_over_words(struct finder *f, const struct run *run, struct ws_span span, uint32_t first,
                 uint32_t last, uint64_t classes)
{
    uint16_t types = classes ? types_of(f, classes) & (f->name_types | f->title_type) : 0;
    uint32_t start = f->doc->words.v[last].span.start;

    if (run->capitals && (is_capital(f, start) || f->doc->text.cls[start] == WS_CH_DIGIT))
        types |= f->name_types;
    if (is_foreign(f, run, first, last, span.end))
        types |= f->name_types;
    if (run->bare)
        types |= types_by_ending(f, span, first, last);
    return types;
}

/* Places in word @w where a span may start: its start, changes of letter, ends of entries. */
static uint32_t
find_starts(const struct finder *f, uint32_t w, uint32_t starts[MAX_STARTS])
{
    const struct ws_doc *doc = f->doc;
    const struct ws_class_sets *is = &doc->pack->is;
    struct ws_span word = doc->words.v[w].span;
    uint64_t names = f->context.words[w].names;
    uint32_t n = 0;

    if (word.start > 0 && !ws_ch_is_word(doc->text.cls[word.start - 1])) {
        uint32_t sign = word.start - 1; /* ㈜LG */

        if (ws_doc_classes(doc, (struct ws_span){sign, word.start}) & is->org_prefix)
            starts[n++] = sign;
    }
    starts[n++] = word.start;
    for (uint32_t at = word.start + 1; at < word.end && n < MAX_STARTS; at++) {
        uint8_t a = doc->text.cls[at - 1], b = doc->text.cls[at];
        bool change = a != b && (a == WS_CH_HANGUL || b == WS_CH_HANGUL || a == WS_CH_HAN) &&
                      b != WS_CH_DIGIT && ws_ch_is_word(a) && ws_ch_is_word(b);
        bool sign = !ws_ch_is_word(a) && a != WS_CH_QUOTE && a != WS_CH_STOP && ws_ch_is_word(b);

        if (a == WS_CH_DIGIT && b == WS_CH_HANGUL)
            change = false;
        if (!change && !sign && a == WS_CH_HANGUL && b == WS_CH_HANGUL && at - word.start >= 2 &&
            at - word.start < 64 && names >> (at - word.start) & 1) {
            const struct ws_match *next = ws_doc_longest(doc, at, ~is->common);

            change = next && ws_span_len(next->span) >= 2;
        }
        if (change || sign)
            starts[n++] = at;
    }
    return n;
}

/* Does word @w follow word @w - 1 closely enough to go on with a name? */
static bool
follows(const struct finder *f, uint32_t w)
{
    const struct ws_doc *doc = f->doc;
    enum ws_sym gap;

    if (doc->words.v[w].sentence != doc->words.v[w - 1].sentence)
        return false;
    gap = ws_context_gap(doc, doc->words.v[w - 1].span.end, doc->words.v[w].span.start);
    if (gap == WS_SYM_SPACE || gap == WS_SYM_HYPHEN || gap == WS_SYM_DOT)
        return true;
    if (gap == WS_SYM_FULL_STOP) /* initials and abbreviations: John F. Kennedy, St. Louis */
        return ws_span_len(doc->words.v[w - 1].span) <= 2 ||
               f->context.ends.v[f->context.words[w - 1].first_end] > doc->words.v[w - 1].span.end;
    return gap == WS_SYM_OTHER && doc->words.v[w].span.start - doc->words.v[w - 1].span.end <= 3 &&
           doc->text.ch[doc->words.v[w - 1].span.end + 1] == '&';
}

/* The spans that start at @start of word @first and end in word @w. */
static void
spans_to(struct finder *f, const struct run *run, uint32_t first, uint32_t start, uint32_t w)
{
    struct ws_doc *doc = f->doc;
    const struct ws_context_word *word = &f->context.words[w];

    for (uint32_t i = word->nends; i-- > 0;) { /* nearest end first: candidates stay sorted */
        struct ws_span span = {start, f->context.ends.v[word->first_end + i]};
        uint16_t user, types;
        uint64_t classes;

        if (span.end <= start)
            continue;
        classes = ws_doc_classes(doc, span);
        user = doc->pack->has_user && classes ? user_types(f, span) : 0;
        types = w == first ? types_in_word(f, span, w, classes)
                           : types_over_words(f, run, span, first, w, classes);
        propose(f, span, first, w, classes, user ? user : types);
        if (user && !f->failed)
            for (int t = 0; t < WS_MAX_TYPES; t++)
                doc->cands.v[doc->cands.n - 1].score[t] += USER_SCORE;
    }
}

/* All spans that start at @start of word @first. */
static void
spans_from(struct finder *f, uint32_t first, uint32_t start)
{
    struct ws_doc *doc = f->doc;
    struct run run = start_run(f, first, start);

    f->looked = false;
    for (uint32_t w = first; w < doc->words.n && w < first + MAX_WORDS && !f->failed; w++) {
        if (w > first) {
            if (!follows(f, w) || doc->words.v[w].span.end - start > MAX_LENGTH)
                break;
            go_on(f, &run, first, w - 1);
            if (is_over(&run, doc->words.v[w].span.start))
                break;
        }
        spans_to(f, &run, first, start, w);
    }
}

static void
propose_pattern(struct finder *f, uint32_t index)
{
    const struct ws_pattern *pattern = &f->doc->patterns.v[index];
    float sum[WS_MAX_TYPES] = {0};
    struct ws_cand *cand;

    f->sink.nrows = 0;
    ws_evidence_pattern(&f->context, &f->sink, pattern);
    ws_sink_sum(&f->sink, 0, sum);
    cand = add_cand(f, pattern->span, ws_doc_sentence(f->doc, pattern->span.start),
                    (uint16_t)(1 << pattern->type), sum);
    if (cand)
        cand->pattern = index;
}

/* A rule's hit is evidence for the candidate it names; a new one where there is none. */
struct hit_state {
    struct finder *f;
};

static bool
note_hit(void *user, const struct ws_rules *rules, uint32_t rule, const PCRE2_SIZE *ovector,
         uint32_t ngroups)
{
    struct ws_doc *doc = ((struct hit_state *)user)->f->doc;
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

/* Where the sorted run that starts at @from ends. */
static uint32_t
run_end(const struct ws_doc *doc, uint32_t from)
{
    uint32_t i = from + 1;

    while (i < doc->cands.n && by_place(&doc->cands.v[i - 1], &doc->cands.v[i]) <= 0)
        i++;
    return i < doc->cands.n ? i : doc->cands.n;
}

/* Names come sorted, and so do patterns: two runs become one.  Anything else is sorted. */
static bool
sort_cands(struct ws_doc *doc)
{
    uint32_t n = doc->cands.n, cut = run_end(doc, 0), a = 0, b = cut;
    struct ws_cand *v = doc->cands.v, *out;

    if (cut == n)
        return true;
    if (run_end(doc, cut) < n) {
        qsort(v, n, sizeof *v, by_place);
        return true;
    }
    out = ws_arena_alloc(&doc->arena, n * sizeof *out);
    if (!out)
        return false;
    for (uint32_t i = 0; i < n; i++)
        out[i] = b == n || (a < cut && by_place(&v[a], &v[b]) <= 0) ? v[a++] : v[b++];
    doc->cands.v = out;
    doc->cands.room = n;
    return true;
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

/* Rules' hits: make their spans candidates where they are none yet. */
static void
propose_hits(struct finder *f)
{
    struct ws_doc *doc = f->doc;
    uint32_t sorted = doc->cands.n;

    for (uint32_t h = 0; h < doc->hits.n && !f->failed; h++) {
        struct ws_span span = doc->hits.v[h].span;
        uint32_t first = doc->word_at[span.start], last = doc->word_at[span.end - 1];
        struct ws_cand *cand;
        uint32_t all = doc->cands.n;

        if (first == WS_NONE || last == WS_NONE || doc->words.v[first].sentence == WS_NONE ||
            doc->words.v[first].sentence != doc->words.v[last].sentence)
            continue;
        doc->cands.n = sorted; /* search what is sorted */
        cand = cand_at(doc, span);
        doc->cands.n = all;
        if (cand) {
            cand->types |= (uint16_t)(1 << doc->hits.v[h].type);
            continue;
        }
        f->looked = false;
        propose(f, span, first, last, ws_doc_classes(doc, span),
                (uint16_t)(1 << doc->hits.v[h].type));
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
            memcpy(f->sink.rows, doc->rows.v + cand->first_row, cand->nrows * sizeof row);
            if (cand->nrows < WS_MAX_ROWS)
                f->sink.rows[cand->nrows++] = row;
            f->failed = !keep_rows(doc, cand, f->sink.rows, cand->nrows);
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

static whosaid_status
start_finder(struct finder *f, struct ws_doc *doc, whosaid_error *err)
{
    static const char *const names[] = {"PERSON", "ORG", "LOCATION"};
    const struct ws_class_sets *is = &doc->pack->is;
    int title = ws_types_type(doc->pack->types, "TITLE", 5);

    memset(f, 0, sizeof *f);
    f->doc = doc;
    f->sink.weights = &doc->pack->weights;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int type = ws_types_type(doc->pack->types, names[i], strlen(names[i]));
        f->name_types |= (uint16_t)(type < 0 ? 0 : 1 << type);
    }
    f->title_type = (uint16_t)(title < 0 ? 0 : 1 << title);
    for (uint8_t t = 0; t < doc->pack->types->ntypes; t++) {
        uint64_t classes = doc->pack->types->types[t].classes;

        if (classes) {
            f->named[f->nnamed].classes = classes;
            f->named[f->nnamed++].type = t;
        }
    }
    f->breaks = (is->common & ~is->common_noun) | is->function | is->connective | is->verb_say |
                is->pronoun;
    f->plain = is->common | is->org_generic | is->role | is->function | is->connective |
               is->verb_say | is->noun_say | is->pronoun | is->number | is->unit_quantity |
               is->unit_time | is->approx | is->relative | is->modifier | is->part | is->month |
               is->weekday;
    if (!ws_list_reserve(&doc->arena, &doc->cands, doc->words.n * 2 + 64) ||
        !ws_list_reserve(&doc->arena, &f->behind, doc->words.n * 2 + 64))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    f->behind_at = ws_arena_zalloc(&doc->arena, (doc->text.n + 2) * sizeof *f->behind_at);
    if (!f->behind_at)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    return ws_context_init(&f->context, doc, err);
}

whosaid_status
ws_rule_cands(struct ws_doc *doc, whosaid_error *err)
{
    struct finder f;
    struct hit_state state = {&f};
    whosaid_status status = start_finder(&f, doc, err);

    if (status)
        return status;
    for (uint32_t w = 0; w < doc->words.n && !f.failed; w++) {
        uint32_t starts[MAX_STARTS];
        uint32_t n = doc->words.v[w].sentence == WS_NONE ? 0 : find_starts(&f, w, starts);

        for (uint32_t i = 0; i < n && !f.failed; i++)
            spans_from(&f, w, starts[i]);
    }
    for (uint32_t i = 0; i < doc->patterns.n && !f.failed; i++)
        if (ws_doc_sentence(doc, doc->patterns.v[i].span.start) != WS_NONE)
            propose_pattern(&f, i);
    f.failed = f.failed || !sort_cands(doc);
    for (uint32_t s = 0; s < doc->sentences.n && !f.failed; s++)
        f.failed = !ws_rules_run(&doc->pack->rules, "mention", &doc->scratch, doc->text.ch,
                                 doc->text.n, doc->sentences.v[s].span.start,
                                 doc->sentences.v[s].span.end, note_hit, &state);
    if (!f.failed && doc->hits.n) {
        propose_hits(&f);
        f.failed = f.failed || !sort_cands(doc);
        drop_twins(doc);
        weigh_hits(&f);
    }
    return f.failed || f.context.failed ? ws_fail(err, WHOSAID_E_NOMEM, "out of memory")
                                        : WHOSAID_OK;
}
