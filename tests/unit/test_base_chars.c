/*
 * test_base_chars.c - the class of a character, and how Korean reads its end.
 */
#include "base/chars.h"

#include "unit.h"

static const struct {
    const char *runes; /* all of one class */
    enum ws_chclass cls;
} classes[] = {
    {" \t\u00A0\u3000", WS_CH_SPACE},
    {"\n\r\u2028\u2029\xC2\x85", WS_CH_NEWLINE},
    {"0189", WS_CH_DIGIT},
    {"AZÉЖΩ", WS_CH_UPPER},
    {"azéжωß", WS_CH_LOWER},
    {"가힣ㄱㅣᄒ", WS_CH_HANGUL},
    {"尹美漢\U00020000", WS_CH_HAN},
    {"あアก\u0301", WS_CH_LETTER},
    {".!?…。", WS_CH_STOP},
    {",;:·・、", WS_CH_COMMA},
    {"([{【", WS_CH_OPEN},
    {")]}】", WS_CH_CLOSE},
    {"\"'“”‘’「」『』〈〉《》«»", WS_CH_QUOTE},
    {"-–—~−", WS_CH_DASH},
    {"%$₩㈜▶@&+ⓒ=/|Δ\U0001F600", WS_CH_SYMBOL},
};

START_TEST(test_class)
{
    static struct ws_chars chars;
    uint32_t runes[64], n = unit_runes(classes[_i].runes, runes, 64);

    ws_chars_init(&chars);
    for (uint32_t i = 0; i < n; i++)
        ck_assert_msg(ws_chars_class(&chars, runes[i]) == classes[_i].cls,
                      "U+%04X is of class %d, not %d", (unsigned)runes[i],
                      (int)ws_chars_class(&chars, runes[i]), (int)classes[_i].cls);
}
END_TEST

START_TEST(test_words_and_blanks)
{
    for (int cls = 0; cls < WS_CH_COUNT; cls++) {
        bool word = cls == WS_CH_DIGIT || cls == WS_CH_UPPER || cls == WS_CH_LOWER ||
                    cls == WS_CH_HANGUL || cls == WS_CH_HAN || cls == WS_CH_LETTER;

        ck_assert_int_eq(ws_ch_is_word((uint8_t)cls), word);
        ck_assert_int_eq(ws_ch_is_blank((uint8_t)cls), cls == WS_CH_SPACE || cls == WS_CH_NEWLINE);
    }
}
END_TEST

static const struct {
    const char *runes;
    bool batchim, rieul;
} ends[] = {
    {"가나배", false, false}, /* 가는, 배는 */
    {"강돈훈", true, false},  /* 강은 */
    {"울길L178", true, true}, /* 서울로, LGU+ L로, 1로 */
    {"036MN", true, false},   /* 10으로 is read 십으로 */
    {"2459KT", false, false},
};

START_TEST(test_ends)
{
    uint32_t runes[16], n = unit_runes(ends[_i].runes, runes, 16);

    for (uint32_t i = 0; i < n; i++) {
        ck_assert_msg(ws_rune_has_batchim(runes[i]) == ends[_i].batchim, "U+%04X",
                      (unsigned)runes[i]);
        ck_assert_msg(ws_rune_has_rieul(runes[i]) == ends[_i].rieul, "U+%04X", (unsigned)runes[i]);
    }
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("chars");

    tcase_add_loop_test(tcase, test_class, 0, COUNT(classes));
    tcase_add_test(tcase, test_words_and_blanks);
    tcase_add_loop_test(tcase, test_ends, 0, COUNT(ends));
    return unit_run("base/chars", tcase);
}
