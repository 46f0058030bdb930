/*
 * lang/rule.h - rule files: parse and compile.
 *
 * A rule is a PCRE2 pattern that is tried only where one of its literal triggers
 * stands, anchored at that place; a rule without a trigger is refused.
 *
 *     file     = { stanza }          stanzas are parted by empty lines; # comments
 *     stanza   = "rule" name         unique in its pack
 *                "for" use           mention | zone | final | hold: who runs it
 *                [ "type" word ]     what it proposes: PERSON, byline, ...
 *                "trigger" text {text}  literals, parted by blanks
 *                [ "before" set ]    what must stand right before the trigger, and
 *                [ "earlier" set ]   the same for the character before that one
 *                [ "next" set ]      right behind it, looked at before the pattern is
 *                "pattern" regex     anchored at the trigger; (?<= ) may look back
 *                { "match" text }    must match: [ ] around what it must propose,
 *                                    \[ \] are brackets of the text
 *                { "not" text }      must not match anywhere
 *
 * A set is written as in a regex, without its brackets: characters and ranges, ^ before
 * them for all others; \s is a blank (space, tab, line end), \e an end of the text, where
 * nothing stands; "before \l" alone is the start of a line, blanks aside.  Most places are
 * turned away by their sets, so say in them what a pattern would otherwise look for first.
 *
 *     before \s         (?<=\s)          next ^가-힣       (?![가-힣]) behind the trigger
 *     before \s\e       (?<!\S)
 *
 * The named group "span" is what the rule proposes; without it, the whole match.  A group
 * "from" inside a look-behind moves its start back: (?<=(?<from>[가-힣]))(?<span>모).
 * Both kinds of examples run as tests.
 */
#ifndef WS_LANG_RULE_H
#define WS_LANG_RULE_H

#define PCRE2_CODE_UNIT_WIDTH 32
#include <pcre2.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "whosaid.h"

/* Who runs a rule: "for" of its stanza. */
#define WS_USE_LIST(X)                                                                             \
    X(MENTION, "mention") /* evidence for a span */                                                \
    X(ZONE, "zone")       /* kinds of lines */                                                     \
    X(FINAL, "final")     /* the last character may end a sentence without a stop */               \
    X(HOLD, "hold")       /* a word that goes on with the sentence before it */

enum ws_use {
#define WS_USE_ENUM(id, word) WS_USE_##id,
    WS_USE_LIST(WS_USE_ENUM)
#undef WS_USE_ENUM
        WS_USE_COUNT
};

struct ws_rule_example {
    const char *text;
    uint32_t line;
    bool matches; /* "match" or "not" */
};

/* A set of characters before or behind a trigger. */
struct ws_rule_edge {
    const uint64_t *bits; /* of the characters [low, low + n); NULL: not asked for */
    uint32_t low, n;
    bool others; /* written with ^ */
    bool end;    /* nothing at all suits too */
    bool blank;  /* none but blanks and nothing suit */
    bool line;   /* and only where the line starts with them */
};

/* A pattern, compiled. */
struct ws_regex {
    pcre2_code *code; /* 32-bit: offsets are characters */
    bool jit;         /* compiled to machine code */
    int span_group;   /* number of the group "span"; 0: the whole match */
    int from_group;   /* of the group "from"; 0: none */
};

/*
 * Rules read from their files are compiled at once, so that a mistake is told.  Those of a
 * packed file, which were compiled when it was made, wait until their trigger first stands in
 * a text: the first thread that needs one compiles it, and of two at once one is kept.
 */
struct ws_rule {
    const char *name;
    enum ws_use use;  /* WS_USE_COUNT while it is not said */
    const char *type; /* the word of "type"; "" where none */
    const char *file;
    uint32_t line;
    struct ws_rule_edge before, earlier, next;
    bool literal; /* the pattern is the trigger itself: where that stands, it matches */
    const uint32_t *runes; /* the pattern as it is written */
    uint32_t nrunes;
    _Atomic(struct ws_regex *) regex; /* NULL: not compiled yet; see ws_rule_regex() */
    const struct ws_rule_example *examples;
    uint32_t nexamples;
};

struct ws_rule_trigger {
    const uint32_t *runes;
    uint32_t nrunes;
    uint32_t first, second; /* runes[0] and [1]; second is 0 where there is none */
    uint32_t rule;
    enum ws_use use; /* of the rule */
};

/* The triggers of one use that start with the same character (by its low 16 bits). */
struct ws_rule_group {
    uint32_t from, to; /* in ws_rules.triggers, in the order of their rules */
    uint64_t seconds;  /* bit set over the low 6 bits of their second characters */
    bool anywhere;     /* not all of them want a blank before */
};

/*
 * The rules for one use.  Few characters start a trigger, which a bit tells; it leads to its
 * triggers in two looks:
 *
 *     starts[사] = 7     groups[7]: 사진 사진은 사진설명     starts[삭] = 0: none
 */
struct ws_rule_set {
    uint64_t some[1024];          /* bit set over the low 16 bits of first characters */
    uint64_t inner[1024];         /* those of triggers that need not start a line; ends of lines */
    uint32_t only;                /* the first character of all of them; 0: there are several */
    uint16_t *starts;             /* by the low 16 bits of a first character */
    struct ws_rule_group *groups; /* from 1 on */
    uint32_t ngroups;             /* 1: there are no rules */
};

struct ws_rules {
    struct ws_rule *rules;
    uint32_t nrules;
    struct ws_rule_trigger *triggers; /* by use, first character, rule */
    uint32_t ntriggers;
    struct ws_rule_set *sets; /* WS_USE_COUNT */
};

/* A rule file in memory; the path is for errors and --explain. */
struct ws_rule_source {
    const char *path, *bytes;
    size_t len;
};

/* Every *.rule file of @dir in the order of their names, in @arena; none is fine. */
whosaid_status ws_rule_sources(struct ws_rule_source **sources, size_t *n, struct ws_arena *arena,
                               const char *dir, whosaid_error *err);
/* Read the rules of these files, and compile them, or leave that for later (@late); paths must
 * last as long as @rules. */
whosaid_status ws_rules_read(struct ws_rules *rules, struct ws_arena *arena,
                             const struct ws_rule_source *sources, size_t n, bool late,
                             whosaid_error *err);
/* The compiled pattern of @rule, by any thread; NULL where memory is out. */
const struct ws_regex *ws_rule_regex(const struct ws_rule *rule);
/* Both in one. */
whosaid_status ws_rules_load(struct ws_rules *rules, struct ws_arena *arena, const char *dir,
                             whosaid_error *err);
void ws_rules_release(struct ws_rules *rules);
/* Index of the rule called @name, or -1. */
int ws_rules_find(const struct ws_rules *rules, const char *name, size_t len);

/* What a match proposes, [*start, *end); false where its groups are empty. */
bool ws_rule_span(const struct ws_rule *rule, const PCRE2_SIZE *ovector, uint32_t ngroups,
                  uint32_t *start, uint32_t *end);

/* What matching needs and threads cannot share. */
struct ws_rule_scratch {
    pcre2_match_data *data;
    pcre2_match_context *context;
};
bool ws_rule_scratch_init(struct ws_rule_scratch *scratch);
void ws_rule_scratch_release(struct ws_rule_scratch *scratch);

/* Called for each match; @ovector as PCRE2 gives it (start and end of each group). */
typedef bool ws_rule_hit(void *user, const struct ws_rules *rules, uint32_t rule,
                         const PCRE2_SIZE *ovector, uint32_t ngroups);

/*
 * Run the rules for @use over text[start, end) (code points; patterns may look at all
 * of text[0, n)).  @hit returns false to stop.  Each rule at each trigger has
 * PCRE2's match limit set low, so a bad pattern costs time, never minutes.
 * Returns false only if @hit did.
 */
bool ws_rules_run(const struct ws_rules *rules, enum ws_use use,
                  const struct ws_rule_scratch *scratch, const uint32_t *text, uint32_t n,
                  uint32_t start, uint32_t end, ws_rule_hit *hit, void *user);

#endif
