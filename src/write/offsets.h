/*
 * write/offsets.h - from characters of the clean text to places in the input.
 *
 *     doc->text character  --from[], to[]-->  input byte  --marks-->  code point, UTF-16 unit
 *
 * Code points and UTF-16 units are counted over the input's bytes in one pass, which
 * leaves a count every eight bytes; a place is then that count and what stands in the
 * eight bytes around it.  Ill-formed bytes count as the U+FFFD that a decoder makes of
 * them: an input with some has a mark every WS_OFFSETS_STEP bytes instead, and a place is
 * counted from the mark before it.
 */
#ifndef WS_WRITE_OFFSETS_H
#define WS_WRITE_OFFSETS_H

#include "doc/doc.h"

#define WS_OFFSETS_STEP 64u

struct ws_place_in {
    uint32_t byte, codepoint, utf16;
};

struct ws_offsets {
    const char *input;
    uint32_t len;
    bool ill_formed;
    bool exact;        /* code points are counted as the clean text counts: nothing else is kept */
    uint32_t *leads;   /* well-formed: code points that start before byte k * 8 */
    uint32_t *seconds; /* likewise, those of two units; NULL where there are none */
    struct ws_place_in
        *marks; /* ill-formed; mark k: the first character at or behind byte k * STEP */
};

/* Counts and marks live in doc->arena; where only code points are asked for and the clean text
 * has the input's own, there are none.  False when memory is out. */
bool ws_offsets_init(struct ws_offsets *offsets, struct ws_doc *doc, bool codepoints_only);
/* The place of input byte @byte, which starts a character or is the end.  Not where @exact. */
struct ws_place_in ws_offsets_find(const struct ws_offsets *offsets, uint32_t byte);
/* The input's bytes that @span of the clean text came from. */
struct ws_span ws_offsets_bytes(const struct ws_doc *doc, struct ws_span span);

#endif
