/*
 * tune/unsure.c - which sentences to annotate next: those that the pack's weights are least
 * sure of, the worst of each article.
 *
 * How unsure a sentence is: the entropy of "is this a mention?", summed over its candidates
 * and their types (uncertainty sampling: Lewis and Gale, SIGIR 1994).
 */
#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "tune/tune.h"

#define LEAST 0.15f /* candidates of this probability up to one less it are shown */

struct doubtful {
    uint32_t article;
    uint32_t sentence;
    double entropy;
};

static double
entropy(double p)
{
    return p <= 0 || p >= 1 ? 0 : -p * log2(p) - (1 - p) * log2(1 - p);
}

/* The sentence of @doc with the greatest entropy; entropy 0 where there is none. */
static struct doubtful
find_worst(const struct ws_doc *doc, uint32_t article)
{
    struct doubtful worst = {article, 0, 0}, now = {article, 0, 0};

    for (uint32_t c = 0; c < doc->cands.n; c++) {
        const struct ws_cand *cand = &doc->cands.v[c];

        if (cand->sentence != now.sentence)
            now = (struct doubtful){article, cand->sentence, 0};
        for (uint32_t left = cand->types; left; left &= left - 1)
            now.entropy += entropy((double)cand->p[__builtin_ctz(left)]);
        if (now.entropy > worst.entropy)
            worst = now;
    }
    return worst;
}

static void
print_span(struct ws_buf *buf, const struct ws_doc *doc, struct ws_span span)
{
    for (uint32_t at = span.start; at < span.end; at++)
        ws_buf_rune(buf, doc->text.ch[at] < ' ' ? ' ' : doc->text.ch[at]);
}

/* The sentence, and each candidate that it is in doubt about with its probability. */
static bool
print_doubts(const struct ws_doc *doc, const struct doubtful *d, const struct ws_types *types,
             const char *id, FILE *out)
{
    struct ws_buf buf;
    bool fine;

    ws_buf_init(&buf, NULL);
    print_span(&buf, doc, doc->sentences.v[d->sentence].span);
    ws_buf_char(&buf, '\n');
    for (uint32_t c = 0; c < doc->cands.n; c++) {
        const struct ws_cand *cand = &doc->cands.v[c];

        if (cand->sentence != d->sentence)
            continue;
        for (uint32_t left = cand->types; left; left &= left - 1) {
            int type = __builtin_ctz(left);
            char head[40];

            if (cand->p[type] < LEAST || cand->p[type] > 1 - LEAST)
                continue;
            snprintf(head, sizeof head, "    %.2f %s ", (double)cand->p[type],
                     types->types[type].name);
            ws_buf_str(&buf, head);
            print_span(&buf, doc, cand->span);
            ws_buf_char(&buf, '\n');
        }
    }
    fine = ws_buf_cstr(&buf) != NULL;
    if (fine)
        fprintf(out, "%.2f %s: %s", d->entropy, id ? id : "-", buf.bytes);
    ws_buf_release(&buf);
    return fine;
}

static int
by_entropy(const void *a, const void *b)
{
    const struct doubtful *x = a, *y = b;

    if (x->entropy != y->entropy)
        return x->entropy > y->entropy ? -1 : 1;
    return x->article < y->article ? -1 : x->article > y->article;
}

whosaid_status
ws_tune_unsure(const whosaid_engine *engine, const struct ws_gold *gold, const char *lang,
               uint32_t most, FILE *out, whosaid_error *err)
{
    struct doubtful *worst = calloc(gold->narticles + 1, sizeof *worst);
    struct ws_doc doc;
    uint32_t n = 0;
    whosaid_status status = WHOSAID_E_NOMEM;

    if (worst)
        status = ws_doc_init(&doc, &engine->chars, NULL, err);
    if (status) {
        free(worst);
        return status;
    }
    for (uint32_t a = 0; a < gold->narticles && !status; a++) {
        if (!ws_tune_is_lang(&gold->articles[a], lang))
            continue;
        status = ws_tune_walk(engine, &doc, &gold->articles[a], "resolve", err);
        if (!status)
            worst[n] = find_worst(&doc, a);
        n += !status && worst[n].entropy > 0;
    }
    qsort(worst, n, sizeof *worst, by_entropy);
    for (uint32_t i = 0; i < n && i < most && !status; i++) {
        const struct ws_gold_article *article = &gold->articles[worst[i].article];

        status = ws_tune_walk(engine, &doc, article, "resolve", err);
        if (!status && !print_doubts(&doc, &worst[i], &engine->types, article->id, out))
            status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    ws_doc_release(&doc);
    free(worst);
    return status;
}
