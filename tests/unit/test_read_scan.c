/*
 * The scanner of read/scan.c against jansson: on rows that show the grammar, and on
 * records changed at random.  Where the two may differ is said in read/scan.h.
 */
#include "unit.h"

#include <jansson.h>

#include "read/scan.h"

enum verdict {
    BOTH,    /* take it */
    NEITHER, /* takes it */
    OURS     /* alone takes it: an article is worth more than a strict reading */
};

#define ROW(text, verdict)                                                                         \
    {                                                                                              \
        text, sizeof text - 1, verdict                                                             \
    }
static const struct row {
    const char *bytes;
    size_t len;
    enum verdict verdict;
} rows[] = {
    ROW("{}", BOTH),
    ROW(" \t\r\n{ } \n", BOTH),
    ROW("[]", BOTH),
    ROW("[ ]", BOTH),
    ROW("[[],{},[{}]]", BOTH),
    ROW("{\"a\":{\"b\":[1,{\"c\":null}]},\"d\":[true,false]}", BOTH),
    ROW("{\"a\":1,\"a\":2}", BOTH),
    ROW("\"\"", BOTH),
    ROW("\"가나다 \xF0\x9F\x98\x80\"", BOTH),
    ROW("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\uAC00\\uac00\"", BOTH),
    ROW("\"\\ud83d\\ude00 \\uD83D\\uDE00\"", BOTH),
    ROW("\"\\u0000\"", BOTH),
    ROW("\"\x7F\"", BOTH),
    ROW("[0,-0,0.5,-1.25,10,1e5,1E+5,1e-5,0e0,123456789]", BOTH),
    ROW("true", BOTH),
    ROW("null", BOTH),
    ROW("{\"\":\"\"}", BOTH),

    ROW("", NEITHER),
    ROW(" ", NEITHER),
    ROW("{", NEITHER),
    ROW("}", NEITHER),
    ROW("[", NEITHER),
    ROW("[1", NEITHER),
    ROW("[1,", NEITHER),
    ROW("[1,]", NEITHER),
    ROW("[,1]", NEITHER),
    ROW("[1 2]", NEITHER),
    ROW("[1}", NEITHER),
    ROW("{\"a\":1]", NEITHER),
    ROW("{\"a\"}", NEITHER),
    ROW("{\"a\":}", NEITHER),
    ROW("{\"a\" 1}", NEITHER),
    ROW("{\"a\":1,}", NEITHER),
    ROW("{,\"a\":1}", NEITHER),
    ROW("{\"a\":1 \"b\":2}", NEITHER),
    ROW("{a:1}", NEITHER),
    ROW("{1:1}", NEITHER),
    ROW("{'a':1}", NEITHER),
    ROW("{\"a\":{\"b\":}}", NEITHER),
    ROW("{} {}", NEITHER),
    ROW("{}x", NEITHER),
    ROW("\"a", NEITHER),
    ROW("\"a\\\"", NEITHER),
    ROW("\"\\", NEITHER),
    ROW("\"\\x41\"", NEITHER),
    ROW("\"\\u12\"", NEITHER),
    ROW("\"\\u12G4\"", NEITHER),
    ROW("\"\\U0041\"", NEITHER),
    ROW("\"a\nb\"", NEITHER),
    ROW("\"a\tb\"", NEITHER),
    ROW("\"a\0b\"", NEITHER),
    ROW("{}\0", NEITHER),
    ROW("01", NEITHER),
    ROW("+1", NEITHER),
    ROW("-", NEITHER),
    ROW("1.", NEITHER),
    ROW(".5", NEITHER),
    ROW("1e", NEITHER),
    ROW("1e+", NEITHER),
    ROW("0x10", NEITHER),
    ROW("NaN", NEITHER),
    ROW("-Infinity", NEITHER),
    ROW("True", NEITHER),
    ROW("tru", NEITHER),
    ROW("nulll", NEITHER),
    ROW("/**/1", NEITHER),
    ROW("\xA0{}", NEITHER),

    ROW("\"\xFF\"", OURS),
    ROW("\"\xED\xA0\x80\"", OURS),
    ROW("\"\xEA\xB0\"", OURS),
    ROW("\"\\ud83d\"", OURS),
    ROW("\"\\ude00\\ud83d\"", OURS),
    ROW("\"\\ud83d\\u0041\"", OURS),
    ROW("[123456789012345678901234567890]", OURS),
    ROW("[1e999]", OURS),
};

static bool
we_take(const char *bytes, size_t len, struct ws_json_value *value)
{
    struct ws_scan scan;
    bool taken;

    ws_scan_init(&scan, bytes, len);
    taken = ws_scan_value(&scan, value) && ws_scan_end(&scan);
    ck_assert(taken == (scan.wrong == NULL));
    ck_assert(scan.at >= scan.start && scan.at <= scan.end);
    return taken;
}

static json_t *
they_take(const char *bytes, size_t len, json_error_t *err)
{
    return json_loadb(bytes, len, JSON_DECODE_ANY | JSON_ALLOW_NUL, err);
}

/* What we copy means to jansson what the bytes meant. */
static void
same_meaning(const struct ws_json_value *value, const json_t *theirs)
{
    struct ws_arena arena;
    struct ws_buf out;
    json_t *ours;

    ws_arena_init(&arena, NULL);
    ws_buf_init(&out, NULL);
    ws_scan_compact(value, &arena, &out);
    ck_assert(!out.failed);
    ck_assert_ptr_null(memchr(out.bytes, '\n', out.len));
    ours = they_take(out.bytes, out.len, NULL);
    ck_assert_ptr_nonnull(ours);
    if (theirs)
        ck_assert(json_equal(ours, theirs));
    json_decref(ours);
    ws_buf_release(&out);
    ws_arena_release(&arena);
}

START_TEST(grammar)
{
    const struct row *row = &rows[_i];
    struct ws_json_value value;
    json_t *theirs = they_take(row->bytes, row->len, NULL);

    ck_assert_msg(we_take(row->bytes, row->len, &value) == (row->verdict != NEITHER), "%s",
                  row->bytes);
    ck_assert_msg((theirs != NULL) == (row->verdict == BOTH), "%s", row->bytes);
    if (theirs)
        same_meaning(&value, theirs);
    json_decref(theirs);
}
END_TEST

/* Do we take what jansson refused, for one of the reasons that scan.h gives? */
static bool
may_differ(const json_error_t *err)
{
    enum json_error_code code = json_error_code(err);

    return code == json_error_invalid_utf8 || code == json_error_numeric_overflow ||
           code == json_error_null_byte_in_key || strstr(err->text, "invalid Unicode") != NULL;
}

static const char seed_record[] =
    "{\"id\":\"a-1\",\"text\":\"가나 \\\"다\\\" \\ud83d\\ude00\\n\\u0000\",\"n\":[1,-2.5e+3,0,"
    "{\"x\":null,\"y\":[true,false,{}]}],\"\\u00e9\":\"\\\\\",\"date\":\"2020-12-07\"}";

START_TEST(changed_at_random)
{
    static const char letters[] = "{}[]:,\"\\ntrue0.-+eE 1\xEA\xB0\x80\x01u0dD8";
    uint64_t state = 0x9E3779B97F4A7C15u + (uint64_t)_i;

    for (int round = 0; round < 5000; round++) {
        char bytes[sizeof seed_record];
        size_t len = sizeof seed_record - 1;
        struct ws_json_value value;
        json_error_t err;
        json_t *theirs;

        memcpy(bytes, seed_record, len);
        for (int k = round % 4; k >= 0; k--) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            bytes[(state >> 33) % len] = letters[(state >> 20) % (sizeof letters - 1)];
        }
        if (round % 7 == 0)
            len = (state >> 40) % len;
        theirs = they_take(bytes, len, &err);
        if (we_take(bytes, len, &value)) {
            ck_assert_msg(theirs || may_differ(&err), "%.*s: %s", (int)len, bytes, err.text);
            if (theirs)
                same_meaning(&value, theirs);
        } else {
            ck_assert_msg(!theirs, "%.*s", (int)len, bytes);
        }
        json_decref(theirs);
    }
}
END_TEST

START_TEST(depth_is_bounded)
{
    char bytes[2 * (WS_SCAN_DEPTH + 1)];
    struct ws_json_value value;

    for (size_t depth = WS_SCAN_DEPTH; depth <= WS_SCAN_DEPTH + 1; depth++) {
        memset(bytes, '[', depth);
        memset(bytes + depth, ']', depth);
        ck_assert(we_take(bytes, 2 * depth, &value) == (depth == WS_SCAN_DEPTH));
    }
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("scan");

    tcase_add_loop_test(tcase, grammar, 0, COUNT(rows));
    tcase_add_loop_test(tcase, changed_at_random, 0, 4);
    tcase_add_test(tcase, depth_is_bounded);
    return unit_run("read/scan", tcase);
}
