/*
 * cli/error.c - see error.h.
 */
#include "cli/error.h"

#include <stdio.h>

void
cli_error_format(char line[CLI_ERROR_ROOM], const whosaid_error *err)
{
    const char *file = err->file, *text = err->text;
    unsigned row = (unsigned)err->line, column = (unsigned)err->column;

    if (file[0] && row && column)
        snprintf(line, CLI_ERROR_ROOM, "%s:%u:%u: %s", file, row, column, text);
    else if (file[0] && row)
        snprintf(line, CLI_ERROR_ROOM, "%s:%u: %s", file, row, text);
    else
        snprintf(line, CLI_ERROR_ROOM, "%s%s%s", file, file[0] ? ": " : "", text);
}

void
cli_error_show(const whosaid_error *err)
{
    char line[CLI_ERROR_ROOM];

    cli_error_format(line, err);
    fprintf(stderr, "whosaid: %s\n", line);
}
