/*
 * cli/main.c - whosaid on the command line: options, engine, FILEs one after the other.
 *
 * Exit status: 0 all done; 1 some articles or files failed, or the output did; 2 wrong
 * use; 3 the program's own files are unusable.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/dict.h"
#include "cli/error.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/pool.h"
#include "whosaid.h"

enum { EXIT_ALL_DONE, EXIT_SOME_FAILED, EXIT_WRONG_USE, EXIT_UNUSABLE };

static int
refuse(const whosaid_error *err)
{
    cli_error_show(err);
    if (err->status == WHOSAID_E_USAGE)
        return EXIT_WRONG_USE;
    return err->status == WHOSAID_E_NOMEM ? EXIT_SOME_FAILED : EXIT_UNUSABLE;
}

static int
make_engine(whosaid_engine **engine, const struct cli_options *options, bool indent)
{
    const whosaid_options wanted = {
        .newsroom_dir = options->dict_dir,
        .dicts = options->dicts,
        .ndicts = options->ndicts,
        .lang = options->lang,
        .date = options->date,
        .types = options->types,
        .offsets = options->offsets,
        .explain = options->explain,
        .indent = indent,
    };
    whosaid_error err = {0};

    if (whosaid_engine_new(engine, &wanted, &err) == WHOSAID_OK)
        return EXIT_ALL_DONE;
    return refuse(&err);
}

struct run {
    const struct cli_options *options;
    struct cli_pool *pool;
    bool file_failed;
};

/* Every record of @input to the pool.  False where the output is broken. */
static bool
read_input(struct run *run, struct cli_input *input)
{
    whosaid_input record;
    enum cli_read got;

    while ((got = cli_input_next(input, &record, cli_pool_idle, run->pool)) == CLI_READ_RECORD)
        if (!cli_pool_put(run->pool, &record))
            return false;
    run->file_failed |= got == CLI_READ_ERROR;
    return true;
}

/* @first is the first FILE, where it could be opened. */
static void
read_all(struct run *run, struct cli_input *first, bool opened)
{
    bool going = !opened || read_input(run, first);

    for (size_t i = 1; i < run->options->nfiles && going; i++) {
        struct cli_input input;

        if (!cli_input_open(&input, run->options->files[i], run->options->from)) {
            run->file_failed = true;
            continue;
        }
        going = read_input(run, &input);
        cli_input_close(&input);
    }
}

static int
run_all(const struct cli_options *options, const whosaid_engine *engine, struct cli_output *output,
        struct cli_input *first, bool opened)
{
    struct run run = {.options = options, .file_failed = !opened};
    struct cli_counts counts;

    if (!cli_pool_new(&run.pool, engine, output, options->jobs))
        return EXIT_SOME_FAILED;
    read_all(&run, first, opened);
    counts = cli_pool_finish(run.pool);
    if (counts.failed && counts.records > 1)
        fprintf(stderr, "whosaid: %llu of %llu records failed\n", counts.failed, counts.records);
    return counts.failed || run.file_failed ? EXIT_SOME_FAILED : EXIT_ALL_DONE;
}

/* The first FILE is opened before the engine is made: what it holds may decide how the
 * answer is laid out. */
static int
annotate(const struct cli_options *options, struct cli_output *output)
{
    whosaid_engine *engine = NULL;
    struct cli_input first;
    bool opened = cli_input_open(&first, options->files[0], options->from);
    bool one_text = opened && options->nfiles == 1 && !first.jsonl;
    int status =
        make_engine(&engine, options,
                    options->to == CLI_TO_JSON || (options->to == CLI_TO_DEFAULT && one_text));

    if (status == EXIT_ALL_DONE)
        status = run_all(options, engine, output, &first, opened);
    cli_input_close(&first);
    whosaid_engine_free(engine);
    return status;
}

static void
show_version(struct cli_output *output)
{
    char text[64];
    int n = snprintf(text, sizeof text, "whosaid %s\n", whosaid_version());

    cli_output_add(output, text, (size_t)n);
}

static int
look_after_dicts(int argc, char **argv)
{
    static const int statuses[] = {[CLI_DICT_FINE] = EXIT_ALL_DONE,
                                   [CLI_DICT_PROBLEMS] = EXIT_SOME_FAILED,
                                   [CLI_DICT_USAGE] = EXIT_WRONG_USE,
                                   [CLI_DICT_UNUSABLE] = EXIT_UNUSABLE};
    struct cli_output output = {.fd = STDOUT_FILENO};
    int status = statuses[cli_dict_run(argc, argv, &output)];

    if (!cli_output_close(&output) && status == EXIT_ALL_DONE)
        status = EXIT_SOME_FAILED;
    return status;
}

int
main(int argc, char **argv)
{
    struct cli_output output = {.fd = STDOUT_FILENO};
    struct cli_options options;
    int status = EXIT_ALL_DONE;

    if (argc > 1 && strcmp(argv[1], "dict") == 0)
        return look_after_dicts(argc - 2, argv + 2);
    if (!cli_options_read(&options, CLI_USE_ANNOTATE, argc, argv)) {
        cli_options_release(&options);
        return EXIT_WRONG_USE;
    }
    switch (options.what) {
    case CLI_DO_HELP:
        cli_output_add(&output, cli_help, strlen(cli_help));
        break;
    case CLI_DO_VERSION:
        show_version(&output);
        break;
    case CLI_DO_ANNOTATE:
        status = annotate(&options, &output);
        break;
    }
    cli_options_release(&options);
    if (!cli_output_close(&output) && status == EXIT_ALL_DONE)
        status = EXIT_SOME_FAILED;
    return status;
}
