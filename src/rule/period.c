/*
 * rule/period.c - see period.h.
 */
#include "rule/period.h"

#include <stdlib.h>
#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "rule/days.h"

#define REACH 12 /* characters between two dates of one period */

/* What a word does between and around two dates. */
enum part {
    PART_NONE,
    PART_OPEN,    /* from: may stand before the first */
    PART_BETWEEN, /* between: so does this, and wants PART_HALF */
    PART_JOIN,    /* to, 부터: makes a period by itself */
    PART_HALF,    /* and, 과: does so behind PART_BETWEEN or before PART_CLOSE */
    PART_CLOSE,   /* 까지, 사이: may stand behind the second */
    PART_PAST,    /* 지난, last: before a length that ends today */
    PART_FUTURE,  /* 앞으로, next: before one that starts tomorrow */
    PART_INSIDE,  /* within: before one that starts today */
    PART_WITHIN   /* 이내: behind one that starts today */
};

static enum part
part_of(const struct ws_entry *entry)
{
    static const char *const names[] = {
        [PART_OPEN] = "open",     [PART_BETWEEN] = "between", [PART_JOIN] = "join",
        [PART_HALF] = "half",     [PART_CLOSE] = "close",     [PART_PAST] = "past",
        [PART_FUTURE] = "future", [PART_INSIDE] = "inside",   [PART_WITHIN] = "within"};
    const char *value = ws_entry_attr(entry, 0, "period");

    for (int i = PART_OPEN; value && i <= PART_WITHIN; i++)
        if (strcmp(value, names[i]) == 0)
            return (enum part)i;
    return PART_NONE;
}

/* The part that word @w plays, and where it ends. */
static enum part
word_part(const struct ws_doc *doc, uint32_t w, uint32_t *end)
{
    struct ws_span word = doc->words.v[w].span;

    for (uint32_t k = doc->match_at[word.start]; k < doc->match_at[word.start + 1]; k++) {
        const struct ws_match *match = &doc->matches.v[k];
        enum part part = part_of(&doc->pack->lexicon.entries[match->entry]);

        if (part && (match->span.end == word.end || doc->tail_at[match->span.end])) {
            *end = match->span.end;
            return part;
        }
    }
    return PART_NONE;
}

/* The part played by what is glued to a date that ends at @at, or by the word behind it. */
static enum part
part_behind(const struct ws_doc *doc, uint32_t at, uint32_t *end)
{
    uint32_t tail = at < doc->text.n ? doc->tail_at[at] : 0;
    enum part part = tail ? part_of(&doc->pack->lexicon.entries[tail - 1]) : PART_NONE;

    *end = at;
    if (part && doc->word_at[at] != WS_NONE) {
        *end = doc->words.v[doc->word_at[at]].span.end;
        return part;
    }
    if (at + 1 < doc->text.n && doc->text.cls[at] == WS_CH_SPACE && doc->word_at[at + 1] != WS_NONE)
        return word_part(doc, doc->word_at[at + 1], end);
    return PART_NONE;
}

/* The part of the word before a date or a length that starts at @at; *start where it stands. */
static enum part
part_before(const struct ws_doc *doc, uint32_t at, uint32_t *start)
{
    uint32_t w, end;
    enum part part;

    end = *start = at;
    if (at < 2 || doc->text.cls[at - 1] != WS_CH_SPACE || doc->word_at[at - 2] == WS_NONE)
        return PART_NONE;
    w = doc->word_at[at - 2];
    part = word_part(doc, w, &end);
    if (end != at - 1)
        return PART_NONE;
    *start = doc->words.v[w].span.start;
    return part;
}

uint32_t
ws_period_join(const struct ws_doc *doc, uint32_t at, uint32_t start)
{
    uint32_t end, before;
    enum part part;

    if (at >= doc->text.n || doc->word_at[at] == WS_NONE)
        return 0;
    part = word_part(doc, doc->word_at[at], &end);
    return part == PART_JOIN ||
                   (part == PART_HALF && part_before(doc, start, &before) == PART_BETWEEN)
               ? end
               : 0;
}

bool
ws_period_joins(const struct ws_doc *doc, uint32_t end, uint32_t at)
{
    uint32_t stop;

    return part_behind(doc, end, &stop) == PART_JOIN &&
           (stop == at || (stop + 1 == at && doc->text.cls[stop] == WS_CH_SPACE));
}

bool
ws_period_leads(const struct ws_doc *doc, uint32_t at)
{
    uint32_t start;
    enum part part = part_before(doc, at, &start);

    return part == PART_PAST || part == PART_FUTURE || part == PART_INSIDE;
}

bool
ws_period_opens(const struct ws_doc *doc, struct ws_span span)
{
    uint32_t start, end;
    enum part open = part_before(doc, span.start, &start);
    enum part join = part_behind(doc, span.end, &end);

    return (open == PART_OPEN || open == PART_BETWEEN) &&
           (join == PART_JOIN || (open == PART_BETWEEN && join == PART_HALF));
}

/* Does a dash alone, with blanks or without, stand between days @a and @b?  Years with one are
 * those of birth and death as well. */
static bool
dashed(const struct ws_doc *doc, const struct ws_pattern *a, const struct ws_pattern *b)
{
    const char *first = doc->values.v[a->value].grain, *second = doc->values.v[b->value].grain;
    uint32_t at = a->span.end;

    if (!first || !second || strcmp(first, "day") != 0 || strcmp(second, "day") != 0)
        return false;
    at += doc->text.cls[at] == WS_CH_SPACE;
    if (at >= b->span.start || doc->text.cls[at] != WS_CH_DASH)
        return false;
    at++;
    at += doc->text.cls[at] == WS_CH_SPACE;
    return at == b->span.start;
}

/* The words around two dates next to each other, @a and @b: is it a period, and where? */
static bool
joined(const struct ws_doc *doc, const struct ws_pattern *a, const struct ws_pattern *b,
       struct ws_span *span)
{
    uint32_t start, join_end, end;
    enum part open = part_before(doc, a->span.start, &start);
    enum part join = part_behind(doc, a->span.end, &join_end);
    enum part close = part_behind(doc, b->span.end, &end);

    if (dashed(doc, a, b))
        join = PART_JOIN;
    else if ((join != PART_JOIN && join != PART_HALF) || join_end + 1 != b->span.start ||
             doc->text.cls[join_end] != WS_CH_SPACE)
        return false;
    if (open != PART_OPEN && open != PART_BETWEEN)
        start = a->span.start;
    span->start = start;
    span->end = close == PART_CLOSE ? end : b->span.end;
    return join == PART_JOIN || open == PART_BETWEEN || close == PART_CLOSE;
}

/* Is @a before @b? */
static bool
earlier(struct ws_day a, struct ws_day b)
{
    return ws_days_of(a) < ws_days_of(b);
}

/* Move @day by @months; its day stays in the month. */
static struct ws_day
moved(struct ws_day day, long months)
{
    int year = day.year, month = day.month, last;

    ws_days_shift_month(&year, &month, months);
    last = ws_days_in_month(year, month);
    return (struct ws_day){(int16_t)year, (int8_t)month, (int8_t)(day.day < last ? day.day : last)};
}

/* The second date follows the first: 28일부터 3일까지 ends in the next month.  False: it
 * cannot, or memory is out. */
static bool
follow(struct ws_doc *doc, const struct ws_value *first, const struct ws_pattern *b)
{
    struct ws_value *second = &doc->values.v[b->value];
    long months = b->shape == WS_SYM_SHAPE_DATE_DAY ? 1
                  : b->shape == WS_SYM_SHAPE_DATE_MONTH_DAY ||
                          (b->shape == WS_SYM_SHAPE_DATE_SLASHED && ws_span_len(b->span) <= 5)
                      ? 12
                      : 0;
    char *text;

    if (!first->start.year || !second->end.year || !earlier(second->end, first->start))
        return true;
    if (!months || !second->grain || strcmp(second->grain, "day") != 0)
        return false;
    second->start = second->end = moved(second->end, months);
    if (earlier(second->end, first->start))
        return false;
    text = ws_arena_alloc(&doc->arena, sizeof "2020-12-07");
    if (text)
        *ws_days_print(text, second->end) = '\0';
    second->timex = text ? text : second->timex;
    return text != NULL;
}

/* The first date takes the year that only the second names: from Feb. 1 to March 3, 2019. */
static bool
precede(struct ws_doc *doc, const struct ws_pattern *a, const struct ws_pattern *b)
{
    struct ws_value *first = &doc->values.v[a->value];
    const struct ws_value *second = &doc->values.v[b->value];
    long years = second->start.year - first->start.year;
    char *text;

    if ((a->shape != WS_SYM_SHAPE_DATE_MONTH_DAY && a->shape != WS_SYM_SHAPE_DATE_MONTH_NAME) ||
        (b->shape != WS_SYM_SHAPE_DATE_FULL && b->shape != WS_SYM_SHAPE_DATE_YEAR_MONTH) ||
        !first->start.year || !second->start.year || !years)
        return true;
    if (earlier(second->end, moved(first->start, years * 12)))
        years--;
    first->start = moved(first->start, years * 12);
    first->end = moved(first->end, years * 12);
    text = ws_arena_alloc(&doc->arena, sizeof "2020-12-07");
    if (!text)
        return false;
    *ws_days_print(text, first->start) = '\0';
    if (strcmp(first->grain, "day") != 0) {
        first->end.day = (int8_t)ws_days_in_month(first->end.year, first->end.month);
        text[sizeof "2020-12" - 1] = '\0';
    }
    first->timex = text;
    return true;
}

/* Two timexes as one, 2016-09-03/2016-09-12; NULL: memory is out. */
static char *
join_timex(struct ws_doc *doc, const char *from, const char *to)
{
    size_t n = strlen(from), room = n + strlen(to) + 2;
    char *timex = ws_arena_alloc(&doc->arena, room);

    if (!timex)
        return NULL;
    memcpy(timex, from, n);
    timex[n] = '/';
    memcpy(timex + n + 1, to, room - n - 1);
    return timex;
}

static bool
add_period(struct ws_doc *doc, struct ws_period period, struct ws_value value)
{
    struct ws_value *kept = ws_list_add(&doc->arena, &doc->values);
    struct ws_period *added = ws_list_add(&doc->arena, &doc->periods);

    if (!kept || !added || !value.timex)
        return false;
    *kept = value;
    period.value = doc->values.n - 1;
    *added = period;
    return true;
}

static bool
add_dates(struct ws_doc *doc, uint32_t first, struct ws_span span)
{
    const struct ws_pattern *a = &doc->patterns.v[first], *b = a + 1;
    struct ws_value from = doc->values.v[a->value], to = doc->values.v[b->value];
    struct ws_value value = {.grain = to.grain, .timex = join_timex(doc, from.timex, to.timex)};

    if (from.start.year && to.end.year) {
        value.start = from.start;
        value.end = to.end;
    }
    return add_period(doc, (struct ws_period){.span = span, first, first + 1, .type = a->type},
                      value);
}

/* Years, months and days of a length: P3Y, P1Y6M, P2W; false for hours and vague ones. */
static bool
read_length(const char *timex, long *months, long *days)
{
    *months = *days = 0;
    if (*timex++ != 'P')
        return false;
    while (*timex) {
        char *end;
        long n = strtol(timex, &end, 10);

        if (end == timex || n > 10000 || !strchr("YMWD", *end) || !*end)
            return false;
        *months += *end == 'Y' ? n * 12 : *end == 'M' ? n : 0;
        *days += *end == 'W' ? n * 7 : *end == 'D' ? n : 0;
        timex = end + 1;
    }
    return *months || *days;
}

/* Does "within" stand before what starts at *start, or before "the" there?  *start then is it. */
static bool
inside_before(const struct ws_doc *doc, uint32_t *start)
{
    uint32_t at = *start, before;

    if (part_before(doc, at, &before) == PART_NONE && at >= 2 && doc->word_at[at - 2] != WS_NONE)
        at = doc->words.v[doc->word_at[at - 2]].span.start;
    if (part_before(doc, at, &before) != PART_INSIDE)
        return false;
    *start = before;
    return true;
}

/* Is pattern @i, a length, told from today: 지난 3년, the next two weeks, 5일 이내, within a week? */
static bool
add_length(struct ws_doc *doc, uint32_t i, uint8_t date)
{
    const struct ws_pattern *a = &doc->patterns.v[i];
    struct ws_value value = {.grain = "day", .timex = doc->values.v[a->value].timex};
    struct ws_day today = doc->published, far;
    struct ws_span span = a->span;
    enum part before = part_before(doc, a->span.start, &span.start);
    bool within = part_behind(doc, a->span.end, &span.end) == PART_WITHIN;
    bool told = before == PART_PAST || before == PART_FUTURE;
    long months, days;

    within |= before == PART_INSIDE;
    if (!told && before != PART_INSIDE)
        span.start = a->span.start;
    if (!within || before == PART_INSIDE)
        span.end = a->span.end;
    if (before == PART_FUTURE && inside_before(doc, &span.start))
        within = true;
    if ((!told && !within) || !value.timex || !read_length(value.timex, &months, &days))
        return true;
    if (!today.year) /* open */
        return add_period(doc, (struct ws_period){.span = span, i, i, .type = date}, value);
    if (before == PART_PAST)
        months = -months, days = -days;
    far = ws_days_day(ws_days_of(moved(today, months)) + days);
    if (far.year < 1 || far.year > 9999)
        return true;
    value.start = before == PART_PAST ? far : within ? today : ws_days_day(ws_days_of(today) + 1);
    value.end = before == PART_PAST ? today : far;
    return add_period(doc, (struct ws_period){.span = span, i, i, .type = date}, value);
}

/* The span of a length next to the day that it counts from, in either order, patterns @i and
 * @i + 1: 10일부터 3일간, three days from May 4; false where no word says so. */
static bool
counts_from(const struct ws_doc *doc, uint32_t i, bool day_first, struct ws_span *span,
            bool *within)
{
    const struct ws_pattern *a = &doc->patterns.v[i], *b = a + 1;
    uint32_t at, end;

    *span = (struct ws_span){a->span.start, b->span.end};
    *within = false;
    if (day_first) { /* by a particle; a judge sentences him Monday to six years */
        if (!doc->tail_at[a->span.end] || part_behind(doc, a->span.end, &at) != PART_JOIN ||
            at + 1 != b->span.start)
            return false;
        *within = part_behind(doc, b->span.end, &end) == PART_WITHIN;
        if (*within)
            span->end = end;
        return true;
    }
    if (part_before(doc, b->span.start, &at) != PART_OPEN)
        return false;
    end = a->span.end + (doc->text.cls[a->span.end] == WS_CH_COMMA);
    return at == end + 1 && doc->text.cls[end] == WS_CH_SPACE;
}

/* The period that patterns @i and @i + 1 make, a day and a length counted from it, if they do. */
static bool
add_counted(struct ws_doc *doc, uint32_t i, bool day_first, uint8_t date)
{
    const struct ws_pattern *a = &doc->patterns.v[i], *b = a + 1;
    const struct ws_value *day = &doc->values.v[(day_first ? a : b)->value];
    const struct ws_value *length = &doc->values.v[(day_first ? b : a)->value];
    struct ws_value value = {.grain = "day"};
    long months, days, last;
    struct ws_span span;
    bool within;
    char *timex;

    if (!day->start.year || !day->grain || strcmp(day->grain, "day") != 0 || !length->timex ||
        !counts_from(doc, i, day_first, &span, &within) ||
        !read_length(length->timex, &months, &days))
        return true;
    last = ws_days_of(moved(day->start, months)) + days - !within;
    value.start = day->start;
    value.end = ws_days_day(last);
    if (value.end.year < 1 || value.end.year > 9999)
        return true;
    timex = ws_arena_alloc(&doc->arena, sizeof "2020-12-07/2020-12-09");
    if (!timex)
        return false;
    value.timex = timex;
    timex = ws_days_print(timex, value.start);
    *timex++ = '/';
    *ws_days_print(timex, value.end) = '\0';
    return add_period(doc, (struct ws_period){.span = span, i, i + 1, .type = date}, value);
}

/* The period that patterns @i and @i + 1 make, if they do. */
static bool
add_pair(struct ws_doc *doc, uint32_t i, uint8_t date, uint8_t length)
{
    const struct ws_pattern *a = &doc->patterns.v[i], *b = a + 1;
    struct ws_span span;

    if (i + 1 == doc->patterns.n || b->span.start > a->span.end + REACH ||
        ws_doc_sentence(doc, a->span.start) != ws_doc_sentence(doc, b->span.start) ||
        !doc->values.v[a->value].timex || !doc->values.v[b->value].timex)
        return true;
    if (a->type == date && b->type == date)
        return !joined(doc, a, b, &span) ||
               (precede(doc, a, b) &&
                (!follow(doc, &doc->values.v[a->value], b) || add_dates(doc, i, span)));
    if ((a->type == date && b->type == length) || (a->type == length && b->type == date))
        return add_counted(doc, i, a->type == date, date);
    return true;
}

/* Is pattern @i a day to come that "within" makes the last of a period: within 2 weeks from today? */
static bool
add_until(struct ws_doc *doc, uint32_t i)
{
    const struct ws_pattern *a = &doc->patterns.v[i];
    struct ws_value value = doc->values.v[a->value];
    struct ws_span span = a->span;

    if ((a->shape != WS_SYM_SHAPE_DATE_AGO && a->shape != WS_SYM_SHAPE_DATE_RELATIVE_MORE) ||
        part_before(doc, a->span.start, &span.start) != PART_INSIDE || !doc->published.year ||
        !value.start.year || !earlier(doc->published, value.end))
        return true;
    value.start = doc->published;
    value.grain = "day";
    return add_period(doc, (struct ws_period){.span = span, i, i, .type = a->type}, value);
}

static uint8_t
type_called(const struct ws_types *types, const char *name)
{
    int type = ws_types_type(types, name, strlen(name));

    return type < 0 ? WS_NO_TYPE : (uint8_t)type;
}

whosaid_status
ws_rule_periods(struct ws_doc *doc, whosaid_error *err)
{
    uint8_t date = type_called(doc->pack->types, "DATE");
    uint8_t length = type_called(doc->pack->types, "DURATION");
    bool ok = date != WS_NO_TYPE;

    for (uint32_t i = 0; i < doc->patterns.n && ok; i++) {
        uint32_t before = doc->periods.n;

        ok = add_pair(doc, i, date, length);
        if (doc->periods.n > before)
            i++;
        else if (ok && doc->patterns.v[i].type == length)
            ok = add_length(doc, i, date);
        else if (ok && doc->patterns.v[i].type == date)
            ok = add_until(doc, i);
    }
    return ok || date == WS_NO_TYPE ? WHOSAID_OK : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
}
