/*
 * read/day.c - a publication date in a record's field; see formats.h.
 */
#include "read/formats.h"

/* Up to @most digits at *at; how many there were. */
static int
take_number(const char *text, size_t len, size_t *at, int most, int *number)
{
    int n = 0;

    *number = 0;
    while (n < most && *at < len && text[*at] >= '0' && text[*at] <= '9') {
        *number = *number * 10 + (text[(*at)++] - '0');
        n++;
    }
    return n;
}

static bool
take_mark(const char *text, size_t len, size_t *at, char mark)
{
    if (*at < len && text[*at] == mark) {
        ++*at;
        return true;
    }
    return false;
}

static bool
is_day(int year, int month, int day)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    return day <= days[month - 1] + (leap && month == 2);
}

bool
ws_read_day(const char *text, size_t len, struct ws_day *day)
{
    size_t at = 0;
    int y, m, d;
    char mark;

    while (at < len && text[at] == ' ')
        at++;
    if (take_number(text, len, &at, 4, &y) != 4 || at == len)
        return false;
    mark = text[at];
    if (mark == '-' || mark == '.' || mark == '/') {
        at++;
        if (!take_number(text, len, &at, 2, &m) || !take_mark(text, len, &at, mark) ||
            !take_number(text, len, &at, 2, &d))
            return false;
    } else if (take_number(text, len, &at, 2, &m) != 2 || take_number(text, len, &at, 2, &d) != 2) {
        return false;
    }
    /* A time may follow, but no third digit: 2020-12-071 is no day. */
    if ((at < len && text[at] >= '0' && text[at] <= '9') || !is_day(y, m, d))
        return false;
    *day = (struct ws_day){(int16_t)y, (int8_t)m, (int8_t)d};
    return true;
}
