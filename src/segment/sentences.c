/*
 * segment/sentences.c - zones to paragraphs to sentences; see sentences.h.
 *
 * One pass over the classes of characters: only stops, final endings and labels are
 * looked at (segment/stop.c decides), everything between them is skipped.
 */
#include "segment/sentences.h"

#include "base/chars.h"
#include "base/error.h"
#include "segment/frame.h"
#include "segment/scan.h"
#include "segment/stop.h"

/* Add the sentence [start, end) without the blanks around it, if anything is left. */
static bool
add_sentence(struct ws_doc *doc, uint32_t zone, uint32_t start, uint32_t end)
{
    struct ws_sentence *sentence;

    start = ws_doc_skip(doc, start, end);
    while (end > start && ws_ch_is_blank(doc->text.cls[end - 1]))
        end--;
    if (start == end)
        return true;
    sentence = ws_list_add(&doc->arena, &doc->sentences);
    if (!sentence)
        return false;
    sentence->span = (struct ws_span){start, end};
    sentence->zone = zone;
    return true;
}

/* Is the newline at @at the end of a paragraph? */
static bool
is_hard(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    const struct ws_text *t = &doc->text;
    uint32_t next = at + 1;

    if (next >= end || ws_ch_is_blank(t->cls[next]))
        return true;
    if (doc->wrapped)
        return false;
    /* a line that starts with a small letter goes on with the one before */
    while (at > 0 && t->cls[at - 1] == WS_CH_SPACE)
        at--;
    return t->cls[next] != WS_CH_LOWER || at == 0 || !ws_ch_is_word(t->cls[at - 1]);
}

static uint32_t
paragraph_end(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    for (;; at++) {
        at = ws_scan_class(doc->text.cls, at, end, WS_CH_NEWLINE);
        if (at == end || is_hard(doc, at, end))
            return at;
    }
}

/* Cut the paragraph @span of zone @zone. */
static bool
cut(struct ws_frame *frame, struct ws_doc *doc, uint32_t zone, struct ws_span span)
{
    enum ws_zone_kind kind = doc->zones.v[zone].kind;
    struct ws_open_sentence open = {span.start, span.end, kind == WS_ZONE_BODY};
    uint32_t at = span.start;

    if (kind == WS_ZONE_HEADLINE || kind == WS_ZONE_SUBHEAD || kind == WS_ZONE_BYLINE)
        return add_sentence(doc, zone, span.start, span.end);
    ws_frame_final(frame, doc, span);
    if (!ws_frame_pair(frame, doc, span))
        return false;
    ws_frame_label(frame, doc, span);
    for (;;) {
        uint32_t end = 0, here = ws_scan_flagged(doc->text.cls, frame->flags, at, span.end,
                                                 WS_CH_STOP, WS_FRAME_FINAL | WS_FRAME_LABEL);

        if (here == span.end)
            break;
        at = here + 1;
        if (doc->text.cls[here] == WS_CH_STOP)
            end = ws_stop_end(doc, frame, &open, here, &at);
        else if (frame->flags[here] & WS_FRAME_FINAL)
            end = ws_final_end(doc, frame, &open, here);
        else if (frame->flags[here] & WS_FRAME_LABEL)
            end = here;
        if (end > open.start) {
            if (!add_sentence(doc, zone, open.start, end))
                return false;
            open.start = ws_doc_skip(doc, end, span.end);
            if (at < open.start)
                at = open.start;
        }
    }
    return add_sentence(doc, zone, open.start, span.end);
}

/* Words inside a sentence learn of it, and it of them. */
static void
share_words(struct ws_doc *doc)
{
    uint32_t w = 0;

    for (uint32_t s = 0; s < doc->sentences.n; s++) {
        struct ws_sentence *sentence = &doc->sentences.v[s];

        while (w < doc->words.n && doc->words.v[w].span.start < sentence->span.start)
            w++;
        sentence->first_word = w;
        for (; w < doc->words.n && doc->words.v[w].span.start < sentence->span.end; w++)
            doc->words.v[w].sentence = s;
        sentence->nwords = w - sentence->first_word;
    }
}

whosaid_status
ws_segment_sentences(struct ws_doc *doc, whosaid_error *err)
{
    struct ws_frame frame;

    if (!ws_frame_init(&frame, doc))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (uint32_t z = 0; z < doc->zones.n; z++) {
        struct ws_span zone = doc->zones.v[z].span;

        if (doc->zones.v[z].kind == WS_ZONE_FURNITURE)
            continue;
        while (zone.start < zone.end) {
            uint32_t end;

            zone.start = ws_doc_skip(doc, zone.start, zone.end);
            end = paragraph_end(doc, zone.start, zone.end);
            if (!cut(&frame, doc, z, (struct ws_span){zone.start, end}))
                return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
            zone.start = end;
        }
    }
    share_words(doc);
    return WHOSAID_OK;
}
