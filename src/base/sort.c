/*
 * base/sort.c - merge sort from the top down; see sort.h.
 *
 * Two halves that are in order already are left alone, so a run of n sorted items
 * costs n comparisons and no move.
 */
#include "base/sort.h"

#include <stdbool.h>
#include <string.h>

#define FEW 8 /* items for which insertion is quicker */

struct order {
    ws_sort_tie *tie;
    const void *user;
};

static bool
below(const struct order *order, const struct ws_sort_item *a, const struct ws_sort_item *b)
{
    return a->key != b->key ? a->key < b->key : order->tie(order->user, a->at, b->at) < 0;
}

static void
insert(const struct order *order, struct ws_sort_item *v, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        struct ws_sort_item item = v[i];
        uint32_t k = i;

        for (; k > 0 && below(order, &item, &v[k - 1]); k--)
            v[k] = v[k - 1];
        v[k] = item;
    }
}

/* v[0, half) and v[half, n) are in order: make all of it so. */
static void
merge(const struct order *order, struct ws_sort_item *v, struct ws_sort_item *spare, uint32_t half,
      uint32_t n)
{
    const struct ws_sort_item *left = spare, *end = spare + half;
    const struct ws_sort_item *right = v + half, *stop = v + n;

    memcpy(spare, v, half * sizeof *v);
    while (left < end && right < stop) {
        bool second = below(order, right, left);

        *v++ = second ? *right : *left;
        right += second;
        left += !second;
    }
    memcpy(v, left, (size_t)(end - left) * sizeof *v);
}

static void
sort(const struct order *order, struct ws_sort_item *v, struct ws_sort_item *spare, uint32_t n)
{
    uint32_t half = n / 2;

    if (n <= FEW) {
        insert(order, v, n);
        return;
    }
    sort(order, v, spare, half);
    sort(order, v + half, spare, n - half);
    if (below(order, &v[half], &v[half - 1]))
        merge(order, v, spare, half, n);
}

void
ws_sort(struct ws_sort_item *items, struct ws_sort_item *spare, uint32_t n, ws_sort_tie *tie,
        const void *user)
{
    const struct order order = {tie, user};

    sort(&order, items, spare, n);
}
