/*
 * tests/unit/test_rule_calendar.c - rule/calendar.c, moment.c, clock.c, length.c: dates,
 * times and lengths, resolved against the day of publication.
 */
#include "patterns.h"

#define MON "2020-12-07" /* a Monday */

static const struct pattern_row rows[] = {
    /* a bare day and its modifiers */
    {"ko", MON, "LG는 7일 밝혔다.", "7일", "DATE", "2020-12-07"},
    {"ko", MON, "지난 7일 열렸다.", "지난 7일", "DATE", "2020-11-07"},
    {"ko", MON, "지난 3일 열렸다.", "지난 3일", "DATE", "2020-12-03"},
    {"ko", "2020-12-02", "30일 숨졌다.", "30일", "DATE", "2020-11-30"},
    {"ko", MON, "오는 9일부터 연다.", "오는 9일", "DATE", "2020-12-09"},
    {"ko", MON, "오는 3일 연다.", "오는 3일", "DATE", "2021-01-03"},
    {"ko", NULL, "7일 밝혔다.", "7일", "DATE", "XXXX-XX-07"},
    {"ko", MON, "지난달 30일 열렸다.", "지난달 30일", "DATE", "2020-11-30"},
    {"ko", "2021-01-05", "지난달 30일 열렸다.", "지난달 30일", "DATE", "2020-12-30"},
    {"ko", MON, "13~15일 열린다.", "13~15일", "DATE", "2020-11-13/2020-11-15"},
    {"ko", MON, "12월 2일부터 5일까지", "12월 2일", "DATE", "2020-12-02"},
    {"ko", MON, "11월 2일부터 5일까지", "5일", "DATE", "2020-11-05"},
    /* months and years */
    {"ko", MON, "2018년에 시작했다.", "2018년", "DATE", "2018"},
    {"ko", MON, "2020년 12월 7일 밝혔다.", "2020년 12월 7일", "DATE", "2020-12-07"},
    {"ko", MON, "2019년 3월에 열렸다.", "2019년 3월", "DATE", "2019-03"},
    {"ko", MON, "오는 7월 1일 연다.", "오는 7월 1일", "DATE", "2021-07-01"},
    {"ko", MON, "7월1일 열렸다.", "7월1일", "DATE", "2020-07-01"},
    {"ko", MON, "지난 10월 열렸다.", "지난 10월", "DATE", "2020-10"},
    {"ko", "2021-01-05", "12월 열렸다.", "12월", "DATE", "2020-12"},
    {"ko", NULL, "12월 7일 열렸다.", "12월 7일", "DATE", "XXXX-12-07"},
    {"ko", MON, "2020.12.7/뉴스", "2020.12.7", "DATE", "2020-12-07"},
    {"ko", MON, "입력 2020-12-07 14:03", "2020-12-07", "DATE", "2020-12-07"},
    {"ko", MON, "2020/12/07 입력", "2020/12/07", "DATE", "2020-12-07"},
    {"ko", MON, "‘베를린’(1991)이 그렇다.", "1991", "DATE", "1991"},
    {"ko", MON, "1990년대에 자랐다.", "1990년대", "DATE", "199"},
    {"ko", MON, "21세기에 들어", "21세기", "DATE", "20"},
    {"ko", MON, "2004~2018년 자료", "2004~2018년", "DATE", "2004/2018"},
    {"ko", MON, "2, 3월에 안 좋았다.", "2, 3월", "DATE", "2020-02/2020-03"},
    {"ko", MON, "삼월에 만나자.", "삼월", "DATE", "2020-03"},
    /* relative */
    {"ko", MON, "이날 열렸다.", "이날", "DATE", "2020-12-07"},
    {"ko", MON, "전날 열렸다.", "전날", "DATE", "2020-12-06"},
    {"ko", MON, "올해 늘었다.", "올해", "DATE", "2020"},
    {"ko", MON, "올해 상반기 늘었다.", "올해 상반기", "DATE", "2020-H1"},
    {"ko", MON, "내년에 한다.", "내년", "DATE", "2021"},
    {"ko", MON, "7일 내년 예산을 짰다.", "7일", "DATE", "2020-12-07"},
    {"ko", MON, "7일 내년 예산을 짰다.", "내년", "DATE", "2021"},
    {"ko", MON, "지난 2일 2025 나눔 축제가 열렸다.", "지난 2일", "DATE", "2020-12-02"},
    {"ko", MON, "지난해 9월 했다.", "지난해 9월", "DATE", "2019-09"},
    {"ko", MON, "지난해 12월 7일 했다.", "지난해 12월 7일", "DATE", "2019-12-07"},
    {"ko", MON, "지난 주 금요일 했다.", "지난 주 금요일", "DATE", "2020-12-04"},
    {"ko", MON, "지난주 금요일 했다.", "지난주 금요일", "DATE", "2020-12-04"},
    {"ko", MON, "다음 주 수요일 한다.", "다음 주 수요일", "DATE", "2020-12-16"},
    {"ko", MON, "월요일에 했다.", "월요일", "DATE", "2020-12-07"},
    {"ko", MON, "금요일에 했다.", "금요일", "DATE", "2020-12-04"},
    {"ko", MON, "오는 금요일에 한다.", "오는 금요일", "DATE", "2020-12-11"},
    {"ko", MON, "3분기 실적", "3분기", "DATE", "2020-Q3"},
    {"ko", MON, "올 1분기 실적", "올 1분기", "DATE", "2020-Q1"},
    {"ko", MON, "다음 달 초 한다.", "다음 달 초", "DATE", "2021-01"},
    {"ko", MON, "지난 6월말 했다.", "지난 6월말", "DATE", "2020-06"},
    {"ko", MON, "5월 둘째주 했다.", "5월 둘째주", "DATE", "2020-W20"},
    {"ko", MON, "다음 달 첫 번째 금요일에 보자.", "다음 달 첫 번째 금요일", "DATE", "2021-01-01"},
    {"ko", MON, "3년 전 일이다.", "3년 전", "DATE", "2017"},
    {"ko", MON, "이틀 전 일이다.", "이틀 전", "DATE", "2020-12-05"},
    {"ko", MON, "2주 뒤 연다.", "2주 뒤", "DATE", "2020-W52"},
    {"ko", MON, "2015년 추수감사절에 갔다.", "2015년 추수감사절", "DATE", "2015-11-26"},
    {"ko", MON, "광복절에 갔다.", "광복절", "DATE", "2020-08-15"},
    {"ko", NULL, "지난해 했다.", "지난해", "DATE", "XXXX"},
    /* no dates */
    {"ko", MON, "3일간 열렸다.", "", "DATE", NULL},
    {"ko", MON, "7일 동안 열렸다.", "", "DATE", NULL},
    {"ko", MON, "9일 정도 먹었다.", "", "DATE", NULL},
    {"ko", MON, "2박 3일 일정이다.", "", "DATE", NULL},
    {"ko", MON, "세월호 사건", "", "DATE", NULL},
    {"ko", MON, "연구시설에 갔다.", "", "DATE", NULL},
    {"ko", MON, "최근 늘었다.", "", "DATE", NULL},
    {"ko", MON, "낮은 건물이 많다.", "", "TIME", NULL}, /* 낮 only begins a longer word */
    {"ko", MON, "같은 일을 했다.", "", "DATE", NULL},
    {"ko", MON, "전국에서 모였다.", "", "DATE", NULL},
    {"ko", MON, "서울 02-1234-5678", "", "DATE", NULL},
    /* lengths and times */
    {"ko", MON, "3년 6개월 만에", "3년 6개월", "DURATION", "P3Y6M"},
    {"ko", MON, "8개월 만에", "8개월", "DURATION", "P8M"},
    {"ko", MON, "7일 동안", "7일", "DURATION", "P7D"},
    {"ko", MON, "하루 만에", "하루", "DURATION", "P1D"},
    {"ko", MON, "1시간 30분 걸렸다.", "1시간 30분", "DURATION", "PT1H30M"},
    {"ko", MON, "2년 반이 걸렸다.", "2년 반", "DURATION", "P2.5Y"},
    {"ko", MON, "오전 9시 30분에", "오전 9시 30분", "TIME", "2020-12-07T09:30"},
    {"ko", MON, "오후 3시에", "오후 3시", "TIME", "2020-12-07T15:00"},
    {"ko", MON, "7일 오후 2시 30분", "오후 2시 30분", "TIME", "2020-12-07T14:30"},
    {"ko", MON, "밤 10시 반에", "밤 10시 반", "TIME", "2020-12-07T22:30"},
    {"ko", MON, "입력 14:03", "14:03", "TIME", "2020-12-07T14:03"},
    /* English */
    {"en", MON, "the talks of friday", "friday", "DATE", "2020-12-04"},
    {"en", MON, "it opened on october 2", "october 2", "DATE", "2020-10-02"},
    {"en", MON, "it opened on 2 october 2019", "2 october 2019", "DATE", "2019-10-02"},
    {"en", MON, "he sat in the sun and may march", "", "DATE", NULL},
    {"en", MON, "on Monday it said", "Monday", "DATE", "2020-12-07"},
    {"en", MON, "on Friday it said", "Friday", "DATE", "2020-12-04"},
    {"en", MON, "on last Tuesday it said", "last Tuesday", "DATE", "2020-12-01"},
    {"en", MON, "on next Tuesday it will", "next Tuesday", "DATE", "2020-12-08"},
    {"en", MON, "it grew last week", "last week", "DATE", "2020-W49"},
    {"en", MON, "It grew in 2019.", "2019", "DATE", "2019"},
    {"en", MON, "It grew on July 4.", "July 4", "DATE", "2020-07-04"},
    {"en", MON, "It grew on July 4, 2019, then", "July 4, 2019", "DATE", "2019-07-04"},
    {"en", MON, "It grew on 4 July 2019.", "4 July 2019", "DATE", "2019-07-04"},
    {"en", MON, "the 4th of July", "4th of July", "DATE", "2020-07-04"},
    {"en", MON, "on Sept. 11, 2001", "Sept. 11, 2001", "DATE", "2001-09-11"},
    {"en", MON, "on Monday, Nov. 19, 2018, it", "Monday, Nov. 19, 2018", "DATE", "2018-11-19"},
    {"en", MON, "in November 1998", "November 1998", "DATE", "1998-11"},
    {"en", MON, "early this week", "early this week", "DATE", "2020-W50"},
    {"en", MON, "in late November", "late November", "DATE", "2020-11"},
    {"en", MON, "from July 4-6", "July 4-6", "DATE", "2020-07-04/2020-07-06"},
    {"en", MON, "this year it grew", "this year", "DATE", "2020"},
    {"en", MON, "in the 1990s it grew", "the 1990s", "DATE", "199"},
    {"en", MON, "in the mid-1990s it grew", "mid-1990s", "DATE", "199"},
    {"en", MON, "it grew yesterday", "yesterday", "DATE", "2020-12-06"},
    {"en", MON, "the third quarter", "third quarter", "DATE", "2020-Q3"},
    {"en", MON, "three years ago", "three years ago", "DATE", "2017"},
    {"en", MON, "on Thanksgiving 2019", "Thanksgiving 2019", "DATE", "2019-11-28"},
    {"en", MON, "the first Friday of next month", "the first Friday of next month", "DATE",
     "2021-01-01"},
    {"en", MON, "It will open on Friday.", "Friday", "DATE", "2020-12-11"},
    {"en", MON, "It will open, he said Friday.", "Friday", "DATE", "2020-12-04"},
    {"en", MON, "They may go in march.", "", "DATE", NULL},
    {"en", MON, "after two and a half hours", "two and a half hours", "DURATION", "PT2.5H"},
    {"en", MON, "a two-year plan", "two-year", "DURATION", "P2Y"},
    {"en", MON, "at 9:30 a.m. EST", "9:30 a.m. EST", "TIME", "2020-12-07T09:30-05:00"},
    {"en", MON, "at 3 p.m.", "3 p.m.", "TIME", "2020-12-07T15:00"},
    {"en", MON, "What I am is clear.", "", "TIME", NULL},
};

START_TEST(row)
{
    patterns_check(&rows[_i]);
}
END_TEST

int
main(void)
{
    return patterns_run("rule/calendar", row, COUNT(rows));
}
