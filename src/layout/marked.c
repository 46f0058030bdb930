/*
 * layout/marked.c - what the pack's rules "for zone" say of lines; see lines.h.
 */
#include "layout/lines.h"

#include <string.h>

#include "base/chars.h"

/* A rule for furniture does not take a paragraph of more than this away. */
#define MAX_FURNITURE 170
/* A credit makes a caption of a line of up to this weight: (AP) behind a long
 * paragraph is a source, not a credit. */
#define MAX_CAPTION  420
#define MAX_END      80 /* characters at each end of a long line in which rules may match */
#define MAX_DATELINE 45 /* characters of "WASHINGTON, Dec. 7 (Reuters) -" */

enum source { SOURCE_NONE, SOURCE_MODIFIED, SOURCE_CAPTION, SOURCE_INPUT };

struct marking {
    struct ws_doc *doc;
    struct ws_line *line; /* the line that hits are in */
    enum source source;   /* where doc->published is from, the greatest counts */
};

/* The text of group @name in a match, empty where it took no part. */
static struct ws_span
group_span(const struct ws_rule *rule, const char *name, const PCRE2_SIZE *ovector,
           uint32_t ngroups)
{
    const struct ws_regex *regex = ws_rule_regex(rule);
    PCRE2_UCHAR32 wide[16];
    size_t n = 0;
    int group;

    for (; name[n] && n < 15; n++)
        wide[n] = (unsigned char)name[n];
    wide[n] = 0;
    group = regex ? pcre2_substring_number_from_name(regex->code, wide) : 0;
    if (group <= 0 || (uint32_t)group >= ngroups || ovector[2 * group] == PCRE2_UNSET)
        return (struct ws_span){0, 0};
    return (struct ws_span){(uint32_t)ovector[2 * group], (uint32_t)ovector[2 * group + 1]};
}

static int
digits_at(const struct ws_text *t, struct ws_span span)
{
    int value = 0;

    for (uint32_t at = span.start; at < span.end; at++) {
        if (t->cls[at] != WS_CH_DIGIT || value > 9999)
            return 0;
        value = value * 10 + (int)(t->ch[at] - '0');
    }
    return value;
}

/* A month in digits, or by its name. */
static int
month_at(const struct ws_doc *doc, struct ws_span span)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    int month = digits_at(&doc->text, span);
    const struct ws_entry *entry;

    if (month || span.start == span.end)
        return month;
    entry = ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + span.start, ws_span_len(span));
    return entry ? (int)ws_entry_number(entry, doc->pack->is.month, "month", 0) : 0;
}

static uint32_t
date_end(const struct ws_rule *rule, const PCRE2_SIZE *ovector, uint32_t ngroups)
{
    uint32_t y = group_span(rule, "y", ovector, ngroups).end;
    uint32_t d = group_span(rule, "d", ovector, ngroups).end;

    return y > d ? y : d;
}

static void
take_date(struct marking *m, const struct ws_rule *rule, const PCRE2_SIZE *ovector,
          uint32_t ngroups)
{
    static const char *const words[] = {"", "input line", "caption", "input line"};
    enum source source = strcmp(rule->type, "input") == 0          ? SOURCE_INPUT
                         : strcmp(rule->type, "caption-date") == 0 ? SOURCE_CAPTION
                                                                   : SOURCE_MODIFIED;
    const struct ws_text *t = &m->doc->text;
    int year = digits_at(t, group_span(rule, "y", ovector, ngroups));
    int month = month_at(m->doc, group_span(rule, "m", ovector, ngroups));
    int day = digits_at(t, group_span(rule, "d", ovector, ngroups));

    if (source <= m->source || m->doc->given.year || year < 1800 || year > 2200 || month < 1 ||
        month > 12 || day < 1 || day > 31)
        return;
    m->source = source;
    m->doc->published = (struct ws_day){(int16_t)year, (int8_t)month, (int8_t)day};
    m->doc->published_from = words[source];
}

/* Is text[start, at) the head of a dateline: NAIROBI, Kenya? */
static bool
is_dateline_head(const struct ws_doc *doc, struct ws_span head, bool outlet)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    const struct ws_text *t = &doc->text;
    uint32_t title[32], n = 0, at = head.start;
    const struct ws_entry *entry;
    bool state; /* NAIROBI, Kenya: words with a capital behind a comma */

    if (ws_span_len(head) > MAX_DATELINE || ws_span_len(head) < 3)
        return false;
    for (; at < head.end && n < 32 && (t->cls[at] == WS_CH_UPPER || t->cls[at] == WS_CH_SPACE);
         at++) {
        bool first = n == 0 || t->cls[at - 1] == WS_CH_SPACE;
        title[n++] = first || t->ch[at] > 'Z' ? t->ch[at] : t->ch[at] + ('a' - 'A');
    }
    while (n > 0 && title[n - 1] == ' ')
        n--;
    if (n < 3 || t->cls[at] == WS_CH_LOWER)
        return false;
    state = t->ch[at] == ',';
    for (uint32_t i = at + 1; i < head.end; i++)
        state &= t->cls[i] != WS_CH_LOWER || ws_ch_is_word(t->cls[i - 1]);
    entry = ws_lexicon_find(lexicon, &lexicon->main, title, n);
    return outlet || state || (entry && entry->classes & doc->pack->is.place);
}

/* Blanks, and an outlet in brackets, behind the place of a dateline. */
static void
cut_outlet(const struct ws_text *t, struct ws_span *place, struct ws_span *outlet)
{
    uint32_t end = place->end, open;

    while (end > place->start && ws_ch_is_blank(t->cls[end - 1]))
        end--;
    open = end;
    while (open > place->start && t->cls[open - 1] != WS_CH_OPEN)
        open--;
    if (end > place->start && t->cls[end - 1] == WS_CH_CLOSE && open > place->start) {
        *outlet = (struct ws_span){open, end - 1};
        end = open - 1;
        while (end > place->start && ws_ch_is_blank(t->cls[end - 1]))
            end--;
    }
    place->end = end;
}

static void
take_byline(struct marking *m, struct ws_line *line, const struct ws_rule *rule,
            const PCRE2_SIZE *ovector, uint32_t ngroups)
{
    struct ws_doc *doc = m->doc;
    struct ws_span place = group_span(rule, "place", ovector, ngroups);
    struct ws_span outlet = group_span(rule, "outlet", ovector, ngroups);
    uint32_t start = (uint32_t)ovector[0], end = (uint32_t)ovector[1];

    if (strcmp(rule->type, "dateline") == 0) {
        place = (struct ws_span){line->span.start, start};
        cut_outlet(&doc->text, &place, &outlet);
        if (!is_dateline_head(doc, place, outlet.end > outlet.start))
            return;
        start = line->span.start;
    }
    if (start != line->span.start || line->kind != WS_ZONE_OPEN)
        return;
    if (doc->place.end == 0)
        doc->place = place;
    if (doc->outlet.end == 0)
        doc->outlet = outlet;
    line->dateline = true;
    line->body = ws_doc_skip(doc, end < line->span.end ? end : line->span.end, line->span.end);
    if (line->body == line->span.end)
        line->kind = WS_ZONE_BYLINE;
}

static bool
take_hit(void *user, const struct ws_rules *rules, uint32_t index, const PCRE2_SIZE *ovector,
         uint32_t ngroups)
{
    struct marking *m = user;
    const struct ws_rule *rule = &rules->rules[index];
    const char *type = rule->type;
    struct ws_line *line = m->line;

    if (strcmp(type, "byline") == 0 || strcmp(type, "dateline") == 0) {
        take_byline(m, line, rule, ovector, ngroups);
    } else if (strcmp(type, "caption") == 0) {
        if (line->kind == WS_ZONE_OPEN && !line->dateline && line->weight <= MAX_CAPTION)
            line->kind = WS_ZONE_CAPTION;
    } else if (strcmp(type, "furniture") == 0 || strcmp(type, "end") == 0 ||
               strcmp(type, "list") == 0) {
        if (!line->dateline && line->weight <= MAX_FURNITURE &&
            (*type == 'e' || ovector[0] == line->span.start)) {
            line->kind = WS_ZONE_FURNITURE;
            line->ends_page |= *type == 'e';
            line->lists |= *type == 'l';
        }
    } else {
        take_date(m, rule, ovector, ngroups);
        if (*type != 'c' && line->kind == WS_ZONE_OPEN && !line->dateline &&
            line->weight <= MAX_FURNITURE && !ws_line_is_paragraph(line)) {
            line->kind = WS_ZONE_BYLINE;
            line->stamped = ovector[0] == line->span.start;
        }
        if (line->stamped)
            line->stamp = date_end(rule, ovector, ngroups);
    }
    return true;
}

static void
run_rules(struct marking *m, uint32_t start, uint32_t end)
{
    struct ws_doc *doc = m->doc;

    ws_rules_run(&doc->pack->rules, WS_USE_ZONE, &doc->scratch, doc->text.ch, doc->text.n, start,
                 end, take_hit, m);
}

/* Of a long paragraph only the ends can tell what it is. */
void
ws_lines_mark(struct ws_lines *lines, struct ws_doc *doc)
{
    struct marking m = {.doc = doc};

    for (uint32_t i = 0; i < lines->v.n; i++) {
        struct ws_span span = lines->v.v[i].span;

        m.line = &lines->v.v[i];
        if (ws_span_len(span) <= 2 * MAX_END) {
            run_rules(&m, span.start, span.end);
        } else {
            run_rules(&m, span.start, span.start + MAX_END);
            run_rules(&m, span.end - MAX_END, span.end);
        }
    }
}
