/*
 * icu_words.c - how fast ICU's word break iterator walks a text: the measure that the
 * benchmark holds whosaid against.
 *
 *     icu_words FILE      articles in UTF-8, parted by form feeds
 *
 * Prints the seconds that one walk over all articles takes (the best of three) and the
 * number of breaks.  Decoding to UTF-16 is not counted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

static double
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The whole of @path as UTF-16; its length in @n. */
static UChar *
read_text(const char *path, int32_t *n)
{
    FILE *file = fopen(path, "rb");
    UErrorCode code = U_ZERO_ERROR;
    char *bytes = NULL;
    UChar *text = NULL;
    size_t len = 0, got = 1;

    if (!file)
        return NULL;
    while (got) {
        bytes = realloc(bytes, len + (1 << 20));
        if (!bytes)
            goto done;
        got = fread(bytes + len, 1, 1 << 20, file);
        len += got;
    }
    text = malloc((len + 1) * sizeof *text);
    if (text)
        u_strFromUTF8(text, (int32_t)len + 1, n, bytes, (int32_t)len, &code);
    if (U_FAILURE(code)) {
        free(text);
        text = NULL;
    }
done:
    free(bytes);
    fclose(file);
    return text;
}

/* Breaks of every article of @text. */
static long
walk(UBreakIterator *words, const UChar *text, int32_t n)
{
    UErrorCode code = U_ZERO_ERROR;
    long breaks = 0;

    for (int32_t at = 0; at < n;) {
        const UChar *stop = u_memchr(text + at, '\f', n - at);
        int32_t end = stop ? (int32_t)(stop - text) : n;

        ubrk_setText(words, text + at, end - at, &code);
        while (ubrk_next(words) != UBRK_DONE)
            breaks++;
        at = end + 1;
    }
    return U_FAILURE(code) ? -1 : breaks;
}

int
main(int argc, char **argv)
{
    UErrorCode code = U_ZERO_ERROR;
    UBreakIterator *words = ubrk_open(UBRK_WORD, "ko", NULL, 0, &code);
    int32_t n = 0;
    UChar *text = argc > 1 ? read_text(argv[1], &n) : NULL;
    double best = 1e9;
    long breaks = 0;

    if (!text || U_FAILURE(code)) {
        fprintf(stderr, "usage: icu_words FILE\n");
        return 1;
    }
    for (int i = 0; i < 3; i++) {
        double begin = now();
        breaks = walk(words, text, n);
        if (now() - begin < best)
            best = now() - begin;
    }
    printf("%.6f %ld\n", best, breaks);
    ubrk_close(words);
    free(text);
    return breaks < 0;
}
