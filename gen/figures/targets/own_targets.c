#include "figures/targets/own_targets.h"

#include "figures/targets/aim.h"
#include "figures/targets/duties.h"
#include "figures/targets/lookup.h"
#include "figures/targets/succession.h"

/* The district that a member of district_targets names; NULL: said. */
static const struct unit *find_district(const struct catalogue_reader *reader,
        const struct json *member, const struct indicator *indicator)
{
	const struct fields *fields = &reader->fields;
	const struct unit *unit = lookup_unit(reader->catalogue, member->name);
	const char **names =
	        arena_alloc_array(fields->arena, indicator->district_count, sizeof *names);

	if (unit && unit_reports_as_district(indicator, unit))
		return unit;
	/* One that is new, and not there yet. */
	if (unit && unit->is_absent && unit->stand_in_count == 0)
		return NULL;
	for (size_t i = 0; i < indicator->district_count; i++)
		names[i] = indicator->districts[i]->name;
	FIELDS_SAY(fields, MSG_TARGETS_DISTRICT_TARGET, member, member->name,
	        indicator->district_count > 0
	                ? fields_join(fields->arena, names, indicator->district_count)
	                : "—");
	return NULL;
}

static struct district_target *find_own(
        struct district_target *list, size_t count, const struct unit *unit)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].unit == unit)
			return &list[i];
	return NULL;
}

/* Of districts that were merged, what each was to do; what none can do more of than another. */
static void join_target(const struct catalogue_reader *reader, const struct json *member,
        const struct indicator *indicator, struct district_target *own, struct decimal target)
{
	if (!aim_adds_up(indicator)) {
		if (decimal_compare(own->target, target) != 0)
			FIELDS_SAY(&reader->fields, MSG_TARGETS_TWICE, member, own->unit->name,
			        arena_printf(reader->fields.arena, "%u", member->parent->line));
	} else if (!decimal_add(own->target, target, &own->target)) {
		FIELDS_SAY(
		        &reader->fields, MSG_TARGETS_FIGURE, member, member->name, member->string);
	}
}

/* Does the object say it of the unit itself? */
static bool names_itself(
        const struct catalogue_reader *reader, const struct json *object, const struct unit *unit)
{
	for (const struct json *member = object->first; member; member = member->next)
		if (lookup_unit(reader->catalogue, member->name) == unit)
			return true;
	return false;
}

/* Of a district, or of one that is absent and has a single one that answers for it. */
static void read_district_target(const struct catalogue_reader *reader, const struct json *member,
        struct district_target *list, struct indicator *out)
{
	const struct unit *named = find_district(reader, member, out);
	struct decimal target;

	if (!named || !take_figure_from(reader, member, member->name, &target))
		return;
	for (size_t i = 0; named->is_absent && i < named->stand_in_count; i++)
		if (names_itself(reader, member->parent, named->stand_ins[i]))
			return;
	const struct unit *unit = succession_one(reader, member, named);
	if (named->until == 0 && named->stand_in_count > 1)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_UNDIVIDED, member, named->name,
		        arena_printf(reader->fields.arena, "%d", named->from),
		        succession_names(
		                reader->fields.arena, named->stand_ins, named->stand_in_count));
	if (!unit || named->stand_in_count > 1)
		return;
	struct district_target *own = find_own(list, out->district_target_count, unit);
	if (own)
		join_target(reader, member, out, own, target);
	else
		list[out->district_target_count++] =
		        (struct district_target){ .unit = unit, .target = target };
}

static void read_all(
        const struct catalogue_reader *reader, const struct json *item, struct indicator *out)
{
	const struct json *object = fields_member(item, "district_targets", JSON_OBJECT);

	if (!object)
		return;
	struct district_target *list =
	        arena_alloc_array(reader->fields.arena, object->count, sizeof *list);
	for (const struct json *member = object->first; member; member = member->next)
		read_district_target(reader, member, list, out);
	out->district_targets = list;
}

/* A district without a target of its own has no part, unless "districts" names it. */
static void leave_out_unaimed(
        const struct catalogue_reader *reader, const struct json *item, struct indicator *out)
{
	const struct unit **aimed =
	        arena_alloc_array(reader->fields.arena, out->district_count, sizeof(struct unit *));
	size_t count = 0;

	if (out->district_target_count == 0 || json_lookup(item, "districts"))
		return;
	for (size_t i = 0; i < out->district_count; i++)
		for (size_t j = 0; j < out->district_target_count; j++)
			if (out->district_targets[j].unit == out->districts[i])
				aimed[count++] = out->districts[i];
	out->districts = aimed;
	out->district_count = count;
}

void own_targets_read(
        const struct catalogue_reader *reader, const struct json *item, struct indicator *out)
{
	read_all(reader, item, out);
	leave_out_unaimed(reader, item, out);
}
