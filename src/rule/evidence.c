/*
 * rule/evidence.c - see evidence.h.  Each function below is one kind of evidence.
 */
#include "rule/evidence.h"

#include "base/chars.h"
#include "rule/profile.h"

/* One row a class of @set, with @b and @c. */
static void
add_classes(struct ws_sink *sink, enum ws_template t, uint64_t set, uint32_t b, uint32_t c)
{
    while (set) {
        uint32_t cls = (uint32_t)__builtin_ctzll(set);

        ws_sink_add(sink, ws_row_make(t, cls, b, c));
        set &= set - 1;
    }
}

static uint32_t
at_most(uint32_t n, uint32_t limit)
{
    return n < limit ? n : limit;
}

/* The zone as a row; a text of one line has none: a sentence by itself. */
static ws_row
zone_row(const struct ws_doc *doc, enum ws_zone_kind zone)
{
    static const enum ws_sym syms[WS_ZONE_COUNT] = {
        [WS_ZONE_HEADLINE] = WS_SYM_ZONE_HEADLINE, [WS_ZONE_SUBHEAD] = WS_SYM_ZONE_SUBHEAD,
        [WS_ZONE_BYLINE] = WS_SYM_ZONE_BYLINE,     [WS_ZONE_CAPTION] = WS_SYM_ZONE_CAPTION,
        [WS_ZONE_BODY] = WS_SYM_ZONE_BODY,         [WS_ZONE_FURNITURE] = WS_SYM_ZONE_FURNITURE};

    return ws_row_make(WS_ROW_ZONE, doc->zones.n == 1 ? WS_SYM_ZONE_LONE : syms[zone], 0, 0);
}

/* Does the quotation mark at @at close, as one does that follows a letter or a sign? */
static bool
closes(const struct ws_doc *doc, uint32_t at)
{
    return at > 0 && !ws_ch_is_blank(doc->text.cls[at - 1]) &&
           doc->text.cls[at - 1] != WS_CH_OPEN && doc->text.cls[at - 1] != WS_CH_QUOTE;
}

void
ws_evidence_start(struct ws_context *context, uint32_t w, uint32_t start)
{
    const struct ws_doc *doc = context->doc;
    struct ws_sink *sink = &context->sink;
    uint32_t word = doc->words.v[w].span.start;

    ws_sink_add(sink, ws_row_make(WS_ROW_TYPE, 0, 0, 0));
    if (doc->text.cls[start] == WS_CH_HANGUL)
        ws_sink_add(sink, ws_row_runes(WS_ROW_HEAD, doc->text.ch + start, 2));
    if (start > 0 && doc->text.cls[start - 1] == WS_CH_QUOTE)
        ws_sink_add(sink, ws_row_make(WS_ROW_GAP_BEFORE,
                                      closes(doc, start - 1) ? WS_SYM_SHUT : WS_SYM_QUOTED, 0, 0));
    if (start > word) {
        ws_sink_add(sink, ws_row_make(WS_ROW_GAP_BEFORE, WS_SYM_GLUED, 0, 0));
        add_classes(sink, WS_ROW_PREV, ws_doc_classes(doc, (struct ws_span){word, start}),
                    WS_SYM_GLUED, WS_ROLE_NONE);
    }
}

void
ws_evidence_zone(struct ws_context *context, enum ws_zone_kind zone)
{
    ws_sink_add(&context->sink, zone_row(context->doc, zone));
}

void
ws_evidence_sign(struct ws_context *context, uint64_t classes)
{
    add_classes(&context->sink, WS_ROW_PREV, classes, WS_SYM_GLUED, WS_ROLE_NONE);
}

void
ws_evidence_before(struct ws_context *context, uint32_t w, uint32_t start)
{
    const struct ws_doc *doc = context->doc;
    struct ws_sink *sink = &context->sink;
    const struct ws_profile *prev;
    enum ws_sym gap;

    if (start > doc->words.v[w].span.start)
        return;
    gap = ws_context_gap_before(context, w, start);
    ws_sink_add(sink, ws_row_make(WS_ROW_GAP_BEFORE, gap, 0, 0));
    if (!ws_context_has_before(doc, w))
        return;
    prev = context->profiles[w - 1];
    add_classes(sink, WS_ROW_PREV, prev->classes, gap, prev->role);
    if (!prev->classes)
        ws_sink_add(sink, ws_row_make(WS_ROW_PREV_ROLE, prev->role, prev->shape, 0));
}

/* How what is left of the word behind @end ends, if that is no particle: 한국|갤럽, 서울|관악고용센터. */
static void
rest_ending(struct ws_context *context, uint32_t w, uint32_t end)
{
    const struct ws_doc *doc = context->doc;
    const struct ws_class_sets *is = &doc->pack->is;
    uint32_t stem = end + 1, word_end = doc->words.v[w].span.end;
    struct ws_ending ending;

    while (stem < word_end && !doc->tail_at[stem])
        stem++;
    ending = ws_context_ending(context, end, stem,
                               is->org_suffix | is->org_unit | is->place_suffix | is->title |
                                   is->title_suffix | is->role);
    add_classes(&context->sink, WS_ROW_REST_ENDS, ending.classes,
                ending.start == end ? WS_SYM_EXACT : WS_SYM_ENDS, 0);
}

/* What is left of the word behind @end: a particle, a title, a few characters. */
static void
rest_of_word(struct ws_context *context, uint32_t w, uint32_t end)
{
    const struct ws_doc *doc = context->doc;
    struct ws_sink *sink = &context->sink;
    uint32_t left = doc->words.v[w].span.end - end;
    const struct ws_match *match;

    ws_sink_add(sink, ws_row_make(WS_ROW_PARTICLE, ws_doc_role(doc, end), 0, 0));
    for (uint32_t n = 1; n <= at_most(left, 3); n++)
        ws_sink_add(sink, ws_row_runes(WS_ROW_REST, doc->text.ch + end, n));
    match = ws_doc_longest(doc, end, UINT64_MAX);
    if (match)
        add_classes(sink, WS_ROW_NEXT, match->classes, WS_SYM_GLUED, WS_ROLE_NONE);
    if (ws_doc_role(doc, end) == WS_ROLE_NONE)
        rest_ending(context, w, end);
}

/* Does what follows word @w have a say on a span that ends at @end in it? */
static bool
looks_on(const struct ws_doc *doc, uint32_t w, uint32_t end)
{
    return end >= doc->words.v[w].span.end || ws_doc_role(doc, end) != WS_ROLE_NONE;
}

/* The last @n characters before @end. */
static void
add_tail(struct ws_context *context, uint32_t end, uint32_t n)
{
    const struct ws_text *text = &context->doc->text;

    if (n <= end && text->cls[end - 1] == WS_CH_HANGUL)
        ws_sink_add(&context->sink, ws_row_runes(WS_ROW_TAIL, text->ch + end - n, n));
}

void
ws_evidence_end(struct ws_context *context, uint32_t w, uint32_t end)
{
    const struct ws_doc *doc = context->doc;
    struct ws_sink *sink = &context->sink;
    struct ws_span word = doc->words.v[w].span;

    add_tail(context, end, 2);
    if (end != word.start + 1)
        add_tail(context, end, 3);
    if (end < word.end)
        rest_of_word(context, w, end);
    else
        ws_sink_add(sink, ws_row_make(WS_ROW_PARTICLE, WS_ROLE_NONE, 0, 0));
    if (doc->text.cls[end] == WS_CH_QUOTE && looks_on(doc, w, end))
        ws_sink_add(sink, ws_row_make(WS_ROW_GAP_AFTER, WS_SYM_QUOTED, 0, 0));
}

void
ws_evidence_reach(struct ws_context *context, uint32_t w, uint32_t end)
{
    if (end == context->doc->words.v[w].span.start + 1)
        add_tail(context, end, 3);
}

void
ws_evidence_behind(struct ws_context *context, uint32_t w, uint32_t end, enum ws_role role)
{
    const struct ws_doc *doc = context->doc;
    enum ws_sym gap = ws_context_gap_behind(context, w);

    if (!looks_on(doc, w, end))
        return;
    ws_sink_add(&context->sink, ws_row_make(WS_ROW_GAP_AFTER, gap, 0, 0));
    if (ws_context_has_behind(doc, w))
        add_classes(&context->sink, WS_ROW_NEXT, context->profiles[w + 1]->classes, gap, role);
}

/* The bins of a family name and a given name that make up @span, cut behind @cut characters;
 * false where its beginning is no family name. */
static bool
name_bins(const struct ws_doc *doc, struct ws_span span, uint32_t cut, uint32_t *family,
          uint32_t *given)
{
    const struct ws_pack *pack = doc->pack;
    const struct ws_match *f = ws_doc_match(doc, (struct ws_span){span.start, span.start + cut});
    const struct ws_match *g;
    uint32_t freq;

    *family = *given = 0;
    if (!f || !(f->classes & pack->is.family))
        return false;
    freq = pack->lexicon.entries[f->entry].freq;
    while (*family < 7 && freq >> (2 * *family + 2))
        ++*family;
    g = ws_doc_match(doc, (struct ws_span){span.start + cut, span.end});
    if (g && g->classes & pack->is.given)
        for (*given = 1; *given < 6 && pack->lexicon.entries[g->entry].freq >> (2 * *given);)
            ++*given;
    return true;
}

/* Family name and given name in one word: 배|경훈, 남궁|민. */
static void
from_name_model(const struct ws_doc *doc, struct ws_sink *sink, struct ws_span span)
{
    const struct ws_name_model *names = &doc->pack->names;
    uint32_t len = ws_span_len(span), family, given;
    bool any = false;

    if (!(doc->pack->features & WS_FEATURE_FAMILY_FIRST) || len < 2 || len > 5)
        return;
    for (uint32_t cut = 1; cut <= 2 && cut < len; cut++) {
        if (!name_bins(doc, span, cut, &family, &given))
            continue;
        any = true;
        ws_sink_add(sink, ws_row_make(WS_ROW_NAME, family, given, len * 2 + cut - 1));
        if (len - cut == 2 && names->first) {
            const uint32_t *rest = doc->text.ch + span.start + cut;

            ws_sink_add(sink, ws_row_make(WS_ROW_SYLLABLES, names->first[rest[0] & 0xFFFF],
                                          names->second[rest[1] & 0xFFFF], given > 0));
        }
    }
    if (!any)
        ws_sink_add(sink, ws_row_make(WS_ROW_NAME, 99, 0, at_most(len, 4)));
}

/* One ending of a span, and what stands before it. */
static void
from_ending(const struct ws_doc *doc, struct ws_sink *sink, struct ws_span span,
            const struct ws_ending *ending, uint64_t family)
{
    uint64_t before = 0, set = ending->classes & family;
    uint32_t stem = ending->start;

    ws_sink_add(sink, ws_row_make(WS_ROW_SUFFIX, ending->entry - 1, 0, 0));
    while (stem > span.start && doc->text.cls[stem - 1] == WS_CH_SPACE)
        stem--;
    if (stem > span.start)
        before = ws_doc_classes(doc, (struct ws_span){span.start, stem});
    if (!before)
        add_classes(sink, WS_ROW_ENDS_UNLISTED, set,
                    at_most(stem - span.start, 4) * 2 + (stem < ending->start), 0);
    for (; before; before &= before - 1)
        add_classes(sink, WS_ROW_ENDS_WITH, set, (uint32_t)__builtin_ctzll(before),
                    stem < ending->start);
}

/* How much a span of Hangul sounds like a foreign name, listed or not. */
void
ws_evidence_syllables(struct ws_context *context, struct ws_span span, uint64_t classes)
{
    uint32_t n;
    int sounds = ws_context_sounds(context->doc, span, &n);

    if (sounds >= 0)
        ws_sink_add(&context->sink, ws_row_make(WS_ROW_FOREIGN, (uint32_t)sounds, at_most(n, 7),
                                                classes ? WS_SYM_PLAIN : WS_SYM_NONE));
}

/* Is word @w a body or a place: listed, or by its ending? */
static enum ws_sym
is_body(const struct ws_context *context, uint32_t w)
{
    const struct ws_class_sets *is = &context->doc->pack->is;
    const struct ws_profile *profile = context->profiles[w];

    return profile->classes & (is->org & ~is->org_generic) ? WS_SYM_EXACT
           : profile->ends_with & is->org_suffix           ? WS_SYM_ENDS
           : profile->classes & is->place                  ? WS_SYM_PLACE
           : profile->classes & is->common                 ? WS_SYM_COMMON
                                                           : WS_SYM_NONE;
}

/* Several words of which the last ends like a unit of the first, 전남대학교 글로벌교육원, or like the
 * title of who heads it, KDI 경제전망실|장. */
static void
unit_of(struct ws_context *context, struct ws_span span)
{
    const struct ws_doc *doc = context->doc;
    const struct ws_class_sets *is = &doc->pack->is;
    uint32_t first = doc->word_at[span.start], last = doc->word_at[span.end - 1];
    uint64_t units = is->org_unit | is->org_suffix;
    uint32_t start, words;
    struct ws_endings all;

    if (first == last || first == WS_NONE || last == WS_NONE)
        return;
    all = *ws_context_endings(context, span.end);
    start = doc->words.v[last].span.start;
    words = at_most(last - first + 1, 3);
    for (uint32_t k = all.n; k-- > 0;)
        if (all.v[k].classes & units && all.v[k].start >= start) {
            add_classes(&context->sink, WS_ROW_UNIT_OF, all.v[k].classes & units,
                        is_body(context, first), words);
            break;
        }
    for (uint32_t k = 0; k < all.n; k++) {
        if (!(all.v[k].classes & is->title_suffix) || all.v[k].start <= start)
            continue;
        if (ws_context_ending(context, start, all.v[k].start, units).entry)
            ws_sink_add(&context->sink,
                        ws_row_make(WS_ROW_HEADS_UNIT, is_body(context, first), words, 0));
        return;
    }
}

/* As a body, as a place, as a title. */
void
ws_evidence_endings(struct ws_context *context, struct ws_span span)
{
    const struct ws_class_sets *is = &context->doc->pack->is;
    const uint64_t families[] = {is->org_suffix | is->org_unit, is->place_suffix,
                                 is->title | is->title_suffix | is->role};
    const struct ws_endings *all = ws_context_endings(context, span.end);

    for (size_t i = 0; all && i < sizeof families / sizeof *families; i++)
        for (uint32_t k = all->n; k-- > 0;)
            if (all->v[k].start >= span.start && all->v[k].classes & families[i]) {
                from_ending(context->doc, &context->sink, span, &all->v[k], families[i]);
                break;
            }
    if (all)
        unit_of(context, span);
}

/* The types whose names the entry of @classes is, whatever their classes: one alone, or one of
 * several. */
static void
listed_as(const struct ws_doc *doc, struct ws_sink *sink, struct ws_span span, uint64_t classes)
{
    const struct ws_class_sets *is = &doc->pack->is;
    const struct ws_types *types = doc->pack->types;
    uint64_t names = classes & ~(ws_name_parts(is) | is->title_suffix | is->title_status);
    uint32_t several = 0;

    for (uint32_t t = 0; t < types->ntypes; t++)
        several += (names & types->types[t].classes) != 0;
    for (uint32_t t = 0; t < types->ntypes; t++)
        if (names & types->types[t].classes)
            ws_sink_add(sink, ws_row_make(WS_ROW_DICT_TYPE, t,
                                          classes & is->common ? WS_SYM_COMMON : WS_SYM_PLAIN,
                                          at_most(ws_context_length(span), 6) * 2 + (several > 1)));
}

void
ws_evidence_whole(struct ws_context *context, struct ws_span span, uint32_t first, uint32_t last,
                  uint64_t classes)
{
    const struct ws_doc *doc = context->doc;
    struct ws_sink *sink = &context->sink;
    enum ws_sym shape = ws_context_shape(doc, span);
    uint32_t nwords = at_most(last - first + 1, 5);

    ws_sink_add(sink, ws_row_make(WS_ROW_SHAPE, shape, ws_context_length(span), nwords));
    if (classes)
        listed_as(doc, sink, span, classes);
    if (classes)
        add_classes(sink, WS_ROW_DICT, classes,
                    classes & doc->pack->is.common ? WS_SYM_COMMON : WS_SYM_PLAIN,
                    span.end < doc->words.v[last].span.end ? WS_SYM_WITH_TAIL : WS_SYM_TO_END);
    else
        ws_sink_add(sink, ws_row_make(WS_ROW_UNLISTED, shape, nwords, 0));
}

void
ws_evidence_first(struct ws_context *context, uint64_t classes, uint32_t nwords)
{
    add_classes(&context->sink, WS_ROW_FIRST, classes, at_most(nwords, 5), 0);
}

void
ws_evidence_last(struct ws_context *context, uint64_t classes, uint32_t nwords)
{
    add_classes(&context->sink, WS_ROW_LAST, classes, at_most(nwords, 5), 0);
}

/* Signs that belong to the span, and the first and the last word of several; or the parts of
 * the name that one is. */
void
ws_evidence_words(struct ws_context *context, struct ws_span span, uint32_t first, uint32_t last)
{
    const struct ws_doc *doc = context->doc;
    struct ws_span a = doc->words.v[first].span, b = doc->words.v[last].span;

    if (span.start < a.start)
        ws_evidence_first(context, ws_doc_classes(doc, (struct ws_span){span.start, a.start}), 0);
    if (span.end > b.end)
        ws_evidence_last(context, ws_doc_classes(doc, (struct ws_span){b.end, span.end}), 0);
    if (first == last) {
        from_name_model(doc, &context->sink, span);
        return;
    }
    ws_evidence_first(context, context->profiles[first]->classes, last - first + 1);
    ws_evidence_last(context, ws_doc_classes(doc, (struct ws_span){b.start, span.end}),
                     last - first + 1);
}

void
ws_evidence_pattern(struct ws_context *context, const struct ws_pattern *pattern)
{
    const struct ws_doc *doc = context->doc;
    struct ws_sink *sink = &context->sink;
    struct ws_span span = pattern->span;
    enum ws_sym gap = span.start && doc->text.cls[span.start - 1] == WS_CH_OPEN    ? WS_SYM_OPEN
                      : span.start && ws_ch_is_word(doc->text.cls[span.start - 1]) ? WS_SYM_GLUED
                                                                                   : WS_SYM_NONE;

    ws_sink_add(sink, ws_row_make(WS_ROW_TYPE, 0, 0, 0));
    ws_sink_add(sink, ws_row_make(WS_ROW_PATTERN, pattern->shape, ws_doc_role(doc, span.end), gap));
    ws_sink_add(sink, ws_row_make(WS_ROW_PATTERN_SHAPE, pattern->shape, 0, 0));
    if (ws_ch_is_word(doc->text.cls[span.end]))
        ws_sink_add(sink, ws_row_runes(WS_ROW_REST, doc->text.ch + span.end, 1));
    ws_sink_add(sink, zone_row(doc, ws_doc_zone(doc, span.start)));
    if (doc->word_at[span.start] != WS_NONE)
        ws_evidence_before(context, doc->word_at[span.start], span.start);
    if (doc->word_at[span.end - 1] != WS_NONE)
        ws_evidence_behind(context, doc->word_at[span.end - 1], span.end,
                           ws_doc_role(doc, span.end));
}
