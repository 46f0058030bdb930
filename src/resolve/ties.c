/*
 * resolve/ties.c - titles and the people and bodies they go with; see joiner.h.
 *
 *     [하퍼모터스]의 [콜] [부사장]     [윤가람] 전 [새벽전자] [대표]     [대표]인 [구하람]
 */
#include "resolve/joiner.h"

#include "base/chars.h"
#include "resolve/mentions.h"

#define MOST_BETWEEN     24 /* characters between a name and the title that goes with it */
#define MOST_IN_BRACKETS 20
#define MOST_BODIES      3 /* 아주대 의대 예방의학교실 */

/* Behind blanks from @at on. */
static uint32_t
skip_blanks(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    while (at < end && doc->text.cls[at] == WS_CH_SPACE)
        at++;
    return at;
}

/* Behind brackets that open at @at: (43), (李在明). */
static uint32_t
skip_brackets(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    uint32_t close = at;

    if (at >= end || doc->text.ch[at] != '(')
        return at;
    while (close < end && doc->text.ch[close] != ')')
        close++;
    return close < end && close - at <= MOST_IN_BRACKETS ? close + 1 : at;
}

/* Behind the particle at @at that ties what it follows to what comes: of a body (하퍼모터스의
 * 콜 부사장), or of a title that a person is (대표인 구하람). */
static uint32_t
skip_tie(const struct ws_joiner *j, uint8_t type, uint32_t at)
{
    enum ws_role role = ws_doc_role(j->doc, at);
    uint32_t w;

    if (!(role == WS_ROLE_GENITIVE && type == j->org) &&
        !(role == WS_ROLE_COPULA && type == j->title))
        return at;
    w = j->doc->word_at[at];
    return w == WS_NONE ? at : j->doc->words.v[w].span.end;
}

/* Behind a status that stands as a word of its own at @at: 전, 현. */
static uint32_t
skip_status(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    uint32_t w = at < end ? doc->word_at[at] : WS_NONE;
    struct ws_span word;

    if (w == WS_NONE)
        return at;
    word = doc->words.v[w].span;
    if (word.start != at || word.end > end ||
        !(ws_doc_classes(doc, word) & doc->pack->is.title_status))
        return at;
    return word.end;
}

/* Behind a word at @at that ties a body to its people: 소속. */
static uint32_t
skip_affiliation(const struct ws_doc *doc, uint32_t at, uint32_t end)
{
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    uint32_t w = at < end ? doc->word_at[at] : WS_NONE;
    const struct ws_entry *entry;
    struct ws_span word;

    if (w == WS_NONE)
        return at;
    word = doc->words.v[w].span;
    if (word.start != at || word.end > end)
        return at;
    entry = ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + word.start, ws_span_len(word));
    return entry && ws_entry_number(entry, 0, "ties", 0) ? word.end : at;
}

/* Does @b follow @a directly: with at most blanks, brackets and a status between them (@comma:
 * and a comma), and behind a body a word that ties it? */
static bool
touch(const struct ws_joiner *j, const struct ws_mention *a, const struct ws_mention *b, bool comma)
{
    const struct ws_doc *doc = j->doc;
    uint32_t at = a->span.end, end = b->span.start;

    if (end < at || end - at > MOST_BETWEEN)
        return false;
    at = skip_tie(j, a->type, at);
    at = skip_brackets(doc, at, end);
    if (comma && at < end && doc->text.ch[at] == ',')
        at++;
    at = skip_blanks(doc, at, end);
    if (a->type == j->org)
        at = skip_blanks(doc, skip_affiliation(doc, at, end), end);
    at = skip_blanks(doc, skip_status(doc, at, end), end);
    return at == end;
}

/* The next mention behind @m that is not nested in another and names somebody or something,
 * near enough to touch it, or WS_NONE.  A figure is passed over: 윤가람(43기) 대표. */
static uint32_t
next_outer(const struct ws_joiner *j, uint32_t m)
{
    uint32_t end = ws_joiner_mention(j, m)->span.end + MOST_BETWEEN;

    for (m++; m < j->doc->mentions.n && ws_joiner_mention(j, m)->span.start <= end; m++) {
        uint8_t type = ws_joiner_mention(j, m)->type;
        if (ws_joiner_mention(j, m)->parent == WS_NONE &&
            (type == j->person || type == j->title || type == j->org || type == j->location))
            return m;
    }
    return WS_NONE;
}

static void
tie(struct ws_joiner *j, uint32_t person, uint32_t title)
{
    if (j->title_of[person] == WS_NONE)
        j->title_of[person] = title;
    if (j->title_of[title] == WS_NONE)
        j->title_of[title] = person;
}

/* The title right behind the body @m, and those that follow it (아주대 의대 교수); 0: none. */
static uint32_t
behind_bodies(const struct ws_joiner *j, uint32_t m, bool comma)
{
    for (int i = 0; i < MOST_BODIES; i++) {
        uint32_t next = next_outer(j, m);

        if (next == WS_NONE ||
            !touch(j, ws_joiner_mention(j, m), ws_joiner_mention(j, next), comma))
            return 0;
        if (ws_joiner_mention(j, next)->type == j->title)
            return next;
        if (ws_joiner_mention(j, next)->type != j->org)
            return 0;
        m = next;
    }
    return 0;
}

/*
 * PERSON TITLE (배 대표), PERSON ORG TITLE (구광모 ㈜LG 대표), TITLE PERSON (coach Lee,
 * 배우 김민): a title belongs to the person it touches.  Which side goes first is the
 * language's: titles follow names where the family name comes first.
 */
void
ws_ties_titles(struct ws_joiner *j)
{
    const struct ws_doc *doc = j->doc;
    bool title_last = (doc->pack->features & WS_FEATURE_FAMILY_FIRST) != 0;

    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t m = 0; m < doc->mentions.n; m++) {
            uint32_t b = next_outer(j, m), c;
            uint8_t ta, tb;

            if (ws_joiner_mention(j, m)->parent != WS_NONE || b == WS_NONE ||
                !touch(j, ws_joiner_mention(j, m), ws_joiner_mention(j, b), pass == 1))
                continue;
            ta = ws_joiner_mention(j, m)->type;
            tb = ws_joiner_mention(j, b)->type;
            if (ta == j->person && tb == j->title && (title_last || pass == 1))
                tie(j, m, b);
            else if (ta == j->person && tb == j->org && (c = behind_bodies(j, b, pass == 1)))
                tie(j, m, c);
            else if (ta == j->title && tb == j->person &&
                     skip_tie(j, ta, ws_joiner_mention(j, m)->span.end) >
                         ws_joiner_mention(j, m)->span.end) {
                if (pass == 0)
                    j->title_of[m] = b; /* the name may have another: 대표인 구하람 의원 */
                else
                    tie(j, b, m);
            } else if (ta == j->title && tb == j->person && (!title_last || pass == 1) &&
                       j->title_of[b] == WS_NONE)
                tie(j, b, m);
        }
    }
}

uint32_t
ws_ties_body(const struct ws_joiner *j, uint32_t title)
{
    const struct ws_doc *doc = j->doc;
    uint32_t person = j->title_of[title], best = WS_NONE, nested = WS_NONE;

    for (uint32_t m = title > 4 ? title - 4 : 0; m < doc->mentions.n && m < title + 4; m++) {
        const struct ws_mention *o = ws_joiner_mention(j, m);

        if (o->type != j->org)
            continue;
        if (o->parent == title)
            nested = m;
        if (o->parent == WS_NONE &&
            (touch(j, o, ws_joiner_mention(j, title), false) ||
             (person != WS_NONE && touch(j, o, ws_joiner_mention(j, person), false))))
            best = m;
    }
    return best != WS_NONE ? best : nested;
}
