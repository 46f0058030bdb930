/*
 * quote/clause.c - the clauses that a verb of saying may govern: where each ends, and where words take
 * no endings also where it starts; see indirect.h.
 */
#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "quote/indirect.h"
#include "quote/keep.h"

#define MAX_GAP     9   /* words between a clause and its verb */
#define MAX_COUNT   200 /* words looked at in a clause */
#define MAX_REACH   90  /* characters of a subject, or of what tells who it is */
#define MAX_OPEN    12  /* words between a verb and what opens its clause */
#define MAX_SUBJECT 5   /* words of the subject before a verb */

static struct ws_clause *
add_clause(struct ws_doc *doc, struct ws_clauses *clauses, enum ws_clause_form form,
           struct ws_span span, uint32_t w)
{
    struct ws_clause *clause = ws_list_add(&doc->arena, &clauses->list);

    if (clause)
        *clause = (struct ws_clause){.span = span,
                                     .outer_end = span.end,
                                     .tail = WS_NONE,
                                     .sentence = doc->words.v[w].sentence,
                                     .word = w,
                                     .form = form};
    return clause;
}

/* 하지 않겠다|고 밝혔다 */
static bool
by_tail(struct ws_doc *doc, struct ws_clauses *clauses, uint32_t w)
{
    uint32_t at = 0, tail = ws_look_clause_tail(doc, w, &at), sentence = doc->words.v[w].sentence;
    const struct ws_entry *entry;
    struct ws_clause *clause;
    struct ws_cue cue;
    long keep;

    if (tail == WS_NONE)
        return true;
    entry = ws_look_entry(doc, tail);
    if (entry->role != WS_ROLE_GO && entry->role != WS_ROLE_MYEO && entry->role != WS_ROLE_NEUN)
        return true;
    if (!ws_cue_after(doc, doc->words.v[w].span.end, &cue) || cue.gap > MAX_GAP)
        return true;
    keep = ws_entry_number(entry, doc->pack->is.tail, "keep", 0);
    clause = add_clause(doc, clauses, WS_CLAUSE_TAIL,
                        (struct ws_span){doc->sentences.v[sentence].span.start,
                                         at + (uint32_t)(keep > 0 ? keep : 0)},
                        w);
    if (!clause)
        return false;
    clause->outer_end = doc->words.v[w].span.end;
    clause->tail = tail;
    clause->cue = cue;
    return true;
}

static uint32_t
drop_stop(const struct ws_doc *doc, uint32_t start, uint32_t end)
{
    while (end > start && !ws_ch_is_word(doc->text.cls[end - 1]) &&
           doc->text.cls[end - 1] != WS_CH_CLOSE && doc->text.cls[end - 1] != WS_CH_SYMBOL)
        end--;
    return end;
}

/* Does word @w open a reported clause: that, whether? */
static bool
is_opener(const struct ws_doc *doc, uint32_t w)
{
    struct ws_span word = doc->words.v[w].span;
    uint32_t stop;

    return doc->text.cls[word.start] == WS_CH_LOWER &&
           ws_look_tail(doc, word.start, true, &stop) != WS_NONE && stop == word.end;
}

/* A clause has begun without an opener: said [it was …], not said in a letter that […]. */
static bool
is_begun(const struct ws_doc *doc, uint32_t w)
{
    return ws_look_pos(doc, w) == WS_POS_AUX || doc->shapes[w].say != WS_NONE ||
           (doc->shapes[w].classes & doc->pack->is.pronoun && ws_look_pos(doc, w) != WS_POS_DET &&
            !(w + 1 < doc->words.n && is_opener(doc, w + 1)));
}

/* The word that opens the clause behind verb @w: that, whether; else the next word. */
static uint32_t
clause_word(const struct ws_doc *doc, uint32_t after, uint32_t end, bool *opener)
{
    uint32_t first = ws_look_word(doc, after);

    *opener = false;
    for (uint32_t w = first; w < doc->words.n && w < first + MAX_OPEN; w++) {
        if (doc->words.v[w].span.start >= end)
            break;
        if (is_opener(doc, w)) {
            *opener = true;
            return w;
        }
        if (is_begun(doc, w))
            break;
    }
    return first;
}

/* Is the gap before word @w more than blanks? */
static bool
is_parted(const struct ws_doc *doc, uint32_t w)
{
    return !ws_look_blank(doc, doc->words.v[w - 1].span.end, doc->words.v[w].span.start);
}

/* Where the subject of verb @w starts, if it has one near: the word behind a comma or a conjunction;
 * WS_NONE. */
static uint32_t
joint_before(const struct ws_doc *doc, uint32_t w)
{
    for (uint32_t steps = 0; steps < MAX_SUBJECT && w > 0; steps++, w--) {
        enum ws_pos before = ws_look_pos(doc, w - 1);
        if (before == WS_POS_CONJ || is_parted(doc, w))
            return w;
        if (before == WS_POS_PREP || before == WS_POS_WH)
            break;
    }
    return WS_NONE;
}

static const char *
form_of(const struct ws_doc *doc, uint32_t w)
{
    const struct ws_entry *say = ws_look_entry(doc, doc->shapes[w].say);
    const char *form = ws_entry_attr(say, doc->pack->is.verb_say, "form");

    return form ? form : "";
}

/* May verb @w, right behind a comma or a conjunction, go on what verb @verb says: said [it was so] and
 * warned …, adding …; not said [he would wait and call …]? */
static bool
goes_on(const struct ws_doc *doc, uint32_t verb, uint32_t w)
{
    const char *form = form_of(doc, w);

    return strcmp(form, "ing") == 0 || strcmp(form, form_of(doc, verb)) == 0;
}

/* Does verb @w stand in a clause about who said it: Kim, who said [it was so], left? */
static bool
is_relative(const struct ws_doc *doc, uint32_t w)
{
    if (w > 0 && ws_look_pos(doc, w - 1) == WS_POS_AUX)
        w--;
    return w > 1 && ws_look_pos(doc, w - 1) == WS_POS_WH && is_parted(doc, w - 1);
}

/* Where the clause of verb @verb that opens with word @first gives way, before @end: to another verb
 * of saying (said [it was so], adding that …; said [it was so] and warned …), to words in marks behind a
 * colon, or to the verb of what the verb's own clause stands in. */
static uint32_t
clause_stop(const struct ws_doc *doc, uint32_t verb, uint32_t first, uint32_t end)
{
    bool relative = is_relative(doc, verb);

    for (uint32_t w = first + 1;
         w < doc->words.n && w < first + MAX_COUNT && doc->words.v[w].span.start < end; w++) {
        const struct ws_shape *shape = &doc->shapes[w];
        uint32_t joint, behind = doc->words.v[w - 1].span.end;
        if (doc->text.ch[behind] == ':' && shape->quote != WS_NONE)
            return behind;
        if (shape->quote != WS_NONE)
            continue;
        if (relative && ws_look_pos(doc, w) == WS_POS_AUX && doc->text.cls[behind] == WS_CH_COMMA)
            return behind;
        if (shape->say == WS_NONE)
            continue;
        joint = joint_before(doc, w);
        if (joint == w && !goes_on(doc, verb, w))
            continue;
        if (joint != WS_NONE && ws_look_pos(doc, joint - 1) == WS_POS_CONJ)
            joint--;
        if (joint != WS_NONE && joint > first + 1)
            return doc->words.v[joint - 1].span.end;
    }
    return end;
}

/* said that …: to the end of the sentence */
static bool
behind_verb(struct ws_doc *doc, struct ws_clauses *clauses, uint32_t w)
{
    struct ws_span sentence = doc->sentences.v[doc->words.v[w].sentence].span;
    uint32_t after = doc->shapes[w].say_end, stop = 0;
    bool opener;
    uint32_t first = clause_word(doc, after, sentence.end, &opener);
    struct ws_clause *clause;
    struct ws_span span;
    uint32_t tail = WS_NONE;

    if (first + 1 >= doc->words.n || doc->shapes[first].quote != WS_NONE)
        return true;
    if (opener) {
        tail = ws_look_tail(doc, doc->words.v[first].span.start, true, &stop);
        first += ws_look_entry(doc, tail)->role == WS_ROLE_THAT;
    } else if (!ws_look_blank(doc, after, doc->words.v[first].span.start)) {
        return true;
    }
    span.start = doc->words.v[first].span.start;
    span.end = drop_stop(doc, span.start, clause_stop(doc, w, first, sentence.end));
    if (span.start >= span.end || span.end > sentence.end || ws_span_len(span) < 12)
        return true;
    clause = add_clause(doc, clauses, WS_CLAUSE_THAT, span, w);
    if (!clause)
        return false;
    clause->tail = tail;
    return true;
}

/* said it was so, adding …: right behind a comma such a form has no clause before it. */
static bool
says_on(const struct ws_doc *doc, uint32_t w)
{
    return strcmp(form_of(doc, w), "ing") == 0 && w > 0 && is_parted(doc, w);
}

/* The place behind the last comma before @at, with no mark between; @limit where none is near. */
static uint32_t
behind_comma(const struct ws_doc *doc, uint32_t at, uint32_t limit)
{
    uint32_t comma = at;

    while (comma > limit && at - comma < MAX_REACH && doc->text.cls[comma - 1] != WS_CH_COMMA &&
           doc->text.cls[comma - 1] != WS_CH_QUOTE)
        comma--;
    return comma > limit && doc->text.cls[comma - 1] == WS_CH_COMMA ? comma : limit;
}

/* Does the subject of verb @w stand behind it: said Kim? */
static bool
is_inverted(const struct ws_doc *doc, uint32_t w)
{
    uint32_t say = doc->shapes[w].say, end = doc->shapes[w].say_end;

    return !ws_entry_attr(ws_look_entry(doc, say), doc->pack->is.verb_say, "to") &&
           doc->text.cls[end] == WS_CH_SPACE && ws_ch_is_word(doc->text.cls[end + 1]);
}

/* The place behind the comma that ends what verb @w, with its subject, reports: [talks had failed], the
 * ministry said; [talks had failed], said Kim; [talks had failed], Kim, a minister, said. */
static uint32_t
before_subject(const struct ws_doc *doc, uint32_t w, uint32_t limit)
{
    uint32_t verb = doc->words.v[w].span.start, comma = behind_comma(doc, verb, limit);

    if (comma == limit || !ws_look_blank(doc, comma, verb) || is_inverted(doc, w))
        return comma;
    comma = behind_comma(doc, comma - 1, limit);
    return comma == limit ? limit : behind_comma(doc, comma - 1, limit);
}

/* …, the ministry said. */
static bool
before_verb(struct ws_doc *doc, struct ws_clauses *clauses, uint32_t w)
{
    struct ws_span sentence = doc->sentences.v[doc->words.v[w].sentence].span;
    uint32_t comma = before_subject(doc, w, sentence.start), first;
    struct ws_span span = {sentence.start, 0};

    if (comma == sentence.start || says_on(doc, w))
        return true;
    span.end = drop_stop(doc, span.start, comma);
    first = ws_look_word(doc, span.start);
    if (first + 1 < w && doc->shapes[first].classes & doc->pack->is.connective)
        span.start = doc->words.v[first + 1].span.start; /* But [talks had failed], … */
    if (span.end <= span.start || ws_span_len(span) < 12)
        return true;
    return add_clause(doc, clauses, WS_CLAUSE_POST, span, w) != NULL;
}

static bool
by_verb(struct ws_doc *doc, struct ws_clauses *clauses, uint32_t w)
{
    uint32_t before = clauses->list.n;
    const struct ws_entry *entry;

    if (!before_verb(doc, clauses, w) || !behind_verb(doc, clauses, w))
        return false;
    entry = ws_look_entry(doc, doc->shapes[w].say);
    for (; before < clauses->list.n; before++)
        clauses->list.v[before].cue =
            (struct ws_cue){.span = {doc->words.v[w].span.start, doc->shapes[w].say_end},
                            .entry = doc->shapes[w].say,
                            .weak = entry->says & WS_SAYS_WEAK};
    return true;
}

static bool
is_outside(const struct ws_doc *doc, uint32_t w)
{
    return doc->shapes[w].quote == WS_NONE;
}

/* Does word @w stand where clauses are looked for? */
static bool
is_eligible(const struct ws_doc *doc, uint32_t w)
{
    uint32_t sentence = doc->words.v[w].sentence;

    return sentence != WS_NONE && is_outside(doc, w) &&
           ws_keep_sentence_zone(doc, sentence) == WS_SYM_BODY;
}

/* May a verb in word @verb report what ends in word @w?  It is in the same sentence, or
 * behind the last word of one. */
static bool
is_reached(const struct ws_doc *doc, uint32_t w, uint32_t verb)
{
    const struct ws_sentence *sentence = &doc->sentences.v[doc->words.v[w].sentence];

    return doc->words.v[verb].span.start < sentence->span.end ||
           w + 1 >= sentence->first_word + sentence->nwords;
}

/* Clauses that end near before @verb, a word with a verb of saying, from word @from on.  No
 * other word is looked at for a tail. */
static bool
tails_before(struct ws_doc *doc, struct ws_clauses *clauses, uint32_t from, uint32_t verb)
{
    uint32_t w = verb, gap = 0;

    while (w > from && gap <= MAX_GAP) {
        w--;
        gap += is_outside(doc, w);
    }
    for (; w < verb; w++)
        if (is_eligible(doc, w) && is_reached(doc, w, verb) && !by_tail(doc, clauses, w))
            return false;
    return true;
}

whosaid_status
ws_clauses_find(struct ws_doc *doc, struct ws_clauses *clauses, whosaid_error *err)
{
    bool tails = doc->pack->features & WS_FEATURE_STEMS, ok = true;
    uint32_t last = 0; /* word of the verb before */

    *clauses = (struct ws_clauses){0};
    for (uint32_t w = 0; w < doc->words.n && ok; w++) {
        if (doc->shapes[w].say == WS_NONE || !is_outside(doc, w))
            continue;
        if (tails)
            ok = tails_before(doc, clauses, last, w);
        else if (is_eligible(doc, w))
            ok = by_verb(doc, clauses, w);
        last = w;
    }
    return ok ? WHOSAID_OK : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
}
