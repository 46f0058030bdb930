/*
 * tune/same.h - the gold quotes of one article, and whether an answer agrees with them.
 *
 * A speaker agrees by its full name, by another form of it, by the words of the text, or,
 * for an unnamed source, when most of its words do.
 */
#ifndef WS_TUNE_SAME_H
#define WS_TUNE_SAME_H

#include "doc/doc.h"
#include "tune/gold.h"

/* A gold quote in characters of the clean text. */
struct ws_answer {
    struct ws_span span;
    const struct ws_gold_quote *quote;
    struct ws_span *source;
};

struct ws_answers {
    struct ws_answer *v;
    uint32_t n;
};

/* The quotes of @article; they live in doc->arena.  False when memory is out. */
bool ws_answers_read(struct ws_doc *doc, const struct ws_gold_article *article,
                     struct ws_answers *answers);
/* The gold quote, indirect or not, that is most like @span, if it is alike by @least. */
const struct ws_answer *ws_answers_find(const struct ws_answers *answers, struct ws_span span,
                                        bool indirect, double least);
/* Does the speaker with this name, span and entity agree with the gold's? */
bool ws_answer_agrees(const struct ws_doc *doc, const struct ws_speaker *speaker,
                      const struct ws_answer *answer);

#endif
