/*
 * resolve/mentions.c - see mentions.h.
 */
#include "resolve/mentions.h"

#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "resolve/cover.h"
#include "resolve/memory.h"

/* Spans whose score is below this have no say: their marginal would be about 0.07. */
#define HOPELESS (-2.5f)

struct room {
    struct ws_doc *doc;
    uint8_t *picked;     /* per candidate: its type in the best cover, or WS_NO_TYPE */
    const bool *changed; /* per candidate: its score is not that of the first pass; NULL in it */
    uint32_t *first;     /* per sentence, and one more: its first candidate */
    uint16_t *hopeful;   /* per candidate: its types that have a say */
    uint32_t *chances;   /* candidates of the sentence at hand that have any */
    /* the cluster at hand: candidates so near each other that one has a say on the next */
    WS_LIST(struct ws_node) nodes;
    struct ws_span span;
    uint32_t last_start, first_end; /* the latest start, the earliest end of a node */
    bool open, stale;               /* there is one; it is to be decided anew */
    bool *chosen;
    uint32_t room; /* of chosen */
};

static struct ws_mention *
add_mention(struct ws_doc *doc, struct ws_span span, uint8_t type, float score, uint32_t sentence)
{
    struct ws_mention *m = ws_list_add(&doc->arena, &doc->mentions);

    if (m)
        *m = (struct ws_mention){.span = span,
                                 .type = type,
                                 .score = score,
                                 .sentence = sentence,
                                 .cand = WS_NONE,
                                 .parent = WS_NONE,
                                 .entity = WS_NONE,
                                 .org = WS_NONE,
                                 .value = WS_NONE,
                                 .same = WS_NONE};
    return m;
}

/* Does @span end in a suffix of @classes that has @least letters, with letters before it? */
static bool
ends_in(const struct ws_doc *doc, struct ws_span span, uint64_t classes, uint32_t least)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    uint32_t node = 0;

    for (uint32_t at = span.end; at > span.start + 1; at--) {
        uint32_t entry;

        node = ws_trie_step(&lexicon->suffix, node, doc->text.ch[at - 1]);
        if (!node)
            return false;
        entry = ws_trie_entry(&lexicon->suffix, node);
        if (entry && span.end - at + 1 >= least && lexicon->entries[entry - 1].classes & classes)
            return true;
    }
    return false;
}

/* A body and a unit of it behind: KDI 경제전망실. */
static bool
is_body_with_unit(const struct ws_doc *doc, struct ws_span span)
{
    const struct ws_class_sets *is = &doc->pack->is;
    struct ws_span body = span, unit = span;

    while (body.end > span.start && doc->text.cls[body.end - 1] != WS_CH_SPACE)
        body.end--;
    unit.start = body.end;
    while (body.end > span.start && doc->text.cls[body.end - 1] == WS_CH_SPACE)
        body.end--;
    return body.end > span.start && ends_in(doc, unit, is->org_suffix | is->org_unit, 1) &&
           (ws_doc_classes(doc, body) & is->org & ~is->org_generic ||
            ends_in(doc, body, is->org_suffix, 2) || is_body_with_unit(doc, body));
}

/* A unit by its last letter: 농업정책과, but not 부국. */
static bool
is_unit(const struct ws_doc *doc, struct ws_span span)
{
    return ws_span_len(span) >= 3 && ends_in(doc, span, doc->pack->is.org_unit, 1);
}

/* Type of a name that may be nested: the entry's or the ending's; WS_NO_TYPE.  @listed: in a
 * title that is listed, where 총무국 and the like are no names. */
static uint8_t
nested_type(const struct ws_doc *doc, struct ws_span span, uint16_t allowed, bool listed)
{
    const struct ws_pack *pack = doc->pack;
    const struct ws_class_sets *is = &pack->is;
    uint64_t not_names =
        is->org_generic | is->org_suffix | is->org_unit | is->org_prefix | is->place_suffix;
    uint64_t classes = ws_doc_classes(doc, span) & ~not_names & (is->org | is->place);
    uint8_t body = pack->types->classes[__builtin_ctzll(is->org_suffix)].type;

    for (; classes; classes &= classes - 1) {
        uint8_t type = pack->types->classes[__builtin_ctzll(classes)].type;
        if (allowed >> type & 1)
            return type;
    }
    if (ws_doc_classes(doc, span) & (is->common | is->org_suffix | is->place_suffix) ||
        !(allowed >> body & 1))
        return WS_NO_TYPE;
    return ends_in(doc, span, is->org_suffix, 2) || is_body_with_unit(doc, span) ||
                   (!listed && is_unit(doc, span))
               ? body
               : WS_NO_TYPE;
}

/* The ending of fused titles that [start, end) is; NULL: none. */
static const struct ws_entry *
title_ending(const struct ws_doc *doc, uint32_t start, uint32_t end)
{
    const struct ws_entry *entry = ws_lexicon_find(&doc->pack->lexicon, &doc->pack->lexicon.main,
                                                   doc->text.ch + start, end - start);

    return entry && entry->classes & (doc->pack->is.title_suffix | doc->pack->is.title) ? entry
                                                                                        : NULL;
}

/* Is @span a title that names nobody in itself (whole=1): 국무위원장? */
static bool
is_whole(const struct ws_doc *doc, struct ws_span span)
{
    const struct ws_match *match = ws_doc_match(doc, span);

    return match &&
           ws_entry_attr(&doc->pack->lexicon.entries[match->entry], doc->pack->is.title, "whole");
}

/* The name inside a fused title, longest first: LG AI연구원|장.  An ending may share its first
 * letters with the name: 장성군|수 ends in 군수. */
bool
ws_resolve_nested(const struct ws_doc *doc, struct ws_span span, uint8_t type,
                  struct ws_span *inner, uint8_t *inner_type)
{
    const struct ws_class_sets *is = &doc->pack->is;
    uint16_t allowed = doc->pack->types->types[type].contains;
    bool listed = (ws_doc_classes(doc, span) & is->title) != 0;

    if (!(doc->pack->features & WS_FEATURE_STEMS) || !allowed || ws_span_len(span) < 3 ||
        (listed && is_whole(doc, span)))
        return false;
    for (uint32_t cut = span.end - 1; cut >= span.start + 2; cut--) {
        const struct ws_entry *ending = title_ending(doc, cut, span.end);
        long shared;

        if (!ending)
            continue;
        shared = ws_entry_number(ending, doc->pack->is.title_suffix, "shared", 0);
        for (shared = shared < span.end - cut ? shared : 0; shared >= 0; shared--) {
            *inner = (struct ws_span){span.start, cut + (uint32_t)shared};
            *inner_type = nested_type(doc, *inner, allowed, listed);
            if (*inner_type != WS_NO_TYPE)
                return true;
        }
    }
    return false;
}

static bool
add_nested(struct ws_doc *doc, uint32_t outer)
{
    struct ws_mention m = doc->mentions.v[outer];
    struct ws_mention *nested;
    struct ws_span inner;
    uint8_t type;

    if (!ws_resolve_nested(doc, m.span, m.type, &inner, &type))
        return true;
    nested = add_mention(doc, inner, type, m.score, m.sentence);
    if (nested)
        nested->parent = outer;
    return nested != NULL;
}

/* The periods of which the first date is a mention already. */
struct periods {
    uint32_t next;  /* the first that was not met yet */
    uint32_t outer; /* the mention of the one before, whose last date is to come; WS_NONE */
};

/* The candidate of pattern @pattern behind candidate @c, if it was picked. */
static bool
is_picked(const struct ws_doc *doc, const uint8_t *picked, uint32_t c, uint32_t pattern)
{
    uint32_t start = doc->patterns.v[pattern].span.start;

    for (; c < doc->cands.n && doc->cands.v[c].span.start <= start; c++)
        if (doc->cands.v[c].pattern == pattern)
            return picked[c] != WS_NO_TYPE;
    return false;
}

/* Before candidate @c, a date or a length, becomes a mention: the period that it opens.  What
 * holds the date, in *parent; a length told from today is the whole period: *whole. */
static bool
meet_period(struct ws_doc *doc, const uint8_t *picked, uint32_t c, struct periods *p,
            uint32_t *parent, const struct ws_period **whole)
{
    uint32_t pattern = doc->cands.v[c].pattern;
    const struct ws_period *period;
    struct ws_mention *m;

    while (p->next < doc->periods.n && doc->periods.v[p->next].last < pattern)
        p->next++;
    period = p->next < doc->periods.n ? &doc->periods.v[p->next] : NULL;
    *whole = NULL;
    *parent = WS_NONE;
    if (!period)
        return true;
    if (period->first == period->last) {
        *whole = period->first == pattern ? period : NULL;
        return true;
    }
    if (period->last == pattern)
        *parent = p->outer;
    if (period->first != pattern)
        return true;
    p->outer = WS_NONE;
    if (!is_picked(doc, picked, c, period->last))
        return true;
    m = add_mention(doc, period->span, period->type, doc->cands.v[c].p[picked[c]],
                    doc->cands.v[c].sentence);
    if (!m)
        return false;
    m->value = period->value;
    *parent = p->outer = doc->mentions.n - 1;
    return true;
}

#define GLOSS 16 /* characters between an amount and what it is in another currency */

/* The amount that the last mention, one in brackets, is in another currency: 300만 위안(약 5억원),
 * $280bn (£149bn); WS_NONE. */
static uint32_t
same_sum(const struct ws_doc *doc)
{
    const struct ws_mention *m = &doc->mentions.v[doc->mentions.n - 1];
    const char *currency = m->value == WS_NONE ? NULL : doc->values.v[m->value].currency, *other;
    uint32_t k = doc->mentions.n - 1, opens = 0;

    while (currency && k && doc->mentions.v[k - 1].parent != WS_NONE)
        k--;
    if (!currency || !k || doc->mentions.v[k - 1].type != m->type ||
        doc->mentions.v[k - 1].value == WS_NONE ||
        m->span.start > doc->mentions.v[k - 1].span.end + GLOSS)
        return WS_NONE;
    other = doc->values.v[doc->mentions.v[k - 1].value].currency;
    for (uint32_t i = doc->mentions.v[k - 1].span.end; i < m->span.start; i++) {
        if (doc->text.cls[i] == WS_CH_CLOSE || doc->text.cls[i] == WS_CH_DIGIT ||
            (!opens && doc->text.cls[i] != WS_CH_SPACE && doc->text.cls[i] != WS_CH_OPEN))
            return WS_NONE;
        opens += doc->text.cls[i] == WS_CH_OPEN;
    }
    return opens && other && strcmp(other, currency) != 0 ? k - 1 : WS_NONE;
}

/* Candidate @c is a mention of the type that was picked. */
static bool
take(struct ws_doc *doc, const uint8_t *picked, uint32_t c, struct periods *periods)
{
    const struct ws_cand *cand = &doc->cands.v[c];
    uint8_t type = picked[c];
    uint32_t parent = WS_NONE;
    const struct ws_period *whole = NULL;
    struct ws_mention *m;

    if (cand->pattern != WS_NONE && !meet_period(doc, picked, c, periods, &parent, &whole))
        return false;
    m = add_mention(doc, whole ? whole->span : cand->span, whole ? whole->type : type,
                    cand->p[type], cand->sentence);
    if (!m)
        return false;
    m->cand = c;
    m->parent = parent;
    if (cand->pattern != WS_NONE) {
        m->value = whole ? whole->value : doc->patterns.v[cand->pattern].value;
        m->same = same_sum(doc);
    }
    return add_nested(doc, doc->mentions.n - 1);
}

/* Marginals of nodes of which no two can stand in one cover, and the best of them. */
static void
weigh_rivals(struct room *r)
{
    const struct ws_node *best = NULL;
    double all = 1;

    for (uint32_t i = 0; i < r->nodes.n; i++) {
        r->nodes.v[i].weight = ws_cover_weight(r->nodes.v[i].score);
        all += r->nodes.v[i].weight;
    }
    for (uint32_t i = 0; i < r->nodes.n; i++) {
        struct ws_node *node = &r->nodes.v[i];

        node->p = (float)(node->weight / all);
        r->chosen[i] = false;
        if (node->p > (best ? best->p : r->doc->pack->threshold))
            best = node;
    }
    if (best)
        r->chosen[best - r->nodes.v] = true;
}

static bool
weigh_cover(struct room *r)
{
    struct ws_doc *doc = r->doc;
    struct ws_cover cover;

    if (!ws_cover_index(&cover, doc, r->span, r->nodes.v, r->nodes.n))
        return false;
    ws_cover_marginals(&cover, doc, r->nodes.v, r->nodes.n, doc->then);
    return ws_cover_best(&cover, doc, r->nodes.v, r->nodes.n, doc->pack->threshold, r->chosen);
}

/* Marginals of the cluster at hand into its candidates, and the picks of its best cover. */
static bool
close_cluster(struct room *r)
{
    if (!r->open || !r->stale || !r->nodes.n) {
        r->open = false;
        return true;
    }
    r->open = false;
    if (r->nodes.n > r->room) {
        r->room = r->nodes.n * 2;
        r->chosen = ws_arena_alloc(&r->doc->arena, r->room * sizeof *r->chosen);
        if (!r->chosen)
            return false;
    }
    if (r->last_start < r->first_end)
        weigh_rivals(r);
    else if (!weigh_cover(r))
        return false;
    for (uint32_t i = 0; i < r->nodes.n; i++)
        r->picked[r->nodes.v[i].cand] = WS_NO_TYPE;
    for (uint32_t i = 0; i < r->nodes.n; i++) {
        const struct ws_node *node = &r->nodes.v[i];

        r->doc->cands.v[node->cand].p[node->type] = node->p;
        if (r->chosen[i])
            r->picked[node->cand] = node->type;
    }
    return true;
}

/* The types of @cand that have a say. */
static uint16_t
hopeful_types(const struct ws_cand *cand)
{
    return (uint16_t)ws_cand_above(cand->types, cand->score, HOPELESS);
}

/* Add the types of candidate @c that have a chance to the cluster at hand. */
static bool
add_nodes(struct room *r, uint32_t c)
{
    const struct ws_cand *cand = &r->doc->cands.v[c];

    for (uint32_t left = r->hopeful[c]; left; left &= left - 1) {
        uint8_t t = (uint8_t)__builtin_ctz(left);
        struct ws_node *node = ws_list_add(&r->doc->arena, &r->nodes);

        if (!node)
            return false;
        node->start = cand->span.start;
        node->end = cand->span.end;
        node->cand = c;
        node->type = t;
        node->score = cand->score[t];
    }
    return true;
}

/* Candidate @c joins the cluster at hand, or starts the next one. */
static bool
join(struct room *r, uint32_t c)
{
    struct ws_span span = r->doc->cands.v[c].span;

    if (r->open && span.start > r->span.end + WS_COVER_REACH && !close_cluster(r))
        return false;
    if (!r->open) {
        r->open = true;
        r->stale = r->changed == NULL;
        r->span = span;
        r->first_end = span.end;
        r->nodes.n = 0;
    }
    if (r->changed && r->changed[c]) {
        r->stale = true;
        r->picked[c] = WS_NO_TYPE; /* also where it has lost its last chance */
    }
    r->last_start = span.start;
    if (span.end > r->span.end)
        r->span.end = span.end;
    if (span.end < r->first_end)
        r->first_end = span.end;
    return true;
}

/* Where the candidates of each sentence begin. */
static void
share_out(struct room *r)
{
    const struct ws_doc *doc = r->doc;
    uint32_t c = 0;

    for (uint32_t s = 0; s < doc->sentences.n; s++) {
        r->first[s] = c;
        for (; c < doc->cands.n && doc->cands.v[c].span.start < doc->sentences.v[s].span.end; c++)
            r->hopeful[c] = hopeful_types(&doc->cands.v[c]);
    }
    r->first[doc->sentences.n] = c;
}

/* Decide sentence @s cluster by cluster. */
static bool
decide(struct room *r, uint32_t s)
{
    struct ws_span sentence = r->doc->sentences.v[s].span;
    uint32_t n = 0;

    for (uint32_t c = r->first[s]; c < r->first[s + 1]; c++) {
        bool changed = r->changed && r->changed[c];

        if (changed)
            r->hopeful[c] = hopeful_types(&r->doc->cands.v[c]);
        r->chances[n] = c;
        n += changed || r->hopeful[c];
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = r->chances[i];

        if (ws_span_in(r->doc->cands.v[c].span, sentence) && !(join(r, c) && add_nodes(r, c)))
            return false;
    }
    return close_cluster(r);
}

/* All sentences; in the second pass, those where the rest of the article changed a score. */
static bool
run_pass(struct room *r)
{
    bool ok = true;

    for (uint32_t s = 0; s < r->doc->sentences.n && ok; s++) {
        uint32_t from = r->first[s], n = r->first[s + 1] - from;

        if (n && (!r->changed || memchr(r->changed + from, true, n)))
            ok = decide(r, s);
    }
    return ok;
}

whosaid_status
ws_resolve_mentions(struct ws_doc *doc, whosaid_error *err)
{
    struct room r = {.doc = doc};
    struct periods periods = {0, WS_NONE};
    bool *changed = ws_arena_zalloc(&doc->arena, doc->cands.n + 1);
    whosaid_status status = WHOSAID_OK;
    bool ok;

    r.picked = ws_arena_alloc(&doc->arena, doc->cands.n + 1);
    r.first = ws_arena_alloc(&doc->arena, (doc->sentences.n + 1) * sizeof *r.first);
    r.hopeful = ws_arena_alloc(&doc->arena, (doc->cands.n + 1) * sizeof *r.hopeful);
    r.chances = ws_arena_alloc(&doc->arena, (doc->cands.n + 1) * sizeof *r.chances);
    ok = changed && r.picked && r.first && r.hopeful && r.chances;
    if (ok) {
        share_out(&r);
        memset(r.picked, WS_NO_TYPE, doc->cands.n + 1);
        ok = run_pass(&r);
    }
    if (ok)
        status = ws_memory_weigh(doc, changed, err);
    r.changed = changed;
    ok = ok && !status && run_pass(&r);
    for (uint32_t c = 0; ok && c < doc->cands.n; c++)
        ok = r.picked[c] == WS_NO_TYPE || take(doc, r.picked, c, &periods);
    return status ? status : ok ? WHOSAID_OK : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
}
