/*
 * Working days, and the days on which reports are due and a bulletin is cut.
 */
#ifndef FIGURES_TARGETS_CALENDAR_H
#define FIGURES_TARGETS_CALENDAR_H

#include "figures/targets/catalogue.h"

/* Working day on or after `date` by the catalogue's holidays and workdays. */
struct date calendar_working_day(const struct rules *rules, struct date date);
/* The `count`-th working day after `date`; of 0, the first one on or after it. */
struct date calendar_after(const struct rules *rules, struct date date, int count);
/*
 * The days off that are listed reach the date: one of them lies behind it, or no more than a month
 * before it. Else nobody has entered that time's holidays yet. *last is the last one, year 0: none.
 */
bool calendar_reaches(const struct rules *rules, struct date date, struct date *last);
/*
 * Working days after `from` up to `to`, that day included: what is left. Below 0 when `to` is the
 * earlier one: as many have gone by.
 */
int calendar_working_days(const struct rules *rules, struct date from, struct date to);
/* Is the month one that is reported (rules.periods)? */
bool calendar_is_reported(const struct rules *rules, int month);
/* The period that follows, in the next year after the last one. */
struct period calendar_next(const struct rules *rules, struct period period);
/* 3月、6月、9月、12月: what is reported. */
const char *calendar_reported(struct arena *arena, const struct rules *rules);
/* The day to which the figures of `period` reach. */
struct date calendar_as_of(const struct rules *rules, struct period period);
/* Last day on which a report for `period` is on time; day of the bulletin's cut. */
struct date calendar_due(const struct catalogue *catalogue, struct period period);
struct date calendar_cut(const struct catalogue *catalogue, struct period period);

#endif
