/*
 * rule/length.h - stage 6, inside: lengths of time.
 *
 *     3년 6개월  ->  P3Y6M        two and a half hours  ->  PT2.5H        이틀  ->  P2D
 */
#ifndef WS_RULE_LENGTH_H
#define WS_RULE_LENGTH_H

#include "rule/figure.h"

#define WS_LENGTH_PARTS 5

/* Years, months, weeks, days, hours, minutes, seconds. */
enum ws_time_unit {
    WS_YEARS,
    WS_MONTHS,
    WS_WEEKS,
    WS_DAYS,
    WS_HOURS,
    WS_MINUTES,
    WS_SECONDS,
    WS_TIME_UNITS
};

struct ws_length {
    uint32_t start, end; /* end 0: none was found */
    uint32_t nparts;
    struct {
        enum ws_time_unit unit;
        struct ws_decimal n;
        bool vague;
    } parts[WS_LENGTH_PARTS]; /* the largest first, in whatever order they were said */
    uint32_t last;            /* the part that was said last */
    bool approx;
    bool joined;   /* an "and" stands before the part to come */
    bool repeat;   /* comes back: daily */
    bool business; /* its days are those on which banks work */
    bool fused;    /* other letters touch its end */
    bool day_like; /* one part that may as well be a place in the calendar: 7일, 10년 */
    struct ws_decimal min, max;
};

/* The unit= of a UNIT.time entry; false where it has none that is known. */
bool ws_length_unit(const struct ws_entry *entry, uint64_t classes, enum ws_time_unit *unit);

/* Is the entry of a unit a length by itself: 이틀, 며칠, (recent) weeks? */
bool ws_length_whole(const struct ws_entry *entry, uint64_t classes);

/* May a length start where words of classes @here do, with @figure there or NULL? */
static inline bool
ws_length_starts(const struct ws_probe *probe, uint64_t here, const struct ws_figure *figure)
{
    uint64_t is = probe->is->unit_time;

    return here & is || (figure && figure->unit && figure->unit->classes & is);
}

/* Read the length that starts at @at, with @figure there or NULL (이틀, daylong). */
bool ws_length_read(const struct ws_probe *probe, uint32_t at, const struct ws_figure *figure,
                    struct ws_length *length);

/* Its TIMEX3 value, in the article's arena; NULL when memory is out. */
const char *ws_length_timex(const struct ws_probe *probe, const struct ws_length *length);

#endif
