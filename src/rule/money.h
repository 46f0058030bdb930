/*
 * rule/money.h - stage 6, inside: amounts with their unit.
 *
 *     figure + unit:    2000여억원, 100만 달러, 4.5%, 3,000명
 *     sign + figure:    $75 million, US$1.2bn, KRW 500
 *     figure ~ figure:  3만~5만 원, $33-36 billion   (one span, min and max)
 *
 * What the unit is worth is data: currency= of UNIT.money, unit= of UNIT.quantity.
 */
#ifndef WS_RULE_MONEY_H
#define WS_RULE_MONEY_H

#include "rule/figure.h"

/*
 * The amount of @figure, into @out (out->end 0 where there is none).  Returns
 * WHOSAID_OK or WHOSAID_E_NOMEM.
 */
whosaid_status ws_money_read(const struct ws_probe *probe, const struct ws_figure *figure,
                             struct ws_reading *out);

/* Set approx, min and max of @value from the words around [start, end): 약, 최대, 이상. */
void ws_money_bounds(const struct ws_probe *probe, uint32_t start, uint32_t end,
                     struct ws_value *value);

#endif
