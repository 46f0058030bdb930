/*
 * test_lang_row.c - names of rows of evidence, there and back.
 */
#include "lang/row.h"

#include "unit.h"

static struct ws_types types;
static struct ws_arena arena;
static struct ws_pack pack;

static void
load_pack(void)
{
    char path[512];
    whosaid_error err = {0};

    ws_arena_init(&arena, NULL);
    snprintf(path, sizeof path, "%s/types.tsv", unit_dicts());
    ck_assert_int_eq(ws_types_load(&types, &arena, path, &err), WHOSAID_OK);
    snprintf(path, sizeof path, "%s/ko", unit_dicts());
    ck_assert_msg(ws_pack_load(&pack, path, &types, NULL, &arena, NULL, &err) == WHOSAID_OK,
                  "%s:%u: %s", err.file, err.line, err.text);
}

static void
release(void)
{
    ws_pack_release(&pack);
    ws_arena_release(&arena);
}

static const enum ws_part parts[WS_ROW_COUNT][3] = {
#define WS_ROW(id, name, a, b, c) {WS_PART_##a, WS_PART_##b, WS_PART_##c},
#include "lang/row_list.h"
#undef WS_ROW
};

/* Some value that @part may have: the @k-th of its kind. */
static uint32_t
value_of(enum ws_part part, uint32_t k)
{
    switch (part) {
    case WS_PART_CLASS:
        return k % types.nclasses;
    case WS_PART_TYPE:
        return k % types.ntypes;
    case WS_PART_ROLE:
        return k % WS_ROLE_COUNT;
    case WS_PART_SYM:
        return k % WS_SYM_COUNT;
    case WS_PART_NUM:
        return k * 13 % 65536;
    case WS_PART_RULE:
        return pack.rules.nrules ? k % pack.rules.nrules : UINT32_MAX;
    case WS_PART_ENTRY:
    case WS_PART_TAIL:
    case WS_PART_END:
        for (uint32_t i = k * 97 % pack.lexicon.nentries; i < pack.lexicon.nentries; i++) {
            const struct ws_entry *entry = &pack.lexicon.entries[i];
            const struct ws_trie *trie = part == WS_PART_ENTRY  ? &pack.lexicon.main
                                         : part == WS_PART_TAIL ? &pack.lexicon.tail
                                                                : &pack.lexicon.end;

            if (ws_lexicon_find(&pack.lexicon, trie, ws_entry_runes(entry), entry->nrunes) == entry)
                return i;
        }
        return UINT32_MAX;
    case WS_PART_NONE:
    case WS_PART_RUNES:
        break;
    }
    return 0;
}

/* Each template, filled with many values, must come back from its own name. */
START_TEST(test_there_and_back)
{
    struct ws_buf name;

    ws_buf_init(&name, NULL);
    for (uint32_t k = 0; k < 300; k++) {
        static const uint32_t runes[] = {0xD68C, 'A', 0x1F600};
        uint32_t values[3];
        ws_row row;

        for (int i = 0; i < 3; i++)
            values[i] = value_of(parts[_i][i], k + (uint32_t)i);
        if (values[0] == UINT32_MAX)
            continue;
        row = parts[_i][0] == WS_PART_RUNES
                  ? ws_row_runes((enum ws_template)_i, runes, 1 + k % 3)
                  : ws_row_make((enum ws_template)_i, values[0], values[1], values[2]);
        ws_buf_clear(&name);
        ws_row_print(&name, &pack, row);
        if (ws_row_parse(&pack, ws_buf_cstr(&name), name.len) != row)
            ck_abort_msg("'%s' is not read back", ws_buf_cstr(&name));
    }
    ws_buf_release(&name);
}
END_TEST

/* Two templates, or two symbols, of one name could not be told apart in weights.tsv. */
START_TEST(test_names_are_unique)
{
    static const char *const names[] = {
#define WS_ROW(id, name, a, b, c) name,
#include "lang/row_list.h"
#undef WS_ROW
    };

    for (int i = 0; i < WS_ROW_COUNT; i++)
        for (int k = 0; k < i; k++)
            ck_assert_str_ne(names[i], names[k]);
    for (int i = 0; i < WS_SYM_COUNT; i++)
        for (int k = 0; k < i; k++)
            ck_assert_str_ne(ws_sym_word((enum ws_sym)i), ws_sym_word((enum ws_sym)k));
}
END_TEST

static const char *const unknown[] = {"",
                                      ":",
                                      "nothing",
                                      "nothing:x",
                                      "type:x",
                                      "then",
                                      "then:",
                                      "then:ORG",
                                      "then:ORG&nowhere",
                                      "then:NOTYPE&space",
                                      "keep-tail:이런꼬리는없다&double"};

START_TEST(test_unknown)
{
    ck_assert_uint_eq(ws_row_parse(&pack, unknown[_i], strlen(unknown[_i])), 0);
}
END_TEST

/* Syllables that foreign names have and common words have not, and the other way round. */
START_TEST(test_foreign_syllables)
{
    const uint16_t *foreign = pack.names.foreign;
    uint32_t runes[4];

    unit_runes("츠비업습", runes, 4);
    ck_assert_uint_gt(foreign[runes[0]], WS_FOREIGN_STEPS / 2 + 1);
    ck_assert_uint_gt(foreign[runes[0]], foreign[runes[1]]);
    ck_assert_uint_lt(foreign[runes[2]], WS_FOREIGN_STEPS / 2 - 1);
    ck_assert_uint_lt(foreign[runes[3]], WS_FOREIGN_STEPS / 2 - 1);
    for (uint32_t rune = 0; rune < WS_NAME_RUNES; rune++)
        ck_assert_uint_le(foreign[rune], WS_FOREIGN_STEPS);
}
END_TEST

int
main(void)
{
    TCase *tcase = tcase_create("row");

    tcase_add_unchecked_fixture(tcase, load_pack, release);
    tcase_add_loop_test(tcase, test_there_and_back, 0, WS_ROW_COUNT);
    tcase_add_test(tcase, test_names_are_unique);
    tcase_add_test(tcase, test_foreign_syllables);
    tcase_add_loop_test(tcase, test_unknown, 0, COUNT(unknown));
    return unit_run("lang/row", tcase);
}
