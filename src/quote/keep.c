/*
 * quote/keep.c - see keep.h.
 */
#include "quote/keep.h"

#include <math.h>

#include "base/chars.h"
#include "quote/cue.h"

struct view {
    struct ws_tally *tally;
    const struct ws_doc *doc;
    const struct ws_pair *pair;
    enum ws_sym kind, zone;
    uint32_t tail, tail_end;
};

static void
add(struct view *v, enum ws_template t, uint32_t a, uint32_t b, uint32_t c)
{
    ws_tally_add(v->tally, ws_row_make(t, a, b, c));
}

static enum ws_sym
zone_sym(enum ws_zone_kind kind)
{
    switch (kind) {
    case WS_ZONE_HEADLINE:
    case WS_ZONE_SUBHEAD:
        return WS_SYM_HEAD;
    case WS_ZONE_CAPTION:
        return WS_SYM_CAPTION;
    default:
        return WS_SYM_BODY;
    }
}

enum ws_sym
ws_keep_zone(const struct ws_doc *doc, uint32_t at)
{
    return zone_sym(ws_doc_zone(doc, at));
}

enum ws_sym
ws_keep_sentence_zone(const struct ws_doc *doc, uint32_t sentence)
{
    return zone_sym(doc->zones.v[doc->sentences.v[sentence].zone].kind);
}

/* Words that the language has few of, worth a row each. */
static uint64_t
closed_classes(const struct ws_pack *pack)
{
    return pack->is.function | pack->is.verb_say | pack->is.noun_say | pack->is.connective |
           pack->is.pronoun;
}

static void
weigh_length(struct view *v)
{
    uint32_t first = ws_look_word(v->doc, v->pair->inner.start), w = first;

    while (w < v->doc->words.n && v->doc->words.v[w].span.start < v->pair->inner.end)
        w++;
    add(v, WS_ROW_KEEP_WORDS, ws_look_bin(w - first, 8), v->kind,
        v->tail != WS_NONE ? WS_SYM_TAILED : WS_SYM_BARE);
}

static void
weigh_end(struct view *v)
{
    const struct ws_text *text = &v->doc->text;
    uint32_t end = v->pair->inner.end;
    uint32_t last = end;

    add(v, WS_ROW_KEEP_END, ws_look_sign(text->cls[end - 1]), v->kind,
        v->tail != WS_NONE ? WS_SYM_TAILED : WS_SYM_BARE);
    while (last > v->pair->inner.start && !ws_ch_is_word(text->cls[last - 1]))
        last--;
    if (last > v->pair->inner.start && text->cls[last - 1] == WS_CH_HANGUL) {
        ws_tally_add(v->tally, ws_row_runes(WS_ROW_KEEP_END_TEXT, text->ch + last - 1, 1));
        if (last - 1 > v->pair->inner.start)
            ws_tally_add(v->tally, ws_row_runes(WS_ROW_KEEP_END_TEXT, text->ch + last - 2, 2));
    }
}

static void
weigh_verbs(struct view *v)
{
    struct ws_cue cue;
    bool found = ws_cue_after(v->doc, v->tail_end, &cue);

    if (found && cue.gap <= 8)
        add(v, WS_ROW_KEEP_SAY, ws_look_bin(cue.gap, 5), WS_SYM_AFTER,
            cue.weak ? WS_SYM_WEAK : WS_SYM_STRONG);
    if (ws_cue_before(v->doc, v->pair->outer.start, &cue) && cue.gap <= 8)
        add(v, WS_ROW_KEEP_SAY, ws_look_bin(cue.gap, 5), WS_SYM_BEFORE,
            cue.weak ? WS_SYM_WEAK : WS_SYM_STRONG);
    else if (!found)
        add(v, WS_ROW_KEEP_SAY, 0, WS_SYM_NONE, v->zone);
}

/* What the word right before the marks is. */
static void
weigh_before(struct view *v)
{
    const struct ws_doc *doc = v->doc;
    uint64_t closed = closed_classes(doc->pack);
    uint32_t w = ws_look_word(doc, v->pair->outer.start);
    enum ws_sym tailed = v->tail != WS_NONE ? WS_SYM_TAILED : WS_SYM_BARE;

    if (w > 0 && doc->words.v[w - 1].span.end > v->pair->line.start) {
        const struct ws_shape *shape = &doc->shapes[w - 1];
        uint32_t end = doc->words.v[w - 1].span.end;
        enum ws_sym gap = end == v->pair->outer.start ? WS_SYM_GLUED
                          : ws_look_blank(doc, end, v->pair->outer.start)
                              ? WS_SYM_SPACE
                              : ws_look_sign(doc->text.cls[end]);
        add(v, WS_ROW_KEEP_BEFORE, gap, shape->role, v->kind);
        add(v, WS_ROW_KEEP_BEFORE, gap, 0, tailed);
        if (shape->entry != WS_NONE && shape->classes & closed)
            add(v, WS_ROW_KEEP_BEFORE_WORD, shape->entry, gap, 0);
    } else {
        add(v, WS_ROW_KEEP_BEFORE, WS_SYM_LINE_START, 0, v->kind);
    }
}

/* …라는 제목, …를 주제로: the word right behind the marks and their tail says that they set off a
 * name (names=1). */
static void
weigh_after(struct view *v)
{
    const struct ws_doc *doc = v->doc;
    uint32_t w = ws_look_word(doc, v->tail_end);

    if (w < doc->words.n && doc->shapes[w].entry != WS_NONE &&
        ws_entry_number(ws_look_entry(doc, doc->shapes[w].entry), doc->pack->is.common, "names",
                        0) &&
        ws_look_blank(doc, v->tail_end, doc->words.v[w].span.start))
        add(v, WS_ROW_KEEP_AFTER, WS_SYM_NAME, v->tail == WS_NONE ? WS_SYM_BARE : WS_SYM_TAILED, 0);
}

/* Capitals: a title has them on every long word, a fragment on none. */
static void
weigh_inside(struct view *v)
{
    const struct ws_doc *doc = v->doc;
    uint32_t upper = 0, lower = 0, words = 0, functions = 0, selves = 0, verbs = 0, say = 0;
    uint32_t w = ws_look_word(doc, v->pair->inner.start);
    uint8_t first = doc->text.cls[v->pair->inner.start];

    for (; w < doc->words.n && doc->words.v[w].span.start < v->pair->inner.end && words < 40; w++) {
        const struct ws_shape *shape = &doc->shapes[w];
        uint8_t cls = doc->text.cls[doc->words.v[w].span.start];
        words++;
        functions += (shape->classes & doc->pack->is.function) != 0;
        verbs += (shape->classes & doc->pack->is.common_verb) != 0;
        say += shape->say != WS_NONE;
        upper += cls == WS_CH_UPPER;
        lower += cls == WS_CH_LOWER && ws_span_len(doc->words.v[w].span) > 3;
        if (shape->classes & doc->pack->is.pronoun) {
            const char *person =
                ws_entry_attr(ws_look_entry(doc, shape->entry), doc->pack->is.pronoun, "person");
            selves += person && (person[0] == '1' || person[0] == '2');
        }
    }
    if (upper + lower)
        add(v, WS_ROW_KEEP_CASE,
            upper > 1 && !lower    ? WS_SYM_CAPITALS
            : first == WS_CH_UPPER ? WS_SYM_CAPITAL
                                   : WS_SYM_SMALL,
            ws_look_bin(words, 5), v->kind);
    add(v, WS_ROW_KEEP_INSIDE, WS_SYM_FUNCTION, ws_look_bin(functions, 5), v->kind);
    add(v, WS_ROW_KEEP_INSIDE, WS_SYM_SELF, ws_look_bin(selves, 2), v->kind);
    add(v, WS_ROW_KEEP_INSIDE, WS_SYM_VERB, ws_look_bin(verbs + say, 3), v->kind);
}

static void
weigh_place(struct view *v, const struct ws_pairs *pairs, uint32_t k)
{
    static const enum ws_sym mends[] = {WS_SYM_NONE,     WS_SYM_MIXED,       WS_SYM_NO_OPEN,
                                        WS_SYM_NO_CLOSE, WS_SYM_TO_LINE_END, WS_SYM_LABEL};
    const struct ws_pair *p = v->pair;

    add(v, WS_ROW_KEEP_KIND, v->kind, v->zone, mends[p->mend]);
    if (p->parent != WS_NONE)
        add(v, WS_ROW_KEEP_IN, WS_SYM_INSIDE, v->kind,
            v->tail != WS_NONE ? WS_SYM_TAILED : WS_SYM_BARE);
    if (k + 1 < pairs->list.n && pairs->list.v[k + 1].parent == k)
        add(v, WS_ROW_KEEP_IN, WS_SYM_HOLDS, v->kind, 0);
}

/* 「…」고 말했다: corner marks set off titles, but what reports follows speech. */
static enum ws_sym
kind_of(const struct ws_doc *doc, const struct ws_pair *pair, uint32_t tail)
{
    static const enum ws_sym kinds[] = {WS_SYM_DOUBLE, WS_SYM_SINGLE, WS_SYM_CORNER};
    enum ws_role role =
        tail == WS_NONE ? WS_ROLE_NONE : (enum ws_role)ws_look_entry(doc, tail)->role;

    if (pair->kind == WS_MARK_CORNER && (role == WS_ROLE_GO || role == WS_ROLE_MYEO))
        return WS_SYM_DOUBLE;
    return kinds[pair->kind];
}

void
ws_keep_weigh(struct ws_tally *tally, const struct ws_pairs *pairs, uint32_t k, uint32_t tail,
              uint32_t tail_end)
{
    const struct ws_pair *pair = &pairs->list.v[k];
    struct view v = {.tally = tally,
                     .doc = tally->doc,
                     .pair = pair,
                     .kind = kind_of(tally->doc, pair, tail),
                     .zone = ws_keep_zone(tally->doc, pair->inner.start),
                     .tail = tail,
                     .tail_end = tail == WS_NONE ? pair->outer.end : tail_end};

    if (tail != WS_NONE)
        add(&v, WS_ROW_KEEP_TAIL, tail, v.kind, 0);
    weigh_length(&v);
    weigh_end(&v);
    weigh_verbs(&v);
    weigh_before(&v);
    weigh_after(&v);
    weigh_inside(&v);
    weigh_place(&v, pairs, k);
    (void)ws_tally_sum(tally);
}

whosaid_status
ws_keep_prepare(struct ws_doc *doc, struct ws_pairs *pairs, whosaid_error *err)
{
    whosaid_status status = ws_look_shapes(doc, err);
    uint32_t w = 0;

    if (status == WHOSAID_OK)
        status = ws_marks_pair(doc, pairs, err);
    for (uint32_t k = 0; k < pairs->list.n && status == WHOSAID_OK; k++) {
        const struct ws_pair *pair = &pairs->list.v[k];
        if (pair->kind == WS_MARK_SINGLE || pair->parent != WS_NONE)
            continue;
        while (w < doc->words.n && doc->words.v[w].span.end <= pair->outer.start)
            w++;
        for (; w < doc->words.n && doc->words.v[w].span.start < pair->outer.end; w++)
            doc->shapes[w].quote = k;
    }
    return status;
}

bool
ws_keep_judge(struct ws_doc *doc, const struct ws_pairs *pairs, uint32_t k, struct ws_quote *quote)
{
    const struct ws_pair *pair = &pairs->list.v[k];
    enum ws_zone_kind zone = ws_doc_zone(doc, pair->inner.start);
    struct ws_tally tally;
    uint32_t end = pair->outer.end;

    if (zone == WS_ZONE_FURNITURE || zone == WS_ZONE_BYLINE)
        return false;
    *quote = (struct ws_quote){
        .span = pair->inner,
        .outer = pair->outer,
        .type = zone_sym(zone) == WS_SYM_BODY ? WS_QUOTE_DIRECT : WS_QUOTE_HEADLINE,
        .sentence = ws_doc_sentence(doc, pair->inner.end - 1),
        .parent = WS_NONE,
        .entry = ws_look_tail(doc, pair->outer.end, false, &end),
        .cue_entry = WS_NONE,
        .matches = WS_NONE,
        .continues = WS_NONE,
    };
    ws_tally_open(&tally, doc);
    ws_keep_weigh(&tally, pairs, k, quote->entry, end);
    quote->first_row = tally.first;
    quote->nrows = doc->rows.n - tally.first;
    quote->score = 1.0f / (1.0f + expf(-tally.sum));
    return true;
}
