/*
 * rule/clock.c - see clock.h.
 */
#include "rule/clock.h"

#include <stdio.h>
#include <string.h>

#include "rule/calendar.h"
#include "rule/length.h"
#include "rule/period.h"

struct clock {
    int hour, minute; /* -1: not said */
    const char *part; /* AM PM NI MO AF EV DAWN ...; NULL */
    const char *zone; /* +09:00; NULL */
    uint32_t end;
};

/* A part of the day, or o'clock or a time zone, at @at. */
static const struct ws_entry *
part_at(const struct ws_probe *probe, uint32_t at, uint32_t *end)
{
    const struct ws_entry *entry = ws_probe_word(probe, at, probe->is->part, end);

    return entry && ws_probe_has(entry, probe->is->part, "time") && ws_probe_edge(probe, *end)
               ? entry
               : NULL;
}

/* 14:30 */
static bool
read_colon(const struct ws_probe *probe, uint32_t at, struct clock *c)
{
    uint32_t i = at;
    int hour = 0;

    for (; ws_probe_digit(probe, i) && i - at < 2; i++)
        hour = hour * 10 + (int)(probe->ch[i] - '0');
    if (i == at || hour > 24 || i >= probe->n || probe->ch[i] != ':' ||
        !ws_probe_digit(probe, i + 1) || !ws_probe_digit(probe, i + 2) ||
        ws_probe_digit(probe, i + 3) ||
        (at && (ws_probe_digit(probe, at - 1) || probe->ch[at - 1] == ':')))
        return false;
    c->hour = hour;
    c->minute = (int)((probe->ch[i + 1] - '0') * 10 + (probe->ch[i + 2] - '0'));
    if (c->minute > 59)
        return false;
    c->end = i + 3;
    if (c->end < probe->n && probe->ch[c->end] == ':' && ws_probe_digit(probe, c->end + 1) &&
        ws_probe_digit(probe, c->end + 2))
        c->end += 3;
    return true;
}

/* 0615 before a time zone, 9.15 before a.m. or p.m. */
static bool
read_plain(const struct ws_probe *probe, uint32_t at, struct clock *c)
{
    uint32_t i = at, end, digits = 0;
    const struct ws_entry *entry;
    const char *part;
    int n = 0;
    bool dot = false;

    for (; ws_probe_digit(probe, i) ||
           (!dot && digits && i < probe->n && probe->ch[i] == '.' && ws_probe_digit(probe, i + 1));
         i++) {
        if (probe->ch[i] == '.') {
            dot = true;
            if (i - at > 2)
                return false;
            continue;
        }
        n = n * 10 + (int)(probe->ch[i] - '0');
        if (++digits > 4)
            return false;
    }
    if (digits < 3 || (!dot && digits != 4) || n / 100 > 23 || n % 100 > 59)
        return false;
    entry = part_at(probe, ws_probe_gap(probe, i), &end);
    part = entry ? ws_entry_attr(entry, probe->is->part, "part") : NULL;
    if (!part ||
        (dot ? strcmp(part, "AM") != 0 && strcmp(part, "PM") != 0 : strcmp(part, "ZONE") != 0))
        return false;
    c->hour = n / 100;
    c->minute = n % 100;
    c->end = i;
    return true;
}

/* 3시 30분; 3시 반 */
static bool
read_hours(const struct ws_probe *probe, const struct ws_figure *figure, struct clock *c)
{
    uint64_t is = probe->is->unit_time;
    struct ws_figure next;
    const struct ws_figure_end *value;
    enum ws_time_unit unit;
    uint32_t end, gap;
    const struct ws_entry *entry;

    if (!figure->unit)
        return false;
    entry = ws_figure_unit(probe, figure, probe->units, &value, &end);
    if (!entry || !(entry->classes & is) || !ws_length_unit(entry, is, &unit) || unit != WS_HOURS ||
        !ws_probe_is(entry, is, "kind", "calendar") || !ws_probe_edge(probe, end))
        return false;
    c->hour = (int)ws_decimal_whole(value->value, 24);
    if (c->hour < 0)
        return false;
    c->end = end;
    c->minute = 0;
    gap = ws_probe_gap(probe, end);
    if (ws_figure_read(probe, gap, &next) &&
        (entry = ws_figure_unit(probe, &next, probe->units, &value, &end)) != NULL &&
        entry->classes & is && ws_length_unit(entry, is, &unit) && unit == WS_MINUTES &&
        ws_decimal_whole(value->value, 59) >= 0) {
        c->minute = (int)ws_decimal_whole(value->value, 59);
        c->end = end;
    } else if (ws_figure_read(probe, gap, &next) &&
               ws_decimal_compare(next.ends[0].value, (struct ws_decimal){5, -1}) == 0 &&
               ws_probe_edge(probe, next.ends[0].end)) {
        c->minute = 30;
        c->end = next.ends[0].end;
    }
    return true;
}

/* a.m., o'clock, EST behind a number; bare where the number says no minutes. */
static bool
read_tail(const struct ws_probe *probe, struct clock *c)
{
    bool any = false;

    for (int i = 0; i < 3; i++) {
        uint32_t end;
        const struct ws_entry *entry = part_at(probe, ws_probe_gap(probe, c->end), &end);
        const char *part = entry ? ws_entry_attr(entry, probe->is->part, "part") : NULL;

        if (!part || ws_probe_has(entry, probe->is->part, "clock"))
            break;
        if (strcmp(part, "ZONE") == 0)
            c->zone = ws_entry_attr(entry, probe->is->part, "zone");
        else if (strcmp(part, "CLOCK") != 0)
            c->part = part;
        c->end = end;
        any = true;
    }
    return any;
}

/* 9 a.m. */
static bool
read_bare_hour(const struct ws_probe *probe, const struct ws_figure *figure, struct clock *c)
{
    const struct ws_figure_end *value = &figure->ends[0];
    uint32_t end;
    const struct ws_entry *entry;
    const char *part;

    c->hour = (int)ws_decimal_whole(value->value, 12);
    if (c->hour < 1 || figure->glued || (figure->ndigits && !figure->plain))
        return false;
    entry = part_at(probe, ws_probe_gap(probe, value->end), &end);
    part = entry ? ws_entry_attr(entry, probe->is->part, "part") : NULL;
    if (!part ||
        !(strcmp(part, "AM") == 0 || strcmp(part, "PM") == 0 || strcmp(part, "CLOCK") == 0))
        return false;
    c->end = value->end;
    c->minute = 0;
    return true;
}

/* The hour of 24 that @part makes of one of 12. */
static int
full_hour(const struct clock *c)
{
    static const char *const late[] = {"PM", "AF", "EV"};
    int hour = c->hour;

    if (!c->part || hour > 12)
        return hour;
    for (int i = 0; i < 3; i++)
        if (strcmp(c->part, late[i]) == 0)
            return hour == 12 ? 12 : hour + 12;
    if (strcmp(c->part, "NI") == 0)
        return hour == 12 ? 0 : hour >= 6 ? hour + 12 : hour;
    if (strcmp(c->part, "AM") == 0 || strcmp(c->part, "DAWN") == 0)
        return hour == 12 ? 0 : hour;
    if (strcmp(c->part, "DT") == 0)
        return hour < 6 ? hour + 12 : hour;
    return hour;
}

/* TIMEX3's name of a part of the day. */
static const char *
part_name(const char *part)
{
    if (strcmp(part, "AM") == 0 || strcmp(part, "DAWN") == 0)
        return "MO";
    if (strcmp(part, "PM") == 0)
        return "AF";
    return part;
}

/* At most @most characters of @text at @p; behind them. */
static char *
add_some(char *p, const char *text, int most)
{
    while (*text && most-- > 0)
        *p++ = *text++;
    return p;
}

/* Does a time from @start on belong to the day that ends at @end: Friday 3 p.m., Friday, at 3 p.m.? */
static bool
is_of_day(const struct ws_probe *probe, uint32_t end, uint32_t start)
{
    uint32_t at = ws_probe_gap(probe, end), stop;

    if (end > start)
        return false;
    if (start - end <= 2)
        return true;
    if (at < start && probe->ch[at] == ',')
        at = ws_probe_gap(probe, at + 1);
    return ws_probe_joins(probe, at, "time", &stop) && ws_probe_gap(probe, stop) == start;
}

/* The day that a time from @start to @end is of: the one named just before it or behind it
 * (9 a.m. Tuesday, 9 a.m. on Tuesday), else today. */
static struct ws_day
day_of(const struct ws_probe *probe, uint32_t start, uint32_t end)
{
    const struct ws_named *named = &probe->named;
    uint32_t next = ws_probe_gap(probe, end), stop;
    struct ws_probe ahead = *probe; /* what is read ahead is not named yet */
    struct ws_reading day;

    if (named->day.year && is_of_day(probe, named->end, start))
        return named->day;
    if (next > end && ws_probe_joins(probe, next, "week", &stop))
        next = ws_probe_gap(probe, stop);
    if (next > end &&
        ws_probe_classes(probe, next) &
            (probe->is->weekday | probe->is->month | probe->is->relative) &&
        !ws_calendar_read(&ahead, next, NULL, &day) && day.end && day.value.start.year &&
        strcmp(day.value.grain, "day") == 0)
        return day.value.start;
    return probe->today;
}

static bool
print(const struct ws_probe *probe, const struct clock *c, uint32_t start, struct ws_value *value)
{
    char text[64], day[24] = "XXXX-XX-XX", *p;
    struct ws_day d = day_of(probe, start, c->end);

    if (d.year)
        *ws_days_print(day, d) = '\0';
    p = text + strlen(day);
    memcpy(text, day, strlen(day));
    *p++ = 'T';
    if (c->hour < 0) {
        p = add_some(p, part_name(c->part), 2);
    } else {
        p = ws_days_digits(p, full_hour(c), 2);
        *p++ = ':';
        p = add_some(ws_days_digits(p, c->minute, 2), c->zone ? c->zone : "", 6);
    }
    *p = '\0';
    value->timex = ws_probe_keep(probe, text);
    value->grain = c->hour < 0 ? "part of day" : c->minute ? "minute" : "hour";
    value->start = value->end = d;
    return value->timex != NULL;
}

/* noon, midnight: clock=12:00 */
static void
set_clock(struct clock *c, const char *text)
{
    int hour, minute;

    if (text && sscanf(text, "%d:%d", &hour, &minute) == 2) {
        c->hour = hour;
        c->minute = minute;
        c->part = NULL;
    }
}

/* An hour without its part of the day that ends what began with another: 오후 2시부터 5시까지. */
static void
follow(const struct ws_probe *probe, struct clock *c, uint32_t at)
{
    uint32_t end = probe->hour.end;
    bool joined = end && end < at && at - end <= 6 &&
                  (ws_probe_dash(probe, end) || ws_period_joins(probe->doc, end, at));

    if (joined && !c->part && c->hour < 12 && c->hour + 12 > probe->hour.hour &&
        c->hour <= probe->hour.hour)
        c->hour += 12;
}

whosaid_status
ws_clock_read(struct ws_probe *probe, uint32_t at, const struct ws_figure *figure,
              struct ws_reading *out)
{
    struct clock c = {.hour = -1, .minute = -1, .end = 0};
    struct ws_figure inner;
    uint32_t end;
    const struct ws_entry *entry = NULL;
    bool hours;

    *out = (struct ws_reading){.type = WS_NO_TYPE, .start = at};
    if (!figure || !figure->ndigits)
        entry = part_at(probe, at, &end);
    if (!figure && !entry)
        return WHOSAID_OK;
    if (entry) {
        c.part = ws_entry_attr(entry, probe->is->part, "part");
        if (!c.part || strcmp(c.part, "ZONE") == 0 || strcmp(c.part, "CLOCK") == 0 ||
            ws_probe_is(entry, probe->is->part, "side", "after"))
            return WHOSAID_OK;
        c.end = end;
        set_clock(&c, ws_entry_attr(entry, probe->is->part, "clock"));
        at = ws_probe_gap(probe, end);
        figure = c.hour < 0 && ws_figure_read(probe, at, &inner) ? &inner : NULL;
    }
    hours =
        figure && (read_colon(probe, at, &c) || read_plain(probe, at, &c) ||
                   read_hours(probe, figure, &c) || (!entry && read_bare_hour(probe, figure, &c)));
    if (!hours && !entry)
        return WHOSAID_OK;
    if (!hours && c.hour != 12 && c.hour != 0 && c.hour != 24)
        c.hour = -1;
    if (hours) {
        (void)read_tail(probe, &c);
        follow(probe, &c, out->start);
        probe->hour = (struct ws_hour){full_hour(&c), c.end};
    }
    if (!print(probe, &c, out->start, &out->value))
        return WHOSAID_E_NOMEM;
    out->type = probe->types[WS_TYPE_TIME];
    out->shape = c.hour < 0 ? WS_SYM_SHAPE_TIME_PART
                 : entry    ? WS_SYM_SHAPE_TIME_FULL
                            : WS_SYM_SHAPE_TIME;
    out->end = c.end;
    return WHOSAID_OK;
}
