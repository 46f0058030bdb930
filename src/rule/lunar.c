/*
 * rule/lunar.c - see lunar.h.
 */
#include "rule/lunar.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unicode/ucal.h>

#include "rule/days.h"

#define DAY_MS 86400000.0

/* The day number of @day of @month in year @year of the calendar itself. */
static long
place(UCalendar *calendar, int year, int month, int day, UErrorCode *status)
{
    ucal_clear(calendar);
    ucal_set(calendar, UCAL_EXTENDED_YEAR, year);
    ucal_set(calendar, UCAL_MONTH, month - 1);
    ucal_set(calendar, UCAL_IS_LEAP_MONTH, 0);
    ucal_set(calendar, UCAL_DATE, day);
    return (long)floor(ucal_getMillis(calendar, status) / DAY_MS);
}

static bool
look_up(const char *name, int month, int day, int year, long *number)
{
    static const UChar utc[] = {'U', 'T', 'C', 0};
    long first = ws_days_of((struct ws_day){(int16_t)year, 1, 1});
    UErrorCode status = U_ZERO_ERROR;
    char locale[64];
    UCalendar *calendar;
    int own, tries = 3; /* a short year may begin twice in ours */

    snprintf(locale, sizeof locale, "und@calendar=%s", name);
    calendar = ucal_open(utc, 3, locale, UCAL_TRADITIONAL, &status);
    if (U_FAILURE(status))
        return false;
    ucal_setMillis(calendar, (double)first * DAY_MS, &status);
    own = ucal_get(calendar, UCAL_EXTENDED_YEAR, &status);
    do
        *number = place(calendar, own++, month, day, &status);
    while (U_SUCCESS(status) && *number < first && --tries);
    ucal_close(calendar);
    return U_SUCCESS(status) && ws_days_day(*number).year == year;
}

bool
ws_lunar_find(struct ws_lunar *known, const char *calendar, int month, int day, int year,
              long *number)
{
    struct ws_lunar_day *kept;

    for (uint32_t i = 0; i < WS_LUNAR_KEPT; i++) {
        kept = &known->kept[i];
        if (kept->calendar && kept->month == month && kept->day == day && kept->year == year &&
            strcmp(kept->calendar, calendar) == 0) {
            *number = kept->number;
            return true;
        }
    }
    if (!look_up(calendar, month, day, year, number))
        return false;
    known->kept[known->next++ % WS_LUNAR_KEPT] =
        (struct ws_lunar_day){calendar, month, day, year, *number};
    return true;
}
