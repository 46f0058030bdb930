/*
 * Characters of the clean text come back as code points, bytes and UTF-16 units of the
 * input, whatever norm/ did to it.
 */
#include "unit.h"

#include "base/chars.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "norm/clean.h"
#include "write/offsets.h"
#include "write/out.h"

static const struct {
    const char *name, *text;
    int times; /* repeated, to pass the marks that offsets.c leaves */
    bool exact;
} rows[] = {
    {"nothing", "", 1, true},
    {"ascii", "Mara Quill said so. ", 40, true},
    {"hangul", "문다온 대표는 7일 ", 40, true},
    {"pairs", "😀a가😀", 100, true},
    {"byte order mark", "\xEF\xBB\xBF가나", 1, false},
    {"line ends", "가\r\n나\r다\n", 60, false},
    {"decomposed", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB 글 ", 50, false},
    {"no width", "가\xE2\x80\x8B나\xC2\xAD다 ", 60, false},
    {"full width", "ＡＢＣ７％ ", 60, true},
    {"ill-formed", "가\xFF나\xE2\x82 \xF0\x9F\x98 다\xED\xA0\x80 ", 60, true},
    {"cut", "가나\xEA\xB0", 1, true},
    {"control", "\x7F가\x01", 1, true},
};

/* Count from the start, one code point at a time. */
static struct ws_place_in
count(const char *bytes, size_t len, size_t to)
{
    struct ws_place_in place = {0, 0, 0};

    for (size_t at = 0; at < to;) {
        uint32_t rune = ws_utf8_next(bytes, len, &at, NULL);
        place.byte = (uint32_t)at;
        place.codepoint++;
        place.utf16 += rune >= 0x10000 ? 2 : 1;
    }
    return place;
}

static void
same_place(struct ws_place_in a, struct ws_place_in b)
{
    ck_assert_uint_eq(a.byte, b.byte);
    ck_assert_uint_eq(a.codepoint, b.codepoint);
    ck_assert_uint_eq(a.utf16, b.utf16);
}

START_TEST(finds)
{
    static struct ws_chars chars;
    struct ws_offsets offsets;
    struct ws_buf text;
    struct ws_doc doc;

    ws_chars_init(&chars);
    ws_buf_init(&text, NULL);
    for (int i = 0; i < rows[_i].times; i++)
        ws_buf_str(&text, rows[_i].text);
    ck_assert_int_eq(ws_doc_init(&doc, &chars, NULL, NULL), WHOSAID_OK);
    doc.input = ws_buf_cstr(&text);
    doc.input_len = (uint32_t)text.len;
    ck_assert_int_eq(ws_norm_clean(&doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(doc.text.exact, rows[_i].exact);
    ck_assert(ws_offsets_init(&offsets, &doc, false));
    for (uint32_t i = 0; i < doc.text.n; i++) {
        struct ws_span bytes = ws_offsets_bytes(&doc, (struct ws_span){i, i + 1});

        ck_assert(bytes.start < bytes.end && bytes.end <= doc.input_len);
        if (doc.text.exact) {
            ck_assert_uint_eq(count(doc.input, doc.input_len, bytes.start).codepoint, i);
            ck_assert_uint_eq(count(doc.input, doc.input_len, bytes.end).codepoint, i + 1);
        }
        same_place(ws_offsets_find(&offsets, bytes.start),
                   count(doc.input, doc.input_len, bytes.start));
        same_place(ws_offsets_find(&offsets, bytes.end),
                   count(doc.input, doc.input_len, bytes.end));
    }
    same_place(ws_offsets_find(&offsets, doc.input_len),
               count(doc.input, doc.input_len, doc.input_len));
    ws_doc_release(&doc);
    ws_buf_release(&text);
}
END_TEST

/* By hand: 😀 has four bytes and two units. */
START_TEST(counts)
{
    static const struct ws_place_in wanted[] = {
        {0, 0, 0}, {1, 1, 1}, {4, 2, 2}, {8, 3, 4}, {9, 4, 5}};
    struct ws_offsets offsets;
    struct ws_doc doc;

    ck_assert_int_eq(ws_doc_init(&doc, NULL, NULL, NULL), WHOSAID_OK);
    doc.input = "a가😀b";
    doc.input_len = 9;
    ck_assert(ws_offsets_init(&offsets, &doc, false));
    for (int i = 0; i < COUNT(wanted); i++)
        same_place(ws_offsets_find(&offsets, wanted[i].byte), wanted[i]);
    ws_doc_release(&doc);
}
END_TEST

static const struct {
    double value;
    const char *text;
} numbers[] = {
    {0, "0"},       {1, "1"},         {0.5, "0.5"},      {0.98, "0.98"},   {0.9804, "0.98"},
    {0.9996, "1"},  {0.0004, "0"},    {0.0005, "0.001"}, {0.123, "0.123"}, {-2.31, "-2.31"},
    {-0.0001, "0"}, {17.25, "17.25"}, {100, "100"},      {0.05, "0.05"},
};

START_TEST(writes_numbers)
{
    const struct ws_write_options options = {.offsets = WHOSAID_OFFSETS_CODEPOINT};
    struct ws_buf buf;
    struct ws_out out = {.buf = &buf, .options = &options};

    ws_buf_init(&buf, NULL);
    ws_out_fixed(&out, numbers[_i].value);
    ck_assert_str_eq(ws_buf_cstr(&buf), numbers[_i].text);
    ws_buf_release(&buf);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("offsets");

    tcase_add_loop_test(tcase, finds, 0, COUNT(rows));
    tcase_add_test(tcase, counts);
    tcase_add_loop_test(tcase, writes_numbers, 0, COUNT(numbers));
    return unit_run("write/offsets", tcase);
}
