/*
 * tune/learn.h - decisions and the weights that make them come out right.
 *
 *     decision   one option: yes or no; more: one of them, several may be right
 *     option     rows of evidence, and whether it is right
 *
 * All are log-linear over rows and raised in likelihood by stochastic gradient steps with
 * AdaGrad (Duchi, Hazan and Singer, JMLR 12, 2011) and an L2 penalty.  Nothing is random.
 */
#ifndef WS_TUNE_LEARN_H
#define WS_TUNE_LEARN_H

#include "tune/tune.h"

#define WS_LEARN_LEAST   4  /* rows seen less often are left out */
#define WS_LEARN_OPTIONS 48 /* of one decision, at most */

struct ws_option {
    uint32_t first_row, nrows; /* in decisions->rows: ids */
    bool right;
};

/* One choice: a lone option is a yes-or-no decision. */
struct ws_decision {
    uint32_t article, first, n;
};

struct ws_decisions {
    struct ws_arena arena;
    struct ws_row_ids ids;
    WS_LIST(uint32_t) rows;
    WS_LIST(struct ws_option) options;
    WS_LIST(struct ws_decision) decisions;
};

struct ws_model {
    float *w, *g2;
    float *mean; /* of w over the second half of the passes: less at the mercy of their order */
    uint32_t *seen;
};

/* Start a decision of @article; add() then gives it options. */
bool ws_decision_open(struct ws_decisions *data, uint32_t article);
/* An option with the @n rows that doc->rows holds from @first on. */
bool ws_decision_add(struct ws_decisions *data, const struct ws_doc *doc, uint32_t first,
                     uint32_t n, bool right);

bool ws_model_init(struct ws_model *m, uint32_t n);
void ws_model_release(struct ws_model *m);

/* Learn from the decisions of the articles outside fold @out (all where it is negative), in
 * a fixed mixed order. */
void ws_learn(const struct ws_decisions *data, struct ws_model *m, const uint8_t *fold, int out);

#endif
