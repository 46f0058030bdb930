/*
 * segment/scan.h - skipping what is of no interest, eight characters at a time.
 *
 * Classes and flags are bytes, so eight of them are one word, and one sum tells whether
 * any is what is looked for: a class is less than 128, so no byte carries into the next.
 */
#ifndef WS_SEGMENT_SCAN_H
#define WS_SEGMENT_SCAN_H

#include <stdint.h>
#include <string.h>

#include "base/chars.h"

#define WS_SCAN_EACH 0x0101010101010101u /* times a byte: that byte eight times */
#define WS_SCAN_HIGH (0x80 * WS_SCAN_EACH)

static inline uint64_t
ws_scan_load(const uint8_t *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    return word;
}

/* The first of @cls[at, end) that is @least or a later class; @end where none is. */
static inline uint32_t
ws_scan_least(const uint8_t *cls, uint32_t at, uint32_t end, enum ws_chclass least)
{
    uint64_t add = (0x80u - (uint64_t)least) * WS_SCAN_EACH;

    while (end - at >= 8 && !((ws_scan_load(cls + at) + add) & WS_SCAN_HIGH))
        at += 8;
    while (at < end && cls[at] < least)
        at++;
    return at;
}

/* The first place in [at, end) of class @one or with any of @mask in its flags; or @end. */
static inline uint32_t
ws_scan_flagged(const uint8_t *cls, const uint8_t *flags, uint32_t at, uint32_t end,
                enum ws_chclass one, uint8_t mask)
{
    for (; end - at >= 8; at += 8) {
        uint64_t differs = (ws_scan_load(cls + at) ^ one * WS_SCAN_EACH) + 0x7F * WS_SCAN_EACH;

        if ((differs & WS_SCAN_HIGH) != WS_SCAN_HIGH ||
            ws_scan_load(flags + at) & mask * WS_SCAN_EACH)
            break;
    }
    while (at < end && cls[at] != one && !(flags[at] & mask))
        at++;
    return at;
}

/* The first of class @one in @cls[at, end); or @end. */
static inline uint32_t
ws_scan_class(const uint8_t *cls, uint32_t at, uint32_t end, enum ws_chclass one)
{
    const uint8_t *found = at < end ? memchr(cls + at, (int)one, end - at) : NULL;

    return found ? (uint32_t)(found - cls) : end;
}

#endif
