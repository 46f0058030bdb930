/*
 * rule/calendar.c - pieces of dates put together; see calendar.h and piece.h.
 *
 * Ranks may only fall from piece to piece: what comes next is finer (2020년 | 12월 | 7일).
 * What other languages turn round is named in may_follow().
 */
#include "rule/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "rule/period.h"
#include "rule/piece.h"

#define PIECES 8

/* May a piece of rank @next follow what was read? */
static bool
may_follow(const struct ws_reader *r, const struct ws_reader *next, enum ws_rank rank, bool comma)
{
    const struct ws_when *w = &r->when;

    if (r->complete || next->complete)
        return false;
    if (w->part == WS_PART_OF_WEEK) /* the week of | Nov. 2 */
        return !w->day && next->when.day && (next->when.month || next->when.weekday);
    if (comma) /* Monday, Nov. 19 | July 4, 2019 | November, 1998 | 월요일, 1월 22일, 2018년 */
        return (w->weekday && !w->day && !w->relative && next->when.month &&
                (next->when.day || next->units)) ||
               ((r->first == WS_RANK_WEEKDAY || (next->digits && !r->digits)) &&
                rank == WS_RANK_YEAR && (w->day || w->month) && !w->year && !w->relative) ||
               (r->npieces == 1 && r->digits && w->year && rank == WS_RANK_MONTH &&
                r->probe->cls[r->end + 2] == WS_CH_LOWER); /* 2016, nov */
    if (w->nth_day)
        return r->npieces == 1 && !next->when.day &&
               (rank == WS_RANK_MONTH || rank == WS_RANK_YEAR);
    if (w->week && r->npieces == 1 && !next->when.day) /* first week of May, of next month */
        return rank == WS_RANK_MONTH || rank == WS_RANK_YEAR ||
               (rank == WS_RANK_WEEKDAY && !w->weekday); /* 둘째 주 일요일 */
    if (rank == WS_RANK_YEAR && r->units && w->day && r->first != WS_RANK_WEEKDAY)
        return false;                                                /* 18일 | 내년 예산 */
    if (rank == WS_RANK_YEAR && w->weekday && !w->month && !w->week) /* Friday | 2010 models */
        return false;
    if (rank ==
        WS_RANK_YEAR) /* July 2019, early 2019, Christmas 2019, summer of 2007, 4 July 2019 */
        return !w->year && !w->relative &&
               (next->digits || r->first == WS_RANK_PART || r->first == WS_RANK_WEEKDAY ||
                next->when.relative);
    if (r->rank == WS_RANK_PART && r->npieces == 1) /* late November, early this week */
        return true;
    if (r->rank == WS_RANK_WEEKDAY)
        return (w->weekday && !w->day && next->when.month && (next->when.day || next->units) &&
                r->npieces == 1) ||
               (w->weekday && !w->relative && next->when.relative && rank == WS_RANK_WEEK);
    if (w->holiday || next->when.daypart || rank <= r->rank)
        return false;
    if (rank == WS_RANK_WEEKDAY)
        return r->rank >= WS_RANK_WEEK;
    if (rank == WS_RANK_DAY && r->rank < WS_RANK_MONTH) /* 2015년 추석, but not 지난해 7일 */
        return next->when.holiday || (next->when.month && !w->relative);
    return true;
}

/* 오늘(부터 3일 뒤): may a length be told from the day that @r is? */
static bool
goes_from(const struct ws_reader *r)
{
    return r->npieces == 1 && r->when.relative && r->when.grain == WS_DAYS && !r->when.daypart;
}

/* Would taking @next lose something that @r knows? */
static bool
clashes(const struct ws_when *a, const struct ws_when *b)
{
    return (a->relative && b->relative && memcmp(a->shift, b->shift, sizeof a->shift) != 0) ||
           (a->dir != b->dir && a->dir != WS_DIR_NONE);
}

/* Is it a week, month or year that holds today, of which no part was named? */
static bool
limitable(const struct ws_when *w)
{
    return w->relative && !w->from_named && !w->part && w->grain != WS_DAYS;
}

/* What a word leaves of it: part=REST or PAST. */
static enum ws_when_part
limit_of(const struct ws_entry *word, uint64_t is)
{
    return ws_probe_is(word, is, "part", "REST") ? WS_PART_OF_REST : WS_PART_OF_PAST;
}

/* Behind a particle: 이번 주에 | 좀 더 일찍 (DATE.part, side=behind). */
static bool
take_limit_behind(struct ws_reader *r)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->part;
    uint32_t at = probe->doc->words.v[probe->doc->word_at[r->end]].span.end, end;
    const struct ws_entry *word = ws_probe_word(probe, ws_probe_gap(probe, at), is, &end);

    if (!word || !ws_probe_is(word, is, "side", "behind") || !limitable(&r->when))
        return false;
    r->when.part = limit_of(word, is);
    r->end = end;
    r->complete = true;
    return true;
}

/* Is it a week, so that a day or what it lies in may follow: the first Monday | in May? */
static bool
in_week(const struct ws_when *w)
{
    return w->week || (w->relative && w->grain == WS_WEEKS);
}

/* Next month | on the 20th: the day of a month told from today. */
static bool
take_day_of_month(struct ws_reader *r)
{
    const struct ws_probe *probe = r->probe;
    uint32_t gap = ws_probe_gap(probe, r->end), end, stop;

    if (r->npieces != 1 || !r->when.relative || r->when.grain != WS_MONTHS || r->when.part ||
        r->when.times > 1 || gap == r->end || !ws_probe_joins(probe, gap, "week", &end))
        return false;
    stop = ws_dated_the_day(r, end);
    if (stop == end)
        return false;
    r->end = stop;
    r->rank = WS_RANK_DAY;
    r->npieces++;
    r->shape = WS_SYM_SHAPE_DATE_RELATIVE_MORE;
    return true;
}

/* Last Friday | of April, last week | in May: the last one of it, not the one before today. */
static bool
take_what_it_ends(struct ws_reader *r)
{
    const struct ws_probe *probe = r->probe;
    const struct ws_when *w = &r->when;
    uint32_t gap = ws_probe_gap(probe, r->end), at, end;
    bool week = w->relative && w->grain == WS_WEEKS && w->shift[WS_WEEKS] == -1;
    bool day = w->nth_day < 0; /* the last day */
    struct ws_reader next = *r;
    enum ws_rank rank = WS_RANK_NONE;

    if (r->npieces != 1 || gap == r->end || w->day || w->week || w->part ||
        !(week || day || (w->weekday && w->dir == WS_DIR_PAST)))
        return false;
    at = ws_dated_behind_join(probe, gap, true);
    if (at == gap)
        return false;
    next.when = (struct ws_when){.week = -!day, .nth_day = -day, .weekday = w->weekday};
    next.shape = WS_SYM_NONE;
    end = ws_piece_read(&next, at, &rank);
    if (!end || !(rank == WS_RANK_MONTH || (day && rank == WS_RANK_YEAR)))
        return false;
    next.end = end;
    next.rank = rank;
    next.npieces++;
    *r = next;
    return true;
}

static bool
take_next(struct ws_reader *r)
{
    const struct ws_probe *probe = r->probe;
    uint32_t at = r->end, gap = ws_probe_gap(probe, at);
    bool comma = at < probe->n && probe->ch[at] == ',';
    struct ws_reader next = *r;
    enum ws_rank rank = WS_RANK_NONE;
    uint32_t end = 0;

    next.weak = false;
    if (comma) {
        at = ws_probe_gap(probe, at + 1);
        if (at >= probe->n ||
            !(ws_probe_digit(probe, at) || probe->cls[at] == WS_CH_UPPER ||
              ws_probe_classes(probe, at) & (probe->is->number | probe->is->month)))
            return false;
        end = ws_piece_read(&next, at, &rank);
    } else if (at < probe->n && ws_doc_role(probe->doc, at) == WS_ROLE_GENITIVE) {
        gap = ws_probe_gap(probe, probe->doc->words.v[probe->doc->word_at[at]].span.end);
        end = ws_piece_read(&next, gap, &rank); /* 10월의 첫째 주, but not 10월의 둘째 날 */
        if (end && (!next.when.week || r->when.week || r->rank != WS_RANK_MONTH))
            return false;
    } else if (at < probe->n && ws_doc_role(probe->doc, at) == WS_ROLE_FROM) {
        gap = ws_probe_gap(probe, probe->doc->words.v[probe->doc->word_at[at]].span.end);
        end = goes_from(r) ? ws_piece_ago(&next, gap, &rank) : 0;
        if (!end)
            return false;
        next.end = end;
        next.npieces = r->npieces + 1;
        next.complete = true;
        *r = next;
        return true;
    } else if (at < probe->n && ws_doc_role(probe->doc, at) == WS_ROLE_LOCATIVE) {
        return take_limit_behind(r);
    } else if (r->units && r->rank == WS_RANK_MONTH && at + 1 < probe->n &&
               (probe->ch[at] == '/' || probe->ch[at] == '-') && ws_probe_digit(probe, at + 1)) {
        end = ws_piece_read(&next, at + 1, &rank); /* 1월/1일 */
        if (!next.units || rank != WS_RANK_DAY)
            return false;
    } else {
        if (gap == at && (at >= probe->n || probe->cls[at - 1] == WS_CH_LOWER ||
                          (probe->cls[at - 1] == WS_CH_DIGIT && r->digits)))
            return false;
        gap = gap > at ? ws_dated_behind_join(probe, gap, in_week(&r->when)) : gap;
        end = ws_piece_read(&next, gap, &rank);
    }
    if (!end || !may_follow(r, &next, rank, comma) || clashes(&r->when, &next.when))
        return false;
    if (next.when.weekday && next.when.dir == WS_DIR_EACH && r->when.dir != WS_DIR_EACH)
        return false;
    next.end = end;
    next.rank = rank;
    next.npieces = r->npieces + 1;
    next.weak = r->weak && r->when.dir == WS_DIR_NONE && next.weak;
    if (next.shape == WS_SYM_SHAPE_DATE_RELATIVE ||
        next.shape == WS_SYM_SHAPE_DATE_RELATIVE_NAMED || next.shape == WS_SYM_SHAPE_DATE_PART)
        next.shape = WS_SYM_SHAPE_DATE_RELATIVE_MORE;
    *r = next;
    return true;
}

/* The shape that the fields make, where no reader named one. */
static enum ws_sym
shape_of(const struct ws_reader *r)
{
    const struct ws_when *w = &r->when;
    bool name = r->probe->cls[r->start] != WS_CH_DIGIT;
    bool part = w->season || w->quarter || w->half || w->part || w->week;

    if (part && w->year && !w->day && (!r->shape || r->shape == WS_SYM_SHAPE_DATE_PART))
        return WS_SYM_SHAPE_DATE_YEAR_MONTH; /* the first quarter of 2016: as sure as a month */
    if (r->shape == WS_SYM_SHAPE_DATE_SHORT_YEAR && !w->month)
        return r->shape;
    if (r->shape && r->shape != WS_SYM_SHAPE_DATE_SHORT_YEAR)
        return r->shape;
    if (w->day2 || w->month2 || w->year2)
        return WS_SYM_SHAPE_DATE_RANGE;
    if (w->year && w->month && w->day)
        return WS_SYM_SHAPE_DATE_FULL;
    if (w->month && w->day)
        return WS_SYM_SHAPE_DATE_MONTH_DAY;
    if (w->year && w->month)
        return WS_SYM_SHAPE_DATE_YEAR_MONTH;
    if (w->day)
        return WS_SYM_SHAPE_DATE_DAY;
    if (w->weekday)
        return WS_SYM_SHAPE_DATE_WEEKDAY;
    if (w->month)
        return name ? WS_SYM_SHAPE_DATE_MONTH_NAME : WS_SYM_SHAPE_DATE_MONTH;
    if (part)
        return w->season ? WS_SYM_SHAPE_DATE_SEASON : WS_SYM_SHAPE_DATE_PART;
    return r->digits ? WS_SYM_SHAPE_DATE_BARE_YEAR : WS_SYM_SHAPE_DATE_YEAR;
}

static enum ws_sym
final_shape(const struct ws_reader *r)
{
    const struct ws_probe *probe = r->probe;
    enum ws_sym shape = shape_of(r);

    if (shape == WS_SYM_SHAPE_DATE_BARE_YEAR && r->start && r->end < probe->n &&
        (probe->cls[r->start - 1] == WS_CH_OPEN || probe->cls[r->end] == WS_CH_CLOSE))
        return WS_SYM_SHAPE_DATE_YEAR_BRACKET;
    if (!ws_probe_edge(probe, r->end) || (r->start && probe->cls[r->start - 1] == WS_CH_HANGUL))
        return WS_SYM_SHAPE_DATE_FUSED;
    if (r->words)
        return WS_SYM_SHAPE_DATE_WORDS;
    return r->weak ? WS_SYM_SHAPE_DATE_WEAK : shape;
}

/* What says too little alone: a part of something not named, a clipped month. */
static bool
enough(const struct ws_reader *r)
{
    const struct ws_when *w = &r->when;

    if (r->half && r->npieces == 1)
        return ws_period_opens(r->probe->doc, (struct ws_span){r->start, r->end});
    if (w->part == WS_PART_OF_WEEK)
        return w->day;
    if (w->nth_day && r->npieces == 1)
        return false;
    if (r->npieces == 1 && w->part && !w->relative && w->dir == WS_DIR_NONE)
        return w->part == WS_PART_OF_WEEKEND;
    if (r->npieces == 1 && w->relative && w->dir != WS_DIR_NONE && !w->shift[0] &&
        r->shape == WS_SYM_NONE)
        return false;
    return true;
}

#define HINT_REACH 60 /* characters before a date in which a word may point to the future */

/* Does the stop at @at stand behind a letter alone: a.m., U.S.? */
static bool
ends_letter(const struct ws_probe *probe, uint32_t at)
{
    return at && ws_ch_is_word(probe->cls[at - 1]) &&
           (at < 2 || !ws_ch_is_word(probe->cls[at - 2]));
}

bool
ws_calendar_future(const struct ws_probe *probe, uint32_t start)
{
    uint64_t is = probe->is->modifier;
    uint32_t at = start, least = start > HINT_REACH ? start - HINT_REACH : 0, end;

    while (at > least + 1) {
        const struct ws_match *verb;
        const struct ws_entry *word;

        at--;
        if (probe->cls[at] == WS_CH_STOP && !ends_letter(probe, at) &&
            (ws_ch_is_blank(probe->cls[at + 1]) || probe->cls[at + 1] == WS_CH_QUOTE))
            return false;
        if (!ws_ch_is_word(probe->cls[at]) || !ws_probe_opens(probe, at))
            continue;
        /* in capitals it is part of a name: the United States Thursday */
        verb = probe->cls[at] == WS_CH_UPPER ? NULL
                                             : ws_doc_longest(probe->doc, at, probe->is->verb_say);
        if (verb && verb->span.end + 1 >= start)
            return false;
        word = ws_probe_word(probe, at, is, &end);
        if ((word && ws_probe_is(word, is, "side", "hint")) ||
            ws_probe_says(probe, at, "hint", &end))
            return true;
    }
    return false;
}

/* A word beside this week or this year that limits it to what is past or left of it, but is no part
 * of the date: earlier, later (DATE.part, side=before), 들어 (limits=past). */
static void
take_limit(struct ws_reader *r)
{
    const struct ws_probe *probe = r->probe;
    uint64_t is = probe->is->part;
    struct ws_when *w = &r->when;
    const struct ws_entry *word;
    uint32_t start, end;

    if (!limitable(w))
        return;
    if (r->start > 1 && probe->cls[r->start - 1] == WS_CH_SPACE) {
        word = ws_probe_word_before(probe, r->start - 1, is, &start);
        if (word && ws_probe_is(word, is, "side", "before"))
            w->part = limit_of(word, is);
    }
    if (!w->part && ws_probe_says(probe, ws_probe_gap(probe, r->end), "limits", &end))
        w->part = WS_PART_OF_PAST;
}

/* A bare weekday or month behind such a word is the next one; not Wednesday's ruling, which was. */
static void
take_hint(struct ws_reader *r)
{
    struct ws_when *w = &r->when;

    if (w->dir != WS_DIR_NONE || w->relative || w->year || w->holiday || !r->start ||
        !((w->weekday && !w->day && !w->week) || w->month) ||
        (r->end < r->probe->n && ws_doc_role(r->probe->doc, r->end) == WS_ROLE_GENITIVE) ||
        !ws_calendar_future(r->probe, r->start))
        return;
    w->dir = WS_DIR_FUTURE;
    w->hinted = true;
}

/* 12월 7일부터 9일까지: the second day is of the same month. */
static void
inherit(const struct ws_probe *probe, struct ws_reader *r)
{
    struct ws_when *w = &r->when;

    if (!w->day || w->month || w->relative || w->dir != WS_DIR_NONE || !probe->named.has_month ||
        !probe->named.day.year || r->start > probe->named.end + 6 || r->start < probe->named.end)
        return;
    w->year = probe->named.day.year;
    w->month = probe->named.day.month;
}

static void
remember(struct ws_probe *probe, const struct ws_reader *r, const struct ws_value *value)
{
    if (!value->start.year || !value->grain || r->when.years)
        return;
    probe->named.wide = value->start;
    probe->named.wide_end = r->end;
    if (strcmp(value->grain, "day") != 0)
        return;
    probe->named.day = value->start;
    probe->named.end = r->end;
    probe->named.has_month = r->when.month || r->when.relative;
}

/* "the" belongs to decades and to parts: the 1990s. */
static uint32_t
with_article(const struct ws_probe *probe, const struct ws_reader *r)
{
    const struct ws_when *w = &r->when;
    uint32_t start;
    bool takes = (w->years && (w->years == 100 || ws_probe_digit(probe, r->start))) ||
                 (w->season && r->npieces > 1) || w->part == WS_PART_OF_WEEKEND ||
                 (w->week && r->npieces > 1) ||
                 (w->day && !w->month && !w->relative && w->dir == WS_DIR_NONE && !r->units);

    takes = takes || (w->years && !w->part && r->shape == WS_SYM_SHAPE_DATE_DECADE);
    return takes && ws_dated_article(probe, r->start, &start) ? start : r->start;
}

/* 전년, the previous month: told from what was named in the same sentence or lately, not from a
 * year that an earlier sentence looked back to. */
static void
check_named(const struct ws_probe *probe, struct ws_reader *r)
{
    const struct ws_named *named = &probe->named;
    struct ws_when *w = &r->when;
    bool back = w->shift[WS_YEARS] < 0 || w->shift[WS_MONTHS] < 0 || w->shift[WS_WEEKS] < 0;

    if (w->from_named && back && named->wide.year && probe->today.year &&
        abs(named->wide.year - probe->today.year) > 1 &&
        ws_doc_sentence(probe->doc, named->wide_end - 1) != ws_doc_sentence(probe->doc, r->start))
        w->from_named = false;
}

whosaid_status
ws_calendar_read(struct ws_probe *probe, uint32_t at, const struct ws_figure *figure,
                 struct ws_reading *out)
{
    struct ws_reader r = {.probe = probe, .start = at};
    enum ws_rank rank = WS_RANK_NONE;

    *out = (struct ws_reading){.type = WS_NO_TYPE};
    if (figure && !figure->ndigits && !ws_probe_opens(probe, at))
        return WHOSAID_OK;
    r.end = ws_piece_read(&r, at, &rank);
    if (!r.end)
        return WHOSAID_OK;
    r.rank = r.first = rank;
    r.npieces = 1;
    while (r.npieces < PIECES && (take_what_it_ends(&r) || take_day_of_month(&r) || take_next(&r)))
        ;
    if (!enough(&r))
        return WHOSAID_OK;
    out->shape = final_shape(&r);
    take_hint(&r);
    take_limit(&r);
    inherit(probe, &r);
    check_named(probe, &r);
    if (!ws_moment_resolve(probe, &r.when, &out->value))
        return WHOSAID_E_NOMEM;
    if (!out->value.timex)
        return WHOSAID_OK;
    remember(probe, &r, &out->value);
    out->type = probe->types[WS_TYPE_DATE];
    out->start = with_article(probe, &r);
    out->end = r.end;
    return WHOSAID_OK;
}
