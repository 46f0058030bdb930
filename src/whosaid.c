/*
 * whosaid.c - the small questions of whosaid.h: words of statuses, the version, where
 * the packs are.  The articles are engine.c's.
 */
#include "whosaid.h"

#include <stdlib.h>
#include <unistd.h>

const char *
whosaid_status_word(whosaid_status status)
{
    switch (status) {
#define STATUS_WORD(name, number, word, text)                                                      \
    case WHOSAID_##name:                                                                           \
        return word;
        WHOSAID_STATUS_LIST(STATUS_WORD)
#undef STATUS_WORD
    }
    return "unknown";
}

const char *
whosaid_status_text(whosaid_status status)
{
    switch (status) {
#define STATUS_TEXT(name, number, word, text)                                                      \
    case WHOSAID_##name:                                                                           \
        return text;
        WHOSAID_STATUS_LIST(STATUS_TEXT)
#undef STATUS_TEXT
    }
    return "unknown status";
}

const char *
whosaid_version(void)
{
    return WHOSAID_VERSION;
}

const char *
whosaid_dict_dir(void)
{
    const char *dir = getenv("WHOSAID_DICTS");

    if (dir && *dir)
        return dir;
    if (access(WHOSAID_INSTALLED_DICTS "/types.tsv", R_OK) == 0)
        return WHOSAID_INSTALLED_DICTS;
    return WHOSAID_BUILT_DICTS;
}
