/*
 * dict/coverage.c - see coverage.h.
 */
#include "dict/coverage.h"

#include "base/chars.h"

/* Classes that say what a thing is called, and of no part of it. */
static uint64_t
whole_names(const struct ws_class_sets *is)
{
    return (is->person | is->title | is->org | is->place) &
           ~(ws_name_parts(is) | is->title_suffix | is->title_status);
}

/* May a name stand at @span: from the start of a word to its end, or to a particle? */
static bool
stands_alone(const struct ws_doc *doc, struct ws_span span)
{
    const struct ws_text *text = &doc->text;

    return (span.start == 0 || !ws_ch_is_word(text->cls[span.start - 1])) &&
           (!ws_ch_is_word(text->cls[span.end]) || doc->tail_at[span.end]);
}

static void
count_mention(const struct ws_doc *doc, const struct ws_gold_span *gold, struct ws_coverage *count)
{
    const struct ws_class_sets *is = &doc->pack->is;
    uint64_t type = doc->pack->types->types[gold->type].classes;
    struct ws_span span = gold->span;
    bool whole = false, touched = false;

    for (uint32_t i = doc->match_at[span.start]; i < doc->match_at[span.end]; i++) {
        const struct ws_match *match = &doc->matches.v[i];

        if (!(match->classes & type) || match->span.end > span.end)
            continue;
        if (match->span.start == span.start || match->span.end == span.end)
            touched = true;
        if (match->span.start == span.start && match->span.end == span.end)
            whole |= (match->classes & type & whole_names(is)) != 0;
    }
    for (uint32_t at = span.end, node = 0; at > span.start && !touched; at--) {
        uint32_t entry;

        node = ws_trie_step(&doc->pack->lexicon.suffix, node, doc->text.ch[at - 1]);
        if (!node)
            break;
        entry = ws_trie_entry(&doc->pack->lexicon.suffix, node);
        touched = entry && doc->pack->lexicon.entries[entry - 1].classes & type;
    }
    count->gold++;
    count->whole += whole;
    count->touched += touched;
}

static bool
is_gold(struct ws_span span, uint8_t type, const struct ws_gold_span *gold, size_t ngold)
{
    for (size_t i = 0; i < ngold; i++)
        if (gold[i].type == type && gold[i].span.start == span.start &&
            gold[i].span.end == span.end)
            return true;
    return false;
}

static bool
is_judged(struct ws_span span, const struct ws_gold_span *gold, size_t ngold)
{
    for (size_t i = 0; i < ngold; i++)
        if (gold[i].type == WS_NO_TYPE && gold[i].span.start < span.end &&
            span.start < gold[i].span.end)
            return false;
    return true;
}

void
ws_dict_coverage(const struct ws_doc *doc, const struct ws_gold_span *gold, size_t ngold,
                 struct ws_coverage counts[WS_MAX_TYPES], ws_coverage_report *report, void *user)
{
    const struct ws_types *types = doc->pack->types;
    const struct ws_class_sets *is = &doc->pack->is;
    uint32_t reach = 0; /* the end of the last match that counted */

    for (size_t i = 0; i < ngold; i++)
        if (gold[i].type != WS_NO_TYPE)
            count_mention(doc, &gold[i], &counts[gold[i].type]);
    for (uint32_t i = 0; i < doc->matches.n; i++) {
        const struct ws_match *match = &doc->matches.v[i];
        uint64_t names = match->classes & whole_names(is);

        if (match->span.start < reach || !stands_alone(doc, match->span))
            continue;
        reach = match->span.end; /* whatever it is, what stands inside is not */
        if (match->classes & is->common || !names || !is_judged(match->span, gold, ngold))
            continue;
        for (uint8_t t = 0; t < types->ntypes; t++)
            if (names & types->types[t].classes) {
                bool right = is_gold(match->span, t, gold, ngold);

                counts[t].matches++;
                counts[t].right += right;
                if (report)
                    report(user, doc, match->span, t, right);
            }
    }
}
