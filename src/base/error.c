/*
 * base/error.c - see error.h.
 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

static whosaid_status
fill(whosaid_error *err, whosaid_status status, const char *file, uint32_t line, uint32_t column,
     const char *format, va_list args)
{
    if (err && err->status == WHOSAID_OK) {
        err->status = status;
        err->line = line;
        err->column = column;
        snprintf(err->file, sizeof err->file, "%s", file ? file : "");
        vsnprintf(err->text, sizeof err->text, format, args);
    }
    return status;
}

whosaid_status
ws_fail(whosaid_error *err, whosaid_status status, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fill(err, status, NULL, 0, 0, format, args);
    va_end(args);
    return status;
}

whosaid_status
ws_fail_at(whosaid_error *err, whosaid_status status, const char *file, uint32_t line,
           uint32_t column, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fill(err, status, file, line, column, format, args);
    va_end(args);
    return status;
}
