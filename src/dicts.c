/*
 * dicts.c - what the public interface says of dictionaries.
 */
#include "engine.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "dict/coverage.h"
#include "lang/check.h"

whosaid_status
whosaid_dict_check(const whosaid_engine *engine, const char *const *files, size_t nfiles,
                   whosaid_dict_report *report, void *user, whosaid_error *err)
{
    struct ws_arena work;
    whosaid_status status;

    ws_arena_init(&work, &engine->arena.mem);
    status = ws_check_files(engine->packs, engine->npacks, files, nfiles, report, user, &work, err);
    ws_arena_release(&work);
    return status;
}

/* Every line of the entry of @match. */
static void
report_lines(const struct ws_doc *doc, const struct ws_match *match, whosaid_dict_found *report,
             void *user)
{
    static const char *const layers[] = {[WS_LAYER_BUILTIN] = "built-in",
                                         [WS_LAYER_NEWSROOM] = "newsroom",
                                         [WS_LAYER_USER] = "user"};
    const struct ws_lexicon *lexicon = &doc->pack->lexicon;
    const struct ws_entry *entry = &lexicon->entries[match->entry];
    size_t from = doc->text.from[match->span.start], to = doc->text.to[match->span.end - 1];

    for (uint32_t i = 0; i < entry->nlines; i++) {
        const struct ws_entry_line *line = &lexicon->lines[entry->lines + i];
        const whosaid_dict_line found = {doc->input + from,
                                         to - from,
                                         from,
                                         doc->pack->types->classes[line->cls].name,
                                         layers[line->layer],
                                         lexicon->files[line->file],
                                         line->line};

        report(user, &found);
    }
}

/* A document of @text that has gone as far as room dict/. */
static whosaid_status
match_text(whosaid_result **result, const whosaid_engine *engine, const char *lang,
           const char *text, size_t len, whosaid_error *err)
{
    whosaid_status status = whosaid_result_new(result, engine, err);

    if (!status && len > UINT32_MAX / 2)
        status = ws_fail(err, WHOSAID_E_LIMIT, "the text is larger than 2 GiB");
    if (status)
        return status;
    (*result)->doc.input = text;
    (*result)->doc.input_len = (uint32_t)len;
    (*result)->doc.lang = lang;
    return ws_engine_walk(engine, &(*result)->doc, "dict", err);
}

whosaid_status
whosaid_dict_find(const whosaid_engine *engine, const char *text, size_t len,
                  whosaid_dict_found *report, void *user, whosaid_error *err)
{
    whosaid_result *result = NULL;
    whosaid_status status = match_text(&result, engine, NULL, text, len, err);

    for (uint32_t k = 0; !status && k < result->doc.matches.n; k++)
        report_lines(&result->doc, &result->doc.matches.v[k], report, user);
    whosaid_result_free(result);
    return status;
}

/* The characters of @doc that stand for the code points [start, end) of its input. */
static bool
find_span(const struct ws_doc *doc, size_t start, size_t end, struct ws_span *span)
{
    const struct ws_text *text = &doc->text;
    size_t at = 0; /* code points before the byte */
    uint32_t k = 0;
    bool started = false;

    for (uint32_t byte = 0; byte <= doc->input_len; byte++) {
        if (byte < doc->input_len && ((unsigned char)doc->input[byte] & 0xC0) == 0x80)
            continue; /* inside a code point */
        while (k < text->n && text->from[k] < byte)
            k++;
        if (at == start && !started) {
            span->start = k;
            started = true;
        }
        if (at == end) {
            span->end = k;
            return started && span->start < k;
        }
        at++;
    }
    return false;
}

struct coverage_told {
    whosaid_dict_matched *report;
    void *user;
};

static void
report_match(void *user, const struct ws_doc *doc, struct ws_span span, uint8_t type, bool right)
{
    const struct coverage_told *told = user;
    size_t from = doc->text.from[span.start], to = doc->text.to[span.end - 1];

    told->report(told->user, doc->pack->types->types[type].name, doc->input + from, to - from,
                 right);
}

whosaid_status
whosaid_dict_coverage(const whosaid_engine *engine, const char *lang, const char *text, size_t len,
                      const whosaid_dict_gold *gold, size_t ngold, whosaid_dict_counts *counts,
                      size_t ncounts, whosaid_dict_matched *report, void *user, whosaid_error *err)
{
    struct coverage_told told = {report, user};
    struct ws_coverage sums[WS_MAX_TYPES] = {0};
    whosaid_result *result = NULL;
    struct ws_gold_span *spans = NULL;
    size_t n = 0;
    whosaid_status status = match_text(&result, engine, lang, text, len, err);

    if (!status) {
        spans = ws_arena_alloc(&result->doc.arena, (ngold + 1) * sizeof *spans);
        status = spans ? WHOSAID_OK : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    for (size_t i = 0; !status && i < ngold; i++) {
        int type = gold[i].type ? ws_types_type(&engine->types, gold[i].type, strlen(gold[i].type))
                                : WS_NO_TYPE;

        if (type < 0)
            continue;
        spans[n].type = (uint8_t)type;
        if (!find_span(&result->doc, gold[i].start, gold[i].end, &spans[n++].span))
            status = ws_fail(err, WHOSAID_E_RECORD, "a mention lies outside the text");
    }
    if (!status)
        ws_dict_coverage(&result->doc, spans, n, sums, report ? report_match : NULL, &told);
    for (size_t i = 0; !status && i < ncounts; i++) {
        int type = ws_types_type(&engine->types, counts[i].type, strlen(counts[i].type));

        if (type < 0)
            continue;
        counts[i].gold += sums[type].gold;
        counts[i].whole += sums[type].whole;
        counts[i].touched += sums[type].touched;
        counts[i].matches += sums[type].matches;
        counts[i].right += sums[type].right;
    }
    whosaid_result_free(result);
    return status;
}

/* The folder that @path lies in. */
static const char *
parent_of(struct ws_arena *arena, const char *path)
{
    size_t n = strlen(path);

    while (n > 1 && path[n - 1] == '/')
        n--;
    while (n > 0 && path[n - 1] != '/')
        n--;
    return n ? ws_arena_copy(arena, path, n) : ".";
}

whosaid_status
whosaid_dict_build(const char *folder, const char *file, whosaid_error *err)
{
    struct ws_arena arena;
    struct ws_types types;
    struct ws_pack pack = {0};
    const char *parent, *path;
    whosaid_status status;

    ws_arena_init(&arena, NULL);
    ws_arena_expect_much(&arena);
    parent = parent_of(&arena, folder);
    path = parent ? ws_file_path(&arena, parent, "types.tsv") : NULL;
    status = path ? ws_types_load(&types, &arena, path, err)
                  : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    if (status == WHOSAID_E_IO)
        status = WHOSAID_E_PACK;
    if (!status)
        status = ws_pack_load(&pack, folder, &types, NULL, &arena, NULL, err);
    if (!status)
        status = ws_image_write(&pack, file, err);
    ws_pack_release(&pack);
    ws_arena_release(&arena);
    return status;
}
