/*
 * lang/weights.h - dicts/<lang>/weights.tsv: what each row of evidence is worth.
 *
 *     suffix:위원회    ORG=2.31    LOCATION=-0.40
 *     said:subject&topic    yes=1.7
 *
 * whosaid-tune writes the file; a person reads it.  A row has one weight for each
 * label: the types of mentions for the tagger, "yes" for yes-or-no decisions.
 */
#ifndef WS_LANG_WEIGHTS_H
#define WS_LANG_WEIGHTS_H

#include <string.h>

#include "lang/row.h"
#include "lang/types.h"

#define WS_YES 0 /* the label of yes-or-no decisions */

#define WS_WEIGHTS_ON (1u << 31) /* in the first slot of a pair: the search goes on */

struct ws_weight_slot {
    ws_row row;  /* 0: empty */
    uint32_t at; /* index of its first weight, and WS_WEIGHTS_ON */
    float yes;   /* that of WS_YES once more: yes-or-no decisions ask for no other */
};

/*
 * Slots come in pairs, which share a line of the cache.  A row stands in the first pair from
 * its home on that had room for it; where one had none, its first slot says so, and few do.
 * Whether a row has weights is anybody's guess, so no branch hangs on that.
 */
struct ws_weights {
    struct ws_weight_slot *slots;
    uint32_t mask;   /* number of slots - 1 */
    uint32_t shift;  /* 64 less the bits of a pair's number */
    float *values;   /* WS_MAX_TYPES a row */
    uint32_t *lines; /* of weights.tsv, one a row, for --explain */
    uint32_t nrows, room;
};

/* An empty table with room for @nrows rows. */
whosaid_status ws_weights_init(struct ws_weights *weights, struct ws_arena *arena, uint32_t nrows,
                               whosaid_error *err);
/* Read weights.tsv; a missing file gives an empty table.  Rows whose entry or rule is
 * gone are skipped: a dictionary may lose a line without making its pack unusable. */
whosaid_status ws_weights_load(struct ws_weights *weights, struct ws_arena *arena,
                               const struct ws_pack *pack, const char *path, whosaid_error *err);
/* Set the weights of @row, added where missing, to @values; false when the table is full. */
bool ws_weights_set(struct ws_weights *weights, ws_row row, uint32_t line,
                    const float values[WS_MAX_TYPES]);

/* The slot where a look-up of @row starts, the first of a pair. */
static inline uint32_t
ws_weights_home(const struct ws_weights *weights, ws_row row)
{
    /* the highest bits: they depend on all of the row, its template among them */
    return (uint32_t)(row * 0x9E3779B97F4A7C15u >> weights->shift) << 1;
}

/* The same as ws_weights_look() where pairs are full. */
const struct ws_weight_slot *ws_weights_look_on(const struct ws_weights *weights, ws_row row,
                                                uint32_t at);

/* The slot of @row, looked for from @at on, its home; one of another row: it has no weights. */
static inline const struct ws_weight_slot *
ws_weights_look(const struct ws_weights *weights, ws_row row, uint32_t at)
{
    const struct ws_weight_slot *pair = weights->slots + at;

    if (__builtin_expect(pair->at >= WS_WEIGHTS_ON, 0))
        return ws_weights_look_on(weights, row, at);
    return pair + (pair->row != row);
}

static inline const struct ws_weight_slot *
ws_weights_slot_from(const struct ws_weights *weights, ws_row row, uint32_t at)
{
    const struct ws_weight_slot *slot = ws_weights_look(weights, row, at);

    return slot->row == row ? slot : NULL;
}

/* The weights of @slot, one a label. */
static inline float *
ws_weights_of(const struct ws_weights *weights, const struct ws_weight_slot *slot)
{
    return weights->values + (slot->at & ~WS_WEIGHTS_ON);
}

/* Its weight for yes-or-no decisions where it is that of @row, else 0, without a branch. */
static inline float
ws_weights_yes(const struct ws_weight_slot *slot, ws_row row)
{
    uint32_t bits;
    float yes;

    memcpy(&bits, &slot->yes, sizeof bits);
    bits &= -(uint32_t)(slot->row == row);
    memcpy(&yes, &bits, sizeof yes);
    return yes;
}

static inline const struct ws_weight_slot *
ws_weights_slot(const struct ws_weights *weights, ws_row row)
{
    return ws_weights_slot_from(weights, row, ws_weights_home(weights, row));
}

/* The line of weights.tsv that @slot was read from; 0: none. */
static inline uint32_t
ws_weights_line(const struct ws_weights *weights, const struct ws_weight_slot *slot)
{
    return weights->lines[(slot->at & ~WS_WEIGHTS_ON) / WS_MAX_TYPES];
}

/* The weights of @row, one a label, or NULL; @at is its home. */
static inline const float *
ws_weights_find_from(const struct ws_weights *weights, ws_row row, uint32_t at)
{
    const struct ws_weight_slot *slot = ws_weights_slot_from(weights, row, at);

    return slot ? ws_weights_of(weights, slot) : NULL;
}

static inline const float *
ws_weights_find(const struct ws_weights *weights, ws_row row)
{
    return ws_weights_find_from(weights, row, ws_weights_home(weights, row));
}

#endif
