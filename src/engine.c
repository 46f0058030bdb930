/*
 * engine.c - the only file that calls all ten rooms, top to bottom.
 */
#include "engine.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "base/file.h"
#include "dict/match.h"
#include "layout/zones.h"
#include "norm/clean.h"
#include "quote/find.h"
#include "read/record.h"
#include "resolve/resolve.h"
#include "rule/cands.h"
#include "rule/number.h"
#include "rule/period.h"
#include "segment/sentences.h"
#include "segment/words.h"
#include "speaker/attribute.h"
#include "write/json.h"

#define GUESS_CHARS   2000 /* looked at to tell languages of one script apart */
#define GUESS_LETTERS 12

const struct ws_pack *
ws_engine_pack(const whosaid_engine *engine, const char *lang)
{
    for (uint32_t i = 0; i < engine->npacks; i++)
        if (strcmp(engine->packs[i].lang, lang) == 0)
            return &engine->packs[i];
    return NULL;
}

/* How many of the first words of @doc are closed-class words of @pack (the, of, le, des), and where
 * two packs have as many of them, how many are entries at all. */
static uint32_t
count_familiar(const struct ws_doc *doc, const struct ws_pack *pack)
{
    const struct ws_lexicon *lexicon = &pack->lexicon;
    uint32_t closed = 0, known = 0, small[GUESS_LETTERS];

    for (uint32_t at = 0; at < doc->text.n && at < GUESS_CHARS; at++) {
        uint32_t start = at, n;
        const struct ws_entry *entry;

        for (; ws_ch_is_word(doc->text.cls[at]); at++)
            if (at - start < GUESS_LETTERS)
                small[at - start] =
                    doc->text.cls[at] == WS_CH_UPPER ? doc->text.ch[at] | 0x20 : doc->text.ch[at];
        n = at - start;
        if (n == 0 || n > GUESS_LETTERS)
            continue;
        entry = ws_lexicon_find(lexicon, &lexicon->main, small, n);
        closed += entry && entry->classes & pack->is.function;
        known += entry || ws_lexicon_find(lexicon, &lexicon->main, doc->text.ch + start, n);
    }
    return closed * GUESS_CHARS + known;
}

static bool
shares_script(const whosaid_engine *engine, uint32_t pack)
{
    for (uint32_t i = 0; i < engine->npacks; i++)
        if (i != pack && engine->packs[i].script == engine->packs[pack].script)
            return true;
    return false;
}

/* The pack whose letters the text has most of, among the first characters; of several with those
 * letters the one whose words it has most of, and then the one that knows more words. */
static const struct ws_pack *
pack_for_text(const whosaid_engine *engine, const struct ws_doc *doc)
{
    uint32_t count[WS_CH_COUNT] = {0};
    const struct ws_pack *best = &engine->packs[0];
    uint32_t most = 0, familiar = 0;

    for (uint32_t i = 0; i < doc->text.n && i < 20000; i++)
        count[doc->text.cls[i]]++;
    count[WS_CH_LOWER] += count[WS_CH_UPPER];
    /* a syllable block is some two and a half letters */
    count[WS_CH_HANGUL] = count[WS_CH_HANGUL] * 5 / 2;
    for (uint32_t i = 0; i < engine->npacks; i++) {
        const struct ws_pack *pack = &engine->packs[i];
        uint32_t votes = count[pack->script], words;
        if (votes == 0 || votes < most)
            continue;
        words = shares_script(engine, i) ? count_familiar(doc, pack) : 0;
        if (votes > most || words > familiar ||
            (words == familiar && pack->lexicon.nentries > best->lexicon.nentries)) {
            most = votes;
            familiar = words;
            best = pack;
        }
    }
    return best;
}

static const struct ws_pack *
choose_pack(const whosaid_engine *engine, const struct ws_doc *doc)
{
    const struct ws_pack *pack = doc->lang ? ws_engine_pack(engine, doc->lang) : NULL;

    if (!pack)
        pack = engine->lang;
    return pack ? pack : pack_for_text(engine, doc);
}

void
ws_engine_weigh(whosaid_engine *engine)
{
    for (uint32_t i = 0; i < engine->npacks; i++)
        ws_then_load(&engine->then[i], &engine->packs[i]);
}

typedef whosaid_status room(struct ws_doc *doc, whosaid_error *err);

static const struct {
    const char *name;
    room *run;
} rooms[] = {
    {"layout", ws_layout_zones},       {"segment", ws_segment_words},
    {"segment", ws_segment_sentences}, {"dict", ws_dict_match},
    {"rule", ws_rule_patterns},        {"rule", ws_rule_periods},
    {"rule", ws_rule_cands},           {"resolve", ws_resolve},
    {"quote", ws_quote_find},          {"speaker", ws_speaker_attribute},
};

whosaid_status
ws_engine_walk(const whosaid_engine *engine, struct ws_doc *doc, const char *until,
               whosaid_error *err)
{
    whosaid_status status = ws_norm_clean(doc, err);
    bool last = false;

    doc->pack = choose_pack(engine, doc);
    doc->then = &engine->then[doc->pack - engine->packs];
    if (doc->lang && strcmp(doc->lang, doc->pack->lang) != 0 && strcmp(doc->lang, "auto") != 0 &&
        !ws_doc_warn(doc, "unknown_lang", "'lang' has no language pack and was ignored"))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    if (!doc->given.year && engine->date.year) {
        doc->given = engine->date;
        doc->given_from = "option";
    }
    for (size_t i = 0; !status && i < sizeof rooms / sizeof *rooms; i++) {
        if (last && strcmp(rooms[i].name, until) != 0)
            break;
        status = rooms[i].run(doc, err);
        last = until && strcmp(rooms[i].name, until) == 0;
    }
    return status;
}

/* The types, from the first pack that is packed, or from types.tsv; all have the same. */
static whosaid_status
meet_types(whosaid_engine *engine, const char *text, size_t len, const char *path,
           whosaid_error *err)
{
    if (!engine->types.text)
        return ws_types_read(&engine->types, &engine->arena, text, len, path, err);
    if (engine->types.len != len || memcmp(engine->types.text, text, len) != 0)
        return ws_fail_at(err, WHOSAID_E_PACK, path, 0, 0,
                          "other types than the other packs here: pack them again together");
    return WHOSAID_OK;
}

/* "ko.pack" in @dir. */
static whosaid_status
map_pack(whosaid_engine *engine, const char *path, const struct ws_own_dicts *own,
         struct ws_arena *work, whosaid_error *err)
{
    struct ws_image image;
    const char *types;
    size_t len;
    whosaid_status status = ws_image_map(&image, path, err);

    if (status)
        return status;
    types = ws_image_text(&image, WS_IMAGE_TYPES);
    len = (size_t)image.head->sections[WS_IMAGE_TYPES].len - 1;
    status = meet_types(engine, types, len, path, err);
    if (!status)
        status = ws_image_verify(&image, &engine->types, err);
    if (status)
        ws_image_unmap(&image);
    return status ? status
                  : ws_pack_map(&engine->packs[engine->npacks], &image, &engine->types, own,
                                &engine->arena, work, err);
}

/* The folder "ko" in @dir. */
static whosaid_status
load_pack(whosaid_engine *engine, const char *dir, const char *path, const struct ws_own_dicts *own,
          struct ws_arena *work, whosaid_error *err)
{
    const char *types = ws_file_path(&engine->arena, dir, "types.tsv");
    char *text;
    size_t len;
    whosaid_status status = types ? ws_file_read(&text, &len, &engine->arena, types, err)
                                  : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");

    if (!status)
        status = meet_types(engine, text, len, types, err);
    if (!status)
        status = ws_pack_load(&engine->packs[engine->npacks], path, &engine->types, own,
                              &engine->arena, work, err);
    return status == WHOSAID_E_IO ? WHOSAID_E_PACK : status;
}

static whosaid_status
load_packs(whosaid_engine *engine, const whosaid_options *options, const char *dir,
           whosaid_error *err)
{
    const char *const *names = NULL;
    size_t n = 0;
    const struct ws_own_dicts own = {options->newsroom_dir, options->dicts, options->ndicts};
    whosaid_status status = ws_file_packs(&names, &n, &engine->arena, dir, err);
    struct ws_arena work;

    if (!status && own.newsroom && !ws_file_is_dir(own.newsroom))
        return ws_fail_at(err, WHOSAID_E_PACK, own.newsroom, 0, 0, "no such folder");
    ws_arena_init(&work, &engine->arena.mem);
    ws_arena_expect_much(&work);
    work.keep = SIZE_MAX; /* one pack after the other */
    for (size_t i = 0; !status && i < n && engine->npacks < WS_MAX_PACKS; i++) {
        const char *path = ws_file_path(&engine->arena, dir, names[i]);

        if (!path) {
            status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
            break;
        }
        status = ws_file_is_dir(path) ? load_pack(engine, dir, path, &own, &work, err)
                                      : map_pack(engine, path, &own, &work, err);
        engine->npacks += !status;
    }
    ws_arena_release(&work);
    if (!status && !engine->npacks)
        status = ws_fail_at(err, WHOSAID_E_PACK, dir, 0, 0, "no language pack in this folder");
    return status;
}

/* "PERSON,ORG" into bits. */
static whosaid_status
read_types(whosaid_engine *engine, const char *list, whosaid_error *err)
{
    engine->mention_types = list ? 0 : 0xFFFF;
    while (list && *list) {
        size_t len = strcspn(list, ",");
        int type = ws_types_type(&engine->types, list, len);

        if (type < 0)
            return ws_fail(err, WHOSAID_E_USAGE, "unknown type '%.*s'", (int)len, list);
        engine->mention_types |= (uint16_t)(1 << type);
        list += len + (list[len] == ',');
    }
    return WHOSAID_OK;
}

static whosaid_status
read_options(whosaid_engine *engine, const whosaid_options *options, whosaid_error *err)
{
    int year = 0, month = 0, day = 0, used = 0;

    engine->offsets = options->offsets;
    engine->explain = options->explain != 0;
    engine->indent = options->indent != 0;
    if (options->lang && strcmp(options->lang, "auto") != 0) {
        engine->lang = ws_engine_pack(engine, options->lang);
        if (!engine->lang)
            return ws_fail(err, WHOSAID_E_USAGE, "no language pack '%s'", options->lang);
    }
    if (options->date) {
        if (sscanf(options->date, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 ||
            options->date[used] || month < 1 || month > 12 || day < 1 || day > 31 || year < 1)
            return ws_fail(err, WHOSAID_E_USAGE, "date '%s' is not of the form 2020-12-07",
                           options->date);
        engine->date = (struct ws_day){(int16_t)year, (int8_t)month, (int8_t)day};
    }
    return read_types(engine, options->types, err);
}

whosaid_status
whosaid_engine_new(whosaid_engine **out, const whosaid_options *options, whosaid_error *err)
{
    static const whosaid_options defaults = {0};
    whosaid_allocator mem;
    whosaid_engine *engine;
    const char *dir;
    whosaid_status status;

    *out = NULL;
    options = options ? options : &defaults;
    mem = options->allocator ? *options->allocator : ws_allocator_default();
    engine = mem.resize(mem.user, NULL, sizeof *engine);
    if (!engine)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    memset(engine, 0, offsetof(struct whosaid_engine, packs));
    ws_arena_init(&engine->arena, &mem);
    ws_arena_expect_much(&engine->arena);
    ws_chars_init(&engine->chars);
    dir = options->dict_dir ? options->dict_dir : whosaid_dict_dir();
    status = load_packs(engine, options, dir, err);
    if (!status) {
        ws_engine_weigh(engine);
        status = read_options(engine, options, err);
    }
    if (status) {
        whosaid_engine_free(engine);
        if (err)
            err->status = status;
        return status;
    }
    *out = engine;
    return WHOSAID_OK;
}

void
whosaid_engine_free(whosaid_engine *engine)
{
    whosaid_allocator mem;

    if (!engine)
        return;
    mem = engine->arena.mem;
    for (uint32_t i = 0; i < engine->npacks; i++)
        ws_pack_release(&engine->packs[i]);
    ws_arena_release(&engine->arena);
    mem.release(mem.user, engine);
}

whosaid_status
whosaid_result_new(whosaid_result **out, const whosaid_engine *engine, whosaid_error *err)
{
    whosaid_allocator mem = engine->arena.mem;
    whosaid_result *result = mem.resize(mem.user, NULL, sizeof *result);
    whosaid_status status;

    *out = NULL;
    if (!result)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    *result = (whosaid_result){.engine = engine};
    ws_buf_init(&result->json, &mem);
    status = ws_doc_init(&result->doc, &engine->chars, &mem, err);
    if (status) {
        mem.release(mem.user, result);
        return status;
    }
    result->doc.keep_rows = engine->explain;
    *out = result;
    return WHOSAID_OK;
}

void
whosaid_result_free(whosaid_result *result)
{
    if (!result)
        return;
    ws_doc_release(&result->doc);
    ws_buf_release(&result->json);
    result->engine->arena.mem.release(result->engine->arena.mem.user, result);
}

whosaid_status
whosaid_analyze(whosaid_result *result, const whosaid_input *input, whosaid_error *err)
{
    const whosaid_engine *engine = result->engine;
    const struct ws_write_options options = {.offsets = engine->offsets,
                                             .types = engine->mention_types,
                                             .explain = engine->explain,
                                             .indent = engine->indent};
    whosaid_error own = {0};
    whosaid_status status;

    ws_doc_clear(&result->doc);
    ws_buf_clear(&result->json);
    err = err ? err : &own;
    err->status = WHOSAID_OK;
    result->doc.pack = &engine->packs[0];
    status = ws_read_record(&result->doc, input, err);
    if (status && status != WHOSAID_E_NOMEM)
        ws_write_error(&result->json, input->line, result->doc.id, err);
    if (!status)
        status = ws_engine_walk(engine, &result->doc, NULL, err);
    if (!status)
        ws_write_json(&result->json, &result->doc, &options);
    if (!ws_buf_cstr(&result->json)) {
        status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    if (status == WHOSAID_E_NOMEM)
        ws_buf_clear(&result->json);
    return status;
}

const char *
whosaid_result_json(const whosaid_result *result, size_t *len)
{
    if (len)
        *len = result->json.len;
    return result->json.len ? result->json.bytes : "";
}
