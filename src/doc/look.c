/*
 * doc/look.c - see look.h.
 */
#include "doc/look.h"

#include <string.h>

#include "base/chars.h"
#include "base/error.h"

#define MAX_STEPS 16 /* characters looked at for the next word, before a search for it */
#define MAX_TURN  6  /* letters of the word before a question or an answer */

/* ws_look_bin() of each count */
const uint8_t ws_look_bins[WS_LOOK_TOP + 1] = {
    0,  1,  2,  3,  4,  4,  5,  5,  5,  6,  6,  6,  6,  6,  7,  7,  7,  7,  7,  7,  7,  8,  8,
    8,  8,  8,  8,  8,  8,  8,  8,  8,  8,  8,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,
    9,  9,  9,  9,  9,  9,  9,  9,  9,  10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
    10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 11};

uint32_t
ws_look_behind(const struct ws_doc *doc, uint32_t at)
{
    uint32_t w;

    for (uint32_t i = at; i < doc->text.n && i < at + MAX_STEPS; i++)
        if (doc->word_at[i] != WS_NONE)
            return doc->word_at[i];
    ws_list_bisect(&doc->words, span.end, <=, at, w);
    return w;
}

enum ws_sym
ws_look_sign(uint8_t cls)
{
    switch ((enum ws_chclass)cls) {
    case WS_CH_END:
    case WS_CH_NEWLINE:
        return WS_SYM_LINE_END;
    case WS_CH_SPACE:
        return WS_SYM_SPACE;
    case WS_CH_STOP:
        return WS_SYM_STOP;
    case WS_CH_COMMA:
        return WS_SYM_COMMA;
    case WS_CH_OPEN:
        return WS_SYM_BRACKET;
    case WS_CH_CLOSE:
        return WS_SYM_CLOSE;
    case WS_CH_QUOTE:
        return WS_SYM_QUOTED;
    case WS_CH_DASH:
        return WS_SYM_DASH;
    case WS_CH_HANGUL:
        return WS_SYM_HANGUL;
    case WS_CH_DIGIT:
        return WS_SYM_DIGIT;
    case WS_CH_UPPER:
        return WS_SYM_CAPITAL;
    case WS_CH_LOWER:
        return WS_SYM_SMALL;
    default:
        return WS_SYM_OTHER;
    }
}

float
ws_tally_sum(struct ws_tally *tally)
{
    const struct ws_weights weights = *tally->weights; /* else the sum is kept in memory */
    uint32_t n = tally->nrows;
    float sum = tally->sum;

    for (uint32_t r = 0; r < n; r++)
        sum +=
            ws_weights_yes(ws_weights_look(&weights, tally->rows[r], tally->at[r]), tally->rows[r]);
    for (uint32_t r = 0; r < n && tally->doc->keep_rows; r++)
        tally->failed |= !ws_doc_row(tally->doc, tally->rows[r]);
    tally->nrows = 0;
    return tally->sum = sum;
}

bool
ws_look_blank(const struct ws_doc *doc, uint32_t from, uint32_t to)
{
    while (from < to && ws_ch_is_blank(doc->text.cls[from]))
        from++;
    return from >= to;
}

/* ws_look_tail() for entries of @says; *reach is behind the characters that had a say. */
static uint32_t
find_tail(const struct ws_doc *doc, uint32_t at, uint8_t says, uint32_t *end, uint32_t *reach)
{
    const struct ws_trie *trie = &doc->pack->lexicon.tail;
    uint32_t node = 0, best = WS_NONE, i = at;
    bool whole = false;

    for (; i < doc->text.n && (node = ws_trie_step(trie, node, doc->text.ch[i])); i++) {
        bool ends = !ws_ch_is_word(doc->text.cls[i + 1]);
        uint32_t entry = ws_trie_entry(trie, node);

        if (!entry || (whole && !ends) || !(ws_look_entry(doc, entry - 1)->says & says))
            continue;
        best = entry - 1;
        *end = i + 1;
        whole = ends;
    }
    *reach = i + 1;
    return best;
}

uint32_t
ws_look_tail(const struct ws_doc *doc, uint32_t at, bool clause, uint32_t *end)
{
    uint32_t reach;

    if (at >= doc->text.n || !ws_trie_starts(&doc->pack->lexicon.tail, doc->text.ch[at]))
        return WS_NONE;
    return find_tail(doc, at, clause ? WS_SAYS_CLAUSE : WS_SAYS_MARK, end, &reach);
}

uint32_t
ws_look_clause_tail(const struct ws_doc *doc, uint32_t w, uint32_t *at)
{
    const struct ws_trie *trie = &doc->pack->lexicon.tail;
    struct ws_span word = doc->words.v[w].span;
    struct ws_form *form = doc->words.v[w].form;
    uint32_t tail = WS_NONE, farthest = 0;

    if (form && form->clause_known) {
        *at = word.start + form->clause_at;
        return form->clause_tail;
    }
    for (uint32_t p = word.start; p < word.end && tail == WS_NONE; p++) {
        uint32_t end = 0, reach;

        if (!ws_trie_starts(trie, doc->text.ch[p]))
            continue;
        *at = p;
        tail = find_tail(doc, p, WS_SAYS_CLAUSE, &end, &reach);
        if (end != word.end)
            tail = WS_NONE;
        farthest = reach > farthest ? reach : farthest;
    }
    if (form && farthest <= word.end + 1) { /* it hangs on the word alone */
        form->clause_known = true;
        form->clause_tail = tail;
        form->clause_at = (uint8_t)(tail == WS_NONE ? 0 : *at - word.start);
    }
    return tail;
}

/* What the words are looked at for: sets of classes, the same for all words. */
struct sets {
    uint64_t people; /* words that are nouns whatever else they are */
    uint64_t nouns;  /* stems that a particle may follow */
    uint64_t whole;  /* words that are known as they stand */
};

static struct sets
find_sets(const struct ws_class_sets *is)
{
    uint64_t people = is->pronoun | is->role;

    return (struct sets){.people = people,
                         .nouns = people | is->common_noun | is->org | is->place | is->title |
                                  is->person | is->noun_say | is->honorific,
                         .whole =
                             is->common | is->connective | is->role | is->verb_say | is->function};
}

static void
note_verb(const struct ws_doc *doc, struct ws_shape *shape, const struct ws_match *match)
{
    if (match->classes & doc->pack->is.verb_say && shape->say == WS_NONE &&
        !ws_ch_is_word(doc->text.cls[match->span.end])) {
        shape->say = match->entry;
        shape->say_end = match->span.end;
    }
}

/* Which stems of @shape, a word that no mention settles, are known: words that are known as
 * they stand have few.  Some are common and yet a pronoun with its particle: 그는. */
static uint64_t
stems_of(const struct ws_doc *doc, const struct sets *sets, const struct ws_shape *shape)
{
    uint64_t known = shape->classes & sets->whole;

    return known && known != doc->pack->is.common_noun ? sets->people : sets->nouns;
}

/* What starts with the word: the entry over it, the verb of saying that ends where a word
 * ends, and the shortest stem that is known.  The end of that stem; 0: none. */
static uint32_t
note_matches(const struct ws_doc *doc, const struct sets *sets, struct ws_shape *shape,
             struct ws_span word)
{
    const struct ws_match *match = doc->matches.v + doc->match_at[word.start],
                          *end = doc->matches.v + doc->match_at[word.start + 1];
    uint32_t stem = 0;
    uint64_t nouns;

    for (; match < end && match->span.end >= word.end; match++) { /* longer ones stand first */
        if (match->span.end == word.end && shape->entry == WS_NONE) {
            shape->entry = match->entry;
            shape->classes = match->classes;
        }
        note_verb(doc, shape, match);
    }
    if (match == end)
        return 0;
    nouns = stems_of(doc, sets, shape);
    for (; match < end; match++) {
        if (match->classes & nouns && doc->tail_at[match->span.end])
            stem = match->span.end;
        note_verb(doc, shape, match);
    }
    return stem;
}

/* The entry over the stem, if it is known, takes the place of the word's. */
static void
note_stem(const struct ws_doc *doc, struct ws_shape *shape, uint32_t start, uint32_t end)
{
    const struct ws_match *match = ws_doc_match(doc, (struct ws_span){start, end});

    if (!match)
        return;
    shape->entry = match->entry;
    shape->classes |= match->classes;
}

static void
take_off(const struct ws_doc *doc, struct ws_shape *shape, uint32_t at)
{
    shape->stem_end = at;
    shape->tail = doc->tail_at[at] - 1;
    shape->role = ws_look_entry(doc, shape->tail)->role;
}

static bool
is_plural(const struct ws_doc *doc, uint32_t at)
{
    return ws_look_entry(doc, doc->tail_at[at] - 1)->says & WS_SAYS_PLURAL;
}

/* 관계자|들은: what makes the plural stays with the stem, 관계자들|은. */
static uint32_t
keep_plural(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    uint8_t role = ws_look_entry(doc, doc->tail_at[at] - 1)->role;

    if (is_plural(doc, at))
        for (uint32_t p = at + 1; p < end; p++)
            if (doc->tail_at[p] && ws_look_entry(doc, doc->tail_at[p] - 1)->role == role)
                return p;
    return at;
}

/* Where the longest particle that does not count as plural starts; 0: none. */
static uint32_t
unknown_stem(const struct ws_doc *doc, struct ws_span word)
{
    uint32_t last = 0;

    for (uint32_t p = word.start + 1; p < word.end; p++) {
        if (!doc->tail_at[p])
            continue;
        if (!is_plural(doc, p))
            return p;
        last = p;
    }
    return last;
}

/* Where the name ends inside the word: 배경훈|은, 김 씨|는 (씨 is no part of it). */
static void
end_mention(const struct ws_doc *doc, struct ws_shape *shape, struct ws_span word)
{
    uint32_t end = doc->mentions.v[shape->mention].span.end;

    if (end >= word.end)
        return;
    for (uint32_t p = end; p < word.end; p++) {
        if (doc->tail_at[p]) {
            take_off(doc, shape, p);
            return;
        }
    }
}

/* The shape of a word that nothing is known of. */
static struct ws_shape
no_shape(struct ws_span word)
{
    return (struct ws_shape){.stem_end = word.end,
                             .tail = WS_NONE,
                             .entry = WS_NONE,
                             .mention = WS_NONE,
                             .say = WS_NONE,
                             .quote = WS_NONE,
                             .role = WS_ROLE_NONE};
}

static void
shape_word(const struct ws_doc *doc, const struct sets *sets, struct ws_shape *shape,
           struct ws_span word)
{
    uint32_t stem = note_matches(doc, sets, shape, word);
    uint64_t known = shape->classes & sets->whole;

    if (shape->mention != WS_NONE) {
        stem = 0;
        end_mention(doc, shape, word);
    } else {
        /* A stem that is known first, else what the longest particle leaves. */
        if (!stem && !known)
            stem = unknown_stem(doc, word);
        if (stem) {
            note_stem(doc, shape, word.start, stem);
            take_off(doc, shape, keep_plural(doc, stem, word.end));
        }
        /* A noun that only looks like one with a particle, 정도, 사이, or with the word for to be,
         * 네일. */
        if (known == doc->pack->is.common_noun && shape->role != WS_ROLE_TOPIC &&
            (shape->role == WS_ROLE_COPULA || !(shape->classes & sets->people))) {
            shape->stem_end = word.end;
            shape->role = WS_ROLE_NONE;
            shape->tail = WS_NONE;
        }
    }
    if (shape->stem_end < word.end && shape->stem_end != stem)
        note_stem(doc, shape, word.start, shape->stem_end);
}

enum ws_sym
ws_look_turn(const struct ws_doc *doc, uint32_t at, uint32_t *behind)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    const struct ws_entry *entry;
    const char *side;
    uint32_t start = at;

    while (ws_ch_is_word(doc->text.cls[at]) && doc->text.cls[at] != WS_CH_DIGIT &&
           at - start <= MAX_TURN)
        at++;
    entry = ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + start, at - start);
    if (!entry || !(entry->classes & doc->pack->is.turn))
        return WS_SYM_NONE;
    while (doc->text.cls[at] == WS_CH_DIGIT)
        at++;
    if (doc->text.ch[at] != '.' && doc->text.ch[at] != ':' && doc->text.ch[at] != ')')
        return WS_SYM_NONE;
    *behind = at + 1;
    side = ws_entry_attr(entry, doc->pack->is.turn, "side");
    return side && strcmp(side, "answer") == 0 ? WS_SYM_ANSWER : WS_SYM_ASK;
}

bool
ws_look_joined(const struct ws_doc *doc, uint32_t w)
{
    return w + 1 < doc->words.n && doc->words.v[w].sentence == doc->words.v[w + 1].sentence &&
           ws_look_blank(doc, doc->words.v[w].span.end, doc->words.v[w + 1].span.start);
}

/* the report, a pep talk: behind an article a verb of saying is a noun. */
static bool
is_noun_here(const struct ws_doc *doc, uint32_t w)
{
    const char *form;

    if (w > 0 && ws_look_pos(doc, w - 1) == WS_POS_DET)
        return ws_look_joined(doc, w - 1);
    if (w < 2 || ws_look_pos(doc, w - 2) != WS_POS_DET ||
        doc->shapes[w - 1].classes & doc->pack->is.common_other || !ws_look_joined(doc, w - 2) ||
        !ws_look_joined(doc, w - 1))
        return false;
    form = ws_entry_attr(ws_look_entry(doc, doc->shapes[w].say), doc->pack->is.verb_say, "form");
    return form && (form[0] == 'b' || strcmp(form, "present") == 0);
}

/* The mention that reaches furthest right, of those from @m on that touch @word: it decides
 * where the stem ends. */
static uint32_t
mention_of(const struct ws_doc *doc, uint32_t m, struct ws_span word)
{
    uint32_t best = WS_NONE, end = word.start;

    for (; m < doc->mentions.n && doc->mentions.v[m].span.start < word.end; m++)
        if (doc->mentions.v[m].span.end > end) {
            end = doc->mentions.v[m].span.end;
            best = m;
        }
    return best;
}

/* The first mention from @m on that ends behind @at, and its place; an empty one behind the
 * text where there is none. */
static uint32_t
next_mention(const struct ws_doc *doc, uint32_t m, uint32_t at, struct ws_span *span)
{
    while (m < doc->mentions.n && doc->mentions.v[m].span.end <= at)
        m++;
    *span = m < doc->mentions.n ? doc->mentions.v[m].span : (struct ws_span){WS_NONE, WS_NONE};
    return m;
}

/* @shape of a word that starts at @start, with places counted from there: for its form. */
static const struct ws_shape *
keep_shape(struct ws_forms *forms, const struct ws_shape *shape, uint32_t start)
{
    struct ws_shape *kept = ws_arena_alloc(&forms->arena, sizeof *kept);

    if (!kept)
        return NULL;
    *kept = *shape;
    kept->stem_end -= start;
    kept->say_end -= shape->say != WS_NONE ? start : 0;
    return kept;
}

/* The shape of a word that no mention touches, by its form where that is known. */
static void
shape_plain(struct ws_doc *doc, const struct sets *sets, struct ws_shape *shape, uint32_t w)
{
    struct ws_span word = doc->words.v[w].span;
    struct ws_form *form = doc->words.v[w].form;

    if (form && form->shape) {
        *shape = *form->shape;
        shape->stem_end += word.start;
        shape->say_end += shape->say != WS_NONE ? word.start : 0;
        return;
    }
    *shape = no_shape(word);
    shape_word(doc, sets, shape, word);
    if (form)
        form->shape = keep_shape(&doc->forms, shape, word.start);
}

whosaid_status
ws_look_shapes(struct ws_doc *doc, whosaid_error *err)
{
    struct sets sets = find_sets(&doc->pack->is);
    struct ws_span next;
    uint32_t m = next_mention(doc, 0, 0, &next);

    doc->shapes = ws_arena_alloc(&doc->arena, (doc->words.n + 1) * sizeof *doc->shapes);
    if (!doc->shapes)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (uint32_t w = 0; w < doc->words.n; w++) {
        struct ws_span word = doc->words.v[w].span;
        struct ws_shape *shape = &doc->shapes[w];

        if (next.end <= word.start)
            m = next_mention(doc, m, word.start, &next);
        if (next.start < word.end) {
            *shape = no_shape(word);
            shape->mention = mention_of(doc, m, word);
            shape_word(doc, &sets, shape, word);
        } else {
            shape_plain(doc, &sets, shape, w);
        }
        if (shape->say != WS_NONE && is_noun_here(doc, w))
            shape->say = WS_NONE;
    }
    return WHOSAID_OK;
}
