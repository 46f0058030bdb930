/*
 * Records of every format become a document's input fields, or an error.
 */
#include "unit.h"

#include "doc/doc.h"
#include "read/formats.h"
#include "read/record.h"

/* An article, and a record that is none; PLAIN: with no other fields. */
#define TAKES(form, in, out, ...)                                                                  \
    {                                                                                              \
        .format = WHOSAID_FORMAT_##form, .bytes = in, .len = sizeof in - 1, .text = out,           \
        .text_len = sizeof out - 1, __VA_ARGS__                                                    \
    }
#define REFUSES(form, in, why, ...)                                                                \
    {                                                                                              \
        .format = WHOSAID_FORMAT_##form, .bytes = in, .len = sizeof in - 1,                        \
        .status = WHOSAID_E_##why, __VA_ARGS__                                                     \
    }
#define PLAIN .id = NULL

static const struct row {
    const char *bytes;
    size_t len;
    whosaid_format format;
    whosaid_status status;
    const char *text;
    size_t text_len;
    const char *id; /* NULL: the one that the caller gave */
    const char *title, *lang, *date, *source, *warning;
} rows[] = {
    TAKES(TEXT, "기사", "기사", PLAIN),
    TAKES(AUTO, "", "", PLAIN),
    TAKES(AUTO, "a\0b", "a\0b", PLAIN),
    TAKES(AUTO, "\0\0\0\0\0\0\0\0", "\0\0\0\0\0\0\0\0", PLAIN),
    TAKES(TEXT, "{\"text\":1}", "{\"text\":1}", PLAIN),
    TAKES(TEXT, "가나\xEA", "가나\xEA", PLAIN),
    REFUSES(AUTO, "\xFF\xFE\x41\0", ENCODING, PLAIN),
    REFUSES(AUTO, "\xFE\xFF\0A", ENCODING, PLAIN),
    REFUSES(TEXT, "\xFF\xFE\0\0A\0\0\0", ENCODING, PLAIN),
    REFUSES(TEXT, "\0\0\xFE\xFF\0\0\0A", ENCODING, PLAIN),
    REFUSES(TEXT, "t\0e\0x\0t\0 \0", ENCODING, PLAIN),
    REFUSES(TEXT, "\0t\0e\0x\0t\0 ", ENCODING, PLAIN),
    REFUSES(TEXT, "t\0\0\0e\0\0\0x\0\0\0", ENCODING, PLAIN),

    /* the format by the first byte */
    TAKES(AUTO, " \n{\"text\":\"a\"}", "a", PLAIN),
    TAKES(AUTO, "\xEF\xBB\xBF{\"text\":\"a\"}", "a", PLAIN),
    TAKES(AUTO, "[\"text\"]", "[\"text\"]", PLAIN),

    /* fields */
    TAKES(JSON,
          "{\"id\":\"a\",\"text\":\"b\",\"title\":\"c\",\"lang\":\"ko\",\"date\":\"2020-12-07\"}",
          "b", .id = "\"a\"", .title = "c", .lang = "ko", .date = "2020-12-07"),
    TAKES(JSON, "{\"\\u0074ext\":\"\\ub098\\n\",\"id\":17.50}", "나\n", .id = "17.50"),
    TAKES(JSON, "{\"text\":\"\\u0000\\ud83d\\ude00\\udead\"}", "\0\xF0\x9F\x98\x80\xEF\xBF\xBD",
          PLAIN),
    TAKES(JSON, "{\"text\":\"\\ud83d\\ud83d\\ude00\\ud83dx\"}",
          "\xEF\xBF\xBD\xF0\x9F\x98\x80\xEF\xBF\xBDx", PLAIN),
    TAKES(JSON, "{\"text\":\"\xFF\"}", "\xFF", PLAIN),
    TAKES(JSON, "{\"text\":\"a\",\"x\": [1, \"\\u00e9 b\"], \"y\" : {\"z\":null}}", "a",
          .source = "{\"x\":[1,\"é b\"],\"y\":{\"z\":null}}"),
    TAKES(JSON, "{\"text\":1,\"text\":\"b\"}", "b", PLAIN),
    TAKES(JSON, "{\"id\":null,\"text\":\"a\",\"title\":null,\"lang\":null,\"date\":null}", "a",
          PLAIN),

    /* passed over, with a warning */
    TAKES(JSON, "{\"text\":\"a\",\"date\":\"7 Dec\"}", "a", .warning = "bad_date"),
    TAKES(JSON, "{\"text\":\"a\",\"date\":20201207}", "a", .warning = "bad_date"),
    TAKES(JSON, "{\"text\":\"a\",\"lang\":7}", "a", .warning = "bad_lang"),
    TAKES(JSON, "{\"text\":\"a\",\"title\":[]}", "a", .warning = "bad_title"),

    /* no article */
    REFUSES(JSON, "{\"id\":\"a\"}", RECORD, .id = "\"a\""),
    REFUSES(JSON, "{\"id\":3,\"text\":7}", RECORD, .id = "3"),
    REFUSES(JSON, "[1]", RECORD, PLAIN),
    REFUSES(JSON, "\"text\"", RECORD, PLAIN),
    REFUSES(JSON, "", JSON, PLAIN),
    REFUSES(JSON, "{\"id\":\"a\",\"text\":\"b", JSON, .id = "\"a\""),
    REFUSES(JSON, "{\"text\":\"b\"}}", JSON, PLAIN),
    REFUSES(JSON, "[1", JSON, PLAIN),
};

static void
same(const char *got, const char *wanted)
{
    if (wanted)
        ck_assert_str_eq(got ? got : "(none)", wanted);
    else
        ck_assert_ptr_null(got);
}

static void
same_fields(const struct ws_doc *doc, const struct row *row)
{
    char date[32];

    ck_assert_uint_eq(doc->input_len, row->text_len);
    ck_assert_int_eq(memcmp(doc->input, row->text, row->text_len), 0);
    same(doc->title, row->title);
    same(doc->lang, row->lang);
    same(doc->source_json, row->source);
    snprintf(date, sizeof date, "%04d-%02d-%02d", doc->given.year, doc->given.month,
             doc->given.day);
    same(doc->given.year ? date : NULL, row->date);
    same(doc->given_from, row->date ? "field" : NULL);
    ck_assert_uint_eq(doc->warnings.n, row->warning != NULL);
    if (row->warning)
        ck_assert_str_eq(doc->warnings.v[0].code, row->warning);
}

START_TEST(reads)
{
    const struct row *row = &rows[_i];
    const whosaid_input input = {
        .bytes = row->bytes, .len = row->len, .format = row->format, .id = "given", .line = 3};
    whosaid_error err = {0};
    struct ws_doc doc;

    ck_assert_int_eq(ws_doc_init(&doc, NULL, NULL, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_read_record(&doc, &input, &err), row->status);
    ck_assert_int_eq(err.status, row->status);
    ck_assert(row->status == WHOSAID_OK || err.text[0]);
    same(doc.id, row->id ? row->id : "\"given\"");
    if (row->status == WHOSAID_OK)
        same_fields(&doc, row);
    ws_doc_release(&doc);
}
END_TEST

static const struct {
    const char *text;
    int year, month, day; /* year 0: no day */
} days[] = {
    {"2020-12-07", 2020, 12, 7},
    {"2020-12-7", 2020, 12, 7},
    {"2020.12.07", 2020, 12, 7},
    {"2020.12.07.", 2020, 12, 7},
    {"2020/2/29", 2020, 2, 29},
    {"20201207", 2020, 12, 7},
    {" 2020-12-07", 2020, 12, 7},
    {"2020-12-07T01:02:03Z", 2020, 12, 7},
    {"2020-12-07 14:03", 2020, 12, 7},
    {"", 0, 0, 0},
    {"2020", 0, 0, 0},
    {"2020-12", 0, 0, 0},
    {"2020-00-07", 0, 0, 0},
    {"2020-13-07", 0, 0, 0},
    {"2020-12-32", 0, 0, 0},
    {"2021-02-29", 0, 0, 0},
    {"1900-02-29", 0, 0, 0},
    {"0000-01-01", 0, 0, 0},
    {"2020-12.07", 0, 0, 0},
    {"2020-12-071", 0, 0, 0},
    {"202012071", 0, 0, 0},
    {"7.12.2020", 0, 0, 0},
    {"yesterday", 0, 0, 0},
};

START_TEST(reads_days)
{
    struct ws_day day = {0, 0, 0};

    ck_assert(ws_read_day(days[_i].text, strlen(days[_i].text), &day) == (days[_i].year != 0));
    ck_assert_int_eq(day.year, days[_i].year);
    ck_assert_int_eq(day.month, days[_i].month);
    ck_assert_int_eq(day.day, days[_i].day);
}
END_TEST

START_TEST(says_where)
{
    static const char bytes[] = "{\"text\":\"a\" \"b\":1}";
    const whosaid_input input = {
        .bytes = bytes, .len = sizeof bytes - 1, .format = WHOSAID_FORMAT_JSON, .line = 17};
    whosaid_error err = {0};
    struct ws_doc doc;

    ck_assert_int_eq(ws_doc_init(&doc, NULL, NULL, NULL), WHOSAID_OK);
    ck_assert_int_eq(ws_read_record(&doc, &input, &err), WHOSAID_E_JSON);
    ck_assert_uint_eq(err.line, 17);
    ck_assert_uint_eq(err.column, 13);
    ck_assert_uint_eq(err.byte, 12);
    ck_assert_ptr_null(doc.id);
    ws_doc_release(&doc);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("record");

    tcase_add_loop_test(tcase, reads, 0, COUNT(rows));
    tcase_add_loop_test(tcase, reads_days, 0, COUNT(days));
    tcase_add_test(tcase, says_where);
    return unit_run("read/record", tcase);
}
