/*
 * rule/context.h - what the tagger asks about the text again and again, worked out once.
 */
#ifndef WS_RULE_CONTEXT_H
#define WS_RULE_CONTEXT_H

#include "doc/doc.h"
#include "rule/sink.h"

/* An entry of the suffix trie that ends at a place. */
struct ws_ending {
    uint32_t entry; /* 1 + entry; 0: none */
    uint32_t start; /* where it starts */
    uint64_t classes;
};

/* Those that end at one place, shorter ones first. */
#define WS_MAX_ENDINGS 6
struct ws_endings {
    struct ws_ending v[WS_MAX_ENDINGS];
    uint32_t n;
};

struct ws_profile; /* profile.h */

struct ws_context {
    struct ws_doc *doc;
    const struct ws_profile **profiles; /* one a word of the document */
    uint8_t *gaps; /* per word: enum ws_sym of what stands between it and the next word */
    WS_LIST(struct ws_endings) endings;
    uint32_t *endings_at; /* per character: 1 + index in endings; 0: not looked yet */
    struct ws_sink sink;  /* rows that are being gathered */
    float zones[WS_ZONE_COUNT][WS_MAX_TYPES]; /* sums of the rows of each zone kind */
    uint32_t zones_known;                     /* bit set of them */
    bool failed;                              /* memory is out */

    /* of the pack */
    uint16_t name_types; /* bits of the types a name may have */
    uint16_t title_type;
    uint64_t plain;  /* classes of words that are no names */
    uint64_t breaks; /* those that no name of several words has inside */
    struct {
        uint64_t classes;
        uint8_t type;
    } named[WS_MAX_TYPES]; /* the classes that speak for a type */
    uint32_t nnamed;
};

whosaid_status ws_context_init(struct ws_context *context, struct ws_doc *doc, whosaid_error *err);

/* Types that a set of classes speaks for. */
uint16_t ws_context_types(const struct ws_context *context, uint64_t classes);

/* Every suffix entry that ends at @end, shorter ones first; NULL when memory is out. */
const struct ws_endings *ws_context_endings(struct ws_context *context, uint32_t end);

/* The longest suffix entry of any of @classes that ends at @end and starts at @start or
 * later; .entry is 0 where there is none. */
struct ws_ending ws_context_ending(struct ws_context *context, uint32_t start, uint32_t end,
                                   uint64_t classes);

/* What stands between the span that ends at @from and the one that starts at @to: an enum
 * ws_sym (GLUED, SPACE, COMMA, DOT, MARK, OPEN, ...), OTHER for anything longer. */
enum ws_sym ws_context_gap(const struct ws_doc *doc, uint32_t from, uint32_t to);

/* Classes of the entry that @span is; with a legal form at its end, 대한조선㈜, of the body that
 * is without it. */
uint64_t ws_context_classes(const struct ws_doc *doc, struct ws_span span);

/* Classes of the sign right before @start, where @gap has one: (, ㈜. */
uint64_t ws_context_sign(const struct ws_doc *doc, uint32_t start, enum ws_sym gap);

/* The shape of the characters of @span: BLOCK (Hangul), HAN, ALL_CAPS, TITLE_CASE,
 * LOWER_CASE, NUMBERED, BLEND. */
enum ws_sym ws_context_shape(const struct ws_doc *doc, struct ws_span span);

/* Letters of one alphabetic word must not be cut: does a cut before @at do so? */
bool ws_context_cuts(const struct ws_text *text, uint32_t at);

/* Is the word before, behind @w in its sentence? */
static inline bool
ws_context_has_before(const struct ws_doc *doc, uint32_t w)
{
    return w > 0 && doc->words.v[w - 1].sentence == doc->words.v[w].sentence;
}

static inline bool
ws_context_has_behind(const struct ws_doc *doc, uint32_t w)
{
    return w + 1 < doc->words.n && doc->words.v[w + 1].sentence == doc->words.v[w].sentence;
}

/* The gap between word @w and the next one: TO_END at the end of a sentence. */
static inline enum ws_sym
ws_context_gap_behind(const struct ws_context *context, uint32_t w)
{
    return ws_context_has_behind(context->doc, w) ? (enum ws_sym)context->gaps[w] : WS_SYM_TO_END;
}

/* The gap between word @w, or the sign at @start before it, and the word before: START at
 * the beginning of a sentence. */
static inline enum ws_sym
ws_context_gap_before(const struct ws_context *context, uint32_t w, uint32_t start)
{
    const struct ws_doc *doc = context->doc;

    if (!ws_context_has_before(doc, w))
        return WS_SYM_START;
    return start == doc->words.v[w].span.start
               ? (enum ws_sym)context->gaps[w - 1]
               : ws_context_gap(doc, doc->words.v[w - 1].span.end, start);
}

/* Classes of what family names carry behind them: 김 대표, 김씨. */
static inline uint64_t
ws_context_carried(const struct ws_pack *pack)
{
    const struct ws_class_sets *is = &pack->is;

    return is->title | is->honorific | is->role | is->title_status | is->org | is->title_suffix;
}

/* How foreign @span sounds, two or more *@syllables of Hangul: the mean of the steps of
 * lang/names.h; -1 for others. */
int ws_context_sounds(const struct ws_doc *doc, struct ws_span span, uint32_t *syllables);

/* The length of @span as it matters to its shape. */
static inline uint32_t
ws_context_length(struct ws_span span)
{
    uint32_t len = ws_span_len(span);

    return len < 8 ? len : len < 12 ? 8 : 9;
}

/* The zone of word @w. */
static inline enum ws_zone_kind
ws_context_zone(const struct ws_doc *doc, uint32_t w)
{
    return doc->zones.v[doc->sentences.v[doc->words.v[w].sentence].zone].kind;
}

#endif
