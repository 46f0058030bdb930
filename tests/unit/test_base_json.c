/*
 * What base/json.c writes, jansson reads as what was meant.
 */
#include "unit.h"

#include <jansson.h>

#include "base/json.h"
#include "base/utf8.h"

static const struct {
    const char *bytes;
    size_t len;
    const char *json;
} rows[] = {
    {"", 0, "\"\""},
    {"a", 1, "\"a\""},
    {"\"\\/", 3, "\"\\\"\\\\/\""},
    {"\b\f\n\r\t", 5, "\"\\b\\f\\n\\r\\t\""},
    {"\0\x01\x1F\x7F", 4, "\"\\u0000\\u0001\\u001f\x7F\""},
    {"가\n나", 7, "\"가\\n나\""},
    {"\xFF", 1, "\"\xEF\xBF\xBD\""},
    {"a\xE2\x82", 3, "\"a\xEF\xBF\xBD\""},
    {"\xED\xA0\x80", 3, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {"\xF0\x9F\x98\x80", 4, "\"\xF0\x9F\x98\x80\""},
};

START_TEST(writes)
{
    struct ws_buf out;

    ws_buf_init(&out, NULL);
    ws_json_string(&out, rows[_i].bytes, rows[_i].len);
    ck_assert_str_eq(ws_buf_cstr(&out), rows[_i].json);
    ws_buf_release(&out);
}
END_TEST

/* Every code point there is, by bytes and by runes. */
START_TEST(reads_back)
{
    struct ws_buf text, one, two;
    json_t *string;

    ws_buf_init(&text, NULL);
    ws_buf_init(&one, NULL);
    ws_buf_init(&two, NULL);
    for (uint32_t rune = (uint32_t)_i * 0x1000; rune < (uint32_t)(_i + 1) * 0x1000; rune++) {
        if (rune >= 0xD800 && rune <= 0xDFFF)
            continue;
        ws_buf_rune(&text, rune);
        ws_buf_clear(&two);
        ws_json_runes(&two, &rune, 1);
        ws_buf_add(&one, two.bytes + 1, two.len - 2);
    }
    ws_buf_clear(&two);
    ws_json_string(&two, text.bytes, text.len);
    if (text.len) {
        ck_assert_uint_eq(one.len + 2, two.len);
        ck_assert_mem_eq(one.bytes, two.bytes + 1, one.len);
    }
    string = json_loadb(two.bytes, two.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    ck_assert_ptr_nonnull(string);
    ck_assert_uint_eq(json_string_length(string), text.len);
    if (text.len)
        ck_assert_mem_eq(json_string_value(string), text.bytes, text.len);
    json_decref(string);
    ws_buf_release(&text);
    ws_buf_release(&one);
    ws_buf_release(&two);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("json");

    tcase_add_loop_test(tcase, writes, 0, COUNT(rows));
    tcase_add_loop_test(tcase, reads_back, 0, 0x110);
    return unit_run("base/json", tcase);
}
