/*
 * rule/own.c - see own.h.
 */
#include "rule/own.h"

#include "rule/profile.h"

/* Classes of whole names and titles, and of words that are none.  Parts of names (an
 * ending, a family name) are evidence like those of the packs. */
static uint64_t
deciding_classes(const struct ws_class_sets *is)
{
    return ~(ws_name_parts(is) | is->title_suffix | is->title_status);
}

/* The word at @at, or the one that a sign at @at belongs to, @beside it; WS_NONE. */
static uint32_t
word_near(const struct ws_doc *doc, uint32_t at, uint32_t beside)
{
    return doc->word_at[at] != WS_NONE ? doc->word_at[at] : doc->word_at[beside];
}

static bool
may_start(const struct ws_context *context, uint32_t w, uint32_t at)
{
    const struct ws_profile *profile = context->profiles[w];
    int32_t place = (int32_t)at - (int32_t)context->doc->words.v[w].span.start;

    for (uint32_t i = 0; i < profile->nstarts; i++)
        if (profile->starts[i].at == place)
            return true;
    return false;
}

static bool
may_end(const struct ws_context *context, uint32_t w, uint32_t at)
{
    const struct ws_profile *profile = context->profiles[w];

    for (uint32_t i = 0; i < profile->nends; i++)
        if (context->doc->words.v[w].span.start + profile->ends[i].at == at)
            return true;
    return false;
}

static bool
may_be_span(const struct ws_context *context, struct ws_span span)
{
    const struct ws_doc *doc = context->doc;
    uint32_t first = word_near(doc, span.start, span.start + 1);
    uint32_t last = word_near(doc, span.end - 1, span.end > 1 ? span.end - 2 : 0);

    return first != WS_NONE && last != WS_NONE && doc->words.v[first].sentence != WS_NONE &&
           doc->words.v[first].sentence == doc->words.v[last].sentence &&
           may_start(context, first, span.start) && may_end(context, last, span.end);
}

bool
ws_own_find(const struct ws_context *context, struct ws_own_spans *spans)
{
    struct ws_doc *doc = context->doc;
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    uint64_t deciding = deciding_classes(&doc->pack->is);
    uint32_t reach = 0;

    *spans = (struct ws_own_spans){0};
    for (uint32_t k = 0; lexicon->own && k < doc->matches.n; k++) {
        struct ws_span span = doc->matches.v[k].span;
        uint64_t own = lexicon->own[doc->matches.v[k].entry] & deciding;
        uint16_t types = own ? ws_context_types(context, own) : 0;
        struct ws_own_span *out;

        if (span.start < reach || !(types || own & doc->pack->is.common) ||
            !may_be_span(context, span))
            continue;
        out = ws_list_add(&doc->arena, &spans->list);
        if (!out)
            return false;
        *out = (struct ws_own_span){span, types};
        reach = span.end;
    }
    return true;
}
