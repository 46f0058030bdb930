/*
 * read/jsonrec.c - a JSON record; see formats.h.
 *
 *     {"id": "a-17", "text": "…", "date": "2020-12-07", "section": "IT"}
 *        doc->id      doc->input    doc->given            doc->source_json
 *
 * Fields with a name of their own are a table.  Of a name that stands twice the last
 * counts.  A text without escapes is not copied: doc->input points into the record.
 */
#include "read/formats.h"

#include "base/error.h"
#include "base/json.h"
#include "read/scan.h"

struct record {
    struct ws_doc *doc;
    const struct ws_json_value *text;
    struct ws_json_value text_value;
    struct ws_buf source; /* "{...": its other fields so far; empty: none */
};

/* The string as it is meant, NUL-ended, in the arena; NULL when memory is out. */
static const char *
plain(struct ws_doc *doc, const struct ws_json_value *value, size_t *len)
{
    char *out;

    if (!value->escapes) {
        *len = value->len;
        return ws_arena_copy(&doc->arena, value->bytes, value->len);
    }
    out = ws_arena_alloc(&doc->arena, value->len + 1);
    if (!out)
        return NULL;
    *len = ws_scan_unescape(value, out);
    out[*len] = '\0';
    return out;
}

static bool
take_id(struct record *record, const struct ws_json_value *value)
{
    struct ws_doc *doc = record->doc;
    struct ws_buf json;
    const char *copy = NULL;

    if (value->kind == WS_JSON_NULL)
        return true;
    ws_buf_init(&json, &doc->arena.mem);
    ws_scan_compact(value, &doc->arena, &json);
    if (!json.failed)
        copy = ws_arena_copy(&doc->arena, json.bytes, json.len);
    ws_buf_release(&json);
    if (copy)
        doc->id = copy;
    return copy != NULL;
}

static bool
take_text(struct record *record, const struct ws_json_value *value)
{
    record->text_value = *value;
    record->text = &record->text_value;
    return true;
}

/* A string, or a warning and NULL in *@out; null stands for no field. */
static bool
take_string(struct record *record, const struct ws_json_value *value, const char *code,
            const char *message, const char **out)
{
    size_t len;

    *out = NULL;
    if (value->kind == WS_JSON_NULL)
        return true;
    if (value->kind != WS_JSON_STRING)
        return ws_doc_warn(record->doc, code, message);
    *out = plain(record->doc, value, &len);
    return *out != NULL;
}

static bool
take_title(struct record *record, const struct ws_json_value *value)
{
    return take_string(record, value, "bad_title", "'title' is not a string and was ignored",
                       &record->doc->title);
}

static bool
take_lang(struct record *record, const struct ws_json_value *value)
{
    return take_string(record, value, "bad_lang", "'lang' is not a string and was ignored",
                       &record->doc->lang);
}

static bool
take_date(struct record *record, const struct ws_json_value *value)
{
    static const char message[] = "'date' is not a date like 2020-12-07 and was ignored";
    struct ws_doc *doc = record->doc;
    const char *text;

    if (!take_string(record, value, "bad_date", message, &text))
        return false;
    if (!text)
        return true;
    if (!ws_read_day(text, strlen(text), &doc->given))
        return ws_doc_warn(doc, "bad_date", message);
    doc->given_from = "field";
    return true;
}

static const struct {
    const char *name;
    bool (*take)(struct record *record, const struct ws_json_value *value);
} fields[] = {
    {"text", take_text}, {"id", take_id},       {"date", take_date},
    {"lang", take_lang}, {"title", take_title},
};

static bool
keep(struct record *record, const struct ws_json_value *key, const struct ws_json_value *value)
{
    struct ws_buf *source = &record->source;

    ws_buf_char(source, source->len ? ',' : '{');
    ws_scan_compact(key, &record->doc->arena, source);
    ws_buf_char(source, ':');
    ws_scan_compact(value, &record->doc->arena, source);
    return !source->failed;
}

static bool
take_member(struct record *record, const struct ws_json_value *key,
            const struct ws_json_value *value)
{
    const char *name = key->bytes;
    size_t len = key->len;

    if (key->escapes && !(name = plain(record->doc, key, &len)))
        return false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strlen(fields[i].name) == len && memcmp(fields[i].name, name, len) == 0)
            return fields[i].take(record, value);
    return keep(record, key, value);
}

static whosaid_status
bad_json(const struct ws_scan *scan, const struct whosaid_input *input, whosaid_error *err)
{
    size_t at = (size_t)(scan->at - scan->start);

    ws_fail_at(err, WHOSAID_E_JSON, NULL, (uint32_t)input->line, (uint32_t)at + 1, "%s (byte %zu)",
               scan->wrong, at + 1);
    if (err)
        err->byte = at;
    return WHOSAID_E_JSON;
}

/* What the text is, once the record has been read to its end. */
static whosaid_status
finish(struct record *record, whosaid_error *err)
{
    struct ws_doc *doc = record->doc;
    const struct ws_json_value *text = record->text;
    size_t len;

    if (!text)
        return ws_fail(err, WHOSAID_E_RECORD, "the record has no 'text'");
    if (text->kind != WS_JSON_STRING)
        return ws_fail(err, WHOSAID_E_RECORD, "'text' is not a string");
    doc->input = text->bytes;
    len = text->len;
    if (text->escapes && !(doc->input = plain(doc, text, &len)))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    doc->input_len = (uint32_t)len;
    if (record->source.len) {
        ws_buf_char(&record->source, '}');
        if (!record->source.failed)
            doc->source_json = ws_arena_copy(&doc->arena, record->source.bytes, record->source.len);
        if (!doc->source_json)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    return WHOSAID_OK;
}

/* A value that is no object: still bad JSON if it is none at all. */
static whosaid_status
not_an_object(struct ws_scan *scan, const struct whosaid_input *input, whosaid_error *err)
{
    struct ws_json_value value;

    if (!ws_scan_value(scan, &value) || !ws_scan_end(scan))
        return bad_json(scan, input, err);
    return ws_fail(err, WHOSAID_E_RECORD, "the record is not an object");
}

whosaid_status
ws_read_json(struct ws_doc *doc, const struct whosaid_input *input, whosaid_error *err)
{
    struct record record = {.doc = doc};
    struct ws_json_value key, value;
    struct ws_scan scan;
    whosaid_status status;
    bool first = true;

    ws_scan_init(&scan, input->bytes, input->len);
    if (input->len >= 3 && memcmp(input->bytes, "\xEF\xBB\xBF", 3) == 0)
        scan.at += 3;
    if (ws_scan_peek(&scan) != '{')
        return not_an_object(&scan, input, err);
    scan.at++;
    ws_buf_init(&record.source, &doc->arena.mem);
    status = WHOSAID_OK;
    while (status == WHOSAID_OK && ws_scan_member(&scan, first, &key, &value)) {
        if (!take_member(&record, &key, &value))
            status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        first = false;
    }
    if (status == WHOSAID_OK && (scan.wrong || !ws_scan_end(&scan)))
        status = bad_json(&scan, input, err);
    if (status == WHOSAID_OK)
        status = finish(&record, err);
    ws_buf_release(&record.source);
    return status;
}
