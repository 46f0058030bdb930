/*
 * tests/unit/patterns.h - what the tests of numbers, amounts and dates share: one text
 * through the rooms that they need, one expected pattern with its value as a string.
 *
 *     MONEY     200000000000 KRW ~     ~ is "about"
 *               30000-50000 KRW        a range; <=5 and >=5 are bounds
 *     PERCENT   4.5 percent
 *     DATE      2020-12-07             the TIMEX3 value; TIME and DURATION likewise
 */
#ifndef WS_TESTS_PATTERNS_H
#define WS_TESTS_PATTERNS_H

#include <glob.h>

#include "unit.h"

#include "base/chars.h"
#include "dict/match.h"
#include "norm/clean.h"
#include "rule/days.h"
#include "rule/decimal.h"
#include "rule/number.h"
#include "rule/period.h"
#include "segment/words.h"

struct pattern_row {
    const char *lang, *published, *text;
    const char *span;  /* the words of the pattern */
    const char *type;  /* of the mention */
    const char *value; /* NULL: no pattern of this type may touch the words */
};

static struct ws_chars test_chars;
static struct ws_types test_types;
static struct ws_arena test_arena;
static struct ws_pack test_packs[16]; /* every folder with a pack */
static size_t ntest_packs;

static void
patterns_setup(void)
{
    const char *dir = unit_dicts();
    whosaid_error err = {.status = WHOSAID_OK};
    char path[512];
    glob_t folders;

    ws_chars_init(&test_chars);
    ws_arena_init(&test_arena, NULL);
    snprintf(path, sizeof path, "%s/types.tsv", dir);
    ck_assert_msg(!ws_types_load(&test_types, &test_arena, path, &err), "%s", err.text);
    snprintf(path, sizeof path, "%s/*/pack.tsv", dir);
    ck_assert_msg(glob(path, 0, NULL, &folders) == 0, "%s: no packs", path);
    ck_assert(folders.gl_pathc <= COUNT(test_packs));
    for (ntest_packs = 0; ntest_packs < folders.gl_pathc; ntest_packs++) {
        char *folder = folders.gl_pathv[ntest_packs];
        *strrchr(folder, '/') = '\0';
        ck_assert_msg(!ws_pack_load(&test_packs[ntest_packs], folder, &test_types, NULL,
                                    &test_arena, NULL, &err),
                      "%s: %s", folder, err.text);
    }
    globfree(&folders);
}

static void
patterns_teardown(void)
{
    for (size_t i = 0; i < ntest_packs; i++)
        ws_pack_release(&test_packs[i]);
    ws_arena_release(&test_arena);
}

/* Read @row's text into @doc. */
static void
patterns_read(struct ws_doc *doc, const struct pattern_row *row)
{
    whosaid_error err = {.status = WHOSAID_OK};
    int year, month, day;

    ck_assert(!ws_doc_init(doc, &test_chars, NULL, &err));
    doc->input = row->text;
    doc->input_len = (uint32_t)strlen(row->text);
    if (row->published && sscanf(row->published, "%d-%d-%d", &year, &month, &day) == 3)
        doc->published = (struct ws_day){(int16_t)year, (int8_t)month, (int8_t)day};
    ck_assert(!ws_norm_clean(doc, &err));
    for (size_t i = 0; i < ntest_packs; i++)
        if (strcmp(row->lang, test_packs[i].lang) == 0)
            doc->pack = &test_packs[i];
    ck_assert_ptr_nonnull(doc->pack);
    ck_assert(!ws_segment_words(doc, &err));
    ck_assert(!ws_dict_match(doc, &err));
    ck_assert(!ws_rule_patterns(doc, &err));
    ck_assert(!ws_rule_periods(doc, &err));
}

static void
patterns_value(const struct ws_value *v, char *out, size_t room)
{
    const char *unit = v->currency ? v->currency : v->unit;
    const char *minor = v->currency && v->unit ? " minor" : "";

    if (v->timex)
        snprintf(out, room, "%s", v->timex);
    else if (v->min && v->max && !v->amount)
        snprintf(out, room, "%s-%s %s%s%s", v->min, v->max, unit ? unit : "?", minor,
                 v->approx ? " ~" : "");
    else
        snprintf(out, room, "%s%s %s%s%s",
                 v->min   ? ">="
                 : v->max ? "<="
                          : "",
                 v->amount ? v->amount : "?", unit ? unit : "?", minor, v->approx ? " ~" : "");
}

/* Everything found, for the message of a failing row. */
static void
patterns_list(const struct ws_doc *doc, char *out, size_t room)
{
    size_t at = 0;

    out[0] = '\0';
    for (uint32_t i = 0; i < doc->patterns.n && at + 200 < room; i++) {
        const struct ws_pattern *p = &doc->patterns.v[i];
        uint32_t from = doc->text.from[p->span.start], to = doc->text.to[p->span.end - 1];
        char value[160];

        patterns_value(&doc->values.v[p->value], value, sizeof value);
        at += (size_t)snprintf(out + at, room - at, " %s[%.*s]=%s",
                               doc->pack->types->types[p->type].name, (int)(to - from),
                               doc->input + from, value);
    }
}

/* Is what stands at @span, of @type and with @value, what @row expects?  Fails where it should
 * not stand there, or has another value. */
static bool
patterns_meets(const struct ws_doc *doc, const struct pattern_row *row, struct ws_span span,
               uint8_t type, uint32_t value, const char *all)
{
    uint32_t from = doc->text.from[span.start], to = doc->text.to[span.end - 1];
    char text[160];

    if (strcmp(test_types.types[type].name, row->type) != 0)
        return false;
    if (!row->value)
        ck_abort_msg("'%s': expected no %s, found%s", row->text, row->type, all);
    if (to - from != strlen(row->span) || memcmp(doc->input + from, row->span, to - from) != 0)
        return false;
    patterns_value(&doc->values.v[value], text, sizeof text);
    ck_assert_msg(strcmp(text, row->value) == 0, "'%s': %s is '%s', expected '%s'", row->text,
                  row->span, text, row->value);
    return true;
}

/* An amount printed anew is the same, and days lie in the calendar, the first not behind the
 * last. */
static void
patterns_sound(const struct ws_value *v, const char *text)
{
    const char *amounts[] = {v->amount, v->min, v->max};
    char printed[WS_DECIMAL_ROOM];
    struct ws_decimal n;

    for (int i = 0; i < 3; i++) {
        if (!amounts[i])
            continue;
        ck_assert_msg(ws_decimal_parse(&n, amounts[i]), "'%s': %s", text, amounts[i]);
        ws_decimal_print(n, printed);
        ck_assert_msg(strcmp(printed, amounts[i]) == 0, "'%s': %s", text, amounts[i]);
    }
    ck_assert_msg(!v->start.year == !v->end.year, "'%s': one day only", text);
    ck_assert_msg(!v->start.year || (ws_days_valid(v->start.year, v->start.month, v->start.day) &&
                                     ws_days_valid(v->end.year, v->end.month, v->end.day) &&
                                     ws_days_of(v->start) <= ws_days_of(v->end)),
                  "'%s': days", text);
}

static inline void
patterns_check(const struct pattern_row *row)
{
    struct ws_doc doc;
    char all[4000];
    bool met = false;

    patterns_read(&doc, row);
    patterns_list(&doc, all, sizeof all);
    for (uint32_t i = 0; i < doc.patterns.n; i++) {
        const struct ws_pattern *p = &doc.patterns.v[i];

        met |= patterns_meets(&doc, row, p->span, p->type, p->value, all);
    }
    for (uint32_t i = 0; i < doc.periods.n; i++) {
        const struct ws_period *p = &doc.periods.v[i];

        met |= patterns_meets(&doc, row, p->span, p->type, p->value, all);
    }
    for (uint32_t i = 0; i < doc.values.n; i++)
        patterns_sound(&doc.values.v[i], row->text);
    ck_assert_msg(met || !row->value, "'%s': no %s [%s], found%s", row->text, row->type, row->span,
                  all);
    ws_doc_release(&doc);
}

static inline int
patterns_run(const char *name, const TTest *test, int nrows)
{
    TCase *rows = tcase_create("rows");

    tcase_add_unchecked_fixture(rows, patterns_setup, patterns_teardown);
    tcase_add_loop_test(rows, test, 0, nrows);
    return unit_run(name, rows);
}

#endif
