/*
 * test_resolve_cover.c - marginals and best covers against a count of every cover.
 */
#include <math.h>

#include "base/chars.h"
#include "resolve/cover.h"
#include "unit.h"

#define LENGTH    14
#define MAX_NODES 10

static struct ws_chars chars;
static struct ws_doc doc;
static struct ws_then then;

/* A generator of its own, so that a seed gives the same trial on every machine. */
static uint32_t
next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void
set_up(void)
{
    static uint32_t ch[LENGTH + 1];
    static uint8_t cls[LENGTH + 1];
    uint32_t seed = 7;

    ws_chars_init(&chars);
    ck_assert_int_eq(ws_doc_init(&doc, &chars, NULL, NULL), WHOSAID_OK);
    for (int i = 0; i < LENGTH; i++) {
        ch[i] = i % 3 == 2 ? ' ' : 'a';
        cls[i] = i % 3 == 2 ? WS_CH_SPACE : WS_CH_LOWER;
    }
    doc.text.ch = ch;
    doc.text.cls = cls;
    doc.text.n = LENGTH;
    for (int a = 0; a < WS_MAX_TYPES; a++)
        for (int g = 0; g < WS_COVER_GAPS; g++)
            for (int b = 0; b < WS_MAX_TYPES; b++)
                then.score[a][g][b] = (float)(next(&seed) % 400) / 100.0f - 2.0f;
    ws_then_weigh(&then);
}

static void
tear_down(void)
{
    doc.text = (struct ws_text){0};
    ws_doc_release(&doc);
}

static int
by_start(const void *a, const void *b)
{
    const struct ws_node *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

static uint32_t
make_nodes(struct ws_node *nodes, uint32_t *seed)
{
    uint32_t n = next(seed) % (MAX_NODES + 1);

    for (uint32_t i = 0; i < n; i++) {
        uint32_t start = next(seed) % (LENGTH - 1);
        uint32_t end = start + 1 + next(seed) % (LENGTH - start);

        nodes[i] = (struct ws_node){.start = start,
                                    .end = end,
                                    .cand = i,
                                    .type = (uint8_t)(next(seed) % 4),
                                    .score = (float)(next(seed) % 800) / 100.0f - 4.0f};
    }
    qsort(nodes, n, sizeof *nodes, by_start);
    return n;
}

/* The score of the cover that takes the nodes of @set; NaN where they overlap. */
static double
score_of(const struct ws_node *nodes, uint32_t n, uint32_t set)
{
    const struct ws_node *last = NULL;
    double sum = 0;

    for (uint32_t i = 0; i < n; i++) {
        if (!(set >> i & 1))
            continue;
        if (last && nodes[i].start < last->end)
            return NAN;
        sum += (double)nodes[i].score;
        if (last && nodes[i].start - last->end <= WS_COVER_REACH)
            sum += (double)then.score[last->type][ws_cover_gap(&doc, last->end, nodes[i].start)]
                                     [nodes[i].type];
        last = &nodes[i];
    }
    return sum;
}

START_TEST(test_every_cover)
{
    uint32_t seed = (uint32_t)_i * 7919u + 1;
    struct ws_node nodes[MAX_NODES];
    uint32_t n = make_nodes(nodes, &seed);
    double all = 0, p[MAX_NODES] = {0}, best = 0, found = 0;
    struct ws_cover cover;
    bool chosen[MAX_NODES + 1];

    for (uint32_t set = 0; set < (uint32_t)1 << n; set++) {
        double score = score_of(nodes, n, set);

        if (isnan(score))
            continue;
        all += exp(score);
        for (uint32_t i = 0; i < n; i++)
            if (set >> i & 1)
                p[i] += exp(score);
    }
    ck_assert(ws_cover_index(&cover, &doc, (struct ws_span){0, LENGTH}, nodes, n));
    ws_cover_marginals(&cover, &doc, nodes, n, &then);
    ck_assert_double_eq_tol(ws_cover_log_sum(&cover), log(all), 1e-6);
    for (uint32_t i = 0; i < n; i++)
        ck_assert_double_eq_tol((double)nodes[i].p, p[i] / all, 1e-5);

    ck_assert(ws_cover_best(&cover, &doc, nodes, n, 0.35f, chosen));
    for (uint32_t set = 0; set < (uint32_t)1 << n; set++) {
        double sum = 0;

        if (isnan(score_of(nodes, n, set)))
            continue;
        for (uint32_t i = 0; i < n; i++)
            if (set >> i & 1)
                sum += (double)nodes[i].p - 0.35;
        best = sum > best ? sum : best;
    }
    for (uint32_t i = 0; i < n; i++)
        if (chosen[i])
            found += (double)nodes[i].p - 0.35;
    ck_assert_double_eq_tol(found, best, 1e-4);
}
END_TEST

/* Sums beyond the range of a double: four thousand likely spans in a row. */
START_TEST(test_out_of_range)
{
    enum { MANY = 4000 };
    struct ws_node *nodes = calloc(MANY, sizeof *nodes);
    uint32_t *ch = calloc(MANY + 1, sizeof *ch);
    uint8_t *cls = calloc(MANY + 1, 1);
    struct ws_text old = doc.text;
    struct ws_cover cover;

    ck_assert(nodes && ch && cls);
    for (uint32_t i = 0; i < MANY; i++)
        nodes[i] = (struct ws_node){.start = i, .end = i + 1, .score = i % 2 ? 30.0f : -30.0f};
    doc.text.ch = ch;
    doc.text.cls = cls;
    ck_assert(ws_cover_index(&cover, &doc, (struct ws_span){0, MANY}, nodes, MANY));
    ws_cover_marginals(&cover, &doc, nodes, MANY, &then);
    for (uint32_t i = 0; i < MANY; i++)
        ck_assert_double_eq_tol((double)nodes[i].p, i % 2 ? 1.0 : 0.0, 1e-6);
    doc.text = old;
    free(nodes);
    free(ch);
    free(cls);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("cover");

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, test_every_cover, 0, 300);
    tcase_add_test(tests, test_out_of_range);
    return unit_run("resolve/cover", tests);
}
