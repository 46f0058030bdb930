/*
 * write/json.h - stage 10: the answer as JSON.
 *
 *     doc  -->  [ json ]  -->  bytes
 *
 * The only room that turns characters of the clean text back into offsets of the input.
 */
#ifndef WS_WRITE_JSON_H
#define WS_WRITE_JSON_H

#include "doc/doc.h"

struct ws_write_options {
    whosaid_offsets offsets;
    uint16_t types; /* bit set of mention types to give out */
    bool explain, indent;
};

/* Append the whole answer to @out (check out->failed). */
void ws_write_json(struct ws_buf *out, struct ws_doc *doc, const struct ws_write_options *options);

/* Append an error record: {"line":17,"id":...,"error":{"code":...,"message":...}}.  @id is
 * JSON already, as doc->id is, or NULL. */
void ws_write_error(struct ws_buf *out, uint64_t line, const char *id, const whosaid_error *err);

#endif
