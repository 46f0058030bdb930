/*
 * segment/labels.c - lists that run on in one paragraph; see frame.h.
 *
 *     1) ... 2) ...     1. ... 2. ...     a. ... b. ...     (i) ... (ii) ... (iii) ...
 *
 * The first label stands at the start of the paragraph and says what the next one must
 * be; so a number elsewhere is never taken for a label.
 */
#include "segment/frame.h"

#include "base/chars.h"

enum style { STYLE_NONE, STYLE_NUMBER, STYLE_SMALL, STYLE_LARGE, STYLE_ROMAN };

struct label {
    enum style style;
    uint32_t value; /* from 1 */
    uint32_t end;   /* behind its last sign */
    bool bracket;   /* ( before it */
    uint32_t sign;  /* . or ) behind it */
};

/* The value of the roman number in small letters at [at, end), 0 where it is none.
 * Good for 1 to 39, which lists do not exceed. */
static uint32_t
roman(const uint32_t *ch, uint32_t at, uint32_t end)
{
    uint32_t sum = 0, last = 0;

    while (end-- > at) {
        uint32_t one = ch[end] == 'i' ? 1 : ch[end] == 'v' ? 5 : ch[end] == 'x' ? 10 : 0;

        if (!one)
            return 0;
        sum = one < last ? sum - one : sum + one;
        last = one > last ? one : last;
    }
    return sum;
}

static void
read_value(const struct ws_text *t, uint32_t at, uint32_t end, struct label *label)
{
    uint32_t n = end - at, first = t->ch[at];

    if (t->cls[at] == WS_CH_DIGIT && n <= 3) {
        label->style = STYLE_NUMBER;
        for (; at < end && t->cls[at] == WS_CH_DIGIT; at++)
            label->value = label->value * 10 + (t->ch[at] - '0');
        if (at < end)
            label->style = STYLE_NONE;
    } else if (n <= 6 && roman(t->ch, at, end)) {
        label->style = STYLE_ROMAN;
        label->value = roman(t->ch, at, end);
    } else if (n == 1 && first >= 'a' && first <= 'z') {
        label->style = STYLE_SMALL;
        label->value = first - 'a' + 1;
    } else if (n == 1 && first >= 'A' && first <= 'Z') {
        label->style = STYLE_LARGE;
        label->value = first - 'A' + 1;
    }
}

/* Read the label at @at, before a blank; style NONE where there is none. */
static struct label
read_label(const struct ws_text *t, uint32_t at, uint32_t end)
{
    struct label label = {.bracket = t->ch[at] == '('};
    uint32_t start = at + label.bracket;

    at = start;
    while (at < end && at - start < 7 && ws_ch_is_word(t->cls[at]))
        at++;
    label.sign = t->ch[at];
    label.end = at + 1;
    if (at > start && at + 1 < end && ws_ch_is_blank(t->cls[at + 1]) &&
        (label.sign == ')' || (label.sign == '.' && !label.bracket)))
        read_value(t, start, at, &label);
    return label;
}

/* Is @next the label behind @last: same style, same signs, one more? */
static bool
follows(const struct label *last, const struct label *next)
{
    return next->style == last->style && next->value == last->value + 1 &&
           next->bracket == last->bracket && next->sign == last->sign;
}

void
ws_frame_label(struct ws_frame *frame, const struct ws_doc *doc, struct ws_span span)
{
    const struct ws_text *t = &doc->text;
    struct label last = read_label(t, span.start, span.end);

    if (last.style == STYLE_NONE)
        return;
    for (uint32_t at = last.end; at + 2 < span.end; at++) {
        struct label next;

        if (!ws_ch_is_blank(t->cls[at]) || ws_ch_is_blank(t->cls[at + 1]))
            continue;
        next = read_label(t, at + 1, span.end);
        if (follows(&last, &next)) {
            frame->flags[at + 1] |= WS_FRAME_LABEL;
            last = next;
        }
    }
}
