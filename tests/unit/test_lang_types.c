/*
 * test_lang_types.c - dicts/types.tsv, right and wrong.
 */
#include "lang/types.h"

#include "unit.h"

static struct ws_types types;
static struct ws_arena arena;

static void
load_types(void)
{
    char path[512];
    whosaid_error err = {0};

    ws_arena_init(&arena, NULL);
    snprintf(path, sizeof path, "%s/types.tsv", unit_dicts());
    ck_assert_msg(ws_types_load(&types, &arena, path, &err) == WHOSAID_OK, "%s", err.text);
}

static void
release(void)
{
    ws_arena_release(&arena);
}

START_TEST(test_names)
{
    int org = ws_types_type(&types, "ORG", 3), company;

    ck_assert_int_ge(org, 0);
    ck_assert_int_eq(ws_types_type(&types, "ORGAN", 3), org); /* @len counts */
    ck_assert_int_eq(ws_types_type(&types, "ORG.company", 11), -1);
    ck_assert_int_eq(ws_types_class(&types, "MONEY", 5), -1); /* patterns find it */
    company = ws_types_class(&types, "ORG.company", 11);
    ck_assert_int_ge(company, 0);
    ck_assert_int_eq(types.classes[company].type, org);
    ck_assert_int_eq(types.classes[company].place, WS_PLACE_MAIN);
    ck_assert_int_eq(types.classes[ws_types_class(&types, "HONORIFIC", 9)].type, WS_NO_TYPE);
    ck_assert_int_eq(types.classes[ws_types_class(&types, "PARTICLE", 8)].place, WS_PLACE_END);
}
END_TEST

START_TEST(test_sets)
{
    uint64_t org = ws_types_family(&types, "ORG");

    ck_assert(org & ws_types_bit(&types, "ORG"));
    ck_assert(org & ws_types_bit(&types, "ORG.company"));
    ck_assert(!(org & ws_types_bit(&types, "LOCATION.city")));
    ck_assert_uint_eq(ws_types_bit(&types, "ORG.none"), 0);
    ck_assert_uint_eq(ws_types_family(&types, "OR"), 0); /* no half words */
}
END_TEST

START_TEST(test_contains)
{
    int title = ws_types_type(&types, "TITLE", 5);

    ck_assert(types.types[title].contains >> ws_types_type(&types, "ORG", 3) & 1);
    ck_assert(!(types.types[title].contains >> ws_types_type(&types, "PERSON", 6) & 1));
}
END_TEST

static const struct {
    const char *text, *message;
    uint32_t line;
} broken[] = {
    {"PERSON\tmain\tkind=mention\nORG\n", "class 'ORG' has no place", 2},
    {"PERSON\tmiddle\n", "class 'PERSON' has no place", 1},
    {"# x\nTITLE\tmain\tkind=mention\tcontains=ORG\n", "unknown type 'ORG'", 2},
    {"A\tnone\tkind=mention\nB\tnone\tkind=mention\nC\tnone\tkind=mention\n"
     "D\tnone\tkind=mention\nE\tnone\tkind=mention\nF\tnone\tkind=mention\n"
     "G\tnone\tkind=mention\nH\tnone\tkind=mention\nI\tnone\tkind=mention\n"
     "J\tnone\tkind=mention\nK\tnone\tkind=mention\nL\tnone\tkind=mention\n"
     "M\tnone\tkind=mention\n",
     "more than 12 types", 13},
};

START_TEST(test_broken)
{
    struct ws_types wrong;
    whosaid_error err = {0};
    char path[256];

    unit_file(path, "types.tsv", broken[_i].text);
    ck_assert_int_eq(ws_types_load(&wrong, &arena, path, &err), WHOSAID_E_PACK);
    ck_assert_msg(strncmp(err.text, broken[_i].message, strlen(broken[_i].message)) == 0, "%s",
                  err.text);
    ck_assert_uint_eq(err.line, broken[_i].line);
    ck_assert_str_eq(err.file, path);
    unit_remove(path);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("types");

    tcase_add_checked_fixture(tcase, load_types, release);
    tcase_add_test(tcase, test_names);
    tcase_add_test(tcase, test_sets);
    tcase_add_test(tcase, test_contains);
    tcase_add_loop_test(tcase, test_broken, 0, COUNT(broken));
    return unit_run("lang/types", tcase);
}
