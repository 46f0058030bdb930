/*
 * cli/dict.h - whosaid dict ...: the dictionaries of a newsroom, looked after.
 */
#ifndef WHOSAID_CLI_DICT_H
#define WHOSAID_CLI_DICT_H

#include "cli/output.h"

enum cli_dict {
    CLI_DICT_FINE,     /* nothing is wrong */
    CLI_DICT_PROBLEMS, /* something is, and was told */
    CLI_DICT_USAGE,
    CLI_DICT_UNUSABLE /* the packs, or a file that cannot be opened */
};

/* @argv[0, argc) is what stands behind "dict". */
enum cli_dict cli_dict_run(int argc, char **argv, struct cli_output *output);

#endif
