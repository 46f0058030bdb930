/*
 * doc/doc.h - one article on its way through the rooms: the text, and one growing
 * list for each stage.  A room reads the lists of earlier rooms and adds to its own.
 *
 *     read      input, id, date, ...
 *     norm      text
 *     layout    zones, published, outlet, place, reporters
 *     segment   words, sentences
 *     dict      matches, tail_at
 *     rule      patterns, hits, cands (with their rows of evidence)
 *     resolve   mentions, entities
 *     quote     quotes
 *     speaker   quotes' speakers
 *
 * A place in the text is a span of characters of the clean text.  Bytes of the input
 * come back only in write/, through text.from and text.to.
 */
#ifndef WS_DOC_DOC_H
#define WS_DOC_DOC_H

#include "base/arena.h"
#include "base/buf.h"
#include "doc/forms.h"
#include "lang/pack.h"

#define WS_NONE UINT32_MAX /* "no such record", for every index below */

struct ws_span {
    uint32_t start, end; /* half-open, characters of doc->text */
};

/*
 * The clean text, decoded once.  Character i is ch[i], of class cls[i] (enum
 * ws_chclass), and came from the input's bytes [from[i], to[i]): several input
 * characters may be one here (NFD), one may be several, some may be gone.
 * ch[n] is 0 and cls[n] is WS_CH_END, so a look at the next character is always safe.
 */
struct ws_text {
    uint32_t n;
    uint32_t *ch;
    uint8_t *cls;
    uint32_t *from, *to;
    uint32_t replaced; /* ill-formed byte runs that became U+FFFD */
    bool exact;        /* each character is one code point of the input, and none is left out */
};

#define WS_ZONE_LIST(X)                                                                            \
    X(HEADLINE, "headline")                                                                        \
    X(SUBHEAD, "subhead")                                                                          \
    X(BYLINE, "byline") X(CAPTION, "caption") X(BODY, "body") X(FURNITURE, "furniture")

enum ws_zone_kind {
#define WS_ZONE_ENUM(id, word) WS_ZONE_##id,
    WS_ZONE_LIST(WS_ZONE_ENUM)
#undef WS_ZONE_ENUM
        WS_ZONE_COUNT
};

/* Zones follow each other and cover the text but for blanks between them. */
struct ws_zone {
    struct ws_span span;
    enum ws_zone_kind kind;
};

struct ws_reporter {
    struct ws_span name;
    struct ws_span email; /* empty where none */
    uint32_t mention;     /* of the name; set by resolve; WS_NONE */
};

/* A run of letters and digits; AT&T, 3.5, U.S. and Trump's are one word each. */
struct ws_word {
    struct ws_span span;
    uint32_t sentence;
    struct ws_form *form; /* set by dict/; NULL: what is said of the word holds here alone */
};

/* Sentences lie inside one zone, in order, without overlap.  words [first, first + n). */
struct ws_sentence {
    struct ws_span span;
    uint32_t zone;
    uint32_t first_word, nwords;
};

/* An entry of the main trie at a place; sorted by start, longer ones first. */
struct ws_match {
    struct ws_span span;
    uint32_t entry;
    uint64_t classes; /* of the entry, beside its place: most matches are only asked for these */
};

struct ws_day {
    int16_t year; /* 0: unknown */
    int8_t month, day;
};

/* The value of an amount or a date, as DESIGN-ed in the README's example. */
struct ws_value {
    const char *amount;       /* decimal, NULL: none */
    const char *currency;     /* ISO 4217, NULL: unknown */
    const char *min, *max;    /* bounds of a range; NULL: none */
    const char *unit;         /* of a quantity */
    const char *timex;        /* TIMEX3 value; NULL: none */
    const char *grain;        /* "day", "month", ... */
    struct ws_day start, end; /* first and last day; year 0: unresolved */
    bool approx;
    bool repeat; /* comes back: every Monday, daily */
};

/* An amount, date, time, ...: found by its own shape, with its value. */
struct ws_pattern {
    struct ws_span span;
    uint8_t type;   /* index in types */
    uint8_t shape;  /* enum ws_sym: which scanner found it, a row of evidence */
    uint32_t value; /* in doc->values; WS_NONE */
};

/* Two dates and the words between, 3일부터 5일까지: a mention that holds them, where they are
 * mentions.  Or a length told from today, 지난 3년: the mention that the length is part of. */
struct ws_period {
    struct ws_span span;
    uint32_t first, last; /* patterns; the same one for a length */
    uint32_t value;
    uint8_t type;
};

/* A rule for mentions that matched: evidence for @span. */
struct ws_hit {
    struct ws_span span;
    uint32_t rule;
    uint8_t type;
};

/*
 * A span that may be a mention of one of @types (bit set).  score[t] is the sum of
 * its rows' weights; p[t] the marginal, after resolve.  Its rows are kept only for
 * --explain and for training.
 */
struct ws_cand {
    struct ws_span span;
    uint32_t sentence;
    uint16_t types;
    uint32_t pattern;          /* WS_NONE */
    uint32_t first_row, nrows; /* in doc->rows */
    float score[WS_MAX_TYPES];
    float p[WS_MAX_TYPES];
};

#define WS_CAND_HOPELESS (-7.0f) /* a score that no memory of the article saves */

/* Those of @types whose score is @floor or more; no branch hangs on a score. */
static inline uint32_t
ws_cand_above(uint32_t types, const float score[WS_MAX_TYPES], float floor)
{
    uint32_t above = 0, n = types < 1u << 4 ? 4 : WS_MAX_TYPES; /* names have the first few */

    for (uint32_t t = 0; t < n; t++)
        above |= (uint32_t)(score[t] >= floor) << t;
    return above & types;
}

/*
 * A mention.  @entity is WS_NONE until entities are joined, and stays so for amounts
 * and dates.  A title's @org is the entity of its organisation; a nested mention has
 * @parent.
 */
struct ws_mention {
    struct ws_span span;
    uint8_t type;
    float score;
    uint32_t sentence;
    uint32_t cand;   /* what it was; WS_NONE for nested ones without one */
    uint32_t parent; /* the mention it is nested in; WS_NONE */
    uint32_t entity;
    uint32_t org;   /* entity */
    uint32_t value; /* in doc->values */
    uint32_t same;  /* the amount that this one is in another currency; WS_NONE */
    uint8_t status; /* enum ws_sym of a title: former, acting, ...; 0: none */
};

struct ws_entity {
    uint8_t type;
    struct ws_span name;             /* the fullest form, as written */
    WS_LIST(struct ws_span) aliases; /* other forms, without repeats */
    WS_LIST(struct ws_span) titles;
    WS_LIST(uint32_t) mentions;
    uint32_t org;          /* entity; WS_NONE */
    const char *canonical; /* name= of its dictionary entry; NULL */
};

enum ws_quote_type { WS_QUOTE_DIRECT, WS_QUOTE_HEADLINE, WS_QUOTE_INDIRECT };

/* How a speaker was found; the words are speaker.how in the output. */
#define WS_HOW_LIST(X)                                                                             \
    X(NONE, "none")                                                                                \
    X(SUBJECT, "subject")                                                                          \
    X(TOPIC, "topic")                                                                              \
    X(CARRIED, "carried")                                                                          \
    X(ELIDED, "elided")                                                                            \
    X(APPOSITION, "apposition")                                                                    \
    X(HEADLINE, "headline")                                                                        \
    X(PRONOUN, "pronoun") X(ATTRIBUTION, "attribution") X(LABEL, "label")                  \
    X(ANSWER, "answer") X(OTHER, "other")

enum ws_how {
#define WS_HOW_ENUM(id, word) WS_HOW_##id,
    WS_HOW_LIST(WS_HOW_ENUM)
#undef WS_HOW_ENUM
        WS_HOW_COUNT
};

/* Who said it.  @span is the words that name the speaker for this quote, those of an
 * earlier quote where the sentence leaves them out; @entity joins them to a person or a body; @name is what
 * a reader should see: the entity's fullest form, or the noun phrase. */
struct ws_speaker {
    bool known;
    bool anonymous;
    struct ws_span span;
    struct ws_span name;
    uint32_t entity;
    enum ws_how how;
    float score;
};

/* Reported words.  @span covers what stands inside the marks; @outer the marks too. */
struct ws_quote {
    struct ws_span span, outer;
    enum ws_quote_type type;
    uint32_t sentence;  /* the one that holds its end */
    uint32_t parent;    /* the quote it is nested in; WS_NONE */
    uint32_t entry;     /* TAIL entry behind it; WS_NONE */
    struct ws_span cue; /* empty: none */
    uint32_t cue_entry; /* VERB.say or NOUN.say entry; WS_NONE */
    struct ws_speaker speaker;
    struct ws_span to, where;      /* whom it is said to, and where or in what; empty: none */
    uint32_t matches;              /* a headline quote: the body quote it shortens; WS_NONE */
    uint32_t continues;            /* the quote whose words it goes on with; WS_NONE */
    float score;                   /* that it is reported speech */
    uint32_t first_row, nrows;     /* keep evidence, in doc->rows */
    uint32_t first_why, nwhy;      /* speaker evidence of the winner, in doc->rows */
    uint32_t first_loser, nlosers; /* in doc->losers */
};

/*
 * What a word is to those who read whole sentences, one for each word; see doc/look.h.
 * A word is a stem and what the pack takes off its end:
 *
 *     연구원장은   stem [연구원장], role topic       Trump's   stem [Trump], role genitive
 */
struct ws_shape {
    uint64_t classes; /* of the entries that cover the stem, or the word */
    uint32_t stem_end;
    uint32_t tail;    /* entry of the end trie behind the stem; WS_NONE */
    uint32_t entry;   /* of the main trie, over the stem or the word; WS_NONE */
    uint32_t mention; /* the outermost mention that the stem is part of; WS_NONE */
    uint32_t say;     /* VERB.say entry that starts here; WS_NONE */
    uint32_t say_end; /* where it ends */
    uint32_t quote;   /* the outermost quote that holds it; WS_NONE */
    uint8_t role;     /* enum ws_role */
};

/* A speaker candidate that lost; for --explain. */
struct ws_loser {
    struct ws_span span; /* empty: "nobody" */
    float score;
};

/* Something in the record that was passed over; strings that outlive the document. */
struct ws_warning {
    const char *code, *message;
    uint32_t count;
};

struct ws_then; /* resolve/cover.h */

struct ws_doc {
    const struct ws_pack *pack; /* of the article's language */
    const struct ws_then *then; /* the pack's scores of neighbouring mentions */
    const struct ws_chars *chars;
    struct ws_arena arena;
    struct ws_rule_scratch scratch;
    struct ws_forms forms; /* outlive the article */
    bool keep_rows;        /* for --explain and training */

    /* read: the record */
    const char *input; /* the article's bytes; offsets count from here */
    uint32_t input_len;
    const char *id;                      /* as JSON: "a1" with its marks, or 17; NULL: none */
    const char *title;                   /* a title given beside the text; NULL */
    const char *source_json;             /* the record's other fields, as JSON; NULL */
    const char *lang;                    /* asked for by the record; NULL: by the text */
    struct ws_day given;                 /* publication date by record or option; year 0: none */
    const char *given_from;              /* "field" or "option" */
    WS_LIST(struct ws_warning) warnings; /* by any room; see ws_doc_warn() */

    struct ws_text text; /* norm */

    /* layout */
    WS_LIST(struct ws_zone) zones;
    struct ws_day published;
    const char *published_from;   /* "field", "option", "caption", "dateline", "input line" */
    struct ws_span outlet, place; /* empty: none */
    WS_LIST(struct ws_reporter) reporters;
    bool wrapped; /* lines are broken by width: a newline is a blank, except
                                      before an empty or an indented line */

    /* segment */
    WS_LIST(struct ws_word) words;
    WS_LIST(struct ws_sentence) sentences;
    uint32_t *word_at; /* per character: the word that covers it; WS_NONE */

    /* dict */
    WS_LIST(struct ws_match) matches;
    uint32_t *match_at; /* per character: first match starting there or later (n + 1) */
    uint32_t *tail_at;  /* per character p: 1 + the entry of the end trie that fills
                                      the word from p on and agrees with what stands before; 0 */

    /* rule */
    WS_LIST(struct ws_value) values;
    WS_LIST(struct ws_pattern) patterns;
    WS_LIST(struct ws_period) periods; /* sorted by start */
    WS_LIST(struct ws_hit) hits;
    WS_LIST(struct ws_cand) cands; /* sorted by start, then end */
    WS_LIST(ws_row) rows;

    /* resolve */
    WS_LIST(struct ws_mention) mentions; /* sorted by start, outer before inner */
    WS_LIST(struct ws_entity) entities;

    /* quote, speaker */
    struct ws_shape *shapes;         /* one a word; doc/look.h */
    WS_LIST(struct ws_quote) quotes; /* sorted by start */
    WS_LIST(struct ws_loser) losers;
};

/* A document for one thread; @mem as in whosaid_options. */
whosaid_status ws_doc_init(struct ws_doc *doc, const struct ws_chars *chars,
                           const whosaid_allocator *mem, whosaid_error *err);
void ws_doc_release(struct ws_doc *doc);
/* Ready for the next article: all lists empty, memory kept. */
void ws_doc_clear(struct ws_doc *doc);

/* Classes of the dictionary entries that cover exactly @span; 0: none. */
uint64_t ws_doc_classes(const struct ws_doc *doc, struct ws_span span);
/* The match that covers exactly @span, or NULL. */
const struct ws_match *ws_doc_match(const struct ws_doc *doc, struct ws_span span);
/* The longest match at @start with any of @classes, or NULL. */
const struct ws_match *ws_doc_longest(const struct ws_doc *doc, uint32_t start, uint64_t classes);
/* The sentence that holds character @at, or WS_NONE. */
uint32_t ws_doc_sentence(const struct ws_doc *doc, uint32_t at);
/* The zone kind at character @at; furniture where no zone is. */
enum ws_zone_kind ws_doc_zone(const struct ws_doc *doc, uint32_t at);
/* Role of the particle that stands at @at (the end of a stem) to the end of its word:
 * WS_ROLE_NONE where the word ends there or no particle fits. */
enum ws_role ws_doc_role(const struct ws_doc *doc, uint32_t at);
/* Are the characters of @a and @b the same? */
bool ws_doc_same(const struct ws_doc *doc, struct ws_span a, struct ws_span b);
/* Are the characters of @span the @len bytes of UTF-8 at @text? */
bool ws_doc_is(const struct ws_doc *doc, struct ws_span span, const char *text, size_t len);
/* Skip blanks: first character at or behind @at that is none (not past @end). */
uint32_t ws_doc_skip(const struct ws_doc *doc, uint32_t at, uint32_t end);
/* Note a warning, or count one more of its kind; false when memory is out. */
bool ws_doc_warn(struct ws_doc *doc, const char *code, const char *message);
/* Add @row to doc->rows where rows are kept; false when memory is out. */
bool ws_doc_row(struct ws_doc *doc, ws_row row);

static inline uint32_t
ws_span_len(struct ws_span span)
{
    return span.end - span.start;
}

static inline bool
ws_span_in(struct ws_span inner, struct ws_span outer)
{
    return inner.start >= outer.start && inner.end <= outer.end;
}

static inline bool
ws_span_overlap(struct ws_span a, struct ws_span b)
{
    return a.start < b.end && b.start < a.end;
}

#endif
