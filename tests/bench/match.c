/*
 * match.c - how fast the dictionaries are matched, and nothing else: the benchmark holds it
 * against ICU's word breaks of the same articles.
 *
 *     match FILE      articles in UTF-8, parted by form feeds
 *
 * Prints the seconds that room dict/ takes for one walk over all articles (the best of
 * three), and the number of matches.  Cleaning and words, which it needs, are not counted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "dict/match.h"
#include "engine.h"

static double
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Match one article; its matches and seconds are added up. */
static whosaid_status
match(whosaid_result *result, const char *text, size_t len, double *seconds, unsigned long *matches,
      whosaid_error *err)
{
    struct ws_doc *doc = &result->doc;
    whosaid_status status;
    double begin;

    ws_doc_clear(doc);
    doc->pack = &result->engine->packs[0];
    doc->input = text;
    doc->input_len = (uint32_t)len;
    status = ws_engine_walk(result->engine, doc, "segment", err);
    begin = now();
    if (!status)
        status = ws_dict_match(doc, err);
    *seconds += now() - begin;
    *matches += doc->matches.n;
    return status;
}

int
main(int argc, char **argv)
{
    struct ws_arena arena;
    whosaid_engine *engine = NULL;
    whosaid_result *result = NULL;
    whosaid_error err = {0};
    char *text = NULL;
    size_t len = 0;
    double best = 1e9;
    unsigned long matches = 0;
    whosaid_status status = WHOSAID_E_USAGE;

    ws_arena_init(&arena, NULL);
    if (argc > 1)
        status = ws_file_read(&text, &len, &arena, argv[1], &err);
    if (!status)
        status = whosaid_engine_new(&engine, NULL, &err);
    if (!status)
        status = whosaid_result_new(&result, engine, &err);
    for (int i = 0; i < 3 && !status; i++) {
        double seconds = 0;

        matches = 0;
        for (char *at = text, *stop; !status && at < text + len; at = stop + 1) {
            stop = memchr(at, '\f', (size_t)(text + len - at));
            stop = stop ? stop : text + len;
            status = match(result, at, (size_t)(stop - at), &seconds, &matches, &err);
        }
        best = seconds < best ? seconds : best;
    }
    if (status)
        fprintf(stderr, "match: %s\n", err.status ? err.text : "usage: match FILE");
    else
        printf("%.6f %lu\n", best, matches);
    whosaid_result_free(result);
    whosaid_engine_free(engine);
    ws_arena_release(&arena);
    return status != WHOSAID_OK;
}
