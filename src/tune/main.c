/*
 * tune/main.c - whosaid-tune: learn dicts/<lang>/weights.tsv from gold.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tune/tune.h"

static const char help[] =
    "usage: whosaid-tune --lang=LANG [OPTIONS] GOLD.jsonl... -o WEIGHTS.tsv\n"
    "\n"
    "Learns what each row of evidence is worth from gold articles, and writes the\n"
    "weights of the language's pack.  Prints figures measured by cross-validation.\n"
    "\n"
    "  --lang=LANG       the pack to learn for: ko, en, fr\n"
    "  -o FILE           where the weights go; without it only the figures are printed\n"
    "  --only=PART       mentions or quotes; the other part's weights stay as they are\n"
    "  --packs=DIR       the folder of the language packs\n"
    "  --folds=N         folds of the cross-validation (5; 0: none)\n"
    "  --passes=N        passes over the gold (10)\n"
    "  --l2=X            penalty on large weights (0.002)\n"
    "  --least=N         rows seen less often are left out (3)\n"
    "  --aside=FILE      gold to learn from beside the rest, for what it has in common with\n"
    "                    it: thick with names, or of other habits; not in the quotes' figures\n"
    "  --times=X:FILE    gold whose every mistake counts X times: a kind of text that the\n"
    "                    rest has little of (quotes: as the rest)\n"
    "  --curve           report what an eighth, a quarter and a half of the gold teach\n"
    "  --unsure=N        learn nothing: print the N sentences, one an article, that the\n"
    "                    weights are least sure of, to annotate next; no gold is needed\n"
    "  --rules           report what each kind of evidence and each rule earns: how much\n"
    "                    the log-likelihood of unseen gold falls without it, with examples\n"
    "  --help            this text\n";

/* A file of gold and how to take it. */
struct set {
    const char *path;
    float times;
    bool aside;
};

struct arguments {
    const char *lang, *out, *only, *dict_dir;
    struct set *sets; /* room for argc */
    size_t nsets;
    uint32_t unsure; /* sentences to print; 0: learn */
    struct ws_tune_options options;
};

/* "2:gold.jsonl" */
static bool
read_times(const char *text, struct set *set)
{
    char *end;

    *set = (struct set){.times = strtof(text, &end)};
    set->path = end + 1;
    if (end == text || *end != ':' || !(set->times > 0 && set->times <= 100)) {
        fprintf(stderr, "whosaid-tune: --times=%s: should be X:FILE, X from above 0 to 100\n",
                text);
        return false;
    }
    return true;
}

static int
read_arguments(int argc, char **argv, struct arguments *a)
{
    enum {
        LANG = 256,
        ONLY,
        DIR,
        FOLDS,
        PASSES,
        L2,
        LEAST,
        ASIDE,
        TIMES,
        CURVE,
        UNSURE,
        RULES,
        HELP
    };
    static const struct option options[] = {
        {"lang", required_argument, NULL, LANG},     {"only", required_argument, NULL, ONLY},
        {"packs", required_argument, NULL, DIR},     {"folds", required_argument, NULL, FOLDS},
        {"passes", required_argument, NULL, PASSES}, {"l2", required_argument, NULL, L2},
        {"least", required_argument, NULL, LEAST},   {"aside", required_argument, NULL, ASIDE},
        {"times", required_argument, NULL, TIMES},   {"curve", no_argument, NULL, CURVE},
        {"unsure", required_argument, NULL, UNSURE}, {"rules", no_argument, NULL, RULES},
        {"help", no_argument, NULL, HELP},           {0}};
    int c;

    while ((c = getopt_long(argc, argv, "o:", options, NULL)) != -1) {
        switch (c) {
        case 'o':
            a->out = optarg;
            break;
        case LANG:
            a->lang = optarg;
            break;
        case ONLY:
            a->only = optarg;
            break;
        case DIR:
            a->dict_dir = optarg;
            break;
        case FOLDS:
            a->options.folds = atoi(optarg);
            break;
        case PASSES:
            a->options.passes = atoi(optarg);
            break;
        case L2:
            a->options.l2 = strtof(optarg, NULL);
            break;
        case LEAST:
            a->options.least = atoi(optarg);
            break;
        case ASIDE:
            a->sets[a->nsets++] = (struct set){optarg, 1, true};
            break;
        case TIMES:
            if (!read_times(optarg, &a->sets[a->nsets++]))
                return 0;
            break;
        case CURVE:
            a->options.curve = true;
            break;
        case UNSURE:
            a->unsure = (uint32_t)strtoul(optarg, NULL, 10);
            break;
        case RULES:
            a->options.rules = true;
            break;
        case HELP:
            fputs(help, stdout);
            exit(0);
        default:
            return 0;
        }
    }
    memmove(a->sets + (argc - optind), a->sets, a->nsets * sizeof *a->sets);
    for (int i = optind; i < argc; i++, a->nsets++)
        a->sets[i - optind] = (struct set){argv[i], 1, false};
    if (!a->lang || !a->nsets ||
        (a->only && strcmp(a->only, "mentions") != 0 && strcmp(a->only, "quotes") != 0)) {
        fputs("whosaid-tune: --lang and a gold file are needed; see --help\n", stderr);
        return 0;
    }
    return 1;
}

static int
complain(const whosaid_error *err)
{
    fprintf(stderr, "whosaid-tune: %s", err->file);
    if (err->line)
        fprintf(stderr, ":%u", err->line);
    fprintf(stderr, "%s%s\n", *err->file ? ": " : "", err->text);
    return 1;
}

/* Rows of the tagger stand before those of quotes in row_list.h. */
static int
is_mention_row(ws_row row)
{
    return (row >> 56) - 1 <= WS_ROW_THEN;
}

/* Keep from the pack's present weights what is not learned anew. */
static int
keep_rest(const struct ws_pack *pack, const char *only, struct ws_learned_list *learned)
{
    for (uint32_t s = 0; only && s <= pack->weights.mask; s++) {
        const struct ws_weight_slot *slot = &pack->weights.slots[s];
        struct ws_learned row = {.row = slot->row};

        if (!slot->row || is_mention_row(slot->row) == (strcmp(only, "mentions") == 0))
            continue;
        memcpy(row.weights, ws_weights_of(&pack->weights, slot), sizeof row.weights);
        if (!ws_learned_add(learned, &row))
            return 0;
    }
    return 1;
}

/* The tagger's new weights into the pack, so that quotes are learned over its mentions. */
static whosaid_status
install(whosaid_engine *engine, const char *lang, const struct ws_learned_list *learned,
        whosaid_error *err)
{
    struct ws_pack *pack = NULL;
    whosaid_status status;

    for (uint32_t i = 0; i < engine->npacks; i++)
        if (strcmp(engine->packs[i].lang, lang) == 0)
            pack = &engine->packs[i];
    status = ws_weights_init(&pack->weights, &engine->arena, learned->n + 1, err);
    for (uint32_t i = 0; !status && i < learned->n; i++)
        (void)ws_weights_set(&pack->weights, learned->v[i].row, 0, learned->v[i].weights);
    ws_engine_weigh(engine);
    return status;
}

static whosaid_status
load(struct ws_gold *gold, const whosaid_engine *engine, const struct arguments *a,
     whosaid_error *err)
{
    const char **paths = calloc(a->nsets, sizeof *paths);
    whosaid_status status = WHOSAID_E_NOMEM;

    if (!paths)
        return status;
    for (size_t i = 0; i < a->nsets; i++)
        paths[i] = a->sets[i].path;
    status = ws_gold_load(gold, &engine->types, paths, a->nsets, err);
    for (uint32_t i = 0; !status && i < gold->narticles; i++) {
        gold->articles[i].aside = a->sets[gold->articles[i].file].aside;
        gold->articles[i].times = a->sets[gold->articles[i].file].times;
    }
    free(paths);
    return status;
}

struct named {
    char *name;
    const struct ws_learned *row;
};

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

static void
write_row(FILE *out, const struct ws_pack *pack, const struct named *named)
{
    int quote = !is_mention_row(named->row->row), any = 0;

    for (int t = 0; t < pack->types->ntypes; t++) {
        float w = named->row->weights[t];

        if (w < 0.005f && w > -0.005f)
            continue;
        if (!any++)
            fputs(named->name, out);
        fprintf(out, "\t%s=%.3f", quote ? "yes" : pack->types->types[t].name, (double)w);
    }
    if (any)
        fputc('\n', out);
}

static int
write_weights(const char *path, const struct ws_pack *pack, const struct ws_learned_list *learned)
{
    struct named *named = calloc(learned->n + 1, sizeof *named);
    FILE *out = fopen(path, "w");
    int ok = named && out;

    for (uint32_t i = 0; ok && i < learned->n; i++) {
        struct ws_buf buf;

        ws_buf_init(&buf, NULL);
        ws_row_print(&buf, pack, learned->v[i].row);
        named[i].row = &learned->v[i];
        named[i].name = ws_buf_cstr(&buf) ? buf.bytes : NULL;
        ok = named[i].name != NULL;
    }
    if (ok) {
        qsort(named, learned->n, sizeof *named, by_name);
        fputs("# Weights of evidence, written by whosaid-tune: row, then TYPE=weight.\n"
              "# What the rows are: src/lang/row_list.h.  Do not edit: change rules, learn anew.\n",
              out);
        for (uint32_t i = 0; i < learned->n; i++)
            write_row(out, pack, &named[i]);
    }
    for (uint32_t i = 0; named && i < learned->n; i++)
        free(named[i].name);
    free(named);
    if (out && (ferror(out) || fclose(out)))
        ok = 0;
    if (!ok)
        fprintf(stderr, "whosaid-tune: %s: cannot write\n", path);
    return ok;
}

int
main(int argc, char **argv)
{
    struct arguments a = {
        .sets = calloc((size_t)argc, sizeof *a.sets),
        .options = {.folds = 5, .passes = 10, .l2 = 0.002f, .least = 3, .report = stdout}};
    whosaid_error err = {0};
    whosaid_engine *engine = NULL;
    struct ws_gold gold = {0};
    struct ws_learned_list learned = {0};
    whosaid_status status;
    int result = 2;

    if (!a.sets || !read_arguments(argc, argv, &a)) {
        free(a.sets);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    status = whosaid_engine_new(&engine, &(whosaid_options){.dict_dir = a.dict_dir, .lang = a.lang},
                                &err);
    if (!status)
        status = load(&gold, engine, &a, &err);
    if (!status && a.unsure) {
        status = ws_tune_unsure(engine, &gold, a.lang, a.unsure, stdout, &err);
        goto done;
    }
    if (!status && !keep_rest(ws_engine_pack(engine, a.lang), a.only, &learned))
        status = WHOSAID_E_NOMEM;
    if (!status && (!a.only || strcmp(a.only, "mentions") == 0))
        status = ws_tune_mentions(engine, &gold, a.lang, &a.options, &learned, &err);
    if (!status)
        status = install(engine, a.lang, &learned, &err);
    if (!status && (!a.only || strcmp(a.only, "quotes") == 0))
        status = ws_tune_quotes(engine, &gold, a.lang, &a.options, &learned, &err);
done:
    result = status ? complain(&err) : 0;
    if (!status && !a.unsure && a.out &&
        !write_weights(a.out, ws_engine_pack(engine, a.lang), &learned))
        result = 1;
    free(a.sets);
    free(learned.v);
    ws_gold_release(&gold);
    whosaid_engine_free(engine);
    return result;
}
