/*
 * read/record.c - which reader for which record; see record.h.
 */
#include "read/record.h"

#include "base/error.h"
#include "base/json.h"
#include "read/formats.h"

#define LIMIT ((size_t)1 << 30)

static const struct {
    whosaid_format format;
    ws_reader *read;
} readers[] = {
    {WHOSAID_FORMAT_TEXT, ws_read_text},
    {WHOSAID_FORMAT_JSON, ws_read_json},
};

/* By the first byte that is no blank. */
static whosaid_format
format_of(const char *bytes, size_t len)
{
    size_t at = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (at < len && strchr(" \t\r\n", bytes[at]) && bytes[at])
        at++;
    return at < len && bytes[at] == '{' ? WHOSAID_FORMAT_JSON : WHOSAID_FORMAT_TEXT;
}

/* The caller's id, as JSON, until the record says better. */
static bool
take_id(struct ws_doc *doc, const char *id)
{
    struct ws_buf json;

    if (!id)
        return true;
    ws_buf_init(&json, &doc->arena.mem);
    ws_json_string(&json, id, strlen(id));
    doc->id = json.failed ? NULL : ws_arena_copy(&doc->arena, json.bytes, json.len);
    ws_buf_release(&json);
    return doc->id != NULL;
}

whosaid_status
ws_read_record(struct ws_doc *doc, const struct whosaid_input *input, whosaid_error *err)
{
    struct whosaid_input nothing = {.bytes = "", .id = input->id, .line = input->line};
    whosaid_format format = input->format;
    const char *wide;

    doc->input = "";
    if (!input->len) /* its bytes may be NULL */
        input = &nothing;
    if (!take_id(doc, input->id))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    if (input->len > LIMIT)
        return ws_fail(err, WHOSAID_E_LIMIT, "the record is longer than 1 GiB");
    wide = ws_read_wide(input->bytes, input->len);
    if (wide)
        return ws_fail(err, WHOSAID_E_ENCODING, "the input is %s; whosaid reads UTF-8", wide);
    if (format == WHOSAID_FORMAT_AUTO)
        format = format_of(input->bytes, input->len);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (readers[i].format == format)
            return readers[i].read(doc, input, err);
    return ws_fail(err, WHOSAID_E_USAGE, "unknown input format %d", (int)format);
}
