#include "figures/targets/stages.h"

#include "base/common.h"
#include "figures/targets/lookup.h"

#include <assert.h>

static const struct field stage_fields[] = {
	{ .name = "name", .kinds = FIELD_STRING, .required = true },
	{ .name = "month", .kinds = FIELD_STRING },
};

static void read_month(
        const struct catalogue_reader *reader, const struct json *item, struct stage *out)
{
	const struct json *month = fields_member(item, "month", JSON_STRING);
	const int year = reader->catalogue->year;

	if (month
	        && (!period_parse(month->string, &out->month)
	                || (out->month.year != year && out->month.year != year + 1)))
		FIELDS_SAY(&reader->fields, MSG_TARGETS_MONTH, month, month->string,
		        arena_printf(reader->fields.arena, "%d", year));
}

static bool is_before(struct period a, struct period b)
{
	return a.year != b.year ? a.year < b.year : a.month < b.month;
}

/* Each name once, and no stage planned before the one before it. */
static void check_stage(const struct catalogue_reader *reader, const struct json *item,
        const struct indicator *indicator, size_t index)
{
	const struct fields *fields = &reader->fields;
	const struct stage *stage = &indicator->stages[index];

	for (size_t i = 0; i < index; i++) {
		const struct stage *before = &indicator->stages[i];
		if (lookup_compare_names(before->name, stage->name) == 0)
			FIELDS_SAY(fields, MSG_TARGETS_TWICE, item, stage->name,
			        arena_printf(fields->arena, "%u", before->line));
		if (stage->month.year > 0 && before->month.year > 0
		        && is_before(stage->month, before->month))
			FIELDS_SAY(fields, MSG_TARGETS_STAGE, item, stage->name,
			        period_format(fields->arena, stage->month), before->name,
			        period_format(fields->arena, before->month));
	}
}

void stages_read(
        const struct catalogue_reader *reader, const struct json *item, struct indicator *indicator)
{
	const struct fields *fields = &reader->fields;
	const struct json *array = fields_member(item, "stages", JSON_ARRAY);

	if (!array || array->count == 0) {
		FIELDS_SAY(fields, array ? MSG_TARGETS_EMPTY : MSG_TARGETS_FIELD_MISSING,
		        array ? array : item, "stages");
		return;
	}
	struct stage *stages = arena_alloc_array(fields->arena, array->count, sizeof *stages);
	indicator->stages = stages;
	for (const struct json *one = array->first; one; one = one->next) {
		struct stage *stage = &stages[indicator->stage_count];
		if (!fields_expect(fields, one, "stages", FIELD_STRING | FIELD_OBJECT))
			continue;
		stage->line = json_place(fields->arena, fields->file, one).line;
		stage->name = one->string;
		if (one->kind == JSON_OBJECT) {
			fields_check(fields, one, stage_fields, COUNT_OF(stage_fields));
			stage->name = fields_string(fields, one, "name");
			read_month(reader, one, stage);
		}
		check_stage(reader, one, indicator, indicator->stage_count++);
	}
}

size_t stages_find(const struct indicator *indicator, const char *name)
{
	for (size_t i = 0; i < indicator->stage_count; i++)
		if (lookup_compare_names(indicator->stages[i].name, name) == 0)
			return i + 1;
	return 0;
}

const char *stages_name(const struct indicator *indicator, struct decimal reached)
{
	const int64_t number = decimal_normalise(reached).digits;

	assert(number >= 0 && (size_t)number <= indicator->stage_count);
	return number == 0 ? "尚未启动" : indicator->stages[number - 1].name;
}

size_t stages_planned(const struct indicator *indicator, struct period period)
{
	size_t planned = 0;

	for (size_t i = 0; i < indicator->stage_count; i++) {
		const struct period month = indicator->stages[i].month;
		if (month.year > 0 && !is_before(period, month))
			planned = i + 1;
	}
	return planned;
}

const char *stages_list(struct arena *arena, const struct indicator *indicator)
{
	const char *list = "";

	for (size_t i = 0; i < indicator->stage_count; i++)
		list = arena_printf(
		        arena, "%s%s%s", list, i > 0 ? "、" : "", indicator->stages[i].name);
	return list;
}
