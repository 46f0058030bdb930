/*
 * rule/figure.c - see figure.h.
 *
 * The pieces read so far are kept as terms, each with the power it was multiplied
 * by, falling from left to right: 1조2천억 is (1조) (2천) and, when 억 comes, only the
 * terms below 억 are multiplied by it.  The same rule reads two hundred thousand.
 */
#include "rule/figure.h"

#include <stddef.h>
#include <string.h>

#define TERMS      8
#define MAX_DIGITS 18

struct term {
    struct ws_decimal value, scale;
};

struct state {
    const struct ws_probe *probe;
    struct ws_figure *figure;
    struct term terms[TERMS];
    uint32_t nterms;
    uint32_t at;
    uint32_t flags;
    struct ws_decimal min, max;
};

static bool
record(struct state *s)
{
    struct ws_figure *f = s->figure;
    struct ws_decimal sum = {0, 0};

    if (f->nends == WS_FIGURE_ENDS)
        return false;
    for (uint32_t i = 0; i < s->nterms; i++)
        if (!ws_decimal_add(&sum, s->terms[i].value))
            return false;
    f->ends[f->nends++] = (struct ws_figure_end){s->at, s->flags, sum, s->min, s->max};
    return true;
}

/* A term may follow only terms of higher power. */
static bool
push(struct state *s, struct ws_decimal value, struct ws_decimal scale)
{
    if (s->nterms == TERMS)
        return false;
    if (s->nterms && ws_decimal_compare(value, s->terms[s->nterms - 1].scale) >= 0)
        return false;
    s->terms[s->nterms++] = (struct term){value, scale};
    return true;
}

/* Multiply the terms below @times by it; alone it stands for itself (만 원). */
static bool
multiply(struct state *s, struct ws_decimal times)
{
    struct ws_decimal sum = {0, 0};
    uint32_t keep = s->nterms;

    while (keep && ws_decimal_compare(s->terms[keep - 1].scale, times) < 0)
        keep--;
    if (keep == s->nterms) {
        if (keep == TERMS)
            return false;
        sum = times;
    } else {
        for (uint32_t i = keep; i < s->nterms; i++)
            if (!ws_decimal_add(&sum, s->terms[i].value))
                return false;
        if (!ws_decimal_times(&sum, times))
            return false;
    }
    if (keep && ws_decimal_compare(sum, s->terms[keep - 1].scale) >= 0)
        return false;
    s->terms[keep] = (struct term){sum, times};
    s->nterms = keep + 1;
    return true;
}

/* Behind the run of digits at @at. */
static uint32_t
digits_end(const struct ws_probe *probe, uint32_t at)
{
    while (ws_probe_digit(probe, at))
        at++;
    return at;
}

static inline bool
comma_opens_decimals(const struct ws_probe *probe)
{
    return probe->features & WS_FEATURE_DECIMAL_COMMA;
}

/* Does what stands at @at part thousands: 1,500, or where a comma opens decimals 1 500, 1.500? */
static inline bool
parts_thousands(const struct ws_probe *probe, uint32_t at)
{
    if (at >= probe->n)
        return false;
    if (comma_opens_decimals(probe))
        return probe->cls[at] == WS_CH_SPACE || probe->ch[at] == '.';
    return probe->ch[at] == ',';
}

static bool
group_of_three(const struct ws_probe *probe, uint32_t at)
{
    return parts_thousands(probe, at) && ws_probe_digit(probe, at + 1) &&
           ws_probe_digit(probe, at + 2) && ws_probe_digit(probe, at + 3) &&
           !ws_probe_digit(probe, at + 4);
}

/* Does the comma at @at part digits as in India, 12,34,567: two digits before three at last? */
static bool
indian_group(const struct ws_probe *probe, uint32_t at)
{
    uint32_t next = at;

    while (!comma_opens_decimals(probe) && next < probe->n && probe->ch[next] == ',' &&
           ws_probe_digit(probe, next + 1) && ws_probe_digit(probe, next + 2) &&
           !ws_probe_digit(probe, next + 3))
        next += 3;
    return next > at && group_of_three(probe, next);
}

/* 5 1/2: the fraction behind a blank at *at, added to @value; *at behind it. */
static bool
add_fraction(const struct ws_probe *probe, uint32_t *at, struct ws_decimal *value)
{
    static const uint64_t thousandths[9] = {[2] = 500, [4] = 250, [5] = 200, [8] = 125};
    uint32_t i = *at, part;
    struct ws_decimal sum = *value, fraction;

    if (i + 3 >= probe->n || probe->cls[i] != WS_CH_SPACE || !ws_probe_digit(probe, i + 1) ||
        probe->ch[i + 2] != '/' || !ws_probe_digit(probe, i + 3) || ws_probe_digit(probe, i + 4))
        return false;
    part = probe->ch[i + 3] - '0';
    if (part > 8 || !thousandths[part] || probe->ch[i + 1] - '0' >= part ||
        probe->ch[i + 1] == '0' || (i + 4 < probe->n && probe->ch[i + 4] == '/'))
        return false;
    fraction = ws_decimal_of((probe->ch[i + 1] - '0') * thousandths[part]);
    if (!ws_decimal_times(&fraction, (struct ws_decimal){1, -3}) || !ws_decimal_add(&sum, fraction))
        return false;
    *value = sum;
    *at = i + 4;
    return true;
}

/* The digits at s->at as one term. */
static bool
read_digits(struct state *s)
{
    const struct ws_probe *probe = s->probe;
    char text[MAX_DIGITS + 2];
    uint32_t point = comma_opens_decimals(probe) ? ',' : '.', n = 0, at = s->at,
             end = digits_end(probe, at);
    struct ws_decimal value;
    bool plain = true;

    if (end - at > MAX_DIGITS)
        return false;
    for (; at < end; at++)
        text[n++] = (char)probe->ch[at];
    while (n <= 3 + 12 && (n <= 3 || !plain)) {
        uint32_t group = group_of_three(probe, at) ? 3 : n != 3 && indian_group(probe, at) ? 2 : 0;

        if (!group)
            break;
        plain = false;
        for (uint32_t i = 1; i <= group; i++)
            text[n++] = (char)probe->ch[at + i];
        at += group + 1;
    }
    if (!s->nterms)
        s->figure->ndigits = n;
    if (probe->ch[at] == point && ws_probe_digit(probe, at + 1)) {
        end = digits_end(probe, at + 1);
        if (end - at + n <= MAX_DIGITS &&
            !(probe->ch[end] == point && ws_probe_digit(probe, end + 1))) {
            plain = false;
            text[n++] = '.';
            while (++at < end)
                text[n++] = (char)probe->ch[at];
        }
    }
    text[n] = '\0';
    if (!ws_decimal_parse(&value, text))
        return false;
    if (plain && !s->nterms && add_fraction(probe, &at, &value))
        plain = false;
    if (!s->nterms)
        s->figure->plain = plain;
    if (!push(s, value, ws_decimal_of(1)))
        return false;
    s->at = at;
    s->flags &= ~(uint32_t)WS_FIGURE_WORDS;
    return record(s);
}

/* Digits behind a blank go on with the figure only where a multiplier or a unit touches
 * them: 1억 2천만, 50만 9375달러. */
static bool
digits_go_on(const struct state *s, uint32_t at)
{
    const struct ws_probe *probe = s->probe;
    uint32_t end = digits_end(probe, at), stop;

    if (group_of_three(probe, end))
        end += 4;
    return end - at <= 5 &&
           ws_probe_word(probe, end, probe->is->number | probe->is->approx | probe->units, &stop);
}

static void
read_attr(struct ws_figure_word *w, const char *key, const char *value)
{
    switch (key[0]) { /* comparing with all eleven was a tenth of this room's time */
    case 'v':
        if (strcmp(key, "value") == 0)
            w->has_value = ws_decimal_parse(&w->value, value);
        w->vague |= strcmp(key, "vague") == 0;
        break;
    case 't':
        if (strcmp(key, "times") == 0)
            w->has_times = ws_decimal_parse(&w->times, value);
        break;
    case 'm':
        if (strcmp(key, "min") == 0)
            (void)ws_decimal_parse(&w->min, value);
        else if (strcmp(key, "max") == 0)
            (void)ws_decimal_parse(&w->max, value);
        break;
    case 'i':
        w->inner |= strcmp(key, "inner") == 0;
        break;
    case 'j':
        w->join |= strcmp(key, "join") == 0;
        break;
    case 'c':
        w->clip |= strcmp(key, "clip") == 0;
        break;
    case 's':
        w->suffix |= strcmp(key, "suffix") == 0;
        break;
    case 'o':
        w->ordinal |= strcmp(key, "ordinal") == 0;
        break;
    case 'w':
        w->weak |= strcmp(key, "weak") == 0;
        break;
    case 'g':
        w->glued |= strcmp(key, "glued") == 0;
        break;
    default:
        break;
    }
}

/* What @entry says; the last words are kept, for they come again. */
static const struct ws_figure_word *
word_of(const struct ws_probe *probe, const struct ws_entry *entry)
{
    size_t slot = ((uintptr_t)entry / sizeof *entry) % WS_FIGURE_WORDS_KEPT;
    struct ws_figure_word *w = &probe->figures->words[slot];

    if (w->entry != entry) {
        *w = (struct ws_figure_word){.entry = entry};
        for (uint32_t i = 0; i < entry->nattrs; i++) {
            const struct ws_attr *attr = &ws_entry_attrs(entry)[i];

            if (probe->is->number >> attr->cls & 1)
                read_attr(w, ws_attr_name(attr), ws_attr_value(attr));
        }
    }
    return w;
}

static bool
take_value(struct state *s, const struct ws_figure_word *w)
{
    if (w->vague) /* a couple is about two, a few has no number */
        s->flags |= w->has_value ? WS_FIGURE_APPROX : WS_FIGURE_VAGUE;
    if (w->min.digits)
        s->min = w->min;
    if (w->max.digits)
        s->max = w->max;
    if (w->has_value) /* behind digits only a fraction: 10억이 is not */
        return (!s->figure->ndigits || w->value.exp < 0) && (w->value.digits || !s->nterms) &&
               push(s, w->value, ws_decimal_scale(w->value));
    if (w->has_times) {
        s->flags |= WS_FIGURE_TIMES;
        (void)(ws_decimal_times(&s->min, w->times) && ws_decimal_times(&s->max, w->times));
        return multiply(s, w->times);
    }
    return w->vague && push(s, ws_decimal_of(1), ws_decimal_of(1));
}

/* Does a short multiplier touch the end of @entry, a short number apart from what it follows:
 * 일억 | 이천만, but not 천만 | 구조대? */
static bool
opens_term(const struct state *s, const struct ws_entry *entry, uint32_t end)
{
    uint64_t is = s->probe->is->number;
    uint32_t stop;
    const struct ws_entry *next = ws_probe_word(s->probe, end, is, &stop);

    return next && s->flags & WS_FIGURE_TIMES && !s->figure->ndigits &&
           ws_probe_has(entry, is, "glued") && ws_probe_has(next, is, "times") &&
           !ws_probe_has(next, is, "inner") && !ws_probe_has(next, is, "vague");
}

/* A word of number at @at; false where none fits. */
static bool
read_word(struct state *s, uint32_t at, bool touching)
{
    uint64_t is = s->probe->is->number;
    uint32_t end;
    const struct ws_entry *entry = ws_probe_word(s->probe, at, is, &end);
    const struct ws_figure_word *w;

    if (!entry)
        return false;
    w = word_of(s->probe, entry);
    if (w->join || (w->inner && !s->nterms && !s->figure->ndigits) ||
        ((w->clip || w->suffix) && !(touching && s->nterms)))
        return false;
    if (!touching && s->nterms && w->weak && !opens_term(s, entry, end))
        return false;
    if (w->ordinal) {
        s->flags |= WS_FIGURE_ORDINAL;
        if (!w->has_value) { /* 4th */
            s->at = end;
            (void)record(s);
            return false;
        }
        if (s->nterms && s->figure->ndigits)
            return false;
    }
    if (!s->nterms && !s->figure->ndigits)
        s->figure->glued = w->glued;
    if (!take_value(s, w))
        return false;
    s->at = end;
    s->flags |= w->clip ? WS_FIGURE_CLIPPED : 0u;
    return record(s) && !w->clip && !w->ordinal;
}

/* 여 in 2000여억원. */
static void
read_inside(struct state *s)
{
    uint32_t end;
    const struct ws_entry *entry = ws_probe_word(s->probe, s->at, s->probe->is->approx, &end);

    if (!entry || !ws_probe_is(entry, s->probe->is->approx, "side", "inside"))
        return;
    s->flags |= WS_FIGURE_APPROX;
    s->at = end;
    (void)record(s);
}

static bool
read_piece(struct state *s)
{
    uint32_t next = s->at;

    if (ws_probe_digit(s->probe, s->at))
        return (!s->nterms || s->flags & WS_FIGURE_TIMES) && read_digits(s);
    if (read_word(s, s->at, true))
        return true;
    if (!s->nterms || s->flags & (WS_FIGURE_ORDINAL | WS_FIGURE_CLIPPED))
        return false;
    next = ws_probe_joint(s->probe, s->at);
    if (next == s->at)
        return false;
    if (ws_probe_digit(s->probe, next)) { /* not 만 19세, nor 100만-150만 */
        if (!(s->flags & WS_FIGURE_TIMES) || s->flags & WS_FIGURE_VAGUE || !s->figure->ndigits ||
            s->probe->ch[s->at] == '-' || !digits_go_on(s, next))
            return false;
        s->at = next;
        return read_digits(s);
    }
    return read_word(s, ws_probe_behind_and(s->probe, next), false);
}

/* See ws_figure_unit(). */
static const struct ws_entry *
find_unit(const struct ws_probe *probe, const struct ws_figure *figure, uint64_t classes,
          uint32_t *which, uint32_t *end)
{
    for (uint32_t i = figure->nends; i > 0; i--) {
        const struct ws_figure_end *e = &figure->ends[i - 1];
        uint64_t units = classes;
        const struct ws_entry *entry;
        uint32_t at;

        if (e->flags & WS_FIGURE_CLIPPED)
            units &= probe->is->unit_money; /* 3m euros */
        if (!units)
            continue;
        *which = i - 1;
        entry = ws_probe_word(probe, e->end, units, end);
        if (entry)
            return entry;
        at = ws_probe_joint(probe, e->end);
        if (at == e->end || (figure->glued && i == 1))
            continue;
        entry = ws_probe_word(probe, at, units, end);
        /* apart, a short word counts only whole: 39조 분단비용 is no 39조 분 */
        if (entry && !(entry->nrunes == 1 && ws_probe_has(entry, units, "weak") &&
                       !ws_probe_edge(probe, *end)))
            return entry;
    }
    return NULL;
}

static void
read_anew(const struct ws_probe *probe, uint32_t at, struct ws_figure *figure)
{
    struct state s;

    figure->start = at;
    figure->ndigits = figure->nends = 0;
    figure->plain = figure->glued = false;
    figure->unit = NULL;
    if (probe->cls[at] != WS_CH_DIGIT && !(ws_probe_classes(probe, at) & probe->is->number))
        return;
    s.probe = probe;
    s.figure = figure;
    s.nterms = 0;
    s.at = at;
    s.flags = WS_FIGURE_WORDS;
    s.min = s.max = (struct ws_decimal){0, 0};
    while (read_piece(&s))
        read_inside(&s);
    figure->unit = find_unit(probe, figure, probe->units, &figure->unit_of, &figure->unit_end);
}

const struct ws_figure *
ws_figure_peek(const struct ws_probe *probe, uint32_t at)
{
    struct ws_figures *figures = probe->figures;
    struct ws_figure *kept = &figures->kept[at % WS_FIGURES];

    if (figures->at[at % WS_FIGURES] != at) {
        figures->at[at % WS_FIGURES] = at;
        read_anew(probe, at, kept);
    }
    return kept->nends ? kept : NULL;
}

/* Not all of the ends: copying them would cost more than reading most figures. */
bool
ws_figure_read(const struct ws_probe *probe, uint32_t at, struct ws_figure *figure)
{
    const struct ws_figure *kept = ws_figure_peek(probe, at);

    if (!kept)
        return false;
    memcpy(figure, kept, offsetof(struct ws_figure, ends));
    for (uint32_t i = 0; i < kept->nends; i++)
        figure->ends[i] = kept->ends[i];
    return true;
}

const struct ws_figure_end *
ws_figure_last(const struct ws_figure *figure)
{
    for (uint32_t i = figure->nends; i > 0; i--)
        if (!(figure->ends[i - 1].flags & WS_FIGURE_CLIPPED))
            return &figure->ends[i - 1];
    return NULL;
}

const struct ws_entry *
ws_figure_unit(const struct ws_probe *probe, const struct ws_figure *figure, uint64_t classes,
               const struct ws_figure_end **which, uint32_t *end)
{
    const struct ws_entry *unit = figure->unit;
    uint32_t i = 0;

    if (classes != probe->units) {
        unit = find_unit(probe, figure, classes, &i, end);
    } else if (unit) {
        i = figure->unit_of;
        *end = figure->unit_end;
    }
    *which = &figure->ends[i];
    return unit;
}
