/*
 * tests/unit/test_rule_money.c - rule/money.c: amounts, percentages and quantities with
 * their values, in both languages.
 */
#include "patterns.h"

static const struct pattern_row rows[] = {
    /* Korean: number before unit */
    {"ko", NULL, "회사는 2000여억원을 투자한다.", "2000여억원", "MONEY", "200000000000 KRW ~"},
    {"ko", NULL, "상금은 3만2천 달러다.", "3만2천 달러", "MONEY", "32000 USD"},
    {"ko", NULL, "예산 1조2천억원이 들었다.", "1조2천억원", "MONEY", "1200000000000 KRW"},
    {"ko", NULL, "값은 1430원이다.", "1430원", "MONEY", "1430 KRW"},
    {"ko", NULL, "모두 2억5천만원이다.", "2억5천만원", "MONEY", "250000000 KRW"},
    {"ko", NULL, "100만 달러를 냈다.", "100만 달러", "MONEY", "1000000 USD"},
    {"ko", NULL, "4억 2천만 원을 받았다.", "4억 2천만 원", "MONEY", "420000000 KRW"},
    {"ko", NULL, "1억 2천 5백만 달러를 썼다.", "1억 2천 5백만 달러", "MONEY", "125000000 USD"},
    {"ko", NULL, "3천 5백만 원이다.", "3천 5백만 원", "MONEY", "35000000 KRW"},
    {"ko", NULL, "50만 9375달러다.", "50만 9375달러", "MONEY", "509375 USD"},
    {"ko", NULL, "6억 9,400여만 원을 모았다.", "6억 9,400여만 원", "MONEY", "694000000 KRW ~"},
    {"ko", NULL, "2.5억원이다.", "2.5억원", "MONEY", "250000000 KRW"},
    {"ko", NULL, "환율은 1430원대로 올랐다.", "1430원대", "MONEY", "1430 KRW ~"},
    {"ko", NULL, "3,700원씩 냈다.", "3,700원", "MONEY", "3700 KRW"},
    {"ko", NULL, "1천562.2원으로 올랐다.", "1천562.2원", "MONEY", "1562.2 KRW"},
    {"ko", NULL, "1경 2345조 원에 이른다.", "1경 2345조 원", "MONEY", "12345000000000000 KRW"},
    {"ko", NULL, "5만원짜리 표", "5만원", "MONEY", "50000 KRW"},
    {"ko", NULL, "10억원어치를 샀다.", "10억원", "MONEY", "1000000000 KRW"},
    /* words */
    {"ko", NULL, "단돈 만 원이다.", "만 원", "MONEY", "10000 KRW"},
    {"ko", NULL, "일억 원을 기부했다.", "일억 원", "MONEY", "100000000 KRW"},
    {"ko", NULL, "오천만원을 빌렸다.", "오천만원", "MONEY", "50000000 KRW"},
    {"ko", NULL, "수천만원을 챙겼다.", "수천만원", "MONEY", "? KRW ~"},
    /* other currencies */
    {"ko", NULL, "1억유로를 냈다.", "1억유로", "MONEY", "100000000 EUR"},
    {"ko", NULL, "3조엔 규모다.", "3조엔", "MONEY", "3000000000000 JPY"},
    {"ko", NULL, "9천9캐나다달러다.", "9천9캐나다달러", "MONEY", "9009 CAD"},
    {"ko", NULL, "100 중국 위안이 든다.", "100 중국 위안", "MONEY", "100 CNY"},
    {"ko", NULL, "미화 $100를 냈다.", "$100", "MONEY", "100 USD"},
    {"ko", NULL, "13달러 45센트다.", "13달러 45센트", "MONEY", "13.45 USD"},
    {"ko", NULL, "1100원50전에 마쳤다.", "1100원50전", "MONEY", "1100.5 KRW"},
    /* about, bounds, ranges */
    {"ko", NULL, "약 300만원을 냈다.", "300만원", "MONEY", "3000000 KRW ~"},
    {"ko", NULL, "최대 300만원을 준다.", "300만원", "MONEY", "<=3000000 KRW"},
    {"ko", NULL, "10억원 이상을 낸 사람", "10억원", "MONEY", ">=1000000000 KRW"},
    {"ko", NULL, "3만~5만 원이다.", "3만~5만 원", "MONEY", "30000-50000 KRW"},
    {"ko", NULL, "3~5만원이다.", "3~5만원", "MONEY", "30000-50000 KRW"},
    {"ko", NULL, "2조~3조원이 든다.", "2조~3조원", "MONEY", "2000000000000-3000000000000 KRW"},
    /* no unit */
    {"ko", NULL, "2000억 투자를 받았다.", "2000억", "MONEY", "200000000000 ?"},
    {"ko", NULL, "군비가 39조로 늘었다.", "39조", "MONEY", "39000000000000 ?"},
    {"ko", NULL, "10억이나 썼다.", "10억", "MONEY", "1000000000 ?"},
    /* never money */
    {"ko", NULL, "공무원 시험을 봤다.", "", "MONEY", NULL},
    {"ko", NULL, "대학원과 병원에 갔다.", "", "MONEY", NULL},
    {"ko", NULL, "이 원칙을 지킨다.", "", "MONEY", NULL},
    {"ko", NULL, "안전을 이유로 막았다.", "", "MONEY", NULL},
    {"ko", NULL, "구조인 여럿이 만기가 된 천박한 표를 보았다.", "", "QUANTITY", NULL},
    {"ko", NULL, "한명은 갔다.", "한명", "QUANTITY", "1 person"},
    {"ko", NULL, "천만 명이 모였다.", "천만 명", "QUANTITY", "10000000 person"},
    {"ko", NULL, "조건을 바꾸고 해명했다.", "", "QUANTITY", NULL},
    {"ko", NULL, "경개가 좋아 조원들이 모였다.", "", "MONEY", NULL},
    {"ko", NULL, "노조원 수가 늘었다.", "", "MONEY", NULL},
    {"ko", NULL, "헌법 제72조에 따른다.", "", "MONEY", NULL},
    {"ko", NULL, "코로나19 전에는 그랬다.", "", "MONEY", NULL},
    {"ko", NULL, "2원화 체제다.", "", "MONEY", NULL},
    {"ko", NULL, "연평해전을 다룬다.", "", "MONEY", NULL},
    {"ko", NULL, "예선 2조에서 만났다.", "", "MONEY", NULL},
    {"ko", NULL, "시가총액 2조 돌파가 가깝다.", "2조", "MONEY", ">=2000000000000 ?"},
    {"ko", NULL, "창고 7동이 탔다.", "7동", "QUANTITY", "7 building"},
    {"ko", NULL, "쌀국수는 5만동이다.", "5만동", "MONEY", "50000 VND"},
    {"ko", NULL, "관중석은 만원 관중으로 찼다.", "", "MONEY", NULL},
    /* percentages and quantities */
    {"ko", NULL, "4.5% 올랐다.", "4.5%", "PERCENT", "4.5 percent"},
    {"ko", NULL, "19 퍼센트 줄었다.", "19 퍼센트", "PERCENT", "19 percent"},
    {"ko", NULL, "0.25%포인트 내렸다.", "0.25%포인트", "PERCENT", "0.25 percentage-point"},
    {"ko", NULL, "3~5% 성장한다.", "3~5%", "PERCENT", "3-5 percent"},
    {"ko", NULL, "3,000명이 모였다.", "3,000명", "QUANTITY", "3000 person"},
    {"ko", NULL, "16개 계열사", "16개", "QUANTITY", "16 item"},
    {"ko", NULL, "5.2km를 달렸다.", "5.2km", "QUANTITY", "5.2 kilometer"},
    {"ko", NULL, "1만2000여 명이 왔다.", "1만2000여 명", "QUANTITY", "12000 person ~"},
    /* English: sign before number, words */
    {"en", NULL, "It paid $75 million.", "$75 million", "MONEY", "75000000 USD"},
    {"en", NULL, "It cost US$1.2bn then.", "US$1.2bn", "MONEY", "1200000000 USD"},
    {"en", NULL, "A £3m deal.", "£3m", "MONEY", "3000000 GBP"},
    {"en", NULL, "It is €20 a head.", "€20", "MONEY", "20 EUR"},
    {"en", NULL, "It is 20 € a head.", "20 €", "MONEY", "20 EUR"},
    {"en", NULL, "They won seventy-five million dollars.", "seventy-five million dollars", "MONEY",
     "75000000 USD"},
    {"en", NULL, "About $1,234.56 was paid.", "$1,234.56", "MONEY", "1234.56 USD ~"},
    {"en", NULL, "More than $10 million was lost.", "$10 million", "MONEY", ">=10000000 USD"},
    {"en", NULL, "up to €5bn in aid", "€5bn", "MONEY", "<=5000000000 EUR"},
    {"en", NULL, "between 75 million dollars and more", "75 million dollars", "MONEY",
     "75000000 USD"},
    {"en", NULL, "It cost $33-36 billion.", "$33-36 billion", "MONEY",
     "33000000000-36000000000 USD"},
    {"en", NULL, "a $9-billion loss", "$9-billion", "MONEY", "9000000000 USD"},
    {"en", NULL, "lost $10.8\nmillion over the year", "$10.8\nmillion", "MONEY", "10800000 USD"},
    {"en", NULL, "It took Rs 10 crore.", "Rs 10 crore", "MONEY", "100000000 INR"},
    {"en", NULL, "KRW 500 is little.", "KRW 500", "MONEY", "500 KRW"},
    {"en", NULL, "millions of dollars were lost", "millions of dollars", "MONEY", "? USD ~"},
    {"en", NULL, "two hundred and fifty pounds", "two hundred and fifty pounds", "MONEY",
     "250 GBP"},
    {"en", NULL, "5 million people left.", "", "MONEY", NULL},
    {"en", NULL, "In 2019 it grew by 4.5 percent.", "4.5 percent", "PERCENT", "4.5 percent"},
    {"en", NULL, "They ran 5 miles.", "5 miles", "QUANTITY", "5 mile"},
};

START_TEST(row)
{
    patterns_check(&rows[_i]);
}
END_TEST

int
main(void)
{
    return patterns_run("rule/money", row, COUNT(rows));
}
