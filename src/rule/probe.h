/*
 * rule/probe.h - stage 6, inside: what the readers of amounts and dates share.
 *
 *     at -> ws_probe_word() -> the longest entry of some class that starts there
 *
 * The readers go from place to place and ask for words of the classes they can use.
 * Asking walks the main trie from any place, also from inside a word, because in
 * 3만2천억원 every piece starts where no word does.
 */
#ifndef WS_RULE_PROBE_H
#define WS_RULE_PROBE_H

#include "base/chars.h"
#include "doc/doc.h"
#include "rule/days.h"

/* A day that the text has named, for 이날 and that day; and for the second half of
 * 12월 7일부터 9일까지. */
struct ws_named {
    struct ws_day day; /* year 0: none yet */
    struct ws_day wide; /* for 그해, that month: the first day of the last year, month, week, day */
    uint32_t wide_end; /* where its words end */
    uint32_t end;      /* where those of the day do */
    bool has_month;    /* said with its month */
};

/* The hour read last, for the second half of 오후 2시부터 5시까지. */
struct ws_hour {
    int hour;     /* of 24 */
    uint32_t end; /* where its words end; 0: none yet */
};

#define WS_LOOK_WORDS 8  /* at one place, the longest first */
#define WS_LOOKS      64 /* places kept in mind */

/* The words of use that start at one place. */
struct ws_look {
    uint32_t at; /* WS_NONE: empty */
    uint32_t n;
    uint64_t classes; /* of all of them */
    uint32_t ends[WS_LOOK_WORDS];
    const struct ws_entry *words[WS_LOOK_WORDS];
};

/* Mention types of patterns: indices in doc->pack->types, or WS_NO_TYPE. */
enum ws_pattern_type {
    WS_TYPE_MONEY,
    WS_TYPE_DATE,
    WS_TYPE_TIME,
    WS_TYPE_DURATION,
    WS_TYPE_PERCENT,
    WS_TYPE_QUANTITY,
    WS_PATTERN_TYPES
};

struct ws_figures; /* figure.h */
struct ws_length;  /* length.h */
struct ws_lunar;   /* lunar.h */

struct ws_probe {
    struct ws_doc *doc;
    const uint32_t *ch;
    const uint8_t *cls;
    uint32_t n;
    const struct ws_class_sets *is;
    uint64_t units;        /* all UNIT classes */
    uint64_t dated;        /* what places something in the calendar by itself */
    uint64_t used;         /* every class that is ever asked for */
    struct ws_look *looks; /* WS_LOOKS of them */
    struct ws_figures *figures;
    struct ws_length *length; /* the one read last */
    struct ws_lunar *lunar;   /* holidays met so far */
    uint8_t types[WS_PATTERN_TYPES];
    struct ws_day today; /* of publication; year 0: unknown */
    struct ws_named named;
    struct ws_hour hour;
    uint32_t features; /* of the pack */
    uint32_t nights;    /* where the last count of nights ends: 1박 2일 is no 2nd */
};

/* One reading of a stretch of text.  @end 0: nothing read. */
struct ws_reading {
    uint32_t start, end;
    uint8_t type; /* WS_NO_TYPE: read, but not to be proposed */
    enum ws_sym shape;
    struct ws_value value; /* strings in doc->arena */
};

/* The longest entry with any of @classes that starts at @at, or NULL; *end behind it.
 * Words in letters with case end where the letters do. */
static inline const struct ws_entry *ws_probe_word(const struct ws_probe *probe, uint32_t at,
                                                   uint64_t classes, uint32_t *end);
/* Classes of all the words that start at @at. */
static inline uint64_t ws_probe_classes(const struct ws_probe *probe, uint32_t at);
/* The entry with any of @classes that ends at @end and starts at most 12 characters
 * before it, the longest; *start where. */
const struct ws_entry *ws_probe_word_before(const struct ws_probe *probe, uint32_t end,
                                            uint64_t classes, uint32_t *start);

/* Behind one blank at @at; @at itself where none stands. */
uint32_t ws_probe_gap(const struct ws_probe *probe, uint32_t at);
/* Behind one blank or hyphen. */
uint32_t ws_probe_joint(const struct ws_probe *probe, uint32_t at);
/* Behind a word at @at that joins numbers (join=1): two hundred and fifty, three years and two
 * months; @at itself where none stands. */
uint32_t ws_probe_behind_and(const struct ws_probe *probe, uint32_t at);

/* Does the word end at @at, or only particles follow in it? */
bool ws_probe_edge(const struct ws_probe *probe, uint32_t at);
/* Does no letter or digit touch @at from before? */
bool ws_probe_opens(const struct ws_probe *probe, uint32_t at);
/* Attribute @name of the entry that the word at @at is, whatever its class; NULL: none.  *end
 * behind the word. */
const char *ws_probe_says(const struct ws_probe *probe, uint32_t at, const char *name,
                          uint32_t *end);
/* May the word before @at lead to a @what (leads=day, leads=year+ahead)? */
/* Does a word at @at that says joins=@what stand there?  Then *end: behind it. */
bool ws_probe_joins(const struct ws_probe *probe, uint32_t at, const char *what, uint32_t *end);

bool ws_probe_led(const struct ws_probe *probe, uint32_t at, const char *what);
/* Is there no further word at @at, before a sign or the end of the line? */
bool ws_probe_closes(const struct ws_probe *probe, uint32_t at);
/* One of - – ~ ∼ that joins two ends of a range. */
bool ws_probe_dash(const struct ws_probe *probe, uint32_t at);

/* The words at @at, walked once and asked for many times: put them in @look. */
void ws_probe_fill(const struct ws_probe *probe, uint32_t at, struct ws_look *look);

static inline const struct ws_look *
ws_probe_look(const struct ws_probe *probe, uint32_t at)
{
    struct ws_look *look = &probe->looks[at % WS_LOOKS];

    if (look->at != at)
        ws_probe_fill(probe, at, look);
    return look;
}

static inline uint64_t
ws_probe_classes(const struct ws_probe *probe, uint32_t at)
{
    return at < probe->n ? ws_probe_look(probe, at)->classes : 0;
}

static inline const struct ws_entry *
ws_probe_word(const struct ws_probe *probe, uint32_t at, uint64_t classes, uint32_t *end)
{
    const struct ws_look *look;

    if (at >= probe->n)
        return NULL;
    look = ws_probe_look(probe, at);
    if (look->classes & classes) {
        for (uint32_t k = 0; k < look->n; k++) {
            if (look->words[k]->classes & classes) {
                *end = look->ends[k];
                return look->words[k];
            }
        }
    }
    return NULL;
}

static inline bool
ws_probe_digit(const struct ws_probe *probe, uint32_t at)
{
    return at < probe->n && probe->cls[at] == WS_CH_DIGIT;
}

/* Is attribute @name of the lines of @classes equal to @value? */
static inline bool
ws_probe_is(const struct ws_entry *entry, uint64_t classes, const char *name, const char *value)
{
    const char *found = ws_entry_attr(entry, classes, name);

    return found && strcmp(found, value) == 0;
}

/* Is it there at all? */
static inline bool
ws_probe_has(const struct ws_entry *entry, uint64_t classes, const char *name)
{
    return ws_entry_attr(entry, classes, name) != NULL;
}

/* A copy in the article's arena; NULL when memory is out. */
const char *ws_probe_keep(const struct ws_probe *probe, const char *text);

#endif
