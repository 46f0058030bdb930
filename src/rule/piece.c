/*
 * rule/piece.c - pieces of dates in words; see piece.h.
 */
#include "rule/piece.h"

#include <string.h>

#define A_FEW 3 /* what a few days ago is counted as */

static void
set_shift(struct ws_when *when, enum ws_time_unit unit, long n, int times)
{
    if (unit <= WS_DAYS)
        when->shift[unit] += n;
    when->relative = true;
    when->grain = unit;
    when->times = times;
}

/* "-1Y", "+2D", "0Q" of a shift= attribute. */
static bool
parse_shift(struct ws_when *when, const char *text, int times)
{
    static const char letters[] = "YMWD";
    char *rest;
    long n = text ? strtol(text, &rest, 10) : 0;
    const char *letter;

    if (!text || !*rest)
        return false;
    if (*rest == 'Q') {
        set_shift(when, WS_MONTHS, n, 3);
        return true;
    }
    letter = strchr(letters, *rest);
    if (!letter)
        return false;
    set_shift(when, (enum ws_time_unit)(letter - letters), n, times);
    return true;
}

static enum ws_rank
rank_of_grain(const struct ws_when *when)
{
    switch (when->grain) {
    case WS_YEARS:
        return WS_RANK_YEAR;
    case WS_MONTHS:
        return when->times == 3 ? WS_RANK_SEASON : WS_RANK_MONTH;
    case WS_WEEKS:
        return WS_RANK_WEEK;
    default:
        return WS_RANK_DAY;
    }
}

/* part= of an entry: H1, Q3, SP, START, WE, ...; false where it says nothing. */
static bool
set_part(struct ws_reader *r, const char *part, enum ws_rank *rank)
{
    static const struct {
        const char *name;
        enum ws_when_part part;
    } parts[] = {{"START", WS_PART_OF_START}, {"MID", WS_PART_OF_MID},
                 {"END", WS_PART_OF_END},     {"WE", WS_PART_OF_WEEKEND},
                 {"WD", WS_PART_OF_WORKDAYS}, {"WEEK", WS_PART_OF_WEEK},
                 {"PAST", WS_PART_OF_PAST},   {"REST", WS_PART_OF_REST}};
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    struct ws_when *w = &r->when;

    if ((part[0] == 'Q' || part[0] == 'H') && part[1] >= '1' && part[1] <= '4' && !part[2]) {
        *(part[0] == 'Q' ? &w->quarter : &w->half) = part[1] - '0';
        *rank = WS_RANK_SEASON;
        return true;
    }
    for (int i = 0; i < 4; i++) {
        if (strcmp(part, seasons[i]) == 0) {
            w->season = i + 1;
            *rank = WS_RANK_SEASON;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(part, parts[i].name) == 0) {
            w->part = parts[i].part;
            *rank = WS_RANK_PART;
            return true;
        }
    }
    return false;
}

/* The day that a length before @at is told from: two days before [yesterday], before
 * [Christmas].  Where it ends; 0: there is none. */
static uint32_t
read_base(struct ws_reader *r, uint32_t at, bool today)
{
    const struct ws_probe *probe = r->probe;
    const struct ws_when *w = &r->when;
    struct ws_reader next = {.probe = r->probe, .start = at, .inner = true};
    enum ws_rank rank = WS_RANK_NONE;
    uint32_t end = r->inner ? 0 : ws_piece_read(&next, ws_probe_gap(probe, at), &rank);

    if (!end || (rank != WS_RANK_DAY && rank != WS_RANK_WEEKDAY) || next.when.daypart)
        return 0;
    if (next.when.relative) {
        r->when.shift[WS_DAYS] += next.when.shift[WS_DAYS];
        r->when.from_named = next.when.from_named;
        r->when.grain = WS_DAYS;
        return end;
    }
    if (today || w->shift[WS_YEARS] || w->shift[WS_MONTHS] ||
        !(next.when.holiday || next.when.month || next.when.weekday))
        return 0;
    next.when.apart = w->shift[WS_WEEKS] * 7 + w->shift[WS_DAYS];
    r->when = next.when;
    return end;
}

static uint32_t
read_relative(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->relative;
    uint32_t end;
    const struct ws_entry *entry = ws_probe_word(probe, at, is, &end);
    const char *part, *anchor;
    uint32_t stop;

    if (!entry || !ws_probe_edge(probe, end))
        return 0;
    if (!parse_shift(&r->when, ws_entry_attr(entry, is, "shift"),
                     (int)ws_entry_number(entry, is, "times", 1)))
        return 0;
    anchor = ws_entry_attr(entry, is, "anchor");
    r->when.from_named = anchor && strcmp(anchor, "article") != 0;
    *rank = rank_of_grain(&r->when);
    r->weak |= ws_probe_has(entry, is, "weak");
    r->when.business = ws_probe_has(entry, is, "business");
    r->half = ws_probe_is(entry, is, "side", "join");
    r->shape = r->when.from_named ? WS_SYM_SHAPE_DATE_RELATIVE_NAMED : WS_SYM_SHAPE_DATE_RELATIVE;
    part = ws_entry_attr(entry, is, "part");
    if (part && !set_part(r, part, rank))
        r->when.daypart = part;
    stop = ws_probe_has(entry, is, "way") ? read_base(r, end, false) : 0;
    if (stop) { /* the day before | last Tuesday */
        r->shape = WS_SYM_SHAPE_DATE_RELATIVE_MORE;
        *rank = WS_RANK_DAY;
        return stop;
    }
    return end;
}

static uint32_t
read_weekday(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->weekday;
    uint32_t end;
    const struct ws_entry *entry = ws_probe_word(probe, at, is, &end);

    if (!entry || ws_probe_has(entry, is, "short") || !ws_probe_edge(probe, end))
        return 0;
    if (probe->cls[at] == WS_CH_LOWER && ws_probe_has(entry, is, "abbrev")) /* sat, sun, wed */
        return 0;
    r->when.weekday = (int)ws_entry_number(entry, is, "weekday", 0);
    if (ws_probe_has(entry, is, "repeat"))
        r->when.dir = WS_DIR_EACH;
    r->weak |= ws_probe_has(entry, is, "abbrev") && probe->ch[end - 1] != '.';
    *rank = WS_RANK_WEEKDAY;
    return ws_dated_the_day(r, end);
}

static uint32_t
read_holiday(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    uint32_t end;
    const struct ws_entry *entry = ws_probe_word(probe, at, probe->is->holiday, &end);

    if (!entry || !ws_probe_edge(probe, end))
        return 0;
    r->when.holiday = entry;
    r->weak |= ws_probe_has(entry, probe->is->holiday, "weak");
    r->shape = WS_SYM_SHAPE_DATE_HOLIDAY;
    *rank = WS_RANK_DAY;
    return end;
}

/* A decade in words; without "the" before it is an age: in her late seventies. */
static uint32_t
read_decade(struct ws_reader *r, const struct ws_entry *entry, uint32_t at, uint32_t end,
            enum ws_rank *rank)
{
    if (!ws_dated_opened(r, at))
        return 0;
    r->when.year = (int)ws_entry_number(entry, r->probe->is->part, "decade", 0);
    r->when.years = 10;
    r->shape = WS_SYM_SHAPE_DATE_DECADE;
    *rank = WS_RANK_YEAR;
    return end;
}

/* A part of a year, month or week; those of the day are left to the clock. */
static uint32_t
read_part(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->part;
    uint32_t end;
    const struct ws_entry *entry = ws_probe_word(probe, at, is, &end);
    const char *part, *shift, *of;

    if (!entry || ws_probe_has(entry, is, "time") || !ws_probe_edge(probe, end))
        return 0;
    if (ws_probe_digit(probe, at) && !r->npieces && ws_numeric_goes_before(probe, at))
        return 0;
    if (ws_probe_is(entry, is, "side", "before") || ws_probe_is(entry, is, "side", "behind"))
        return 0;
    part = ws_entry_attr(entry, is, "part");
    shift = ws_entry_attr(entry, is, "shift");
    of = ws_entry_attr(entry, is, "of");
    if (ws_probe_has(entry, is, "decade"))
        return read_decade(r, entry, at, end, rank);
    if (!part || !set_part(r, part, rank))
        return 0;
    if (r->when.part == WS_PART_OF_WEEK) /* the week of the 18th */
        return ws_dated_the_day(r, end);
    if (*rank == WS_RANK_PART && !r->npieces && r->when.dir == WS_DIR_NONE &&
        ws_probe_has(entry, is, "weak"))
        return 0;
    if ((r->when.quarter || r->when.half) && !r->npieces &&
        (probe->cls[at] == WS_CH_UPPER && probe->cls[at + 1] == WS_CH_DIGIT))
        r->shape = WS_SYM_SHAPE_DATE_YEAR_MONTH; /* Q3: as sure as a month */
    if (shift)
        (void)parse_shift(&r->when, shift, 1);
    if (ws_probe_is(entry, is, "dir", "past"))
        r->when.dir = WS_DIR_PAST;
    if (!r->npieces && ws_probe_has(entry, is, "weak") && r->when.dir == WS_DIR_NONE)
        r->weak = true;
    if (of && !r->npieces) { /* 연말: the end of this year */
        set_shift(&r->when, of[0] == 'Y' ? WS_YEARS : of[0] == 'M' ? WS_MONTHS : WS_WEEKS, 0, 1);
        r->shape = WS_SYM_SHAPE_DATE_PART;
    }
    return end;
}

/* 첫째 주, second week; 첫 번째 금요일, third Monday. */
static uint32_t
read_nth_week(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    struct ws_figure figure;
    const struct ws_figure_end *value;
    const struct ws_entry *entry;
    enum ws_time_unit unit;
    uint32_t end;
    long n;

    if (!ws_figure_read(probe, at, &figure) ||
        !(figure.ends[figure.nends - 1].flags & WS_FIGURE_ORDINAL))
        return 0;
    entry = ws_figure_unit(probe, &figure, probe->is->unit_time | probe->is->weekday, &value, &end);
    if (entry && value->flags & WS_FIGURE_ORDINAL && entry->classes & probe->is->weekday &&
        !ws_probe_has(entry, probe->is->weekday, "short") && ws_probe_edge(probe, end)) {
        r->when.week = (int)ws_decimal_whole(value->value, 53);
        r->when.weekday = (int)ws_entry_number(entry, probe->is->weekday, "weekday", 0);
        *rank = WS_RANK_WEEK;
        return r->when.week > 0 ? end : 0;
    }
    if (!entry || !ws_length_unit(entry, probe->is->unit_time, &unit) ||
        (unit != WS_WEEKS && unit != WS_DAYS) || ws_length_whole(entry, probe->is->unit_time) ||
        !ws_probe_edge(probe, end) || !(value->flags & WS_FIGURE_ORDINAL))
        return 0;
    n = ws_decimal_whole(value->value, 366);
    if (n < 1 || (unit == WS_WEEKS && n > 53))
        return 0;
    *(unit == WS_WEEKS ? &r->when.week : &r->when.nth_day) = (int)n;
    *rank = WS_RANK_WEEK;
    return end;
}

/* 마지막 주, 마지막 금요일 (nth=-1): the last of what it is counted in. */
static uint32_t
read_last(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->modifier;
    uint32_t end, stop;
    const struct ws_entry *entry = ws_probe_word(probe, at, is, &end), *of;
    enum ws_time_unit unit;

    if (!entry || !ws_probe_has(entry, is, "nth") || ws_probe_has(entry, is, "dir"))
        return 0;
    at = ws_probe_gap(probe, end);
    of = ws_probe_word(probe, at, probe->is->weekday, &stop);
    if (of && !ws_probe_has(of, probe->is->weekday, "short")) {
        r->when.weekday = (int)ws_entry_number(of, probe->is->weekday, "weekday", 0);
    } else {
        of = ws_probe_word(probe, at, probe->is->unit_time, &stop);
        if (!of || !ws_length_unit(of, probe->is->unit_time, &unit) || unit != WS_WEEKS)
            return 0;
    }
    r->when.week = (int)ws_entry_number(entry, is, "nth", 0);
    *rank = WS_RANK_WEEK;
    return ws_probe_edge(probe, stop) ? stop : 0;
}

static bool
set_dir(struct ws_reader *r, const struct ws_entry *entry)
{
    static const char *const names[] = {"", "past", "this", "future", "each"};
    uint64_t is = r->probe->is->modifier;
    const char *dir = ws_entry_attr(entry, is, "dir");
    const char *shift = ws_entry_attr(entry, is, "shift");

    for (int i = 1; dir && i < 5; i++)
        if (strcmp(dir, names[i]) == 0)
            r->when.dir = (enum ws_when_dir)i;
    if (r->when.dir == WS_DIR_NONE)
        return false;
    r->when.steps = (int)ws_entry_number(entry, is, "steps", 1);
    r->when.whole_week = ws_probe_has(entry, is, "week");
    r->when.last = ws_probe_has(entry, is, "nth");
    r->when.once = ws_probe_has(entry, is, "once");
    return !shift || parse_shift(&r->when, shift, 1);
}

/* 지난주, next month: a modifier and a unit without a number. */
static uint32_t
read_modified_unit(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->unit_time;
    uint32_t end;
    const struct ws_entry *entry = ws_probe_word(probe, at, is, &end);
    struct ws_when *w = &r->when;
    enum ws_time_unit unit;
    uint32_t the;
    long n = w->dir == WS_DIR_PAST ? -1 : w->dir == WS_DIR_FUTURE ? 1 : 0;

    if (!entry || w->dir == WS_DIR_EACH || w->relative || !ws_length_unit(entry, is, &unit) ||
        unit > WS_DAYS || ws_length_whole(entry, is) ||
        (w->once && ws_probe_has(entry, is, "once")) || !ws_probe_edge(probe, end))
        return 0;
    if (ws_probe_has(entry, is, "weak") && (r->weak || unit == WS_DAYS))
        return 0; /* 같은 일, 비 오는 날 */
    if (unit == WS_DAYS &&
        (w->last ||
         (n < 0 &&
          ws_dated_article(probe, r->start,
                           &the)))) { /* the last day: of what follows, it is not yesterday */
        w->nth_day = -1;
        *rank = WS_RANK_WEEK;
        return end;
    }
    set_shift(w, unit, n * w->steps, (int)ws_entry_number(entry, is, "times", 1));
    *rank = rank_of_grain(w);
    r->shape = WS_SYM_SHAPE_DATE_RELATIVE;
    return end;
}

/* What stands behind a length and makes it a date. */
struct way {
    int sign;         /* 1 on, -1 back; 0: nothing does */
    bool from_named;  /* from the day named last */
    const char *base; /* a day behind it that it is told from: "today" only one like today,
                         "day" any, "any" or none; NULL: none */
    uint32_t end;
};

/* The way behind a length that ends at @at: ago, 뒤, before (Christmas), from (tomorrow). */
static struct way
read_way(const struct ws_probe *probe, uint32_t at)
{
    uint64_t is = probe->is->modifier;
    struct way way = {.sign = 0};
    const struct ws_entry *entry;
    const char *side;

    at = ws_probe_gap(probe, at);
    entry = ws_probe_word(probe, at, is, &way.end);
    if (!entry) {
        way.base = ws_probe_says(probe, at, "way", &way.end);
        way.sign = way.base != NULL;
        return way;
    }
    side = ws_entry_attr(entry, is, "side");
    if (!side || !(strcmp(side, "after") == 0 || strcmp(side, "both") == 0) ||
        !ws_probe_edge(probe, way.end))
        return way;
    way.sign = ws_probe_is(entry, is, "dir", "past")     ? -1
               : ws_probe_is(entry, is, "dir", "future") ? 1
                                                         : 0;
    way.from_named = ws_probe_is(entry, is, "anchor", "previous");
    way.base = ws_entry_attr(entry, is, "way");
    return way;
}

/* Shift @when by @length, @way 1 on or -1 back; false for hours and for what has no number. */
static bool
shift_by(struct ws_when *when, const struct ws_length *length, int way)
{
    for (uint32_t i = 0; i < length->nparts; i++) {
        enum ws_time_unit unit = length->parts[i].unit;
        struct ws_decimal months = length->parts[i].n;
        long n = ws_decimal_whole(length->parts[i].n, 5000);

        if (n < 0 && unit == WS_YEARS && ws_decimal_times(&months, ws_decimal_of(12))) {
            n = ws_decimal_whole(months, 5000); /* half a year ago */
            unit = WS_MONTHS;
        }
        if (length->parts[i].vague && n == 1) /* 몇 달 전: of a number that is not said */
            n = A_FEW;
        else if (length->parts[i].vague)
            return false;
        if (n < 0 || unit > WS_DAYS)
            return false;
        when->approx |= length->parts[i].vague;
        set_shift(when, unit, way * n, 1);
    }
    when->exact = true;
    when->business |= length->business;
    return true;
}

uint32_t
ws_piece_ago(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    struct ws_figure figure;
    struct ws_length length;
    struct way way;
    uint32_t stop;

    if (!ws_length_read(probe, at, ws_figure_read(probe, at, &figure) ? &figure : NULL, &length))
        return 0;
    way = read_way(probe, length.end);
    if (!way.sign) { /* will open in 3 weeks */
        if (!ws_probe_led(probe, at, "ahead") ||
            !(length.business || ws_calendar_future(probe, at)))
            return 0;
        way = (struct way){.sign = 1, .end = length.end};
    }
    if (!shift_by(&r->when, &length, way.sign))
        return 0;
    r->when.from_named = way.from_named;
    r->shape =
        way.from_named ? WS_SYM_SHAPE_DATE_LATER : WS_SYM_SHAPE_DATE_AGO; /* two years later */
    stop = way.base ? read_base(r, way.end, strcmp(way.base, "today") == 0) : 0;
    if (way.base && !stop && strcmp(way.base, "any") != 0)
        return 0;
    if (stop) /* as sure as the day that it is told from */
        r->shape = WS_SYM_SHAPE_DATE_RELATIVE_MORE;
    *rank = r->when.relative ? rank_of_grain(&r->when) : WS_RANK_DAY;
    return stop ? stop : way.end;
}

/* A year behind a word that makes it a fiscal one: fiscal 2018, FY18. */
static uint32_t
read_fiscal(struct ws_reader *r, const struct ws_entry *entry, uint32_t at, enum ws_rank *rank)
{
    uint32_t end;
    int year = ws_numeric_number(r->probe, at, &end);

    if (!ws_probe_has(entry, r->probe->is->modifier, "fiscal") || year < 0 ||
        (end != at + 4 && end != at + 2) || ws_numeric_goes_on(r->probe, end) ||
        !ws_probe_edge(r->probe, end) || (end == at + 4 && (year < 1900 || year > 2100)))
        return 0;
    r->when.year = ws_numeric_full_year(year, end - at);
    r->when.fiscal = true;
    *rank = WS_RANK_YEAR;
    return end;
}

/* A length behind a word that says how its days are counted (business=1): 영업일 기준으로 나흘 뒤. */
static uint32_t
read_counted(struct ws_reader *r, const struct ws_entry *entry, uint32_t at, enum ws_rank *rank)
{
    if (!ws_probe_has(entry, r->probe->is->modifier, "business"))
        return 0;
    r->when.business = true;
    return ws_piece_ago(r, at, rank);
}

/* 지난 7일, 오는 7월, last Tuesday, this year. */
static uint32_t
read_modified(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->modifier;
    uint32_t end, next, stop;
    const struct ws_entry *entry = ws_probe_word(probe, at, is, &end);
    const char *side;

    if (!entry || r->when.dir != WS_DIR_NONE)
        return 0;
    next = ws_probe_gap(probe, end);
    if (!ws_probe_digit(probe, next) && !ws_probe_classes(probe, next)) /* most of them */
        return 0;
    stop = read_counted(r, entry, next, rank);
    if (!stop)
        stop = read_fiscal(r, entry, next, rank);
    if (stop)
        return stop;
    side = ws_entry_attr(entry, is, "side");
    if ((side && strcmp(side, "both") != 0) || !set_dir(r, entry))
        return 0;
    r->weak |= ws_probe_has(entry, is, "weak");
    if (next == end && probe->cls[end - 1] != WS_CH_HANGUL && !ws_probe_digit(probe, next))
        return 0;
    stop = read_modified_unit(r, next, rank);
    if (!stop)
        stop = ws_piece_read(r, next, rank);
    if (!stop || r->shape == WS_SYM_SHAPE_DATE_AGO || r->shape == WS_SYM_SHAPE_DATE_LATER)
        return 0;
    if (r->shape == WS_SYM_NONE || r->shape == WS_SYM_SHAPE_DATE_SHORT_YEAR)
        r->shape = r->when.dir == WS_DIR_EACH ? WS_SYM_SHAPE_DATE_EACH : WS_SYM_SHAPE_DATE_MODIFIED;
    return stop;
}

typedef uint32_t read_fn(struct ws_reader *, uint32_t, enum ws_rank *);

/* @read, and what it has spoiled put back where there is no such piece.  Readers that set
 * fields only once they are sure are called without it. */
static uint32_t
attempt(read_fn *read, struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    struct ws_reader before = *r;
    uint32_t end = read(r, at, rank);

    if (!end)
        *r = before;
    return end;
}

static uint32_t
read_numeric_date(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    *rank = WS_RANK_DAY;
    return ws_numeric_date(r, at);
}

static uint32_t
read_numeric_month(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    *rank = WS_RANK_MONTH;
    return ws_numeric_month(r, at);
}

static uint32_t
read_bare_day(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    *rank = WS_RANK_DAY;
    return ws_dated_bare_day(r, at);
}

/* A piece that starts with a digit. */
static uint32_t
read_digits(struct ws_reader *r, uint32_t at, uint64_t here, bool length, const struct ws_figure *f,
            enum ws_rank *rank)
{
    const struct ws_class_sets *is = r->probe->is;
    bool other = f && f->unit && !(f->unit->classes & is->unit_time); /* now: @f is not kept long */
    bool ordinal = f && f->ends[f->nends - 1].flags & WS_FIGURE_ORDINAL;
    uint32_t end = here & is->part ? attempt(read_part, r, at, rank) : 0;

    if (!end && !other)
        end = ws_dated_unit(r, at, rank);
    if (!end && length)
        end = attempt(ws_piece_ago, r, at, rank);
    if (!end && ordinal) /* 3rd week, 2nd Friday */
        end = attempt(read_nth_week, r, at, rank);
    if (!end)
        end = attempt(ws_dated_day_month, r, at, rank);
    if (!end)
        end = attempt(read_bare_day, r, at, rank);
    if (!end && here & is->holiday)
        end = read_holiday(r, at, rank);
    if (!end)
        end = attempt(ws_dated_year_month_day, r, at, rank);
    if (!end)
        end = attempt(read_numeric_date, r, at, rank);
    if (!end)
        end = attempt(read_numeric_month, r, at, rank);
    if (!end) {
        end = ws_numeric_year(r, at);
        *rank = WS_RANK_YEAR;
    }
    return end;
}

/* A piece that starts with a word of classes @here, which may be the figure @f. */
static uint32_t
read_words(struct ws_reader *r, uint32_t at, uint64_t here, bool length, const struct ws_figure *f,
           enum ws_rank *rank)
{
    const struct ws_class_sets *is = r->probe->is;
    bool ordinal = f && f->ends[f->nends - 1].flags & WS_FIGURE_ORDINAL,
         unit = f && f->unit && f->unit->classes & is->unit_time, bare = f && !f->unit;
    uint32_t end = here & is->relative ? attempt(read_relative, r, at, rank) : 0;

    if (!end && here & is->holiday) /* before the month: May Day */
        end = read_holiday(r, at, rank);
    if (!end && here & is->month)
        end = ws_dated_month(r, at, rank);
    if (!end && here & is->weekday)
        end = read_weekday(r, at, rank);
    if (!end && here & is->part)
        end = attempt(read_part, r, at, rank);
    if (!end && ordinal)
        end = attempt(read_nth_week, r, at, rank);
    if (!end && ordinal) /* the second of May */
        end = attempt(ws_dated_day_month, r, at, rank);
    if (!end && ordinal) /* on the second */
        end = attempt(read_bare_day, r, at, rank);
    if (!end && here & is->modifier)
        end = attempt(read_last, r, at, rank);
    if (!end && here & is->modifier)
        end = attempt(read_modified, r, at, rank);
    if (!end && length)
        end = attempt(ws_piece_ago, r, at, rank);
    if (!end && unit) /* number words: 칠일, 이천십팔년 */
        end = ws_dated_unit(r, at, rank);
    if (!end && bare && (r->npieces || ws_probe_led(r->probe, at, "year"))) {
        end = ws_dated_word_year(r, at);
        *rank = WS_RANK_YEAR;
    }
    return end;
}

/* mardi dernier, septembre prochain: a modifier behind the piece that ends at @end; behind both. */
static uint32_t
read_behind(struct ws_reader *r, uint32_t end)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->modifier;
    uint32_t stop;
    const struct ws_entry *entry = ws_probe_word(probe, ws_probe_gap(probe, end), is, &stop);

    if (!entry || !ws_probe_is(entry, is, "side", "behind") || !set_dir(r, entry))
        return end;
    r->shape = WS_SYM_SHAPE_DATE_MODIFIED;
    return stop;
}

uint32_t
ws_piece_read(struct ws_reader *r, uint32_t at, enum ws_rank *rank)
{
    const struct ws_probe *probe = r->probe;
    const struct ws_class_sets *is = probe->is;
    uint64_t here = ws_probe_classes(probe, at);
    bool digit = ws_probe_digit(probe, at), length;
    const struct ws_figure *f = NULL;
    uint32_t end;

    if (digit || here & probe->is->number)
        f = ws_figure_peek(probe, at);
    length = ws_length_starts(probe, here, f);
    if (digit)
        return read_digits(r, at, here, length, f, rank);
    if (!here)
        return 0;
    end = read_words(r, at, here, length, f, rank);
    if (end && here & (is->weekday | is->month | is->part) && r->when.dir == WS_DIR_NONE)
        end = read_behind(r, end);
    return end;
}
