/*
 * segment/words.c - one pass over the classes of characters; see words.h.
 */
#include "segment/words.h"

#include "base/chars.h"
#include "base/error.h"

#define MAX_ELIDED 8 /* letters of a word that an apostrophe ends */

static inline bool
is_cased(uint8_t cls)
{
    return cls == WS_CH_UPPER || cls == WS_CH_LOWER;
}

static inline bool
is_latin(uint8_t cls)
{
    return is_cased(cls) || cls == WS_CH_DIGIT;
}

/* Is [start, at) a letter alone, or the last letter of U.S? */
static bool
ends_in_single(const struct ws_text *t, uint32_t start, uint32_t at)
{
    return at > start && is_cased(t->cls[at - 1]) &&
           (at - 1 == start || (t->ch[at - 2] == '.' && at - 2 > start));
}

/* Three digits and no fourth, as behind the comma of 1,000. */
static bool
is_thousand(const struct ws_text *t, uint32_t at)
{
    return t->cls[at] == WS_CH_DIGIT && at + 2 < t->n && t->cls[at + 1] == WS_CH_DIGIT &&
           t->cls[at + 2] == WS_CH_DIGIT && t->cls[at + 3] != WS_CH_DIGIT;
}

static bool
joins_dot(const struct ws_text *t, uint32_t start, uint32_t at)
{
    uint8_t before = t->cls[at - 1], behind = t->cls[at + 1];

    if (before == WS_CH_DIGIT && behind == WS_CH_DIGIT)
        return true;
    if (behind == WS_CH_LOWER && is_latin(before))
        return true;
    return is_cased(behind) && ends_in_single(t, start, at) &&
           (t->ch[at + 2] == '.' || !ws_ch_is_word(t->cls[at + 2]));
}

/* Does the sign at @at, behind the word [@start, @at) and before another letter or
 * digit, belong to it? */
static bool
joins(const struct ws_text *t, uint32_t start, uint32_t at)
{
    uint8_t before = t->cls[at - 1], behind = t->cls[at + 1];

    switch (t->ch[at]) {
    case '.':
        return joins_dot(t, start, at);
    case '\'':
    case 0x2019:
        return is_cased(before) && is_cased(behind);
    case '&':
        return is_latin(before) && is_latin(behind);
    case '-':
        return is_latin(before) && is_latin(behind) && (is_cased(before) || is_cased(behind));
    case ',':
        return before == WS_CH_DIGIT && is_thousand(t, at + 1);
    case ':':
        return before == WS_CH_DIGIT && behind == WS_CH_DIGIT;
    default:
        return false;
    }
}

/* d'Anne, qu'il: is [@start, @at) before an apostrophe a word of its own, a closed-class one? */
static bool
is_elided(const struct ws_doc *doc, uint32_t start, uint32_t at)
{
    const struct ws_entry *entry;
    uint32_t small[MAX_ELIDED], n = at - start;

    if (!doc->pack || !(doc->pack->features & WS_FEATURE_ELISION) || n > MAX_ELIDED)
        return false;
    for (uint32_t i = 0; i < n; i++)
        small[i] = doc->text.cls[start + i] == WS_CH_UPPER ? doc->text.ch[start + i] | 0x20
                                                           : doc->text.ch[start + i];
    entry = ws_lexicon_find(&doc->pack->lexicon, &doc->pack->lexicon.main, small, n);
    return entry && entry->classes & doc->pack->is.function &&
           ws_entry_number(entry, doc->pack->is.function, "elided", 0);
}

/* The end of the word that starts at @start; its characters learn that it is word @w. */
static inline uint32_t
read_word(const struct ws_doc *doc, uint32_t start, uint32_t *word_at, uint32_t w)
{
    const struct ws_text *t = &doc->text;
    uint32_t at = start;
    bool dotted = false;

    for (;;) {
        do {
            word_at[at++] = w;
        } while (ws_ch_is_word(t->cls[at]));
        if (ws_ch_is_blank(t->cls[at]) || at + 1 >= t->n || !ws_ch_is_word(t->cls[at + 1]) ||
            !joins(t, start, at) ||
            ((t->ch[at] == '\'' || t->ch[at] == 0x2019) && is_elided(doc, start, at)))
            break;
        dotted |= t->ch[at] == '.';
        word_at[at++] = w;
    }
    if (dotted && t->ch[at] == '.' && ends_in_single(t, start, at))
        word_at[at++] = w; /* the last dot of U.S. */
    return at;
}

whosaid_status
ws_segment_words(struct ws_doc *doc, whosaid_error *err)
{
    const struct ws_text *t = &doc->text;
    uint32_t at = 0;

    doc->word_at = ws_arena_alloc(&doc->arena, ((size_t)t->n + 1) * sizeof *doc->word_at);
    if (!doc->word_at)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (;;) {
        struct ws_word *word;
        uint32_t start;

        while (at < t->n && !ws_ch_is_word(t->cls[at]))
            doc->word_at[at++] = WS_NONE;
        if (at == t->n)
            break;
        word = ws_list_add(&doc->arena, &doc->words);
        if (!word)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        start = at;
        at = read_word(doc, start, doc->word_at, doc->words.n - 1);
        *word = (struct ws_word){{start, at}, WS_NONE, NULL};
    }
    doc->word_at[t->n] = WS_NONE;
    return WHOSAID_OK;
}
