/*
 * dicts.c - what the public interface says of dictionaries.
 */
#include "engine.h"

#include "base/error.h"
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
    size_t from = doc->text.from[match->span.start], to = doc->text.to[match->span.end - 1];

    for (uint32_t i = lexicon->first_line[match->entry]; i < lexicon->first_line[match->entry + 1];
         i++) {
        const struct ws_entry_line *line = &lexicon->lines[i];
        const whosaid_dict_line found = {
            doc->input + from,   to - from,  from,      doc->pack->types->classes[line->cls].name,
            layers[line->layer], line->file, line->line};

        report(user, &found);
    }
}

whosaid_status
whosaid_dict_find(const whosaid_options *options, const char *text, size_t len,
                  whosaid_dict_found *report, void *user, whosaid_error *err)
{
    whosaid_engine *engine = NULL;
    whosaid_result *result = NULL;
    whosaid_status status = ws_engine_new(&engine, options, true, err);

    if (!status && len > UINT32_MAX / 2)
        status = ws_fail(err, WHOSAID_E_LIMIT, "the text is larger than 2 GiB");
    if (!status)
        status = whosaid_result_new(&result, engine, err);
    if (!status) {
        result->doc.input = text;
        result->doc.input_len = (uint32_t)len;
        status = ws_engine_walk(engine, &result->doc, "dict", err);
    }
    for (uint32_t k = 0; !status && k < result->doc.matches.n; k++)
        report_lines(&result->doc, &result->doc.matches.v[k], report, user);
    whosaid_result_free(result);
    whosaid_engine_free(engine);
    return status;
}
