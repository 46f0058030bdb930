/*
 * quote/find.c - see find.h.
 *
 * Pairs of marks are judged one by one; clauses without marks come after them.  Then the
 * quotes are put in order, nested, and given their reporting words.
 */
#include "quote/find.h"

#include <stdlib.h>

#include "base/error.h"
#include "quote/cue.h"
#include "quote/indirect.h"
#include "quote/keep.h"

static whosaid_status
find_marked(struct ws_doc *doc, const struct ws_pairs *pairs, whosaid_error *err)
{
    for (uint32_t k = 0; k < pairs->list.n; k++) {
        struct ws_quote quote, *slot;
        uint32_t first = doc->rows.n;

        if (!ws_keep_judge(doc, pairs, k, &quote))
            continue;
        if (quote.score < 0.5f) {
            doc->rows.n = first;
            continue;
        }
        slot = ws_list_add(&doc->arena, &doc->quotes);
        if (!slot)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        *slot = quote;
    }
    return WHOSAID_OK;
}

static int
by_start(const void *a, const void *b)
{
    const struct ws_quote *x = a, *y = b;

    if (x->outer.start != y->outer.start)
        return x->outer.start < y->outer.start ? -1 : 1;
    return x->outer.end > y->outer.end ? -1 : x->outer.end < y->outer.end;
}

/* Words are masked by the outermost quote that is marked; a clause masks nothing, since
 * its start is a guess. */
static void
mask(struct ws_doc *doc)
{
    uint32_t w = 0;

    for (uint32_t i = 0; i < doc->words.n; i++)
        doc->shapes[i].quote = WS_NONE;
    for (uint32_t q = 0; q < doc->quotes.n; q++) {
        const struct ws_quote *quote = &doc->quotes.v[q];
        if (quote->type == WS_QUOTE_INDIRECT)
            continue;
        while (w < doc->words.n && doc->words.v[w].span.end <= quote->outer.start)
            w++;
        for (; w < doc->words.n && doc->words.v[w].span.start < quote->outer.end; w++)
            doc->shapes[w].quote = q;
    }
}

static void
nest(struct ws_doc *doc)
{
    uint32_t parent = WS_NONE;

    for (uint32_t q = 0; q < doc->quotes.n; q++) {
        struct ws_quote *quote = &doc->quotes.v[q];
        while (parent != WS_NONE && !ws_span_in(quote->span, doc->quotes.v[parent].span))
            parent = doc->quotes.v[parent].parent;
        quote->parent = parent;
        parent = q;
    }
}

void
ws_quote_order(struct ws_doc *doc)
{
    if (doc->quotes.n)
        qsort(doc->quotes.v, doc->quotes.n, sizeof *doc->quotes.v, by_start);
    nest(doc);
    mask(doc);
    for (uint32_t q = 0; q < doc->quotes.n; q++)
        if (doc->quotes.v[q].type != WS_QUOTE_INDIRECT)
            ws_cue_find(doc, &doc->quotes.v[q]);
}

whosaid_status
ws_quote_find(struct ws_doc *doc, whosaid_error *err)
{
    struct ws_pairs pairs;
    whosaid_status status = ws_keep_prepare(doc, &pairs, err);

    if (status == WHOSAID_OK)
        status = find_marked(doc, &pairs, err);
    if (status == WHOSAID_OK)
        status = ws_indirect_find(doc, err);
    if (status == WHOSAID_OK)
        ws_quote_order(doc);
    return status;
}
