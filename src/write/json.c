/*
 * write/json.c - the answer, field by field; see json.h.
 *
 * The order of fields is the order in which a reader asks: what is this, who is in it,
 * who said what.  A field without a value is left out, but for those of the article
 * itself, which are null.
 */
#include "write/json.h"

#include "base/json.h"
#include "write/explain.h"
#include "write/out.h"

static const char *const zone_words[] = {
#define WS_ZONE_WORD(id, word) word,
    WS_ZONE_LIST(WS_ZONE_WORD)
#undef WS_ZONE_WORD
};

static const char *const how_words[] = {
#define WS_HOW_WORD(id, word) word,
    WS_HOW_LIST(WS_HOW_WORD)
#undef WS_HOW_WORD
};

static const char *const quote_words[] = {"direct", "headline", "indirect"};

/* "name":[ */
static void
open_list(struct ws_out *out, const char *name)
{
    ws_out_key(out, name);
    ws_out_open(out, '[');
}

static void
write_day(struct ws_out *out, const char *name, struct ws_day day)
{
    if (day.year) {
        ws_out_key(out, name);
        ws_out_day(out, day);
    }
}

/* A name and characters; null where @span is empty. */
static void
write_chars(struct ws_out *out, const char *name, struct ws_span span)
{
    ws_out_key(out, name);
    ws_out_chars(out, span);
}

static void
write_head(struct ws_out *out)
{
    const struct ws_doc *doc = out->doc;

    ws_out_key(out, "id");
    ws_out_raw(out, doc->id);
    ws_out_key_str(out, "whosaid", WHOSAID_VERSION);
    ws_out_key_str(out, "pack", doc->pack->version);
    ws_out_key_str(out, "lang", doc->pack->lang);
    ws_out_key(out, "published");
    if (doc->published.year) {
        ws_out_open(out, '{');
        write_day(out, "date", doc->published);
        ws_out_key_str(out, "from", doc->published_from);
        ws_out_close(out, '}');
    } else {
        ws_out_raw(out, NULL);
    }
    write_chars(out, "outlet", doc->outlet);
    write_chars(out, "place", doc->place);
}

static void
write_reporters(struct ws_out *out)
{
    const struct ws_doc *doc = out->doc;

    open_list(out, "reporters");
    for (uint32_t i = 0; i < doc->reporters.n; i++) {
        const struct ws_reporter *reporter = &doc->reporters.v[i];
        ws_out_next(out);
        ws_out_open(out, '{');
        if (reporter->mention < doc->mentions.n)
            ws_out_key_id(out, "mention", 'm', out->mention_id[reporter->mention]);
        write_chars(out, "name", reporter->name);
        if (ws_span_len(reporter->email))
            write_chars(out, "email", reporter->email);
        ws_out_close(out, '}');
    }
    ws_out_close(out, ']');
}

static void
write_layout(struct ws_out *out)
{
    const struct ws_doc *doc = out->doc;

    open_list(out, "zones");
    for (uint32_t i = 0; i < doc->zones.n; i++) {
        ws_out_next(out);
        ws_out_open(out, '{');
        ws_out_key_str(out, "kind", zone_words[doc->zones.v[i].kind]);
        ws_out_place(out, doc->zones.v[i].span);
        ws_out_close(out, '}');
    }
    ws_out_close(out, ']');
    open_list(out, "sentences");
    for (uint32_t i = 0; i < doc->sentences.n; i++) {
        ws_out_next(out);
        ws_out_open(out, '{');
        ws_out_place(out, doc->sentences.v[i].span);
        ws_out_key_uint(out, "zone", doc->sentences.v[i].zone);
        ws_out_close(out, '}');
    }
    ws_out_close(out, ']');
}

/* A day, a time, a length of time. */
static void
write_calendar(struct ws_out *out, const struct ws_value *value)
{
    ws_out_key_str(out, "timex", value->timex);
    write_day(out, "start", value->start);
    write_day(out, "end", value->end);
    ws_out_key_str(out, "grain", value->grain);
    if (value->repeat) {
        ws_out_key(out, "repeat");
        ws_out_raw(out, "true");
    }
}

/* An amount; of money with its currency, null where that is unknown. */
static void
write_amount(struct ws_out *out, const struct ws_value *value, bool money)
{
    ws_out_key_str(out, "amount", value->amount);
    if (money || value->currency) {
        ws_out_key(out, "currency");
        ws_out_str(out, value->currency);
    }
    ws_out_key_str(out, "unit", value->unit);
    ws_out_key_str(out, "min", value->min);
    ws_out_key_str(out, "max", value->max);
}

static void
write_value(struct ws_out *out, const struct ws_mention *mention)
{
    const struct ws_doc *doc = out->doc;
    const char *type = doc->pack->types->types[mention->type].name;
    const struct ws_value *value;

    if (mention->value >= doc->values.n)
        return;
    value = &doc->values.v[mention->value];
    ws_out_key(out, "value");
    ws_out_open(out, '{');
    if (value->timex)
        write_calendar(out, value);
    else
        write_amount(out, value, strcmp(type, "MONEY") == 0);
    if (value->approx || !value->timex) {
        ws_out_key(out, "approx");
        ws_out_raw(out, value->approx ? "true" : "false");
    }
    ws_out_close(out, '}');
}

static uint32_t
entity_id(const struct ws_out *out, uint32_t entity)
{
    return entity < out->doc->entities.n ? out->entity_id[entity] : 0;
}

static void
write_mention(struct ws_out *out, uint32_t at)
{
    const struct ws_doc *doc = out->doc;
    const struct ws_mention *mention = &doc->mentions.v[at];

    ws_out_next(out);
    ws_out_open(out, '{');
    ws_out_key_id(out, "id", 'm', out->mention_id[at]);
    ws_out_key_str(out, "type", doc->pack->types->types[mention->type].name);
    ws_out_place(out, mention->span);
    ws_out_text(out, mention->span);
    ws_out_key_id(out, "entity", 'e', entity_id(out, mention->entity));
    ws_out_key_id(out, "org", 'e', entity_id(out, mention->org));
    write_value(out, mention);
    ws_out_key_fixed(out, "score", (double)mention->score);
    if (mention->status)
        ws_out_key_str(out, "status", ws_sym_word((enum ws_sym)mention->status));
    if (mention->same < doc->mentions.n)
        ws_out_key_id(out, "same", 'm', out->mention_id[mention->same]);
    if (mention->parent < doc->mentions.n)
        ws_out_key_id(out, "parent", 'm', out->mention_id[mention->parent]);
    if (out->options->explain)
        ws_explain_mention(out, at);
    ws_out_close(out, '}');
}

static void
write_mentions(struct ws_out *out)
{
    open_list(out, "mentions");
    for (uint32_t i = 0; i < out->doc->mentions.n; i++)
        if (out->mention_id[i])
            write_mention(out, i);
    ws_out_close(out, ']');
}

static void
write_forms(struct ws_out *out, const char *name, const struct ws_span *spans, uint32_t n)
{
    open_list(out, name);
    for (uint32_t i = 0; i < n; i++) {
        ws_out_next(out);
        ws_out_chars(out, spans[i]);
    }
    ws_out_close(out, ']');
}

static void
write_entity(struct ws_out *out, uint32_t at)
{
    const struct ws_doc *doc = out->doc;
    const struct ws_entity *entity = &doc->entities.v[at];

    ws_out_next(out);
    ws_out_open(out, '{');
    ws_out_key_id(out, "id", 'e', out->entity_id[at]);
    ws_out_key_str(out, "type", doc->pack->types->types[entity->type].name);
    write_chars(out, "name", entity->name);
    write_forms(out, "aliases", entity->aliases.v, entity->aliases.n);
    write_forms(out, "titles", entity->titles.v, entity->titles.n);
    ws_out_key_id(out, "org", 'e', entity_id(out, entity->org));
    open_list(out, "mentions");
    for (uint32_t i = 0; i < entity->mentions.n; i++) {
        uint32_t id = out->mention_id[entity->mentions.v[i]];
        if (!id)
            continue;
        ws_out_next(out);
        ws_out_id(out, 'm', id);
    }
    ws_out_close(out, ']');
    ws_out_close(out, '}');
}

static void
write_entities(struct ws_out *out)
{
    open_list(out, "entities");
    for (uint32_t i = 0; i < out->doc->entities.n; i++)
        if (out->entity_id[i])
            write_entity(out, i);
    ws_out_close(out, ']');
}

static void
write_speaker(struct ws_out *out, const struct ws_speaker *speaker)
{
    ws_out_key(out, "speaker");
    if (!speaker->known) {
        ws_out_raw(out, NULL);
        return;
    }
    ws_out_open(out, '{');
    ws_out_key_id(out, "entity", 'e', entity_id(out, speaker->entity));
    write_chars(out, "name", speaker->name);
    if (ws_span_len(speaker->span)) {
        ws_out_place(out, speaker->span);
        ws_out_text(out, speaker->span);
    }
    ws_out_key_str(out, "how", how_words[speaker->how]);
    if (speaker->anonymous) {
        ws_out_key(out, "anonymous");
        ws_out_raw(out, "true");
    }
    ws_out_key_fixed(out, "score", (double)speaker->score);
    ws_out_close(out, '}');
}

/* The reporting words, with what the dictionary says of them. */
static void
write_cue(struct ws_out *out, const struct ws_quote *quote)
{
    const struct ws_pack *pack = out->doc->pack;
    uint64_t say = pack->is.verb_say | pack->is.noun_say;

    if (!ws_span_len(quote->cue))
        return;
    ws_out_key(out, "cue");
    ws_out_open(out, '{');
    ws_out_place(out, quote->cue);
    ws_out_text(out, quote->cue);
    if (quote->cue_entry < pack->lexicon.nentries) {
        const struct ws_entry *entry = &pack->lexicon.entries[quote->cue_entry];
        const char *lemma = ws_entry_attr(entry, say, "lemma");

        ws_out_key(out, "lemma");
        if (lemma)
            ws_out_str(out, lemma);
        else
            ws_json_runes(out->buf, ws_entry_runes(entry), entry->nrunes);
        ws_out_key_str(out, "act", ws_entry_attr(entry, say, "act"));
    }
    ws_out_close(out, '}');
}

static void
write_setting(struct ws_out *out, const char *key, struct ws_span span)
{
    if (!ws_span_len(span))
        return;
    ws_out_key(out, key);
    ws_out_open(out, '{');
    ws_out_place(out, span);
    ws_out_text(out, span);
    ws_out_close(out, '}');
}

static void
write_quote(struct ws_out *out, uint32_t at)
{
    const struct ws_doc *doc = out->doc;
    const struct ws_quote *quote = &doc->quotes.v[at];

    ws_out_next(out);
    ws_out_open(out, '{');
    ws_out_key_id(out, "id", 'q', at + 1);
    ws_out_key_str(out, "type", quote_words[quote->type]);
    ws_out_place(out, quote->span);
    ws_out_text(out, quote->span);
    write_speaker(out, &quote->speaker);
    write_cue(out, quote);
    write_setting(out, "to", quote->to);
    write_setting(out, "where", quote->where);
    ws_out_key_fixed(out, "score", (double)quote->score);
    ws_out_key_id(out, "matches", 'q', quote->matches < doc->quotes.n ? quote->matches + 1 : 0);
    ws_out_key_id(out, "continues", 'q',
                  quote->continues < doc->quotes.n ? quote->continues + 1 : 0);
    ws_out_key_id(out, "parent", 'q', quote->parent < doc->quotes.n ? quote->parent + 1 : 0);
    if (out->options->explain)
        ws_explain_quote(out, quote);
    ws_out_close(out, '}');
}

static void
write_quotes(struct ws_out *out)
{
    open_list(out, "quotes");
    for (uint32_t i = 0; i < out->doc->quotes.n; i++)
        write_quote(out, i);
    ws_out_close(out, ']');
}

static void
write_warning(struct ws_out *out, const struct ws_warning *warning)
{
    ws_out_next(out);
    ws_out_open(out, '{');
    ws_out_key_str(out, "code", warning->code);
    ws_out_key_uint(out, "count", warning->count);
    ws_out_key_str(out, "message", warning->message);
    ws_out_close(out, '}');
}

static void
write_tail(struct ws_out *out)
{
    const struct ws_doc *doc = out->doc;
    const struct ws_warning bad = {.code = "bad_utf8",
                                   .message = "bytes that are not UTF-8 were read as U+FFFD",
                                   .count = doc->text.replaced};

    open_list(out, "warnings");
    if (bad.count)
        write_warning(out, &bad);
    for (uint32_t i = 0; i < doc->warnings.n; i++)
        write_warning(out, &doc->warnings.v[i]);
    ws_out_close(out, ']');
    if (doc->source_json) {
        ws_out_key(out, "source");
        ws_out_raw(out, doc->source_json);
    }
}

/* Number what is given out: mentions of the types asked for, and the entities that one of
 * those belongs to, in their order. */
static bool
number_all(struct ws_out *out, struct ws_doc *doc)
{
    uint32_t mentions = 0, entities = 0;

    out->mention_id = ws_arena_zalloc(&doc->arena, (doc->mentions.n + 1) * sizeof(uint32_t));
    out->entity_id = ws_arena_zalloc(&doc->arena, (doc->entities.n + 1) * sizeof(uint32_t));
    if (!out->mention_id || !out->entity_id)
        return false;
    for (uint32_t i = 0; i < doc->mentions.n; i++)
        if (out->options->types >> doc->mentions.v[i].type & 1)
            out->mention_id[i] = ++mentions;
    for (uint32_t i = 0; i < doc->entities.n; i++) {
        const struct ws_entity *entity = &doc->entities.v[i];
        for (uint32_t k = 0; k < entity->mentions.n; k++) {
            if (out->mention_id[entity->mentions.v[k]]) {
                out->entity_id[i] = ++entities;
                break;
            }
        }
    }
    return true;
}

void
ws_write_json(struct ws_buf *buf, struct ws_doc *doc, const struct ws_write_options *options)
{
    struct ws_out out = {.buf = buf, .doc = doc, .arena = &doc->arena, .options = options};

    if (!number_all(&out, doc) ||
        !ws_offsets_init(&out.offsets, doc, options->offsets == WHOSAID_OFFSETS_CODEPOINT)) {
        buf->failed = true;
        return;
    }
    ws_buf_init(&out.scratch, &doc->arena.mem);
    ws_out_open(&out, '{');
    write_head(&out);
    write_reporters(&out);
    write_layout(&out);
    write_mentions(&out);
    write_entities(&out);
    write_quotes(&out);
    write_tail(&out);
    ws_out_close(&out, '}');
    buf->failed = buf->failed || out.scratch.failed;
    ws_buf_release(&out.scratch);
}

void
ws_write_error(struct ws_buf *out, uint64_t line, const char *id, const whosaid_error *err)
{
    ws_buf_str(out, "{\"line\":");
    if (line)
        ws_buf_uint(out, line);
    else
        ws_buf_str(out, "null");
    ws_buf_str(out, ",\"id\":");
    ws_buf_str(out, id ? id : "null");
    ws_buf_str(out, ",\"error\":{\"code\":\"");
    ws_buf_str(out, whosaid_status_word(err->status));
    ws_buf_str(out, "\",\"message\":");
    ws_json_string(out, err->text, strlen(err->text));
    ws_buf_str(out, "}}");
}
