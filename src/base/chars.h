/*
 * base/chars.h - what kind of character a code point is: one byte for each.
 *
 * The table is made once, from ICU's character properties, when an engine is
 * built; every later stage reads doc->text.cls instead of asking ICU.
 */
#ifndef WS_BASE_CHARS_H
#define WS_BASE_CHARS_H

#include <stdbool.h>
#include <stdint.h>

enum ws_chclass {
    WS_CH_END,     /* behind the last character */
    WS_CH_SPACE,   /* blanks, tabs */
    WS_CH_NEWLINE, /* line and paragraph ends */
    WS_CH_DIGIT,   /* 0-9 */
    WS_CH_UPPER,   /* letters with case: A, É (title case counts as upper) */
    WS_CH_LOWER,
    WS_CH_HANGUL,
    WS_CH_HAN,
    WS_CH_LETTER, /* any other letter, and marks that follow letters */
    WS_CH_STOP,   /* . ! ? … and their kin: may end a sentence */
    WS_CH_COMMA,  /* , ; : ・ · 、 */
    WS_CH_OPEN,   /* opening brackets */
    WS_CH_CLOSE,  /* closing brackets */
    WS_CH_QUOTE,  /* any quotation mark, corner brackets among them, and ' */
    WS_CH_DASH,   /* - – — ~ */
    WS_CH_SYMBOL, /* everything else: % $ ㈜ ▶ @ & */
    WS_CH_COUNT
};

/* Classes of the first 65536 code points; the rest by ws_chars_class(). */
struct ws_chars {
    uint8_t bmp[65536];
};

void ws_chars_init(struct ws_chars *chars);
enum ws_chclass ws_chars_far(uint32_t rune); /* asks ICU: for the rare rest */

static inline enum ws_chclass
ws_chars_class(const struct ws_chars *chars, uint32_t rune)
{
    return rune < 65536 ? (enum ws_chclass)chars->bmp[rune] : ws_chars_far(rune);
}

/* Letters and digits: what words are made of. */
static inline bool
ws_ch_is_word(uint8_t cls)
{
    return cls >= WS_CH_DIGIT && cls <= WS_CH_LETTER;
}

static inline bool
ws_ch_is_blank(uint8_t cls)
{
    return cls == WS_CH_SPACE || cls == WS_CH_NEWLINE;
}

/* Does the Hangul syllable @rune end in a consonant (받침)?  Letters and digits
 * of other scripts answer as they are read in Korean: L, M, N, R, 0, 1, 3, 6, 7, 8
 * end in one. */
bool ws_rune_has_batchim(uint32_t rune);
/* Does it end in ㄹ, after which 로 stands instead of 으로? */
bool ws_rune_has_rieul(uint32_t rune);

#endif
