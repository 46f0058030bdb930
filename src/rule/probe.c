/*
 * rule/probe.c - see probe.h.
 */
#include "rule/probe.h"

#include <string.h>

#define BACK 12 /* the longest currency that stands before its amount */

enum folding { AS_WRITTEN, LOWER, TITLE };

static uint32_t
fold(uint32_t rune, enum folding how, bool first)
{
    if (how == AS_WRITTEN || (how == TITLE && first) || rune < 'A' || rune > 'Z')
        return rune;
    return rune + ('a' - 'A');
}

static bool
is_cased(uint8_t cls)
{
    return cls == WS_CH_UPPER || cls == WS_CH_LOWER;
}

/* A word in letters with case may not stop in the middle of them. */
static bool
may_end(const struct ws_probe *probe, uint32_t end)
{
    return !(is_cased(probe->cls[end - 1]) && (is_cased(probe->cls[end])));
}

/* Add to @look the entries of use on the way from look->at, the longest first. */
static void
walk(const struct ws_probe *probe, enum folding how, struct ws_look *look)
{
    const struct ws_lexicon *lexicon = &probe->doc->pack->lexicon;
    const struct ws_trie *trie = &lexicon->main;
    const struct ws_entry *found[WS_LOOK_WORDS];
    uint32_t ends[WS_LOOK_WORDS], n = 0, node = 0;

    if (!ws_trie_starts(trie, fold(probe->ch[look->at], how, true)))
        return;
    for (uint32_t i = look->at; i < probe->n; i++) {
        const struct ws_entry *entry;
        uint32_t index;

        node = ws_trie_step(trie, node, fold(probe->ch[i], how, i == look->at));
        if (!node)
            break;
        index = ws_trie_entry(trie, node);
        if (!index || !(lexicon->entries[index - 1].classes & probe->used))
            continue;
        entry = &lexicon->entries[index - 1];
        if (!may_end(probe, i + 1) || (how != AS_WRITTEN && entry->flags & WS_ENTRY_EXACT_CASE))
            continue;
        found[n % WS_LOOK_WORDS] = entry;
        ends[n++ % WS_LOOK_WORDS] = i + 1;
    }
    for (uint32_t k = 0; k < WS_LOOK_WORDS && k < n && look->n < WS_LOOK_WORDS; k++) {
        look->words[look->n] = found[(n - 1 - k) % WS_LOOK_WORDS];
        look->classes |= look->words[look->n]->classes;
        look->ends[look->n++] = ends[(n - 1 - k) % WS_LOOK_WORDS];
    }
}

/* Where dict/ has matched, its matches are the words; false where it has none. */
static bool
matched(const struct ws_probe *probe, struct ws_look *look)
{
    const struct ws_doc *doc = probe->doc;
    uint32_t k = doc->match_at[look->at], to = doc->match_at[look->at + 1];
    bool any = k < to;

    for (; k < to && look->n < WS_LOOK_WORDS; k++) {
        const struct ws_match *match = &doc->matches.v[k];

        if (match->classes & probe->used) {
            look->words[look->n] = &doc->pack->lexicon.entries[match->entry];
            look->classes |= match->classes;
            look->ends[look->n++] = match->span.end;
        }
    }
    return any;
}

void
ws_probe_fill(const struct ws_probe *probe, uint32_t at, struct ws_look *look)
{
    look->at = at;
    look->n = 0;
    look->classes = 0;
    if (probe->cls[at] == WS_CH_SPACE || matched(probe, look))
        return;
    walk(probe, AS_WRITTEN, look);
    if (probe->cls[at] == WS_CH_UPPER) {
        walk(probe, LOWER, look);
        if (probe->cls[at + 1] == WS_CH_UPPER)
            walk(probe, TITLE, look);
    }
}

const struct ws_entry *
ws_probe_word_before(const struct ws_probe *probe, uint32_t end, uint64_t classes, uint32_t *start)
{
    uint32_t least = end > BACK ? end - BACK : 0;

    for (uint32_t at = least; at < end; at++) {
        const struct ws_look *look;

        if (!ws_probe_opens(probe, at) && (probe->cls[at] != WS_CH_SYMBOL || probe->ch[at] == '$'))
            continue; /* a sign opens too: £4m came out as Â£4m; but X$ is a currency of its own */
        look = ws_probe_look(probe, at);
        for (uint32_t k = 0; k < look->n; k++) {
            if (look->words[k]->classes & classes && look->ends[k] == end) {
                *start = at;
                return look->words[k];
            }
        }
    }
    return NULL;
}

uint32_t
ws_probe_gap(const struct ws_probe *probe, uint32_t at)
{
    return at < probe->n && probe->cls[at] == WS_CH_SPACE ? at + 1 : at;
}

uint32_t
ws_probe_joint(const struct ws_probe *probe, uint32_t at)
{
    if (at >= probe->n)
        return at;
    if (probe->cls[at] == WS_CH_NEWLINE) /* lines broken by width: $9.9 / million */
        return probe->cls[at + 1] == WS_CH_LOWER ? at + 1 : at;
    return probe->cls[at] == WS_CH_SPACE || probe->ch[at] == '-' ? at + 1 : at;
}

bool
ws_probe_edge(const struct ws_probe *probe, uint32_t at)
{
    uint32_t end;

    if (at >= probe->n || !ws_ch_is_word(probe->cls[at]) ||
        (is_cased(probe->cls[at]) && !is_cased(probe->cls[at - 1])))
        return true;
    if (probe->cls[at] == WS_CH_DIGIT)
        return !is_cased(probe->cls[at - 1]);
    if (probe->doc->tail_at && probe->doc->tail_at[at])
        return true;
    return ws_probe_word(probe, at, probe->is->approx | probe->is->modifier, &end) &&
           (end >= probe->n || !ws_ch_is_word(probe->cls[end]) ||
            (probe->doc->tail_at && probe->doc->tail_at[end]));
}

bool
ws_probe_opens(const struct ws_probe *probe, uint32_t at)
{
    return at == 0 || !ws_ch_is_word(probe->cls[at - 1]);
}

const char *
ws_probe_says(const struct ws_probe *probe, uint32_t at, const char *name, uint32_t *end)
{
    const struct ws_doc *doc = probe->doc;
    uint32_t w = at < probe->n ? doc->word_at[at] : WS_NONE;

    if (w == WS_NONE || doc->words.v[w].span.start != at)
        return NULL;
    *end = doc->words.v[w].span.end;
    for (uint32_t k = doc->match_at[at]; k < doc->match_at[at + 1]; k++) {
        const struct ws_match *match = &doc->matches.v[k];
        const char *value = match->span.end == *end
                                ? ws_entry_attr(&doc->pack->lexicon.entries[match->entry], 0, name)
                                : NULL;

        if (value)
            return value;
    }
    return NULL;
}

bool
ws_probe_joins(const struct ws_probe *probe, uint32_t at, const char *what, uint32_t *end)
{
    const char *joins = ws_probe_says(probe, at, "joins", end);

    return joins && strcmp(joins, what) == 0;
}

bool
ws_probe_led(const struct ws_probe *probe, uint32_t at, const char *what)
{
    const char *leads;
    uint32_t w, end;

    while (at && probe->cls[at - 1] == WS_CH_SPACE)
        at--;
    w = at ? probe->doc->word_at[at - 1] : WS_NONE;
    leads = w == WS_NONE ? NULL
                         : ws_probe_says(probe, probe->doc->words.v[w].span.start, "leads", &end);
    return leads && end == at && strstr(leads, what);
}

bool
ws_probe_closes(const struct ws_probe *probe, uint32_t at)
{
    at = ws_probe_gap(probe, at);
    return at >= probe->n ||
           (!ws_ch_is_word(probe->cls[at]) &&
            !(ws_probe_dash(probe, at) && at + 1 < probe->n && ws_ch_is_word(probe->cls[at + 1])));
}

bool
ws_probe_dash(const struct ws_probe *probe, uint32_t at)
{
    return at < probe->n && probe->cls[at] == WS_CH_DASH;
}

const char *
ws_probe_keep(const struct ws_probe *probe, const char *text)
{
    return ws_arena_copy(&probe->doc->arena, text, strlen(text));
}

uint32_t
ws_probe_behind_and(const struct ws_probe *probe, uint32_t at)
{
    uint32_t end;
    const struct ws_entry *entry = ws_probe_word(probe, at, probe->is->number, &end);

    return entry && ws_probe_has(entry, probe->is->number, "join") ? ws_probe_gap(probe, end) : at;
}
