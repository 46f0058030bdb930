/*
 * cli/options.h - the command line, taken apart.
 */
#ifndef WHOSAID_CLI_OPTIONS_H
#define WHOSAID_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "whosaid.h"

enum cli_from { CLI_FROM_AUTO, CLI_FROM_TEXT, CLI_FROM_JSONL };
enum cli_to { CLI_TO_DEFAULT, CLI_TO_JSON, CLI_TO_JSONL };
enum cli_use { CLI_USE_ANNOTATE, CLI_USE_CHECK, CLI_USE_FIND, CLI_USE_COVERAGE, CLI_USE_BUILD };
enum cli_do { CLI_DO_ANNOTATE, CLI_DO_HELP, CLI_DO_VERSION };

#define CLI_MAX_JOBS 256

struct cli_options {
    enum cli_use use;
    enum cli_do what;
    enum cli_from from;
    enum cli_to to;
    int jobs;
    const char **dicts; /* ours to free; the strings are argv's */
    size_t ndicts;
    const char **files; /* likewise; "-" is stdin */
    size_t nfiles;
    const char *dict_dir; /* NULL: none */
    char found_dir[4096]; /* where dict_dir is the default */
    const char *lang, *date, *types, *output;
    whosaid_offsets offsets;
    bool explain;
};

/* The options of @use; @argv[0] is skipped.  False after one line on stderr: wrong use. */
bool cli_options_read(struct cli_options *options, enum cli_use use, int argc, char **argv);
void cli_options_release(struct cli_options *options);
/* The text of --help. */
extern const char cli_help[];

#endif
