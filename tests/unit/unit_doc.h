/*
 * unit_doc.h - a document with its pack, for tests of the rooms that read text.
 */
#ifndef WS_TEST_UNIT_DOC_H
#define WS_TEST_UNIT_DOC_H

#include "unit.h"

#include "base/chars.h"
#include "doc/doc.h"
#include "layout/zones.h"
#include "norm/clean.h"
#include "segment/sentences.h"
#include "segment/words.h"

/* Everything a document needs; one pack a program. */
struct unit_doc {
    struct ws_arena arena;
    struct ws_types types;
    struct ws_pack pack;
    struct ws_chars chars;
    struct ws_doc doc;
};

/* A document of language @lang; NULL: without a pack. */
static inline struct unit_doc *
unit_doc_new(const char *lang)
{
    struct unit_doc *u = calloc(1, sizeof *u);
    whosaid_error err = {0};
    char path[512];

    ck_assert_ptr_nonnull(u);
    ws_arena_init(&u->arena, NULL);
    ws_chars_init(&u->chars);
    if (lang) {
        snprintf(path, sizeof path, "%s/types.tsv", unit_dicts());
        ck_assert_msg(ws_types_load(&u->types, &u->arena, path, &err) == WHOSAID_OK, "%s",
                      err.text);
        snprintf(path, sizeof path, "%s/%s", unit_dicts(), lang);
        ck_assert_msg(ws_pack_load(&u->pack, path, &u->types, NULL, &u->arena, NULL, &err) == WHOSAID_OK,
                      "%s:%u: %s", err.file, (unsigned)err.line, err.text);
    }
    ck_assert_int_eq(ws_doc_init(&u->doc, &u->chars, NULL, &err), WHOSAID_OK);
    u->doc.pack = lang ? &u->pack : NULL;
    return u;
}

static inline void
unit_doc_free(struct unit_doc *u)
{
    ws_doc_release(&u->doc);
    if (u->doc.pack)
        ws_pack_release(&u->pack);
    ws_arena_release(&u->arena);
    free(u);
}

/* Clean @len bytes of @text, a new article; @text must live on. */
static inline void
unit_doc_clean(struct unit_doc *u, const char *text, size_t len)
{
    const struct ws_pack *pack = u->doc.pack;

    ws_doc_clear(&u->doc);
    u->doc.pack = pack;
    u->doc.input = text;
    u->doc.input_len = (uint32_t)len;
    ck_assert_int_eq(ws_norm_clean(&u->doc, NULL), WHOSAID_OK);
}

/* The same, and the rooms up to sentences. */
static inline void
unit_doc_walk(struct unit_doc *u, const char *text)
{
    unit_doc_clean(u, text, strlen(text));
    ck_assert_int_eq(ws_layout_zones(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_segment_words(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_segment_sentences(&u->doc, NULL), WHOSAID_OK);
}

/* The input's bytes of @span, appended to @out. */
static inline void
unit_doc_text(const struct unit_doc *u, struct ws_span span, char *out, size_t room)
{
    const struct ws_text *t = &u->doc.text;
    size_t len = strlen(out), n;

    if (span.start == span.end)
        return;
    n = t->to[span.end - 1] - t->from[span.start];
    ck_assert_uint_lt(len + n, room);
    memcpy(out + len, u->doc.input + t->from[span.start], n);
    out[len + n] = '\0';
}

#endif
