/*
 * layout/zones.h - stage 3: what part of a page each line is.
 *
 *     doc->text  -->  [ zones ]  -->  doc->zones, published, outlet, place, reporters
 *
 *     서울 / 맑음 / 뉴스 홈                     furniture: short lines above the headline
 *     새 도서관 문 연다                         headline: the first line that reads like one
 *     "시민의 서재로"                           subhead: short lines behind it
 *     개관식에서 인사하고 있다. /도서관 제공    caption: by rule, or said twice
 *     (서울=가나뉴스) 홍길동 기자 = 시는 ...     byline, then body
 *     hong@example.com                         byline
 *     ⓒ 가나뉴스, 무단 전재 및 재배포 금지      furniture, and all that comes behind
 *
 * Lines are told apart by the pack's rules "for zone" (dicts/<lang>/rules/layout.rule),
 * by words of the byline (entries of class BYLINE), and by their shape and place.  What
 * is not clear is body; a text without paragraphs is nothing else.
 */
#ifndef WS_LAYOUT_ZONES_H
#define WS_LAYOUT_ZONES_H

#include "doc/doc.h"

/* Fill the layout part of @doc.  WHOSAID_E_NOMEM, or WHOSAID_OK. */
whosaid_status ws_layout_zones(struct ws_doc *doc, whosaid_error *err);

#endif
