/*
 * speaker/continue.c - see continue.h.
 */
#include "speaker/continue.h"

#include "base/error.h"
#include "speaker/view.h"

#define MAX_CUT 12 /* words of a report between two parts */

static bool
same_speaker(const struct ws_doc *doc, const struct ws_speaker *a, const struct ws_speaker *b)
{
    if (!a->known || !b->known)
        return a->known == b->known;
    return ws_scene_same(doc, a->entity, a->name, b->entity, b->name);
}

/* Does @at open a line? */
static bool
opens_line(const struct ws_doc *doc, uint32_t at)
{
    while (at > 0 && doc->text.cls[at - 1] == WS_CH_SPACE)
        at--;
    return at == 0 || doc->text.cls[at - 1] == WS_CH_NEWLINE;
}

/* “A. [new line] “B.”: no mark closes A, and nothing parts them. */
static bool
is_reopened(const struct ws_doc *doc, const struct ws_quote *before, const struct ws_quote *quote)
{
    return before->outer.end == before->span.end && opens_line(doc, before->outer.start) &&
           opens_line(doc, quote->outer.start) &&
           ws_look_blank(doc, before->outer.end, quote->outer.start);
}

/* “A”며 “B”고: the tail says that speech goes on, in the same sentence. */
static bool
is_chained(const struct ws_doc *doc, const struct ws_quote *before, const struct ws_quote *quote)
{
    return before->entry != WS_NONE && before->sentence == quote->sentence &&
           ws_look_entry(doc, before->entry)->role == WS_ROLE_MYEO;
}

/* The words [from, to) on one line, few enough to be a report. */
static bool
is_short(const struct ws_doc *doc, uint32_t from, uint32_t to)
{
    uint32_t w = ws_look_word(doc, from);

    return same_line(doc, from, to) &&
           (w + MAX_CUT >= doc->words.n || doc->words.v[w + MAX_CUT].span.start >= to);
}

/* “A,” she said. “B.”: between them stands the report of A alone, and B has none; B is of
 * the same sentence or opens the next. */
static bool
is_cut(const struct ws_doc *doc, const struct ws_quote *before, const struct ws_quote *quote)
{
    bool own = ws_span_len(quote->cue) && quote->cue.start != before->cue.start;
    uint32_t said, goes;

    if (before->entry != WS_NONE || quote->entry != WS_NONE || own || !ws_span_len(before->cue) ||
        before->cue.start < before->outer.end || before->cue.end > quote->outer.start)
        return false;
    said = ws_doc_sentence(doc, before->cue.start);
    goes = ws_doc_sentence(doc, quote->outer.start);
    if (said == WS_NONE ||
        (goes != said &&
         (goes != said + 1 || doc->sentences.v[goes].span.start != quote->outer.start)))
        return false;
    return is_short(doc, before->outer.end, quote->outer.start);
}

static bool
goes_on(const struct ws_doc *doc, const struct ws_quote *before, const struct ws_quote *quote)
{
    if (before->type == WS_QUOTE_HEADLINE || quote->type == WS_QUOTE_HEADLINE ||
        before->outer.end > quote->outer.start ||
        !same_speaker(doc, &before->speaker, &quote->speaker))
        return false;
    return is_reopened(doc, before, quote) || is_chained(doc, before, quote) ||
           is_cut(doc, before, quote);
}

/* Whom the first part is said to and where holds for the next. */
static void
go_on(const struct ws_quote *before, struct ws_quote *quote, uint32_t from)
{
    quote->continues = from;
    if (!ws_span_len(quote->to))
        quote->to = before->to;
    if (!ws_span_len(quote->where))
        quote->where = before->where;
}

whosaid_status
ws_speaker_continue(struct ws_doc *doc, whosaid_error *err)
{
    uint32_t top = WS_NONE;
    uint32_t *last; /* per quote: the last one nested right in it */

    last = ws_arena_alloc(&doc->arena, (doc->quotes.n + 1) * sizeof *last);
    if (!last)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (uint32_t q = 0; q < doc->quotes.n; q++) {
        struct ws_quote *quote = &doc->quotes.v[q];
        uint32_t *before = quote->parent == WS_NONE ? &top : &last[quote->parent];

        last[q] = WS_NONE;
        if (*before != WS_NONE && goes_on(doc, &doc->quotes.v[*before], quote))
            go_on(&doc->quotes.v[*before], quote, *before);
        *before = q;
    }
    return WHOSAID_OK;
}
