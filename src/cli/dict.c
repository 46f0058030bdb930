/*
 * cli/dict.c - see dict.h.
 */
#include "cli/dict.h"

#include <stdio.h>
#include <string.h>

#include "cli/error.h"
#include "cli/nearest.h"
#include "cli/options.h"
#include "whosaid.h"

static const char help[] =
    "usage: whosaid dict check FILE...\n"
    "       whosaid dict find [--lang=ko] [--dict=FILE] [--dict-dir=DIR] TEXT...\n"
    "\n"
    "check   tells, line by line, what is wrong with your own entry files: lines that\n"
    "        cannot be read or never match, that stand there twice, or that take a\n"
    "        common word or an entry of the packs for a name\n"
    "find    shows each entry that stands in TEXT: its characters, class, layer (built-in,\n"
    "        newsroom, user), file and line, parted by tabs\n"
    "\n"
    "Exit status: 0 nothing is wrong, something is found; 1 otherwise; 2 wrong use; 3 a\n"
    "file or the language packs cannot be read.\n";

struct told {
    struct cli_output *output;
    unsigned long problems;
};

static void
tell(void *user, const whosaid_error *problem)
{
    struct told *told = user;
    char line[CLI_ERROR_ROOM];

    told->problems++;
    cli_error_format(line, problem);
    cli_output_add(told->output, line, strlen(line));
    cli_output_add(told->output, "\n", 1);
}

static enum cli_dict
refuse(const whosaid_error *err)
{
    cli_error_show(err);
    return err->status == WHOSAID_E_USAGE ? CLI_DICT_USAGE : CLI_DICT_UNUSABLE;
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
        return refuse(&err);
    if (told.problems)
        fprintf(stderr, "whosaid: %lu problem%s\n", told.problems, told.problems == 1 ? "" : "s");
    return told.problems ? CLI_DICT_PROBLEMS : CLI_DICT_FINE;
}

struct found {
    struct cli_output *output;
    unsigned long lines;
};

static void
show(void *user, const whosaid_dict_line *line)
{
    struct found *found = user;
    char number[32];
    int n = snprintf(number, sizeof number, ":%u\n", (unsigned)line->line);
    const char *const fields[] = {"\t", line->entry, "\t", line->layer, "\t", line->file};

    found->lines++;
    cli_output_add(found->output, line->text, line->len);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        cli_output_add(found->output, fields[i], strlen(fields[i]));
    cli_output_add(found->output, number, (size_t)n);
}

/* @argv[0] is "find"; behind it stand the options of the command, and texts for FILEs. */
static enum cli_dict
find(int argc, char **argv, struct cli_output *output)
{
    struct found found = {.output = output};
    struct cli_options options;
    whosaid_error err = {0};
    bool fine = cli_options_read(&options, argc, argv);

    if (fine && options.what != CLI_DO_ANNOTATE) {
        cli_options_release(&options);
        cli_output_add(output, help, strlen(help));
        return CLI_DICT_FINE;
    }
    if (fine && argc < 2) {
        fputs("whosaid: dict find needs a TEXT\n", stderr);
        fine = false;
    }
    for (size_t i = 0; fine && !err.status && i < options.nfiles; i++) {
        const whosaid_options wanted = {.newsroom_dir = options.dict_dir,
                                        .dicts = options.dicts,
                                        .ndicts = options.ndicts,
                                        .lang = options.lang};

        if (whosaid_dict_find(&wanted, options.files[i], strlen(options.files[i]), show, &found,
                              &err) != WHOSAID_OK)
            break;
    }
    cli_options_release(&options);
    if (!fine)
        return CLI_DICT_USAGE;
    if (err.status)
        return refuse(&err);
    return found.lines ? CLI_DICT_FINE : CLI_DICT_PROBLEMS;
}

enum cli_dict
cli_dict_run(int argc, char **argv, struct cli_output *output)
{
    static const char *const words[] = {"check", "find", "--help"};

    if (argc < 1) {
        fputs("whosaid: dict needs a word behind it: check or find (see whosaid dict --help)\n",
              stderr);
        return CLI_DICT_USAGE;
    }
    if (strcmp(argv[0], "--help") == 0) {
        cli_output_add(output, help, strlen(help));
        return CLI_DICT_FINE;
    }
    if (strcmp(argv[0], "find") == 0)
        return find(argc, argv, output);
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
