/*
 * layout/byline.c - see byline.h.
 */
#include "layout/byline.h"

#include <string.h>

#include "base/chars.h"

#define MAX_NAMES     8  /* in one byline */
#define MAX_NAME      30 /* characters of one name */
#define MAX_REPORTERS 32 /* of one article: a list of staff is no byline */

/* What has been found in one byline. */
struct byline {
    struct ws_doc *doc;
    struct ws_span span;
    struct ws_reporter found[MAX_NAMES];
    uint32_t n;
    uint32_t known;
    struct ws_span outlet;
};

/* The longest entry that starts at @at, ends with a word, and has any of @classes;
 * @fold: read in small letters. */
static const struct ws_entry *
walk_from(const struct ws_doc *doc, uint32_t at, uint32_t end, uint64_t classes, bool fold,
          uint32_t *stop)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    const struct ws_text *t = &doc->text;
    const struct ws_entry *best = NULL;
    uint32_t node = 0;

    for (; at < end; at++) {
        uint32_t rune = t->ch[at], entry;

        if (fold && rune >= 'A' && rune <= 'Z')
            rune += 'a' - 'A';
        node = ws_trie_step(&lexicon->main, node, rune);
        if (!node)
            break;
        entry = ws_trie_entry(&lexicon->main, node);
        if (entry && lexicon->entries[entry - 1].classes & classes &&
            !ws_ch_is_word(t->cls[at + 1])) {
            best = &lexicon->entries[entry - 1];
            *stop = at + 1;
        }
    }
    return best;
}

static const struct ws_entry *
entry_from(const struct ws_doc *doc, uint32_t at, uint32_t end, uint64_t classes, uint32_t *stop)
{
    const struct ws_entry *entry = walk_from(doc, at, end, classes, false, stop);

    return entry || doc->text.cls[at] != WS_CH_UPPER ? entry
                                                     : walk_from(doc, at, end, classes, true, stop);
}

static uint32_t
word_end(const struct ws_text *t, uint32_t at, uint32_t end)
{
    while (at < end && ws_ch_is_word(t->cls[at]))
        at++;
    return at;
}

static bool
is_address_char(const struct ws_text *t, uint32_t at)
{
    uint32_t rune = t->ch[at];

    return rune < 0x80 && (ws_ch_is_word(t->cls[at]) || rune == '.' || rune == '_' || rune == '-' ||
                           rune == '+' || rune == '%');
}

/* The e-mail address around the @ at @at, empty where there is none. */
static struct ws_span
address_at(const struct ws_text *t, struct ws_span span, uint32_t at)
{
    struct ws_span out = {at, at + 1};

    while (out.start > span.start && is_address_char(t, out.start - 1))
        out.start--;
    while (out.end < span.end && is_address_char(t, out.end))
        out.end++;
    while (out.end > at + 1 && !ws_ch_is_word(t->cls[out.end - 1]))
        out.end--;
    if (out.start == at || out.end == at + 1)
        return (struct ws_span){0, 0};
    return out;
}

/* Names stay in the order of the text, whichever way they are found. */
static void
add_name(struct byline *b, struct ws_span name)
{
    uint32_t at = b->n;

    b->known += ws_span_len(name);
    for (uint32_t i = 0; i < b->n; i++)
        if (ws_span_overlap(b->found[i].name, name))
            return;
    if (b->n == MAX_NAMES)
        return;
    while (at > 0 && b->found[at - 1].name.start > name.start) {
        b->found[at] = b->found[at - 1];
        at--;
    }
    b->found[at] = (struct ws_reporter){.name = name, .mention = WS_NONE};
    b->n++;
}

/* An address belongs to the first name without one. */
static void
add_address(struct byline *b, struct ws_span address)
{
    uint32_t i = 0;

    b->known += ws_span_len(address);
    while (i < b->n && b->found[i].email.end)
        i++;
    if (i == b->n && b->n < MAX_NAMES)
        b->found[b->n++] = (struct ws_reporter){.mention = WS_NONE};
    if (i < MAX_NAMES)
        b->found[i].email = address;
}

/* Does a name of the shape family + given fill text[start, end)? */
static bool
is_family_name(const struct ws_doc *doc, uint32_t start, uint32_t end)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    const struct ws_class_sets *is = &doc->pack->is;

    if (end - start < 2 || end - start > 4)
        return false;
    for (uint32_t at = start; at < end; at++)
        if (doc->text.cls[at] != WS_CH_HANGUL)
            return false;
    /* four syllables are a family name of two, and a given name */
    for (uint32_t n = end - start == 4 ? 2 : 1; n < 3 && start + n < end; n++) {
        const struct ws_entry *entry =
            ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + start, n);
        if (entry && entry->classes & is->family)
            return true;
    }
    return false;
}

/* A run of capitalised words from @at on: Ursula von der Leyen is cut, which is rare. */
static uint32_t
capital_name_end(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    const struct ws_text *t = &doc->text;
    uint32_t start = at, stop = at, words = 0;

    while (at < end && t->cls[at] == WS_CH_UPPER && words < 5) {
        uint32_t behind;

        if (words &&
            entry_from(doc, at, end, doc->pack->is.byline | doc->pack->is.org_media, &behind))
            break;
        while (at < end &&
               (ws_ch_is_word(t->cls[at]) || t->ch[at] == '\'' || t->ch[at] == 0x2019 ||
                t->ch[at] == '-' || (t->ch[at] == '.' && t->cls[at - 1] == WS_CH_UPPER)))
            at++;
        stop = at;
        words++;
        while (at < end && t->cls[at] == WS_CH_SPACE)
            at++;
    }
    return words >= 2 && stop - start <= MAX_NAME ? stop : 0;
}

/* Names behind a word like By: A, B and C. */
static void
names_behind(struct byline *b, uint32_t at)
{
    const struct ws_doc *doc = b->doc;
    const struct ws_text *t = &doc->text;

    while (at < b->span.end) {
        uint32_t stop, behind;

        at = ws_doc_skip(doc, at, b->span.end);
        stop = capital_name_end(doc, at, b->span.end);
        if (!stop)
            return;
        add_name(b, (struct ws_span){at, stop});
        at = ws_doc_skip(doc, stop, b->span.end);
        if (t->ch[at] == ',' || t->ch[at] == '&')
            at++;
        else if (entry_from(doc, at, b->span.end, doc->pack->is.function | doc->pack->is.connective,
                            &behind))
            at = behind;
        else
            return;
    }
}

/* Is text[start, end) an outlet or a short name of a place, or does it begin with a word
 * of the trade (기자명), so that it is no name? */
static bool
is_no_name(const struct ws_doc *doc, uint32_t start, uint32_t end)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    uint64_t classes = doc->pack->is.byline;

    for (uint32_t n = 2; start + n <= end; n++) {
        const struct ws_entry *entry =
            ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + start, n);

        if (start + n == end)
            classes |= doc->pack->is.org_media | (n == 2 ? doc->pack->is.place : 0);
        if (entry && entry->classes & classes)
            return true;
    }
    return false;
}

/* Names that end before @at, parted by signs: 홍길동, 김하나 기자.  An outlet between
 * name and trade is passed over. */
static void
names_before(struct byline *b, uint32_t at)
{
    const struct ws_doc *doc = b->doc;
    const struct ws_text *t = &doc->text;

    for (uint32_t guard = 0; guard < MAX_NAMES; guard++) {
        uint32_t end, start;

        while (at > b->span.start && (ws_ch_is_blank(t->cls[at - 1]) ||
                                      t->cls[at - 1] == WS_CH_COMMA || t->ch[at - 1] == '/'))
            at--;
        end = start = at;
        while (start > b->span.start && ws_ch_is_word(t->cls[start - 1]))
            start--;
        if (doc->pack->features & WS_FEATURE_CAPITALS) {
            while (start > b->span.start + 1 && t->cls[start - 1] == WS_CH_SPACE &&
                   ws_ch_is_word(t->cls[start - 2])) {
                uint32_t first = start - 2;

                while (first > b->span.start && ws_ch_is_word(t->cls[first - 1]))
                    first--;
                if (t->cls[first] != WS_CH_UPPER)
                    break;
                start = first;
            }
            if (start < end && capital_name_end(doc, start, end) == end)
                add_name(b, (struct ws_span){start, end});
            return;
        }
        if (start == end)
            return;
        if (!is_no_name(doc, start, end)) {
            if (!is_family_name(doc, start, end))
                return;
            add_name(b, (struct ws_span){start, end});
        }
        at = start;
    }
}

/* Does @entry, a word of the trade, stand at a person's name? */
static bool
is_personal(const struct ws_doc *doc, const struct ws_entry *entry)
{
    const char *kind = ws_entry_attr(entry, doc->pack->is.byline, "kind");

    return !kind || strcmp(kind, "person") == 0;
}

/* The trade word glued to a name: 홍길동기자.  Its start, or 0. */
static uint32_t
glued_trade(const struct ws_doc *doc, uint32_t start, uint32_t end)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;

    for (uint32_t at = start + 2; at + 1 < end && at <= start + 4; at++) {
        const struct ws_entry *entry = NULL;

        if (ws_pair_may(&doc->pack->signs, doc->text.ch[at], doc->text.ch[at + 1]))
            entry = ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + at, end - at);
        if (entry && entry->classes & doc->pack->is.byline && is_personal(doc, entry) &&
            is_family_name(doc, start, at))
            return at;
    }
    return 0;
}

static void
read_trade(struct byline *b, const struct ws_entry *entry, uint32_t start, uint32_t end)
{
    const char *side = ws_entry_attr(entry, b->doc->pack->is.byline, "side");

    b->known += end - start;
    if (side && strcmp(side, "before") == 0)
        names_behind(b, end);
    else if (is_personal(b->doc, entry))
        names_before(b, start);
}

/* An address without a name belongs to the first reporter who has none. */
static void
keep_address(struct ws_doc *doc, struct ws_span address)
{
    uint32_t i = 0;

    while (address.end && i < doc->reporters.n && doc->reporters.v[i].email.end)
        i++;
    if (address.end && i < doc->reporters.n)
        doc->reporters.v[i].email = address;
}

static void
keep_found(struct byline *b, int *found)
{
    struct ws_doc *doc = b->doc;

    if (doc->outlet.end == 0)
        doc->outlet = b->outlet;
    for (uint32_t i = 0; i < b->n && *found >= 0; i++) {
        struct ws_reporter *kept;

        for (uint32_t k = 0; k < doc->reporters.n; k++) {
            kept = &doc->reporters.v[k];
            if (b->found[i].name.end && ws_doc_same(doc, kept->name, b->found[i].name)) {
                if (!kept->email.end)
                    kept->email = b->found[i].email;
                b->found[i].name.end = 0; /* the same person again */
                b->found[i].email = (struct ws_span){0, 0};
            }
        }
        if (!b->found[i].name.end) {
            keep_address(doc, b->found[i].email);
            continue;
        }
        if (doc->reporters.n == MAX_REPORTERS)
            return;
        kept = ws_list_add(&doc->arena, &doc->reporters);
        if (kept)
            *kept = b->found[i];
        else
            *found = -1;
    }
}

int
ws_byline_read(struct ws_doc *doc, struct ws_span span, bool keep, uint32_t *known)
{
    const struct ws_text *t = &doc->text;
    const struct ws_class_sets *is = &doc->pack->is;
    struct byline b = {.doc = doc, .span = span};
    uint32_t at = span.start;
    int found;

    while (at < span.end) {
        uint32_t end = at + 1, glued;
        const struct ws_entry *entry = NULL;

        if (t->ch[at] == '@') {
            struct ws_span address = address_at(t, span, at);
            if (address.end) {
                add_address(&b, address);
                end = address.end;
            }
        } else if (!ws_ch_is_word(t->cls[at])) {
            b.known += !ws_ch_is_blank(t->cls[at]);
        } else {
            if (ws_pair_may(&doc->pack->signs, t->ch[at], t->ch[at + 1]))
                entry = entry_from(doc, at, span.end, is->byline | is->org_media, &end);
            if (entry && entry->classes & is->byline) {
                read_trade(&b, entry, at, end);
            } else if (entry) {
                b.outlet = (struct ws_span){at, end};
                b.known += end - at;
            } else {
                end = word_end(t, at, span.end);
                glued = glued_trade(doc, at, end);
                if (t->cls[at] == WS_CH_DIGIT) {
                    b.known += end - at; /* when it was written */
                } else if (glued) {
                    b.known += end - glued;
                    names_before(&b, glued);
                }
            }
        }
        at = end;
    }
    if (known)
        *known = b.known;
    found = (int)b.n;
    if (keep)
        keep_found(&b, &found);
    return found;
}

uint32_t
ws_byline_outlet(const struct ws_doc *doc, struct ws_span span, struct ws_span *outlet)
{
    const struct ws_text *t = &doc->text;
    uint32_t end;

    if (t->cls[span.start] != WS_CH_OPEN || span.end - span.start < 4 ||
        !entry_from(doc, span.start + 1, span.end, doc->pack->is.org_media, &end) ||
        t->cls[end] != WS_CH_CLOSE || end + 1 >= span.end)
        return span.start;
    *outlet = (struct ws_span){span.start + 1, end};
    return ws_doc_skip(doc, end + 1, span.end);
}
