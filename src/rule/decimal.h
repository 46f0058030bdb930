/*
 * rule/decimal.h - exact decimal numbers: digits times a power of ten.
 *
 *     2.5억  =  25 x 10^7        1경 2345조  =  12345 x 10^12
 *
 * Amounts in the press have few digits and many zeros, so 64 bits hold them; what
 * does not fit is no number here, rather than a wrong one.  No binary fraction is
 * ever used for a value.
 */
#ifndef WS_RULE_DECIMAL_H
#define WS_RULE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ws_decimal {
    uint64_t digits; /* without trailing zeros, but for 0 itself */
    int exp;
};

#define WS_DECIMAL_ROOM 96 /* bytes that any printed value fits in, with its NUL */

struct ws_decimal ws_decimal_of(uint64_t whole);
/* Read "1234.56"; false where @text is no such number or has too many digits. */
bool ws_decimal_parse(struct ws_decimal *out, const char *text);
/* *a += b, *a *= b; false where the result does not fit, *a then unchanged. */
bool ws_decimal_add(struct ws_decimal *a, struct ws_decimal b);
bool ws_decimal_times(struct ws_decimal *a, struct ws_decimal b);
/* Less than 0, 0, more than 0, as a is below, equal to, above b. */
int ws_decimal_compare(struct ws_decimal a, struct ws_decimal b);
/* The value as a whole number of at most @most, or -1. */
long ws_decimal_whole(struct ws_decimal a, long most);
/* The largest power of ten that divides a whole value (1 for 0 and for fractions). */
struct ws_decimal ws_decimal_scale(struct ws_decimal a);
/* Plain decimal digits: "200000000000", "0.5"; returns the length. */
size_t ws_decimal_print(struct ws_decimal a, char out[WS_DECIMAL_ROOM]);

#endif
