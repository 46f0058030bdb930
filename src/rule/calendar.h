/*
 * rule/calendar.h - stage 6, inside: words and figures that place something in the
 * calendar.
 *
 *     text  -->  [ calendar.c ]  -->  struct ws_when  -->  [ moment.c ]  -->  value
 *
 * Reading and resolving are apart: what was said (지난 + 7 + 일) and which day that is,
 * given the day of publication.
 */
#ifndef WS_RULE_CALENDAR_H
#define WS_RULE_CALENDAR_H

#include "rule/figure.h"
#include "rule/length.h"

enum ws_when_part {
    WS_PART_OF_NONE,
    WS_PART_OF_START, /* 초, early */
    WS_PART_OF_MID,
    WS_PART_OF_END,
    WS_PART_OF_WEEKEND,
    WS_PART_OF_WORKDAYS,
    WS_PART_OF_WEEK, /* the week of the day that follows */
    WS_PART_OF_PAST, /* up to today: earlier this year */
    WS_PART_OF_REST  /* from today on: the rest of the year */
};

enum ws_when_dir { WS_DIR_NONE, WS_DIR_PAST, WS_DIR_THIS, WS_DIR_FUTURE, WS_DIR_EACH };

/* What a reader was told.  0 means: not said. */
struct ws_when {
    int year, year2;   /* 2018; 2018~2020 */
    int years;         /* 10: the year opens a decade; 100: a century */
    int quarter, half; /* 1 to 4, 1 to 2 */
    int quarter2;      /* 1~3분기 */
    bool fiscal;       /* the year is a fiscal one: its days are not known */
    int season;        /* 1 spring to 4 winter */
    int month, month2;
    int day, day2;
    int week;    /* the nth of its month or year; -1: the last */
    int nth_day; /* the nth day of a month or year; -1: the last */
    int weekday; /* 1 Monday to 7 */
    enum ws_when_part part;
    enum ws_when_dir dir;    /* 지난, 오는, last, next */
    bool hinted;             /* a word before it, not of it, says future: will open in May */
    bool whole_week;         /* the modifier counts weeks: 다음 금요일 is next week's */
    bool once;               /* the modifier makes a length of a decade: past */
    bool last;               /* the modifier may also mean the last of all: last */
    int steps;               /* of a modifier: 지지난 is 2 */
    bool relative;           /* shift[] says how far from the base */
    bool from_named;         /* base: the day named last, not that of publication */
    bool approx;             /* by a number that was not said: 며칠 전 */
    bool business;           /* days are those on which banks work */
    bool exact;              /* 3년 전: keep the grain of the shift, not of the words */
    long apart;              /* days from the day that is said: two days before Christmas */
    long shift[4];           /* years, months, weeks, days */
    enum ws_time_unit grain; /* of the shift: the finest unit that it moves */
    int times;               /* the shift counts quarters (3), decades (10) */
    const char *daypart;     /* "NI", "MO", ...: last night; NULL */
    const struct ws_entry *holiday;
};

/*
 * Read the date that starts at @at (with @figure there, or NULL) into @out and resolve
 * it; out->end 0 where there is none.  Updates probe->named.  WHOSAID_OK or
 * WHOSAID_E_NOMEM.
 */
whosaid_status ws_calendar_read(struct ws_probe *probe, uint32_t at, const struct ws_figure *figure,
                                struct ws_reading *out);

/* Does a word before @start point to the future (will: side=hint or hint=future), in the same
 * sentence?  A verb of saying right before the date takes it: "will go, he said Friday". */
bool ws_calendar_future(const struct ws_probe *probe, uint32_t start);

/* Give @when its value: timex, grain, start and end.  Leaves start and end open where
 * the article's day is unknown and needed.  False when memory is out. */
bool ws_moment_resolve(const struct ws_probe *probe, const struct ws_when *when,
                       struct ws_value *value);

#endif
