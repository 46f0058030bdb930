/*
 * write/offsets.c - see offsets.h.
 */
#include "write/offsets.h"

#include <string.h>

#include "base/utf8.h"

/* How many of the eight bytes have their bit set in @flags (0x80 each). */
static uint32_t
flagged(uint64_t flags)
{
    return (uint32_t)((flags >> 7) * 0x0101010101010101u >> 56);
}

/*
 * In well-formed UTF-8 each code point has one byte that is no 10xxxxxx, and a second
 * UTF-16 unit where that byte is 11110xxx.  Shifting eight bytes left by one brings the
 * next bit of each to its top.
 */
#define TOP 0x8080808080808080u

static uint64_t
lead_flags(uint64_t x)
{
    return (~x | x << 1) & TOP;
}

static uint64_t
pair_flags(uint64_t x)
{
    return x & x << 1 & x << 2 & x << 3 & TOP;
}

/* Eight bytes of the input from @at on; behind its end such as count for nothing. */
static uint64_t
eight(const struct ws_offsets *offsets, uint32_t at)
{
    uint64_t x = TOP;

    if (offsets->len - at >= 8)
        memcpy(&x, offsets->input + at, 8);
    else
        memcpy(&x, offsets->input + at, offsets->len - at);
    return x;
}

/* The first @n bytes, 1 to 7, of eight; bytes of no code point for the rest. */
static uint64_t
first_bytes(uint64_t x, uint32_t n)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return x >> (64 - n * 8) << (64 - n * 8) | TOP >> n * 8;
#else
    return x << (64 - n * 8) | TOP >> n * 8;
#endif
}

/* One pass: how many code points start before each eighth byte. */
static bool
count_well_formed(struct ws_offsets *offsets, struct ws_arena *arena)
{
    uint32_t n = offsets->len / 8 + 1, leads = 0, seconds = 0;
    uint64_t any = 0;

    offsets->leads = ws_arena_alloc(arena, n * sizeof *offsets->leads);
    if (!offsets->leads)
        return false;
    for (uint32_t k = 0; k + 1 < n; k++) {
        uint64_t x;
        memcpy(&x, offsets->input + (size_t)k * 8, 8);
        offsets->leads[k] = leads;
        leads += flagged(lead_flags(x));
        any |= pair_flags(x);
    }
    offsets->leads[n - 1] = leads;
    any |= pair_flags(eight(offsets, (n - 1) * 8));
    if (!any)
        return true;
    offsets->seconds = ws_arena_alloc(arena, n * sizeof *offsets->seconds);
    for (uint32_t k = 0; offsets->seconds && k < n; k++) {
        offsets->seconds[k] = seconds;
        seconds += flagged(pair_flags(eight(offsets, k * 8)));
    }
    return offsets->seconds != NULL;
}

/* Move @place to the first character of ill-formed input at or behind byte @to. */
static void
count_to(const struct ws_offsets *offsets, struct ws_place_in *place, uint32_t to)
{
    size_t at = place->byte;

    while (at < to) {
        place->utf16 += ws_utf8_next(offsets->input, offsets->len, &at, NULL) >= 0x10000 ? 2 : 1;
        place->codepoint++;
    }
    place->byte = (uint32_t)at;
}

bool
ws_offsets_init(struct ws_offsets *offsets, struct ws_doc *doc, bool codepoints_only)
{
    uint32_t n = doc->input_len / WS_OFFSETS_STEP + 1;
    struct ws_place_in place = {0, 0, 0};

    *offsets = (struct ws_offsets){.input = doc->input,
                                   .len = doc->input_len,
                                   .ill_formed = doc->text.replaced > 0,
                                   .exact = codepoints_only && doc->text.exact};
    if (offsets->exact)
        return true;
    if (!offsets->ill_formed)
        return count_well_formed(offsets, &doc->arena);
    offsets->marks = ws_arena_alloc(&doc->arena, n * sizeof *offsets->marks);
    if (!offsets->marks)
        return false;
    for (uint32_t k = 0; k < n; k++) {
        count_to(offsets, &place, k * WS_OFFSETS_STEP);
        offsets->marks[k] = place;
    }
    return true;
}

struct ws_place_in
ws_offsets_find(const struct ws_offsets *offsets, uint32_t byte)
{
    uint32_t k = byte / (offsets->ill_formed ? WS_OFFSETS_STEP : 8);
    struct ws_place_in place = {.byte = byte};

    if (offsets->ill_formed) {
        if (offsets->marks[k].byte > byte)
            k--; /* mark 0 is at byte 0 */
        place = offsets->marks[k];
        count_to(offsets, &place, byte);
        return place;
    }
    place.codepoint = offsets->leads[k];
    place.utf16 = offsets->seconds ? offsets->seconds[k] : 0;
    if (byte % 8) {
        uint64_t x = first_bytes(eight(offsets, k * 8), byte % 8);
        place.codepoint += flagged(lead_flags(x));
        place.utf16 += offsets->seconds ? flagged(pair_flags(x)) : 0;
    }
    place.utf16 += place.codepoint;
    return place;
}

struct ws_span
ws_offsets_bytes(const struct ws_doc *doc, struct ws_span span)
{
    const struct ws_text *text = &doc->text;

    if (span.start >= span.end || span.end > text->n)
        return (struct ws_span){0, 0};
    return (struct ws_span){text->from[span.start], text->to[span.end - 1]};
}
