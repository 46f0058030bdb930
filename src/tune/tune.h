/*
 * tune/tune.h - learning weights from gold: what the trainers share.
 *
 *     gold  -->  engine up to "rule"   -->  tune_mention  --+
 *     gold  -->  engine up to "quote"  -->  tune_quote    --+-->  weights.tsv
 *
 * A trainer is deterministic: the same gold and options give the same file.
 */
#ifndef WS_TUNE_TUNE_H
#define WS_TUNE_TUNE_H

#include <stdio.h>

#include "engine.h"
#include "tune/gold.h"

struct ws_tune_options {
    int folds; /* of the cross-validation; below 2: none */
    int passes;
    float l2;
    int least;          /* rows seen less often are left out */
    FILE *report;       /* figures for people */
    bool curve;         /* report what a part of the gold would have taught */
    bool rules;         /* report what each kind of evidence and each rule is worth */
    bool gold_mentions; /* quotes: take the gold's mentions, to see what the tagger costs */
    /* quotes: called for each article that cross-validation has read; may be NULL */
    void (*on_article)(void *user, const struct ws_doc *doc, const struct ws_gold_article *article);
    void *user;
};

/* A row and its weights, as a trainer learned them. */
struct ws_learned {
    ws_row row;
    float weights[WS_MAX_TYPES];
    uint32_t seen;
};

struct ws_learned_list {
    struct ws_learned *v;
    uint32_t n, room;
};

bool ws_learned_add(struct ws_learned_list *list, const struct ws_learned *learned);

/* Rows to small numbers: a hash with open addressing. */
struct ws_row_ids {
    ws_row *rows;    /* by id */
    uint32_t *slots; /* 1 + id; 0: empty */
    uint32_t n, room, mask;
};
uint32_t ws_row_id(struct ws_row_ids *ids, ws_row row); /* UINT32_MAX when memory is out */
void ws_row_ids_release(struct ws_row_ids *ids);

/* Learn the tagger's weights for the pack of @lang; adds to @learned. */
whosaid_status ws_tune_mentions(whosaid_engine *engine, const struct ws_gold *gold,
                                const char *lang, const struct ws_tune_options *options,
                                struct ws_learned_list *learned, whosaid_error *err);

/* Learn the weights of quotes and speakers, with the tagger's own mentions. */
whosaid_status ws_tune_quotes(whosaid_engine *engine, const struct ws_gold *gold, const char *lang,
                              const struct ws_tune_options *options,
                              struct ws_learned_list *learned, whosaid_error *err);

/* Print the @most sentences, one an article, that the pack of @lang is least sure of, and what
 * it doubts.  The articles need no gold. */
whosaid_status ws_tune_unsure(const whosaid_engine *engine, const struct ws_gold *gold,
                              const char *lang, uint32_t most, FILE *out, whosaid_error *err);

/* Fill doc->input and the rest of "read" from @article and walk the rooms until @until. */
whosaid_status ws_tune_walk(const whosaid_engine *engine, struct ws_doc *doc,
                            const struct ws_gold_article *article, const char *until,
                            whosaid_error *err);

/* Does the article belong to the pack of @lang? */
bool ws_tune_is_lang(const struct ws_gold_article *article, const char *lang);

#endif
