/*
 * base/error.h - filling the caller's whosaid_error.
 */
#ifndef WS_BASE_ERROR_H
#define WS_BASE_ERROR_H

#include "whosaid.h"

/*
 * Note @status and the text in @err, unless it already tells of a deeper cause;
 * @err may be NULL.  Returns @status, so that a failing function can end with
 *
 *     return ws_fail(err, WHOSAID_E_PACK, "unknown class '%s'", word);
 */
whosaid_status ws_fail(whosaid_error *err, whosaid_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a place: @line and @column count from 1; 0 leaves them out. */
whosaid_status ws_fail_at(whosaid_error *err, whosaid_status status, const char *file,
                          uint32_t line, uint32_t column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

#endif
