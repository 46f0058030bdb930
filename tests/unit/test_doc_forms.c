/*
 * test_doc_forms.c - forms are found again, told apart, and forgotten between articles.
 */
#include "doc/forms.h"

#include "unit.h"

static const struct ws_pack *const PACK = (const struct ws_pack *)"one",
                                   *const OTHER = (const struct ws_pack *)"two";

static struct ws_form *
find(const struct ws_forms *forms, const struct ws_pack *pack, const uint32_t *ch, uint32_t n)
{
    return ws_forms_find(forms, pack, ws_form_hash(ch, n), ch, n);
}

static struct ws_form *
add(struct ws_forms *forms, const struct ws_pack *pack, const uint32_t *ch, uint32_t n)
{
    const struct ws_form head = {.hash = ws_form_hash(ch, n), .pack = pack, .n = (uint8_t)n};

    return ws_forms_add(forms, &head, ch);
}

START_TEST(test_found_again)
{
    static const uint32_t word[] = {' ', 0xC11C, 0xC6B8, ' '}, comma[] = {' ', 0xC11C, 0xC6B8, ','};
    struct ws_forms forms;
    struct ws_form *form;

    ws_forms_init(&forms, NULL);
    ck_assert_ptr_null(find(&forms, PACK, word, 2));
    form = add(&forms, PACK, word, 2);
    ck_assert_ptr_nonnull(form);
    ck_assert_ptr_null(form->profile);
    ck_assert(!form->nmatches && !form->nopens && !form->ntails);
    ck_assert_ptr_eq(find(&forms, PACK, word, 2), form);
    ck_assert_ptr_null(find(&forms, OTHER, word, 2)); /* of another language */
    ck_assert_ptr_null(find(&forms, PACK, comma, 2)); /* before another character */
    ck_assert_ptr_null(find(&forms, PACK, word, 1));
    ws_forms_release(&forms);
}
END_TEST

/* As many as there may be; then none, until the next article begins. */
START_TEST(test_limit)
{
    uint32_t word[] = {' ', 0, ' '};
    struct ws_forms forms;

    ws_forms_init(&forms, NULL);
    for (word[1] = 1; word[1] <= WS_FORM_LIMIT; word[1]++)
        ck_assert_ptr_nonnull(add(&forms, PACK, word, 1));
    ck_assert_ptr_null(add(&forms, PACK, word, 1));
    for (word[1] = 1; word[1] <= WS_FORM_LIMIT; word[1] += 97)
        ck_assert_ptr_nonnull(find(&forms, PACK, word, 1));
    ws_forms_turn(&forms);
    word[1] = 1;
    ck_assert_ptr_null(find(&forms, PACK, word, 1));
    ck_assert_ptr_nonnull(add(&forms, PACK, word, 1));
    ws_forms_turn(&forms); /* few: they stay */
    ck_assert_ptr_nonnull(find(&forms, PACK, word, 1));
    ws_forms_release(&forms);
}
END_TEST

START_TEST(test_sums)
{
    struct ws_forms forms;
    bool known = true;
    float *sum;

    ws_forms_init(&forms, NULL);
    sum = ws_forms_sum(&forms, PACK, 4, 5, 1, &known);
    ck_assert_ptr_nonnull(sum);
    ck_assert(!known);
    sum[0] = 2.5f;
    ck_assert_ptr_eq(ws_forms_sum(&forms, PACK, 4, 5, 1, &known), sum);
    ck_assert(known);
    ck_assert_float_eq(sum[0], 2.5f);
    ws_forms_sum(&forms, PACK, 4, 5, 2, &known);
    ck_assert(!known);
    ws_forms_sum(&forms, PACK, 4, 6, 1, &known);
    ck_assert(!known);
    ws_forms_sum(&forms, OTHER, 12, 5, 1, &known); /* the sums of one pack at a time */
    ck_assert(!known);
    ws_forms_sum(&forms, PACK, 4, 5, 1, &known);
    ck_assert(!known);
    ws_forms_release(&forms);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("forms");

    tcase_add_test(tcase, test_found_again);
    tcase_add_test(tcase, test_limit);
    tcase_add_test(tcase, test_sums);
    return unit_run("doc/forms", tcase);
}
