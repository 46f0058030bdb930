/*
 * base/utf8.h - UTF-8 to code points and back.
 *
 * Reading follows the Unicode standard's "maximal subpart" practice (chapter 3,
 * U+FFFD substitution): each ill-formed run of bytes becomes one U+FFFD.
 */
#ifndef WS_BASE_UTF8_H
#define WS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WS_REPLACEMENT 0xFFFDu

/*
 * The code point at bytes[*at] (*at < len), moving *at behind it.  Ill-formed
 * bytes give WS_REPLACEMENT and, where @bad is given, *bad + 1.
 */
uint32_t ws_utf8_next(const char *bytes, size_t len, size_t *at, uint32_t *bad);

/* Write @rune at @out (4 bytes of room); the number of bytes written. */
size_t ws_utf8_put(char *out, uint32_t rune);

/* Code points of @text into @out (room for @room); how many there are, or
 * SIZE_MAX if it is not UTF-8 or there are more than @room. */
size_t ws_utf8_decode(const char *text, size_t len, uint32_t *out, size_t room);

#endif
