/*
 * test_base_error.c - the first writer of an error wins; words of statuses.
 */
#include "base/error.h"

#include "unit.h"

START_TEST(test_first_writer_wins)
{
    whosaid_error err = {0};

    ck_assert_int_eq(
        ws_fail_at(&err, WHOSAID_E_PACK, "ko/person.tsv", 41, 6, "unknown class '%s'", "PERSN"),
        WHOSAID_E_PACK);
    ck_assert_int_eq(ws_fail(&err, WHOSAID_E_NOMEM, "later"), WHOSAID_E_NOMEM);
    ck_assert_int_eq(err.status, WHOSAID_E_PACK);
    ck_assert_str_eq(err.text, "unknown class 'PERSN'");
    ck_assert_str_eq(err.file, "ko/person.tsv");
    ck_assert_uint_eq(err.line, 41);
    ck_assert_uint_eq(err.column, 6);
}
END_TEST

START_TEST(test_null_and_long)
{
    whosaid_error err = {0};
    char text[1000];

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    ck_assert_int_eq(ws_fail(NULL, WHOSAID_E_IO, "%s", text), WHOSAID_E_IO);
    ck_assert_int_eq(ws_fail_at(&err, WHOSAID_E_IO, text, 0, 0, "%s", text), WHOSAID_E_IO);
    ck_assert_uint_eq(strlen(err.text), sizeof err.text - 1);
    ck_assert_uint_eq(strlen(err.file), sizeof err.file - 1);
}
END_TEST

START_TEST(test_statuses)
{
    for (int i = WHOSAID_OK; i <= WHOSAID_E_LIMIT; i++)
        for (int k = WHOSAID_OK; k < i; k++)
            ck_assert_str_ne(whosaid_status_word((whosaid_status)i),
                             whosaid_status_word((whosaid_status)k));
    ck_assert_str_eq(whosaid_status_word(WHOSAID_E_JSON), "bad_json");
    ck_assert_ptr_nonnull(whosaid_status_word((whosaid_status)99));
    ck_assert_ptr_nonnull(whosaid_status_text((whosaid_status)99));
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("error");

    tcase_add_test(tcase, test_first_writer_wins);
    tcase_add_test(tcase, test_null_and_long);
    tcase_add_test(tcase, test_statuses);
    return unit_run("base/error", tcase);
}
