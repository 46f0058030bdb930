/*
 * rule/profile.h - a word by itself: its stem, where spans may start and end in it, and
 * what each span inside it is worth before its neighbours have a say.
 *
 *     서울시는       stem 서울시, role topic, class LOCATION.city
 *     |  |||        starts 0; ends 4 3 2; spans 서울 (LOCATION 0.4 ...), 서울시 (... 3.1)
 *
 * A profile depends on nothing but the word's form (doc/forms.h) and is kept with it.
 * Places count from the start of the word.
 */
#ifndef WS_RULE_PROFILE_H
#define WS_RULE_PROFILE_H

#include "rule/context.h"

#define WS_MAX_STARTS 6 /* in one word */
#define WS_MAX_ENDS   16

/* Why spans may go on over further words, as far as the words so far tell. */
struct ws_run {
    bool bare;          /* no word before the last takes a particle */
    bool capitals;      /* capitalised words, and short ones that join them */
    bool foreign;       /* every word could be a part of a foreign name */
    bool known;         /* one of them is known as such */
    bool unlisted;      /* none is in any list */
    bool sounds;        /* one of them sounds foreign */
    bool led;           /* the first is what stands before a name: 법무법인 */
    uint32_t entry_end; /* of the longest entry at the start */
};

/* What a span over several words that ends in the word is, by that end. */
enum ws_end_flags {
    WS_END_IDLE = 1,      /* no name ends like this: a plain word, or a stem cut short */
    WS_END_SYLLABLES = 2, /* short, and in Hangul: could be a part of a foreign name */
    WS_END_FOREIGN = 4,   /* is known as one */
    WS_END_UNLISTED = 8,  /* in no list at all */
    WS_END_SOUNDS = 16    /* sounds foreign */
};

struct ws_profile_end {
    uint32_t at;
    uint16_t types; /* that its ending speaks for, where words before it are bare */
    uint8_t flags;  /* enum ws_end_flags */
    bool known;     /* its score is there; else it is worked out when first asked for */
};

struct ws_profile_start {
    int32_t at;        /* below 0: at a sign that belongs to the word (㈜, (사)) */
    uint32_t nspans;   /* that start here, in the list of spans */
    struct ws_run run; /* with the word as its first */
    bool over;         /* the run ends with the word */
};

struct ws_profile_span {
    int32_t start;
    uint32_t end;
    uint16_t types;         /* it may have */
    uint16_t carried_types; /* the same where the next word is what family names carry */
    uint8_t role;           /* of the particle behind it */
};

struct ws_profile {
    uint64_t classes;   /* of the stem as a whole */
    uint64_t ends_with; /* of a stem in no list: classes of the suffix entry at its end */
    uint32_t stem_end;  /* before the particle, as far as entries tell */
    uint8_t role;       /* enum ws_role of what stands behind the stem */
    uint8_t shape;      /* enum ws_sym, of stems in no list */
    bool has_tail;
    bool local; /* holds for every word of the form */
    uint8_t nstarts, nends;
    uint32_t nspans;
    const struct ws_profile_start *starts; /* rising */
    struct ws_profile_end *ends;           /* where spans may end, falling */
    const struct ws_profile_span *spans;   /* by start, then by end */
    /* context->sink.width numbers for each: */
    const float *span_scores, *start_scores;
    float *end_scores;
};

/* What the end at place @i of the list of @profile, which is that of word @w, adds to spans. */
const float *ws_profile_end_score(struct ws_context *context, const struct ws_profile *profile,
                                  uint32_t w, uint32_t i);

/* Profiles of all words: those that the forms know, others made and left with them. */
whosaid_status ws_profile_words(struct ws_context *context, whosaid_error *err);

/* Word @w, of @profile, of a run that began at word @first becomes an inner word: another follows it. */
void ws_run_go_on(const struct ws_context *context, struct ws_run *run,
                  const struct ws_profile *profile, uint32_t first, uint32_t w);
/* May no span of the run go on into a word that starts at @next? */
bool ws_run_over(const struct ws_run *run, uint32_t next);

#endif
