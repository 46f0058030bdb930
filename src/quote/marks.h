/*
 * quote/marks.h - which quotation marks belong together.
 *
 *     그는 “‘간다’고 했다”고 말했다.   gives  “…” with ‘…’ inside it
 *
 * Marks, their sides and kinds are data: MARK entries of the pack.  Pairs lie inside one
 * paragraph.  Where one mark of a pair is missing or wrong, the pair is mended and says so.
 */
#ifndef WS_QUOTE_MARKS_H
#define WS_QUOTE_MARKS_H

#include "doc/doc.h"

/* A mark opened deeper than this is left as plain text. */
#define WS_MARKS_DEPTH 8

enum ws_mark_kind { WS_MARK_DOUBLE, WS_MARK_SINGLE, WS_MARK_CORNER };

/* How a pair was mended. */
enum ws_mend {
    WS_MEND_NONE,
    WS_MEND_MIXED,     /* the two marks are of different kinds */
    WS_MEND_OPEN,      /* the opening mark is missing */
    WS_MEND_CLOSE,     /* the closing mark is missing: a tail says where it stood */
    WS_MEND_PARAGRAPH, /* open at the end of its paragraph, or where the next one opens */
    WS_MEND_LABEL      /* no marks: [담당 의사 : …], a paragraph in brackets with a label */
};

struct ws_pair {
    struct ws_span inner; /* the words between the marks, without blanks at the ends */
    struct ws_span outer;
    struct ws_span line; /* the paragraph */
    uint32_t parent;     /* the pair it lies in; WS_NONE */
    uint8_t kind, mend, depth;
};

struct ws_pairs {
    WS_LIST(struct ws_pair) list; /* sorted by start, outer before inner */
};

/* Find the pairs of @doc; they live in its arena. */
whosaid_status ws_marks_pair(struct ws_doc *doc, struct ws_pairs *pairs, whosaid_error *err);

#endif
