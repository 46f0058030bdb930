/*
 * cli/nearest.h - what the user probably meant.
 */
#ifndef WHOSAID_CLI_NEAREST_H
#define WHOSAID_CLI_NEAREST_H

#include <stddef.h>

/* The one of @n words (n > 0) that @word is most likely a misspelling of. */
const char *cli_nearest(const char *word, const char *const *words, size_t n);

#endif
