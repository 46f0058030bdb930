/*
 * test_base_buf.c - bytes that grow.
 */
#include "base/buf.h"

#include "unit.h"

static const struct {
    uint64_t value;
    const char *text;
} numbers[] = {
    {0, "0"},
    {7, "7"},
    {10, "10"},
    {4294967296u, "4294967296"},
    {UINT64_MAX, "18446744073709551615"},
};

START_TEST(test_uint)
{
    struct ws_buf buf;

    ws_buf_init(&buf, NULL);
    ws_buf_uint(&buf, numbers[_i].value);
    ck_assert_str_eq(ws_buf_cstr(&buf), numbers[_i].text);
    ws_buf_release(&buf);
}
END_TEST

START_TEST(test_parts)
{
    static const uint32_t runes[] = {0xD55C, 'A', 0x1F600};
    struct ws_buf buf;

    ws_buf_init(&buf, NULL);
    ck_assert_str_eq(ws_buf_cstr(&buf), "");
    ws_buf_char(&buf, '[');
    ws_buf_runes(&buf, runes, 3);
    ws_buf_rune(&buf, 0xE9);
    ws_buf_add(&buf, "a\0b", 3);
    ws_buf_format(&buf, "%d%%", 12);
    ws_buf_str(&buf, "]");
    ck_assert_uint_eq(buf.len, 1 + 8 + 2 + 3 + 3 + 1);
    ck_assert_mem_eq(ws_buf_cstr(&buf),
                     "[한A\xF0\x9F\x98\x80é"
                     "a\0b"
                     "12%]",
                     buf.len);
    ws_buf_clear(&buf);
    ck_assert_str_eq(ws_buf_cstr(&buf), "");
    ws_buf_release(&buf);
}
END_TEST

START_TEST(test_long_format_is_cut)
{
    struct ws_buf buf;
    char text[400];

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    ws_buf_init(&buf, NULL);
    ws_buf_format(&buf, "%s", text);
    ck_assert_uint_eq(buf.len, 255);
    ws_buf_release(&buf);
}
END_TEST

START_TEST(test_grows_seldom)
{
    struct ws_buf buf;
    size_t room = 0;
    int moves = 0;

    ws_buf_init(&buf, NULL);
    for (int i = 0; i < 3000000; i++) {
        ws_buf_char(&buf, 'x');
        moves += buf.room != room;
        room = buf.room;
    }
    ck_assert_int_lt(moves, 30);
    ws_buf_clear(&buf);
    ck_assert_uint_le(buf.room, 1 << 20); /* one long article does not keep its memory */
    ws_buf_release(&buf);
}
END_TEST

static void *
no_resize(void *user, void *old, size_t size)
{
    (void)user, (void)old, (void)size;
    return NULL;
}

static void
no_release(void *user, void *old)
{
    (void)user, (void)old;
}

START_TEST(test_failure_is_kept)
{
    whosaid_allocator mem = {no_resize, no_release, NULL};
    struct ws_buf buf;

    ws_buf_init(&buf, &mem);
    ws_buf_str(&buf, "lost");
    ck_assert(buf.failed);
    ck_assert_ptr_null(ws_buf_cstr(&buf));
    ws_buf_release(&buf);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("buf");

    tcase_add_loop_test(tcase, test_uint, 0, COUNT(numbers));
    tcase_add_test(tcase, test_parts);
    tcase_add_test(tcase, test_long_format_is_cut);
    tcase_add_test(tcase, test_grows_seldom);
    tcase_add_test(tcase, test_failure_is_kept);
    return unit_run("base/buf", tcase);
}
