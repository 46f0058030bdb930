/*
 * base/sort.h - sorting what mostly is sorted already: dictionary files are runs of
 * ascending surfaces, and only where runs meet is there anything to merge.
 *
 *     key   at            the first bytes of a text as a number, and which text it is:
 *     가나   7             most comparisons are of two numbers side by side; only texts
 *     가나   2             that begin alike are looked at
 */
#ifndef WS_BASE_SORT_H
#define WS_BASE_SORT_H

#include <stdint.h>

struct ws_sort_item {
    uint64_t key;
    uint32_t at;
};

/* The order of two items with the same key: below, equal to or above 0. */
typedef int ws_sort_tie(const void *user, uint32_t a, uint32_t b);

/* Sort @items, stably; @spare has room for @n / 2 items. */
void ws_sort(struct ws_sort_item *items, struct ws_sort_item *spare, uint32_t n, ws_sort_tie *tie,
             const void *user);

#endif
