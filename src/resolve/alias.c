/*
 * resolve/alias.c - which entity a name is a form of; see entities.c.
 */
#include "resolve/joiner.h"

#include <string.h>

#include "base/chars.h"
#include "base/utf8.h"
#include "resolve/mentions.h"

#define LEAST_END    4 /* characters of a name that another one ends in */
#define LEAST_MOST   6 /* letters of a name that are enough of it */
#define MOST_SKIPPED 3 /* letters of a name that its short form leaves out in one place */

static bool
ends_span(const struct ws_doc *doc, struct ws_span whole, struct ws_span part)
{
    uint32_t n = ws_span_len(part);
    struct ws_span tail = {whole.end - n, whole.end};

    return n < ws_span_len(whole) && ws_doc_same(doc, tail, part);
}

static bool
starts_span(const struct ws_doc *doc, struct ws_span whole, struct ws_span part)
{
    struct ws_span head = {whole.start, whole.start + ws_span_len(part)};

    return ws_span_len(part) < ws_span_len(whole) && ws_doc_same(doc, head, part);
}

static bool
has_blank(const struct ws_doc *doc, struct ws_span span)
{
    for (uint32_t i = span.start; i < span.end; i++)
        if (doc->text.cls[i] == WS_CH_SPACE)
            return true;
    return false;
}

/* Do words of the text begin or end where the part of @whole does? */
static bool
is_word_part(const struct ws_doc *doc, struct ws_span whole, struct ws_span part, bool at_end)
{
    uint32_t cut = at_end ? whole.end - ws_span_len(part) : whole.start + ws_span_len(part);

    return !ws_ch_is_word(doc->text.cls[at_end ? cut - 1 : cut]);
}

static bool
has_form(const struct ws_joiner *j, const struct ws_entity *e, struct ws_span form)
{
    for (uint32_t i = 0; i < e->aliases.n; i++)
        if (ws_doc_same(j->doc, e->aliases.v[i], form))
            return true;
    return ws_doc_same(j->doc, e->name, form);
}

/* The status word before a title or at its beginning, 전 대표: its entry; WS_NONE. */
static uint32_t
status_of(const struct ws_doc *doc, struct ws_span title)
{
    const struct ws_match *match = ws_doc_longest(doc, title.start, doc->pack->is.title_status);
    uint32_t w = doc->word_at[title.start];

    if ((!match || match->span.end >= title.end) && w != WS_NONE && w > 0) {
        match = ws_doc_longest(doc, doc->words.v[w - 1].span.start, doc->pack->is.title_status);
        if (match && match->span.end != doc->words.v[w - 1].span.end)
            match = NULL;
    }
    return match && match->span.end < title.end ? match->entry : WS_NONE;
}

/* Does person @e bear @title: 2 with the same status, 1 with another (대표, 전 대표), 0 not. */
static int
title_fit(const struct ws_joiner *j, const struct ws_entity *e, struct ws_span title)
{
    int best = 0;

    for (uint32_t i = 0; i < e->titles.n && best < 2; i++) {
        struct ws_span own = e->titles.v[i];
        if (!ws_doc_same(j->doc, own, title) && !ends_span(j->doc, own, title) &&
            !ends_span(j->doc, title, own))
            continue;
        best = status_of(j->doc, own) == status_of(j->doc, title) ? 2 : 1;
    }
    return best;
}

bool
ws_alias_has_title(const struct ws_joiner *j, const struct ws_entity *e, struct ws_span title)
{
    return title_fit(j, e, title) > 0;
}

const char *
ws_alias_canonical(const struct ws_doc *doc, struct ws_span form)
{
    const struct ws_match *match = ws_doc_match(doc, form);

    return match ? ws_entry_attr(&doc->pack->lexicon.entries[match->entry], 0, "name") : NULL;
}

/* Is the one letter @short_form the first of @name, written in Chinese (文 of 문재인)? */
static bool
is_hanja_of(const struct ws_doc *doc, struct ws_span name, struct ws_span short_form)
{
    struct ws_span first = {name.start, name.start + 1};
    const char *canonical;

    if (ws_span_len(short_form) != 1 || doc->text.cls[short_form.start] != WS_CH_HAN ||
        ws_span_len(name) < 2)
        return false;
    canonical = ws_alias_canonical(doc, short_form);
    return canonical && ws_doc_is(doc, first, canonical, strlen(canonical));
}

/* Is @short_form a family name that @name starts with (배 of 배경훈)? */
bool
ws_alias_is_family(const struct ws_doc *doc, struct ws_span name, struct ws_span short_form)
{
    uint64_t classes;

    if (!(doc->pack->features & WS_FEATURE_FAMILY_FIRST) || ws_span_len(short_form) > 2)
        return false;
    if (is_hanja_of(doc, name, short_form))
        return true;
    classes = ws_doc_classes(doc, short_form);
    return (ws_span_len(short_form) == 1 || classes & doc->pack->is.family) &&
           ws_span_len(name) > ws_span_len(short_form) && starts_span(doc, name, short_form);
}

/* How well @form fits person @e: 0 not at all; the same form is best. */
static int
person_fit(const struct ws_joiner *j, const struct ws_entity *e, struct ws_span form,
           const struct ws_span *title)
{
    const struct ws_doc *doc = j->doc;

    int fit = title ? title_fit(j, e, *title) : 0;

    if (has_form(j, e, form))
        return ws_span_len(form) > 1 || !title || !e->titles.n || fit == 2 ? WS_SAME_FORM : 5 + fit;
    if (ws_alias_is_family(doc, e->name, form))
        return fit == 2 ? 8 : fit == 1 ? 7 : title ? 4 : 3;
    if (has_blank(doc, e->name)) {
        if (ends_span(doc, e->name, form) && is_word_part(doc, e->name, form, true))
            return 7;
        if (starts_span(doc, e->name, form) && is_word_part(doc, e->name, form, false))
            return 6;
    } else if (doc->pack->features & WS_FEATURE_FAMILY_FIRST && ws_span_len(e->name) == 3 &&
               ws_span_len(form) == 2 && ends_span(doc, e->name, form)) {
        return 6;
    }
    return 0;
}

/* A whole name read later may complete a short one read before: 메시 ... 리오넬 메시. */
static int
completes(const struct ws_joiner *j, const struct ws_entity *e, struct ws_span form)
{
    const struct ws_doc *doc = j->doc;

    if (ws_alias_is_family(doc, form, e->name) && e->mentions.n)
        return 2;
    if (has_blank(doc, form) &&
        ((ends_span(doc, form, e->name) && is_word_part(doc, form, e->name, true)) ||
         (starts_span(doc, form, e->name) && is_word_part(doc, form, e->name, false))))
        return 5;
    return 0;
}

/* First letters of the words of @name are @form: BOK of Bank of Korea (small words skipped
 * or not). */
static bool
is_acronym(const struct ws_doc *doc, struct ws_span name, struct ws_span form)
{
    uint32_t at = form.start;

    if (ws_span_len(form) < 2 || !has_blank(doc, name))
        return false;
    for (uint32_t i = name.start; i < name.end; i++) {
        bool first = i == name.start || !ws_ch_is_word(doc->text.cls[i - 1]);

        if (!first || doc->text.cls[i] != WS_CH_UPPER)
            continue;
        if (at == form.end || doc->text.ch[at++] != doc->text.ch[i])
            return false;
    }
    return at == form.end;
}

/* Is @form the most of the canonical name, but for a word before it: 민주노동조합총연맹 of
 * 전국민주노동조합총연맹? */
static bool
ends_canonical(const struct ws_doc *doc, const char *canonical, struct ws_span form)
{
    size_t len = strlen(canonical);

    if (ws_span_len(form) < LEAST_MOST)
        return false;
    for (size_t at = 0; at < len; ws_utf8_next(canonical, len, &at, NULL))
        if (ws_doc_is(doc, form, canonical + at, len - at))
            return true;
    return false;
}

/* Does @name end in @form, a word or more of it? */
static bool
ends_word(const struct ws_doc *doc, struct ws_span name, const char *form)
{
    for (uint32_t i = name.start + 1; i < name.end; i++)
        if (!ws_ch_is_word(doc->text.cls[i - 1]) &&
            ws_doc_is(doc, (struct ws_span){i, name.end}, form, strlen(form)))
            return true;
    return false;
}

/* A body that is known by @form, and so by no letters of another name: 감사원, 한국은행. */
static bool
is_body(const struct ws_doc *doc, struct ws_span form)
{
    const struct ws_class_sets *is = &doc->pack->is;

    return ws_doc_classes(doc, form) & is->org & ~(is->org_suffix | is->org_generic | is->org_unit);
}

/* Where @form ends in what bodies end in (도청, 은행), does @name end in the same? */
static bool
same_sort(const struct ws_doc *doc, struct ws_span name, struct ws_span form)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    struct ws_span end = {form.end - 2, form.end}, other = {name.end - 2, name.end};
    const struct ws_entry *entry =
        ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + end.start, 2);

    return !entry || !(entry->classes & doc->pack->is.org_suffix) || ws_doc_same(doc, end, other);
}

/* A name written as one word is clipped to letters of it, in their order: 예정처 of 국회
 * 예산정책처, 자조단 of 자본시장조사단.  The first letter opens a word of the name, and none is
 * far from the one before. */
static bool
is_clipped(const struct ws_doc *doc, struct ws_span name, struct ws_span form)
{
    uint32_t n = ws_span_len(form);

    if (n < 3 || n > 5 || doc->text.cls[form.start] != WS_CH_HANGUL || has_blank(doc, form) ||
        ws_span_len(name) < n + 2 || is_body(doc, form) || !same_sort(doc, name, form))
        return false;
    for (uint32_t w = name.start; w < name.end; w++) {
        uint32_t at = w, left = form.start, skipped = 0;

        if (doc->text.ch[w] != doc->text.ch[form.start] ||
            (w > name.start && ws_ch_is_word(doc->text.cls[w - 1])))
            continue;
        for (; at < name.end && left < form.end && skipped <= MOST_SKIPPED; at++) {
            bool same = doc->text.ch[at] == doc->text.ch[left];
            if (doc->text.cls[at] != WS_CH_HANGUL)
                break;
            skipped = same ? 0 : skipped + 1;
            left += same;
        }
        if (left == form.end && at - w >= n + 1 && name.end - at <= 2)
            return true;
    }
    return false;
}

/* 국회|예산정책처: is @form, of some length, the end of @name behind a body or a place? */
static bool
heads_body(const struct ws_doc *doc, struct ws_span name, struct ws_span form)
{
    struct ws_span front = {name.start, name.end - ws_span_len(form)};

    return ws_span_len(form) >= LEAST_END && ws_span_len(name) >= ws_span_len(form) + 2 &&
           doc->text.cls[form.start] == WS_CH_HANGUL && ends_span(doc, name, form) &&
           ws_doc_classes(doc, front) & (doc->pack->is.org | doc->pack->is.place);
}

static int
name_fit(const struct ws_joiner *j, const struct ws_entity *e, struct ws_span form,
         const char *canonical)
{
    const struct ws_doc *doc = j->doc;

    if (has_form(j, e, form))
        return WS_SAME_FORM;
    if (canonical && ((e->canonical && strcmp(canonical, e->canonical) == 0) ||
                      ws_doc_is(doc, e->name, canonical, strlen(canonical))))
        return 9;
    if (e->canonical && ws_doc_is(doc, form, e->canonical, strlen(e->canonical)))
        return 9;
    if (is_acronym(doc, e->name, form))
        return 8;
    if (canonical && e->type == j->org &&
        (ends_word(doc, e->name, canonical) || ends_canonical(doc, canonical, e->name)))
        return 7;
    if (e->canonical && e->type == j->org &&
        (ends_word(doc, form, e->canonical) || ends_canonical(doc, e->canonical, form)))
        return 7;
    if (e->type == j->org && has_blank(doc, e->name) && ws_span_len(form) >= 2 &&
        ends_span(doc, e->name, form) && is_word_part(doc, e->name, form, true) &&
        !(ws_doc_classes(doc, form) & doc->pack->is.org_generic))
        return 6;
    if (e->type == j->org && (heads_body(doc, e->name, form) || heads_body(doc, form, e->name)))
        return 6;
    if (e->type == j->org && (is_clipped(doc, e->name, form) || is_clipped(doc, form, e->name)))
        return 5;
    return 0;
}

/* Of the first letter, and of every other one that opens a word of a name or that may be clipped to. */
static uint32_t
first_bits(const struct ws_doc *doc, struct ws_span form)
{
    uint32_t bits = 0;

    for (uint32_t i = form.start; i < form.end; i++)
        if (i == form.start ||
            ((doc->text.cls[i] == WS_CH_HANGUL || doc->text.cls[i] == WS_CH_UPPER) &&
             !ws_ch_is_word(doc->text.cls[i - 1])))
            bits |= 1u << (doc->text.ch[i] & 31);
    return bits;
}

static bool
is_capitals(const struct ws_doc *doc, struct ws_span form)
{
    while (form.start < form.end && doc->text.cls[form.start] == WS_CH_UPPER)
        form.start++;
    return form.start == form.end;
}

static uint32_t
last_bit(const struct ws_doc *doc, struct ws_span form)
{
    return 1u << (doc->text.ch[form.end - 1] & 31);
}

uint32_t
ws_alias_entity(const struct ws_joiner *j, const struct ws_mention *m, const struct ws_span *title)
{
    const struct ws_doc *doc = j->doc;
    uint32_t first = first_bits(doc, m->span), last = last_bit(doc, m->span), best = WS_NONE;
    const char *canonical = m->type == j->person ? NULL : ws_alias_canonical(doc, m->span);
    bool other = canonical || is_capitals(doc, m->span) || /* an acronym? */
                 doc->text.cls[m->span.start] == WS_CH_HAN;
    int best_fit = 0;

    for (uint32_t e = doc->entities.n; e-- > 0;) {
        const struct ws_brief *brief = &j->briefs.v[e];
        const struct ws_entity *entity = &doc->entities.v[e];
        int fit;

        /* forms share their beginning, their end, or neither where they are other names */
        if (brief->type != m->type ||
            !((brief->firsts & first) | (brief->lasts & last) | brief->canonical | other))
            continue;
        fit = m->type == j->person ? person_fit(j, entity, m->span, title)
                                   : name_fit(j, entity, m->span, canonical);
        if (!fit && m->type == j->person)
            fit = completes(j, entity, m->span);
        if (fit > best_fit) {
            best_fit = fit;
            best = e;
        }
        if (fit == WS_SAME_FORM)
            break; /* none is better, and it is the latest */
    }
    return best;
}

void
ws_alias_note(const struct ws_doc *doc, struct ws_brief *brief, struct ws_span form)
{
    brief->firsts |= first_bits(doc, form);
    brief->lasts |= last_bit(doc, form);
}
