/*
 * dict/match.c - walk the tries; see match.h.
 */
#include "dict/match.h"

#include "base/chars.h"
#include "base/error.h"

#define MAX_OPENS    8
#define MOST_AT_ONCE (3 * WS_MAX_SURFACE) /* matches of one start */
#define AHEAD        8 /* words whose forms are on their way to the cache; a power of two */

/* How the letters of the text are read on the way down the trie. */
enum fold { AS_WRITTEN, LOWER, CAPITAL };

static uint32_t
lower(uint32_t rune)
{
    if (rune >= 'A' && rune <= 'Z')
        return rune + 32;
    if ((rune >= 0xC0 && rune <= 0xDE && rune != 0xD7) || (rune >= 0x391 && rune <= 0x3A9))
        return rune + 32;
    return rune;
}

/* NEW YORK read as New York. */
static uint32_t
fold_rune(const struct ws_text *text, uint32_t at, enum fold fold)
{
    if (fold == AS_WRITTEN)
        return text->ch[at];
    if (fold == CAPITAL && (at == 0 || !ws_ch_is_word(text->cls[at - 1])))
        return text->ch[at];
    return lower(text->ch[at]);
}

#define ALPHABETIC (1u << WS_CH_UPPER | 1u << WS_CH_LOWER | 1u << WS_CH_LETTER)

/* The classes behind which, and before which, an entry does not end: not inside an alphabetic
 * word or a number. */
static const uint32_t goes_on[WS_CH_COUNT] = {[WS_CH_UPPER] = ALPHABETIC,
                                              [WS_CH_LOWER] = ALPHABETIC,
                                              [WS_CH_LETTER] = ALPHABETIC,
                                              [WS_CH_DIGIT] = 1u << WS_CH_DIGIT};

/* May an entry end before character @at? */
static inline bool
may_end(const struct ws_text *text, uint32_t at)
{
    return !(goes_on[text->cls[at - 1]] >> text->cls[at] & 1);
}

static bool
has_capital(const struct ws_text *text, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++)
        if (text->cls[i] == WS_CH_UPPER)
            return true;
    return false;
}

/* Does @entry take the letters of [start, end) as @fold read them? */
static bool
case_fits(const struct ws_doc *doc, const struct ws_entry *entry, uint32_t start, uint32_t end,
          enum fold fold)
{
    if (fold == AS_WRITTEN)
        return true;
    if (entry->flags & WS_ENTRY_EXACT_CASE || !has_capital(&doc->text, start, end))
        return false;
    if (fold == CAPITAL)
        return true;
    for (uint32_t i = 0; i < entry->nrunes; i++)
        if (lower(ws_entry_runes(entry)[i]) != ws_entry_runes(entry)[i])
            return false;
    return true;
}

/* Why an entry may start before a character. */
enum starts {
    STARTS_KIND = 1, /* the kind of letter changes: AI연구원, 尹대통령, 3만명 */
    STARTS_ENTRY = 2 /* another entry ends there */
};

/* The state of one run. */
struct matcher {
    struct ws_doc *doc;
    uint8_t *starts;     /* per character, enum starts */
    uint32_t reach;      /* the farthest end of an entry so far */
    struct ws_span word; /* at hand; for the two below */
    bool crosses;        /* an entry ends behind the character behind the word */
    uint32_t nopens;
    struct ws_form_open opens[MAX_OPENS];
    uint64_t hashes[AHEAD]; /* of the word at hand and those behind it, by number */
};

/* A way that has read the character behind the word, and goes on. */
static void
note_open(struct matcher *m, uint32_t start, enum fold fold, uint32_t node)
{
    if (m->nopens == MAX_OPENS)
        m->crosses = true; /* too many to remember: as if an entry did */
    else
        m->opens[m->nopens++] =
            (struct ws_form_open){(uint16_t)(start - m->word.start), (uint16_t)fold, node};
}

/* Where a walk from @start ends, whatever the trie says. */
static inline uint32_t
stop_of(const struct ws_text *text, uint32_t start)
{
    return text->n - start < WS_MAX_SURFACE ? text->n : start + WS_MAX_SURFACE;
}

/* There is room for it. */
static inline void
add_match(struct matcher *m, uint32_t start, uint32_t end, uint32_t entry)
{
    struct ws_doc *doc = m->doc;

    doc->matches.v[doc->matches.n++] =
        (struct ws_match){{start, end}, entry, doc->pack->lexicon.entries[entry].classes};
    m->starts[end] |= STARTS_ENTRY;
}

/* Every entry at @start from @node on, where the characters up to @at have led. */
static void
walk_folded(struct matcher *m, uint32_t start, uint32_t at, uint32_t node, enum fold fold)
{
    const struct ws_lexicon *lexicon = &m->doc->pack->lexicon;
    const struct ws_text *text = &m->doc->text;

    for (uint32_t stop = stop_of(text, start); at < stop; at++) {
        uint32_t entry;

        node = ws_trie_step(&lexicon->main, node, fold_rune(text, at, fold));
        if (!node)
            break;
        entry = ws_trie_entry(&lexicon->main, node);
        if (entry && may_end(text, at + 1) &&
            case_fits(m->doc, &lexicon->entries[entry - 1], start, at + 1, fold))
            add_match(m, start, at + 1, entry - 1);
        if (at == m->word.end)
            note_open(m, start, fold, node);
    }
}

/* The same for all characters as they are written.  Behind small letters (@small) the first
 * capital is where reading it as a small one parts: until there both ways are one. */
static inline void
walk_written(struct matcher *m, uint32_t start, bool small)
{
    const struct ws_trie *trie = &m->doc->pack->lexicon.main;
    const struct ws_text *text = &m->doc->text;
    uint32_t node = 0, stop = stop_of(text, start);

    for (uint32_t at = start; at < stop; at++) {
        uint32_t entry, next = ws_trie_step(trie, node, text->ch[at]);

        if (small && text->cls[at] == WS_CH_UPPER) {
            walk_folded(m, start, at, node, LOWER);
            small = false;
        }
        if (!next)
            break;
        node = next;
        entry = ws_trie_entry(trie, node);
        if (entry && may_end(text, at + 1))
            add_match(m, start, at + 1, entry - 1);
        if (at == m->word.end) {
            note_open(m, start, AS_WRITTEN, node);
            if (small)
                note_open(m, start, LOWER, node);
        }
    }
}

/* Does @open of a word that ends at @end reach an entry here? */
static bool
reaches_entry(const struct ws_doc *doc, const struct ws_form_open *open, struct ws_span word)
{
    const struct ws_trie *trie = &doc->pack->lexicon.main;
    const struct ws_text *text = &doc->text;
    uint32_t node = open->node, start = word.start + open->start;
    enum fold fold = (enum fold)open->fold;

    for (uint32_t at = word.end + 1; at < text->n; at++) {
        uint32_t entry;

        node = ws_trie_step(trie, node, fold_rune(text, at, fold));
        if (!node)
            return false;
        entry = ws_trie_entry(trie, node);
        if (entry && may_end(text, at + 1) &&
            case_fits(doc, &doc->pack->lexicon.entries[entry - 1], start, at + 1, fold))
            return true;
    }
    return false;
}

/* Longer matches first among those of one start; most come shorter first. */
static inline void
turn(struct ws_match *v, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        struct ws_match m = v[i];
        uint32_t k = i;

        for (; k > 0 && v[k - 1].span.end < m.span.end; k--)
            v[k] = v[k - 1];
        v[k] = m;
    }
}

static bool
match_at(struct matcher *m, uint32_t at)
{
    struct ws_doc *doc = m->doc;
    uint32_t from = doc->matches.n;
    uint8_t cls = doc->text.cls[at];

    if (doc->matches.room - from < MOST_AT_ONCE &&
        !ws_list_reserve(&doc->arena, &doc->matches, (from + MOST_AT_ONCE) * 2))
        return false;
    if (cls == WS_CH_LOWER) {
        walk_written(m, at, true);
    } else {
        walk_written(m, at, false);
        if (cls == WS_CH_UPPER) {
            walk_folded(m, at, at, 0, LOWER);
            if (doc->text.cls[at + 1] == WS_CH_UPPER)
                walk_folded(m, at, at, 0, CAPITAL);
        }
    }
    if (doc->matches.n == from)
        return true;
    turn(doc->matches.v + from, doc->matches.n - from);
    if (doc->matches.v[from].span.end > m->reach)
        m->reach = doc->matches.v[from].span.end;
    m->crosses |= doc->matches.v[from].span.end > m->word.end + 1;
    return true;
}

/* Particles and endings at the end of [start, end), all that fit. */
static void
find_tails(struct ws_doc *doc, struct ws_span word)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    uint32_t node = 0;

    for (uint32_t at = word.end; at > word.start && word.end - at < WS_MAX_PARTICLE; at--) {
        uint32_t entry;

        node = ws_trie_step(&lexicon->end, node, doc->text.ch[at - 1]);
        if (!node)
            break;
        entry = ws_trie_entry(&lexicon->end, node);
        /* a particle alone follows a bracket or a mark: (LG)는 */
        if (!entry || at == 1 || ws_ch_is_blank(doc->text.cls[at - 2]))
            continue;
        if (at - 1 == word.start && ws_ch_is_word(doc->text.cls[at - 2]))
            continue;
        if (ws_entry_agrees(&lexicon->entries[entry - 1], doc->text.ch[at - 2]))
            doc->tail_at[at - 1] = entry;
    }
}

/* The entries of the word at hand, and its particles. */
static whosaid_status
match_afresh(struct matcher *m)
{
    struct ws_doc *doc = m->doc;

    for (uint32_t at = m->word.start; at < m->word.end; at++) {
        doc->match_at[at] = doc->matches.n;
        if (m->starts[at] && !match_at(m, at))
            return WHOSAID_E_NOMEM;
    }
    find_tails(doc, m->word);
    return WHOSAID_OK;
}

/* May the word at hand have a form?  Not where an earlier entry ends in it, nor where more
 * than one character on each side has a say. */
static bool
may_have_form(const struct matcher *m)
{
    struct ws_span word = m->word;

    if (word.start == 0 || ws_span_len(word) > WS_FORM_MOST ||
        ws_ch_is_word(m->doc->text.cls[word.end]))
        return false;
    for (uint32_t at = word.start + 1; at < word.end && at <= m->reach; at++)
        if (m->starts[at] & STARTS_ENTRY)
            return false;
    return true;
}

static inline void
copy_match(struct ws_match *to, const struct ws_form_match *from, uint32_t word)
{
    *to = (struct ws_match){{word + from->start, word + from->end}, from->entry, from->classes};
}

/* Take from @form what it knows of the word at hand. */
static bool
take_form(struct matcher *m, const struct ws_form *form)
{
    struct ws_doc *doc = m->doc;
    uint32_t word = m->word.start, first = doc->matches.n;
    uint32_t *match_at = doc->match_at + word, *tail_at = doc->tail_at + word;
    const struct ws_form_match *matches = ws_form_matches(form);
    const struct ws_form_tail *tails = ws_form_tails(form);
    const uint8_t *earlier = ws_form_earlier(form);

    if (doc->matches.room - first < form->nmatches + (uint32_t)WS_FORM_FEW &&
        !ws_list_reserve(&doc->arena, &doc->matches, (first + form->nmatches + WS_FORM_FEW) * 2))
        return false;
    for (uint32_t k = 0; k < WS_FORM_FEW; k++)
        copy_match(&doc->matches.v[first + k], &matches[k], word);
    for (uint32_t k = WS_FORM_FEW; k < form->nmatches; k++)
        copy_match(&doc->matches.v[first + k], &matches[k], word);
    doc->matches.n += form->nmatches;
    for (uint32_t i = 0; i < WS_FORM_SHORT; i++)
        match_at[i] = first + earlier[i];
    for (uint32_t i = WS_FORM_SHORT; i < form->n; i++)
        match_at[i] = first + earlier[i];
    tail_at[tails[0].start] = tails[0].entry; /* 0 where there is none */
    for (uint32_t k = 1; k < form->ntails; k++)
        tail_at[tails[k].start] = tails[k].entry;
    return true;
}

/* How many entries start in the word at hand. */
static uint32_t
found(const struct matcher *m)
{
    return m->doc->matches.n - m->doc->match_at[m->word.start];
}

/* A form of what was just found of the word at hand; NULL where none is to be had. */
static struct ws_form *
keep_form(const struct matcher *m, uint64_t hash)
{
    struct ws_doc *doc = m->doc;
    uint32_t first = doc->match_at[m->word.start], word = m->word.start, n = 0;
    const uint32_t *tails = doc->tail_at + word;
    struct ws_form head = {.hash = hash,
                           .pack = doc->pack,
                           .n = (uint8_t)ws_span_len(m->word),
                           .nmatches = (uint8_t)found(m),
                           .nopens = (uint8_t)m->nopens};
    struct ws_form *form;

    for (uint32_t k = 0; k < head.n; k++)
        head.ntails = (uint8_t)(head.ntails + (tails[k] != 0));
    form = ws_forms_add(&doc->forms, &head, doc->text.ch + word - 1);
    if (!form)
        return NULL;
    for (uint32_t k = 0; k < head.nmatches; k++) {
        const struct ws_match *match = &doc->matches.v[first + k];

        ws_form_matches(form)[k] = (struct ws_form_match){(uint16_t)(match->span.start - word),
                                                          (uint16_t)(match->span.end - word),
                                                          match->entry, match->classes};
    }
    for (uint32_t i = 0; i < head.n; i++)
        ws_form_earlier(form)[i] = (uint8_t)(doc->match_at[word + i] - first);
    for (uint32_t k = 0; k < m->nopens; k++)
        ws_form_opens(form)[k] = m->opens[k];
    for (uint32_t k = 0; k < head.n; k++)
        if (tails[k])
            ws_form_tails(form)[n++] = (struct ws_form_tail){k, tails[k]};
    return form;
}

static uint64_t
hash_of(const struct ws_doc *doc, uint32_t w)
{
    struct ws_span word = doc->words.v[w].span;

    if (word.start == 0 || ws_span_len(word) > WS_FORM_MOST)
        return 0;
    return ws_form_hash(doc->text.ch + word.start - 1, ws_span_len(word));
}

/* Word @w comes soon: ask for the memory that its form will be looked for in. */
static void
look_ahead(struct matcher *m, uint32_t w)
{
    const struct ws_doc *doc = m->doc;

    if (w + AHEAD / 2 < doc->words.n)
        ws_forms_expect(&doc->forms, m->hashes[(w + AHEAD / 2) % AHEAD]);
    if (w + AHEAD - 1 >= doc->words.n)
        return;
    w += AHEAD - 1;
    m->hashes[w % AHEAD] = hash_of(doc, w);
    ws_forms_soon(&doc->forms, m->hashes[w % AHEAD]);
}

/* The entries of word @w: by its form, or else by the tries. */
static whosaid_status
match_word(struct matcher *m, uint32_t w)
{
    struct ws_doc *doc = m->doc;
    struct ws_word *word = &doc->words.v[w];
    const uint32_t *ch = doc->text.ch + word->span.start - 1;
    uint32_t n = ws_span_len(word->span);
    struct ws_form *form;
    uint64_t hash;
    whosaid_status status;

    m->word = word->span;
    m->crosses = false;
    m->nopens = 0;
    if (!may_have_form(m))
        return match_afresh(m);
    hash = m->hashes[w % AHEAD];
    form = ws_forms_find(&doc->forms, doc->pack, hash, ch, n);
    for (uint32_t k = 0; form && k < form->nopens; k++)
        if (reaches_entry(doc, &ws_form_opens(form)[k], m->word))
            return match_afresh(m);
    if (form) {
        word->form = form;
        return take_form(m, form) ? WHOSAID_OK : WHOSAID_E_NOMEM;
    }
    status = match_afresh(m);
    if (!status && !m->crosses && found(m) <= UINT8_MAX && ws_forms_again(&doc->forms, hash))
        word->form = keep_form(m, hash);
    return status;
}

/* The kinds of letters between which a name may start: all alphabetic ones are one. */
static inline uint8_t
kind_of(uint8_t cls)
{
    return cls == WS_CH_LOWER || cls == WS_CH_LETTER ? WS_CH_UPPER : cls;
}

/* Where the letters of the text let an entry start. */
static void
find_starts(struct matcher *m)
{
    const uint8_t *cls = m->doc->text.cls;
    uint32_t n = m->doc->text.n;

    m->starts[0] = STARTS_KIND;
    for (uint32_t at = 1; at <= n; at++)
        m->starts[at] = !ws_ch_is_word(cls[at]) || kind_of(cls[at - 1]) != kind_of(cls[at]);
    m->starts[n + 1] = 0;
}

whosaid_status
ws_dict_match(struct ws_doc *doc, whosaid_error *err)
{
    uint32_t n = doc->text.n, w = 0;
    struct matcher m = {.doc = doc};
    whosaid_status status = WHOSAID_OK;

    m.starts = ws_arena_alloc(&doc->arena, n + 2);
    doc->match_at = ws_arena_alloc(&doc->arena, (n + 2 + WS_FORM_SHORT) * sizeof *doc->match_at);
    doc->tail_at = ws_arena_zalloc(&doc->arena, (n + 2) * sizeof *doc->tail_at);
    if (!m.starts || !doc->match_at || !doc->tail_at ||
        !ws_list_reserve(&doc->arena, &doc->matches, n + 64))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    find_starts(&m);
    for (uint32_t k = 0; k < AHEAD - 1 && k < doc->words.n; k++)
        m.hashes[k] = hash_of(doc, k);
    for (uint32_t at = 0; at < n && !status;) {
        if (w < doc->words.n && doc->words.v[w].span.start == at) {
            look_ahead(&m, w);
            status = match_word(&m, w++);
            at = m.word.end;
            continue;
        }
        doc->match_at[at] = doc->matches.n;
        if (!ws_ch_is_blank(doc->text.cls[at])) {
            m.word = (struct ws_span){n, n}; /* none at hand */
            status = match_at(&m, at) ? WHOSAID_OK : WHOSAID_E_NOMEM;
        }
        at++;
    }
    doc->match_at[n] = doc->match_at[n + 1] = doc->matches.n;
    return status ? ws_fail(err, status, "out of memory") : WHOSAID_OK;
}
