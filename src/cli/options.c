/*
 * cli/options.c - one table of options; see options.h.
 *
 * Options may stand before, between and behind FILEs, as --name=value or --name value;
 * what follows "--" is a FILE.
 */
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/nearest.h"

const char cli_help[] =
    "usage: whosaid [OPTIONS] [FILE...]\n"
    "       whosaid dict check FILE...      what is wrong with your own entries\n"
    "       whosaid dict find TEXT...       which entries stand in it, and where from\n"
    "       whosaid dict coverage GOLD...   how many known mentions the entries know\n"
    "       whosaid dict build FOLDER       a language pack as one file\n"
    "\n"
    "Reads press articles and writes, as JSON, who and what is named and who said\n"
    "what.  Without FILE, or where FILE is -, it reads standard input.\n"
    "\n"
    "  --from=auto|text|jsonl   text: each FILE is one article in UTF-8; jsonl: each\n"
    "                           line is {\"id\", \"text\", \"title\"?, \"lang\"?, \"date\"?};\n"
    "                           auto (default): by the name, else by the first byte\n"
    "  --to=json|jsonl          json: spread over lines, for people (default for one\n"
    "                           text); jsonl: one line an article (default for many)\n"
    "  --lang=auto|ko|en|...    language where the record names none\n"
    "  --date=2020-12-07        publication date where the record has none\n"
    "  --offsets=codepoint|byte|utf16|all\n"
    "                           unit of every start and end (default: codepoint)\n"
    "  --types=PERSON,ORG,...   only these types of mentions\n"
    "  --dict=FILE              your own entries, above all others; repeatable\n"
    "  --dict-dir=DIR           folder of a newsroom's entries, above the built-in ones\n"
    "                           (default: $XDG_CONFIG_HOME/whosaid/dicts)\n"
    "  --jobs=N                 worker threads (default: 1); the output is the same\n"
    "  --explain                with each mention and quote, the evidence for it\n"
    "  --help                   this text\n"
    "  --version                the version\n"
    "\n"
    "Every line of JSON Lines gives one line of output, in order; one that is no\n"
    "article gives {\"line\", \"id\", \"error\": {\"code\", \"message\"}}.  A line with\n"
    "nothing but blanks is no record and gives nothing.\n"
    "\n"
    "Exit status: 0 all done; 1 some articles or files failed, the rest are out;\n"
    "2 wrong use; 3 the language packs or dictionaries are unusable.\n";

enum option {
    OPTION_DATE,
    OPTION_DICT,
    OPTION_DICT_DIR,
    OPTION_EXPLAIN,
    OPTION_FROM,
    OPTION_HELP,
    OPTION_JOBS,
    OPTION_LANG,
    OPTION_OFFSETS,
    OPTION_OUTPUT,
    OPTION_TO,
    OPTION_TYPES,
    OPTION_VERSION,
    OPTION_COUNT
};

static const char *const names[OPTION_COUNT] = {
    "--date", "--dict",    "--dict-dir", "--explain", "--from",  "--help",   "--jobs",
    "--lang", "--offsets", "--output",   "--to",      "--types", "--version"};

#define BIT(option) (1u << OPTION_##option)
#define LAYERS      (BIT(DICT) | BIT(DICT_DIR) | BIT(LANG))

/* The options that each use of the command has. */
static const unsigned uses[] = {[CLI_USE_ANNOTATE] = ~BIT(OUTPUT),
                                [CLI_USE_CHECK] = BIT(HELP),
                                [CLI_USE_FIND] = BIT(HELP) | LAYERS,
                                [CLI_USE_COVERAGE] = BIT(HELP) | BIT(EXPLAIN) | LAYERS,
                                [CLI_USE_BUILD] = BIT(HELP) | BIT(OUTPUT)};

static bool
takes_value(enum option option)
{
    return option != OPTION_EXPLAIN && option != OPTION_HELP && option != OPTION_VERSION;
}

/* Index of @value in @words, or -1 after a message. */
static int
word_of(enum option option, const char *value, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(words[i], value) == 0)
            return (int)i;
    fprintf(stderr, "whosaid: unknown value '%s' for %s; did you mean '%s'?\n", value,
            names[option], cli_nearest(value, words, n));
    return -1;
}

static bool
read_jobs(struct cli_options *options, const char *value)
{
    char *end;
    long n = strtol(value, &end, 10);

    if (*value < '0' || *value > '9' || *end || n < 1 || n > CLI_MAX_JOBS) {
        fprintf(stderr, "whosaid: --jobs takes a number from 1 to %d, not '%s'\n", CLI_MAX_JOBS,
                value);
        return false;
    }
    options->jobs = (int)n;
    return true;
}

static bool
set(struct cli_options *options, enum option option, const char *value)
{
    static const char *const from[] = {"auto", "text", "jsonl"};
    static const char *const to[] = {"json", "jsonl"};
    static const char *const offsets[] = {"codepoint", "byte", "utf16", "all"};
    int at = 0;

    switch (option) {
    case OPTION_DATE:
        options->date = value;
        break;
    case OPTION_DICT:
        options->dicts[options->ndicts++] = value;
        break;
    case OPTION_DICT_DIR:
        options->dict_dir = value;
        break;
    case OPTION_EXPLAIN:
        options->explain = true;
        break;
    case OPTION_FROM:
        at = word_of(option, value, from, sizeof from / sizeof *from);
        options->from = (enum cli_from)at;
        break;
    case OPTION_HELP:
        options->what = CLI_DO_HELP;
        break;
    case OPTION_JOBS:
        return read_jobs(options, value);
    case OPTION_LANG:
        options->lang = value;
        break;
    case OPTION_OFFSETS:
        at = word_of(option, value, offsets, sizeof offsets / sizeof *offsets);
        options->offsets = (whosaid_offsets)at;
        break;
    case OPTION_OUTPUT:
        options->output = value;
        break;
    case OPTION_TO:
        at = word_of(option, value, to, sizeof to / sizeof *to);
        options->to = at == 0 ? CLI_TO_JSON : CLI_TO_JSONL;
        break;
    case OPTION_TYPES:
        options->types = value;
        break;
    case OPTION_VERSION:
        options->what = CLI_DO_VERSION;
        break;
    case OPTION_COUNT:
        break;
    }
    return at >= 0;
}

/* Read the option at argv[*i], and its value where that is the next word. */
static bool
read_option(struct cli_options *options, int argc, char **argv, int *i)
{
    const char *arg = argv[*i], *equals = strchr(arg, '=');
    size_t len = equals ? (size_t)(equals - arg) : strlen(arg);
    const char *value = equals ? equals + 1 : NULL;
    const char *known[OPTION_COUNT];
    size_t nknown = 0;
    char name[32];

    for (enum option option = OPTION_DATE; option < OPTION_COUNT; option++) {
        if (!(uses[options->use] >> option & 1))
            continue;
        known[nknown++] = names[option];
        if (strlen(names[option]) != len || strncmp(names[option], arg, len) != 0)
            continue;
        if (!takes_value(option)) {
            if (!value)
                return set(options, option, NULL);
            fprintf(stderr, "whosaid: %s takes no value\n", names[option]);
            return false;
        }
        if (!value && *i + 1 < argc)
            value = argv[++*i];
        if (value && *value)
            return set(options, option, value);
        fprintf(stderr, "whosaid: %s needs a value\n", names[option]);
        return false;
    }
    /* "-h" is compared as "--h". */
    snprintf(name, sizeof name, "%s%.*s", arg[1] == '-' ? "" : "-", (int)(len < 28 ? len : 28),
             arg);
    fprintf(stderr, "whosaid: unknown option '%.*s'; did you mean '%s'?\n", (int)len, arg,
            cli_nearest(name, known, nknown));
    return false;
}

/* The newsroom's folder where the desktop's rules put it, if there is one. */
static void
find_dict_dir(struct cli_options *options)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    struct stat info;
    int n = -1;

    if (config && *config)
        n = snprintf(options->found_dir, sizeof options->found_dir, "%s/whosaid/dicts", config);
    else if (home && *home)
        n = snprintf(options->found_dir, sizeof options->found_dir, "%s/.config/whosaid/dicts",
                     home);
    if (n > 0 && (size_t)n < sizeof options->found_dir && stat(options->found_dir, &info) == 0 &&
        S_ISDIR(info.st_mode))
        options->dict_dir = options->found_dir;
}

bool
cli_options_read(struct cli_options *options, enum cli_use use, int argc, char **argv)
{
    size_t n = (size_t)argc + 1;
    bool only_files = false;

    *options = (struct cli_options){.use = use, .jobs = 1};
    options->files = calloc(n, sizeof *options->files);
    options->dicts = calloc(n, sizeof *options->dicts);
    if (!options->files || !options->dicts) {
        fputs("whosaid: out of memory\n", stderr);
        return false;
    }
    for (int i = 1; i < argc; i++) {
        if (only_files || argv[i][0] != '-' || argv[i][1] == '\0')
            options->files[options->nfiles++] = argv[i];
        else if (strcmp(argv[i], "--") == 0)
            only_files = true;
        else if (!read_option(options, argc, argv, &i))
            return false;
        if (options->what != CLI_DO_ANNOTATE)
            return true; /* --help and --version hold whatever else is there */
    }
    if (!options->nfiles && use == CLI_USE_ANNOTATE)
        options->files[options->nfiles++] = "-";
    if (!options->dict_dir)
        find_dict_dir(options);
    return true;
}

void
cli_options_release(struct cli_options *options)
{
    free(options->files);
    free(options->dicts);
}
