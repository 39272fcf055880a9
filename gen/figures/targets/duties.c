#include "figures/targets/duties.h"

static bool is_member(const struct group *group, const struct unit *unit)
{
	for (size_t i = 0; i < group->member_count; i++) {
		if (group->members[i] == unit)
			return true;
	}
	return false;
}

static bool is_meant(const struct duty *duty, const struct unit *unit)
{
	return duty->unit == unit || (duty->group && is_member(duty->group, unit));
}

static bool leads_an_indicator(const struct task *task, const struct unit *unit)
{
	for (size_t i = 0; i < task->indicator_count; i++)
		if (task->indicators[i]->lead == unit)
			return true;
	return false;
}

/* An absent unit has what any of those has that answer for it. */
bool unit_has_duty(const struct task *task, const struct unit *unit)
{
	for (size_t i = 0; i < unit->stand_in_count; i++)
		if (unit_has_duty(task, unit->stand_ins[i]))
			return true;
	for (size_t i = 0; i < task->duty_count; i++)
		if (is_meant(&task->duties[i], unit))
			return true;
	return leads_an_indicator(task, unit);
}

bool unit_owes_report(const struct task *task, const struct unit *unit)
{
	for (size_t i = 0; i < unit->stand_in_count; i++)
		if (unit_owes_report(task, unit->stand_ins[i]))
			return true;
	for (size_t i = 0; i < task->duty_count; i++)
		if (!task->duties[i].helps && is_meant(&task->duties[i], unit))
			return true;
	return leads_an_indicator(task, unit);
}

/* Where districts' figures add up to the city's, the lead owes the total beside them. */
static bool lead_must_report(const struct indicator *indicator)
{
	return indicator->lead_reports || indicator->combine == COMBINE_SUM
	        || indicator->combine == COMBINE_WEIGHTED;
}

const struct unit *indicator_owner(const struct indicator *indicator)
{
	const struct task *task = indicator->task;

	if (indicator->lead || task->lead)
		return indicator->lead ? indicator->lead : task->lead;
	if (indicator->combine != COMBINE_LEAD_ONLY)
		return NULL;
	for (size_t i = 0; i < task->duty_count; i++) {
		const struct duty *duty = &task->duties[i];
		if (duty->unit && duty->unit->kind == UNIT_BUREAU && !duty->helps)
			return duty->unit;
	}
	return NULL;
}

bool unit_must_report(const struct indicator *indicator, const struct unit *unit)
{
	for (size_t i = 0; i < unit->stand_in_count; i++)
		if (unit_must_report(indicator, unit->stand_ins[i]))
			return true;
	if (indicator_owner(indicator) == unit && lead_must_report(indicator))
		return true;
	return unit_reports_as_district(indicator, unit);
}

bool unit_reports_as_district(const struct indicator *indicator, const struct unit *unit)
{
	for (size_t i = 0; i < unit->stand_in_count; i++)
		if (unit_reports_as_district(indicator, unit->stand_ins[i]))
			return true;
	for (size_t i = 0; indicator->districts_report && i < indicator->district_count; i++) {
		if (indicator->districts[i] == unit)
			return true;
	}
	return false;
}

bool unit_is_left_out(const struct indicator *indicator, const struct unit *unit)
{
	return unit->kind == UNIT_DISTRICT && indicator->districts_report
	        && !unit_reports_as_district(indicator, unit);
}

size_t indicator_heirs(const struct indicator *indicator, const struct unit *unit)
{
	size_t count = 0;

	for (size_t i = 0; i < unit->heir_count; i++)
		count += unit_must_report(indicator, unit->heirs[i]);
	return count;
}

bool unit_inherits(const struct indicator *indicator, const struct unit *unit)
{
	for (size_t i = 0; i < unit->succeeded_count; i++)
		if (indicator_heirs(indicator, unit->succeeds[i]) == 1)
			return unit_must_report(indicator, unit);
	return false;
}

const struct unit *indicator_lead(const struct indicator *indicator)
{
	const bool alone = indicator->combine == COMBINE_LEAD_ONLY;
	const struct unit *owner = indicator_owner(indicator);

	return owner && !alone && unit_reports_as_district(indicator, owner) ? NULL : owner;
}
