/*
 * lang/row.c - names of rows, both ways; see row.h.
 */
#include "lang/row.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "lang/pack.h"

/* A word of the lists below, with its length: names are read by the ten thousand. */
struct word {
    const char *text;
    size_t len;
};
#define WORD(text)                                                                                 \
    {                                                                                              \
        text, sizeof text - 1                                                                      \
    }

static const struct template
{
    struct word name;
    enum ws_part part[3];
}
templates[WS_ROW_COUNT] = {
#define WS_ROW(id, word, a, b, c) {WORD(word), {WS_PART_##a, WS_PART_##b, WS_PART_##c}},
#include "lang/row_list.h"
#undef WS_ROW
};

static const struct word syms[WS_SYM_COUNT] = {
#define WS_SYM(id, word) WORD(word),
#include "lang/sym_list.h"
#undef WS_SYM
};

static const struct word roles[WS_ROLE_COUNT] = {
#define WS_ROLE_WORD(id, word) WORD(word),
    WS_ROLE_LIST(WS_ROLE_WORD)
#undef WS_ROLE_WORD
};

static bool
is_word(const struct word *word, const char *text, size_t len)
{
    return word->len == len && memcmp(word->text, text, len) == 0;
}

/* Index of @text among @words, or -1. */
static long
find_word(const struct word *words, int n, const char *text, size_t len)
{
    for (int i = 0; i < n; i++)
        if (is_word(&words[i], text, len))
            return i;
    return -1;
}

const char *
ws_sym_word(enum ws_sym sym)
{
    return sym < WS_SYM_COUNT ? syms[sym].text : "?";
}

uint32_t
ws_row_fingerprint(uint32_t hash)
{
    for (int t = 0; t < WS_ROW_COUNT; t++) {
        hash = ws_hash_text(hash, templates[t].name.text);
        for (int i = 0; i < 3; i++)
            hash = ws_hash_word(hash, templates[t].part[i]);
    }
    for (int i = 0; i < WS_SYM_COUNT; i++)
        hash = ws_hash_text(hash, syms[i].text);
    return hash;
}

static void
print_entry(struct ws_buf *out, const struct ws_lexicon *lexicon, uint32_t entry)
{
    if (entry < lexicon->nentries)
        ws_buf_runes(out, ws_entry_runes(&lexicon->entries[entry]), lexicon->entries[entry].nrunes);
}

static void
print_part(struct ws_buf *out, const struct ws_pack *pack, enum ws_part part, uint32_t value)
{
    switch (part) {
    case WS_PART_CLASS:
        if (value < pack->types->nclasses)
            ws_buf_str(out, pack->types->classes[value].name);
        break;
    case WS_PART_TYPE:
        if (value < pack->types->ntypes)
            ws_buf_str(out, pack->types->types[value].name);
        break;
    case WS_PART_ROLE:
        ws_buf_str(out, ws_role_word((enum ws_role)value));
        break;
    case WS_PART_SYM:
        ws_buf_str(out, ws_sym_word((enum ws_sym)value));
        break;
    case WS_PART_NUM:
        ws_buf_uint(out, value);
        break;
    case WS_PART_ENTRY:
    case WS_PART_TAIL:
    case WS_PART_END:
        print_entry(out, &pack->lexicon, value);
        break;
    case WS_PART_RULE:
        if (value < pack->rules.nrules)
            ws_buf_str(out, pack->rules.rules[value].name);
        break;
    case WS_PART_NONE:
    case WS_PART_RUNES:
        break;
    }
}

static void
print_runes(struct ws_buf *out, ws_row row)
{
    for (int shift = 36; shift >= 0; shift -= 18)
        if (row >> shift & 0x3FFFF)
            ws_buf_rune(out, (uint32_t)(row >> shift & 0x3FFFF));
}

void
ws_row_print(struct ws_buf *out, const struct ws_pack *pack, ws_row row)
{
    uint32_t t = (uint32_t)(row >> 56) - 1;
    uint32_t values[3] = {(uint32_t)(row >> 32 & 0xFFFFFF), (uint32_t)(row >> 16 & 0xFFFF),
                          (uint32_t)(row & 0xFFFF)};

    if (t >= WS_ROW_COUNT)
        return;
    ws_buf_add(out, templates[t].name.text, templates[t].name.len);
    for (int i = 0; i < 3 && templates[t].part[i] != WS_PART_NONE; i++) {
        ws_buf_char(out, i ? '&' : ':');
        if (templates[t].part[i] == WS_PART_RUNES)
            print_runes(out, row);
        else
            print_part(out, pack, templates[t].part[i], values[i]);
    }
}

/* The value of @text as a @part; -1: unknown. */
static long
parse_part(const struct ws_pack *pack, enum ws_part part, const char *text, size_t len)
{
    uint32_t runes[200];
    const struct ws_entry *entry;
    size_t n;

    switch (part) {
    case WS_PART_CLASS:
        return ws_types_class(pack->types, text, len);
    case WS_PART_TYPE:
        return ws_types_type(pack->types, text, len);
    case WS_PART_ROLE:
        return find_word(roles, WS_ROLE_COUNT, text, len);
    case WS_PART_SYM:
        return find_word(syms, WS_SYM_COUNT, text, len);
    case WS_PART_NUM:
        return strtol(text, NULL, 10);
    case WS_PART_ENTRY:
    case WS_PART_TAIL:
    case WS_PART_END:
        n = ws_utf8_decode(text, len, runes, 200);
        entry = n == SIZE_MAX ? NULL
                              : ws_lexicon_find(&pack->lexicon,
                                                part == WS_PART_TAIL  ? &pack->lexicon.tail
                                                : part == WS_PART_END ? &pack->lexicon.end
                                                                      : &pack->lexicon.main,
                                                runes, (uint32_t)n);
        return entry ? entry - pack->lexicon.entries : -1;
    case WS_PART_RULE:
        return ws_rules_find(&pack->rules, text, len);
    case WS_PART_NONE:
    case WS_PART_RUNES:
        break;
    }
    return -1;
}

static int
template_of(const char *name, size_t len)
{
    for (int t = 0; t < WS_ROW_COUNT; t++)
        if (is_word(&templates[t].name, name, len))
            return t;
    return -1;
}

/* The last & in text[0, len): parts are cut from the right, since only the first one,
 * an entry, may hold the sign itself (AT&T). */
static size_t
last_cut(const char *text, size_t len)
{
    while (len > 0 && text[len - 1] != '&')
        len--;
    return len;
}

ws_row
ws_row_parse(const struct ws_pack *pack, const char *name, size_t len)
{
    const char *colon = memchr(name, ':', len);
    size_t head = colon ? (size_t)(colon - name) : len;
    int t = template_of(name, head);
    uint32_t values[3] = {0, 0, 0}, runes[3];
    int nparts = 0;

    if (t < 0)
        return 0;
    while (nparts < 3 && templates[t].part[nparts] != WS_PART_NONE)
        nparts++;
    if (nparts == 0)
        return colon ? 0 : ws_row_make((enum ws_template)t, 0, 0, 0);
    if (!colon)
        return 0;
    name += head + 1;
    len -= head + 1;
    if (templates[t].part[0] == WS_PART_RUNES) {
        size_t n = ws_utf8_decode(name, len, runes, 3);
        return n == SIZE_MAX || n == 0 ? 0 : ws_row_runes((enum ws_template)t, runes, (uint32_t)n);
    }
    for (int i = nparts - 1; i >= 0; i--) {
        size_t cut = i ? last_cut(name, len) : 0;
        long value = parse_part(pack, templates[t].part[i], name + cut, len - cut);

        if (value < 0 || (i && !cut))
            return 0;
        values[i] = (uint32_t)value;
        len = cut ? cut - 1 : 0;
    }
    return ws_row_make((enum ws_template)t, values[0], values[1], values[2]);
}
