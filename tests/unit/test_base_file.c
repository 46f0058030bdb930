/*
 * test_base_file.c - our own files: read, listed, taken apart.
 */
#include "base/file.h"

#include "unit.h"

START_TEST(test_read)
{
    struct ws_arena arena;
    whosaid_error err = {0};
    char path[256], *bytes = NULL;
    size_t len = 0;

    ws_arena_init(&arena, NULL);
    unit_file(path, "a.tsv", "가\tb\n");
    ck_assert_int_eq(ws_file_read(&bytes, &len, &arena, path, &err), WHOSAID_OK);
    ck_assert_uint_eq(len, 6);
    ck_assert_str_eq(bytes, "가\tb\n");
    unit_remove(path);
    ck_assert_int_eq(ws_file_read(&bytes, &len, &arena, path, &err), WHOSAID_E_IO);
    ck_assert_str_eq(err.file, path);
    err = (whosaid_error){0};
    ck_assert_int_eq(ws_file_read(&bytes, &len, &arena, "/tmp", &err), WHOSAID_E_IO);
    ck_assert_str_eq(err.text, "cannot read: Is a directory");
    ws_arena_release(&arena);
}
END_TEST

START_TEST(test_list)
{
    struct ws_arena arena;
    const char *const *names;
    size_t n = 7;

    ws_arena_init(&arena, NULL);
    ck_assert_int_eq(ws_file_list(&names, &n, &arena, "/nowhere", ".tsv", NULL), WHOSAID_OK);
    ck_assert_uint_eq(n, 0);
    ck_assert_int_eq(ws_file_packs(&names, &n, &arena, unit_dicts(), NULL), WHOSAID_OK);
    ck_assert_uint_ge(n, 2);
    for (size_t i = 0; i + 1 < n; i++)
        ck_assert_int_lt(strcmp(names[i], names[i + 1]), 0);
    ck_assert_str_eq(ws_file_path(&arena, "dicts", "ko"), "dicts/ko");
    ws_arena_release(&arena);
}
END_TEST

START_TEST(test_tsv)
{
    char text[] = "# comment\n\na\tb\tc=d\r\n\t\nlast";
    struct ws_tsv tsv = {.at = text, .end = text + sizeof text - 1};

    ck_assert(ws_tsv_next(&tsv));
    ck_assert_int_eq(tsv.nfields, 3);
    ck_assert_uint_eq(tsv.line, 3);
    ck_assert_str_eq(tsv.fields[0], "a");
    ck_assert_str_eq(tsv.fields[2], "c=d");
    ck_assert_uint_eq(tsv.column[2], 5);
    ck_assert(ws_tsv_next(&tsv));
    ck_assert_int_eq(tsv.nfields, 2);
    ck_assert_str_eq(tsv.fields[0], "");
    ck_assert_uint_eq(tsv.line, 4);
    ck_assert(ws_tsv_next(&tsv));
    ck_assert_str_eq(tsv.fields[0], "last"); /* no final newline */
    ck_assert_uint_eq(tsv.line, 5);
    ck_assert(!ws_tsv_next(&tsv));
}
END_TEST

START_TEST(test_tsv_of_many_fields)
{
    char text[] = "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\t15\t16\t17\t18\n";
    struct ws_tsv tsv = {.at = text, .end = text + sizeof text - 1};

    ck_assert(ws_tsv_next(&tsv));
    ck_assert_int_eq(tsv.nfields, 18);
    ck_assert_str_eq(tsv.fields[WS_TSV_FIELDS - 1], "16");
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("file");

    tcase_add_test(tcase, test_read);
    tcase_add_test(tcase, test_list);
    tcase_add_test(tcase, test_tsv);
    tcase_add_test(tcase, test_tsv_of_many_fields);
    return unit_run("base/file", tcase);
}
