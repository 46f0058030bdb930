/*
 * tune/same.c - see same.h.
 */
#include "tune/same.h"

#include <string.h>

#include "base/utf8.h"
#include "tune/align.h"

bool
ws_answers_read(struct ws_doc *doc, const struct ws_gold_article *article,
                struct ws_answers *answers)
{
    uint32_t n, *map = ws_align_new(doc, &n);

    answers->n = article->nquotes;
    answers->v = ws_arena_zalloc(&doc->arena, (article->nquotes + 1) * sizeof *answers->v);
    if (!map || !answers->v)
        return false;
    for (uint32_t i = 0; i < answers->n; i++) {
        const struct ws_gold_quote *quote = &article->quotes[i];
        answers->v[i] = (struct ws_answer){
            .span = ws_align_span(map, n, quote->span),
            .quote = quote,
            .source = ws_arena_alloc(&doc->arena, (quote->nsource + 1) * sizeof(struct ws_span))};
        if (!answers->v[i].source)
            return false;
        for (uint32_t s = 0; s < quote->nsource; s++)
            answers->v[i].source[s] = ws_align_span(map, n, quote->source[s]);
    }
    return true;
}

const struct ws_answer *
ws_answers_find(const struct ws_answers *answers, struct ws_span span, bool indirect, double least)
{
    const struct ws_answer *best = NULL;

    for (uint32_t i = 0; i < answers->n; i++) {
        double share = ws_overlap_share(answers->v[i].span, span);
        if ((answers->v[i].quote->kind == WS_QUOTE_INDIRECT) != indirect || share < least)
            continue;
        best = &answers->v[i];
        least = share + 1e-9;
    }
    return best;
}

/* Text without blanks, quotation marks, full stops, commas and middle dots, in lower case. */
struct plain {
    uint32_t ch[256];
    uint32_t n;
};

static void
plain_add(struct plain *plain, uint32_t rune)
{
    static const uint32_t dropped[] = {'"', '\'', 0x2018, 0x2019, 0x201C, 0x201D, '.', ',', 0xB7};

    if (rune <= ' ' || rune == 0xA0 || plain->n == 256)
        return;
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        if (rune == dropped[i])
            return;
    plain->ch[plain->n++] = rune >= 'A' && rune <= 'Z' ? rune + 32 : rune;
}

static struct plain
plain_span(const struct ws_doc *doc, struct ws_span span)
{
    struct plain plain = {.n = 0};

    for (uint32_t i = span.start; i < span.end; i++)
        plain_add(&plain, doc->text.ch[i]);
    return plain;
}

static struct plain
plain_text(const char *text)
{
    struct plain plain = {.n = 0};
    size_t len = strlen(text), at = 0;

    while (at < len)
        plain_add(&plain, ws_utf8_next(text, len, &at, NULL));
    return plain;
}

static bool
plain_same(const struct plain *a, const struct plain *b)
{
    return a->n && a->n == b->n && memcmp(a->ch, b->ch, a->n * sizeof *a->ch) == 0;
}

#define MAX_WORDS 24

struct words {
    struct plain v[MAX_WORDS];
    uint32_t n;
};

static void
words_add(struct words *words, const struct plain *word)
{
    for (uint32_t i = 0; i < words->n; i++)
        if (plain_same(&words->v[i], word))
            return;
    if (word->n && words->n < MAX_WORDS)
        words->v[words->n++] = *word;
}

static void
split_text(struct words *words, const char *text)
{
    size_t len = strlen(text), at = 0;
    struct plain word = {.n = 0};

    words->n = 0;
    while (at < len) {
        uint32_t rune = ws_utf8_next(text, len, &at, NULL);
        if (rune == ' ') {
            words_add(words, &word);
            word.n = 0;
        } else {
            plain_add(&word, rune);
        }
    }
    words_add(words, &word);
}

static void
split_span(struct words *words, const struct ws_doc *doc, struct ws_span span)
{
    struct plain word = {.n = 0};

    words->n = 0;
    for (uint32_t i = span.start; i < span.end; i++) {
        if (doc->text.ch[i] == ' ') {
            words_add(words, &word);
            word.n = 0;
        } else {
            plain_add(&word, doc->text.ch[i]);
        }
    }
    words_add(words, &word);
}

/* Do most words of both agree? */
static bool
words_agree(const struct words *a, const struct words *b)
{
    uint32_t same = 0;

    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            same += plain_same(&a->v[i], &b->v[k]);
    return a->n && b->n && 20 * same >= 6 * (a->n + b->n);
}

static bool
is_nobody(const struct ws_gold_quote *quote)
{
    return !quote->speaker[0] || strcmp(quote->speaker, "?") == 0;
}

bool
ws_answer_agrees(const struct ws_doc *doc, const struct ws_speaker *speaker,
                 const struct ws_answer *answer)
{
    const struct ws_gold_quote *quote = answer->quote;
    struct plain want = plain_text(quote->speaker), src = plain_text(quote->src);
    struct plain name = plain_span(doc, speaker->name), text = plain_span(doc, speaker->span);
    static const struct words none = {.n = 0};
    struct words asked = none, given = none;

    if (!speaker->known || is_nobody(quote))
        return !speaker->known && is_nobody(quote);
    if (plain_same(&want, &name) || plain_same(&want, &text) || plain_same(&src, &text))
        return true;
    if (speaker->entity != WS_NONE) {
        const struct ws_entity *entity = &doc->entities.v[speaker->entity];
        for (uint32_t i = 0; i < entity->aliases.n; i++) {
            struct plain alias = plain_span(doc, entity->aliases.v[i]);
            if (plain_same(&want, &alias))
                return true;
        }
    }
    for (uint32_t i = 0; i < quote->nsource; i++)
        if (ws_span_overlap(answer->source[i], speaker->span))
            return true;
    split_text(&asked, quote->speaker);
    split_span(&given, doc, speaker->span);
    if (words_agree(&asked, &given))
        return true;
    split_span(&given, doc, speaker->name);
    return words_agree(&asked, &given);
}
