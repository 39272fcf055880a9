/*
 * Charts: series, points, levels. Every figure is read here, with the place that it came from; what
 * a kind cannot show is said, so that layout draws all that it is given.
 */
#include "base/date.h"
#include "base/decimal_parse.h"
#include "base/text.h"
#include "press/template/expand_block.h"

#include <string.h>

#define SERIES_MOST 8
#define ROWS_MOST   31
#define PLACES      6

/* No figure of a chart reaches 10^12. */
static const struct decimal figure_limit = { .digits = INT64_C(1000000000000) };

/* What a chart of a kind may hold. */
struct chart_rule {
	size_t series, points, levels;
	bool months;     /* its points are of months; otherwise rows */
	bool pace;       /* over the months */
	bool row_goals;  /* a row has a target and a pace of its own */
	bool negative;   /* figures below 0 */
	bool no_figures; /* only states and paints */
};

static const struct chart_rule rules[] = {
	[CHART_COLUMN] = { .series = 4,
	        .points = MONTHS,
	        .levels = 3,
	        .months = true,
	        .pace = true,
	        .negative = true },
	[CHART_LINE] = { .series = 4,
	        .points = MONTHS,
	        .levels = 3,
	        .months = true,
	        .pace = true,
	        .negative = true },
	[CHART_STACKED] = { .series = SERIES_MOST, .points = ROWS_MOST },
	[CHART_BAR] = { .series = 1, .points = ROWS_MOST, .levels = 3, .negative = true },
	[CHART_BULLET] = { .series = 1, .points = ROWS_MOST, .levels = 5, .row_goals = true },
	[CHART_DOTS] = { .series = ROWS_MOST,
	        .points = MONTHS,
	        .months = true,
	        .no_figures = true },
	[CHART_SPARK] = { .series = 1, .points = MONTHS, .months = true, .negative = true },
};

static const struct chart_rule *rule_of(const struct expansion *expansion)
{
	return &rules[expansion->chart->chart->kind];
}

static const char *kind_name(const struct expansion *expansion)
{
	return expansion->chart->kind_name;
}

static void say_part(
        struct expansion *expansion, const struct instruction *instruction, const char *part)
{
	expansion->failed = true;
	diag_say(expansion->diag, MSG_CHART_PART, instruction->place, kind_name(expansion), part);
}

/* False (said): one more is too many. */
static bool has_room(struct expansion *expansion, const struct instruction *instruction,
        size_t count, size_t most)
{
	const char *part = element_rules[instruction->element].name;

	if (count < most)
		return true;
	if (most == 0) {
		say_part(expansion, instruction, part);
		return false;
	}
	expansion->failed = true;
	diag_say(expansion->diag, MSG_CHART_MANY, instruction->place, kind_name(expansion), part,
	        arena_printf(expansion->arena, "%zu", most));
	return false;
}

void expand_chart(struct expansion *expansion, const struct instruction *instruction)
{
	struct chart *chart = arena_alloc(expansion->arena, sizeof *chart);
	struct open_chart open = { .chart = chart };

	expansion_close_bare(expansion);
	*chart = (struct chart){
		.kind = (enum chart_kind)expansion_number(
		        expansion, instruction, ATTRIBUTE_KIND, CHART_COLUMN),
		.style = expansion_style(expansion, instruction, ATTRIBUTE_STYLE),
		.alt = expansion_text(expansion, instruction, ATTRIBUTE_ALT),
		.unit = expansion_text(expansion, instruction, ATTRIBUTE_UNIT),
		.place = instruction->place,
	};
	open.kind_name = expansion_text(expansion, instruction, ATTRIBUTE_KIND);
	struct block *block = expansion_append_block(expansion, BLOCK_CHART, instruction);
	block->outline = expansion_outline(expansion, instruction);
	block->chart = chart;
	expansion->chart = &open;
	expansion_run(expansion, instruction->first);
	expansion->chart = NULL;
}

/* The points of one series or of the pace. */
static struct chart_series *run_series(
        struct expansion *expansion, const struct instruction *instruction)
{
	struct chart_series *series = arena_alloc(expansion->arena, sizeof *series);

	*series = (struct chart_series){
		.name = expansion_text(expansion, instruction, ATTRIBUTE_NAME),
		.place = instruction->place,
	};
	if (program_given(instruction, ATTRIBUTE_PAINT))
		series->paint = expansion_style(expansion, instruction, ATTRIBUTE_PAINT);
	expansion->chart->series = series;
	expansion->chart->last_point = NULL;
	expansion_run(expansion, instruction->first);
	return series;
}

void expand_series(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_chart *open = expansion->chart;

	if (!has_room(
	            expansion, instruction, open->chart->series_count, rule_of(expansion)->series))
		return;
	struct chart_series *series = run_series(expansion, instruction);
	if (!open->last_series)
		open->chart->series = series;
	else
		open->last_series->next = series;
	open->last_series = series;
	open->chart->series_count++;
}

void expand_pace(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_chart *open = expansion->chart;

	if (has_room(expansion, instruction, open->chart->pace ? 1 : 0,
	            rule_of(expansion)->pace ? 1 : 0))
		open->chart->pace = run_series(expansion, instruction);
}

/* "-35", "56.3%" in a chart of percentages, and all that decimal_parse understands. */
static bool parse_figure(const struct chart *chart, const char *words, struct decimal *out)
{
	static const char minus[] = "−";
	char bytes[64];
	const bool is_negative = text_starts_with(words, minus);
	const char *rest = is_negative ? words + sizeof minus - 1 : words;
	const size_t length =
	        text_equal(chart->unit, "%") ? text_length_without(rest, "%") : strlen(rest);

	if (length + 2 > sizeof bytes)
		return false;
	bytes[0] = '-';
	memcpy(bytes + 1, rest, length);
	bytes[1 + length] = '\0';
	const enum decimal_parsed parsed = decimal_parse(bytes + (is_negative ? 0 : 1), out);
	if (parsed != DECIMAL_OK && parsed != DECIMAL_NORMALISED)
		return false;
	*out = decimal_normalise(*out);
	const struct decimal size = { out->digits < 0 ? -out->digits : out->digits, out->scale };
	if (out->scale > PLACES)
		*out = decimal_round(*out, PLACES);
	return decimal_compare(size, figure_limit) < 0;
}

/* An attribute that holds a figure; `of` is what has it. False: said. */
static bool read_figure(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute, const char *of, struct chart_figure *out)
{
	const struct chart *chart = expansion->chart->chart;
	struct place source;
	const char *words = expansion_sourced(expansion, instruction, attribute, &source);

	if (!words)
		return false;
	const char *origin = place_format(expansion->arena, source);
	*out = (struct chart_figure){ .is_given = true, .words = words, .source = source };
	if (!parse_figure(chart, words, &out->value)) {
		expansion->failed = true;
		diag_say(expansion->diag, MSG_CHART_VALUE, instruction->place, of,
		        attribute_names[attribute], words, origin);
		return false;
	}
	if (decimal_sign(out->value) < 0 && !rule_of(expansion)->negative) {
		expansion->failed = true;
		diag_say(expansion->diag, MSG_CHART_SIGN, instruction->place, kind_name(expansion),
		        words, of, origin);
		return false;
	}
	if (text_equal(chart->unit, "%") && !text_ends_with(words, "%"))
		out->words = arena_printf(expansion->arena, "%s%%", words);
	if (attribute == ATTRIBUTE_VALUE && program_given(instruction, ATTRIBUTE_WORDS))
		out->words = expansion_text(expansion, instruction, ATTRIBUTE_WORDS);
	return true;
}

/* The bands of a bullet chart are drawn over each other, the widest first. False: said. */
static bool is_in_order(struct expansion *expansion, const struct chart_level *level)
{
	const struct open_chart *open = expansion->chart;
	const struct chart_level *before = open->last_level;

	if (open->chart->kind != CHART_BULLET || !before
	        || decimal_compare(level->figure.value, before->figure.value) > 0)
		return true;
	expansion->failed = true;
	diag_say(expansion->diag, MSG_CHART_LEVELS, level->place, level->figure.words,
	        before->figure.words);
	return false;
}

void expand_level(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_chart *open = expansion->chart;
	struct chart_level *level = arena_alloc(expansion->arena, sizeof *level);

	if (!has_room(expansion, instruction, open->level_count, rule_of(expansion)->levels))
		return;
	*level = (struct chart_level){
		.name = expansion_text(expansion, instruction, ATTRIBUTE_NAME),
		.place = instruction->place,
	};
	if (program_given(instruction, ATTRIBUTE_PAINT))
		level->paint = expansion_style(expansion, instruction, ATTRIBUTE_PAINT);
	if (!read_figure(expansion, instruction, ATTRIBUTE_VALUE, level->name, &level->figure))
		return;
	if (!is_in_order(expansion, level))
		return;
	if (!open->last_level)
		open->chart->levels = level;
	else
		open->last_level->next = level;
	open->last_level = level;
	open->level_count++;
}

/* The month that a point names, which is behind that of the point before it; 0: said. */
static int month_of(
        struct expansion *expansion, const struct instruction *instruction, const char *of)
{
	const struct chart_point *before = expansion->chart->last_point;
	const char *words = expansion_text(expansion, instruction, ATTRIBUTE_MONTH);
	struct period period = { 0 };
	struct date date = { 0 };
	int month = 0;

	if (period_parse(words, &period))
		month = period.month;
	else if (date_parse(words, &date))
		month = date.month;
	if (month > (before ? before->month : 0))
		return month;
	expansion->failed = true;
	diag_say(expansion->diag, MSG_CHART_MONTH, instruction->place, of, words);
	return 0;
}

/* "食品抽检 2020-05", "蓬江区" */
static const char *point_name(struct expansion *expansion, const struct instruction *instruction)
{
	const char *label = expansion_text(expansion, instruction, ATTRIBUTE_LABEL);
	const char *month = expansion_text(expansion, instruction, ATTRIBUTE_MONTH);
	const char *own = label[0] != '\0' ? label : month;
	const char *series = expansion->chart->series->name;

	return arena_printf(expansion->arena, "%s%s%s", series,
	        series[0] != '\0' && own[0] != '\0' ? " " : "", own);
}

/* The target and the pace of a row; "" is none. False: said. */
static bool read_goals(struct expansion *expansion, const struct instruction *instruction,
        const char *of, struct chart_point *point)
{
	static const enum attribute goals[] = { ATTRIBUTE_TARGET, ATTRIBUTE_PACE };
	struct chart_figure *const figures[] = { &point->target, &point->pace };

	for (size_t i = 0; i < 2; i++) {
		struct place source;
		if (!program_given(instruction, goals[i]))
			continue;
		if (!rule_of(expansion)->row_goals) {
			say_part(expansion, instruction, attribute_names[goals[i]]);
			return false;
		}
		const char *words = expansion_sourced(expansion, instruction, goals[i], &source);
		if (words && words[0] != '\0'
		        && !read_figure(expansion, instruction, goals[i], of, figures[i]))
			return false;
	}
	return true;
}

/* What a point of its kind has. False: said. */
static bool fill_point(struct expansion *expansion, const struct instruction *instruction,
        struct chart_point *point)
{
	const struct chart_rule *rule = rule_of(expansion);
	const char *of = point_name(expansion, instruction);
	const enum attribute other = rule->months ? ATTRIBUTE_LABEL : ATTRIBUTE_MONTH;

	if (program_given(instruction, other)) {
		say_part(expansion, instruction, attribute_names[other]);
		return false;
	}
	if (rule->months)
		point->month = month_of(expansion, instruction, of);
	else
		point->label = expansion_text(expansion, instruction, ATTRIBUTE_LABEL);
	if (rule->months && point->month == 0)
		return false;
	if (point->state <= POINT_CARRIED && !rule->no_figures
	        && !read_figure(expansion, instruction, ATTRIBUTE_VALUE, of, &point->figure))
		return false;
	return read_goals(expansion, instruction, of, point);
}

void expand_point(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_chart *open = expansion->chart;
	struct chart_point *point = arena_alloc(expansion->arena, sizeof *point);

	if (!has_room(expansion, instruction, open->series->count, rule_of(expansion)->points))
		return;
	*point = (struct chart_point){
		.label = "",
		.state = (enum point_state)expansion_number(
		        expansion, instruction, ATTRIBUTE_STATE, POINT_GIVEN),
		.figure = { .words = "", .source = instruction->place },
		.place = instruction->place,
	};
	if (program_given(instruction, ATTRIBUTE_PAINT))
		point->paint = expansion_style(expansion, instruction, ATTRIBUTE_PAINT);
	if (!fill_point(expansion, instruction, point))
		return;
	if (!open->last_point)
		open->series->first = point;
	else
		open->last_point->next = point;
	open->last_point = point;
	open->series->count++;
}
