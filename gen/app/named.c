#include "app/named.h"

#include "figures/targets/lookup.h"
#include "figures/targets/succession.h"

const struct unit *named_unit(struct run *run, const struct catalogue *catalogue, const char *name)
{
	const struct unit *unit = lookup_unit(catalogue, name);

	if (!unit)
		unit = lookup_unit_in_full(run->arena, catalogue, name);
	if (unit && !unit->is_absent)
		return unit;
	if (unit) {
		diag_say(run->diag, MSG_UNIT_ABSENT, PLACE_NONE, unit->name,
		        period_format(
		                run->arena, (struct period){ catalogue->year, catalogue->month }),
		        succession_names(run->arena, unit->stand_ins, unit->stand_in_count));
		return NULL;
	}
	const char *near = lookup_near_unit(run->arena, catalogue, name);
	if (near)
		diag_say(run->diag, MSG_UNIT_UNKNOWN_NEAR, PLACE_NONE, name, near);
	else
		diag_say(run->diag, MSG_UNIT_UNKNOWN, PLACE_NONE, name);
	return NULL;
}
