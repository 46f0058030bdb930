/*
 * layout/published.h - is the date of a caption that of the article?
 *
 * Agencies put a date on every picture (2020.12.7/뉴스1), and one time in two the
 * picture is from the archive.  The days that the body names tell: news of the 7th
 * speaks of 7일 first.
 */
#ifndef WS_LAYOUT_PUBLISHED_H
#define WS_LAYOUT_PUBLISHED_H

#include "doc/doc.h"

/* Take doc->published back if it is from a caption and the first day that body text
 * names is another one.  Reads doc->zones. */
void ws_published_check(struct ws_doc *doc);

#endif
