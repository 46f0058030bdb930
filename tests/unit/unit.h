/*
 * unit.h - what every unit test starts with.
 */
#ifndef WS_TEST_UNIT_H
#define WS_TEST_UNIT_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/pack.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* Run one test case and say how it went; what main() returns. */
static inline int
unit_run(const char *name, TCase *tcase)
{
    Suite *suite = suite_create(name);
    SRunner *runner = srunner_create(suite);
    int failed;

    suite_add_tcase(suite, tcase);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* The folder of the packs. */
static inline const char *
unit_dicts(void)
{
    const char *dir = getenv("WHOSAID_DICTS");

    ck_assert_msg(dir != NULL, "WHOSAID_DICTS is not set");
    return dir;
}

/* Read @text as UTF-8 into @runes (room for @room); how many. */
static inline uint32_t
unit_runes(const char *text, uint32_t *runes, size_t room)
{
    uint32_t n = 0;

    for (const unsigned char *p = (const unsigned char *)text; *p && n < room;) {
        uint32_t more = *p < 0x80 ? 0 : *p < 0xE0 ? 1 : *p < 0xF0 ? 2 : 3;
        uint32_t rune = more ? *p & (0x3Fu >> more) : *p;

        for (p++; more; more--)
            rune = rune << 6 | (*p++ & 0x3Fu);
        runes[n++] = rune;
    }
    return n;
}

/* A file with @text in a new folder under /tmp; its path in @path. */
static inline void
unit_file(char path[256], const char *name, const char *text)
{
    char dir[] = "/tmp/whosaid-unit-XXXXXX";
    FILE *file;

    ck_assert_ptr_nonnull(mkdtemp(dir));
    snprintf(path, 256, "%s/%s", dir, name);
    file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    fwrite(text, 1, strlen(text), file);
    fclose(file);
}

/* Remove what unit_file() made. */
static inline void
unit_remove(char path[256])
{
    remove(path);
    *strrchr(path, '/') = '\0';
    remove(path);
}

#endif
