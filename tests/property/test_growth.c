/*
 * test_growth.c - inputs built to be slow: of 1x, 2x and 4x the size they must cost about
 * 1x, 2x and 4x.  A loop inside a loop over the text would cost 16x.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "whosaid.h"

/* Sanitizers make everything some ten times slower. */
#if defined(__SANITIZE_ADDRESS__)
#define SLOWER 8
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLOWER 8
#endif
#endif
#ifndef SLOWER
#define SLOWER 1
#endif

#define SIZE     ((size_t)256 << 10) /* of 1x, in bytes */
#define MOST     7.0                 /* 4x may cost this many times 1x */
#define TOO_LONG 4.0                 /* seconds for 1x: something is wrong already */
#define ROUNDS   4                   /* of measuring, until one is within that */
#define SLACK    0.06                /* and this many seconds, for a busy machine */

static const struct {
    const char *name;
    const char *start, *again; /* @again fills the rest */
} shapes[] = {
    {"one word", "", "가"},
    {"one word of letters", "", "aZ"},
    {"one word of names", "", "김영수박"},
    {"digits", "", "1"},
    {"digits and commas", "", "1,"},
    {"digits and dots", "", "12."},
    {"numbers in words", "", "삼십만"},
    {"opening marks", "", "“"},
    {"opening marks and words", "", "“그는 "},
    {"straight marks", "", "\""},
    {"straight marks and words", "", "\"그는 갔다\" "},
    {"closing marks", "", "”"},
    {"single marks", "", "'a "},
    {"opening brackets", "", "("},
    {"brackets in brackets", "", "(가"},
    {"square brackets", "", "[사진="},
    {"full stops", "", "."},
    {"blanks", "", " "},
    {"line ends", "", "\n"},
    {"short lines", "", "홍길동 기자\n"},
    {"bylines", "", "(서울=뉴스1) 홍길동 기자 = "},
    {"addresses", "", "a@b.c "},
    {"one sentence", "", "홍길동 대표는 7일 서울에서 "},
    {"no full stop", "", "정부는 갔다고 말했다고 "},
    {"one name again and again", "", "홍길동 의원은 말했다.\n"},
    {"many names", "홍길동", "김가나 박다라 의원과 최마바 "},
    {"quotes again and again", "", "그는 “간다”며 “온다”고 말했다. "},
    {"quotes without a speaker", "", "“간다” “온다” "},
    {"quotes in quotes", "", "“그는 ‘나는 “간다”고 했다’고 했다”고 말했다. "},
    {"quotes in quotes that none closes", "", "“가 ‘나 "},
    {"pronouns and sources", "",
     "이 관계자는 “간다”고 했다. 그는 “온다”고 했다. 공단은 “산다”고 했다. "},
    {"labels", "", "[홍길동/한빛대 교수]\n“간다.”\n"},
    {"questions and answers", "홍길동 의원을 만났다.\n",
     "-왜 가나.\n“간다.”\nQ. 오나.\nA. 온다.\n"},
    {"titles and who had them", "홍길동 대표 홍길순 전 대표 ", "홍 대표와 홍 전 대표는 한 대표를 "},
    {"headlines", "", "홍길동 “간다”\n"},
    {"reporting verbs", "", "말했다 밝혔다 "},
    {"dates", "", "지난 3월 7일 오는 12일 "},
    {"amounts", "", "3조 2000억 원 약 5만 달러 "},
    {"sentence without capitals", "", "he said that she said "},
    {"words with capitals", "", "The Big Old House Of "},
    {"abbreviations", "", "U.S. Mr. J. "},
    {"combining marks", "a", "\xCC\x81"},
    {"conjoining letters", "", "\xE1\x84\x92"},
    {"bytes that are none", "", "\xFF"},
    {"NUL bytes", "가", "가\n\x01"},
};

static whosaid_engine *engine;

static void
set_up(void)
{
    whosaid_error err = {0};

    ck_assert_msg(whosaid_engine_new(&engine, NULL, &err) == WHOSAID_OK, "%s", err.text);
}

static void
release(void)
{
    whosaid_engine_free(engine);
}

static double
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Seconds that @size bytes of the shape take: the best of @tries. */
static double
cost(int shape, size_t size, int tries)
{
    size_t start = strlen(shapes[shape].start), again = strlen(shapes[shape].again), len = start;
    char *bytes = malloc(size + start + again);
    double best = 1e9;

    ck_assert_ptr_nonnull(bytes);
    memcpy(bytes, shapes[shape].start, start);
    for (; len < size; len += again)
        memcpy(bytes + len, shapes[shape].again, again);
    for (int i = 0; i < tries; i++) {
        whosaid_input input = {.bytes = bytes, .len = len, .format = WHOSAID_FORMAT_TEXT};
        whosaid_result *result = NULL;
        double begin, took;

        ck_assert_int_eq(whosaid_result_new(&result, engine, NULL), WHOSAID_OK);
        begin = now();
        ck_assert_int_eq(whosaid_analyze(result, &input, NULL), WHOSAID_OK);
        took = now() - begin;
        best = took < best ? took : best;
        whosaid_result_free(result);
    }
    free(bytes);
    return best;
}

/* A busy machine may slow one round down; what grows too fast does so in each. */
START_TEST(test_growth)
{
    double one = 0, two = 0, four = 1e9;

    for (int round = 0; round < ROUNDS && four > MOST * one + SLACK; round++) {
        one = cost(_i, SIZE / SLOWER, 3);
        ck_assert_msg(one < TOO_LONG, "%s: 1x %.0f ms", shapes[_i].name, one * 1e3);
        two = cost(_i, 2 * SIZE / SLOWER, 2);
        four = cost(_i, 4 * SIZE / SLOWER, 2);
    }
    printf("%-28s %6.0f %6.0f %6.0f ms\n", shapes[_i].name, one * 1e3, two * 1e3, four * 1e3);
    fflush(stdout);
    ck_assert_msg(four <= MOST * one + SLACK, "%s: 1x %.0f ms, 2x %.0f ms, 4x %.0f ms",
                  shapes[_i].name, one * 1e3, two * 1e3, four * 1e3);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("growth");
    TCase *tcase = tcase_create("growth");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_unchecked_fixture(tcase, set_up, release);
    tcase_set_timeout(tcase, 40);
    tcase_add_loop_test(tcase, test_growth, 0, (int)(sizeof shapes / sizeof *shapes));
    suite_add_tcase(suite, tcase);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
