/*
 * resolve/mentions.c - see mentions.h.
 */
#include "resolve/mentions.h"

#include "base/error.h"
#include "resolve/cover.h"
#include "resolve/memory.h"

/* Spans whose score is below this have no say: their marginal would be about 0.01. */
#define HOPELESS (-4.5f)

/* A candidate and the type that the best cover gives it. */
struct pick {
    uint32_t cand;
    uint8_t type;
};

/* The candidates of a sentence, and its picks. */
struct share {
    uint32_t from, to;
    uint32_t first_pick, npicks;
};

struct room {
    struct ws_doc *doc;
    struct share *shares; /* one a sentence */
    WS_LIST(struct pick) picks;
    WS_LIST(struct ws_node) nodes;
    bool *chosen;
    uint32_t room;
};

/* The candidates [from, to) of a sentence as nodes. */
static bool
make_nodes(struct room *r, struct ws_span sentence, uint32_t from, uint32_t to)
{
    r->nodes.n = 0;
    for (uint32_t c = from; c < to; c++) {
        const struct ws_cand *cand = &r->doc->cands.v[c];

        if (!ws_span_in(cand->span, sentence))
            continue;
        for (uint32_t left = cand->types; left; left &= left - 1) {
            uint8_t t = (uint8_t)__builtin_ctz(left);
            struct ws_node *node;

            if (cand->score[t] < HOPELESS)
                continue;
            node = ws_list_add(&r->doc->arena, &r->nodes);
            if (!node)
                return false;
            *node = (struct ws_node){.start = cand->span.start,
                                     .end = cand->span.end,
                                     .cand = c,
                                     .type = t,
                                     .score = cand->score[t]};
        }
    }
    if (r->nodes.n > r->room) {
        r->room = r->nodes.n * 2;
        r->chosen = ws_arena_alloc(&r->doc->arena, r->room * sizeof *r->chosen);
    }
    return r->nodes.n == 0 || r->chosen;
}

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
                                 .value = WS_NONE};
    return m;
}

/* Type of a name that may be nested: the entry's or the ending's; WS_NO_TYPE. */
static uint8_t
nested_type(const struct ws_doc *doc, struct ws_span span, uint16_t allowed)
{
    const struct ws_pack *pack = doc->pack;
    const struct ws_class_sets *is = &pack->is;
    uint64_t not_names =
        is->org_generic | is->org_suffix | is->org_unit | is->org_prefix | is->place_suffix;
    uint64_t classes = ws_doc_classes(doc, span) & ~not_names & (is->org | is->place);
    uint32_t node = 0;

    for (; classes; classes &= classes - 1) {
        uint8_t type = pack->types->classes[__builtin_ctzll(classes)].type;
        if (allowed >> type & 1)
            return type;
    }
    if (ws_doc_classes(doc, span) & (is->common | is->org_suffix | is->place_suffix))
        return WS_NO_TYPE;
    for (uint32_t at = span.end; at > span.start + 2; at--) {
        uint32_t entry;

        node = ws_trie_step(&pack->lexicon.suffix, node, doc->text.ch[at - 1]);
        if (!node)
            break;
        entry = pack->lexicon.suffix.entry[node];
        if (entry && span.end - at + 1 >= 2 &&
            pack->lexicon.entries[entry - 1].classes & is->org_suffix)
            return pack->types->classes[__builtin_ctzll(is->org_suffix)].type;
    }
    return WS_NO_TYPE;
}

/* Is [start, end) an ending of fused titles? */
static bool
is_title_ending(const struct ws_doc *doc, uint32_t start, uint32_t end)
{
    const struct ws_entry *entry = ws_lexicon_find(&doc->pack->lexicon, &doc->pack->lexicon.main,
                                                   doc->text.ch + start, end - start);

    return entry && entry->classes & (doc->pack->is.title_suffix | doc->pack->is.title);
}

/* The name inside a fused title, longest first: LG AI연구원|장. */
bool
ws_resolve_nested(const struct ws_doc *doc, struct ws_span span, uint8_t type,
                  struct ws_span *inner, uint8_t *inner_type)
{
    uint16_t allowed = doc->pack->types->types[type].contains;

    if (!(doc->pack->features & WS_FEATURE_STEMS) || !allowed || ws_span_len(span) < 3)
        return false;
    for (uint32_t cut = span.end - 1; cut >= span.start + 2; cut--) {
        *inner = (struct ws_span){span.start, cut};
        if (!is_title_ending(doc, cut, span.end))
            continue;
        *inner_type = nested_type(doc, *inner, allowed);
        if (*inner_type != WS_NO_TYPE)
            return true;
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

static bool
take(struct room *r, const struct pick *pick)
{
    struct ws_doc *doc = r->doc;
    const struct ws_cand *cand = &doc->cands.v[pick->cand];
    struct ws_mention *m =
        add_mention(doc, cand->span, pick->type, cand->p[pick->type], cand->sentence);

    if (!m)
        return false;
    m->cand = pick->cand;
    if (cand->pattern != WS_NONE)
        m->value = doc->patterns.v[cand->pattern].value;
    return add_nested(doc, doc->mentions.n - 1);
}

/* Marginals of sentence @s into its candidates, and the picks of its best cover. */
static bool
decide(struct room *r, uint32_t s)
{
    struct ws_span sentence = r->doc->sentences.v[s].span;
    struct share *share = &r->shares[s];
    struct ws_cover cover;

    share->first_pick = r->picks.n;
    share->npicks = 0;
    if (!make_nodes(r, sentence, share->from, share->to))
        return false;
    if (!r->nodes.n)
        return true;
    if (!ws_cover_index(&cover, r->doc, sentence, r->nodes.v, r->nodes.n))
        return false;
    ws_cover_marginals(&cover, r->doc, r->nodes.v, r->nodes.n, r->doc->then);
    if (!ws_cover_best(&cover, r->doc, r->nodes.v, r->nodes.n, r->doc->pack->threshold, r->chosen))
        return false;
    for (uint32_t i = 0; i < r->nodes.n; i++) {
        const struct ws_node *node = &r->nodes.v[i];
        struct pick *pick;

        r->doc->cands.v[node->cand].p[node->type] = node->p;
        if (!r->chosen[i])
            continue;
        pick = ws_list_add(&r->doc->arena, &r->picks);
        if (!pick)
            return false;
        *pick = (struct pick){node->cand, node->type};
        share->npicks++;
    }
    return true;
}

/* Each sentence by itself. */
static bool
first_pass(struct room *r)
{
    struct ws_doc *doc = r->doc;
    uint32_t from = 0;
    bool ok = true;

    for (uint32_t s = 0; s < doc->sentences.n && ok; s++) {
        uint32_t to = from;

        while (to < doc->cands.n && doc->cands.v[to].span.start < doc->sentences.v[s].span.end)
            to++;
        r->shares[s].from = from;
        r->shares[s].to = to;
        ok = decide(r, s);
        from = to;
    }
    return ok;
}

/* Once more where the rest of the article changed a score; then the picks are mentions. */
static bool
second_pass(struct room *r, const bool *changed)
{
    bool ok = true;

    for (uint32_t s = 0; s < r->doc->sentences.n && ok; s++) {
        ok = !changed[s] || decide(r, s);
        for (uint32_t i = 0; ok && i < r->shares[s].npicks; i++)
            ok = take(r, &r->picks.v[r->shares[s].first_pick + i]);
    }
    return ok;
}

whosaid_status
ws_resolve_mentions(struct ws_doc *doc, whosaid_error *err)
{
    struct room r = {.doc = doc};
    bool *changed = ws_arena_zalloc(&doc->arena, doc->sentences.n + 1);
    whosaid_status status = WHOSAID_OK;
    bool ok;

    r.shares = ws_arena_zalloc(&doc->arena, (doc->sentences.n + 1) * sizeof *r.shares);
    ok = changed && r.shares && first_pass(&r);
    if (ok)
        status = ws_memory_weigh(doc, changed, err);
    ok = ok && !status && second_pass(&r, changed);
    return status ? status : ok ? WHOSAID_OK : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
}
