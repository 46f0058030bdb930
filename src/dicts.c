/*
 * dicts.c - what the public interface says of dictionaries.
 */
#include "engine.h"
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
