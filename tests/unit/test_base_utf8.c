/*
 * test_base_utf8.c - UTF-8 read and written; ill-formed bytes as the Unicode standard
 * wants them (chapter 3, "U+FFFD Substitution of Maximal Subparts").
 */
#include "base/utf8.h"

#include "unit.h"

static const struct {
    const char *name, *bytes;
    uint32_t bad;
    uint32_t runes[8];
} reads[] = {
    {"ascii", "ab", 0, {'a', 'b'}},
    {"two bytes", "\xC3\xA9", 0, {0xE9}},
    {"hangul", "한글", 0, {0xD55C, 0xAE00}},
    {"four bytes", "\xF0\x9F\x98\x80", 0, {0x1F600}},
    {"last code point", "\xF4\x8F\xBF\xBF", 0, {0x10FFFF}},
    {"lone continuation", "a\x80z", 1, {'a', 0xFFFD, 'z'}},
    {"overlong slash", "\xC0\xAF", 2, {0xFFFD, 0xFFFD}},
    {"overlong of three", "\xE0\x80\x80", 3, {0xFFFD, 0xFFFD, 0xFFFD}},
    {"surrogate", "\xED\xA0\x80", 3, {0xFFFD, 0xFFFD, 0xFFFD}},
    {"past the last", "\xF4\x90\x80\x80", 4, {0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD}},
    {"cut at the end", "x\xED\x95", 1, {'x', 0xFFFD}},
    {"cut in the middle", "\xF0\x9F\x98z", 1, {0xFFFD, 'z'}},
    {"never a byte", "\xFF\xFE", 2, {0xFFFD, 0xFFFD}},
};

START_TEST(test_read)
{
    const char *bytes = reads[_i].bytes;
    size_t at = 0, len = strlen(bytes);
    uint32_t bad = 0, n = 0;

    while (at < len)
        ck_assert_uint_eq(ws_utf8_next(bytes, len, &at, &bad), reads[_i].runes[n++]);
    ck_assert_uint_eq(at, len);
    ck_assert_uint_eq(reads[_i].runes[n], 0);
    ck_assert_uint_eq(bad, reads[_i].bad);
}
END_TEST

START_TEST(test_every_rune_comes_back)
{
    for (uint32_t rune = 0; rune <= 0x10FFFF; rune++) {
        char bytes[4];
        size_t at = 0, n;
        uint32_t bad = 0;

        if (rune == 0xD800)
            rune = 0xE000;
        n = ws_utf8_put(bytes, rune);
        if (ws_utf8_next(bytes, n, &at, &bad) != rune || at != n || bad)
            ck_abort_msg("U+%04X", (unsigned)rune);
    }
}
END_TEST

START_TEST(test_decode)
{
    uint32_t runes[4];

    ck_assert_uint_eq(ws_utf8_decode("한글A", 7, runes, 4), 3);
    ck_assert_uint_eq(runes[2], 'A');
    ck_assert_uint_eq(ws_utf8_decode("", 0, runes, 4), 0);
    ck_assert_uint_eq(ws_utf8_decode("abcde", 5, runes, 4), SIZE_MAX);
    ck_assert_uint_eq(ws_utf8_decode("a\xFF", 2, runes, 4), SIZE_MAX);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("utf8");

    tcase_add_loop_test(tcase, test_read, 0, COUNT(reads));
    tcase_add_test(tcase, test_every_rune_comes_back);
    tcase_add_test(tcase, test_decode);
    return unit_run("base/utf8", tcase);
}
