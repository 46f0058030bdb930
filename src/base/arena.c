/*
 * base/arena.c - blocks that double in size; see arena.h.
 */
#define _DEFAULT_SOURCE /* madvise() */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define FIRST_BLOCK ((size_t)64 << 10)
#define LAST_BLOCK  ((size_t)4 << 20)
#define KEEP        ((size_t)8 << 20) /* of cleared blocks, where nothing else is said */
#define ALIGN       ((size_t)16)
#define HUGE_PAGE   ((size_t)2 << 20)

struct ws_block {
    struct ws_block *next;
    size_t size, used; /* of data[] */
    _Alignas(16) unsigned char data[];
};

/* Large blocks in huge pages, where the system has them: reading the packs then takes
 * hundreds of page faults, not thousands. */
static void *
alloc_huge(size_t size)
{
    void *out = NULL;

    if (posix_memalign(&out, HUGE_PAGE, size))
        return NULL;
#ifdef MADV_HUGEPAGE
    madvise(out, size & ~(HUGE_PAGE - 1), MADV_HUGEPAGE); /* a wish: may fail */
#endif
    return out;
}

static void *
plain_resize(void *user, void *old, size_t size)
{
    (void)user;
    return !old && size >= HUGE_PAGE ? alloc_huge(size) : realloc(old, size);
}

static void
plain_release(void *user, void *old)
{
    (void)user;
    free(old);
}

whosaid_allocator
ws_allocator_default(void)
{
    return (whosaid_allocator){plain_resize, plain_release, NULL};
}

void
ws_arena_init(struct ws_arena *arena, const whosaid_allocator *mem)
{
    *arena = (struct ws_arena){.mem = mem ? *mem : ws_allocator_default(), .keep = KEEP};
}

void
ws_arena_expect_much(struct ws_arena *arena)
{
    arena->least = LAST_BLOCK;
}

static void
release_chain(struct ws_arena *arena, struct ws_block *block)
{
    while (block) {
        struct ws_block *next = block->next;
        arena->mem.release(arena->mem.user, block);
        block = next;
    }
}

void
ws_arena_release(struct ws_arena *arena)
{
    release_chain(arena, arena->first);
    release_chain(arena, arena->spare);
    arena->first = arena->spare = NULL;
    arena->kept = 0;
}

void
ws_arena_clear(struct ws_arena *arena)
{
    struct ws_block *block = arena->first;

    arena->first = NULL;
    while (block) {
        struct ws_block *next = block->next;
        if (arena->kept + block->size <= arena->keep) {
            block->used = 0;
            block->next = arena->spare;
            arena->spare = block;
            arena->kept += block->size;
        } else {
            arena->mem.release(arena->mem.user, block);
        }
        block = next;
    }
}

/* A block with room for @size: a spare one, else a new one. */
static struct ws_block *
block_for(struct ws_arena *arena, size_t size)
{
    struct ws_block **at = &arena->spare;
    size_t want = arena->first ? (arena->first->size + sizeof(struct ws_block)) * 2 : FIRST_BLOCK;
    struct ws_block *block;

    for (; *at; at = &(*at)->next) {
        if ((*at)->size >= size) {
            block = *at;
            *at = block->next;
            arena->kept -= block->size;
            return block;
        }
    }
    if (want > LAST_BLOCK)
        want = LAST_BLOCK;
    if (want < arena->least)
        want = arena->least;
    if (want < size + sizeof *block)
        want = size + sizeof *block;
    block = arena->mem.resize(arena->mem.user, NULL, want);
    if (block) {
        block->size = want - sizeof *block;
        block->used = 0;
    }
    return block;
}

void *
ws_arena_alloc(struct ws_arena *arena, size_t size)
{
    struct ws_block *block = arena->first;
    void *out;

    if (size > SIZE_MAX / 4)
        return NULL;
    size = (size + ALIGN - 1) & ~(ALIGN - 1);
    if (!block || block->size - block->used < size) {
        block = block_for(arena, size);
        if (!block)
            return NULL;
        block->next = arena->first;
        arena->first = block;
    }
    out = block->data + block->used;
    block->used += size;
    return out;
}

void *
ws_arena_zalloc(struct ws_arena *arena, size_t size)
{
    void *out = ws_arena_alloc(arena, size);

    return out ? memset(out, 0, size) : NULL;
}

char *
ws_arena_copy(struct ws_arena *arena, const char *bytes, size_t len)
{
    char *out = ws_arena_alloc(arena, len + 1);

    if (out) {
        if (len)
            memcpy(out, bytes, len);
        out[len] = '\0';
    }
    return out;
}

bool
ws_list_room(struct ws_arena *arena, void **v, uint32_t n, uint32_t *room, size_t size,
             uint32_t count)
{
    void *moved;

    if (count <= *room)
        return true;
    moved = ws_arena_alloc(arena, count * size);
    if (!moved)
        return false;
    if (n)
        memcpy(moved, *v, n * size);
    *v = moved;
    *room = count;
    return true;
}

bool
ws_list_grow(struct ws_arena *arena, void **v, uint32_t *n, uint32_t *room, size_t size,
             uint32_t more)
{
    uint32_t bigger = *room ? *room : 8;

    if (more > UINT32_MAX / 2 - *n)
        return false;
    while (bigger < *n + more)
        bigger *= 2;
    if (!ws_list_room(arena, v, *n, room, size, bigger))
        return false;
    memset((unsigned char *)*v + *n * size, 0, more * size);
    *n += more;
    return true;
}
