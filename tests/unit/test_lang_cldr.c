/*
 * test_lang_cldr.c - the names that come from ICU.
 */
#include "lang/cldr.h"

#include "unit.h"

static const struct {
    const char *lang, *line;
    bool is; /* there */
} lines[] = {
    {"ko", "프랑스\tLOCATION.country\tcode=FR\n", true},
    {"ko", "영국 파운드\tUNIT.money\tcurrency=GBP\tplace=after\n", true},
    {"ko", "GBP\tUNIT.money\tcurrency=GBP\tplace=any\tcase=exact\n", true},
    {"ko", "₺\tUNIT.money\tcurrency=TRY\tplace=any\n", true},
    {"en", "$\tUNIT.money", false},
    {"ko", "프랑스어\tCOMMON.noun\n", true},
    {"ko", "화요일\tDATE.weekday\tweekday=2\n", true},
    {"ko", "일요일\tDATE.weekday\tweekday=7\n", true},
    {"ko", "1월\t", false},
    {"ko", "홍콩(", false},
    {"en", "South Korea\tLOCATION.country\tcode=KR\n", true},
    {"en", "Côte d'Ivoire\tLOCATION.country\tcode=CI\n", true},
    {"en", "US dollar\tUNIT.money\tcurrency=USD\tplace=after\n", true},
    {"en", "US dollars\tUNIT.money\tcurrency=USD\tplace=after\n", true},
    {"en", "January\tDATE.month\tmonth=1\n", true},
    {"en", "December\tDATE.month\tmonth=12\n", true},
    {"en", "Monday\tDATE.weekday\tweekday=1\n", true},
    {"en", "Congo - Kinshasa", false},
    {"en", "&", false},
    {"de", "Frankreich\tLOCATION.country\tcode=FR\n", true},
    {"de", "März\tDATE.month\tmonth=3\n", true},
};

START_TEST(test_line)
{
    struct ws_buf buf;
    const char *at;
    size_t n = 0;

    ws_buf_init(&buf, NULL);
    ws_cldr_entries(&buf, lines[_i].lang);
    at = strstr(ws_buf_cstr(&buf), lines[_i].line);
    ck_assert_msg((at != NULL) == lines[_i].is, "%s", lines[_i].line);
    if (at && at > buf.bytes)
        ck_assert_int_eq(at[-1], '\n');
    for (at = buf.bytes; (at = strstr(at, lines[_i].line)) != NULL; at++)
        n++;
    ck_assert_uint_eq(n, lines[_i].is ? 1 : 0);
    ws_buf_release(&buf);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("cldr");

    tcase_add_loop_test(tcase, test_line, 0, COUNT(lines));
    return unit_run("lang/cldr", tcase);
}
