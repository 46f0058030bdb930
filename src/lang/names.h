/*
 * lang/names.h - what a pack works out from its entries once, for questions asked of every
 * word.
 */
#ifndef WS_LANG_NAMES_H
#define WS_LANG_NAMES_H

#include <stdint.h>

#define WS_NAME_RUNES 65536
#define WS_NAME_BINS  8

/* Syllables of given names, counted over the PERSON.given entries: the name model. */
struct ws_name_model {
    /* by BMP code point: logarithms of counts, below WS_NAME_BINS; NULL without names */
    const uint16_t *first, *second;
    /* likewise: how much more often foreign names have a syllable than common words do, from 0
     * to WS_FOREIGN_STEPS; as often is the middle */
    const uint16_t *foreign;
};

#define WS_FOREIGN_STEPS 16

/* Which pairs of characters words of some classes begin with: roughly, and in any case. */
struct ws_pair_set {
    uint64_t bits[256];
};

#endif
