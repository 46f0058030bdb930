/*
 * resolve/cover.h - the decision: a log-linear model over the covers of a sentence.
 *
 * A cover is a set of spans with types that do not overlap.  Its weight is the exponential
 * of the sum of its spans' scores and of the scores of neighbours no further than
 * WS_COVER_REACH characters apart (Sarawagi and Cohen, "Semi-Markov conditional random
 * fields for information extraction", NIPS 2004, with gaps in place of outside segments):
 *
 *     배경훈 LG AI연구원 원장이
 *     [----] [---------] [--]          score(배경훈 PERSON) + then(PERSON, space -> ORG)
 *                                      + score(LG AI연구원 ORG) + ...
 *
 * The forward and the backward pass give each span's marginal: the share of all covers'
 * weight that has it.  The answer is the cover with the largest sum of (marginal -
 * threshold), which favours what is right span by span over the single likeliest cover.
 *
 * Sums are kept as plain numbers, not logarithms: one exponential a span, and a power of
 * two beside each place that grows when a sum would leave the range of a double.
 */
#ifndef WS_RESOLVE_COVER_H
#define WS_RESOLVE_COVER_H

#include "doc/doc.h"

#define WS_COVER_REACH 2 /* characters between neighbours */
#define WS_COVER_GAPS  8 /* kinds of gaps */

/* One span with one type. */
struct ws_node {
    uint32_t start, end;
    uint32_t cand;
    uint8_t type;
    float score;
    float p;                     /* the marginal */
    double weight;               /* exp(score) */
    double in, out;              /* weight of the covers up to and with it; of those behind it */
    int32_t in_scale, out_scale; /* times 2^(WS_COVER_SCALE * scale) */
    uint32_t end_at;             /* index in cover.at of its end */
    uint32_t next_end;           /* 1 + next node with the same end; 0: none */
};

#define WS_COVER_SCALE 512

/* A node of type [a] followed over gap [g] by one of type [b]: its score, and exp(score). */
struct ws_then {
    float score[WS_MAX_TYPES][WS_COVER_GAPS][WS_MAX_TYPES];
    double weight[WS_MAX_TYPES][WS_COVER_GAPS][WS_MAX_TYPES];
};

/* A sum and its power of two. */
struct ws_scaled {
    double value;
    int32_t scale;
};

/*
 * A sentence as the passes see it: only places where some span starts or ends count.
 *
 *     배경훈 LG AI연구원 원장이
 *     |     ||  |     ||   |        at[]: 0 3 4 6 7 12 13 15
 */
struct ws_cover {
    uint32_t n;                           /* places */
    uint32_t *at;                         /* their characters, rising */
    uint32_t *first_start;                /* first node that starts there or later (n + 1) */
    uint32_t *first_end;                  /* 1 + a node that ends there; 0: none */
    struct ws_scaled *forward, *backward; /* covers up to a place; from a place on */
};

/* The scores of neighbours from the pack's weights (rows then:TYPE&gap). */
void ws_then_load(struct ws_then *then, const struct ws_pack *pack);
/* The symbol of gap @gap, for rows; the gap between places @from and @to. */
enum ws_sym ws_cover_gap_sym(uint32_t gap);
uint32_t ws_cover_gap(const struct ws_doc *doc, uint32_t from, uint32_t to);

/* exp(score) of every pair: after scores were changed. */
void ws_then_weigh(struct ws_then *then);

/* exp(score), short of what a sum of doubles could not hold. */
double ws_cover_weight(float score);

/* Index @n nodes, sorted by start, all inside @sentence.  False when memory is out. */
bool ws_cover_index(struct ws_cover *cover, struct ws_doc *doc, struct ws_span sentence,
                    struct ws_node *nodes, uint32_t n);

/* Marginals of the nodes that @cover was made for. */
void ws_cover_marginals(struct ws_cover *cover, const struct ws_doc *doc, struct ws_node *nodes,
                        uint32_t n, const struct ws_then *then);

/* The share of all covers' weight that has @a directly followed by @b, over a gap of weight
 * @then; after ws_cover_marginals(). */
double ws_cover_pair(const struct ws_cover *cover, const struct ws_node *a, const struct ws_node *b,
                     double then);

/* The logarithm of the sum of all covers' weights; after ws_cover_marginals(). */
double ws_cover_log_sum(const struct ws_cover *cover);

/* Mark the best cover: chosen[i] for each node.  False when memory is out. */
bool ws_cover_best(const struct ws_cover *cover, struct ws_doc *doc, const struct ws_node *nodes,
                   uint32_t n, float threshold, bool *chosen);

#endif
