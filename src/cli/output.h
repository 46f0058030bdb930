/*
 * cli/output.h - standard output, gathered into larger writes.
 */
#ifndef WHOSAID_CLI_OUTPUT_H
#define WHOSAID_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#define CLI_OUTPUT_ROOM ((size_t)64 << 10)

struct cli_output {
    int fd;
    int error; /* errno of the first write that failed; what comes later is dropped */
    size_t len;
    char bytes[CLI_OUTPUT_ROOM];
};

/* Both answer whether all has gone well so far. */
bool cli_output_add(struct cli_output *output, const char *bytes, size_t len);
bool cli_output_flush(struct cli_output *output);
/* Flush and close; a message on stderr where something was lost, but none for a reader
 * that went away (EPIPE). */
bool cli_output_close(struct cli_output *output);

#endif
