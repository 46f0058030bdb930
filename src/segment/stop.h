/*
 * segment/stop.h - does a sentence end here?  The one question of sentences.c.
 */
#ifndef WS_SEGMENT_STOP_H
#define WS_SEGMENT_STOP_H

#include "segment/frame.h"

/* The sentence that is being read: it began at @start, and @end is its paragraph's. */
struct ws_open_sentence {
    uint32_t start, end;
    bool running; /* body text: endings without a stop count */
};

/*
 * Where the sentence ends, if the stop at @at (class WS_CH_STOP) ends it: behind the
 * stop and the marks that belong to it; 0 if it goes on.  *@behind is set behind the run
 * of stops (?!, ..., . . .), which is decided as one.
 */
uint32_t ws_stop_end(const struct ws_doc *doc, const struct ws_frame *frame,
                     const struct ws_open_sentence *open, uint32_t at, uint32_t *behind);
/* The same for a final ending (WS_FRAME_FINAL) whose last letter is at @at. */
uint32_t ws_final_end(const struct ws_doc *doc, const struct ws_frame *frame,
                      const struct ws_open_sentence *open, uint32_t at);

#endif
