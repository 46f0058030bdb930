/*
 * rule/days.c - see days.h.
 */
#include "rule/days.h"

long
ws_days_of(struct ws_day day)
{
    long y = day.year - (day.month <= 2);
    long era = (y >= 0 ? y : y - 399) / 400;
    long yoe = y - era * 400;
    long doy = (153L * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
    long doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

struct ws_day
ws_days_day(long number)
{
    long z = number + 719468;
    long era = (z >= 0 ? z : z - 146096) / 146097;
    long doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    long mp = (5 * doy + 2) / 153;
    long month = mp < 10 ? mp + 3 : mp - 9;

    return (struct ws_day){.year = (int16_t)(yoe + era * 400 + (month <= 2)),
                           .month = (int8_t)month,
                           .day = (int8_t)(doy - (153 * mp + 2) / 5 + 1)};
}

int
ws_days_weekday(long number)
{
    long w = (number + 3) % 7; /* day 0 was a Thursday */

    return (int)(w < 0 ? w + 8 : w + 1);
}

int
ws_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && leap);
}

bool
ws_days_valid(long year, long month, long day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= ws_days_in_month((int)year, (int)month);
}

long
ws_days_monday(long number)
{
    return number - ws_days_weekday(number) + 1;
}

long
ws_days_week_one(int year)
{
    return ws_days_monday(ws_days_of((struct ws_day){(int16_t)year, 1, 4}));
}

void
ws_days_week(long number, int *year, int *week)
{
    *year = ws_days_day(ws_days_monday(number) + 3).year; /* that of its Thursday */
    *week = (int)((ws_days_monday(number) - ws_days_week_one(*year)) / 7) + 1;
}

long
ws_days_easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int x = h + l - 7 * m + 114;

    return ws_days_of((struct ws_day){(int16_t)year, (int8_t)(x / 31), (int8_t)(x % 31 + 1)});
}

long
ws_days_nth(int year, int month, int weekday, int nth)
{
    long first = ws_days_of((struct ws_day){(int16_t)year, (int8_t)month, 1});
    long last = first + ws_days_in_month(year, month) - 1;

    if (nth < 0)
        return last - (ws_days_weekday(last) - weekday + 7) % 7;
    return first + (weekday - ws_days_weekday(first) + 7) % 7 + 7L * (nth - 1);
}

void
ws_days_shift_month(int *year, int *month, long shift)
{
    long months = *year * 12L + *month - 1 + shift;
    long rest = (months % 12 + 12) % 12; /* years before the first too */

    *year = (int)((months - rest) / 12);
    *month = (int)rest + 1;
}

char *
ws_days_digits(char *p, int value, int n)
{
    for (int i = n - 1; i >= 0; i--) {
        p[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return p + n;
}

char *
ws_days_print(char *p, struct ws_day day)
{
    p = ws_days_digits(p, day.year, 4);
    *p++ = '-';
    p = ws_days_digits(p, day.month, 2);
    *p++ = '-';
    return ws_days_digits(p, day.day, 2);
}
