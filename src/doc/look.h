/*
 * doc/look.h - looking around in sentences: what each word is, what stands behind a
 * mark, what a row of evidence adds up to.  Shared by quote/ and speaker/.
 */
#ifndef WS_DOC_LOOK_H
#define WS_DOC_LOOK_H

#include "doc/doc.h"

/*
 * Fill doc->shapes from words, mentions, matches and tail_at.  Where several particles
 * would fit, the stem that the dictionary knows wins, then the longest particle.
 */
whosaid_status ws_look_shapes(struct ws_doc *doc, whosaid_error *err);

/* Do only blanks part word @w from the next one, in one sentence? */
bool ws_look_joined(const struct ws_doc *doc, uint32_t w);

/* The same for an @at that no word covers. */
uint32_t ws_look_behind(const struct ws_doc *doc, uint32_t at);

/* First word that ends behind @at; doc->words.n where none does. */
static inline uint32_t
ws_look_word(const struct ws_doc *doc, uint32_t at)
{
    uint32_t w = at < doc->text.n ? doc->word_at[at] : WS_NONE;

    return w != WS_NONE ? w : ws_look_behind(doc, at);
}

/* Is what stands at @at the word that an interview puts before a question (WS_SYM_ASK) or an
 * answer (WS_SYM_ANSWER), with its sign: Q., 문: ?  Else WS_SYM_NONE.  *@behind: where it ends. */
enum ws_sym ws_look_turn(const struct ws_doc *doc, uint32_t at, uint32_t *behind);

/*
 * The TAIL entry that stands at @at and ends with its word (*end), or the longest one
 * that at least starts there.  @clause: entries for clauses, else those for marks.
 * WS_NONE where there is none.
 */
uint32_t ws_look_tail(const struct ws_doc *doc, uint32_t at, bool clause, uint32_t *end);

/* The TAIL entry for clauses that ends word @w, the longest; *at is where it starts.  WS_NONE
 * where there is none. */
uint32_t ws_look_clause_tail(const struct ws_doc *doc, uint32_t w, uint32_t *at);

/* Is the text from @from to @to blank? */
bool ws_look_blank(const struct ws_doc *doc, uint32_t from, uint32_t to);

#define WS_LOOK_TOP 90 /* counts from here on are one bin */
extern const uint8_t ws_look_bins[WS_LOOK_TOP + 1];

/* 0 to @most: a count put in bins 0 1 2 3 4-5 6-8 9-13 14-20 21-33 34-54 55-89 90+. */
static inline uint32_t
ws_look_bin(uint32_t count, uint32_t most)
{
    uint32_t bin = ws_look_bins[count < WS_LOOK_TOP ? count : WS_LOOK_TOP];

    return bin < most ? bin : most;
}

static inline const struct ws_entry *
ws_look_entry(const struct ws_doc *doc, uint32_t entry)
{
    return &doc->pack->lexicon.entries[entry];
}

#define WS_TALLY_ROOM 48

/* The closed class of word @w, pos= of its FUNCTION entry. */
static inline enum ws_pos
ws_look_pos(const struct ws_doc *doc, uint32_t w)
{
    const struct ws_shape *shape = &doc->shapes[w];

    return shape->classes & doc->pack->is.function && shape->entry != WS_NONE
               ? (enum ws_pos)ws_look_entry(doc, shape->entry)->pos
               : WS_POS_NONE;
}

/* A character class (enum ws_chclass) as a word of evidence. */
enum ws_sym ws_look_sign(uint8_t cls);

/*
 * Evidence being added up.  Rows go through ws_tally_add() alone and wait, so that the
 * table's lines are in cache when ws_tally_sum() adds their weights, in the rows' order, and
 * stores them from doc->rows @first on where doc->keep_rows says so.
 */
struct ws_tally {
    struct ws_doc *doc;
    const struct ws_weights *weights;
    uint32_t first;             /* in doc->rows */
    float sum;                  /* of the rows that wait no more */
    bool failed;                /* memory ran out */
    uint32_t nrows;             /* rows that wait */
    uint32_t at[WS_TALLY_ROOM]; /* where the table starts to look for each */
    ws_row rows[WS_TALLY_ROOM];
};

static inline void
ws_tally_open(struct ws_tally *tally, struct ws_doc *doc)
{
    tally->doc = doc;
    tally->weights = &doc->pack->weights;
    tally->first = doc->rows.n;
    tally->sum = 0;
    tally->failed = false;
    tally->nrows = 0;
}

/* The same as a value: for those who want the rows, and do it seldom. */
static inline struct ws_tally
ws_tally_start(struct ws_doc *doc)
{
    struct ws_tally tally = {0};

    ws_tally_open(&tally, doc);
    return tally;
}

/* The sum of the weights of all rows so far. */
float ws_tally_sum(struct ws_tally *tally);

static inline void
ws_tally_add(struct ws_tally *tally, ws_row row)
{
    uint32_t n = tally->nrows, at = ws_weights_home(tally->weights, row);

    __builtin_prefetch(&tally->weights->slots[at]);
    tally->at[n] = at;
    tally->rows[n] = row;
    tally->nrows = n + 1;
    if (n + 1 == WS_TALLY_ROOM)
        (void)ws_tally_sum(tally);
}

#endif
