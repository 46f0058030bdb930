/*
 * layout/lines.c - splitting, and finding out whether lines are broken by width.
 */
#include "layout/lines.h"

#include <string.h>

#include "base/chars.h"

#define MAX_COUNT  240 /* counted in a byte: below 256, and whole vectors */
#define WRAP_WIDTH 130 /* weight of the longest line of a text that is broken by width */

/* How many of @cls[start, end) are syllable blocks, which are twice as wide as a letter;
 * counted in bytes, which is fast. */
static uint32_t
count_wide(const uint8_t *cls, uint32_t start, uint32_t end)
{
    uint32_t n = 0;

    while (start < end) {
        uint32_t stop = end - start > MAX_COUNT ? start + MAX_COUNT : end;
        uint8_t part = 0;

        for (; start < stop; start++)
            part = (uint8_t)(part + (cls[start] == WS_CH_HANGUL || cls[start] == WS_CH_HAN));
        n += part;
    }
    return n;
}

/* How many words start in @cls[start, end), where the first character is no blank. */
static uint32_t
count_words(const uint8_t *cls, uint32_t start, uint32_t end)
{
    uint32_t n = 1;

    for (start++; start < end;) {
        uint32_t stop = end - start > MAX_COUNT ? start + MAX_COUNT : end;
        uint8_t part = 0;

        for (; start < stop; start++)
            part = (uint8_t)(part +
                             ((cls[start - 1] <= WS_CH_NEWLINE) & (cls[start] > WS_CH_NEWLINE)));
        n += part;
    }
    return n;
}

/* Skip from the end of [start, end) what may stand behind the last stop. */
static void
read_end(const struct ws_text *t, struct ws_line *line)
{
    uint32_t at = line->span.end;

    while (at > line->span.start &&
           (t->cls[at - 1] == WS_CH_QUOTE || t->cls[at - 1] == WS_CH_CLOSE))
        at--;
    line->quoted = at < line->span.end && t->cls[line->span.end - 1] == WS_CH_QUOTE;
    line->full = at > line->span.start && t->cls[at - 1] == WS_CH_STOP && t->ch[at - 1] != 0x2026;
}

static bool
add_line(struct ws_lines *lines, struct ws_doc *doc, uint32_t start, uint32_t end)
{
    const struct ws_text *t = &doc->text;
    struct ws_line *line;

    while (start < end && ws_ch_is_blank(t->cls[start]))
        start++;
    while (end > start && ws_ch_is_blank(t->cls[end - 1]))
        end--;
    if (start == end)
        return true;
    line = ws_list_add(&doc->arena, &lines->v);
    if (!line)
        return false;
    line->span = (struct ws_span){start, end};
    line->kind = WS_ZONE_OPEN;
    line->weight = end - start + count_wide(t->cls, start, end);
    line->words = count_words(t->cls, start, end);
    line->body = start;
    line->tail = end;
    read_end(t, line);
    return true;
}

/* What ws_is_wrapped() counts of a text. */
struct census {
    uint32_t pairs, open;   /* lines with one right below; those that end in mid-sentence */
    uint32_t longest, near; /* weight of the longest line; open ones of near that length */
};

/* The end of the line at @at. */
static uint32_t
line_end(const struct ws_text *t, uint32_t at)
{
    const uint8_t *found = at < t->n ? memchr(t->cls + at, WS_CH_NEWLINE, t->n - at) : NULL;

    return found ? (uint32_t)(found - t->cls) : t->n;
}

/* Is the newline at @at the end of a paragraph even in a wrapped text? */
static bool
ends_paragraph(const struct ws_text *t, uint32_t at)
{
    return at + 1 >= t->n || ws_ch_is_blank(t->cls[at + 1]);
}

/* Stops at a line that is too long for a wrapped text. */
static void
count_lines(const struct ws_text *t, uint32_t longest, struct census *c)
{
    for (uint32_t at = 0; at < t->n && c->longest <= WRAP_WIDTH;) {
        uint32_t end = line_end(t, at), last = end;
        uint32_t weight = end - at + count_wide(t->cls, at, end);

        if (weight > c->longest)
            c->longest = weight;
        while (last > at && t->cls[last - 1] == WS_CH_SPACE)
            last--;
        if (last > at && end < t->n && !ends_paragraph(t, end)) {
            bool open = ws_ch_is_word(t->cls[last - 1]) || t->cls[last - 1] == WS_CH_COMMA;
            c->pairs++;
            c->open += open;
            c->near += open && weight * 10 >= longest * 6;
        }
        at = end + 1;
    }
}

/* Most lines have one right below, end in mid-sentence and are about as long. */
static bool
is_wrapped(const struct ws_text *t)
{
    struct census c = {0};

    count_lines(t, 0, &c);
    if (c.pairs < 3 || c.longest > WRAP_WIDTH || c.open * 5 < c.pairs * 3)
        return false;
    c = (struct census){.longest = c.longest};
    count_lines(t, c.longest, &c);
    return c.near * 5 >= c.open * 4 && c.longest >= 40;
}

bool
ws_lines_split(struct ws_lines *lines, struct ws_doc *doc)
{
    const struct ws_text *t = &doc->text;
    uint32_t start = 0;

    doc->wrapped = is_wrapped(t);
    for (uint32_t at = 0; at <= t->n; at++) {
        at = line_end(t, at);
        if (at < t->n && doc->wrapped && !ends_paragraph(t, at))
            continue;
        if (!add_line(lines, doc, start, at))
            return false;
        start = at + 1;
    }
    return true;
}
