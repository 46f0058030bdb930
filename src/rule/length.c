/*
 * rule/length.c - see length.h.
 */
#include "rule/length.h"

#include <stdio.h>
#include <string.h>

#include "rule/period.h"

bool
ws_length_unit(const struct ws_entry *entry, uint64_t classes, enum ws_time_unit *unit)
{
    static const char letters[] = "YMWD", of_day[] = "HMS";
    const char *name = ws_entry_attr(entry, classes, "unit"), *found;
    bool time = name && name[0] == 'T'; /* TH, TM, TS */

    if (!name || !name[0] || (time && !name[1]) || name[1 + time])
        return false;
    found = strchr(time ? of_day : letters, name[time]);
    if (found)
        *unit = (enum ws_time_unit)(time ? WS_HOURS + (found - of_day) : found - letters);
    return found != NULL;
}

static bool
add_part(const struct ws_probe *probe, struct ws_length *length, const struct ws_entry *entry,
         struct ws_decimal n, bool vague)
{
    uint64_t is = probe->is->unit_time;
    const char *times = ws_entry_attr(entry, is, "times");
    enum ws_time_unit unit;
    struct ws_decimal factor;
    uint32_t at = length->nparts;

    if (at == WS_LENGTH_PARTS || !ws_length_unit(entry, is, &unit))
        return false;
    while (at && length->parts[at - 1].unit > unit && !length->joined) /* 2 days 1 month */
        at--;
    if (at && length->parts[at - 1].unit > unit) /* 5 hours and 2 days are two */
        return false;
    if (at && length->parts[at - 1].unit == unit)
        return false;
    if (times && ws_decimal_parse(&factor, times) && !ws_decimal_times(&n, factor))
        return false;
    memmove(length->parts + at + 1, length->parts + at,
            (length->nparts - at) * sizeof *length->parts);
    length->parts[at].unit = unit;
    length->parts[at].n = n;
    length->parts[at].vague = vague;
    length->nparts++;
    length->last = at;
    length->business |= ws_probe_has(entry, is, "business");
    length->repeat |= ws_probe_has(entry, is, "repeat");
    return true;
}

/* 반 behind a unit: half of it more. */
static void
add_half(const struct ws_probe *probe, struct ws_length *length)
{
    uint64_t is = probe->is->number;
    uint32_t end;
    const struct ws_entry *entry = ws_probe_word(probe, ws_probe_gap(probe, length->end), is, &end);
    struct ws_decimal half = {5, -1};

    if (!entry || !ws_probe_is(entry, is, "value", "0.5") || !ws_probe_has(entry, is, "weak") ||
        !ws_probe_edge(probe, end))
        return;
    if (ws_decimal_add(&length->parts[length->last].n, half))
        length->end = end;
}

/* 여 behind a unit: 두 달여. */
static void
add_inside(const struct ws_probe *probe, struct ws_length *length)
{
    uint32_t end;
    const struct ws_entry *entry = ws_probe_word(probe, length->end, probe->is->approx, &end);

    if (!entry || !ws_probe_is(entry, probe->is->approx, "side", "inside") ||
        !ws_probe_edge(probe, end))
        return;
    length->end = end;
    length->approx = true;
}

/* One figure with its unit of time. */
static bool
read_part(const struct ws_probe *probe, const struct ws_figure *figure, struct ws_length *length)
{
    uint64_t is = probe->is->unit_time;
    const struct ws_figure_end *value;
    uint32_t end;
    const struct ws_entry *entry = ws_figure_unit(probe, figure, probe->units, &value, &end);
    const char *kind;

    if (!entry || !(entry->classes & is) || value->flags & WS_FIGURE_ORDINAL)
        return false;
    kind = ws_entry_attr(entry, is, "kind");
    if (kind &&
        (strcmp(kind, "calendar") == 0 || strcmp(kind, "age") == 0 || strcmp(kind, "suffix") == 0))
        return false;
    if (ws_probe_has(entry, is, "value"))
        return false;
    if (kind && strcmp(kind, "both") == 0 && ws_probe_is(entry, is, "unit", "Y") && figure->plain &&
        figure->ndigits == 4)
        return false;
    if (value->flags & WS_FIGURE_WORDS && figure->glued && value->end != end - entry->nrunes)
        return false;
    if (!add_part(probe, length, entry, value->value, (value->flags & WS_FIGURE_VAGUE) != 0))
        return false;
    if (length->nparts == 1) {
        length->day_like = kind && strcmp(kind, "both") == 0;
        length->min = value->min;
        length->max = value->max;
    }
    length->end = end;
    length->approx |= (value->flags & (WS_FIGURE_APPROX | WS_FIGURE_VAGUE)) != 0;
    add_half(probe, length);
    add_inside(probe, length);
    return true;
}

bool
ws_length_whole(const struct ws_entry *entry, uint64_t classes)
{
    return ws_probe_has(entry, classes, "value") || ws_probe_has(entry, classes, "max") ||
           ws_probe_has(entry, classes, "vague") || ws_probe_has(entry, classes, "many");
}

/* Is the unit at @at a length there though it has no number: recent | weeks (many=1), behind what
 * makes a period of it; past | decade (once=1), behind a word of the same key? */
static bool
needs_no_number(const struct ws_probe *probe, const struct ws_entry *entry, uint32_t at)
{
    uint64_t is = probe->is->unit_time;
    uint32_t start;
    const struct ws_entry *before;

    if (ws_probe_has(entry, is, "many"))
        return ws_period_leads(probe->doc, at);
    if (!ws_probe_has(entry, is, "once") || !at || probe->cls[at - 1] != WS_CH_SPACE)
        return false;
    before = ws_probe_word_before(probe, at - 1, probe->is->modifier, &start);
    return before && ws_probe_has(before, probe->is->modifier, "once");
}

/* A word that is a length by itself: 이틀, 며칠, daylong. */
static bool
read_whole(const struct ws_probe *probe, uint32_t at, struct ws_length *length)
{
    uint64_t is = probe->is->unit_time;
    uint32_t end;
    const struct ws_entry *entry = ws_probe_word(probe, at, is, &end);
    const char *value = entry ? ws_entry_attr(entry, is, "value") : NULL;
    const char *min = entry ? ws_entry_attr(entry, is, "min") : NULL;
    const char *max = entry ? ws_entry_attr(entry, is, "max") : NULL;
    struct ws_decimal n = {1, 0};
    bool vague;

    if (!entry ||
        (!value && !max && !ws_probe_has(entry, is, "vague") && !needs_no_number(probe, entry, at)))
        return false;
    if ((value || max) && !ws_decimal_parse(&n, value ? value : max))
        return false;
    vague = !value && !max && !ws_probe_has(entry, is, "once");
    if (!add_part(probe, length, entry, n, vague))
        return false;
    length->approx |= vague;
    if (min && max) {
        (void)(ws_decimal_parse(&length->min, min) && ws_decimal_parse(&length->max, max));
        length->approx = true;
    }
    length->end = end;
    return true;
}

static bool
read_anew(const struct ws_probe *probe, uint32_t at, const struct ws_figure *figure,
          struct ws_length *length)
{
    struct ws_figure next;

    *length = (struct ws_length){.start = at};
    if (!(figure && read_part(probe, figure, length)) && !read_whole(probe, at, length))
        return false;
    while (length->nparts < WS_LENGTH_PARTS) {
        uint32_t gap = ws_probe_gap(probe, length->end), next_at;

        if (gap + 1 < probe->n && probe->ch[length->end] == ',')
            gap = ws_probe_gap(probe, length->end + 1);
        next_at = ws_probe_behind_and(probe, gap);
        length->joined = next_at > gap;
        gap = next_at;
        if (gap >= probe->n ||
            (!(ws_figure_read(probe, gap, &next) && read_part(probe, &next, length)) &&
             !read_whole(probe, gap, length)))
            break;
        length->day_like = false;
    }
    length->fused = !ws_probe_edge(probe, length->end);
    return true;
}

bool
ws_length_read(const struct ws_probe *probe, uint32_t at, const struct ws_figure *figure,
               struct ws_length *length)
{
    struct ws_length *last = probe->length;

    if (last->start != at && !read_anew(probe, at, figure, last))
        last->end = 0;
    *length = *last;
    return length->end > 0;
}

/* Hours with a fraction in hours and minutes: 2.5 is 2H30M; where the text ends, or NULL where
 * they are no whole minutes. */
static char *
print_hours(char *text, struct ws_decimal hours)
{
    long minutes =
        ws_decimal_times(&hours, (struct ws_decimal){6, 1}) ? ws_decimal_whole(hours, 1000000) : -1;

    if (minutes < 0)
        return NULL;
    if (minutes >= 60)
        text += sprintf(text, "%ldH", minutes / 60);
    return text + sprintf(text, "%ldM", minutes % 60);
}

const char *
ws_length_timex(const struct ws_probe *probe, const struct ws_length *length)
{
    static const char letters[] = "YMWDHMS";
    char text[WS_LENGTH_PARTS * (WS_DECIMAL_ROOM + 2) + 4] = "P", *at = text + 1, *end;
    bool time = false;

    for (uint32_t i = 0; i < length->nparts; i++) {
        struct ws_decimal n = length->parts[i].n;
        bool vague = length->parts[i].vague;

        if (length->parts[i].unit >= WS_HOURS && !time) {
            *at++ = 'T';
            time = true;
        }
        end = length->parts[i].unit == WS_HOURS && n.exp < 0 && !vague && i + 1 == length->nparts
                  ? print_hours(at, n)
                  : NULL;
        if (end) {
            at = end;
            continue;
        }
        if (vague)
            *at++ = 'X';
        else
            at += ws_decimal_print(n, at);
        *at++ = letters[length->parts[i].unit];
    }
    *at = '\0';
    return ws_probe_keep(probe, text);
}
