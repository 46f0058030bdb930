/*
 * whosaid.h - the whole public interface of libwhosaid.
 *
 * whosaid reads press articles and answers, as JSON, who and what is named and
 * who said what.  Two objects:
 *
 *     whosaid_engine   language packs, dictionaries, weights; built once, then
 *                      read-only: share it freely between threads
 *     whosaid_result   one article's answer and the memory it was worked out in;
 *                      one a thread, used again for article after article
 *
 *     whosaid_engine *engine = NULL;
 *     whosaid_result *result = NULL;
 *     whosaid_error err = {0};
 *
 *     if (whosaid_engine_new(&engine, NULL, &err) == WHOSAID_OK &&
 *         whosaid_result_new(&result, engine, &err) == WHOSAID_OK) {
 *         whosaid_input in = {.bytes = text, .len = strlen(text)};
 *         if (whosaid_analyze(result, &in, &err) == WHOSAID_OK)
 *             puts(whosaid_result_json(result, NULL));
 *     }
 *     whosaid_result_free(result);
 *     whosaid_engine_free(engine);
 *
 * Strings are UTF-8.  No function prints, exits or keeps state of its own.
 */
#ifndef WHOSAID_H
#define WHOSAID_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define WHOSAID_API   __attribute__((visibility("default")))
#define WHOSAID_CHECK __attribute__((warn_unused_result))
#else
#define WHOSAID_API
#define WHOSAID_CHECK
#endif

#define WHOSAID_VERSION "0.1.0"

/* What a call may answer: name, number, the word in error records, text. */
#define WHOSAID_STATUS_LIST(X)                                                                     \
    X(OK, 0, "ok", "success")                                                                      \
    X(E_NOMEM, 1, "no_memory", "out of memory")                                                    \
    X(E_USAGE, 2, "usage", "a wrong option or argument")                                           \
    X(E_IO, 3, "io", "a file cannot be read")                                                      \
    X(E_PACK, 4, "pack", "a language pack or dictionary is unusable")                              \
    X(E_RECORD, 5, "bad_record", "an input record is not an article")                              \
    X(E_JSON, 6, "bad_json", "an input record is not JSON")                                        \
    X(E_ENCODING, 7, "encoding", "the input is not UTF-8")                                         \
    X(E_LIMIT, 8, "limit", "the input is larger than the limit")

typedef enum whosaid_status {
#define WHOSAID_STATUS_ENUM(name, number, word, text) WHOSAID_##name = number,
    WHOSAID_STATUS_LIST(WHOSAID_STATUS_ENUM)
#undef WHOSAID_STATUS_ENUM
} whosaid_status;

/*
 * Where and why a call failed.  The caller's; may be passed as NULL.  The first
 * writer wins, so the deepest cause is kept: clear it (status = WHOSAID_OK)
 * before it is used again.
 */
typedef struct whosaid_error {
    whosaid_status status;
    char file[256];  /* "" where no file is meant */
    uint32_t line;   /* from 1; 0 where no line is meant */
    uint32_t column; /* from 1, in bytes; 0 likewise */
    uint64_t byte;   /* offset in the input */
    char text[256];  /* lower case, no full stop */
} whosaid_error;

/* Memory for everything the library keeps.  @resize(NULL) allocates. */
typedef struct whosaid_allocator {
    void *(*resize)(void *user, void *old, size_t size); /* NULL on failure; old stays valid */
    void (*release)(void *user, void *old);              /* NULL is fine */
    void *user;
} whosaid_allocator;

/* The unit of every start and end in the answer. */
typedef enum whosaid_offsets {
    WHOSAID_OFFSETS_CODEPOINT,
    WHOSAID_OFFSETS_BYTE,
    WHOSAID_OFFSETS_UTF16,
    WHOSAID_OFFSETS_ALL /* start/end in code points, and byte_*, utf16_* beside them */
} whosaid_offsets;

typedef enum whosaid_format {
    WHOSAID_FORMAT_AUTO, /* by the first bytes: a JSON object, or text */
    WHOSAID_FORMAT_TEXT, /* the bytes are the article */
    WHOSAID_FORMAT_JSON  /* the bytes are one record {"id","text","lang"?,"date"?,...} */
} whosaid_format;

/* How an engine is to work.  Zero (or a NULL pointer) gives every default. */
typedef struct whosaid_options {
    const char *dict_dir;     /* folder of language packs, files "ko.pack" or folders "ko" beside
                                 types.tsv; NULL: see whosaid_dict_dir() */
    const char *newsroom_dir; /* folder of entry files above those of the packs: *.tsv in it for
                                 all languages, in its folder "ko" for that one; NULL: none */
    const char *const *dicts; /* the user's own entry files, above those; in any order */
    size_t ndicts;
    const char *lang;  /* "ko", "en"; NULL or "auto": by the text */
    const char *date;  /* "2020-12-07": publication date where the input has none */
    const char *types; /* "PERSON,ORG": only these mentions; NULL: all */
    whosaid_offsets offsets;
    int explain;                        /* give the evidence with each mention and quote */
    int indent;                         /* spread the JSON over lines, for people */
    const whosaid_allocator *allocator; /* NULL: malloc; copied */
} whosaid_options;

/* One record of input.  Nothing is kept after the call. */
typedef struct whosaid_input {
    const char *bytes;
    size_t len;
    whosaid_format format;
    const char *id; /* the answer's id where the record has none; may be NULL */
    uint64_t line;  /* the record's line for error records; 0: none */
} whosaid_input;

typedef struct whosaid_engine whosaid_engine;
typedef struct whosaid_result whosaid_result;

/*
 * Build an engine: read the packs, compile their rules.  Takes milliseconds.
 * Returns WHOSAID_E_PACK (with file, line, column) for an unusable pack or
 * dictionary, WHOSAID_E_USAGE for an unknown language or type or a bad date.
 */
WHOSAID_API whosaid_status whosaid_engine_new(whosaid_engine **out, const whosaid_options *options,
                                              whosaid_error *err) WHOSAID_CHECK;
WHOSAID_API void whosaid_engine_free(whosaid_engine *engine); /* NULL is fine, here and below */

/*
 * Tell what is wrong with entry files, before they are used: lines that cannot be read, that
 * can never match, that stand there twice, or that take a common word or an entry of the
 * packs for a name.  @report is called for each problem in the order of the lines, with its
 * file, line, column and what to do; what it is given lasts for the call.  Returns
 * WHOSAID_E_IO where a file cannot be opened; problems are no failure.
 */
typedef void whosaid_dict_report(void *user, const whosaid_error *problem);
WHOSAID_API whosaid_status whosaid_dict_check(const whosaid_engine *engine,
                                              const char *const *files, size_t nfiles,
                                              whosaid_dict_report *report, void *user,
                                              whosaid_error *err) WHOSAID_CHECK;

/* A line of an entry file that speaks for a stretch of text. */
typedef struct whosaid_dict_line {
    const char *text;  /* the stretch; not NUL-ended */
    size_t len;        /* in bytes, like start */
    size_t start;      /* where it starts */
    const char *entry; /* class: "ORG.company" */
    const char *layer; /* "built-in", "newsroom" or "user" */
    const char *file;
    uint32_t line;
} whosaid_dict_line;

/*
 * Which entries stand in @text (@len bytes): @report is called for each of their lines, from
 * left to right, longer entries first; what it is given lasts for the call.  Returns
 * WHOSAID_E_LIMIT for a text of 2 GiB or more.
 */
typedef void whosaid_dict_found(void *user, const whosaid_dict_line *line);
WHOSAID_API whosaid_status whosaid_dict_find(const whosaid_engine *engine, const char *text,
                                             size_t len, whosaid_dict_found *report, void *user,
                                             whosaid_error *err) WHOSAID_CHECK;

/* A mention that somebody has marked in a text, in code points: [start, end). */
typedef struct whosaid_dict_gold {
    const char *type; /* "PERSON"; NULL: what stands here is not judged */
    size_t start, end;
} whosaid_dict_gold;

/* Counts over texts, one type's. */
typedef struct whosaid_dict_counts {
    const char *type;
    unsigned long gold;    /* mentions marked */
    unsigned long whole;   /* of them, those that are an entry of the type */
    unsigned long touched; /* those that an entry or a part of names of the type starts or ends */
    unsigned long matches; /* entries of the type that stand as words of their own, the longest
                              from the left, and are no common words */
    unsigned long right;   /* of them, those that are a mention of the type */
} whosaid_dict_counts;

/* A match that was counted: @len bytes of the text, as an entry of @type; is it a mention? */
typedef void whosaid_dict_matched(void *user, const char *type, const char *text, size_t len,
                                  int right);

/*
 * How much of the mentions @gold of @text the entries know: added to @counts, one for each type
 * of its list; mentions of other types are left out.  @lang is "ko", or NULL: by the text.
 * @report, which may be NULL, is called for each match of any type.  Returns WHOSAID_E_RECORD
 * where a mention lies outside the text.
 */
WHOSAID_API whosaid_status whosaid_dict_coverage(const whosaid_engine *engine, const char *lang,
                                                 const char *text, size_t len,
                                                 const whosaid_dict_gold *gold, size_t ngold,
                                                 whosaid_dict_counts *counts, size_t ncounts,
                                                 whosaid_dict_matched *report, void *user,
                                                 whosaid_error *err) WHOSAID_CHECK;

/*
 * Make one file of the language pack in @folder ("dicts/ko"; types.tsv stands beside it), to be
 * put beside others as "ko.pack": such a file is mapped, not read.  The same folder gives the
 * same bytes.  Returns WHOSAID_E_PACK for an unusable pack, WHOSAID_E_IO where @file cannot be
 * written.
 */
WHOSAID_API whosaid_status whosaid_dict_build(const char *folder, const char *file,
                                              whosaid_error *err) WHOSAID_CHECK;

/* A result bound to @engine, which must outlive it.  One thread at a time. */
WHOSAID_API whosaid_status whosaid_result_new(whosaid_result **out, const whosaid_engine *engine,
                                              whosaid_error *err) WHOSAID_CHECK;
WHOSAID_API void whosaid_result_free(whosaid_result *result);

/*
 * Annotate one article, replacing what @result held before.
 *
 * A record that is no article gives WHOSAID_E_RECORD, _E_JSON, _E_ENCODING or
 * _E_LIMIT, and the result then holds an error record instead of an answer:
 * {"line":17,"id":null,"error":{"code":"bad_json","message":"..."}}.  After
 * WHOSAID_E_NOMEM the result is empty.
 */
WHOSAID_API whosaid_status whosaid_analyze(whosaid_result *result, const whosaid_input *input,
                                           whosaid_error *err) WHOSAID_CHECK;

/* The answer as one JSON object, NUL-ended, without a final newline; it lives
 * until the next whosaid_analyze() or _free().  @len may be NULL. */
WHOSAID_API const char *whosaid_result_json(const whosaid_result *result, size_t *len);

/* The word ("bad_json") and the sentence of a status; never NULL. */
WHOSAID_API const char *whosaid_status_word(whosaid_status status);
WHOSAID_API const char *whosaid_status_text(whosaid_status status);

/* The version of the library, and the folder where it looks for packs when the
 * options name none: $WHOSAID_DICTS, else where `meson install` put them, else
 * where the build did. */
WHOSAID_API const char *whosaid_version(void);
WHOSAID_API const char *whosaid_dict_dir(void);

#ifdef __cplusplus
}
#endif
#endif
