/*
 * test_base_sort.c - items in the order of their keys, equal ones as they came.
 */
#include "base/sort.h"

#include "unit.h"

#define MOST 1000

/* Below the key: numbers that items stand for. */
static int
by_number(const void *user, uint32_t a, uint32_t b)
{
    const uint32_t *numbers = user;

    return numbers[a] < numbers[b] ? -1 : numbers[a] > numbers[b];
}

static const struct {
    uint32_t n, keys, numbers; /* how many items, and how many values they have */
    bool runs;                 /* in runs that ascend, as dictionary files are */
} rows[] = {
    {0, 1, 1, false},    {1, 1, 1, false},    {2, 2, 1, false},      {8, 3, 2, false},
    {9, 3, 2, false},    {17, 1, 100, false}, {1000, 1, 1, false},   {1000, 10, 10, false},
    {1000, 1, 50, true}, {1000, 40, 3, true}, {999, 5000, 1, false}, {1000, 1, 5000, true},
};

START_TEST(test_sort)
{
    struct ws_sort_item items[MOST], spare[MOST / 2];
    uint32_t numbers[MOST] = {0}, seed = 7;

    for (uint32_t i = 0; i < rows[_i].n; i++) {
        uint32_t step = rows[_i].runs ? i % 100 : (seed = seed * 1664525 + 1013904223) >> 8;

        numbers[i] = step % rows[_i].numbers;
        items[i] = (struct ws_sort_item){step / 3 % rows[_i].keys, i};
    }
    ws_sort(items, spare, rows[_i].n, by_number, numbers);
    for (uint32_t i = 1; i < rows[_i].n; i++) {
        const struct ws_sort_item *a = &items[i - 1], *b = &items[i];
        int order =
            a->key != b->key ? (a->key < b->key ? -1 : 1) : by_number(numbers, a->at, b->at);

        if (order > 0 || (order == 0 && a->at >= b->at))
            ck_abort_msg("item %u stands before item %u", (unsigned)a->at, (unsigned)b->at);
    }
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("sort");

    tcase_add_loop_test(tcase, test_sort, 0, COUNT(rows));
    return unit_run("base/sort", tcase);
}
