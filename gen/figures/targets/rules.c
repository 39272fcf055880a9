/* The rules of a catalogue, each with its default (ARCHITECTURE.md “Status”). */
#include "figures/targets/rules.h"

#include "base/common.h"
#include "figures/targets/periods.h"

#include <string.h>

static const struct field rule_fields[] = {
	{ .name = "periods", .kinds = FIELD_STRING | FIELD_ARRAY },
	{ .name = "as_of_day", .kinds = FIELD_NUMBER },
	{ .name = "due_day", .kinds = FIELD_NUMBER },
	{ .name = "due_month", .kinds = FIELD_STRING },
	{ .name = "cut_day", .kinds = FIELD_NUMBER },
	{ .name = "cut_month", .kinds = FIELD_STRING },
	{ .name = "utc_offset", .kinds = FIELD_STRING },
	{ .name = "pace", .kinds = FIELD_STRING },
	{ .name = "pace_table", .kinds = FIELD_ARRAY },
	{ .name = "ahead_gap", .kinds = FIELD_FIGURE },
	{ .name = "behind_gap", .kinds = FIELD_FIGURE },
	{ .name = "far_behind_gap", .kinds = FIELD_FIGURE },
	{ .name = "jump_factor", .kinds = FIELD_FIGURE },
	{ .name = "excess_percent", .kinds = FIELD_FIGURE },
	{ .name = "level_percent", .kinds = FIELD_FIGURE },
	{ .name = "ratio_points", .kinds = FIELD_FIGURE },
	{ .name = "fall_points", .kinds = FIELD_FIGURE },
	{ .name = "sibling_factor", .kinds = FIELD_FIGURE },
	{ .name = "ranking_shown", .kinds = FIELD_NUMBER },
	{ .name = "reminder_months", .kinds = FIELD_NUMBER },
	{ .name = "urge_months", .kinds = FIELD_NUMBER },
	{ .name = "supervise_months", .kinds = FIELD_NUMBER },
	{ .name = "limit_rate", .kinds = FIELD_BOOLEAN },
	{ .name = "formats", .kinds = FIELD_ARRAY },
	{ .name = "documents", .kinds = FIELD_OBJECT },
	{ .name = "holidays", .kinds = FIELD_ARRAY },
	{ .name = "workdays", .kinds = FIELD_ARRAY },
};

static struct rules default_rules(void)
{
	struct rules rules = {
		.due_day = 5,
		.cut_day = 8,
		.utc_offset = 8 * 60,
		.pace = PACE_BASE_DEADLINE,
		.ahead_gap = decimal_from(10),
		.behind_gap = decimal_from(-10),
		.far_behind_gap = decimal_from(-30),
		.jump_factor = decimal_from(3),
		.excess_percent = decimal_from(120),
		.level_percent = decimal_from(25),
		.ratio_points = decimal_from(15),
		.fall_points = decimal_from(5),
		.sibling_factor = decimal_from(2),
		.ranking_shown = 3,
		.reminder_months = 1,
		.urge_months = 2,
		.supervise_months = 3,
	};

	periods_default(&rules);
	return rules;
}

/* Two digits, or -1. */
static int two_digits(const char *at)
{
	if (strspn(at, "0123456789") < 2)
		return -1;
	return (at[0] - '0') * 10 + at[1] - '0';
}

/* "+08:00" in minutes. */
static bool parse_offset(const char *string, int *out)
{
	if (strlen(string) != 6 || (string[0] != '+' && string[0] != '-') || string[3] != ':')
		return false;
	const int hours = two_digits(string + 1);
	const int minutes = two_digits(string + 4);
	if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
		return false;
	*out = (hours * 60 + minutes) * (string[0] == '-' ? -1 : 1);
	return true;
}

static void read_offset(
        const struct catalogue_reader *reader, const struct json *object, struct rules *rules)
{
	const struct json *offset = fields_member(object, "utc_offset", JSON_STRING);

	if (offset && !parse_offset(offset->string, &rules->utc_offset))
		FIELDS_SAY(&reader->fields, MSG_TARGETS_OFFSET, offset, offset->string);
}

static void read_integers(
        const struct catalogue_reader *reader, const struct json *object, struct rules *rules)
{
	const struct {
		const char *key;
		int least;
		int most;
		int *out;
	} rows[] = {
		{ "as_of_day", 1, 31, &rules->as_of_day },
		{ "due_day", 1, 31, &rules->due_day },
		{ "cut_day", 1, 31, &rules->cut_day },
		{ "ranking_shown", 0, 1000, &rules->ranking_shown },
		{ "reminder_months", 1, 12, &rules->reminder_months },
		{ "urge_months", 1, 12, &rules->urge_months },
		{ "supervise_months", 1, 12, &rules->supervise_months },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		fields_integer(&reader->fields, object, rows[i].key,
		        (struct fields_range){ .least = rows[i].least, .most = rows[i].most },
		        rows[i].out);
}

static void read_figures(
        const struct catalogue_reader *reader, const struct json *object, struct rules *rules)
{
	const struct {
		const char *key;
		struct decimal *out;
	} rows[] = {
		{ "ahead_gap", &rules->ahead_gap },
		{ "behind_gap", &rules->behind_gap },
		{ "far_behind_gap", &rules->far_behind_gap },
		{ "jump_factor", &rules->jump_factor },
		{ "excess_percent", &rules->excess_percent },
		{ "level_percent", &rules->level_percent },
		{ "ratio_points", &rules->ratio_points },
		{ "fall_points", &rules->fall_points },
		{ "sibling_factor", &rules->sibling_factor },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		take_figure(reader, object, rows[i].key, rows[i].out);
}

static const struct date *read_dates(const struct catalogue_reader *reader,
        const struct json *object, const char *key, size_t *count)
{
	const struct json *array = fields_member(object, key, JSON_ARRAY);

	*count = 0;
	if (!array)
		return NULL;
	struct date *dates = arena_alloc_array(reader->fields.arena, array->count, sizeof *dates);
	for (const struct json *item = array->first; item; item = item->next)
		*count += take_date_from(reader, item, key, &dates[*count]);
	return dates;
}

static void say_plan(const struct catalogue_reader *reader, const struct json *value, int month)
{
	const struct period period = { .year = reader->catalogue->year, .month = month };

	FIELDS_SAY(&reader->fields, MSG_TARGETS_PLAN, value,
	        period_format(reader->fields.arena, period));
}

static bool is_step(struct decimal value, struct decimal before)
{
	return decimal_compare(value, before) >= 0
	        && decimal_compare(value, decimal_from(100)) <= 0;
}

static void read_pace(
        const struct catalogue_reader *reader, const struct json *object, struct rules *rules)
{
	int pace = PACE_BASE_DEADLINE;

	take_word(reader, object, "pace", &pace_base_word_list, &pace);
	rules->pace = (enum pace_base)pace;
	const struct json *table = fields_member(object, "pace_table", JSON_ARRAY);
	if (!table) {
		if (pace == PACE_BASE_TABLE)
			FIELDS_SAY(
			        &reader->fields, MSG_TARGETS_FIELD_MISSING, object, "pace_table");
		return;
	}
	struct decimal before = decimal_from(0);
	const struct json *item = table->first;
	for (int i = 0; i < MONTHS; i++) {
		struct decimal *value = &rules->pace_table[i];
		if (!item) {
			say_plan(reader, table, i + 1);
			return;
		}
		if (take_figure_from(reader, item, "pace_table", value) && !is_step(*value, before))
			say_plan(reader, item, i + 1);
		before = *value;
		item = item->next;
	}
	if (item)
		say_plan(reader, item, MONTHS);
}

const struct decimal *rules_read_plan(
        const struct catalogue_reader *reader, const struct json *object)
{
	const struct json *plan = fields_member(object, "plan", JSON_OBJECT);

	if (!plan)
		return NULL;
	struct decimal *months = arena_alloc_array(reader->fields.arena, MONTHS, sizeof *months);
	bool given[MONTHS] = { false };
	for (const struct json *item = plan->first; item; item = item->next) {
		struct period period = { 0 };
		if (!period_parse(item->name, &period) || period.year != reader->catalogue->year)
			FIELDS_SAY(&reader->fields, MSG_TARGETS_MONTH, item, item->name,
			        arena_printf(reader->fields.arena, "%d", reader->catalogue->year));
		else
			given[period.month - 1] =
			        take_figure_from(reader, item, "plan", &months[period.month - 1]);
	}
	/* Between two that are planned the earlier one holds. */
	for (int i = 0; i < MONTHS; i++) {
		const struct decimal before = i == 0 ? decimal_from(0) : months[i - 1];
		if (!given[i]) {
			months[i] = before;
		} else if (!is_step(months[i], before)) {
			say_plan(reader, plan, i + 1);
			return months;
		}
	}
	if (plan->count == 0)
		say_plan(reader, plan, MONTHS);
	return months;
}

static void check_order(const struct catalogue_reader *reader, const struct json *object,
        bool ordered, const char *lower, const char *higher)
{
	if (!ordered)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_RULES, object, lower, higher);
}

/* As of, due, cut: in this order, the month counting before the day. */
static void check_days(
        const struct catalogue_reader *reader, const struct json *object, const struct rules *rules)
{
	const int month = 31;
	const int as_of = rules->as_of_day > 0 ? rules->as_of_day : month;
	const int due = rules->due_day + (rules->due_within ? 0 : month);
	const int cut = rules->cut_day + (rules->cut_within ? 0 : month);

	check_order(reader, object, as_of <= due, "as_of_day", "due_day");
	check_order(reader, object, due <= cut, "due_day", "cut_day");
}

static void check_rules(
        const struct catalogue_reader *reader, const struct json *object, const struct rules *rules)
{
	check_days(reader, object, rules);
	check_order(reader, object, decimal_compare(rules->far_behind_gap, rules->behind_gap) <= 0,
	        "far_behind_gap", "behind_gap");
	check_order(reader, object, decimal_compare(rules->behind_gap, rules->ahead_gap) <= 0,
	        "behind_gap", "ahead_gap");
	check_order(reader, object, rules->reminder_months <= rules->urge_months, "reminder_months",
	        "urge_months");
	check_order(reader, object, rules->urge_months <= rules->supervise_months, "urge_months",
	        "supervise_months");
}

/* ["pdf"] or ["pdf", "ofd"]: the PDF is always made. */
static void read_formats(
        const struct catalogue_reader *reader, const struct json *object, struct rules *rules)
{
	static const char *const words[] = { "pdf", "ofd" };
	static const struct word_list formats = { .words = words, .count = COUNT_OF(words) };
	const struct json *array = fields_member(object, "formats", JSON_ARRAY);

	for (const struct json *item = array ? array->first : NULL; item; item = item->next) {
		int format = 0;
		if (fields_expect(&reader->fields, item, "formats", FIELD_STRING)
		        && take_word_from(reader, item, "formats", &formats, &format))
			rules->writes_ofd = rules->writes_ofd || format == 1;
	}
}

/* {"overview": false}: what stands there is made unless it is switched off. */
static void read_documents(
        const struct catalogue_reader *reader, const struct json *object, struct rules *rules)
{
	const struct json *documents = fields_member(object, "documents", JSON_OBJECT);

	if (!documents)
		return;
	const char **off =
	        arena_alloc_array(reader->fields.arena, documents->count + 1, sizeof *off);
	for (const struct json *item = documents->first; item; item = item->next)
		if (!fields_is_free(item)
		        && fields_expect(&reader->fields, item, item->name, FIELD_BOOLEAN)
		        && !fields_yes(documents, item->name))
			off[rules->documents_off_count++] = item->name;
	rules->documents_off = off;
}

void rules_read(struct catalogue_reader *reader)
{
	struct rules *rules = &reader->catalogue->rules;
	const struct json *object = fields_member(reader->root, "rules", JSON_OBJECT);

	*rules = default_rules();
	if (!object)
		return;
	fields_check(&reader->fields, object, rule_fields, COUNT_OF(rule_fields));
	read_integers(reader, object, rules);
	read_figures(reader, object, rules);
	periods_read(reader, object, rules);
	read_offset(reader, object, rules);
	read_pace(reader, object, rules);
	rules->holidays = read_dates(reader, object, "holidays", &rules->holiday_count);
	rules->workdays = read_dates(reader, object, "workdays", &rules->workday_count);
	read_formats(reader, object, rules);
	read_documents(reader, object, rules);
	rules->limit_rate = fields_yes(object, "limit_rate");
	check_rules(reader, object, rules);
}
