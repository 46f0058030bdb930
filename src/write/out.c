/*
 * write/out.c - see out.h.
 */
#include "write/out.h"

#include <math.h>
#include <string.h>

#include "base/json.h"

static char
last_char(const struct ws_out *out)
{
    return out->buf->len ? out->buf->bytes[out->buf->len - 1] : '\0';
}

static void
new_line(struct ws_out *out)
{
    ws_buf_char(out->buf, '\n');
    for (uint32_t i = 0; i < out->depth; i++)
        ws_buf_add(out->buf, "  ", 2);
}

/* What stands between two parts: nothing behind an opening bracket. */
static void
part(struct ws_out *out, bool own_line)
{
    char last = last_char(out);
    bool first = last == '{' || last == '[';

    if (!first)
        ws_buf_char(out->buf, ',');
    if (own_line)
        new_line(out);
    else if (out->options->indent && !first)
        ws_buf_char(out->buf, ' ');
}

void
ws_out_wide_close(struct ws_out *out, char bracket)
{
    char last = last_char(out);

    if (last == '{' || last == '[' || out->depth > 2 || (out->depth == 2 && bracket != ']'))
        return;
    out->depth--;
    new_line(out);
    out->depth++;
}

void
ws_out_wide_next(struct ws_out *out)
{
    part(out, out->depth == 2);
}

void
ws_out_wide_key(struct ws_out *out, const char *name)
{
    part(out, out->depth == 1);
    ws_buf_char(out->buf, '"');
    ws_buf_str(out->buf, name);
    ws_buf_str(out->buf, "\": ");
}

void
ws_out_str(struct ws_out *out, const char *text)
{
    if (text)
        ws_json_string(out->buf, text, strlen(text));
    else
        ws_buf_str(out->buf, "null");
}

void
ws_out_raw(struct ws_out *out, const char *json)
{
    ws_buf_str(out->buf, json ? json : "null");
}

void
ws_out_chars(struct ws_out *out, struct ws_span span)
{
    if (span.start < span.end && span.end <= out->doc->text.n)
        ws_json_runes(out->buf, out->doc->text.ch + span.start, span.end - span.start);
    else
        ws_buf_str(out->buf, "null");
}

/* The nearest whole number, halves upwards; @value from 0 to 1e15. */
static uint64_t
nearest(double value)
{
    uint64_t whole = (uint64_t)value;

    return whole + (value - (double)whole >= 0.5);
}

void
ws_out_fixed(struct ws_out *out, double value)
{
    uint64_t thousandths;
    uint32_t rest;
    char *p;

    if (!ws_buf_room(out->buf, 32))
        return;
    p = out->buf->bytes + out->buf->len;
    if (!(fabs(value) < 1e12))
        value = 0;
    thousandths = nearest(fabs(value) * 1000);
    if (value < 0 && thousandths)
        *p++ = '-';
    p = ws_buf_put_uint(p, thousandths / 1000);
    rest = (uint32_t)(thousandths % 1000);
    if (rest) {
        p[0] = '.';
        p[1] = (char)('0' + rest / 100);
        memcpy(p + 2, ws_buf_pairs + rest % 100 * 2, 2);
        for (p += 4; p[-1] == '0'; p--)
            ;
    }
    out->buf->len = (size_t)(p - out->buf->bytes);
}

void
ws_out_day(struct ws_out *out, struct ws_day day)
{
    char text[12] = "\"....-..-..\"";

    if (day.year < 0 || day.year > 9999 || day.month < 0 || day.month > 99 || day.day < 0 ||
        day.day > 99) {
        ws_buf_format(out->buf, "\"%04d-%02d-%02d\"", day.year, day.month, day.day);
        return;
    }
    memcpy(text + 1, ws_buf_pairs + day.year / 100 * 2, 2);
    memcpy(text + 3, ws_buf_pairs + day.year % 100 * 2, 2);
    memcpy(text + 6, ws_buf_pairs + day.month * 2, 2);
    memcpy(text + 9, ws_buf_pairs + day.day * 2, 2);
    ws_buf_add(out->buf, text, sizeof text);
}

/* ,"start":1,"end":2 - the commonest bytes of an answer, put down at once. */
static void
put_place(struct ws_buf *buf, uint32_t start, uint32_t end)
{
    char *p;

    if (!ws_buf_room(buf, 64))
        return;
    p = ws_out_put_key(buf->bytes + buf->len, "start");
    p = ws_buf_put_uint(p, start);
    memcpy(p, ",\"end\":", 7);
    p = ws_buf_put_uint(p + 7, end);
    buf->len = (size_t)(p - buf->bytes);
}

void
ws_out_place(struct ws_out *out, struct ws_span span)
{
    struct ws_span bytes = ws_offsets_bytes(out->doc, span), shown = bytes;
    struct ws_place_in start = {0}, end = {0};

    if (out->offsets.exact) {
        shown = bytes.end ? span : bytes;
    } else if (out->options->offsets != WHOSAID_OFFSETS_BYTE) {
        start = ws_offsets_find(&out->offsets, bytes.start);
        end = ws_offsets_find(&out->offsets, bytes.end);
        shown = out->options->offsets == WHOSAID_OFFSETS_UTF16
                    ? (struct ws_span){start.utf16, end.utf16}
                    : (struct ws_span){start.codepoint, end.codepoint};
    }
    if (!out->options->indent) {
        put_place(out->buf, shown.start, shown.end);
    } else {
        ws_out_key_uint(out, "start", shown.start);
        ws_out_key_uint(out, "end", shown.end);
    }
    if (out->options->offsets == WHOSAID_OFFSETS_ALL) {
        ws_out_key_uint(out, "byte_start", bytes.start);
        ws_out_key_uint(out, "byte_end", bytes.end);
        ws_out_key_uint(out, "utf16_start", start.utf16);
        ws_out_key_uint(out, "utf16_end", end.utf16);
    }
}

void
ws_out_text(struct ws_out *out, struct ws_span span)
{
    struct ws_span bytes = ws_offsets_bytes(out->doc, span);
    const char *text = out->doc->input + bytes.start;

    ws_out_key(out, "text");
    if (out->offsets.ill_formed)
        ws_json_string(out->buf, text, bytes.end - bytes.start);
    else
        ws_json_checked(out->buf, text, bytes.end - bytes.start);
}
