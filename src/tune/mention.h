/*
 * tune/mention.h - what the parts of the tagger's trainer share.
 *
 *     mention_data.c    gold articles  -->  items with rows, sentence by sentence
 *     mention_learn.c   items          -->  weights
 *     mention_report.c  items, weights -->  figures for people
 *     tune_mention.c    folds and rounds: calls the three
 */
#ifndef WS_TUNE_MENTION_H
#define WS_TUNE_MENTION_H

#include "resolve/cover.h"
#include "tune/tune.h"

#define WS_TUNE_FILES 16 /* gold files with figures of their own */

/* One candidate with one type: a node of training. */
struct ws_item {
    struct ws_span span; /* within its sentence */
    uint8_t type;
    bool right;
    bool weak;          /* of a type that the gold does not mark: not counted */
    uint8_t inner_type; /* of a nested name; WS_NO_TYPE */
    struct ws_span inner;
    uint32_t first_row, nrows;
};

struct ws_unit { /* a sentence */
    uint32_t article;
    uint32_t length;
    uint32_t first_item, nitems;
    uint32_t first_gap; /* of its characters' classes and signs */
};

/* What is right in an article, for the figures. */
struct ws_answer {
    struct ws_span span; /* within the article */
    uint32_t article;
    uint8_t type;
};

struct ws_data {
    struct ws_row_ids ids;
    uint32_t *seen; /* per id */
    WS_LIST(struct ws_item) items;
    WS_LIST(struct ws_unit) units;
    WS_LIST(uint32_t) rows;
    WS_LIST(uint32_t) starts; /* per unit: its first character in the article */
    WS_LIST(uint8_t) cls;     /* characters' classes, for gaps */
    WS_LIST(uint32_t) ch;
    WS_LIST(struct ws_answer) gold;
    WS_LIST(struct ws_answer) ignored;
    struct ws_arena arena;
    uint32_t narticles;
    const uint16_t *loose; /* per article */
    const uint32_t *file;  /* likewise */
    const bool *aside;     /* likewise */
    const float *times;    /* likewise: struct ws_gold_article */
    uint32_t nfiles;
    const struct ws_types *types;
    bool memory;      /* the second round: rows of memory only */
    float *base;      /* per item: its score in the first round; NULL there */
    float *p, *score; /* per item: what the first round's model made of it */
    uint32_t part;    /* in eighths: the articles to learn from; 0: all */
};

struct ws_tagger {
    float *w, *g2;         /* WS_MAX_TYPES a row id */
    float *own, *own_g2;   /* likewise: what only holds in the gold aside; not handed over */
    struct ws_then then, then_g2;
};

/* Articles of @gold for the pack of @lang.  @first: the first round's data, for the second
 * round; else NULL. */
whosaid_status ws_data_collect(struct ws_data *d, const struct ws_data *first,
                               const whosaid_engine *engine, const struct ws_gold *gold,
                               const char *lang, whosaid_error *err);
void ws_data_count_rows(struct ws_data *d);
void ws_data_release(struct ws_data *d);
uint32_t ws_data_most_items(const struct ws_data *d);
/* A document that only has the sentence's characters: what the cover asks for. */
void ws_data_borrow_text(struct ws_doc *doc, const struct ws_data *d, const struct ws_unit *unit);
/* Is it of the articles that are learned from, for now? */
bool ws_data_takes(const struct ws_data *d, uint32_t article);
/* Which fold an article is in: mixed, but the same on every run. */
int ws_fold_of(uint32_t article, int folds);

/* Learn from every article but those of fold @out (-1: from all); @then: scores of
 * neighbours to start with (and to stay with in the second round), or NULL. */
bool ws_tagger_learn(const struct ws_data *d, struct ws_tagger *m, const struct ws_then *then,
                     const struct ws_tune_options *o, int out, const whosaid_engine *engine);
void ws_tagger_release(struct ws_tagger *m);
/* The nodes of @unit with the model's scores. */
void ws_tagger_score(const struct ws_data *d, const struct ws_tagger *m, const struct ws_unit *unit,
                     uint32_t least, struct ws_node *nodes);

struct count {
    uint32_t right, found, gold;
};

#define WS_TUNE_BINS 10
struct ws_figures {
    struct count type[WS_MAX_TYPES];
    uint32_t bin_right[WS_TUNE_BINS], bin_all[WS_TUNE_BINS];
};

/* Count the answers of @m on the articles of @fold, by gold file. */
bool ws_figures_measure(const struct ws_data *d, const struct ws_tagger *m,
                        const struct ws_tune_options *o, int fold, const struct ws_pack *pack,
                        const whosaid_engine *engine, struct ws_figures f[WS_TUNE_FILES]);
void ws_figures_add(struct ws_figures *sum, const struct ws_figures *more);
double ws_figures_f1(const struct ws_figures *f); /* micro */
void ws_figures_print(const struct ws_data *d, const struct ws_figures *f, FILE *out);
/* How many gold spans are among the candidates at all. */
void ws_data_print_reach(const struct ws_data *d, FILE *out);

/* A span that a kind of evidence moved, and what its sentence gained by it. */
struct ws_example {
    double gain; /* 0: none */
    uint32_t unit, item;
};

/* A kind of evidence: a template of rows, or one rule (its rows have groups of their own). */
struct ws_group {
    uint32_t seen;  /* spans that have it */
    uint32_t right; /* of them: right for some type */
    double gain;    /* log-likelihood of unseen gold lost without it */
    struct ws_example best, worst;
};

/* Add what each group earns on the articles of @fold, which @m has not seen. */
bool ws_groups_weigh(const struct ws_data *d, const struct ws_tagger *m,
                     const struct ws_tune_options *o, int fold, const whosaid_engine *engine,
                     struct ws_group *groups, uint32_t ngroups);
void ws_groups_count(const struct ws_data *d, struct ws_group *groups);
void ws_groups_print(const struct ws_data *d, const struct ws_pack *pack,
                     const struct ws_group *groups, uint32_t ngroups, FILE *out);

#endif
