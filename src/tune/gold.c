/*
 * tune/gold.c - see gold.h.
 */
#include "tune/gold.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "base/error.h"
#include "base/file.h"

/* Where a row stands, for messages. */
struct place {
    struct ws_gold *gold;
    const struct ws_types *types;
    const char *path;
    uint32_t line;
    whosaid_error *err;
};

static const char *
text_of(struct ws_gold *gold, const json_t *row, const char *key, const char *otherwise)
{
    const json_t *value = json_object_get(row, key);

    if (!json_is_string(value))
        return otherwise;
    return ws_arena_copy(&gold->arena, json_string_value(value), json_string_length(value));
}

static uint8_t
type_of(const struct ws_types *types, const json_t *word)
{
    int type = json_is_string(word)
                   ? ws_types_type(types, json_string_value(word), json_string_length(word))
                   : -1;

    return type < 0 ? WS_NO_TYPE : (uint8_t)type;
}

static struct ws_span
span_of(const json_t *from, const json_t *to)
{
    json_int_t a = json_integer_value(from), b = json_integer_value(to);

    return (struct ws_span){a > 0 ? (uint32_t)a : 0,
                            b > a ? (uint32_t)b : (uint32_t)(a > 0 ? a : 0)};
}

/* The bits of a list of types; @otherwise where the row has none. */
static uint16_t
types_of(const struct ws_types *types, const json_t *list, uint16_t otherwise)
{
    uint16_t set = 0;
    size_t i;
    json_t *word;

    if (!json_is_array(list))
        return otherwise;
    json_array_foreach(list, i, word) if (type_of(types, word) != WS_NO_TYPE) set |=
        (uint16_t)(1 << type_of(types, word));
    return set;
}

static bool
read_mentions(const struct place *p, struct ws_gold_article *article, const json_t *list)
{
    size_t i;
    json_t *m;

    article->mentions =
        ws_arena_zalloc(&p->gold->arena, (json_array_size(list) + 1) * sizeof *article->mentions);
    if (!article->mentions)
        return false;
    json_array_foreach(list, i, m) article->mentions[article->nmentions++] =
        (struct ws_gold_mention){span_of(json_object_get(m, "start"), json_object_get(m, "end")),
                                 type_of(p->types, json_object_get(m, "type"))};
    return true;
}

static bool
read_source(const struct place *p, struct ws_gold_quote *quote, const json_t *list)
{
    size_t i;
    json_t *pair;

    quote->source =
        ws_arena_alloc(&p->gold->arena, (json_array_size(list) + 1) * sizeof *quote->source);
    if (!quote->source)
        return false;
    json_array_foreach(list, i, pair) quote->source[quote->nsource++] =
        span_of(json_array_get(pair, 0), json_array_get(pair, 1));
    return true;
}

static bool
read_quotes(const struct place *p, struct ws_gold_article *article, const json_t *list)
{
    size_t i;
    json_t *q;

    article->quotes =
        ws_arena_zalloc(&p->gold->arena, (json_array_size(list) + 1) * sizeof *article->quotes);
    if (!article->quotes)
        return false;
    json_array_foreach(list, i, q)
    {
        struct ws_gold_quote *quote = &article->quotes[article->nquotes++];
        const char *kind = json_string_value(json_object_get(q, "kind"));

        quote->span = span_of(json_object_get(q, "start"), json_object_get(q, "end"));
        quote->kind = kind && strcmp(kind, "headline") == 0   ? WS_QUOTE_HEADLINE
                      : kind && strcmp(kind, "indirect") == 0 ? WS_QUOTE_INDIRECT
                                                              : WS_QUOTE_DIRECT;
        quote->speaker = text_of(p->gold, q, "speaker", "");
        quote->src = text_of(p->gold, q, "src", "");
        quote->cue = text_of(p->gold, q, "cue", "");
        if (!quote->speaker || !quote->src || !quote->cue ||
            !read_source(p, quote, json_object_get(q, "source")))
            return false;
    }
    return true;
}

static bool
read_ignored(const struct place *p, struct ws_gold_article *article, const json_t *list)
{
    size_t i;
    json_t *row;

    article->ignore =
        ws_arena_alloc(&p->gold->arena, (json_array_size(list) + 1) * sizeof *article->ignore);
    if (!article->ignore)
        return false;
    json_array_foreach(list, i, row) article->ignore[article->nignore++] =
        (struct ws_gold_ignore){span_of(json_array_get(row, 0), json_array_get(row, 1)),
                                type_of(p->types, json_array_get(row, 2))};
    return true;
}

/* The six types that the guidelines name. */
static uint16_t
default_types(const struct ws_types *types)
{
    static const char *const names[] = {"PERSON", "TITLE", "ORG", "LOCATION", "MONEY", "DATE"};
    uint16_t set = 0;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int type = ws_types_type(types, names[i], strlen(names[i]));
        set |= (uint16_t)(type < 0 ? 0 : 1 << type);
    }
    return set;
}

static whosaid_status
read_row(const struct place *p, struct ws_gold_article *article, const json_t *row)
{
    const json_t *text = json_object_get(row, "text");
    const json_t *mentions = json_object_get(row, "mentions");
    const json_t *quotes = json_object_get(row, "quotes");
    bool ok;

    if (!json_is_string(text))
        return ws_fail_at(p->err, WHOSAID_E_RECORD, p->path, p->line, 1, "a row without text");
    *article = (struct ws_gold_article){.text_len = json_string_length(text),
                                        .has_mentions = json_array_size(mentions) > 0,
                                        .has_quotes = json_array_size(quotes) > 0};
    article->text = text_of(p->gold, row, "text", "");
    article->id = text_of(p->gold, row, "id", "");
    article->lang = text_of(p->gold, row, "lang", NULL);
    article->date = text_of(p->gold, row, "date", NULL);
    if (!article->date)
        article->date = text_of(p->gold, row, "dct", NULL);
    article->types = types_of(p->types, json_object_get(row, "types"), default_types(p->types));
    article->loose = types_of(p->types, json_object_get(row, "loose"), 0);
    ok = article->text && read_mentions(p, article, mentions) && read_quotes(p, article, quotes) &&
         read_ignored(p, article, json_object_get(row, "ignore"));
    return ok ? WHOSAID_OK : ws_fail(p->err, WHOSAID_E_NOMEM, "out of memory");
}

static struct ws_gold_article *
next_article(struct ws_gold *gold, uint32_t *room)
{
    struct ws_gold_article *v = gold->articles;

    if (!ws_list_grow(&gold->arena, (void **)&v, &gold->narticles, room, sizeof *v, 1))
        return NULL;
    gold->articles = v;
    return &v[gold->narticles - 1];
}

static whosaid_status
read_file(struct place *p, uint32_t file, uint32_t *room)
{
    char *bytes;
    size_t len;
    whosaid_status status = ws_file_read(&bytes, &len, &p->gold->arena, p->path, p->err);

    p->line = 0;
    for (char *at = bytes, *stop; !status && at && at < bytes + len; at = stop + 1) {
        json_error_t error;
        json_t *row;

        stop = memchr(at, '\n', (size_t)(bytes + len - at));
        if (!stop)
            stop = bytes + len;
        p->line++;
        if (stop == at)
            continue;
        row = json_loadb(at, (size_t)(stop - at), 0, &error);
        if (!json_is_object(row)) {
            status = ws_fail_at(p->err, WHOSAID_E_JSON, p->path, p->line, 1, "not a JSON object");
        } else {
            struct ws_gold_article *article = next_article(p->gold, room);
            status = article ? read_row(p, article, row)
                             : ws_fail(p->err, WHOSAID_E_NOMEM, "out of memory");
            if (article)
                article->file = file;
        }
        json_decref(row);
    }
    return status;
}

whosaid_status
ws_gold_load(struct ws_gold *gold, const struct ws_types *types, const char *const *paths, size_t n,
             whosaid_error *err)
{
    struct place p = {.gold = gold, .types = types, .err = err};
    uint32_t room = 0;
    whosaid_status status = WHOSAID_OK;

    *gold = (struct ws_gold){0};
    ws_arena_init(&gold->arena, NULL);
    for (size_t i = 0; i < n && !status; i++) {
        p.path = paths[i];
        status = read_file(&p, (uint32_t)i, &room);
    }
    return status;
}

void
ws_gold_release(struct ws_gold *gold)
{
    ws_arena_release(&gold->arena);
    gold->narticles = 0;
}
