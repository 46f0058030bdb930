/*
 * test_speaker_attribute.c - noun phrases, and who said it in sentences that leave no
 * doubt.  What is learned is measured by whosaid-tune; here only the frame is tested.
 */
#include "speaker/attribute.h"

#include "dict/match.h"
#include "quote/find.h"
#include "resolve/resolve.h"
#include "speaker/phrase.h"

#include "unit_doc.h"

/* Mentions as TYPE:words, parted by |.  Phrases as kind:words:role, parted by |. */
static const struct phrase_row {
    const char *name, *lang, *text, *mentions, *phrases;
} phrase_rows[] = {
    {"person with title", "ko", "윤가람 소장은 웃었다.", "PERSON:윤가람|TITLE:소장",
     "person:윤가람 소장:topic"},
    {"person, body and title", "ko", "윤가람 한빛연구소 소장이 왔다.",
     "PERSON:윤가람|ORG:한빛연구소|TITLE:소장", "person:윤가람 한빛연구소 소장:subject"},
    {"age in brackets", "ko", "윤가람(44)은 웃었다.", "PERSON:윤가람", "person:윤가람:topic"},
    {"unnamed source", "ko", "경찰 관계자는 웃었다.", "ORG:경찰", "role:경찰 관계자:topic"},
    {"their side", "ko", "한빛전자 측은 웃었다.", "ORG:한빛전자", "org:한빛전자 측:topic"},
    {"one of a body", "ko", "한빛전자 한 관계자는 웃었다.", "ORG:한빛전자",
     "org:한빛전자:none|role:한빛전자 한 관계자:topic"},
    {"pronoun", "ko", "그는 웃었다.", "", "pronoun:그:topic"},
    {"date before it", "ko", "지난 7일 윤가람은 웃었다.", "DATE:지난 7일|PERSON:윤가람",
     "person:윤가람:topic"},
    {"lawyer of a person", "ko", "윤 소장의 변호인은 웃었다.", "PERSON:윤|TITLE:소장",
     "person:윤 소장:genitive|role:윤 소장의 변호인:topic"},
    {"title of two words", "ko", "윤가람 수석 경제학자는 웃었다.",
     "PERSON:윤가람|TITLE:수석 경제학자", "person:윤가람 수석 경제학자:topic"},
    {"role that is a title, behind its body", "ko", "레오 마르텐 한빛증권 분석가는 웃었다.",
     "PERSON:레오 마르텐|ORG:한빛증권", "person:레오 마르텐 한빛증권 분석가:topic"},
    {"class in brackets", "ko", "윤가람(3학년) 학생은 웃었다.", "PERSON:윤가람",
     "person:윤가람(3학년) 학생:topic"},
    {"several of them", "ko", "윤가람 교수 등 국내 학자들은 웃었다.", "PERSON:윤가람|TITLE:교수",
     "role:윤가람 교수 등 국내 학자들:topic"},
    {"lawyer of a prosecutor", "ko", "윤 검사 변호인은 웃었다.", "PERSON:윤|TITLE:검사",
     "role:윤 검사 변호인:topic"},
    {"noun that looks like a copula", "ko", "네일 한지우씨는 웃었다.", "PERSON:한지우",
     "person:네일 한지우씨:topic"},
    {"form of a verb before it", "ko", "이에 대해 윤가람 소장은 웃었다.",
     "PERSON:윤가람|TITLE:소장", "person:윤가람 소장:topic"},
    {"English person", "en", "Mia Orme said so.", "PERSON:Mia Orme", "person:Mia Orme:none"},
    {"English pronoun", "en", "She said so.", "", "pronoun:She:none"},
    {"English source", "en", "A source close to the campaign said so.", "",
     "role:A source close to the campaign:none"},
};

static const char *const kinds[] = {"person", "org", "place", "title", "role", "pronoun", "noun"};

static uint32_t
chars_of(const char *text, size_t bytes)
{
    uint32_t n = 0;

    for (size_t i = 0; i < bytes; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

/* Put the mentions of @list where their words stand first. */
static void
bring(struct unit_doc *u, const char *text, const char *list)
{
    char copy[300], *rest = copy, *item;

    snprintf(copy, sizeof copy, "%s", list);
    while ((item = strtok_r(rest, "|", &rest)) != NULL) {
        char *words = strchr(item, ':') + 1;
        const char *at = strstr(text, words);
        struct ws_mention *m = ws_list_add(&u->doc.arena, &u->doc.mentions);
        uint32_t start = chars_of(text, (size_t)(at - text));
        *m = (struct ws_mention){
            .span = {start, start + chars_of(words, strlen(words))},
            .type = (uint8_t)ws_types_type(&u->types, item, (size_t)(words - 1 - item)),
            .score = 1,
            .cand = WS_NONE,
            .parent = WS_NONE,
            .entity = WS_NONE,
            .org = WS_NONE,
            .value = WS_NONE};
        m->sentence = ws_doc_sentence(&u->doc, start);
    }
    ck_assert_int_eq(ws_resolve_entities(&u->doc, NULL), WHOSAID_OK);
}

static struct unit_doc *
prepare(const char *lang, const char *text, const char *mentions)
{
    struct unit_doc *u = unit_doc_new(lang);

    unit_doc_walk(u, text);
    ck_assert_int_eq(ws_dict_match(&u->doc, NULL), WHOSAID_OK);
    bring(u, text, mentions);
    return u;
}

START_TEST(phrases)
{
    const struct phrase_row *row = &phrase_rows[_i];
    struct unit_doc *u = prepare(row->lang, row->text, row->mentions);
    struct ws_phrases found;
    char text[1000] = "";

    ck_assert_int_eq(ws_look_shapes(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_phrases_find(&u->doc, &found, NULL), WHOSAID_OK);
    for (uint32_t i = 0; i < found.list.n; i++) {
        const struct ws_phrase *phrase = &found.list.v[i];
        if (phrase->kind == WS_PHRASE_NOUN && i > 0)
            continue; /* "so", "웃었다": nouns for all that is known */
        sprintf(text + strlen(text), "%s%s:", *text ? "|" : "", kinds[phrase->kind]);
        unit_doc_text(u, phrase->span, text, sizeof text);
        sprintf(text + strlen(text), ":%s", ws_role_word((enum ws_role)phrase->role));
    }
    ck_assert_msg(strcmp(text, row->phrases) == 0, "%s: %s", row->name, text);
    unit_doc_free(u);
}
END_TEST

/* Speakers in the order of the quotes, parted by |; - is nobody.  @how: of the last one. */
static const struct said_row {
    const char *name, *lang, *text, *mentions, *speakers;
    enum ws_how how;
} said_rows[] = {
    {"topic", "ko", "윤가람 소장은 \"다리를 다시 놓겠다\"고 밝혔다.", "PERSON:윤가람|TITLE:소장",
     "윤가람", WS_HOW_TOPIC},
    {"chain", "ko", "윤가람 소장은 \"다리가 낡았다\"며 \"다시 놓아야 한다\"고 말했다.",
     "PERSON:윤가람|TITLE:소장", "윤가람|윤가람", WS_HOW_CARRIED},
    {"subject left out", "ko",
     "윤가람 소장은 \"다리가 낡았다\"고 말했다. 이어 \"다시 놓아야 한다\"고 덧붙였다.",
     "PERSON:윤가람|TITLE:소장", "윤가람|윤가람", WS_HOW_ELIDED},
    {"unnamed source", "ko", "경찰 관계자는 \"원인을 조사하고 있다\"고 말했다.", "ORG:경찰",
     "경찰 관계자", WS_HOW_TOPIC},
    {"the court named before", "ko",
     "새벽지법 형사3부는 무죄를 선고했다. 재판부는 \"증거가 모자란다\"고 밝혔다.",
     "ORG:새벽지법 형사3부", "새벽지법 형사3부", WS_HOW_TOPIC},
    {"no court was named", "ko",
     "새벽건설은 무죄를 선고받았다. 재판부는 \"증거가 모자란다\"고 밝혔다.", "ORG:새벽건설",
     "재판부", WS_HOW_TOPIC},
    {"a body by its ending", "ko",
     "한빛관리공단은 다리를 고친다. 공단은 \"증거가 모자란다\"고 밝혔다.", "ORG:한빛관리공단",
     "한빛관리공단", WS_HOW_TOPIC},
    {"an ending that no body has", "ko",
     "한빛관리공사는 다리를 고친다. 공단은 \"증거가 모자란다\"고 밝혔다.", "ORG:한빛관리공사",
     "공단", WS_HOW_TOPIC},
    {"the accused", "ko", "윤가람 시장은 웃었다. 피고인은 \"증거가 모자란다\"고 말했다.",
     "PERSON:윤가람|TITLE:시장", "윤가람", WS_HOW_TOPIC},
    {"the source named before", "ko",
     "한빛당 고위 관계자는 자리를 떴다. 해당 관계자는 \"시간이 모자란다\"고 말했다.", "ORG:한빛당",
     "한빛당 고위 관계자", WS_HOW_TOPIC},
    {"another source", "ko",
     "한빛당 고위 관계자는 자리를 떴다. 한 관계자는 \"시간이 모자란다\"고 말했다.", "ORG:한빛당",
     "한 관계자", WS_HOW_TOPIC},
    {"a title that nobody named bears", "ko",
     "윤 소장의 변호인은 법정에 나왔다. 변호인은 \"증거가 모자란다\"고 밝혔다.",
     "PERSON:윤|TITLE:소장", "윤 소장의 변호인", WS_HOW_TOPIC},
    {"said X", "en", "\"We had to rebuild the bridge,\" said Mia Orme.", "PERSON:Mia Orme",
     "Mia Orme", WS_HOW_SUBJECT},
    {"X said", "en", "Mia Orme said: \"We had to rebuild the bridge.\"", "PERSON:Mia Orme",
     "Mia Orme", WS_HOW_SUBJECT},
};

START_TEST(speakers)
{
    const struct said_row *row = &said_rows[_i];
    struct unit_doc *u = prepare(row->lang, row->text, row->mentions);
    enum ws_how how = WS_HOW_NONE;
    char text[1000] = "";

    ck_assert_int_eq(ws_quote_find(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_speaker_attribute(&u->doc, NULL), WHOSAID_OK);
    for (uint32_t q = 0; q < u->doc.quotes.n; q++) {
        const struct ws_speaker *speaker = &u->doc.quotes.v[q].speaker;
        strcat(text, q ? "|" : "");
        if (speaker->known)
            unit_doc_text(u, speaker->name, text, sizeof text);
        else
            strcat(text, "-");
        how = speaker->how;
        ck_assert(speaker->score >= 0 && speaker->score <= 1.0001f);
    }
    ck_assert_msg(strcmp(text, row->speakers) == 0, "%s: %s", row->name, text);
    ck_assert_int_eq(how, row->how);
    unit_doc_free(u);
}
END_TEST

/* Which quote each one goes on with, parted by |, counted from 1; - is none. */
static const struct part_row {
    const char *name, *lang, *text, *mentions, *continues;
} part_rows[] = {
    {"chain", "ko", "윤가람 소장은 \"다리가 낡았다\"며 \"다시 놓아야 한다\"고 말했다.",
     "PERSON:윤가람|TITLE:소장", "-|1"},
    {"chain of three", "ko",
     "윤가람 소장은 \"다리가 낡았다\"면서 \"위험하다\"며 \"다시 놓아야 한다\"고 말했다.",
     "PERSON:윤가람|TITLE:소장", "-|1|2"},
    {"two reports", "ko",
     "윤가람 소장은 \"다리가 낡았다\"고 말했다. 이어 \"다시 놓아야 한다\"고 덧붙였다.",
     "PERSON:윤가람|TITLE:소장", "-|-"},
    {"two people", "ko",
     "윤가람 소장은 \"다리가 낡았다\"며 걱정했고 강다온 의원은 \"예산이 없다\"고 말했다.",
     "PERSON:윤가람|TITLE:소장|PERSON:강다온|TITLE:의원", "-|-"},
    {"paragraphs opened anew", "ko",
     "윤가람 소장은 이렇게 말했다.\n\n“다리가 너무 낡았습니다.\n\n“그래서 다시 놓아야 합니다.”",
     "PERSON:윤가람|TITLE:소장", "-|1"},
    {"closed paragraphs", "ko",
     "윤가람 소장은 이렇게 말했다.\n\n“다리가 너무 낡았습니다.”\n\n“그래서 다시 놓아야 합니다.”",
     "PERSON:윤가람|TITLE:소장", "-|-"},
    {"cut by the cue", "en",
     "\"We had to rebuild the bridge,\" Mia Orme said, \"because it was about to fall.\"",
     "PERSON:Mia Orme", "-|1"},
    {"in the next sentence", "en",
     "\"We had to rebuild the bridge,\" said Mia Orme. \"It was about to fall into the river.\"",
     "PERSON:Mia Orme", "-|1"},
    {"another line", "en",
     "\"We had to rebuild the bridge,\" said Mia Orme.\n\n\"It was about to fall into the river.\"",
     "PERSON:Mia Orme", "-|-"},
    {"a report of its own", "en",
     "\"We had to rebuild the bridge,\" said Mia Orme. \"It was about to fall,\" she added.",
     "PERSON:Mia Orme", "-|-"},
};

START_TEST(parts)
{
    const struct part_row *row = &part_rows[_i];
    struct unit_doc *u = prepare(row->lang, row->text, row->mentions);
    char text[200] = "";

    ck_assert_int_eq(ws_quote_find(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_speaker_attribute(&u->doc, NULL), WHOSAID_OK);
    for (uint32_t q = 0; q < u->doc.quotes.n; q++) {
        uint32_t before = u->doc.quotes.v[q].continues;

        strcat(text, q ? "|" : "");
        sprintf(text + strlen(text), before == WS_NONE ? "-" : "%u", before + 1);
    }
    ck_assert_msg(strcmp(text, row->continues) == 0, "%s: %s", row->name, text);
    unit_doc_free(u);
}
END_TEST

/* Whom each quote is said to and where, as to@where parted by |. */
static const struct setting_row {
    const char *name, *lang, *text, *mentions, *settings;
} setting_rows[] = {
    {"place", "ko", "윤가람 소장은 국회에서 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장|ORG:국회", "@국회"},
    {"place before the speaker", "ko", "국회에서 윤가람 소장은 \"다리를 다시 놓겠다\"고 밝혔다.",
     "ORG:국회|PERSON:윤가람|TITLE:소장", "@국회"},
    {"held there", "ko", "윤가람 소장은 국회에서 기자회견을 열고 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장|ORG:국회", "@국회"},
    {"what is held there", "ko",
     "윤가람 소장은 국회에서 열린 토론회에서 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장|ORG:국회", "@국회에서 열린 토론회"},
    {"another clause", "ko",
     "윤가람 소장은 부산에서 발생한 사고에 대해 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장|LOCATION:부산", "@"},
    {"not a place", "ko", "윤가람 소장은 이 과정에서 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장", "@"},
    {"page", "ko", "윤가람 소장은 페이스북에 \"다리를 다시 놓겠다\"고 적었다.",
     "PERSON:윤가람|TITLE:소장|ORG:페이스북", "@페이스북"},
    {"page behind", "ko", "윤가람 소장은 \"다리를 다시 놓겠다\"고 페이스북에 적었다.",
     "PERSON:윤가람|TITLE:소장|ORG:페이스북", "@페이스북"},
    {"not a page", "ko", "윤가람 소장은 사고 소식에 \"다리를 다시 놓겠다\"고 적었다.",
     "PERSON:윤가람|TITLE:소장", "@"},
    {"present", "ko", "윤가람 소장은 토론회에 참석해 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장", "@토론회"},
    {"by means of", "ko", "윤가람 소장은 보도자료를 통해 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장", "@보도자료"},
    {"hearers", "ko", "윤가람 소장은 의원들에게 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장", "의원들@"},
    {"hearers behind", "ko", "윤가람 소장은 \"다리를 다시 놓겠다\"고 기자들에게 밝혔다.",
     "PERSON:윤가람|TITLE:소장", "기자들@"},
    {"given, not told", "ko",
     "윤가람 소장은 의원들에게 자료를 주고 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장", "@"},
    {"met", "ko", "윤가람 소장은 취재진과 만나 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장", "취재진@"},
    {"together with", "ko", "윤가람 소장은 취재진과 함께 \"다리를 다시 놓겠다\"고 외쳤다.",
     "PERSON:윤가람|TITLE:소장", "@"},
    {"interview", "ko", "윤가람 소장은 새벽뉴스와의 인터뷰에서 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장|ORG:새벽뉴스", "새벽뉴스@새벽뉴스와의 인터뷰"},
    {"when", "ko", "윤가람 소장은 회의 후 취재진과 만나 \"다리를 다시 놓겠다\"고 밝혔다.",
     "PERSON:윤가람|TITLE:소장", "취재진@"},
    {"both parts", "ko",
     "윤가람 소장은 국회에서 \"다리가 낡았다\"며 \"다시 놓아야 한다\"고 말했다.",
     "PERSON:윤가람|TITLE:소장|ORG:국회", "@국회|@국회"},
    {"told whom", "en", "\"We had to rebuild the bridge,\" Mia Orme told reporters.",
     "PERSON:Mia Orme", "reporters@"},
    {"told whom, not when", "en",
     "\"We had to rebuild the bridge,\" Mia Orme told reporters after the vote.", "PERSON:Mia Orme",
     "reporters@"},
    {"with a genitive", "en",
     "\"We had to rebuild the bridge,\" Mia Orme told Norway's Daily Herald.",
     "PERSON:Mia Orme|LOCATION:Norway|ORG:Daily Herald", "Norway's Daily Herald@"},
    {"in what", "en", "\"We had to rebuild the bridge,\" Mia Orme said in a statement.",
     "PERSON:Mia Orme", "@a statement"},
    {"at what, with an article of its own", "en",
     "\"We had to rebuild the bridge,\" Mia Orme told lawmakers at a news conference.",
     "PERSON:Mia Orme", "lawmakers@a news conference"},
    {"in the year", "en", "\"We had to rebuild the bridge,\" Mia Orme said in the spring.",
     "PERSON:Mia Orme", "@"},
};

START_TEST(settings)
{
    const struct setting_row *row = &setting_rows[_i];
    struct unit_doc *u = prepare(row->lang, row->text, row->mentions);
    char text[200] = "";

    ck_assert_int_eq(ws_quote_find(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_speaker_attribute(&u->doc, NULL), WHOSAID_OK);
    for (uint32_t q = 0; q < u->doc.quotes.n; q++) {
        strcat(text, q ? "|" : "");
        unit_doc_text(u, u->doc.quotes.v[q].to, text, sizeof text);
        strcat(text, "@");
        unit_doc_text(u, u->doc.quotes.v[q].where, text, sizeof text);
    }
    ck_assert_msg(strcmp(text, row->settings) == 0, "%s: %s", row->name, text);
    unit_doc_free(u);
}
END_TEST

/* Ten thousand quotes in one paragraph end in time. */
START_TEST(many_quotes)
{
    struct unit_doc *u = unit_doc_new("ko");
    static const char piece[] = "그는 \"간다\"며 \"온다\"고 했다. ";
    enum { N = 5000 };
    char *text = malloc(N * (sizeof piece - 1) + 1);

    for (int i = 0; i < N; i++)
        memcpy(text + (size_t)i * (sizeof piece - 1), piece, sizeof piece);
    unit_doc_walk(u, text);
    ck_assert_int_eq(ws_dict_match(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_quote_find(&u->doc, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_speaker_attribute(&u->doc, NULL), WHOSAID_OK);
    ck_assert_uint_gt(u->doc.quotes.n, N);
    unit_doc_free(u);
    free(text);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("attribute");

    tcase_set_timeout(tcase, 30);
    tcase_add_loop_test(tcase, phrases, 0, COUNT(phrase_rows));
    tcase_add_loop_test(tcase, speakers, 0, COUNT(said_rows));
    tcase_add_loop_test(tcase, parts, 0, COUNT(part_rows));
    tcase_add_loop_test(tcase, settings, 0, COUNT(setting_rows));
    tcase_add_test(tcase, many_quotes);
    return unit_run("speaker/attribute", tcase);
}
