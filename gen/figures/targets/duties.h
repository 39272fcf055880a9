/*
 * Who has to do with a task and with an indicator: duty, report, lead.
 *
 * Owns what the catalogue asks of each unit. Refuses to know what units did about it.
 */
#ifndef FIGURES_TARGETS_DUTIES_H
#define FIGURES_TARGETS_DUTIES_H

#include "figures/targets/catalogue.h"

/* Does the unit have this task, directly or through a group? */
bool unit_has_duty(const struct task *task, const struct unit *unit);
/* Must the unit report this indicator (as a named district, as lead that reports or sums up)? */
bool unit_must_report(const struct indicator *indicator, const struct unit *unit);
/* Is the unit one of the districts that report this indicator? */
bool unit_reports_as_district(const struct indicator *indicator, const struct unit *unit);
/* 不涉及: a district that an indicator whose districts report leaves out. */
bool unit_is_left_out(const struct indicator *indicator, const struct unit *unit);
/*
 * The unit whose own figure stands for the city: the task's lead; for a task without a lead the
 * first bureau among the duties, if only the lead reports. NULL when there is none or when it is
 * one of the districts that are combined.
 */
const struct unit *indicator_lead(const struct indicator *indicator);

#endif
