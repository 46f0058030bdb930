/*
 * cli/gold.c - see gold.h.
 */
#include "cli/gold.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/error.h"
#include "cli/input.h"

static bool
set_mention(whosaid_dict_gold *mention, const char *type, const json_t *start, const json_t *end)
{
    if (!json_is_integer(start) || !json_is_integer(end) || json_integer_value(start) < 0 ||
        json_integer_value(end) <= json_integer_value(start))
        return false;
    *mention = (whosaid_dict_gold){type, (size_t)json_integer_value(start),
                                   (size_t)json_integer_value(end)};
    return true;
}

/* The mentions of @record, and the places of "ignore", to be freed; NULL where they cannot be
 * read. */
static whosaid_dict_gold *
read_mentions(const json_t *record, size_t *n)
{
    const json_t *list = json_object_get(record, "mentions"),
                 *ignore = json_object_get(record, "ignore");
    size_t nmentions = json_array_size(list);
    whosaid_dict_gold *mentions;
    bool fine = true;

    *n = nmentions + json_array_size(ignore);
    mentions = json_is_array(list) ? calloc(*n + 1, sizeof *mentions) : NULL;
    for (size_t i = 0; mentions && fine && i < *n; i++) {
        const json_t *one =
            i < nmentions ? json_array_get(list, i) : json_array_get(ignore, i - nmentions);
        const char *type = json_string_value(json_object_get(one, "type"));

        if (i < nmentions)
            fine = type && set_mention(&mentions[i], type, json_object_get(one, "start"),
                                       json_object_get(one, "end"));
        else
            fine = set_mention(&mentions[i], NULL, json_array_get(one, 0), json_array_get(one, 1));
    }
    if (fine)
        return mentions;
    free(mentions);
    return NULL;
}

/* One line; false where it is no such article, after a message in @err. */
static bool
count_record(const whosaid_engine *engine, const whosaid_input *input, whosaid_dict_counts *counts,
             size_t ncounts, whosaid_dict_matched *report, void *user, whosaid_error *err)
{
    json_error_t why;
    json_t *record = json_loadb(input->bytes, input->len, 0, &why);
    const json_t *text = json_object_get(record, "text");
    size_t n = 0;
    whosaid_dict_gold *mentions = read_mentions(record, &n);
    bool fine = false;

    if (!record)
        snprintf(err->text, sizeof err->text, "no JSON: %s", why.text);
    else if (!json_is_string(text) || !mentions)
        snprintf(err->text, sizeof err->text,
                 "expected {\"text\", \"mentions\": [{\"start\", \"end\", \"type\"}]}");
    else
        fine = whosaid_dict_coverage(engine, json_string_value(json_object_get(record, "lang")),
                                     json_string_value(text), json_string_length(text), mentions, n,
                                     counts, ncounts, report, user, err) == WHOSAID_OK;
    free(mentions);
    json_decref(record);
    return fine;
}

enum cli_gold
cli_gold_count(const whosaid_engine *engine, const char *name, whosaid_dict_counts *counts,
               size_t ncounts, whosaid_dict_matched *report, void *user)
{
    struct cli_input input;
    whosaid_input record = {0};
    enum cli_read read = CLI_READ_ERROR;
    enum cli_gold answer = CLI_GOLD_FINE;

    if (!cli_input_open(&input, name, CLI_FROM_JSONL)) {
        cli_input_close(&input);
        return CLI_GOLD_UNREAD;
    }
    while ((read = cli_input_next(&input, &record, NULL, NULL)) == CLI_READ_RECORD) {
        whosaid_error err = {0};

        if (count_record(engine, &record, counts, ncounts, report, user, &err))
            continue;
        snprintf(err.file, sizeof err.file, "%.255s", name);
        err.line = (uint32_t)record.line;
        cli_error_show(&err);
        answer = CLI_GOLD_BAD_LINES;
    }
    cli_input_close(&input);
    return read == CLI_READ_ERROR ? CLI_GOLD_UNREAD : answer;
}
