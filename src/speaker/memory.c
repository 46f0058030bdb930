/*
 * speaker/memory.c - evidence for speakers that are not named beside their quote: nobody,
 * the speaker of an earlier quote, and for headlines the speakers of the body.
 */
#include "speaker/evidence.h"

#include <string.h>

#include "speaker/page.h"
#include "speaker/view.h"

#define MAX_APPOSITION 16  /* words between two commas */
#define MAX_OWN        100 /* phrases looked at for a sentence's own subject */

/* The word behind @phrase, or behind what tells between commas who it is: Kim, a doctor, [said]. */
static uint32_t
word_behind(const struct ws_doc *doc, const struct ws_phrase *phrase)
{
    uint32_t w = phrase->next;

    if (w == 0 || w >= doc->words.n || doc->text.cls[doc->words.v[w - 1].span.end] != WS_CH_COMMA)
        return w;
    for (uint32_t stop = w + MAX_APPOSITION; w < stop && w < doc->words.n; w++) {
        if (doc->words.v[w].sentence != phrase->sentence || doc->shapes[w].quote != phrase->quote)
            break;
        if (doc->shapes[w].say != WS_NONE)
            return doc->text.cls[doc->words.v[w - 1].span.end] == WS_CH_COMMA ? w : phrase->next;
    }
    return phrase->next;
}

/* Kim said, said Kim, Kim, a doctor, said; not told Kim. */
static bool
tells(const struct ws_doc *doc, const struct ws_phrase *phrase)
{
    uint32_t before = phrase->first - 1, behind = word_behind(doc, phrase);

    return (behind < doc->words.n && doc->shapes[behind].say != WS_NONE) ||
           (phrase->first > 0 && doc->shapes[before].say != WS_NONE && !is_told(doc, before));
}

/* The best subject that the quote's own sentence offers between @from and @to. */
static enum ws_sym
own_subject(const struct ws_scene *scene, const struct ws_quote *quote, uint32_t from, uint32_t to)
{
    const struct ws_phrases *phrases = &scene->phrases;
    const struct ws_doc *doc = scene->doc;
    uint32_t s = from < to ? ws_doc_sentence(doc, from) : WS_NONE;
    enum ws_sym best = WS_SYM_NONE;

    if (s == WS_NONE)
        return WS_SYM_NONE;
    for (uint32_t k = ws_phrases_from(phrases, from), end = k + MAX_OWN;
         k < phrases->of_sentence[s + 1] && k < end; k++) {
        const struct ws_phrase *phrase = &phrases->list.v[k];
        if (phrase->span.end > to)
            break;
        if (phrase->quote != WS_NONE && quote->parent == WS_NONE)
            continue;
        if (!is_stemmed(doc)) {
            if (is_personal(phrase->kind) && tells(doc, phrase))
                return phrase->kind == WS_PHRASE_PRONOUN ? WS_SYM_PRONOUN : WS_SYM_PERSON;
            best = is_personal(phrase->kind) ? WS_SYM_NAME : best;
        } else if (phrase->role == WS_ROLE_TOPIC) {
            if (is_personal(phrase->kind))
                return WS_SYM_PERSON;
            best = WS_SYM_NOUN;
        } else if (phrase->role == WS_ROLE_SUBJECT && best != WS_SYM_NOUN) {
            best = is_personal(phrase->kind) ? WS_SYM_NAME
                   : best == WS_SYM_NONE     ? WS_SYM_OTHER
                                             : best;
        }
    }
    return best;
}

/* What the quote's sentence starts with: the quote, a connective, another. */
static enum ws_sym
opening(const struct ws_doc *doc, const struct ws_quote *quote, uint32_t start)
{
    const struct ws_match *match;
    uint32_t w;

    if (quote->outer.start <= start + 1)
        return WS_SYM_QUOTED;
    w = ws_look_word(doc, start);
    if (w >= doc->words.n)
        return WS_SYM_OTHER;
    if (doc->shapes[w].classes & doc->pack->is.connective)
        return WS_SYM_CONNECTIVE;
    match = ws_doc_longest(doc, doc->words.v[w].span.start, doc->pack->is.connective);
    return match && !ws_ch_is_word(doc->text.cls[match->span.end]) ? WS_SYM_CONNECTIVE
                                                                   : WS_SYM_OTHER;
}

/* …가 묻자 “…”: the verb of saying right before the mark, if it connects, turns to another. */
static enum ws_sym
turn_before(const struct ws_doc *doc, const struct ws_quote *quote)
{
    uint32_t w = ws_look_word(doc, quote->outer.start);
    const struct ws_entry *say;
    const char *form, *act;

    if (w == 0 || doc->shapes[w - 1].say == WS_NONE ||
        !ws_look_blank(doc, doc->words.v[w - 1].span.end, quote->outer.start))
        return WS_SYM_NONE;
    say = ws_look_entry(doc, doc->shapes[w - 1].say);
    form = ws_entry_attr(say, doc->pack->is.verb_say, "form");
    act = ws_entry_attr(say, doc->pack->is.verb_say, "act");
    if (!form || strcmp(form, "connective") != 0)
        return WS_SYM_NONE;
    return act && strcmp(act, "ask") == 0 ? WS_SYM_ASK : WS_SYM_OTHER;
}

/* The phrase between @from and @to, in their sentence, that has a verb of saying beside it. */
static uint32_t
teller(const struct ws_scene *scene, uint32_t from, uint32_t to)
{
    const struct ws_phrases *phrases = &scene->phrases;
    uint32_t k = ws_phrases_from(phrases, from), end = k + MAX_OWN;

    for (; k < phrases->list.n && k < end && phrases->list.v[k].span.end <= to; k++)
        if (phrases->list.v[k].quote == WS_NONE && is_personal(phrases->list.v[k].kind) &&
            tells(scene->doc, &phrases->list.v[k]))
            return k;
    return WS_NONE;
}

void
ws_around_subjects(const struct ws_scene *scene, struct ws_around *around)
{
    const struct ws_quote *quote = &scene->doc->quotes.v[around->q];

    around->before = own_subject(scene, quote, around->start, quote->outer.start);
    around->after = own_subject(scene, quote, quote->outer.end, around->end);
    around->turn = turn_before(scene->doc, quote);
    around->opening = opening(scene->doc, quote, around->start);
    around->teller = WS_NONE;
    if (is_stemmed(scene->doc))
        return;
    around->teller = teller(scene, quote->outer.end, around->end);
    if (around->teller == WS_NONE)
        around->teller = teller(scene, around->start, quote->outer.start);
}

/* How far the quote is from the one whose speaker is carried. */
static enum ws_sym
link_of(const struct ws_view *v, const struct ws_quote *from)
{
    uint32_t here = v->around->sentence;
    uint32_t d = here == WS_NONE || from->sentence == WS_NONE || here < from->sentence
                     ? 9
                     : here - from->sentence;

    if (v->quote->parent != WS_NONE && from->parent != v->quote->parent)
        return WS_SYM_IN_PARENT;
    if (d == 0)
        return WS_SYM_CHAIN;
    if (d == 1)
        return same_line(v->doc, from->outer.end, v->quote->outer.start) ? WS_SYM_NEAR
                                                                         : WS_SYM_LINE;
    if (d <= 3)
        return same_line(v->doc, from->outer.end, v->quote->outer.start) ? WS_SYM_EARLIER2
                                                                         : WS_SYM_EARLIER3;
    return WS_SYM_FAR;
}

/* Is the speaker that is carried the one whom the quote's own sentence names as its teller? */
static enum ws_sym
own_teller(const struct ws_view *v)
{
    const struct ws_phrase *teller;

    if (v->around->teller == WS_NONE)
        return WS_SYM_NONE;
    teller = &v->scene->phrases.list.v[v->around->teller];
    if (teller->kind == WS_PHRASE_PRONOUN)
        return WS_SYM_PRONOUN;
    if (teller->entity == WS_NONE)
        return teller->kind == WS_PHRASE_PERSON ? WS_SYM_NAME : WS_SYM_ROLE;
    return teller->entity == v->voice->entity ? WS_SYM_OWN : WS_SYM_OTHER;
}

void
ws_weigh_carried(struct ws_view *v)
{
    const struct ws_quote *from = &v->doc->quotes.v[v->voice->from];
    enum ws_sym link = link_of(v, from);
    enum ws_sym before =
        from->outer.end <= v->around->start
            ? v->around->before
            : own_subject(v->scene, v->quote, from->outer.end, v->quote->outer.start);
    uint8_t role = from->entry == WS_NONE ? WS_ROLE_NONE : ws_look_entry(v->doc, from->entry)->role;
    uint32_t nth = v->voice->nth;

    if (nth) /* the speaker before the last: another set of links */
        link = link == WS_SYM_CHAIN ? WS_SYM_OTHER : WS_SYM_FAR;
    add(v, WS_ROW_CARRIED_FROM, link, role,
        v->quote->entry != WS_NONE ? WS_SYM_TAILED : WS_SYM_BARE);
    add(v, WS_ROW_CARRIED_OWN, link, before, v->around->after);
    add(v, WS_ROW_CARRIED_OWN, link, before, v->around->opening);
    add(v, WS_ROW_CARRIED_OWN, link, zone_sym(from), zone_sym(v->quote));
    if (v->around->turn != WS_SYM_NONE)
        add(v, WS_ROW_WHO_TURN, v->around->turn, nth ? WS_SYM_OTHER : WS_SYM_FAR, 0);
    add(v, WS_ROW_CARRIED_KIND, v->kind, link, nth);
    if (v->around->teller != WS_NONE)
        add(v, WS_ROW_CARRIED_TELLER, own_teller(v), nth ? WS_SYM_FAR : WS_SYM_NEAR,
            v->scene->phrases.list.v[v->around->teller].span.start > v->quote->outer.start
                ? sym_behind(v->doc, v->quote)
                : WS_SYM_BEFORE);
}

void
ws_weigh_nobody(struct ws_view *v)
{
    enum ws_sym zone = zone_sym(v->quote), before = v->around->before;

    add(v, WS_ROW_NOBODY, zone, v->tail_role,
        v->quote->cue_entry != WS_NONE ? WS_SYM_CUE : WS_SYM_NONE);
    add(v, WS_ROW_NOBODY_OWN, before, v->around->after, zone);
    add(v, WS_ROW_NOBODY_OWN, before, v->around->opening, WS_SYM_OWN);
    add(v, WS_ROW_NOBODY_LENGTH, ws_look_bin(ws_span_len(v->quote->span), 11), zone,
        v->quote->parent != WS_NONE ? WS_SYM_INSIDE : WS_SYM_OUTSIDE);
    if (v->quote->entry != WS_NONE)
        add(v, WS_ROW_NOBODY_TAIL, v->quote->entry, zone, 0);
    if (v->quote->cue_entry != WS_NONE)
        add(v, WS_ROW_NOBODY_WORD, v->quote->cue_entry, zone, 0);
    if (v->scene->framed[v->q].opens)
        add(v, WS_ROW_BY_PAGE, WS_SYM_LINE, WS_SYM_NONE, v->scene->framed[v->q].by);
    /* '…'라는 질문에: the word behind the tail. */
    uint32_t end = v->quote->outer.end, w;
    (void)ws_look_tail(v->doc, end, v->quote->type == WS_QUOTE_INDIRECT, &end);
    w = ws_look_word(v->doc, end);
    if (w < v->doc->words.n && v->doc->shapes[w].entry != WS_NONE &&
        ws_look_blank(v->doc, end, v->doc->words.v[w].span.start))
        add(v, WS_ROW_NOBODY_WORD, v->doc->shapes[w].entry, WS_SYM_AFTER, 0);
}

void
ws_weigh_page(struct ws_view *v)
{
    enum ws_sym by = v->scene->framed[v->q].by;

    add(v, WS_ROW_BY_PAGE, by, v->kind, WS_SYM_NONE);
    add(v, WS_ROW_BY_PAGE, by, v->around->before, v->around->after);
    add(v, WS_ROW_BY_PAGE, by, v->quote->entry != WS_NONE ? WS_SYM_TAILED : WS_SYM_BARE,
        WS_SYM_NONE);
}

void
ws_weigh_body(struct ws_view *v)
{
    uint32_t same = v->voice->shared, w = v->around->word;
    bool touched = w > 0 && v->doc->words.v[w - 1].span.start >= v->around->start;
    bool head = v->doc->quotes.v[v->voice->from].type == WS_QUOTE_HEADLINE;

    if (v->scene->framed[v->q].opens)
        add(v, WS_ROW_BY_PAGE, WS_SYM_LINE, WS_SYM_BODY, same > 4 ? WS_SYM_NEAR : WS_SYM_FAR);
    add(v, WS_ROW_HEAD_BODY, same, touched ? WS_SYM_NEAR : WS_SYM_NONE,
        head ? WS_SYM_HEADLINE : WS_SYM_BODY);
    add(v, WS_ROW_HEAD_BODY, same > 4, v->around->before, v->kind);
    add(v, WS_ROW_HEAD_SHARE,
        v->voice->entity == WS_NONE ? 0 : ws_look_bin(v->scene->spoke[v->voice->entity], 5),
        v->voice->nth > 3 ? 3 : v->voice->nth, v->kind);
}

/* The two characters at @at, or 0 where one is no letter. */
static uint64_t
pair_at(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    uint32_t next = at + 1;

    while (next < end && doc->text.cls[next] == WS_CH_SPACE)
        next++;
    if (next >= end || !ws_ch_is_word(doc->text.cls[at]) || !ws_ch_is_word(doc->text.cls[next]))
        return 0;
    return (uint64_t)doc->text.ch[at] << 32 | doc->text.ch[next];
}

#define PAIR_BITS 4096

/* The bit of the pair at @at, from 0; PAIR_BITS where none stands. */
static uint32_t
pair_bit(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    uint64_t pair = pair_at(doc, at, end);

    return pair ? (uint32_t)(pair * 0x9E3779B97F4A7C15u >> 52) : PAIR_BITS;
}

/* Bits of the pairs of quote @q, kept for the next time; NULL when memory is out. */
static const uint64_t *
pairs_of(struct ws_scene *scene, uint32_t q)
{
    const struct ws_doc *doc = scene->doc;
    struct ws_span span = doc->quotes.v[q].span;
    uint64_t *bits = scene->pairs[q];

    if (bits)
        return bits;
    bits = scene->pairs[q] = ws_arena_zalloc(&scene->doc->arena, PAIR_BITS / 8);
    if (!bits) {
        scene->failed = true;
        return NULL;
    }
    for (uint32_t i = span.start; i < span.end && i < span.start + 400; i++) {
        uint32_t bit = pair_bit(doc, i, span.end);

        if (bit < PAIR_BITS)
            bits[bit / 64] |= (uint64_t)1 << (bit % 64);
    }
    return bits;
}

uint32_t
ws_quote_overlap(struct ws_scene *scene, uint32_t a, uint32_t b)
{
    const struct ws_doc *doc = scene->doc;
    const uint64_t *seen = pairs_of(scene, b);
    struct ws_span span = doc->quotes.v[a].span;
    uint32_t n = 0, same = 0;

    for (uint32_t i = span.start; seen && i < span.end && i < span.start + 200; i++) {
        uint32_t bit = pair_bit(doc, i, span.end);

        n += bit < PAIR_BITS;
        same += bit < PAIR_BITS && seen[bit / 64] >> (bit % 64) & 1;
    }
    return n ? same * 10 / n : 0;
}
