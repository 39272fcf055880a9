/*
 * One reported figure: first which indicator it is for and whether this unit has to do with it,
 * then whether it has the shape that the indicator's kind asks for.
 */
#include "base/common.h"
#include "figures/intake/submission_parts.h"

#include "base/decimal_parse.h"
#include "base/text.h"
#include "figures/intake/figure_words.h"
#include "figures/intake/written.h"
#include "figures/targets/aim.h"
#include "figures/targets/duties.h"
#include "figures/targets/lookup.h"
#include "figures/targets/stages.h"

#include <stdlib.h>
#include <string.h>

static const struct field value_fields[] = {
	{ .name = "value", .meaning = "数", .kinds = FIELD_ANY, .limit = FIELDS_LINE },
	{ .name = "at_least", .meaning = "下限", .kinds = FIELD_ANY, .limit = FIELDS_LINE },
	{ .name = "words", .meaning = "印出的说法", .kinds = FIELD_STRING, .limit = FIELDS_LINE },
	{ .name = "numerator", .meaning = "分子", .kinds = FIELD_ANY },
	{ .name = "denominator", .meaning = "分母", .kinds = FIELD_ANY },
	{ .name = "corrects", .meaning = "更正原因", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
	{ .name = "confirms", .meaning = "核实说明", .kinds = FIELD_STRING, .limit = FIELDS_TEXT },
};

/* One value on its way in. */
struct intake {
	const struct submission_reader *reader;
	const struct json *item;   /* the whole value */
	const struct json *scalar; /* what stands for the figure: item or its "value" */
	const struct indicator *indicator;
};

static const char *describe(
        const struct intake *intake, const struct json *json, enum diag_language language)
{
	return json_describe(intake->reader->fields.arena, json, language);
}

/* One of the two figures of a fraction. */
struct fraction_part {
	const char *key;
	const char *meaning;
};

/* What is asked for, by number and name: "10.1 区域性养老服务中心". */
static const char *label_of(const struct intake *intake)
{
	return arena_printf(intake->reader->fields.arena, "%s %s", intake->indicator->id,
	        intake->indicator->name);
}

/* The same of a part of it, or, for NULL, of the whole: "2.2 占比 numerator（已达标户数）". */
static const char *name_of(const struct intake *intake, const struct fraction_part *part)
{
	const char *label = label_of(intake);

	return !part ? label
	             : arena_printf(intake->reader->fields.arena, "%s %s（%s）", label, part->key,
	                     part->meaning);
}

/* What to write instead: "10.1": 2; with words for the figure when it cannot be told. */
static const char *line_of(const struct fields *fields, const struct json *json, const char *figure)
{
	return arena_printf(fields->arena, "\"%s\": %s", json->name, *figure ? figure : "…");
}

/* A slip that leaves no figure has a sentence of its own; one that leaves one says what to write.
 */
static enum message message_of_slip(enum figure_slip slip)
{
	static const enum message messages[] = {
		[SLIP_UNKNOWN] = MSG_VALUE_NOT_A_NUMBER,
		[SLIP_EMPTY] = MSG_VALUE_EMPTY,
		[SLIP_NOTHING] = MSG_VALUE_NOTHING,
		[SLIP_APPROXIMATE] = MSG_VALUE_APPROXIMATE,
		[SLIP_RANGE] = MSG_VALUE_RANGE_OF_TWO,
		[SLIP_PERCENT] = MSG_VALUE_PERCENT,
		[SLIP_NOTE] = MSG_VALUE_WITH_NOTE,
		[SLIP_QUOTIENT] = MSG_VALUE_QUOTIENT,
		[SLIP_LETTERS] = MSG_VALUE_LETTERS,
		[SLIP_GROUPING] = MSG_VALUE_GROUPING,
		[SLIP_BLANKS] = MSG_VALUE_BLANKS,
		[SLIP_HAN] = MSG_VALUE_HAN,
		[SLIP_MEASURE] = MSG_VALUE_MEASURE,
	};

	return messages[slip];
}

static void say_not_a_number(
        const struct submission_reader *reader, const struct json *json, const char *name)
{
	const struct fields *fields = &reader->fields;
	const struct figure_guess guess = json->kind == JSON_STRING
	        ? figure_words_read(fields->arena, json->string)
	        : (struct figure_guess){ .figure = "" };

	const bool listed =
	        json->kind == JSON_ARRAY && json->count == 1 && json->first->kind == JSON_NUMBER;

	if (guess.slip == SLIP_UNKNOWN)
		FIELDS_SAY(fields, MSG_VALUE_NOT_A_NUMBER, json, name,
		        json_describe(fields->arena, json, DIAG_ENGLISH),
		        json_describe(fields->arena, json, DIAG_CHINESE),
		        line_of(fields, json, listed ? json->first->string : ""));
	else
		FIELDS_SAY(fields, message_of_slip(guess.slip), json, name, json->string,
		        line_of(fields, json, guess.figure));
}

/* 1.2E+04 has more digits than were written: what stood there was rounded. */
static bool is_shortened(const char *written, const char **exponent)
{
	const char *point = strchr(written, '.');

	*exponent = strpbrk(written, "eE");
	if (!*exponent)
		return false;
	const long decimals = point ? *exponent - point - 1 : 0;
	return strtol(*exponent + 1, NULL, 10) > decimals;
}

/* Says what is read otherwise than it was written; false (said): it cannot be taken so. */
static bool say_how_read(const struct intake *intake, const struct fraction_part *part,
        const struct json *json, enum decimal_parsed parsed, struct decimal read)
{
	const struct fields *fields = &intake->reader->fields;
	const char *exponent;
	const bool shortened = is_shortened(json->string, &exponent);

	if (parsed != DECIMAL_NORMALISED && !exponent)
		return true;
	const char *name = name_of(intake, part);
	const char *plain = decimal_format(fields->arena, read);
	if (shortened) {
		FIELDS_SAY(fields, MSG_VALUE_SCIENTIFIC, json, name, json->string,
		        line_of(fields, json, plain));
		return false;
	}
	FIELDS_SAY(fields, MSG_VALUE_NORMALISED, json, name, json->string, plain);
	return true;
}

/* An exact figure that is not negative. */
static bool read_figure(const struct intake *intake, const struct fraction_part *part,
        const struct json *json, struct decimal *out)
{
	const struct fields *fields = &intake->reader->fields;

	if (json->kind == JSON_NULL) {
		FIELDS_SAY(fields, MSG_VALUE_NULL, json, name_of(intake, part));
		return false;
	}
	const enum decimal_parsed parsed = json->kind == JSON_NUMBER || json->kind == JSON_STRING
	        ? decimal_parse(json->string, out)
	        : DECIMAL_NOT_A_NUMBER;
	if (parsed == DECIMAL_NOT_A_NUMBER) {
		say_not_a_number(intake->reader, json, name_of(intake, part));
		return false;
	}
	if (parsed == DECIMAL_OUT_OF_RANGE) {
		FIELDS_SAY(fields, MSG_VALUE_RANGE, json, name_of(intake, part), json->string);
		return false;
	}
	*out = decimal_normalise(*out);
	if (decimal_sign(*out) < 0) {
		FIELDS_SAY(fields, MSG_VALUE_NEGATIVE, json, name_of(intake, part), json->string);
		return false;
	}
	return say_how_read(intake, part, json, parsed, *out);
}

/* Is it a figure of the target's order? */
static bool is_in_reach(const struct indicator *indicator, struct decimal figure)
{
	const struct decimal target = indicator->target;

	return indicator->has_target && decimal_sign(target) > 0
	        && decimal_compare_fractions(figure, target, decimal_from(2), decimal_from(1)) <= 0;
}

/* With decimals where things are counted: perhaps in 万, which a person must say. */
static void say_not_whole(const struct intake *intake, const char *label, struct decimal given)
{
	const struct fields *fields = &intake->reader->fields;
	const char *figure = decimal_format(fields->arena, given);
	struct decimal ones;

	if (decimal_multiply(given, decimal_from(10000), &ones)
	        && decimal_normalise(ones).scale == 0 && is_in_reach(intake->indicator, ones))
		FIELDS_SAY(fields, MSG_VALUE_WHOLE_WAN, intake->scalar, label, figure,
		        line_of(fields, intake->scalar,
		                decimal_format(fields->arena, decimal_normalise(ones))));
	else
		FIELDS_SAY(fields, MSG_VALUE_WHOLE, intake->scalar, label, figure);
}

static bool has_parts(const struct intake *intake)
{
	return json_lookup(intake->item, "numerator") || json_lookup(intake->item, "denominator");
}

/* Does the number stand in the words by itself: 92 in 92%以上, not in 192%以上? */
static bool names_number(const char *words, const char *number)
{
	const size_t length = strlen(number);

	for (const char *at = strstr(words, number); at; at = strstr(at + 1, number)) {
		const char before = (char)(at > words ? at[-1] : ' ');
		if (!strchr("0123456789.", before) && strspn(at + length, "0123456789.") == 0)
			return true;
	}
	return false;
}

/* 92%以上, 超过1200人: what the least is, and that it is the least; never 约. */
static bool words_bound(const char *words, const char *number)
{
	static const char *const bounds[] = { "以上", "余", "多", "超过", "不少于", "不低于",
		"至少", "逾" };
	static const char *const vague[] = { "约", "左右", "近", "上下" };
	bool bounded = false;

	for (size_t i = 0; i < COUNT_OF(vague); i++)
		if (strstr(words, vague[i]))
			return false;
	for (size_t i = 0; i < COUNT_OF(bounds); i++)
		bounded = bounded || strstr(words, bounds[i]);
	return bounded && names_number(words, number);
}

/* A figure whose exact number is not known; it can show that a target is met, never that a limit
 * is kept. */
static bool read_bound(const struct intake *intake, struct value *out)
{
	const struct fields *fields = &intake->reader->fields;
	const char *number = decimal_format(fields->arena, out->number);
	const char *line = line_of(fields, intake->item,
	        arena_printf(fields->arena, "{\"at_least\": %s, \"words\": \"%s%s以上\"}", number,
	                number, intake->indicator->measure));

	out->words = fields_string(fields, intake->item, "words");
	out->is_bound = !!json_lookup(intake->item, "at_least");
	if (aim_is_limit(intake->indicator) && out->is_bound) {
		FIELDS_SAY(fields, MSG_VALUE_BOUND_LIMIT, intake->item, label_of(intake),
		        line_of(fields, intake->item, ""));
		return false;
	}
	if (out->is_bound ? words_bound(out->words, number) : out->words[0] == '\0')
		return true;
	FIELDS_SAY(fields, MSG_VALUE_BOUND_WORDS, intake->item, label_of(intake), out->words, line);
	return false;
}

static bool read_number(const struct intake *intake, struct value *out)
{
	const struct fields *fields = &intake->reader->fields;

	if (!intake->scalar) {
		FIELDS_SAY(fields, has_parts(intake) ? MSG_VALUE_PLAIN : MSG_VALUE_HOLLOW,
		        intake->item, label_of(intake), line_of(fields, intake->item, ""));
		return false;
	}
	if (!read_figure(intake, NULL, intake->scalar, &out->number))
		return false;
	if (kind_row(intake->indicator->kind)->whole && out->number.scale > 0) {
		say_not_whole(intake, label_of(intake), out->number);
		return false;
	}
	return read_bound(intake, out);
}

/* The denominator that the catalogue itself gives, or NULL. */
static const struct parameter *fixed_base(const struct intake *intake)
{
	const char *name = intake->indicator->denominator_parameter;
	const struct parameter *parameter = lookup_parameter(intake->reader->catalogue, name);

	return parameter && parameter->given ? parameter : NULL;
}

/* One part of a fraction; `fallback` may stand in when it is absent. */
static bool read_part(const struct intake *intake, const struct fraction_part *part,
        const struct parameter *fallback, struct decimal *out)
{
	const struct json *given = json_lookup(intake->item, part->key);

	if (given)
		return read_figure(intake, part, given, out);
	if (fallback) {
		*out = fallback->value;
		return true;
	}
	FIELDS_SAY(&intake->reader->fields, MSG_VALUE_FRACTION_PART, intake->item, label_of(intake),
	        part->key, part->meaning);
	return false;
}

static bool check_base(
        const struct intake *intake, const struct parameter *fixed, const struct value *value)
{
	const struct fields *fields = &intake->reader->fields;
	struct arena *arena = fields->arena;

	if (fixed && decimal_compare(value->denominator, fixed->value) != 0) {
		FIELDS_SAY(fields, MSG_VALUE_BASE, intake->item, label_of(intake),
		        decimal_format(arena, value->denominator),
		        decimal_format(arena, fixed->value), fixed->name);
		return false;
	}
	if (decimal_sign(value->denominator) == 0 && decimal_sign(value->numerator) > 0) {
		FIELDS_SAY(fields, MSG_VALUE_NO_BASE, intake->item, label_of(intake),
		        decimal_format(arena, value->numerator));
		return false;
	}
	return true;
}

/* The whole line: with the figures where both are given (18071/38126), else with their names. */
static void say_not_a_fraction(const struct intake *intake)
{
	const struct fields *fields = &intake->reader->fields;
	const struct indicator *indicator = intake->indicator;
	const struct json *given = intake->scalar;
	const struct figure_guess guess = given->kind == JSON_STRING
	        ? figure_words_read(fields->arena, given->string)
	        : (struct figure_guess){ .figure = "" };
	const bool both = guess.slip == SLIP_QUOTIENT;

	FIELDS_SAY(fields, MSG_VALUE_FRACTION, given, label_of(intake),
	        describe(intake, given, DIAG_ENGLISH), describe(intake, given, DIAG_CHINESE),
	        arena_printf(fields->arena, "\"%s\": {\"numerator\": %s, \"denominator\": %s}",
	                intake->item->name, both ? guess.figure : indicator->numerator,
	                both ? guess.base : indicator->denominator));
}

static bool read_fraction(const struct intake *intake, struct value *out)
{
	const struct indicator *indicator = intake->indicator;

	if (intake->scalar) {
		say_not_a_fraction(intake);
		return false;
	}
	const struct parameter *fixed = fixed_base(intake);
	const struct fraction_part above = { "numerator", indicator->numerator };
	const struct fraction_part below = { "denominator", indicator->denominator };
	const bool numerator = read_part(intake, &above, NULL, &out->numerator);
	const bool denominator = read_part(intake, &below, fixed, &out->denominator);
	return numerator && denominator && check_base(intake, fixed, out);
}

static void say_neither_yes_nor_no(const struct intake *intake, const struct json *given)
{
	const struct fields *fields = &intake->reader->fields;
	const bool worded = given->kind == JSON_STRING || given->kind == JSON_NUMBER;
	const int meant = worded
	        ? figure_words_yes_no(fields->arena, given->string, intake->indicator->verb)
	        : -1;

	if (meant < 0)
		FIELDS_SAY(fields, MSG_VALUE_YES_NO, given, label_of(intake),
		        describe(intake, given, DIAG_ENGLISH),
		        describe(intake, given, DIAG_CHINESE));
	else
		FIELDS_SAY(fields, MSG_VALUE_YES_NO_MEANT, given, label_of(intake), given->string,
		        line_of(fields,
		                intake->scalar && json_lookup(intake->item, "at_least")
		                        ? intake->item
		                        : given,
		                meant ? "true" : "false"));
}

static bool read_yes_no(const struct intake *intake, struct value *out)
{
	const struct json *given = !intake->scalar ? intake->item : intake->scalar;

	if (given->kind == JSON_BOOLEAN) {
		out->yes = given->yes;
		return true;
	}
	say_neither_yes_nor_no(intake, given);
	return false;
}

/* By its name; false: none is reached. */
static bool read_stage(const struct intake *intake, struct value *out)
{
	const struct fields *fields = &intake->reader->fields;
	const struct indicator *indicator = intake->indicator;
	const struct json *given = !intake->scalar ? intake->item : intake->scalar;
	const size_t stage = given->kind == JSON_STRING ? stages_find(indicator, given->string) : 0;

	out->number = decimal_from((int64_t)stage);
	if (stage > 0 || (given->kind == JSON_BOOLEAN && !given->yes))
		return true;
	FIELDS_SAY(fields, MSG_VALUE_STAGE, given, label_of(intake),
	        describe(intake, given, DIAG_ENGLISH), describe(intake, given, DIAG_CHINESE),
	        stages_list(fields->arena, indicator));
	return false;
}

static const char *list_districts(struct arena *arena, const struct indicator *indicator)
{
	const char **names = arena_alloc_array(arena, indicator->district_count, sizeof *names);

	for (size_t i = 0; i < indicator->district_count; i++)
		names[i] = indicator->districts[i]->name;
	return fields_join(arena, names, indicator->district_count);
}

/* A district that the indicator leaves out has nothing to report on it (不涉及). */
static bool is_concerned(const struct submission_reader *reader, const struct json *item,
        const struct indicator *indicator)
{
	const struct unit *unit = reader->unit;

	if (!unit || !unit_is_left_out(indicator, unit))
		return true;
	FIELDS_SAY(&reader->fields, MSG_SUBMISSION_NOT_CONCERNED, item, indicator->id,
	        indicator->name, unit->name, list_districts(reader->fields.arena, indicator));
	return false;
}

static const char *list_ids(struct arena *arena, const struct task *task)
{
	const char **ids = arena_alloc_array(arena, task->indicator_count, sizeof *ids);

	for (size_t i = 0; i < task->indicator_count; i++)
		ids[i] = task->indicators[i]->id;
	return fields_join(arena, ids, task->indicator_count);
}

/* Ids are told apart in the whole catalogue; nearly always the one meant is of the task. */
static const struct indicator *indicator_of(
        const struct submission_reader *reader, const char *id, const struct task *task)
{
	for (size_t i = 0; i < task->indicator_count; i++) {
		if (text_equal(task->indicators[i]->id, id))
			return task->indicators[i];
	}
	return lookup_indicator(reader->catalogue, id);
}

/* By its name, in the task that it was reported for. */
static const struct indicator *named(const struct task *task, const char *name)
{
	for (size_t i = 0; i < task->indicator_count; i++)
		if (lookup_compare_names(task->indicators[i]->name, name) == 0)
			return task->indicators[i];
	return NULL;
}

/* The indicator that a number in other widths means; else NULL, and it was said which is near. */
static const struct indicator *find_written(
        const struct submission_reader *reader, const struct json *item, const struct task *task)
{
	const struct fields *fields = &reader->fields;
	bool certain = false;
	const char *id = written_id(fields->arena, item->name, &certain);
	const struct indicator *near =
	        id ? indicator_of(reader, id, task) : named(task, item->name);

	if (near && id && certain) {
		FIELDS_SAY(fields, MSG_VALUE_NORMALISED, item, near->name, item->name, near->id);
		return near;
	}
	if (near)
		FIELDS_SAY(fields, MSG_SUBMISSION_INDICATOR_NEAR, item, item->name, near->id,
		        near->name);
	else
		FIELDS_SAY(fields, MSG_SUBMISSION_NO_INDICATOR, item, item->name, task->no,
		        list_ids(fields->arena, task));
	return NULL;
}

static const struct indicator *find_indicator(
        const struct submission_reader *reader, const struct json *item, const struct task *task)
{
	const struct fields *fields = &reader->fields;
	const struct indicator *indicator = indicator_of(reader, item->name, task);

	if (!indicator)
		indicator = find_written(reader, item, task);
	if (!indicator)
		return NULL;
	if (indicator->task != task) {
		FIELDS_SAY(fields, MSG_SUBMISSION_OTHER_TASK, item, indicator->id,
		        indicator->task->no, indicator->name);
		return NULL;
	}
	return is_concerned(reader, item, indicator) ? indicator : NULL;
}

/*
 * The lead may give the number of districts as its own total, where districts say yes or no; a
 * share may be given without its parts where the catalogue lets it.
 */
static enum value_kind expected_kind(const struct intake *intake)
{
	const struct unit *unit = intake->reader->unit;
	const bool is_total = unit && unit->kind == UNIT_BUREAU && intake->scalar
	        && intake->scalar->kind != JSON_BOOLEAN;

	const enum value_kind kind =
	        is_total ? aim_total(intake->indicator) : aim_value(intake->indicator);
	const bool is_bare = kind == VALUE_FRACTION && intake->indicator->parts_optional
	        && intake->scalar && !has_parts(intake);
	return is_bare ? VALUE_NUMBER : kind;
}

/* "value number 10, numerator number 99": every part that is given. */
static const char *list_parts(const struct intake *intake, enum diag_language language)
{
	static const char *const keys[] = { "value", "at_least", "numerator", "denominator" };
	const char *parts[COUNT_OF(keys)];
	size_t count = 0;

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const struct json *part = json_lookup(intake->item, keys[i]);
		if (part)
			parts[count++] = arena_printf(intake->reader->fields.arena, "%s %s",
			        keys[i], describe(intake, part, language));
	}
	return fields_join(intake->reader->fields.arena, parts, count);
}

/* A figure is given once: as one number or as its parts, even where they come to the same. */
static bool is_given_once(const struct intake *intake)
{
	const bool twice =
	        json_lookup(intake->item, "value") && json_lookup(intake->item, "at_least");

	if (intake->item->kind != JSON_OBJECT || !intake->scalar || (!has_parts(intake) && !twice))
		return true;
	FIELDS_SAY(&intake->reader->fields, MSG_VALUE_TWICE, intake->item, label_of(intake),
	        list_parts(intake, DIAG_ENGLISH), list_parts(intake, DIAG_CHINESE),
	        expected_kind(intake) == VALUE_FRACTION ? "numerator, denominator" : "value");
	return false;
}

static bool read_kind(const struct intake *intake, struct value *out)
{
	if (intake->scalar && intake->scalar->kind == JSON_NULL) {
		FIELDS_SAY(
		        &intake->reader->fields, MSG_VALUE_NULL, intake->scalar, label_of(intake));
		return false;
	}
	out->kind = expected_kind(intake);
	switch (out->kind) {
	case VALUE_FRACTION:
		return read_fraction(intake, out);
	case VALUE_YES_NO:
		return read_yes_no(intake, out);
	case VALUE_STAGE:
		return read_stage(intake, out);
	case VALUE_NUMBER:
		break;
	}
	return read_number(intake, out);
}

bool submission_read_value(const struct submission_reader *reader, const struct json *item,
        const struct task *task, struct value *out)
{
	const struct fields *fields = &reader->fields;
	const struct indicator *indicator = find_indicator(reader, item, task);

	if (!indicator)
		return false;
	struct intake intake = {
		.reader = reader, .item = item, .scalar = item, .indicator = indicator
	};
	*out = (struct value){ .indicator = indicator,
		.words = "",
		.corrects = "",
		.confirms = "",
		.revision = reader->revision,
		.place = json_place(fields->arena, fields->file, item) };
	if (item->kind == JSON_OBJECT) {
		fields_check(fields, item, value_fields, COUNT_OF(value_fields));
		intake.scalar = json_lookup(item, "value");
		if (!intake.scalar)
			intake.scalar = json_lookup(item, "at_least");
		out->corrects = fields_string(fields, item, "corrects");
		out->confirms = fields_string(fields, item, "confirms");
	}
	return is_given_once(&intake) && read_kind(&intake, out);
}
