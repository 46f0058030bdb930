/*
 * base/json.c - see json.h.
 */
#include "base/json.h"

#include "base/utf8.h"

/* The escape of an ASCII character that cannot stand for itself, at @p; its length. */
static size_t
escape_to(char *p, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char short_from[] = "\"\\\b\f\n\r\t";
    static const char short_to[] = "\"\\bfnrt";
    const char *known = c ? strchr(short_from, c) : NULL;

    *p++ = '\\';
    if (known) {
        *p = short_to[known - short_from];
        return 2;
    }
    memcpy(p, "u00", 3);
    p[3] = hex[c >> 4];
    p[4] = hex[c & 15];
    return 6;
}

static void
escape(struct ws_buf *out, unsigned char c)
{
    if (ws_buf_room(out, 6))
        out->len += escape_to(out->bytes + out->len, c);
}

static bool
is_plain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\';
}

/* @bytes one by one, with whatever escapes and replacements they need. */
static void
add_slowly(struct ws_buf *out, const char *bytes, size_t len)
{
    size_t done = 0, at = 0;

    while (at < len) {
        unsigned char c = (unsigned char)bytes[at];
        size_t next = at + 1;
        uint32_t bad = 0;

        if (c >= 0x80) {
            next = at;
            ws_utf8_next(bytes, len, &next, &bad);
        }
        if (bad || !is_plain(c)) {
            ws_buf_add(out, bytes + done, at - done);
            if (bad)
                ws_buf_rune(out, WS_REPLACEMENT);
            else
                escape(out, c);
            done = next;
        }
        at = next;
    }
    ws_buf_add(out, bytes + done, at - done);
}

#define EACH(byte) ((byte)*UINT64_C(0x0101010101010101))

/* Not 0 where one of eight bytes must not be copied as it is: below a blank, a mark, a
 * backslash, and those with a bit of @high. */
static uint64_t
special(uint64_t x, uint64_t high)
{
    uint64_t mark = x ^ EACH('"'), back = x ^ EACH('\\');
    uint64_t low =
        ((x - EACH(0x20)) & ~x) | ((mark - EACH(1)) & ~mark) | ((back - EACH(1)) & ~back);

    return (low & EACH(0x80)) | (x & high);
}

/* Copy @len bytes to @p, eight at a time, until one is special: how many were copied.
 * The last eight overlap those before; what is shorter than four goes by bytes. */
static size_t
copy_plain(char *p, const char *bytes, size_t len, uint64_t high)
{
    size_t at = 0;
    uint64_t x;

    for (; len - at >= 8; at += 8) {
        memcpy(&x, bytes + at, 8);
        if (special(x, high))
            return at;
        memcpy(p + at, &x, 8);
    }
    if (at < len && len >= 8) {
        memcpy(&x, bytes + len - 8, 8);
        if (special(x, high))
            return at;
        memcpy(p + len - 8, &x, 8);
        return len;
    }
    if (len - at >= 4) {
        uint32_t a, b;
        memcpy(&a, bytes, 4);
        memcpy(&b, bytes + len - 4, 4);
        if (special((uint64_t)a << 32 | b, high))
            return 0;
        memcpy(p, &a, 4);
        memcpy(p + len - 4, &b, 4);
        return len;
    }
    for (; at < len; at++) {
        if (!is_plain((unsigned char)bytes[at]) || (uint64_t)(unsigned char)bytes[at] & high)
            return at;
        p[at] = bytes[at];
    }
    return len;
}

void
ws_json_string(struct ws_buf *out, const char *bytes, size_t len)
{
    size_t n;

    if (!ws_buf_room(out, len + 2))
        return;
    out->bytes[out->len] = '"';
    n = copy_plain(out->bytes + out->len + 1, bytes, len, EACH(0x80));
    out->len += n + 1;
    if (n < len)
        add_slowly(out, bytes + n, len - n);
    ws_buf_char(out, '"');
}

#define STRIDE 8u /* bytes taken one by one where copy_plain() has stopped */

void
ws_json_checked(struct ws_buf *out, const char *bytes, size_t len)
{
    size_t at = 0;

    ws_buf_char(out, '"');
    while (at < len && ws_buf_room(out, len - at + STRIDE * 6)) {
        char *p = out->bytes + out->len;
        size_t n = copy_plain(p, bytes + at, len - at, 0);

        at += n;
        p += n;
        for (n = at + STRIDE; at < len && at < n; at++) {
            if (is_plain((unsigned char)bytes[at]))
                *p++ = bytes[at];
            else
                p += escape_to(p, (unsigned char)bytes[at]);
        }
        out->len = (size_t)(p - out->bytes);
    }
    ws_buf_char(out, '"');
}

void
ws_json_runes(struct ws_buf *out, const uint32_t *runes, size_t n)
{
    char *p;

    if (!ws_buf_room(out, n * 6 + 2))
        return;
    p = out->bytes + out->len;
    *p++ = '"';
    for (size_t i = 0; i < n; i++) {
        uint32_t rune = runes[i];

        if (rune >= 0x800 && rune < 0x10000) { /* Hangul, Han */
            p[0] = (char)(0xE0 | rune >> 12);
            p[1] = (char)(0x80 | (rune >> 6 & 0x3F));
            p[2] = (char)(0x80 | (rune & 0x3F));
            p += 3;
        } else if (rune >= 0x80) {
            p += ws_utf8_put(p, rune);
        } else if (is_plain((unsigned char)rune)) {
            *p++ = (char)rune;
        } else {
            p += escape_to(p, (unsigned char)rune);
        }
    }
    *p++ = '"';
    out->len = (size_t)(p - out->bytes);
}
