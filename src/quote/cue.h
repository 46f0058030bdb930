/*
 * quote/cue.h - the reporting word of a quote.
 *
 *     “…”며 “…”고 [말했다]      [said] Kim, “…”      “…”[며] 필요성을 강조했다
 *
 * Verbs of saying are VERB.say entries.  Behind a quote with a tail the verb follows;
 * without one the nearest verb on either side counts.
 */
#ifndef WS_QUOTE_CUE_H
#define WS_QUOTE_CUE_H

#include "doc/doc.h"

struct ws_cue {
    struct ws_span span; /* empty: none */
    uint32_t entry;      /* VERB.say; WS_NONE */
    uint32_t gap;        /* words between it and the quote */
    bool before;
    bool weak;
    bool object; /* has an object of its own: 필요성을 강조했다 */
};

/* The first verb of saying behind @at, and the last one before @at, in the sentence. */
bool ws_cue_after(const struct ws_doc *doc, uint32_t at, struct ws_cue *cue);
bool ws_cue_before(const struct ws_doc *doc, uint32_t at, struct ws_cue *cue);

/* The reporting word of an entry of several: its last, where words take endings
 * (소감을 [밝혔다]), else all of it (fired back). */
struct ws_span ws_cue_word(const struct ws_doc *doc, struct ws_span span);

/* Set quote->cue and cue_entry from what stands around it. */
void ws_cue_find(const struct ws_doc *doc, struct ws_quote *quote);

#endif
