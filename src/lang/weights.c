/*
 * lang/weights.c - see weights.h.
 */
#include "lang/weights.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "lang/pack.h"

whosaid_status
ws_weights_init(struct ws_weights *weights, struct ws_arena *arena, uint32_t nrows,
                whosaid_error *err)
{
    uint32_t size = 64;

    while (size < nrows * 4) /* mostly empty: half of all searches end at the first look */
        size *= 2;
    *weights = (struct ws_weights){.mask = size - 1, .shift = 65 - (uint32_t)__builtin_ctz(size)};
    weights->slots = ws_arena_zalloc(arena, (size + 1) * sizeof *weights->slots);
    weights->values =
        ws_arena_zalloc(arena, (size_t)(nrows + 1) * WS_MAX_TYPES * sizeof *weights->values);
    weights->lines = ws_arena_zalloc(arena, (size_t)(nrows + 1) * sizeof *weights->lines);
    weights->room = nrows + 1;
    if (!weights->slots || !weights->values || !weights->lines)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    if ((uintptr_t)weights->slots % (2 * sizeof *weights->slots))
        weights->slots++; /* pairs do not straddle lines */
    return WHOSAID_OK;
}

bool
ws_weights_set(struct ws_weights *weights, ws_row row, uint32_t line,
               const float values[WS_MAX_TYPES])
{
    uint32_t at = ws_weights_home(weights, row);
    struct ws_weight_slot *slot = weights->slots + at;

    while (slot->row && slot->row != row) {
        if (at & 1) {
            slot[-1].at |= WS_WEIGHTS_ON;
            at = (at + 1) & weights->mask;
            slot = weights->slots + at;
        } else {
            at++;
            slot++;
        }
    }
    if (!slot->row) {
        if (weights->nrows == weights->room)
            return false;
        *slot = (struct ws_weight_slot){.row = row, .at = weights->nrows++ * WS_MAX_TYPES};
    }
    slot->yes = values[WS_YES];
    memcpy(ws_weights_of(weights, slot), values, WS_MAX_TYPES * sizeof *values);
    weights->lines[(slot->at & ~WS_WEIGHTS_ON) / WS_MAX_TYPES] = line;
    return true;
}

const struct ws_weight_slot *
ws_weights_look_on(const struct ws_weights *weights, ws_row row, uint32_t at)
{
    const struct ws_weight_slot *slot = weights->slots + at;

    while (slot->row != row && slot[1].row != row && slot->at >= WS_WEIGHTS_ON) {
        at = (at + 2) & weights->mask;
        slot = weights->slots + at;
    }
    return slot + (slot->row != row);
}

/* "-0.638" as strtof() reads it: up to 7 digits and ten's powers that a float holds exactly
 * give, divided, the nearest float; the rest is strtof()'s.  False: no number. */
static bool
read_number(float *value, const char *text)
{
    static const float tens[] = {1, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f};
    const char *at = text + (*text == '-');
    int32_t digits = 0;
    int n = 0, behind = 0, point = 0;
    char *end;

    for (; n < 7 && ((*at >= '0' && *at <= '9') || (*at == '.' && !point)); at++) {
        if (*at == '.') {
            point = 1;
            continue;
        }
        digits = digits * 10 + (*at - '0');
        behind += point;
        n++;
    }
    if (n && !*at) {
        *value = (float)(*text == '-' ? -digits : digits) / tens[behind];
        return true;
    }
    *value = strtof(text, &end);
    return end != text && !*end;
}

/* The label called @text: rows say them in the order of types.tsv, so the search goes on
 * behind the last one. */
static int
find_label(const struct ws_types *types, const char *text, size_t len, int last)
{
    if (len == 3 && memcmp(text, "yes", 3) == 0)
        return WS_YES;
    for (int i = 1; i <= types->ntypes; i++) {
        int label = (last + i) % types->ntypes;
        if (types->types[label].len == len && memcmp(types->types[label].name, text, len) == 0)
            return label;
    }
    return -1;
}

/* "ORG=1.25" or "yes=0.5", in the field called @field, into @values; @label is the last
 * one read, then this one. */
static whosaid_status
read_weight(const struct ws_pack *pack, float *values, int *label, const struct ws_tsv *tsv,
            int field, const char *path, whosaid_error *err)
{
    const char *text = tsv->fields[field], *equals = memchr(text, '=', tsv->len[field]);
    float value;

    if (equals)
        *label = find_label(pack->types, text, (size_t)(equals - text), *label);
    if (!equals || *label < 0 || !read_number(&value, equals + 1))
        return ws_fail_at(err, WHOSAID_E_PACK, path, tsv->line, tsv->column[field],
                          "expected TYPE=number or yes=number, found '%s'", text);
    values[*label] = value;
    return WHOSAID_OK;
}

/* A line of weights.tsv. */
struct weight_line {
    ws_row row;
    uint32_t line;
    float values[WS_MAX_TYPES];
};

static whosaid_status
read_row(struct weight_line *to, const struct ws_pack *pack, const struct ws_tsv *tsv,
         const char *path, whosaid_error *err)
{
    whosaid_status status = WHOSAID_OK;
    int label = -1;

    *to = (struct weight_line){ws_row_parse(pack, tsv->fields[0], tsv->len[0]), tsv->line, {0}};
    for (int i = 1; to->row && !status && i < tsv->nfields && i < WS_TSV_FIELDS; i++)
        status = read_weight(pack, to->values, &label, tsv, i, path, err);
    return status;
}

static int
by_row(const void *a, const void *b)
{
    const struct weight_line *x = a, *y = b;

    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

/* The rows of a file, in an order that does not depend on that of its lines. */
static whosaid_status
read_rows(struct ws_weights *weights, struct ws_arena *arena, struct ws_arena *work,
          const struct ws_pack *pack, struct ws_tsv *tsv, const char *path, whosaid_error *err)
{
    uint32_t n = 0, room = 1;
    struct weight_line *lines;
    whosaid_status status = WHOSAID_OK;

    for (const char *at = tsv->at; (at = memchr(at, '\n', (size_t)(tsv->end - at))); at++)
        room++;
    lines = ws_arena_alloc(work, room * sizeof *lines);
    if (!lines)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    while (!status && ws_tsv_next(tsv)) {
        status = read_row(&lines[n], pack, tsv, path, err);
        n += !status && lines[n].row;
    }
    if (n)
        qsort(lines, n, sizeof *lines, by_row);
    if (!status)
        status = ws_weights_init(weights, arena, n, err);
    for (uint32_t i = 0; !status && i < n; i++)
        (void)ws_weights_set(weights, lines[i].row, lines[i].line, lines[i].values);
    return status;
}

whosaid_status
ws_weights_load(struct ws_weights *weights, struct ws_arena *arena, const struct ws_pack *pack,
                const char *path, whosaid_error *err)
{
    struct ws_arena work;
    struct ws_tsv tsv;
    char *bytes;
    size_t len;
    whosaid_error missing = {0};
    whosaid_status status;

    ws_arena_init(&work, &arena->mem);
    status = ws_file_read(&bytes, &len, &work, path, &missing);
    if (status == WHOSAID_E_IO) {
        status = ws_weights_init(weights, arena, 0, err);
        goto done;
    }
    if (status)
        goto done;
    tsv = ws_tsv_start(bytes, len);
    status = read_rows(weights, arena, &work, pack, &tsv, path, err);
done:
    ws_arena_release(&work);
    return status;
}
