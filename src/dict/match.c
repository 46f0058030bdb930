/*
 * dict/match.c - walk the tries; see match.h.
 */
#include "dict/match.h"

#include "base/chars.h"
#include "base/error.h"

#define MAX_TAIL 12 /* characters of the longest particle */

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

static bool
is_alphabetic(uint8_t cls)
{
    return cls == WS_CH_UPPER || cls == WS_CH_LOWER || cls == WS_CH_LETTER;
}

/* May an entry end before character @at?  Not inside an alphabetic word or a number. */
static bool
may_end(const struct ws_text *text, uint32_t at)
{
    uint8_t before = text->cls[at - 1], here = text->cls[at];

    if (is_alphabetic(before) && is_alphabetic(here))
        return false;
    return !(before == WS_CH_DIGIT && here == WS_CH_DIGIT);
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
        if (lower(entry->runes[i]) != entry->runes[i])
            return false;
    return true;
}

/* Every entry at @start, shorter first; @may_start learns where inner ones may begin. */
static whosaid_status
walk(struct ws_doc *doc, uint32_t start, enum fold fold, uint8_t *may_start)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    const struct ws_text *text = &doc->text;
    uint32_t node = 0;

    for (uint32_t at = start; at < text->n; at++) {
        uint32_t entry;

        node = ws_trie_step(&lexicon->main, node, fold_rune(text, at, fold));
        if (!node)
            break;
        entry = lexicon->main.entry[node];
        if (entry && may_end(text, at + 1) &&
            case_fits(doc, &lexicon->entries[entry - 1], start, at + 1, fold)) {
            struct ws_match *match = ws_list_add(&doc->arena, &doc->matches);
            if (!match)
                return WHOSAID_E_NOMEM;
            *match = (struct ws_match){{start, at + 1}, entry - 1, lexicon->classes[entry - 1]};
            may_start[at + 1] = 1;
        }
    }
    return WHOSAID_OK;
}

/* Longer matches first among those of one start (few: insertion sort). */
static void
sort_tail(struct ws_doc *doc, uint32_t from)
{
    struct ws_match *v = doc->matches.v;

    for (uint32_t i = from + 1; i < doc->matches.n; i++) {
        struct ws_match m = v[i];
        uint32_t k = i;

        for (; k > from && v[k - 1].span.end < m.span.end; k--)
            v[k] = v[k - 1];
        v[k] = m;
    }
}

/* A name may start where the kind of letter changes: AI연구원, 尹대통령, 3만명. */
static bool
changes_kind(const struct ws_text *text, uint32_t at)
{
    uint8_t a = text->cls[at - 1], b = text->cls[at];

    if (a == b || (is_alphabetic(a) && is_alphabetic(b)))
        return false;
    return true;
}

static whosaid_status
match_at(struct ws_doc *doc, uint32_t at, uint8_t *may_start)
{
    uint32_t from = doc->matches.n;
    uint8_t cls = doc->text.cls[at];
    whosaid_status status = WHOSAID_OK;

    if (ws_trie_starts(&doc->pack->lexicon.main, doc->text.ch[at]))
        status = walk(doc, at, AS_WRITTEN, may_start);
    if (!status && (cls == WS_CH_UPPER || cls == WS_CH_LOWER)) {
        status = walk(doc, at, LOWER, may_start);
        if (!status && cls == WS_CH_UPPER && doc->text.cls[at + 1] == WS_CH_UPPER)
            status = walk(doc, at, CAPITAL, may_start);
    }
    sort_tail(doc, from);
    return status;
}

static bool
agrees(const struct ws_entry *entry, uint32_t before)
{
    if (entry->flags & WS_ENTRY_AFTER_CONSONANT)
        return ws_rune_has_batchim(before);
    if (entry->flags & WS_ENTRY_AFTER_VOWEL)
        return !ws_rune_has_batchim(before) ||
               (entry->flags & WS_ENTRY_RIEUL_AS_VOWEL && ws_rune_has_rieul(before));
    return true;
}

/* Particles and endings at the end of [start, end), all that fit. */
static void
find_tails(struct ws_doc *doc, struct ws_span word)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    uint32_t node = 0;

    for (uint32_t at = word.end; at > word.start && word.end - at < MAX_TAIL; at--) {
        uint32_t entry;

        node = ws_trie_step(&lexicon->end, node, doc->text.ch[at - 1]);
        if (!node)
            break;
        entry = lexicon->end.entry[node];
        /* a particle alone follows a bracket or a mark: (LG)는 */
        if (!entry || at == 1 || ws_ch_is_blank(doc->text.cls[at - 2]))
            continue;
        if (at - 1 == word.start && ws_ch_is_word(doc->text.cls[at - 2]))
            continue;
        if (agrees(&lexicon->entries[entry - 1], doc->text.ch[at - 2]))
            doc->tail_at[at - 1] = entry;
    }
}

/* Words ahead whose first two characters are asked for: the trie is larger than a cache. */
#define AHEAD 4

/* Ask for the memory that the walk from word @w on will read at its second step. */
static void
look_ahead(const struct ws_doc *doc, uint32_t w)
{
    const struct ws_trie *trie = &doc->pack->lexicon.main;
    uint32_t at, node, home;

    if (w >= doc->words.n)
        return;
    at = doc->words.v[w].span.start;
    if (!ws_trie_starts(trie, doc->text.ch[at]))
        return;
    node = ws_trie_step(trie, 0, doc->text.ch[at]);
    if (!node)
        return;
    home = ws_trie_home(trie, ws_trie_key(node, doc->text.ch[at + 1]));
    __builtin_prefetch(&trie->slots[home]);
    __builtin_prefetch(&trie->entry[home]);
}

whosaid_status
ws_dict_match(struct ws_doc *doc, whosaid_error *err)
{
    uint32_t n = doc->text.n, w = 0;
    uint8_t *may_start = ws_arena_zalloc(&doc->arena, n + 2);
    whosaid_status status = WHOSAID_OK;

    doc->match_at = ws_arena_alloc(&doc->arena, (n + 2) * sizeof *doc->match_at);
    doc->tail_at = ws_arena_zalloc(&doc->arena, (n + 2) * sizeof *doc->tail_at);
    if (!may_start || !doc->match_at || !doc->tail_at ||
        !ws_list_reserve(&doc->arena, &doc->matches, n + 64))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (uint32_t at = 0; at < n && !status; at++) {
        uint8_t cls = doc->text.cls[at];

        doc->match_at[at] = doc->matches.n;
        if (ws_ch_is_blank(cls))
            continue;
        if (w < doc->words.n && doc->words.v[w].span.start == at)
            look_ahead(doc, w++ + AHEAD);
        if (may_start[at] || at == 0 || !ws_ch_is_word(cls) ||
            !ws_ch_is_word(doc->text.cls[at - 1]) || changes_kind(&doc->text, at))
            status = match_at(doc, at, may_start);
    }
    doc->match_at[n] = doc->match_at[n + 1] = doc->matches.n;
    if (status)
        return ws_fail(err, status, "out of memory");
    for (w = 0; w < doc->words.n; w++)
        find_tails(doc, doc->words.v[w].span);
    return WHOSAID_OK;
}
