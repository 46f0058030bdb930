/*
 * rule/context.c - see context.h.
 */
#include "rule/context.h"

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

/* Letters of one alphabetic word must not be cut. */
static bool
cuts_word(const struct ws_text *text, uint32_t at)
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
        entry = lexicon->suffix.entry[node];
        if (entry && !cuts_word(&doc->text, at - 1))
            out->v[out->n++] = (struct ws_ending){entry, at - 1, lexicon->classes[entry - 1]};
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

/* Does something that stands behind names start at @at and fill the word: 김|씨는? */
static bool
is_followed(const struct ws_doc *doc, struct ws_span word, uint32_t at)
{
    const struct ws_class_sets *is = &doc->pack->is;
    uint64_t behind = is->title | is->honorific | is->role | is->title_suffix | is->org_suffix;

    for (uint32_t k = doc->match_at[at]; k < doc->match_at[at + 1]; k++) {
        const struct ws_match *m = &doc->matches.v[k];

        if (m->classes & behind &&
            (m->span.end == word.end || (m->span.end < word.end && doc->tail_at[m->span.end])))
            return true;
    }
    return false;
}

/* May a span end at @at of the word?  At its end, before a particle, before a title or
 * honorific glued to a name, where the kind of letter changes, and behind a place or a
 * person: bit n of @places is set where the first n characters are one. */
static bool
may_end(const struct ws_doc *doc, struct ws_span word, uint64_t places, uint32_t at)
{
    const struct ws_text *text = &doc->text;
    uint32_t n = at - word.start;

    if (at == word.end || doc->tail_at[at])
        return true;
    if (at <= word.start || cuts_word(text, at))
        return false;
    if (text->cls[at - 1] != text->cls[at] && text->cls[at - 1] != WS_CH_DIGIT &&
        text->cls[at - 1] <= WS_CH_LETTER)
        return true;
    if (n >= 2 && n < 64 && places >> n & 1)
        return true; /* 한국|산, 안산|지역 */
    return doc->match_at[at] < doc->match_at[at + 1] && is_followed(doc, word, at);
}

/* The beginnings of the word that are entries of @classes: bit n for n characters. */
static uint64_t
beginnings(const struct ws_doc *doc, struct ws_span word, uint64_t classes)
{
    uint64_t bits = 0;

    for (uint32_t k = doc->match_at[word.start]; k < doc->match_at[word.start + 1]; k++) {
        const struct ws_match *m = &doc->matches.v[k];

        if (ws_span_len(m->span) < 64 && m->classes & classes)
            bits |= (uint64_t)1 << ws_span_len(m->span);
    }
    return bits;
}

/* Does the sign behind the word belong to it: U.S., Sen., Jr., 한섬해운㈜? */
static bool
takes_sign(const struct ws_doc *doc, struct ws_span word)
{
    struct ws_span sign = {word.end, word.end + 1};

    if (doc->text.ch[word.end] == '.')
        return ws_doc_classes(doc, (struct ws_span){word.start, word.end + 1}) != 0;
    return doc->text.cls[word.end] == WS_CH_SYMBOL &&
           ws_doc_classes(doc, sign) & doc->pack->is.org_prefix;
}

/* All places of word @w where a span may end, the last one first. */
static bool
find_ends(struct ws_context *context, uint32_t w)
{
    struct ws_doc *doc = context->doc;
    struct ws_span word = doc->words.v[w].span;
    struct ws_context_word *out = &context->words[w];
    const struct ws_class_sets *is = &doc->pack->is;
    uint64_t places = beginnings(doc, word, is->place | is->full_name);

    out->names = beginnings(doc, word, is->place | is->org | is->person);
    out->first_end = context->ends.n;
    for (uint32_t at = word.end + takes_sign(doc, word); at > word.start && out->nends < 16; at--) {
        uint32_t *end;

        if (at < word.end && !doc->tail_at[at] && doc->match_at[at] == doc->match_at[at + 1] &&
            doc->text.cls[at] == doc->text.cls[at - 1] && !places)
            continue; /* the common case, cheaply */
        if (at <= word.end &&
            (!may_end(doc, word, places, at) || !ws_ch_is_word(doc->text.cls[at - 1])))
            continue;
        end = ws_list_add(&doc->arena, &context->ends);
        if (!end)
            return false;
        *end = at;
        out->nends++;
    }
    return true;
}

/* Cut the particle off @word where entries or the longest particle say so. */
static void
look_at(struct ws_context *context, uint32_t w)
{
    struct ws_doc *doc = context->doc;
    const struct ws_word *word = &doc->words.v[w];
    struct ws_context_word *out = &context->words[w];
    uint64_t suffixes = doc->pack->is.org_suffix | doc->pack->is.org_unit |
                        doc->pack->is.place_suffix | doc->pack->is.title |
                        doc->pack->is.title_suffix | doc->pack->is.role;
    struct ws_ending ending;
    uint32_t shortest = word->span.end;

    out->stem_end = 0;
    for (uint32_t at = word->span.end; at > word->span.start && at + 12 > word->span.end; at--) {
        if (at != word->span.end && !doc->tail_at[at])
            continue;
        out->classes = ws_doc_classes(doc, (struct ws_span){word->span.start, at});
        if (out->classes) {
            out->stem_end = at;
            break;
        }
        shortest = at;
    }
    if (!out->stem_end)
        out->stem_end = shortest;
    out->has_tail = out->stem_end < word->span.end;
    out->role = out->has_tail ? ws_doc_role(doc, out->stem_end) : WS_ROLE_NONE;
    if (out->classes)
        return;
    ending = ws_context_ending(context, word->span.start, out->stem_end, suffixes);
    if (ending.entry && ending.start > word->span.start)
        out->ends_with = ending.classes & suffixes;
    out->shape = (uint8_t)ws_context_shape(doc, (struct ws_span){word->span.start, out->stem_end});
}

whosaid_status
ws_context_init(struct ws_context *context, struct ws_doc *doc, whosaid_error *err)
{
    bool ok;

    *context = (struct ws_context){.doc = doc};
    context->words = ws_arena_zalloc(&doc->arena, (doc->words.n + 1) * sizeof *context->words);
    context->endings_at =
        ws_arena_zalloc(&doc->arena, (doc->text.n + 2) * sizeof *context->endings_at);
    ok = context->words && context->endings_at &&
         ws_list_reserve(&doc->arena, &context->ends, doc->words.n * 2 + 64) &&
         ws_list_reserve(&doc->arena, &context->endings, doc->words.n * 2 + 64);
    for (uint32_t w = 0; ok && w < doc->words.n; w++) {
        if (doc->words.v[w].sentence == WS_NONE)
            continue;
        look_at(context, w);
        ok = find_ends(context, w);
    }
    return ok && !context->failed ? WHOSAID_OK : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
}
