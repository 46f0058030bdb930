/*
 * tune/learn.c - see learn.h.
 */
#include "tune/learn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Found by cross-validation. */
#define PASSES 6
#define RATE   0.15f
#define L2     0.01f

bool
ws_decision_open(struct ws_decisions *data, uint32_t article)
{
    struct ws_decision *decision = ws_list_add(&data->arena, &data->decisions);

    if (decision)
        *decision = (struct ws_decision){.article = article, .first = data->options.n};
    return decision != NULL;
}

bool
ws_decision_add(struct ws_decisions *data, const struct ws_doc *doc, uint32_t first, uint32_t n,
                bool right)
{
    struct ws_option *option = ws_list_add(&data->arena, &data->options);
    uint32_t *rows;

    if (!option)
        return false;
    *option = (struct ws_option){.first_row = data->rows.n, .nrows = n, .right = right};
    rows = n ? ws_list_extend(&data->arena, &data->rows, n) : NULL;
    if (n && !rows)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        rows[i] = ws_row_id(&data->ids, doc->rows.v[first + i]);
        if (rows[i] == UINT32_MAX)
            return false;
    }
    data->decisions.v[data->decisions.n - 1].n++;
    return true;
}

static void
step(struct ws_model *m, uint32_t id, float gradient, float l2)
{
    gradient += l2 * m->w[id];
    m->g2[id] += gradient * gradient;
    m->w[id] -= RATE * gradient / (sqrtf(m->g2[id]) + 1e-6f);
}

static float
score(const struct ws_decisions *data, const struct ws_model *m, const struct ws_option *option)
{
    float sum = 0;

    for (uint32_t r = 0; r < option->nrows; r++) {
        uint32_t id = data->rows.v[option->first_row + r];
        if (m->seen[id] >= WS_LEARN_LEAST)
            sum += m->w[id];
    }
    return sum;
}

static void
push(const struct ws_decisions *data, struct ws_model *m, const struct ws_option *option,
     float gradient)
{
    for (uint32_t r = 0; r < option->nrows; r++) {
        uint32_t id = data->rows.v[option->first_row + r];
        if (m->seen[id] >= WS_LEARN_LEAST)
            step(m, id, gradient, L2);
    }
}

/* Yes or no. */
static void
learn_one(const struct ws_decisions *data, struct ws_model *m, const struct ws_option *option)
{
    float p = 1.0f / (1.0f + expf(-score(data, m, option)));
    float gradient = p - (option->right ? 1.0f : 0.0f);

    if (fabsf(gradient) > 1e-4f)
        push(data, m, option, gradient);
}

/* One of many: expected less seen, where "seen" is shared out among those that are right. */
static void
learn_choice(const struct ws_decisions *data, struct ws_model *m,
             const struct ws_decision *decision)
{
    const struct ws_option *options = data->options.v + decision->first;
    float p[WS_LEARN_OPTIONS], most = -1e30f, all = 0, right = 0;

    for (uint32_t i = 0; i < decision->n; i++) {
        p[i] = score(data, m, &options[i]);
        most = p[i] > most ? p[i] : most;
    }
    for (uint32_t i = 0; i < decision->n; i++) {
        p[i] = expf(p[i] - most);
        all += p[i];
        right += options[i].right ? p[i] : 0;
    }
    if (right <= 0)
        return;
    for (uint32_t i = 0; i < decision->n; i++) {
        float gradient = p[i] / all - (options[i].right ? p[i] / right : 0);
        if (fabsf(gradient) > 1e-4f)
            push(data, m, &options[i], gradient);
    }
}

static void
learn_decision(const struct ws_decisions *data, struct ws_model *m,
               const struct ws_decision *decision)
{
    if (decision->n == 1)
        learn_one(data, m, data->options.v + decision->first);
    else
        learn_choice(data, m, decision);
}

static uint32_t
common_divisor(uint32_t a, uint32_t b)
{
    return b ? common_divisor(b, a % b) : a;
}

void
ws_learn(const struct ws_decisions *data, struct ws_model *m, const uint8_t *fold, int out)
{
    uint32_t n = data->decisions.n, stride = n * 5 / 8 + 1;
    int half = PASSES / 2;

    memset(m->w, 0, data->ids.n * sizeof *m->w);
    memset(m->g2, 0, data->ids.n * sizeof *m->g2);
    memset(m->mean, 0, data->ids.n * sizeof *m->mean);
    memset(m->seen, 0, data->ids.n * sizeof *m->seen);
    for (uint32_t d = 0; d < n; d++) {
        const struct ws_decision *decision = &data->decisions.v[d];
        if (out >= 0 && fold[decision->article] == out)
            continue;
        for (uint32_t i = decision->first; i < decision->first + decision->n; i++)
            for (uint32_t r = 0; r < data->options.v[i].nrows; r++)
                m->seen[data->rows.v[data->options.v[i].first_row + r]]++;
    }
    while (n && common_divisor(stride, n) > 1)
        stride++;
    for (int pass = 0; pass < PASSES; pass++) {
        for (uint32_t k = 0, d = (uint32_t)pass % (n + !n); k < n; k++, d = (d + stride) % n)
            if (out < 0 || fold[data->decisions.v[d].article] != out)
                learn_decision(data, m, &data->decisions.v[d]);
        for (uint32_t i = 0; i < data->ids.n && pass >= half; i++)
            m->mean[i] += m->w[i] / (float)(PASSES - half);
    }
    if (PASSES)
        memcpy(m->w, m->mean, data->ids.n * sizeof *m->w);
}

bool
ws_model_init(struct ws_model *m, uint32_t n)
{
    *m = (struct ws_model){.w = calloc(n + 1, sizeof *m->w),
                           .g2 = calloc(n + 1, sizeof *m->g2),
                           .mean = calloc(n + 1, sizeof *m->mean),
                           .seen = calloc(n + 1, sizeof *m->seen)};
    return m->w && m->g2 && m->mean && m->seen;
}

void
ws_model_release(struct ws_model *m)
{
    free(m->w);
    free(m->g2);
    free(m->mean);
    free(m->seen);
}
