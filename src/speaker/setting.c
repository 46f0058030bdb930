/*
 * speaker/setting.c - see setting.h.
 */
#include "speaker/setting.h"

#include <string.h>

#include "base/chars.h"
#include "doc/look.h"

#define MAX_PHRASES 12 /* looked at on one side of a quote */
#define MAX_BEHIND  2  /* words between a quote, or its particle, and a hearer or place behind it */
#define MAX_WORDS   12 /* behind a reporting word */

static bool
has(const struct ws_doc *doc, uint32_t entry, const char *name, const char *value)
{
    const char *own = entry == WS_NONE ? NULL : ws_entry_attr(ws_look_entry(doc, entry), 0, name);

    return own && strcmp(own, value) == 0;
}

static bool
word_says(const struct ws_doc *doc, uint32_t w, const char *what)
{
    return w < doc->words.n && has(doc, doc->shapes[w].entry, "said", what);
}

/* A place to say something in (기자회견에서), to write on (페이스북에), to be at (토론회에
 * 참석해), or to say it by (논평을 통해)? */
static bool
may_be_place(const struct ws_doc *doc, const struct ws_phrase *phrase)
{
    uint8_t role = phrase->role;

    if (phrase->kind == WS_PHRASE_PRONOUN || phrase->kind == WS_PHRASE_PERSON ||
        word_says(doc, phrase->last, "never"))
        return false;
    if (role == WS_ROLE_LOCATIVE)
        return has(doc, phrase->tail, "said", "where") || word_says(doc, phrase->last, "post") ||
               word_says(doc, phrase->next, "attends");
    return role == WS_ROLE_OBJECT && word_says(doc, phrase->next, "through") &&
           phrase->kind != WS_PHRASE_TITLE && phrase->kind != WS_PHRASE_ROLE;
}

/* 조문 후 [취재진], 2013년 당시 [페이스북]: what says when is not part of it. */
static struct ws_span
without_time(const struct ws_doc *doc, const struct ws_phrase *phrase)
{
    struct ws_span span = phrase->span;

    for (uint32_t w = phrase->first; w < phrase->last; w++)
        if (word_says(doc, w, "before"))
            span.start = doc->words.v[w + 1].span.start;
    return span;
}

/* Where a clause without marks begins is a guess: a place may be its own (국회에서 예산안이
 * 통과됐다고), unless the word itself is one of saying or a page to write on. */
static bool
is_said_there(const struct ws_doc *doc, const struct ws_quote *quote,
              const struct ws_phrase *phrase)
{
    return quote->type != WS_QUOTE_INDIRECT ||
           doc->shapes[phrase->last].classes & doc->pack->is.noun_say ||
           word_says(doc, phrase->last, "post");
}

static bool
may_be_hearer(const struct ws_doc *doc, const struct ws_phrase *phrase)
{
    if (phrase->kind == WS_PHRASE_PLACE)
        return false;
    if (phrase->role == WS_ROLE_DATIVE)
        return has(doc, phrase->tail, "said", "to");
    if (!word_says(doc, phrase->next, "meets"))
        return false;
    if (phrase->role == WS_ROLE_OBJECT)
        return doc->shapes[phrase->next].classes & doc->pack->is.common_verb;
    return phrase->role == WS_ROLE_COMITATIVE ||
           (phrase->role == WS_ROLE_GENITIVE && has(doc, phrase->tail, "base", "comitative"));
}

/* Does the quote, or its speaker right before it, stand at word @w? */
static bool
leads_to_quote(const struct ws_scene *scene, uint32_t w)
{
    const struct ws_speaker *speaker = &scene->doc->quotes.v[scene->around.q].speaker;

    return w >= scene->around.word ||
           (speaker->known && scene->doc->words.v[w].span.start == speaker->span.start);
}

/* Is it to @phrase that the quote is said?  A hearer touches the quote or its speaker; whom one
 * meets, or talks with, may stand farther off, but not in a clause before the speaker's. */
static bool
hears(const struct ws_scene *scene, const struct ws_phrase *phrase)
{
    const struct ws_quote *quote = &scene->doc->quotes.v[scene->around.q];

    if (!may_be_hearer(scene->doc, phrase))
        return false;
    if (phrase->role == WS_ROLE_DATIVE)
        return leads_to_quote(scene, phrase->next);
    return !quote->speaker.known || quote->speaker.span.start < phrase->span.start ||
           quote->speaker.span.start > quote->outer.start ||
           leads_to_quote(scene, phrase->next + 1);
}

/* What goes on behind a place: the quote or its speaker, the word that it is held (열린,
 * 기자회견을 열고), or those who hear it. */
static bool
goes_on(const struct ws_scene *scene, uint32_t k, struct ws_span to)
{
    const struct ws_doc *doc = scene->doc;
    const struct ws_phrase *phrase = &scene->phrases.list.v[k], *next = phrase + 1;
    uint32_t w = phrase->next;

    if (phrase->role == WS_ROLE_OBJECT)
        w++;
    if (w >= doc->words.n)
        return false;
    if (leads_to_quote(scene, w) || word_says(doc, w, "opens") || word_says(doc, w, "attends") ||
        (to.end > to.start && doc->words.v[w].span.start == to.start))
        return true;
    return k + 1 < scene->phrases.list.n && next->first == w && next->role == WS_ROLE_OBJECT &&
           word_says(doc, next->next, "opens");
}

/* [국회에서 열린] 공청회, [기자들과 만난] 자리, [방송사와의] 통화: what tells which place it is
 * belongs to it. */
static struct ws_span
with_what_tells(const struct ws_scene *scene, uint32_t k)
{
    const struct ws_doc *doc = scene->doc;
    struct ws_span span = without_time(doc, &scene->phrases.list.v[k]);

    for (uint32_t steps = 0; k > 0 && steps < 2; steps++, k--) {
        const struct ws_phrase *phrase = &scene->phrases.list.v[k], *before = phrase - 1;
        uint32_t w = phrase->first;

        if (span.start > doc->words.v[phrase->first].span.start ||
            before->sentence != phrase->sentence || before->quote != phrase->quote ||
            doc->text.cls[before->span.start - (before->span.start > 0)] == WS_CH_CLOSE)
            break;
        if (before->next + 1 == w &&
                    (word_says(doc, w - 1, "opens") || word_says(doc, w - 1, "meets"))
                ? before->role != WS_ROLE_LOCATIVE && before->role != WS_ROLE_COMITATIVE
                : before->next != w || !may_be_hearer(doc, before))
            break;
        span.start = without_time(doc, before).start;
    }
    return span;
}

/* A quote's sentence before it, back to the quote before: its hearer and its place. */
static void
look_before(const struct ws_scene *scene, struct ws_quote *quote)
{
    const struct ws_doc *doc = scene->doc;
    uint32_t q = scene->around.q, stop = scene->around.start, k = scene->around.phrase;

    if (q > 0 && quote[-1].outer.end <= quote->outer.start && quote[-1].outer.end > stop)
        stop = quote[-1].outer.end;
    for (uint32_t steps = 0; k-- > 0 && steps < MAX_PHRASES; steps++) {
        const struct ws_phrase *phrase = &scene->phrases.list.v[k];

        if (phrase->span.start < stop)
            break;
        if (phrase->span.end > quote->outer.start || phrase->quote != WS_NONE)
            continue;
        if (!ws_span_len(quote->to) && hears(scene, phrase))
            quote->to = without_time(doc, phrase);
        else if (!ws_span_len(quote->where) && may_be_place(doc, phrase) &&
                 is_said_there(doc, quote, phrase) && goes_on(scene, k, quote->to)) {
            struct ws_span span = with_what_tells(scene, k);
            if (span.start < phrase->span.start || !word_says(doc, phrase->last, "weak"))
                quote->where = span;
        }
    }
}

/* “…”고 [기자들에게] 말했다, “…”라고 [페이스북에] 썼다: right before the reporting word. */
static void
look_behind(const struct ws_scene *scene, struct ws_quote *quote)
{
    const struct ws_doc *doc = scene->doc;
    uint32_t cue = ws_look_word(doc, quote->cue.start);

    for (uint32_t k = ws_phrases_from(&scene->phrases, quote->outer.end), steps = 0;
         k < scene->phrases.list.n && steps < MAX_PHRASES; k++, steps++) {
        const struct ws_phrase *phrase = &scene->phrases.list.v[k];

        if (phrase->span.start >= quote->cue.start)
            break;
        if (phrase->quote != WS_NONE || phrase->next != cue ||
            phrase->first > scene->around.behind + MAX_BEHIND)
            continue;
        if (!ws_span_len(quote->to) && may_be_hearer(doc, phrase))
            quote->to = phrase->span;
        else if (!ws_span_len(quote->where) && may_be_place(doc, phrase))
            quote->where = phrase->span;
    }
}

/* Those who were told: [reporters] after the vote, [France's Le Monde]. */
static struct ws_span
told(const struct ws_scene *scene, uint32_t k)
{
    const struct ws_phrase *phrase = &scene->phrases.list.v[k], *last = phrase;

    if (phrase->role == WS_ROLE_GENITIVE && k + 1 < scene->phrases.list.n &&
        phrase[1].first == phrase->next && phrase[1].sentence == phrase->sentence)
        last = phrase + 1;
    return (struct ws_span){phrase->span.start, scene->doc->words.v[last->last].span.end};
}

/* Where words take no particles: told [reporters], said in [a statement]. */
static void
look_around_cue(const struct ws_scene *scene, struct ws_quote *quote)
{
    const struct ws_doc *doc = scene->doc;
    uint64_t say = doc->pack->is.verb_say;
    uint32_t cue = ws_look_word(doc, quote->cue.end - 1), k;
    const char *to = quote->cue_entry == WS_NONE
                         ? NULL
                         : ws_entry_attr(ws_look_entry(doc, quote->cue_entry), say, "to");

    for (k = ws_phrases_from(&scene->phrases, quote->cue.end); k < scene->phrases.list.n; k++) {
        const struct ws_phrase *phrase = &scene->phrases.list.v[k];
        uint32_t w = phrase->first;

        if (phrase->sentence != doc->words.v[cue].sentence || w > cue + MAX_WORDS)
            break;
        if (phrase->quote != WS_NONE || ws_span_overlap(phrase->span, quote->outer))
            break;
        if (phrase->span.start == quote->speaker.span.start)
            continue;
        if (word_says(doc, phrase->last, "where") && w > 0 && word_says(doc, w - 1, "in")) {
            if (!ws_span_len(quote->where))
                quote->where = phrase->span;
        } else if (!ws_span_len(quote->where) && phrase->next > phrase->last + 2 &&
                   word_says(doc, phrase->next - 1, "where") &&
                   word_says(doc, phrase->last + 1, "in")) { /* lawmakers at a conference */
            quote->where = (struct ws_span){doc->words.v[phrase->last + 2].span.start,
                                            doc->words.v[phrase->next - 1].span.end};
        }
        if (to && w == cue + 1 && !ws_span_len(quote->to) &&
            !ws_span_in(phrase->span, quote->where)) {
            quote->to = told(scene, k);
        }
    }
}

void
ws_setting_note(const struct ws_scene *scene)
{
    struct ws_quote *quote = &scene->doc->quotes.v[scene->around.q];

    if (quote->type == WS_QUOTE_HEADLINE ||
        (quote->parent != WS_NONE && scene->doc->quotes.v[quote->parent].type != WS_QUOTE_INDIRECT))
        return;
    if (scene->doc->pack->features & WS_FEATURE_STEMS) {
        look_before(scene, quote);
        if (ws_span_len(quote->cue) && quote->cue.start >= quote->outer.end)
            look_behind(scene, quote);
    } else if (ws_span_len(quote->cue)) {
        look_around_cue(scene, quote);
    }
}
