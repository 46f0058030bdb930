/*
 * base/hash.h - FNV-1a in 32 bits: a short fingerprint of what was read.
 */
#ifndef WS_BASE_HASH_H
#define WS_BASE_HASH_H

#include <stdint.h>

#define WS_HASH_START 2166136261u
#define WS_HASH_PRIME 16777619u

static inline uint32_t
ws_hash_text(uint32_t hash, const char *text)
{
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * WS_HASH_PRIME;
    return hash;
}

/* Over the four bytes of @word, the lowest first.  Most of them are zero, and a zero byte
 * only multiplies. */
static inline uint32_t
ws_hash_word(uint32_t hash, uint32_t word)
{
    const uint32_t p = WS_HASH_PRIME;

    if (word < 0x100)
        return (hash ^ word) * (p * p * p * p);
    hash = (hash ^ (word & 0xFF)) * p;
    if (word < 0x10000)
        return (hash ^ word >> 8) * (p * p * p);
    hash = (hash ^ (word >> 8 & 0xFF)) * p;
    hash = (hash ^ (word >> 16 & 0xFF)) * p;
    return (hash ^ word >> 24) * p;
}

#endif
