/*
 * rule/number.c - goes through an article from number to number; see number.h.
 *
 * Readers are tried only where a digit or a word of the right class stands.  Where
 * several read something, the one that reaches furthest is believed, the calendar
 * before the rest; the next place to look at is behind it.
 */
#include "rule/number.h"

#include <string.h>

#include "base/error.h"
#include "rule/calendar.h"
#include "rule/clock.h"
#include "rule/length.h"
#include "rule/lunar.h"
#include "rule/money.h"
#include "rule/ratio.h"

/* Where to look next: the nearest digit or word of interest. */
struct cursor {
    const struct ws_doc *doc;
    uint64_t words;   /* classes that something may start with */
    uint64_t follow;  /* what makes a short number word one: another, a unit, ... */
    uint64_t joins;   /* of these, classes whose words may only stand inside */
    uint64_t lengths; /* words that are lengths themselves */
    uint32_t digit;   /* the nearest digit at or behind the place asked for */
    bool started;
    uint32_t match; /* index in doc->matches */
};

static uint32_t
next_digit(struct cursor *c, uint32_t at)
{
    const struct ws_text *text = &c->doc->text;
    const uint8_t *found;

    if (c->started && c->digit >= at)
        return c->digit;
    c->started = true;
    found = at < text->n ? memchr(text->cls + at, WS_CH_DIGIT, text->n - at) : NULL;
    c->digit = found ? (uint32_t)(found - text->cls) : UINT32_MAX;
    return c->digit;
}

/* Words like "of", "and", 전 only stand between or behind. */
static bool
opens(const struct ws_entry *entry, const struct ws_class_sets *is)
{
    const char *side;

    if (entry->classes & is->number && !ws_entry_attr(entry, is->number, "join") &&
        !ws_entry_attr(entry, is->number, "suffix"))
        return true;
    side = entry->classes & is->modifier ? ws_entry_attr(entry, is->modifier, "side") : "after";
    return !side || strcmp(side, "both") == 0;
}

/* Is the match a short word of number that neither a number nor a unit follows?  Most
 * of them are: 이 and 한 are also "this" and "one who". */
static bool
lonely(const struct cursor *c, const struct ws_match *match, const struct ws_entry *entry)
{
    const struct ws_class_sets *is = &c->doc->pack->is;
    uint32_t next = match->span.end;

    if (entry->nrunes > 1 || !(entry->classes & is->number) || entry->classes & is->modifier ||
        entry->classes & c->lengths)
        return false;
    if (c->doc->text.cls[next] == WS_CH_SPACE)
        next++;
    return !ws_doc_longest(c->doc, next, c->follow);
}

/* Is match @k, a short word, but the beginning of a longer one of another kind: 말했다,
 * 설명은?  Numbers may stand glued to what they count. */
static bool
begins_other(const struct cursor *c, uint32_t k)
{
    const struct ws_doc *doc = c->doc;
    const struct ws_match *first = &doc->matches.v[doc->match_at[doc->matches.v[k].span.start]];
    uint32_t w = doc->word_at[first->span.start], end = first->span.end;

    return ws_span_len(doc->matches.v[k].span) == 1 && w != WS_NONE &&
           !(doc->matches.v[k].classes & doc->pack->is.number) &&
           !(first->classes & (c->words | c->lengths)) &&
           (end == doc->words.v[w].span.end || doc->tail_at[end]);
}

static bool
interesting(const struct cursor *c, const struct ws_match *match)
{
    const struct ws_entry *entry;

    if (match->classes & c->words & ~c->joins)
        return true;
    entry = &c->doc->pack->lexicon.entries[match->entry];
    if (lonely(c, match, entry))
        return false;
    if (entry->classes & c->joins)
        return opens(entry, &c->doc->pack->is);
    return entry->classes & c->lengths &&
           (ws_length_whole(entry, c->lengths) || ws_entry_attr(entry, c->lengths, "once"));
}

/* The next place at or behind @at, below @limit; text.n where there is none. */
static uint32_t
next_place(struct cursor *c, uint32_t at)
{
    const struct ws_doc *doc = c->doc;
    const struct ws_match *v = doc->matches.v;
    uint64_t wanted = c->words | c->lengths;
    uint32_t digit = next_digit(c, at), k = c->match, n = doc->matches.n;

    for (; k < n; k++) {
        uint32_t start;

        if (!(v[k].classes & wanted)) /* by far the most */
            continue;
        start = v[k].span.start;
        if (start >= digit)
            break;
        if (start >= at && !(start && ws_ch_is_word(doc->text.cls[start - 1])) &&
            interesting(c, &v[k]) && !begins_other(c, k)) {
            c->match = k;
            return start;
        }
    }
    c->match = k;
    return digit < doc->text.n ? digit : doc->text.n;
}

static void
believe(struct ws_reading *best, const struct ws_reading *other)
{
    if (other->end > best->end)
        *best = *other;
}

static whosaid_status
read_length(const struct ws_probe *probe, uint32_t at, const struct ws_figure *figure,
            struct ws_reading *out)
{
    struct ws_length length;

    *out = (struct ws_reading){.type = WS_NO_TYPE};
    if (!ws_length_read(probe, at, figure, &length))
        return WHOSAID_OK;
    if (length.fused && length.nparts == 1 && length.day_like && figure && !figure->ndigits)
        return WHOSAID_OK;
    out->start = at;
    out->end = length.end;
    out->type = probe->types[WS_TYPE_DURATION];
    out->shape = length.fused ? WS_SYM_SHAPE_LENGTH_FUSED : WS_SYM_SHAPE_LENGTH;
    out->value.timex = ws_length_timex(probe, &length);
    out->value.approx = length.approx;
    out->value.repeat = length.repeat;
    if (!out->value.timex)
        return WHOSAID_E_NOMEM;
    ws_money_bounds(probe, at, length.end, &out->value);
    return WHOSAID_OK;
}

/* Is @figure a word of number with no unit behind it and no other use? */
static bool
idle_word(const struct ws_probe *probe, const struct ws_figure *figure)
{
    const struct ws_class_sets *is = probe->is;
    uint64_t others = is->month | is->weekday | is->relative | is->modifier | is->part |
                      is->holiday | is->unit_time;
    const struct ws_figure_end *value;
    uint32_t end;

    return !figure->ndigits && !(ws_probe_classes(probe, figure->start) & others) &&
           !(figure->ends[figure->nends - 1].flags & WS_FIGURE_ORDINAL) &&
           !ws_figure_unit(probe, figure, probe->units | is->part | is->month, &value, &end) &&
           !ws_probe_led(probe, figure->start, "year");
}

/* What starts at @at; best->end 0 where nothing does. */
static whosaid_status
read_at(struct ws_probe *probe, uint32_t at, struct ws_reading *best)
{
    struct ws_figure figure;
    const struct ws_figure *f = ws_figure_peek(probe, at);
    uint64_t here = ws_probe_classes(probe, at);
    bool length, ordinal;
    struct ws_reading other;
    whosaid_status status = WHOSAID_OK;

    if (f && idle_word(probe, f))
        return WHOSAID_OK;
    if (f && ws_figure_read(probe, at, &figure))
        f = &figure;
    /* who needs what to start with: most words have no use but one */
    length = ws_length_starts(probe, here, f);
    ordinal = f && f->ends[f->nends - 1].flags & WS_FIGURE_ORDINAL;
    if (probe->cls[at] == WS_CH_DIGIT || here & probe->dated || length || ordinal ||
        (f && !f->ndigits && !f->unit && ws_probe_led(probe, at, "year")))
        status = ws_calendar_read(probe, at, f, best);
    if (!status && ((f && (f->ndigits || length || !f->glued)) || here & probe->is->part) &&
        !(status = ws_clock_read(probe, at, f, &other)))
        believe(best, &other);
    if (!status && length && !(status = read_length(probe, at, f, &other)))
        believe(best, &other);
    if (!status && f && f->unit && f->unit->classes & probe->is->unit_quantity &&
        !(status = ws_ratio_read(probe, f, &other)))
        believe(best, &other);
    if (!status && f && (f->ndigits || f->unit) && !(status = ws_money_read(probe, f, &other)))
        believe(best, &other);
    return status;
}

/* The entry of a number word that @span starts with; NULL: none, or it opens with a length of
 * one word (일주일). */
static const struct ws_entry *
first_number(const struct ws_probe *probe, struct ws_span span)
{
    uint64_t classes = probe->is->number | probe->is->unit_time;
    const struct ws_match *m = ws_doc_longest(probe->doc, span.start, classes);

    if (m && !(m->classes & probe->is->number))
        return NULL;

    return m && m->span.end <= span.end ? &probe->doc->pack->lexicon.entries[m->entry] : NULL;
}

/* Is an entry of a common word at @start, of two characters at least and of no class of
 * @own? */
static bool
is_common_at(const struct ws_doc *doc, uint32_t start, uint64_t own)
{
    const struct ws_match *m = ws_doc_longest(doc, start, doc->pack->is.common);

    return m && ws_span_len(m->span) >= 2 && !(ws_doc_classes(doc, m->span) & own);
}

/* Does a listed common word begin with @span and go on: 만원 관중, a full house? */
static bool
begins_word(const struct ws_doc *doc, struct ws_span span)
{
    const struct ws_match *m = ws_doc_longest(doc, span.start, doc->pack->is.common);

    return m && m->span.end > span.end;
}

/*
 * Number words that only look like a number: 이해 (understanding) is not two years, nor
 * 구조 (rescue) nine trillions, nor 만기 ten thousand pieces.  Digits are always digits, a
 * listed length (하루) is one, and so is a native numeral with its unit (한명).
 */
static bool
is_other_word(const struct ws_probe *probe, const struct ws_reading *reading)
{
    const struct ws_class_sets *is = probe->is;
    uint64_t own = probe->units | is->number | is->relative | is->month | is->weekday |
                   is->modifier | is->part | is->holiday | is->approx;
    struct ws_span span = {reading->start, reading->end};
    const struct ws_entry *first = first_number(probe, span);
    uint64_t classes = ws_doc_classes(probe->doc, span);
    bool glued, vague, times, next;

    for (uint32_t i = span.start; i < span.end; i++)
        if (probe->cls[i] == WS_CH_DIGIT)
            return false;
    if (reading->type == probe->types[WS_TYPE_MONEY])
        return begins_word(probe->doc, span);
    if (!first || classes & own || reading->type == probe->types[WS_TYPE_DATE])
        return false;
    glued = ws_probe_has(first, is->number, "glued");
    vague = ws_probe_has(first, is->number, "vague");
    next = ws_doc_longest(probe->doc, span.start + first->nrunes, is->number) != NULL;
    times = ws_probe_has(first, is->number, "times");
    if (classes && (glued || vague || times))
        return true;
    if (times && !next && is_common_at(probe->doc, span.start, own))
        return true;
    if (glued && !vague && first->nrunes == 1 &&
        (!next || is_common_at(probe->doc, span.start, own)))
        return true;
    if (!glued && !times && next && ws_span_len(span) == 2) /* 한일: Korea and Japan */
        return true;
    return next && ws_probe_is(first, is->number, "value", "0.5"); /* 반영해 */
}

static whosaid_status
add_pattern(struct ws_doc *doc, const struct ws_reading *reading)
{
    struct ws_value *value = ws_list_add(&doc->arena, &doc->values);
    struct ws_pattern *pattern;

    if (!value)
        return WHOSAID_E_NOMEM;
    *value = reading->value;
    pattern = ws_list_add(&doc->arena, &doc->patterns);
    if (!pattern)
        return WHOSAID_E_NOMEM;
    *pattern = (struct ws_pattern){.span = {reading->start, reading->end},
                                   .type = reading->type,
                                   .shape = (uint8_t)reading->shape,
                                   .value = doc->values.n - 1};
    return WHOSAID_OK;
}

/* Behind the digits at @at: what was no number as a whole is none in parts. */
static uint32_t
behind_digits(const struct ws_probe *probe, uint32_t at)
{
    if (probe->cls[at] != WS_CH_DIGIT)
        return at + 1;
    while (at < probe->n && (probe->cls[at] == WS_CH_DIGIT ||
                             ((probe->ch[at] == ',' || probe->ch[at] == '.') && at + 1 < probe->n &&
                              probe->cls[at + 1] == WS_CH_DIGIT)))
        at++;
    return at;
}

/* Does @at stand inside a name or another word: A380, covid19, 시설? */
static bool
inside_name(const struct ws_probe *probe, uint32_t at)
{
    uint8_t before = at ? probe->cls[at - 1] : (uint8_t)WS_CH_SPACE;
    uint32_t start;

    if (probe->cls[at] != WS_CH_DIGIT) /* words of this kind are not even found */
        return false;
    if (before != WS_CH_UPPER && before != WS_CH_LOWER)
        return false;
    return !ws_probe_word_before(probe, at, probe->is->unit_money, &start);
}

static void
find_types(const struct ws_types *types, uint8_t found[WS_PATTERN_TYPES])
{
    static const char *const names[] = {
        [WS_TYPE_MONEY] = "MONEY",     [WS_TYPE_DATE] = "DATE",
        [WS_TYPE_TIME] = "TIME",       [WS_TYPE_DURATION] = "DURATION",
        [WS_TYPE_PERCENT] = "PERCENT", [WS_TYPE_QUANTITY] = "QUANTITY"};

    memset(found, WS_NO_TYPE, WS_PATTERN_TYPES);
    for (uint8_t t = 0; t < types->ntypes; t++)
        for (int i = 0; i < WS_PATTERN_TYPES; i++)
            if (types->types[t].name[0] == names[i][0] &&
                strcmp(types->types[t].name, names[i]) == 0)
                found[i] = t;
}

static void
start_probe(struct ws_probe *probe, struct ws_doc *doc, struct ws_look looks[WS_LOOKS],
            struct ws_figures *figures, struct ws_length *length, struct ws_lunar *lunar)
{
    const struct ws_class_sets *is = &doc->pack->is;
    uint64_t units = is->unit_money | is->unit_time | is->unit_quantity;

    for (int i = 0; i < WS_LOOKS; i++)
        looks[i].at = WS_NONE;
    for (int i = 0; i < WS_FIGURES; i++)
        figures->at[i] = WS_NONE;
    for (int i = 0; i < WS_FIGURE_WORDS_KEPT; i++)
        figures->words[i].entry = NULL;
    *probe = (struct ws_probe){.doc = doc,
                               .ch = doc->text.ch,
                               .cls = doc->text.cls,
                               .n = doc->text.n,
                               .is = is,
                               .units = units,
                               .dated = is->month | is->weekday | is->relative | is->modifier |
                                        is->part | is->holiday,
                               .used = units | is->number | is->month | is->weekday | is->relative |
                                       is->modifier | is->part | is->holiday | is->approx,
                               .looks = looks,
                               .figures = figures,
                               .length = length,
                               .lunar = lunar,
                               .features = doc->pack->features,
                               .today = doc->published};
    find_types(doc->pack->types, probe->types);
}

whosaid_status
ws_rule_patterns(struct ws_doc *doc, whosaid_error *err)
{
    const struct ws_class_sets *is = &doc->pack->is;
    struct ws_look looks[WS_LOOKS];
    struct ws_figures figures;
    struct ws_length length = {.start = WS_NONE};
    struct ws_lunar lunar = {.next = 0};
    struct ws_probe probe;
    struct cursor cursor = {.doc = doc,
                            .words = is->number | is->month | is->weekday | is->relative |
                                     is->modifier | is->part | is->holiday,
                            .follow = is->number | is->unit_money | is->unit_time |
                                      is->unit_quantity | is->approx | is->part | is->weekday |
                                      is->month,
                            .joins = is->number | is->modifier,
                            .lengths = is->unit_time};
    whosaid_status status = WHOSAID_OK;
    uint32_t at;

    start_probe(&probe, doc, looks, &figures, &length, &lunar);
    for (at = next_place(&cursor, 0); at < doc->text.n; at = next_place(&cursor, at)) {
        struct ws_reading best = {.end = 0};

        if (!inside_name(&probe, at))
            status = read_at(&probe, at, &best);
        if (!status && best.end && best.type != WS_NO_TYPE && !is_other_word(&probe, &best))
            status = add_pattern(doc, &best);
        if (status)
            return ws_fail(err, status, "out of memory");
        if (best.value.unit && strcmp(best.value.unit, "night") == 0)
            probe.nights = best.end;
        at = best.end > at ? best.end : behind_digits(&probe, at);
    }
    return WHOSAID_OK;
}
