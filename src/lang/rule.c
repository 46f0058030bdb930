/*
 * lang/rule.c - see rule.h.
 */
#include "lang/rule.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"

#define MAX_PATTERN  2000
#define MATCH_LIMIT  20000
#define MAX_TRIGGERS 4000
#define MAX_SET      400   /* characters in the text of one set */
#define MAX_SPAN     65536 /* from its first character to its last */
#define LOW          0xFFFFu

/* What one stanza has said so far. */
struct stanza {
    struct ws_rule rule;
    const char *pattern;
    uint32_t pattern_line;
    uint32_t ntriggers;
    WS_LIST(struct ws_rule_example) examples;
};

struct reader {
    struct ws_arena *arena;
    const char *path;
    whosaid_error *err;
    bool late; /* patterns are compiled when they are needed */
    struct stanza now;
    WS_LIST(struct ws_rule) rules;
    WS_LIST(struct ws_rule_trigger) triggers;
};

static whosaid_status
no_memory(struct reader *r)
{
    return ws_fail(r->err, WHOSAID_E_NOMEM, "out of memory");
}

/* Compile the pattern of @rule; NULL, with PCRE2's number of what is wrong and where. */
static struct ws_regex *
compile(const struct ws_rule *rule, int *why, PCRE2_SIZE *where)
{
    static const uint32_t span[] = {'s', 'p', 'a', 'n', 0}, from[] = {'f', 'r', 'o', 'm', 0};
    struct ws_regex *regex = malloc(sizeof *regex);
    int group;

    *why = PCRE2_ERROR_NOMEMORY;
    if (!regex)
        return NULL;
    regex->code = pcre2_compile(rule->runes, rule->nrunes,
                                PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED | PCRE2_NO_UTF_CHECK, why,
                                where, NULL);
    if (!regex->code) {
        free(regex);
        return NULL;
    }
    /* without JIT it only is slower */
    regex->jit = pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE) == 0;
    group = pcre2_substring_number_from_name(regex->code, span);
    regex->span_group = group > 0 ? group : 0;
    group = pcre2_substring_number_from_name(regex->code, from);
    regex->from_group = group > 0 ? group : 0;
    return regex;
}

static void
release_regex(struct ws_regex *regex)
{
    if (regex)
        pcre2_code_free(regex->code);
    free(regex);
}

const struct ws_regex *
ws_rule_regex(const struct ws_rule *rule)
{
    /* the one thing about a rule that changes */
    _Atomic(struct ws_regex *) *at = (_Atomic(struct ws_regex *) *)(uintptr_t)&rule->regex;
    struct ws_regex *regex = atomic_load_explicit(at, memory_order_acquire), *other = NULL;
    PCRE2_SIZE where = 0;
    int why = 0;

    if (regex)
        return regex;
    regex = compile(rule, &why, &where);
    if (!regex || atomic_compare_exchange_strong(at, &other, regex))
        return regex;
    release_regex(regex);
    return other;
}

/* Compile the rule at hand, to tell what is wrong with it. */
static whosaid_status
compile_now(struct reader *r)
{
    struct ws_rule *rule = &r->now.rule;
    PCRE2_UCHAR32 text[128];
    char message[128];
    PCRE2_SIZE where = 0;
    size_t k = 0;
    int why = 0;

    rule->regex = compile(rule, &why, &where);
    if (rule->regex)
        return WHOSAID_OK;
    pcre2_get_error_message(why, text, 128);
    for (; text[k] && k < sizeof message - 1; k++)
        message[k] = (char)text[k];
    message[k] = '\0';
    return ws_fail_at(r->err, WHOSAID_E_PACK, r->path, r->now.pattern_line, (uint32_t)where + 9,
                      "rule '%s': %s", rule->name, message);
}

/* The characters of the pattern at hand. */
static whosaid_status
decode_pattern(struct reader *r)
{
    uint32_t runes[MAX_PATTERN], *kept;
    size_t n = ws_utf8_decode(r->now.pattern, strlen(r->now.pattern), runes, MAX_PATTERN);

    if (n == SIZE_MAX)
        return ws_fail_at(r->err, WHOSAID_E_PACK, r->path, r->now.pattern_line, 1,
                          "pattern is not UTF-8 or longer than %d characters", MAX_PATTERN);
    kept = ws_arena_alloc(r->arena, (n + 1) * sizeof *kept);
    if (!kept)
        return no_memory(r);
    memcpy(kept, runes, n * sizeof *kept);
    r->now.rule.runes = kept;
    r->now.rule.nrunes = (uint32_t)n;
    return WHOSAID_OK;
}

/* Is the pattern nothing but its one trigger? */
static bool
is_literal(const struct reader *r)
{
    const struct ws_rule_trigger *trigger = &r->triggers.v[r->triggers.n - 1];
    const struct ws_rule *rule = &r->now.rule;

    return r->now.ntriggers == 1 && !strpbrk(r->now.pattern, "\\^$.[]|()?*+{}") &&
           rule->nrunes == trigger->nrunes &&
           memcmp(rule->runes, trigger->runes, trigger->nrunes * sizeof *rule->runes) == 0;
}

/* The end of a stanza: check, compile, keep. */
static whosaid_status
finish_stanza(struct reader *r)
{
    struct ws_rule *rule = &r->now.rule, *kept;
    whosaid_status status;

    if (!rule->name)
        return WHOSAID_OK;
    if (rule->use == WS_USE_COUNT || !r->now.pattern || !r->now.ntriggers)
        return ws_fail_at(r->err, WHOSAID_E_PACK, r->path, rule->line, 1,
                          "rule '%s' needs for, trigger and pattern", rule->name);
    if (!rule->type)
        rule->type = "";
    rule->examples = r->now.examples.v;
    rule->nexamples = r->now.examples.n;
    kept = ws_list_add(r->arena, &r->rules);
    if (!kept)
        return no_memory(r);
    status = decode_pattern(r);
    if (!status)
        rule->literal = is_literal(r);
    if (!status && !r->late)
        status = compile_now(r);
    *kept = *rule;
    if (status)
        r->rules.n--;
    r->now = (struct stanza){0};
    return status;
}

/* "trigger a b c": each a literal; "\_" stands for a blank. */
static whosaid_status
add_triggers(struct reader *r, char *text, uint32_t line)
{
    char *next = NULL;

    for (char *word = strtok_r(text, " ", &next); word; word = strtok_r(NULL, " ", &next)) {
        struct ws_rule_trigger *trigger = ws_list_add(r->arena, &r->triggers);
        uint32_t runes[64], *kept;
        size_t n;

        for (char *p = word; *p; p++) /* a literal blank is written \_ */
            if (p[0] == '\\' && p[1] == '_') {
                *p = ' ';
                memmove(p + 1, p + 2, strlen(p + 2) + 1);
            }
        n = ws_utf8_decode(word, strlen(word), runes, 64);
        if (n == SIZE_MAX || r->triggers.n > MAX_TRIGGERS)
            return ws_fail_at(r->err, WHOSAID_E_PACK, r->path, line, 1, "bad trigger '%s'", word);
        kept = ws_arena_alloc(r->arena, n * sizeof *kept);
        if (!trigger || !kept)
            return no_memory(r);
        memcpy(kept, runes, n * sizeof *kept);
        *trigger = (struct ws_rule_trigger){.runes = kept,
                                            .nrunes = (uint32_t)n,
                                            .first = kept[0],
                                            .second = n > 1 ? kept[1] : 0,
                                            .rule = r->rules.n};
        r->now.ntriggers++;
    }
    return WHOSAID_OK;
}

static whosaid_status
add_example(struct reader *r, const char *text, uint32_t line, bool matches)
{
    struct ws_rule_example *example = ws_list_add(r->arena, &r->now.examples);

    if (!example)
        return no_memory(r);
    *example = (struct ws_rule_example){.text = text, .line = line, .matches = matches};
    return WHOSAID_OK;
}

struct range {
    uint32_t first, last;
};

/* The ranges of the set @runes[0, n); \e and \l go to @edge. */
static uint32_t
read_set(struct ws_rule_edge *edge, const uint32_t *runes, size_t n, struct range *ranges)
{
    uint32_t count = 0;

    for (size_t i = 0; i < n; i++) {
        struct range range = {runes[i], runes[i]};

        if (runes[i] == '\\' && i + 1 < n) {
            range.first = range.last = runes[++i];
            if (runes[i] == 'e') {
                edge->end = true;
                continue;
            }
            if (runes[i] == 'l')
                edge->end = edge->line = true;
            if (runes[i] == 's' || runes[i] == 'l') {
                ranges[count++] = (struct range){'\t', '\r'}; /* tab and line ends */
                ranges[count++] = (struct range){' ', ' '};
                continue;
            }
        } else if (i + 2 < n && runes[i + 1] == '-') {
            range.last = runes[i += 2];
        }
        ranges[count++] = range;
        edge->blank = false;
    }
    return count;
}

/* Set the bits of @ranges; WHOSAID_E_PACK where they are too far apart. */
static whosaid_status
fill_set(struct ws_arena *arena, struct ws_rule_edge *edge, const struct range *ranges, uint32_t n)
{
    uint32_t low = UINT32_MAX, high = 0;
    uint64_t *bits;

    for (uint32_t i = 0; i < n; i++) {
        low = ranges[i].first < low ? ranges[i].first : low;
        high = ranges[i].last > high ? ranges[i].last : high;
    }
    if (low > high || high - low >= MAX_SPAN)
        return WHOSAID_E_PACK;
    bits = ws_arena_zalloc(arena, ((high - low) / 64 + 1) * sizeof *bits);
    if (!bits)
        return WHOSAID_E_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t at = ranges[i].first - low; at <= ranges[i].last - low; at++) {
            bool whole = !(at & 63) && ranges[i].last - low - at >= 63;

            bits[at >> 6] |= whole ? UINT64_MAX : (uint64_t)1 << (at & 63);
            at += whole ? 63 : 0;
        }
    edge->bits = bits;
    edge->low = low;
    edge->n = high - low + 1;
    return WHOSAID_OK;
}

/* "before", "earlier" and "next": the set of characters that @text says. */
static whosaid_status
add_edge(struct reader *r, struct ws_rule_edge *edge, const char *text, uint32_t line)
{
    uint32_t runes[MAX_SET];
    struct range ranges[MAX_SET * 2];
    bool others = text[0] == '^';
    size_t n = ws_utf8_decode(text + others, strlen(text + others), runes, MAX_SET);
    whosaid_status status = WHOSAID_E_PACK;

    *edge = (struct ws_rule_edge){.others = others, .end = others, .blank = !others};
    if (n != SIZE_MAX)
        status = fill_set(r->arena, edge, ranges, read_set(edge, runes, n, ranges));
    if (edge->line && (edge != &r->now.rule.before || strcmp(text, "\\l") != 0))
        status = WHOSAID_E_PACK; /* it stands alone, and before a trigger */
    if (status == WHOSAID_E_NOMEM)
        return no_memory(r);
    return status ? ws_fail_at(r->err, status, r->path, line, 1, "bad set '%s'", text) : status;
}

static whosaid_status
set_use(struct reader *r, const char *text, uint32_t line)
{
    static const char *const words[] = {
#define WS_USE_WORD(id, word) word,
        WS_USE_LIST(WS_USE_WORD)
#undef WS_USE_WORD
    };

    for (int use = 0; use < WS_USE_COUNT; use++)
        if (strcmp(text, words[use]) == 0) {
            r->now.rule.use = (enum ws_use)use;
            return WHOSAID_OK;
        }
    return ws_fail_at(r->err, WHOSAID_E_PACK, r->path, line, 5,
                      "unknown use '%s' (mention, zone, final, hold)", text);
}

/* One line "word rest" of a stanza. */
static whosaid_status
add_line(struct reader *r, char *text, uint32_t line)
{
    char *rest = text + strcspn(text, " \t");

    if (*rest) {
        *rest++ = '\0';
        rest += strspn(rest, " \t");
    }
    if (strcmp(text, "rule") == 0) {
        whosaid_status status = finish_stanza(r);
        r->now.rule.name = rest;
        r->now.rule.use = WS_USE_COUNT;
        r->now.rule.file = r->path;
        r->now.rule.line = line;
        return status;
    }
    if (!r->now.rule.name || !*rest)
        return ws_fail_at(r->err, WHOSAID_E_PACK, r->path, line, 1,
                          *rest ? "'%s' before the first rule" : "'%s' says nothing", text);
    if (strcmp(text, "for") == 0)
        return set_use(r, rest, line);
    else if (strcmp(text, "type") == 0)
        r->now.rule.type = rest;
    else if (strcmp(text, "trigger") == 0)
        return add_triggers(r, rest, line);
    else if (strcmp(text, "before") == 0)
        return add_edge(r, &r->now.rule.before, rest, line);
    else if (strcmp(text, "earlier") == 0)
        return add_edge(r, &r->now.rule.earlier, rest, line);
    else if (strcmp(text, "next") == 0)
        return add_edge(r, &r->now.rule.next, rest, line);
    else if (strcmp(text, "match") == 0 || strcmp(text, "not") == 0)
        return add_example(r, rest, line, text[0] == 'm');
    else if (strcmp(text, "pattern") == 0) {
        r->now.pattern = rest;
        r->now.pattern_line = line;
    } else
        return ws_fail_at(r->err, WHOSAID_E_PACK, r->path, line, 1,
                          "unknown word '%s' (rule, for, type, trigger, before, earlier, "
                          "next, pattern, match, not)",
                          text);
    return WHOSAID_OK;
}

static whosaid_status
read_source(struct reader *r, const struct ws_rule_source *source)
{
    char *bytes = ws_arena_copy(r->arena, source->bytes, source->len);
    char *end = bytes ? bytes + source->len : NULL;
    uint32_t line = 0;
    whosaid_status status = bytes ? WHOSAID_OK : no_memory(r);

    r->path = source->path;
    for (char *at = bytes, *stop; !status && at < end; at = stop + 1) {
        stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop)
            stop = end;
        line++;
        *stop = '\0';
        if (stop > at && stop[-1] == '\r')
            stop[-1] = '\0';
        if (*at && *at != '#')
            status = add_line(r, at, line);
    }
    return status ? status : finish_stanza(r);
}

static uint32_t
low_start(const struct ws_rule_trigger *trigger)
{
    return trigger->first & LOW;
}

static int
by_start(const void *a, const void *b)
{
    const struct ws_rule_trigger *x = a, *y = b;

    if (x->use != y->use)
        return x->use < y->use ? -1 : 1;
    if (low_start(x) != low_start(y))
        return low_start(x) < low_start(y) ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

/* Give each trigger the use of its rule, and bring them in order. */
static void
sort_triggers(struct ws_rules *rules)
{
    for (uint32_t i = 0; i < rules->ntriggers; i++)
        rules->triggers[i].use = rules->rules[rules->triggers[i].rule].use;
    if (rules->ntriggers)
        qsort(rules->triggers, rules->ntriggers, sizeof *rules->triggers, by_start);
}

static void
set_bit(uint64_t *bits, uint32_t i)
{
    bits[i >> 6] |= (uint64_t)1 << (i & 63);
}

static whosaid_status
alloc_sets(struct ws_rules *rules, struct ws_arena *arena, whosaid_error *err)
{
    for (int use = 0; use < WS_USE_COUNT; use++) {
        struct ws_rule_set *set = &rules->sets[use];

        set->ngroups = 1;
        set->starts = ws_arena_zalloc(arena, (LOW + 1) * sizeof *set->starts);
        set->groups = ws_arena_zalloc(arena, (rules->ntriggers + 1) * sizeof *set->groups);
        if (!set->starts || !set->groups)
            return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        for (uint32_t rune = '\n'; rune <= '\r'; rune++)
            set_bit(set->inner, rune);
    }
    return WHOSAID_OK;
}

static whosaid_status
index_triggers(struct ws_rules *rules, struct ws_arena *arena, whosaid_error *err)
{
    whosaid_status status;

    rules->sets = ws_arena_zalloc(arena, WS_USE_COUNT * sizeof *rules->sets);
    if (!rules->sets)
        return ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    sort_triggers(rules);
    status = alloc_sets(rules, arena, err);
    for (uint32_t i = 0; !status && i < rules->ntriggers; i++) {
        const struct ws_rule_trigger *trigger = &rules->triggers[i];
        struct ws_rule_set *set = &rules->sets[trigger->use];
        uint16_t *start = &set->starts[low_start(trigger)];
        struct ws_rule_group *group;

        if (!*start) {
            *start = (uint16_t)set->ngroups++;
            set->groups[*start].from = i;
            set->only = set->ngroups == 2 ? trigger->first : 0;
        } else if (set->only != trigger->first) {
            set->only = 0;
        }
        set_bit(set->some, low_start(trigger));
        if (!rules->rules[trigger->rule].before.line)
            set_bit(set->inner, low_start(trigger));
        group = &set->groups[*start];
        group->to = i + 1;
        group->anywhere |= !rules->rules[trigger->rule].before.blank;
        group->seconds |= trigger->nrunes > 1 ? (uint64_t)1 << (trigger->second & 63) : UINT64_MAX;
    }
    return status;
}

static whosaid_status
check_names(const struct ws_rules *rules, whosaid_error *err)
{
    for (uint32_t i = 0; i < rules->nrules; i++)
        for (uint32_t k = 0; k < i; k++)
            if (strcmp(rules->rules[i].name, rules->rules[k].name) == 0)
                return ws_fail_at(err, WHOSAID_E_PACK, rules->rules[i].file, rules->rules[i].line,
                                  1, "second rule called '%s'", rules->rules[i].name);
    return WHOSAID_OK;
}

whosaid_status
ws_rules_read(struct ws_rules *rules, struct ws_arena *arena, const struct ws_rule_source *sources,
              size_t n, bool late, whosaid_error *err)
{
    struct reader r = {.arena = arena, .err = err, .late = late};
    whosaid_status status = WHOSAID_OK;

    for (size_t i = 0; !status && i < n; i++)
        status = read_source(&r, &sources[i]);
    *rules = (struct ws_rules){.rules = r.rules.v,
                               .nrules = r.rules.n,
                               .triggers = r.triggers.v,
                               .ntriggers = r.triggers.n};
    if (!status)
        status = index_triggers(rules, arena, err);
    return status ? status : check_names(rules, err);
}

whosaid_status
ws_rule_sources(struct ws_rule_source **sources, size_t *n, struct ws_arena *arena, const char *dir,
                whosaid_error *err)
{
    const char *const *names;
    whosaid_status status = ws_file_list(&names, n, arena, dir, ".rule", err);
    struct ws_rule_source *list = ws_arena_alloc(arena, (*n + 1) * sizeof *list);

    *sources = list;
    if (!status && !list)
        status = ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
    for (size_t i = 0; !status && i < *n; i++) {
        char *bytes = NULL;

        list[i].path = ws_file_path(arena, dir, names[i]);
        status = list[i].path ? ws_file_read(&bytes, &list[i].len, arena, list[i].path, err)
                              : ws_fail(err, WHOSAID_E_NOMEM, "out of memory");
        list[i].bytes = bytes;
    }
    return status;
}

whosaid_status
ws_rules_load(struct ws_rules *rules, struct ws_arena *arena, const char *dir, whosaid_error *err)
{
    struct ws_rule_source *sources;
    size_t n;
    whosaid_status status = ws_rule_sources(&sources, &n, arena, dir, err);

    *rules = (struct ws_rules){0};
    return status ? status : ws_rules_read(rules, arena, sources, n, false, err);
}

void
ws_rules_release(struct ws_rules *rules)
{
    for (uint32_t i = 0; i < rules->nrules; i++)
        release_regex(rules->rules[i].regex);
    rules->nrules = 0;
}

int
ws_rules_find(const struct ws_rules *rules, const char *name, size_t len)
{
    for (uint32_t i = 0; i < rules->nrules; i++)
        if (strlen(rules->rules[i].name) == len && memcmp(rules->rules[i].name, name, len) == 0)
            return (int)i;
    return -1;
}

bool
ws_rule_span(const struct ws_rule *rule, const PCRE2_SIZE *ovector, uint32_t ngroups,
             uint32_t *start, uint32_t *end)
{
    const struct ws_regex *regex = rule->literal ? NULL : ws_rule_regex(rule);
    uint32_t group = regex ? (uint32_t)regex->span_group : 0;
    uint32_t from = regex ? (uint32_t)regex->from_group : 0;

    if (group >= ngroups || ovector[2 * group] == PCRE2_UNSET)
        return false;
    *start = (uint32_t)ovector[2 * group];
    *end = (uint32_t)ovector[2 * group + 1];
    if (from && from < ngroups && ovector[2 * from] != PCRE2_UNSET)
        *start = (uint32_t)ovector[2 * from];
    return *start < *end;
}

bool
ws_rule_scratch_init(struct ws_rule_scratch *scratch)
{
    scratch->data = pcre2_match_data_create(16, NULL);
    scratch->context = pcre2_match_context_create(NULL);
    if (!scratch->data || !scratch->context) {
        ws_rule_scratch_release(scratch);
        return false;
    }
    pcre2_set_match_limit(scratch->context, MATCH_LIMIT);
    return true;
}

void
ws_rule_scratch_release(struct ws_rule_scratch *scratch)
{
    pcre2_match_data_free(scratch->data);
    pcre2_match_context_free(scratch->context);
    scratch->data = NULL;
    scratch->context = NULL;
}

/* Does the rest of @trigger, from its third character on, stand behind text[at]? */
static bool
goes_on(const struct ws_rule_trigger *trigger, const uint32_t *text, uint32_t n, uint32_t at)
{
    if (trigger->nrunes > n - at)
        return false;
    for (uint32_t i = 2; i < trigger->nrunes; i++)
        if (text[at + i] != trigger->runes[i])
            return false;
    return true;
}

static inline bool
in_set(const struct ws_rule_edge *edge, uint32_t rune)
{
    uint32_t i = rune - edge->low;

    return (i < edge->n && (edge->bits[i >> 6] >> (i & 63) & 1)) != edge->others;
}

static inline bool
ends_line(uint32_t rune)
{
    return rune >= '\n' && rune <= '\r';
}

/* Do but blanks stand between @at and the start of its line? */
static bool
starts_line(const uint32_t *text, uint32_t at)
{
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
        at--;
    return at == 0 || ends_line(text[at - 1]);
}

/* Do the characters around text[at, end) suit @rule? */
static inline bool
suits(const struct ws_rule *rule, const uint32_t *text, uint32_t n, uint32_t at, uint32_t end)
{
    const struct ws_rule_edge *before = &rule->before, *next = &rule->next;
    const struct ws_rule_edge *earlier = &rule->earlier;

    return (!before->bits || (at > 0 ? in_set(before, text[at - 1]) : before->end)) &&
           (!earlier->bits || (at > 1 ? in_set(earlier, text[at - 2]) : earlier->end)) &&
           (!next->bits || (end < n ? in_set(next, text[end]) : next->end)) &&
           (!before->line || starts_line(text, at));
}

/* What ws_rules_run() was called with. */
struct run {
    const struct ws_rules *rules;
    const struct ws_rule_scratch *scratch;
    const uint32_t *text, *last; /* last: its last character */
    uint32_t n;
    ws_rule_hit *hit;
    void *user;
};

static bool
try_rule(const struct run *run, uint32_t index, const struct ws_rule_trigger *trigger, uint32_t at)
{
    const struct ws_rule *rule = &run->rules->rules[index];
    pcre2_match_data *data = run->scratch->data;
    PCRE2_SIZE whole[2] = {at, at + trigger->nrunes};
    const struct ws_regex *regex;
    int got;

    if (rule->literal)
        return run->hit(run->user, run->rules, index, whole, 1);
    regex = ws_rule_regex(rule);
    if (!regex)
        return true;
    got = regex->jit ? pcre2_jit_match(regex->code, run->text, run->n, at, PCRE2_NO_UTF_CHECK, data,
                                       run->scratch->context)
                     : pcre2_match(regex->code, run->text, run->n, at, PCRE2_NO_UTF_CHECK, data,
                                   run->scratch->context);
    return got <= 0 ||
           run->hit(run->user, run->rules, index, pcre2_get_ovector_pointer(data), (uint32_t)got);
}

/* Try the rules of @group whose triggers stand at @at, before @second. */
static bool
try_group(const struct run *run, const struct ws_rule_group *group, uint32_t second, uint32_t at)
{
    for (uint32_t k = group->from; k < group->to; k++) {
        const struct ws_rule_trigger *trigger = &run->rules->triggers[k];

        if ((trigger->second && trigger->second != second) || trigger->first != run->text[at] ||
            (trigger->nrunes > 2 && !goes_on(trigger, run->text, run->n, at)))
            continue;
        if (suits(&run->rules->rules[trigger->rule], run->text, run->n, at, at + trigger->nrunes) &&
            !try_rule(run, trigger->rule, trigger, at))
            return false;
    }
    return true;
}

static inline bool
is_blank(uint32_t rune)
{
    return rune == ' ' || (rune >= '\t' && rune <= '\r');
}

/* Try what of @set may start at @at; false where a hit ends the run. */
static bool
look(const struct run *run, const struct ws_rule_set *set, const uint32_t *at)
{
    const struct ws_rule_group *group = &set->groups[set->starts[*at & LOW]];
    uint32_t second = at < run->last ? at[1] : 0;

    return !(group->seconds >> (second & 63) & 1) ||
           !(group->anywhere || at == run->text || is_blank(at[-1])) ||
           try_group(run, group, second, (uint32_t)(at - run->text));
}

_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "wmemchr() looks for code points");

/* The rules of @set where all triggers begin with one character. */
static bool
run_only(const struct run *run, const struct ws_rule_set *set, const uint32_t *at,
         const uint32_t *stop)
{
    while (at < stop) {
        at =
            (const uint32_t *)wmemchr((const wchar_t *)at, (wchar_t)set->only, (size_t)(stop - at));
        if (!at)
            return true;
        if (!look(run, set, at++))
            return false;
    }
    return true;
}

static inline bool
has_bit(const uint64_t *bits, uint32_t rune)
{
    return bits[(rune & LOW) >> 6] >> (rune & 63) & 1;
}

bool
ws_rules_run(const struct ws_rules *rules, enum ws_use use, const struct ws_rule_scratch *scratch,
             const uint32_t *text, uint32_t n, uint32_t start, uint32_t end, ws_rule_hit *hit,
             void *user)
{
    const struct ws_rule_set *set = rules->sets + use;
    const struct run run = {rules, scratch, text, text + n - (n > 0), n, hit, user};
    const uint32_t *at = text + start, *stop = text + end;
    bool fresh;

    if (set->ngroups == 1)
        return true;
    if (set->only)
        return run_only(&run, set, at, stop);
    fresh = starts_line(text, start);
    while (at < stop) {
        for (; fresh && at < stop; at++) {
            if (has_bit(set->some, *at) && !look(&run, set, at))
                return false;
            fresh = ends_line(*at) || *at == ' ' || *at == '\t';
        }
        for (; !fresh && at < stop; at++) {
            if (!has_bit(set->inner, *at))
                continue;
            if (!look(&run, set, at))
                return false;
            fresh = ends_line(*at);
        }
    }
    return true;
}
