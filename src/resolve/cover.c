/*
 * resolve/cover.c - two passes and a choice; see cover.h.
 */
#include "resolve/cover.h"

#include <math.h>
#include <string.h>

#include "base/chars.h"

static const enum ws_sym gap_syms[WS_COVER_GAPS] = {WS_SYM_GLUED, WS_SYM_SPACE, WS_SYM_COMMA,
                                                    WS_SYM_DOT,   WS_SYM_OPEN,  WS_SYM_SHUT,
                                                    WS_SYM_MARK,  WS_SYM_OTHER};

enum ws_sym
ws_cover_gap_sym(uint32_t gap)
{
    return gap_syms[gap];
}

uint32_t
ws_cover_gap(const struct ws_doc *doc, uint32_t from, uint32_t to)
{
    uint32_t gap = 0;

    for (uint32_t i = from; i < to; i++) {
        uint32_t kind;

        switch (doc->text.cls[i]) {
        case WS_CH_SPACE:
            kind = 1;
            break;
        case WS_CH_COMMA:
            kind = doc->text.ch[i] == ',' ? 2 : 3;
            break;
        case WS_CH_OPEN:
            kind = 4;
            break;
        case WS_CH_CLOSE:
            kind = 5;
            break;
        case WS_CH_QUOTE:
            kind = 6;
            break;
        default:
            return 7;
        }
        if (gap > 1 && kind > 1)
            return 7;
        gap = kind > gap ? kind : gap;
    }
    return gap;
}

void
ws_then_load(struct ws_then *then, const struct ws_pack *pack)
{
    memset(then, 0, sizeof *then);
    for (uint32_t a = 0; a < pack->types->ntypes; a++)
        for (uint32_t g = 0; g < WS_COVER_GAPS; g++) {
            const float *weights =
                ws_weights_find(&pack->weights, ws_row_make(WS_ROW_THEN, a, gap_syms[g], 0));
            if (weights)
                memcpy(then->score[a][g], weights, sizeof then->score[a][g]);
        }
    ws_then_weigh(then);
}

double
ws_cover_weight(float score)
{
    return exp((double)(score < 80 ? score : 80));
}

void
ws_then_weigh(struct ws_then *then)
{
    for (int a = 0; a < WS_MAX_TYPES; a++)
        for (int g = 0; g < WS_COVER_GAPS; g++)
            for (int b = 0; b < WS_MAX_TYPES; b++)
                then->weight[a][g][b] =
                    then->score[a][g][b] == 0 ? 1 : exp((double)then->score[a][g][b]);
}

/* @value of scale @from as a number of scale @to (to >= from): almost always the same. */
static double
rescaled(double value, int32_t from, int32_t to)
{
    return from == to ? value : ldexp(value, (from - to) * WS_COVER_SCALE);
}

/* Keep @sum in range: its power of two grows instead. */
static struct ws_scaled
in_range(double sum, int32_t scale)
{
    if (sum > 0x1p512)
        return (struct ws_scaled){ldexp(sum, -WS_COVER_SCALE), scale + 1};
    return (struct ws_scaled){sum, scale};
}

/* Bits of the places where a node starts or ends; how many there are. */
static uint32_t
mark_places(uint64_t *bits, size_t nbits, struct ws_span sentence, const struct ws_node *nodes,
            uint32_t n)
{
    uint32_t count = 0;

    memset(bits, 0, nbits * sizeof *bits);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t start = nodes[i].start - sentence.start, end = nodes[i].end - sentence.start;

        bits[start >> 6] |= (uint64_t)1 << (start & 63);
        bits[end >> 6] |= (uint64_t)1 << (end & 63);
    }
    for (size_t w = 0; w < nbits; w++)
        count += (uint32_t)__builtin_popcountll(bits[w]);
    return count;
}

bool
ws_cover_index(struct ws_cover *cover, struct ws_doc *doc, struct ws_span sentence,
               struct ws_node *nodes, uint32_t n)
{
    size_t nbits = ws_span_len(sentence) / 64 + 1;
    uint64_t *bits = ws_arena_alloc(&doc->arena, nbits * sizeof *bits);
    uint32_t *index = ws_arena_alloc(&doc->arena, (ws_span_len(sentence) + 1) * sizeof *index);
    uint32_t k = 0;

    if (!bits || !index)
        return false;
    cover->n = mark_places(bits, nbits, sentence, nodes, n);
    cover->at = ws_arena_alloc(&doc->arena, (cover->n + 1) * sizeof *cover->at);
    cover->first_start = ws_arena_alloc(&doc->arena, (cover->n + 1) * sizeof *cover->at);
    cover->first_end = ws_arena_zalloc(&doc->arena, (cover->n + 1) * sizeof *cover->at);
    cover->forward = ws_arena_alloc(&doc->arena, (cover->n + 1) * sizeof *cover->forward);
    cover->backward = ws_arena_alloc(&doc->arena, (cover->n + 1) * sizeof *cover->backward);
    if (!cover->at || !cover->first_start || !cover->first_end || !cover->forward ||
        !cover->backward)
        return false;
    for (size_t w = 0; w < nbits; w++)
        for (uint64_t left = bits[w]; left; left &= left - 1) {
            uint32_t place = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);

            index[place] = k;
            cover->at[k++] = sentence.start + place;
        }
    k = 0;
    for (uint32_t e = 0; e < cover->n; e++) {
        cover->first_start[e] = k;
        while (k < n && nodes[k].start == cover->at[e])
            k++;
    }
    cover->first_start[cover->n] = n;
    for (uint32_t i = n; i-- > 0;) {
        nodes[i].end_at = index[nodes[i].end - sentence.start];
        nodes[i].next_end = cover->first_end[nodes[i].end_at];
        cover->first_end[nodes[i].end_at] = i + 1;
    }
    return true;
}

/* The nodes on the near side of a place, over each length of gap: lists and kinds. */
struct near {
    uint32_t from[WS_COVER_REACH + 1], to[WS_COVER_REACH + 1];
    uint32_t gap[WS_COVER_REACH + 1];
    uint32_t n;
    uint32_t beyond; /* the first place that is out of reach; cover->n: none */
};

static struct near
look_back(const struct ws_cover *cover, const struct ws_doc *doc, uint32_t e)
{
    struct near near = {.beyond = cover->n};

    for (uint32_t k = e + 1; k-- > 0;) {
        if (cover->at[e] - cover->at[k] > WS_COVER_REACH) {
            near.beyond = k;
            break;
        }
        if (!cover->first_end[k])
            continue;
        near.from[near.n] = cover->first_end[k];
        near.gap[near.n++] = ws_cover_gap(doc, cover->at[k], cover->at[e]);
    }
    return near;
}

static struct near
look_ahead(const struct ws_cover *cover, const struct ws_doc *doc, uint32_t e)
{
    struct near near = {.beyond = cover->n};

    for (uint32_t k = e; k < cover->n; k++) {
        if (cover->at[k] - cover->at[e] > WS_COVER_REACH) {
            near.beyond = k;
            break;
        }
        if (cover->first_start[k] == cover->first_start[k + 1])
            continue;
        near.from[near.n] = cover->first_start[k];
        near.to[near.n] = cover->first_start[k + 1];
        near.gap[near.n++] = ws_cover_gap(doc, cover->at[e], cover->at[k]);
    }
    return near;
}

/* Covers up to and with each node that starts at place @e. */
static void
enter(struct ws_cover *cover, const struct ws_doc *doc, struct ws_node *nodes, uint32_t e,
      const struct ws_then *then)
{
    int32_t scale = cover->forward[e].scale;
    struct near near = look_back(cover, doc, e);
    struct ws_scaled far =
        near.beyond < cover->n ? cover->forward[near.beyond] : (struct ws_scaled){1, 0};
    double alone = rescaled(far.value, far.scale, scale);

    for (uint32_t i = cover->first_start[e]; i < cover->first_start[e + 1]; i++) {
        struct ws_node *node = &nodes[i];
        double in = alone;

        for (uint32_t k = 0; k < near.n; k++)
            for (uint32_t m = near.from[k]; m; m = nodes[m - 1].next_end)
                in += rescaled(nodes[m - 1].in, nodes[m - 1].in_scale, scale) *
                      then->weight[nodes[m - 1].type][near.gap[k]][node->type];
        node->in = in * node->weight;
        node->in_scale = scale;
    }
}

static void
pass_forward(struct ws_cover *cover, const struct ws_doc *doc, struct ws_node *nodes,
             const struct ws_then *then)
{
    struct ws_scaled sum = {1, 0};

    for (uint32_t e = 0; e < cover->n; e++) {
        for (uint32_t i = cover->first_end[e]; i; i = nodes[i - 1].next_end)
            sum.value += rescaled(nodes[i - 1].in, nodes[i - 1].in_scale, sum.scale);
        sum = in_range(sum.value, sum.scale);
        cover->forward[e] = sum;
        if (cover->first_start[e] < cover->first_start[e + 1])
            enter(cover, doc, nodes, e, then);
    }
}

/* Covers behind each node that ends at place @e; @scale is that of the sums so far. */
static void
leave(struct ws_cover *cover, const struct ws_doc *doc, struct ws_node *nodes, uint32_t e,
      int32_t scale, const struct ws_then *then)
{
    struct near near = look_ahead(cover, doc, e);
    struct ws_scaled far =
        near.beyond < cover->n ? cover->backward[near.beyond] : (struct ws_scaled){1, 0};
    double alone = rescaled(far.value, far.scale, scale);

    for (uint32_t i = cover->first_end[e]; i; i = nodes[i - 1].next_end) {
        struct ws_node *node = &nodes[i - 1];
        double out = alone;

        for (uint32_t k = 0; k < near.n; k++)
            for (uint32_t m = near.from[k]; m < near.to[k]; m++)
                out += rescaled(nodes[m].out, nodes[m].out_scale, scale) * nodes[m].weight *
                       then->weight[node->type][near.gap[k]][nodes[m].type];
        node->out = out;
        node->out_scale = scale;
    }
}

static void
pass_backward(struct ws_cover *cover, const struct ws_doc *doc, struct ws_node *nodes,
              const struct ws_then *then)
{
    struct ws_scaled sum = {1, 0};

    for (uint32_t e = cover->n; e-- > 0;) {
        /* nodes that start here end further on: what is behind them is known */
        for (uint32_t i = cover->first_start[e]; i < cover->first_start[e + 1]; i++)
            sum.value += rescaled(nodes[i].out, nodes[i].out_scale, sum.scale) * nodes[i].weight;
        sum = in_range(sum.value, sum.scale);
        cover->backward[e] = sum;
        if (cover->first_end[e])
            leave(cover, doc, nodes, e, sum.scale, then);
    }
}

static struct ws_scaled
all_covers(const struct ws_cover *cover)
{
    return cover->n ? cover->forward[cover->n - 1] : (struct ws_scaled){1, 0};
}

static double
share(const struct ws_cover *cover, double in, int32_t in_scale, double out, int32_t out_scale)
{
    struct ws_scaled all = all_covers(cover);
    double p = in / all.value * out;
    int32_t scale = in_scale + out_scale - all.scale;

    if (scale)
        p = ldexp(p, scale * WS_COVER_SCALE);
    return p < 1 ? p : 1;
}

double
ws_cover_pair(const struct ws_cover *cover, const struct ws_node *a, const struct ws_node *b,
              double then)
{
    return share(cover, a->in, a->in_scale, then * b->weight * b->out, b->out_scale);
}

double
ws_cover_log_sum(const struct ws_cover *cover)
{
    struct ws_scaled all = all_covers(cover);

    return log(all.value) + all.scale * WS_COVER_SCALE * log(2);
}

void
ws_cover_marginals(struct ws_cover *cover, const struct ws_doc *doc, struct ws_node *nodes,
                   uint32_t n, const struct ws_then *then)
{
    for (uint32_t i = 0; i < n; i++)
        nodes[i].weight = ws_cover_weight(nodes[i].score);
    pass_forward(cover, doc, nodes, then);
    pass_backward(cover, doc, nodes, then);
    for (uint32_t i = 0; i < n; i++)
        nodes[i].p =
            (float)share(cover, nodes[i].in, nodes[i].in_scale, nodes[i].out, nodes[i].out_scale);
}

bool
ws_cover_best(const struct ws_cover *cover, struct ws_doc *doc, const struct ws_node *nodes,
              uint32_t n, float threshold, bool *chosen)
{
    float *best = ws_arena_alloc(&doc->arena, (cover->n + 1) * sizeof *best);
    uint32_t *take = ws_arena_alloc(&doc->arena, (cover->n + 1) * sizeof *take);

    if (!best || !take)
        return false;
    best[cover->n] = 0;
    /* from the right: best[e] is the best sum of spans that start at place e or later */
    for (uint32_t e = cover->n; e-- > 0;) {
        best[e] = best[e + 1];
        take[e] = 0;
        for (uint32_t i = cover->first_start[e]; i < cover->first_start[e + 1]; i++) {
            float gain = nodes[i].p - threshold + best[nodes[i].end_at];

            if (nodes[i].p > threshold && gain > best[e]) {
                best[e] = gain;
                take[e] = i + 1;
            }
        }
    }
    memset(chosen, 0, n * sizeof *chosen);
    for (uint32_t e = 0; e < cover->n;) {
        if (take[e]) {
            chosen[take[e] - 1] = true;
            e = nodes[take[e] - 1].end_at;
        } else {
            e++;
        }
    }
    return true;
}
