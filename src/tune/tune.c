/*
 * tune/tune.c - what the trainers share; see tune.h.
 */
#include "tune/tune.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

bool
ws_learned_add(struct ws_learned_list *list, const struct ws_learned *learned)
{
    if (list->n == list->room) {
        uint32_t room = list->room ? list->room * 2 : 1024;
        struct ws_learned *moved = realloc(list->v, room * sizeof *moved);

        if (!moved)
            return false;
        list->v = moved;
        list->room = room;
    }
    list->v[list->n++] = *learned;
    return true;
}

static bool
grow_ids(struct ws_row_ids *ids)
{
    uint32_t room = ids->room ? ids->room * 2 : 4096, mask = room * 2 - 1;
    ws_row *rows = realloc(ids->rows, room * sizeof *rows);
    uint32_t *slots = calloc((size_t)mask + 1, sizeof *slots);

    if (rows)
        ids->rows = rows;
    if (!rows || !slots) {
        free(slots);
        return false;
    }
    for (uint32_t i = 0; i < ids->n; i++) {
        uint32_t at = (uint32_t)((rows[i] * 0x9E3779B97F4A7C15u) >> 32) & mask;
        while (slots[at])
            at = (at + 1) & mask;
        slots[at] = i + 1;
    }
    free(ids->slots);
    ids->slots = slots;
    ids->mask = mask;
    ids->room = room;
    return true;
}

uint32_t
ws_row_id(struct ws_row_ids *ids, ws_row row)
{
    uint32_t at;

    if (ids->n == ids->room && !grow_ids(ids))
        return UINT32_MAX;
    at = (uint32_t)((row * 0x9E3779B97F4A7C15u) >> 32) & ids->mask;
    while (ids->slots[at]) {
        if (ids->rows[ids->slots[at] - 1] == row)
            return ids->slots[at] - 1;
        at = (at + 1) & ids->mask;
    }
    ids->rows[ids->n] = row;
    ids->slots[at] = ++ids->n;
    return ids->n - 1;
}

void
ws_row_ids_release(struct ws_row_ids *ids)
{
    free(ids->rows);
    free(ids->slots);
    *ids = (struct ws_row_ids){0};
}

bool
ws_tune_is_lang(const struct ws_gold_article *article, const char *lang)
{
    return !article->lang || strcmp(article->lang, lang) == 0;
}

whosaid_status
ws_tune_walk(const whosaid_engine *engine, struct ws_doc *doc,
             const struct ws_gold_article *article, const char *until, whosaid_error *err)
{
    int year, month, day;

    ws_doc_clear(doc);
    doc->input = article->text;
    doc->input_len = (uint32_t)article->text_len;
    doc->id = article->id;
    doc->lang = article->lang;
    if (article->date && sscanf(article->date, "%4d-%2d-%2d", &year, &month, &day) == 3) {
        doc->given = (struct ws_day){(int16_t)year, (int8_t)month, (int8_t)day};
        doc->given_from = "field";
    }
    return ws_engine_walk(engine, doc, until, err);
}
