/*
 * lang/lexicon_lines.c - see lexicon_lines.h.
 */
#include "lang/lexicon_lines.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"

#define POOL 16384 /* characters allocated at once */

whosaid_status
ws_lexicon_builder_new(struct ws_lexicon_builder **out, const struct ws_types *types,
                       struct ws_arena *arena, struct ws_arena *work, whosaid_error *err)
{
    struct ws_lexicon_builder *builder = ws_arena_zalloc(arena, sizeof *builder);

    *out = builder;
    if (!builder)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    builder->types = types;
    builder->arena = arena;
    builder->cls = -1;
    builder->is_tail = ws_types_bit(types, "TAIL");
    builder->is_say = ws_types_bit(types, "VERB.say");
    builder->is_other = ws_types_bit(types, "COMMON.other");
    builder->is_role = ws_types_bit(types, "ROLE");
    builder->is_function = ws_types_bit(types, "FUNCTION");
    builder->is_mark = ws_types_bit(types, "MARK");
    builder->work = work ? work : &builder->mine;
    ws_arena_init(&builder->mine, &arena->mem);
    ws_arena_expect_much(&builder->mine);
    return WHOSAID_OK;
}

void
ws_lexicon_builder_free(struct ws_lexicon_builder *builder)
{
    if (!builder)
        return;
    ws_arena_clear(builder->work);
    ws_arena_release(&builder->mine);
}

/* key=value in place: cuts at the first =. */
static whosaid_status
add_attr(struct ws_lexicon_builder *b, struct ws_lexicon_line *line, const struct ws_tsv *tsv,
         int field, const char *path, whosaid_error *err)
{
    char *text = tsv->fields[field], *equals = memchr(text, '=', tsv->len[field]);
    struct ws_lexicon_attr *attr;

    if (!equals || equals == text)
        return ws_fail_at(err, WHOSAID_E_PACK, path, line->line, tsv->column[field],
                          "expected key=value, found '%s'", text);
    attr = ws_list_add(b->work, &b->attrs);
    if (!attr)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    if (*text == 'c' && strcmp(text, "case=exact") == 0)
        line->flags |= WS_ENTRY_EXACT_CASE;
    *equals = '\0';
    *attr = (struct ws_lexicon_attr){ws_attr_key(text), text, equals + 1};
    line->nattrs++;
    return WHOSAID_OK;
}

uint64_t
ws_lexicon_key(const uint32_t *at, ptrdiff_t step, uint32_t n)
{
    uint64_t key = 0;
    int free = 64;

    for (; n && free > 0; n--, at += step) {
        int bits = *at < 0x80 ? 8 : 17;
        uint64_t code = *at < 0x80 ? *at : *at < 0xFFFF ? 0x10000 | *at : 0x1FFFF;

        free -= bits;
        key |= free >= 0 ? code << free : code >> -free;
        if (*at >= 0xFFFF)
            break;
    }
    return key;
}

/* @len bytes of a surface into @line; its characters come from a pool. */
static whosaid_status
set_surface(struct ws_lexicon_builder *b, struct ws_lexicon_line *line, const char *text,
            size_t len, const char *path, uint32_t column, whosaid_error *err)
{
    size_t n;

    if (b->room < WS_MAX_SURFACE) {
        b->pool = ws_arena_alloc(b->arena, POOL * sizeof *b->pool);
        b->room = b->pool ? POOL : 0;
        if (!b->pool)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    }
    n = ws_utf8_decode(text, len, b->pool, WS_MAX_SURFACE);
    if (n == SIZE_MAX || n == 0)
        return ws_fail_at(err, WHOSAID_E_PACK, path, line->line, column,
                          n ? "surface is not UTF-8 or longer than 200 characters"
                            : "empty surface");
    line->runes = b->pool;
    line->nrunes = (uint8_t)n;
    b->pool += n;
    b->room -= n;
    return WHOSAID_OK;
}

/* The first field of @tsv. */
static whosaid_status
read_surface(struct ws_lexicon_builder *b, struct ws_lexicon_line *line, struct ws_tsv *tsv,
             const char *path, whosaid_error *err)
{
    if (line->layer != WS_LAYER_BUILTIN)
        line->deletes = ws_surface_of(&tsv->fields[0], &tsv->len[0]);
    return set_surface(b, line, tsv->fields[0], tsv->len[0], path, 1, err);
}

static whosaid_status
read_class(struct ws_lexicon_builder *b, struct ws_lexicon_line *line, const struct ws_tsv *tsv,
           const char *path, whosaid_error *err)
{
    if (tsv->nfields < 2)
        return ws_fail_at(err, WHOSAID_E_PACK, path, tsv->line, 1,
                          "expected surface, tab, class; found only '%s'", tsv->fields[0]);
    if (b->cls < 0 || b->types->classes[b->cls].len != tsv->len[1] ||
        memcmp(b->types->classes[b->cls].name, tsv->fields[1], tsv->len[1]) != 0)
        b->cls = ws_types_class(b->types, tsv->fields[1], tsv->len[1]);
    if (b->cls < 0)
        return ws_fail_at(err, WHOSAID_E_PACK, path, tsv->line, tsv->column[1],
                          "unknown class '%s'", tsv->fields[1]);
    line->cls = (uint8_t)b->cls;
    return WHOSAID_OK;
}

/* Another surface of the line that was just added, whose name is @name. */
static whosaid_status
add_alias(struct ws_lexicon_builder *b, const char *text, size_t len, const char *name,
          const char *path, uint32_t column, whosaid_error *err)
{
    struct ws_lexicon_line *line = ws_list_add(b->work, &b->lines);
    struct ws_sort_item *item = ws_list_add(b->work, &b->order);
    struct ws_lexicon_attr *attr = ws_list_add(b->work, &b->attrs);
    whosaid_status status;

    if (!line || !item || !attr)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    *line = line[-1];
    line->first_attr = b->attrs.n - 1;
    line->nattrs = 1;
    *attr = (struct ws_lexicon_attr){ws_attr_key("name"), "name", name};
    status = set_surface(b, line, text, len, path, column, err);
    *item = (struct ws_sort_item){status ? 0 : ws_lexicon_key(line->runes, 1, line->nrunes),
                                  b->lines.n - 1};
    return status;
}

/* aliases=A|B in the field called @field of the line that was just added. */
static whosaid_status
add_aliases(struct ws_lexicon_builder *b, const struct ws_tsv *tsv, int field, const char *path,
            whosaid_error *err)
{
    const char *text = tsv->fields[field] + sizeof "aliases", *stop;
    whosaid_status status = WHOSAID_OK;

    do {
        size_t len = strcspn(text, "|");

        stop = text + len;
        status = add_alias(b, text, len, tsv->fields[0], path,
                           tsv->column[field] + (uint32_t)(text - tsv->fields[field]), err);
        text = stop + 1;
    } while (!status && *stop);
    return status;
}

/* Most often there is room: see make_room(). */
static bool
has_room(struct ws_lexicon_builder *b)
{
    uint32_t n = b->lines.n;

    return (n < b->lines.room || ws_list_reserve(b->work, &b->lines, 2 * n + 8)) &&
           (n < b->order.room || ws_list_reserve(b->work, &b->order, 2 * n + 8));
}

static whosaid_status
add_line(struct ws_lexicon_builder *b, struct ws_tsv *tsv, const char *path, enum ws_layer layer,
         whosaid_error *err)
{
    struct ws_lexicon_line *line;
    whosaid_status status;

    if (!has_room(b))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    line = &b->lines.v[b->lines.n];
    *line = (struct ws_lexicon_line){.file = b->files.n - 1,
                                     .line = tsv->line,
                                     .first_attr = b->attrs.n,
                                     .layer = (uint8_t)layer};
    status = read_surface(b, line, tsv, path, err);
    if (!status)
        status = read_class(b, line, tsv, path, err);
    for (int i = 2; !status && i < tsv->nfields && i < WS_TSV_FIELDS; i++)
        if (tsv->len[i])
            status = add_attr(b, line, tsv, i, path, err);
    if (!status && line->deletes && line->nattrs)
        status = ws_fail_at(err, WHOSAID_E_PACK, path, tsv->line, tsv->column[2],
                            "a line that deletes takes a class and nothing else");
    b->order.v[b->order.n++] =
        (struct ws_sort_item){ws_lexicon_key(line->runes, 1, line->nrunes), b->lines.n++};
    for (int i = 2; !status && i < tsv->nfields && i < WS_TSV_FIELDS; i++)
        if (tsv->len[i] >= sizeof "aliases" && strcmp(tsv->fields[i], "aliases") == 0)
            status = add_aliases(b, tsv, i, path, err);
    return status;
}

/* Room for one entry for each line of the file; twice the old, so that it seldom moves. */
static bool
make_room(struct ws_lexicon_builder *b, const char *bytes, size_t len)
{
    uint32_t n = b->lines.n + 1;

    for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(bytes + len - at))); at++)
        n++;
    if (n > b->lines.room && n < 2 * b->lines.room)
        n = 2 * b->lines.room;
    return ws_list_reserve(b->work, &b->lines, n) && ws_list_reserve(b->work, &b->order, n);
}

whosaid_status
ws_lexicon_builder_add_bytes(struct ws_lexicon_builder *builder, const char *path, char *bytes,
                             size_t len, enum ws_layer layer, whosaid_error *err)
{
    struct ws_tsv tsv;
    const char **file = ws_list_add(builder->work, &builder->files);
    whosaid_status status = WHOSAID_OK;

    if (!file || !(*file = ws_arena_copy(builder->arena, path, strlen(path))) ||
        !make_room(builder, bytes, len))
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    tsv = ws_tsv_start(bytes, len);
    while (!status && ws_tsv_next(&tsv))
        status = add_line(builder, &tsv, path, layer, err);
    return status;
}

whosaid_status
ws_lexicon_builder_add_file(struct ws_lexicon_builder *builder, const char *path,
                            enum ws_layer layer, whosaid_error *err)
{
    char *bytes;
    size_t len;
    whosaid_status status = ws_file_read(&bytes, &len, builder->arena, path, err);

    return status ? status : ws_lexicon_builder_add_bytes(builder, path, bytes, len, layer, err);
}
