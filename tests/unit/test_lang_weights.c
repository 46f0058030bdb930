/*
 * test_lang_weights.c - the table of weights, and weights.tsv.
 */
#include "lang/weights.h"

#include "unit.h"

static struct ws_types types;
static struct ws_arena arena;
static struct ws_pack pack;

static void
load_types(void)
{
    char path[512];

    ws_arena_init(&arena, NULL);
    snprintf(path, sizeof path, "%s/types.tsv", unit_dicts());
    ck_assert_int_eq(ws_types_load(&types, &arena, path, NULL), WHOSAID_OK);
    pack = (struct ws_pack){.types = &types};
}

static void
release(void)
{
    ws_arena_release(&arena);
}

static ws_row
row_of(uint32_t i)
{
    return ws_row_make(WS_ROW_TYPE, i * i, i * 7919, i); /* here and there in the table */
}

START_TEST(test_table)
{
    static const float again[WS_MAX_TYPES] = {[WS_YES] = 2};
    struct ws_weights weights;
    uint32_t overfull = 0;

    ck_assert_int_eq(ws_weights_init(&weights, &arena, 1000, NULL), WHOSAID_OK);
    for (uint32_t i = 0; i < 1000; i++) {
        float values[WS_MAX_TYPES] = {0};

        values[i % WS_MAX_TYPES] = (float)i;
        if (!ws_weights_set(&weights, row_of(i), i, values))
            ck_abort_msg("no room for row %u", i);
    }
    for (uint32_t i = 0; i < 1000; i++) {
        ws_row row = row_of(i);

        if (ws_weights_find(&weights, row)[i % WS_MAX_TYPES] != (float)i ||
            ws_weights_slot(&weights, row)->yes != (i % WS_MAX_TYPES == WS_YES ? (float)i : 0) ||
            ws_weights_line(&weights, ws_weights_slot(&weights, row)) != i)
            ck_abort_msg("row %u is lost", i);
        overfull +=
            ws_weights_slot(&weights, row) - weights.slots - ws_weights_home(&weights, row) > 1;
    }
    ck_assert_uint_gt(overfull, 0); /* some found their home full */
    ck_assert_ptr_null(ws_weights_find(&weights, row_of(1000)));
    ck_assert_uint_eq(weights.nrows, 1000);
    ck_assert(ws_weights_set(&weights, row_of(5), 1, again));
    ck_assert_uint_eq(weights.nrows, 1000); /* it was there */
    ck_assert_float_eq(ws_weights_slot(&weights, row_of(5))->yes, 2);
    ck_assert(ws_weights_set(&weights, row_of(1000), 1, again));
    ck_assert(!ws_weights_set(&weights, row_of(1001), 1, again)); /* full */
}
END_TEST

static whosaid_status
load(struct ws_weights *weights, const char *text, whosaid_error *err)
{
    char path[256];
    whosaid_status status;

    unit_file(path, "weights.tsv", text);
    status = ws_weights_load(weights, &arena, &pack, path, err);
    unit_remove(path);
    return status;
}

START_TEST(test_file)
{
    struct ws_weights weights;
    const float *values;

    ck_assert_int_eq(load(&weights,
                          "# weights\n"
                          "then:ORG&space\tORG=1.5\tPERSON=-0.25\n"
                          "gone:row\tORG=9\n"
                          "keep-kind:double&none&none\tyes=2\n",
                          NULL),
                     WHOSAID_OK);
    ck_assert_uint_eq(weights.nrows, 2);
    values = ws_weights_find(&weights, ws_row_parse(&pack, "then:ORG&space", 14));
    ck_assert_ptr_nonnull(values);
    ck_assert_float_eq(values[ws_types_type(&types, "ORG", 3)], 1.5f);
    ck_assert_float_eq(values[ws_types_type(&types, "PERSON", 6)], -0.25f);
    values = ws_weights_find(&weights, ws_row_make(WS_ROW_KEEP_KIND, WS_SYM_DOUBLE, 0, 0));
    ck_assert_ptr_nonnull(values);
    ck_assert_float_eq(values[WS_YES], 2.0f);
}
END_TEST

static const char *const numbers[] = {
    "0",   "-0.638",         "1.5",        "9999999", "0.0000001", "1234.567", "-12.345",
    "0.1", "16777217",       "3.14159274", "1e3",     "-2.5E-3",   "+4",       ".5",
    "5.",  "0.333333333333", "123456.7",   "7654321", "0.005",     "99.999",
};

/* Each number is the nearest float, as the standard library reads it. */
START_TEST(test_numbers)
{
    struct ws_weights weights;
    char text[80];
    const float *values;
    float right = strtof(numbers[_i], NULL);

    snprintf(text, sizeof text, "then:ORG&space\tORG=%s\n", numbers[_i]);
    ck_assert_int_eq(load(&weights, text, NULL), WHOSAID_OK);
    values = ws_weights_find(&weights, ws_row_parse(&pack, "then:ORG&space", 14));
    ck_assert_mem_eq(&values[ws_types_type(&types, "ORG", 3)], &right, sizeof right);
}
END_TEST

START_TEST(test_missing_file)
{
    struct ws_weights weights;

    ck_assert_int_eq(ws_weights_load(&weights, &arena, &pack, "/nowhere/weights.tsv", NULL),
                     WHOSAID_OK);
    ck_assert_ptr_null(ws_weights_find(&weights, ws_row_make(WS_ROW_TYPE, 1, 0, 0)));
}
END_TEST

static const char *const broken[] = {
    "then:ORG&space\tORG\n",      "then:ORG&space\tNOTYPE=1\n",  "then:ORG&space\tORG=\n",
    "then:ORG&space\tORG=1.5x\n", "then:ORG&space\tORG=1.2.3\n", "then:ORG&space\tORG=.\n",
    "then:ORG&space\tye=1\n",
};

START_TEST(test_broken)
{
    struct ws_weights weights;
    whosaid_error err = {0};

    ck_assert_int_eq(load(&weights, broken[_i], &err), WHOSAID_E_PACK);
    ck_assert_uint_eq(err.line, 1);
    ck_assert_uint_eq(err.column, 16);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("weights");

    tcase_add_checked_fixture(tcase, load_types, release);
    tcase_add_test(tcase, test_table);
    tcase_add_test(tcase, test_file);
    tcase_add_loop_test(tcase, test_numbers, 0, COUNT(numbers));
    tcase_add_test(tcase, test_missing_file);
    tcase_add_loop_test(tcase, test_broken, 0, COUNT(broken));
    return unit_run("lang/weights", tcase);
}
