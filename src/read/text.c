/*
 * read/text.c - plain text: the bytes are the article; see formats.h.
 *
 * Ill-formed UTF-8 and NUL bytes are no errors here: norm/ deals with both.  UTF-16 and
 * UTF-32 are, because nothing sensible could be read out of them as UTF-8.
 */
#include "read/formats.h"

#include "base/utf8.h"

#define SAMPLE ((size_t)4096)

whosaid_status
ws_read_text(struct ws_doc *doc, const struct whosaid_input *input, whosaid_error *err)
{
    (void)err;
    doc->input = input->len ? input->bytes : "";
    doc->input_len = (uint32_t)input->len;
    return WHOSAID_OK;
}

static bool
starts(const char *bytes, size_t len, const char *mark, size_t n)
{
    return len >= n && memcmp(bytes, mark, n) == 0;
}

/* Every four bytes a code point, in either byte order, and not all of them NUL. */
static bool
is_utf32(const unsigned char *p, size_t n)
{
    bool little = true, big = true, some = false;

    for (size_t i = 0; i + 4 <= n; i += 4) {
        little = little && p[i + 3] == 0 && p[i + 2] <= 0x10;
        big = big && p[i] == 0 && p[i + 1] <= 0x10;
        some = some || p[i] || p[i + 1] || p[i + 2] || p[i + 3];
    }
    return n >= 8 && some && (little || big);
}

/*
 * NUL bytes at even or at odd places, with few at the others, and enough of them: every
 * ASCII character of UTF-16 has one (and so has 가, on the other side).  Bytes that are
 * well-formed UTF-8 need more of them to be taken for UTF-16 than bytes that are not,
 * since text with a few stray NUL bytes exists.
 */
static bool
is_utf16(const char *bytes, size_t n)
{
    size_t nuls[2] = {0, 0}, at = 0, most, least;
    uint32_t bad = 0;

    for (size_t i = 0; i < n; i++)
        nuls[i & 1] += bytes[i] == 0;
    most = nuls[0] > nuls[1] ? nuls[0] : nuls[1];
    least = nuls[0] + nuls[1] - most;
    if (most < 2 || least * 4 > most)
        return false;
    while (at + 4 < n) /* the sample may end inside a character */
        ws_utf8_next(bytes, n, &at, &bad);
    return most * (bad ? 32 : 3) >= n;
}

const char *
ws_read_wide(const char *bytes, size_t len)
{
    size_t n = len < SAMPLE ? len : SAMPLE;

    if (starts(bytes, len, "\xFF\xFE\0\0", 4) || starts(bytes, len, "\0\0\xFE\xFF", 4))
        return "UTF-32";
    if (starts(bytes, len, "\xFF\xFE", 2) || starts(bytes, len, "\xFE\xFF", 2))
        return "UTF-16";
    if (n == 0 || !memchr(bytes, 0, n))
        return NULL;
    if (is_utf32((const unsigned char *)bytes, n))
        return "UTF-32";
    return is_utf16(bytes, n) ? "UTF-16" : NULL;
}
