/*
 * tune/align.c - see align.h.
 */
#include "tune/align.h"

#include "base/utf8.h"

uint32_t *
ws_align_new(struct ws_doc *doc, uint32_t *n)
{
    uint32_t *map = ws_arena_alloc(&doc->arena, ((size_t)doc->input_len + 2) * sizeof *map);
    uint32_t character = 0;

    *n = 0;
    if (!map)
        return NULL;
    for (size_t at = 0; at < doc->input_len;) {
        while (character < doc->text.n && doc->text.from[character] < at)
            character++;
        map[(*n)++] = character;
        ws_utf8_next(doc->input, doc->input_len, &at, NULL);
    }
    map[*n] = doc->text.n;
    return map;
}

struct ws_span
ws_align_span(const uint32_t *map, uint32_t n, struct ws_span span)
{
    return (struct ws_span){map[span.start < n ? span.start : n], map[span.end < n ? span.end : n]};
}

double
ws_overlap_share(struct ws_span a, struct ws_span b)
{
    uint32_t lo = a.start > b.start ? a.start : b.start, hi = a.end < b.end ? a.end : b.end;
    uint32_t from = a.start < b.start ? a.start : b.start, to = a.end > b.end ? a.end : b.end;

    return hi > lo ? (double)(hi - lo) / (to - from) : 0;
}
