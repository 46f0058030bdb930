/*
 * rule/figure.h - stage 6, inside: numbers in digits and in words.
 *
 *     3만2천500   ->  3, 30000, 30002, 32000, 32500
 *     $1.2bn      ->  1.2, 1200000000
 *     이십일일    ->  2, 20, 21        (the unit 일 decides: 21일)
 *
 * A figure is read piece by piece, and every piece is a place where it may end: the
 * unit that follows chooses.  Digits, commas and dots are fixed; the words, with
 * their value= or times=, are entries of class NUMBER.
 */
#ifndef WS_RULE_FIGURE_H
#define WS_RULE_FIGURE_H

#include "rule/decimal.h"
#include "rule/probe.h"

#define WS_FIGURE_ENDS 12

enum ws_figure_flags {
    WS_FIGURE_VAGUE = 1,   /* 수천, dozens: the value is not known */
    WS_FIGURE_APPROX = 2,  /* 2000여 */
    WS_FIGURE_CLIPPED = 4, /* ends in a clipped multiplier: 3m, good only beside a currency */
    WS_FIGURE_ORDINAL = 8, /* 4th, 첫째 */
    WS_FIGURE_WORDS = 16,  /* no digit in it */
    WS_FIGURE_TIMES = 32   /* has a multiplier */
};

struct ws_figure_end {
    uint32_t end;
    uint32_t flags;
    struct ws_decimal value;
    struct ws_decimal min, max; /* 두세: 2 and 3; both 0 where not said */
};

struct ws_figure {
    uint32_t start;
    uint32_t ndigits; /* of the first run, without commas; 0: starts with a word */
    bool plain;       /* that run has no comma and no dot */
    bool glued;       /* its first word must touch what follows */
    uint32_t nends;
    const struct ws_entry *unit; /* ws_figure_unit() of all units; NULL */
    uint32_t unit_of, unit_end;  /* the end of the figure that it follows; where it ends */
    struct ws_figure_end ends[WS_FIGURE_ENDS]; /* shorter first */
};

#define WS_FIGURES 16 /* places kept in mind: several readers ask for the same figure */

/* What the attributes of a word of number say. */
struct ws_figure_word {
    const struct ws_entry *entry;
    struct ws_decimal value, times, min, max;
    bool has_value, has_times, vague, join, clip, suffix, ordinal, weak, glued, inner;
};

#define WS_FIGURE_WORDS_KEPT 16

struct ws_figures {
    uint32_t at[WS_FIGURES];                           /* WS_NONE: empty */
    struct ws_figure kept[WS_FIGURES];                 /* nends 0: no figure stands there */
    struct ws_figure_word words[WS_FIGURE_WORDS_KEPT]; /* entry NULL: empty */
};

/* Read the figure at @at; false where none stands. */
bool ws_figure_read(const struct ws_probe *probe, uint32_t at, struct ws_figure *figure);
/* The same for a quick look, good until the next figure is read; NULL where none stands. */
const struct ws_figure *ws_figure_peek(const struct ws_probe *probe, uint32_t at);

/* The last end that is not clipped, or NULL. */
const struct ws_figure_end *ws_figure_last(const struct ws_figure *figure);

/*
 * The longest end of @figure with an entry of @classes behind it (touching, behind a
 * blank or a hyphen); *end behind that entry.  NULL where none.
 */
const struct ws_entry *ws_figure_unit(const struct ws_probe *probe, const struct ws_figure *figure,
                                      uint64_t classes, const struct ws_figure_end **which,
                                      uint32_t *end);

#endif
