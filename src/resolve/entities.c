/*
 * resolve/entities.c - which mentions are the same person, body or place.
 *
 * In text order, each mention joins an entity that it can be a form of, or starts one:
 *
 *     배경훈            a whole name: the same characters, or a new entity
 *     배 연구원장        a family name with a title: the last person of that family name,
 *                      one with that title before others
 *     경훈, Trudeau     a part of a longer name: its end or its beginning
 *     기재부            an entry with name=: the same canonical name
 *     AI연구원          an end of a longer name of a body, when it is the only one
 *     예정처            letters of a longer name of a body, in their order: 예산정책처
 *     文               a family name in Chinese: as the family name
 *     이 연구원         nobody of that family name: the last person with that title
 *     A(B), A(이하 B)   B in brackets right behind A: another form of A
 *
 * Before that titles are tied to the person they touch, and bodies to titles.
 */
#include "resolve/resolve.h"

#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "base/utf8.h"
#include "resolve/mentions.h"

#define LEAST_END        4  /* characters of a name that another one ends in */
#define SAME_FORM        10 /* the best fit of a name */
#define MOST_BETWEEN     24 /* characters between a name and the title that goes with it */
#define MOST_IN_BRACKETS 20
#define MOST_BODIES      3 /* 아주대 의대 예방의학교실 */
#define LEAST_MOST       6 /* letters of a name that are enough of it */
#define MOST_RENAMING    6 /* letters, with blanks, before a second name in brackets */
#define MOST_SKIPPED     3 /* letters of a name that its short form leaves out in one place */

/* What tells at a glance that a form is none of an entity's: most are none. */
struct brief {
    uint32_t firsts, lasts; /* bit sets over the low 5 bits of its forms' words' first letters and
                               of its forms' last ones */
    uint8_t type;
    bool canonical; /* it has a canonical name, which may look like anything */
};

struct joiner {
    struct ws_doc *doc;
    WS_LIST(struct brief) briefs; /* one an entity */
    uint8_t person, title, org, location;
    uint32_t *title_of; /* per mention: a person's title mention or a title's person; WS_NONE */
};

static struct ws_mention *
mention(const struct joiner *j, uint32_t m)
{
    return &j->doc->mentions.v[m];
}

/* Behind blanks from @at on. */
static uint32_t
skip_blanks(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    while (at < end && doc->text.cls[at] == WS_CH_SPACE)
        at++;
    return at;
}

/* Behind brackets that open at @at: (43), (李在明). */
static uint32_t
skip_brackets(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    uint32_t close = at;

    if (at >= end || doc->text.ch[at] != '(')
        return at;
    while (close < end && doc->text.ch[close] != ')')
        close++;
    return close < end && close - at <= MOST_IN_BRACKETS ? close + 1 : at;
}

/* Behind the particle at @at that ties what it follows to what comes: of a body (하퍼모터스의
 * 콜 부사장), or of a title that a person is (대표인 구하람). */
static uint32_t
skip_tie(const struct joiner *j, uint8_t type, uint32_t at)
{
    enum ws_role role = ws_doc_role(j->doc, at);
    uint32_t w;

    if (!(role == WS_ROLE_GENITIVE && type == j->org) &&
        !(role == WS_ROLE_COPULA && type == j->title))
        return at;
    w = j->doc->word_at[at];
    return w == WS_NONE ? at : j->doc->words.v[w].span.end;
}

/* Behind a status that stands as a word of its own at @at: 전, 현. */
static uint32_t
skip_status(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    uint32_t w = at < end ? doc->word_at[at] : WS_NONE;
    struct ws_span word;

    if (w == WS_NONE)
        return at;
    word = doc->words.v[w].span;
    if (word.start != at || word.end > end ||
        !(ws_doc_classes(doc, word) & doc->pack->is.title_status))
        return at;
    return word.end;
}

/* Behind a word at @at that ties a body to its people: 소속. */
static uint32_t
skip_affiliation(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    uint32_t w = at < end ? doc->word_at[at] : WS_NONE;
    const struct ws_entry *entry;
    struct ws_span word;

    if (w == WS_NONE)
        return at;
    word = doc->words.v[w].span;
    if (word.start != at || word.end > end)
        return at;
    entry = ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + word.start, ws_span_len(word));
    return entry && ws_entry_number(entry, 0, "ties", 0) ? word.end : at;
}

/* Does @b follow @a directly: with at most blanks, brackets and a status between them (@comma:
 * and a comma), and behind a body a word that ties it? */
static bool
touch(const struct joiner *j, const struct ws_mention *a, const struct ws_mention *b, bool comma)
{
    const struct ws_doc *doc = j->doc;
    uint32_t at = a->span.end, end = b->span.start;

    if (end < at || end - at > MOST_BETWEEN)
        return false;
    at = skip_tie(j, a->type, at);
    at = skip_brackets(doc, at, end);
    if (comma && at < end && doc->text.ch[at] == ',')
        at++;
    at = skip_blanks(doc, at, end);
    if (a->type == j->org)
        at = skip_blanks(doc, skip_affiliation(doc, at, end), end);
    at = skip_blanks(doc, skip_status(doc, at, end), end);
    return at == end;
}

/* The next mention behind @m that is not nested in another and names somebody or something,
 * near enough to touch it, or WS_NONE.  A figure is passed over: 윤가람(43기) 대표. */
static uint32_t
next_outer(const struct joiner *j, uint32_t m)
{
    uint32_t end = mention(j, m)->span.end + MOST_BETWEEN;

    for (m++; m < j->doc->mentions.n && mention(j, m)->span.start <= end; m++) {
        uint8_t type = mention(j, m)->type;
        if (mention(j, m)->parent == WS_NONE &&
            (type == j->person || type == j->title || type == j->org || type == j->location))
            return m;
    }
    return WS_NONE;
}

static void
tie(struct joiner *j, uint32_t person, uint32_t title)
{
    if (j->title_of[person] == WS_NONE)
        j->title_of[person] = title;
    if (j->title_of[title] == WS_NONE)
        j->title_of[title] = person;
}

/* The title right behind the body @m, and those that follow it (아주대 의대 교수); 0: none. */
static uint32_t
behind_bodies(const struct joiner *j, uint32_t m, bool comma)
{
    for (int i = 0; i < MOST_BODIES; i++) {
        uint32_t next = next_outer(j, m);

        if (next == WS_NONE || !touch(j, mention(j, m), mention(j, next), comma))
            return 0;
        if (mention(j, next)->type == j->title)
            return next;
        if (mention(j, next)->type != j->org)
            return 0;
        m = next;
    }
    return 0;
}

/*
 * PERSON TITLE (배 대표), PERSON ORG TITLE (구광모 ㈜LG 대표), TITLE PERSON (coach Lee,
 * 배우 김민): a title belongs to the person it touches.  Which side goes first is the
 * language's: titles follow names where the family name comes first.
 */
static void
tie_titles(struct joiner *j)
{
    const struct ws_doc *doc = j->doc;
    bool title_last = (doc->pack->features & WS_FEATURE_FAMILY_FIRST) != 0;

    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t m = 0; m < doc->mentions.n; m++) {
            uint32_t b = next_outer(j, m), c;
            uint8_t ta, tb;

            if (mention(j, m)->parent != WS_NONE || b == WS_NONE ||
                !touch(j, mention(j, m), mention(j, b), pass == 1))
                continue;
            ta = mention(j, m)->type;
            tb = mention(j, b)->type;
            if (ta == j->person && tb == j->title && (title_last || pass == 1))
                tie(j, m, b);
            else if (ta == j->person && tb == j->org && (c = behind_bodies(j, b, pass == 1)))
                tie(j, m, c);
            else if (ta == j->title && tb == j->person &&
                     skip_tie(j, ta, mention(j, m)->span.end) > mention(j, m)->span.end) {
                if (pass == 0)
                    j->title_of[m] = b; /* the name may have another: 대표인 구하람 의원 */
                else
                    tie(j, b, m);
            } else if (ta == j->title && tb == j->person && (!title_last || pass == 1) &&
                       j->title_of[b] == WS_NONE)
                tie(j, b, m);
        }
    }
}

/* The body right before a title (㈜LG 대표) or right before its person; else the one nested in
 * it: 한빛당 비상대책위원장 is of the party. */
static uint32_t
org_of_title(const struct joiner *j, uint32_t title)
{
    const struct ws_doc *doc = j->doc;
    uint32_t person = j->title_of[title], best = WS_NONE, nested = WS_NONE;

    for (uint32_t m = title > 4 ? title - 4 : 0; m < doc->mentions.n && m < title + 4; m++) {
        const struct ws_mention *o = mention(j, m);

        if (o->type != j->org)
            continue;
        if (o->parent == title)
            nested = m;
        if (o->parent == WS_NONE && (touch(j, o, mention(j, title), false) ||
                                     (person != WS_NONE && touch(j, o, mention(j, person), false))))
            best = m;
    }
    return best != WS_NONE ? best : nested;
}

/* --- forms of names --- */

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
has_form(const struct joiner *j, const struct ws_entity *e, struct ws_span form)
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
title_fit(const struct joiner *j, const struct ws_entity *e, struct ws_span title)
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

static bool
has_title(const struct joiner *j, const struct ws_entity *e, struct ws_span title)
{
    return title_fit(j, e, title) > 0;
}

static const char *
canonical_of(const struct ws_doc *doc, struct ws_span form)
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
    canonical = canonical_of(doc, short_form);
    return canonical && ws_doc_is(doc, first, canonical, strlen(canonical));
}

/* Is @short_form a family name that @name starts with (배 of 배경훈)? */
static bool
is_family_of(const struct ws_doc *doc, struct ws_span name, struct ws_span short_form)
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
person_fit(const struct joiner *j, const struct ws_entity *e, struct ws_span form,
           const struct ws_span *title)
{
    const struct ws_doc *doc = j->doc;

    int fit = title ? title_fit(j, e, *title) : 0;

    if (has_form(j, e, form))
        return ws_span_len(form) > 1 || !title || !e->titles.n || fit == 2 ? SAME_FORM : 5 + fit;
    if (is_family_of(doc, e->name, form))
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
completes(const struct joiner *j, const struct ws_entity *e, struct ws_span form)
{
    const struct ws_doc *doc = j->doc;

    if (is_family_of(doc, form, e->name) && e->mentions.n)
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
name_fit(const struct joiner *j, const struct ws_entity *e, struct ws_span form,
         const char *canonical)
{
    const struct ws_doc *doc = j->doc;

    if (has_form(j, e, form))
        return SAME_FORM;
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

/* Of the first letter, and of every other one that opens a word and may be clipped to. */
static uint32_t
first_bits(const struct ws_doc *doc, struct ws_span form)
{
    uint32_t bits = 0;

    for (uint32_t i = form.start; i < form.end; i++)
        if (i == form.start ||
            (doc->text.cls[i] == WS_CH_HANGUL && !ws_ch_is_word(doc->text.cls[i - 1])))
            bits |= 1u << (doc->text.ch[i] & 31);
    return bits;
}

static uint32_t
last_bit(const struct ws_doc *doc, struct ws_span form)
{
    return 1u << (doc->text.ch[form.end - 1] & 31);
}

/* The entity that @m is a form of: the best fit, the latest of equals; WS_NONE. */
static uint32_t
find_entity(const struct joiner *j, const struct ws_mention *m, const struct ws_span *title)
{
    const struct ws_doc *doc = j->doc;
    uint32_t first = first_bits(doc, m->span), last = last_bit(doc, m->span), best = WS_NONE;
    const char *canonical = m->type == j->person ? NULL : canonical_of(doc, m->span);
    uint8_t cls = doc->text.cls[m->span.start];
    bool other = canonical || cls == WS_CH_UPPER /* an acronym? */ || cls == WS_CH_HAN;
    int best_fit = 0;

    for (uint32_t e = doc->entities.n; e-- > 0;) {
        const struct brief *brief = &j->briefs.v[e];
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
        if (fit == SAME_FORM)
            break; /* none is better, and it is the latest */
    }
    return best;
}

/* --- joining --- */

static bool
add_span(struct ws_doc *doc, struct ws_span **v, uint32_t *n, uint32_t *room, struct ws_span span)
{
    for (uint32_t i = 0; i < *n; i++)
        if (ws_doc_same(doc, (*v)[i], span))
            return true;
    if (!ws_list_grow(&doc->arena, (void **)v, n, room, sizeof **v, 1))
        return false;
    (*v)[*n - 1] = span;
    return true;
}

static bool
has_hangul(const struct ws_doc *doc, struct ws_span span)
{
    for (uint32_t i = span.start; i < span.end; i++)
        if (doc->text.cls[i] == WS_CH_HANGUL)
            return true;
    return false;
}

/* Does @form tell a reader more than @name?  The longer one does: but not in Latin letters beside
 * Hangul, 씨넷(CNET), nor as another name of a person in brackets (@aside). */
static bool
is_fuller(const struct ws_doc *doc, struct ws_span form, struct ws_span name, bool aside)
{
    uint32_t len = ws_span_len(name);
    struct ws_span head = {form.start, form.start + len}, tail = {form.end - len, form.end};

    if (ws_span_len(form) <= len)
        return false;
    if (aside && !ws_doc_same(doc, head, name) && !ws_doc_same(doc, tail, name))
        return false;
    return has_hangul(doc, form) || !has_hangul(doc, name);
}

static bool
add_form(struct joiner *j, struct ws_entity *e, struct ws_span form, bool aside)
{
    if (ws_doc_same(j->doc, e->name, form))
        return true;
    if (is_fuller(j->doc, form, e->name, aside && e->type == j->person)) {
        struct ws_span old = e->name;

        e->name = form;
        form = old;
    }
    return add_span(j->doc, &e->aliases.v, &e->aliases.n, &e->aliases.room, form);
}

/* Make @m a mention of @entity, whatever its form. */
static bool
refer(struct joiner *j, uint32_t m, uint32_t entity)
{
    struct ws_doc *doc = j->doc;
    uint32_t *slot = ws_list_add(&doc->arena, &doc->entities.v[entity].mentions);

    if (!slot)
        return false;
    *slot = m;
    doc->mentions.v[m].entity = entity;
    return true;
}

static bool
join(struct joiner *j, uint32_t m, uint32_t entity, bool aside)
{
    struct ws_doc *doc = j->doc;
    struct ws_span form = doc->mentions.v[m].span;
    struct ws_entity *e = &doc->entities.v[entity];
    struct brief *brief = &j->briefs.v[entity];

    if (!refer(j, m, entity))
        return false;
    if (!e->canonical)
        e->canonical = canonical_of(doc, form);
    brief->firsts |= first_bits(doc, form);
    brief->lasts |= last_bit(doc, form);
    brief->canonical = e->canonical != NULL;
    return add_form(j, e, form, aside);
}

/* @aside: it stands in brackets behind the name of @entity. */
static bool
join_or_start(struct joiner *j, uint32_t m, uint32_t entity, bool aside)
{
    struct ws_doc *doc = j->doc;
    struct ws_entity *e;
    struct brief *brief;

    if (entity == WS_NONE) {
        e = ws_list_add(&doc->arena, &doc->entities);
        brief = ws_list_add(&doc->arena, &j->briefs);
        if (!e || !brief)
            return false;
        brief->type = doc->mentions.v[m].type;
        *e = (struct ws_entity){
            .type = doc->mentions.v[m].type, .name = doc->mentions.v[m].span, .org = WS_NONE};
        entity = doc->entities.n - 1;
    }
    return join(j, m, entity, aside);
}

/* The bracket that opens right before @at, or before a word there that says that another name
 * follows (이하 B, 개명 전 B: renames=1); @at where there is none. */
static uint32_t
bracket_before(const struct joiner *j, uint32_t at)
{
    const struct ws_doc *doc = j->doc;
    uint32_t open = at, w;

    while (open > 0 && at - open < MOST_RENAMING && doc->text.ch[open - 1] != '(')
        open--;
    if (open == 0 || doc->text.ch[open - 1] != '(')
        return at;
    w = doc->word_at[open];
    if (open < at) {
        const struct ws_match *match =
            w == WS_NONE ? NULL : ws_doc_match(doc, doc->words.v[w].span);
        if (!match || !ws_entry_number(&doc->pack->lexicon.entries[match->entry], 0, "renames", 0))
            return at;
    }
    return open - 1;
}

/* A(B) with B a mention of the same type: one entity.  The mention before the bracket. */
static uint32_t
bracket_partner(const struct joiner *j, uint32_t m)
{
    const struct ws_doc *doc = j->doc;
    uint32_t start = mention(j, m)->span.start, at = bracket_before(j, start);

    if (m == 0 || at == 0 || at == start || doc->text.ch[mention(j, m)->span.end] != ')')
        return WS_NONE;
    while (at > 0 && (doc->text.cls[at - 1] == WS_CH_QUOTE || doc->text.cls[at - 1] == WS_CH_SPACE))
        at--;
    for (uint32_t b = m; b-- > 0 && m - b < 4;)
        if (mention(j, b)->span.end == at && mention(j, b)->type == mention(j, m)->type)
            return mention(j, b)->entity;
    return WS_NONE;
}

/* 한 의원, 다른 변호사, 재선 의원: does a small word (det=1) or a role right before @title say that it
 * is not the one who was named?  Its span comes back, for 한 장관 may be 한지우 after all; empty
 * where there is none. */
static struct ws_span
another(const struct ws_doc *doc, struct ws_span title)
{
    uint32_t w = doc->word_at[title.start];
    const struct ws_match *match;

    if (w == WS_NONE || w == 0 || doc->words.v[w - 1].sentence != doc->words.v[w].sentence)
        return (struct ws_span){0, 0};
    match = ws_doc_match(doc, doc->words.v[w - 1].span);
    if (!match || !(doc->pack->lexicon.entries[match->entry].says & WS_SAYS_DET ||
                    match->classes & doc->pack->is.role))
        return (struct ws_span){0, 0};
    return match->span;
}

/* A title alone stands for the person who last bore it; in a headline, for the one who does
 * in what follows, where nobody else does. */
static uint32_t
bearer(const struct joiner *j, uint32_t title)
{
    struct ws_span span = mention(j, title)->span;
    struct ws_span other = another(j->doc, span);
    uint32_t later = WS_NONE, n = 0;

    for (uint32_t e = j->doc->entities.n; e-- > 0;) {
        const struct ws_entity *entity = &j->doc->entities.v[e];

        if (entity->type != j->person || !has_title(j, entity, span) ||
            (ws_span_len(other) > 0 && !is_family_of(j->doc, entity->name, other)))
            continue;
        if (entity->mentions.v[0] < title)
            return e;
        later = e;
        n++;
    }
    return n == 1 && ws_doc_zone(j->doc, span.start) == WS_ZONE_HEADLINE ? later : WS_NONE;
}

/* 이 연구원: a family name that also points (points=1), where nobody named has it, points to the
 * last person of that title.  WS_NONE where it is a name. */
static uint32_t
pointed_at(const struct joiner *j, uint32_t m, uint32_t entity)
{
    const struct ws_doc *doc = j->doc;
    const struct ws_match *match;

    if (ws_span_len(mention(j, m)->span) > 1 || j->title_of[m] == WS_NONE ||
        (entity != WS_NONE && ws_span_len(doc->entities.v[entity].name) > 1))
        return WS_NONE;
    match = ws_doc_match(doc, mention(j, m)->span);
    if (!match || !ws_entry_number(&doc->pack->lexicon.entries[match->entry], doc->pack->is.family,
                                   "points", 0))
        return WS_NONE;
    return bearer(j, j->title_of[m]);
}

static bool
join_names(struct joiner *j)
{
    for (uint32_t m = 0; m < j->doc->mentions.n; m++) {
        const struct ws_mention *at = mention(j, m);
        const struct ws_span *title = NULL;
        uint32_t entity, pointed;
        bool aside;

        if (at->type != j->person && at->type != j->org && at->type != j->location)
            continue;
        if (at->type == j->person && j->title_of[m] != WS_NONE)
            title = &mention(j, j->title_of[m])->span;
        entity = at->type == j->location ? WS_NONE : bracket_partner(j, m);
        aside = entity != WS_NONE;
        if (entity == WS_NONE)
            entity = find_entity(j, at, title);
        pointed = at->type == j->person ? pointed_at(j, m, entity) : WS_NONE;
        if (pointed != WS_NONE ? !refer(j, m, pointed) : !join_or_start(j, m, entity, aside))
            return false;
        if (title) {
            struct ws_entity *e = &j->doc->entities.v[mention(j, m)->entity];
            if (!add_span(j->doc, &e->titles.v, &e->titles.n, &e->titles.room, *title))
                return false;
        }
    }
    return true;
}

static bool
link_titles(struct joiner *j)
{
    for (uint32_t m = 0; m < j->doc->mentions.n; m++) {
        struct ws_mention *t = mention(j, m);
        uint32_t org;

        if (t->type != j->title)
            continue;
        org = org_of_title(j, m);
        if (org != WS_NONE)
            t->org = mention(j, org)->entity;
        t->entity = j->title_of[m] != WS_NONE ? mention(j, j->title_of[m])->entity : bearer(j, m);
        if (t->entity != WS_NONE && t->org != WS_NONE &&
            j->doc->entities.v[t->entity].org == WS_NONE)
            j->doc->entities.v[t->entity].org = t->org;
        if (j->title_of[m] != WS_NONE && t->entity != WS_NONE) {
            struct ws_entity *e = &j->doc->entities.v[t->entity];

            if (!add_span(j->doc, &e->titles.v, &e->titles.n, &e->titles.room, t->span))
                return false;
        }
    }
    return true;
}

/* The status word beside a title (전 장관, 후보): its entry says which. */
static void
find_status(struct joiner *j)
{
    const struct ws_doc *doc = j->doc;
    static const enum ws_sym syms[] = {WS_SYM_FORMER,    WS_SYM_CURRENT, WS_SYM_ELECT,
                                       WS_SYM_CANDIDATE, WS_SYM_NOMINEE, WS_SYM_ACTING};

    for (uint32_t m = 0; m < doc->mentions.n; m++) {
        struct ws_mention *t = mention(j, m);
        uint32_t w = doc->word_at[t->span.start];
        const struct ws_match *match = NULL;
        const char *status;

        if (t->type != j->title || w == WS_NONE)
            continue;
        match = ws_doc_longest(doc, t->span.start, doc->pack->is.title_status);
        if ((!match || match->span.end >= t->span.end) && w > 0)
            match = ws_doc_longest(doc, doc->words.v[w - 1].span.start, doc->pack->is.title_status);
        if (!match || match->span.end > t->span.end)
            continue;
        status = ws_entry_attr(&doc->pack->lexicon.entries[match->entry],
                               doc->pack->is.title_status, "status");
        for (size_t i = 0; status && i < sizeof syms / sizeof *syms; i++)
            if (strcmp(status, ws_sym_word(syms[i])) == 0)
                t->status = (uint8_t)syms[i];
    }
}

static uint8_t
type_called(const struct ws_doc *doc, const char *name)
{
    int type = ws_types_type(doc->pack->types, name, strlen(name));

    return type < 0 ? WS_NO_TYPE : (uint8_t)type;
}

/* The reporters of the byline are people too: tie them to their mentions. */
static void
find_reporters(struct joiner *j)
{
    for (uint32_t r = 0; r < j->doc->reporters.n; r++) {
        struct ws_reporter *reporter = &j->doc->reporters.v[r];

        reporter->mention = WS_NONE;
        for (uint32_t m = 0; m < j->doc->mentions.n; m++)
            if (mention(j, m)->type == j->person &&
                ws_span_overlap(mention(j, m)->span, reporter->name))
                reporter->mention = m;
    }
}

whosaid_status
ws_resolve_entities(struct ws_doc *doc, whosaid_error *err)
{
    struct joiner j = {.doc = doc,
                       .person = type_called(doc, "PERSON"),
                       .title = type_called(doc, "TITLE"),
                       .org = type_called(doc, "ORG"),
                       .location = type_called(doc, "LOCATION")};

    j.title_of = ws_arena_alloc(&doc->arena, (doc->mentions.n + 1) * sizeof *j.title_of);
    if (!j.title_of)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (uint32_t m = 0; m < doc->mentions.n; m++)
        j.title_of[m] = WS_NONE;
    tie_titles(&j);
    if (!join_names(&j) || !link_titles(&j))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    find_status(&j);
    find_reporters(&j);
    return WHOSAID_OK;
}

whosaid_status
ws_resolve(struct ws_doc *doc, whosaid_error *err)
{
    whosaid_status status = ws_resolve_mentions(doc, err);

    return status ? status : ws_resolve_entities(doc, err);
}
