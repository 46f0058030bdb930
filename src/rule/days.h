/*
 * rule/days.h - arithmetic of the Gregorian calendar, by day numbers.
 *
 * Day 0 is 1970-01-01, before it the numbers are negative; the calendar is taken as
 * valid for all years (the proleptic Gregorian calendar of ISO 8601).  The formulas
 * are those of H. Hinnant, "chrono-compatible low-level date algorithms", and the
 * anonymous Gregorian algorithm for Easter (Nature, 1876).
 */
#ifndef WS_RULE_DAYS_H
#define WS_RULE_DAYS_H

#include "doc/doc.h"

long ws_days_of(struct ws_day day);
struct ws_day ws_days_day(long number);
/* 1 Monday to 7 Sunday. */
int ws_days_weekday(long number);
int ws_days_in_month(int year, int month);
bool ws_days_valid(long year, long month, long day);
/* The Monday of the week of @number, and its ISO year and week. */
long ws_days_monday(long number);
void ws_days_week(long number, int *year, int *week);
/* The Monday of ISO week 1 of @year. */
long ws_days_week_one(int year);
long ws_days_easter(int year);
/* @nth (-1: last) weekday of a month. */
long ws_days_nth(int year, int month, int weekday, int nth);
/* @year, @month moved by @shift months; @month back in 1 to 12. */
void ws_days_shift_month(int *year, int *month, long shift);
/* @value, 0 or more, in @n digits at @p; behind them. */
char *ws_days_digits(char *p, int value, int n);
/* 2020-12-07, of years 1 to 9999; behind it. */
char *ws_days_print(char *p, struct ws_day day);

#endif
