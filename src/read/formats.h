/*
 * read/formats.h - the readers that record.c has in its table, one file each.
 */
#ifndef WS_READ_FORMATS_H
#define WS_READ_FORMATS_H

#include "doc/doc.h"

/* Each fills doc's "read" fields, doc->id before anything can go wrong where it can. */
typedef whosaid_status ws_reader(struct ws_doc *doc, const struct whosaid_input *input,
                                 whosaid_error *err);

ws_reader ws_read_text; /* the bytes are the article */
ws_reader ws_read_json; /* {"id","text","title"?,"lang"?,"date"?,...} */

/* "UTF-16", "UTF-32" where the bytes look like it: by their byte order mark, or by where
 * their NUL bytes stand; else NULL. */
const char *ws_read_wide(const char *bytes, size_t len);

/* A day as newsrooms write it: 2020-12-07, 2020.12.7, 2020/12/07, 20201207, each with a
 * time behind it or not.  False where it is no day of the calendar. */
bool ws_read_day(const char *text, size_t len, struct ws_day *day);

#endif
