/*
 * base/utf8.c - see utf8.h.
 */
#include "base/utf8.h"

/* Behind a lead byte of 3 or 4 bytes the second byte has a narrower range
 * (Unicode standard, table 3-7): no overlong forms, no surrogates, no more than
 * U+10FFFF. */
static bool
second_fits(unsigned char lead, unsigned char second)
{
    switch (lead) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return second >= 0x80 && second <= 0xBF;
    }
}

static uint32_t
wrong(uint32_t *bad)
{
    if (bad)
        ++*bad;
    return WS_REPLACEMENT;
}

uint32_t
ws_utf8_next(const char *bytes, size_t len, size_t *at, uint32_t *bad)
{
    const unsigned char *p = (const unsigned char *)bytes;
    unsigned char lead = p[(*at)++];
    size_t more;
    uint32_t rune;

    if (lead < 0x80)
        return lead;
    if (lead < 0xC2 || lead > 0xF4)
        return wrong(bad);
    more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    rune = lead & (0x3Fu >> more);
    for (size_t k = 0; k < more; k++) {
        if (*at >= len)
            return wrong(bad);
        if (k == 0 ? !second_fits(lead, p[*at]) : (p[*at] & 0xC0) != 0x80)
            return wrong(bad);
        rune = rune << 6 | (p[(*at)++] & 0x3Fu);
    }
    return rune;
}

size_t
ws_utf8_put(char *out, uint32_t rune)
{
    if (rune < 0x80) {
        out[0] = (char)rune;
        return 1;
    }
    if (rune < 0x800) {
        out[0] = (char)(0xC0 | rune >> 6);
        out[1] = (char)(0x80 | (rune & 0x3F));
        return 2;
    }
    if (rune < 0x10000) {
        out[0] = (char)(0xE0 | rune >> 12);
        out[1] = (char)(0x80 | (rune >> 6 & 0x3F));
        out[2] = (char)(0x80 | (rune & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | rune >> 18);
    out[1] = (char)(0x80 | (rune >> 12 & 0x3F));
    out[2] = (char)(0x80 | (rune >> 6 & 0x3F));
    out[3] = (char)(0x80 | (rune & 0x3F));
    return 4;
}

/* A lead byte of three whose second byte may be any: most of Hangul, Han, Kana. */
static bool
is_plain3(const unsigned char *p, size_t len)
{
    return len >= 3 && p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED && (p[1] & 0xC0) == 0x80 &&
           (p[2] & 0xC0) == 0x80;
}

size_t
ws_utf8_decode(const char *text, size_t len, uint32_t *out, size_t room)
{
    size_t n = 0;
    uint32_t bad = 0;

    for (size_t at = 0; at < len;) {
        const unsigned char *p = (const unsigned char *)text + at;

        if (n == room)
            return SIZE_MAX;
        if (*p < 0x80) {
            out[n++] = *p;
            at++;
        } else if (is_plain3(p, len - at)) {
            out[n++] = (p[0] & 0xFu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
            at += 3;
        } else {
            out[n++] = ws_utf8_next(text, len, &at, &bad);
        }
        if (bad)
            return SIZE_MAX;
    }
    return n;
}
