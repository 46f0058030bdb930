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
#include "resolve/joiner.h"
#include "resolve/mentions.h"

#define MOST_RENAMING 6 /* letters, with blanks, before a second name in brackets */

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
add_form(struct ws_joiner *j, struct ws_entity *e, struct ws_span form, bool aside)
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
refer(struct ws_joiner *j, uint32_t m, uint32_t entity)
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
join(struct ws_joiner *j, uint32_t m, uint32_t entity, bool aside)
{
    struct ws_doc *doc = j->doc;
    struct ws_span form = doc->mentions.v[m].span;
    struct ws_entity *e = &doc->entities.v[entity];
    struct ws_brief *brief = &j->briefs.v[entity];

    if (!refer(j, m, entity))
        return false;
    if (!e->canonical)
        e->canonical = ws_alias_canonical(doc, form);
    ws_alias_note(doc, brief, form);
    brief->canonical = e->canonical != NULL;
    return add_form(j, e, form, aside);
}

/* @aside: it stands in brackets behind the name of @entity. */
static bool
join_or_start(struct ws_joiner *j, uint32_t m, uint32_t entity, bool aside)
{
    struct ws_doc *doc = j->doc;
    struct ws_entity *e;
    struct ws_brief *brief;

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
bracket_before(const struct ws_joiner *j, uint32_t at)
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
bracket_partner(const struct ws_joiner *j, uint32_t m)
{
    const struct ws_doc *doc = j->doc;
    uint32_t start = ws_joiner_mention(j, m)->span.start, at = bracket_before(j, start);

    if (m == 0 || at == 0 || at == start || doc->text.ch[ws_joiner_mention(j, m)->span.end] != ')')
        return WS_NONE;
    while (at > 0 && (doc->text.cls[at - 1] == WS_CH_QUOTE || doc->text.cls[at - 1] == WS_CH_SPACE))
        at--;
    for (uint32_t b = m; b-- > 0 && m - b < 4;)
        if (ws_joiner_mention(j, b)->span.end == at &&
            ws_joiner_mention(j, b)->type == ws_joiner_mention(j, m)->type)
            return ws_joiner_mention(j, b)->entity;
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
bearer(const struct ws_joiner *j, uint32_t title)
{
    struct ws_span span = ws_joiner_mention(j, title)->span;
    struct ws_span other = another(j->doc, span);
    uint32_t later = WS_NONE, n = 0;

    for (uint32_t e = j->doc->entities.n; e-- > 0;) {
        const struct ws_entity *entity = &j->doc->entities.v[e];

        if (entity->type != j->person || !ws_alias_has_title(j, entity, span) ||
            (ws_span_len(other) > 0 && !ws_alias_is_family(j->doc, entity->name, other)))
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
pointed_at(const struct ws_joiner *j, uint32_t m, uint32_t entity)
{
    const struct ws_doc *doc = j->doc;
    const struct ws_match *match;

    if (ws_span_len(ws_joiner_mention(j, m)->span) > 1 || j->title_of[m] == WS_NONE ||
        (entity != WS_NONE && ws_span_len(doc->entities.v[entity].name) > 1))
        return WS_NONE;
    match = ws_doc_match(doc, ws_joiner_mention(j, m)->span);
    if (!match || !ws_entry_number(&doc->pack->lexicon.entries[match->entry], doc->pack->is.family,
                                   "points", 0))
        return WS_NONE;
    return bearer(j, j->title_of[m]);
}

static bool
join_names(struct ws_joiner *j)
{
    for (uint32_t m = 0; m < j->doc->mentions.n; m++) {
        const struct ws_mention *at = ws_joiner_mention(j, m);
        const struct ws_span *title = NULL;
        uint32_t entity, pointed;
        bool aside;

        if (at->type != j->person && at->type != j->org && at->type != j->location)
            continue;
        if (at->type == j->person && j->title_of[m] != WS_NONE)
            title = &ws_joiner_mention(j, j->title_of[m])->span;
        entity = at->type == j->location ? WS_NONE : bracket_partner(j, m);
        aside = entity != WS_NONE;
        if (entity == WS_NONE)
            entity = ws_alias_entity(j, at, title);
        pointed = at->type == j->person ? pointed_at(j, m, entity) : WS_NONE;
        if (pointed != WS_NONE ? !refer(j, m, pointed) : !join_or_start(j, m, entity, aside))
            return false;
        if (title) {
            struct ws_entity *e = &j->doc->entities.v[ws_joiner_mention(j, m)->entity];
            if (!add_span(j->doc, &e->titles.v, &e->titles.n, &e->titles.room, *title))
                return false;
        }
    }
    return true;
}

static bool
link_titles(struct ws_joiner *j)
{
    for (uint32_t m = 0; m < j->doc->mentions.n; m++) {
        struct ws_mention *t = ws_joiner_mention(j, m);
        uint32_t org;

        if (t->type != j->title)
            continue;
        org = ws_ties_body(j, m);
        if (org != WS_NONE)
            t->org = ws_joiner_mention(j, org)->entity;
        t->entity =
            j->title_of[m] != WS_NONE ? ws_joiner_mention(j, j->title_of[m])->entity : bearer(j, m);
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
find_status(struct ws_joiner *j)
{
    const struct ws_doc *doc = j->doc;
    static const enum ws_sym syms[] = {WS_SYM_FORMER,    WS_SYM_CURRENT, WS_SYM_ELECT,
                                       WS_SYM_CANDIDATE, WS_SYM_NOMINEE, WS_SYM_ACTING};

    for (uint32_t m = 0; m < doc->mentions.n; m++) {
        struct ws_mention *t = ws_joiner_mention(j, m);
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
find_reporters(struct ws_joiner *j)
{
    for (uint32_t r = 0; r < j->doc->reporters.n; r++) {
        struct ws_reporter *reporter = &j->doc->reporters.v[r];

        reporter->mention = WS_NONE;
        for (uint32_t m = 0; m < j->doc->mentions.n; m++)
            if (ws_joiner_mention(j, m)->type == j->person &&
                ws_span_overlap(ws_joiner_mention(j, m)->span, reporter->name))
                reporter->mention = m;
    }
}

whosaid_status
ws_resolve_entities(struct ws_doc *doc, whosaid_error *err)
{
    struct ws_joiner j = {.doc = doc,
                          .person = type_called(doc, "PERSON"),
                          .title = type_called(doc, "TITLE"),
                          .org = type_called(doc, "ORG"),
                          .location = type_called(doc, "LOCATION")};

    j.title_of = ws_arena_alloc(&doc->arena, (doc->mentions.n + 1) * sizeof *j.title_of);
    if (!j.title_of)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (uint32_t m = 0; m < doc->mentions.n; m++)
        j.title_of[m] = WS_NONE;
    ws_ties_titles(&j);
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
