/*
 * test_segment_words.c - where words start and end.
 */
#include "unit_doc.h"

static const struct {
    const char *text, *words; /* parted by | */
    const char *lang;         /* of the pack; NULL: none */
} rows[] = {
    {"", "", NULL},
    {" . ", "", NULL},
    {"시장은 왔다.", "시장은|왔다", NULL},
    {"A시 3분의 1", "A시|3분의|1", NULL},
    {"AT&T R&D 밥&국", "AT&T|R&D|밥|국", NULL},
    {"Trump's O’Neill players' 'AI'의", "Trump's|O’Neill|players|AI|의", NULL},
    {"Jae-myung COVID-19 3-1 F-16 well - no", "Jae-myung|COVID-19|3|1|F-16|well|no", NULL},
    {"3.5 1,000 1,000,000 1,2차 2020.12.7 16:9", "3.5|1,000|1,000,000|1|2차|2020.12.7|16:9", NULL},
    {"U.S. U.S.A. in J.K. Ph.D. a.m. end.", "U.S.|U.S.A.|in|J.K.|Ph|D|a.m.|end", NULL},
    {"the U.S", "the|U.S", NULL},
    {"news.example.com late.They 했다.그는", "news.example.com|late|They|했다|그는", NULL},
    {"가ㆍ나 ㈜가나", "가|나|가나", NULL},
    {"L'État d’Anne qu'il aujourd'hui", "L|État|d|Anne|qu|il|aujourd'hui", "fr"},
    {"D'Artagnan O'Neill presqu'île", "D|Artagnan|O'Neill|presqu'île", "fr"},
    {"d'Anne", "d'Anne", "en"},
};

START_TEST(test_row)
{
    struct unit_doc *u = unit_doc_new(rows[_i].lang);
    char got[400] = "";

    unit_doc_clean(u, rows[_i].text, strlen(rows[_i].text));
    ck_assert_int_eq(ws_segment_words(&u->doc, NULL), WHOSAID_OK);
    for (uint32_t w = 0; w < u->doc.words.n; w++) {
        struct ws_span span = u->doc.words.v[w].span;

        if (w)
            strcat(got, "|");
        unit_doc_text(u, span, got, sizeof got);
        for (uint32_t at = span.start; at < span.end; at++)
            ck_assert_uint_eq(u->doc.word_at[at], w);
        ck_assert_uint_ne(u->doc.word_at[span.end], w);
    }
    ck_assert_str_eq(got, rows[_i].words);
    unit_doc_free(u);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("words");

    tcase_add_loop_test(tcase, test_row, 0, COUNT(rows));
    return unit_run("segment/words", tcase);
}
