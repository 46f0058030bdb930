/*
 * rule/dated.c - pieces of dates in figures beside units and names; see piece.h.
 */
#include "rule/piece.h"

#include <string.h>

#include "rule/period.h"

/* Is @n, with its unit up to @end, a year before 1000: 247년에, but not 100년에 한 번? */
static bool
early_year(const struct ws_probe *probe, long n, uint32_t end)
{
    return n > 100 && n < 1000 && n % 10 && end < probe->n &&
           ws_doc_role(probe->doc, end) == WS_ROLE_LOCATIVE;
}

static bool
after_apostrophe(const struct ws_probe *probe, uint32_t at)
{
    return at && (probe->ch[at - 1] == '\'' || probe->ch[at - 1] == 0x2018 ||
                  probe->ch[at - 1] == 0x2019);
}

static bool
set_calendar_unit(struct ws_reader *r, const struct ws_entry *entry, const struct ws_figure *figure,
                  const struct ws_figure_end *value, int low, enum ws_rank *rank)
{
    uint64_t is = r->probe->is->unit_time;
    int times = (int)ws_entry_number(entry, is, "times", 1);
    long n = ws_decimal_whole(value->value, 9999);
    struct ws_when *w = &r->when;
    enum ws_time_unit unit;

    if (n < 0 || !ws_length_unit(entry, is, &unit))
        return false;
    if (unit == WS_YEARS && times == 1) {
        bool short_year = figure->ndigits == 2 && figure->plain;
        bool clipped = short_year && after_apostrophe(r->probe, figure->start); /* '16년 */
        if (short_year && low > 999) {                                          /* 2016~18년 */
            n += low / 100 * 100;
            short_year = false;
        }
        if (n <= low || (short_year && n < 50 && !clipped)) /* 20년 is a length */
            return false;
        if (!short_year && (n < 1000 || n > 2200) &&
            !early_year(r->probe, n, value->end + entry->nrunes))
            return false;
        w->fiscal = ws_probe_has(entry, is, "fiscal");
        w->year = low ? low : ws_numeric_full_year((int)n, figure->ndigits ? figure->ndigits : 4);
        w->year2 = low ? ws_numeric_full_year((int)n, n > 999 ? 4 : figure->ndigits) : 0;
        if (short_year)
            r->shape = WS_SYM_SHAPE_DATE_SHORT_YEAR;
        *rank = WS_RANK_YEAR;
    } else if (unit == WS_YEARS && (times == 10 || times == 100)) {
        if (times == 10 && (n % 10 || (n > 90 && n < 1000)))
            return false;
        if (times == 100 && (n < 1 || n > 30))
            return false;
        w->year = times == 100 ? (int)(n - 1) * 100 : n < 100 ? 1900 + (int)n : (int)n;
        w->years = times;
        r->shape = WS_SYM_SHAPE_DATE_DECADE;
        *rank = WS_RANK_YEAR;
    } else if (unit == WS_MONTHS && times > 1) {
        if (n < 1 || n > 12 / times)
            return false;
        if (low && (times != 3 || low >= n))
            return false;
        *(times == 3 ? &w->quarter : &w->half) = low ? low : (int)n;
        w->quarter2 = low ? (int)n : 0;
        *rank = WS_RANK_SEASON;
    } else if (unit == WS_MONTHS) {
        if (n < 1 || n > 12 || low >= n)
            return false;
        w->month = low ? low : (int)n;
        w->month2 = low ? (int)n : 0;
        *rank = WS_RANK_MONTH;
    } else if (unit == WS_DAYS) {
        if (n < 1 || n > 31 || low >= n ||
            (r->probe->nights && figure->start - r->probe->nights <= 1))
            return false;
        w->day = low ? low : (int)n;
        w->day2 = low ? (int)n : 0;
        *rank = WS_RANK_DAY;
    } else {
        return false;
    }
    return true;
}

/* Does @word, behind a day or a year and up to @end, make a length of it: 동안, 만에; 뒤, but not
 * 전 before a noun (7일 전 총리)? */
static bool
makes_length(const struct ws_probe *probe, const struct ws_entry *word, uint32_t end)
{
    uint64_t is = probe->is->modifier;
    const char *side = ws_entry_attr(word, is, "side");
    enum ws_role role;

    if (end < probe->n && ws_ch_is_word(probe->cls[end]) && !ws_probe_edge(probe, end))
        return false;
    if (ws_probe_is(word, is, "dir", "length"))
        return true;
    if (!side || (strcmp(side, "after") != 0 && strcmp(side, "both") != 0))
        return false;
    role = end < probe->n ? ws_doc_role(probe->doc, end) : WS_ROLE_NONE;
    return (side[0] == 'a' || role != WS_ROLE_NONE) && role != WS_ROLE_VERB &&
           role != WS_ROLE_COPULA; /* 4일 전해졌다 */
}

/* Words behind a day or a year that make it a length: 동안, 만에, 뒤에, 이상. */
static bool
length_follows(const struct ws_probe *probe, uint32_t at)
{
    uint64_t classes = probe->is->modifier | probe->is->approx;
    uint32_t end;
    const struct ws_entry *word = ws_probe_word(probe, ws_probe_gap(probe, at), classes, &end);

    if (!word)
        return false;
    if (word->classes & probe->is->modifier)
        return makes_length(probe, word, end);
    return ws_probe_is(word, probe->is->approx, "side", "after") &&
           !ws_probe_has(word, probe->is->approx, "point") && ws_probe_edge(probe, end);
}

/* The second number of 13~15일, or of 2, 3월 and 8·9일 where it is the next one. */
static bool
second_of_pair(const struct ws_probe *probe, const struct ws_figure *first,
               struct ws_figure *second)
{
    uint32_t at = first->ends[0].end;
    bool dash = ws_probe_dash(probe, at);

    if (!dash && !(at < probe->n && (probe->ch[at] == ',' || probe->ch[at] == 0xB7)))
        return false;
    at = dash ? at + 1 : ws_probe_gap(probe, at + 1);
    if (!ws_probe_digit(probe, at) || !ws_figure_read(probe, at, second) || !second->plain)
        return false;
    return dash || (first->ndigits <= 2 && ws_decimal_whole(second->ends[0].value, 31) ==
                                               ws_decimal_whole(first->ends[0].value, 31) + 1);
}

/* 2018년, 12월, 7일, 3분기, 1990년대; 13~15일. */
uint32_t
ws_dated_unit(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->unit_time;
    struct ws_figure figure, second;
    const struct ws_figure_end *value;
    const struct ws_entry *entry;
    const char *kind;
    uint32_t end;
    int low = 0;
    bool nth; /* the 19th century */

    if (!ws_figure_read(probe, at, &figure))
        return 0;
    entry = ws_figure_unit(probe, &figure, probe->units, &value, &end);
    if (!entry && figure.ndigits && figure.plain && figure.ndigits <= 4 && figure.nends == 1 &&
        second_of_pair(probe, &figure, &second)) {
        low = (int)ws_decimal_whole(figure.ends[0].value, 9999);
        entry = ws_figure_unit(probe, &second, probe->units, &value, &end);
        if (figure.ndigits != second.ndigits && (figure.ndigits > 2 || second.ndigits > 2) &&
            (figure.ndigits != 4 || second.ndigits != 2))
            return 0;
        figure = second;
    }
    if (!entry || !(entry->classes & is) || (figure.ndigits && !figure.plain) || low < 0)
        return 0;
    kind = ws_entry_attr(entry, is, "kind");
    nth = value->flags & WS_FIGURE_ORDINAL && ws_probe_is(entry, is, "times", "100");
    if (!kind || !(nth || strcmp(kind, "calendar") == 0 || strcmp(kind, "both") == 0) ||
        value->flags & (WS_FIGURE_VAGUE | WS_FIGURE_APPROX))
        return 0;
    if (!figure.ndigits && !nth &&
        ((!figure.glued && !r->npieces) || end - entry->nrunes != value->end ||
         !ws_probe_edge(probe, end)))
        return 0; /* 삼월, but not 세월 */
    if (strcmp(kind, "both") == 0 && length_follows(probe, end) && figure.ndigits != 4)
        return 0;
    if (!set_calendar_unit(r, entry, &figure, value, low, rank))
        return 0;
    r->words |= !figure.ndigits;
    r->units = true;
    return end;
}

/* Where "the" (dir=the) starts that stands before @at, or 0. */
bool
ws_dated_article(const struct ws_probe *probe, uint32_t at, uint32_t *start)
{
    const struct ws_entry *word;

    if (!at || probe->cls[at - 1] != WS_CH_SPACE)
        return false;
    word = ws_probe_word_before(probe, at - 1, probe->is->modifier, start);
    return word && ws_probe_is(word, probe->is->modifier, "dir", "the");
}

bool
ws_dated_opened(const struct ws_reader *r, uint32_t at)
{
    const struct ws_probe *probe = r->probe;
    uint32_t first = r->npieces ? r->start : at, end;
    const struct ws_entry *the = ws_probe_word(probe, first, probe->is->modifier, &end);

    return ws_dated_article(probe, first, &end) ||
           (r->npieces && the && ws_probe_is(the, probe->is->modifier, "dir", "the"));
}

/* The day of a month in digits, as an ordinal, or in words with nothing behind them that they
 * could count: 4, 4th, fourth, twenty one. */
static uint32_t
read_day_number(const struct ws_probe *probe, uint32_t at, int *day)
{
    struct ws_figure figure;
    const struct ws_figure_end *last;
    long n;

    if (!ws_figure_read(probe, at, &figure))
        return 0;
    last = &figure.ends[figure.nends - 1];
    if (!figure.ndigits && !(last->flags & (WS_FIGURE_ORDINAL | WS_FIGURE_VAGUE))) {
        if (figure.glued || !ws_probe_closes(probe, last->end))
            return 0;
    } else if (!(last->flags & WS_FIGURE_ORDINAL)) {
        last = &figure.ends[0];
        if (!figure.plain || figure.ndigits < 1 || figure.ndigits > 2 ||
            (ws_numeric_goes_on(probe, last->end) && probe->ch[last->end] != '-') ||
            (last->end < probe->n && ws_ch_is_word(probe->cls[last->end])))
            return 0;
    }
    n = ws_decimal_whole(last->value, 31);
    if (n < 1)
        return 0;
    *day = (int)n;
    return last->end;
}

/* Does the figure at @at follow a day of a named month and a word like "and": April 24 and 25? */
static bool
follows_day(const struct ws_probe *probe, uint32_t at)
{
    const struct ws_named *named = &probe->named;

    return named->has_month && named->day.year && at > named->end && at - named->end <= 5 &&
           ws_probe_behind_and(probe, ws_probe_gap(probe, named->end)) == at;
}

uint32_t
ws_dated_bare_day(struct ws_reader *r, uint32_t at)
{
    const struct ws_probe *probe = r->probe;
    uint32_t start = at, end;
    bool next = follows_day(probe, at);
    int day;

    if (r->npieces ||
        (!next && !(ws_dated_article(probe, at, &start) && ws_probe_led(probe, start, "day"))))
        return 0;
    end = read_day_number(probe, at, &day);
    if (!end ||
        !(ws_probe_closes(probe, end) || ws_period_opens(probe->doc, (struct ws_span){start, end})))
        return 0;
    r->when.day = day;
    r->units = next; /* it takes no article */
    return end;
}

uint32_t
ws_dated_the_day(struct ws_reader *r, uint32_t end)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->modifier;
    uint32_t at = ws_probe_gap(probe, end), stop;
    const struct ws_entry *the = at > end ? ws_probe_word(probe, at, is, &stop) : NULL;
    struct ws_figure figure;
    int day;

    if (!the || !ws_probe_is(the, is, "dir", "the") || r->when.day)
        return end;
    at = ws_probe_gap(probe, stop);
    stop = read_day_number(probe, at, &day);
    if (!stop || !ws_probe_edge(probe, stop) || !ws_figure_read(probe, at, &figure) ||
        !(figure.ends[figure.nends - 1].flags & WS_FIGURE_ORDINAL))
        return end;
    r->when.day = day;
    return stop;
}

/* Behind a word like "of" that only joins. */
uint32_t
ws_dated_behind_join(const struct ws_probe *probe, uint32_t at, bool week)
{
    uint32_t end;
    const struct ws_entry *word = ws_probe_word(probe, at, probe->is->modifier, &end);

    if (word ? ws_probe_is(word, probe->is->modifier, "side", "join")
             : week && ws_probe_joins(probe, at, "week", &end))
        return ws_probe_gap(probe, end);
    return at;
}

/* A second day behind the first, which starts at @start and ends at @end, with a dash or a word
 * that makes a period between: 4-6, from 4 to 6, between 4 and 6.  Where it ends; @end where
 * there is none. */
static uint32_t
read_second_day(struct ws_reader *r, uint32_t start, uint32_t end)
{
    const struct ws_probe *probe = r->probe;
    uint32_t at = ws_probe_gap(probe, end), stop;
    int day = 0;

    if (ws_probe_dash(probe, end) && ws_probe_digit(probe, end + 1)) {
        at = end + 1;
    } else {
        stop = at > end ? ws_period_join(probe->doc, at, start) : 0;
        if (!stop)
            return end;
        at = ws_probe_gap(probe, stop);
    }
    stop = read_day_number(probe, at, &day);
    if (!stop || day <= r->when.day)
        return end;
    r->when.day2 = day;
    return stop;
}

/* The year behind @sign and a date that ends at @end (1-Jan-2016); @end where none stands. */
static uint32_t
read_signed_year(struct ws_reader *r, uint32_t end, uint32_t sign)
{
    const struct ws_probe *probe = r->probe;
    uint32_t stop;
    int year;

    if (end >= probe->n || probe->ch[end] != sign)
        return end;
    year = ws_numeric_number(probe, end + 1, &stop);
    if (year < 0 || (stop != end + 3 && stop != end + 5) || ws_numeric_goes_on(probe, stop) ||
        !ws_probe_edge(probe, stop))
        return end;
    r->when.year = ws_numeric_full_year(year, stop - end - 1);
    r->complete = true;
    return stop;
}

/* What is glued to a month's name that ends at @end: jan-1, Oct/2, april22, Jan-1-2016, Oct-2016;
 * @end where nothing of the kind is. */
static uint32_t
read_glued(struct ws_reader *r, uint32_t end)
{
    const struct ws_probe *probe = r->probe;
    bool sign = end < probe->n && (probe->ch[end] == '/' || ws_probe_dash(probe, end));
    bool dot = end < probe->n && probe->ch[end] == '.';
    uint32_t at = dot ? ws_probe_gap(probe, end + 1) : end + sign, stop;
    int day = ws_numeric_number(probe, at, &stop);

    if (sign && stop == at + 4)
        return read_signed_year(r, end, probe->ch[end]);
    if (day < 1 || day > 31 || stop > at + 2 ||
        (dot && at > end + 1 && !ws_probe_closes(probe, stop)))
        return end;
    if (probe->ch[end] == '/' || probe->ch[end] == '-')
        stop = read_signed_year(r, stop, probe->ch[end]);
    if (!r->complete && ws_numeric_goes_on(probe, stop) && probe->ch[stop] != ',')
        return end;
    if (!r->complete && !ws_probe_edge(probe, stop)) {
        stop = read_day_number(probe, at, &day); /* sept.16th */
        if (!stop)
            return end;
    }
    r->when.day = day;
    return stop;
}

/* August 99: two figures at @at that can be no day are a year; @end where they are not. */
static uint32_t
read_short_year(struct ws_reader *r, uint32_t end, uint32_t at)
{
    const struct ws_probe *probe = r->probe;
    uint32_t stop;
    int year = ws_numeric_number(probe, at, &stop);

    if (year < 50 || stop != at + 2 || ws_numeric_goes_on(probe, stop) ||
        !ws_probe_closes(probe, stop) || (stop < probe->n && probe->ch[stop] == '%'))
        return end;
    r->when.year = ws_numeric_full_year(year, 2);
    r->complete = true;
    return stop;
}

/* Day and year behind a month's name: July 4, July 4-6, July 2019. */
static uint32_t
read_after_month(struct ws_reader *r, uint32_t end)
{
    const struct ws_probe *probe = r->probe;
    uint32_t at = ws_probe_gap(probe, end), stop;
    int day = 0;

    if (r->when.day)
        return end;
    if (at == end)
        return read_glued(r, end);
    stop = read_day_number(probe, ws_dated_behind_join(probe, at, false), &day);
    if (!stop)
        return read_short_year(r, end, at);
    r->when.day = day;
    return read_second_day(r, at, stop);
}

/* May a word that ends at @end, in lower case where the entry is not, be a month, with no day
 * beside it: next june, october 2016? */
static bool
names_month(const struct ws_reader *r, uint32_t end)
{
    const struct ws_probe *probe = r->probe;
    uint32_t at = ws_probe_gap(probe, end), stop = 0;
    int year = at > end && ws_probe_digit(probe, at) ? ws_numeric_number(probe, at, &stop) : 0;

    return r->when.dir == WS_DIR_PAST || r->when.dir == WS_DIR_FUTURE || r->when.week ||
           r->when.weekday || r->when.year || (year >= 1700 && year <= 2100 && stop == at + 4);
}

uint32_t
ws_dated_month(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->month;
    uint32_t end, stop;
    const struct ws_entry *entry = ws_probe_word(probe, at, is, &end);

    if (!entry || ws_probe_has(entry, is, "lunar"))
        return 0;
    r->when.month = (int)ws_entry_number(entry, is, "month", 0);
    *rank = WS_RANK_MONTH;
    stop = read_after_month(r, end);
    if (ws_probe_has(entry, is, "weak") && (!r->when.day || !ws_probe_closes(probe, stop)))
        return 0; /* you may 2 times */
    if (r->when.day)
        *rank = WS_RANK_DAY;
    else if (probe->cls[at] == WS_CH_LOWER && ws_entry_runes(entry)[0] != probe->ch[at] &&
             !names_month(r, end))
        return 0;
    else if (ws_probe_has(entry, is, "abbrev"))
        r->weak = probe->ch[end - 1] != '.' || !ws_probe_led(probe, at, "year");
    return stop;
}

/* A month told from today behind a day: the 20th of next month, 4 to 23 this month. */
static uint32_t
read_relative_month(struct ws_reader *r, uint32_t at)
{
    struct ws_reader next = *r;
    enum ws_rank rank = WS_RANK_NONE;
    uint32_t end;

    next.inner = true;
    end = r->inner ? 0 : ws_piece_read(&next, at, &rank);
    if (!end || rank != WS_RANK_MONTH || !next.when.relative || next.when.month)
        return 0;
    *r = next;
    r->inner = false;
    r->shape = WS_SYM_SHAPE_DATE_RELATIVE_MORE;
    return end;
}

/* The second half of a year in words behind a blank or hyphen at @at: seventy eight, oh one,
 * or -1; *end behind it. */
static long
read_year_half(const struct ws_probe *probe, uint32_t at, uint32_t *end)
{
    const struct ws_figure *figure = ws_figure_peek(probe, ws_probe_joint(probe, at));
    long n;

    if (!figure || figure->ndigits)
        return -1;
    *end = figure->ends[figure->nends - 1].end;
    n = ws_decimal_whole(figure->ends[figure->nends - 1].value, 99);
    if (n > 0)
        return n > 9 ? n : -1;
    figure = n == 0 ? ws_figure_peek(probe, ws_probe_joint(probe, *end)) : NULL;
    if (!figure || figure->ndigits)
        return -1;
    *end = figure->ends[0].end;
    n = ws_decimal_whole(figure->ends[0].value, 9);
    return n > 0 ? n : -1;
}

uint32_t
ws_dated_word_year(struct ws_reader *r, uint32_t at)
{
    const struct ws_probe *probe = r->probe;
    const struct ws_figure *figure = ws_figure_peek(probe, at);
    const struct ws_figure_end *last;
    uint32_t end = 0;
    long year, half;

    if (!figure || figure->ndigits)
        return 0;
    last = &figure->ends[figure->nends - 1];
    if (last->flags & (WS_FIGURE_VAGUE | WS_FIGURE_ORDINAL | WS_FIGURE_APPROX))
        return 0;
    year = ws_decimal_whole(last->value, 2100);
    if (year >= 10 && year <= 21) {
        half = read_year_half(probe, last->end, &end);
        year = half < 0 ? 0 : year * 100 + half;
    } else {
        end = last->end;
    }
    if ((year < 1000 && !ws_probe_led(probe, at, "any-year")) || year < 1 ||
        (!r->npieces && !ws_probe_closes(probe, end)))
        return 0;
    r->when.year = (int)year;
    r->digits = true;
    return end;
}

/* 2019-sep-1, 2019/Aug/01. */
uint32_t
ws_dated_year_month_day(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    uint32_t end, stop, sign;
    int year = ws_numeric_number(probe, at, &end), day;
    const struct ws_entry *month;

    if (r->npieces || end != at + 4 || year < 1000 || ws_numeric_goes_before(probe, at) ||
        end >= probe->n || (probe->ch[end] != '-' && probe->ch[end] != '/'))
        return 0;
    sign = probe->ch[end];
    month = ws_probe_word(probe, end + 1, probe->is->month, &stop);
    if (!month || stop >= probe->n || probe->ch[stop] != sign)
        return 0;
    day = ws_numeric_number(probe, stop + 1, &end);
    if (day < 1 || day > 31 || end > stop + 3 || !ws_probe_edge(probe, end))
        return 0;
    r->when.year = year;
    r->when.month = (int)ws_entry_number(month, probe->is->month, "month", 0);
    r->when.day = day;
    r->complete = true;
    *rank = WS_RANK_DAY;
    return end;
}

/* The month behind a day that ends at @end and a sign: 1-jan, 1/Jan/2016; 0: none. */
static uint32_t
read_signed_month(struct ws_reader *r, uint32_t end)
{
    const struct ws_probe *probe = r->probe;
    const struct ws_entry *month;
    uint32_t stop;

    if (end >= probe->n || (probe->ch[end] != '-' && probe->ch[end] != '/'))
        return 0;
    month = ws_probe_word(probe, end + 1, probe->is->month, &stop);
    if (!month)
        return 0;
    r->when.month = (int)ws_entry_number(month, probe->is->month, "month", 0);
    return read_signed_year(r, stop, probe->ch[end]);
}

/* The month behind a day and a full stop at @end: 16. nov. 2016; 0: none.  A month that opens a
 * sentence has no year behind it. */
static uint32_t
read_dotted_month(struct ws_reader *r, uint32_t end)
{
    const struct ws_probe *probe = r->probe;
    const struct ws_entry *month;
    uint32_t at, stop = end, last;

    if (end + 1 >= probe->n || probe->ch[end] != '.' || probe->cls[end + 1] != WS_CH_SPACE)
        return 0;
    month = ws_probe_word(probe, end + 2, probe->is->month, &stop);
    at = ws_probe_gap(probe, stop);
    if (!month || at == stop || ws_numeric_number(probe, at, &last) < 1000)
        return 0;
    r->when.month = (int)ws_entry_number(month, probe->is->month, "month", 0);
    return stop;
}

/* The rest of 4 to January 22 behind the 4, which stands from @start to @end; 0: none. */
static uint32_t
read_to_month(struct ws_reader *r, uint32_t start, uint32_t end)
{
    const struct ws_probe *probe = r->probe;
    const struct ws_entry *month;
    uint32_t at, stop;
    int day;

    if (!ws_period_opens(probe->doc, (struct ws_span){start, end}))
        return 0;
    stop = ws_period_join(probe->doc, ws_probe_gap(probe, end), start);
    month = ws_probe_word(probe, ws_probe_gap(probe, stop), probe->is->month, &at);
    stop = month ? read_day_number(probe, ws_probe_gap(probe, at), &day) : 0;
    if (!stop || day <= r->when.day)
        return 0;
    r->when.month = (int)ws_entry_number(month, probe->is->month, "month", 0);
    r->when.day2 = day;
    return stop;
}

/* 4 July, 4th of July. */
uint32_t
ws_dated_day_month(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    uint32_t stop, of, end;
    int day = 0;
    const struct ws_entry *month;

    if (!r->npieces && ws_numeric_goes_before(probe, at))
        return 0;
    stop = read_day_number(probe, at, &day);
    if (!stop)
        return 0;
    r->when.day = day;
    *rank = WS_RANK_DAY;
    end = read_signed_month(r, stop);
    if (!end)
        end = read_dotted_month(r, stop);
    if (!end)
        end = read_to_month(r, at, stop);
    if (end)
        return end;
    stop = read_second_day(r, at, stop);
    if (ws_probe_gap(probe, stop) == stop)
        return 0;
    of = ws_probe_gap(probe, stop);
    stop = ws_dated_behind_join(probe, of, false);
    month = ws_probe_word(probe, stop, probe->is->month, &end);
    if (!month) /* he scored 4 this month: a bare number is none */
        return stop > of || r->when.day2 ? read_relative_month(r, stop) : 0;
    r->when.month = (int)ws_entry_number(month, probe->is->month, "month", 0);
    return end;
}
