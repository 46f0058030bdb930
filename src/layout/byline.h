/*
 * layout/byline.h - who wrote the article: names, e-mail addresses, the outlet.
 *
 *     (서울=뉴스1) 정상훈 기자 =       By Jane Doe and John Roe
 *                  name   BYLINE      BYLINE name       name
 *
 * The words of the trade are entries of class BYLINE: most stand behind the name,
 * those with side=before stand before it.
 */
#ifndef WS_LAYOUT_BYLINE_H
#define WS_LAYOUT_BYLINE_H

#include "layout/lines.h"

/*
 * Look for reporters in the part @span of a line, which is known or guessed to be a
 * byline.  Characters that are name, trade word, outlet, address or sign are counted
 * in *@known: the rest speaks against a byline.  With @keep they go to
 * doc->reporters, and an outlet to doc->outlet.  Returns how many names and addresses
 * there are, or -1 when memory is out.
 */
int ws_byline_read(struct ws_doc *doc, struct ws_span span, bool keep, uint32_t *known);

/* Behind the bracket at @span's start that holds the name of an outlet and nothing
 * else ([서울경제] ...), or span.start. */
uint32_t ws_byline_outlet(const struct ws_doc *doc, struct ws_span span, struct ws_span *outlet);

#endif
