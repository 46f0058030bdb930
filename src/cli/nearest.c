/*
 * cli/nearest.c - edit distance over short words; see nearest.h.
 */
#include "cli/nearest.h"

#include <string.h>

#define MOST 31

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Insertions, deletions, changes and swaps of neighbours that make @a into @b (optimal
 * string alignment), over the first MOST characters. */
static size_t
distance(const char *a, const char *b)
{
    size_t rows[3][MOST + 1], *two = rows[0], *one = rows[1], *now = rows[2];
    size_t na = strlen(a), nb = strlen(b);

    na = least(na, MOST);
    nb = least(nb, MOST);
    for (size_t j = 0; j <= nb; j++)
        one[j] = j;
    memcpy(two, one, sizeof rows[0]);
    for (size_t i = 1; i <= na; i++) {
        size_t *old = two;
        now[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            now[j] = least(least(one[j], now[j - 1]) + 1, one[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], two[j - 2] + 1);
        }
        two = one;
        one = now;
        now = old;
    }
    return one[nb];
}

const char *
cli_nearest(const char *word, const char *const *words, size_t n)
{
    const char *best = words[0];
    size_t best_cost = (size_t)-1, len = strlen(word);

    for (size_t i = 0; i < n; i++) {
        size_t same = 0, cost = distance(word, words[i]) * 4;
        while (word[same] && word[same] == words[i][same])
            same++;
        /* A clipped word (--ver) is nearer than any other; a common start breaks ties. */
        cost = len && same == len ? 0 : cost + 3 - least(same, 3);
        if (cost < best_cost) {
            best_cost = cost;
            best = words[i];
        }
    }
    return best;
}
