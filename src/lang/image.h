/*
 * lang/image.h - a language pack as one file, mapped into memory and used as it stands.
 *
 *     +------+-----------+----------+-------+---------+------+- ... -+---------+
 *     | head | types.tsv | pack.tsv | rules | entries | ...  | tries | weights |
 *     +------+-----------+----------+-------+---------+------+- ... -+---------+
 *
 * Sections start at multiples of 64 bytes; their tables are those of lexicon.h, trie.h and
 * weights.h, and what points does so by distances, so that all processes share one copy and
 * nothing is allocated for an entry.  The texts are read again at start: they are small, and
 * rules are compiled for the machine, each when it is first needed.
 *
 * The same folder gives the same bytes.  A file is for one layout of the tables and one list
 * of evidence: that of another build of the library is refused, not guessed at.
 */
#ifndef WS_LANG_IMAGE_H
#define WS_LANG_IMAGE_H

#include <stddef.h>

#include "lang/lexicon.h"
#include "lang/names.h"
#include "lang/rule.h"
#include "lang/weights.h"

/* id, bytes of one element, how many there are at least. */
#define WS_IMAGE_SECTIONS(X)                                                                       \
    X(TYPES, 1, 1)    /* types.tsv */                                                              \
    X(SETTINGS, 1, 1) /* pack.tsv */                                                               \
    X(RULES, 1, 1)    /* of each rule file the name, then the text, each NUL-ended */              \
    X(FILES, 1, 1)    /* names of entry files, each NUL-ended */                                   \
    X(ENTRIES, sizeof(struct ws_entry), 0)                                                         \
    X(LINES, sizeof(struct ws_entry_line), 0)                                                      \
    X(RUNES, sizeof(uint32_t), 0)                                                                  \
    X(ATTRS, sizeof(struct ws_attr), 0)                                                            \
    X(STRINGS, 1, 1) /* names and values of attributes, each NUL-ended */                          \
    X(CODES, sizeof(uint16_t), WS_CODES_BMP)                                                       \
    X(FAR_CODES, sizeof(struct ws_far_code), 0)                                                    \
    X(MAIN, sizeof(struct ws_trie_unit), 1)                                                        \
    X(END, sizeof(struct ws_trie_unit), 1)                                                         \
    X(SUFFIX, sizeof(struct ws_trie_unit), 1)                                                      \
    X(TAIL, sizeof(struct ws_trie_unit), 1)                                                        \
    X(SLOTS, sizeof(struct ws_weight_slot), 2)                                                     \
    X(VALUES, sizeof(float), 0)                                                                    \
    X(WEIGHT_LINES, sizeof(uint32_t), 0)                                                           \
    X(FIRST, sizeof(uint16_t), 0) /* the name model; none for some languages */                    \
    X(SECOND, sizeof(uint16_t), 0)                                                                 \
    X(FOREIGN, sizeof(uint16_t), 0)                                                                \
    X(SIGNS, sizeof(struct ws_pair_set), 1)

enum ws_image_id {
#define WS_IMAGE_ID(id, size, least) WS_IMAGE_##id,
    WS_IMAGE_SECTIONS(WS_IMAGE_ID)
#undef WS_IMAGE_ID
        WS_IMAGE_COUNT
};

struct ws_image_head {
    char magic[8];
    uint32_t order;    /* of bytes: 0x01020304 */
    uint32_t layout;   /* a hash of sizes and of names of evidence: see ws_image_layout() */
    uint64_t size;     /* of the file */
    uint64_t checksum; /* of all that follows */
    uint32_t lexicon_hash, weights_hash;
    struct {
        uint64_t at, len; /* in bytes */
    } sections[WS_IMAGE_COUNT];
};

struct ws_image {
    const struct ws_image_head *head; /* NULL: none */
    size_t size;
    const char *path;
};

struct ws_pack;

/*
 * Map the packed file @path, which must outlive @image.  WHOSAID_E_PACK where it is no such file,
 * one of another version, cut off or damaged.
 */
whosaid_status ws_image_map(struct ws_image *image, const char *path, whosaid_error *err);
/* Check that nothing in an image leads out of it; @types are those of its own types.tsv. */
whosaid_status ws_image_verify(const struct ws_image *image, const struct ws_types *types,
                               whosaid_error *err);
void ws_image_unmap(struct ws_image *image); /* nothing where there is none */

static inline const void *
ws_image_section(const struct ws_image *image, enum ws_image_id id)
{
    return (const char *)image->head + image->head->sections[id].at;
}

/* A section of text, NUL-ended. */
static inline const char *
ws_image_text(const struct ws_image *image, enum ws_image_id id)
{
    return ws_image_section(image, id);
}

/* The tables of a verified image. */
whosaid_status ws_image_lexicon(const struct ws_image *image, struct ws_lexicon *lexicon,
                                struct ws_arena *arena, whosaid_error *err);
whosaid_status ws_image_rules(const struct ws_image *image, struct ws_rule_source **sources,
                              size_t *n, struct ws_arena *arena, whosaid_error *err);
void ws_image_weights(const struct ws_image *image, struct ws_weights *weights);
void ws_image_names(const struct ws_image *image, struct ws_name_model *names);

/* Write @pack, read from its folder without layers above it, to the file @path; what stood
 * there is replaced at once or not at all. */
whosaid_status ws_image_write(const struct ws_pack *pack, const char *path, whosaid_error *err);

/* For the writer: what a head says of this build of the library, and the checksum. */
uint32_t ws_image_layout(void);
uint64_t ws_image_checksum(const struct ws_image_head *head, size_t size);

#define WS_IMAGE_MAGIC "whosaid"
#define WS_IMAGE_ORDER 0x01020304u
#define WS_IMAGE_ALIGN 64

#endif
