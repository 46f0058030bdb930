/*
 * cli/dict.c - see dict.h.
 */
#include "cli/dict.h"

#include <stdio.h>
#include <string.h>

#include "cli/nearest.h"
#include "whosaid.h"

static const char help[] =
    "usage: whosaid dict check FILE...\n"
    "\n"
    "check   tells, line by line, what is wrong with entry files: lines that cannot be\n"
    "        read or never match, that stand there twice, or that take a common word or\n"
    "        an entry of the packs for a name\n"
    "\n"
    "Exit status: 0 nothing is wrong; 1 something is; 2 wrong use; 3 a file or the\n"
    "language packs cannot be read.\n";

struct told {
    struct cli_output *output;
    unsigned long problems;
};

/* FILE:LINE:COLUMN: text */
static void
tell(void *user, const whosaid_error *problem)
{
    struct told *told = user;
    char line[640];
    int n = snprintf(line, sizeof line, "%s:%u:%u: %s\n", problem->file, (unsigned)problem->line,
                     (unsigned)problem->column, problem->text);

    told->problems++;
    cli_output_add(told->output, line, (size_t)n < sizeof line ? (size_t)n : sizeof line - 1);
}

static enum cli_dict
unusable(const whosaid_error *err)
{
    fprintf(stderr, "whosaid: %s%s%s\n", err->file, err->file[0] ? ": " : "", err->text);
    return CLI_DICT_UNUSABLE;
}

static enum cli_dict
check(int nfiles, char **files, struct cli_output *output)
{
    struct told told = {.output = output};
    whosaid_engine *engine = NULL;
    whosaid_error err = {0};
    whosaid_status status = whosaid_engine_new(&engine, NULL, &err);

    if (!status)
        status = whosaid_dict_check(engine, (const char *const *)files, (size_t)nfiles, tell, &told,
                                    &err);
    whosaid_engine_free(engine);
    if (status)
        return unusable(&err);
    if (told.problems)
        fprintf(stderr, "whosaid: %lu problem%s\n", told.problems, told.problems == 1 ? "" : "s");
    return told.problems ? CLI_DICT_PROBLEMS : CLI_DICT_FINE;
}

enum cli_dict
cli_dict_run(int argc, char **argv, struct cli_output *output)
{
    static const char *const words[] = {"check", "--help"};

    if (argc < 1) {
        fputs("whosaid: dict needs a word behind it: check (see whosaid dict --help)\n", stderr);
        return CLI_DICT_USAGE;
    }
    if (strcmp(argv[0], "--help") == 0) {
        cli_output_add(output, help, strlen(help));
        return CLI_DICT_FINE;
    }
    if (strcmp(argv[0], "check") != 0) {
        fprintf(stderr, "whosaid: unknown 'dict %s'; did you mean 'dict %s'?\n", argv[0],
                cli_nearest(argv[0], words, sizeof words / sizeof *words));
        return CLI_DICT_USAGE;
    }
    for (int i = 1; i < argc; i++)
        if (argv[i][0] == '-') {
            fprintf(stderr, "whosaid: dict check takes no option '%s'\n", argv[i]);
            return CLI_DICT_USAGE;
        }
    if (argc < 2) {
        fputs("whosaid: dict check needs a FILE\n", stderr);
        return CLI_DICT_USAGE;
    }
    return check(argc - 1, argv + 1, output);
}
