/*
 * resolve/joiner.h - what the files that join mentions share: titles and their people (ties.c),
 * forms of one name (alias.c), and the entities that come of both (entities.c).
 */
#ifndef WS_RESOLVE_JOINER_H
#define WS_RESOLVE_JOINER_H

#include "doc/doc.h"

/* What tells at a glance that a form is none of an entity's: most are none. */
struct ws_brief {
    uint32_t firsts, lasts; /* bit sets over the low 5 bits of its forms' words' first letters and
                               of its forms' last ones */
    uint8_t type;
    bool canonical; /* it has a canonical name, which may look like anything */
};

struct ws_joiner {
    struct ws_doc *doc;
    WS_LIST(struct ws_brief) briefs; /* one an entity */
    uint8_t person, title, org, location;
    uint32_t *title_of; /* per mention: a person's title mention or a title's person; WS_NONE */
};

#define WS_SAME_FORM 10 /* the best fit of a name */

static inline struct ws_mention *
ws_joiner_mention(const struct ws_joiner *j, uint32_t m)
{
    return &j->doc->mentions.v[m];
}

/* Fill title_of: tie every title to the person it touches. */
void ws_ties_titles(struct ws_joiner *j);
/* The body right before a title (㈜LG 대표) or right before its person; else the one nested in
 * it: 한빛당 비상대책위원장 is of the party.  A mention; WS_NONE. */
uint32_t ws_ties_body(const struct ws_joiner *j, uint32_t title);

/* The entity that @m is a form of: the best fit, the latest of equals; WS_NONE.  @title: of @m, a
 * person; NULL. */
uint32_t ws_alias_entity(const struct ws_joiner *j, const struct ws_mention *m,
                         const struct ws_span *title);
/* Put what tells at a glance of @form into @brief. */
void ws_alias_note(const struct ws_doc *doc, struct ws_brief *brief, struct ws_span form);
/* name= of the entry that @form is; NULL. */
const char *ws_alias_canonical(const struct ws_doc *doc, struct ws_span form);
bool ws_alias_is_family(const struct ws_doc *doc, struct ws_span name, struct ws_span short_form);
bool ws_alias_has_title(const struct ws_joiner *j, const struct ws_entity *e, struct ws_span title);

#endif
