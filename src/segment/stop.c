/*
 * segment/stop.c - the decision at one stop; see stop.h.
 *
 *     그는 "갔다."   (웃음)  그리고
 *              ^  ^      ^  ^
 *              at tail  end next      at: the stop, tail: behind it and closing marks
 */
#include "segment/stop.h"

#include <string.h>

#include "base/chars.h"
#include "base/utf8.h"

#define MAX_NOTE      60  /* characters of a bracket that belongs to the sentence before */
#define MAX_MARKER    12  /* of one glued to the stop: 한다.[1] */
#define MAX_ORNAMENTS 200 /* of ㅎㅎ, ~ and the like */
#define APART         5   /* characters of ". . .", which never ends a sentence */
#define MAX_FOLD      24  /* of a word that is looked up in small letters */
#define SAID_WITHIN   5   /* words behind "...!" in which its verb of saying may stand */

struct stop {
    uint32_t at, run_end; /* the stops themselves */
    uint32_t end, next;
    bool ellipsis;      /* … or several dots */
    bool closed_double; /* a closing double mark behind it */
    bool closed_other;  /* any other closing mark of a pair */
};

/* The entry whose surface is text[start, end), as written or in small letters. */
static const struct ws_entry *
entry_at(const struct ws_doc *doc, uint32_t start, uint32_t end)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    uint32_t folded[MAX_FOLD];
    const struct ws_entry *entry;

    if (end - start > MAX_FOLD)
        return NULL;
    entry = ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + start, end - start);
    if (entry || doc->text.cls[start] != WS_CH_UPPER)
        return entry;
    for (uint32_t i = start; i < end; i++) {
        uint32_t rune = doc->text.ch[i];
        folded[i - start] = rune >= 'A' && rune <= 'Z' ? rune + ('a' - 'A') : rune;
    }
    return ws_lexicon_find(lexicon, &lexicon->main, folded, end - start);
}

static bool
is_jamo(uint32_t rune)
{
    return rune >= 0x3131 && rune <= 0x3163;
}

/* ㅎㅎ, ~, ^^, pictures: what stands behind a sentence's last word in letters and blogs. */
static bool
is_ornament(const struct ws_text *t, uint32_t at)
{
    uint32_t rune = t->ch[at];

    return is_jamo(rune) || rune == '~' || rune == '^' || rune == ';' ||
           (t->cls[at] == WS_CH_SYMBOL && rune >= 0x2600 && rune != WS_REPLACEMENT);
}

/* Behind the ornaments at @at, and those after a blank, if nothing is glued to them;
 * else @at. */
static uint32_t
skip_ornaments(const struct ws_text *t, uint32_t at, uint32_t end)
{
    uint32_t to = at, best = at;

    if (end - at > MAX_ORNAMENTS)
        end = at + MAX_ORNAMENTS;
    for (;;) {
        while (to < end && (is_ornament(t, to) || t->cls[to] == WS_CH_STOP))
            to++;
        if (to < end && !ws_ch_is_blank(t->cls[to]))
            return best;
        best = to;
        while (to < end && t->cls[to] == WS_CH_SPACE)
            to++;
        if (to == end || !is_ornament(t, to))
            return best;
    }
}

/* Behind the dots and marks that start at @at; dots may stand apart: . . . */
static uint32_t
run_end(const struct ws_text *t, uint32_t at, uint32_t end)
{
    uint32_t to = at + 1, far, next;
    bool apart = at > 0 && ws_ch_is_blank(t->cls[at - 1]);

    while (to < end && t->cls[to] == WS_CH_STOP)
        to++;
    if (t->ch[to - 1] != '.')
        return to;
    for (far = to; far + 1 < end && t->ch[far] == ' ' && t->ch[far + 1] == '.';)
        far += 2;
    next = far + ws_ch_is_blank(t->cls[far]);
    /* "It ended. . . . The next": the first dot ends, three are the next one's */
    if (far - to == 6 && to == at + 1 && !apart && t->cls[next] == WS_CH_UPPER)
        return to;
    return far;
}

/* Behind the closing marks at @at, noting their kinds. */
static uint32_t
skip_closers(const struct ws_doc *doc, const struct ws_frame *frame, uint32_t at, uint32_t end,
             struct stop *stop)
{
    const struct ws_text *t = &doc->text;

    for (; at < end; at++) {
        if (frame->flags[at] & WS_FRAME_CLOSE) {
            const struct ws_pair *pair = ws_frame_closing(frame, at);
            bool is_double = pair && pair->kind == WS_PAIR_DOUBLE;

            stop->closed_double |= is_double;
            stop->closed_other |= !is_double;
        } else if ((t->cls[at] != WS_CH_QUOTE && t->cls[at] != WS_CH_CLOSE) ||
                   frame->flags[at] & WS_FRAME_OPEN ||
                   (at + 1 < end && ws_ch_is_word(t->cls[at + 1]))) {
            break;
        }
    }
    return at;
}

static bool
is_label_text(const struct ws_text *t, uint32_t at, uint32_t end)
{
    if (end - at > 4)
        return false;
    while (at < end && t->cls[at] >= WS_CH_DIGIT && t->cls[at] <= WS_CH_LOWER)
        at++;
    return at == end;
}

/*
 * A bracket behind the stop that is no sentence itself belongs to the one before:
 * 서 있다. (회사 제공)   한다.[1]
 */
static uint32_t
skip_notes(const struct ws_doc *doc, const struct ws_frame *frame, uint32_t at, uint32_t end)
{
    const struct ws_text *t = &doc->text;
    const struct ws_pair *pair;
    uint32_t next;

    while (at < end && (pair = ws_frame_opening(frame, at, MAX_MARKER)) &&
           pair->kind == WS_PAIR_BRACKET)
        at = pair->close + 1;
    next = ws_doc_skip(doc, at, end);
    pair = next < end ? ws_frame_opening(frame, next, MAX_NOTE) : NULL;
    if (!pair || pair->kind != WS_PAIR_BRACKET || frame->flags[next] & WS_FRAME_LABEL ||
        is_label_text(t, next + 1, pair->close) || pair->close == next + 1)
        return at;
    if (t->cls[pair->close - 1] == WS_CH_STOP || frame->flags[pair->close - 1] & WS_FRAME_FINAL ||
        is_ornament(t, pair->close - 1))
        return at;
    next = pair->close + 1;
    return next == end || ws_ch_is_blank(t->cls[next]) ? next : at;
}

/* Does @at lie between the marks of a pair? */
static bool
is_inside(const struct ws_frame *frame, uint32_t at, uint32_t end)
{
    return at < end && frame->flags[at] & (WS_FRAME_INSIDE | WS_FRAME_CLOSE);
}

static bool
is_starter(const struct ws_doc *doc, uint32_t at)
{
    const struct ws_class_sets *is = &doc->pack->is;
    uint32_t w = doc->word_at[at];
    const struct ws_entry *entry;

    if (w == WS_NONE || doc->text.cls[at] != WS_CH_UPPER)
        return false;
    entry = entry_at(doc, doc->words.v[w].span.start, doc->words.v[w].span.end);
    return entry && entry->classes & (is->function | is->pronoun | is->connective);
}

/* The word behind "..." may be the speaker of it: does a verb of saying follow soon? */
static bool
said_follows(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    uint32_t w = doc->word_at[at];

    if (w == WS_NONE)
        return false;
    for (uint32_t k = w; k < doc->words.n && k < w + SAID_WITHIN; k++) {
        struct ws_span span = doc->words.v[k].span;
        const struct ws_entry *entry;

        if (span.end > end)
            return false;
        for (uint32_t i = k > w ? doc->words.v[k - 1].span.end : span.start; i < span.start; i++)
            if (!ws_ch_is_blank(doc->text.cls[i]) && doc->text.ch[i] != '.')
                return false;
        entry = entry_at(doc, span.start, span.end);
        if (entry && entry->classes & doc->pack->is.verb_say &&
            doc->text.cls[span.start] == WS_CH_LOWER)
            return true;
    }
    return false;
}

/* The abbreviation text[start, dot]; before a number in small letters too: rs. 100. */
static const struct ws_entry *
abbreviation_entry(const struct ws_doc *doc, uint32_t start, uint32_t dot)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    const struct ws_entry *entry = entry_at(doc, start, dot + 1);
    uint32_t title[MAX_FOLD], n = dot + 1 - start;

    if (entry || n > MAX_FOLD || doc->text.cls[start] != WS_CH_LOWER ||
        doc->text.cls[ws_doc_skip(doc, dot + 1, doc->text.n)] != WS_CH_DIGIT)
        return entry;
    memcpy(title, doc->text.ch + start, n * sizeof *title);
    title[0] -= title[0] < 0x80 ? 'a' - 'A' : 0;
    return ws_lexicon_find(lexicon, &lexicon->main, title, n);
}

/* abbrev= of the word that ends with the dot at @dot: 0 no abbreviation. */
static long
abbreviation(const struct ws_doc *doc, uint32_t dot)
{
    const struct ws_text *t = &doc->text;
    uint32_t w = dot ? doc->word_at[dot - 1] : WS_NONE;
    const struct ws_entry *entry;
    struct ws_span span;

    if (w == WS_NONE) /* N°. 5 */
        return dot && t->cls[dot - 1] == WS_CH_SYMBOL &&
               t->cls[ws_doc_skip(doc, dot + 1, t->n)] == WS_CH_DIGIT;
    span = doc->words.v[w].span;
    entry = abbreviation_entry(doc, span.start, dot);
    if (entry && ws_entry_attr(entry, 0, "abbrev"))
        return ws_entry_number(entry, 0, "abbrev", 0);
    if (doc->word_at[dot] == w)
        return 2; /* U.S. */
    return span.end - span.start == 1 && t->cls[span.start] == WS_CH_UPPER ? 2 : 0;
}

/* Is [start, at) a label: a number or one letter at the start of the sentence? */
static bool
is_label(const struct ws_doc *doc, const struct ws_open_sentence *open, uint32_t at)
{
    return at > open->start && is_label_text(&doc->text, open->start, at) &&
           (doc->text.cls[open->start] == WS_CH_DIGIT || at == open->start + 1);
}

/* A number whose dot is followed by a blank goes on: 2020. 12. 7. */
static bool
in_spaced_date(const struct ws_text *t, const struct stop *stop)
{
    uint32_t at = stop->at;

    if (at == 0 || t->cls[at - 1] != WS_CH_DIGIT)
        return false;
    if (t->cls[stop->next] == WS_CH_DIGIT)
        return true;
    while (at > 0 && t->cls[at - 1] == WS_CH_DIGIT)
        at--;
    return at >= 3 && t->ch[at - 1] == ' ' && t->ch[at - 2] == '.' && t->cls[at - 3] == WS_CH_DIGIT;
}

/* First letter or digit at or behind @at: what a sentence would begin with. */
static uint32_t
first_letter(const struct ws_text *t, uint32_t at, uint32_t end)
{
    while (at < end && !ws_ch_is_word(t->cls[at]))
        at++;
    return at;
}

/* Languages with capitals: what the next sentence begins with tells most. */
static bool
ends_before_capital(const struct ws_doc *doc, const struct ws_open_sentence *open,
                    const struct stop *stop)
{
    const struct ws_text *t = &doc->text;
    uint32_t letter = first_letter(t, stop->next, open->end);

    if (letter == open->end)
        return t->ch[stop->next] != '.';
    if (t->cls[letter] == WS_CH_LOWER)
        return false;
    if (stop->closed_double || stop->closed_other)
        return !said_follows(doc, letter, open->end);
    if (stop->ellipsis)
        return stop->run_end - stop->at != APART && t->cls[letter] == WS_CH_UPPER;
    if (t->ch[stop->at] == '.') {
        long kind = abbreviation(doc, stop->at);

        if (kind)
            return kind == 2 && letter == stop->next && is_starter(doc, letter);
        if (stop->run_end == stop->at + 1 && is_label(doc, open, stop->at))
            return false;
    }
    return true;
}

/* Languages without: a stop ends a sentence unless something speaks against it. */
static bool
ends_anywhere(const struct ws_doc *doc, const struct ws_frame *frame,
              const struct ws_open_sentence *open, const struct stop *stop)
{
    const struct ws_text *t = &doc->text;
    uint32_t before = stop->at, w;

    while (before > open->start && is_ornament(t, before - 1))
        before--;
    if (before == open->start)
        return false;
    if (t->cls[stop->next] == WS_CH_LOWER)
        return false;
    if (stop->closed_other && !stop->closed_double) {
        const struct ws_pair *pair = ws_frame_closing(frame, stop->run_end);
        return pair && pair->kind == WS_PAIR_BRACKET && pair->open == open->start;
    }
    if (stop->ellipsis)
        return frame->flags[before - 1] & WS_FRAME_FINAL || before < stop->at;
    if (t->ch[stop->at] != '.')
        return true;
    if (in_spaced_date(t, stop) || is_label(doc, open, stop->at) ||
        abbreviation(doc, stop->at) == 1)
        return false;
    w = doc->word_at[before - 1];
    return w == WS_NONE || t->cls[before - 1] < WS_CH_UPPER || t->cls[before - 1] > WS_CH_LOWER ||
           ws_span_len(doc->words.v[w].span) > 3;
}

/* Is the stop at @at in an address: jane.Doe@example.com, http://...? */
static bool
in_address(const struct ws_text *t, uint32_t at)
{
    for (uint32_t i = at; i < t->n && i < at + MAX_NOTE && !ws_ch_is_blank(t->cls[i]); i++)
        if (t->ch[i] == '@' || t->ch[i] == '/')
            return true;
    return false;
}

/* No blank behind the stop: 강화한다.신현웅, or "It was late.They left". */
static bool
ends_glued(const struct ws_doc *doc, const struct ws_frame *frame, const struct stop *stop)
{
    const struct ws_text *t = &doc->text;
    uint32_t next = stop->end, w;

    if (stop->ellipsis || stop->at == 0 || doc->word_at[stop->at] != WS_NONE)
        return false;
    if (!ws_ch_is_word(t->cls[next]) && !(frame->flags[next] & WS_FRAME_OPEN))
        return false;
    if (frame->flags[stop->at - 1] & WS_FRAME_FINAL)
        return stop->end == stop->run_end;
    w = doc->word_at[stop->at - 1];
    return t->ch[stop->at] == '.' && w != WS_NONE && ws_span_len(doc->words.v[w].span) > 2 &&
           (t->cls[stop->at - 1] == WS_CH_LOWER || t->cls[stop->at - 1] == WS_CH_DIGIT) &&
           t->cls[next] == WS_CH_UPPER && t->cls[next + 1] == WS_CH_LOWER &&
           !in_address(t, stop->at) && !abbreviation(doc, stop->at);
}

/* Fill @stop for the run of stops at stop->at. */
static void
read_stop(const struct ws_doc *doc, const struct ws_frame *frame, uint32_t end, struct stop *stop)
{
    const struct ws_text *t = &doc->text;
    uint32_t at = stop->at;

    stop->run_end = run_end(t, at, end);
    stop->ellipsis =
        t->ch[stop->run_end - 1] == 0x2026 ||
        (stop->run_end - at > 2 && t->ch[at] == '.' && t->ch[stop->run_end - 1] == '.');
    stop->end = skip_closers(doc, frame, stop->run_end, end, stop);
    stop->end = skip_ornaments(t, stop->end, end);
    stop->next = ws_doc_skip(doc, stop->end, end);
}

uint32_t
ws_stop_end(const struct ws_doc *doc, const struct ws_frame *frame,
            const struct ws_open_sentence *open, uint32_t at, uint32_t *behind)
{
    struct stop stop = {.at = at};
    bool ends;

    *behind = at + 1;
    if (doc->word_at[at] != WS_NONE && doc->word_at[at] == doc->word_at[at + 1])
        return 0;
    read_stop(doc, frame, open->end, &stop);
    *behind = stop.run_end;
    if (is_inside(frame, stop.end, open->end))
        return 0;
    if (stop.end < open->end && stop.next == stop.end &&
        !ws_frame_opening(frame, stop.end, MAX_MARKER))
        return ends_glued(doc, frame, &stop) ? stop.end : 0;
    if (stop.next == open->end)
        return open->end;
    ends = doc->pack->features & WS_FEATURE_CAPITALS ? ends_before_capital(doc, open, &stop)
                                                     : ends_anywhere(doc, frame, open, &stop);
    if (!ends || ws_frame_holds(doc, stop.next))
        return 0;
    return skip_notes(doc, frame, stop.end, open->end);
}

uint32_t
ws_final_end(const struct ws_doc *doc, const struct ws_frame *frame,
             const struct ws_open_sentence *open, uint32_t at)
{
    const struct ws_text *t = &doc->text;
    const struct ws_pair *pair = ws_frame_closing(frame, at + 1);
    uint32_t end = at + 1, next;

    if (pair && pair->kind == WS_PAIR_BRACKET && pair->open == open->start)
        end++; /* (맛있어요ㅎㅎ) is a sentence of its own */
    if (!open->running || is_inside(frame, end, open->end))
        return 0;
    end = skip_ornaments(t, end, open->end);
    end = skip_notes(doc, frame, end, open->end);
    if (end < open->end && !ws_ch_is_blank(t->cls[end]))
        return 0;
    next = ws_doc_skip(doc, end, open->end);
    if (next < open->end && (t->cls[next] == WS_CH_STOP || ws_frame_holds(doc, next)))
        return 0;
    return end;
}
