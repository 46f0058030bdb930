/*
 * base/buf.c - see buf.h.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/utf8.h"

#define KEEP ((size_t)1 << 20)

const char ws_buf_pairs[201] = "00010203040506070809"
                               "10111213141516171819"
                               "20212223242526272829"
                               "30313233343536373839"
                               "40414243444546474849"
                               "50515253545556575859"
                               "60616263646566676869"
                               "70717273747576777879"
                               "80818283848586878889"
                               "90919293949596979899";

void
ws_buf_init(struct ws_buf *buf, const whosaid_allocator *mem)
{
    *buf = (struct ws_buf){.mem = mem ? *mem : ws_allocator_default()};
}

void
ws_buf_release(struct ws_buf *buf)
{
    if (buf->bytes)
        buf->mem.release(buf->mem.user, buf->bytes);
    buf->bytes = NULL;
    buf->len = buf->room = 0;
}

void
ws_buf_clear(struct ws_buf *buf)
{
    buf->len = 0;
    buf->failed = false;
    if (buf->room > KEEP)
        ws_buf_release(buf);
}

/* No room either, so that ws_buf_room() comes back to ask. */
static bool
fail(struct ws_buf *buf)
{
    buf->failed = true;
    buf->room = buf->len;
    return false;
}

bool
ws_buf_need(struct ws_buf *buf, size_t more)
{
    size_t room = buf->room ? buf->room : 256;
    char *moved;

    if (buf->failed)
        return false;
    if (buf->room - buf->len > more)
        return true;
    if (more > SIZE_MAX / 4 - buf->len)
        return fail(buf);
    while (room - buf->len <= more)
        room *= 2;
    moved = buf->mem.resize(buf->mem.user, buf->bytes, room);
    if (!moved)
        return fail(buf);
    buf->bytes = moved;
    buf->room = room;
    return true;
}

void
ws_buf_add(struct ws_buf *buf, const char *bytes, size_t len)
{
    if (len && ws_buf_room(buf, len)) {
        memcpy(buf->bytes + buf->len, bytes, len);
        buf->len += len;
    }
}

void
ws_buf_str(struct ws_buf *buf, const char *text)
{
    ws_buf_add(buf, text, strlen(text));
}

char *
ws_buf_put_long(char *p, uint64_t value)
{
    char digits[20];
    size_t n = sizeof digits;

    for (; value >= 100; value /= 100)
        memcpy(digits + (n -= 2), ws_buf_pairs + value % 100 * 2, 2);
    if (value >= 10)
        memcpy(digits + (n -= 2), ws_buf_pairs + value * 2, 2);
    else
        digits[--n] = (char)('0' + value);
    memcpy(p, digits + n, sizeof digits - n);
    return p + (sizeof digits - n);
}

void
ws_buf_uint(struct ws_buf *buf, uint64_t value)
{
    if (ws_buf_room(buf, 20))
        buf->len = (size_t)(ws_buf_put_uint(buf->bytes + buf->len, value) - buf->bytes);
}

void
ws_buf_rune(struct ws_buf *buf, uint32_t rune)
{
    if (ws_buf_need(buf, 4))
        buf->len += ws_utf8_put(buf->bytes + buf->len, rune);
}

void
ws_buf_runes(struct ws_buf *buf, const uint32_t *runes, size_t n)
{
    if (!ws_buf_need(buf, n * 4))
        return;
    for (size_t i = 0; i < n; i++)
        buf->len += ws_utf8_put(buf->bytes + buf->len, runes[i]);
}

void
ws_buf_format(struct ws_buf *buf, const char *format, ...)
{
    char text[256];
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n > 0)
        ws_buf_add(buf, text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
}

const char *
ws_buf_cstr(struct ws_buf *buf)
{
    if (!ws_buf_need(buf, 1))
        return NULL;
    buf->bytes[buf->len] = '\0';
    return buf->bytes;
}
