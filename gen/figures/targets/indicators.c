/*
 * One indicator: its fields one by one, then what they must be to each other. A kind's row in
 * kinds.def says which comparisons and ways to combine make sense for it.
 */
#include "figures/targets/indicators.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/targets/duties.h"
#include "figures/targets/lookup.h"
#include "figures/targets/own_targets.h"
#include "figures/targets/rules.h"
#include "figures/targets/stages.h"
#include "figures/targets/succession.h"
#include "figures/targets/words.h"

#include <string.h>

static const struct field indicator_fields[] = {
	{ .name = "id", .kinds = FIELD_STRING, .required = true },
	{ .name = "name", .kinds = FIELD_STRING, .required = true },
	{ .name = "short", .kinds = FIELD_STRING },
	{ .name = "unit", .kinds = FIELD_STRING },
	{ .name = "kind", .kinds = FIELD_STRING, .required = true },
	{ .name = "comparison", .kinds = FIELD_STRING | FIELD_NULL, .required = true },
	{ .name = "target",
	        .kinds = FIELD_FIGURE | FIELD_BOOLEAN | FIELD_NULL | FIELD_OBJECT,
	        .required = true },
	{ .name = "base", .kinds = FIELD_FIGURE },
	{ .name = "mark", .kinds = FIELD_STRING },
	/* 已…… fits into a cell. */
	{ .name = "verb", .kinds = FIELD_STRING, .limit = 6 },
	{ .name = "phrase", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
	{ .name = "lead", .kinds = FIELD_STRING },
	{ .name = "reporters", .kinds = FIELD_STRING, .required = true },
	{ .name = "combine", .kinds = FIELD_STRING, .required = true },
	{ .name = "districts", .kinds = FIELD_ARRAY | FIELD_STRING },
	{ .name = "district_targets", .kinds = FIELD_OBJECT },
	{ .name = "deadline", .kinds = FIELD_STRING },
	{ .name = "pace", .kinds = FIELD_STRING },
	{ .name = "plan", .kinds = FIELD_OBJECT | FIELD_NULL },
	{ .name = "stages", .kinds = FIELD_ARRAY },
	{ .name = "decimals", .kinds = FIELD_NUMBER },
	{ .name = "parts_optional", .kinds = FIELD_BOOLEAN },
	{ .name = "numerator", .kinds = FIELD_STRING },
	{ .name = "denominator", .kinds = FIELD_STRING },
	{ .name = "denominator_indicator", .kinds = FIELD_STRING },
	{ .name = "denominator_parameter", .kinds = FIELD_STRING },
	{ .name = "part_of", .kinds = FIELD_STRING },
	{ .name = "related", .kinds = FIELD_ARRAY },
	{ .name = "note", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
};

static const struct field target_fields[] = {
	{ .name = "parameter", .kinds = FIELD_STRING, .required = true },
};

static const struct field range_fields[] = {
	{ .name = "from", .kinds = FIELD_FIGURE, .required = true },
	{ .name = "to", .kinds = FIELD_FIGURE, .required = true },
};

/* As many decimals as a figure can be asked for. */
#define DECIMALS_MOST 6

static bool is_id(const char *id)
{
	while (true) {
		const size_t digits = strspn(id, "0123456789");
		if (digits == 0)
			return false;
		id += digits;
		if (*id == '\0')
			return true;
		if (*id++ != '.')
			return false;
	}
}

static const struct parameter *take_parameter(
        const struct catalogue_reader *reader, const struct json *value, const char *field)
{
	const struct catalogue *catalogue = reader->catalogue;
	const struct parameter *parameter = lookup_parameter(catalogue, value->string);

	if (parameter)
		return parameter;
	const char **names =
	        arena_alloc_array(reader->fields.arena, catalogue->parameter_count, sizeof *names);
	for (size_t i = 0; i < catalogue->parameter_count; i++)
		names[i] = catalogue->parameters[i].name;
	const struct word_list words = { .words = names, .count = catalogue->parameter_count };
	take_say_unknown(reader, value, field, &words);
	return NULL;
}

static void add_reference(
        struct catalogue_reader *reader, const struct json *value, const char *field)
{
	reader->references = arena_grow(reader->fields.arena, reader->references,
	        &reader->reference_capacity, reader->reference_count, sizeof *reader->references);
	reader->references[reader->reference_count++] =
	        (struct take_reference){ .json = value, .field = field };
}

/* False when a word is unknown or missing: what hangs on it is not checked then. */
static bool read_words(
        const struct catalogue_reader *reader, const struct json *item, struct indicator *out)
{
	int kind = KIND_QUALITATIVE;
	int comparison = COMPARE_NONE;
	int combine = COMBINE_LEAD_ONLY;
	int reporters = 0;
	bool known = take_word(reader, item, "kind", &kind_word_list, &kind);

	known &= take_word(reader, item, "comparison", &comparison_word_list, &comparison);
	known &= take_word(reader, item, "combine", &combine_word_list, &combine);
	known &= take_word(reader, item, "reporters", &reporter_word_list, &reporters);
	out->kind = (enum indicator_kind)kind;
	out->comparison = (enum comparison)comparison;
	out->combine = (enum combine)combine;
	out->lead_reports = (reporters & REPORTER_LEAD) != 0;
	out->districts_report = (reporters & REPORTER_DISTRICTS) != 0;
	int pace =
	        kind_row(out->kind)->pacing == PACED_UNLESS_TOLD ? PACE_LINEAR : PACE_AT_DEADLINE;
	take_word(reader, item, "pace", &pace_word_list, &pace);
	out->pace = (enum pace_kind)pace;
	return known;
}

/* Marks the districts that an array or a group's name means. */
static void mark_districts(const struct catalogue_reader *reader, const struct json *value,
        const struct task *task, bool *marked)
{
	const struct json *first = value->kind == JSON_ARRAY ? value->first : NULL;

	if (value->kind == JSON_STRING) {
		const struct group *group = take_group(reader, value, "districts");
		for (size_t i = 0; group && i < group->member_count; i++)
			marked[group->members[i]->index] = true;
	}
	for (const struct json *name = first; name; name = name->next) {
		const struct unit *unit = take_unit(reader, name, "districts");
		if (!unit)
			continue;
		for (size_t i = 0; succession_meant(unit, i); i++)
			marked[succession_meant(unit, i)->index] = true;
		if (unit->kind != UNIT_DISTRICT
		        || (succession_meant(unit, 0) && !unit_has_duty(task, unit)))
			FIELDS_SAY(&reader->fields, MSG_TARGETS_DISTRICT, name,
			        fields_string(&reader->fields, value->parent, "id"), unit->name,
			        task->no);
	}
}

/* The districts named, or all with the task's duty; in the catalogue's order. */
static void read_districts(const struct catalogue_reader *reader, const struct json *item,
        const struct task *task, struct indicator *out)
{
	const struct catalogue *catalogue = reader->catalogue;
	struct arena *arena = reader->fields.arena;
	const struct json *value = json_lookup(item, "districts");
	bool *marked = arena_alloc_array(arena, catalogue->unit_count, sizeof *marked);
	const struct unit **districts =
	        arena_alloc_array(arena, catalogue->unit_count, sizeof(struct unit *));

	if (value)
		mark_districts(reader, value, task, marked);
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		const struct unit *unit = catalogue->units[i];
		const bool duty = unit->kind == UNIT_DISTRICT && unit_has_duty(task, unit);
		const bool named = !value ? out->districts_report : marked[i];
		if (duty && named)
			districts[out->district_count++] = unit;
	}
	out->districts = districts;
}

static void say_target(const struct catalogue_reader *reader, const struct json *value,
        enum indicator_kind kind, const char *english, const char *chinese)
{
	struct arena *arena = reader->fields.arena;

	FIELDS_SAY(&reader->fields, MSG_TARGETS_TARGET, value, kind_name(kind),
	        json_describe(arena, value, DIAG_ENGLISH),
	        json_describe(arena, value, DIAG_CHINESE), english, chinese);
}

static void read_target_parameter(
        const struct catalogue_reader *reader, const struct json *value, struct indicator *out)
{
	fields_check(&reader->fields, value, target_fields, COUNT_OF(target_fields));
	const struct json *name = fields_member(value, "parameter", JSON_STRING);
	const struct parameter *parameter =
	        !name ? NULL : take_parameter(reader, name, "parameter");
	if (!parameter)
		return;
	out->parameter = parameter->name;
	out->has_target = parameter->given;
	out->target = parameter->value;
}

static void read_target_range(
        const struct catalogue_reader *reader, const struct json *value, struct indicator *out)
{
	const struct fields *fields = &reader->fields;

	if (value->kind != JSON_OBJECT) {
		say_target(reader, value, out->kind, "{ \"from\": 80, \"to\": 85 }",
		        "{ \"from\": 80, \"to\": 85 }");
		return;
	}
	fields_check(fields, value, range_fields, COUNT_OF(range_fields));
	out->has_target = take_figure(reader, value, "from", &out->target)
	        && take_figure(reader, value, "to", &out->most);
	if (out->has_target && decimal_compare(out->target, out->most) >= 0)
		FIELDS_SAY(fields, MSG_TARGETS_TARGET_RANGE, value,
		        decimal_format(fields->arena, out->target),
		        arena_printf(
		                fields->arena, "< %s", decimal_format(fields->arena, out->most)));
}

/* null is a target that is not yet set; where nothing is compared there is none. */
static void read_target_figure(
        const struct catalogue_reader *reader, const struct json *value, struct indicator *out)
{
	if (value->kind == JSON_NULL)
		return;
	if (out->comparison == COMPARE_NONE)
		say_target(reader, value, out->kind, "null, since “comparison” is null",
		        "null（因为“comparison”是null）");
	else if (out->comparison == COMPARE_BETWEEN)
		read_target_range(reader, value, out);
	else if (value->kind == JSON_OBJECT)
		read_target_parameter(reader, value, out);
	else if (value->kind == JSON_NUMBER || value->kind == JSON_STRING)
		out->has_target = take_figure_from(reader, value, "target", &out->target);
	else
		say_target(reader, value, out->kind,
		        "a number, null where it is not yet set, or { \"parameter\": … }",
		        "数、null（目标待定）或 { \"parameter\": … }");
}

static void read_target(
        const struct catalogue_reader *reader, const struct json *item, struct indicator *out)
{
	const struct json *value = json_lookup(item, "target");

	if (!value)
		return;
	switch (kind_row(out->kind)->target) {
	case TARGET_NONE:
		if (value->kind != JSON_NULL)
			say_target(reader, value, out->kind, "null", "null");
		break;
	case TARGET_YES:
		out->has_target = value->kind == JSON_BOOLEAN && value->yes;
		out->target = decimal_from(out->stage_count > 0 ? (int64_t)out->stage_count : 1);
		if (!out->has_target)
			say_target(reader, value, out->kind, "true", "true");
		break;
	case TARGET_FIGURE:
		read_target_figure(reader, value, out);
		break;
	}
}

static void check_target_range(const struct catalogue_reader *reader, const struct json *item,
        const struct indicator *indicator)
{
	struct arena *arena = reader->fields.arena;
	const struct json *value = json_lookup(item, "target");

	if (!indicator->has_target || !value)
		return;
	const int sign = decimal_sign(indicator->target);
	const char *expected = NULL;
	if (indicator->comparison == COMPARE_AT_LEAST && sign <= 0)
		expected = "> 0";
	if (sign < 0)
		expected = ">= 0";
	const struct decimal districts = decimal_from((int64_t)indicator->district_count);
	if (kind_counts_units(indicator->kind) && decimal_compare(indicator->target, districts) > 0)
		expected = arena_printf(arena, "<= %zu", indicator->district_count);
	if (kind_row(indicator->kind)->whole && indicator->target.scale > 0)
		expected = "1, 2, 3 …";
	if (expected)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_TARGET_RANGE, value,
		        decimal_format(arena, indicator->target), expected);
}

/* Words of a set of enum values. */
static const char *list_set(struct arena *arena, const struct word_list *words, unsigned set)
{
	const char **chosen = arena_alloc_array(arena, words->count, sizeof *chosen);
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++) {
		if ((set & (1U << i)) != 0)
			chosen[count++] = !words->words[i] ? "null" : words->words[i];
	}
	return fields_join(arena, chosen, count);
}

/* A word that was read, and the set it must belong to. */
struct membership {
	const char *key;
	const struct word_list *words;
	unsigned set;
	unsigned given;
};

static void check_membership(const struct catalogue_reader *reader, const struct json *item,
        enum indicator_kind kind, const struct membership *membership)
{
	const char *word = membership->words->words[membership->given];

	if ((membership->set & (1U << membership->given)) == 0)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_KIND, json_lookup(item, membership->key),
		        kind_name(kind), membership->key, !word ? "null" : word,
		        list_set(reader->fields.arena, membership->words, membership->set));
}

static void check_kind(const struct catalogue_reader *reader, const struct json *item,
        const struct indicator *indicator)
{
	const struct kind_row *row = kind_row(indicator->kind);
	const struct membership choices[] = {
		{ "comparison", &comparison_word_list, row->comparisons,
		        (unsigned)indicator->comparison },
		{ "combine", &combine_word_list, row->combines, (unsigned)indicator->combine },
	};

	for (size_t i = 0; i < COUNT_OF(choices); i++)
		check_membership(reader, item, indicator->kind, &choices[i]);
	if (!indicator->has_parts)
		return;
	if (*indicator->numerator == '\0')
		FIELDS_SAY(&reader->fields, MSG_TARGETS_FIELD_MISSING, item, "numerator");
	if (*indicator->denominator == '\0')
		FIELDS_SAY(&reader->fields, MSG_TARGETS_FIELD_MISSING, item, "denominator");
}

/* A share is given by its parts where anything is said of them, else as one number. */
static bool has_parts(const struct json *item, const struct indicator *indicator)
{
	static const char *const said[] = { "numerator", "denominator", "denominator_indicator",
		"denominator_parameter", "parts_optional" };

	if (kind_row(indicator->kind)->value != VALUE_FRACTION)
		return false;
	for (size_t i = 0; i < COUNT_OF(said); i++)
		if (json_lookup(item, said[i]))
			return true;
	return indicator->combine == COMBINE_WEIGHTED;
}

static void read_decimals(
        const struct catalogue_reader *reader, const struct json *item, struct indicator *out)
{
	const struct json *value = fields_member(item, "decimals", JSON_NUMBER);
	const bool whole = kind_row(out->kind)->whole;
	int decimals = 0;

	if (!value
	        || !fields_integer(&reader->fields, item, "decimals",
	                (struct fields_range){ .least = 0, .most = whole ? 0 : DECIMALS_MOST },
	                &decimals))
		return;
	out->has_decimals = true;
	out->decimals = (uint8_t)decimals;
}

/* A target finer than the figures are printed could be met by none, or by what is not there. */
static void check_decimals(const struct catalogue_reader *reader, const struct json *item,
        const struct indicator *indicator)
{
	struct arena *arena = reader->fields.arena;
	const struct decimal ends[] = { indicator->target, indicator->most };

	for (size_t i = 0; indicator->has_decimals && i < COUNT_OF(ends); i++)
		if (decimal_normalise(ends[i]).scale > indicator->decimals)
			FIELDS_SAY(&reader->fields, MSG_TARGETS_DECIMALS,
			        json_lookup(item, "target"), decimal_format(arena, ends[i]),
			        arena_printf(arena, "%d", indicator->decimals));
}

/* Those who must report, by the way of combining, exist and do report. */
static void check_reporters(const struct catalogue_reader *reader, const struct json *item,
        const struct indicator *indicator)
{
	const struct fields *fields = &reader->fields;
	const struct task *task = indicator->task;
	const char *combine = combine_name(indicator->combine);

	if (indicator->combine == COMBINE_LEAD_ONLY && !indicator->lead_reports)
		FIELDS_SAY(fields, MSG_TARGETS_REPORTERS, item, combine, "lead");
	if (indicator->combine != COMBINE_LEAD_ONLY && indicator->combine != COMBINE_ALL
	        && !indicator->districts_report)
		FIELDS_SAY(fields, MSG_TARGETS_REPORTERS, item, combine, "districts");
	if (indicator->lead_reports && !indicator_owner(indicator))
		FIELDS_SAY(fields, MSG_TARGETS_NO_LEAD, item, indicator->id, task->no);
	if (indicator->districts_report && indicator->district_count == 0)
		FIELDS_SAY(fields, MSG_TARGETS_NO_DISTRICTS, item, indicator->id, task->no);
}

static void read_own_deadline(
        const struct catalogue_reader *reader, const struct json *item, struct indicator *out)
{
	out->deadline = out->task->deadline;
	take_deadline(reader, item, &out->deadline);
}

static void read_texts(
        struct catalogue_reader *reader, const struct json *item, struct indicator *out)
{
	const struct fields *fields = &reader->fields;

	out->id = fields_string(fields, item, "id");
	out->name = fields_string(fields, item, "name");
	out->brief = fields_string(fields, item, "short");
	if (!out->brief[0])
		out->brief = out->name;
	out->measure = fields_string(fields, item, "unit");
	out->phrase = fields_string(fields, item, "phrase");
	out->numerator = fields_string(fields, item, "numerator");
	out->denominator = fields_string(fields, item, "denominator");
	out->denominator_indicator = fields_string(fields, item, "denominator_indicator");
	out->denominator_parameter = fields_string(fields, item, "denominator_parameter");
	out->part_of = fields_string(fields, item, "part_of");
	out->note = fields_string(fields, item, "note");
	out->mark = fields_string(fields, item, "mark");
	out->verb = fields_string(fields, item, "verb");
	out->has_base = take_figure(reader, item, "base", &out->base);
	out->parameter = "";
	const struct json *id = fields_member(item, "id", JSON_STRING);
	if (id && !is_id(out->id))
		FIELDS_SAY(fields, MSG_TARGETS_ID, id, out->id);
}

static void read_references(
        struct catalogue_reader *reader, const struct json *item, struct indicator *out)
{
	const struct json *parameter = fields_member(item, "denominator_parameter", JSON_STRING);
	const struct json *base = fields_member(item, "denominator_indicator", JSON_STRING);

	if (parameter)
		take_parameter(reader, parameter, "denominator_parameter");
	if (base)
		add_reference(reader, base, "denominator_indicator");
	const struct json *whole = fields_member(item, "part_of", JSON_STRING);
	if (whole)
		add_reference(reader, whole, "part_of");
	out->related = take_strings(reader, item, "related", &out->related_count);
	const struct json *related = fields_member(item, "related", JSON_ARRAY);
	const struct json *id = !related ? NULL : related->first;
	for (; id; id = id->next) {
		if (id->kind == JSON_STRING)
			add_reference(reader, id, "related");
	}
}

void indicators_read(struct catalogue_reader *reader, const struct json *item,
        const struct task *task, struct indicator *out)
{
	fields_check(&reader->fields, item, indicator_fields, COUNT_OF(indicator_fields));
	out->task = task;
	out->place = json_place(reader->fields.arena, reader->fields.file, item);
	read_texts(reader, item, out);
	const bool understood = read_words(reader, item, out);
	const struct json *lead = fields_member(item, "lead", JSON_STRING);
	out->lead = lead ? succession_take(reader, lead, "lead") : NULL;
	read_own_deadline(reader, item, out);
	read_districts(reader, item, task, out);
	own_targets_read(reader, item, out);
	read_references(reader, item, out);
	out->plan = rules_read_plan(reader, item);
	if (!understood)
		return;
	out->has_parts = has_parts(item, out);
	out->parts_optional = fields_yes(item, "parts_optional");
	if (out->comparison == COMPARE_BETWEEN && out->district_target_count > 0)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_BOTH, item, "district_targets", "between");
	read_decimals(reader, item, out);
	if (kind_row(out->kind)->value == VALUE_STAGE)
		stages_read(reader, item, out);
	check_kind(reader, item, out);
	if (out->verb[0] != '\0' && kind_row(out->kind)->value != VALUE_YES_NO)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_VERB, json_lookup(item, "verb"), out->verb);
	check_reporters(reader, item, out);
	read_target(reader, item, out);
	check_target_range(reader, item, out);
	check_decimals(reader, item, out);
}
