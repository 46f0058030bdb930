/*
 * write/explain.c - see explain.h.
 */
#include "write/explain.h"

#include <math.h>
#include <stdlib.h>

#define MOST_LOSERS    3
#define LEAST_SCORE    0.001
#define MOST_LOOKED_AT 128 /* candidates before a mention's end: keeps a page-long sentence cheap */

struct reason {
    ws_row row;
    const struct ws_weight_slot *slot; /* NULL: a row without a weight */
    double weight;
    uint32_t order;
};

/* Heaviest first, then as they fired. */
static int
by_weight(const void *a, const void *b)
{
    const struct reason *x = a, *y = b;
    double d = fabs(y->weight) - fabs(x->weight);

    if (d != 0)
        return d < 0 ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

/* What the first part of a row of template @t is. */
static enum ws_part
first_part(uint64_t t)
{
    static const uint8_t parts[] = {
#define WS_ROW(id, name, a, b, c) WS_PART_##a,
#include "lang/row_list.h"
#undef WS_ROW
    };

    return t < sizeof parts ? (enum ws_part)parts[t] : WS_PART_NONE;
}

/* What stands in the scratch buffer as a field; a failure there is one of the output. */
static void
out_of_scratch(struct ws_out *out, const char *key)
{
    const char *text = ws_buf_cstr(&out->scratch);

    if (text)
        ws_out_key_str(out, key, text);
    else
        out->buf->failed = true;
}

/* "ko/rules/title.rule:12"; paths are given from the folder of packs on.  No @file: the
 * pack's weights. */
static void
write_place(struct ws_out *out, const char *file, uint32_t line)
{
    const struct ws_pack *pack = out->doc->pack;
    struct ws_buf *place = &out->scratch;
    size_t n = strlen(pack->dir);

    ws_buf_clear(place);
    if (!file || (strncmp(file, pack->dir, n) == 0 && file[n] == '/')) {
        ws_buf_str(place, pack->lang);
        file = file ? file + n : "/weights.tsv";
    }
    ws_buf_str(place, file);
    ws_buf_char(place, ':');
    ws_buf_uint(place, line);
    out_of_scratch(out, "place");
}

static void
write_reason(struct ws_out *out, const struct reason *reason)
{
    const struct ws_pack *pack = out->doc->pack;
    enum ws_part part = first_part((reason->row >> 56) - 1);
    uint32_t a = (uint32_t)(reason->row >> 32 & 0xFFFFFF), line;

    ws_out_next(out);
    ws_out_open(out, '{');
    ws_buf_clear(&out->scratch);
    ws_row_print(&out->scratch, pack, reason->row);
    out_of_scratch(out, "row");
    if (part == WS_PART_RULE && a < pack->rules.nrules)
        write_place(out, pack->rules.rules[a].file, pack->rules.rules[a].line);
    else if ((part == WS_PART_ENTRY || part == WS_PART_TAIL) && a < pack->lexicon.nentries) {
        const char *file = ws_entry_place(&pack->lexicon, &pack->lexicon.entries[a], &line);

        write_place(out, file, line);
    } else if (reason->slot)
        write_place(out, NULL, ws_weights_line(&pack->weights, reason->slot));
    ws_out_key_fixed(out, "weight", reason->weight);
    ws_out_close(out, '}');
}

/* Rows [first, first + n) of doc->rows with their weights for @label, under @name. */
static void
write_why(struct ws_out *out, const char *name, uint32_t first, uint32_t n, uint32_t label)
{
    const struct ws_weights *weights = &out->doc->pack->weights;
    struct reason *reasons = n ? ws_arena_alloc(out->arena, n * sizeof *reasons) : NULL;

    if (n && !reasons) {
        out->buf->failed = true;
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        ws_row row = out->doc->rows.v[first + i];
        const struct ws_weight_slot *slot = ws_weights_slot(weights, row);
        double weight = slot ? (double)ws_weights_of(weights, slot)[label] : 0.0;
        reasons[i] = (struct reason){row, slot, weight, i};
    }
    if (n)
        qsort(reasons, n, sizeof *reasons, by_weight);
    ws_out_key(out, name);
    ws_out_open(out, '[');
    for (uint32_t i = 0; i < n; i++)
        write_reason(out, &reasons[i]);
    ws_out_close(out, ']');
}

/* A candidate for one type that is not part of the answer. */
struct rival {
    const struct ws_cand *cand;
    uint32_t type;
    double p;
};

/* Is @span a mention of @type?  Mentions are sorted by start. */
static bool
is_chosen(const struct ws_doc *doc, struct ws_span span, uint32_t type)
{
    uint32_t i;

    ws_list_bisect(&doc->mentions, span.start, <, span.start, i);
    for (; i < doc->mentions.n && doc->mentions.v[i].span.start == span.start; i++)
        if (doc->mentions.v[i].span.end == span.end && doc->mentions.v[i].type == type)
            return true;
    return false;
}

/* Put @rival in its place among the best ones. */
static void
rank(struct rival *best, uint32_t *n, struct rival rival)
{
    uint32_t at = *n;

    while (at > 0 && best[at - 1].p < rival.p)
        at--;
    if (at == MOST_LOSERS)
        return;
    *n += *n < MOST_LOSERS;
    for (uint32_t i = *n - 1; i > at; i--)
        best[i] = best[i - 1];
    best[at] = rival;
}

/* The first candidate that starts at @at or behind; candidates are sorted by start. */
static uint32_t
cand_behind(const struct ws_doc *doc, uint32_t at)
{
    uint32_t i;

    ws_list_bisect(&doc->cands, span.start, <, at, i);
    return i;
}

/* The likeliest candidates that overlap @mention and are not in the answer. */
static uint32_t
find_rivals(const struct ws_doc *doc, const struct ws_mention *mention, struct rival *best)
{
    uint32_t i = cand_behind(doc, mention->span.end), n = 0;

    for (uint32_t looked = 0; i-- > 0 && looked < MOST_LOOKED_AT; looked++) {
        const struct ws_cand *cand = &doc->cands.v[i];
        if (!ws_span_overlap(cand->span, mention->span))
            continue;
        for (uint32_t t = 0; t < doc->pack->types->ntypes; t++)
            if (cand->types >> t & 1 && (double)cand->p[t] >= LEAST_SCORE &&
                !is_chosen(doc, cand->span, t))
                rank(best, &n, (struct rival){cand, t, (double)cand->p[t]});
    }
    return n;
}

void
ws_explain_mention(struct ws_out *out, uint32_t at)
{
    const struct ws_doc *doc = out->doc;
    const struct ws_mention *mention = &doc->mentions.v[at];
    struct rival best[MOST_LOSERS];
    uint32_t n = find_rivals(doc, mention, best);

    if (mention->cand < doc->cands.n) {
        const struct ws_cand *cand = &doc->cands.v[mention->cand];
        write_why(out, "why", cand->first_row, cand->nrows, mention->type);
    } else {
        write_why(out, "why", 0, 0, 0);
    }
    ws_out_key(out, "lost");
    ws_out_open(out, '[');
    for (uint32_t i = 0; i < n; i++) {
        ws_out_next(out);
        ws_out_open(out, '{');
        ws_out_key_str(out, "type", doc->pack->types->types[best[i].type].name);
        ws_out_place(out, best[i].cand->span);
        ws_out_text(out, best[i].cand->span);
        ws_out_key_fixed(out, "score", best[i].p);
        ws_out_close(out, '}');
    }
    ws_out_close(out, ']');
}

void
ws_explain_quote(struct ws_out *out, const struct ws_quote *quote)
{
    const struct ws_doc *doc = out->doc;

    write_why(out, "why", quote->first_row, quote->nrows, WS_YES);
    write_why(out, "speaker_why", quote->first_why, quote->nwhy, WS_YES);
    ws_out_key(out, "lost");
    ws_out_open(out, '[');
    for (uint32_t i = 0; i < quote->nlosers; i++) {
        const struct ws_loser *loser = &doc->losers.v[quote->first_loser + i];
        ws_out_next(out);
        ws_out_open(out, '{');
        if (ws_span_len(loser->span)) {
            ws_out_place(out, loser->span);
            ws_out_text(out, loser->span);
        } else {
            ws_out_key(out, "text"); /* nobody */
            ws_out_raw(out, NULL);
        }
        ws_out_key_fixed(out, "score", (double)loser->score);
        ws_out_close(out, '}');
    }
    ws_out_close(out, ']');
}
