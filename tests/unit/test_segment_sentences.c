/*
 * test_segment_sentences.c - where sentences end, in both languages.
 */
#include "unit_doc.h"

static const struct {
    const char *lang, *text; /* the sentences of the text are parted by || */
} rows[] = {
    /* stops */
    {"ko", "비가 왔다.|| 그래도 축제는 열렸다."},
    {"ko", "왜 그럴까?|| 아무도 모른다!|| 그만 가자."},
    {"ko", "시는 도로를 넓힌다.||홍길동 시장은 웃었다."},
    {"ko", "값은 3.5배 올랐다.|| 2020.12.7 기준이다."},
    {"ko", "행사는 2021. 3. 4. 시청에서 열린다."},
    {"ko", "1. 첫째는 안전이다.|| 2. 둘째도 안전이다."},
    {"ko", "아... 길었다.|| 그런데… 끝났다."},
    {"ko", "시장이 웃고 있다. (가나시 제공)|| 그 뒤로 산이 보인다."},
    {"ko", "별이라 불린다.[2]|| 처음 본 것은 농부다."},
    {"ko", "(비는 내리지 않았다.)|| 그래도 쌀쌀했다."},
    {"ko", "문의는 help@example.com 으로 하면 된다.|| 늦지 않게 하자."},
    /* quotations */
    {"ko", "그는 \"비가 온다. 우산을 챙겨라\"고 말했다.|| 모두 웃었다."},
    {"ko", "그는 “비가 온다. 우산을 챙겨라.”라며 웃었다.|| 모두 웃었다."},
    {"ko", "\"갈까요?\" 라고 그가 물었다.|| 답은 없었다."},
    {"ko", "\"누가 왔나?\"|| 아무도 답하지 않았다."},
    {"ko", "그는 간다\"고 했다.|| 모두 \"좋다\"고 했다."},
    {"ko", "그는 \"간다고 했다.|| 모두 놀랐다.||\n다음 날 그는 왔다.|| 해가 떴다."},
    {"ko", "새 방송 '뭐하니?' 제작진이 왔다.|| 반응은 좋았다."},
    {"ko", "말했다.||\"이제 시작이다\"라고 그는 덧붙였다."},
    /* no stop at the end */
    {"ko", "어제 바다에 다녀왔어요|| 오늘은 집에서 쉬려고 합니다|| 내일은 모르겠네요"},
    {"ko", "손님이 하나도 없었음|| 그래서 일찍 닫았음"},
    {"ko", "정말 맛있었어요ㅎㅎ|| 다음에 또 갈래요~|| 추천합니다 ^^"},
    {"ko", "그렇게 한다 해도 달라지지 않는다.|| 나는 간다 라고 썼다."},
    {"ko", "매일 걷다 보면 알게 된다.|| 바다 마다 다르다."},
    {"ko", "시장은 필요 없다고 했다.|| 주요 내용은 같다."},
    /* lines */
    {"ko", "첫 줄이다||\n둘째 줄이다"},
    {"en", "The storm passed\nlate on Monday.|| It was quiet."},
    {"en", "First line||\nSecond line"},
    /* English */
    {"en", "It rained.|| They stayed!|| Why?|| Nobody knows."},
    {"en", "Mr. Roe met Dr. Doe on Jan. 5 in St. Mary."},
    {"en", "She lives in the U.S.|| Her son does not."},
    {"en", "She visited the U.S. Senate on Monday."},
    {"en", "They bought Roe & Co.|| It was cheap."},
    {"en", "John F. Roe paid $3.50.|| It was 5 p.m. and late."},
    {"en", "He said, \"It is over.\"|| They left the hall."},
    {"en", "\"Is it over?\" she asked.|| \"It is!\" Roe said.|| They left."},
    {"en", "\"It is over. We lost,\" she said.|| They left."},
    {"en", "1) The first item|| 2) The second item"},
    {"en", "(i) One thing.|| (ii) Another thing.|| (iii) The last."},
    {"en", "Write to jane.Roe@example.com.|| See https://example.com/bridge.html.|| Thank you."},
    {"en", "It was ... well, late.|| They left."},
    {"en", "It was late.||They left."},
    {"en", "\"We began small. We grew.||\n\"Then we sold it. That was all,\" she said."},
};

static void
join_sentences(const struct unit_doc *u, char *got, size_t room)
{
    uint32_t at = 0;

    for (uint32_t s = 0; s < u->doc.sentences.n; s++) {
        struct ws_span span = u->doc.sentences.v[s].span;

        if (s)
            strcat(got, "||");
        unit_doc_text(u, (struct ws_span){at, span.start}, got, room);
        unit_doc_text(u, span, got, room);
        at = span.end;
    }
}

/* The text of @marked without its || marks. */
static void
without_marks(const char *marked, char *out)
{
    while (*marked) {
        if (marked[0] == '|' && marked[1] == '|')
            marked += 2;
        else
            *out++ = *marked++;
    }
    *out = '\0';
}

START_TEST(test_row)
{
    struct unit_doc *u = unit_doc_new(rows[_i].lang);
    char text[1000], got[1100] = "", flat[1100];

    without_marks(rows[_i].text, text);
    unit_doc_walk(u, text);
    join_sentences(u, got, sizeof got);
    without_marks(got, flat);
    ck_assert_str_eq(flat, text); /* nothing but blanks lies outside */
    ck_assert_str_eq(got, rows[_i].text);
    unit_doc_free(u);
}
END_TEST

/* Words know their sentence, and sentences their words. */
START_TEST(test_words)
{
    struct unit_doc *u = unit_doc_new("ko");

    unit_doc_walk(u, "비가 왔다. 그래도 축제는 열렸다.");
    ck_assert_uint_eq(u->doc.sentences.n, 2);
    ck_assert_uint_eq(u->doc.sentences.v[0].nwords, 2);
    ck_assert_uint_eq(u->doc.sentences.v[1].first_word, 2);
    ck_assert_uint_eq(u->doc.sentences.v[1].nwords, 3);
    ck_assert_uint_eq(u->doc.words.v[1].sentence, 0);
    ck_assert_uint_eq(u->doc.words.v[4].sentence, 1);
    unit_doc_free(u);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("sentences");

    tcase_add_loop_test(tcase, test_row, 0, COUNT(rows));
    tcase_add_test(tcase, test_words);
    return unit_run("segment/sentences", tcase);
}
