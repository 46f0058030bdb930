/*
 * layout/zones.c - from lines to zones; see zones.h.
 */
#include "layout/zones.h"

#include "base/chars.h"
#include "base/error.h"
#include "layout/byline.h"
#include "layout/lines.h"
#include "layout/published.h"

#define MAX_BYLINE   160 /* weight of a line that is a byline */
#define MAX_STAMP    8   /* weight of the letters behind a stamp's date: PM EST, 일 (목) 오후 */
#define MAX_STRANGE  10  /* characters of it that are no part of one */
#define MAX_TRAILING 80  /* characters of a byline at the end of a paragraph */
#define MAX_HEADLINE 200
#define MAX_SUBHEAD  110 /* weight of a subhead between paragraphs */
#define MAX_TOP      150 /* of one between headline and first paragraph */
#define MAX_LISTED   140 /* of another story's headline */
#define FAIR_WEIGHT  30  /* of a headline that is beyond doubt */
#define MENU_WEIGHT  28  /* lines above the headline that are lighter may be a menu */

/* Characters of @span that are no blanks. */
static uint32_t
letters_in(const struct ws_doc *doc, struct ws_span span)
{
    uint32_t n = 0;

    for (uint32_t at = span.start; at < span.end; at++)
        n += !ws_ch_is_blank(doc->text.cls[at]);
    return n;
}

/* Is @span a byline: names and little else? */
static bool
is_byline(struct ws_doc *doc, struct ws_span span)
{
    uint32_t known = 0;
    int found = ws_byline_read(doc, span, false, &known);

    return found > 0 && letters_in(doc, span) <= known + MAX_STRANGE;
}

/* A byline in brackets at the start of a paragraph: [가나일보 홍길동 기자] ... */
static void
find_bracketed(struct ws_doc *doc, struct ws_line *line)
{
    const struct ws_text *t = &doc->text;
    uint32_t at = line->span.start, end;
    struct ws_span outlet = {0, 0};

    if (t->cls[at] != WS_CH_OPEN)
        return;
    end = ws_byline_outlet(doc, line->span, &outlet);
    if (end == at) {
        uint32_t close = at + 1;

        while (close < line->span.end && close < at + 50 && t->cls[close] != WS_CH_CLOSE)
            close++;
        if (close >= line->span.end || t->cls[close] != WS_CH_CLOSE ||
            !is_byline(doc, (struct ws_span){at + 1, close}))
            return;
        end = ws_doc_skip(doc, close + 1, line->span.end);
    } else if (doc->outlet.end == 0) {
        doc->outlet = outlet;
    }
    line->dateline = true;
    line->body = end;
    if (end == line->span.end)
        line->kind = WS_ZONE_BYLINE;
}

/* Is there a stop at @at that ends a sentence, rather than one of an address? */
static bool
is_last_stop(const struct ws_text *t, uint32_t at)
{
    uint8_t behind = t->cls[at + 1];

    return t->cls[at] == WS_CH_STOP && behind != WS_CH_LOWER && behind != WS_CH_DIGIT &&
           behind != WS_CH_STOP && behind != WS_CH_END;
}

/* A byline behind the last sentence of a paragraph: ... 말했다. 홍길동 기자 hong@... */
static void
find_trailing(struct ws_doc *doc, struct ws_line *line)
{
    uint32_t at = line->span.end, most = line->span.end - line->body;
    struct ws_span rest;

    if (most > MAX_TRAILING)
        most = MAX_TRAILING;
    while (at > line->span.end - most && !is_last_stop(&doc->text, at - 1))
        at--;
    if (at == line->span.end - most || at == line->span.end)
        return;
    rest = (struct ws_span){ws_doc_skip(doc, at, line->span.end), line->span.end};
    if (rest.start < rest.end && is_byline(doc, rest))
        line->tail = rest.start;
}

/* A line of nothing but the trade belongs to the one above: Jane Doe / Staff writer. */
static bool
joins_above(struct ws_doc *doc, struct ws_line *above, struct ws_line *line)
{
    uint32_t known = 0;
    struct ws_span both = {above->span.start, line->span.end};

    if (!ws_ch_is_word(doc->text.cls[line->span.start]) || line->weight > MAX_BYLINE / 2 ||
        above->weight > MAX_BYLINE / 2 || above->dateline ||
        (above->kind != WS_ZONE_OPEN && above->kind != WS_ZONE_BYLINE) ||
        ws_byline_read(doc, line->span, false, &known) != 0 || known < letters_in(doc, line->span))
        return false;
    if (above->kind == WS_ZONE_OPEN && !is_byline(doc, both))
        return false;
    above->kind = WS_ZONE_BYLINE;
    above->span = both;
    line->kind = WS_ZONE_BYLINE;
    line->span.start = line->span.end;
    return true;
}

static void
find_bylines(struct ws_doc *doc, struct ws_lines *lines)
{
    for (uint32_t i = 0; i < lines->v.n; i++) {
        struct ws_line *line = &lines->v.v[i];

        if (i > 0 && line->kind == WS_ZONE_OPEN && joins_above(doc, line - 1, line))
            continue;

        if (line->kind == WS_ZONE_OPEN && !line->dateline)
            find_bracketed(doc, line);
        if (line->kind != WS_ZONE_OPEN)
            continue;
        if (!line->full && !line->dateline && line->weight <= MAX_BYLINE &&
            is_byline(doc, line->span))
            line->kind = WS_ZONE_BYLINE;
        else if (line->weight >= 60)
            find_trailing(doc, line);
    }
}

/* Weight of the paragraphs in lines [from, to). */
static uint32_t
body_weight(const struct ws_lines *lines, uint32_t from, uint32_t to)
{
    uint32_t weight = 0;

    for (uint32_t i = from; i < to; i++) {
        const struct ws_line *line = &lines->v.v[i];
        if (line->kind == WS_ZONE_OPEN && (line->dateline || ws_line_is_paragraph(line)))
            weight += line->weight;
    }
    return weight;
}

/* Furniture behind the line that ends the page, unless more of the article is there. */
static uint32_t
cut_page(struct ws_lines *lines)
{
    uint32_t all = body_weight(lines, 0, lines->v.n), before = 0;

    for (uint32_t i = 0; i < lines->v.n; i++) {
        before += body_weight(lines, i, i + 1);
        if (!lines->v.v[i].ends_page || before == 0 || (all - before) * 6 > all)
            continue;
        for (uint32_t k = i; k < lines->v.n; k++)
            if (lines->v.v[k].kind != WS_ZONE_BYLINE)
                lines->v.v[k].kind = WS_ZONE_FURNITURE;
        return i;
    }
    return lines->v.n;
}

/* Headlines of other stories, behind a line that announces them. */
static void
cut_lists(const struct ws_doc *doc, struct ws_lines *lines, uint32_t first)
{
    bool listing = false;

    for (uint32_t i = first; i < lines->v.n; i++) {
        struct ws_line *line = &lines->v.v[i];

        if (line->lists)
            listing = true;
        else if (line->kind != WS_ZONE_OPEN || line->dateline || line->weight > MAX_LISTED ||
                 doc->text.ch[line->span.end - 1] == '.')
            listing = false;
        else if (listing)
            line->kind = WS_ZONE_FURNITURE;
    }
}

/* A row of links: Home | World | Sport, 홈 > 지역, News  Features  Video. */
static bool
is_menu(const struct ws_doc *doc, const struct ws_line *line)
{
    const struct ws_text *t = &doc->text;
    uint32_t bars = 0, arrows = 0, gaps = 0;

    for (uint32_t at = line->span.start; at < line->span.end; at++) {
        bool blank = ws_ch_is_blank(t->cls[at - (at > 0)]);

        bars += t->ch[at] == '|';
        arrows += (t->ch[at] == '>' || t->ch[at] == 0x203A) && blank;
        gaps += t->cls[at] == WS_CH_SPACE && blank && at > line->span.start;
    }
    return bars > 1 || arrows > 0 || gaps > 1;
}

/* Is the whole line the name of a news outlet? */
static bool
is_outlet(const struct ws_doc *doc, const struct ws_line *line)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    const struct ws_entry *entry = ws_lexicon_find(
        lexicon, &lexicon->main, doc->text.ch + line->span.start, ws_span_len(line->span));

    return entry && entry->classes & doc->pack->is.org_media;
}

static bool
has_letters(const struct ws_doc *doc, const struct ws_line *line)
{
    for (uint32_t at = line->span.start; at < line->span.end; at++)
        if (doc->text.cls[at] >= WS_CH_UPPER && doc->text.cls[at] <= WS_CH_LETTER)
            return true;
    return false;
}

/* Short lines behind the last paragraph, from the first that is furniture by rule on. */
static void
cut_tail(const struct ws_doc *doc, struct ws_lines *lines, uint32_t first)
{
    uint32_t last = lines->v.n;
    bool tail = false;

    while (last > first && !(lines->v.v[last - 1].kind == WS_ZONE_OPEN &&
                             ws_line_is_paragraph(&lines->v.v[last - 1])))
        last--;
    for (uint32_t i = last; last > first && i < lines->v.n; i++) {
        struct ws_line *line = &lines->v.v[i];

        if (line->kind == WS_ZONE_OPEN && is_menu(doc, line))
            line->kind = WS_ZONE_FURNITURE;
        tail |= line->kind == WS_ZONE_FURNITURE;
        if (tail && line->kind == WS_ZONE_OPEN && line->weight <= MAX_LISTED &&
            doc->text.ch[line->span.end - 1] != '.')
            line->kind = WS_ZONE_FURNITURE;
    }
}

/* The first line above @first that reads like a headline; @first where none does. */
static uint32_t
find_headline(const struct ws_doc *doc, const struct ws_lines *lines, uint32_t first)
{
    uint32_t best = first, weight = 0;

    for (uint32_t i = 0; i < first; i++) {
        const struct ws_line *line = &lines->v.v[i];

        if (line->kind != WS_ZONE_OPEN || line->weight > MAX_HEADLINE || is_outlet(doc, line) ||
            doc->text.ch[line->span.end - 1] == '.' || !has_letters(doc, line) ||
            is_menu(doc, line))
            continue;
        if (line->weight >= FAIR_WEIGHT && line->words >= 2)
            return i;
        if (line->weight > weight) { /* a very short one */
            weight = line->weight;
            best = i;
        }
    }
    return best;
}

/* Lines above the first paragraph @first: menu, headline, subheads. */
static void
decide_top(const struct ws_doc *doc, struct ws_lines *lines, uint32_t first)
{
    uint32_t headline = find_headline(doc, lines, first);
    bool menu = false; /* a line of the page's own stands above the headline */

    if (headline == first)
        return;
    for (uint32_t i = 0; i < headline; i++)
        menu |= lines->v.v[i].kind == WS_ZONE_FURNITURE || is_menu(doc, &lines->v.v[i]);
    for (uint32_t i = 0; i < first; i++) {
        struct ws_line *line = &lines->v.v[i];

        if (line->kind != WS_ZONE_OPEN)
            continue;
        if (i == headline)
            line->kind = WS_ZONE_HEADLINE;
        else if (is_outlet(doc, line) || !has_letters(doc, line) || is_menu(doc, line))
            line->kind = WS_ZONE_FURNITURE;
        else if (i < headline)
            line->kind = line->weight < MENU_WEIGHT && menu ? WS_ZONE_FURNITURE : WS_ZONE_SUBHEAD;
        else if (doc->text.ch[line->span.end - 1] != '.' && line->weight <= MAX_TOP)
            line->kind = WS_ZONE_SUBHEAD;
    }
}

/* A line that stands twice is a caption, pasted with its picture's alternative text. */
static void
find_repeated(const struct ws_doc *doc, struct ws_lines *lines, uint32_t first)
{
    for (uint32_t i = 1; i < lines->v.n && i <= first + 1; i++) {
        struct ws_line *last = &lines->v.v[i - 1], *line = &lines->v.v[i];

        if (line->weight >= 40 && (last->kind == WS_ZONE_OPEN || last->kind == WS_ZONE_CAPTION) &&
            line->kind == last->kind && ws_doc_same(doc, last->span, line->span))
            last->kind = line->kind = WS_ZONE_CAPTION;
    }
}

/* Is there a sign in @span that stands in addresses, times and labels? */
static bool
has_slash(const struct ws_text *t, struct ws_span span)
{
    for (uint32_t at = span.start; at < span.end; at++)
        if (t->ch[at] == '/' || t->ch[at] == ':' || t->ch[at] == '@')
            return true;
    return false;
}

/* Short lines without a stop between paragraphs. */
static void
find_subheads(const struct ws_doc *doc, struct ws_lines *lines, uint32_t first)
{
    const struct ws_text *t = &doc->text;

    for (uint32_t i = first + 1; i + 1 < lines->v.n; i++) {
        struct ws_line *line = &lines->v.v[i];
        const struct ws_line *last = line - 1, *next = line + 1;

        if (line->kind == WS_ZONE_OPEN && !line->full && line->words >= 2 && line->weight >= 12 &&
            line->weight <= MAX_SUBHEAD && ws_line_is_paragraph(last) &&
            ws_line_is_paragraph(next) &&
            (line->quoted || ws_ch_is_word(t->cls[line->span.end - 1])) &&
            (ws_ch_is_word(t->cls[line->span.start]) || t->cls[line->span.start] == WS_CH_QUOTE) &&
            !has_slash(t, line->span))
            line->kind = WS_ZONE_SUBHEAD;
    }
}

static void
decide(struct ws_doc *doc, struct ws_lines *lines)
{
    uint32_t end, first = 0;

    find_bylines(doc, lines);
    end = cut_page(lines);
    while (first < end &&
           !(lines->v.v[first].kind == WS_ZONE_OPEN &&
             (lines->v.v[first].dateline || ws_line_is_paragraph(&lines->v.v[first]))))
        first++;
    cut_lists(doc, lines, first);
    cut_tail(doc, lines, first);
    if (first < end) {
        find_repeated(doc, lines, first);
        while (first < end && lines->v.v[first].kind == WS_ZONE_CAPTION)
            first++;
        decide_top(doc, lines, first);
        find_subheads(doc, lines, first);
    }
    for (uint32_t i = 0; i < lines->v.n; i++)
        if (lines->v.v[i].kind == WS_ZONE_OPEN)
            lines->v.v[i].kind = WS_ZONE_BODY;
}

/* 입력 2021-03-04 10:20 on a line of its own belongs to the page; behind a reporter's name
 * it stands in the byline. */
static bool
drop_stamps(struct ws_doc *doc, struct ws_lines *lines)
{
    for (uint32_t i = 0; i < lines->v.n; i++) {
        struct ws_line *line = &lines->v.v[i];
        const struct ws_text *t = &doc->text;
        uint32_t weight = 0;
        int people;

        if (line->kind != WS_ZONE_BYLINE || !line->stamped)
            continue;
        for (uint32_t at = line->stamp; at < line->span.end; at++)
            if (ws_ch_is_word(t->cls[at]) && t->cls[at] != WS_CH_DIGIT)
                weight += t->cls[at] == WS_CH_HANGUL ? 2 : 1;
        people = ws_byline_read(doc, line->span, false, NULL);
        if (people < 0)
            return false;
        if (people == 0 && weight <= MAX_STAMP)
            line->kind = WS_ZONE_FURNITURE;
    }
    return true;
}

/* One line, or captions and furniture alone, are no page: the text is what it says. */
static void
keep_something(struct ws_lines *lines)
{
    if (lines->v.n == 1 && !lines->v.v[0].dateline)
        lines->v.v[0].kind = WS_ZONE_BODY;
    for (uint32_t i = 0; i < lines->v.n; i++)
        if (lines->v.v[i].kind == WS_ZONE_BODY)
            return;
    for (uint32_t i = 0; i < lines->v.n; i++)
        if (lines->v.v[i].kind == WS_ZONE_CAPTION || lines->v.v[i].kind == WS_ZONE_FURNITURE)
            lines->v.v[i].kind = WS_ZONE_BODY;
}

/* Add [start, end) to the last zone if it is of the same kind, else as a new one. */
static bool
add_zone(struct ws_doc *doc, uint32_t start, uint32_t end, enum ws_zone_kind kind)
{
    struct ws_zone *zone;

    while (end > start && ws_ch_is_blank(doc->text.cls[end - 1]))
        end--;
    if (start >= end)
        return true;
    if (doc->zones.n && doc->zones.v[doc->zones.n - 1].kind == kind && kind != WS_ZONE_BYLINE) {
        doc->zones.v[doc->zones.n - 1].span.end = end;
        return true;
    }
    zone = ws_list_add(&doc->arena, &doc->zones);
    if (!zone)
        return false;
    *zone = (struct ws_zone){{start, end}, kind};
    return kind != WS_ZONE_BYLINE || ws_byline_read(doc, zone->span, true, NULL) >= 0;
}

static bool
add_line(struct ws_doc *doc, const struct ws_line *line)
{
    if (line->kind == WS_ZONE_BYLINE)
        return add_zone(doc, line->span.start, line->span.end, WS_ZONE_BYLINE);
    return add_zone(doc, line->span.start, line->body, WS_ZONE_BYLINE) &&
           add_zone(doc, line->body, line->tail, line->kind) &&
           add_zone(doc, line->tail, line->span.end, WS_ZONE_BYLINE);
}

whosaid_status
ws_layout_zones(struct ws_doc *doc, whosaid_error *err)
{
    struct ws_lines lines = {0};
    bool fine = ws_lines_split(&lines, doc);

    doc->published = doc->given;
    doc->published_from = doc->given_from;
    if (fine && lines.v.n) {
        ws_lines_mark(&lines, doc);
        decide(doc, &lines);
        fine = drop_stamps(doc, &lines);
        keep_something(&lines);
    }
    for (uint32_t i = 0; fine && i < lines.v.n; i++)
        fine = add_line(doc, &lines.v.v[i]);
    ws_published_check(doc);
    return fine ? WHOSAID_OK : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
}
