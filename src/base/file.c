/*
 * base/file.c - see file.h.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

whosaid_status
ws_file_read(char **bytes, size_t *len, struct ws_arena *arena, const char *path,
             whosaid_error *err)
{
    whosaid_status status = WHOSAID_OK;
    FILE *file = fopen(path, "rb");
    struct stat about;
    long size = -1;

    *bytes = NULL;
    *len = 0;
    if (!file)
        return ws_fail_at(err, WHOSAID_E_IO, path, 0, 0, "cannot open: %s", strerror(errno));
    if (fstat(fileno(file), &about) == 0 && S_ISDIR(about.st_mode))
        errno = EISDIR; /* its size means nothing */
    else if (fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size < 0 || fseek(file, 0, SEEK_SET) != 0) {
        status = ws_fail_at(err, WHOSAID_E_IO, path, 0, 0, "cannot read: %s", strerror(errno));
        goto done;
    }
    *bytes = ws_arena_alloc(arena, (size_t)size + 1);
    if (!*bytes) {
        status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        goto done;
    }
    *len = fread(*bytes, 1, (size_t)size, file);
    (*bytes)[*len] = '\0';
    if (ferror(file))
        status = ws_fail_at(err, WHOSAID_E_IO, path, 0, 0, "cannot read: %s", strerror(errno));
done:
    fclose(file);
    return status;
}

whosaid_status
ws_file_replace(const char *path, const char *bytes, size_t len, whosaid_error *err)
{
    char fresh[4096];
    FILE *file = NULL;
    bool fine = false;

    if (snprintf(fresh, sizeof fresh, "%s.%ld.new", path, (long)getpid()) < (int)sizeof fresh)
        file = fopen(fresh, "wb");
    if (file) {
        fine = fwrite(bytes, 1, len, file) == len;
        fine = fclose(file) == 0 && fine;
        fine = fine && rename(fresh, path) == 0;
        if (!fine) {
            int why = errno;

            (void)remove(fresh);
            errno = why;
        }
    }
    return fine ? WHOSAID_OK
                : ws_fail_at(err, WHOSAID_E_IO, path, 0, 0, "cannot write: %s", strerror(errno));
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
ends_with(const char *name, const char *suffix)
{
    size_t n = strlen(name), k = strlen(suffix);

    return n > k && memcmp(name + n - k, suffix, k) == 0;
}

static bool
is_pack(const char *dir, const char *name, const char *suffix)
{
    char path[4096];
    FILE *file;

    (void)suffix;
    if (ends_with(name, ".pack"))
        return true;
    if (snprintf(path, sizeof path, "%s/%s.pack", dir, name) >= (int)sizeof path ||
        access(path, F_OK) == 0 ||
        snprintf(path, sizeof path, "%s/%s/pack.tsv", dir, name) >= (int)sizeof path)
        return false;
    file = fopen(path, "rb");
    if (file)
        fclose(file);
    return file != NULL;
}

static bool
is_named(const char *dir, const char *name, const char *suffix)
{
    (void)dir;
    return ends_with(name, suffix);
}

bool
ws_file_is_dir(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* The names in @dir that @fits says yes to. */
static whosaid_status
list_dir(const char *const **names, size_t *n, struct ws_arena *arena, const char *dir,
         bool (*fits)(const char *, const char *, const char *), const char *suffix,
         whosaid_error *err)
{
    WS_LIST(const char *) list = {0};
    struct dirent *entry;
    DIR *folder = opendir(dir);

    *names = NULL;
    *n = 0;
    while (folder && (entry = readdir(folder))) {
        const char **slot;

        if (entry->d_name[0] == '.' || !fits(dir, entry->d_name, suffix))
            continue;
        slot = ws_list_add(arena, &list);
        if (!slot || !(*slot = ws_arena_copy(arena, entry->d_name, strlen(entry->d_name)))) {
            closedir(folder);
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        }
    }
    if (folder)
        closedir(folder);
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, by_name);
    *names = list.v;
    *n = list.n;
    return WHOSAID_OK;
}

whosaid_status
ws_file_list(const char *const **names, size_t *n, struct ws_arena *arena, const char *dir,
             const char *suffix, whosaid_error *err)
{
    return list_dir(names, n, arena, dir, is_named, suffix, err);
}

whosaid_status
ws_file_packs(const char *const **names, size_t *n, struct ws_arena *arena, const char *dir,
              whosaid_error *err)
{
    return list_dir(names, n, arena, dir, is_pack, NULL, err);
}

const char *
ws_file_path(struct ws_arena *arena, const char *dir, const char *name)
{
    size_t a = strlen(dir), b = strlen(name);
    char *out = ws_arena_alloc(arena, a + b + 2);

    if (out) {
        memcpy(out, dir, a);
        out[a] = '/';
        memcpy(out + a + 1, name, b + 1);
    }
    return out;
}

/* Cut the line [line, end) into fields. */
static void
split(struct ws_tsv *tsv, char *line, char *end)
{
    char *field = line, *tab;

    tsv->nfields = 0;
    do {
        char *stop;

        tab = memchr(field, '\t', (size_t)(end - field));
        stop = tab ? tab : end;
        *stop = '\0';
        if (tsv->nfields < WS_TSV_FIELDS) {
            tsv->fields[tsv->nfields] = field;
            tsv->column[tsv->nfields] = (uint32_t)(field - line) + 1;
            tsv->len[tsv->nfields] = (uint32_t)(stop - field);
        }
        tsv->nfields++;
        field = stop + 1;
    } while (tab);
}

struct ws_tsv
ws_tsv_start(char *bytes, size_t len)
{
    size_t mark = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    return (struct ws_tsv){.at = bytes + mark, .end = bytes + len};
}

bool
ws_tsv_next(struct ws_tsv *tsv)
{
    while (tsv->at < tsv->end) {
        char *line = tsv->at;
        char *stop = memchr(line, '\n', (size_t)(tsv->end - line));

        if (!stop)
            stop = tsv->end;
        tsv->at = stop < tsv->end ? stop + 1 : stop;
        tsv->line++;
        if (stop > line && stop[-1] == '\r')
            stop--;
        if (stop == line || *line == '#')
            continue;
        split(tsv, line, stop);
        return true;
    }
    return false;
}
