/*
 * base/json.h - strings as JSON wants them.
 *
 *     a"b\n\xFF  ->  "a\"b\n\uFFFD"       (U+FFFD as its three bytes)
 *
 * What comes out is well-formed UTF-8 on one line, whatever goes in.
 */
#ifndef WS_BASE_JSON_H
#define WS_BASE_JSON_H

#include "base/buf.h"

/* Append @len bytes of (nearly) UTF-8 as a JSON string with its marks. */
void ws_json_string(struct ws_buf *out, const char *bytes, size_t len);
/* The same for bytes that are known to be well-formed. */
void ws_json_checked(struct ws_buf *out, const char *bytes, size_t len);
/* Append @n code points as a JSON string with its marks. */
void ws_json_runes(struct ws_buf *out, const uint32_t *runes, size_t n);

#endif
