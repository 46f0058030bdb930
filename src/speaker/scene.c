/*
 * speaker/scene.c - see scene.h.
 */
#include "speaker/scene.h"

#include <math.h>
#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "speaker/evidence.h"
#include "speaker/names.h"
#include "speaker/page.h"

#define NEAR_BEFORE 14  /* phrases of the quote's own sentence, before it */
#define NEAR_AFTER  8   /* behind it */
#define FAR_EACH    5   /* phrases of each sentence around */
#define FAR_BACK    3   /* sentences */
#define CARRY_BACK  12  /* quotes */
#define MAX_STEPS   200 /* phrases looked at in one sentence */
#define MAX_BODY    200 /* quotes that a headline is compared with */

/* May quote @q take its speaker from any quote of the body: a headline, or what the body opens
 * with? */
static bool
is_apart(const struct ws_scene *scene, uint32_t q)
{
    return scene->doc->quotes.v[q].type == WS_QUOTE_HEADLINE ||
           (scene->framed[q].opens && scene->framed[q].by == WS_SYM_NONE);
}

static void
order_quotes(struct ws_scene *scene)
{
    uint32_t n = 0;

    for (uint8_t rank = 0; rank < 2; rank++)
        for (uint32_t q = 0; q < scene->doc->quotes.n; q++)
            if (is_apart(scene, q) == rank)
                scene->order[n++] = q;
}

whosaid_status
ws_scene_start(struct ws_scene *scene, struct ws_doc *doc, whosaid_error *err)
{
    whosaid_status status;

    *scene = (struct ws_scene){.doc = doc};
    scene->order = ws_arena_alloc(&doc->arena, (doc->quotes.n + 1) * sizeof *scene->order);
    scene->kind = ws_arena_zalloc(&doc->arena, doc->quotes.n + 1);
    scene->spoke = ws_arena_zalloc(&doc->arena, (doc->entities.n + 1) * sizeof *scene->spoke);
    scene->gender = ws_arena_zalloc(&doc->arena, doc->entities.n + 1);
    scene->shown = ws_arena_alloc(&doc->arena, (doc->entities.n + 1) * sizeof *scene->shown);
    scene->pairs = ws_arena_zalloc(&doc->arena, (doc->quotes.n + 1) * sizeof *scene->pairs);
    if (!scene->order || !scene->pairs || !scene->kind || !scene->spoke || !scene->gender ||
        !scene->shown)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    status = ws_phrases_find(doc, &scene->phrases, err);
    if (status != WHOSAID_OK)
        return status;
    scene->fuller =
        ws_arena_zalloc(&doc->arena, (scene->phrases.list.n + 1) * sizeof *scene->fuller);
    if (!scene->fuller || !ws_around_count(scene))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    ws_names_note(scene);
    if (!ws_page_note(scene))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    order_quotes(scene);
    return WHOSAID_OK;
}

static void
add_voice(struct ws_scene *scene, struct ws_voice *voices, uint32_t *n,
          const struct ws_voice *voice)
{
    struct ws_tally tally;

    if (*n >= WS_VOICES)
        return;
    voices[*n] = *voice;
    ws_tally_open(&tally, scene->doc);
    ws_voice_weigh(&tally, scene, voice);
    voices[*n].sum = ws_tally_sum(&tally);
    scene->failed |= tally.failed;
    voices[*n].first_row = tally.first;
    voices[*n].nrows = scene->doc->rows.n - tally.first;
    ++*n;
}

static void
add_phrase(struct ws_scene *scene, struct ws_voice *voices, uint32_t *n, uint32_t k)
{
    struct ws_voice voice;

    if (ws_names_voice(scene, k, &voice))
        add_voice(scene, voices, n, &voice);
}

/* May phrase @k be seen from quote @q: outside all quotes, or in the one around it? */
static bool
is_visible(const struct ws_scene *scene, uint32_t k, const struct ws_quote *quote)
{
    const struct ws_phrase *phrase = &scene->phrases.list.v[k];
    const struct ws_doc *doc = scene->doc;

    if (ws_span_overlap(phrase->span, quote->outer))
        return false;
    if (quote->parent == WS_NONE || doc->quotes.v[quote->parent].type == WS_QUOTE_INDIRECT)
        return phrase->quote == WS_NONE;
    return ws_span_in(phrase->span, doc->quotes.v[quote->parent].span) || phrase->quote == WS_NONE;
}

/* Of the sentences around, only what may be a subject counts. */
static bool
may_be_far(const struct ws_scene *scene, const struct ws_phrase *phrase)
{
    if (scene->doc->pack->features & WS_FEATURE_STEMS)
        return phrase->role == WS_ROLE_TOPIC || phrase->role == WS_ROLE_SUBJECT ||
               phrase->role == WS_ROLE_ALSO ||
               (phrase->role == WS_ROLE_NONE && phrase->kind == WS_PHRASE_PERSON);
    return phrase->kind != WS_PHRASE_NOUN && phrase->kind != WS_PHRASE_PLACE;
}

/* The phrases of sentence @s before or behind the quote, the nearest @most of them. */
static void
add_sentence(struct ws_scene *scene, uint32_t q, struct ws_voice *voices, uint32_t *n, uint32_t s,
             bool before, uint32_t most, bool far)
{
    const struct ws_quote *quote = &scene->doc->quotes.v[q];
    uint32_t from, to, here = scene->around.phrase, found = 0;

    if (s >= scene->doc->sentences.n)
        return;
    from = scene->phrases.of_sentence[s];
    to = scene->phrases.of_sentence[s + 1];
    to = before && here < to ? here : to;
    from = !before && here > from ? here : from;
    for (uint32_t i = 0; from + i < to && found < most && i < MAX_STEPS; i++) {
        uint32_t k = before ? to - 1 - i : from + i;
        if (!is_visible(scene, k, quote) || (far && !may_be_far(scene, &scene->phrases.list.v[k])))
            continue;
        add_phrase(scene, voices, n, k);
        found++;
    }
}

static void
add_phrases(struct ws_scene *scene, uint32_t q, struct ws_voice *voices, uint32_t *n)
{
    const struct ws_doc *doc = scene->doc;
    uint32_t first = scene->around.sentence;
    uint32_t last = doc->quotes.v[q].sentence;

    if (first == WS_NONE || last == WS_NONE)
        return;
    add_sentence(scene, q, voices, n, first, true, NEAR_BEFORE, false);
    add_sentence(scene, q, voices, n, last, false, NEAR_AFTER, false);
    for (uint32_t d = 1; d <= FAR_BACK && d <= first; d++)
        add_sentence(scene, q, voices, n, first - d, true, FAR_EACH, true);
    add_sentence(scene, q, voices, n, last + 1, false, FAR_EACH, true);
}

static struct ws_voice
voice_of_quote(const struct ws_scene *scene, uint32_t from, enum ws_voice_sort sort)
{
    const struct ws_speaker *speaker = &scene->doc->quotes.v[from].speaker;

    return (struct ws_voice){.sort = sort,
                             .phrase = WS_NONE,
                             .from = from,
                             .entity = speaker->entity,
                             .span = speaker->span,
                             .name = speaker->name,
                             .anonymous = speaker->anonymous,
                             .kind = scene->kind[from]};
}

bool
ws_scene_same(const struct ws_doc *doc, uint32_t a, struct ws_span name_a, uint32_t b,
              struct ws_span name_b)
{
    return a != WS_NONE || b != WS_NONE ? a == b : ws_doc_same(doc, name_a, name_b);
}

bool
ws_voice_same(const struct ws_doc *doc, const struct ws_voice *a, const struct ws_voice *b)
{
    if (a->sort == WS_VOICE_NOBODY || b->sort == WS_VOICE_NOBODY)
        return a->sort == b->sort;
    return ws_scene_same(doc, a->entity, a->name, b->entity, b->name);
}

/* The last two speakers before quote @q in the order of the text. */
static void
add_carried(struct ws_scene *scene, uint32_t q, struct ws_voice *voices, uint32_t *n)
{
    const struct ws_doc *doc = scene->doc;
    const struct ws_quote *quote = &doc->quotes.v[q];
    struct ws_voice last = {0}, voice;
    uint32_t found = 0, steps = 0;

    for (uint32_t f = q; f-- > 0 && found < 2 && steps < CARRY_BACK; steps++) {
        const struct ws_quote *other = &doc->quotes.v[f];
        if (!other->speaker.known || (other->parent != WS_NONE && other->parent != quote->parent) ||
            other->type == WS_QUOTE_HEADLINE || ws_span_overlap(other->outer, quote->outer))
            continue;
        voice = voice_of_quote(scene, f, WS_VOICE_CARRIED);
        voice.nth = found;
        if (found && ws_voice_same(doc, &voice, &last))
            continue;
        last = voice;
        found++;
        add_voice(scene, voices, n, &voice);
    }
}

/* For a quote apart: the headline before it and the speakers of the body, each with the quote
 * that is most like this one. */
static void
add_body(struct ws_scene *scene, uint32_t q, struct ws_voice *voices, uint32_t *n)
{
    const struct ws_doc *doc = scene->doc;
    struct ws_voice found[8];
    uint32_t nfound = 0;

    for (uint32_t f = 0; f < doc->quotes.n && f < MAX_BODY && q < MAX_BODY; f++) {
        const struct ws_quote *other = &doc->quotes.v[f];
        struct ws_voice voice;
        uint32_t i = 0;
        if (f == q || !other->speaker.known || (other->type == WS_QUOTE_HEADLINE && f > q))
            continue;
        voice = voice_of_quote(scene, f, WS_VOICE_BODY);
        voice.shared = ws_quote_overlap(scene, q, f);
        while (i < nfound && !ws_voice_same(doc, &voice, &found[i]))
            i++;
        if (i == nfound && nfound < 8) {
            voice.nth = nfound;
            found[nfound++] = voice;
        } else if (i < nfound && voice.shared > found[i].shared) {
            voice.nth = found[i].nth;
            found[i] = voice;
        }
    }
    for (uint32_t i = 0; i < nfound; i++)
        add_voice(scene, voices, n, &found[i]);
}

uint32_t
ws_scene_voices(struct ws_scene *scene, uint32_t q, struct ws_voice voices[WS_VOICES])
{
    struct ws_voice nobody = {.phrase = WS_NONE, .from = WS_NONE, .entity = WS_NONE}, page;
    uint32_t n = 0;

    ws_around_look(scene, q);
    add_voice(scene, voices, &n, &nobody);
    if (ws_page_voice(scene, q, &page))
        add_voice(scene, voices, &n, &page);
    if (is_apart(scene, q))
        add_body(scene, q, voices, &n);
    if (scene->doc->quotes.v[q].type != WS_QUOTE_HEADLINE)
        add_carried(scene, q, voices, &n);
    add_phrases(scene, q, voices, &n);
    return n;
}

uint32_t
ws_voices_choose(const struct ws_doc *doc, struct ws_voice *voices, uint32_t n, float *p)
{
    float most = voices[0].sum, total = 0, best_group = -1, best = -1, sums[WS_VOICES];
    uint32_t group = 0, winner = 0;
    uint8_t first[WS_VOICES]; /* per voice: the first one of its group */

    for (uint32_t i = 1; i < n; i++)
        most = voices[i].sum > most ? voices[i].sum : most;
    for (uint32_t i = 0; i < n; i++)
        total += voices[i].p = expf(voices[i].sum - most);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = 0;
        voices[i].p /= total;
        while (k < i && (first[k] != k || !ws_voice_same(doc, &voices[i], &voices[k])))
            k++;
        first[i] = (uint8_t)k;
        sums[i] = 0;
        sums[k] += voices[i].p;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (first[i] == i && sums[i] > best_group + 1e-6f) {
            best_group = sums[i];
            group = i;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        if (first[i] == group && voices[i].p > best) {
            best = voices[i].p;
            winner = i;
        }
    }
    *p = best_group;
    return winner;
}

/* Did the words at @span speak already in the sentence of quote @q: "..."며 "..."고? */
static bool
speaks_before(const struct ws_doc *doc, uint32_t q, struct ws_span span)
{
    uint32_t end = q > CARRY_BACK ? q - CARRY_BACK : 0;

    for (uint32_t i = q; i-- > end && doc->quotes.v[i].sentence == doc->quotes.v[q].sentence;) {
        const struct ws_speaker *speaker = &doc->quotes.v[i].speaker;

        if (speaker->known && speaker->span.start == span.start && speaker->span.end == span.end)
            return true;
    }
    return false;
}

static enum ws_how
how_of(const struct ws_scene *scene, uint32_t q, const struct ws_voice *voice)
{
    const struct ws_quote *quote = &scene->doc->quotes.v[q];
    const struct ws_phrase *phrase;

    if (voice->sort == WS_VOICE_NOBODY)
        return WS_HOW_NONE;
    if (quote->type == WS_QUOTE_HEADLINE || voice->sort == WS_VOICE_BODY)
        return WS_HOW_HEADLINE;
    if (voice->sort == WS_VOICE_PAGE)
        return scene->framed[q].by == WS_SYM_LABEL ? WS_HOW_LABEL : WS_HOW_ANSWER;
    if (voice->sort == WS_VOICE_CARRIED)
        return scene->doc->quotes.v[voice->from].sentence == quote->sentence ? WS_HOW_CARRIED
                                                                             : WS_HOW_ELIDED;
    if (speaks_before(scene->doc, q, voice->span))
        return WS_HOW_CARRIED;
    phrase = &scene->phrases.list.v[voice->phrase];
    if (phrase->kind == WS_PHRASE_PRONOUN)
        return WS_HOW_PRONOUN;
    if (phrase->role == WS_ROLE_TOPIC)
        return WS_HOW_TOPIC;
    if (phrase->role == WS_ROLE_SUBJECT || (scene->doc->pack->features & WS_FEATURE_STEMS) == 0)
        return WS_HOW_SUBJECT;
    return phrase->role == WS_ROLE_NONE ? WS_HOW_APPOSITION : WS_HOW_OTHER;
}

/* The quote of the body, by the speaker of headline quote @q, that has most of its words, and half
 * of them at least; WS_NONE. */
static uint32_t
body_quote(struct ws_scene *scene, uint32_t q)
{
    const struct ws_doc *doc = scene->doc;
    const struct ws_speaker *speaker = &doc->quotes.v[q].speaker;
    uint32_t best = WS_NONE, most = 4;

    for (uint32_t f = 0; f < doc->quotes.n && f < MAX_BODY && q < MAX_BODY; f++) {
        const struct ws_quote *other = &doc->quotes.v[f];
        uint32_t shared;
        if (other->type == WS_QUOTE_HEADLINE || !other->speaker.known ||
            !ws_scene_same(doc, speaker->entity, speaker->name, other->speaker.entity,
                           other->speaker.name))
            continue;
        shared = ws_quote_overlap(scene, q, f);
        if (shared > most) {
            most = shared;
            best = f;
        }
    }
    return best;
}

void
ws_scene_settle(struct ws_scene *scene, uint32_t q, const struct ws_voice *voice, float p)
{
    struct ws_quote *quote = &scene->doc->quotes.v[q];
    const char *gender;

    quote->speaker = (struct ws_speaker){.known = voice->sort != WS_VOICE_NOBODY,
                                         .anonymous = voice->anonymous,
                                         .span = voice->span,
                                         .name = voice->name,
                                         .entity = voice->entity,
                                         .how = how_of(scene, q, voice),
                                         .score = p};
    scene->kind[q] = voice->kind;
    if (quote->type == WS_QUOTE_HEADLINE && quote->speaker.known)
        quote->matches = body_quote(scene, q);
    if (voice->entity == WS_NONE)
        return;
    scene->spoke[voice->entity]++;
    if (voice->kind == WS_PHRASE_PRONOUN && voice->phrase != WS_NONE) {
        gender = ws_phrase_pronoun(scene->doc, &scene->phrases.list.v[voice->phrase], "gender");
        if (gender[0] && !gender[1] && !scene->gender[voice->entity])
            scene->gender[voice->entity] = (uint8_t)gender[0];
    }
}
