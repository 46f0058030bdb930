/*
 * rule/ratio.c - see ratio.h.
 */
#include "rule/ratio.h"

#define MOST   1000  /* of a denominator */
#define PLACES 10000 /* what a fraction without end is rounded to */

/* @part over @whole as a decimal; false where it had to be rounded, to four places. */
static bool
divide(long part, long whole, struct ws_decimal *out)
{
    struct ws_decimal exact;
    long power = 1;

    for (int exp = 0; exp <= 9; exp++, power *= 10) {
        if (part * power % whole == 0) {
            exact = ws_decimal_of((uint64_t)(part * power / whole));
            (void)ws_decimal_times(&exact, (struct ws_decimal){1, -exp});
            *out = exact;
            return true;
        }
    }
    exact = ws_decimal_of((uint64_t)((part * PLACES + whole / 2) / whole));
    (void)ws_decimal_times(&exact, (struct ws_decimal){1, -4});
    *out = exact;
    return false;
}

/* The number that stands whole behind a blank at @at, with no unit of its own; -1: none. */
static long
second_number(const struct ws_probe *probe, uint32_t at, uint32_t *end)
{
    const struct ws_figure *figure = ws_figure_peek(probe, ws_probe_gap(probe, at));
    const struct ws_figure_end *last = figure ? ws_figure_last(figure) : NULL;

    if (!last || figure->unit || last->flags & (WS_FIGURE_VAGUE | WS_FIGURE_ORDINAL))
        return -1;
    *end = last->end;
    return ws_decimal_whole(last->value, MOST);
}

whosaid_status
ws_ratio_read(const struct ws_probe *probe, const struct ws_figure *figure, struct ws_reading *out)
{
    uint64_t is = probe->is->unit_quantity;
    const struct ws_figure_end *value;
    char text[WS_DECIMAL_ROOM];
    struct ws_decimal amount;
    const struct ws_entry *unit;
    uint32_t end, stop;
    long first, second;
    bool over;

    *out = (struct ws_reading){.type = WS_NO_TYPE, .start = figure->start};
    unit = ws_figure_unit(probe, figure, probe->units, &value, &end);
    over = unit && ws_probe_has(unit, is, "over");
    if (!over && !(unit && ws_probe_has(unit, is, "against")))
        return WHOSAID_OK;
    first = ws_decimal_whole(value->value, MOST);
    second = ws_entry_number(unit, is, "over", 1);
    if (second > 1) { /* two-thirds: the unit is the denominator */
        long part = first;

        stop = end;
        first = second;
        second = part;
    } else {
        second = second_number(probe, end, &stop);
    }
    if (first < 0 || second < 0)
        return WHOSAID_OK;
    out->end = stop;
    if (!over || first < 2)
        return WHOSAID_OK;
    out->value.approx = !divide(second, first, &amount);
    ws_decimal_print(amount, text);
    out->value.amount = ws_probe_keep(probe, text);
    out->value.unit = "fraction";
    out->type = probe->types[WS_TYPE_QUANTITY];
    out->shape = WS_SYM_SHAPE_QUANTITY;
    return out->value.amount ? WHOSAID_OK : WHOSAID_E_NOMEM;
}
