/*
 * lang/types.c - see types.h.
 */
#include "lang/types.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"

static int
place_of(const char *word)
{
    static const char *const words[] = {"none", "main", "end", "tail", "mark"};

    for (int i = 0; i < 5; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    return -1;
}

int
ws_types_class(const struct ws_types *types, const char *name, size_t len)
{
    for (int i = 0; i < types->nclasses; i++)
        if (types->classes[i].len == len && memcmp(types->classes[i].name, name, len) == 0)
            return i;
    return -1;
}

int
ws_types_type(const struct ws_types *types, const char *name, size_t len)
{
    for (int i = 0; i < types->ntypes; i++)
        if (types->types[i].len == len && memcmp(types->types[i].name, name, len) == 0)
            return i;
    return -1;
}

uint64_t
ws_types_bit(const struct ws_types *types, const char *name)
{
    int cls = ws_types_class(types, name, strlen(name));

    return cls < 0 ? 0 : (uint64_t)1 << cls;
}

uint64_t
ws_types_family(const struct ws_types *types, const char *name)
{
    size_t len = strlen(name);
    uint64_t set = 0;

    for (int i = 0; i < types->nclasses; i++) {
        const char *other = types->classes[i].name;
        if (strncmp(other, name, len) == 0 && (other[len] == '\0' || other[len] == '.'))
            set |= (uint64_t)1 << i;
    }
    return set;
}

/* The field "kind=mention", "contains=..." called @key in a row, or NULL. */
static const char *
field(const struct ws_tsv *tsv, const char *key)
{
    size_t len = strlen(key);

    for (int i = 2; i < tsv->nfields && i < WS_TSV_FIELDS; i++)
        if (strncmp(tsv->fields[i], key, len) == 0 && tsv->fields[i][len] == '=')
            return tsv->fields[i] + len + 1;
    return NULL;
}

static whosaid_status
add_row(struct ws_types *types, const struct ws_tsv *tsv, const char *path, whosaid_error *err)
{
    const char *kind = field(tsv, "kind");
    int place = tsv->nfields > 1 ? place_of(tsv->fields[1]) : -1;
    const char *dot = strchr(tsv->fields[0], '.');
    int type;

    if (place < 0)
        return ws_fail_at(err, WHOSAID_E_PACK, path, tsv->line, tsv->column[0],
                          "class '%s' has no place (main, end, tail, mark, none)", tsv->fields[0]);
    if (kind && strcmp(kind, "mention") == 0) {
        if (types->ntypes == WS_MAX_TYPES)
            return ws_fail_at(err, WHOSAID_E_PACK, path, tsv->line, 1, "more than %d types",
                              WS_MAX_TYPES);
        types->types[types->ntypes].name = tsv->fields[0];
        types->types[types->ntypes++].len = tsv->len[0];
    }
    if (place == WS_PLACE_NONE)
        return WHOSAID_OK;
    if (types->nclasses == WS_MAX_CLASSES)
        return ws_fail_at(err, WHOSAID_E_PACK, path, tsv->line, 1, "more than %d classes",
                          WS_MAX_CLASSES);
    type = ws_types_type(types, tsv->fields[0],
                         dot ? (size_t)(dot - tsv->fields[0]) : strlen(tsv->fields[0]));
    types->classes[types->nclasses++] =
        (struct ws_class_info){.name = tsv->fields[0],
                               .len = tsv->len[0],
                               .place = (enum ws_place)place,
                               .type = type < 0 ? WS_NO_TYPE : (uint8_t)type};
    return WHOSAID_OK;
}

/* "ORG,LOCATION" into the bits of a row already added. */
static whosaid_status
add_contains(struct ws_types *types, const struct ws_tsv *tsv, const char *path, whosaid_error *err)
{
    const char *list = field(tsv, "contains");
    int outer = ws_types_type(types, tsv->fields[0], strlen(tsv->fields[0]));

    while (list && *list && outer >= 0) {
        size_t len = strcspn(list, ",");
        int inner = ws_types_type(types, list, len);

        if (inner < 0)
            return ws_fail_at(err, WHOSAID_E_PACK, path, tsv->line, 1, "unknown type '%.*s'",
                              (int)len, list);
        types->types[outer].contains |= (uint16_t)(1 << inner);
        list += len + (list[len] == ',');
    }
    return WHOSAID_OK;
}

whosaid_status
ws_types_read(struct ws_types *types, struct ws_arena *arena, const char *bytes, size_t len,
              const char *path, whosaid_error *err)
{
    char *text = ws_arena_copy(arena, bytes, len), *again = ws_arena_copy(arena, bytes, len);
    struct ws_tsv tsv;
    whosaid_status status = WHOSAID_OK;

    *types = (struct ws_types){.text = ws_arena_copy(arena, bytes, len), .len = len};
    if (!text || !again || !types->text)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    tsv = ws_tsv_start(text, len);
    while (!status && ws_tsv_next(&tsv))
        status = add_row(types, &tsv, path, err);
    /* types may contain types that stand further down: a second pass */
    tsv = ws_tsv_start(again, len);
    while (!status && ws_tsv_next(&tsv))
        status = add_contains(types, &tsv, path, err);
    for (int t = 0; t < types->ntypes; t++)
        types->types[t].classes = ws_types_family(types, types->types[t].name);
    return status;
}

whosaid_status
ws_types_load(struct ws_types *types, struct ws_arena *arena, const char *path, whosaid_error *err)
{
    char *bytes;
    size_t len;
    whosaid_status status = ws_file_read(&bytes, &len, arena, path, err);

    return status ? status : ws_types_read(types, arena, bytes, len, path, err);
}
