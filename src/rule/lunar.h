/*
 * rule/lunar.h - stage 6, inside: days that another calendar than the Gregorian fixes
 * (설 is the first day of the first moon), by ICU's calendars.
 */
#ifndef WS_RULE_LUNAR_H
#define WS_RULE_LUNAR_H

#include "doc/doc.h"

#define WS_LUNAR_KEPT 8

/* Days found in an article: its holidays come again and again.  Zeroed at first. */
struct ws_lunar {
    struct ws_lunar_day {
        const char *calendar; /* NULL: empty */
        int month, day, year;
        long number;
    } kept[WS_LUNAR_KEPT];
    uint32_t next;
};

/*
 * The first day that @calendar (a name of CLDR: dangi, chinese, hebrew, islamic-umalqura)
 * calls @day of @month, months as ICU counts them and from 1, in the Gregorian @year.
 * @calendar is kept, so it must outlive @known.  *number: see days.h.  False where ICU
 * knows no such calendar or that year has no such day.
 */
bool ws_lunar_find(struct ws_lunar *known, const char *calendar, int month, int day, int year,
                   long *number);

#endif
