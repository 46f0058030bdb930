/*
 * tests/unit/test_rule_number.c - rule/decimal.c and rule/days.c: exact arithmetic and
 * the calendar; rule/number.c: nothing makes the scan slower than the text is long.
 */
#include "patterns.h"

#include <time.h>

#include "rule/days.h"
#include "rule/decimal.h"

static const struct {
    const char *name, *a, *times, *plus, *expected; /* a * times + plus; NULL: does not fit */
} sums[] = {
    {"zero", "0", "1", "0", "0"},
    {"whole", "12", "1", "0", "12"},
    {"zeros at the end", "2000", "100000000", "0", "200000000000"},
    {"fraction", "0.5", "1", "0", "0.5"},
    {"small fraction", "0.007", "1", "0", "0.007"},
    {"fraction times power", "2.5", "100000000", "0", "250000000"},
    {"fraction stays", "1.234", "100", "0", "123.4"},
    {"two parts", "3", "10000", "2000", "32000"},
    {"cents", "13", "1", "0.45", "13.45"},
    {"large", "9999", "10000000000000000", "0", "99990000000000000000"},
    {"larger", "12345", "1000000000000", "1", "12345000000000001"},
    {"too many digits", "10000000000000000000000000", "1", "1", NULL},
};

START_TEST(sum)
{
    struct ws_decimal a, b, c;
    char text[WS_DECIMAL_ROOM];
    bool ok;

    ck_assert(ws_decimal_parse(&a, sums[_i].a) && ws_decimal_parse(&b, sums[_i].times) &&
              ws_decimal_parse(&c, sums[_i].plus));
    ok = ws_decimal_times(&a, b) && ws_decimal_add(&a, c);
    ck_assert_msg(ok == (sums[_i].expected != NULL), "%s", sums[_i].name);
    if (ok) {
        ws_decimal_print(a, text);
        ck_assert_str_eq(text, sums[_i].expected);
        ck_assert(ws_decimal_parse(&b, text));
        ck_assert_int_eq(ws_decimal_compare(a, b), 0);
    }
}
END_TEST

START_TEST(no_number)
{
    static const char *const texts[] = {"", ".", "1.2.3", "12a", "-1"};
    struct ws_decimal out;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck_assert_msg(!ws_decimal_parse(&out, texts[i]), "'%s'", texts[i]);
}
END_TEST

START_TEST(every_day)
{
    struct ws_day day = {1, 1, 1};
    long number = ws_days_of(day);
    int weekday = ws_days_weekday(number);

    ck_assert_int_eq(ws_days_of((struct ws_day){1970, 1, 1}), 0);
    ck_assert_int_eq(ws_days_weekday(0), 4);
    for (; day.year < 3000; number++) {
        struct ws_day back = ws_days_day(number);

        ck_assert(back.year == day.year && back.month == day.month && back.day == day.day);
        ck_assert_int_eq(ws_days_weekday(number), weekday);
        weekday = weekday % 7 + 1;
        if (++day.day > ws_days_in_month(day.year, day.month)) {
            day.day = 1;
            if (++day.month > 12) {
                day.month = 1;
                day.year++;
            }
        }
    }
}
END_TEST

START_TEST(weeks_and_feasts)
{
    int year, week;

    ws_days_week(ws_days_of((struct ws_day){2021, 1, 3}), &year, &week);
    ck_assert(year == 2020 && week == 53);
    ws_days_week(ws_days_of((struct ws_day){2020, 12, 7}), &year, &week);
    ck_assert(year == 2020 && week == 50);
    ck_assert_int_eq(ws_days_easter(2018), ws_days_of((struct ws_day){2018, 4, 1}));
    ck_assert_int_eq(ws_days_easter(2024), ws_days_of((struct ws_day){2024, 3, 31}));
    ck_assert_int_eq(ws_days_nth(2016, 11, 4, 4), ws_days_of((struct ws_day){2016, 11, 24}));
    ck_assert_int_eq(ws_days_nth(2020, 5, 1, -1), ws_days_of((struct ws_day){2020, 5, 25}));
}
END_TEST

/* Seconds that the scan takes over @unit said @times times. */
static double
seconds(const char *lang, const char *unit, size_t times)
{
    size_t len = strlen(unit);
    char *text = malloc(len * times + 1);
    struct pattern_row row = {.lang = lang, .published = "2020-12-07", .text = text};
    struct ws_doc doc;
    whosaid_error err = {.status = WHOSAID_OK};
    struct timespec a, b;

    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * len, unit, len);
    text[len * times] = '\0';
    patterns_read(&doc, &row);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    ck_assert(!ws_rule_patterns(&doc, &err));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    ws_doc_release(&doc);
    free(text);
    return (double)(b.tv_sec - a.tv_sec) + 1e-9 * (double)(b.tv_nsec - a.tv_nsec);
}

static const struct {
    const char *lang, *unit;
} repeated[] = {
    {"ko", "1"},
    {"ko", "1,"},
    {"ko", "1."},
    {"ko", "1~"},
    {"ko", "천"},
    {"ko", "만 "},
    {"ko", "1만"},
    {"ko", "7일 "},
    {"ko", "지난 "},
    {"ko", "$"},
    {"ko", "1억 2천 "},
    {"ko", "2020."},
    {"ko", "3년 "},
    {"ko", "추석 "},
    {"ko", "3분의 "},
    {"ko", "20만, "},
    {"ko", "오늘부터 "},
    {"ko", "며칠 "},
    {"en", "in nineteen "},
    {"en", "4 of "},
    {"en", "second of "},
    {"en", "two days before "},
    {"en", "the day before "},
    {"en", "9 a.m. "},
    {"en", "on the 7th "},
    {"en", "last week of "},
    {"en", "3 million or "},
    {"en", "from 4 to "},
    {"en", "jan-"},
    {"en", "5 1/2 "},
    {"en", "12,34,"},
    {"en", "will go Friday "},
};

START_TEST(grows_with_the_text)
{
    const char *lang = repeated[_i].lang, *unit = repeated[_i].unit;
    double once = seconds(lang, unit, 20000), four = seconds(lang, unit, 80000);

    ck_assert_msg(four < once * 12 + 0.02, "'%s': %.4f s, four times as long %.4f s", unit, once,
                  four);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("rule/number");
    TCase *plain = tcase_create("arithmetic"), *growth = tcase_create("growth");
    SRunner *runner;
    int failed;

    tcase_add_loop_test(plain, sum, 0, (int)(sizeof sums / sizeof *sums));
    tcase_add_test(plain, no_number);
    tcase_add_test(plain, every_day);
    tcase_add_test(plain, weeks_and_feasts);
    tcase_add_unchecked_fixture(growth, patterns_setup, patterns_teardown);
    tcase_add_loop_test(growth, grows_with_the_text, 0, (int)(sizeof repeated / sizeof *repeated));
    tcase_set_timeout(plain, 60);
    tcase_set_timeout(growth, 60);
    suite_add_tcase(suite, plain);
    suite_add_tcase(suite, growth);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
