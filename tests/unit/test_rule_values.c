/*
 * tests/unit/test_rule_values.c - rule/number.c and what it calls: every form of
 * tests/values/<lang>.tsv with its value, one test a line, by itself and between other
 * sentences.
 */
#include "patterns.h"

#define FIELDS 5

static struct pattern_row *rows;
static int nrows;

/* A field of a line as it stands in the text: \n is a new line, - is nothing. */
static const char *
unescape(char *field)
{
    char *to = field;

    if (strcmp(field, "-") == 0)
        return NULL;
    for (const char *p = field; *p; p++)
        if (p[0] == '\\' && p[1] == 'n') {
            *to++ = '\n';
            p++;
        } else {
            *to++ = *p;
        }
    *to = '\0';
    return field;
}

static bool
add_row(const char *lang, char *line, const char *path, int number)
{
    const char *fields[FIELDS];
    char *next = line;

    for (int i = 0; i < FIELDS; i++) {
        char *field = next;

        if (!field) {
            fprintf(stderr, "%s:%d: %d fields, not %d\n", path, number, i, FIELDS);
            return false;
        }
        next = strchr(field, '\t');
        if (next)
            *next++ = '\0';
        fields[i] = unescape(field);
    }
    rows = realloc(rows, (size_t)(nrows + 1) * sizeof *rows);
    rows[nrows++] = (struct pattern_row){.lang = lang,
                                         .text = fields[0],
                                         .type = fields[1],
                                         .span = fields[2] ? fields[2] : "",
                                         .value = fields[3],
                                         .published = fields[4]};
    return true;
}

/* The forms of the file at @path, which its language names; the lines stay in memory to the end. */
static bool
load(const char *path)
{
    char *lang = strdup(strrchr(path, '/') + 1), line[4096];
    bool ok = true;
    FILE *f;

    *strchr(lang, '.') = '\0';
    f = fopen(path, "r");
    if (!f) {
        fprintf(stderr, "%s: cannot open\n", path);
        return false;
    }
    for (int number = 1; ok && fgets(line, sizeof line, f); number++) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] && line[0] != '#')
            ok = add_row(lang, strdup(line), path, number);
    }
    fclose(f);
    return ok;
}

START_TEST(row)
{
    patterns_check(&rows[_i]);
}
END_TEST

/* Sentences around a form do not change its value. */
START_TEST(row_in_noise)
{
    static const char *const noise[][3] = {
        {"ko", "아무도 몰랐다.\n\n", "\n\n아무도 없다."},
        {"en", "Nobody knew.\n\n", "\n\nNobody came."},
        {"fr", "Personne ne savait.\n\n", "\n\nPersonne ne vint."}, /* others: new lines */
    };
    struct pattern_row noisy = rows[_i];
    const char *before = "\n\n", *behind = "\n\n";
    size_t room;
    char *text;

    for (size_t i = 0; i < COUNT(noise); i++)
        if (strcmp(noisy.lang, noise[i][0]) == 0) {
            before = noise[i][1];
            behind = noise[i][2];
        }
    room = strlen(before) + strlen(rows[_i].text) + strlen(behind) + 1;
    text = malloc(room);
    ck_assert_ptr_nonnull(text);
    snprintf(text, room, "%s%s%s", before, rows[_i].text, behind);
    noisy.text = text;
    patterns_check(&noisy);
    free(text);
}
END_TEST

int
main(void)
{
    char path[512];
    glob_t files;

    if (!getenv("WHOSAID_DICTS"))
        return 1;
    snprintf(path, sizeof path, "%s/../tests/values/*.tsv", getenv("WHOSAID_DICTS"));
    if (glob(path, 0, NULL, &files)) {
        fprintf(stderr, "%s: no forms\n", path);
        return 1;
    }
    for (size_t i = 0; i < files.gl_pathc; i++)
        if (!load(files.gl_pathv[i]))
            return 1;
    globfree(&files);
    return patterns_run("rule/values", row, nrows) ||
           patterns_run("rule/values in noise", row_in_noise, nrows);
}
