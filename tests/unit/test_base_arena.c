/*
 * test_base_arena.c - memory that goes all at once, and the lists in it.
 */
#include "base/arena.h"

#include "unit.h"

/* An allocator that counts what is out, and fails where it is told to. */
struct counter {
    long out, calls, fail_at;
};

static void *
counted_resize(void *user, void *old, size_t size)
{
    struct counter *counter = user;

    if (++counter->calls == counter->fail_at)
        return NULL;
    counter->out += !old;
    return realloc(old, size);
}

static void
counted_release(void *user, void *old)
{
    struct counter *counter = user;

    counter->out -= old != NULL;
    free(old);
}

START_TEST(test_sizes_and_edges)
{
    static const size_t sizes[] = {0, 1, 15, 16, 17, 65536, 1 << 20, 5 << 20};
    struct counter counter = {0};
    whosaid_allocator mem = {counted_resize, counted_release, &counter};
    struct ws_arena arena;
    unsigned char *last = NULL;

    ws_arena_init(&arena, &mem);
    for (int i = 0; i < COUNT(sizes); i++) {
        unsigned char *p = ws_arena_zalloc(&arena, sizes[i]);

        ck_assert_ptr_nonnull(p);
        ck_assert_uint_eq((uintptr_t)p % 16, 0);
        for (size_t k = 0; k < sizes[i]; k += 977)
            ck_assert_uint_eq(p[k], 0);
        memset(p, 0xAA, sizes[i]);
        ck_assert(last == NULL || last[0] == 0xAA);
        last = sizes[i] ? p : last;
    }
    ck_assert_ptr_null(ws_arena_alloc(&arena, SIZE_MAX));
    ws_arena_release(&arena);
    ck_assert_int_eq(counter.out, 0);
}
END_TEST

START_TEST(test_clear_keeps_blocks)
{
    struct counter counter = {0};
    whosaid_allocator mem = {counted_resize, counted_release, &counter};
    struct ws_arena arena;
    long calls = 0;

    ws_arena_init(&arena, &mem);
    for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 1000; i++)
            ck_assert_ptr_nonnull(ws_arena_alloc(&arena, 900));
        ws_arena_clear(&arena);
        if (round == 3)
            calls = counter.calls;
    }
    ck_assert_int_eq(counter.calls, calls); /* a stream of alike articles allocates nothing */
    ws_arena_release(&arena);
    ck_assert_int_eq(counter.out, 0);
}
END_TEST

START_TEST(test_clear_lets_large_blocks_go)
{
    struct counter counter = {0};
    whosaid_allocator mem = {counted_resize, counted_release, &counter};
    struct ws_arena arena;

    ws_arena_init(&arena, &mem);
    ck_assert_ptr_nonnull(ws_arena_alloc(&arena, (size_t)100 << 20));
    ck_assert_int_eq(counter.out, 1);
    ws_arena_clear(&arena);
    ck_assert_int_eq(counter.out, 0);
    ws_arena_release(&arena);
}
END_TEST

START_TEST(test_list)
{
    struct ws_arena arena;
    WS_LIST(uint32_t) list = {0};

    ws_arena_init(&arena, NULL);
    for (uint32_t i = 0; i < 100000; i++) {
        uint32_t *slot = ws_list_add(&arena, &list);

        ck_assert_ptr_nonnull(slot);
        ck_assert_uint_eq(*slot, 0);
        *slot = i;
    }
    for (uint32_t i = 0; i < 100000; i++)
        ck_assert_uint_eq(list.v[i], i);
    ck_assert_ptr_eq(ws_list_extend(&arena, &list, 3), list.v + 100000);
    ck_assert_uint_eq(list.n, 100003);
    ck_assert_uint_eq(list.v[100002], 0);
    ws_arena_release(&arena);
}
END_TEST

START_TEST(test_out_of_memory)
{
    struct counter counter = {.fail_at = 2};
    whosaid_allocator mem = {counted_resize, counted_release, &counter};
    struct ws_arena arena;
    WS_LIST(uint64_t) list = {0};
    uint32_t n = 0;

    ws_arena_init(&arena, &mem);
    while (ws_list_add(&arena, &list))
        list.v[n] = n, n++;
    ck_assert_uint_gt(n, 0);
    ck_assert_uint_eq(list.n, n); /* what was there stays */
    for (uint32_t i = 0; i < n; i++)
        ck_assert_uint_eq(list.v[i], i);
    ck_assert_ptr_nonnull(ws_list_add(&arena, &list)); /* memory is back */
    ws_arena_release(&arena);
    ck_assert_int_eq(counter.out, 0);
}
END_TEST

START_TEST(test_copy)
{
    struct ws_arena arena;

    ws_arena_init(&arena, NULL);
    ck_assert_str_eq(ws_arena_copy(&arena, "여기까지만", 6), "여기");
    ck_assert_str_eq(ws_arena_copy(&arena, NULL, 0), "");
    ws_arena_release(&arena);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("arena");

    tcase_add_test(tcase, test_sizes_and_edges);
    tcase_add_test(tcase, test_clear_keeps_blocks);
    tcase_add_test(tcase, test_clear_lets_large_blocks_go);
    tcase_add_test(tcase, test_list);
    tcase_add_test(tcase, test_out_of_memory);
    tcase_add_test(tcase, test_copy);
    return unit_run("base/arena", tcase);
}
