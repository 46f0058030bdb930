/*
 * lang/cldr.h - names that Unicode's CLDR has in every language: countries, currencies,
 * languages, months and days of the week.  They come from ICU when a pack is read from its
 * folder, and so are as new as that library.
 */
#ifndef WS_LANG_CLDR_H
#define WS_LANG_CLDR_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Append to @out lines of an entry file, in the language @lang ("ko"):
 *
 *     프랑스    LOCATION.country   code=FR
 *     영국 파운드  UNIT.money         currency=GBP  place=after
 *     GBP       UNIT.money         currency=GBP  place=any   case=exact
 *     ₺         UNIT.money         currency=TRY  place=any   a sign that no other has
 *     French    COMMON.noun        one of the languages with a code of two letters
 *     March     DATE.month         month=3
 *     Friday    DATE.weekday       weekday=5
 *
 * A name that CLDR only describes, "Myanmar (Burma)", "11월", is left out: the pack's own
 * files have what press text writes instead.
 */
void ws_cldr_entries(struct ws_buf *out, const char *lang);

#endif
