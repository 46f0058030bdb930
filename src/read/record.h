/*
 * read/record.h - stage 1: one record of input becomes a document's input fields.
 *
 *     bytes  -->  [ a reader of the table in record.c ]  -->  doc->input, id, lang, given, ...
 *
 * One file a format: text.c, jsonrec.c.  The table in record.c is all that knows them.
 */
#ifndef WS_READ_RECORD_H
#define WS_READ_RECORD_H

#include "doc/doc.h"

/*
 * Fill doc's "read" fields from @input; strings live in doc->arena, doc->input may point
 * into @input->bytes.  WHOSAID_E_JSON: not JSON; _E_RECORD: not an object, no text, a text
 * that is no string; _E_ENCODING: UTF-16 or UTF-32; _E_LIMIT: more than 1 GiB.
 */
whosaid_status ws_read_record(struct ws_doc *doc, const struct whosaid_input *input,
                              whosaid_error *err);

#endif
