/*
 * test_resolve_entities.c - which mentions become one person or body, with what titles.
 *
 * The text marks its mentions itself: {P:배경훈} {T:대표}, so no weights are needed.
 */
#include "resolve/resolve.h"

#include "base/utf8.h"
#include "dict/match.h"

#include "unit_doc.h"

/* @entities: in order of their first mention, "name=alias+alias[title+title]@body". */
static const struct row {
    const char *name, *lang, *text, *entities;
} rows[] = {
    {"one name twice", "ko", "{P:윤가람}은 갔다. {P:윤가람}이 왔다.", "윤가람"},
    {"family name with title", "ko", "{P:윤가람} {T:소장}은 갔다. {P:윤} {T:소장}은 왔다.",
     "윤가람=윤[소장]"},
    {"two of one family name", "ko",
     "{P:윤가람} {T:소장}과 {P:윤다온} {T:의원}이 만났다. {P:윤} {T:의원}은 웃었다. {P:윤} "
     "{T:소장}도.",
     "윤가람=윤[소장];윤다온=윤[의원]"},
    {"given name alone", "ko", "{P:윤가람}은 갔다. {P:가람}이 왔다.", "윤가람=가람"},
    {"foreign surname", "ko", "{P:요한 베르그만}은 갔다. {P:베르그만}은 왔다.",
     "요한 베르그만=베르그만"},
    {"surname first, whole name later", "ko", "{P:베르그만}은 갔다. {P:요한 베르그만}은 왔다.",
     "요한 베르그만=베르그만"},
    {"body between name and title", "ko", "{P:윤가람} {O:새벽전자} {T:대표}는 갔다.",
     "윤가람[대표]@새벽전자;새벽전자"},
    {"body before the name", "ko", "{O:새벽전자} {P:윤가람} {T:대표}는 갔다.",
     "새벽전자;윤가람[대표]@새벽전자"},
    {"body with its particle", "ko", "{O:새벽전자}의 {P:요한 베르그만} {T:부사장}은 갔다.",
     "새벽전자;요한 베르그만[부사장]@새벽전자"},
    {"who is what", "ko", "{O:새벽전자} {T:대표}인 {P:윤가람}은 갔다.",
     "새벽전자;윤가람[대표]@새벽전자"},
    {"who is what, and a title", "ko",
     "{O:새벽전자} {T:대표}인 {P:윤가람} {T:의원}은 갔다. {P:윤} {T:대표}는 왔다.",
     "새벽전자;윤가람=윤[의원+대표]@새벽전자"},
    {"a word for belonging", "ko", "{O:새벽당} 소속 {P:윤가람} {T:의원}은 갔다.",
     "새벽당;윤가람[의원]@새벽당"},
    {"a status between", "ko", "{P:윤가람} 전 {O:새벽전자} {T:대표}는 갔다.",
     "윤가람[대표]@새벽전자;새벽전자"},
    {"brackets between", "ko", "{P:윤가람}(43) {O:새벽전자} {T:대표}는 갔다.",
     "윤가람[대표]@새벽전자;새벽전자"},
    {"a body and its part", "ko", "{P:윤가람} {O:새벽대} {O:예방의학교실} {T:교수}는 갔다.",
     "윤가람[교수]@예방의학교실;새벽대;예방의학교실"},
    {"another sentence", "ko", "{O:새벽전자}와 {P:윤가람} {T:소장}은 갔다.",
     "새벽전자;윤가람[소장]"},
    {"short form in brackets", "ko", "{O:새벽정보통신연구원}({O:새정연})은 밝혔다. {O:새정연}은",
     "새벽정보통신연구원=새정연"},
    {"from here on", "ko", "{O:새벽정보통신연구원}(이하 {O:통신연})은 밝혔다.",
     "새벽정보통신연구원=통신연"},
    {"before the change of name", "ko", "{P:윤가람}(개명 전 {P:윤다온})씨가 왔다.",
     "윤가람=윤다온"},
    {"somebody else in brackets", "ko", "{P:윤가람}(아내 {P:한다온})이 왔다.", "윤가람;한다온"},
    {"longer name in brackets", "ko", "{P:윤가람}({P:스티브 윤})이 왔다.", "윤가람=스티브 윤"},
    {"Latin letters in brackets", "ko", "{O:새벽씨}({O:SAEBYEOK})는 왔다.", "새벽씨=SAEBYEOK"},
    {"end behind a country", "ko", "{O:한국둑관리공단}은 갔다. {O:둑관리공단}은 왔다.",
     "한국둑관리공단=둑관리공단"},
    {"end behind nothing known", "ko", "{O:푸르뫼둑관리공단}은 갔다. {O:둑관리공단}은 왔다.",
     "푸르뫼둑관리공단;둑관리공단"},
    {"former and present", "ko",
     "{P:윤가람} {T:대표}가 왔다. {P:윤다온} 전 {T:대표}가 왔다. {P:윤} {T:대표}는 갔다. {P:윤} 전 "
     "{T:대표}도.",
     "윤가람=윤[대표];윤다온=윤[대표]"},
    {"other names stay apart", "ko", "{P:윤가람}과 {P:한다온}이 왔다.", "윤가람;한다온"},
    {"a figure in brackets", "ko", "{P:윤가람}({Q:43기}) {O:새벽전자} {T:대표}는 갔다.",
     "윤가람[대표]@새벽전자;새벽전자"},
    {"clipped", "ko", "{O:국회 새벽정책처}는 갔다. {O:새정처}는 왔다.", "국회 새벽정책처=새정처"},
    {"clipped, before the whole", "ko", "{O:새자단}은 갔다. {O:새벽자본조사단}은 왔다.",
     "새벽자본조사단=새자단"},
    {"letters of another place", "ko", "{O:새벽정보통신연구원}은 갔다. {O:벽통원}은 왔다.",
     "새벽정보통신연구원;벽통원"},
    {"cut, not clipped", "ko", "{O:새벽정책연구소}는 갔다. {O:새벽당}은 왔다.",
     "새벽정책연구소;새벽당"},
    {"letters of a name, but of a body known by them", "ko",
     "{O:한국수출입은행}은 갔다. {O:한국은행}은 왔다.", "한국수출입은행;한국은행"},
    {"letters of a name, but of another sort", "ko",
     "{O:새벽도교육청}은 갔다. {O:새벽도청}은 왔다.", "새벽도교육청;새벽도청"},
    {"most of the canonical name", "ko", "{O:민주노총}은 갔다. {O:민주노동조합총연맹}은 왔다.",
     "민주노동조합총연맹=민주노총"},
    {"most of the canonical name, first", "ko",
     "{O:민주노동조합총연맹}은 갔다. {O:민주노총}은 왔다.", "민주노동조합총연맹=민주노총"},
    {"a short form whose body is named with its own", "ko",
     "{O:국회 환경노동위원회}는 갔다. {O:환노위}는 왔다.", "국회 환경노동위원회=환노위"},
    {"family name in Chinese", "ko", "{P:洪}은 갔다. {P:홍다온} {T:시장}은 왔다.",
     "홍다온=洪[시장]"},
    {"another family name in Chinese", "ko", "{P:洪}은 갔다. {P:윤다온} {T:시장}은 왔다.",
     "洪;윤다온[시장]"},
    {"this researcher", "ko", "{P:요한 베르그만} {T:연구원}은 갔다. {P:이} {T:연구원}은 왔다.",
     "요한 베르그만[연구원]"},
    {"Lee, the researcher", "ko",
     "{P:요한 베르그만} {T:연구원}과 {P:이다온} {T:연구원}은 갔다. {P:이} {T:연구원}은 왔다.",
     "요한 베르그만[연구원];이다온=이[연구원]"},
    {"this director, of whom nobody was told", "ko",
     "{P:요한 베르그만} {T:연구원}은 갔다. {P:이} {T:소장}은 왔다.",
     "요한 베르그만[연구원];이[소장]"},
    {"surname", "en", "{P:Mara Quill} left. {P:Quill} came back.", "Mara Quill=Quill"},
    {"given name", "en", "{P:Mara Quill} left. {P:Mara} came back.", "Mara Quill=Mara"},
    {"title before the name", "en", "{T:Mayor} {P:Mara Quill} left.", "Mara Quill[Mayor]"},
    {"title behind a comma", "en", "{P:Mara Quill}, {T:mayor} of Tern, left.", "Mara Quill[mayor]"},
    {"letters of a body", "en", "The {O:Tern Food Agency} said. The {O:TFA} said.",
     "Tern Food Agency=TFA"},
    {"last words of a body", "en", "{O:Tern Food Agency} said. The {O:Food Agency} said.",
     "Tern Food Agency=Food Agency"},
};

/* A mention taken out of the text: where it stands in bytes without its marks. */
struct taken {
    char type;
    size_t start, end;
};

static size_t
take_marks(const char *text, char *plain, struct taken *taken)
{
    size_t n = 0, at = 0;

    for (const char *p = text; *p; p++) {
        if (*p == '{') {
            taken[n].type = p[1];
            taken[n].start = at;
            p += 2;
        } else if (*p == '}') {
            taken[n++].end = at;
        } else {
            plain[at++] = *p;
        }
    }
    plain[at] = '\0';
    return n;
}

static uint32_t
character_at(const struct ws_doc *doc, size_t byte)
{
    uint32_t i = 0;

    while (i < doc->text.n && doc->text.from[i] < byte)
        i++;
    return i;
}

static void
add_mentions(struct ws_doc *doc, const struct taken *taken, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *name = taken[i].type == 'P'   ? "PERSON"
                           : taken[i].type == 'T' ? "TITLE"
                           : taken[i].type == 'Q' ? "QUANTITY"
                                                  : "ORG";
        struct ws_mention *m = ws_list_add(&doc->arena, &doc->mentions);

        ck_assert_ptr_nonnull(m);
        *m = (struct ws_mention){
            .span = {character_at(doc, taken[i].start), character_at(doc, taken[i].end)},
            .type = (uint8_t)ws_types_type(doc->pack->types, name, strlen(name)),
            .cand = WS_NONE,
            .parent = WS_NONE,
            .entity = WS_NONE,
            .org = WS_NONE,
            .value = WS_NONE};
    }
}

static void
add_span(struct ws_buf *out, const struct ws_doc *doc, struct ws_span span)
{
    ws_buf_runes(out, doc->text.ch + span.start, ws_span_len(span));
}

static void
describe(struct ws_buf *out, const struct ws_doc *doc)
{
    for (uint32_t e = 0; e < doc->entities.n; e++) {
        const struct ws_entity *entity = &doc->entities.v[e];

        if (e)
            ws_buf_char(out, ';');
        add_span(out, doc, entity->name);
        for (uint32_t i = 0; i < entity->aliases.n; i++) {
            ws_buf_char(out, i ? '+' : '=');
            add_span(out, doc, entity->aliases.v[i]);
        }
        for (uint32_t i = 0; i < entity->titles.n; i++) {
            ws_buf_char(out, i ? '+' : '[');
            add_span(out, doc, entity->titles.v[i]);
        }
        if (entity->titles.n)
            ws_buf_char(out, ']');
        if (entity->org != WS_NONE) {
            ws_buf_char(out, '@');
            add_span(out, doc, doc->entities.v[entity->org].name);
        }
    }
}

START_TEST(test_row)
{
    const struct row *row = &rows[_i];
    struct unit_doc *u = unit_doc_new(row->lang);
    struct taken taken[16];
    char plain[1024];
    struct ws_buf found;
    size_t n = take_marks(row->text, plain, taken);

    ws_buf_init(&found, NULL);
    unit_doc_walk(u, plain);
    ck_assert_int_eq(ws_dict_match(&u->doc, NULL), WHOSAID_OK);
    add_mentions(&u->doc, taken, n);
    ck_assert_int_eq(ws_resolve_entities(&u->doc, NULL), WHOSAID_OK);
    describe(&found, &u->doc);
    ck_assert_msg(strcmp(ws_buf_cstr(&found), row->entities) == 0, "%s: %s, not %s", row->name,
                  found.bytes, row->entities);
    ws_buf_release(&found);
    unit_doc_free(u);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("entities");

    tcase_add_loop_test(tests, test_row, 0, COUNT(rows));
    return unit_run("resolve/entities", tests);
}
