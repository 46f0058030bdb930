/*
 * rule/context.c - see context.h.
 */
#include "rule/context.h"

#include <string.h>

#include "base/chars.h"
#include "base/error.h"

enum ws_sym
ws_context_shape(const struct ws_doc *doc, struct ws_span span)
{
    uint32_t seen = 0; /* bit set of classes */
    bool upper, lower, block, han;

    for (uint32_t i = span.start; i < span.end; i++)
        seen |= 1u << doc->text.cls[i];
    upper = seen >> WS_CH_UPPER & 1;
    lower = (seen & (1u << WS_CH_LOWER | 1u << WS_CH_LETTER)) != 0;
    block = seen >> WS_CH_HANGUL & 1;
    han = seen >> WS_CH_HAN & 1;
    if (seen >> WS_CH_DIGIT & 1)
        return WS_SYM_NUMBERED;
    if (block + han + (upper || lower) > 1)
        return WS_SYM_BLEND;
    if (block)
        return WS_SYM_BLOCK;
    if (han)
        return WS_SYM_HAN;
    if (!upper)
        return WS_SYM_LOWER_CASE;
    if (!lower)
        return WS_SYM_ALL_CAPS;
    return doc->text.cls[span.start] == WS_CH_UPPER ? WS_SYM_TITLE_CASE : WS_SYM_LOWER_CASE;
}

static enum ws_sym
gap_sign(uint8_t cls, uint32_t rune)
{
    switch (cls) {
    case WS_CH_COMMA:
        return rune == ',' || rune == ';' || rune == 0x3001 ? WS_SYM_COMMA
               : rune == ':'                                ? WS_SYM_OTHER
                                                            : WS_SYM_DOT;
    case WS_CH_OPEN:
        return WS_SYM_OPEN;
    case WS_CH_CLOSE:
        return WS_SYM_SHUT;
    case WS_CH_QUOTE:
        return WS_SYM_MARK;
    case WS_CH_STOP:
        return WS_SYM_FULL_STOP;
    case WS_CH_DASH:
        return WS_SYM_HYPHEN;
    default:
        return WS_SYM_OTHER;
    }
}

enum ws_sym
ws_context_gap(const struct ws_doc *doc, uint32_t from, uint32_t to)
{
    enum ws_sym gap = WS_SYM_SPACE;

    if (from >= to)
        return WS_SYM_GLUED;
    if (to - from > 3)
        return WS_SYM_OTHER;
    for (uint32_t i = from; i < to; i++) {
        uint8_t cls = doc->text.cls[i];

        /* inside a sentence a line end is a blank: wire copy wraps its lines */
        if (cls == WS_CH_SPACE || cls == WS_CH_NEWLINE)
            continue;
        if (gap != WS_SYM_SPACE || ws_ch_is_word(cls))
            return WS_SYM_OTHER;
        gap = gap_sign(cls, doc->text.ch[i]);
    }
    return gap;
}

uint64_t
ws_context_sign(const struct ws_doc *doc, uint32_t start, enum ws_sym gap)
{
    if (start == 0 || gap == WS_SYM_GLUED || gap == WS_SYM_SPACE)
        return 0;
    return ws_doc_classes(doc, (struct ws_span){start - 1, start});
}

uint64_t
ws_context_classes(const struct ws_doc *doc, struct ws_span span)
{
    uint64_t classes = ws_doc_classes(doc, span), prefix = doc->pack->is.org_prefix;
    struct ws_span bare = span;

    if (classes)
        return classes;
    if (!ws_ch_is_word(doc->text.cls[span.start]))
        bare.start += doc->text.cls[span.start] == WS_CH_OPEN ? 3 : 1;
    if (!ws_ch_is_word(doc->text.cls[span.end - 1]))
        bare.end--;
    if (bare.start >= bare.end || ws_span_len(bare) == ws_span_len(span) ||
        !((ws_doc_classes(doc, (struct ws_span){span.start, bare.start}) |
           ws_doc_classes(doc, (struct ws_span){bare.end, span.end})) &
          prefix))
        return 0;
    return ws_doc_classes(doc, bare) & doc->pack->is.org;
}

bool
ws_context_cuts(const struct ws_text *text, uint32_t at)
{
    uint8_t a = at ? text->cls[at - 1] : WS_CH_END, b = text->cls[at];

    return (a == WS_CH_UPPER || a == WS_CH_LOWER || a == WS_CH_LETTER || a == WS_CH_DIGIT) &&
           (b == WS_CH_UPPER || b == WS_CH_LOWER || b == WS_CH_LETTER || b == WS_CH_DIGIT);
}

static uint32_t
fold(uint32_t rune, bool lower)
{
    return lower && rune >= 'A' && rune <= 'Z' ? rune + 32 : rune;
}

/* Suffix entries that end at @end, into @out behind those already there. */
static void
walk_back(const struct ws_doc *doc, uint32_t end, bool lower, struct ws_endings *out)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    uint32_t node = 0;

    for (uint32_t at = end; at > 0 && out->n < WS_MAX_ENDINGS; at--) {
        uint32_t entry;

        node = ws_trie_step(&lexicon->suffix, node, fold(doc->text.ch[at - 1], lower));
        if (!node)
            break;
        entry = ws_trie_entry(&lexicon->suffix, node);
        if (entry && !ws_context_cuts(&doc->text, at - 1))
            out->v[out->n++] =
                (struct ws_ending){entry, at - 1, lexicon->entries[entry - 1].classes};
    }
}

const struct ws_endings *
ws_context_endings(struct ws_context *context, uint32_t end)
{
    struct ws_doc *doc = context->doc;

    if (!context->endings_at[end]) {
        struct ws_endings *found = ws_list_add(&doc->arena, &context->endings);

        if (!found) {
            context->failed = true;
            return NULL;
        }
        walk_back(doc, end, false, found);
        if (!found->n && doc->pack->features & WS_FEATURE_CAPITALS)
            walk_back(doc, end, true, found);
        context->endings_at[end] = context->endings.n;
    }
    return &context->endings.v[context->endings_at[end] - 1];
}

struct ws_ending
ws_context_ending(struct ws_context *context, uint32_t start, uint32_t end, uint64_t classes)
{
    const struct ws_endings *all = ws_context_endings(context, end);

    for (uint32_t i = all ? all->n : 0; i-- > 0;)
        if (all->v[i].start >= start && all->v[i].classes & classes)
            return all->v[i];
    return (struct ws_ending){0, end, 0};
}

int
ws_context_sounds(const struct ws_doc *doc, struct ws_span span, uint32_t *syllables)
{
    const uint16_t *foreign = doc->pack->names.foreign;
    uint32_t sum = 0, n = 0;

    for (uint32_t at = span.start; foreign && at < span.end; at++) {
        if (doc->text.cls[at] == WS_CH_HANGUL) {
            sum += foreign[doc->text.ch[at] & 0xFFFF];
            n++;
        } else if (doc->text.cls[at] != WS_CH_SPACE) {
            return -1;
        }
    }
    *syllables = n;
    return n >= 2 ? (int)(sum / n) : -1;
}

uint16_t
ws_context_types(const struct ws_context *context, uint64_t classes)
{
    uint16_t types = 0;

    for (uint32_t t = 0; t < context->nnamed; t++)
        types |=
            (uint16_t)((classes & context->named[t].classes ? 1 : 0) << context->named[t].type);
    return types;
}

/* How many numbers a sum has: up to the last of the types that names, titles and what rules
 * propose may have; entries of higher layers may have any. */
static uint32_t
width_of_sums(const struct ws_context *context, const struct ws_pack *pack)
{
    uint32_t types = (uint32_t)context->name_types | context->title_type | 1u |
                     ws_context_types(context, pack->lexicon.owned);
    uint32_t last = 0;

    for (uint32_t r = 0; r < pack->rules.nrules; r++) {
        const struct ws_rule *rule = &pack->rules.rules[r];
        int type = rule->use == WS_USE_MENTION
                       ? ws_types_type(pack->types, rule->type, strlen(rule->type))
                       : -1;

        types |= type < 0 ? 0 : 1u << type;
    }
    for (; types; types &= types - 1)
        last = (uint32_t)__builtin_ctz(types);
    return (last + 4) & ~3u;
}

/* What the pack says once for all articles. */
static void
read_pack(struct ws_context *context, const struct ws_pack *pack)
{
    static const char *const names[] = {"PERSON", "ORG", "LOCATION"};
    const struct ws_class_sets *is = &pack->is;
    int title = ws_types_type(pack->types, "TITLE", 5);

    context->sink.weights = &pack->weights;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int type = ws_types_type(pack->types, names[i], strlen(names[i]));
        context->name_types |= (uint16_t)(type < 0 ? 0 : 1 << type);
    }
    context->title_type = (uint16_t)(title < 0 ? 0 : 1 << title);
    context->zones_known = 0;
    for (uint8_t t = 0; t < pack->types->ntypes; t++) {
        uint64_t classes = pack->types->types[t].classes;

        if (classes) {
            context->named[context->nnamed].classes = classes;
            context->named[context->nnamed++].type = t;
        }
    }
    context->sink.width = width_of_sums(context, pack);
    context->breaks = (is->common & ~is->common_noun) | is->function | is->connective |
                      is->verb_say | is->pronoun;
    context->plain = is->common | is->org_generic | is->role | is->function | is->connective |
                     is->verb_say | is->noun_say | is->pronoun | is->number | is->unit_quantity |
                     is->unit_time | is->approx | is->relative | is->modifier | is->part |
                     is->month | is->weekday;
}

_Static_assert(WS_SYM_COUNT <= UINT8_MAX, "gaps are kept in bytes");

whosaid_status
ws_context_init(struct ws_context *context, struct ws_doc *doc, whosaid_error *err)
{
    memset(context, 0, offsetof(struct ws_context, sink));
    context->failed = false;
    context->name_types = context->title_type = 0;
    context->nnamed = 0;
    context->sink.nrows = 0;
    context->doc = doc;
    read_pack(context, doc->pack);
    context->profiles = ws_arena_alloc(&doc->arena, (doc->words.n + 1) * sizeof *context->profiles);
    context->endings_at =
        ws_arena_zalloc(&doc->arena, (doc->text.n + 2) * sizeof *context->endings_at);
    context->gaps = ws_arena_alloc(&doc->arena, doc->words.n + 1);
    if (!context->profiles || !context->endings_at || !context->gaps ||
        !ws_list_reserve(&doc->arena, &context->endings, doc->words.n * 2 + 64))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (uint32_t w = 0; w + 1 < doc->words.n; w++) {
        uint32_t from = doc->words.v[w].span.end, to = doc->words.v[w + 1].span.start;
        bool blank = to - from == 1 && doc->text.cls[from] == WS_CH_SPACE;

        context->gaps[w] = (uint8_t)(blank ? WS_SYM_SPACE : ws_context_gap(doc, from, to));
    }
    return WHOSAID_OK;
}
