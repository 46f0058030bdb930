/*
 * cli/dict.c - see dict.h.
 */
#include "cli/dict.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/error.h"
#include "cli/gold.h"
#include "cli/nearest.h"
#include "cli/options.h"
#include "whosaid.h"

static const char help[] =
    "usage: whosaid dict check FILE...\n"
    "       whosaid dict find [LAYERS] TEXT...\n"
    "       whosaid dict coverage [LAYERS] [--explain] GOLD.jsonl...\n"
    "       whosaid dict build --output=ko.pack FOLDER\n"
    "\n"
    "check     tells, line by line, what is wrong with your own entry files: lines that\n"
    "          cannot be read or never match, that stand there twice, or that take a\n"
    "          common word or an entry of the packs for a name\n"
    "find      shows each entry that stands in TEXT: its characters, class, layer (built-in,\n"
    "          newsroom, user), file and line, parted by tabs\n"
    "coverage  counts, by type, how much of known mentions the entries know: each line of\n"
    "          GOLD is {\"text\", \"mentions\": [{\"start\", \"end\", \"type\"}], \"lang\"?,\n"
    "          \"ignore\"?: [[start, end]]}, in code points; what lies in a place to ignore\n"
    "          is not judged.  whole: mentions that are an entry; touched: those that an\n"
    "          entry or a part of names starts or ends; right: of entries that stand as\n"
    "          words of their own and are no common words, those that are a mention.\n"
    "          --explain lists the entries that also match what is no mention: text, type,\n"
    "          matches, right\n"
    "build     makes one file of the language pack in FOLDER; put as ko.pack into the folder\n"
    "          of packs, it is used instead of the folder ko\n"
    "\n"
    "LAYERS    --lang=ko --dict=FILE --dict-dir=DIR, as in whosaid --help\n"
    "\n"
    "Exit status: 0 nothing is wrong, something is found; 1 otherwise; 2 wrong use; 3 a\n"
    "file or the language packs cannot be read or written.\n";

static enum cli_dict
refuse(const whosaid_error *err)
{
    cli_error_show(err);
    return err->status == WHOSAID_E_USAGE ? CLI_DICT_USAGE : CLI_DICT_UNUSABLE;
}

static whosaid_status
make_engine(whosaid_engine **engine, const struct cli_options *options, whosaid_error *err)
{
    const whosaid_options wanted = {.newsroom_dir = options->dict_dir,
                                    .dicts = options->dicts,
                                    .ndicts = options->ndicts,
                                    .lang = options->lang};

    return whosaid_engine_new(engine, options->use == CLI_USE_CHECK ? NULL : &wanted, err);
}

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
check(const struct cli_options *options, const whosaid_engine *engine, struct cli_output *output)
{
    struct told told = {.output = output};
    whosaid_error err = {0};

    if (whosaid_dict_check(engine, options->files, options->nfiles, tell, &told, &err) !=
        WHOSAID_OK)
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

static enum cli_dict
find(const struct cli_options *options, const whosaid_engine *engine, struct cli_output *output)
{
    struct found found = {.output = output};
    whosaid_error err = {0};

    for (size_t i = 0; i < options->nfiles; i++)
        if (whosaid_dict_find(engine, options->files[i], strlen(options->files[i]), show, &found,
                              &err) != WHOSAID_OK)
            return refuse(&err);
    return found.lines ? CLI_DICT_FINE : CLI_DICT_PROBLEMS;
}

/* A share as its three digits; "-" of nothing. */
static const char *
share(char text[8], unsigned long part, unsigned long whole)
{
    if (whole)
        snprintf(text, 8, "%.3f", (double)part / (double)whole);
    return whole ? text : "-";
}

static void
show_counts(const whosaid_dict_counts *counts, size_t n, struct cli_output *output)
{
    char line[160], a[8], b[8], c[8];
    int len = snprintf(line, sizeof line, "%-10s %8s %8s %8s %8s %8s\n", "type", "mentions",
                       "whole", "touched", "matches", "right");

    cli_output_add(output, line, (size_t)len);
    for (size_t i = 0; i < n; i++) {
        const whosaid_dict_counts *k = &counts[i];

        len = snprintf(line, sizeof line, "%-10s %8lu %8s %8s %8lu %8s\n", k->type, k->gold,
                       share(a, k->whole, k->gold), share(b, k->touched, k->gold), k->matches,
                       share(c, k->right, k->matches));
        cli_output_add(output, line, (size_t)len);
    }
}

/* A surface that matched as an entry of a type. */
struct surface {
    const char *type; /* one string a type */
    char *text;       /* ours to free */
    unsigned long matches, right;
};

struct surfaces {
    struct surface *v;
    size_t n, room;
    bool failed; /* memory was out: the list is not whole */
};

static void
note_surface(void *user, const char *type, const char *text, size_t len, int right)
{
    struct surfaces *list = user;
    struct surface *surface;

    if (list->n == list->room) {
        size_t room = list->room ? list->room * 2 : 1024;
        struct surface *more = realloc(list->v, room * sizeof *more);

        if (!more) {
            list->failed = true;
            return;
        }
        list->v = more;
        list->room = room;
    }
    surface = &list->v[list->n];
    *surface = (struct surface){type, malloc(len + 1), 1, right != 0};
    if (!surface->text) {
        list->failed = true;
        return;
    }
    memcpy(surface->text, text, len);
    surface->text[len] = '\0';
    list->n++;
}

static int
by_surface(const void *a, const void *b)
{
    const struct surface *x = a, *y = b;
    int order = strcmp(x->type, y->type);

    return order ? order : strcmp(x->text, y->text);
}

/* Those that are most often no mention first. */
static int
by_wrong(const void *a, const void *b)
{
    const struct surface *x = a, *y = b;
    unsigned long p = x->matches - x->right, q = y->matches - y->right;

    return p != q ? (p > q ? -1 : 1) : by_surface(a, b);
}

/* Which entries match what is no mention. */
static void
show_surfaces(struct surfaces *list, struct cli_output *output)
{
    size_t kept = 0;
    char counts[64];

    if (list->n)
        qsort(list->v, list->n, sizeof *list->v, by_surface);
    for (size_t i = 0; i < list->n; i++) {
        if (kept && by_surface(&list->v[kept - 1], &list->v[i]) == 0) {
            list->v[kept - 1].matches++;
            list->v[kept - 1].right += list->v[i].right;
            free(list->v[i].text);
        } else {
            list->v[kept++] = list->v[i];
        }
    }
    if (kept)
        qsort(list->v, kept, sizeof *list->v, by_wrong);
    for (size_t i = 0; i < kept; i++) {
        const struct surface *s = &list->v[i];
        int n = snprintf(counts, sizeof counts, "\t%lu\t%lu\n", s->matches, s->right);

        if (s->right < s->matches) {
            cli_output_add(output, s->text, strlen(s->text));
            cli_output_add(output, "\t", 1);
            cli_output_add(output, s->type, strlen(s->type));
            cli_output_add(output, counts, (size_t)n);
        }
        free(s->text);
    }
    free(list->v);
    if (list->failed)
        fputs("whosaid: out of memory; the list is not whole\n", stderr);
}

static enum cli_dict
coverage(const struct cli_options *options, const whosaid_engine *engine, struct cli_output *output)
{
    whosaid_dict_counts counts[] = {
        {.type = "PERSON"}, {.type = "TITLE"}, {.type = "ORG"}, {.type = "LOCATION"}};
    const size_t n = sizeof counts / sizeof *counts;
    enum cli_dict answer = CLI_DICT_FINE;
    struct surfaces surfaces = {0};

    for (size_t i = 0; i < options->nfiles && answer != CLI_DICT_UNUSABLE; i++) {
        enum cli_gold read = cli_gold_count(engine, options->files[i], counts, n,
                                            options->explain ? note_surface : NULL, &surfaces);

        if (read != CLI_GOLD_FINE)
            answer = read == CLI_GOLD_UNREAD ? CLI_DICT_UNUSABLE : CLI_DICT_PROBLEMS;
    }
    if (answer != CLI_DICT_UNUSABLE)
        show_counts(counts, n, output);
    show_surfaces(&surfaces, output);
    return answer;
}

static enum cli_dict
build(const struct cli_options *options)
{
    whosaid_error err = {0};

    if (whosaid_dict_build(options->files[0], options->output, &err) != WHOSAID_OK)
        return refuse(&err);
    return CLI_DICT_FINE;
}

/* Is what the options say enough for their use? */
static bool
is_complete(const struct cli_options *options, const char *word)
{
    static const char *const what[] = {[CLI_USE_CHECK] = "FILE",
                                       [CLI_USE_FIND] = "TEXT",
                                       [CLI_USE_COVERAGE] = "GOLD file",
                                       [CLI_USE_BUILD] = "FOLDER"};

    if (!options->nfiles)
        fprintf(stderr, "whosaid: dict %s needs a %s\n", word, what[options->use]);
    else if (options->use == CLI_USE_BUILD && options->nfiles > 1)
        fprintf(stderr, "whosaid: dict build takes one FOLDER, not '%s' too\n", options->files[1]);
    else if (options->use == CLI_USE_BUILD && !options->output)
        fputs("whosaid: dict build needs --output=FILE\n", stderr);
    else
        return true;
    return false;
}

static enum cli_dict
run(const struct cli_options *options, struct cli_output *output)
{
    whosaid_engine *engine = NULL;
    whosaid_error err = {0};
    enum cli_dict answer;

    if (options->use == CLI_USE_BUILD)
        return build(options);
    if (make_engine(&engine, options, &err) != WHOSAID_OK)
        return refuse(&err);
    answer = options->use == CLI_USE_CHECK  ? check(options, engine, output)
             : options->use == CLI_USE_FIND ? find(options, engine, output)
                                            : coverage(options, engine, output);
    whosaid_engine_free(engine);
    return answer;
}

enum cli_dict
cli_dict_run(int argc, char **argv, struct cli_output *output)
{
    static const char *const words[] = {"check", "find", "coverage", "build", "--help"};
    static const enum cli_use uses[] = {CLI_USE_CHECK, CLI_USE_FIND, CLI_USE_COVERAGE,
                                        CLI_USE_BUILD};
    const size_t n = sizeof uses / sizeof *uses;
    struct cli_options options;
    enum cli_dict answer = CLI_DICT_USAGE;
    size_t at = 0;

    if (argc < 1) {
        fputs("whosaid: dict needs a word behind it: check, find, coverage or build (see whosaid "
              "dict --help)\n",
              stderr);
        return CLI_DICT_USAGE;
    }
    while (at < n && strcmp(argv[0], words[at]) != 0)
        at++;
    if (strcmp(argv[0], "--help") == 0) {
        cli_output_add(output, help, strlen(help));
        return CLI_DICT_FINE;
    }
    if (at == n) {
        fprintf(stderr, "whosaid: unknown 'dict %s'; did you mean 'dict %s'?\n", argv[0],
                cli_nearest(argv[0], words, n + 1));
        return CLI_DICT_USAGE;
    }
    if (cli_options_read(&options, uses[at], argc, argv)) {
        if (options.what == CLI_DO_HELP) {
            cli_output_add(output, help, strlen(help));
            answer = CLI_DICT_FINE;
        } else if (is_complete(&options, words[at])) {
            answer = run(&options, output);
        }
    }
    cli_options_release(&options);
    return answer;
}
