/*
 * speaker/evidence.c - see evidence.h.
 */
#include "speaker/evidence.h"

#include "speaker/view.h"

#define MAX_LOOK 40 /* words looked at between a phrase and a quote */
#define MAX_VERB 7  /* words looked at behind a phrase for a verb of saying */

/* What stands between a phrase and its quote. */
struct gap {
    uint32_t words, verbs, says, commas, quotes;
    uint32_t strong;     /* phrases that may be subjects */
    uint8_t strong_role; /* of the one nearest to the quote */
};

/* Where the phrase stands, seen from the quote. */
static enum ws_sym
place_of(const struct ws_view *v)
{
    const struct ws_quote *quote = v->quote;
    uint32_t first = v->around->sentence;
    bool before = v->phrase->span.start < quote->outer.start;
    uint32_t d = before ? first - v->phrase->sentence : v->phrase->sentence - quote->sentence;

    if (quote->parent != WS_NONE &&
        ws_span_in(v->phrase->span, v->doc->quotes.v[quote->parent].span) && d == 0)
        return before ? WS_SYM_IN_PARENT : WS_SYM_INSIDE;
    if (quote->type == WS_QUOTE_HEADLINE && before && d == 0)
        return WS_SYM_HEADLINE;
    if (d == 0)
        return before ? WS_SYM_BEFORE : WS_SYM_AFTER;
    if (!before)
        return WS_SYM_LATER;
    return d == 1 ? WS_SYM_EARLIER : d == 2 ? WS_SYM_EARLIER2 : WS_SYM_EARLIER3;
}

/*
 * Counts of several things in one number: of words outside quotes, of their verbs, verbs of
 * saying and commas, and of quotes.  Of two sums over words [0, a) and [0, b) the difference
 * counts what is in [a, b), whatever ran over, as long as that is less than ONES.
 */
#define ONES   0xFF
#define WORDS  0
#define VERBS  8
#define SAYS   16
#define COMMAS 24
#define QUOTES 32

static uint32_t
count_of(uint64_t counts, int what)
{
    return (uint32_t)(counts >> what) & ONES;
}

static uint64_t
count_word(const struct ws_doc *doc, uint32_t w)
{
    const struct ws_shape *shape = &doc->shapes[w];
    bool verb = shape->classes & doc->pack->is.common_verb || shape->role == WS_ROLE_VERB;
    bool comma = doc->text.cls[doc->words.v[w].span.end] == WS_CH_COMMA;

    return (uint64_t)1 << WORDS | (uint64_t)verb << VERBS |
           (uint64_t)(shape->say != WS_NONE) << SAYS | (uint64_t)comma << COMMAS;
}

bool
ws_around_count(struct ws_scene *scene)
{
    const struct ws_doc *doc = scene->doc;
    uint32_t before = WS_NONE;
    uint64_t sum = 0;

    scene->counts = ws_arena_alloc(&scene->doc->arena, (doc->words.n + 1) * sizeof *scene->counts);
    if (!scene->counts)
        return false;
    for (uint32_t w = 0; w < doc->words.n; w++) {
        uint32_t quote = doc->shapes[w].quote;

        scene->counts[w] = sum;
        sum += quote == WS_NONE ? count_word(doc, w) : (uint64_t)(quote != before) << QUOTES;
        before = quote;
    }
    scene->counts[doc->words.n] = sum;
    return true;
}

/* Count what lies between words [from, to), outside quotes; for a quote inside another one,
 * quoted words count like others. */
static struct gap
look_between(const struct ws_view *v, uint32_t from, uint32_t to)
{
    const struct ws_shape *shapes = v->doc->shapes;
    uint64_t counts = 0;

    if (to > from + MAX_LOOK)
        from = to - MAX_LOOK;
    if (v->quote->parent != WS_NONE) {
        for (uint32_t w = from; w < to; w++)
            counts += count_word(v->doc, w);
    } else if (from < to) {
        bool inside = from > 0 && shapes[from].quote != WS_NONE &&
                      shapes[from].quote == shapes[from - 1].quote; /* its quote began before */
        counts = v->scene->counts[to] - v->scene->counts[from] + ((uint64_t)inside << QUOTES);
    }
    return (struct gap){.words = count_of(counts, WORDS),
                        .verbs = count_of(counts, VERBS),
                        .says = count_of(counts, SAYS),
                        .commas = count_of(counts, COMMAS),
                        .quotes = count_of(counts, QUOTES)};
}

/* May @other, in the same quote or outside as the candidate, be a subject? */
static bool
is_rival(const struct ws_view *v, const struct ws_phrase *other)
{
    return other->quote == v->phrase->quote &&
           (is_strong(v->doc, other) ||
            (v->quote->type == WS_QUOTE_HEADLINE && is_personal(other->kind)));
}

/* The phrases that may be subjects between the candidate and the quote. */
static void
count_rivals(const struct ws_view *v, struct gap *gap)
{
    const struct ws_phrase *all = v->scene->phrases.list.v, *other = v->phrase, *stop;
    uint32_t left = (uint32_t)(other - all), right = v->scene->phrases.list.n - 1 - left;

    if (other->span.start < v->quote->outer.start) {
        stop = other + (right < MAX_LOOK ? right : MAX_LOOK);
        while (other < stop && (++other)->span.end <= v->quote->outer.start)
            if (is_rival(v, other)) {
                gap->strong_role = other->role;
                gap->strong++;
            }
    } else {
        stop = other - (left < MAX_LOOK ? left : MAX_LOOK);
        while (other > stop && (--other)->span.start >= v->quote->outer.end)
            if (is_rival(v, other)) {
                if (!gap->strong)
                    gap->strong_role = other->role;
                gap->strong++;
            }
    }
}

static void
weigh_particle(struct ws_view *v, const struct gap *gap)
{
    uint32_t rank = gap->strong > 2 ? 2 : gap->strong;
    uint8_t role = v->phrase->role;

    add(v, WS_ROW_WHO_ROLE, v->place, role, rank);
    add(v, WS_ROW_WHO_RIVAL, role, gap->strong_role, rank);
    if (v->phrase->tail != WS_NONE)
        add(v, WS_ROW_WHO_TAIL, v->phrase->tail, v->place, rank > 0);
}

static void
weigh_gap(struct ws_view *v, const struct gap *gap)
{
    const struct ws_doc *doc = v->doc;
    uint8_t role = v->phrase->role;
    uint32_t end = v->phrase->next > 0 ? doc->words.v[v->phrase->next - 1].span.end : 0;
    bool before = v->phrase->span.start < v->quote->outer.start;

    add(v, WS_ROW_WHO_BETWEEN, v->place, WS_SYM_VERB, gap->verbs > 2 ? 2 : gap->verbs);
    add(v, WS_ROW_WHO_BETWEEN, v->place, WS_SYM_CUE, gap->says > 2 ? 2 : gap->says);
    add(v, WS_ROW_WHO_BETWEEN, v->place, WS_SYM_COMMA, gap->commas > 2 ? 2 : gap->commas);
    add(v, WS_ROW_WHO_BETWEEN, v->place, WS_SYM_QUOTED, gap->quotes > 2 ? 2 : gap->quotes);
    if (before && gap->words == 0 && gap->quotes == 0 && end <= v->quote->outer.start)
        add(v, WS_ROW_WHO_TOUCH,
            ws_look_blank(doc, end, v->quote->outer.start) ? WS_SYM_SPACE : WS_SYM_COMMA, role,
            v->kind);
    if (!before && gap->words == 0 && gap->quotes == 0)
        add(v, WS_ROW_WHO_TOUCH, is_stemmed(doc) ? WS_SYM_AFTER : sym_behind(doc, v->quote), role,
            v->kind);
    if (before && gap->words == 0)
        add(v, WS_ROW_WHO_ROLE, WS_SYM_NEAR, role, 4u + (v->quote->entry != WS_NONE));
    add(v, WS_ROW_WHO_QUOTE, v->place, v->tail_role, v->kind);
}

/* Which letter or digit it is does not matter here. */
static enum ws_sym
sign_sym(uint8_t cls)
{
    return ws_ch_is_word(cls) ? WS_SYM_LETTER : ws_look_sign(cls);
}

/* The signs that touch the phrase, blanks left out: <김현아 / 승무원> "…", 우진규 / 예보관. */
static void
weigh_signs(struct ws_view *v)
{
    const uint8_t *cls = v->doc->text.cls;
    uint32_t a = v->phrase->span.start, b = v->phrase->span.end;
    enum ws_sym left, right;

    while (a > 0 && cls[a - 1] == WS_CH_SPACE)
        a--;
    while (cls[b] == WS_CH_SPACE)
        b++;
    left = a > 0 ? sign_sym(cls[a - 1]) : WS_SYM_LINE_END;
    right = sign_sym(cls[b]);
    add(v, WS_ROW_WHO_GLUE, left, right, v->place);
    add(v, WS_ROW_WHO_GLUE, v->kind, right, v->place);
}

static bool
is_cue(const struct ws_view *v, uint32_t w)
{
    return v->quote->cue_entry != WS_NONE && v->doc->shapes[w].say_end == v->quote->cue.end;
}

/* May a verb of saying be among the MAX_VERB words outside quotes from @w on, before @end? */
static bool
may_follow(const struct ws_view *v, uint32_t w, uint32_t end)
{
    const uint64_t *counts = v->scene->counts;
    uint32_t near = end - w < MAX_VERB ? end : w + MAX_VERB;
    uint64_t count = counts[near] - counts[w];

    if (v->phrase->quote != WS_NONE || count_of(count, SAYS))
        return true;
    if (near == end || count_of(count, WORDS) == near - w)
        return false;
    return end - w > ONES || count_of(counts[end] - counts[w], SAYS);
}

/* The verb of saying that the phrase stands before (Kim said) or behind (said Kim). */
static void
weigh_verb(struct ws_view *v)
{
    const struct ws_doc *doc = v->doc;
    const struct ws_sentence *s = &doc->sentences.v[v->phrase->sentence];
    uint32_t w = v->phrase->next, steps = 0, commas = 0, first = v->phrase->first;
    uint32_t end = s->first_word + s->nwords;

    if (w < end && !may_follow(v, w, end))
        w = end;
    for (; w < end && steps < MAX_VERB; w++) {
        if (doc->shapes[w].quote != v->phrase->quote)
            continue;
        commas += doc->text.cls[doc->words.v[w > 0 ? w - 1 : 0].span.end] == WS_CH_COMMA;
        if (doc->shapes[w].say != WS_NONE) {
            add(v, WS_ROW_WHO_VERB, is_cue(v, w) ? WS_SYM_CUE : WS_SYM_VERB,
                commas ? WS_SYM_ACROSS : WS_SYM_NEAR, ws_look_bin(steps, 4));
            add(v, WS_ROW_WHO_VERB, is_cue(v, w) ? WS_SYM_CUE : WS_SYM_VERB, v->place,
                8 + ws_look_bin(steps, 2));
            if (steps <= 1)
                add(v, WS_ROW_WHO_VERB_WORD, doc->shapes[w].say, v->place, WS_SYM_NEAR);
            break;
        }
        steps++;
    }
    for (steps = 0; first > s->first_word && steps < 3; first--, steps++) {
        const struct ws_shape *shape = &doc->shapes[first - 1];
        if (shape->quote != v->phrase->quote)
            break;
        if (shape->say != WS_NONE) {
            add(v, WS_ROW_WHO_VERB, is_cue(v, first - 1) ? WS_SYM_CUE : WS_SYM_VERB,
                is_told(doc, first - 1) ? WS_SYM_HEARER : WS_SYM_INVERTED, steps);
            add(v, WS_ROW_WHO_VERB, is_cue(v, first - 1) ? WS_SYM_CUE : WS_SYM_VERB, v->place,
                12 + steps);
            if (steps == 0)
                add(v, WS_ROW_WHO_VERB_WORD, shape->say, v->place, WS_SYM_INVERTED);
            break;
        }
    }
}

/* The word before the phrase, and the letters that it ends in where it is no mention. */
static void
weigh_words(struct ws_view *v)
{
    const struct ws_doc *doc = v->doc;
    const struct ws_sentence *s = &doc->sentences.v[v->phrase->sentence];
    uint64_t known = doc->pack->is.function | doc->pack->is.common_verb | doc->pack->is.verb_say |
                     doc->pack->is.noun_say | doc->pack->is.connective;
    uint32_t prev = v->phrase->first, end = v->phrase->span.end;

    if (prev > s->first_word && doc->shapes[prev - 1].entry != WS_NONE &&
        doc->shapes[prev - 1].quote == v->phrase->quote && doc->shapes[prev - 1].classes & known)
        add(v, WS_ROW_WHO_PREV, doc->shapes[prev - 1].entry, v->place, 0);
    if (v->phrase->mention != WS_NONE && v->phrase->kind != WS_PHRASE_NOUN &&
        v->phrase->kind != WS_PHRASE_ROLE)
        return;
    for (uint64_t set = doc->shapes[v->phrase->last].classes; set; set &= set - 1)
        add(v, WS_ROW_WHO_HEAD, (uint32_t)__builtin_ctzll(set), v->place, v->phrase->role);
    if (doc->text.cls[end - 1] == WS_CH_HANGUL)
        ws_tally_add(v->tally, ws_row_runes(WS_ROW_WHO_HEAD_TEXT, doc->text.ch + end - 1, 1));
    if (end - v->phrase->span.start > 1 && ws_ch_is_word(doc->text.cls[end - 1]))
        ws_tally_add(v->tally, ws_row_runes(WS_ROW_WHO_HEAD_TEXT, doc->text.ch + end - 2, 2));
}

static void
weigh_count(struct ws_view *v)
{
    uint32_t entity = v->voice->entity;

    if (entity == WS_NONE)
        add(v, WS_ROW_WHO_COUNT, 0, v->kind, WS_SYM_NONE);
    else
        add(v, WS_ROW_WHO_COUNT, ws_look_bin(v->doc->entities.v[entity].mentions.n, 6), v->kind,
            v->place);
}

static void
weigh_phrase(struct ws_view *v)
{
    const struct ws_doc *doc = v->doc;
    bool before = v->phrase->span.start < v->quote->outer.start;
    struct gap gap = before ? look_between(v, v->phrase->next, v->around->word)
                            : look_between(v, v->around->behind, v->phrase->first);
    const struct ws_sentence *s = &doc->sentences.v[v->phrase->sentence];
    bool opens = v->phrase->first == s->first_word;

    count_rivals(v, &gap);
    weigh_particle(v, &gap);
    weigh_gap(v, &gap);
    weigh_signs(v);
    weigh_verb(v);
    weigh_words(v);
    weigh_count(v);
    if (v->around->turn != WS_SYM_NONE)
        add(v, WS_ROW_WHO_TURN, v->around->turn, v->place, v->phrase->role);
    if (!opens && v->phrase->first > s->first_word &&
        doc->shapes[v->phrase->first - 1].classes & doc->pack->is.connective)
        add(v, WS_ROW_WHO_STARTS, WS_SYM_CONNECTIVE, v->place, v->phrase->role);
    else
        add(v, WS_ROW_WHO_STARTS, opens ? WS_SYM_LINE_START : WS_SYM_INSIDE, v->place,
            v->phrase->role);
}

void
ws_around_look(struct ws_scene *scene, uint32_t q)
{
    const struct ws_doc *doc = scene->doc;
    const struct ws_quote *quote = &doc->quotes.v[q];
    uint32_t sentence = ws_doc_sentence(doc, quote->outer.start);
    uint8_t role = quote->entry == WS_NONE ? WS_ROLE_NONE : ws_look_entry(doc, quote->entry)->role;

    scene->around = (struct ws_around){
        .q = q,
        .sentence = sentence,
        .start = sentence == WS_NONE ? quote->outer.start : doc->sentences.v[sentence].span.start,
        .end = quote->sentence == WS_NONE ? quote->outer.end
                                          : doc->sentences.v[quote->sentence].span.end,
        .word = ws_look_word(doc, quote->outer.start),
        .behind = ws_look_word(doc, quote->outer.end),
        .phrase = ws_phrases_from(&scene->phrases, quote->outer.start),
        .tail_role = role,
    };
    ws_around_subjects(scene, &scene->around);
}

void
ws_voice_weigh(struct ws_tally *tally, const struct ws_scene *scene, const struct ws_voice *voice)
{
    const struct ws_doc *doc = scene->doc;
    const struct ws_around *around = &scene->around;
    struct ws_view v = {.tally = tally,
                        .doc = doc,
                        .scene = scene,
                        .around = around,
                        .q = around->q,
                        .quote = &doc->quotes.v[around->q],
                        .voice = voice,
                        .kind = kind_sym(voice->kind),
                        .tail_role = around->tail_role};

    switch (voice->sort) {
    case WS_VOICE_NOBODY:
        ws_weigh_nobody(&v);
        break;
    case WS_VOICE_PHRASE:
        v.phrase = &scene->phrases.list.v[voice->phrase];
        v.place = place_of(&v);
        weigh_phrase(&v);
        break;
    case WS_VOICE_PAGE:
        ws_weigh_page(&v);
        break;
    case WS_VOICE_CARRIED:
        ws_weigh_carried(&v);
        break;
    case WS_VOICE_BODY:
        ws_weigh_body(&v);
        break;
    }
}
