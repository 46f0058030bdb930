/*
 * segment/pairs.c - opening marks wait on a small stack; a closing mark takes its
 * nearest partner and drops what was opened above it.  Which marks there are is data:
 * dicts/<lang>/mark.tsv.
 */
#include "segment/frame.h"

#include <string.h>

#include "base/chars.h"
#include "segment/scan.h"

/* Nested deeper than this, a mark is plain text. */
#define MAX_DEPTH 16

/* Single marks are apostrophes too: what lies farther apart than this is an accident. */
#define MAX_SINGLE 300

enum side { SIDE_OPEN, SIDE_CLOSE, SIDE_BOTH };

struct mark {
    uint32_t at;
    const char *pair;
    enum side side;
    enum ws_pair_kind kind;
    bool single;
};

/* The mark at @at; false where that sign is none, or belongs to a word (O'Neill). */
static bool
read_mark(const struct ws_doc *doc, uint32_t at, struct mark *mark)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    const struct ws_entry *entry = ws_lexicon_find(lexicon, &lexicon->main, &doc->text.ch[at], 1);
    uint8_t side = entry ? entry->mark & (WS_MARK_OPENS | WS_MARK_CLOSES) : 0;

    if (!side || entry->mark == side || doc->word_at[at] != WS_NONE)
        return false;
    mark->pair = ws_entry_attr(entry, doc->pack->is.mark, "pair");
    if (!mark->pair)
        return false;
    mark->at = at;
    mark->side = side == WS_MARK_OPENS    ? SIDE_OPEN
                 : side == WS_MARK_CLOSES ? SIDE_CLOSE
                                          : SIDE_BOTH;
    mark->single = entry->mark & WS_MARK_IS_SINGLE;
    mark->kind = entry->mark & WS_MARK_IS_DOUBLE    ? WS_PAIR_DOUBLE
                 : entry->mark & WS_MARK_IS_BRACKET ? WS_PAIR_BRACKET
                                                    : WS_PAIR_OTHER;
    return true;
}

/* Index of the nearest waiting mark of the same pair, or -1. */
static int
partner_of(const struct mark *mark, const struct mark *open, int n)
{
    int i = n - 1;

    while (i >= 0 && strcmp(open[i].pair, mark->pair) != 0)
        i--;
    return i;
}

/* The same for a closing double mark, which may end what another one began: "...” */
static int
rival_of(const struct mark *mark, const struct mark *open, int n)
{
    int i = n - 1;

    if (mark->kind != WS_PAIR_DOUBLE)
        return -1;
    while (i >= 0 && open[i].kind != WS_PAIR_DOUBLE)
        i--;
    return i;
}

/*
 * Which side a sign for both sides takes, by its neighbours:  ."  closes,  "가  opens
 * behind a blank; where they do not tell, it closes what is open.
 */
static enum side
side_here(const struct ws_doc *doc, struct ws_span span, uint32_t at, bool waiting)
{
    uint8_t before = at > span.start ? doc->text.cls[at - 1] : WS_CH_SPACE;
    uint8_t behind = at + 1 < span.end ? doc->text.cls[at + 1] : WS_CH_SPACE;
    bool free_before = ws_ch_is_blank(before) || before == WS_CH_OPEN;
    bool free_behind = ws_ch_is_blank(behind) || behind == WS_CH_STOP || behind == WS_CH_COMMA ||
                       behind == WS_CH_CLOSE;

    if (free_before != free_behind)
        return free_before ? SIDE_OPEN : SIDE_CLOSE;
    return waiting ? SIDE_CLOSE : SIDE_OPEN;
}

static bool
add_pair(struct ws_frame *frame, struct ws_doc *doc, const struct mark *open, uint32_t close)
{
    struct ws_pair *pair;

    if (open->single && close - open->at > MAX_SINGLE)
        return true;
    pair = ws_list_add(&doc->arena, &frame->pairs);
    if (!pair)
        return false;
    *pair = (struct ws_pair){open->at, close, open->kind};
    frame->flags[open->at] |= WS_FRAME_OPEN;
    frame->flags[close] |= WS_FRAME_CLOSE;
    return true;
}

/* Flag what lies between the outermost marks; pairs from @first on are this paragraph's. */
static void
flag_inside(struct ws_frame *frame, uint32_t first)
{
    uint32_t done = UINT32_MAX;

    for (uint32_t k = frame->pairs.n; k > first; k--) {
        const struct ws_pair *pair = &frame->pairs.v[k - 1];

        if (pair->open >= done)
            continue; /* inside one that is flagged */
        for (uint32_t at = pair->open + 1; at < pair->close; at++)
            frame->flags[at] |= WS_FRAME_INSIDE;
        done = pair->open;
    }
}

/*
 * A quotation of several paragraphs opens anew in each and closes in the last.  So a
 * double mark that waits at the end of its paragraph holds the rest of it together
 * when the next paragraph starts with one.
 */
static void
flag_reopened(struct ws_frame *frame, const struct ws_doc *doc, struct ws_span span,
              const struct mark *open, int n)
{
    uint32_t next = ws_doc_skip(doc, span.end, doc->text.n);
    struct mark mark;
    int i = 0;

    while (i < n && open[i].kind != WS_PAIR_DOUBLE)
        i++;
    if (i == n || doc->text.cls[next] != WS_CH_QUOTE || !read_mark(doc, next, &mark) ||
        mark.kind != WS_PAIR_DOUBLE || mark.side == SIDE_CLOSE)
        return;
    for (uint32_t at = open[i].at + 1; at < span.end; at++)
        frame->flags[at] |= WS_FRAME_INSIDE;
}

bool
ws_frame_pair(struct ws_frame *frame, struct ws_doc *doc, struct ws_span span)
{
    struct mark open[MAX_DEPTH], mark;
    uint32_t first = frame->pairs.n;
    int n = 0;

    for (uint32_t at = span.start;; at++) {
        enum side side;
        int i;

        at = ws_scan_least(doc->text.cls, at, span.end, WS_CH_OPEN);
        if (at == span.end)
            break;
        if (doc->text.cls[at] == WS_CH_DASH || !read_mark(doc, at, &mark))
            continue;
        i = partner_of(&mark, open, n);
        side = mark.side == SIDE_BOTH ? side_here(doc, span, at, i >= 0) : mark.side;
        if (side == SIDE_CLOSE && i < 0)
            i = rival_of(&mark, open, n);
        if (side == SIDE_CLOSE && i >= 0) {
            if (!add_pair(frame, doc, &open[i], at))
                return false;
            n = i;
        } else if (side == SIDE_OPEN) {
            if (mark.side == SIDE_BOTH && i >= 0)
                n = i; /* it was never closed */
            if (n < MAX_DEPTH)
                open[n++] = mark;
        }
    }
    flag_inside(frame, first);
    flag_reopened(frame, doc, span, open, n);
    return true;
}
