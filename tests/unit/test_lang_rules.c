/*
 * test_lang_rules.c - every rule of every pack against its own examples, and rule files
 * that are wrong.
 *
 *     match 오늘도 왔습니[당]     the rule must propose exactly 당 here
 *     match \[[사진=AP]\]         \[ and \] are brackets of the text
 *     not 사용 비용               the rule must propose nothing here
 */
#include "base/file.h"
#include "lang/rule.h"

#include "unit.h"

#define MAX_TEXT 2000

static struct ws_arena arena;
static struct ws_types types;

/* An example without its marks. */
struct example {
    uint32_t text[MAX_TEXT + 1], n;
    uint32_t start, end; /* what stands between [ and ]; start == end: no marks */
};

static void
read_example(struct example *example, const char *text)
{
    uint32_t runes[MAX_TEXT], n = unit_runes(text, runes, MAX_TEXT);
    uint32_t open = UINT32_MAX, close = UINT32_MAX;

    for (uint32_t i = 0; i < n; i++) {
        bool escaped = i && runes[i - 1] == '\\';

        if (runes[i] == '[' && !escaped && open == UINT32_MAX)
            open = i;
        if (runes[i] == ']' && !escaped)
            close = i;
    }
    *example = (struct example){0};
    for (uint32_t i = 0; i < n; i++) {
        if (open < close && close < n && (i == open || i == close)) {
            *(i == open ? &example->start : &example->end) = example->n;
            continue;
        }
        if (runes[i] == '\\' && i + 1 < n && (runes[i + 1] == '[' || runes[i + 1] == ']'))
            continue;
        example->text[example->n++] = runes[i];
    }
}

/* What a run of one rule over one example came to. */
struct seen {
    const struct example *example;
    uint32_t rule, hits;
    bool exact;
};

static bool
see(void *user, const struct ws_rules *rules, uint32_t rule, const PCRE2_SIZE *ovector,
    uint32_t ngroups)
{
    struct seen *seen = user;
    uint32_t start, end;

    if (rule != seen->rule || !ws_rule_span(&rules->rules[rule], ovector, ngroups, &start, &end))
        return true;
    seen->hits++;
    seen->exact |= start == seen->example->start && end == seen->example->end;
    return true;
}

/* How many examples of @rules fail; each is told. */
static uint32_t
failing(const struct ws_rules *rules, struct ws_rule_scratch *scratch)
{
    static struct example example;
    uint32_t failed = 0;

    for (uint32_t r = 0; r < rules->nrules; r++) {
        const struct ws_rule *rule = &rules->rules[r];
        bool matches = false;

        for (uint32_t k = 0; k < rule->nexamples; k++) {
            struct seen seen = {.example = &example, .rule = r};
            bool right;

            read_example(&example, rule->examples[k].text);
            ws_rules_run(rules, rule->use, scratch, example.text, example.n, 0, example.n, see,
                         &seen);
            right = example.start < example.end ? seen.exact : seen.hits > 0;
            matches |= rule->examples[k].matches;
            if (rule->examples[k].matches ? right : !seen.hits)
                continue;
            fprintf(stderr, "%s:%u: rule %s %s: %s\n", rule->file, rule->examples[k].line,
                    rule->name, rule->examples[k].matches ? "must match" : "must not match",
                    rule->examples[k].text);
            failed++;
        }
        if (!matches) {
            fprintf(stderr, "%s:%u: rule %s has no example\n", rule->file, rule->line, rule->name);
            failed++;
        }
    }
    return failed;
}

static void
set_up(void)
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

/* Load @text as the one file of a folder of rules. */
static whosaid_status
load_rules(struct ws_rules *rules, const char *text, whosaid_error *err)
{
    char path[256], dir[256];
    whosaid_status status;

    unit_file(path, "x.rule", text);
    snprintf(dir, sizeof dir, "%.*s", (int)(strrchr(path, '/') - path), path);
    status = ws_rules_load(rules, &arena, dir, err);
    unit_remove(path);
    return status;
}

START_TEST(test_packs)
{
    struct ws_rule_scratch scratch;
    const char *const *names;
    size_t n;
    uint32_t failed = 0;

    ck_assert_int_eq(ws_file_packs(&names, &n, &arena, unit_dicts(), NULL), WHOSAID_OK);
    ck_assert(ws_rule_scratch_init(&scratch));
    for (size_t i = 0; i < n; i++) {
        const char *dir = ws_file_path(&arena, unit_dicts(), names[i]);
        struct ws_pack pack;
        whosaid_error err = {0};

        ck_assert_msg(ws_pack_load(&pack, dir, &types, NULL, &arena, NULL, &err) == WHOSAID_OK,
                      "%s:%u:%u: %s", err.file, err.line, err.column, err.text);
        ck_assert_str_eq(pack.lang, names[i]);
        ck_assert_uint_gt(pack.lexicon.nentries, 0);
        failed += failing(&pack.rules, &scratch);
        ws_pack_release(&pack);
    }
    ws_rule_scratch_release(&scratch);
    ck_assert_uint_eq(failed, 0);
}
END_TEST

#define STANZA(name) "rule " name "\nfor zone\ntrigger x\npattern x+\n"

static const struct {
    const char *text, *message;
    uint32_t line;
} broken[] = {
    {"for zone\n", "'for' before the first rule", 1},
    {"rule a\nfor zone\npattern x\n", "rule 'a' needs for, trigger and pattern", 1},
    {"rule a\nfor zone\ntrigger x\n", "rule 'a' needs for, trigger and pattern", 1},
    {"rule a\nfor\n", "'for' says nothing", 2},
    {"rule a\nfor zones\n", "unknown use 'zones'", 2},
    {"# c\n\nrule a\nwhen now\n", "unknown word 'when'", 4},
    {"rule a\nfor zone\ntrigger x\npattern x(\n", "rule 'a': missing closing parenthesis", 4},
    {"rule a\nfor zone\ntrigger x\npattern \xFF\n", "pattern is not UTF-8", 4},
    {STANZA("a") "next \\e\n", "bad set '\\e'", 5},
    {STANZA("a") "before ^\n", "bad set '^'", 5},
    {STANZA("a") "before a\U0001F600\n", "bad set 'a\U0001F600'", 5},
    {STANZA("a") "next \xFF\n", "bad set", 5},
    {STANZA("a") "next \\l\n", "bad set '\\l'", 5},
    {STANZA("a") "earlier \\l\n", "bad set '\\l'", 5},
    {STANZA("a") "before a\\l\n", "bad set 'a\\l'", 5},
    {STANZA("a") "before ^\\l\n", "bad set '^\\l'", 5},
    {STANZA("a") "\n" STANZA("b") "\n" STANZA("a"), "second rule called 'a'", 11},
};

START_TEST(test_broken)
{
    struct ws_rules rules;
    whosaid_error err = {0};

    ck_assert_int_eq(load_rules(&rules, broken[_i].text, &err), WHOSAID_E_PACK);
    ck_assert_msg(strncmp(err.text, broken[_i].message, strlen(broken[_i].message)) == 0, "%s",
                  err.text);
    ck_assert_uint_eq(err.line, broken[_i].line);
    ws_rules_release(&rules);
}
END_TEST

/* The trigger, a blank in it, the group "span", a look behind; and order by place. */
START_TEST(test_run)
{
    static const char text[] = "rule one\nfor zone\ntrigger of\\_the 사진=\n"
                               "pattern (?:of the |사진=)(?<span>\\w+)\n\n"
                               "rule two\nfor mention\ntrigger 씨\npattern (?<=김)씨\n"
                               "match 김[씨]\nnot 이씨\n";
    struct ws_rules rules;
    struct ws_rule_scratch scratch;
    struct example example;
    struct seen seen = {.example = &example};

    ck_assert_int_eq(load_rules(&rules, text, NULL), WHOSAID_OK);
    ck_assert(ws_rule_scratch_init(&scratch));
    ck_assert_int_eq(ws_rules_find(&rules, "two", 3), 1);
    ck_assert_int_eq(ws_rules_find(&rules, "tw", 2), -1);

    read_example(&example, "head of the [사진=AP] 김씨");
    ck_assert_uint_eq(example.text[12], 0xC0AC); /* 사: the marks are gone */
    read_example(&example, "head of the 사진=[AP] 김씨");
    ws_rules_run(&rules, WS_USE_ZONE, &scratch, example.text, example.n, 0, example.n, see, &seen);
    ck_assert_uint_eq(seen.hits, 2);
    ck_assert(seen.exact);
    seen = (struct seen){.example = &example, .rule = 1};
    ws_rules_run(&rules, WS_USE_ZONE, &scratch, example.text, example.n, 0, example.n, see, &seen);
    ck_assert_uint_eq(seen.hits, 0); /* it is for mentions */
    ws_rules_run(&rules, WS_USE_MENTION, &scratch, example.text, example.n, 19, example.n, see,
                 &seen);
    ck_assert_uint_eq(seen.hits, 1); /* what stands before the start may be looked at */
    ck_assert_uint_eq(failing(&rules, &scratch), 1); /* rule one has no example */
    ws_rule_scratch_release(&scratch);
    ws_rules_release(&rules);
}
END_TEST

/* What may stand before and behind a trigger; hits: how many of x in the text. */
static const struct {
    const char *sets, *text;
    uint32_t hits;
} edges[] = {
    {"", "x ax xa", 3},
    {"before \\s\n", "x ax\nx\tx", 2},
    {"before \\s\\e\n", "x ax\nx\tx", 3},
    {"before ^a\n", "x ax bx", 2},
    {"before \\l\n", "x x\nx ax\n \tx y x", 3},
    {"earlier a\n", "x ax abx ab xbax", 1},
    {"earlier ^a\n", "x ax abx xax", 4},
    {"before b\nearlier a\\e\n", "bx abx bbx cx", 2},
    {"next \\s\n", "xa x x", 1},
    {"next \\s\\e\n", "xa x x", 2},
    {"next ^가-힣\n", "x가 x힣 xㅎ x", 2},
    {"next 가-나a-c\n", "x가 x각 x다 xa xb xc xd", 5},
    {"before a\\-\n", "-x ax bx", 2},
    {"before ㄱ-ㅎ가-힣\\s\nnext ㄱ-ㅎ!\n", "ㅎxㄱ 각x! xㅎ ax! 힣x", 3},
};

START_TEST(test_edges)
{
    struct ws_rules rules;
    struct ws_rule_scratch scratch;
    static struct example example;
    struct seen seen = {.example = &example};
    char text[256];

    snprintf(text, sizeof text, STANZA("edge") "%s", edges[_i].sets);
    ck_assert_int_eq(load_rules(&rules, text, NULL), WHOSAID_OK);
    ck_assert(ws_rule_scratch_init(&scratch));
    read_example(&example, edges[_i].text);
    ws_rules_run(&rules, WS_USE_ZONE, &scratch, example.text, example.n, 0, example.n, see, &seen);
    ck_assert_uint_eq(seen.hits, edges[_i].hits);
    ws_rule_scratch_release(&scratch);
    ws_rules_release(&rules);
}
END_TEST

/* Several triggers that begin alike, one of them beyond U+FFFF, in a text of any length. */
START_TEST(test_starts)
{
    static const char text[] =
        "rule a\nfor zone\ntrigger ab abc abcd \xF0\x90\x81\xA1\npattern .\n\n"
        "rule b\nfor zone\ntrigger a\nbefore \\s\\e\npattern a\n";
    struct ws_rules rules;
    struct ws_rule_scratch scratch;
    static struct example example;

    ck_assert_int_eq(load_rules(&rules, text, NULL), WHOSAID_OK);
    ck_assert(ws_rule_scratch_init(&scratch));
    for (uint32_t blanks = 0; blanks < 9; blanks++) {
        struct seen a = {.example = &example}, b = {.example = &example, .rule = 1};

        example = (struct example){0};
        while (example.n < blanks)
            example.text[example.n++] = ' ';
        for (const char *p = "abcb abcd a"; *p; p++)
            example.text[example.n++] = (unsigned char)*p;
        example.text[example.n++] = 0x10061; /* its low 16 bits are those of a */
        ws_rules_run(&rules, WS_USE_ZONE, &scratch, example.text, example.n, 0, example.n, see, &a);
        ws_rules_run(&rules, WS_USE_ZONE, &scratch, example.text, example.n, 0, example.n, see, &b);
        ck_assert_uint_eq(a.hits, 2 + 3 + 1);
        ck_assert_uint_eq(b.hits, 3);
    }
    ws_rule_scratch_release(&scratch);
    ws_rules_release(&rules);
}
END_TEST

/* A pattern that would take minutes is given up. */
START_TEST(test_match_limit)
{
    static const char text[] = "rule slow\nfor zone\ntrigger a\npattern (a+)+$\n";
    struct ws_rules rules;
    struct ws_rule_scratch scratch;
    static struct example example;
    struct seen seen = {.example = &example};

    ck_assert_int_eq(load_rules(&rules, text, NULL), WHOSAID_OK);
    ck_assert(ws_rule_scratch_init(&scratch));
    for (example.n = 0; example.n < 60; example.n++)
        example.text[example.n] = 'a';
    example.text[example.n++] = 'b';
    ws_rules_run(&rules, WS_USE_ZONE, &scratch, example.text, example.n, 0, example.n, see, &seen);
    ck_assert_uint_eq(seen.hits, 0);
    ws_rule_scratch_release(&scratch);
    ws_rules_release(&rules);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("rules");

    tcase_add_checked_fixture(tcase, set_up, release);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, test_packs);
    tcase_add_loop_test(tcase, test_broken, 0, COUNT(broken));
    tcase_add_test(tcase, test_run);
    tcase_add_loop_test(tcase, test_edges, 0, COUNT(edges));
    tcase_add_test(tcase, test_starts);
    tcase_add_test(tcase, test_match_limit);
    return unit_run("lang/rules", tcase);
}
