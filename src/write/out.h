/*
 * write/out.h - what every part of the answer is written with: names, commas, spans.
 *
 *     ws_out_open(out, '{');
 *     ws_out_key(out, "id");
 *     ws_out_str(out, "m1");
 *     ws_out_close(out, '}');
 *
 * Commas and line ends put themselves.  For people, the fields of the answer and the
 * elements of its lists stand on lines of their own; deeper parts stay on one line.
 */
#ifndef WS_WRITE_OUT_H
#define WS_WRITE_OUT_H

#include "write/json.h"
#include "write/offsets.h"

struct ws_out {
    struct ws_buf *buf;
    const struct ws_doc *doc;
    struct ws_arena *arena; /* the document's */
    const struct ws_write_options *options;
    struct ws_offsets offsets;
    struct ws_buf scratch; /* for a string before its escapes are known */
    uint32_t depth;        /* brackets open */
    uint32_t *mention_id;  /* number in the answer, from 1, of each mention; 0: left out */
    uint32_t *entity_id;   /* likewise */
};

/* Of what is spread for people: in out.c. */
void ws_out_wide_key(struct ws_out *out, const char *name);
void ws_out_wide_next(struct ws_out *out);
void ws_out_wide_close(struct ws_out *out, char bracket);

static inline void
ws_out_open(struct ws_out *out, char bracket)
{
    ws_buf_char(out->buf, bracket);
    out->depth++;
}

static inline void
ws_out_close(struct ws_out *out, char bracket)
{
    if (out->options->indent)
        ws_out_wide_close(out, bracket);
    out->depth--;
    ws_buf_char(out->buf, bracket);
}

/* Does a comma belong behind what was written last?  @p is behind it. */
static inline bool
ws_out_is_first(const char *p)
{
    return p[-1] == '{' || p[-1] == '[';
}

/* The comma before an element of a list, where one is due. */
static inline void
ws_out_next(struct ws_out *out)
{
    if (out->options->indent)
        ws_out_wide_next(out);
    else if (ws_buf_room(out->buf, 1) && !ws_out_is_first(out->buf->bytes + out->buf->len))
        out->buf->bytes[out->buf->len++] = ',';
}

/* ,"name": at @p, which has room; behind it.  A constant @name costs a few stores. */
static inline char *
ws_out_put_key(char *p, const char *name)
{
    size_t n = strlen(name);

    *p = ',';
    p += p[-1] != '{';
    *p++ = '"';
    memcpy(p, name, n);
    memcpy(p + n, "\":", 2);
    return p + n + 2;
}

static inline void
ws_out_key(struct ws_out *out, const char *name)
{
    struct ws_buf *buf = out->buf;

    if (out->options->indent)
        ws_out_wide_key(out, name);
    else if (ws_buf_room(buf, strlen(name) + 4))
        buf->len = (size_t)(ws_out_put_key(buf->bytes + buf->len, name) - buf->bytes);
}

void ws_out_str(struct ws_out *out, const char *text);
void ws_out_raw(struct ws_out *out, const char *json);
/* Characters of the clean text: for names, which read the same however they were typed. */
void ws_out_chars(struct ws_out *out, struct ws_span span);

/* "m7"; @number from 1. */
static inline void
ws_out_id(struct ws_out *out, char letter, uint32_t number)
{
    char *p;

    if (!ws_buf_room(out->buf, 13))
        return;
    p = out->buf->bytes + out->buf->len;
    p[0] = '"';
    p[1] = letter;
    p = ws_buf_put_uint(p + 2, number);
    *p++ = '"';
    out->buf->len = (size_t)(p - out->buf->bytes);
}

/* With up to three decimals, 0.98. */
void ws_out_fixed(struct ws_out *out, double value);
/* "2020-12-07" */
void ws_out_day(struct ws_out *out, struct ws_day day);

/* A name and its value, where there is one (@text not NULL, @number not 0). */
static inline void
ws_out_key_str(struct ws_out *out, const char *name, const char *text)
{
    if (text) {
        ws_out_key(out, name);
        ws_out_str(out, text);
    }
}

static inline void
ws_out_key_id(struct ws_out *out, const char *name, char letter, uint32_t number)
{
    if (number) {
        ws_out_key(out, name);
        ws_out_id(out, letter, number);
    }
}

static inline void
ws_out_key_fixed(struct ws_out *out, const char *name, double value)
{
    ws_out_key(out, name);
    ws_out_fixed(out, value);
}

static inline void
ws_out_key_uint(struct ws_out *out, const char *name, uint32_t value)
{
    ws_out_key(out, name);
    ws_buf_uint(out->buf, value);
}

/* "start":..,"end":.. of @span in the input, and what else --offsets=all wants. */
void ws_out_place(struct ws_out *out, struct ws_span span);
/* "text":"..": exactly the input's bytes of @span. */
void ws_out_text(struct ws_out *out, struct ws_span span);

#endif
