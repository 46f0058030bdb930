/*
 * quote/marks.c - see marks.h.
 *
 * One pass over each paragraph with a small stack of open marks.  A closing mark takes
 * the nearest open one of its kind and drops what was opened above it, so that one stray
 * mark cannot swallow the rest.  Straight marks, and curly ones that stand the wrong way,
 * are read by the stack and by their neighbours: an opening mark has a blank before it
 * and none behind it.
 */
#include "quote/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "doc/look.h"

#define MAX_LABEL 40 /* characters before the colon */

enum side { SIDE_NONE, SIDE_OPEN, SIDE_CLOSE, SIDE_BOTH };

struct mark {
    struct ws_span span;
    uint8_t kind;
    enum side side;
};

struct state {
    struct ws_doc *doc;
    struct ws_pairs *pairs;
    struct ws_span line;
    struct mark open[WS_MARKS_DEPTH];
    uint32_t depth;
    uint32_t behind; /* where the words behind the last pair's tail start */
    uint32_t first;  /* first pair of this line */
    bool failed;
};

/* The quotation mark at @at, a mark or a sign; kinds bracket and title are none. */
static bool
mark_at(const struct ws_doc *doc, uint32_t at, struct mark *mark)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    const struct ws_entry *entry = NULL;
    uint32_t n = 1;
    uint8_t side;

    if (doc->text.ch[at + 1] == doc->text.ch[at]) {
        n = 2;
        entry = ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + at, n);
    }
    if (!entry || !entry->mark) {
        n = 1;
        entry = ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + at, n);
    }
    if (!entry)
        return false;
    mark->span = (struct ws_span){at, at + n};
    if (entry->mark & WS_MARK_IS_DOUBLE)
        mark->kind = WS_MARK_DOUBLE;
    else if (entry->mark & WS_MARK_IS_SINGLE)
        mark->kind = WS_MARK_SINGLE;
    else if (entry->mark & WS_MARK_IS_CORNER)
        mark->kind = WS_MARK_CORNER;
    else
        return false;
    side = entry->mark & (WS_MARK_OPENS | WS_MARK_CLOSES);
    mark->side = side == WS_MARK_OPENS    ? SIDE_OPEN
                 : side == WS_MARK_CLOSES ? SIDE_CLOSE
                                          : SIDE_BOTH;
    return true;
}

static bool
is_cased(uint8_t cls)
{
    return cls == WS_CH_UPPER || cls == WS_CH_LOWER || cls == WS_CH_DIGIT;
}

/* don't, Trump’s, 6'4: no quotation mark. */
static bool
is_apostrophe(const struct ws_text *text, const struct mark *mark)
{
    return mark->kind == WS_MARK_SINGLE && mark->side != SIDE_OPEN && mark->span.start > 0 &&
           is_cased(text->cls[mark->span.start - 1]) && is_cased(text->cls[mark->span.end]);
}

/* A blank or an opening bracket before it, and a word behind it. */
static bool
looks_open(const struct state *s, const struct mark *mark)
{
    const uint8_t *cls = s->doc->text.cls;
    uint8_t before = mark->span.start > s->line.start ? cls[mark->span.start - 1] : WS_CH_NEWLINE;
    uint8_t after = mark->span.end < s->line.end ? cls[mark->span.end] : WS_CH_NEWLINE;

    return (ws_ch_is_blank(before) || before == WS_CH_OPEN || before == WS_CH_DASH ||
            before == WS_CH_QUOTE) &&
           !ws_ch_is_blank(after) && after != WS_CH_STOP && after != WS_CH_CLOSE;
}

/* A word before it, and a blank, a sign or the words that report behind it. */
static bool
looks_close(const struct state *s, const struct mark *mark)
{
    const uint8_t *cls = s->doc->text.cls;
    uint8_t before = mark->span.start > s->line.start ? cls[mark->span.start - 1] : WS_CH_NEWLINE;
    uint8_t after = mark->span.end < s->line.end ? cls[mark->span.end] : WS_CH_NEWLINE;
    uint32_t end;

    if (ws_ch_is_blank(before) || before == WS_CH_OPEN)
        return false;
    return !ws_ch_is_word(after) || ws_look_tail(s->doc, mark->span.end, false, &end) != WS_NONE;
}

static struct ws_span
trim(const struct ws_doc *doc, struct ws_span span)
{
    while (span.start < span.end && ws_ch_is_blank(doc->text.cls[span.start]))
        span.start++;
    while (span.end > span.start && ws_ch_is_blank(doc->text.cls[span.end - 1]))
        span.end--;
    return span;
}

static void
add_pair(struct state *s, struct ws_span outer, struct ws_span inner, uint8_t kind,
         enum ws_mend mend)
{
    struct ws_pair *pair;
    uint32_t end = outer.end;

    inner = trim(s->doc, inner);
    if (inner.start >= inner.end)
        return;
    pair = ws_list_add(&s->doc->arena, &s->pairs->list);
    if (!pair) {
        s->failed = true;
        return;
    }
    *pair = (struct ws_pair){.inner = inner,
                             .outer = outer,
                             .line = s->line,
                             .parent = WS_NONE,
                             .kind = kind,
                             .mend = (uint8_t)mend};
    if (kind != WS_MARK_SINGLE || mend != WS_MEND_NONE) {
        (void)ws_look_tail(s->doc, outer.end, false, &end);
        s->behind = end;
    }
}

/* The nearest open mark of @kind, or -1. */
static int
open_of(const struct state *s, uint8_t kind)
{
    int i = (int)s->depth - 1;

    while (i >= 0 && s->open[i].kind != kind)
        i--;
    return i;
}

static void
close_with(struct state *s, int i, const struct mark *mark, enum ws_mend mend)
{
    struct ws_span outer = {s->open[i].span.start, mark->span.end};
    struct ws_span inner = {s->open[i].span.end, mark->span.start};
    uint8_t kind = s->open[i].kind;

    s->depth = (uint32_t)i;
    add_pair(s, outer, inner, kind, mend);
}

static uint32_t
tail_keep(const struct ws_doc *doc, uint32_t entry)
{
    long keep = ws_entry_number(ws_look_entry(doc, entry), doc->pack->is.tail, "keep", 0);

    return keep > 0 ? (uint32_t)keep : 0;
}

/* “…환영한다고 밝혔다. : the closing mark is missing; the first clause that ends like
 * reported words shows where it stood.  False where none does before @end. */
static bool
close_by_tail(struct state *s, int i, uint32_t end)
{
    const struct ws_doc *doc = s->doc;
    uint32_t start = s->open[i].span.end;

    for (uint32_t w = ws_look_word(doc, start); w < doc->words.n; w++) {
        struct ws_span word = doc->words.v[w].span;
        if (word.end > end)
            return false;
        for (uint32_t p = word.start; p < word.end; p++) {
            uint32_t stop, entry = ws_look_tail(doc, p, true, &stop);
            enum ws_role role;
            if (entry == WS_NONE || stop != word.end)
                continue;
            role = (enum ws_role)ws_look_entry(doc, entry)->role;
            if (role != WS_ROLE_GO && role != WS_ROLE_MYEO)
                break;
            p += tail_keep(doc, entry);
            add_pair(s, (struct ws_span){s->open[i].span.start, p}, (struct ws_span){start, p},
                     s->open[i].kind, WS_MEND_CLOSE);
            return true;
        }
    }
    return false;
}

/* Where words whose opening mark is missing start: behind the tail of the quote before
 * them, else behind the sentence's topic, else with the sentence. */
static uint32_t
lost_start(const struct state *s, uint32_t end)
{
    const struct ws_doc *doc = s->doc;
    uint32_t sentence = ws_doc_sentence(doc, end - 1), start = s->line.start;

    if (sentence != WS_NONE && doc->sentences.v[sentence].span.start > start)
        start = doc->sentences.v[sentence].span.start;
    if (s->behind > start)
        return ws_doc_skip(doc, s->behind, end);
    for (uint32_t w = ws_look_word(doc, start); w < doc->words.n; w++) {
        if (doc->words.v[w].span.end >= end)
            break;
        if (doc->shapes[w].role == WS_ROLE_TOPIC)
            return ws_doc_skip(doc, doc->words.v[w].span.end, end);
    }
    return start;
}

/* A closing mark that nothing waits for. */
static void
close_alone(struct state *s, const struct mark *mark)
{
    uint32_t end, entry = ws_look_tail(s->doc, mark->span.end, false, &end);
    enum ws_role role =
        entry == WS_NONE ? WS_ROLE_NONE : (enum ws_role)ws_look_entry(s->doc, entry)->role;
    uint32_t start;

    if (mark->kind == WS_MARK_CORNER)
        return;
    if (s->depth > 0 && s->open[s->depth - 1].kind != WS_MARK_CORNER &&
        (role == WS_ROLE_GO || role == WS_ROLE_MYEO)) {
        close_with(s, (int)s->depth - 1, mark, WS_MEND_MIXED);
        return;
    }
    if (mark->kind == WS_MARK_SINGLE || s->depth > 0)
        return;
    start = lost_start(s, mark->span.start);
    if (start < mark->span.start)
        add_pair(s, (struct ws_span){start, mark->span.end},
                 (struct ws_span){start, mark->span.start}, mark->kind, WS_MEND_OPEN);
}

static void
push(struct state *s, const struct mark *mark)
{
    if (s->depth < WS_MARKS_DEPTH)
        s->open[s->depth++] = *mark;
}

/* A mark opens while the one of open mark @i waits: its tail closes it, else, where a sentence
 * has just ended, the end of that: "One. "Two." were paragraphs each. */
static void
reopen(struct state *s, int i, const struct mark *mark)
{
    struct ws_span said = trim(s->doc, (struct ws_span){s->open[i].span.end, mark->span.start});
    struct ws_span outer = {s->open[i].span.start, said.end};

    if (!close_by_tail(s, i, mark->span.start) && said.start < said.end &&
        s->doc->text.cls[said.end - 1] == WS_CH_STOP)
        add_pair(s, outer, said, s->open[i].kind, WS_MEND_PARAGRAPH);
    s->depth = (uint32_t)i;
}

static void
take_mark(struct state *s, const struct mark *mark)
{
    int i = open_of(s, mark->kind);
    bool opens = looks_open(s, mark), closes = looks_close(s, mark);
    bool close;

    if (mark->side == SIDE_CLOSE)
        close = i >= 0 || closes || !opens;
    else if (mark->side == SIDE_OPEN)
        close = i >= 0 && closes && !opens;
    else
        close = i >= 0 ? closes || !opens : closes && !opens;
    if (!close) {
        if (i >= 0 && mark->kind == WS_MARK_DOUBLE)
            reopen(s, i, mark);
        push(s, mark);
    } else if (i >= 0) {
        close_with(s, i, mark, WS_MEND_NONE);
    } else {
        close_alone(s, mark);
    }
}

/* What is still open where the paragraph ends: its tail, or its end, closes it. */
static void
end_line(struct state *s)
{
    for (uint32_t i = 0; i < s->depth && !s->failed; i++) {
        if (s->open[i].kind != WS_MARK_DOUBLE)
            continue;
        if (!close_by_tail(s, (int)i, s->line.end))
            add_pair(s, (struct ws_span){s->open[i].span.start, s->line.end},
                     (struct ws_span){s->open[i].span.end, s->line.end}, WS_MARK_DOUBLE,
                     WS_MEND_PARAGRAPH);
        break;
    }
    s->depth = 0;
}

/* The first character of class @cls in [@from, @to); @to where there is none. */
static uint32_t
next_of(const struct ws_text *text, uint32_t from, uint32_t to, uint8_t cls)
{
    const uint8_t *at = from < to ? memchr(text->cls + from, cls, to - from) : NULL;

    return at ? (uint32_t)(at - text->cls) : to;
}

/* The end of the paragraph that starts at @start: a line, with those that go on with it
 * in lower case (hard line breaks). */
static uint32_t
line_end(const struct ws_text *text, uint32_t start)
{
    uint32_t i = next_of(text, start, text->n, WS_CH_NEWLINE);

    while (i < text->n && text->cls[i + 1] == WS_CH_LOWER && i != start &&
           text->cls[i - 1] != WS_CH_STOP)
        i = next_of(text, i + 1, text->n, WS_CH_NEWLINE);
    return i;
}

/* Do marks already enclose the words of [@start, @end)? */
static bool
is_marked(const struct ws_doc *doc, uint32_t start, uint32_t end)
{
    struct ws_span words = trim(doc, (struct ws_span){start, end});
    struct mark first, last;

    return words.start < words.end && mark_at(doc, words.start, &first) &&
           mark_at(doc, words.end - 1, &last) && first.kind == last.kind;
}

/* [담당 의사 : 용량을 잘못 적었습니다.] as broadcasters write speech: the whole paragraph
 * in brackets, and a short label before a colon. */
static void
take_label(struct state *s)
{
    const struct ws_text *text = &s->doc->text;
    struct ws_span line = trim(s->doc, s->line);
    uint32_t colon = line.start + 1;

    if (line.end - line.start < 8 || text->cls[line.start] != WS_CH_OPEN ||
        text->cls[line.end - 1] != WS_CH_CLOSE)
        return;
    while (colon < line.end && colon - line.start < MAX_LABEL && text->ch[colon] != ':' &&
           text->cls[colon] != WS_CH_CLOSE)
        colon++;
    if (colon < line.end && text->ch[colon] == ':' && !is_marked(s->doc, colon + 1, line.end - 1))
        add_pair(s, (struct ws_span){colon + 1, line.end},
                 (struct ws_span){colon + 1, line.end - 1}, WS_MARK_DOUBLE, WS_MEND_LABEL);
}

/* 답: 봄에 첫 삽을 뜬다. without marks, below the line of a question. */
static void
take_answer(struct state *s)
{
    const struct ws_text *text = &s->doc->text;
    struct ws_span line = trim(s->doc, s->line), above = {0, s->line.start};
    uint32_t behind, end;

    if (ws_look_turn(s->doc, line.start, &behind) != WS_SYM_ANSWER || behind >= line.end ||
        is_marked(s->doc, behind, line.end))
        return;
    end = trim(s->doc, above).end;
    above.start = end;
    while (above.start > 0 && text->cls[above.start - 1] != WS_CH_NEWLINE)
        above.start--;
    if (ws_look_turn(s->doc, trim(s->doc, above).start, &end) == WS_SYM_ASK)
        add_pair(s, (struct ws_span){behind, line.end}, (struct ws_span){behind, line.end},
                 WS_MARK_DOUBLE, WS_MEND_LABEL);
}

static void
pair_line(struct state *s)
{
    const struct ws_text *text = &s->doc->text;
    struct ws_span line = s->line;
    uint32_t at, quote = next_of(text, line.start, line.end, WS_CH_QUOTE),
                 symbol = next_of(text, line.start, line.end, WS_CH_SYMBOL);
    struct mark mark;

    s->depth = 0;
    s->behind = line.start;
    take_label(s);
    take_answer(s);
    while ((at = quote < symbol ? quote : symbol) < line.end && !s->failed) {
        if (mark_at(s->doc, at, &mark)) {
            at = mark.span.end - 1;
            if (!is_apostrophe(text, &mark))
                take_mark(s, &mark);
        }
        if (quote <= at)
            quote = next_of(text, at + 1, line.end, WS_CH_QUOTE);
        if (symbol <= at)
            symbol = next_of(text, at + 1, line.end, WS_CH_SYMBOL);
    }
    end_line(s);
}

static int
by_start(const void *a, const void *b)
{
    const struct ws_pair *x = a, *y = b;

    if (x->outer.start != y->outer.start)
        return x->outer.start < y->outer.start ? -1 : 1;
    return x->outer.end > y->outer.end ? -1 : x->outer.end < y->outer.end;
}

/* Order the pairs and find which lies in which. */
static void
nest(struct ws_pairs *pairs)
{
    uint32_t parent = WS_NONE;

    if (pairs->list.n)
        qsort(pairs->list.v, pairs->list.n, sizeof *pairs->list.v, by_start);
    for (uint32_t i = 0; i < pairs->list.n; i++) {
        struct ws_pair *pair = &pairs->list.v[i];
        while (parent != WS_NONE && !ws_span_in(pair->outer, pairs->list.v[parent].outer))
            parent = pairs->list.v[parent].parent;
        pair->parent = parent;
        pair->depth = parent == WS_NONE ? 0 : (uint8_t)(pairs->list.v[parent].depth + 1);
        parent = i;
    }
}

/* Where speech stands in single marks and double ones at most inside them, as the British
 * press has it, each kind counts as the other.  Not where words take particles: there
 * single marks set off terms. */
static void
settle_style(const struct ws_doc *doc, struct ws_pairs *pairs)
{
    uint32_t outer[3] = {0, 0, 0};

    for (uint32_t i = 0; i < pairs->list.n; i++)
        outer[pairs->list.v[i].kind] += pairs->list.v[i].parent == WS_NONE;
    if (doc->pack->features & WS_FEATURE_STEMS ||
        outer[WS_MARK_SINGLE] <= 2 * outer[WS_MARK_DOUBLE])
        return;
    for (uint32_t i = 0; i < pairs->list.n; i++) {
        struct ws_pair *pair = &pairs->list.v[i];
        if (pair->kind != WS_MARK_CORNER)
            pair->kind = pair->kind == WS_MARK_SINGLE ? WS_MARK_DOUBLE : WS_MARK_SINGLE;
    }
}

whosaid_status
ws_marks_pair(struct ws_doc *doc, struct ws_pairs *pairs, whosaid_error *err)
{
    struct state s = {.doc = doc, .pairs = pairs};
    uint32_t at = 0;

    *pairs = (struct ws_pairs){0};
    while (at < doc->text.n && !s.failed) {
        s.line = (struct ws_span){at, line_end(&doc->text, at)};
        pair_line(&s);
        at = s.line.end + 1;
    }
    if (s.failed)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    nest(pairs);
    settle_style(doc, pairs);
    return WHOSAID_OK;
}
