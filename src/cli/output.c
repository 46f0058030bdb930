/*
 * cli/output.c - see output.h.
 */
#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool
write_all(struct cli_output *output, const char *bytes, size_t len)
{
    while (len && !output->error) {
        ssize_t n = write(output->fd, bytes, len);

        if (n < 0 && errno != EINTR)
            output->error = errno;
        if (n > 0) {
            bytes += n;
            len -= (size_t)n;
        }
    }
    return !output->error;
}

bool
cli_output_flush(struct cli_output *output)
{
    size_t len = output->len;

    output->len = 0;
    return write_all(output, output->bytes, len);
}

bool
cli_output_add(struct cli_output *output, const char *bytes, size_t len)
{
    if (len > CLI_OUTPUT_ROOM - output->len && !cli_output_flush(output))
        return false;
    if (len > CLI_OUTPUT_ROOM)
        return write_all(output, bytes, len);
    memcpy(output->bytes + output->len, bytes, len);
    output->len += len;
    return !output->error;
}

bool
cli_output_close(struct cli_output *output)
{
    cli_output_flush(output);
    if (close(output->fd) != 0 && !output->error && errno != EINTR)
        output->error = errno;
    if (output->error && output->error != EPIPE)
        fprintf(stderr, "whosaid: cannot write the output: %s\n", strerror(output->error));
    return !output->error;
}
