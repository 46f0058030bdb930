/*
 * speaker/attribute.c - see attribute.h.
 *
 * Each quote's candidates are weighed and the likeliest becomes its speaker, one quote
 * after another, since the speaker of one is evidence for the next.
 */
#include "speaker/attribute.h"

#include "base/error.h"
#include "speaker/continue.h"
#include "speaker/scene.h"
#include "speaker/setting.h"

/* Keep for --explain who lost, and the winner's evidence; drop the rest of the rows. */
static bool
note_losers(struct ws_doc *doc, uint32_t q, const struct ws_voice *voices, uint32_t n,
            uint32_t winner, uint32_t first_row)
{
    struct ws_quote *quote = &doc->quotes.v[q];

    if (!doc->keep_rows)
        return true;
    quote->first_why = first_row;
    quote->nwhy = voices[winner].nrows;
    for (uint32_t i = 0; i < voices[winner].nrows; i++)
        doc->rows.v[first_row + i] = doc->rows.v[voices[winner].first_row + i];
    doc->rows.n = first_row + voices[winner].nrows;
    quote->first_loser = doc->losers.n;
    for (uint32_t i = 0; i < n; i++) {
        struct ws_loser *loser;
        if (ws_voice_same(doc, &voices[i], &voices[winner]) || voices[i].p < 0.005f)
            continue;
        loser = ws_list_add(&doc->arena, &doc->losers);
        if (!loser)
            return false;
        *loser = (struct ws_loser){voices[i].span, voices[i].p};
    }
    quote->nlosers = doc->losers.n - quote->first_loser;
    return true;
}

whosaid_status
ws_speaker_attribute(struct ws_doc *doc, whosaid_error *err)
{
    struct ws_scene scene;
    struct ws_voice voices[WS_VOICES];
    whosaid_status status;

    if (doc->quotes.n == 0)
        return WHOSAID_OK;
    status = ws_scene_start(&scene, doc, err);
    if (status != WHOSAID_OK)
        return status;
    for (uint32_t i = 0; i < doc->quotes.n; i++) {
        uint32_t q = scene.order[i], first_row = doc->rows.n;
        uint32_t n = ws_scene_voices(&scene, q, voices);
        float p = 0;
        uint32_t winner = ws_voices_choose(doc, voices, n, &p);

        ws_scene_settle(&scene, q, &voices[winner], p);
        ws_setting_note(&scene);
        if (scene.failed || !note_losers(doc, q, voices, n, winner, first_row))
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    return ws_speaker_continue(doc, err);
}
