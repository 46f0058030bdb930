/*
 * dict/match.h - stage 5: every dictionary entry that stands in the text, and where
 * words may be cut.
 *
 *     doc->text, words  -->  [ match ]  -->  doc->matches, match_at, tail_at
 *
 *     서울시의회는        matches at every start that may begin a name:
 *     [서울]             the start of a word,
 *     [서울시]           where the kind of letter changes (LG|AI|연구원),
 *     [서울시의회]       where another match has ended (서울시|의회)
 *         [의회]
 *             ^ tail_at: 는 is a particle that agrees with 회
 *
 * A word whose form has stood in an article before takes its entries from there
 * (doc/forms.h).  Alphabetic words are matched whole; an entry in lower case matches any
 * case, one with capitals as written and in capitals.
 */
#ifndef WS_DICT_MATCH_H
#define WS_DICT_MATCH_H

#include "doc/doc.h"

whosaid_status ws_dict_match(struct ws_doc *doc, whosaid_error *err);

#endif
