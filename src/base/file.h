/*
 * base/file.h - our own files: read whole, taken apart line by line.
 */
#ifndef WS_BASE_FILE_H
#define WS_BASE_FILE_H

#include <stdbool.h>

#include "base/arena.h"
#include "whosaid.h"

/* The bytes of the file @path, NUL-ended, in @arena.  WHOSAID_E_IO names the file. */
whosaid_status ws_file_read(char **bytes, size_t *len, struct ws_arena *arena, const char *path,
                            whosaid_error *err);

/* Write @len bytes to the file @path; what stood there is replaced at once or not at all. */
whosaid_status ws_file_replace(const char *path, const char *bytes, size_t len, whosaid_error *err);

/* Names in @dir that end with @suffix, sorted by byte; a missing folder has none. */
whosaid_status ws_file_list(const char *const **names, size_t *n, struct ws_arena *arena,
                            const char *dir, const char *suffix, whosaid_error *err);

bool ws_file_is_dir(const char *path);

/* Names of the packs in @dir, sorted by byte: files "ko.pack", and folders that hold a pack.tsv
 * and have no such file beside them. */
whosaid_status ws_file_packs(const char *const **names, size_t *n, struct ws_arena *arena,
                             const char *dir, whosaid_error *err);

/* "dir/name", in @arena; NULL when memory is out. */
const char *ws_file_path(struct ws_arena *arena, const char *dir, const char *name);

/*
 * Tab-separated lines: comments (#) and empty lines are skipped; a field ends at a tab.
 *
 *     struct ws_tsv tsv = ws_tsv_start(bytes, len);
 *     while (ws_tsv_next(&tsv)) use(tsv.fields[0], tsv.nfields, tsv.line);
 *
 * The bytes are cut in place: fields are NUL-ended strings inside them.
 */
#define WS_TSV_FIELDS 16
struct ws_tsv {
    char *at, *end;
    uint32_t line; /* of the fields, from 1 */
    int nfields;   /* more than WS_TSV_FIELDS are counted, not kept */
    char *fields[WS_TSV_FIELDS];
    uint32_t column[WS_TSV_FIELDS]; /* of each field, in bytes from 1 */
    uint32_t len[WS_TSV_FIELDS];
};
/* The @len bytes at @bytes, NUL-ended, behind a byte order mark. */
struct ws_tsv ws_tsv_start(char *bytes, size_t len);
bool ws_tsv_next(struct ws_tsv *tsv);

#endif
