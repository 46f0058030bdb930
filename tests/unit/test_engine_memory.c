/*
 * test_engine_memory.c - memory runs out at the 1st, 2nd, 3rd ... allocation: a clear
 * status, no crash, no leak, and the same answer once memory is back.
 */
#include "whosaid.h"

#include "unit.h"

#define MOST_RUNS 400 /* where there are more allocations, every so-manieth fails */

struct counter {
    long out, calls, fail_at; /* 0: none fails */
};

static void *
counted_resize(void *user, void *old, size_t size)
{
    struct counter *counter = user;
    void *moved;

    counter->calls++;
    if (counter->calls == counter->fail_at)
        return NULL;
    moved = realloc(old, size);
    counter->out += moved && !old;
    return moved;
}

static void
counted_release(void *user, void *old)
{
    struct counter *counter = user;

    counter->out -= old != NULL;
    free(old);
}

static const char article[] =
    "{\"id\":\"a\",\"date\":\"2020-12-07\",\"note\":[1,{\"k\":null}],\"text\":\""
    "홍길동 한빛전자 대표 “올해 1000억원 투자”\\n\\n(서울=새벽뉴스) 김하늘 기자 = "
    "홍길동 한빛전자 대표는 7일 “올해 1000억원을 투자하겠다”며 “일자리도 늘린다”고 밝혔다. "
    "그는 전날 서울 중구에서 약 3시간 동안 기자들을 만났다고 말했다. 홍 대표는 "
    "이어 “10%는 \\ud55c국에 쓴다”고 했다.\"}";

static whosaid_input
input(void)
{
    return (whosaid_input){
        .bytes = article, .len = sizeof article - 1, .format = WHOSAID_FORMAT_JSON, .line = 1};
}

START_TEST(test_engine)
{
    struct counter counter = {0};
    whosaid_allocator mem = {counted_resize, counted_release, &counter};
    whosaid_options options = {.allocator = &mem, .types = "PERSON,ORG", .lang = "ko"};
    whosaid_engine *engine = NULL;
    long total, step;

    ck_assert_int_eq(whosaid_engine_new(&engine, &options, NULL), WHOSAID_OK);
    whosaid_engine_free(engine);
    ck_assert_int_eq(counter.out, 0);
    total = counter.calls;
    step = total / (MOST_RUNS / 8) + 1; /* reading packs takes a while */
    for (long k = 1; k <= total; k += k < 20 ? 1 : step) {
        whosaid_error err = {0};

        counter = (struct counter){.fail_at = k};
        engine = (whosaid_engine *)&counter;
        ck_assert_msg(whosaid_engine_new(&engine, &options, &err) == WHOSAID_E_NOMEM,
                      "allocation %ld of %ld: %s", k, total, err.text);
        ck_assert_ptr_null(engine);
        ck_assert_int_eq(err.status, WHOSAID_E_NOMEM);
        ck_assert_msg(counter.out == 0, "allocation %ld of %ld: %ld leak", k, total, counter.out);
    }
}
END_TEST

/* One result over the article; what came of it goes into @answer where all went well. */
static whosaid_status
annotate(const whosaid_engine *engine, struct counter *counter, char **answer)
{
    whosaid_result *result = NULL;
    whosaid_input in = input();
    whosaid_error err = {0};
    whosaid_status status = whosaid_result_new(&result, engine, &err);
    size_t len;

    if (status) {
        ck_assert_ptr_null(result);
        return status;
    }
    status = whosaid_analyze(result, &in, &err);
    ck_assert_int_eq(err.status, status);
    if (status) {
        ck_assert_str_eq(whosaid_result_json(result, &len), "");
        ck_assert_uint_eq(len, 0);
        counter->fail_at = 0; /* memory is back */
        err.status = WHOSAID_OK;
        ck_assert_int_eq(whosaid_analyze(result, &in, &err), WHOSAID_OK);
    }
    *answer = strdup(whosaid_result_json(result, NULL));
    whosaid_result_free(result);
    return status;
}

START_TEST(test_article)
{
    struct counter counter = {0};
    whosaid_allocator mem = {counted_resize, counted_release, &counter};
    whosaid_options options = {.allocator = &mem,
                               .explain = _i,
                               .indent = _i,
                               .offsets = _i ? WHOSAID_OFFSETS_ALL : WHOSAID_OFFSETS_CODEPOINT};
    whosaid_engine *engine = NULL;
    char *right = NULL;
    long kept, total, step, failures = 0;

    ck_assert_int_eq(whosaid_engine_new(&engine, &options, NULL), WHOSAID_OK);
    kept = counter.out;
    counter.calls = 0;
    ck_assert_int_eq(annotate(engine, &counter, &right), WHOSAID_OK);
    ck_assert_int_eq(counter.out, kept);
    total = counter.calls;
    step = total / MOST_RUNS + 1;
    for (long k = 1; k <= total; k += step) {
        char *answer = NULL;
        whosaid_status status;

        counter.calls = 0;
        counter.fail_at = k;
        status = annotate(engine, &counter, &answer);
        /* memory that only saves time (word forms) may be done without */
        ck_assert_msg(status == WHOSAID_E_NOMEM || status == WHOSAID_OK,
                      "allocation %ld of %ld gives %s", k, total, whosaid_status_word(status));
        failures += status == WHOSAID_E_NOMEM;
        if (answer)
            ck_assert_str_eq(answer, right);
        free(answer);
        counter.fail_at = 0;
        ck_assert_msg(counter.out == kept, "allocation %ld of %ld: %ld leak", k, total,
                      counter.out - kept);
    }
    ck_assert_int_gt(failures, 5);
    free(right);
    whosaid_engine_free(engine);
    ck_assert_int_eq(counter.out, 0);
}
END_TEST

START_TEST(test_free_null)
{
    whosaid_result_free(NULL);
    whosaid_engine_free(NULL);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("memory");

    tcase_set_timeout(tcase, 300);
    tcase_add_test(tcase, test_engine);
    tcase_add_loop_test(tcase, test_article, 0, 2);
    tcase_add_test(tcase, test_free_null);
    return unit_run("engine/memory", tcase);
}
