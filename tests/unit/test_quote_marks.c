/*
 * test_quote_marks.c - which quotation marks belong together.
 */
#include "quote/marks.h"

#include "dict/match.h"
#include "doc/look.h"

#include "unit_doc.h"

/* @pairs: the words of each pair in text order, parted by |; < stands before a pair that
 * lies in the one before it, ! before a mended one. */
static const struct row {
    const char *name, *lang, *text, *pairs;
} rows[] = {
    {"straight", "ko", "윤가람 소장은 \"곧 시작한다\"고 말했다.", "곧 시작한다"},
    {"curly", "ko", "윤가람 소장은 “곧 시작한다”고 말했다.", "곧 시작한다"},
    {"two in a sentence", "ko", "그는 \"먼저 간다\"며 \"뒤에 오라\"고 했다.",
     "먼저 간다|뒤에 오라"},
    {"two straight without blanks", "ko", "\"가자\"\"오라\"", "가자|오라"},
    {"nested", "ko", "그는 “시민이 ‘더는 못 참는다’고 했다”고 전했다.",
     "시민이 ‘더는 못 참는다’고 했다|<더는 못 참는다"},
    {"corner", "ko", "그는 「우리 강을 지킨다」고 썼다.", "우리 강을 지킨다"},
    {"brackets are none", "ko", "한빛전자(대표 윤가람)는 [속보] 〈봄밤〉을 냈다.", ""},
    {"blanks at the ends", "ko", "그는 “ 곧 간다 ”고 했다.", "곧 간다"},
    {"empty", "ko", "그는 \"\"고 했다.", ""},
    {"opening mark missing", "ko", "그는 \"먼저 살핀다\"며 다리를 다시 놓겠다\"고 밝혔다.",
     "먼저 살핀다|!다리를 다시 놓겠다"},
    {"opening mark missing behind the topic", "ko", "윤 소장은 다리를 다시 놓겠다\"고 밝혔다.",
     "!다리를 다시 놓겠다"},
    {"closing mark missing", "ko", "그는 \"다리를 다시 놓겠다고 밝혔다.", "!다리를 다시 놓겠다"},
    {"curly the wrong way", "ko", "그는 “곧 간다“고 했다.", "곧 간다"},
    {"mixed kinds", "ko", "그는 “곧 간다'고 했다.", "!곧 간다"},
    {"paragraphs are apart", "ko", "그는 \"곧 간다\n뒤에 온다\"고 했다.", "!곧 간다|!뒤에 온다"},
    {"label in brackets", "ko", "[담당 의사 : 용량을 잘못 적었습니다.]",
     "!용량을 잘못 적었습니다."},
    {"apostrophes are none", "en", "He doesn't like the players' hall in '98.", ""},
    {"possessive inside", "en", "\"It's Mia's turn,\" he said.", "It's Mia's turn,"},
    {"single marks as speech", "en", "‘We don’t agree,’ said Ms Orme.", "We don’t agree,"},
    {"single in double", "en", "\"They said 'no' twice,\" she said.", "They said 'no' twice,|<no"},
    {"typewriter marks", "en", "``We won,'' he said.", "We won,"},
    {"reopened paragraphs", "en", "“We waited.\n\n“Nobody came,” she said.",
     "!We waited.|Nobody came,"},
    {"reopened in one paragraph", "en", "He said: \"We waited. \"It rained. \"Nobody came.\"",
     "!We waited.|!It rained.|Nobody came."},
    {"an opening mark that is stray", "en", "The \"tall man left \"We waited,\" he said.",
     "We waited,"},
};

static void
spell(const struct unit_doc *u, const struct ws_pairs *pairs, char *out, size_t room)
{
    out[0] = '\0';
    for (uint32_t i = 0; i < pairs->list.n; i++) {
        const struct ws_pair *pair = &pairs->list.v[i];
        if (i)
            strcat(out, "|");
        if (pair->parent != WS_NONE)
            strcat(out, "<");
        if (pair->mend != WS_MEND_NONE)
            strcat(out, "!");
        unit_doc_text(u, pair->inner, out, room);
    }
}

START_TEST(pairs)
{
    const struct row *row = &rows[_i];
    struct unit_doc *u = unit_doc_new(row->lang);
    struct ws_pairs found;
    char text[1000];

    unit_doc_walk(u, row->text);
    ck_assert_int_eq(ws_dict_match(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_look_shapes(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_marks_pair(&u->doc, &found, NULL), WHOSAID_OK);
    spell(u, &found, text, sizeof text);
    ck_assert_msg(strcmp(text, row->pairs) == 0, "%s: %s", row->name, text);
    unit_doc_free(u);
}
END_TEST

/* A paragraph of @n opening marks, and one of marks that open and close in turn: work and
 * pairs must stay in proportion. */
START_TEST(many_marks)
{
    struct unit_doc *u = unit_doc_new("ko");
    enum { N = 20000 };
    char *text = malloc(4 * N + 1);
    struct ws_pairs found;

    for (int i = 0; i < N; i++)
        memcpy(text + 3 * i, _i ? "“" : i % 2 ? "\"가" : "\" \"", 3);
    text[3 * N] = '\0';
    unit_doc_walk(u, text);
    ck_assert_int_eq(ws_dict_match(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_look_shapes(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_marks_pair(&u->doc, &found, NULL), WHOSAID_OK);
    ck_assert_uint_le(found.list.n, 2 * N);
    unit_doc_free(u);
    free(text);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("marks");

    tcase_set_timeout(tcase, 30);
    tcase_add_loop_test(tcase, pairs, 0, COUNT(rows));
    tcase_add_loop_test(tcase, many_marks, 0, 2);
    return unit_run("quote/marks", tcase);
}
