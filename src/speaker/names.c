/*
 * speaker/names.c - see names.h.
 */
#include "speaker/names.h"

#include <string.h>

#include "base/chars.h"

#define MAX_FULLER 25  /* characters of a fuller name */
#define MOST_NEAR  100 /* mentions looked at for the body that a word stands for */

/* Mr. and Ms. before a name say what he and she may mean. */
static void
note_genders(struct ws_scene *scene)
{
    const struct ws_doc *doc = scene->doc;

    for (uint32_t m = 0; m < doc->mentions.n; m++) {
        const struct ws_mention *mention = &doc->mentions.v[m];
        const char *gender;
        uint32_t w;
        if (mention->type != scene->phrases.person || mention->entity == WS_NONE)
            continue;
        w = ws_look_word(doc, mention->span.start);
        if (w == 0 || !(doc->shapes[w - 1].classes & doc->pack->is.honorific))
            continue;
        gender = ws_entry_attr(ws_look_entry(doc, doc->shapes[w - 1].entry),
                               doc->pack->is.honorific, "gender");
        if (gender && gender[1] == '\0')
            scene->gender[mention->entity] = (uint8_t)gender[0];
    }
}

/* The name to show is the entity's fullest; where that is a letter or a family name alone,
 * with what stands behind it: A씨, 이 연구원. */
static void
note_names(struct ws_scene *scene)
{
    const struct ws_doc *doc = scene->doc;
    bool lone = doc->pack->features & WS_FEATURE_FAMILY_FIRST;

    for (uint32_t e = 0; e < doc->entities.n; e++)
        scene->shown[e] = doc->entities.v[e].name;
    for (uint32_t k = 0; k < scene->phrases.list.n && lone; k++) {
        const struct ws_phrase *phrase = &scene->phrases.list.v[k];
        struct ws_span *shown;
        uint32_t start;
        if (phrase->kind != WS_PHRASE_PERSON || phrase->entity == WS_NONE)
            continue;
        shown = &scene->shown[phrase->entity];
        start = doc->mentions.v[phrase->mention].span.start;
        if (ws_span_len(*shown) <= 2 &&
            ws_span_len(*shown) == ws_span_len(doc->mentions.v[phrase->mention].span) &&
            doc->text.cls[doc->mentions.v[phrase->mention].span.end] != WS_CH_OPEN &&
            phrase->span.end > start + ws_span_len(*shown) && phrase->span.end - start < 12)
            *shown = (struct ws_span){start, phrase->span.end};
    }
}

/* Does the name of a body end in one of @ends, parted by |? */
static bool
ends_in(const struct ws_doc *doc, struct ws_span name, const char *ends)
{
    while (*ends) {
        struct ws_span end = name;
        size_t len = strcspn(ends, "|");

        for (end.start = name.start + 1; end.start < name.end; end.start++)
            if (ws_doc_is(doc, end, ends, len))
                return true;
        ends += len + (ends[len] == '|');
    }
    return false;
}

/* Does the name of mention @m, a body, end in one of @ends, or where there are none in @word? */
static bool
is_body_of(const struct ws_scene *scene, uint32_t m, struct ws_span word, const char *ends)
{
    const struct ws_doc *doc = scene->doc;
    const struct ws_mention *mention = &doc->mentions.v[m];
    struct ws_span end = mention->span;

    if (mention->type != scene->phrases.org || mention->parent != WS_NONE ||
        mention->entity == WS_NONE)
        return false;
    if (ends)
        return ends_in(doc, mention->span, ends);
    if (ws_span_len(end) <= ws_span_len(word))
        return false;
    end.start = end.end - ws_span_len(word);
    return ws_doc_same(doc, end, word);
}

/* The body of that kind named last before @word, for a headline the first behind it; WS_NONE. */
static uint32_t
body_near(const struct ws_scene *scene, struct ws_span word, const char *ends)
{
    const struct ws_doc *doc = scene->doc;
    uint32_t here;

    ws_list_bisect(&doc->mentions, span.start, <, word.start, here);
    for (uint32_t m = here; m > 0 && here - m < MOST_NEAR; m--)
        if (is_body_of(scene, m - 1, word, ends))
            return doc->mentions.v[m - 1].entity;
    if (ws_doc_zone(doc, word.start) != WS_ZONE_HEADLINE)
        return WS_NONE;
    for (uint32_t m = here; m < doc->mentions.n && m - here < MOST_NEAR; m++)
        if (is_body_of(scene, m, word, ends))
            return doc->mentions.v[m].entity;
    return WS_NONE;
}

/* The person of family name @family, or of any where it is NULL, that is named most often, of
 * those named before @at; WS_NONE. */
static uint32_t
person_meant(const struct ws_scene *scene, const char *family, uint32_t at)
{
    const struct ws_doc *doc = scene->doc;
    uint32_t best = WS_NONE, most = 0;

    for (uint32_t e = 0; e < doc->entities.n; e++) {
        const struct ws_entity *entity = &doc->entities.v[e];
        struct ws_span head = {entity->name.start, entity->name.start + 1};
        if (entity->type != scene->phrases.person || entity->mentions.n <= most ||
            doc->mentions.v[entity->mentions.v[0]].span.start >= at ||
            (family &&
             (ws_span_len(entity->name) < 2 || !ws_doc_is(doc, head, family, strlen(family)))))
            continue;
        best = e;
        most = entity->mentions.n;
    }
    return best;
}

/* Whom a word alone stands for: 재판부, 협회 for a body, 피고인 for a person (stands=), 洪 in a
 * headline for whoever has that family name (name=); WS_NONE where there is nobody. */
static uint32_t
stands_for(const struct ws_scene *scene, const struct ws_phrase *phrase)
{
    const struct ws_doc *doc = scene->doc;
    const struct ws_class_sets *is = &doc->pack->is;
    const struct ws_shape *shape = &doc->shapes[phrase->first];
    struct ws_span word = {phrase->span.start, shape->stem_end};
    const struct ws_entry *entry;
    const char *ends = NULL;

    if (phrase->first + phrase->side != phrase->last)
        return WS_NONE;
    if (shape->entry != WS_NONE) {
        entry = ws_look_entry(doc, shape->entry);
        if (shape->classes & is->role && ws_entry_attr(entry, is->role, "stands"))
            return person_meant(scene, NULL, word.start);
        if (shape->classes & is->family && ws_entry_attr(entry, is->family, "name") &&
            ws_doc_zone(doc, word.start) == WS_ZONE_HEADLINE)
            return person_meant(scene, ws_entry_attr(entry, is->family, "name"), doc->text.n);
        ends = ws_entry_attr(entry, is->org_generic, "stands");
    }
    return ends || ws_span_len(word) > (shape->classes & is->org_suffix ? 1u : 2u)
               ? body_near(scene, word, ends)
               : WS_NONE;
}

static void
note_stand_ins(struct ws_scene *scene)
{
    for (uint32_t k = 0; k < scene->phrases.list.n; k++) {
        struct ws_phrase *phrase = &scene->phrases.list.v[k];
        if (phrase->kind >= WS_PHRASE_ROLE && phrase->kind != WS_PHRASE_PRONOUN &&
            phrase->mention == WS_NONE)
            phrase->entity = stands_for(scene, phrase);
    }
}

void
ws_names_note(struct ws_scene *scene)
{
    note_genders(scene);
    note_names(scene);
    note_stand_ins(scene);
}

static bool
is_reporter(const struct ws_doc *doc, uint32_t entity)
{
    for (uint32_t r = 0; r < doc->reporters.n; r++) {
        uint32_t m = doc->reporters.v[r].mention;
        if (m != WS_NONE && m < doc->mentions.n && doc->mentions.v[m].entity == entity)
            return entity != WS_NONE;
    }
    return false;
}

/* Trump, who said: the name before it speaks. */
static bool
is_relative(const struct ws_doc *doc, const struct ws_phrase *phrase)
{
    return ws_phrase_pronoun(doc, phrase, "relative")[0] &&
           ws_phrase_pronoun(doc, phrase, "case")[0] == 's';
}

/* Third person, not "myself" or "everyone". */
static bool
pronoun_speaks(const struct ws_doc *doc, const struct ws_phrase *phrase)
{
    const char *kase = ws_phrase_pronoun(doc, phrase, "case");

    return ws_phrase_pronoun(doc, phrase, "person")[0] == '3' &&
           !ws_phrase_pronoun(doc, phrase, "reflexive")[0] && (!kase[0] || kase[0] == 's');
}

static bool
gender_fits(const struct ws_scene *scene, uint32_t entity, const char *gender)
{
    return !gender[0] || gender[1] || !scene->gender[entity] ||
           scene->gender[entity] == (uint8_t)gender[0];
}

/* May the speaker of @quote be what @phrase, a pronoun, stands for? */
static bool
pronoun_fits(const struct ws_scene *scene, const struct ws_phrase *phrase,
             const struct ws_speaker *speaker)
{
    bool person = speaker->entity != WS_NONE &&
                  scene->doc->entities.v[speaker->entity].type == scene->phrases.person;

    if (ws_phrase_pronoun(scene->doc, phrase, "number")[0] == 'p')
        return !person;
    if (speaker->entity == WS_NONE)
        return true;
    return person &&
           gender_fits(scene, speaker->entity, ws_phrase_pronoun(scene->doc, phrase, "gender"));
}

/* How many quotes start before @at. */
static uint32_t
quotes_before(const struct ws_doc *doc, uint32_t at)
{
    uint32_t i;

    ws_list_bisect(&doc->quotes, outer.start, <, at, i);
    return i;
}

/* The last quote before @phrase whose speaker it may stand for; WS_NONE. */
static uint32_t
said_before(const struct ws_scene *scene, const struct ws_phrase *phrase)
{
    const struct ws_doc *doc = scene->doc;
    uint32_t steps = 0;

    for (uint32_t q = quotes_before(doc, phrase->span.start); q-- > 0 && steps < 5;) {
        const struct ws_quote *quote = &doc->quotes.v[q];
        if (quote->outer.end > phrase->span.start || !quote->speaker.known ||
            quote->parent != WS_NONE || quote->type == WS_QUOTE_HEADLINE)
            continue;
        if (pronoun_fits(scene, phrase, &quote->speaker) &&
            (quote->speaker.entity != WS_NONE || scene->kind[q] != WS_PHRASE_NOUN))
            return q;
        steps++;
    }
    return WS_NONE;
}

/* The person named last, behind @from and before the sentence of @phrase, where subjects stand; of
 * the topics of one sentence the first is its own. */
static uint32_t
named_before(const struct ws_scene *scene, const struct ws_phrase *phrase, uint32_t from)
{
    const struct ws_doc *doc = scene->doc;
    bool stems = doc->pack->features & WS_FEATURE_STEMS;
    uint32_t k = (uint32_t)(phrase - scene->phrases.list.v), subject = WS_NONE, topic = WS_NONE;
    uint32_t sentence = phrase->sentence;

    while (k-- > 0) {
        const struct ws_phrase *other = &scene->phrases.list.v[k];
        struct ws_speaker speaker = {.entity = other->entity};
        if (other->sentence != sentence && topic != WS_NONE)
            break;
        sentence = other->sentence;
        if (phrase->sentence - sentence > 4 || other->span.start < from)
            break;
        if (other->entity == WS_NONE || other->quote != WS_NONE || sentence == phrase->sentence ||
            !pronoun_fits(scene, phrase, &speaker))
            continue;
        if (!stems)
            return other->entity;
        if (other->role == WS_ROLE_TOPIC || other->role == WS_ROLE_ALSO)
            topic = other->entity;
        else if (other->role == WS_ROLE_SUBJECT && subject == WS_NONE)
            subject = other->entity;
    }
    return topic != WS_NONE ? topic : subject;
}

/* Whom a pronoun stands for: a person named since the last quote, else its speaker. */
static void
resolve_pronoun(const struct ws_scene *scene, const struct ws_phrase *phrase,
                struct ws_voice *voice)
{
    const struct ws_doc *doc = scene->doc;
    uint32_t said, named;

    if (ws_phrase_pronoun(doc, phrase, "human")[0] == '0')
        return;
    said = said_before(scene, phrase);
    named = named_before(scene, phrase, said == WS_NONE ? 0 : doc->quotes.v[said].outer.end);
    if (named != WS_NONE) {
        voice->entity = named;
    } else if (said != WS_NONE) {
        voice->entity = doc->quotes.v[said].speaker.entity;
        voice->name = doc->quotes.v[said].speaker.name;
        voice->anonymous = doc->quotes.v[said].speaker.anonymous;
    }
}

/* 이, 해당: does the word say that what follows was named before? */
static bool
points_back(const struct ws_doc *doc, uint32_t w)
{
    uint32_t entry = doc->shapes[w].entry;

    return entry != WS_NONE && ws_entry_number(ws_look_entry(doc, entry), 0, "points", 0);
}

/* Where @phrase, a noun alone (변호인) or one that is pointed at (이 관계자), ends an earlier
 * and longer phrase: the words of the nearest such, else its own. */
static struct ws_span
fuller_name(const struct ws_scene *scene, const struct ws_phrase *phrase)
{
    const struct ws_doc *doc = scene->doc;
    struct ws_span tail = phrase->span;
    uint32_t k = (uint32_t)(phrase - scene->phrases.list.v), steps = 0;

    if (phrase->first < phrase->last && doc->shapes[phrase->first].mention == WS_NONE &&
        points_back(doc, phrase->first))
        tail.start = doc->words.v[phrase->first + 1].span.start;
    else if (phrase->first < phrase->last || phrase->kind == WS_PHRASE_NOUN)
        return phrase->span;
    while (k-- > 0 && steps++ < 200) {
        const struct ws_phrase *other = &scene->phrases.list.v[k];
        struct ws_span end = {other->span.end - ws_span_len(tail), other->span.end};
        if (other->kind == phrase->kind && ws_span_len(other->span) > ws_span_len(tail) + 1 &&
            ws_span_len(other->span) <= MAX_FULLER && ws_doc_same(doc, end, tail) &&
            !ws_ch_is_word(doc->text.cls[end.start - 1]))
            return other->span;
    }
    return phrase->span;
}

bool
ws_names_voice(const struct ws_scene *scene, uint32_t k, struct ws_voice *voice)
{
    const struct ws_doc *doc = scene->doc;
    const struct ws_phrase *phrase = &scene->phrases.list.v[k];

    *voice = (struct ws_voice){.sort = WS_VOICE_PHRASE,
                               .phrase = k,
                               .from = WS_NONE,
                               .entity = phrase->entity,
                               .span = phrase->span,
                               .name = phrase->span,
                               .kind = phrase->kind};
    if (phrase->kind == WS_PHRASE_PRONOUN) {
        if (is_relative(doc, phrase) && k > 0) {
            ws_names_voice(scene, k - 1, voice);
            voice->phrase = k;
            voice->span = phrase->span;
            voice->kind = phrase->kind;
            return voice->name.end > voice->name.start;
        }
        if (!pronoun_speaks(doc, phrase))
            return false;
        resolve_pronoun(scene, phrase, voice);
    }
    if (is_reporter(doc, voice->entity))
        return false;
    if (voice->entity == WS_NONE &&
        (phrase->kind == WS_PHRASE_ROLE || phrase->kind == WS_PHRASE_NOUN ||
         phrase->kind == WS_PHRASE_TITLE)) {
        voice->anonymous = phrase->kind != WS_PHRASE_TITLE;
        if (scene->fuller[k].end == 0) /* no name ends there */
            scene->fuller[k] = fuller_name(scene, phrase);
        voice->name = scene->fuller[k];
    }
    if (voice->entity != WS_NONE)
        voice->name = scene->shown[voice->entity];
    return true;
}
