/*
 * rule/numeric.c - dates in figures alone; see piece.h.
 */
#include "rule/piece.h"

int
ws_numeric_number(const struct ws_probe *probe, uint32_t at, uint32_t *end)
{
    int value = 0;
    uint32_t i = at;

    *end = at;
    for (; ws_probe_digit(probe, i); i++) {
        if (i - at == 4)
            return -1;
        value = value * 10 + (int)(probe->ch[i] - '0');
    }
    *end = i;
    return i > at ? value : -1;
}

bool
ws_numeric_goes_on(const struct ws_probe *probe, uint32_t at)
{
    return at < probe->n &&
           (probe->ch[at] == '.' || probe->ch[at] == ',' || probe->ch[at] == '/' ||
            probe->ch[at] == ':' || probe->ch[at] == '-') &&
           ws_probe_digit(probe, at + 1);
}

bool
ws_numeric_goes_before(const struct ws_probe *probe, uint32_t at)
{
    uint32_t c;

    if (at == 0)
        return false;
    c = probe->ch[at - 1];
    if (ws_ch_is_word(probe->cls[at - 1]) || c == '$' || c == '#' || c == '_')
        return true;
    return at > 1 && (c == '.' || c == ',' || c == '/' || c == ':' || c == '-') &&
           ws_ch_is_word(probe->cls[at - 2]) && probe->cls[at - 2] != WS_CH_HANGUL;
}

int
ws_numeric_full_year(int year, uint32_t ndigits)
{
    if (ndigits > 2)
        return year;
    return year + (year >= 50 ? 1900 : 2000);
}

static bool
set_day(struct ws_when *when, int year, int month, int day)
{
    if (!ws_days_valid(year ? year : 2000, month, day))
        return false;
    when->year = year;
    when->month = month;
    when->day = day;
    return true;
}

/* Two figures of a day of @year, in the order of the language where that makes one. */
static bool
set_in_order(struct ws_reader *r, int year, int first, int second, bool either)
{
    bool day_first = r->probe->features & WS_FEATURE_DAY_FIRST;
    int month = day_first ? second : first, day = day_first ? first : second;

    return set_day(&r->when, year, month, day) || (either && set_day(&r->when, year, day, month));
}

/* Behind a weekday in brackets, 11.7(월) or 11.7.(월), or the unit of days, 12/20일, which say that
 * two figures up to @at are month and day; 0: neither does. */
static uint32_t
behind_day_sign(const struct ws_probe *probe, uint32_t at, uint32_t sign)
{
    uint64_t units = probe->is->unit_time, is = probe->is->weekday;
    uint32_t open = at + (at < probe->n && probe->ch[at] == '.'), end;
    const struct ws_entry *word;

    if (open + 2 < probe->n && probe->ch[open] == '(') {
        word = ws_probe_word(probe, open + 1, is, &end);
        return word && end < probe->n && probe->ch[end] == ')' ? at : 0;
    }
    word = sign == '/' ? ws_probe_word(probe, at, units, &end) : NULL;
    return word && ws_probe_is(word, units, "unit", "D") &&
                   ws_probe_is(word, units, "kind", "both") && ws_probe_edge(probe, end)
               ? end
               : 0;
}

/* 2020.12.7, 2020-12-07, 2020/12/07, 12/7/2020, 12/7; blanks may follow dots. */
uint32_t
ws_numeric_date(struct ws_reader *r, uint32_t at)
{
    const struct ws_probe *probe = r->probe;
    uint32_t ends[3], starts[3], sign;
    int n[3] = {0, 0, 0}, count = 0;
    uint32_t signed_end; /* behind a sign that they are a day */
    bool ok;

    if (ws_numeric_goes_before(probe, at) || r->npieces)
        return 0;
    for (sign = 0; count < 3; count++) {
        starts[count] = at;
        n[count] = ws_numeric_number(probe, at, &ends[count]);
        if (n[count] < 0)
            break;
        at = ends[count];
        if (count == 2 || at >= probe->n || (sign && probe->ch[at] != sign) ||
            !(probe->ch[at] == '.' || probe->ch[at] == '-' || probe->ch[at] == '/')) {
            count++;
            break;
        }
        sign = probe->ch[at++];
        if (sign == '.' && at < probe->n && probe->cls[at] == WS_CH_SPACE &&
            ws_probe_digit(probe, at + 1))
            at++;
    }
    if (count < 2 || ws_numeric_goes_on(probe, ends[count - 1]) ||
        (probe->cls[ends[count - 1]] >= WS_CH_UPPER && probe->cls[ends[count - 1]] <= WS_CH_LOWER))
        return 0;
    signed_end = behind_day_sign(probe, ends[count - 1], sign);
    if (count == 3 && sign == '.' && ends[0] - starts[0] == 2 && signed_end) { /* 25.3.7(금) */
        ok = set_day(&r->when, ws_numeric_full_year(n[0], 2), n[1], n[2]);
        r->shape = WS_SYM_SHAPE_DATE_FULL;
    } else if (count == 2 && ends[0] - starts[0] < 4 && sign != '-' && signed_end) {
        ok = set_day(&r->when, 0, n[0], n[1]);
        r->shape = WS_SYM_SHAPE_DATE_MONTH_DAY;
    } else if (count == 3 && ends[0] - starts[0] == 4) {
        ok = set_day(&r->when, n[0], n[1], n[2]);
        r->shape = WS_SYM_SHAPE_DATE_DOTTED;
    } else if (count == 3 && sign == '.' && ends[2] - starts[2] == 4 && n[2] >= 1900 &&
               n[2] < 2100) { /* where dots part, the day comes first */
        ok = set_day(&r->when, n[2], n[1], n[0]) || set_day(&r->when, n[2], n[0], n[1]);
        r->shape = WS_SYM_SHAPE_DATE_DOTTED;
    } else if (count == 3 && sign != '.') {
        int year = ws_numeric_full_year(n[2], ends[2] - starts[2]);
        ok = set_in_order(r, year, n[0], n[1], true);
        r->shape = WS_SYM_SHAPE_DATE_SLASHED;
    } else if (count == 2 && ends[0] - starts[0] == 4 && n[1] >= 1 && n[1] <= 12 && sign != '/') {
        ok = n[0] >= 1900 && n[0] < 2100;
        r->when.year = n[0];
        r->when.month = n[1];
        r->shape = WS_SYM_SHAPE_DATE_DOTTED_MONTH;
    } else {
        bool led = ws_probe_led(probe, starts[0], "date");

        ok = count == 2 && (sign == '/' || (sign == '-' && led)) &&
             (led || ends[1] - starts[0] > 3) &&
             set_in_order(r, 0, n[0], n[1], ends[1] - starts[0] > 4); /* no 24/7 */
        r->shape = led ? WS_SYM_SHAPE_DATE_MONTH_DAY : WS_SYM_SHAPE_DATE_SLASHED;
    }
    if (!ok)
        return 0;
    r->complete = true;
    return signed_end ? signed_end : ends[count - 1];
}

uint32_t
ws_numeric_month(struct ws_reader *r, uint32_t at)
{
    const struct ws_probe *probe = r->probe;
    uint32_t end, stop, sign, next;
    int first = ws_numeric_number(probe, at, &end), second, year, month;
    bool apart, year_first = end == at + 4;

    if (first < 0 || r->npieces || ws_numeric_goes_before(probe, at))
        return 0;
    sign = ws_probe_gap(probe, end);
    if (sign >= probe->n || (probe->ch[sign] != '/' && probe->ch[sign] != '-'))
        return 0;
    next = ws_probe_gap(probe, sign + 1);
    second = ws_numeric_number(probe, next, &stop);
    apart = sign > end || next > sign + 1;
    year = year_first ? first : second;
    month = year_first ? second : first;
    if ((year_first ? stop - next > 2 : end - at > 2 || stop - next != 4) || month < 1 ||
        month > 12 || year < 1900 || year >= 2100 || ws_numeric_goes_on(probe, stop) ||
        !ws_probe_edge(probe, stop) || (apart && !ws_probe_closes(probe, stop)))
        return 0;
    if (year_first && month == (year + 1) % 100) /* the season 2011/12 */
        return 0;
    r->when.year = year;
    r->when.month = month;
    r->shape = WS_SYM_SHAPE_DATE_SLASHED;
    r->complete = true;
    return stop;
}

/* Is what makes a decade of the figure before @at one that no letter opens: 70's? */
static bool
suffix_apart(const struct ws_probe *probe, uint32_t at)
{
    uint64_t is = probe->is->unit_time;
    uint32_t end;
    const struct ws_entry *word = ws_probe_word(probe, at, is, &end);

    return word && !ws_ch_is_word(probe->cls[at]) && ws_probe_is(word, is, "kind", "suffix");
}

/* A second year behind the first, which ends at @end, and a hyphen: 2009-2013, 1998-99. */
static uint32_t
read_second_year(struct ws_reader *r, uint32_t end)
{
    const struct ws_probe *probe = r->probe;
    uint32_t stop;
    int year;

    if (!ws_probe_dash(probe, end) || probe->ch[end] == '~') /* 1918~2002: born and died */
        return end;
    year = ws_numeric_number(probe, end + 1, &stop);
    if (stop == end + 3)
        year += r->when.year / 100 * 100;
    else if (stop != end + 5)
        return end;
    if (year <= r->when.year || year > 2100 || ws_numeric_goes_on(probe, stop) ||
        (stop < probe->n && ws_ch_is_word(probe->cls[stop]) && !ws_probe_edge(probe, stop)))
        return end;
    r->when.year2 = year;
    return stop;
}

/* A year in four digits that stands alone. */
uint32_t
ws_numeric_year(struct ws_reader *r, uint32_t at)
{
    const struct ws_probe *probe = r->probe;
    uint32_t end, stop;
    int year = ws_numeric_number(probe, at, &end);
    const struct ws_entry *word;

    if (end == at + 2 && year >= 20 && year % 10 == 0 &&
        ((ws_dated_opened(r, at) && (!r->npieces || r->first == WS_RANK_PART)) ||
         suffix_apart(probe, end)))
        year += 1900; /* the 70s, 70's */
    else if (year < (r->npieces ? 1000 : 1700) || year > 2100 || end - at != 4)
        return 0;
    if (!r->npieces && ws_numeric_goes_before(probe, at))
        return 0;
    if (ws_numeric_goes_on(probe, end) &&
        !(probe->ch[end] == '-' &&
          (ws_probe_digit(probe, end + 4) || !ws_probe_digit(probe, end + 3))) &&
        !(probe->ch[end] == ',' && r->npieces))
        return 0;
    if (end < probe->n && (probe->ch[end] == '%' || probe->ch[end] == '$'))
        return 0;
    /* 1990s */
    word = ws_probe_word(probe, end, probe->is->unit_time, &stop);
    if (word && ws_probe_is(word, probe->is->unit_time, "kind", "suffix")) {
        if (year % 10)
            return 0;
        r->when.year = year;
        r->when.years = year % 100 == 0 && year < 2000 ? 100 : 10;
        r->shape = WS_SYM_SHAPE_DATE_DECADE;
        return stop;
    }
    if (end - at != 4 ||
        (end < probe->n && ws_ch_is_word(probe->cls[end]) && !ws_probe_edge(probe, end)))
        return 0;
    r->when.year = year;
    r->digits = true;
    return r->npieces ? end : read_second_year(r, end);
}
