/*
 * lang/image.c - map a packed file and check it; see image.h.
 */
#define _DEFAULT_SOURCE /* madvise() */
#include "lang/image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/hash.h"
#include "lang/row.h"

static const struct {
    const char *name;
    size_t size, least;
} kinds[] = {
#define WS_IMAGE_KIND(id, size, least) {#id, size, least},
    WS_IMAGE_SECTIONS(WS_IMAGE_KIND)
#undef WS_IMAGE_KIND
};

uint32_t
ws_image_layout(void)
{
    uint32_t hash = ws_hash_text(WS_HASH_START, WHOSAID_VERSION);

    for (int i = 0; i < WS_IMAGE_COUNT; i++) {
        hash = ws_hash_text(hash, kinds[i].name);
        hash = ws_hash_word(hash, (uint32_t)kinds[i].size);
    }
    hash = ws_row_fingerprint(hash);
    for (int role = 0; role < WS_ROLE_COUNT; role++)
        hash = ws_hash_text(hash, ws_role_word((enum ws_role)role));
    return hash;
}

#define LANES 8

/*
 * Sums side by side, each over every eighth word of eight bytes, so that one need not wait for
 * the other.  Each step can be undone, so a changed word always shows.
 */
uint64_t
ws_image_checksum(const struct ws_image_head *head, size_t size)
{
    const size_t from = offsetof(struct ws_image_head, lexicon_hash), step = LANES * 8;
    const unsigned char *at = (const unsigned char *)head;
    uint64_t sums[LANES] = {1, 2, 3, 4, 5, 6, 7, 8}, all = size;
    unsigned char last[LANES * 8] = {0};

    for (size_t i = from; i < size; i += step) {
        const unsigned char *block = at + i;
        uint64_t words[LANES];

        if (size - i < step) {
            memcpy(last, block, size - i);
            block = last;
        }
        memcpy(words, block, step);
        for (int k = 0; k < LANES; k++) {
            sums[k] = (sums[k] ^ words[k]) * 0x9E3779B97F4A7C15u;
            sums[k] ^= sums[k] >> 29;
        }
    }
    for (int k = 0; k < LANES; k++)
        all = ((all ^ sums[k]) * 0xff51afd7ed558ccdu) ^ (all >> 31);
    return all;
}

static whosaid_status
refuse(const struct ws_image *image, const char *why, whosaid_error *err)
{
    return ws_fail_at(err, WHOSAID_E_PACK, image->path, 0, 0,
                      "%s; make it again with 'whosaid dict build'", why);
}

/* Do sections lie inside the file, at their borders, and hold whole elements? */
static bool
sections_fit(const struct ws_image *image)
{
    for (int i = 0; i < WS_IMAGE_COUNT; i++) {
        uint64_t at = image->head->sections[i].at, len = image->head->sections[i].len;

        if (at % WS_IMAGE_ALIGN || at < sizeof *image->head || at > image->size ||
            len > image->size - at || len % kinds[i].size || len < kinds[i].least * kinds[i].size)
            return false;
        if (kinds[i].size == 1 && ((const char *)image->head)[at + len - 1])
            return false; /* texts end with a NUL */
    }
    return true;
}

static whosaid_status
check_head(const struct ws_image *image, whosaid_error *err)
{
    const struct ws_image_head *head = image->head;

    if (image->size < sizeof head->magic || memcmp(head->magic, WS_IMAGE_MAGIC, 8) != 0)
        return refuse(image, "not a packed dictionary", err);
    if (image->size < sizeof *head)
        return refuse(image, "the packed dictionary is cut off", err);
    if (head->order != WS_IMAGE_ORDER || head->layout != ws_image_layout())
        return refuse(image, "packed by another version of whosaid, or for another machine", err);
    if (head->size != image->size)
        return refuse(image, "the packed dictionary is cut off", err);
    if (head->checksum != ws_image_checksum(head, image->size) || !sections_fit(image))
        return refuse(image, "the packed dictionary is damaged", err);
    return WHOSAID_OK;
}

/* Map @image->size bytes of @file. */
static bool
map(struct ws_image *image, int file)
{
    void *bytes = mmap(NULL, image->size, PROT_READ, MAP_SHARED, file, 0);

    image->head = bytes == MAP_FAILED ? NULL : bytes;
    return image->head != NULL;
}

whosaid_status
ws_image_map(struct ws_image *image, const char *path, whosaid_error *err)
{
    struct stat info;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    whosaid_status status = WHOSAID_OK;

    *image = (struct ws_image){.path = path};
    if (file < 0 || fstat(file, &info) != 0) {
        status = ws_fail_at(err, WHOSAID_E_PACK, path, 0, 0, "cannot open: %s", strerror(errno));
    } else if (info.st_size == 0) {
        status = refuse(image, "the packed dictionary is empty", err);
    } else {
        image->size = (size_t)info.st_size;
        if (!map(image, file))
            status = ws_fail_at(err, WHOSAID_E_PACK, path, 0, 0, "cannot map: %s", strerror(errno));
    }
    if (!status)
        status = check_head(image, err);
    if (status)
        ws_image_unmap(image);
    if (file >= 0)
        close(file);
    return status;
}

void
ws_image_unmap(struct ws_image *image)
{
    if (image->head)
        munmap((void *)(uintptr_t)image->head, image->size);
    image->head = NULL;
}

static uint32_t
count(const struct ws_image *image, enum ws_image_id id)
{
    return (uint32_t)(image->head->sections[id].len / kinds[id].size);
}

/*
 * The checks below run at every start, over all of the tables: so they add up what is wrong
 * and never stop early, which lets the compiler do several elements at once.
 */

/* A section, as what distances may lead into. */
struct target {
    uint64_t from, len;
};

static struct target
target_of(const struct ws_image *image, enum ws_image_id id)
{
    return (struct target){(uint64_t)(uintptr_t)image->head + image->head->sections[id].at,
                           image->head->sections[id].len};
}

/* Where @far leads, counted from the start of @to. */
static inline uint64_t
lands(const ws_far *far, struct target to)
{
    return (uint64_t)(uintptr_t)far + (uint64_t)*far - to.from;
}

/* What entries have lies in their order, without gaps: then nothing of it is outside. */
static bool
entries_hold(const struct ws_image *image, uint64_t known)
{
    const struct ws_entry *entries = ws_image_section(image, WS_IMAGE_ENTRIES);
    const struct target runes = target_of(image, WS_IMAGE_RUNES);
    const struct target attrs = target_of(image, WS_IMAGE_ATTRS);
    uint64_t n = count(image, WS_IMAGE_ENTRIES), rune_at = 0, attr_at = 0, line_at = 0;
    uint64_t classes = 0, bad = n > 0xFFFFFF;

    for (uint64_t i = 0; i < n; i++) {
        const struct ws_entry *e = &entries[i];

        classes |= e->classes;
        bad |= !e->nrunes;
        bad |= lands(&e->runes, runes) ^ rune_at;
        bad |= lands(&e->attrs, attrs) ^ attr_at;
        bad |= e->lines ^ line_at;
        rune_at += sizeof(uint32_t) * e->nrunes;
        attr_at += sizeof(struct ws_attr) * e->nattrs;
        line_at += e->nlines;
    }
    return !bad && !(classes & ~known) && rune_at == runes.len && attr_at == attrs.len &&
           line_at == count(image, WS_IMAGE_LINES);
}

static bool
runes_hold(const struct ws_image *image)
{
    const uint32_t *runes = ws_image_section(image, WS_IMAGE_RUNES);
    uint32_t n = count(image, WS_IMAGE_RUNES), bad = 0;

    for (uint32_t i = 0; i < n; i++) {
        bad |= runes[i] - 1 > 0x10FFFE;
        bad |= runes[i] - 0xD800 < 0x800; /* surrogates */
    }
    return !bad;
}

static bool
attrs_hold(const struct ws_image *image, uint32_t nclasses)
{
    const struct ws_attr *attrs = ws_image_section(image, WS_IMAGE_ATTRS);
    const struct target strings = target_of(image, WS_IMAGE_STRINGS);
    uint32_t n = count(image, WS_IMAGE_ATTRS), bad = 0;

    for (uint32_t i = 0; i < n; i++) {
        bad |= attrs[i].cls >= nclasses;
        bad |= lands(&attrs[i].name, strings) >= strings.len;
        bad |= lands(&attrs[i].value, strings) >= strings.len;
    }
    return !bad;
}

static bool
lines_hold(const struct ws_image *image, uint32_t nclasses)
{
    const struct ws_entry_line *lines = ws_image_section(image, WS_IMAGE_LINES);
    const char *files = ws_image_text(image, WS_IMAGE_FILES);
    uint32_t n = count(image, WS_IMAGE_LINES), nfiles = 0, bad = 0;

    for (uint32_t i = 0; i < count(image, WS_IMAGE_FILES); i++)
        nfiles += files[i] == '\0';
    for (uint32_t i = 0; i < n; i++) {
        bad |= lines[i].file >= nfiles;
        bad |= lines[i].cls >= nclasses;
        bad |= lines[i].layer != WS_LAYER_BUILTIN;
    }
    return !bad;
}

static struct ws_trie
trie_of(const struct ws_image *image, enum ws_image_id id)
{
    return (struct ws_trie){ws_image_section(image, id),
                            count(image, id),
                            count(image, WS_IMAGE_ENTRIES),
                            {ws_image_section(image, WS_IMAGE_CODES),
                             ws_image_section(image, WS_IMAGE_FAR_CODES),
                             count(image, WS_IMAGE_FAR_CODES)}};
}

static bool
weights_hold(const struct ws_image *image)
{
    const struct ws_weight_slot *slots = ws_image_section(image, WS_IMAGE_SLOTS);
    const uint32_t *values = ws_image_section(image, WS_IMAGE_VALUES); /* as bits */
    const uint32_t exponent = 0x7F800000, n = count(image, WS_IMAGE_SLOTS);
    uint32_t nrows = count(image, WS_IMAGE_WEIGHT_LINES), nvalues = nrows * WS_MAX_TYPES;
    uint32_t bad = 0, gaps = 0; /* pairs that are not full: there a search ends */

    if (n & (n - 1) || count(image, WS_IMAGE_VALUES) != nvalues)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = slots[i].at & ~WS_WEIGHTS_ON, bits;

        memcpy(&bits, &slots[i].yes, sizeof bits);
        bad |= slots[i].row && (at % WS_MAX_TYPES || at >= nvalues);
        bad |= (bits & exponent) == exponent; /* not finite */
        gaps += !(i & 1) && !(slots[i].at & WS_WEIGHTS_ON);
    }
    for (uint32_t i = 0; i < nvalues; i++)
        bad |= (values[i] & exponent) == exponent;
    return !bad && gaps;
}

static bool
names_hold(const struct ws_image *image)
{
    const uint16_t *first = ws_image_section(image, WS_IMAGE_FIRST);
    const uint16_t *second = ws_image_section(image, WS_IMAGE_SECOND);
    const uint16_t *foreign = ws_image_section(image, WS_IMAGE_FOREIGN);
    uint32_t n = count(image, WS_IMAGE_FIRST), bad = 0;

    if (count(image, WS_IMAGE_SECOND) != n || count(image, WS_IMAGE_FOREIGN) != n ||
        (n && n != WS_NAME_RUNES))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        bad |= first[i] >= WS_NAME_BINS;
        bad |= second[i] >= WS_NAME_BINS;
        bad |= foreign[i] > WS_FOREIGN_STEPS;
    }
    return !bad;
}

whosaid_status
ws_image_verify(const struct ws_image *image, const struct ws_types *types, whosaid_error *err)
{
    uint64_t known = types->nclasses < 64 ? ((uint64_t)1 << types->nclasses) - 1 : UINT64_MAX;
    bool holds = entries_hold(image, known) && runes_hold(image) &&
                 attrs_hold(image, types->nclasses) && lines_hold(image, types->nclasses) &&
                 weights_hold(image) && names_hold(image);

    if (!holds)
        return refuse(image, "the packed dictionary is damaged", err);
    /* all has been read for these checks; what articles ask for comes back by itself */
    (void)madvise((void *)(uintptr_t)image->head, image->size, MADV_DONTNEED);
    return WHOSAID_OK;
}

whosaid_status
ws_image_lexicon(const struct ws_image *image, struct ws_lexicon *lexicon, struct ws_arena *arena,
                 whosaid_error *err)
{
    const char *names = ws_image_text(image, WS_IMAGE_FILES), *at = names;
    const char **files;
    uint32_t len = count(image, WS_IMAGE_FILES);

    *lexicon = (struct ws_lexicon){.entries = ws_image_section(image, WS_IMAGE_ENTRIES),
                                   .lines = ws_image_section(image, WS_IMAGE_LINES),
                                   .nentries = count(image, WS_IMAGE_ENTRIES),
                                   .nlines = count(image, WS_IMAGE_LINES),
                                   .hash = image->head->lexicon_hash,
                                   .main = trie_of(image, WS_IMAGE_MAIN),
                                   .end = trie_of(image, WS_IMAGE_END),
                                   .suffix = trie_of(image, WS_IMAGE_SUFFIX),
                                   .tail = trie_of(image, WS_IMAGE_TAIL)};
    for (uint32_t i = 0; i < len; i++)
        lexicon->nfiles += names[i] == '\0';
    lexicon->files = files = ws_arena_alloc(arena, lexicon->nfiles * sizeof *files);
    if (!files)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (uint32_t i = 0; i < lexicon->nfiles; i++, at += strlen(at) + 1)
        files[i] = at;
    return WHOSAID_OK;
}

whosaid_status
ws_image_rules(const struct ws_image *image, struct ws_rule_source **sources, size_t *n,
               struct ws_arena *arena, whosaid_error *err)
{
    const char *at = ws_image_text(image, WS_IMAGE_RULES), *end = at + count(image, WS_IMAGE_RULES);
    WS_LIST(struct ws_rule_source) list = {0};

    while (*at && at < end) {
        struct ws_rule_source *source = ws_list_add(arena, &list);

        if (!source)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        source->path = at;
        source->bytes = at + strlen(at) + 1;
        if (source->bytes >= end)
            return refuse(image, "the packed dictionary is damaged", err);
        source->len = strlen(source->bytes);
        at = source->bytes + source->len + 1;
        if (at >= end)
            break;
    }
    *sources = list.v;
    *n = list.n;
    return WHOSAID_OK;
}

void
ws_image_weights(const struct ws_image *image, struct ws_weights *weights)
{
    uint32_t n = count(image, WS_IMAGE_SLOTS);

    /* nobody sets a weight of a packed file */
    *weights = (struct ws_weights){
        .slots = (struct ws_weight_slot *)(uintptr_t)ws_image_section(image, WS_IMAGE_SLOTS),
        .mask = n - 1,
        .shift = 65 - (uint32_t)__builtin_ctz(n),
        .values = (float *)(uintptr_t)ws_image_section(image, WS_IMAGE_VALUES),
        .lines = (uint32_t *)(uintptr_t)ws_image_section(image, WS_IMAGE_WEIGHT_LINES),
        .nrows = count(image, WS_IMAGE_WEIGHT_LINES),
        .room = count(image, WS_IMAGE_WEIGHT_LINES)};
}

void
ws_image_names(const struct ws_image *image, struct ws_name_model *names)
{
    bool has = count(image, WS_IMAGE_FIRST) > 0;

    *names = (struct ws_name_model){0};
    if (has)
        *names = (struct ws_name_model){ws_image_section(image, WS_IMAGE_FIRST),
                                        ws_image_section(image, WS_IMAGE_SECOND),
                                        ws_image_section(image, WS_IMAGE_FOREIGN)};
}
