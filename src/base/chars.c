/*
 * base/chars.c - see chars.h.
 */
#include "base/chars.h"

#include <string.h>

#include <unicode/uchar.h>

static enum ws_chclass
by_category(uint32_t rune, UCharCategory category)
{
    switch (category) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
        return WS_CH_UPPER;
    case U_LOWERCASE_LETTER:
        return WS_CH_LOWER;
    case U_DECIMAL_DIGIT_NUMBER:
        return rune < 0x80 ? WS_CH_DIGIT : WS_CH_LETTER;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_LETTER_NUMBER:
        return WS_CH_LETTER;
    case U_SPACE_SEPARATOR:
        return WS_CH_SPACE;
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return WS_CH_NEWLINE;
    case U_DASH_PUNCTUATION:
        return WS_CH_DASH;
    case U_START_PUNCTUATION:
        return WS_CH_OPEN;
    case U_END_PUNCTUATION:
        return WS_CH_CLOSE;
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
        return WS_CH_QUOTE;
    default:
        return WS_CH_SYMBOL;
    }
}

enum ws_chclass
ws_chars_far(uint32_t rune)
{
    if (rune >= 0x20000 && rune <= 0x3FFFF)
        return WS_CH_HAN;
    return by_category(rune, (UCharCategory)u_charType((UChar32)rune));
}

/* ICU wants a constant context: the table is behind it. */
struct fill {
    uint8_t *bmp;
};

/* Called by ICU for [start, limit), all of one category: one call for many characters. */
static UBool U_CALLCONV
set_category(const void *context, UChar32 start, UChar32 limit, UCharCategory category)
{
    const struct fill *fill = context;

    for (UChar32 r = start; r < limit && r < 65536; r++)
        fill->bmp[r] = (uint8_t)by_category((uint32_t)r, category);
    return limit < 65536;
}

static void
set_range(struct ws_chars *chars, uint32_t from, uint32_t to, enum ws_chclass cls)
{
    memset(chars->bmp + from, (int)cls, to - from + 1);
}

static void
set_each(struct ws_chars *chars, const uint16_t *runes, size_t n, enum ws_chclass cls)
{
    for (size_t i = 0; i < n; i++)
        chars->bmp[runes[i]] = (uint8_t)cls;
}

void
ws_chars_init(struct ws_chars *chars)
{
    static const uint16_t stops[] = {'.', '!', '?', 0x2026, 0x3002, 0x203C, 0x2047, 0x2048, 0x2049};
    static const uint16_t commas[] = {',',    ';',    ':',    0x00B7, 0x30FB,
                                      0x3001, 0x2022, 0x2027, 0x318D};
    static const uint16_t quotes[] = {'"',    '\'',   '`',    0x00B4, 0x2032, 0x2033,
                                      0x300C, 0x300D, 0x300E, 0x300F, 0x3008, 0x3009,
                                      0x300A, 0x300B, 0x2018, 0x2019, 0x201C, 0x201D};
    static const uint16_t dashes[] = {'~', 0x223C, 0x301C, 0x2212};
    static const uint16_t newlines[] = {'\n', '\r', 0x0B, 0x0C, 0x85, 0x2028, 0x2029};

    u_enumCharTypes(set_category, &(struct fill){chars->bmp});
    set_range(chars, 0xD800, 0xF8FF, WS_CH_SYMBOL); /* surrogates, private use */
    set_range(chars, 0x3400, 0x9FFF, WS_CH_HAN);
    set_range(chars, 0xF900, 0xFAFF, WS_CH_HAN);
    set_range(chars, 0x1100, 0x11FF, WS_CH_HANGUL); /* letters, alone and to be joined */
    set_range(chars, 0x3131, 0x318C, WS_CH_HANGUL);
    set_range(chars, 0xA960, 0xA97F, WS_CH_HANGUL);
    set_range(chars, 0xAC00, 0xD7A3, WS_CH_HANGUL);
    set_range(chars, 0xD7B0, 0xD7FF, WS_CH_HANGUL);
    chars->bmp['\t'] = WS_CH_SPACE;
    chars->bmp[0x0394] = WS_CH_SYMBOL; /* Δ: the press writes it for the triangle of a list */
    set_each(chars, stops, sizeof stops / sizeof *stops, WS_CH_STOP);
    set_each(chars, commas, sizeof commas / sizeof *commas, WS_CH_COMMA);
    set_each(chars, quotes, sizeof quotes / sizeof *quotes, WS_CH_QUOTE);
    set_each(chars, dashes, sizeof dashes / sizeof *dashes, WS_CH_DASH);
    set_each(chars, newlines, sizeof newlines / sizeof *newlines, WS_CH_NEWLINE);
}

bool
ws_rune_has_batchim(uint32_t rune)
{
    if (rune >= 0xAC00 && rune <= 0xD7A3)
        return (rune - 0xAC00) % 28 != 0;
    switch (rune) {
    case 'L':
    case 'M':
    case 'N':
    case 'R':
    case 'l':
    case 'm':
    case 'n':
    case 'r':
    case '0':
    case '1':
    case '3':
    case '6':
    case '7':
    case '8':
        return true;
    default:
        return false;
    }
}

bool
ws_rune_has_rieul(uint32_t rune)
{
    if (rune >= 0xAC00 && rune <= 0xD7A3)
        return (rune - 0xAC00) % 28 == 8;
    switch (rune) {
    case 'L':
    case 'l':
    case 'R':
    case 'r':
    case '1':
    case '7':
    case '8':
        return true;
    default:
        return false;
    }
}
