/*
 * rule/ratio.h - stage 6, inside: fractions and ratios, two figures with a word between.
 *
 *     3분의 1  ->  0.3333, about        4분의 3  ->  0.75        3대 1: no three vehicles
 *     two-thirds  ->  0.6667, about
 */
#ifndef WS_RULE_RATIO_H
#define WS_RULE_RATIO_H

#include "rule/figure.h"

/*
 * The fraction that starts with @figure, whose unit says so (over=1: the second figure over
 * the first; over=3: the figure over 3), into @out; out->end 0 where there is none.  A ratio or a score (against=1)
 * has no type: it is read lest its parts be taken for something else.  WHOSAID_OK or
 * WHOSAID_E_NOMEM.
 */
whosaid_status ws_ratio_read(const struct ws_probe *probe, const struct ws_figure *figure,
                             struct ws_reading *out);

#endif
