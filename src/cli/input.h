/*
 * cli/input.h - one FILE as a row of records.
 *
 *     text   the whole FILE is one record
 *     jsonl  each line is one; lines of blanks are none
 *
 * Of a stream only the line at hand is in memory.
 */
#ifndef WHOSAID_CLI_INPUT_H
#define WHOSAID_CLI_INPUT_H

#include "cli/options.h"

struct cli_input {
    const char *name; /* as given; "-" is stdin */
    int fd;
    bool jsonl;
    bool at_end; /* nothing more to read(2) */
    bool done;   /* a text has been given out */
    char *bytes; /* [from, len) is not given out yet */
    size_t from, len, room;
    uint64_t line; /* of the last record, from 1 */
};

/* Called before waiting for more input: the time to let go of what is ready. */
typedef void cli_wait(void *user);

enum cli_read { CLI_READ_RECORD, CLI_READ_END, CLI_READ_ERROR };

/* Open @name and find out what is in it.  False after a message on stderr. */
bool cli_input_open(struct cli_input *input, const char *name, enum cli_from from);
void cli_input_close(struct cli_input *input);

/* The next record: its bytes stay until the next call.  CLI_READ_ERROR comes after a
 * message on stderr. */
enum cli_read cli_input_next(struct cli_input *input, whosaid_input *record, cli_wait *wait,
                             void *user);

#endif
