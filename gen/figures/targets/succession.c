#include "figures/targets/succession.h"

#include "figures/targets/lookup.h"

#include <string.h>

/* The units as they are being read, and where each stands in the file. */
struct unit_reading {
	const struct catalogue_reader *reader;
	struct unit *units;
	const struct json *const *items;
	size_t count;
};

/* A list that never holds a unit twice; it has room for all. */
struct crowd {
	const struct unit **list;
	size_t count;
};

static void join(struct crowd *crowd, const struct unit *unit)
{
	for (size_t i = 0; i < crowd->count; i++)
		if (crowd->list[i] == unit)
			return;
	crowd->list[crowd->count++] = unit;
}

static struct crowd crowd_of(const struct unit_reading *reading)
{
	return (struct crowd){ .list = arena_alloc_array(reading->reader->fields.arena,
		                       reading->count + 1, sizeof(const struct unit *)) };
}

/* "from": a month of the catalogue's year; the units of another year stand in its own. */
static void read_from(const struct unit_reading *reading, size_t place)
{
	const struct fields *fields = &reading->reader->fields;
	const struct json *value = fields_member(reading->items[place], "from", JSON_STRING);
	const int year = reading->reader->catalogue->year;
	struct period period = { 0 };

	if (!value)
		return;
	if (period_parse(value->string, &period) && period.year == year)
		reading->units[place].from = period.month > 1 ? period.month : 0;
	else
		FIELDS_SAY(fields, MSG_TARGETS_MONTH, value, value->string,
		        arena_printf(fields->arena, "%d", year));
}

/* Can the unit take over from `before`? Heirs come after it, and are of its kind. */
static bool can_succeed(const struct unit_reading *reading, const struct json *name, size_t place,
        const struct unit *before)
{
	const struct fields *fields = &reading->reader->fields;
	const struct unit *unit = &reading->units[place];

	if (unit->from <= (before->from > 1 ? before->from : 1))
		FIELDS_SAY(fields, MSG_TARGETS_SUCCEEDS_FROM, name, unit->name, before->name);
	else if (unit->kind != before->kind)
		FIELDS_SAY(fields, MSG_TARGETS_SUCCEEDS_KIND, name, unit->name, before->name);
	else if (before->until > 0 && before->until != unit->from - 1)
		FIELDS_SAY(fields, MSG_TARGETS_SUCCEEDS_APART, name, before->name,
		        before->heirs[0]->name, unit->name);
	else
		return true;
	return false;
}

static void add_heir(
        const struct unit_reading *reading, struct unit *before, const struct unit *unit)
{
	struct crowd heirs = crowd_of(reading);

	for (size_t i = 0; i < before->heir_count; i++)
		join(&heirs, before->heirs[i]);
	join(&heirs, unit);
	before->heirs = heirs.list;
	before->heir_count = heirs.count;
	before->until = unit->from - 1;
}

static void read_succeeds(const struct unit_reading *reading, size_t place)
{
	const struct json *array = fields_member(reading->items[place], "succeeds", JSON_ARRAY);
	struct unit *unit = &reading->units[place];
	struct crowd before = crowd_of(reading);

	if (!array)
		return;
	for (const struct json *name = array->first; name; name = name->next) {
		const struct unit *named = take_unit(reading->reader, name, "succeeds");
		if (!named || !can_succeed(reading, name, place, named))
			continue;
		join(&before, named);
		add_heir(reading, &reading->units[named->index], unit);
	}
	unit->succeeds = before.list;
	unit->succeeded_count = before.count;
}

/* Those of the month that answer for an absent unit: its heirs, or who it is to take over from. */
static void gather(struct crowd *crowd, const struct unit *unit, int month)
{
	const bool is_over = unit->until > 0 && month > unit->until;
	const size_t count = is_over ? unit->heir_count : unit->succeeded_count;

	for (size_t i = 0; i < count; i++) {
		const struct unit *other = is_over ? unit->heirs[i] : unit->succeeds[i];
		if (succession_is_there(other, month))
			join(crowd, other);
		else
			gather(crowd, other, month);
	}
}

static void find_stand_ins(const struct unit_reading *reading, struct unit *unit)
{
	struct crowd crowd = crowd_of(reading);

	gather(&crowd, unit, reading->reader->catalogue->month);
	unit->stand_ins = crowd.list;
	unit->stand_in_count = crowd.count;
}

/* Who is there in the month comes first, both in the printed order. */
static void arrange(const struct unit_reading *reading)
{
	struct catalogue *catalogue = reading->reader->catalogue;
	struct crowd all = crowd_of(reading);

	for (size_t i = 0; i < reading->count; i++)
		if (!reading->units[i].is_absent)
			join(&all, &reading->units[i]);
	catalogue->unit_count = all.count;
	for (size_t i = 0; i < reading->count; i++)
		if (reading->units[i].is_absent)
			join(&all, &reading->units[i]);
	for (size_t i = 0; i < all.count; i++)
		reading->units[all.list[i] - reading->units].index = i;
	catalogue->units = all.list;
}

void succession_read(struct catalogue_reader *reader, struct unit *units,
        const struct json *const *items, size_t count)
{
	const struct unit_reading reading = { reader, units, items, count };
	size_t absent = 0;

	for (size_t i = 0; i < count; i++)
		read_from(&reading, i);
	for (size_t i = 0; i < count; i++)
		read_succeeds(&reading, i);
	for (size_t i = 0; i < count; i++) {
		units[i].is_absent = !succession_is_there(&units[i], reader->catalogue->month);
		if (units[i].is_absent)
			find_stand_ins(&reading, &units[i]);
		absent += units[i].is_absent;
	}
	if (absent > 0)
		arrange(&reading);
}

const struct unit *succession_meant(const struct unit *unit, size_t place)
{
	if (!unit->is_absent)
		return place == 0 ? unit : NULL;
	return place < unit->stand_in_count ? unit->stand_ins[place] : NULL;
}

const struct unit *succession_one(
        const struct catalogue_reader *reader, const struct json *value, const struct unit *unit)
{
	const struct fields *fields = &reader->fields;

	/* What is merged later has its first name's part in the months before. */
	if (!unit->is_absent || unit->stand_in_count < 2 || unit->until == 0)
		return succession_meant(unit, 0);
	FIELDS_SAY(fields, MSG_TARGETS_DIVIDED, value, unit->name,
	        arena_printf(fields->arena, "%d", unit->until + 1),
	        succession_names(fields->arena, unit->stand_ins, unit->stand_in_count));
	return NULL;
}

const struct unit *succession_take(
        const struct catalogue_reader *reader, const struct json *value, const char *field)
{
	const struct unit *unit = take_unit(reader, value, field);

	return unit ? succession_one(reader, value, unit) : NULL;
}

bool succession_is_there(const struct unit *unit, int month)
{
	return month >= unit->from && (unit->until == 0 || month <= unit->until);
}

bool succession_precedes(const struct unit *other, const struct unit *unit, int month)
{
	for (size_t i = 0; month < unit->from && i < unit->succeeded_count; i++)
		if (unit->succeeds[i] == other
		        || succession_precedes(other, unit->succeeds[i], month))
			return true;
	return false;
}

const char *succession_names(struct arena *arena, const struct unit *const *units, size_t count)
{
	const char *names = "";

	for (size_t i = 0; i < count; i++)
		names = arena_printf(arena, "%s%s%s", names, i > 0 ? "、" : "", units[i]->name);
	return names;
}
