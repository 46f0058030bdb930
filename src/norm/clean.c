/*
 * norm/clean.c - one pass over the bytes; see clean.h.
 *
 * ASCII and Hangul syllables, nearly all of a Korean article, take a short path that
 * decodes, classifies and stores.  The rest is looked at more closely, and the few
 * runs that are not in NFC go through ICU.
 */
#include "norm/clean.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/chars.h"
#include "base/error.h"
#include "base/utf8.h"

#define GONE UINT32_MAX

/* A base with more marks than this is normalised in pieces: no text needs more. */
#define MAX_RUN 32

/* Counted in a byte: below 256, and whole vectors. */
#define MAX_COUNT 240

/* Everything below is in NFC and joins with nothing. */
#define FIRST_MARK 0x300

struct cleaner {
    const struct ws_chars *chars;
    struct ws_arena *arena;
    const UNormalizer2 *nfc;
    const char *in;
    uint32_t len, at;
    uint32_t room; /* characters that fit in text */
    struct ws_text text;
};

/* Characters in @len bytes of well-formed UTF-8; counted in bytes, which is fast. */
static uint32_t
count_leads(const char *bytes, uint32_t len)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < len;) {
        uint32_t stop = len - i > MAX_COUNT ? i + MAX_COUNT : len;
        uint8_t part = 0;

        for (; i < stop; i++)
            part = (uint8_t)(part + ((int8_t)bytes[i] >= -0x40)); /* not 10xxxxxx */
        n += part;
    }
    return n;
}

static void *
bigger(struct ws_arena *arena, const void *old, size_t used, size_t size)
{
    void *out = ws_arena_alloc(arena, size);

    if (out && used)
        memcpy(out, old, used);
    return out;
}

static bool
set_room(struct cleaner *c, uint32_t room)
{
    struct ws_text *t = &c->text;
    size_t word = sizeof(uint32_t), used = t->n * word, size = ((size_t)room + 1) * word;

    t->ch = bigger(c->arena, t->ch, used, size);
    t->from = bigger(c->arena, t->from, used, size);
    t->to = bigger(c->arena, t->to, used, size);
    t->cls = bigger(c->arena, t->cls, t->n, (size_t)room + 1);
    c->room = room;
    return t->ch && t->from && t->to && t->cls;
}

/* Room for @more characters.  No character of the output has less than one byte of
 * input, so the second time there is room for all of the rest. */
static bool
need(struct cleaner *c, uint32_t more)
{
    if (more <= c->room - c->text.n)
        return true;
    return set_room(c, c->text.n + (c->len - c->at) + MAX_RUN * 4);
}

static void
put(struct cleaner *c, uint32_t rune, uint32_t from, uint32_t to)
{
    struct ws_text *t = &c->text;

    t->ch[t->n] = rune;
    t->cls[t->n] = (uint8_t)ws_chars_class(c->chars, rune);
    t->from[t->n] = from;
    t->to[t->n++] = to;
}

/* Signs that stand for another one. */
static uint32_t
same_sign(uint32_t rune)
{
    switch (rune) {
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x02DD:
    case 0x301D:
    case 0x301E:
    case 0x301F:
        return '"';
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x00B4:
    case 0x02B9:
        return '\'';
    case 0x02BC:
        return 0x2019;
    case 0x275B:
    case 0x275C: /* heavy ‘ ’ */
        return rune - 0x275B + 0x2018;
    case 0x275D:
    case 0x275E: /* heavy “ ” */
        return rune - 0x275D + 0x201C;
    case 0x2010:
    case 0x2011:
    case 0x2212:
    case 0xFE63:
    case 0xFE58:
        return '-';
    case 0x2012:
        return 0x2013;
    case 0x2015:
        return 0x2014;
    case 0x223C:
    case 0x301C:
        return '~';
    case 0x318D:
    case 0x2027:
    case 0x30FB:
    case 0x2219:
    case 0x22C5:
    case 0xFF65:
        return 0x00B7;
    case 0x22EF:
    case 0x2025:
        return 0x2026;
    case 0xFF61:
    case 0xFF64:
        return rune == 0xFF61 ? 0x3002 : 0x3001;
    case 0xFF62:
    case 0xFF63:
        return rune - 0xFF62 + 0x300C;
    case 0xFFE0:
    case 0xFFE1:
        return rune - 0xFFE0 + 0x00A2;
    case 0xFFE5:
    case 0xFFE6:
        return rune == 0xFFE5 ? 0x00A5 : 0x20A9;
    case 0x3164:
    case 0xFFA0:
    case 0x2800: /* fillers that look like blanks */
        return ' ';
    default:
        return rune;
    }
}

static bool
has_no_width(uint32_t rune)
{
    return rune == 0xAD || rune == 0x34F || rune == 0x61C || rune == 0x180E ||
           (rune >= 0x200B && rune <= 0x200F) || (rune >= 0x202A && rune <= 0x202E) ||
           (rune >= 0x2060 && rune <= 0x206F) || (rune >= 0xFE00 && rune <= 0xFE0F) ||
           rune == 0xFEFF || (rune >= 0xFFF9 && rune <= 0xFFFB) ||
           (rune >= 0xE0000 && rune <= 0xE01EF);
}

/* What stands in the clean text for @rune: itself, another sign, or GONE. */
static uint32_t
plain(const struct cleaner *c, uint32_t rune)
{
    if (has_no_width(rune))
        return GONE;
    if (rune >= 0xFF01 && rune <= 0xFF5E)
        return rune - 0xFF01 + '!';
    switch (ws_chars_class(c->chars, rune)) {
    case WS_CH_NEWLINE:
        return '\n';
    case WS_CH_SPACE:
        return rune == '\t' ? '\t' : ' ';
    default:
        break;
    }
    if (rune < 0x20 || (rune >= 0x7F && rune < 0xA0))
        return ' ';
    return same_sign(rune);
}

/* Can @rune change what stands before it, or is it itself not in NFC? */
static bool
needs_nfc(const struct cleaner *c, uint32_t rune)
{
    return !unorm2_hasBoundaryBefore(c->nfc, (UChar32)rune) ||
           u_getIntPropertyValue((UChar32)rune, UCHAR_NFC_QUICK_CHECK) != UNORM_YES;
}

/* Read the next character as plain() wants it; its bytes are [*from, c->at). */
static uint32_t
next_plain(struct cleaner *c, uint32_t *from)
{
    size_t at = c->at;
    uint32_t rune = ws_utf8_next(c->in, c->len, &at, &c->text.replaced);

    *from = c->at;
    c->at = (uint32_t)at;
    return plain(c, rune);
}

/* Normalise @n characters that replace those from text.ch[@first] on and came from
 * the bytes [@from, c->at). */
static bool
put_nfc(struct cleaner *c, const uint32_t *runes, uint32_t n, uint32_t first, uint32_t from)
{
    UChar in[MAX_RUN * 4], out[MAX_RUN * 8];
    int32_t len = 0, got;
    UErrorCode status = U_ZERO_ERROR;

    for (uint32_t i = 0; i < n; i++)
        U16_APPEND_UNSAFE(in, len, runes[i]);
    got = unorm2_normalize(c->nfc, in, len, out, MAX_RUN * 8, &status);
    if (U_FAILURE(status)) { /* cannot happen: NFC at most triples */
        memcpy(out, in, (size_t)len * sizeof *in);
        got = len;
    }
    c->text.n = first;
    c->text.exact = false;
    if (!need(c, (uint32_t)got))
        return false;
    for (int32_t i = 0; i < got;) {
        uint32_t rune = out[i++];

        if (U16_IS_LEAD(rune) && i < got)
            rune = (uint32_t)U16_GET_SUPPLEMENTARY((UChar32)rune, out[i++]);
        put(c, rune, from, c->at);
    }
    return true;
}

/* Are @runes in NFC already, so that each keeps its own bytes? */
static bool
is_nfc(const struct cleaner *c, const uint32_t *runes, uint32_t n)
{
    UChar in[MAX_RUN * 4];
    int32_t len = 0;
    UErrorCode status = U_ZERO_ERROR;

    for (uint32_t i = 0; i < n; i++)
        U16_APPEND_UNSAFE(in, len, runes[i]);
    return unorm2_isNormalized(c->nfc, in, len, &status) && U_SUCCESS(status);
}

/*
 * @rune, read from [@from, c->at), needs a look at its neighbours: take the run from
 * the last character that starts one to before the next that does, and normalise it.
 */
static bool
put_run(struct cleaner *c, uint32_t rune, uint32_t from)
{
    uint32_t runes[MAX_RUN], starts[MAX_RUN], ends[MAX_RUN];
    uint32_t n = 0, first = c->text.n, own;

    while (
        first > 0 && c->text.n - first < MAX_RUN / 2 &&
        !unorm2_hasBoundaryBefore(c->nfc, (UChar32)(first < c->text.n ? c->text.ch[first] : rune)))
        first--;
    for (uint32_t i = first; i < c->text.n; i++, n++) {
        runes[n] = c->text.ch[i];
        starts[n] = c->text.from[i];
        ends[n] = c->text.to[i];
    }
    own = n;
    runes[n] = rune;
    starts[n] = from;
    ends[n++] = c->at;
    while (n < MAX_RUN && c->at < c->len) {
        uint32_t back = c->at, bad = c->text.replaced;
        uint32_t next = next_plain(c, &starts[n]);

        if (next == GONE) {
            c->text.exact = false;
            continue;
        }
        if (unorm2_hasBoundaryBefore(c->nfc, (UChar32)next)) {
            c->at = back;
            c->text.replaced = bad;
            break;
        }
        runes[n] = next;
        ends[n++] = c->at;
    }
    if (!is_nfc(c, runes, n))
        return put_nfc(c, runes, n, first, starts[0]);
    if (!need(c, n - own))
        return false;
    for (uint32_t i = own; i < n; i++)
        put(c, runes[i], starts[i], ends[i]);
    return true;
}

/* `` and '' were typed for ". */
static bool
is_typed_double(const struct cleaner *c, char mark)
{
    return (mark == '\'' || mark == '`') && c->at + 1 < c->len && c->in[c->at + 1] == mark;
}

/* Everything but plain ASCII and Hangul. */
static bool
put_rare(struct cleaner *c)
{
    char lead = c->in[c->at];
    uint32_t from, rune;

    if (is_typed_double(c, lead)) {
        put(c, '"', c->at, c->at + 2);
        c->text.exact = false;
        c->at += 2;
        return true;
    }
    if (lead == '\r' && c->at + 1 < c->len && c->in[c->at + 1] == '\n') {
        put(c, '\n', c->at, c->at + 2);
        c->text.exact = false;
        c->at += 2;
        return true;
    }
    rune = next_plain(c, &from);
    if (rune == GONE) {
        c->text.exact = false;
        return true;
    }
    if (rune >= FIRST_MARK && needs_nfc(c, rune))
        return put_run(c, rune, from);
    put(c, rune, from, c->at);
    return true;
}

static inline bool
is_easy_ascii(unsigned char lead)
{
    return lead < 0x7F && ((lead >= 0x20 && lead != '\'' && lead != '`') || lead == '\n');
}

/* The Hangul syllable in the first three of the four bytes at @p, or 0. */
static inline uint32_t
syllable_at(const unsigned char *p)
{
    uint32_t word = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    uint32_t rune = (word >> 12 & 0xF000) | (word >> 10 & 0xFC0) | (word >> 8 & 0x3F);

    return (word & 0xF0C0C000) == 0xE0808000 && rune - 0xAC00 <= 0xD7A3 - 0xAC00 ? rune : 0;
}

/* The run of easy characters at c->at, as far as there is room.  The last three bytes are
 * left, so that there are always four to look at. */
static void
put_easy(struct cleaner *c)
{
    const unsigned char *in = (const unsigned char *)c->in;
    struct ws_text t = c->text;
    uint32_t at = c->at, stop = c->len > 3 ? c->len - 3 : 0, n = t.n, room = c->room;

    while (at < stop && n < room) {
        uint32_t rune = in[at];

        t.from[n] = at;
        if (rune < 0x80) {
            if (!is_easy_ascii(in[at]))
                break;
            t.cls[n] = c->chars->bmp[rune];
            at++;
        } else {
            rune = syllable_at(in + at);
            if (!rune)
                break;
            t.cls[n] = WS_CH_HANGUL;
            at += 3;
        }
        t.ch[n] = rune;
        t.to[n++] = at;
    }
    c->text.n = n;
    c->at = at;
}

whosaid_status
ws_norm_clean(struct ws_doc *doc, whosaid_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    struct cleaner c = {.chars = doc->chars,
                        .arena = &doc->arena,
                        .in = doc->input,
                        .len = doc->input_len,
                        .text = {.exact = true},
                        .nfc = unorm2_getNFCInstance(&status)};
    bool fine = U_SUCCESS(status) && set_room(&c, count_leads(c.in, c.len) + 1);

    while (fine && c.at < c.len) {
        put_easy(&c);
        if (c.at < c.len)
            fine = need(&c, 1) && put_rare(&c);
    }
    if (!fine)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    c.text.ch[c.text.n] = 0;
    c.text.cls[c.text.n] = WS_CH_END;
    c.text.from[c.text.n] = c.text.to[c.text.n] = c.len;
    doc->text = c.text;
    return WHOSAID_OK;
}
