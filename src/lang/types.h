/*
 * lang/types.h - dicts/types.tsv: the classes of dictionary entries and the types
 * of mentions, interned.
 *
 *     "ORG.company"  ->  class 17, bit 1 << 17, parent type ORG
 *     "MONEY"        ->  type 4, no class: patterns find it
 *
 * A set of classes is a uint64_t: one surface of the dictionary may be a place,
 * a family name and a common word at once, and a test for any of them is one "and".
 */
#ifndef WS_LANG_TYPES_H
#define WS_LANG_TYPES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "whosaid.h"

#define WS_MAX_CLASSES 64
#define WS_MAX_TYPES   12 /* types of mentions: the labels of the tagger */
#define WS_NO_TYPE     0xFF

enum ws_place { WS_PLACE_NONE, WS_PLACE_MAIN, WS_PLACE_END, WS_PLACE_TAIL, WS_PLACE_MARK };

struct ws_class_info {
    const char *name; /* "ORG.company" */
    size_t len;       /* of the name */
    enum ws_place place;
    uint8_t type; /* index of the mention type it is or belongs to; WS_NO_TYPE */
};

struct ws_type_info {
    const char *name;  /* "ORG" */
    size_t len;        /* of the name */
    uint16_t contains; /* bit set of types that may nest inside */
    uint64_t classes;  /* those that speak for it: ORG, ORG.company, ... */
};

struct ws_types {
    struct ws_class_info classes[WS_MAX_CLASSES];
    struct ws_type_info types[WS_MAX_TYPES];
    uint8_t nclasses, ntypes;
    const char *text; /* types.tsv as it was read; NULL: not yet */
    size_t len;
};

/* Read @path; strings live in @arena.  WHOSAID_E_PACK names line and column. */
whosaid_status ws_types_load(struct ws_types *types, struct ws_arena *arena, const char *path,
                             whosaid_error *err);

/* The same from the @len bytes of such a file; @path is for errors. */
whosaid_status ws_types_read(struct ws_types *types, struct ws_arena *arena, const char *bytes,
                             size_t len, const char *path, whosaid_error *err);

/* Index of the class or type called @name (@len bytes), or -1. */
int ws_types_class(const struct ws_types *types, const char *name, size_t len);
int ws_types_type(const struct ws_types *types, const char *name, size_t len);

/* The set of a class and those below it: "ORG" gives ORG and every ORG.xxx;
 * 0 where types.tsv has no such class. */
uint64_t ws_types_family(const struct ws_types *types, const char *name);
/* The one bit of class @name; 0 where types.tsv has no such class. */
uint64_t ws_types_bit(const struct ws_types *types, const char *name);

#endif
