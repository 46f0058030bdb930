/*
 * test_answers.c - what holds for every answer, over the articles of data/, cut and mixed
 * at random, and over bytes that mean nothing.
 *
 * The seed is $WHOSAID_SEED or 1, and is printed: the same seed gives the same inputs.
 */
#include <check.h>
#include <dirent.h>
#include <jansson.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "whosaid.h"

#define MAX_ARTICLES 64
#define ROUNDS       150
#define THREADS      4

struct article {
    char name[128];
    char *bytes;
    size_t len;
};

static struct article articles[MAX_ARTICLES];
static int narticles;
static whosaid_engine *engine;
static whosaid_result *result;
static uint64_t state;

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t
next(void)
{
    uint64_t z = state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static size_t
below(size_t n)
{
    return n ? (size_t)(next() % n) : 0;
}

static void
read_article(const char *dir, const char *name)
{
    struct article *article = &articles[narticles++];
    char path[1024];
    FILE *file;
    long len;

    snprintf(article->name, sizeof article->name, "%.100s", name);
    snprintf(path, sizeof path, "%s/%s", dir, name);
    file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    len = ftell(file);
    rewind(file);
    article->bytes = malloc((size_t)len + 1);
    ck_assert_ptr_nonnull(article->bytes);
    article->len = fread(article->bytes, 1, (size_t)len, file);
    article->bytes[article->len] = '\0';
    fclose(file);
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const struct article *)a)->name, ((const struct article *)b)->name);
}

/* data/<lang>/<kind>.txt without the tagged ones. */
static void
read_articles(const char *data, const char *lang)
{
    char dir[512];
    struct dirent *entry;
    DIR *folder;

    snprintf(dir, sizeof dir, "%s/%s", data, lang);
    folder = opendir(dir);
    ck_assert_msg(folder != NULL, "no folder %s", dir);
    while ((entry = readdir(folder)) && narticles < MAX_ARTICLES) {
        size_t len = strlen(entry->d_name);

        if (len > 4 && strcmp(entry->d_name + len - 4, ".txt") == 0 &&
            !strstr(entry->d_name, ".gold."))
            read_article(dir, entry->d_name);
    }
    closedir(folder);
}

static void
set_up(void)
{
    const char *data = getenv("WHOSAID_DATA"), *seed = getenv("WHOSAID_SEED");
    whosaid_error err = {0};

    ck_assert_msg(data != NULL, "WHOSAID_DATA is not set");
    state = seed ? strtoull(seed, NULL, 10) : 1;
    narticles = 0;
    read_articles(data, "ko");
    read_articles(data, "en");
    ck_assert_int_gt(narticles, 0);
    qsort(articles, (size_t)narticles, sizeof *articles, by_name);
    ck_assert_msg(whosaid_engine_new(&engine, NULL, &err) == WHOSAID_OK, "%s:%u: %s", err.file,
                  err.line, err.text);
    ck_assert_int_eq(whosaid_result_new(&result, engine, NULL), WHOSAID_OK);
}

static void
release(void)
{
    whosaid_result_free(result);
    whosaid_engine_free(engine);
    while (narticles > 0)
        free(articles[--narticles].bytes);
}

/* The answer to @bytes, parsed. */
static json_t *
ask(const char *bytes, size_t len, whosaid_format format)
{
    whosaid_input input = {.bytes = bytes, .len = len, .format = format, .id = "x"};
    whosaid_error err = {0};
    json_error_t where;
    const char *json;
    size_t n;
    json_t *answer;

    whosaid_status status = whosaid_analyze(result, &input, &err);
    json = whosaid_result_json(result, &n);
    ck_assert_int_ne(status, WHOSAID_E_NOMEM);
    ck_assert_uint_eq(strlen(json), n);
    answer = json_loads(json, JSON_ALLOW_NUL, &where);
    ck_assert_msg(answer != NULL, "not JSON: %s near %s", where.text, json);
    ck_assert_int_eq(json_object_get(answer, "error") != NULL, status != WHOSAID_OK);
    return answer;
}

/* The input as offsets count it: code points, with U+FFFD for ill-formed bytes. */
struct text {
    uint32_t *runes;
    size_t n;
};

static struct text
decode(const char *bytes, size_t len)
{
    struct text text = {malloc((len + 1) * sizeof *text.runes), 0};

    ck_assert_ptr_nonnull(text.runes);
    for (size_t at = 0; at < len;)
        text.runes[text.n++] = ws_utf8_next(bytes, len, &at, NULL);
    return text;
}

static size_t
number(const json_t *record, const char *key)
{
    const json_t *value = json_object_get(record, key);

    if (!json_is_integer(value) || json_integer_value(value) < 0)
        ck_abort_msg("%s is no offset: %s", key, json_dumps(record, 0));
    return (size_t)json_integer_value(value);
}

/* Is @record's span inside the text, and its "text" what stands there? */
static void
check_span(const json_t *record, const struct text *text, bool with_text)
{
    size_t start = number(record, "start"), end = number(record, "end"), at = 0, i = start;
    const char *shown = json_string_value(json_object_get(record, "text"));
    size_t len = json_string_length(json_object_get(record, "text"));

    if (start >= end || end > text->n)
        ck_abort_msg("span out of bounds (%zu characters): %s", text->n, json_dumps(record, 0));
    if (!with_text)
        return;
    if (!shown)
        ck_abort_msg("no text: %s", json_dumps(record, 0));
    while (at < len && i < end && ws_utf8_next(shown, len, &at, NULL) == text->runes[i])
        i++;
    if (i < end || at < len)
        ck_abort_msg("text is not the input's: %s", json_dumps(record, 0));
}

/* Does list @name of @answer hold a record with this id? */
static bool
has_id(const json_t *answer, const char *name, const json_t *id)
{
    const json_t *record;
    size_t i;

    json_array_foreach(json_object_get(answer, name), i, record)
    {
        if (json_equal(json_object_get(record, "id"), id))
            return true;
    }
    return false;
}

static void
check_references(const json_t *answer)
{
    static const struct {
        const char *list, *key, *target;
    } references[] = {{"mentions", "entity", "entities"}, {"mentions", "org", "entities"},
                      {"mentions", "parent", "mentions"}, {"entities", "org", "entities"},
                      {"quotes", "parent", "quotes"},     {"quotes", "matches", "quotes"},
                      {"quotes", "continues", "quotes"},  {"reporters", "mention", "mentions"}};

    for (size_t r = 0; r < sizeof references / sizeof *references; r++) {
        const json_t *record;
        size_t i;

        json_array_foreach(json_object_get(answer, references[r].list), i, record)
        {
            const json_t *id = json_object_get(record, references[r].key);
            if (id && !json_is_null(id) && !has_id(answer, references[r].target, id))
                ck_abort_msg("%s points nowhere: %s", references[r].key, json_dumps(record, 0));
        }
    }
}

/* Sentences and zones stand in order, without overlap; sentences inside their zone. */
static void
check_order(const json_t *answer, const struct text *text)
{
    const json_t *zones = json_object_get(answer, "zones"), *record;
    size_t i, last = 0;

    json_array_foreach(zones, i, record)
    {
        check_span(record, text, false);
        ck_assert_uint_ge(number(record, "start"), last);
        last = number(record, "end");
    }
    last = 0;
    json_array_foreach(json_object_get(answer, "sentences"), i, record)
    {
        const json_t *zone = json_array_get(zones, number(record, "zone"));

        check_span(record, text, false);
        if (!zone || number(record, "start") < last ||
            number(record, "start") < number(zone, "start") ||
            number(record, "end") > number(zone, "end"))
            ck_abort_msg("sentence out of order: %s", json_dumps(record, 0));
        last = number(record, "end");
    }
}

static void
check_mentions(const json_t *answer, const struct text *text)
{
    const json_t *record;
    size_t i, last = 0;

    json_array_foreach(json_object_get(answer, "mentions"), i, record)
    {
        double score = json_number_value(json_object_get(record, "score"));

        check_span(record, text, true);
        ck_assert_uint_ge(number(record, "start"), last);
        last = number(record, "start");
        if (!(score >= 0 && score <= 1))
            ck_abort_msg("score is no probability: %s", json_dumps(record, 0));
    }
    json_array_foreach(json_object_get(answer, "quotes"), i, record)
    {
        const json_t *speaker = json_object_get(record, "speaker");

        check_span(record, text, true);
        if (json_object_get(speaker, "start"))
            check_span(speaker, text, true);
        if (json_object_get(record, "cue"))
            check_span(json_object_get(record, "cue"), text, true);
    }
}

static void
check_answer(const json_t *answer, const char *bytes, size_t len)
{
    struct text text = decode(bytes, len);

    check_order(answer, &text);
    check_mentions(answer, &text);
    check_references(answer);
    free(text.runes);
}

START_TEST(test_articles)
{
    for (int i = 0; i < narticles; i++) {
        json_t *answer = ask(articles[i].bytes, articles[i].len, WHOSAID_FORMAT_TEXT);

        check_answer(answer, articles[i].bytes, articles[i].len);
        ck_assert_uint_gt(json_array_size(json_object_get(answer, "sentences")), 3);
        json_decref(answer);
    }
}
END_TEST

/* Pieces of articles, with marks and odd bytes strewn in. */
static size_t
mixture(char *out, size_t room)
{
    static const char *const odd[] = {"\"",
                                      "“",
                                      "”",
                                      "‘",
                                      "’",
                                      "'",
                                      "「",
                                      "」",
                                      "(",
                                      ")",
                                      "[",
                                      "]",
                                      "\n",
                                      "\r\n",
                                      "\n\n",
                                      ".",
                                      "…",
                                      " ",
                                      "\xE2\x80\x8B",
                                      "\xC2\xAD",
                                      "\xEF\xBB\xBF",
                                      "\xFF",
                                      "\xED\xA0\x80",
                                      "\xEA\xB0",
                                      "\xF0\x9F\x98\x80",
                                      "ᄒ",
                                      "ᅡ",
                                      "ᆫ",
                                      "́",
                                      "1,000",
                                      "조",
                                      "억",
                                      "7일",
                                      "고 말했다",
                                      "”며 “",
                                      "A",
                                      "２",
                                      "％",
                                      "㈜",
                                      "\t",
                                      "\x01",
                                      "기자 = ",
                                      "ⓒ",
                                      "said",
                                      "$3.5 million"};
    size_t len = 0, pieces = 1 + below(12);

    for (size_t k = 0; k < pieces; k++) {
        const struct article *article = &articles[below((size_t)narticles)];
        size_t from = below(article->len), n = below(400);

        if (n > article->len - from)
            n = article->len - from;
        if (len + n + 200 > room)
            break;
        memcpy(out + len, article->bytes + from, n);
        len += n;
        for (size_t m = below(8); m > 0; m--) {
            const char *piece = odd[below(sizeof odd / sizeof *odd)];
            memcpy(out + len, piece, strlen(piece));
            len += strlen(piece);
        }
    }
    return len;
}

START_TEST(test_mixtures)
{
    char bytes[8192];

    for (int round = 0; round < ROUNDS; round++) {
        size_t len = mixture(bytes, sizeof bytes);
        json_t *answer = ask(bytes, len, WHOSAID_FORMAT_TEXT);

        if (!json_object_get(answer, "error"))
            check_answer(answer, bytes, len);
        json_decref(answer);
    }
}
END_TEST

/* No input may crash or hang; what comes back is JSON in any case. */
START_TEST(test_random_bytes)
{
    static const char json[] = "{}[]\",:\\u0123456789abcdeftrn text id lang date";
    char bytes[2048];

    for (int round = 0; round < 4 * ROUNDS; round++) {
        size_t len = below(round % 10 ? 60 : sizeof bytes);
        whosaid_format format = (whosaid_format)(round % 3);

        for (size_t i = 0; i < len; i++)
            bytes[i] = round % 2 ? (char)next() : json[below(sizeof json - 1)];
        if (round % 4 == 0 && len > 10)
            memcpy(bytes, "{\"text\":\"", 9);
        json_t *answer = ask(bytes, len, format);
        if (!json_object_get(answer, "error") && format == WHOSAID_FORMAT_TEXT)
            check_answer(answer, bytes, len);
        json_decref(answer);
    }
}
END_TEST

/* @bytes in another normal form. */
static char *
normalize(const UNormalizer2 *form, const char *bytes, size_t len, size_t *out_len)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t room = (int32_t)len * 4 + 16, n = 0, m = 0;
    UChar *wide = malloc((size_t)room * sizeof *wide),
          *changed = malloc((size_t)room * sizeof *wide);
    char *out = malloc((size_t)room);

    u_strFromUTF8(wide, room, &n, bytes, (int32_t)len, &code);
    m = unorm2_normalize(form, wide, n, changed, room, &code);
    u_strToUTF8(out, room, &n, changed, m, &code);
    ck_assert_msg(U_SUCCESS(code), "%s", u_errorName(code));
    free(wide);
    free(changed);
    *out_len = (size_t)n;
    return out;
}

/* How many code points of NFC the first @end code points of @text are. */
static size_t
composed(const UNormalizer2 *nfc, const struct text *text, size_t end)
{
    char *bytes = malloc(end * 4 + 1), *out;
    size_t len = 0, n = 0, count = 0;

    for (size_t i = 0; i < end; i++)
        len += ws_utf8_put(bytes + len, text->runes[i]);
    out = normalize(nfc, bytes, len, &n);
    for (size_t at = 0; at < n; count++)
        ws_utf8_next(out, n, &at, NULL);
    free(bytes);
    free(out);
    return count;
}

/* Records @a (NFC) and @b (NFD) cover the same words: offsets of @b are mapped back. */
static void
check_same(const UNormalizer2 *nfc, const struct text *nfd, const json_t *a, const json_t *b)
{
    const char *key[] = {"start", "end"};
    const char *shown = json_string_value(json_object_get(b, "text"));

    for (int k = 0; k < 2; k++)
        if (composed(nfc, nfd, number(b, key[k])) != number(a, key[k]))
            ck_abort_msg("%s and in NFD %s", json_dumps(a, 0), json_dumps(b, 0));
    if (shown) {
        size_t n;
        char *text = normalize(nfc, shown, strlen(shown), &n);
        ck_assert_uint_eq(n, strlen(json_string_value(json_object_get(a, "text"))));
        ck_assert_mem_eq(text, json_string_value(json_object_get(a, "text")), n);
        free(text);
    }
}

START_TEST(test_nfd_answers_as_nfc)
{
    static const char *const lists[] = {"zones", "sentences", "mentions", "quotes"};
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&code);

    ck_assert(U_SUCCESS(code));
    for (int i = 0; i < narticles; i++) {
        size_t len_c, len_d;
        char *c = normalize(nfc, articles[i].bytes, articles[i].len, &len_c);
        char *d = normalize(nfd, articles[i].bytes, articles[i].len, &len_d);
        json_t *a = ask(c, len_c, WHOSAID_FORMAT_TEXT), *b = ask(d, len_d, WHOSAID_FORMAT_TEXT);
        struct text text = decode(d, len_d);

        check_answer(b, d, len_d);
        for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
            const json_t *x = json_object_get(a, lists[l]), *y = json_object_get(b, lists[l]);

            ck_assert_msg(json_array_size(x) == json_array_size(y), "%s: %zu %s, in NFD %zu",
                          articles[i].name, json_array_size(x), lists[l], json_array_size(y));
            for (size_t k = 0; k < json_array_size(x); k += l == 2 ? 5 : 2)
                check_same(nfc, &text, json_array_get(x, k), json_array_get(y, k));
        }
        ck_assert(json_equal(json_object_get(a, "published"), json_object_get(b, "published")));
        ck_assert_uint_eq(json_array_size(json_object_get(a, "entities")),
                          json_array_size(json_object_get(b, "entities")));
        json_decref(a);
        json_decref(b);
        free(text.runes);
        free(c);
        free(d);
    }
}
END_TEST

/* Every article's answer by one result, in an order of its own. */
struct worker {
    int first;
    char *answers[MAX_ARTICLES];
};

static void *
work(void *user)
{
    struct worker *worker = user;
    whosaid_result *own = NULL;

    if (whosaid_result_new(&own, engine, NULL))
        return NULL;
    for (int k = 0; k < 2 * narticles; k++) {
        int i = (worker->first + k) % narticles;
        whosaid_input input = {.bytes = articles[i].bytes, .len = articles[i].len};

        if (whosaid_analyze(own, &input, NULL))
            break;
        free(worker->answers[i]);
        worker->answers[i] = strdup(whosaid_result_json(own, NULL));
    }
    whosaid_result_free(own);
    return NULL;
}

/* Four threads answer as one; and a result that has read other articles before, as a new
 * one; so do two runs. */
START_TEST(test_threads_answer_as_one)
{
    static struct worker alone, workers[THREADS];
    pthread_t threads[THREADS];

    work(&alone);
    for (int t = 0; t < THREADS; t++) {
        workers[t].first = (t + 1) * 5;
        ck_assert_int_eq(pthread_create(&threads[t], NULL, work, &workers[t]), 0);
    }
    for (int t = 0; t < THREADS; t++)
        pthread_join(threads[t], NULL);
    for (int i = 0; i < narticles; i++) {
        ck_assert_ptr_nonnull(alone.answers[i]);
        for (int t = 0; t < THREADS; t++) {
            ck_assert_ptr_nonnull(workers[t].answers[i]);
            ck_assert_str_eq(workers[t].answers[i], alone.answers[i]);
            free(workers[t].answers[i]);
        }
        free(alone.answers[i]);
    }
}
END_TEST

/* Another engine, another result: the same bytes. */
START_TEST(test_same_bytes_twice)
{
    for (int i = 0; i < narticles; i += 4) {
        whosaid_input input = {.bytes = articles[i].bytes, .len = articles[i].len};
        whosaid_engine *engine2 = NULL;
        whosaid_result *result2 = NULL;

        ck_assert_int_eq(whosaid_engine_new(&engine2, NULL, NULL), WHOSAID_OK);
        ck_assert_int_eq(whosaid_result_new(&result2, engine2, NULL), WHOSAID_OK);
        ck_assert_int_eq(whosaid_analyze(result, &input, NULL), WHOSAID_OK);
        ck_assert_int_eq(whosaid_analyze(result2, &input, NULL), WHOSAID_OK);
        ck_assert_str_eq(whosaid_result_json(result, NULL), whosaid_result_json(result2, NULL));
        whosaid_result_free(result2);
        whosaid_engine_free(engine2);
    }
}
END_TEST

/* Is everything in @a also in @b, and the same there? */
static bool
holds(const json_t *b, const json_t *a)
{
    const char *key;
    json_t *value;
    size_t i;

    if (json_is_object(a) && json_is_object(b)) {
        json_object_foreach((json_t *)a, key,
                            value) if (!holds(json_object_get(b, key), value)) return false;
        return true;
    }
    if (!json_is_array(a) || !json_is_array(b))
        return json_equal(a, b);
    if (json_array_size(a) != json_array_size(b))
        return false;
    json_array_foreach(a, i, value) if (!holds(json_array_get(b, i), value)) return false;
    return true;
}

/* --explain works everything out afresh, without what word forms have told before: it only
 * adds to the answer. */
START_TEST(test_explaining_changes_nothing)
{
    whosaid_options options = {.explain = 1};
    whosaid_engine *explaining = NULL;
    whosaid_result *explained = NULL;

    ck_assert_int_eq(whosaid_engine_new(&explaining, &options, NULL), WHOSAID_OK);
    ck_assert_int_eq(whosaid_result_new(&explained, explaining, NULL), WHOSAID_OK);
    for (int k = 0; k < 2 * narticles; k++) {
        const struct article *article = &articles[k % narticles];
        whosaid_input input = {.bytes = article->bytes, .len = article->len};
        json_t *plain, *full;

        ck_assert_int_eq(whosaid_analyze(result, &input, NULL), WHOSAID_OK);
        ck_assert_int_eq(whosaid_analyze(explained, &input, NULL), WHOSAID_OK);
        plain = json_loads(whosaid_result_json(result, NULL), 0, NULL);
        full = json_loads(whosaid_result_json(explained, NULL), 0, NULL);
        ck_assert_msg(holds(full, plain), "article %d", k % narticles);
        ck_assert(!json_equal(full, plain));
        json_decref(plain);
        json_decref(full);
    }
    whosaid_result_free(explained);
    whosaid_engine_free(explaining);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("property");
    TCase *tcase = tcase_create("answers");
    SRunner *runner = srunner_create(suite);
    int failed;

    printf("seed %s\n", getenv("WHOSAID_SEED") ? getenv("WHOSAID_SEED") : "1");
    tcase_add_checked_fixture(tcase, set_up, release);
    tcase_set_timeout(tcase, 300);
    tcase_add_test(tcase, test_articles);
    tcase_add_test(tcase, test_mixtures);
    tcase_add_test(tcase, test_random_bytes);
    tcase_add_test(tcase, test_nfd_answers_as_nfc);
    tcase_add_test(tcase, test_threads_answer_as_one);
    tcase_add_test(tcase, test_explaining_changes_nothing);
    tcase_add_test(tcase, test_same_bytes_twice);
    suite_add_tcase(suite, tcase);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
