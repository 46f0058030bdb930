/*
 * test_layout_zones.c - the lines of pages, and what stands in their bylines.
 */
#include "unit_doc.h"

/* Two paragraphs that no rule mistakes, to make a page of a few lines. */
#define KO_BODY                                                                                                             \
    "가나시는 시청 옆에 새 도서관을 짓기로 하고 다음 달 초에 공사를 시작한다고 밝혔다.\n" \
    "도서관에는 어린이 열람실과 작은 공연장이 들어서며 누구나 무료로 쓸 수 있다.\n"
#define EN_BODY                                                                                    \
    "The city will build a new library next to the town hall, the mayor said on Monday.\n"         \
    "It will have a room for children and a small stage, and everybody may use it.\n"

/* @zones: kind and first word of each zone. */
static const struct {
    const char *name, *lang, *text, *zones;
} rows[] = {
    {"one sentence", "ko", "새 도서관이 문을 연다", "body:새"},
    {"sentences, one a line", "ko", "비가 왔다.\n해가 떴다.\n바람이 분다.", "body:비가"},
    {"a date alone", "ko", "2021년 3월 4일", "body:2021년"},
    {"a credit alone", "ko", "사진=가나뉴스", "body:사진=가나뉴스"},
    {"headline and subhead", "ko", "가나시, 새 도서관 짓는다\n시민 누구나 무료로\n" KO_BODY,
     "headline:가나시, subhead:시민 body:가나시는"},
    {"menu", "ko", "컨텐츠로 건너뛰기\n뉴스\n서울\n가나시, 새 도서관 짓는다\n원문보기\n" KO_BODY,
     "furniture:컨텐츠로 headline:가나시, furniture:원문보기 body:가나시는"},
    {"agency byline", "ko", "가나시, 새 도서관 짓는다\n(서울=가나뉴스) 홍길동 기자 = " KO_BODY,
     "headline:가나시, byline:(서울=가나뉴스) body:가나시는"},
    {"square byline", "ko", "가나시, 새 도서관 짓는다\n[이데일리 김철수 기자] " KO_BODY,
     "headline:가나시, byline:[이데일리 body:가나시는"},
    {"outlet alone", "ko", "[서울경제] " KO_BODY, "byline:[서울경제] body:가나시는"},
    {"byline behind", "ko", KO_BODY "김철수 기자 kim@example.com\n", "body:가나시는 byline:김철수"},
    {"byline glued to the end", "ko",
     KO_BODY
     "시는 내년 봄에 문을 열고 시민을 맞이할 계획이라고 밝혔다.김철수 기자 kim@example.com\n",
     "body:가나시는 byline:김철수"},
    {"caption", "ko",
     "가나시, 새 도서관 짓는다\n홍길동 시장이 인사하고 있다. (가나시 제공) "
     "2021.3.4/뉴스1\n" KO_BODY,
     "headline:가나시, caption:홍길동 body:가나시는"},
    {"caption said twice", "ko",
     "가나시, 새 도서관 짓는다\n홍길동 시장이 도서관 터에서 시민들에게 인사를 하고 있다.\n"
     "홍길동 시장이 도서관 터에서 시민들에게 인사를 하고 있다.\n" KO_BODY,
     "headline:가나시, caption:홍길동 body:가나시는"},
    {"credit", "ko", KO_BODY "[사진=가나뉴스]\n" KO_BODY,
     "body:가나시는 caption:[사진=가나뉴스] body:가나시는"},
    {"copyright and what follows", "ko",
     KO_BODY "ⓒ 가나뉴스, 무단 전재 및 재배포 금지\n많이 본 뉴스\n1 축구팀 또 이겼다\n",
     "body:가나시는 furniture:ⓒ"},
    {"copyright in the middle", "ko", KO_BODY "ⓒ 가나뉴스, 무단 전재 금지\n" KO_BODY,
     "body:가나시는 furniture:ⓒ body:가나시는"},
    {"related stories", "ko", KO_BODY "관련 기사\n축구팀 또 이겼다\n" KO_BODY,
     "body:가나시는 furniture:관련 body:가나시는"},
    {"arrow", "ko", KO_BODY "▶ 가나뉴스 구독하기\n", "body:가나시는 furniture:▶"},
    {"subhead between paragraphs", "ko", KO_BODY "어린이도 함께 쓰는 도서관\n" KO_BODY,
     "body:가나시는 subhead:어린이도 body:가나시는"},
    {"speaker label", "ko", KO_BODY "홍길동 / 가나시장\n" KO_BODY, "body:가나시는"},
    {"stamps", "ko",
     "가나시, 새 도서관 짓는다\n입력 2021.03.04 10:20 수정 2021.03.05 오전 11:00\n" KO_BODY,
     "headline:가나시, furniture:입력 body:가나시는"},
    {"stamp without a word", "ko", "가나시, 새 도서관 짓는다\n2021년 3월 4일 (목)\n" KO_BODY,
     "headline:가나시, furniture:2021년 body:가나시는"},
    {"stamp beside a reporter", "ko",
     "가나시, 새 도서관 짓는다\n입력 2021.03.04 10:20 홍길동 기자\n" KO_BODY,
     "headline:가나시, byline:입력 body:가나시는"},
    {"stamp in English", "en",
     "City to build a library\nPublished: May 5, 2020 2:03 PM EST\n" EN_BODY,
     "headline:City furniture:Published: body:The"},
    {"dateline", "en", "NAIROBI, Kenya (AP) _ " EN_BODY, "byline:NAIROBI, body:The"},
    {"dateline with a dash", "en", "LONDON (Reuters) - " EN_BODY, "byline:LONDON body:The"},
    {"sentence with a dash", "en",
     "NOTHING — not even rain — could stop the work on the new library, he said.\n" EN_BODY,
     "body:NOTHING"},
    {"by", "en", "City to build a library\nBy Jane Doe and John Roe\n" EN_BODY,
     "headline:City byline:By body:The"},
    {"furniture", "en",
     EN_BODY "Read more: Ten libraries to see\n" EN_BODY
             "© 2020 The Example Post\nAll rights reserved\n",
     "body:The furniture:Read body:The furniture:©"},
    {"photo credit", "en",
     "City to build a library\nThe site on Monday. (AP Photo/Jane Doe)\n" EN_BODY,
     "headline:City caption:The body:The"},
    {"broken by width", "en",
     "The city will build a new library next to the town hall, the\n"
     "mayor said on Monday, and it will have a room for children and\n"
     "a small stage. Everybody may use it, and nobody will have to pay\n"
     "for a card or for the stage. Work will begin next month, when the\n"
     "old garage is gone.\n",
     "body:The"},
};

START_TEST(test_row)
{
    static const char *const kinds[] = {
#define KIND(id, word) word,
        WS_ZONE_LIST(KIND)
#undef KIND
    };
    struct unit_doc *u = unit_doc_new(rows[_i].lang);
    char got[2000] = "";

    unit_doc_walk(u, rows[_i].text);
    for (uint32_t z = 0; z < u->doc.zones.n; z++) {
        struct ws_span span = u->doc.zones.v[z].span;
        uint32_t end = span.start;

        while (end < span.end && !ws_ch_is_blank(u->doc.text.cls[end]))
            end++;
        snprintf(got + strlen(got), 200, "%s%s:", z ? " " : "", kinds[u->doc.zones.v[z].kind]);
        unit_doc_text(u, (struct ws_span){span.start, end}, got, sizeof got);
    }
    ck_assert_msg(strcmp(got, rows[_i].zones) == 0, "%s: %s", rows[_i].name, got);
    unit_doc_free(u);
}
END_TEST

/* @reporters: name <address>, parted by ; */
static const struct {
    const char *lang, *text, *reporters, *outlet, *place, *published;
} bylines[] = {
    {"ko", "새 도서관\n(서울=뉴스1) 홍길동 기자 = " KO_BODY "hong@example.com\n",
     "홍길동 <hong@example.com>", "뉴스1", "서울", ""},
    {"ko", "[이데일리 김철수 기자] " KO_BODY, "김철수 <>", "이데일리", "", ""},
    {"ko", "새 도서관 짓는다\n[OSEN=박진영 기자] " KO_BODY, "박진영 <>", "OSEN", "", ""},
    {"ko", KO_BODY "김철수, 박진영 기자 kim@example.com\n", "김철수 <kim@example.com>;박진영 <>",
     "", "", ""},
    {"ko", KO_BODY "김철수기자\n", "김철수 <>", "", "", ""},
    {"ko", "가나시, 새 도서관 짓는다\n입력 2021.03.04 10:20 수정 2021.03.05 11:00\n" KO_BODY, "",
     "", "", "2021-3-4 input line"},
    {"ko", "도서관 터. 2021.3.4/뉴스1\n" KO_BODY "시장은 4일 이같이 말했다.\n", "", "", "",
     "2021-3-4 caption"},
    {"ko", "도서관 터. 2021.3.4/뉴스1\n" KO_BODY "시장은 17일 이같이 말했다.\n", "", "", "", ""},
    {"en", "City to build a library\nBy Jane Doe and John Roe\n" EN_BODY, "Jane Doe <>;John Roe <>",
     "", "", ""},
    {"en", "NAIROBI, Kenya (AP) _ " EN_BODY, "", "AP", "NAIROBI, Kenya", ""},
    {"en", "City to build a library\nPublished: May 5, 2020\n" EN_BODY, "", "", "",
     "2020-5-5 input line"},
};

START_TEST(test_byline)
{
    struct unit_doc *u = unit_doc_new(bylines[_i].lang);
    char got[400] = "", outlet[100] = "", place[100] = "", published[100] = "";

    unit_doc_walk(u, bylines[_i].text);
    for (uint32_t i = 0; i < u->doc.reporters.n; i++) {
        strcat(got, i ? ";" : "");
        unit_doc_text(u, u->doc.reporters.v[i].name, got, sizeof got);
        strcat(got, " <");
        unit_doc_text(u, u->doc.reporters.v[i].email, got, sizeof got);
        strcat(got, ">");
    }
    unit_doc_text(u, u->doc.outlet, outlet, sizeof outlet);
    unit_doc_text(u, u->doc.place, place, sizeof place);
    if (u->doc.published.year)
        snprintf(published, sizeof published, "%d-%d-%d %s", u->doc.published.year,
                 u->doc.published.month, u->doc.published.day, u->doc.published_from);
    ck_assert_str_eq(got, bylines[_i].reporters);
    ck_assert_str_eq(outlet, bylines[_i].outlet);
    ck_assert_str_eq(place, bylines[_i].place);
    ck_assert_str_eq(published, bylines[_i].published);
    unit_doc_free(u);
}
END_TEST

/* A date that came with the article stands above any in its text. */
START_TEST(test_given_date)
{
    struct unit_doc *u = unit_doc_new("ko");
    const char *text = "입력 2021.03.04 10:20\n" KO_BODY;

    unit_doc_clean(u, text, strlen(text));
    u->doc.given = (struct ws_day){2019, 1, 2};
    u->doc.given_from = "field";
    ck_assert_int_eq(ws_layout_zones(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(u->doc.published.year, 2019);
    ck_assert_str_eq(u->doc.published_from, "field");
    unit_doc_free(u);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("zones");

    tcase_add_loop_test(tcase, test_row, 0, COUNT(rows));
    tcase_add_loop_test(tcase, test_byline, 0, COUNT(bylines));
    tcase_add_test(tcase, test_given_date);
    return unit_run("layout/zones", tcase);
}
