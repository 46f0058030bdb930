/*
 * layout/lines.h - the lines of a page and what is known of each.
 *
 *     doc->text  -->  [ split ]  -->  lines  -->  [ rules ]  -->  lines with a kind,
 *                                                                 doc->published
 *
 * A line here is what a reader would call one: where the text is broken by width
 * (doc->wrapped), the lines of a paragraph are one.
 */
#ifndef WS_LAYOUT_LINES_H
#define WS_LAYOUT_LINES_H

#include "doc/doc.h"

#define WS_ZONE_OPEN WS_ZONE_COUNT /* not decided yet */

struct ws_line {
    struct ws_span span; /* without the blanks around it; never empty */
    uint32_t weight;     /* its length: a syllable block counts two */
    uint32_t words;
    enum ws_zone_kind kind;
    bool full;           /* ends as a sentence does: stop, or closing mark behind one */
    bool quoted;         /* ends with a closing mark */
    bool ends_page;      /* of furniture: nothing of the article comes behind it */
    bool lists;          /* of furniture: a list follows, up to the next paragraph */
    bool dateline;       /* has a byline at its start */
    bool stamped;        /* starts with when the page was written or changed, ... */
    uint32_t stamp;      /* ... the last of such dates ends here */
    uint32_t body, tail; /* what lies between is no byline */
};

struct ws_lines {
    WS_LIST(struct ws_line) v;
};

/* Split the text into lines, and set doc->wrapped; false when memory is out. */
bool ws_lines_split(struct ws_lines *lines, struct ws_doc *doc);
/*
 * Run the pack's rules "for zone" (layout/marked.c).  Their types:
 *
 *     byline     from the start of a line: its groups place and outlet are noted
 *     dateline   the end of a byline that starts with its line: (AP) -
 *     caption    the line is one            furniture  the line is
 *     end        the line is furniture, and so is what comes behind it
 *     list       the line is furniture, and so are those behind it that are no paragraph
 *     input, modified                       a date, in the groups y, m and d; its line
 *                                           is a byline, or furniture where it says no more
 *     caption-date                          the same in a caption
 */
void ws_lines_mark(struct ws_lines *lines, struct ws_doc *doc);

/* A paragraph of running text, by its length and its end. */
static inline bool
ws_line_is_paragraph(const struct ws_line *line)
{
    return (line->full && line->weight >= 60) || line->weight >= 260;
}

#endif
