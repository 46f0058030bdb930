/*
 * lang/image_write.c - a pack into one file; see image.h.
 *
 * First it is known how long every section is, then where each starts, then they are filled.
 */
#include "lang/image.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "lang/pack.h"

/* Strings that are kept once: a hash of offsets. */
struct strings {
    struct ws_buf bytes;
    uint32_t *slots; /* 1 + offset; 0: free */
    uint32_t mask;
};

struct writer {
    const struct ws_pack *pack;
    struct ws_arena work;
    struct ws_buf texts[WS_IMAGE_FILES + 1]; /* sections that are texts, as they will stand */
    struct strings strings;
    char *bytes; /* of the file */
    struct ws_image_head head;
    uint64_t runes, attrs; /* elements of sections filled so far */
    whosaid_error *err;
};

static whosaid_status
no_memory(const struct writer *w)
{
    return ws_fail(w->err, WHOSAID_E_NOMEM, "out of memory");
}

/* The offset of @text among the strings, added where it is new. */
static uint32_t
intern(struct strings *strings, const char *text)
{
    uint32_t at = ws_hash_text(WS_HASH_START, text) & strings->mask;

    while (strings->slots[at]) {
        if (strcmp(strings->bytes.bytes + strings->slots[at] - 1, text) == 0)
            return strings->slots[at] - 1;
        at = (at + 1) & strings->mask;
    }
    strings->slots[at] = (uint32_t)strings->bytes.len + 1;
    ws_buf_add(&strings->bytes, text, strlen(text) + 1);
    return strings->slots[at] - 1;
}

/* Names and values of all attributes. */
static whosaid_status
collect_strings(struct writer *w)
{
    const struct ws_lexicon *lexicon = &w->pack->lexicon;
    uint32_t n = 1, size = 64;

    for (uint32_t e = 0; e < lexicon->nentries; e++)
        n += 2u * lexicon->entries[e].nattrs;
    while (size < n * 2)
        size *= 2;
    w->strings.mask = size - 1;
    w->strings.slots = ws_arena_zalloc(&w->work, size * sizeof *w->strings.slots);
    if (!w->strings.slots)
        return no_memory(w);
    (void)intern(&w->strings, "");
    for (uint32_t e = 0; e < lexicon->nentries && !w->strings.bytes.failed; e++) {
        const struct ws_attr *attrs = ws_entry_attrs(&lexicon->entries[e]);

        for (uint32_t i = 0; i < lexicon->entries[e].nattrs; i++) {
            (void)intern(&w->strings, ws_attr_name(&attrs[i]));
            (void)intern(&w->strings, ws_attr_value(&attrs[i]));
        }
    }
    return w->strings.bytes.failed ? no_memory(w) : WHOSAID_OK;
}

/* "ko/org.tsv" of ".../dicts/ko/org.tsv": places are given from the folder of packs on. */
static void
add_name(struct writer *w, struct ws_buf *to, const char *path)
{
    size_t n = strlen(w->pack->dir);

    if (strncmp(path, w->pack->dir, n) == 0 && path[n] == '/') {
        ws_buf_str(to, w->pack->lang);
        path += n;
    }
    ws_buf_add(to, path, strlen(path) + 1);
}

/* A text of the pack that must not hold a NUL. */
static whosaid_status
add_text(struct writer *w, struct ws_buf *to, const char *path, const char *bytes, size_t len)
{
    if (memchr(bytes, '\0', len))
        return ws_fail_at(w->err, WHOSAID_E_PACK, path, 0, 0, "holds a NUL");
    ws_buf_add(to, bytes, len);
    ws_buf_add(to, "", 1);
    return WHOSAID_OK;
}

static whosaid_status
collect_texts(struct writer *w)
{
    const struct ws_pack *pack = w->pack;
    const char *settings = ws_file_path(&w->work, pack->dir, "pack.tsv");
    const char *rules = ws_file_path(&w->work, pack->dir, "rules");
    struct ws_rule_source *sources = NULL;
    size_t len = 0, n = 0;
    char *bytes = NULL;
    whosaid_status status =
        settings && rules ? ws_file_read(&bytes, &len, &w->work, settings, w->err) : no_memory(w);

    if (!status)
        status = add_text(w, &w->texts[WS_IMAGE_TYPES], "types.tsv", pack->types->text,
                          pack->types->len);
    if (!status)
        status = add_text(w, &w->texts[WS_IMAGE_SETTINGS], settings, bytes, len);
    if (!status)
        status = ws_rule_sources(&sources, &n, &w->work, rules, w->err);
    for (size_t i = 0; !status && i < n; i++) {
        add_name(w, &w->texts[WS_IMAGE_RULES], sources[i].path);
        status = add_text(w, &w->texts[WS_IMAGE_RULES], sources[i].path, sources[i].bytes,
                          sources[i].len);
    }
    ws_buf_add(&w->texts[WS_IMAGE_RULES], "", 1);
    for (uint32_t i = 0; i < pack->lexicon.nfiles; i++)
        add_name(w, &w->texts[WS_IMAGE_FILES], pack->lexicon.files[i]);
    for (int i = 0; i <= WS_IMAGE_FILES && !status; i++)
        if (w->texts[i].failed)
            status = no_memory(w);
    return status;
}

static void
set_lengths(struct writer *w)
{
    const struct ws_pack *pack = w->pack;
    const struct ws_lexicon *lexicon = &pack->lexicon;
    uint64_t runes = 0, attrs = 0, names = pack->names.first ? WS_NAME_RUNES : 0;
    uint64_t n = lexicon->nentries, rows = pack->weights.nrows;
    uint64_t at = sizeof w->head;

    for (uint32_t e = 0; e < n; e++) {
        runes += lexicon->entries[e].nrunes;
        attrs += lexicon->entries[e].nattrs;
    }
    const uint64_t counts[WS_IMAGE_COUNT] = {[WS_IMAGE_TYPES] = w->texts[WS_IMAGE_TYPES].len,
                                             [WS_IMAGE_SETTINGS] = w->texts[WS_IMAGE_SETTINGS].len,
                                             [WS_IMAGE_RULES] = w->texts[WS_IMAGE_RULES].len,
                                             [WS_IMAGE_FILES] = w->texts[WS_IMAGE_FILES].len,
                                             [WS_IMAGE_ENTRIES] = n,
                                             [WS_IMAGE_LINES] = lexicon->nlines,
                                             [WS_IMAGE_RUNES] = runes,
                                             [WS_IMAGE_ATTRS] = attrs,
                                             [WS_IMAGE_STRINGS] = w->strings.bytes.len,
                                             [WS_IMAGE_CODES] = WS_CODES_BMP,
                                             [WS_IMAGE_FAR_CODES] = lexicon->main.codes.nfar,
                                             [WS_IMAGE_MAIN] = lexicon->main.n,
                                             [WS_IMAGE_END] = lexicon->end.n,
                                             [WS_IMAGE_SUFFIX] = lexicon->suffix.n,
                                             [WS_IMAGE_TAIL] = lexicon->tail.n,
                                             [WS_IMAGE_SLOTS] = pack->weights.mask + 1,
                                             [WS_IMAGE_VALUES] = rows * WS_MAX_TYPES,
                                             [WS_IMAGE_WEIGHT_LINES] = rows,
                                             [WS_IMAGE_FIRST] = names,
                                             [WS_IMAGE_SECOND] = names,
                                             [WS_IMAGE_FOREIGN] = names,
                                             [WS_IMAGE_SIGNS] = 1};
    static const size_t sizes[] = {
#define WS_IMAGE_SIZE(id, size, least) size,
        WS_IMAGE_SECTIONS(WS_IMAGE_SIZE)
#undef WS_IMAGE_SIZE
    };

    for (int i = 0; i < WS_IMAGE_COUNT; i++) {
        at = (at + WS_IMAGE_ALIGN - 1) / WS_IMAGE_ALIGN * WS_IMAGE_ALIGN;
        w->head.sections[i].at = at;
        w->head.sections[i].len = counts[i] * sizes[i];
        at += w->head.sections[i].len;
    }
    w->head.size = at;
}

static void *
section(struct writer *w, enum ws_image_id id)
{
    return w->bytes + w->head.sections[id].at;
}

static void
put(struct writer *w, enum ws_image_id id, const void *bytes)
{
    if (w->head.sections[id].len)
        memcpy(section(w, id), bytes, w->head.sections[id].len);
}

static void
put_entry(struct writer *w, const struct ws_entry *from, struct ws_entry *to)
{
    uint32_t *runes = (uint32_t *)section(w, WS_IMAGE_RUNES) + w->runes;
    struct ws_attr *attrs = (struct ws_attr *)section(w, WS_IMAGE_ATTRS) + w->attrs;
    const char *strings = section(w, WS_IMAGE_STRINGS);

    *to = *from;
    ws_far_set(&to->runes, runes);
    ws_far_set(&to->attrs, attrs);
    memcpy(runes, ws_entry_runes(from), from->nrunes * sizeof *runes);
    for (uint32_t i = 0; i < from->nattrs; i++) {
        const struct ws_attr *attr = &ws_entry_attrs(from)[i];

        attrs[i] = *attr;
        ws_far_set(&attrs[i].name, strings + intern(&w->strings, ws_attr_name(attr)));
        ws_far_set(&attrs[i].value, strings + intern(&w->strings, ws_attr_value(attr)));
    }
    w->runes += from->nrunes;
    w->attrs += from->nattrs;
}

static void
fill(struct writer *w)
{
    const struct ws_pack *pack = w->pack;
    const struct ws_lexicon *lexicon = &pack->lexicon;
    struct ws_entry *entries = section(w, WS_IMAGE_ENTRIES);

    for (int i = 0; i <= WS_IMAGE_FILES; i++)
        put(w, (enum ws_image_id)i, w->texts[i].bytes);
    put(w, WS_IMAGE_STRINGS, w->strings.bytes.bytes);
    for (uint32_t e = 0; e < lexicon->nentries; e++)
        put_entry(w, &lexicon->entries[e], &entries[e]);
    put(w, WS_IMAGE_LINES, lexicon->lines);
    put(w, WS_IMAGE_CODES, lexicon->main.codes.bmp);
    put(w, WS_IMAGE_FAR_CODES, lexicon->main.codes.far);
    put(w, WS_IMAGE_MAIN, lexicon->main.units);
    put(w, WS_IMAGE_END, lexicon->end.units);
    put(w, WS_IMAGE_SUFFIX, lexicon->suffix.units);
    put(w, WS_IMAGE_TAIL, lexicon->tail.units);
    put(w, WS_IMAGE_SLOTS, pack->weights.slots);
    put(w, WS_IMAGE_VALUES, pack->weights.values);
    put(w, WS_IMAGE_WEIGHT_LINES, pack->weights.lines);
    put(w, WS_IMAGE_FIRST, pack->names.first);
    put(w, WS_IMAGE_SECOND, pack->names.second);
    put(w, WS_IMAGE_FOREIGN, pack->names.foreign);
    put(w, WS_IMAGE_SIGNS, &pack->signs);
    memcpy(w->head.magic, WS_IMAGE_MAGIC, sizeof w->head.magic);
    w->head.order = WS_IMAGE_ORDER;
    w->head.layout = ws_image_layout();
    w->head.lexicon_hash = lexicon->hash;
    w->head.weights_hash = pack->weights_hash;
    memcpy(w->bytes, &w->head, sizeof w->head);
    ((struct ws_image_head *)(void *)w->bytes)->checksum =
        ws_image_checksum((const struct ws_image_head *)(const void *)w->bytes, w->head.size);
}

whosaid_status
ws_image_write(const struct ws_pack *pack, const char *path, whosaid_error *err)
{
    struct writer w = {.pack = pack, .err = err};
    whosaid_status status;

    ws_arena_init(&w.work, &pack->arena->mem);
    ws_buf_init(&w.strings.bytes, &pack->arena->mem);
    for (int i = 0; i <= WS_IMAGE_FILES; i++)
        ws_buf_init(&w.texts[i], &pack->arena->mem);
    status = collect_texts(&w);
    if (!status)
        status = collect_strings(&w);
    if (!status) {
        set_lengths(&w);
        w.bytes = ws_arena_zalloc(&w.work, w.head.size);
        status = w.bytes ? WHOSAID_OK : no_memory(&w);
    }
    if (!status) {
        fill(&w);
        status = ws_file_replace(path, w.bytes, w.head.size, err);
    }
    for (int i = 0; i <= WS_IMAGE_FILES; i++)
        ws_buf_release(&w.texts[i]);
    ws_buf_release(&w.strings.bytes);
    ws_arena_release(&w.work);
    return status;
}
