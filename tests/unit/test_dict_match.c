/*
 * test_dict_match.c - which entries stand in a text, and where words may be cut.
 */
#include "dict/match.h"

#include "base/chars.h"
#include "norm/clean.h"
#include "segment/words.h"

#include "unit.h"

static struct ws_arena arena;
static struct ws_types types;
static struct ws_pack pack;
static struct ws_chars chars;

static void
put(const char *dir, const char *name, const char *text)
{
    char path[300];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", dir, name);
    file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

/* Entries of one syllable, again and again: 가, 가가, ... */
#define MAX_RUN 24

static void
put_runs(const char *dir)
{
    char text[MAX_RUN * (MAX_RUN * 3 + 16)];
    size_t len = 0;

    for (int n = 1; n <= MAX_RUN; n++) {
        for (int i = 0; i < n; i++)
            len += (size_t)sprintf(text + len, "가");
        len += (size_t)sprintf(text + len, "\tCOMMON.noun\n");
    }
    put(dir, "runs.tsv", text);
}

static void
load_pack(void)
{
    char dir[] = "/tmp/whosaid-unit-XXXXXX", path[512];
    whosaid_error err = {0};

    ck_assert_ptr_nonnull(mkdtemp(dir));
    put(dir, "pack.tsv", "lang\txx\nname\txx-1\nscript\tHang\nfeatures\tstems\n");
    put(dir, "entries.tsv",
        "서울\tLOCATION.city\n서울시\tLOCATION.city\n서울시의회\tORG.gov\n의회\tORG.suffix\n"
        "AI\tCOMMON.noun\nLG\tORG.company\n연구원장\tTITLE\n원장\tTITLE\n장\tTITLE.suffix\n"
        "minister\tTITLE\nPrime Minister\tTITLE\nUS\tLOCATION.country\tcase=exact\n"
        "AT&T\tORG.company\n코로나19\tCOMMON.noun\n서울 나라\tORG\n“\tMARK\tside=open\n"
        "은\tPARTICLE\trole=topic\tafter=consonant\n는\tPARTICLE\trole=topic\tafter=vowel\n"
        "로\tPARTICLE\trole=instrument\tafter=vowel+rieul\n에서\tPARTICLE\trole=locative\n"
        "에서는\tPARTICLE\trole=locative\n");
    put_runs(dir);
    ws_arena_init(&arena, NULL);
    ws_chars_init(&chars);
    snprintf(path, sizeof path, "%s/types.tsv", unit_dicts());
    ck_assert_int_eq(ws_types_load(&types, &arena, path, NULL), WHOSAID_OK);
    ck_assert_msg(ws_pack_load(&pack, dir, &types, NULL, &arena, NULL, &err) == WHOSAID_OK, "%s",
                  err.text);
    snprintf(path, sizeof path, "%s/pack.tsv", dir);
    remove(path);
    snprintf(path, sizeof path, "%s/entries.tsv", dir);
    remove(path);
    snprintf(path, sizeof path, "%s/runs.tsv", dir);
    remove(path);
    remove(dir);
}

static void
release(void)
{
    ws_pack_release(&pack);
    ws_arena_release(&arena);
}

/* The rooms up to dict/ over @text. */
static void
match(struct ws_doc *doc, const char *text)
{
    ck_assert_int_eq(ws_doc_init(doc, &chars, NULL, NULL), WHOSAID_OK);
    doc->pack = &pack;
    doc->input = text;
    doc->input_len = (uint32_t)strlen(text);
    ck_assert_int_eq(ws_norm_clean(doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_segment_words(doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_dict_match(doc, NULL), WHOSAID_OK);
}

static const struct {
    const char *text, *matches; /* in their order, as they stand in the text */
} rows[] = {
    {"", ""},
    {"서울시의회는", "서울시의회|서울시|서울|의회"},
    {"남서울", ""},                        /* not inside a word */
    {"LG AI연구원장은", "LG|AI|연구원장"}, /* where the kind of letter changes */
    {"(서울)", "서울"},
    {"“서울", "“|서울"},
    {"서울장", "서울|장"},    /* where a match has ended */
    {"연구원장", "연구원장"}, /* 원장 is inside: no match ends before it */
    {"코로나19 때", "코로나19"},
    {"코로나190", ""}, /* digits are one run */
    {"AT&T said", "AT&T"},
    {"Minister, MINISTER and minister", "Minister|MINISTER|minister"},
    {"prime minister", "minister"},                /* an entry with capitals: as written ... */
    {"PRIME MINISTER", "PRIME MINISTER|MINISTER"}, /* ... and in capitals */
    {"US us", "US"},
    {"administer", ""}, /* letters with case: whole words */
    {"ministers", ""},
    /* a word that comes again takes its entries from its form ... */
    {"이 서울시의회는 저 서울시의회는 그",
     "서울시의회|서울시|서울|의회|서울시의회|서울시|서울|의회"},
    {"이 서울시의회연구원장은 저 서울시의회연구원장은 그",
     "서울시의회|서울시|서울|의회|연구원장|서울시의회|서울시|서울|의회|연구원장"},
    {"AT&T said AT&T said AT&T", "AT&T|AT&T|AT&T"},
    /* ... but not where an entry goes on behind it, or one from before ends in it */
    {"a Prime Minister, a Prime Minister", "Prime Minister|Minister|Prime Minister|Minister"},
    {"a Prime one, a Prime Minister", "Prime Minister|Minister"},
    {"a Prime Minister, a Prime one", "Prime Minister|Minister"},
    {"온 서울 나라는 온 서울 나무는 온 서울 나라는", "서울 나라|서울|서울|서울 나라|서울"},
    {"온 서울 나라는 온 누리 나라는 온 서울 나라는", "서울 나라|서울|서울 나라|서울"},
};

START_TEST(test_matches)
{
    struct ws_doc doc;
    struct ws_buf found;

    match(&doc, rows[_i].text);
    ws_buf_init(&found, NULL);
    for (uint32_t i = 0; i < doc.matches.n; i++) {
        struct ws_span span = doc.matches.v[i].span;

        if (i)
            ws_buf_char(&found, '|');
        ws_buf_runes(&found, doc.text.ch + span.start, span.end - span.start);
    }
    ck_assert_str_eq(ws_buf_cstr(&found), rows[_i].matches);
    for (uint32_t at = 0; at < doc.text.n; at++)
        for (uint32_t k = doc.match_at[at]; k < doc.match_at[at + 1]; k++)
            ck_assert_uint_eq(doc.matches.v[k].span.start, at);
    ck_assert_uint_eq(doc.match_at[doc.text.n], doc.matches.n);
    ws_buf_release(&found);
    ws_doc_release(&doc);
}
END_TEST

/* More entries start in one word than a form has numbers for. */
START_TEST(test_many)
{
    struct ws_doc doc;
    char text[2 * MAX_RUN * 3 + 16] = "이";
    uint32_t each = MAX_RUN * (MAX_RUN + 1) / 2;

    for (int k = 0; k < 2; k++) {
        strcat(text, " ");
        for (int i = 0; i < MAX_RUN; i++)
            strcat(text, "가");
    }
    strcat(text, " 그"); /* else the second is another form: nothing stands behind it */
    match(&doc, text);
    ck_assert_uint_gt(each, UINT8_MAX);
    ck_assert_uint_eq(doc.matches.n, 2 * each);
    ck_assert_uint_eq(doc.match_at[2 + MAX_RUN - 1] - doc.match_at[2], each - 1);
    ck_assert_uint_eq(doc.match_at[3 + 2 * MAX_RUN - 1] - doc.match_at[3 + MAX_RUN], each - 1);
    ws_doc_release(&doc);
}
END_TEST

static const struct {
    const char *text;
    uint32_t at;
    enum ws_role role;
} tails[] = {
    {"장관은", 2, WS_ROLE_TOPIC},
    {"장관는", 2, WS_ROLE_NONE}, /* 는 follows vowels */
    {"의회는", 2, WS_ROLE_TOPIC},
    {"서울로", 2, WS_ROLE_INSTRUMENT}, /* ㄹ counts as a vowel before 로 */
    {"장관로", 2, WS_ROLE_NONE},
    {"서울에서는", 2, WS_ROLE_LOCATIVE},
    {"서울에서는", 4, WS_ROLE_TOPIC}, /* the other cut: both are kept */
    {"은", 0, WS_ROLE_NONE},          /* nothing before it */
    {"(LG)는", 4, WS_ROLE_TOPIC},     /* after a bracket: what stands inside counts */
    {"서울 은", 3, WS_ROLE_NONE},
};

START_TEST(test_tails)
{
    struct ws_doc doc;

    match(&doc, tails[_i].text);
    ck_assert_int_eq(ws_doc_role(&doc, tails[_i].at), tails[_i].role);
    ws_doc_release(&doc);
}
END_TEST

START_TEST(test_lookups)
{
    struct ws_doc doc;

    match(&doc, "서울시의회");
    ck_assert_uint_eq(ws_doc_classes(&doc, (struct ws_span){0, 3}),
                      ws_types_bit(&types, "LOCATION.city"));
    ck_assert_uint_eq(ws_doc_classes(&doc, (struct ws_span){0, 4}), 0);
    ck_assert_uint_eq(ws_doc_longest(&doc, 0, pack.is.place)->span.end, 3);
    ck_assert_ptr_null(ws_doc_longest(&doc, 0, pack.is.title));
    ck_assert_ptr_null(ws_doc_match(&doc, (struct ws_span){9, 12}));
    ws_doc_release(&doc);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("match");

    tcase_add_unchecked_fixture(tcase, load_pack, release);
    tcase_add_loop_test(tcase, test_matches, 0, COUNT(rows));
    tcase_add_test(tcase, test_many);
    tcase_add_loop_test(tcase, test_tails, 0, COUNT(tails));
    tcase_add_test(tcase, test_lookups);
    return unit_run("dict/match", tcase);
}
