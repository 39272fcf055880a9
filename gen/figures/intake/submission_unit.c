/* Whose a submission is, by the name that it gives, and whether that unit reports for the month. */
#include "figures/intake/submission_parts.h"
#include "figures/targets/lookup.h"
#include "figures/targets/succession.h"

const struct unit *submission_read_unit(
        const struct fields *fields, const struct catalogue *catalogue, const struct json *object)
{
	const struct json *name = fields_member(object, "unit", JSON_STRING);

	if (!name)
		return NULL;
	const struct unit *unit = lookup_unit(catalogue, name->string);
	if (unit)
		return unit;
	unit = lookup_unit_in_full(fields->arena, catalogue, name->string);
	if (unit) {
		FIELDS_SAY(
		        fields, MSG_VALUE_NORMALISED, name, name->name, name->string, unit->name);
		return unit;
	}
	const char *near = lookup_near_unit(fields->arena, catalogue, name->string);
	if (!near)
		FIELDS_SAY(fields, MSG_SUBMISSION_UNIT, name, name->string);
	else
		FIELDS_SAY(fields, MSG_SUBMISSION_UNIT_NEAR, name, name->string, near);
	return NULL;
}

/* The one that goes by another name in the month: renamed, neither merged nor split; or NULL. */
static const struct unit *renamed(const struct unit *unit, int month)
{
	while (unit && !succession_is_there(unit, month)) {
		if (month < unit->from)
			unit = unit->succeeded_count == 1 && unit->succeeds[0]->heir_count == 1
			        ? unit->succeeds[0]
			        : NULL;
		else
			unit = unit->heir_count == 1 && unit->heirs[0]->succeeded_count == 1
			        ? unit->heirs[0]
			        : NULL;
	}
	return unit;
}

static void say_absent(
        const struct fields *fields, const struct json *name, const struct unit *unit, int month)
{
	struct arena *arena = fields->arena;
	const bool is_early = month < unit->from;
	const char *first = arena_printf(arena, "%d", is_early ? unit->from : unit->until + 1);
	const char *others = is_early
	        ? succession_names(arena, unit->succeeds, unit->succeeded_count)
	        : succession_names(arena, unit->heirs, unit->heir_count);

	if (!is_early)
		FIELDS_SAY(fields, MSG_SUBMISSION_UNIT_ENDED, name, unit->name, first, others);
	else if (unit->succeeded_count > 0)
		FIELDS_SAY(fields, MSG_SUBMISSION_UNIT_EARLY, name, unit->name, first, others);
	else
		FIELDS_SAY(fields, MSG_SUBMISSION_UNIT_NEW, name, unit->name, first);
}

const struct unit *submission_unit_of(const struct fields *fields,
        const struct catalogue *catalogue, const struct json *object, struct period period)
{
	const struct json *name = fields_member(object, "unit", JSON_STRING);
	const struct unit *unit = submission_read_unit(fields, catalogue, object);

	if (!unit || succession_is_there(unit, period.month))
		return unit;
	const struct unit *now = renamed(unit, period.month);
	if (now) {
		FIELDS_SAY(fields, MSG_VALUE_NORMALISED, name, name->name, unit->name, now->name);
		return now;
	}
	say_absent(fields, name, unit, period.month);
	/* Who answers for it in the catalogue's month is told. */
	now = succession_meant(unit, 0);
	return now ? now : unit;
}
