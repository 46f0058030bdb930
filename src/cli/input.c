/*
 * cli/input.c - see input.h.
 */
#include "cli/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHUNK ((size_t)128 << 10)
#define KEEP  ((size_t)2 << 20) /* a buffer grown beyond this is given back after its line */
#define LIMIT ((size_t)1 << 30) /* of a record: what is longer is cut, and then refused */

static bool
complain(const struct cli_input *input, const char *what)
{
    fprintf(stderr, "whosaid: %s: %s\n", strcmp(input->name, "-") == 0 ? "(stdin)" : input->name,
            what);
    return false;
}

/* Room for another chunk behind the bytes at hand. */
static bool
make_room(struct cli_input *input)
{
    size_t room = input->room ? input->room : 2 * CHUNK;
    char *moved;

    if (input->from) {
        memmove(input->bytes, input->bytes + input->from, input->len - input->from);
        input->len -= input->from;
        input->from = 0;
    }
    while (room - input->len < CHUNK)
        room *= 2;
    if (room == input->room)
        return true;
    moved = realloc(input->bytes, room);
    if (!moved)
        return complain(input, "out of memory");
    input->bytes = moved;
    input->room = room;
    return true;
}

/* One read(2) more; at_end where there is none.  False after a message. */
static bool
fill(struct cli_input *input, cli_wait *wait, void *user)
{
    ssize_t n;

    if (!make_room(input))
        return false;
    if (wait)
        wait(user);
    do
        n = read(input->fd, input->bytes + input->len, input->room - input->len);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return complain(input, strerror(errno));
    input->len += (size_t)n;
    input->at_end = n == 0;
    return true;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool
ends_with(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);

    return n >= m && strcmp(name + n - m, end) == 0;
}

/* Is the first byte that is no blank an opening brace?  Reads until there is one. */
static bool
sniff(struct cli_input *input)
{
    size_t at = 0;

    for (;;) {
        if (at == 0 && input->len >= 3 && memcmp(input->bytes, "\xEF\xBB\xBF", 3) == 0)
            at = 3;
        while (at < input->len && is_blank(input->bytes[at]))
            at++;
        if (at < input->len && !(at == 0 && input->len < 3 && input->bytes[0] == '\xEF')) {
            input->jsonl = input->bytes[at] == '{';
            return true;
        }
        if (input->at_end)
            return true;
        if (!fill(input, NULL, NULL))
            return false;
    }
}

bool
cli_input_open(struct cli_input *input, const char *name, enum cli_from from)
{
    bool named = ends_with(name, ".jsonl") || ends_with(name, ".ndjson");

    *input = (struct cli_input){.name = name};
    input->fd = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    if (input->fd < 0)
        return complain(input, strerror(errno));
    input->jsonl = from == CLI_FROM_JSONL || (from == CLI_FROM_AUTO && named);
    /* The first read tells a folder from a file, too. */
    if (from == CLI_FROM_AUTO && !named ? sniff(input) : input->jsonl || fill(input, NULL, NULL))
        return true;
    cli_input_close(input);
    return false;
}

void
cli_input_close(struct cli_input *input)
{
    free(input->bytes);
    input->bytes = NULL;
    if (input->fd > STDIN_FILENO)
        close(input->fd);
    input->fd = -1;
}

/* Of a record too long to keep: drop what is behind the limit, but for one byte. */
static void
cut(struct cli_input *input)
{
    if (input->len - input->from > LIMIT + 1)
        input->len = input->from + LIMIT + 1;
}

static enum cli_read
next_text(struct cli_input *input, whosaid_input *record, cli_wait *wait, void *user)
{
    if (input->done)
        return CLI_READ_END;
    while (!input->at_end) {
        if (!fill(input, wait, user))
            return CLI_READ_ERROR;
        cut(input);
    }
    input->done = true;
    *record = (whosaid_input){.bytes = input->bytes,
                              .len = input->len,
                              .format = WHOSAID_FORMAT_TEXT,
                              .id = strcmp(input->name, "-") == 0 ? NULL : input->name};
    return CLI_READ_RECORD;
}

/* Find the end of the line that starts at input->from; the length without its '\n' in
 * *@len.  Where the input ends, so does the line. */
static bool
find_line(struct cli_input *input, size_t *len, cli_wait *wait, void *user)
{
    size_t looked = 0;

    for (;;) {
        const char *from = input->bytes ? input->bytes + input->from : "";
        size_t have = input->len - input->from;
        const char *end = have > looked ? memchr(from + looked, '\n', have - looked) : NULL;

        if (end || input->at_end) {
            *len = end ? (size_t)(end - from) : have;
            return true;
        }
        looked = have;
        if (have > LIMIT + 1) {
            cut(input);
            looked = input->len - input->from;
        }
        if (!fill(input, wait, user))
            return false;
    }
}

static bool
is_blank_line(const char *bytes, size_t len)
{
    size_t at = 0;

    while (at < len && is_blank(bytes[at]))
        at++;
    return at == len;
}

static enum cli_read
next_line(struct cli_input *input, whosaid_input *record, cli_wait *wait, void *user)
{
    size_t len;

    if (input->room > KEEP && input->len - input->from < CHUNK) {
        char *smaller;
        memmove(input->bytes, input->bytes + input->from, input->len - input->from);
        input->len -= input->from;
        input->from = 0;
        smaller = realloc(input->bytes, 2 * CHUNK);
        if (smaller) {
            input->bytes = smaller;
            input->room = 2 * CHUNK;
        }
    }
    for (;;) {
        if (!find_line(input, &len, wait, user))
            return CLI_READ_ERROR;
        if (input->from == input->len && input->at_end)
            return CLI_READ_END;
        input->line++;
        *record = (whosaid_input){.bytes = input->bytes + input->from,
                                  .len = len,
                                  .format = WHOSAID_FORMAT_JSON,
                                  .line = input->line};
        input->from += len < input->len - input->from ? len + 1 : len;
        if (!is_blank_line(record->bytes, record->len))
            return CLI_READ_RECORD;
    }
}

enum cli_read
cli_input_next(struct cli_input *input, whosaid_input *record, cli_wait *wait, void *user)
{
    return input->jsonl ? next_line(input, record, wait, user)
                        : next_text(input, record, wait, user);
}
