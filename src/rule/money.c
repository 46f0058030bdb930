/*
 * rule/money.c - see money.h.
 */
#include "rule/money.h"

#include <stdlib.h>
#include <string.h>

#include "rule/period.h"

/* A unit that is a short word (원, 대) and runs on into other letters counts only
 * behind an amount: 100원짜리, but not 2원화. */
#define LEAST_FUSED 100
/* Amounts of a list that may follow before its unit is said. */
#define LIST_REACH 4
/* Without a unit a sum is a sum from here on: 2000억. */
#define LEAST_BARE 100000000

/* A figure, or two with a dash between, and its unit. */
struct amount {
    uint32_t start, end;
    const struct ws_entry *unit; /* NULL: none */
    const struct ws_figure_end *value;
    const struct ws_figure_end *low; /* first half of a range; NULL */
    struct ws_figure second;         /* holds @value of a range */
    enum ws_sym shape;
    bool measures; /* @unit counts or measures things; it may be money as well: 동 */
};

static bool
has_side(const struct ws_entry *unit, uint64_t money, const char *side)
{
    const char *place = ws_entry_attr(unit, money, "place");

    return !place || strcmp(place, side) == 0 || strcmp(place, "both") == 0 ||
           strcmp(place, "any") == 0;
}

/* 100 €: a sign behind its amount, where it is not that of the next one. */
static bool
sign_behind(const struct ws_probe *probe, uint32_t end)
{
    uint32_t next = ws_probe_gap(probe, end);

    return probe->cls[end - 1] == WS_CH_SYMBOL &&
           (next >= probe->n || probe->cls[next] != WS_CH_DIGIT);
}

/* A currency in front of @at: touching, or behind one blank. */
static const struct ws_entry *
sign_before(const struct ws_probe *probe, uint32_t at, uint32_t *start)
{
    uint64_t money = probe->is->unit_money;
    uint32_t end = at;
    const struct ws_entry *unit;
    bool apart;

    if (end && probe->cls[end - 1] == WS_CH_SPACE)
        end--;
    if (!end || (probe->cls[end - 1] != WS_CH_SYMBOL && probe->cls[end - 1] != WS_CH_UPPER &&
                 probe->cls[end - 1] != WS_CH_LOWER && probe->ch[end - 1] != '.'))
        return NULL;
    apart = end < at;
    unit = ws_probe_word_before(probe, end, money, start);
    if (!unit || !has_side(unit, money, "before") || (apart && ws_probe_has(unit, money, "glued")))
        return NULL;
    return unit;
}

static bool
big(const struct ws_figure_end *value, uint64_t least)
{
    return ws_decimal_compare(value->value, ws_decimal_of(least)) >= 0;
}

/* Is @value below what its unit counts as money from (least=): 5동 is a quarter, R5 a car? */
static bool
too_small(const struct ws_figure_end *value, const struct ws_entry *unit, uint64_t classes)
{
    const char *least = ws_entry_attr(unit, classes, "least");

    return least && !(value->flags & WS_FIGURE_TIMES) && !big(value, strtoull(least, NULL, 10));
}

/* 50 Cent, Three Mile Island: a capital where the entry has none, one (one=1) where there are
 * more. */
static bool
in_name(const struct ws_probe *probe, const struct amount *a, uint64_t classes)
{
    uint32_t start = a->end - a->unit->nrunes;

    return probe->cls[start] == WS_CH_UPPER && ws_entry_runes(a->unit)[0] != probe->ch[start] &&
           ws_probe_has(a->unit, classes, "one") && !(a->value->flags & WS_FIGURE_TIMES) &&
           ws_decimal_compare(a->value->value, ws_decimal_of(1)) != 0;
}

/* May @unit, found behind @value, really be the unit? */
static bool
trust_unit(const struct ws_probe *probe, const struct ws_figure *figure, struct amount *a,
           uint64_t classes)
{
    bool edge = ws_probe_edge(probe, a->end);
    bool weak = ws_probe_has(a->unit, classes, "weak");
    bool words = (a->value->flags & WS_FIGURE_WORDS) != 0;

    bool times = (a->value->flags & WS_FIGURE_TIMES) != 0;

    if (too_small(a->value, a->unit, classes) || in_name(probe, a, classes))
        return false;
    a->shape = words                                           ? WS_SYM_SHAPE_MONEY_WORDS
               : weak && !times && !big(a->value, LEAST_FUSED) ? WS_SYM_SHAPE_MONEY_SMALL
                                                               : WS_SYM_SHAPE_MONEY_UNIT;
    if (words && !times && (figure->glued || (weak && a->end - a->unit->nrunes == a->value->end)))
        return false;
    if (weak && ws_probe_has(a->unit, classes, "minor")) /* 전 stands behind 원 only */
        return false;
    if (edge)
        return true;
    a->shape = WS_SYM_SHAPE_MONEY_FUSED;
    return !weak || (!words && (big(a->value, LEAST_FUSED) || figure->ndigits >= 3));
}

static bool
unit_behind(const struct ws_probe *probe, const struct ws_figure *figure, struct amount *a)
{
    a->unit = ws_figure_unit(probe, figure, probe->units, &a->value, &a->end);
    if (!a->unit)
        return false;
    if (a->unit->classes & probe->is->unit_money &&
        (has_side(a->unit, probe->is->unit_money, "after") || sign_behind(probe, a->end)) &&
        trust_unit(probe, figure, a, probe->is->unit_money))
        return true;
    a->measures = (a->unit->classes & probe->is->unit_quantity) != 0;
    return a->measures && trust_unit(probe, figure, a, probe->is->unit_quantity);
}

/* With a sign before it a clipped multiplier counts: $3m. */
static bool
sign_and_figure(const struct ws_probe *probe, const struct ws_figure *figure, struct amount *a)
{
    uint32_t start = figure->start;

    if (!figure->ndigits)
        return false;
    a->unit = sign_before(probe, figure->start, &start);
    if (!a->unit)
        return false;
    a->start = start;
    a->value = &figure->ends[figure->nends - 1];
    if (too_small(a->value, a->unit, probe->is->unit_money))
        return false;
    a->end = a->value->end;
    a->shape = probe->cls[figure->start - 1] == WS_CH_SYMBOL ? WS_SYM_SHAPE_MONEY_SIGN
                                                             : WS_SYM_SHAPE_MONEY_CODE;
    return true;
}

/* Where the second half of a range that starts with @figure may stand: behind a dash, or a word
 * that makes one (20 to 25 euros, between 5% and 7%); 0: nowhere.  @start: of the amount. */
static uint32_t
behind_first(const struct ws_probe *probe, const struct ws_figure *figure, uint32_t start,
             const struct ws_figure_end *low)
{
    uint32_t at, end;

    if (!low || !figure->ndigits)
        return 0;
    at = ws_probe_gap(probe, low->end);
    if (ws_probe_dash(probe, at))
        return ws_probe_gap(probe, at + 1);
    if (at == low->end || ws_probe_led(probe, start, "change")) /* fell $1.64 to $47.10 */
        return 0;
    end = ws_period_join(probe->doc, at, start);
    return end ? ws_probe_gap(probe, end) : 0;
}

/* The second figure of a range that starts with @figure. */
static bool
second_figure(const struct ws_probe *probe, uint32_t at, struct amount *a)
{
    uint32_t start = 0;

    if (at < probe->n && probe->cls[at] == WS_CH_SYMBOL && a->unit &&
        ws_probe_word(probe, at, probe->is->unit_money, &start) == a->unit)
        at = start;
    return at < probe->n && probe->cls[at] == WS_CH_DIGIT && ws_figure_read(probe, at, &a->second);
}

static bool
read_range(const struct ws_probe *probe, const struct ws_figure *figure, struct amount *a)
{
    struct amount b; /* most of it would be cleared for nothing */
    const struct ws_figure_end *low;
    uint32_t second;
    bool sign;

    b.start = figure->start;
    b.unit = NULL;
    b.shape = WS_SYM_NONE;
    b.measures = false;
    sign = sign_and_figure(probe, figure, &b);
    low = sign ? &figure->ends[figure->nends - 1] : ws_figure_last(figure); /* $3m */
    second = behind_first(probe, figure, b.start, low);
    if (!second || !second_figure(probe, second, &b))
        return false;
    if (sign) {
        b.value = &b.second.ends[b.second.nends - 1];
        b.end = b.value->end;
    } else if (!unit_behind(probe, &b.second, &b) ||
               ws_probe_has(b.unit, probe->is->unit_money, "times")) {
        return false;
    }
    if (ws_decimal_compare(low->value, b.value->value) >= 0 && low->flags & WS_FIGURE_TIMES)
        return false;
    *a = b;
    a->value = &a->second.ends[b.value - b.second.ends];
    a->low = low;
    if (!a->measures)
        a->shape = WS_SYM_SHAPE_MONEY_RANGE;
    return true;
}

/* Is its last multiplier a word with other uses: 조 is also a group or an article? */
static bool
bare_word_is_weak(const struct ws_probe *probe, const struct ws_figure_end *value)
{
    uint32_t end;
    const struct ws_entry *word = ws_probe_word(probe, value->end - 1, probe->is->number, &end);

    return word && ws_probe_has(word, probe->is->number, "weak");
}

/* Behind what parts amounts of a list at @at, a sign or a word (lists=1); 0: nothing does. */
static uint32_t
behind_list_sign(const struct ws_probe *probe, uint32_t at)
{
    uint32_t gap = ws_probe_gap(probe, at), end;

    if (at < probe->n && (probe->ch[at] == ',' || probe->ch[at] == '/' || probe->ch[at] == 0xB7))
        return ws_probe_gap(probe, at + 1);
    return gap > at && ws_probe_says(probe, gap, "lists", &end) ? ws_probe_gap(probe, end) : 0;
}

/* 20만, 30만 원: a round sum in a list has the currency that the last one has. */
static bool
unit_of_list(const struct ws_probe *probe, const struct ws_figure *figure, struct amount *a)
{
    struct amount last = {.unit = NULL};
    const struct ws_figure *f = figure;

    for (int i = 0; i < LIST_REACH; i++) {
        const struct ws_figure_end *end = ws_figure_last(f);
        uint32_t next;

        if (!end || !f->ndigits || !(end->flags & WS_FIGURE_TIMES))
            return false;
        next = behind_list_sign(probe, end->end);
        f = next ? ws_figure_peek(probe, next) : NULL;
        if (!f)
            return false;
        if (unit_behind(probe, f, &last))
            break;
    }
    if (!last.unit || last.measures)
        return false;
    a->value = ws_figure_last(figure);
    a->unit = last.unit;
    a->shape = WS_SYM_SHAPE_MONEY_UNIT;
    a->start = figure->start;
    a->end = a->value->end;
    return true;
}

/* A big round sum without its unit: 2000억. */
static bool
bare_sum(const struct ws_probe *probe, const struct ws_figure *figure, struct amount *a)
{
    a->value = ws_figure_last(figure);
    if (!a->value || !figure->ndigits || !(a->value->flags & WS_FIGURE_TIMES) ||
        probe->cls[a->value->end - 1] == WS_CH_DIGIT || !big(a->value, LEAST_BARE) ||
        !ws_probe_edge(probe, a->value->end))
        return false;
    a->unit = NULL;
    a->start = figure->start;
    a->end = a->value->end;
    if (a->start && probe->cls[a->start - 1] == WS_CH_HANGUL) /* 제72조 */
        return false;
    a->shape =
        bare_word_is_weak(probe, a->value) ? WS_SYM_SHAPE_MONEY_BARE_WEAK : WS_SYM_SHAPE_MONEY_BARE;
    return true;
}

static bool
keep(const struct ws_probe *probe, const char **out, struct ws_decimal value)
{
    char text[WS_DECIMAL_ROOM];

    ws_decimal_print(value, text);
    *out = ws_probe_keep(probe, text);
    return *out != NULL;
}

/* 15 dollars 50, 15 dollars and 5, with nothing behind that they could count: hundredths, added
 * to @sum. */
static bool
add_bare_minor(const struct ws_probe *probe, struct amount *a, uint32_t at, struct ws_decimal *sum)
{
    uint32_t end = at;
    struct ws_decimal part;

    while (ws_probe_digit(probe, end))
        end++;
    if (end != at + 2 || !ws_probe_closes(probe, end) || sum->exp < 0 ||
        (end + 1 < probe->n && ws_probe_digit(probe, end + 1)) || a->value->flags & WS_FIGURE_TIMES)
        return false;
    part = ws_decimal_of((probe->ch[at] - '0') * 10 + (probe->ch[at + 1] - '0'));
    if (!ws_decimal_times(&part, (struct ws_decimal){1, -2}) || !ws_decimal_add(sum, part))
        return false;
    a->end = end;
    return true;
}

/* 45센트 behind 13달러: added to it.  @behind: the unit stands behind the amount. */
static void
add_minor(const struct ws_probe *probe, struct amount *a, bool behind, struct ws_decimal *sum)
{
    uint64_t money = probe->is->unit_money;
    struct ws_figure figure;
    const struct ws_figure_end *value;
    uint32_t at = ws_probe_behind_and(probe, ws_probe_gap(probe, a->end)), end;
    const struct ws_entry *unit;
    struct ws_decimal part;

    if (ws_probe_has(a->unit, money, "minor") || (at == a->end && !ws_probe_digit(probe, at)) ||
        !ws_figure_read(probe, at, &figure))
        return;
    unit = ws_figure_unit(probe, &figure, money, &value, &end);
    if (!unit || !ws_probe_is(unit, money, "minor", "100")) {
        if (behind && at > a->end)
            (void)add_bare_minor(probe, a, at, sum);
        return;
    }
    part = value->value;
    if (ws_decimal_times(&part, (struct ws_decimal){1, -2}) && ws_decimal_add(sum, part))
        a->end = end;
}

/* The power of ten that the multipliers of the second half of a range make: 1.5 billion. */
static struct ws_decimal
power_of(const struct amount *a)
{
    struct ws_decimal plain = a->second.ends[0].value, whole = a->value->value;

    if (a->second.nends > 1 && plain.digits == whole.digits && whole.exp > plain.exp)
        return (struct ws_decimal){1, whole.exp - plain.exp};
    return ws_decimal_scale(whole);
}

/* The first half of 3~5만 원 takes the power of the second. */
static struct ws_decimal
low_value(const struct amount *a)
{
    struct ws_decimal low = a->low->value, scaled = low;
    struct ws_decimal scale = power_of(a);

    if (a->low->flags & WS_FIGURE_TIMES || !(a->value->flags & WS_FIGURE_TIMES))
        return low;
    if (!ws_decimal_times(&scaled, scale) || ws_decimal_compare(scaled, a->value->value) > 0)
        return low;
    return scaled;
}

/* A unit that counts millions (30 MUSD), or a multiplier behind a code (75 USD million). */
static void
take_times(const struct ws_probe *probe, struct amount *a, struct ws_decimal *sum)
{
    uint64_t money = probe->is->unit_money, number = probe->is->number;
    const char *times = ws_entry_attr(a->unit, money, "times");
    const struct ws_entry *word = NULL;
    struct ws_decimal factor;
    uint32_t end = a->end;

    if (!times && ws_probe_is(a->unit, money, "place", "any") &&
        !(a->value->flags & WS_FIGURE_TIMES)) {
        word = ws_probe_word(probe, ws_probe_gap(probe, a->end), number, &end);
        times = word && !ws_probe_has(word, number, "clip") && !ws_probe_has(word, number, "vague")
                    ? ws_entry_attr(word, number, "times")
                    : NULL;
    }
    if (times && ws_decimal_parse(&factor, times) && ws_decimal_times(sum, factor))
        a->end = end;
}

static bool
set_amount(const struct ws_probe *probe, const struct amount *a, struct ws_decimal sum,
           struct ws_value *value)
{
    value->approx = (a->value->flags & (WS_FIGURE_APPROX | WS_FIGURE_VAGUE)) != 0;
    if (a->low)
        return keep(probe, &value->min, low_value(a)) && keep(probe, &value->max, sum);
    if (a->value->max.digits)
        return keep(probe, &value->min, a->value->min) && keep(probe, &value->max, a->value->max);
    if (a->value->flags & WS_FIGURE_VAGUE)
        return true;
    return keep(probe, &value->amount, sum);
}

/* A glued word that belongs to the amount: 1430원대. */
static void
take_tail(const struct ws_probe *probe, struct amount *a, struct ws_value *value)
{
    uint32_t end;
    const struct ws_entry *word = ws_probe_word(probe, a->end, probe->is->approx, &end);

    if (!word || !ws_probe_has(word, probe->is->approx, "span") || !ws_probe_edge(probe, end))
        return;
    a->end = end;
    value->approx = true;
}

static void
bound(const struct ws_entry *word, uint64_t approx, struct ws_value *value)
{
    const char *side = ws_entry_attr(word, approx, "bound");

    if (ws_probe_has(word, approx, "approx"))
        value->approx = true;
    if (!side || value->min || value->max)
        return;
    if (strcmp(side, "min") == 0)
        value->min = value->amount;
    else
        value->max = value->amount;
}

void
ws_money_bounds(const struct ws_probe *probe, uint32_t start, uint32_t end, struct ws_value *value)
{
    uint64_t approx = probe->is->approx;
    uint32_t at = start, stop;
    const struct ws_entry *word;

    if (at && probe->cls[at - 1] == WS_CH_SPACE)
        at--;
    word = ws_probe_word_before(probe, at, approx, &stop);
    if (word && ws_probe_is(word, approx, "side", "before"))
        bound(word, approx, value);
    if (end < probe->n && probe->doc->tail_at[end] && probe->doc->word_at[end] != WS_NONE)
        end = probe->doc->words.v[probe->doc->word_at[end]].span.end; /* 7천억 원이 넘는 */
    word = ws_probe_word(probe, ws_probe_gap(probe, end), approx, &stop);
    if (word && ws_probe_is(word, approx, "side", "after") && ws_probe_edge(probe, stop))
        bound(word, approx, value);
}

/* Type, shape and unit of a quantity or a percentage. */
static void
set_quantity(const struct ws_probe *probe, const struct amount *a, struct ws_reading *out)
{
    uint64_t is = probe->is->unit_quantity;
    bool percent = ws_probe_is(a->unit, is, "unit", "percent");
    bool point = ws_probe_has(a->unit, is, "point");

    out->type = probe->types[percent ? WS_TYPE_PERCENT : WS_TYPE_QUANTITY];
    out->shape = percent                             ? WS_SYM_SHAPE_PERCENT
                 : ws_probe_has(a->unit, is, "weak") ? WS_SYM_SHAPE_QUANTITY_WEAK
                                                     : WS_SYM_SHAPE_QUANTITY;
    out->value.unit = point ? "percentage-point" : ws_entry_attr(a->unit, is, "unit");
}

whosaid_status
ws_money_read(const struct ws_probe *probe, const struct ws_figure *figure, struct ws_reading *out)
{
    uint64_t money = probe->is->unit_money;
    struct amount a;
    struct ws_decimal sum;
    bool listed = false;

    *out = (struct ws_reading){.type = WS_NO_TYPE};
    a.start = figure->start;
    a.unit = NULL;
    a.low = NULL;
    a.shape = WS_SYM_NONE;
    a.measures = false;
    if (!read_range(probe, figure, &a) && !sign_and_figure(probe, figure, &a) &&
        !unit_behind(probe, figure, &a)) {
        a.measures = false;
        if (!unit_of_list(probe, figure, &a) && !bare_sum(probe, figure, &a))
            return WHOSAID_OK;
        listed = a.unit != NULL;
    }
    sum = a.value->value;
    if (a.unit && !a.measures && !a.low && !listed) {
        bool behind = a.start == figure->start;

        add_minor(probe, &a, behind, &sum);
        if (behind)
            take_times(probe, &a, &sum);
    }
    if (!set_amount(probe, &a, sum, &out->value))
        return WHOSAID_E_NOMEM;
    if (a.measures) {
        set_quantity(probe, &a, out);
        take_tail(probe, &a, &out->value);
    } else {
        out->type = probe->types[WS_TYPE_MONEY];
        out->shape = a.shape;
        out->value.currency = a.unit ? ws_entry_attr(a.unit, money, "currency") : NULL;
        if (a.unit && ws_probe_has(a.unit, money, "minor"))
            out->value.unit = "minor";
        take_tail(probe, &a, &out->value);
    }
    out->start = a.start;
    out->end = a.end;
    ws_money_bounds(probe, a.start, a.end, &out->value);
    if (out->shape == WS_SYM_SHAPE_MONEY_BARE_WEAK && figure->ndigits == 1 && !out->value.approx &&
        !out->value.min && !out->value.max)
        out->type = WS_NO_TYPE; /* 준결승 2조, 수정헌법 2조: of ten in the press one is money */
    return WHOSAID_OK;
}
