/*
 * layout/published.c - see published.h.
 */
#include "layout/published.h"

#include <string.h>

#include "base/chars.h"

/* The number of one or two digits at @at, if it is followed by a word for days: 7일. */
static int
day_at(const struct ws_doc *doc, uint32_t at)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    const struct ws_text *t = &doc->text;
    uint32_t end = at;
    const struct ws_entry *entry;
    const char *unit;
    int day = 0;

    while (t->cls[end] == WS_CH_DIGIT && end - at < 3)
        day = day * 10 + (int)(t->ch[end++] - '0');
    if (end - at > 2 || day < 1 || day > 31)
        return 0;
    entry = ws_lexicon_find(lexicon, &lexicon->main, &t->ch[end], 1);
    unit = entry ? ws_entry_attr(entry, doc->pack->is.unit_time, "unit") : NULL;
    return unit && strcmp(unit, "D") == 0 ? day : 0;
}

/* The first day that body text names; 0: none. */
static int
first_day(const struct ws_doc *doc)
{
    const struct ws_text *t = &doc->text;

    for (uint32_t z = 0; z < doc->zones.n; z++) {
        struct ws_span span = doc->zones.v[z].span;

        if (doc->zones.v[z].kind != WS_ZONE_BODY)
            continue;
        for (uint32_t at = span.start; at < span.end; at++) {
            bool first = t->cls[at] == WS_CH_DIGIT && (at == 0 || !ws_ch_is_word(t->cls[at - 1]));
            int day = first && (at == 0 || t->ch[at - 1] != '.') ? day_at(doc, at) : 0;

            if (day)
                return day;
        }
    }
    return 0;
}

void
ws_published_check(struct ws_doc *doc)
{
    int day;

    if (!doc->published_from || strcmp(doc->published_from, "caption") != 0)
        return;
    day = first_day(doc);
    if (day && day != doc->published.day) {
        doc->published = (struct ws_day){0, 0, 0};
        doc->published_from = NULL;
    }
}
