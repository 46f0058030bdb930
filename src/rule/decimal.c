/*
 * rule/decimal.c - see decimal.h.
 */
#include "rule/decimal.h"

#define EXP_MOST 40 /* 10^40: beyond any sum of money */

static struct ws_decimal
normal(struct ws_decimal a)
{
    if (a.digits == 0)
        a.exp = 0;
    while (a.digits && a.digits % 10 == 0) {
        a.digits /= 10;
        a.exp++;
    }
    return a;
}

struct ws_decimal
ws_decimal_of(uint64_t whole)
{
    return normal((struct ws_decimal){whole, 0});
}

bool
ws_decimal_parse(struct ws_decimal *out, const char *text)
{
    struct ws_decimal a = {0, 0};
    bool dot = false, any = false;

    for (; *text; text++) {
        if (*text == '.' && !dot) {
            dot = true;
            continue;
        }
        if (*text < '0' || *text > '9')
            return false;
        if (a.digits > (UINT64_MAX - 9) / 10) {
            if (*text != '0' || dot)
                return false;
            a.exp++;
            continue;
        }
        a.digits = a.digits * 10 + (uint64_t)(*text - '0');
        a.exp -= dot;
        any = true;
    }
    *out = normal(a);
    return any;
}

/* Bring @a to the exponent @exp, which is not above its own. */
static bool
lower(struct ws_decimal *a, int exp)
{
    uint64_t digits = a->digits;

    for (int e = a->exp; e > exp; e--) {
        if (digits > UINT64_MAX / 10)
            return false;
        digits *= 10;
    }
    *a = (struct ws_decimal){digits, exp};
    return true;
}

bool
ws_decimal_add(struct ws_decimal *a, struct ws_decimal b)
{
    struct ws_decimal x = *a;
    int exp = x.exp < b.exp ? x.exp : b.exp;

    if (x.digits == 0 || b.digits == 0) {
        *a = x.digits ? x : b;
        return true;
    }
    if (!lower(&x, exp) || !lower(&b, exp) || x.digits > UINT64_MAX - b.digits)
        return false;
    x.digits += b.digits;
    *a = normal(x);
    return true;
}

bool
ws_decimal_times(struct ws_decimal *a, struct ws_decimal b)
{
    struct ws_decimal x = *a;

    if (b.digits && x.digits > UINT64_MAX / b.digits)
        return false;
    if (x.exp + b.exp > EXP_MOST || x.exp + b.exp < -EXP_MOST)
        return false;
    *a = normal((struct ws_decimal){x.digits * b.digits, x.exp + b.exp});
    return true;
}

int
ws_decimal_compare(struct ws_decimal a, struct ws_decimal b)
{
    int exp = a.exp < b.exp ? a.exp : b.exp;

    if (a.digits == 0 || b.digits == 0)
        return (a.digits != 0) - (b.digits != 0);
    if (!lower(&a, exp))
        return 1;
    if (!lower(&b, exp))
        return -1;
    return (a.digits > b.digits) - (a.digits < b.digits);
}

long
ws_decimal_whole(struct ws_decimal a, long most)
{
    if (a.exp < 0 || !lower(&a, 0) || a.digits > (uint64_t)most)
        return -1;
    return (long)a.digits;
}

struct ws_decimal
ws_decimal_scale(struct ws_decimal a)
{
    return (struct ws_decimal){1, a.digits && a.exp > 0 ? a.exp : 0};
}

size_t
ws_decimal_print(struct ws_decimal a, char out[WS_DECIMAL_ROOM])
{
    char digits[24];
    int n = 0, at = 0, point;

    do
        digits[n++] = (char)('0' + a.digits % 10);
    while (a.digits /= 10);
    point = n + a.exp; /* digits before the point */
    if (point <= 0) {
        out[at++] = '0';
        out[at++] = '.';
        for (int i = point; i < 0 && at < WS_DECIMAL_ROOM - 24; i++)
            out[at++] = '0';
    }
    for (int i = 0; i < n; i++) {
        if (i > 0 && i == point)
            out[at++] = '.';
        out[at++] = digits[n - 1 - i];
    }
    for (int i = n; i < point && at < WS_DECIMAL_ROOM - 1; i++)
        out[at++] = '0';
    out[at] = '\0';
    return (size_t)at;
}
