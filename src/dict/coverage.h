/*
 * dict/coverage.h - how much of what an article names its dictionaries know: the figure that
 * tells what to add to them, and what to take out.
 */
#ifndef WS_DICT_COVERAGE_H
#define WS_DICT_COVERAGE_H

#include "doc/doc.h"

/* A mention that somebody has marked, in characters of the clean text. */
struct ws_gold_span {
    struct ws_span span;
    uint8_t type; /* WS_NO_TYPE: what stands here is not judged */
};

/* Counts of one type. */
struct ws_coverage {
    unsigned long gold;    /* mentions marked */
    unsigned long whole;   /* of them, those that are an entry of the type */
    unsigned long touched; /* those where some entry or part of a name of the type starts the
                              mention or ends it: what a candidate can be made of */
    unsigned long matches; /* entries of the type that stand in the text as whole words: the
                              longest from the left, common words left out */
    unsigned long right;   /* of them, those that are a mention of the type */
};

/* Called for each match that counts: is it a mention of type @type? */
typedef void ws_coverage_report(void *user, const struct ws_doc *doc, struct ws_span span,
                                uint8_t type, bool right);

/* Add to @counts, one a type, what ws_dict_match() found of @gold in @doc; @report may be NULL. */
void ws_dict_coverage(const struct ws_doc *doc, const struct ws_gold_span *gold, size_t ngold,
                      struct ws_coverage counts[WS_MAX_TYPES], ws_coverage_report *report,
                      void *user);

#endif
