/*
 * rule/period.c - see period.h.
 */
#include "rule/period.h"

#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "rule/days.h"

static enum ws_period_part
part_of(const struct ws_entry *entry)
{
    static const char *const names[] = {[WS_PERIOD_OPEN] = "open",
                                        [WS_PERIOD_BETWEEN] = "between",
                                        [WS_PERIOD_JOIN] = "join",
                                        [WS_PERIOD_HALF] = "half",
                                        [WS_PERIOD_CLOSE] = "close"};
    const char *value = ws_entry_attr(entry, 0, "period");

    for (int i = WS_PERIOD_OPEN; value && i <= WS_PERIOD_CLOSE; i++)
        if (strcmp(value, names[i]) == 0)
            return (enum ws_period_part)i;
    return WS_PERIOD_NONE;
}

enum ws_period_part
ws_period_word(const struct ws_doc *doc, uint32_t w, uint32_t *end)
{
    struct ws_span word = doc->words.v[w].span;

    for (uint32_t k = doc->match_at[word.start]; k < doc->match_at[word.start + 1]; k++) {
        const struct ws_match *match = &doc->matches.v[k];
        enum ws_period_part part = part_of(&doc->pack->lexicon.entries[match->entry]);

        if (part && (match->span.end == word.end || doc->tail_at[match->span.end])) {
            *end = match->span.end;
            return part;
        }
    }
    return WS_PERIOD_NONE;
}

/* The part played by what is glued to a date that ends at @at, or by the word behind it. */
static enum ws_period_part
part_behind(const struct ws_doc *doc, uint32_t at, uint32_t *end)
{
    uint32_t tail = at < doc->text.n ? doc->tail_at[at] : 0;
    enum ws_period_part part =
        tail ? part_of(&doc->pack->lexicon.entries[tail - 1]) : WS_PERIOD_NONE;

    *end = at;
    if (part && doc->word_at[at] != WS_NONE) {
        *end = doc->words.v[doc->word_at[at]].span.end;
        return part;
    }
    if (at + 1 < doc->text.n && doc->text.cls[at] == WS_CH_SPACE && doc->word_at[at + 1] != WS_NONE)
        return ws_period_word(doc, doc->word_at[at + 1], end);
    return WS_PERIOD_NONE;
}

enum ws_period_part
ws_period_before(const struct ws_doc *doc, uint32_t at, uint32_t *start)
{
    uint32_t w, end;
    enum ws_period_part part;

    *start = at;
    if (at < 2 || doc->text.cls[at - 1] != WS_CH_SPACE || doc->word_at[at - 2] == WS_NONE)
        return WS_PERIOD_NONE;
    w = doc->word_at[at - 2];
    part = ws_period_word(doc, w, &end);
    if (part != WS_PERIOD_OPEN && part != WS_PERIOD_BETWEEN)
        return WS_PERIOD_NONE;
    *start = doc->words.v[w].span.start;
    return part;
}

/* The words around two dates next to each other, @a and @b: is it a period, and where? */
static bool
joined(const struct ws_doc *doc, const struct ws_pattern *a, const struct ws_pattern *b,
       struct ws_span *span)
{
    uint32_t start, join_end, end;
    enum ws_period_part open = ws_period_before(doc, a->span.start, &start);
    enum ws_period_part join = part_behind(doc, a->span.end, &join_end);
    enum ws_period_part close = part_behind(doc, b->span.end, &end);

    if ((join != WS_PERIOD_JOIN && join != WS_PERIOD_HALF) || join_end + 1 != b->span.start ||
        doc->text.cls[join_end] != WS_CH_SPACE)
        return false;
    span->start = open ? start : a->span.start;
    span->end = close == WS_PERIOD_CLOSE ? end : b->span.end;
    return join == WS_PERIOD_JOIN || open == WS_PERIOD_BETWEEN || close == WS_PERIOD_CLOSE;
}

/* Is @a before @b? */
static bool
earlier(struct ws_day a, struct ws_day b)
{
    return ws_days_of(a) < ws_days_of(b);
}

/* Move @day by @months; its day stays in the month. */
static struct ws_day
moved(struct ws_day day, long months)
{
    int year = day.year, month = day.month, last;

    ws_days_shift_month(&year, &month, months);
    last = ws_days_in_month(year, month);
    return (struct ws_day){(int16_t)year, (int8_t)month, (int8_t)(day.day < last ? day.day : last)};
}

/* The second date follows the first: 28일부터 3일까지 ends in the next month.  False: it
 * cannot, or memory is out. */
static bool
follow(struct ws_doc *doc, const struct ws_value *first, const struct ws_pattern *b)
{
    struct ws_value *second = &doc->values.v[b->value];
    long months = b->shape == WS_SYM_SHAPE_DATE_DAY         ? 1
                  : b->shape == WS_SYM_SHAPE_DATE_MONTH_DAY ? 12
                                                            : 0;
    char *text;

    if (!first->start.year || !second->end.year || !earlier(second->end, first->start))
        return true;
    if (!months || !second->grain || strcmp(second->grain, "day") != 0)
        return false;
    second->start = second->end = moved(second->end, months);
    if (earlier(second->end, first->start))
        return false;
    text = ws_arena_alloc(&doc->arena, sizeof "2020-12-07");
    if (text)
        *ws_days_print(text, second->end) = '\0';
    second->timex = text ? text : second->timex;
    return text != NULL;
}

static bool
add_period(struct ws_doc *doc, uint32_t first, struct ws_span span)
{
    const struct ws_pattern *a = &doc->patterns.v[first], *b = &doc->patterns.v[first + 1];
    struct ws_value *value = ws_list_add(&doc->arena, &doc->values);
    struct ws_period *period = ws_list_add(&doc->arena, &doc->periods);
    const struct ws_value *from, *to;
    size_t n;
    char *timex;

    if (!value || !period)
        return false;
    from = &doc->values.v[a->value];
    to = &doc->values.v[b->value];
    n = strlen(from->timex);
    timex = ws_arena_alloc(&doc->arena, n + strlen(to->timex) + 2);
    if (!timex)
        return false;
    memcpy(timex, from->timex, n);
    timex[n] = '/';
    strcpy(timex + n + 1, to->timex);
    *value = (struct ws_value){.timex = timex, .grain = to->grain};
    if (from->start.year && to->end.year) {
        value->start = from->start;
        value->end = to->end;
    }
    *period = (struct ws_period){span, first, first + 1, doc->values.n - 1};
    return true;
}

whosaid_status
ws_rule_periods(struct ws_doc *doc, whosaid_error *err)
{
    uint8_t date = WS_NO_TYPE;

    for (uint8_t t = 0; t < doc->pack->types->ntypes; t++)
        if (strcmp(doc->pack->types->types[t].name, "DATE") == 0)
            date = t;
    for (uint32_t i = 0; i + 1 < doc->patterns.n; i++) {
        const struct ws_pattern *a = &doc->patterns.v[i], *b = a + 1;
        struct ws_span span;

        if (a->type != date || b->type != date || b->span.start > a->span.end + 12 ||
            ws_doc_sentence(doc, a->span.start) != ws_doc_sentence(doc, b->span.start) ||
            !doc->values.v[a->value].timex || !doc->values.v[b->value].timex ||
            !joined(doc, a, b, &span) || !follow(doc, &doc->values.v[a->value], b))
            continue;
        if (!add_period(doc, i, span))
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        i++;
    }
    return WHOSAID_OK;
}
