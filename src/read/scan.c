/*
 * read/scan.c - see scan.h.
 *
 *     value   = string | number | "true" | "false" | "null" | array | object
 *     array   = "[" [ value { "," value } ] "]"
 *     object  = "{" [ string ":" value { "," string ":" value } ] "}"
 */
#include "read/scan.h"

#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"

void
ws_scan_init(struct ws_scan *scan, const char *bytes, size_t len)
{
    *scan = (struct ws_scan){.start = bytes, .at = bytes, .end = bytes + len};
}

static bool
wrong(struct ws_scan *scan, const char *what)
{
    if (!scan->wrong)
        scan->wrong = scan->at < scan->end ? what : "the record ends too early";
    return false;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

int
ws_scan_peek(struct ws_scan *scan)
{
    while (scan->at < scan->end && is_blank(*scan->at))
        scan->at++;
    return scan->at < scan->end ? (unsigned char)*scan->at : -1;
}

static int
hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The four digits at @p, or -1. */
static int
hex_four(const char *p, const char *end)
{
    int unit = 0;

    if (end - p < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(p[i]);
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

/* Behind a backslash. */
static bool
skip_escape(struct ws_scan *scan)
{
    if (scan->at < scan->end && *scan->at == 'u') {
        if (hex_four(scan->at + 1, scan->end) < 0) {
            if (scan->end - scan->at < 5)
                scan->at = scan->end;
            return wrong(scan, "not four hexadecimal digits behind '\\u'");
        }
        scan->at += 5;
        return true;
    }
    if (scan->at == scan->end || !*scan->at || !strchr("\"\\/bfnrt", *scan->at))
        return wrong(scan, "unknown escape");
    scan->at++;
    return true;
}

/* At the opening mark. */
static bool
scan_string(struct ws_scan *scan, struct ws_json_value *value)
{
    const char *from = ++scan->at;
    bool escapes = false;

    for (;;) {
        const char *p = scan->at;
        while (p < scan->end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
            p++;
        scan->at = p;
        if (p == scan->end || *p == '"')
            break;
        if (*p != '\\')
            return wrong(scan, "control character in a string");
        escapes = true;
        scan->at++;
        if (!skip_escape(scan))
            return false;
    }
    if (scan->at == scan->end)
        return wrong(scan, "");
    *value = (struct ws_json_value){WS_JSON_STRING, escapes, from, (size_t)(scan->at - from)};
    scan->at++;
    return true;
}

static bool
skip_digits(struct ws_scan *scan)
{
    if (scan->at == scan->end || !is_digit(*scan->at))
        return wrong(scan, "not a number");
    while (scan->at < scan->end && is_digit(*scan->at))
        scan->at++;
    return true;
}

static bool
scan_number(struct ws_scan *scan, struct ws_json_value *value)
{
    const char *from = scan->at;

    if (*scan->at == '-')
        scan->at++;
    if (scan->at < scan->end && *scan->at == '0')
        scan->at++;
    else if (!skip_digits(scan))
        return false;
    if (scan->at < scan->end && *scan->at == '.') {
        scan->at++;
        if (!skip_digits(scan))
            return false;
    }
    if (scan->at < scan->end && (*scan->at == 'e' || *scan->at == 'E')) {
        scan->at++;
        if (scan->at < scan->end && (*scan->at == '+' || *scan->at == '-'))
            scan->at++;
        if (!skip_digits(scan))
            return false;
    }
    *value = (struct ws_json_value){WS_JSON_NUMBER, false, from, (size_t)(scan->at - from)};
    return true;
}

static bool
scan_word(struct ws_scan *scan, const char *word, enum ws_json_kind kind,
          struct ws_json_value *value)
{
    size_t n = strlen(word), left = (size_t)(scan->end - scan->at);

    if (left < n || memcmp(scan->at, word, n) != 0) {
        if (left < n && memcmp(scan->at, word, left) == 0)
            scan->at = scan->end;
        return wrong(scan, "not a JSON value");
    }
    *value = (struct ws_json_value){kind, false, scan->at, n};
    scan->at += n;
    return true;
}

/* A value that holds no others. */
static bool
scan_scalar(struct ws_scan *scan, int c, struct ws_json_value *value)
{
    switch (c) {
    case '"':
        return scan_string(scan, value);
    case 't':
        return scan_word(scan, "true", WS_JSON_TRUE, value);
    case 'f':
        return scan_word(scan, "false", WS_JSON_FALSE, value);
    case 'n':
        return scan_word(scan, "null", WS_JSON_NULL, value);
    default:
        if (c == '-' || (c >= '0' && c <= '9'))
            return scan_number(scan, value);
        return wrong(scan, "not a JSON value");
    }
}

static bool
scan_key(struct ws_scan *scan, struct ws_json_value *key)
{
    if (ws_scan_peek(scan) != '"')
        return wrong(scan, "expected a name in quotation marks");
    if (!scan_string(scan, key))
        return false;
    if (ws_scan_peek(scan) != ':')
        return wrong(scan, "expected ':'");
    scan->at++;
    return true;
}

/* Which brackets are open, one bit each: set for an object. */
struct nest {
    uint64_t bits[WS_SCAN_DEPTH / 64];
    uint32_t depth;
};

static bool
nest_in_object(const struct nest *nest)
{
    uint32_t top = nest->depth - 1;

    return nest->bits[top / 64] >> (top % 64) & 1;
}

static bool
nest_open(struct ws_scan *scan, struct nest *nest, bool object)
{
    uint64_t bit = (uint64_t)1 << (nest->depth % 64);
    uint64_t *word = &nest->bits[nest->depth / 64];

    if (nest->depth == WS_SCAN_DEPTH)
        return wrong(scan, "nested too deeply");
    *word = object ? *word | bit : *word & ~bit;
    nest->depth++;
    scan->at++;
    return true;
}

/* Behind a value: the brackets that end with it, up to the comma before the next. */
static bool
close_nests(struct ws_scan *scan, struct nest *nest)
{
    struct ws_json_value key;

    while (nest->depth) {
        bool object = nest_in_object(nest);
        int c = ws_scan_peek(scan);

        if (c == ',') {
            scan->at++;
            return !object || scan_key(scan, &key);
        }
        if (c != (object ? '}' : ']'))
            return wrong(scan, object ? "expected ',' or '}'" : "expected ',' or ']'");
        scan->at++;
        nest->depth--;
    }
    return true;
}

bool
ws_scan_value(struct ws_scan *scan, struct ws_json_value *value)
{
    struct ws_json_value part = {.kind = WS_JSON_NULL};
    struct nest nest = {.depth = 0};
    const char *from;
    int first = ws_scan_peek(scan);

    from = scan->at;
    do {
        int c = ws_scan_peek(scan);

        if (c == '{' || c == '[') {
            if (!nest_open(scan, &nest, c == '{'))
                return false;
            if (ws_scan_peek(scan) == (c == '{' ? '}' : ']')) {
                scan->at++;
                nest.depth--;
            } else {
                if (c == '{' && !scan_key(scan, &part))
                    return false;
                continue; /* to the first value inside */
            }
        } else if (!scan_scalar(scan, c, &part)) {
            return false;
        }
        if (!close_nests(scan, &nest))
            return false;
    } while (nest.depth);
    if (first == '{' || first == '[')
        part = (struct ws_json_value){first == '{' ? WS_JSON_OBJECT : WS_JSON_ARRAY, false, from,
                                      (size_t)(scan->at - from)};
    *value = part;
    return true;
}

bool
ws_scan_member(struct ws_scan *scan, bool first, struct ws_json_value *key,
               struct ws_json_value *value)
{
    int c = ws_scan_peek(scan);

    if (c == '}') {
        scan->at++;
        return false;
    }
    if (!first) {
        if (c != ',')
            return wrong(scan, "expected ',' or '}'");
        scan->at++;
    }
    return scan_key(scan, key) && ws_scan_value(scan, value);
}

bool
ws_scan_end(struct ws_scan *scan)
{
    return ws_scan_peek(scan) < 0 || wrong(scan, "something stands behind the record");
}

/* The code point of the escape at *p (behind "\u"), *p moved behind it; a half of a pair
 * without the other is U+FFFD. */
static uint32_t
unescape_unit(const char **p, const char *end)
{
    int unit = hex_four(*p, end), low;

    *p += 4;
    if (unit < 0xD800 || unit > 0xDFFF)
        return (uint32_t)unit;
    if (unit > 0xDBFF || end - *p < 6 || (*p)[0] != '\\' || (*p)[1] != 'u')
        return WS_REPLACEMENT;
    low = hex_four(*p + 2, end);
    if (low < 0xDC00 || low > 0xDFFF)
        return WS_REPLACEMENT;
    *p += 6;
    return 0x10000 + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
}

size_t
ws_scan_unescape(const struct ws_json_value *value, char *out)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    const char *p = value->bytes, *end = p + value->len;
    char *o = out;

    while (p < end) {
        const char *next = memchr(p, '\\', (size_t)(end - p));
        size_t run = (size_t)((next ? next : end) - p);
        const char *known;

        memcpy(o, p, run);
        o += run;
        if (!next)
            break;
        p = next + 2;
        if (next[1] == 'u')
            o += ws_utf8_put(o, unescape_unit(&p, end));
        else
            *o++ = (known = strchr(from, next[1])) ? to[known - from] : next[1];
    }
    return (size_t)(o - out);
}

/* A string of a value that was scanned, @at its opening mark; what stands behind it. */
static const char *
compact_string(const char *at, const char *end, struct ws_arena *arena, struct ws_buf *out)
{
    struct ws_scan scan = {.start = at, .at = at, .end = end};
    struct ws_json_value string;
    char *plain;

    if (!scan_string(&scan, &string))
        return end; /* cannot be: the value was scanned before */
    if (!string.escapes) {
        ws_json_string(out, string.bytes, string.len);
        return scan.at;
    }
    plain = ws_arena_alloc(arena, string.len);
    if (plain)
        ws_json_string(out, plain, ws_scan_unescape(&string, plain));
    else
        out->failed = true;
    return scan.at;
}

void
ws_scan_compact(const struct ws_json_value *value, struct ws_arena *arena, struct ws_buf *out)
{
    const char *p = value->bytes, *end = p + value->len;

    if (value->kind == WS_JSON_STRING) {
        compact_string(p - 1, end + 1, arena, out);
        return;
    }
    while (p < end) {
        const char *from = p;

        if (*p == '"') {
            p = compact_string(p, end, arena, out);
            continue;
        }
        if (is_blank(*p)) {
            p++;
            continue;
        }
        while (p < end && *p != '"' && !is_blank(*p))
            p++;
        ws_buf_add(out, from, (size_t)(p - from));
    }
}
