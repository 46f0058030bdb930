/*
 * engine.h - what engine.c holds: the packs and the options, shared by all threads.
 *
 *     bytes -> read -> norm -> layout -> segment -> dict -> rule -> resolve
 *           -> quote -> speaker -> write -> JSON
 */
#ifndef WS_ENGINE_H
#define WS_ENGINE_H

#include "base/chars.h"
#include "doc/doc.h"
#include "resolve/cover.h"

#define WS_MAX_PACKS 16

struct whosaid_engine {
    struct ws_arena arena;
    struct ws_chars chars;
    struct ws_types types;
    uint32_t npacks;
    const struct ws_pack *lang; /* asked for by option; NULL: by the text */
    struct ws_day date;         /* by option; year 0: none */
    uint16_t mention_types;     /* bit set of the types to give out */
    whosaid_offsets offsets;
    bool explain, indent;
    /* last, since they are large: not touched until there is a pack to load */
    struct ws_pack packs[WS_MAX_PACKS];
    struct ws_then then[WS_MAX_PACKS]; /* worked out from each pack's weights */
};

struct whosaid_result {
    const whosaid_engine *engine;
    struct ws_doc doc;
    struct ws_buf json;
};

/*
 * The rooms from norm to speaker, over a document whose input fields are filled.
 * @until stops early, for training and tests: "rule" leaves candidates with their
 * rows, "resolve" leaves mentions, "quote" quotes without speakers; NULL runs all.
 */
whosaid_status ws_engine_walk(const whosaid_engine *engine, struct ws_doc *doc, const char *until,
                              whosaid_error *err);

/* Work out what follows from the packs' weights; again after they were changed. */
void ws_engine_weigh(whosaid_engine *engine);

/* The pack of language @lang ("ko"), or NULL. */
const struct ws_pack *ws_engine_pack(const whosaid_engine *engine, const char *lang);

#endif
