/*
 * speaker/continue.h - the parts of one utterance.
 *
 *     “A”며 “B”고 말했다.      B goes on with A: the tail of A says that speech goes on
 *     “A,” she said. “B.”      what cut them is the report itself
 *     “A.  [new line]  “B.”    A is never closed: each paragraph opens anew
 */
#ifndef WS_SPEAKER_CONTINUE_H
#define WS_SPEAKER_CONTINUE_H

#include "doc/doc.h"

/* Set continues of every quote that goes on with the one before it.  After
 * ws_speaker_attribute(); linear in the quotes. */
whosaid_status ws_speaker_continue(struct ws_doc *doc, whosaid_error *err);

#endif
