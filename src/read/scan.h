/*
 * read/scan.h - one JSON text walked over in place: no tree, no copies.
 *
 *     {"id": 7, "text": "가\u0031"}
 *      ^ key    ^ value: where its bytes are, what kind it is, whether it holds escapes
 *
 * The grammar is RFC 8259, without leniency, but for two things that a news archive has
 * and that must not cost an article: bytes in strings that are not UTF-8 pass (norm/
 * replaces and counts them), and half of a surrogate pair is U+FFFD.  Nothing here
 * recurses; values nested deeper than WS_SCAN_DEPTH are refused.
 */
#ifndef WS_READ_SCAN_H
#define WS_READ_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

#define WS_SCAN_DEPTH 2048

enum ws_json_kind {
    WS_JSON_STRING,
    WS_JSON_NUMBER,
    WS_JSON_OBJECT,
    WS_JSON_ARRAY,
    WS_JSON_TRUE,
    WS_JSON_FALSE,
    WS_JSON_NULL
};

struct ws_json_value {
    enum ws_json_kind kind;
    bool escapes;      /* a string with backslashes in it */
    const char *bytes; /* of a string: what stands inside its marks */
    size_t len;
};

struct ws_scan {
    const char *start, *at, *end;
    const char *wrong; /* what is wrong at @at; NULL: nothing yet */
};

void ws_scan_init(struct ws_scan *scan, const char *bytes, size_t len);
/* Skip blanks; the byte that stands there (still unread), or -1 at the end. */
int ws_scan_peek(struct ws_scan *scan);
/* Read one value with all that is in it, blanks before it skipped. */
bool ws_scan_value(struct ws_scan *scan, struct ws_json_value *value);
/*
 * Read the next member of the object whose '{' (@first) or last member was read.
 * False at its '}' (read too), and where something is wrong.
 */
bool ws_scan_member(struct ws_scan *scan, bool first, struct ws_json_value *key,
                    struct ws_json_value *value);
/* Nothing but blanks left? */
bool ws_scan_end(struct ws_scan *scan);

/* The string @value without its escapes, at @out (value->len bytes of room); its length. */
size_t ws_scan_unescape(const struct ws_json_value *value, char *out);
/* Append @value to @out, without blanks, its strings as ws_json_string() writes them;
 * @arena lends room for strings with escapes. */
void ws_scan_compact(const struct ws_json_value *value, struct ws_arena *arena, struct ws_buf *out);

#endif
