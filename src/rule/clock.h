/*
 * rule/clock.h - stage 6, inside: times of the day.
 *
 *     오후 3시 30분, 9:30 a.m., 14:30, noon, 새벽
 *
 * Never part of a date (the guidelines keep them apart); the value is joined with the
 * day named just before or behind.
 */
#ifndef WS_RULE_CLOCK_H
#define WS_RULE_CLOCK_H

#include "rule/figure.h"

/* The time that starts at @at (with @figure there, or NULL); out->end 0 where none. */
whosaid_status ws_clock_read(struct ws_probe *probe, uint32_t at,
                             const struct ws_figure *figure, struct ws_reading *out);

#endif
