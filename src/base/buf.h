/*
 * base/buf.h - bytes that grow, for output: one allocation now and then, none a byte.
 *
 * A failed allocation sets @failed and drops what follows: test it once, at the end.
 */
#ifndef WS_BASE_BUF_H
#define WS_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "whosaid.h"

struct ws_buf {
    whosaid_allocator mem;
    char *bytes;
    size_t len, room;
    bool failed;
};

/* "00" to "99" */
extern const char ws_buf_pairs[201];

void ws_buf_init(struct ws_buf *buf, const whosaid_allocator *mem);
void ws_buf_release(struct ws_buf *buf);
void ws_buf_clear(struct ws_buf *buf); /* keeps up to 1 MiB of room */
/* Make room for @more bytes and a NUL; false (and failed) when memory is out. */
bool ws_buf_need(struct ws_buf *buf, size_t more);
/* The same where most calls find room. */
static inline bool
ws_buf_room(struct ws_buf *buf, size_t more)
{
    return buf->room - buf->len > more || ws_buf_need(buf, more);
}
void ws_buf_add(struct ws_buf *buf, const char *bytes, size_t len);
void ws_buf_str(struct ws_buf *buf, const char *text);
static inline void
ws_buf_char(struct ws_buf *buf, char c)
{
    if (ws_buf_room(buf, 1))
        buf->bytes[buf->len++] = c;
}
void ws_buf_uint(struct ws_buf *buf, uint64_t value);
/* One code point as UTF-8. */
void ws_buf_rune(struct ws_buf *buf, uint32_t rune);
void ws_buf_runes(struct ws_buf *buf, const uint32_t *runes, size_t n);
/* printf into the buffer, at most 255 bytes. */
void ws_buf_format(struct ws_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Write @value at @p, which has 20 bytes of room; behind it. */
char *ws_buf_put_long(char *p, uint64_t value);
static inline char *
ws_buf_put_uint(char *p, uint64_t value)
{
    if (value >= 10000)
        return ws_buf_put_long(p, value);
    if (value >= 100) {
        uint32_t high = (uint32_t)value / 100;
        if (high >= 10) {
            memcpy(p, ws_buf_pairs + high * 2, 2);
            p += 2;
        } else {
            *p++ = (char)('0' + high);
        }
        value -= high * 100;
    } else if (value < 10) {
        *p = (char)('0' + value);
        return p + 1;
    }
    memcpy(p, ws_buf_pairs + value * 2, 2);
    return p + 2;
}
/* The bytes with a NUL behind them; NULL after a failure. */
const char *ws_buf_cstr(struct ws_buf *buf);

#endif
