/*
 * test_norm_clean.c - the clean text, and the way back to the input's bytes.
 */
#include "unit_doc.h"

#include "base/buf.h"

/* @clean is what the text says; @map the input bytes of each character, "from-to". */
static const struct {
    const char *name, *input, *clean, *map;
    uint32_t replaced;
} rows[] = {
    {"empty", "", "", "", 0},
    {"ascii", "a b", "a b", "0-1 1-2 2-3", 0},
    {"hangul", "가나", "가나", "0-3 3-6", 0},
    {"byte order mark", "\xEF\xBB\xBFg", "g", "3-4", 0},
    {"crlf", "a\r\nb\rc", "a\nb\nc", "0-1 1-3 3-4 4-5 5-6", 0},
    {"line separator",
     "a\xE2\x80\xA8"
     "b",
     "a\nb", "0-1 1-4 4-5", 0},
    {"nfd syllables", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xE1\x84\x80\xE1\x85\xAE", "한구",
     "0-9 9-15", 0},
    {"final joins a syllable", "\xED\x95\x98\xE1\x86\xAB!", "한!", "0-6 6-7", 0},
    {"nfd latin", "e\xCC\x81t", "\xC3\xA9t", "0-3 3-4", 0},
    {"mark that joins nothing", "x\xCC\x81t", "x\xCC\x81t", "0-1 1-3 3-4", 0},
    {"one mark of two joins", "e\xCC\x81\xCC\xB4", "\xC3\xA9\xCC\xB4", "0-5 0-5", 0},
    {"compatibility ideograph", "\xEF\xA4\x80", "\xE8\xB1\x88", "0-3", 0},
    {"no width",
     "a\xE2\x80\x8B"
     "b\xC2\xAD"
     "c\xEF\xBB\xBF",
     "abc", "0-1 4-5 7-8", 0},
    {"blanks",
     "a\xC2\xA0"
     "b\xE3\x80\x80"
     "c",
     "a b c", "0-1 1-3 3-4 4-7 7-8", 0},
    {"control characters",
     "a\x01"
     "b",
     "a b", "0-1 1-2 2-3", 0},
    {"full width", "\xEF\xBC\xA1\xEF\xBC\x97\xEF\xBC\x85", "A7%", "0-3 3-6 6-9", 0},
    {"marks without a part", "„a‟ ‛b′", "\"a\" 'b'", "0-3 3-4 4-7 7-8 8-11 11-12 12-15", 0},
    {"marks with a part", "“a” 「b」", "“a” 「b」", "0-3 3-4 4-7 7-8 8-11 11-12 12-15", 0},
    {"typed double marks", "``a''", "\"a\"", "0-2 2-3 3-5", 0},
    {"dashes", "‐‑‒―−∼", "--–—-~", "0-3 3-6 6-9 9-12 12-15 15-18", 0},
    {"middle dots", "한ㆍ미", "한·미", "0-3 3-6 6-9", 0},
    {"stray continuation",
     "a\x80\x81"
     "b",
     "a\xEF\xBF\xBD\xEF\xBF\xBD"
     "b",
     "0-1 1-2 2-3 3-4", 2},
    {"cut in the middle", "a\xEA\xB0", "a\xEF\xBF\xBD", "0-1 1-3", 1},
    {"surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "0-1 1-2 2-3", 3},
    {"beyond the planes", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", "0-4", 0},
};

START_TEST(test_row)
{
    struct unit_doc *u = unit_doc_new(NULL);
    struct ws_buf clean, map;

    unit_doc_clean(u, rows[_i].input, strlen(rows[_i].input));
    ws_buf_init(&clean, NULL);
    ws_buf_init(&map, NULL);
    ws_buf_runes(&clean, u->doc.text.ch, u->doc.text.n);
    for (uint32_t i = 0; i < u->doc.text.n; i++)
        ws_buf_format(&map, "%s%u-%u", i ? " " : "", (unsigned)u->doc.text.from[i],
                      (unsigned)u->doc.text.to[i]);
    ck_assert_msg(strcmp(ws_buf_cstr(&clean), rows[_i].clean) == 0, "%s: '%s'", rows[_i].name,
                  ws_buf_cstr(&clean));
    ck_assert_msg(strcmp(ws_buf_cstr(&map), rows[_i].map) == 0, "%s: '%s'", rows[_i].name,
                  ws_buf_cstr(&map));
    ck_assert_uint_eq(u->doc.text.replaced, rows[_i].replaced);
    ck_assert_uint_eq(u->doc.text.ch[u->doc.text.n], 0);
    ck_assert_uint_eq(u->doc.text.cls[u->doc.text.n], WS_CH_END);
    ws_buf_release(&clean);
    ws_buf_release(&map);
    unit_doc_free(u);
}
END_TEST

START_TEST(test_nul_is_a_blank)
{
    struct unit_doc *u = unit_doc_new(NULL);

    unit_doc_clean(u, "a\0b", 3);
    ck_assert_uint_eq(u->doc.text.n, 3);
    ck_assert_uint_eq(u->doc.text.ch[1], ' ');
    unit_doc_free(u);
}
END_TEST

/* Thousands of marks on one letter, and runs of nothing but bad bytes. */
START_TEST(test_hostile_runs)
{
    struct unit_doc *u = unit_doc_new(NULL);
    size_t n = 30000;
    char *text = malloc(n);

    ck_assert_ptr_nonnull(text);
    text[0] = 'a';
    for (size_t i = 1; i + 1 < n; i += 2)
        memcpy(text + i, i % 3 ? "\xCC\x81" : "\xCC\xA3", 2);
    unit_doc_clean(u, text, n - 1);
    ck_assert_uint_le(u->doc.text.n, n);
    ck_assert_uint_ge(u->doc.text.n, n / 4);
    memset(text, 0x80, n);
    unit_doc_clean(u, text, n);
    ck_assert_uint_eq(u->doc.text.n, n);
    ck_assert_uint_eq(u->doc.text.replaced, n);
    for (size_t i = 0; i + 1 < n; i += 2) /* each becomes two characters */
        memcpy(text + i, "\xCD\x84", 2);
    unit_doc_clean(u, text, n);
    ck_assert_uint_le(u->doc.text.n, n);
    for (uint32_t i = 0; i < u->doc.text.n; i++)
        ck_assert_uint_lt(u->doc.text.from[i], u->doc.text.to[i]);
    free(text);
    unit_doc_free(u);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("clean");

    tcase_add_loop_test(tcase, test_row, 0, COUNT(rows));
    tcase_add_test(tcase, test_nul_is_a_blank);
    tcase_add_test(tcase, test_hostile_runs);
    return unit_run("norm/clean", tcase);
}
