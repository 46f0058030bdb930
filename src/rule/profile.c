/*
 * rule/profile.c - see profile.h.  While a profile is made its places are those of the
 * text; they are counted from the word when it is kept.
 */
#include "rule/profile.h"

#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "rule/evidence.h"

#define AHEAD          8  /* words whose profiles are on their way to the cache */
#define MAX_PART       8  /* characters of a part of a foreign name in Hangul */
#define SOUNDS_FOREIGN 10 /* of WS_FOREIGN_STEPS */
#define MAX_SPANS      (WS_MAX_STARTS * WS_MAX_ENDS)

/* A profile on the way, with room for its lists. */
struct maker {
    struct ws_context *context;
    struct ws_doc *doc;
    uint32_t w;
    struct ws_span word;
    uint64_t names; /* bit n: an entry that names something is the word's first n characters */
    struct ws_profile profile;
    struct ws_profile_start starts[WS_MAX_STARTS];
    struct ws_profile_end ends[WS_MAX_ENDS];
    struct ws_profile_span spans[MAX_SPANS];
    /* one after the other, each of context->sink.width numbers */
    float start_scores[WS_MAX_STARTS * WS_MAX_TYPES], end_scores[WS_MAX_ENDS * WS_MAX_TYPES];
    float span_scores[MAX_SPANS * WS_MAX_TYPES];
};

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
    if (at <= word.start || ws_context_cuts(text, at))
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

/* Is every class in @classes one of words that name nothing? */
static bool
is_plain(const struct ws_context *context, uint64_t classes)
{
    return classes && !(classes & ~context->plain);
}

/* Has the word a longer stem in a list, and @span, an entry of @classes, is in none, or but
 * a letter of it? */
static bool
is_cut_short(const struct ws_profile *profile, struct ws_span span, uint64_t classes)
{
    return profile->classes && span.end < profile->stem_end && (!classes || ws_span_len(span) == 1);
}

static bool
sounds_foreign(const struct ws_doc *doc, struct ws_span span)
{
    uint32_t syllables;

    return ws_context_sounds(doc, span, &syllables) >= SOUNDS_FOREIGN;
}

/* The end of spans over several words at @at. */
static struct ws_profile_end
end_at(struct maker *m, uint32_t at)
{
    const struct ws_class_sets *is = &m->doc->pack->is;
    uint64_t names = is->org_suffix | is->org_unit | is->place_suffix;
    uint64_t titles = is->title_suffix | is->title;
    struct ws_span word = {m->word.start, at};
    uint64_t classes = ws_doc_classes(m->doc, word);
    struct ws_ending ending = ws_context_ending(m->context, word.start, at, names | titles);
    struct ws_profile_end out = {.at = at};

    if (ending.classes & names)
        out.types |= m->context->name_types;
    if (ending.classes & titles)
        out.types |= m->context->title_type;
    if ((is_plain(m->context, classes) && !(ending.classes & is->org_unit)) ||
        is_cut_short(&m->profile, word, classes))
        out.flags |= WS_END_IDLE;
    if (m->doc->text.cls[word.start] == WS_CH_HANGUL && ws_span_len(word) <= MAX_PART)
        out.flags |= WS_END_SYLLABLES;
    if (sounds_foreign(m->doc, word))
        out.flags |= WS_END_SOUNDS;
    if (classes & is->foreign)
        out.flags |= WS_END_FOREIGN;
    if (!classes && !m->profile.ends_with)
        out.flags |= WS_END_UNLISTED;
    return out;
}

/* U.N.: does the word end at @at with a full stop that its entry has too? */
static bool
is_stopped(const struct ws_doc *doc, struct ws_span word, uint32_t at)
{
    return at == word.end && doc->text.ch[at - 1] == '.' && ws_doc_classes(doc, word) != 0;
}

/* All places of the word where a span may end, the last one first. */
static void
find_ends(struct maker *m)
{
    const struct ws_doc *doc = m->doc;
    struct ws_span word = m->word;
    struct ws_profile *out = &m->profile;
    const struct ws_class_sets *is = &doc->pack->is;
    bool sign = takes_sign(doc, word);
    uint64_t places = beginnings(doc, word, is->place | is->full_name);

    out->local &= !sign;
    m->names = beginnings(doc, word, is->place | is->org | is->person);
    for (uint32_t at = word.end + sign; at > word.start && out->nends < WS_MAX_ENDS; at--) {
        if (at < word.end && !doc->tail_at[at] && doc->match_at[at] == doc->match_at[at + 1] &&
            doc->text.cls[at] == doc->text.cls[at - 1] && !places)
            continue; /* the common case, cheaply */
        if (at <= word.end &&
            (!may_end(doc, word, places, at) ||
             !(ws_ch_is_word(doc->text.cls[at - 1]) || is_stopped(doc, word, at))))
            continue;
        m->ends[out->nends++] = end_at(m, at);
    }
}

/* Cut the particle off the word where entries or the longest particle say so. */
static void
find_stem(struct maker *m)
{
    const struct ws_doc *doc = m->doc;
    struct ws_span word = m->word;
    struct ws_profile *out = &m->profile;
    uint64_t suffixes = doc->pack->is.org_suffix | doc->pack->is.org_unit |
                        doc->pack->is.place_suffix | doc->pack->is.title |
                        doc->pack->is.title_suffix | doc->pack->is.role;
    struct ws_ending ending;
    uint32_t shortest = word.end;

    out->stem_end = 0;
    for (uint32_t at = word.end; at > word.start && at + 12 > word.end; at--) {
        if (at != word.end && !doc->tail_at[at])
            continue;
        out->classes = ws_doc_classes(doc, (struct ws_span){word.start, at});
        if (out->classes) {
            out->stem_end = at;
            break;
        }
        shortest = at;
    }
    if (!out->stem_end)
        out->stem_end = shortest;
    out->has_tail = out->stem_end < word.end;
    out->role = (uint8_t)(out->has_tail ? ws_doc_role(doc, out->stem_end) : WS_ROLE_NONE);
    if (out->classes)
        return;
    ending = ws_context_ending(m->context, word.start, out->stem_end, suffixes);
    if (ending.entry && ending.start > word.start)
        out->ends_with = ending.classes & suffixes;
    out->shape = (uint8_t)ws_context_shape(doc, (struct ws_span){word.start, out->stem_end});
}

/* Does the span end like a title? */
static bool
ends_as_title(const struct maker *m, struct ws_span span)
{
    const struct ws_class_sets *is = &m->doc->pack->is;

    return ws_context_ending(m->context, span.start, span.end, is->title | is->title_suffix)
               .entry != 0;
}

/* Is it a family name and a listed given name? */
static bool
looks_like_name(const struct ws_doc *doc, struct ws_span span)
{
    const struct ws_class_sets *is = &doc->pack->is;

    if (!(doc->pack->features & WS_FEATURE_FAMILY_FIRST) || ws_span_len(span) > 4)
        return !(doc->pack->features & WS_FEATURE_FAMILY_FIRST);
    for (uint32_t cut = span.start + 1; cut <= span.start + 2 && cut < span.end; cut++)
        if (ws_doc_classes(doc, (struct ws_span){span.start, cut}) & is->family &&
            ws_doc_classes(doc, (struct ws_span){cut, span.end}) & is->given)
            return true;
    return false;
}

/* A family name alone is one only before what names carry: 김 대표, 김씨, 김·이 의원.
 * *carried: the word behind it decides. */
static bool
may_be_family(const struct maker *m, struct ws_span span, bool *carried)
{
    const struct ws_doc *doc = m->doc;

    if (span.end < m->word.end)
        return ws_doc_longest(doc, span.end, ws_context_carried(doc->pack)) != NULL;
    if (doc->text.cls[span.end] == WS_CH_COMMA || doc->text.cls[span.end] == WS_CH_OPEN)
        return true;
    *carried = true;
    return true;
}

/* Can @span be no name, by what the lists say?  *carried: it can be one only where the
 * next word is what family names carry. */
static bool
is_no_name(const struct maker *m, struct ws_span span, uint64_t classes, bool *carried)
{
    const struct ws_class_sets *is = &m->doc->pack->is;
    const struct ws_profile *profile = &m->profile;
    bool plain = is_plain(m->context, classes);

    if (!(m->doc->pack->features & WS_FEATURE_STEMS) ||
        m->doc->text.cls[span.start] != WS_CH_HANGUL)
        return plain && ws_span_len(span) > 1;
    if (ws_span_len(span) == 1)
        return !(classes &
                 ((is->place | is->org) & ~is->place_suffix & ~is->org_suffix & ~is->org_unit)) &&
               !may_be_family(m, span, carried);
    if (is_cut_short(profile, span, classes))
        return true;
    /* a listed stem with its particle still on is no name (총재가), but a family name may have
     * a given name that looks like one: 윤|이나 */
    if (!plain && !classes && profile->stem_end == span.start + 1 && profile->classes & is->family)
        return ws_span_len(span) != 3;
    return (plain || (!classes && profile->classes)) && !looks_like_name(m->doc, span);
}

/* Types of a span inside the word. */
static uint16_t
types_in_word(const struct maker *m, struct ws_span span, uint64_t classes, uint16_t *carried)
{
    const struct ws_context *context = m->context;
    const struct ws_doc *doc = m->doc;
    uint16_t listed = 0, types;
    bool asks = false;
    enum ws_sym shape;

    if (classes)
        listed = ws_context_types(context, classes) & (context->name_types | context->title_type);
    *carried = listed;
    if (is_no_name(m, span, classes, &asks))
        return listed;
    shape = ws_context_shape(doc, span);
    if (shape == WS_SYM_LOWER_CASE ||
        (shape == WS_SYM_NUMBERED && doc->text.cls[span.start] == WS_CH_DIGIT))
        return listed;
    types = listed | context->name_types;
    if (doc->pack->features & WS_FEATURE_STEMS && ends_as_title(m, span))
        types |= context->title_type;
    *carried = types;
    return asks ? listed : types;
}

/* Places in the word where a span may start: its start, changes of letter, ends of entries. */
static uint32_t
find_starts(struct maker *m, uint32_t starts[WS_MAX_STARTS])
{
    const struct ws_doc *doc = m->doc;
    const struct ws_class_sets *is = &doc->pack->is;
    struct ws_span word = m->word;
    uint32_t n = 0;

    if (word.start > 0 && !ws_ch_is_word(doc->text.cls[word.start - 1])) {
        uint32_t least = doc->sentences.v[doc->words.v[m->w].sentence].span.start;

        for (uint32_t at = word.start - least >= 3 ? word.start - 3 : least; at < word.start; at++)
            if (ws_doc_classes(doc, (struct ws_span){at, word.start}) & is->org_prefix)
                starts[n++] = at; /* (사)대한노인회, ㈜LG */
        m->profile.local &= n == 0;
    }
    starts[n++] = word.start;
    for (uint32_t at = word.start + 1; at < word.end && n < WS_MAX_STARTS; at++) {
        uint8_t a = doc->text.cls[at - 1], b = doc->text.cls[at];
        bool change = a != b && (a == WS_CH_HANGUL || b == WS_CH_HANGUL || a == WS_CH_HAN) &&
                      b != WS_CH_DIGIT && ws_ch_is_word(a) && ws_ch_is_word(b);
        bool sign = !ws_ch_is_word(a) && a != WS_CH_QUOTE && a != WS_CH_STOP && ws_ch_is_word(b);

        if (a == WS_CH_DIGIT && b == WS_CH_HANGUL)
            change = false;
        if (!change && !sign && a == WS_CH_HANGUL && b == WS_CH_HANGUL && at - word.start >= 2 &&
            at - word.start < 64 && m->names >> (at - word.start) & 1) {
            const struct ws_match *next = ws_doc_longest(doc, at, ~is->common);

            change = next && ws_span_len(next->span) >= 2;
        }
        if (change || sign)
            starts[n++] = at;
    }
    return n;
}

void
ws_run_go_on(const struct ws_context *context, struct ws_run *run, const struct ws_profile *profile,
             uint32_t first, uint32_t w)
{
    const struct ws_doc *doc = context->doc;
    const struct ws_class_sets *is = &doc->pack->is;
    struct ws_span span = doc->words.v[w].span;
    uint8_t cls = doc->text.cls[span.start];
    bool breaks = profile->classes && !(profile->classes & ~context->breaks);

    run->bare = run->bare && !breaks && !profile->has_tail && w - first < 3;
    if (w > first)
        run->capitals =
            run->capitals && (cls == WS_CH_UPPER || cls == WS_CH_DIGIT ||
                              (profile->classes & is->function && ws_span_len(span) <= 3));
    run->foreign = run->foreign && !breaks && w - first < 3 && cls == WS_CH_HANGUL &&
                   ws_span_len(span) <= MAX_PART &&
                   (!profile->has_tail || ws_doc_classes(doc, span));
    run->known = run->known || profile->classes & is->foreign;
    run->sounds = run->sounds || sounds_foreign(doc, span);
    run->led = w == first ? profile->classes & is->org_prefix : run->led;
    run->unlisted = run->unlisted && !profile->classes && !profile->ends_with;
}

bool
ws_run_over(const struct ws_run *run, uint32_t next)
{
    return !run->bare && !run->capitals && !run->foreign && run->entry_end <= next;
}

/* A run from @start, with the word as its first and one behind it. */
static struct ws_run
start_run(const struct maker *m, uint32_t start)
{
    const struct ws_doc *doc = m->doc;
    bool stems = doc->pack->features & WS_FEATURE_STEMS;
    uint32_t k = doc->match_at[start];
    struct ws_run run = {.bare = stems,
                         .capitals = doc->text.cls[m->word.start] == WS_CH_UPPER,
                         .foreign = stems,
                         .unlisted = true};

    if (k < doc->match_at[start + 1] && doc->matches.v[k].span.end > m->word.start)
        run.entry_end = doc->matches.v[k].span.end - m->word.start;
    ws_run_go_on(m->context, &run, &m->profile, m->w, m->w);
    return run;
}

static void
weigh_end(struct ws_context *context, uint32_t w, uint32_t at, float *score)
{
    context->sink.nrows = 0;
    ws_evidence_end(context, w, at);
    ws_sink_sum(&context->sink, score);
}

const float *
ws_profile_end_score(struct ws_context *context, const struct ws_profile *profile, uint32_t w,
                     uint32_t i)
{
    float *score = profile->end_scores + i * context->sink.width;

    if (!profile->ends[i].known) {
        weigh_end(context, w, context->doc->words.v[w].span.start + profile->ends[i].at, score);
        profile->ends[i].known = true;
    }
    return score;
}

/* What @span, from the start at hand to the end at place @i of the list, is worth by itself. */
static void
weigh_span(struct maker *m, struct ws_span span, uint64_t classes, uint32_t i, float *score)
{
    struct ws_sink *sink = &m->context->sink;
    float *end = m->end_scores + i * sink->width;

    if (!m->ends[i].known) {
        weigh_end(m->context, m->w, m->ends[i].at, end);
        m->ends[i].known = true;
    }
    sink->nrows = 0;
    ws_evidence_whole(m->context, span, m->w, m->w, classes);
    ws_evidence_endings(m->context, span);
    ws_evidence_syllables(m->context, span, classes);
    ws_evidence_words(m->context, span, m->w, m->w);
    ws_sink_sum(sink, score);
    ws_sum_add(score, m->start_scores + (m->profile.nstarts - 1u) * sink->width, sink->width);
    ws_sum_add(score, end, sink->width);
}

/* The span from @start to the end at place @i of the list, if it may be a mention. */
static void
add_span(struct maker *m, uint32_t start, uint32_t i)
{
    struct ws_span span = {start, m->ends[i].at};
    struct ws_profile_span *out = &m->spans[m->profile.nspans];
    uint32_t width = m->context->sink.width;
    float *score = m->span_scores + m->profile.nspans * width;
    uint64_t classes = ws_context_classes(m->doc, span);

    out->types = types_in_word(m, span, classes, &out->carried_types);
    if (!(out->types | out->carried_types))
        return;
    out->start = (int32_t)start - (int32_t)m->word.start;
    out->end = span.end - m->word.start;
    out->role = (uint8_t)(span.end < m->word.end ? ws_doc_role(m->doc, span.end) : WS_ROLE_NONE);
    weigh_span(m, span, classes, i, score);
    m->profile.nspans++;
}

/* The spans from @start, nearest end first. */
static void
add_start(struct maker *m, uint32_t start)
{
    struct ws_profile_start *out = &m->starts[m->profile.nstarts++];
    uint32_t first = m->profile.nspans;

    *out = (struct ws_profile_start){.at = (int32_t)start - (int32_t)m->word.start,
                                     .run = start_run(m, start)};
    out->over = ws_run_over(&out->run, ws_span_len(m->word));
    m->context->sink.nrows = 0;
    ws_evidence_start(m->context, m->w, start);
    ws_sink_sum(&m->context->sink,
                m->start_scores + (m->profile.nstarts - 1u) * m->context->sink.width);
    for (uint32_t i = m->profile.nends; i-- > 0;)
        if (m->ends[i].at > start)
            add_span(m, start, i);
    out->nspans = m->profile.nspans - first;
}

/* A copy of what was made in @arena, in one piece; NULL when memory is out. */
static const struct ws_profile *
keep(const struct maker *m, struct ws_arena *arena)
{
    const struct ws_profile *made = &m->profile;
    size_t score = m->context->sink.width * sizeof(float);
    size_t starts = made->nstarts * sizeof *made->starts,
           spans = made->nspans * sizeof *made->spans;
    size_t ends = made->nends * sizeof *made->ends;
    struct ws_profile *out =
        ws_arena_alloc(arena, sizeof *out + starts + spans + ends +
                                  ((size_t)made->nstarts + made->nspans + made->nends) * score);
    char *at = (char *)(out + 1);

    if (!out)
        return NULL;
    *out = *made;
    out->stem_end -= m->word.start;
    out->starts = memcpy(at, m->starts, starts);
    out->ends = memcpy(at += starts, m->ends, ends);
    out->spans = memcpy(at += ends, m->spans, spans);
    out->span_scores = memcpy(at += spans, m->span_scores, made->nspans * score);
    out->start_scores = memcpy(at += made->nspans * score, m->start_scores, made->nstarts * score);
    out->end_scores = memcpy(at + made->nstarts * score, m->end_scores, made->nends * score);
    for (uint32_t i = 0; i < made->nends; i++)
        out->ends[i].at -= m->word.start;
    return out;
}

/* Is more looked at before @word than its form holds: behind a mark, to tell whether it closes
 * (‘…’김), and behind a bracket, for what belongs to a name ((주)한섬)? */
static bool
looks_far(const struct ws_doc *doc, struct ws_span word)
{
    uint8_t before = word.start > 0 ? doc->text.cls[word.start - 1] : WS_CH_END;

    return before == WS_CH_QUOTE || before == WS_CH_CLOSE;
}

/* The profile of word @w, made afresh in the arena it will live in. */
static const struct ws_profile *
make(struct maker *m, uint32_t w)
{
    struct ws_doc *doc = m->doc;
    struct ws_form *form = doc->keep_rows ? NULL : doc->words.v[w].form;
    uint32_t starts[WS_MAX_STARTS], n;
    const struct ws_profile *out;

    m->w = w;
    m->word = doc->words.v[w].span;
    m->profile = (struct ws_profile){.local = form != NULL && !looks_far(doc, m->word)};
    find_stem(m);
    find_ends(m);
    n = find_starts(m, starts);
    for (uint32_t i = 0; i < n; i++)
        add_start(m, starts[i]);
    out = keep(m, m->profile.local ? &doc->forms.arena : &doc->arena);
    if (out && out->local && !m->context->failed)
        form->profile = out;
    return out;
}

static void
expect(const struct ws_profile *profile)
{
    for (uint32_t k = 0; profile && k < 4; k++)
        __builtin_prefetch((const char *)profile + k * 64);
}

whosaid_status
ws_profile_words(struct ws_context *context, whosaid_error *err)
{
    static const struct ws_profile nothing;
    struct ws_doc *doc = context->doc;
    struct maker maker;

    maker.context = context;
    maker.doc = doc;
    for (uint32_t w = 0; w < doc->words.n; w++) {
        const struct ws_form *form = doc->keep_rows ? NULL : doc->words.v[w].form;

        if (w + AHEAD < doc->words.n && doc->words.v[w + AHEAD].form)
            expect(doc->words.v[w + AHEAD].form->profile);
        if (doc->words.v[w].sentence == WS_NONE)
            context->profiles[w] = &nothing;
        else
            context->profiles[w] = form && form->profile ? form->profile : make(&maker, w);
        if (!context->profiles[w] || context->failed)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    return WHOSAID_OK;
}
