/*
 * Who has to do with a task and with an indicator: duty, report, lead.
 *
 * Owns what the catalogue asks of each unit. Refuses to know what units did about it.
 */
#ifndef FIGURES_TARGETS_DUTIES_H
#define FIGURES_TARGETS_DUTIES_H

#include "figures/targets/catalogue.h"

/* Does the unit have this task, directly or through a group, or an indicator of it? */
bool unit_has_duty(const struct task *task, const struct unit *unit);
/* And not to help others alone: then its report is waited for. */
bool unit_owes_report(const struct task *task, const struct unit *unit);
/* Must the unit report this indicator (as a named district, as lead that reports or sums up)? */
bool unit_must_report(const struct indicator *indicator, const struct unit *unit);
/* Is the unit one of the districts that report this indicator? */
bool unit_reports_as_district(const struct indicator *indicator, const struct unit *unit);
/* 不涉及: a district that an indicator whose districts report leaves out. */
bool unit_is_left_out(const struct indicator *indicator, const struct unit *unit);
/*
 * Who leads the indicator: its own lead, else the task's; where nobody leads and one unit alone is
 * to report, the first bureau among those who answer for the task. NULL: nobody.
 */
const struct unit *indicator_owner(const struct indicator *indicator);
/* How many of those that take over from the unit must report the indicator. */
size_t indicator_heirs(const struct indicator *indicator, const struct unit *unit);
/*
 * Is what others reported of the indicator, before the unit was there, its own? Where several take
 * over from one, its figures are nobody's, and stand for themselves in the months that they are of.
 */
bool unit_inherits(const struct indicator *indicator, const struct unit *unit);
/*
 * The unit whose own figure stands for the city: its owner. NULL when there is none or when it is
 * one of the districts that are combined.
 */
const struct unit *indicator_lead(const struct indicator *indicator);

#endif
