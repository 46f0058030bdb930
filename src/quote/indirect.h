/*
 * quote/indirect.h - reported clauses without marks.
 *
 *     환경부는 [강제 회수하지 않겠다]고 밝혔다.        tail behind the clause (TAIL, kind=clause)
 *     The ministry said that [it had not known].     verb before the clause
 *     [Talks had failed], the ministry said.         verb behind it
 *
 * Three steps: clauses that a verb of saying may govern; where each starts; whether it
 * is reported speech.  The last two are decided by learned weights.
 */
#ifndef WS_QUOTE_INDIRECT_H
#define WS_QUOTE_INDIRECT_H

#include "doc/look.h"
#include "quote/cue.h"

enum ws_clause_form { WS_CLAUSE_TAIL, WS_CLAUSE_THAT, WS_CLAUSE_POST };

struct ws_clause {
    struct ws_span span;
    uint32_t outer_end; /* behind the tail */
    uint32_t tail;      /* TAIL entry; WS_NONE */
    uint32_t sentence;
    uint32_t word; /* the word that ends the clause, or its verb */
    struct ws_cue cue;
    enum ws_clause_form form;
};

struct ws_clauses {
    WS_LIST(struct ws_clause) list;
};

#define WS_CLAUSE_STARTS 48 /* places where a clause may start, at most */

whosaid_status ws_clauses_find(struct ws_doc *doc, struct ws_clauses *clauses, whosaid_error *err);
/* Words where @clause may start, nearest to its end last; how many. */
uint32_t ws_clause_starts(const struct ws_doc *doc, const struct ws_clause *clause,
                          uint32_t starts[WS_CLAUSE_STARTS]);
void ws_clause_weigh_start(struct ws_tally *tally, const struct ws_clause *clause, uint32_t word);
/* Put the start where the weights say. */
void ws_clause_start(struct ws_doc *doc, struct ws_clause *clause);
void ws_clause_weigh(struct ws_tally *tally, const struct ws_clause *clause);
/* @clause as a quote without a speaker; score and rows are the caller's. */
struct ws_quote ws_clause_quote(const struct ws_doc *doc, const struct ws_clause *clause);

/* Append the clauses of @doc that are reported speech to doc->quotes. */
whosaid_status ws_indirect_find(struct ws_doc *doc, whosaid_error *err);

#endif
