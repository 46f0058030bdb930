/*
 * rule/piece.h - stage 6, inside: one piece of a date.
 *
 *     2020년 | 12월 | 7일        Monday, | Nov. 19, | 2018        지난 7일
 *       year   month  day         weekday  day        year        day, of the past
 *
 * piece.c reads words and calls dated.c for figures with words, numeric.c for figures
 * alone; calendar.c puts pieces together.  Every reader takes the place where its piece
 * starts, sets fields of reader->when and returns the place behind it, or 0 where there is
 * no such piece (fields may then be spoiled, but for ws_dated_unit(), _month(),
 * _day_month(), ws_numeric_year(): ws_piece_read() restores them).
 */
#ifndef WS_RULE_PIECE_H
#define WS_RULE_PIECE_H

#include "rule/calendar.h"

enum ws_rank {
    WS_RANK_NONE,
    WS_RANK_YEAR,
    WS_RANK_SEASON, /* quarters and halves too */
    WS_RANK_MONTH,
    WS_RANK_WEEK,
    WS_RANK_PART, /* 초, early */
    WS_RANK_DAY,
    WS_RANK_WEEKDAY
};

struct ws_reader {
    struct ws_probe *probe;
    struct ws_when when;
    uint32_t start, end;
    enum ws_rank rank;  /* of the last piece */
    enum ws_rank first; /* of the first */
    uint32_t npieces;
    bool digits;   /* the last piece is a bare number: 2019, 7.12 */
    bool complete; /* nothing may follow: 2020.12.7 */
    bool inner;    /* read for another piece, it reads none for itself: 4 of 5 of this month */
    bool half;     /* only beside another: 지금(으로부터 3일 뒤), (between) now (and May) */
    bool weak;     /* from a word that often is another */
    bool words;    /* a number in words: 삼월 */
    bool units;    /* a piece is a number with its unit, as where years come first: 7일 */
    enum ws_sym shape;
};

/* The piece at @at, of whatever kind; *rank of it. */
uint32_t ws_piece_read(struct ws_reader *r, uint32_t at, enum ws_rank *rank);

/* 3년 전, two weeks ago: a length and the way to go. */
uint32_t ws_piece_ago(struct ws_reader *r, uint32_t at, enum ws_rank *rank);

/* 2018년, 12월, 7일, 3분기, 1990년대; 13~15일; 삼월. */
uint32_t ws_dated_unit(struct ws_reader *r, uint32_t at, enum ws_rank *rank);
/* July, July 4, July 4-6; 4 July, 4th of July. */
uint32_t ws_dated_month(struct ws_reader *r, uint32_t at, enum ws_rank *rank);
uint32_t ws_dated_day_month(struct ws_reader *r, uint32_t at, enum ws_rank *rank);

/* 2019-sep-1, 2019/Aug/01. */
uint32_t ws_dated_year_month_day(struct ws_reader *r, uint32_t at, enum ws_rank *rank);

/* A day of a month that is not named, between a word that leads to a day and the end of the
 * clause: by the 27th. */
uint32_t ws_dated_bare_day(struct ws_reader *r, uint32_t at);

/* A year in words: nineteen seventy eight, two thousand and eighteen; the first piece only where
 * no word follows. */
uint32_t ws_dated_word_year(struct ws_reader *r, uint32_t at);

/* Behind "the 22nd" at @end, which then is the day of @r: Friday the 22nd; else @end. */
uint32_t ws_dated_the_day(struct ws_reader *r, uint32_t end);

/* Does "the" (dir=the) stand before @at?  *start where. */
bool ws_dated_article(const struct ws_probe *probe, uint32_t at, uint32_t *start);
/* Does "the" open the date that @r is reading, which goes on at @at: the | early | 90s? */
bool ws_dated_opened(const struct ws_reader *r, uint32_t at);
/* Behind a word like "of" (side=join) at @at; @at itself where none stands.  @week: or one
 * that joins weeks and what they lie in (joins=week): the first Monday in May. */
uint32_t ws_dated_behind_join(const struct ws_probe *probe, uint32_t at, bool week);

/* Figures alone. */

/* 2020.12.7, 2020-12-07, 12/7/2020, 12/7. */
uint32_t ws_numeric_date(struct ws_reader *r, uint32_t at);
/* A month and its year with a slash or a hyphen between: 2015/3, 3/2015, 11 - 2016. */
uint32_t ws_numeric_month(struct ws_reader *r, uint32_t at);
/* 2019, 1990s, the 70s. */
uint32_t ws_numeric_year(struct ws_reader *r, uint32_t at);
/* The number of 1 to 4 digits at @at, or -1; *end behind it. */
int ws_numeric_number(const struct ws_probe *probe, uint32_t at, uint32_t *end);
/* Is the figure at @at the rest of a longer one, or of a word? */
bool ws_numeric_goes_before(const struct ws_probe *probe, uint32_t at);
/* Does a figure or a sign of one go on at @at, so that what stood before was no number of
 * its own? */
bool ws_numeric_goes_on(const struct ws_probe *probe, uint32_t at);
/* The year that @ndigits digits of it mean: of two, 50 and up were the last century. */
int ws_numeric_full_year(int year, uint32_t ndigits);

#endif
