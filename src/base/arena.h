/*
 * base/arena.h - memory that goes all at once.
 *
 *     +-- block --------+    +-- block --------+
 *     | used ... | free | <- | used ........   |  <- first
 *     +-----------------+    +-----------------+
 *
 * A document's lists, records and strings come from one arena and go with it:
 * ws_arena_clear() keeps the blocks for the next article, up to a bound, so a
 * stream of articles allocates nothing after the first few.
 */
#ifndef WS_BASE_ARENA_H
#define WS_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h> /* memset in ws_list_add */

#include "whosaid.h" /* whosaid_allocator */

struct ws_block;

struct ws_arena {
    whosaid_allocator mem;
    struct ws_block *first; /* the block in use, then the full ones */
    struct ws_block *spare; /* cleared blocks */
    size_t kept;            /* bytes in spare */
    size_t keep;            /* at most, of cleared blocks */
    size_t least;           /* size of a new block, if it is to be larger than usual */
};

/* The allocator to use where the caller gave none: realloc and free. */
whosaid_allocator ws_allocator_default(void);

void ws_arena_init(struct ws_arena *arena, const whosaid_allocator *mem);
void ws_arena_release(struct ws_arena *arena);
/* Much is to come (a language pack): ask for large blocks from the start. */
void ws_arena_expect_much(struct ws_arena *arena);
/* Forget every allocation, keeping blocks (8 MiB of them, or arena->keep) for the next use. */
void ws_arena_clear(struct ws_arena *arena);

/* @size bytes on a 16-byte boundary, not set to anything; NULL when memory is out. */
void *ws_arena_alloc(struct ws_arena *arena, size_t size);
void *ws_arena_zalloc(struct ws_arena *arena, size_t size);
/* A copy of @len bytes with a NUL behind them. */
char *ws_arena_copy(struct ws_arena *arena, const char *bytes, size_t len);

/*
 * A growing list inside an arena: WS_LIST(struct ws_word) words = {0};
 *
 *     struct ws_word *w = ws_list_add(arena, &doc->words);
 *     if (!w)
 *         return WHOSAID_E_NOMEM;
 *
 * The new element is zeroed.  Growing moves the list: keep indices, not pointers.
 */
#define WS_LIST(type)                                                                              \
    struct {                                                                                       \
        type *v;                                                                                   \
        uint32_t n, room;                                                                          \
    }

#define ws_list_add(arena, list)                                                                   \
    ((list)->n < (list)->room                                                                      \
         ? (memset(&(list)->v[(list)->n], 0, sizeof *(list)->v), &(list)->v[(list)->n++])          \
     : ws_list_grow((arena), (void **)&(list)->v, &(list)->n, &(list)->room, sizeof *(list)->v, 1) \
         ? &(list)->v[(list)->n - 1]                                                               \
         : NULL)

/* Add @count zeroed elements at once; the first of them, or NULL. */
#define ws_list_extend(arena, list, count)                                                         \
    (ws_list_grow((arena), (void **)&(list)->v, &(list)->n, &(list)->room, sizeof *(list)->v,      \
                  (count))                                                                         \
         ? &(list)->v[(list)->n - (count)]                                                         \
         : NULL)

/* Room for @count elements in all, so that a list whose size is known does not move. */
#define ws_list_reserve(arena, list, count)                                                        \
    ws_list_room((arena), (void **)&(list)->v, (list)->n, &(list)->room, sizeof *(list)->v, (count))

/* Set @i to the first element of a sorted list that is not @field @less @value, or to the
 * list's length; @less is < or <=. */
#define ws_list_bisect(list, field, less, value, i)                                                \
    do {                                                                                           \
        uint32_t hi_ = (list)->n;                                                                  \
        (i) = 0;                                                                                   \
        while ((i) < hi_) {                                                                        \
            uint32_t mid_ = (i) + (hi_ - (i)) / 2;                                                 \
            if ((list)->v[mid_].field less(value))                                                 \
                (i) = mid_ + 1;                                                                    \
            else                                                                                   \
                hi_ = mid_;                                                                        \
        }                                                                                          \
    } while (0)

bool ws_list_room(struct ws_arena *arena, void **v, uint32_t n, uint32_t *room, size_t size,
                  uint32_t count);
bool ws_list_grow(struct ws_arena *arena, void **v, uint32_t *n, uint32_t *room, size_t size,
                  uint32_t more);

#endif
