/*
 * speaker/page.c - see page.h.
 */
#include "speaker/page.h"

#include <string.h>

#include "base/chars.h"
#include "speaker/names.h"

#define MAX_LABEL     40     /* characters */
#define FIRST_BULLET  0x2010 /* signs below it are no bullets */
#define MIN_QUESTIONS 2      /* on a page of questions and answers */

static struct ws_span
trim(const struct ws_doc *doc, uint32_t start, uint32_t end)
{
    while (start < end && ws_ch_is_blank(doc->text.cls[start]))
        start++;
    while (end > start && ws_ch_is_blank(doc->text.cls[end - 1]))
        end--;
    return (struct ws_span){start, end};
}

static uint32_t
line_start(const struct ws_doc *doc, uint32_t at, uint32_t floor)
{
    while (at > floor && doc->text.cls[at - 1] != WS_CH_NEWLINE)
        at--;
    return at;
}

/* The words before quote @q that may frame it: those between the quote before it and it on its
 * own line, or, where it opens its line, the line above.  @floor: the end of the quote before. */
static struct ws_span
words_above(const struct ws_doc *doc, const struct ws_quote *quote, uint32_t floor)
{
    uint32_t start = line_start(doc, quote->outer.start, floor);
    struct ws_span words = trim(doc, start, quote->outer.start);
    uint32_t behind;

    if (ws_span_len(words) > 0 &&
        (ws_look_turn(doc, words.start, &behind) != WS_SYM_ANSWER || behind < words.end))
        return words;
    words = trim(doc, floor, start);
    words.start = line_start(doc, words.end, floor);
    return trim(doc, words.start, words.end);
}

/* Does @words begin as questions do: with a sign, or with Q. and its like? */
static bool
is_question(const struct ws_doc *doc, struct ws_span words)
{
    uint32_t at = words.start;

    if (ws_span_len(words) < 3)
        return false;
    if (doc->text.cls[at] == WS_CH_DASH ||
        (doc->text.cls[at] == WS_CH_SYMBOL && doc->text.ch[at] >= FIRST_BULLET))
        return ws_ch_is_blank(doc->text.cls[at + 1]) || ws_ch_is_word(doc->text.cls[at + 1]);
    return ws_look_turn(doc, at, &at) == WS_SYM_ASK;
}

/* How many characters of a bracket open, or close, a label at @at: [, <, &lt;. */
static uint32_t
bracket(const struct ws_doc *doc, uint32_t at, bool opens)
{
    const struct ws_text *text = &doc->text;

    if (text->cls[at] == (opens ? WS_CH_OPEN : WS_CH_CLOSE) || text->ch[at] == (opens ? '<' : '>'))
        return 1;
    return at + 4 <= text->n &&
                   ws_doc_is(doc, (struct ws_span){at, at + 4}, opens ? "&lt;" : "&gt;", 4)
               ? 4
               : 0;
}

/* What the label that @words is says: [담당 의사], <성태윤 / 연세대 교수>, [담당 의사 :.  Empty
 * where it is none. */
static struct ws_span
label_in(const struct ws_doc *doc, struct ws_span words)
{
    struct ws_span none = {words.start, words.start};
    uint32_t start = words.start, end = words.end;

    if (ws_span_len(words) < 3 || ws_span_len(words) > MAX_LABEL ||
        (start += bracket(doc, start, true)) == words.start)
        return none;
    if (doc->text.ch[end - 1] == ':')
        end--;
    else if (bracket(doc, end - 1, false))
        end--;
    else if (ws_span_len(words) > 8 && bracket(doc, end - 4, false))
        end -= 4;
    else
        return none;
    for (uint32_t at = start; at < end; at++) {
        if (bracket(doc, at, false))
            return none;
        if (doc->text.ch[at] == '/')
            end = at;
    }
    return trim(doc, start, end);
}

/* Is the label a desk's, a presenter's or a medium's own: [앵커], [새벽뉴스]? */
static bool
is_own(const struct ws_scene *scene, struct ws_span label)
{
    const struct ws_doc *doc = scene->doc;

    for (uint32_t w = ws_look_word(doc, label.start);
         w < doc->words.n && doc->words.v[w].span.start < label.end; w++) {
        uint32_t m = doc->shapes[w].mention;
        if (doc->shapes[w].classes & doc->pack->is.byline)
            return true;
        if (m != WS_NONE && ws_span_in(label, doc->mentions.v[m].span) &&
            doc->shapes[w].classes & doc->pack->is.org_media)
            return true;
    }
    return false;
}

/* Do the words of the quote stand alone: nothing behind them on their line? */
static bool
stands_alone(const struct ws_doc *doc, const struct ws_quote *quote)
{
    uint32_t at = quote->outer.end;

    while (doc->text.cls[at] == WS_CH_SPACE || doc->text.cls[at] == WS_CH_CLOSE)
        at++;
    return at >= doc->text.n || doc->text.cls[at] == WS_CH_NEWLINE;
}

static bool
opens_line(const struct ws_doc *doc, const struct ws_quote *quote)
{
    uint32_t at = quote->outer.start;

    while (at > 0 && doc->text.cls[at - 1] == WS_CH_SPACE)
        at--;
    return at == 0 || doc->text.cls[at - 1] == WS_CH_NEWLINE;
}

static void
note_frame(struct ws_scene *scene, uint32_t q, uint32_t floor, bool lead, bool goes_on)
{
    const struct ws_doc *doc = scene->doc;
    const struct ws_quote *quote = &doc->quotes.v[q];
    struct ws_framed *framed = &scene->framed[q];
    struct ws_span words = words_above(doc, quote, floor);
    struct ws_span label = label_in(doc, words);

    framed->opens = lead && opens_line(doc, quote) && stands_alone(doc, quote) &&
                    quote->entry == WS_NONE && ws_span_len(quote->cue) == 0;
    if (ws_span_len(label) > 0 && stands_alone(doc, quote) && !is_own(scene, label)) {
        framed->by = WS_SYM_LABEL;
        framed->label = label;
    } else if (is_question(doc, words) || (goes_on && ws_span_len(words) == 0)) {
        framed->by = WS_SYM_ANSWER;
    }
}

/* May the person be interviewed: not a letter (Q), nor one of the paper's own? */
static bool
is_guest(const struct ws_doc *doc, const struct ws_entity *entity)
{
    if (ws_span_len(entity->name) < 2)
        return false;
    for (uint32_t t = 0; t < entity->titles.n; t++)
        if (ws_doc_classes(doc, entity->titles.v[t]) & doc->pack->is.byline)
            return false;
    for (uint32_t r = 0; r < doc->reporters.n; r++) {
        uint32_t m = doc->reporters.v[r].mention;
        uint32_t e = m == WS_NONE ? WS_NONE : doc->mentions.v[m].entity;
        if (e != WS_NONE && &doc->entities.v[e] == entity)
            return false;
    }
    return true;
}

/* The person named most often, outside quotes, before the first question at @end; of several the
 * one that is named first last. */
static uint32_t
find_guest(const struct ws_scene *scene, uint32_t end)
{
    const struct ws_doc *doc = scene->doc;
    uint32_t best = WS_NONE, most = 0;

    for (uint32_t e = 0; e < doc->entities.n; e++) {
        const struct ws_entity *entity = &doc->entities.v[e];
        uint32_t n = 0;
        if (entity->type != scene->phrases.person || !is_guest(doc, entity))
            continue;
        for (uint32_t i = 0; i < entity->mentions.n; i++) {
            struct ws_span span = doc->mentions.v[entity->mentions.v[i]].span;
            uint32_t w = doc->word_at[span.start];
            n += span.end <= end && w != WS_NONE && doc->shapes[w].quote == WS_NONE;
        }
        if (n > 0 && n >= most) {
            best = e;
            most = n;
        }
    }
    return best;
}

bool
ws_page_note(struct ws_scene *scene)
{
    const struct ws_doc *doc = scene->doc;
    uint32_t floor = 0, answers = 0, first = doc->text.n;
    bool lead = true, goes_on = false;

    scene->interviewed = WS_NONE;
    scene->framed = ws_arena_alloc(&scene->doc->arena, (doc->quotes.n + 1) * sizeof *scene->framed);
    if (!scene->framed)
        return false;
    for (uint32_t q = 0; q < doc->quotes.n; q++) {
        const struct ws_quote *quote = &doc->quotes.v[q];
        scene->framed[q] = (struct ws_framed){.by = WS_SYM_NONE};
        if (quote->parent != WS_NONE || quote->type != WS_QUOTE_DIRECT)
            continue;
        note_frame(scene, q, floor, lead, goes_on);
        lead = scene->framed[q].opens;
        goes_on = scene->framed[q].by == WS_SYM_ANSWER;
        floor = quote->outer.end;
        if (goes_on && answers++ == 0)
            first = quote->outer.start;
    }
    if (answers >= MIN_QUESTIONS)
        scene->interviewed = find_guest(scene, first);
    return true;
}

/* The voice of the label's person, or of its words. */
static void
speak_label(const struct ws_scene *scene, struct ws_span label, struct ws_voice *voice)
{
    const struct ws_doc *doc = scene->doc;
    uint32_t m;

    voice->span = voice->name = label;
    voice->kind = WS_PHRASE_ROLE;
    voice->anonymous = true;
    ws_list_bisect(&doc->mentions, span.start, <, label.start, m);
    for (; m < doc->mentions.n && doc->mentions.v[m].span.start < label.end; m++) {
        const struct ws_mention *mention = &doc->mentions.v[m];
        if (mention->type != scene->phrases.person || mention->entity == WS_NONE)
            continue;
        voice->entity = mention->entity;
        voice->name = scene->shown[mention->entity];
        voice->kind = WS_PHRASE_PERSON;
        voice->anonymous = false;
        return;
    }
}

/* The last words before quote @q that name whoever is interviewed. */
static struct ws_span
named_last(const struct ws_scene *scene, uint32_t q)
{
    const struct ws_doc *doc = scene->doc;
    const struct ws_entity *entity = &doc->entities.v[scene->interviewed];
    uint32_t low = 0, high = entity->mentions.n;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->mentions.v[entity->mentions.v[middle]].span.end <= doc->quotes.v[q].outer.start)
            low = middle;
        else
            high = middle;
    }
    return doc->mentions.v[entity->mentions.v[low]].span;
}

bool
ws_page_voice(const struct ws_scene *scene, uint32_t q, struct ws_voice *voice)
{
    const struct ws_framed *framed = &scene->framed[q];

    *voice = (struct ws_voice){
        .sort = WS_VOICE_PAGE, .phrase = WS_NONE, .from = WS_NONE, .entity = WS_NONE};
    if (framed->by == WS_SYM_LABEL) {
        speak_label(scene, framed->label, voice);
        return true;
    }
    if (framed->by != WS_SYM_ANSWER || scene->interviewed == WS_NONE)
        return false;
    voice->entity = scene->interviewed;
    voice->kind = WS_PHRASE_PERSON;
    voice->span = named_last(scene, q);
    voice->name = scene->shown[scene->interviewed];
    return true;
}
