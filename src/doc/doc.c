/*
 * doc/doc.c - see doc.h.
 */
#include "doc/doc.h"

#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "base/utf8.h"

whosaid_status
ws_doc_init(struct ws_doc *doc, const struct ws_chars *chars, const whosaid_allocator *mem,
            whosaid_error *err)
{
    *doc = (struct ws_doc){.chars = chars};
    ws_arena_init(&doc->arena, mem);
    ws_forms_init(&doc->forms, mem);
    if (!ws_rule_scratch_init(&doc->scratch)) {
        ws_arena_release(&doc->arena);
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    return WHOSAID_OK;
}

void
ws_doc_release(struct ws_doc *doc)
{
    ws_rule_scratch_release(&doc->scratch);
    ws_forms_release(&doc->forms);
    ws_arena_release(&doc->arena);
}

void
ws_doc_clear(struct ws_doc *doc)
{
    struct ws_doc old = *doc;

    ws_arena_clear(&old.arena);
    ws_forms_turn(&old.forms);
    *doc = (struct ws_doc){.chars = old.chars,
                           .arena = old.arena,
                           .scratch = old.scratch,
                           .forms = old.forms,
                           .keep_rows = old.keep_rows};
}

const struct ws_match *
ws_doc_match(const struct ws_doc *doc, struct ws_span span)
{
    if (span.start >= doc->text.n)
        return NULL;
    for (uint32_t k = doc->match_at[span.start], to = doc->match_at[span.start + 1]; k < to; k++) {
        const struct ws_match *match = &doc->matches.v[k];
        if (match->span.end <= span.end) /* the longer ones stand first */
            return match->span.end == span.end ? match : NULL;
    }
    return NULL;
}

uint64_t
ws_doc_classes(const struct ws_doc *doc, struct ws_span span)
{
    uint64_t classes = 0;

    if (span.start >= doc->text.n)
        return 0;
    for (uint32_t k = doc->match_at[span.start], to = doc->match_at[span.start + 1]; k < to; k++) {
        const struct ws_match *match = &doc->matches.v[k];
        if (match->span.end == span.end)
            classes |= match->classes;
        else if (match->span.end < span.end) /* the longer ones stand first */
            break;
    }
    return classes;
}

const struct ws_match *
ws_doc_longest(const struct ws_doc *doc, uint32_t start, uint64_t classes)
{
    if (start >= doc->text.n)
        return NULL;
    for (uint32_t k = doc->match_at[start], to = doc->match_at[start + 1]; k < to; k++)
        if (doc->matches.v[k].classes & classes)
            return &doc->matches.v[k];
    return NULL;
}

uint32_t
ws_doc_sentence(const struct ws_doc *doc, uint32_t at)
{
    uint32_t w = at < doc->text.n ? doc->word_at[at] : WS_NONE, i;

    if (w == WS_NONE && at < doc->text.n) /* a mark: the word behind it, if that is in it too */
        w = doc->word_at[at + 1];
    i = w != WS_NONE ? doc->words.v[w].sentence : WS_NONE;
    if (i != WS_NONE && at - doc->sentences.v[i].span.start < ws_span_len(doc->sentences.v[i].span))
        return i; /* a look, most of the time */
    ws_list_bisect(&doc->sentences, span.end, <=, at, i);
    if (i < doc->sentences.n && doc->sentences.v[i].span.start <= at)
        return i;
    return WS_NONE;
}

enum ws_zone_kind
ws_doc_zone(const struct ws_doc *doc, uint32_t at)
{
    uint32_t i;

    ws_list_bisect(&doc->zones, span.end, <=, at, i);
    if (i < doc->zones.n && doc->zones.v[i].span.start <= at)
        return doc->zones.v[i].kind;
    return WS_ZONE_FURNITURE;
}

enum ws_role
ws_doc_role(const struct ws_doc *doc, uint32_t at)
{
    uint32_t entry = at < doc->text.n ? doc->tail_at[at] : 0;

    return entry ? (enum ws_role)doc->pack->lexicon.entries[entry - 1].role : WS_ROLE_NONE;
}

bool
ws_doc_same(const struct ws_doc *doc, struct ws_span a, struct ws_span b)
{
    uint32_t n = ws_span_len(a);

    if (n != ws_span_len(b))
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (doc->text.ch[a.start + i] != doc->text.ch[b.start + i])
            return false;
    return true;
}

bool
ws_doc_is(const struct ws_doc *doc, struct ws_span span, const char *text, size_t len)
{
    size_t at = 0;

    for (uint32_t i = span.start; i < span.end; i++) {
        if (at >= len || ws_utf8_next(text, len, &at, NULL) != doc->text.ch[i])
            return false;
    }
    return at == len;
}

uint32_t
ws_doc_skip(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    while (at < end && ws_ch_is_blank(doc->text.cls[at]))
        at++;
    return at;
}

bool
ws_doc_warn(struct ws_doc *doc, const char *code, const char *message)
{
    struct ws_warning *warning;

    for (uint32_t i = 0; i < doc->warnings.n; i++) {
        if (strcmp(doc->warnings.v[i].code, code) == 0) {
            doc->warnings.v[i].count++;
            return true;
        }
    }
    warning = ws_list_add(&doc->arena, &doc->warnings);
    if (!warning)
        return false;
    *warning = (struct ws_warning){code, message, 1};
    return true;
}

bool
ws_doc_row(struct ws_doc *doc, ws_row row)
{
    ws_row *slot;

    if (!doc->keep_rows)
        return true;
    slot = ws_list_add(&doc->arena, &doc->rows);
    if (!slot)
        return false;
    *slot = row;
    return true;
}
