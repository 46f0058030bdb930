/*
 * test_lang_lexicon.c - entry files become entries and tries.
 */
#include "lang/lexicon.h"

#include "unit.h"

static struct ws_types types;
static struct ws_arena arena;

static void
load_types(void)
{
    char path[512];

    ws_arena_init(&arena, NULL);
    snprintf(path, sizeof path, "%s/types.tsv", unit_dicts());
    ck_assert_int_eq(ws_types_load(&types, &arena, path, NULL), WHOSAID_OK);
}

static void
release(void)
{
    ws_arena_release(&arena);
}

/* The entries of files with these texts, @n of them, of layers from @layer on, over @base. */
static whosaid_status
read_over(struct ws_lexicon *lexicon, const struct ws_lexicon *base, const char *const *texts,
          int n, int layer, whosaid_error *err)
{
    struct ws_lexicon_builder *builder = NULL;
    whosaid_status status = ws_lexicon_builder_new(&builder, &types, &arena, NULL, err);

    for (int i = 0; !status && i < n; i++) {
        char path[256];

        unit_file(path, "entries.tsv", texts[i]);
        status = ws_lexicon_builder_add_file(
            builder, path, (enum ws_layer)(layer ? layer + i : WS_LAYER_BUILTIN), err);
        unit_remove(path);
    }
    if (!status)
        status = ws_lexicon_builder_finish(builder, lexicon, base,
                                           ws_types_bit(&types, "ORG.suffix"), err);
    ws_lexicon_builder_free(builder);
    return status;
}

/* Read entry files with these texts into @lexicon: of the layers, one text each, where
 * @layered says so; else of the built-in one, until a NULL ends them. */
static whosaid_status
read_files(struct ws_lexicon *lexicon, const char *const *texts, bool layered, whosaid_error *err)
{
    struct ws_lexicon *base = layered ? ws_arena_alloc(&arena, sizeof *base) : NULL;
    int n = 0;
    whosaid_status status;

    if (layered) {
        status = read_over(base, NULL, texts, 1, WS_LAYER_BUILTIN, err);
        return status ? status : read_over(lexicon, base, texts + 1, 2, WS_LAYER_NEWSROOM, err);
    }
    while (texts[n])
        n++;
    return read_over(lexicon, NULL, texts, n, WS_LAYER_BUILTIN, err);
}

static whosaid_status
read_texts(struct ws_lexicon *lexicon, const char *const *texts, whosaid_error *err)
{
    return read_files(lexicon, texts, false, err);
}

static const struct ws_entry *
find(const struct ws_lexicon *lexicon, const struct ws_trie *trie, const char *text)
{
    uint32_t runes[64];

    return ws_lexicon_find(lexicon, trie, runes, unit_runes(text, runes, 64));
}

START_TEST(test_one_surface_many_lines)
{
    static const char *const texts[] = {"# entries\n"
                                        "이수\tPERSON.given\tfreq=12\n"
                                        "이수\tLOCATION.town\tcode=x\n"
                                        "이수\tCOMMON.noun\tfreq=300\n"
                                        "이\tPARTICLE\trole=subject\tafter=consonant\n"
                                        "이\tPERSON.family\tfreq=900\n",
                                        NULL};
    struct ws_lexicon lexicon;
    const struct ws_entry *entry;

    ck_assert_int_eq(read_texts(&lexicon, texts, NULL), WHOSAID_OK);
    ck_assert_uint_eq(lexicon.nentries, 3); /* 이 is two: a particle stands elsewhere */
    entry = find(&lexicon, &lexicon.main, "이수");
    ck_assert_ptr_nonnull(entry);
    ck_assert_uint_eq(entry->classes, ws_types_bit(&types, "PERSON.given") |
                                          ws_types_bit(&types, "LOCATION.town") |
                                          ws_types_bit(&types, "COMMON.noun"));
    ck_assert_uint_eq(entry->freq, 300);
    ck_assert_str_eq(ws_entry_attr(entry, ws_types_bit(&types, "LOCATION.town"), "code"), "x");
    ck_assert_ptr_null(ws_entry_attr(entry, ws_types_bit(&types, "COMMON.noun"), "code"));
    ck_assert_int_eq(ws_entry_number(entry, ws_types_bit(&types, "PERSON.given"), "freq", -1), 12);
    ck_assert_int_eq(ws_entry_number(entry, 0, "age", -1), -1);
    entry = find(&lexicon, &lexicon.end, "이");
    ck_assert_ptr_nonnull(entry);
    ck_assert_int_eq(entry->role, WS_ROLE_SUBJECT);
    ck_assert_uint_eq(entry->flags, WS_ENTRY_AFTER_CONSONANT);
    ck_assert_ptr_null(find(&lexicon, &lexicon.main, "이수역"));
    ck_assert_ptr_null(find(&lexicon, &lexicon.main, "수"));
}
END_TEST

START_TEST(test_order_does_not_matter)
{
    static const char *const one[] = {"나라\tCOMMON.noun\n가람\tORG.company\n",
                                      "가람\tPERSON.given\tfreq=3\n"
                                      "다온\tORG.short\tname=다온그룹\n"
                                      "다온\tORG.short\tname=다온은행\n",
                                      NULL};
    static const char *const two[] = {"다온\tORG.short\tname=다온은행\n"
                                      "가람\tPERSON.given\tfreq=3\n",
                                      "가람\tORG.company\n나라\tCOMMON.noun\n"
                                      "다온\tORG.short\tname=다온그룹\n나라\tCOMMON.noun\n",
                                      NULL};
    struct ws_lexicon a, b;

    ck_assert_int_eq(read_texts(&a, one, NULL), WHOSAID_OK);
    ck_assert_int_eq(read_texts(&b, two, NULL), WHOSAID_OK);
    ck_assert_uint_eq(a.nentries, b.nentries);
    for (uint32_t i = 0; i < a.nentries; i++) {
        ck_assert_uint_eq(a.entries[i].classes, b.entries[i].classes);
        ck_assert_uint_eq(ws_entry_runes(&a.entries[i])[0], ws_entry_runes(&b.entries[i])[0]);
    }
    ck_assert_str_eq(ws_entry_attr(find(&b, &b.main, "다온"), 0, "name"),
                     ws_entry_attr(find(&a, &a.main, "다온"), 0, "name"));
    ck_assert_uint_eq(a.hash, b.hash); /* 나라 twice is 나라 */
}
END_TEST

static const struct {
    const char *texts[3];      /* built-in, newsroom, user */
    const char *classes, *own; /* of 가람 in the main trie, parted by blanks; "": no entry */
    const char *name;          /* name= of it */
} layers[] = {
    {{"가람\tORG.company\n", "", ""}, "ORG.company", "", NULL},
    {{"가람\tORG.company\n", "가람\tPERSON.given\n", ""},
     "ORG.company PERSON.given",
     "PERSON.given",
     NULL},
    {{"가람\tORG.company\n", "가람\tPERSON.given\n", "가람\tLOCATION.city\n"},
     "ORG.company PERSON.given LOCATION.city",
     "LOCATION.city",
     NULL},
    /* the same class above: said anew */
    {{"가람\tORG.short\tname=a\tcode=x\n", "가람\tORG.short\tname=b\n", ""},
     "ORG.short",
     "ORG.short",
     "b"},
    {{"가람\tORG.short\tname=a\n", "가람\tORG.short\tname=b\n", "가람\tORG.short\tname=c\n"},
     "ORG.short",
     "ORG.short",
     "c"},
    /* deleted: the class, or all below it */
    {{"가람\tORG.company\n가람\tLOCATION.city\n", "-가람\tORG.company\n", ""},
     "LOCATION.city",
     "",
     NULL},
    {{"가람\tORG.company\n가람\tORG.media\n", "", "-가람\tORG\n"}, "", "", NULL},
    {{"가람\tORG.company\n", "-가람\tORG.media\n", "-가람\tPERSON\n"}, "ORG.company", "", NULL},
    {{"", "가람\tORG.company\n", "-가람\tORG.company\n"}, "", "", NULL},
    /* and added again above; a layer does not delete its own */
    {{"가람\tORG.company\n", "-가람\tORG\n", "가람\tORG.media\n"}, "ORG.media", "ORG.media", NULL},
    {{"가람\tORG.company\n", "-가람\tORG\n가람\tORG.media\n", ""}, "ORG.media", "ORG.media", NULL},
    /* particles stand elsewhere */
    {{"가람\tORG.company\n가람\tPARTICLE\trole=topic\n", "-가람\tPARTICLE\n", ""},
     "ORG.company",
     "",
     NULL},
};

/* The bits of the classes named in @text. */
static uint64_t
bits_of(const char *text)
{
    char copy[128], *next = NULL;
    uint64_t bits = 0;

    snprintf(copy, sizeof copy, "%s", text);
    for (char *name = strtok_r(copy, " ", &next); name; name = strtok_r(NULL, " ", &next))
        bits |= ws_types_bit(&types, name);
    return bits;
}

START_TEST(test_layers)
{
    struct ws_lexicon lexicon;
    const struct ws_entry *entry;
    const char *name;

    ck_assert_int_eq(read_files(&lexicon, layers[_i].texts, true, NULL), WHOSAID_OK);
    entry = find(&lexicon, &lexicon.main, "가람");
    ck_assert_uint_eq(entry ? entry->classes : 0, bits_of(layers[_i].classes));
    if (!entry)
        return;
    ck_assert_uint_eq(lexicon.own ? lexicon.own[entry - lexicon.entries] : 0,
                      bits_of(layers[_i].own));
    name = ws_entry_attr(entry, 0, "name");
    ck_assert_str_eq(name ? name : "none", layers[_i].name ? layers[_i].name : "none");
    ck_assert_ptr_null(layers[_i].name ? ws_entry_attr(entry, 0, "code") : NULL);
}
END_TEST

/* In the packs a hyphen is a hyphen, and above them behind a backslash. */
START_TEST(test_hyphens)
{
    static const char *const texts[] = {"-ish\tAPPROX\n", "\\-odd\tAPPROX\n", "-\tAPPROX\n"};
    struct ws_lexicon lexicon;

    ck_assert_int_eq(read_files(&lexicon, texts, true, NULL), WHOSAID_OK);
    ck_assert_ptr_nonnull(find(&lexicon, &lexicon.main, "-ish"));
    ck_assert_ptr_nonnull(find(&lexicon, &lexicon.main, "-odd"));
    ck_assert_ptr_nonnull(find(&lexicon, &lexicon.main, "-"));
    ck_assert_uint_eq(lexicon.nentries, 3);
}
END_TEST

#define MANY 3000

/* A surface of up to 12 characters that begins like many others; some in two planes. */
static void
make_surface(char *out, uint32_t i)
{
    static const char *const letters[] = {"가", "나",         "a",      "Z", "é",
                                          "韓", "\U0001F600", "\uFFFD", " ", "7"};

    *out = '\0';
    for (uint32_t rest = i * 7919 % 5000 + 1; rest; rest /= 10)
        strcat(out, letters[rest % 10]);
    if (i % 3 == 0)
        strcat(out, "대학교병원장");
}

/* Lines in another order, every k-th first, and over other files. */
static whosaid_status
read_many(struct ws_lexicon *lexicon, uint32_t k)
{
    static char text[2][MANY * 80];
    const char *const texts[] = {text[0], text[1], NULL};
    size_t len[2] = {0, 0};

    text[0][0] = text[1][0] = '\0';
    for (uint32_t i = 0; i < MANY; i++) {
        uint32_t line = i * k % MANY; /* k and MANY have no factor in common */
        char *at = text[line % k % 2] + len[line % k % 2], surface[64];

        make_surface(surface, line);
        len[line % k % 2] += (size_t)sprintf(at, "%s\t%s\tfreq=%u\tn=%u\n", surface,
                                             line % 2 ? "ORG.suffix" : "PERSON.given",
                                             (unsigned)line, (unsigned)line);
    }
    return read_texts(lexicon, texts, NULL);
}

static bool
is_sorted(const struct ws_entry *a, const struct ws_entry *b)
{
    const uint32_t *x = ws_entry_runes(a), *y = ws_entry_runes(b);

    for (uint32_t i = 0; i < a->nrunes && i < b->nrunes; i++)
        if (x[i] != y[i])
            return x[i] < y[i];
    return a->nrunes < b->nrunes;
}

/* Entries come out sorted and alike whatever the order of lines, and each is found from
 * its start and, with a suffix class, from its end. */
START_TEST(test_many)
{
    struct ws_lexicon a, b;
    uint64_t suffix = ws_types_bit(&types, "ORG.suffix");

    ck_assert_int_eq(read_many(&a, 1), WHOSAID_OK);
    ck_assert_int_eq(read_many(&b, 1009), WHOSAID_OK);
    ck_assert_uint_eq(a.nentries, b.nentries);
    ck_assert_uint_gt(a.nentries, MANY / 4);
    for (uint32_t i = 0; i < a.nentries; i++) {
        const struct ws_entry *x = &a.entries[i], *y = &b.entries[i];
        const uint32_t *runes = ws_entry_runes(x);

        ck_assert(i == 0 || is_sorted(x - 1, x));
        ck_assert_uint_eq(x->nrunes, y->nrunes);
        ck_assert_mem_eq(runes, ws_entry_runes(y), x->nrunes * sizeof *runes);
        ck_assert_uint_eq(x->classes, y->classes);
        ck_assert_uint_eq(x->freq, y->freq);
        ck_assert_uint_eq(x->nattrs, y->nattrs);
        ck_assert_ptr_eq(ws_lexicon_find(&a, &a.main, runes, x->nrunes), x);
        ck_assert(ws_trie_starts(&a.main, runes[0]));
        ck_assert_ptr_eq(ws_lexicon_find(&a, &a.suffix, runes, x->nrunes),
                         x->classes & suffix ? x : NULL);
    }
}
END_TEST

START_TEST(test_flags_and_places)
{
    static const char *const texts[] = {"\xEF\xBB\xBFUS\tLOCATION.country\tcase=exact\tcode=US\n"
                                        "the\tFUNCTION\t\tpos=det\r\n",
                                        NULL};
    struct ws_lexicon lexicon;
    const struct ws_entry *entry;
    uint32_t line;

    ck_assert_int_eq(read_texts(&lexicon, texts, NULL), WHOSAID_OK);
    entry = find(&lexicon, &lexicon.main, "US"); /* behind the byte order mark */
    ck_assert_ptr_nonnull(entry);
    ck_assert_uint_eq(entry->flags, WS_ENTRY_EXACT_CASE);
    ck_assert_uint_eq(lexicon.lines[entry->lines].line, 1);
    ck_assert_str_eq(ws_entry_attr(entry, 0, "case"), "exact");
    ck_assert_str_eq(ws_entry_attr(entry, 0, "code"), "US");
    entry = find(&lexicon, &lexicon.main, "the");
    ck_assert_uint_eq(lexicon.lines[entry->lines].line, 2);
    ck_assert_uint_eq(entry->nattrs, 1); /* an empty field says nothing */
    ck_assert_str_eq(ws_entry_attr(entry, 0, "pos"), "det");
    ck_assert(strstr(ws_entry_place(&lexicon, entry, &line), "entries.tsv") != NULL);
    ck_assert_uint_eq(line, 2);
}
END_TEST

START_TEST(test_aliases)
{
    static const char *const texts[] = {
        "한빛전자\tORG.company\taliases=한빛|HB전자\tsource=own\n한빛\tCOMMON.noun\n", NULL};
    static const char *const empty[] = {"한빛전자\tORG.company\taliases=한빛|\n", NULL};
    struct ws_lexicon lexicon;
    const struct ws_entry *entry;
    whosaid_error err = {0};

    ck_assert_int_eq(read_texts(&lexicon, texts, NULL), WHOSAID_OK);
    ck_assert_uint_eq(lexicon.nentries, 3);
    entry = find(&lexicon, &lexicon.main, "한빛");
    ck_assert_uint_eq(entry->classes,
                      ws_types_bit(&types, "ORG.company") | ws_types_bit(&types, "COMMON.noun"));
    ck_assert_str_eq(ws_entry_attr(entry, 0, "name"), "한빛전자");
    ck_assert_ptr_null(ws_entry_attr(entry, 0, "source"));
    entry = find(&lexicon, &lexicon.main, "HB전자");
    ck_assert_str_eq(ws_entry_attr(entry, 0, "name"), "한빛전자");
    ck_assert_uint_eq(lexicon.lines[entry->lines].line, 1);
    ck_assert_int_eq(read_texts(&lexicon, empty, &err), WHOSAID_E_PACK);
    ck_assert_uint_eq(err.column, 41);
}
END_TEST

START_TEST(test_tries)
{
    static const char *const texts[] = {"위원회\tORG.suffix\n회\tORG.suffix\n"
                                        "은\tPARTICLE\trole=topic\tafter=consonant\n"
                                        "로\tPARTICLE\trole=instrument\tafter=vowel+rieul\n"
                                        "에게서\tPARTICLE\trole=from\n"
                                        "고\tTAIL\trole=go\n“\tMARK\tside=open\n",
                                        NULL};
    struct ws_lexicon lexicon;
    uint32_t runes[4], node = 0;

    ck_assert_int_eq(read_texts(&lexicon, texts, NULL), WHOSAID_OK);
    unit_runes("회원위", runes, 4); /* backward */
    for (int i = 0; i < 3; i++) {
        node = ws_trie_step(&lexicon.suffix, node, runes[i]);
        ck_assert_uint_ne(node, 0);
        ck_assert_int_eq(ws_trie_entry(&lexicon.suffix, node) != 0, i != 1);
    }
    ck_assert(ws_trie_starts(&lexicon.suffix, runes[0]));
    ck_assert(!ws_trie_starts(&lexicon.end, runes[0]));
    ck_assert_ptr_nonnull(find(&lexicon, &lexicon.end, "에게서"));
    ck_assert_ptr_null(find(&lexicon, &lexicon.end, "서게에"));
    ck_assert_ptr_nonnull(find(&lexicon, &lexicon.tail, "고"));
    ck_assert_ptr_nonnull(find(&lexicon, &lexicon.main, "“"));
    ck_assert_uint_eq(find(&lexicon, &lexicon.end, "로")->flags,
                      WS_ENTRY_AFTER_VOWEL | WS_ENTRY_RIEUL_AS_VOWEL);
}
END_TEST

START_TEST(test_empty)
{
    static const char *const texts[] = {"", "# nothing\n", NULL};
    struct ws_lexicon lexicon;

    ck_assert_int_eq(read_texts(&lexicon, texts, NULL), WHOSAID_OK);
    ck_assert_uint_eq(lexicon.nentries, 0);
    ck_assert_ptr_null(find(&lexicon, &lexicon.main, "가"));
}
END_TEST

static const struct {
    const char *text, *message;
    uint32_t line, column;
} broken[] = {
    {"가람\tORG.company\n나라\tNOUN\n", "unknown class 'NOUN'", 2, 8},
    {"가람\n", "expected surface, tab, class", 1, 1},
    {"\tORG\n", "empty surface", 1, 1},
    {"가람\tORG\tfreq\n", "expected key=value, found 'freq'", 1, 12},
    {"\xFF\xFE\tORG\n", "surface is not UTF-8", 1, 1},
};

START_TEST(test_broken)
{
    const char *texts[] = {broken[_i].text, NULL};
    struct ws_lexicon lexicon;
    whosaid_error err = {0};

    ck_assert_int_eq(read_texts(&lexicon, texts, &err), WHOSAID_E_PACK);
    ck_assert_msg(strncmp(err.text, broken[_i].message, strlen(broken[_i].message)) == 0, "%s",
                  err.text);
    ck_assert_uint_eq(err.line, broken[_i].line);
    ck_assert_uint_eq(err.column, broken[_i].column);
    ck_assert(strstr(err.file, "entries.tsv") != NULL);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("lexicon");

    tcase_add_checked_fixture(tcase, load_types, release);
    tcase_add_test(tcase, test_one_surface_many_lines);
    tcase_add_test(tcase, test_order_does_not_matter);
    tcase_add_loop_test(tcase, test_layers, 0, COUNT(layers));
    tcase_add_test(tcase, test_hyphens);
    tcase_add_test(tcase, test_many);
    tcase_add_test(tcase, test_flags_and_places);
    tcase_add_test(tcase, test_aliases);
    tcase_add_test(tcase, test_tries);
    tcase_add_test(tcase, test_empty);
    tcase_add_loop_test(tcase, test_broken, 0, COUNT(broken));
    return unit_run("lang/lexicon", tcase);
}
