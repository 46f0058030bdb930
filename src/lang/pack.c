/*
 * lang/pack.c - see pack.h.
 */
#include "lang/pack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/chars.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "lang/cldr.h"

static whosaid_status
read_features(struct ws_pack *pack, char *list, const char *path, uint32_t line, whosaid_error *err)
{
    static const struct {
        const char *word;
        enum ws_feature feature;
    } words[] = {{"stems", WS_FEATURE_STEMS},
                 {"capitals", WS_FEATURE_CAPITALS},
                 {"family-first", WS_FEATURE_FAMILY_FIRST},
                 {"elision", WS_FEATURE_ELISION},
                 {"decimal-comma", WS_FEATURE_DECIMAL_COMMA},
                 {"day-first", WS_FEATURE_DAY_FIRST}};
    char *rest = NULL;

    for (char *word = strtok_r(list, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        size_t i = 0;

        while (i < sizeof words / sizeof *words && strcmp(words[i].word, word) != 0)
            i++;
        if (i == sizeof words / sizeof *words)
            return ws_fail_at(err, WHOSAID_E_PACK, path, line, 1, "unknown feature '%s'", word);
        pack->features |= words[i].feature;
    }
    return WHOSAID_OK;
}

static whosaid_status
read_setting(struct ws_pack *pack, const struct ws_tsv *tsv, const char *path, whosaid_error *err)
{
    const char *key = tsv->fields[0];
    char *value = tsv->nfields > 1 ? tsv->fields[1] : NULL;

    if (!value)
        return ws_fail_at(err, WHOSAID_E_PACK, path, tsv->line, 1, "setting '%s' has no value",
                          key);
    if (strcmp(key, "lang") == 0)
        pack->lang = value;
    else if (strcmp(key, "name") == 0)
        pack->name = value;
    else if (strcmp(key, "threshold") == 0)
        pack->threshold = strtof(value, NULL);
    else if (strcmp(key, "features") == 0)
        return read_features(pack, value, path, tsv->line, err);
    else if (strcmp(key, "script") == 0 && strcmp(value, "Hang") == 0)
        pack->script = WS_CH_HANGUL;
    else if (strcmp(key, "script") == 0 && strcmp(value, "Latn") == 0)
        pack->script = WS_CH_LOWER;
    else
        return ws_fail_at(err, WHOSAID_E_PACK, path, tsv->line, 1, "unknown setting '%s %s'", key,
                          value);
    return WHOSAID_OK;
}

/* pack.tsv, from its bytes. */
static whosaid_status
read_settings(struct ws_pack *pack, const char *bytes, size_t len, const char *path,
              whosaid_error *err)
{
    char *copy = ws_arena_copy(pack->arena, bytes, len);
    struct ws_tsv tsv;
    whosaid_status status = WHOSAID_OK;

    if (!copy)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    tsv = ws_tsv_start(copy, len);
    while (!status && ws_tsv_next(&tsv))
        status = read_setting(pack, &tsv, path, err);
    if (!status && (!pack->lang || !pack->name || !pack->script))
        status = ws_fail_at(err, WHOSAID_E_PACK, path, 0, 0, "lang, name and script are needed");
    return status;
}

static whosaid_status
load_settings(struct ws_pack *pack, const char *dir, whosaid_error *err)
{
    const char *path = ws_file_path(pack->arena, dir, "pack.tsv");
    char *bytes;
    size_t len;
    whosaid_status status = path ? ws_file_read(&bytes, &len, pack->arena, path, err)
                                 : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");

    if (status)
        return status == WHOSAID_E_IO ? WHOSAID_E_PACK : status;
    return read_settings(pack, bytes, len, path, err);
}

/* Files of the folder that are entries: all but the settings and the weights. */
static bool
is_entries(const char *name)
{
    return strcmp(name, "pack.tsv") != 0 && strcmp(name, "weights.tsv") != 0;
}

/* What names and titles end with: matched from their end, inside longer words too. */
static uint64_t
suffix_classes(const struct ws_pack *pack)
{
    return pack->is.org_suffix | pack->is.org_unit | pack->is.place_suffix | pack->is.title |
           pack->is.title_suffix | pack->is.role | pack->is.honorific;
}

/* The entry files of folder @dir as lines of @layer; a missing folder has none. */
static whosaid_status
read_folder(struct ws_pack *pack, struct ws_lexicon_builder *builder, const char *dir,
            enum ws_layer layer, whosaid_error *err)
{
    const char *const *names;
    size_t n;
    whosaid_status status = ws_file_list(&names, &n, pack->arena, dir, ".tsv", err);

    for (size_t i = 0; !status && i < n; i++) {
        const char *path = is_entries(names[i]) ? ws_file_path(pack->arena, dir, names[i]) : "";

        if (!path)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        if (*path)
            status = ws_lexicon_builder_add_file(builder, path, layer, err);
    }
    return status;
}

/* The newsroom's files for all languages, and for this one. */
static whosaid_status
read_newsroom(struct ws_pack *pack, struct ws_lexicon_builder *builder, const char *dir,
              whosaid_error *err)
{
    const char *lang = ws_file_path(pack->arena, dir, pack->lang);
    whosaid_status status;

    if (!lang)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    status = read_folder(pack, builder, dir, WS_LAYER_NEWSROOM, err);
    return status ? status : read_folder(pack, builder, lang, WS_LAYER_NEWSROOM, err);
}

/* What CLDR knows in the pack's language. */
static whosaid_status
add_cldr(struct ws_pack *pack, struct ws_lexicon_builder *builder, whosaid_error *err)
{
    struct ws_buf buf;
    char *bytes;
    size_t len;

    ws_buf_init(&buf, &pack->arena->mem);
    ws_cldr_entries(&buf, pack->lang);
    len = buf.len;
    bytes = ws_buf_cstr(&buf) ? ws_arena_copy(pack->arena, buf.bytes, len) : NULL;
    ws_buf_release(&buf);
    if (!bytes)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    return ws_lexicon_builder_add_bytes(builder, "CLDR", bytes, len, WS_LAYER_BUILTIN, err);
}

/* The pack's own entries. */
static whosaid_status
load_entries(struct ws_pack *pack, const char *dir, whosaid_error *err)
{
    struct ws_lexicon_builder *builder = NULL;
    whosaid_status status =
        ws_lexicon_builder_new(&builder, pack->types, pack->arena, pack->work, err);

    if (!status)
        status = add_cldr(pack, builder, err);
    if (!status)
        status = read_folder(pack, builder, dir, WS_LAYER_BUILTIN, err);
    if (!status)
        status =
            ws_lexicon_builder_finish(builder, &pack->lexicon, NULL, suffix_classes(pack), err);
    ws_lexicon_builder_free(builder);
    return status == WHOSAID_E_IO ? WHOSAID_E_PACK : status;
}

static uint64_t
class_set(const struct ws_types *types, const char *name)
{
    char family[64];
    size_t len = strlen(name);

    if (name[len - 1] != '*')
        return ws_types_bit(types, name);
    snprintf(family, sizeof family, "%.*s", (int)(len - 1), name);
    return ws_types_family(types, family);
}

static void
find_sets(struct ws_pack *pack)
{
#define WS_CLASS_SET(id, name) pack->is.id = class_set(pack->types, name);
#include "lang/class_list.h"
#undef WS_CLASS_SET
}

/* Add @more to a count that stops at the top: beyond 4096 all are one bin. */
static void
count(uint16_t *counts, uint32_t rune, uint32_t more)
{
    uint32_t sum = counts[rune & 0xFFFF] + more;

    counts[rune & 0xFFFF] = (uint16_t)(sum < 65535 ? sum : 65535);
}

/* Counts to bins: powers of four. */
static void
bin_counts(uint16_t *counts)
{
    for (uint32_t rune = 0; rune < WS_NAME_RUNES; rune++) {
        uint16_t bin = 0;

        while (bin < WS_NAME_BINS - 1 && counts[rune] >> (2 * bin))
            bin++;
        counts[rune] = bin;
    }
}

/* Syllables of foreign names against those of common words, by powers of the root of two. */
static const uint16_t *
weigh_syllables(struct ws_pack *pack)
{
    uint16_t *steps = ws_arena_zalloc(pack->arena, WS_NAME_RUNES * sizeof *steps);
    uint32_t *foreign = ws_arena_zalloc(pack->arena, WS_NAME_RUNES * sizeof *foreign);
    uint32_t *common = ws_arena_zalloc(pack->arena, WS_NAME_RUNES * sizeof *common);
    double nforeign = 1, ncommon = 1;

    if (!steps || !foreign || !common)
        return NULL;
    for (uint32_t i = 0; i < pack->lexicon.nentries; i++) {
        const struct ws_entry *e = &pack->lexicon.entries[i];

        for (uint32_t k = 0; k < e->nrunes; k++) {
            uint32_t rune = ws_entry_runes(e)[k] & 0xFFFF;

            foreign[rune] += (e->classes & pack->is.foreign) != 0;
            nforeign += (e->classes & pack->is.foreign) != 0;
            common[rune] += (e->classes & pack->is.common) != 0;
            ncommon += (e->classes & pack->is.common) != 0;
        }
    }
    for (uint32_t rune = 0; rune < WS_NAME_RUNES; rune++) {
        double ratio = (foreign[rune] + 0.5) / nforeign / ((common[rune] + 0.5) / ncommon);
        double step = WS_FOREIGN_STEPS / 2 + 2 * log2(ratio);

        steps[rune] = (uint16_t)(step < 0 ? 0 : step > WS_FOREIGN_STEPS ? WS_FOREIGN_STEPS : step);
    }
    return steps;
}

/* How often each syllable starts and ends a two-syllable given name. */
static bool
count_names(struct ws_pack *pack)
{
    uint16_t *first, *second;

    if (!(pack->features & WS_FEATURE_FAMILY_FIRST))
        return true;
    first = ws_arena_zalloc(pack->arena, WS_NAME_RUNES * sizeof *first);
    second = ws_arena_zalloc(pack->arena, WS_NAME_RUNES * sizeof *second);
    if (!first || !second)
        return false;
    for (uint32_t i = 0; i < pack->lexicon.nentries; i++) {
        const struct ws_entry *e = &pack->lexicon.entries[i];
        const uint32_t *runes = ws_entry_runes(e);

        if (!(e->classes & pack->is.given) || e->nrunes != 2)
            continue;
        count(first, runes[0], e->freq ? e->freq : 1u);
        count(second, runes[1], e->freq ? e->freq : 1u);
    }
    bin_counts(first);
    bin_counts(second);
    pack->names = (struct ws_name_model){first, second, weigh_syllables(pack)};
    return pack->names.foreign != NULL;
}

/* Of all rows with their weights, whatever their order. */
static uint32_t
hash_weights(const struct ws_weights *weights)
{
    uint32_t sum = 0;

    for (uint32_t i = 0; i <= weights->mask; i++) {
        const struct ws_weight_slot *slot = &weights->slots[i];
        const float *values = ws_weights_of(weights, slot);
        uint32_t hash = WS_HASH_START, word;

        if (!slot->row)
            continue;
        hash = ws_hash_word(hash, (uint32_t)slot->row);
        hash = ws_hash_word(hash, (uint32_t)(slot->row >> 32));
        for (uint32_t t = 0; t < WS_MAX_TYPES; t++) {
            memcpy(&word, &values[t], sizeof word);
            hash = ws_hash_word(hash, word);
        }
        sum += hash;
    }
    return sum;
}

/* The part of the version behind the +: a hash of all that was read. */
static void
make_version(struct ws_pack *pack)
{
    uint32_t hash = pack->lexicon.hash;

    for (uint32_t i = 0; i < pack->rules.nrules; i++)
        hash = ws_hash_text(hash, pack->rules.rules[i].name);
    hash = ws_hash_word(hash, pack->weights_hash);
    snprintf(pack->version, sizeof pack->version, "%.50s+%08x", pack->name, (unsigned)hash);
}

/* What the words of bylines begin with. */
static void
note_signs(struct ws_pack *pack)
{
    uint64_t classes = pack->is.byline | pack->is.org_media;

    for (uint32_t e = 0; e < pack->lexicon.nentries; e++) {
        const struct ws_entry *entry = &pack->lexicon.entries[e];
        const uint32_t *runes = ws_entry_runes(entry);
        uint32_t bit;

        if (!(entry->classes & classes))
            continue;
        bit = ws_pair_bit(runes[0], entry->nrunes > 1 ? runes[1] : 0);
        pack->signs.bits[bit >> 6] |= (uint64_t)1 << (bit & 63);
    }
}

/* What is worked out from entries. */
static whosaid_status
sum_up(struct ws_pack *pack, whosaid_error *err)
{
    note_signs(pack);
    return count_names(pack) ? WHOSAID_OK : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
}

static void
start(struct ws_pack *pack, const struct ws_types *types, struct ws_arena *arena,
      struct ws_arena *work)
{
    *pack = (struct ws_pack){.types = types, .arena = arena, .work = work, .threshold = 0.35f};
    find_sets(pack);
}

/* The layers of @own over the entries of the pack, as read so far. */
static whosaid_status
lay_own(struct ws_pack *pack, const struct ws_own_dicts *own, whosaid_error *err)
{
    struct ws_lexicon *base = ws_arena_alloc(pack->arena, sizeof *base);
    struct ws_lexicon_builder *builder = NULL;
    whosaid_status status =
        base ? ws_lexicon_builder_new(&builder, pack->types, pack->arena, pack->work, err)
             : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");

    if (!status && own->newsroom)
        status = read_newsroom(pack, builder, own->newsroom, err);
    for (size_t i = 0; !status && i < own->nfiles; i++)
        status = ws_lexicon_builder_add_file(builder, own->files[i], WS_LAYER_USER, err);
    if (!status) {
        *base = pack->lexicon;
        status =
            ws_lexicon_builder_finish(builder, &pack->lexicon, base, suffix_classes(pack), err);
    }
    ws_lexicon_builder_free(builder);
    if (!status)
        status = sum_up(pack, err);
    return status == WHOSAID_E_IO ? WHOSAID_E_PACK : status;
}

static whosaid_status
finish(struct ws_pack *pack, const struct ws_own_dicts *own, whosaid_status status,
       whosaid_error *err)
{
    if (!status && own && (own->newsroom || own->nfiles))
        status = lay_own(pack, own, err);
    pack->work = NULL;
    if (!status)
        make_version(pack);
    else
        ws_pack_release(pack);
    return status;
}

whosaid_status
ws_pack_load(struct ws_pack *pack, const char *dir, const struct ws_types *types,
             const struct ws_own_dicts *own, struct ws_arena *arena, struct ws_arena *work,
             whosaid_error *err)
{
    const char *rules = ws_file_path(arena, dir, "rules");
    const char *weights = ws_file_path(arena, dir, "weights.tsv");
    whosaid_status status;

    start(pack, types, arena, work);
    pack->dir = ws_arena_copy(arena, dir, strlen(dir));
    if (!rules || !weights || !pack->dir)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    status = load_settings(pack, dir, err);
    if (!status)
        status = load_entries(pack, dir, err);
    if (!status)
        status = sum_up(pack, err);
    if (!status)
        status = ws_rules_load(&pack->rules, arena, rules, err);
    if (!status)
        status = ws_weights_load(&pack->weights, arena, pack, weights, err);
    if (!status)
        pack->weights_hash = hash_weights(&pack->weights);
    return finish(pack, own, status, err);
}

whosaid_status
ws_pack_map(struct ws_pack *pack, const struct ws_image *image, const struct ws_types *types,
            const struct ws_own_dicts *own, struct ws_arena *arena, struct ws_arena *work,
            whosaid_error *err)
{
    struct ws_rule_source *sources = NULL;
    size_t n = 0;
    whosaid_status status;

    start(pack, types, arena, work);
    pack->image = *image;
    pack->dir = "";
    status = read_settings(pack, ws_image_text(image, WS_IMAGE_SETTINGS),
                           image->head->sections[WS_IMAGE_SETTINGS].len - 1, image->path, err);
    if (!status)
        status = ws_image_lexicon(image, &pack->lexicon, arena, err);
    if (!status)
        status = ws_image_rules(image, &sources, &n, arena, err);
    if (!status)
        status = ws_rules_read(&pack->rules, arena, sources, n, true, err);
    if (!status) {
        ws_image_weights(image, &pack->weights);
        pack->weights_hash = image->head->weights_hash;
        ws_image_names(image, &pack->names);
        memcpy(&pack->signs, ws_image_section(image, WS_IMAGE_SIGNS), sizeof pack->signs);
    }
    return finish(pack, own, status, err);
}

void
ws_pack_release(struct ws_pack *pack)
{
    ws_rules_release(&pack->rules);
    ws_image_unmap(&pack->image);
}
