/*
 * rule/moment.c - which day was meant; see calendar.h.
 *
 * The press's convention, where words leave the month or the year open (as in Strötgen
 * and Gertz, "Multilingual and Cross-domain Temporal Tagging", 2013, for news):
 *
 *     a bare day     of the month of publication; more than ten days later, last month's, and
 *                    of the first five days after that month, next month's
 *     a bare month   up to four months ahead is this year's, further on last year's
 *     a weekday      the nearest past one, that of publication included
 *
 * The days: of 566 later ones in 5,285 Korean press articles 406 lay at most five days ahead,
 * and 78 % of the verbs behind them spoke of what was to come; beyond ten days 27 % did.
 * A modifier (지난, 오는, last, next) decides before any of these.
 */
#include "rule/calendar.h"

#include <stdio.h>
#include <string.h>

#include "rule/lunar.h"

#define MONTHS_AHEAD  4
#define MONTHS_HINTED 10
#define DAYS_AHEAD    10 /* of a bare day of this month */
#define DAYS_BEHIND   5  /* of one of the next */

struct moment {
    const struct ws_probe *probe;
    const struct ws_when *when;
    struct ws_day base;   /* year 0: unknown */
    int year, month, day; /* 0: open */
    bool day_known;       /* the day number below is the answer */
    long number;
    const char *grain;
    char timex[64];
    long start, end; /* day numbers; start > end: open */
};

static void
settle(struct moment *m, const char *grain, long start, long end)
{
    m->grain = grain;
    m->start = start;
    m->end = end;
}

static long
number_of(int year, int month, int day)
{
    return ws_days_of((struct ws_day){(int16_t)year, (int8_t)month, (int8_t)day});
}

static void
print_year(char *out, size_t room, int year)
{
    if (year > 0 && year <= 9999)
        *ws_days_digits(out, year, 4) = '\0';
    else if (year)
        snprintf(out, room, "%04d", year);
    else
        snprintf(out, room, "XXXX");
}

/* @number and @n days from Monday to Friday on, or back. */
static long
move_business(long number, long n)
{
    long step = n < 0 ? -1 : 1;

    while (n) {
        number += step;
        if (ws_days_weekday(number) <= 5)
            n -= step;
    }
    return number;
}

/* The base moved by the shift, to the grain of the shift. */
static void
apply_shift(struct moment *m)
{
    const struct ws_when *w = m->when;
    int times = w->times > 1 ? w->times : 1;
    int year = m->base.year, month = m->base.month, day = m->base.day;
    long number;

    ws_days_shift_month(&year, &month, w->shift[WS_MONTHS] * times);
    year += (int)w->shift[WS_YEARS] * (w->grain == WS_YEARS ? times : 1);
    if (year < 1 || year > 9998) {
        m->base.year = 0;
        return;
    }
    if (day > ws_days_in_month(year, month))
        day = ws_days_in_month(year, month);
    number = number_of(year, month, day) + w->shift[WS_WEEKS] * 7;
    number = w->business ? move_business(number, w->shift[WS_DAYS]) : number + w->shift[WS_DAYS];
    m->base = ws_days_day(number);
    m->number = number;
}

/* How many months before or behind that of publication a bare day lies, by the convention. */
static long
month_of_day(const struct moment *m)
{
    const struct ws_when *w = m->when;
    int last = ws_days_in_month(m->base.year, m->base.month);

    switch (w->dir) {
    case WS_DIR_FUTURE:
        return w->day < m->base.day;
    case WS_DIR_PAST:
        return -(w->day >= m->base.day);
    case WS_DIR_NONE:
        return w->day > m->base.day + DAYS_AHEAD              ? -1
               : w->day <= DAYS_BEHIND - (last - m->base.day) ? w->day < m->base.day
                                                              : 0;
    default:
        return 0;
    }
}

/* Does the day that was said fall on the weekday that was said, @months from publication? */
static bool
agrees(const struct moment *m, long months)
{
    int year = m->base.year, month = m->base.month;

    ws_days_shift_month(&year, &month, months);
    return ws_days_valid(year, month, m->when->day) &&
           ws_days_weekday(number_of(year, month, m->when->day)) == m->when->weekday;
}

/* Month and year of a bare day. */
static void
place_day(struct moment *m, int *year, int *month)
{
    const struct ws_when *w = m->when;
    long months = month_of_day(m);

    if (w->weekday && !agrees(m, months)) /* Saturday the second: the nearest that is one */
        for (int i = 0; i < 3; i++) {
            static const long others[] = {0, -1, 1};

            if (agrees(m, others[i])) {
                months = others[i];
                break;
            }
        }
    *year = m->base.year;
    *month = m->base.month;
    ws_days_shift_month(year, month, months);
    if (w->day > ws_days_in_month(*year, *month)) /* no 31st there: a month further */
        ws_days_shift_month(year, month, w->dir == WS_DIR_FUTURE ? 1 : -1);
}

/* Year of a bare month (and day). */
static int
place_month(const struct moment *m, int month, int day)
{
    int ahead = month - m->base.month;
    bool later = ahead > 0 || (ahead == 0 && day > m->base.day);
    bool earlier = ahead < 0 || (ahead == 0 && day && day < m->base.day);

    switch (m->when->dir) {
    case WS_DIR_PAST:
        return m->base.year - (later || (ahead == 0 && !day));
    case WS_DIR_FUTURE: /* will rebuild what fell on Aug. 7: of months just past is spoken as past */
        return m->base.year + (earlier && !(m->when->hinted && 12 + ahead > MONTHS_HINTED));
    case WS_DIR_THIS:
        return m->base.year;
    default:
        return m->base.year - (ahead > MONTHS_AHEAD);
    }
}

static void
resolve_weekday(struct moment *m)
{
    const struct ws_when *w = m->when;
    long today = number_of(m->base.year, m->base.month, m->base.day);
    int now = ws_days_weekday(today);
    long monday = ws_days_monday(today);

    if (w->relative && w->grain == WS_WEEKS)
        m->number = ws_days_monday(m->number) + w->weekday - 1;
    else if (w->dir == WS_DIR_THIS)
        m->number = monday + w->weekday - 1;
    else if (w->dir == WS_DIR_FUTURE && w->whole_week)
        m->number = monday + 7 + w->weekday - 1;
    else if (w->dir == WS_DIR_FUTURE)
        m->number = today + (w->weekday - now + 6) % 7 + 1;
    else if (w->dir == WS_DIR_PAST)
        m->number = today - (now - w->weekday + 6) % 7 - 1;
    else
        m->number = today - (now - w->weekday + 7) % 7;
    m->day_known = true;
}

static void
put_day(struct moment *m, long number)
{
    struct ws_day d = ws_days_day(number);

    if (d.year < 1 || d.year > 9999)
        return;
    *ws_days_print(m->timex, d) = '\0';
    settle(m, "day", number, number);
}

static void
put_week(struct moment *m, long number)
{
    const struct ws_when *w = m->when;
    long monday = ws_days_monday(number);
    int year, week;

    ws_days_week(number, &year, &week);
    snprintf(m->timex, sizeof m->timex, "%04d-W%02d%s", year, week,
             w->part == WS_PART_OF_WEEKEND ? "-WE" : "");
    switch (w->part) {
    case WS_PART_OF_WEEKEND:
        settle(m, "weekend", monday + 5, monday + 6);
        break;
    case WS_PART_OF_WORKDAYS:
        settle(m, "week", monday, monday + 4);
        break;
    case WS_PART_OF_START:
        settle(m, "week", monday, monday + 2);
        break;
    case WS_PART_OF_MID:
        settle(m, "week", monday + 1, monday + 4);
        break;
    case WS_PART_OF_END:
        settle(m, "week", monday + 3, monday + 6);
        break;
    default:
        settle(m, "week", monday, monday + 6);
    }
}

/* Days [low, high] of a month, by its part. */
static void
put_month(struct moment *m, int year, int month)
{
    const struct ws_when *w = m->when;
    int last = year ? ws_days_in_month(year, month) : 31;
    int low = w->part == WS_PART_OF_END ? 16 : w->part == WS_PART_OF_MID ? 10 : 1;
    int high = w->part == WS_PART_OF_START ? 15 : w->part == WS_PART_OF_MID ? 20 : last;
    char y[8];

    print_year(y, sizeof y, year);
    memcpy(m->timex, y, strlen(y));
    m->timex[strlen(y)] = '-';
    *ws_days_digits(m->timex + strlen(y) + 1, month, 2) = '\0';
    m->grain = "month";
    if (year)
        settle(m, "month", number_of(year, month, low), number_of(year, month, high));
}

/* @count months from @month on: quarters and halves. */
static void
put_months(struct moment *m, int year, int month, int count, const char *name, int n)
{
    char y[8];
    int last = month + count - 1;

    print_year(y, sizeof y, year);
    snprintf(m->timex, sizeof m->timex, "%s-%s%d", y, name, n);
    m->grain = count == 3 ? "quarter" : "half";
    if (year)
        settle(m, m->grain, number_of(year, month, 1),
               number_of(year, last, ws_days_in_month(year, last)));
}

/* A quarter, or from one to another: 1~3분기. */
static void
put_quarters(struct moment *m, int year)
{
    const struct ws_when *w = m->when;
    int last = w->quarter2 * 3;
    char y[8];
    size_t at;

    put_months(m, year, w->quarter * 3 - 2, 3, "Q", w->quarter);
    if (w->quarter2 <= w->quarter)
        return;
    print_year(y, sizeof y, year);
    at = strlen(m->timex);
    snprintf(m->timex + at, sizeof m->timex - at, "/%s-Q%d", y, w->quarter2);
    if (year)
        m->end = number_of(year, last, ws_days_in_month(year, last));
}

static void
put_season(struct moment *m, int year)
{
    static const char *const names[] = {"SP", "SU", "FA", "WI"};
    int season = m->when->season, month = season * 3;
    int last = season == 4 ? 2 : month + 2, last_year = year + (season == 4);
    char y[8];

    print_year(y, sizeof y, year);
    snprintf(m->timex, sizeof m->timex, "%s-%s", y, names[season - 1]);
    m->grain = "season";
    if (year)
        settle(m, "season", number_of(year, month, 1),
               number_of(last_year, last, ws_days_in_month(last_year, last)));
}

static void
put_year(struct moment *m, int year)
{
    const struct ws_when *w = m->when;
    int low = w->part == WS_PART_OF_END ? 7 : w->part == WS_PART_OF_MID ? 5 : 1;
    int high = w->part == WS_PART_OF_START ? 6 : w->part == WS_PART_OF_MID ? 8 : 12;

    print_year(m->timex, sizeof m->timex, year);
    settle(m, "year", number_of(year, low, 1), number_of(year, high, ws_days_in_month(year, high)));
}

/* A decade or a century that opens with @year. */
static void
put_years(struct moment *m, int year, int count)
{
    /* digits left open are X, as in ISO 8601-2: 199X, 19XX */
    snprintf(m->timex, sizeof m->timex, count == 10 ? "%03dX" : "%02dXX", year / count);
    m->grain = count == 10 ? "decade" : "century";
    if (year > 0)
        settle(m, m->grain, number_of(year, 1, 1), number_of(year + count - 1, 12, 31));
}

/* The year of something that comes once a year, in @month. */
static int
yearly(const struct moment *m, int month, int day)
{
    if (m->when->year)
        return m->when->year;
    if (!m->base.year)
        return 0;
    if (m->when->relative)
        return m->base.year;
    return place_month(m, month, day);
}

/* A holiday of another calendar: 설, 추석, Rosh Hashanah. */
static void
put_lunar(struct moment *m)
{
    const struct ws_entry *entry = m->when->holiday;
    uint64_t is = m->probe->is->holiday;
    const char *calendar = ws_entry_attr(entry, is, "calendar");
    int month = 0, day = 0, year = yearly(m, 1, 1), tries;
    long number = 0;

    (void)sscanf(ws_entry_attr(entry, is, "lunar"), "%d-%d", &month, &day);
    for (tries = 2; tries && year; tries--) { /* which year it is hangs on the day in that year */
        struct ws_day found;
        int meant;

        if (!calendar || !ws_lunar_find(m->probe->lunar, calendar, month, day, year, &number))
            break;
        found = ws_days_day(number);
        meant = yearly(m, found.month, found.day);
        if (meant == year || tries == 1) {
            put_day(m, number);
            return;
        }
        year = meant;
    }
    if (year)
        snprintf(m->timex, sizeof m->timex, "%04d-XX-XX", year);
    else
        snprintf(m->timex, sizeof m->timex, "XXXX-XX-XX");
}

static void
put_holiday(struct moment *m)
{
    const struct ws_entry *entry = m->when->holiday;
    uint64_t is = m->probe->is->holiday;
    const char *date = ws_entry_attr(entry, is, "date");
    const char *easter = ws_entry_attr(entry, is, "easter");
    long month = ws_entry_number(entry, is, "month", 0), day = 0;
    int year;

    if (ws_probe_has(entry, is, "lunar")) {
        put_lunar(m);
    } else if (date && sscanf(date, "%ld-%ld", &month, &day) == 2) {
        year = yearly(m, (int)month, (int)day);
        if (year)
            put_day(m, number_of(year, (int)month, (int)day));
        else
            snprintf(m->timex, sizeof m->timex, "XXXX-%02ld-%02ld", month, day);
    } else if (easter && (year = yearly(m, 4, 0)) != 0) {
        put_day(m, ws_days_easter(year) + ws_entry_number(entry, is, "easter", 0));
    } else if (month && (year = yearly(m, (int)month, 0)) != 0) {
        put_day(m, ws_days_nth(year, (int)month, (int)ws_entry_number(entry, is, "weekday", 1),
                               (int)ws_entry_number(entry, is, "nth", 1)) +
                       ws_entry_number(entry, is, "plus", 0));
    } else if ((year = yearly(m, 1, 0)) != 0) {
        snprintf(m->timex, sizeof m->timex, "%04d-XX-XX", year);
    } else {
        snprintf(m->timex, sizeof m->timex, "XXXX-XX-XX");
    }
    m->grain = "day";
}

/* The nth week, or the nth weekday, of a month or a year. */
static void
put_nth(struct moment *m, int year, int month)
{
    const struct ws_when *w = m->when;

    if (!year || (!month && w->week < 0)) {
        if (month)
            put_month(m, year, month);
        else
            snprintf(m->timex, sizeof m->timex, "XXXX-WXX");
        return;
    }
    if (w->weekday && (w->week > 5 || !month)) /* the tenth Monday: of the year */
        put_day(m, ws_days_nth(year, 1, w->weekday, w->week));
    else if (w->weekday)
        put_day(m, ws_days_nth(year, month, w->weekday, w->week));
    else if (month) /* the first whole week: that of the first Monday */
        put_week(m, ws_days_nth(year, month, 1, w->week));
    else
        put_week(m, ws_days_week_one(year) + 7L * (w->week - 1));
}

/* A day, two days, or what of it is known. */
static void
put_dated(struct moment *m, int year, int month)
{
    const struct ws_when *w = m->when;
    char y[8], mm[4] = "XX";

    if (year && month && ws_days_valid(year, month, w->day)) {
        put_day(m, number_of(year, month, w->day));
        if (w->day2 > w->day && ws_days_valid(year, month, w->day2)) {
            size_t at = strlen(m->timex);
            snprintf(m->timex + at, sizeof m->timex - at, "/%04d-%02d-%02d", year, month, w->day2);
            m->end = number_of(year, month, w->day2);
        }
        return;
    }
    print_year(y, sizeof y, year);
    if (month)
        snprintf(mm, sizeof mm, "%02d", month);
    snprintf(m->timex, sizeof m->timex, "%s-%s-%02d", y, mm, w->day);
    m->grain = "day";
}

/* The year and month in force: said, shifted to, or by convention. */
static void
year_and_month(struct moment *m, int *year, int *month)
{
    const struct ws_when *w = m->when;

    *year = w->year;
    *month = w->month;
    if (!m->base.year)
        return;
    if (w->relative && !*year)
        *year = m->base.year;
    if (w->relative && !*month && w->grain == WS_MONTHS)
        *month = m->base.month;
    if (w->relative)
        return;
    if (*month && !*year)
        *year = place_month(m, *month, w->day);
    else if (w->day && !*month && !*year)
        place_day(m, year, month);
}

/* The shift alone: 어제, last week, 3년 전. */
static void
put_shifted(struct moment *m)
{
    const struct ws_when *w = m->when;

    if (w->times >= 10) {
        put_years(m, m->base.year / w->times * w->times, w->times);
    } else if (w->grain == WS_YEARS) {
        put_year(m, m->base.year);
        if (w->exact)
            m->start = m->end = m->number;
    } else if (w->grain == WS_MONTHS && w->times == 3) {
        int quarter = (m->base.month - 1) / 3;
        put_months(m, m->base.year, quarter * 3 + 1, 3, "Q", quarter + 1);
    } else if (w->grain == WS_MONTHS) {
        put_month(m, m->base.year, m->base.month);
        if (w->exact)
            m->start = m->end = m->number;
    } else if (w->grain == WS_WEEKS) {
        put_week(m, m->number);
        if (w->exact)
            m->start = m->end = m->number;
    } else {
        put_day(m, m->number);
        if (w->daypart) {
            size_t at = strlen(m->timex);
            snprintf(m->timex + at, sizeof m->timex - at, "T%.2s", w->daypart);
        }
    }
}

static void
resolve_open(struct moment *m)
{
    const struct ws_when *w = m->when;
    char y[8];

    if (w->dir == WS_DIR_EACH && !w->weekday && w->month && w->day)
        snprintf(m->timex, sizeof m->timex, "XXXX-%02d-%02d", w->month, w->day);
    else if (w->dir == WS_DIR_EACH && !w->weekday && w->month)
        snprintf(m->timex, sizeof m->timex, "XXXX-%02d", w->month);
    else if (w->dir == WS_DIR_EACH && !w->weekday && w->day)
        snprintf(m->timex, sizeof m->timex, "XXXX-XX-%02d", w->day);
    else if (w->dir == WS_DIR_EACH && w->weekday)
        snprintf(m->timex, sizeof m->timex, "XXXX-WXX-%d", w->weekday);
    else if (w->weekday && !m->base.year)
        snprintf(m->timex, sizeof m->timex, "XXXX-WXX-%d", w->weekday);
    else if (w->part == WS_PART_OF_WEEKEND && !m->base.year)
        snprintf(m->timex, sizeof m->timex, "XXXX-WXX-WE");
    else if (w->relative) {
        print_year(y, sizeof y, 0);
        snprintf(m->timex, sizeof m->timex,
                 w->grain == WS_YEARS  ? "%s"
                 : w->grain == WS_DAYS ? "%s-XX-XX"
                                       : "%s-XX",
                 y);
    }
    m->grain = w->weekday ? "day" : NULL;
}

static void
resolve(struct moment *m)
{
    const struct ws_when *w = m->when;
    bool floating = !m->base.year; /* no day to count from */
    int year, month;

    if (w->dir == WS_DIR_EACH ||
        (floating && (w->relative || (w->weekday && !w->day) || w->part == WS_PART_OF_WEEKEND))) {
        resolve_open(m);
        return;
    }
    if (w->relative) {
        apply_shift(m);
        if (!m->base.year)
            return;
    }
    year_and_month(m, &year, &month);
    if (w->holiday)
        put_holiday(m);
    else if (w->day)
        put_dated(m, year, month);
    else if (w->week)
        put_nth(m, year ? year : m->base.year,
                month                                              ? month
                : w->year || (w->relative && w->grain == WS_YEARS) ? 0
                                                                   : m->base.month);
    else if (w->weekday && !floating) {
        resolve_weekday(m);
        put_day(m, m->number);
    } else if (w->part == WS_PART_OF_WEEKEND && !w->month)
        put_week(m, w->relative ? m->number : number_of(m->base.year, m->base.month, m->base.day));
    else if (month && !(w->relative && w->grain == WS_MONTHS && !w->month)) {
        put_month(m, year, month);
        if (w->month2 > month && year) {
            size_t at = strlen(m->timex);
            snprintf(m->timex + at, sizeof m->timex - at, "/%04d-%02d", year, w->month2);
            m->end = number_of(year, w->month2, ws_days_in_month(year, w->month2));
        }
    } else if (w->fiscal)
        snprintf(m->timex, sizeof m->timex, "FY%04d", w->year);
    else if (w->quarter)
        put_quarters(m, yearly(m, w->quarter * 3 - 2, 0));
    else if (w->half)
        put_months(m, yearly(m, w->half * 6 - 5, 0), w->half * 6 - 5, 6, "H", w->half);
    else if (w->season)
        put_season(m, yearly(m, w->season * 3, 0));
    else if (w->years)
        put_years(m, w->year, w->years);
    else if (w->year) {
        put_year(m, w->year);
        if (w->year2 > w->year) {
            size_t at = strlen(m->timex);
            snprintf(m->timex + at, sizeof m->timex - at, "/%04d", w->year2);
            m->end = number_of(w->year2, 12, 31);
        }
    } else if (w->relative)
        put_shifted(m);
}

/* Is it the week, month or year of today? */
static bool
this_one(const struct ws_when *w)
{
    return w->relative && !w->from_named && !w->shift[WS_YEARS] && !w->shift[WS_MONTHS] &&
           !w->shift[WS_WEEKS] && !w->month;
}

/* What the words leave of the days that were found, or make of them. */
static void
narrow(struct moment *m)
{
    const struct ws_when *w = m->when;
    long today = m->probe->today.year ? ws_days_of(m->probe->today) : m->start;

    if (w->nth_day && w->nth_day <= m->end - m->start + 1)
        put_day(m, w->nth_day > 0 ? m->start + w->nth_day - 1 : m->end);
    else if (w->part == WS_PART_OF_WEEK)
        put_week(m, m->start);
    else if (w->part == WS_PART_OF_REST && today > m->start && today <= m->end)
        m->start = today;
    else if (w->part == WS_PART_OF_PAST && today >= m->start && today < m->end)
        m->end = today;
    else if (this_one(w) && w->part == WS_PART_OF_END && today > m->start && today <= m->end)
        m->start = today; /* the end of this year is still to come, its start is over */
    else if (this_one(w) && w->part == WS_PART_OF_START && today >= m->start && today < m->end)
        m->end = today;
    else if (w->apart && m->start == m->end)
        put_day(m, m->start + w->apart);
}

bool
ws_moment_resolve(const struct ws_probe *probe, const struct ws_when *when, struct ws_value *value)
{
    struct moment m = {.probe = probe, .when = when, .base = probe->today, .start = 1, .end = 0};

    if (when->from_named) { /* that day from a day, that year from a year as well */
        const struct ws_named *named = &probe->named;
        struct ws_day base = when->grain == WS_DAYS ? named->day : named->wide;

        m.base = base.year ? base : m.base;
    }
    resolve(&m);
    if (!m.timex[0])
        return true;
    if (m.start <= m.end)
        narrow(&m);
    value->timex = ws_probe_keep(probe, m.timex);
    value->approx = when->approx;
    value->repeat = when->dir == WS_DIR_EACH;
    value->grain = m.grain;
    if (m.start <= m.end) {
        struct ws_day start = ws_days_day(m.start);
        struct ws_day end = m.end == m.start ? start : ws_days_day(m.end);

        if (start.year >= 1 && end.year <= 9999) {
            value->start = start;
            value->end = end;
        }
    }
    return value->timex != NULL;
}
