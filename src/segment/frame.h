/*
 * segment/frame.h - what is known of a paragraph before its sentences are cut.
 *
 *     doc->text, words, pack  -->  [ frame ]  -->  a byte of flags for each character
 *
 *     그는 “온다. 간다”고   했다 그리고     1. 하나 2. 둘
 *          (iiiiii)          f                  l       ( ) pair  i inside  f final  l label
 *
 * Quotation marks and brackets count only where both marks stand in one paragraph, so
 * a mark without its partner never swallows what comes behind it.
 */
#ifndef WS_SEGMENT_FRAME_H
#define WS_SEGMENT_FRAME_H

#include "doc/doc.h"

enum ws_frame_flags {
    WS_FRAME_INSIDE = 1, /* between the marks of a pair */
    WS_FRAME_OPEN = 2,   /* the opening mark of a pair */
    WS_FRAME_CLOSE = 4,
    WS_FRAME_FINAL = 8, /* last letter of a word that may end a sentence without a stop */
    WS_FRAME_LABEL = 16 /* first character of a list's second, third, ... label */
};

enum ws_pair_kind { WS_PAIR_DOUBLE, WS_PAIR_BRACKET, WS_PAIR_OTHER };

struct ws_pair {
    uint32_t open, close; /* places of the marks */
    enum ws_pair_kind kind;
};

struct ws_frame {
    uint8_t *flags;                /* doc->text.n + 1 of them */
    WS_LIST(struct ws_pair) pairs; /* by close */
};

/* No flags for the whole text yet; false when memory is out. */
bool ws_frame_init(struct ws_frame *frame, struct ws_doc *doc);
/* Flag the final endings of the paragraph @span, by the pack's rules "for final". */
void ws_frame_final(struct ws_frame *frame, const struct ws_doc *doc, struct ws_span span);
/* Does the word that starts at @at go on with the sentence before it, by the rules "for
 * hold"?  Asked for only where a sentence might end. */
bool ws_frame_holds(const struct ws_doc *doc, uint32_t at);
/* Pair the marks of the paragraph @span (pairs.c); false when memory is out. */
bool ws_frame_pair(struct ws_frame *frame, struct ws_doc *doc, struct ws_span span);
/* Find the labels of a list that runs on in one paragraph: 1. ... 2. ... (labels.c) */
void ws_frame_label(struct ws_frame *frame, const struct ws_doc *doc, struct ws_span span);

/* The pair that closes at @close, or NULL. */
const struct ws_pair *ws_frame_closing(const struct ws_frame *frame, uint32_t close);
/* The pair that opens at @open and closes within @most characters, or NULL. */
const struct ws_pair *ws_frame_opening(const struct ws_frame *frame, uint32_t open, uint32_t most);

#endif
