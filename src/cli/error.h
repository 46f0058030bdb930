/*
 * cli/error.h - FILE:LINE:COLUMN: what is wrong.
 */
#ifndef WHOSAID_CLI_ERROR_H
#define WHOSAID_CLI_ERROR_H

#include "whosaid.h"

#define CLI_ERROR_ROOM 640

/* The place, as much of it as is known, and the text of @err, into @line. */
void cli_error_format(char line[CLI_ERROR_ROOM], const whosaid_error *err);
/* The same as one line on standard error. */
void cli_error_show(const whosaid_error *err);

#endif
