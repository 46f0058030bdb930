/*
 * speaker/phrase.c - see phrase.h.
 */
#include "speaker/phrase.h"

#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "speaker/kind.h"

#define MAX_WORDS      10 /* of one phrase */
#define MAX_PART       40 /* characters of a phrase with what belongs to it */
#define MAX_PART_APART 60 /* the same where particles do not make words of several */
#define INTERPUNCT     0xB7

/* Two people, 36% of investors: where words take no particles, amounts may be subjects. */
static bool
counts(const struct ws_phrases *p, const struct ws_doc *doc, uint32_t mention)
{
    uint8_t type = doc->mentions.v[mention].type;

    return !(doc->pack->features & WS_FEATURE_STEMS) && (type == p->quantity || type == p->percent);
}

/* Is word @w what follows reported words: "…"고, "…"라며? */
static bool
is_tail(const struct ws_doc *doc, uint32_t w)
{
    struct ws_span word = doc->words.v[w].span;
    uint32_t end;

    return word.start > 0 && doc->text.cls[word.start - 1] == WS_CH_QUOTE &&
           ws_look_tail(doc, word.start, false, &end) != WS_NONE && end == word.end;
}

/* 기자들, reporters: a word of bylines names several people, and so no byline. */
static bool
is_several(const struct ws_doc *doc, const struct ws_shape *shape)
{
    return shape->classes & doc->pack->is.role ||
           (shape->tail != WS_NONE && ws_look_entry(doc, shape->tail)->says & WS_SAYS_PLURAL);
}

/* The same for a word that is no mention and has an entry. */
static bool
is_noun(const struct ws_phrases *p, const struct ws_doc *doc, uint32_t w)
{
    const struct ws_shape *shape = &doc->shapes[w];
    const struct ws_class_sets *is = &doc->pack->is;

    if (shape->classes & is->function)
        return shape->classes & is->pronoun && ws_look_pos(doc, w) == WS_POS_WH; /* who */
    if (shape->classes & is->turn && !ws_ch_is_blank(doc->text.cls[doc->words.v[w].span.end]))
        return false; /* Q. */
    if (shape->classes & is->connective || (shape->classes & is->byline && !is_several(doc, shape)))
        return false;
    if (shape->classes & p->people)
        return true;
    if (shape->classes & is->common_other && shape->stem_end == doc->words.v[w].span.end)
        return false;
    if (shape->classes & p->things)
        return shape->say == WS_NONE || doc->text.cls[doc->words.v[w].span.start] == WS_CH_UPPER;
    return shape->say == WS_NONE && !(shape->classes & is->common);
}

/* May word @w be part of a phrase? */
static inline bool
is_nominal(const struct ws_phrases *p, const struct ws_doc *doc, uint32_t w)
{
    const struct ws_shape *shape = &doc->shapes[w];

    if (shape->mention != WS_NONE)
        return ws_kind_names(p, doc, shape->mention) || counts(p, doc, shape->mention);
    if (shape->role == WS_ROLE_VERB || shape->role == WS_ROLE_COPULA)
        return false;
    return (shape->classes ? is_noun(p, doc, w) : shape->say == WS_NONE) && !is_tail(doc, w);
}

/* Sen. Orme, Mr. Lee: the full stop belongs to the title. */
static bool
is_short_title(const struct ws_doc *doc, uint32_t w)
{
    uint64_t classes = doc->pack->is.title | doc->pack->is.honorific;

    return !(doc->pack->features & WS_FEATURE_STEMS) &&
           (doc->shapes[w].classes & classes ||
            ws_doc_longest(doc, doc->words.v[w].span.start, classes));
}

/* Does a bracket or a mark touch the end of word @w? */
static bool
is_bracketed(const struct ws_doc *doc, uint32_t w)
{
    uint8_t cls = doc->text.cls[doc->words.v[w].span.end];

    return cls == WS_CH_OPEN || cls == WS_CH_QUOTE;
}

/* The word that goes on the phrase of word @w: only blanks, or a bracket, between.  A
 * particle behind the bracket (배경훈(44)은) comes back in *tail instead. */
static uint32_t
joined_word(const struct ws_doc *doc, uint32_t w, uint32_t *tail)
{
    uint32_t at = doc->words.v[w].span.end, next;
    uint32_t behind = ws_kind_bracket(doc, at);

    *tail = WS_NONE;
    next = behind == at ? w + 1 : ws_look_word(doc, behind);
    if (next >= doc->words.n)
        return WS_NONE;
    if (behind > at && doc->words.v[next].span.start == behind) {
        const struct ws_lexicon *lexicon = &doc->pack->lexicon;
        const struct ws_entry *entry = ws_lexicon_find(
            lexicon, &lexicon->end, doc->text.ch + behind, ws_span_len(doc->words.v[next].span));
        if (entry) {
            *tail = (uint32_t)(entry - lexicon->entries);
            return next;
        }
    }
    if (behind == at + 1)
        return WS_NONE; /* a mark */
    if (doc->text.ch[behind] == '.' && is_short_title(doc, w))
        behind++;
    for (; behind < doc->words.v[next].span.start; behind++)
        if (doc->text.cls[behind] != WS_CH_SPACE && doc->text.ch[behind] != '-' &&
            doc->text.ch[behind] != INTERPUNCT)
            return WS_NONE;
    return next;
}

/* [president] and chief executive Bill Owens: two positions of one person. */
static uint32_t
joined_title(const struct ws_phrases *p, const struct ws_doc *doc, uint32_t w)
{
    uint32_t n = w + 2, m = doc->shapes[w].mention;

    if (doc->pack->features & WS_FEATURE_STEMS || n >= doc->words.n || m == WS_NONE ||
        doc->mentions.v[m].type != p->title || ws_look_pos(doc, w + 1) != WS_POS_CONJ ||
        !ws_look_joined(doc, w) || !ws_look_joined(doc, w + 1))
        return WS_NONE;
    m = doc->shapes[n].mention;
    return m != WS_NONE && doc->mentions.v[m].type == p->title ? n : WS_NONE;
}

static bool
in_one_mention(const struct ws_doc *doc, uint32_t w, uint32_t next)
{
    return doc->shapes[w].mention != WS_NONE && doc->shapes[w].mention == doc->shapes[next].mention;
}

/* 또 다른 + 피해자, 한 + 주민: a small word before an unnamed source belongs to it, and with it
 * the body right before: 한빛당 + 한 관계자. */
static void
take_small(const struct ws_phrases *p, const struct ws_doc *doc, struct ws_phrase *phrase)
{
    const struct ws_phrase *before = phrase - 1;
    uint32_t first = phrase->first;

    while (phrase->kind >= WS_PHRASE_TITLE && phrase->entity == WS_NONE && phrase->first > 0) {
        const struct ws_shape *small = &doc->shapes[phrase->first - 1];
        if (small->entry == WS_NONE || !(ws_look_entry(doc, small->entry)->says & WS_SAYS_DET) ||
            small->quote != phrase->quote || small->mention != WS_NONE ||
            !ws_look_joined(doc, phrase->first - 1))
            break;
        phrase->first--;
        phrase->span.start = doc->words.v[phrase->first].span.start;
    }
    if (phrase->first < first && p->list.n > 1 &&
        (before->kind == WS_PHRASE_ORG || before->kind == WS_PHRASE_PLACE ||
         before->kind == WS_PHRASE_NOUN) &&
        before->tail == WS_NONE && before->next == phrase->first &&
        before->quote == phrase->quote && ws_look_joined(doc, before->last)) {
        phrase->first = before->first;
        phrase->span.start = before->span.start;
    }
}

/* May @before belong to @phrase: a genitive, or one of several: 정치인과 + 매체들? */
static bool
is_part(const struct ws_phrase *phrase, const struct ws_phrase *before)
{
    return before->role == WS_ROLE_GENITIVE ||
           (before->role == WS_ROLE_COMITATIVE && phrase->kind >= WS_PHRASE_ROLE &&
            phrase->kind != WS_PHRASE_PRONOUN && before->kind != WS_PHRASE_PRONOUN);
}

/* 안 시장의 + 변호인, 정치인과 + 매체들: an unnamed source takes in what belongs to it. */
static void
take_part(struct ws_phrases *p, struct ws_doc *doc)
{
    struct ws_phrase *phrase = &p->list.v[p->list.n - 1], *before = phrase - 1;

    if (p->list.n < 2 || !is_part(phrase, before) || before->next != phrase->first ||
        before->sentence != phrase->sentence ||
        !(phrase->kind == WS_PHRASE_ROLE ||
          (phrase->kind == WS_PHRASE_TITLE && phrase->entity == WS_NONE) ||
          before->role == WS_ROLE_COMITATIVE ||
          (!(doc->pack->features & WS_FEATURE_STEMS) && phrase->entity == WS_NONE)) ||
        doc->words.v[phrase->last].span.end - before->span.start >
            (doc->pack->features & WS_FEATURE_STEMS ? MAX_PART : MAX_PART_APART))
        return;
    phrase->span.start = before->span.start;
    phrase->first = before->first;
}

static bool
only_blank(const struct ws_doc *doc, uint32_t w)
{
    return ws_look_joined(doc, w) && doc->shapes[w].quote == doc->shapes[w + 1].quote;
}

/* The last word of a preposition's phrase that starts at word @w (with the press, familiar
 * with the talks); WS_NONE where there is none, or where a person is in it. */
static uint32_t
prepositional(const struct ws_phrases *p, const struct ws_doc *doc, uint32_t w)
{
    uint32_t n = w;

    if (n < doc->words.n && ws_look_pos(doc, n) != WS_POS_PREP && doc->shapes[n].say == WS_NONE &&
        doc->shapes[n].mention == WS_NONE && !(doc->shapes[n].classes & doc->pack->is.function) &&
        only_blank(doc, n))
        n++;
    if (n >= doc->words.n || ws_look_pos(doc, n) != WS_POS_PREP || !only_blank(doc, n))
        return WS_NONE;
    n++;
    if (ws_look_pos(doc, n) == WS_POS_DET && only_blank(doc, n))
        n++;
    if (!is_nominal(p, doc, n))
        return WS_NONE;
    for (;; n++) {
        uint32_t m = doc->shapes[n].mention;
        if (m != WS_NONE && doc->mentions.v[m].type == p->person)
            return WS_NONE;
        if (!only_blank(doc, n) || !is_nominal(p, doc, n + 1))
            return n;
    }
}

/* The first word of the noun phrase that ends in word @w: back to its article, over at most
 * three words; @w itself where it has none. */
static uint32_t
article_before(const struct ws_doc *doc, uint32_t w)
{
    for (uint32_t n = w, steps = 0; n > 0 && steps <= 3 && only_blank(doc, n - 1); n--, steps++) {
        if (ws_look_pos(doc, n - 1) == WS_POS_DET)
            return n - 1;
        if (doc->shapes[n - 1].classes & doc->pack->is.function ||
            doc->shapes[n - 1].say != WS_NONE || doc->shapes[n - 1].role != WS_ROLE_NONE ||
            (doc->shapes[n - 1].classes & doc->pack->is.common_verb &&
             !(doc->shapes[n - 1].classes & doc->pack->is.common_noun)))
            break;
    }
    return w;
}

/* The article before the phrase, and behind an unnamed source what tells it from others:
 * a [source] close to the campaign. */
static void
widen(const struct ws_phrases *p, const struct ws_doc *doc, struct ws_phrase *phrase)
{
    bool unnamed = phrase->kind == WS_PHRASE_NOUN || phrase->kind == WS_PHRASE_ROLE ||
                   (phrase->kind == WS_PHRASE_TITLE && phrase->entity == WS_NONE);
    uint32_t last = phrase->last;

    if (phrase->kind == WS_PHRASE_PRONOUN)
        return;
    phrase->first = article_before(doc, phrase->first);
    phrase->span.start = doc->words.v[phrase->first].span.start;
    for (int i = 0; unnamed && i < 2 && only_blank(doc, last); i++) {
        uint32_t end = prepositional(p, doc, last + 1);
        if (end == WS_NONE)
            break;
        last = end;
    }
    if (last > phrase->last) {
        phrase->span.end = doc->words.v[last].span.end;
        phrase->next = last + 1;
    }
}

/* Pronouns stand alone where words take no particles. */
static bool
is_pronoun(const struct ws_doc *doc, uint32_t w)
{
    return !(doc->pack->features & WS_FEATURE_STEMS) && doc->shapes[w].mention == WS_NONE &&
           doc->shapes[w].classes & doc->pack->is.pronoun;
}

/* Build the phrase that starts at word @w; the first word behind it. */
static uint32_t
build(struct ws_phrases *p, struct ws_doc *doc, uint32_t w, bool *failed)
{
    struct ws_phrase *phrase = ws_list_add(&doc->arena, &p->list);
    uint32_t tail = WS_NONE, next = w + 1;

    *failed = !phrase;
    if (!phrase)
        return next;
    phrase->first = phrase->last = w;
    phrase->entity = WS_NONE;
    phrase->sentence = doc->words.v[w].sentence;
    phrase->quote = doc->shapes[w].quote;
    for (;;) {
        const struct ws_shape *shape = &doc->shapes[phrase->last];
        bool bare = shape->stem_end == doc->words.v[phrase->last].span.end;
        uint32_t n = WS_NONE;
        tail = WS_NONE;
        if (bare || is_bracketed(doc, phrase->last))
            n = joined_word(doc, phrase->last, &tail);
        if (tail != WS_NONE && bare) {
            next = n + 1;
            break;
        }
        if (joined_title(p, doc, phrase->last) != WS_NONE)
            n = joined_title(p, doc, phrase->last);
        next = phrase->last + 1;
        if (!bare || n == WS_NONE || n - w >= MAX_WORDS ||
            doc->words.v[n].sentence != phrase->sentence || doc->shapes[n].quote != phrase->quote ||
            (!in_one_mention(doc, phrase->last, n) &&
             (!is_nominal(p, doc, n) || is_pronoun(doc, w) || is_pronoun(doc, n))))
            break;
        phrase->last = n;
    }
    phrase->tail = tail != WS_NONE ? tail : doc->shapes[phrase->last].tail;
    phrase->role = phrase->tail == WS_NONE ? WS_ROLE_NONE : ws_look_entry(doc, phrase->tail)->role;
    phrase->span = (struct ws_span){doc->words.v[w].span.start, doc->shapes[phrase->last].stem_end};
    phrase->next = next;
    ws_kind_settle(p, doc, phrase);
    if (!(doc->pack->features & WS_FEATURE_STEMS))
        widen(p, doc, phrase);
    else
        take_small(p, doc, phrase);
    next = phrase->next;
    take_part(p, doc);
    return next;
}

static void
index_sentences(struct ws_phrases *p, const struct ws_doc *doc)
{
    uint32_t k = 0;

    for (uint32_t s = 0; s <= doc->sentences.n; s++) {
        while (k < p->list.n && p->list.v[k].sentence < s)
            k++;
        p->of_sentence[s] = k;
    }
}

/* Nothing is said by what stands in a byline or in page furniture. */
static bool
is_silent(const struct ws_doc *doc, const struct ws_sentence *sentence)
{
    enum ws_zone_kind kind = doc->zones.v[sentence->zone].kind;

    return kind == WS_ZONE_BYLINE || kind == WS_ZONE_FURNITURE;
}

static uint8_t
type_of(const struct ws_doc *doc, const char *name)
{
    int type = ws_types_type(doc->pack->types, name, strlen(name));

    return type < 0 ? WS_NO_TYPE - 1 : (uint8_t)type;
}

whosaid_status
ws_phrases_find(struct ws_doc *doc, struct ws_phrases *phrases, whosaid_error *err)
{
    const struct ws_class_sets *is = &doc->pack->is;
    bool failed = false;
    uint32_t w = 0;

    *phrases = (struct ws_phrases){.person = type_of(doc, "PERSON"),
                                   .title = type_of(doc, "TITLE"),
                                   .org = type_of(doc, "ORG"),
                                   .place = type_of(doc, "LOCATION"),
                                   .quantity = type_of(doc, "QUANTITY"),
                                   .percent = type_of(doc, "PERCENT")};
    phrases->people = is->role | is->noun_say | is->pronoun | is->honorific;
    phrases->things = is->common_noun | is->title | is->org | is->place;
    phrases->of_sentence =
        ws_arena_alloc(&doc->arena, (doc->sentences.n + 1) * sizeof *phrases->of_sentence);
    failed = !phrases->of_sentence ||
             !ws_list_reserve(&doc->arena, &phrases->list, doc->words.n / 2 + 1);
    for (uint32_t s = 0; s < doc->sentences.n && !failed; s++) {
        const struct ws_sentence *sentence = &doc->sentences.v[s];
        if (is_silent(doc, sentence))
            continue;
        w = w > sentence->first_word ? w : sentence->first_word;
        while (w < sentence->first_word + sentence->nwords && !failed)
            w = is_nominal(phrases, doc, w) ? build(phrases, doc, w, &failed) : w + 1;
    }
    if (failed)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    index_sentences(phrases, doc);
    return WHOSAID_OK;
}

uint32_t
ws_phrases_from(const struct ws_phrases *phrases, uint32_t at)
{
    uint32_t i;

    ws_list_bisect(&phrases->list, span.start, <, at, i);
    return i;
}

const char *
ws_phrase_pronoun(const struct ws_doc *doc, const struct ws_phrase *phrase, const char *key)
{
    uint32_t entry = doc->shapes[phrase->last].entry;
    const char *value = entry == WS_NONE
                            ? NULL
                            : ws_entry_attr(ws_look_entry(doc, entry), doc->pack->is.pronoun, key);

    return value ? value : "";
}
