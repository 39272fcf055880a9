#include "kit/world.h"

#include "base/decimal_parse.h"
#include "base/text.h"
#include "figures/ledger/checks.h"
#include "figures/targets/periods.h"

#include <criterion/criterion.h>
#include <string.h>

struct world {
	struct arena *arena;
	struct catalogue catalogue;
	struct unit units[WORLD_UNITS];
	const struct unit *unit_list[WORLD_UNITS];
	struct task tasks[WORLD_TASKS];
	const struct task *task_list[WORLD_TASKS];
	struct duty duties[WORLD_UNITS];
	struct indicator indicators[WORLD_INDICATORS];
	const struct indicator *indicator_list[WORLD_INDICATORS];
	struct value values[12][WORLD_UNITS][WORLD_INDICATORS];
	bool given[12][WORLD_UNITS][WORLD_INDICATORS];
	const char *words[12][WORLD_UNITS][WORLD_TASKS];
	const char *promises[12][WORLD_UNITS][WORLD_TASKS];
	enum report_state states[12][WORLD_UNITS];
};

struct decimal world_decimal(const char *text)
{
	struct decimal value;

	cr_assert_lt(decimal_parse(text, &value), DECIMAL_NOT_A_NUMBER, "%s", text);
	return value;
}

static struct rules default_rules(void)
{
	static const struct date holidays[] = { { WORLD_YEAR + 1, 12, 31 } };

	struct rules rules = {
		.due_day = 5,
		.cut_day = 8,
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
		.holidays = holidays,
		.holiday_count = 1,
	};

	periods_default(&rules);
	return rules;
}

struct world *world_new(struct arena *arena)
{
	static const char *const names[] = { "市甲局", "市乙局", "东区", "南区", "西县" };
	struct world *world = arena_alloc(arena, sizeof *world);

	world->arena = arena;
	for (size_t i = 0; i < WORLD_UNITS; i++) {
		world->units[i] = (struct unit){
			.index = i,
			.name = names[i],
			.formal = names[i],
			.kind = i >= EAST ? UNIT_DISTRICT : UNIT_BUREAU,
		};
		world->unit_list[i] = &world->units[i];
		world->duties[i] = (struct duty){
			.unit = &world->units[i], .printed = names[i], .person = ""
		};
	}
	world->catalogue = (struct catalogue){
		.year = WORLD_YEAR,
		.districts = "市（区）",
		.whole = "全市",
		.leaders = "分管领导",
		.units = world->unit_list,
		.month = 12,
		.unit_count = WORLD_UNITS,
		.known_unit_count = WORLD_UNITS,
		.rules = default_rules(),
		.tasks = world->task_list,
		.tasks_by_no = world->task_list, /* made in the order of their numbers */
		.indicators = world->indicator_list,
		.indicators_by_id = world->indicator_list, /* made in the order of their ids */
	};
	return world;
}

struct catalogue *world_catalogue(struct world *world)
{
	return &world->catalogue;
}

const struct unit *world_unit(const struct world *world, enum world_unit unit)
{
	return &world->units[unit];
}

struct task *world_task(struct world *world)
{
	const size_t index = world->catalogue.task_count++;
	struct task *task = &world->tasks[index];

	cr_assert_lt(index, WORLD_TASKS);
	*task = (struct task){
		.index = index,
		.no = arena_printf(world->arena, "%zu", index + 1),
		.printed_no = arena_printf(world->arena, "%zu", index + 1),
		.text = "",
		.label = "",
		.leader = "",
		.lead = &world->units[LEAD],
		.duties = world->duties,
		.duty_count = WORLD_UNITS,
		.deadline = { WORLD_YEAR, 12, 31 },
		.deadline_printed = "",
		.note = "",
		.mark = "",
		.remark = "",
		.indicators = world->indicator_list + world->catalogue.indicator_count,
	};
	world->task_list[index] = task;
	return task;
}

static const char *or_empty(const char *string)
{
	return string ? string : "";
}

struct indicator *world_indicator(struct world *world, const struct indicator *like)
{
	if (world->catalogue.task_count == 0)
		world_task(world);
	struct task *task = &world->tasks[world->catalogue.task_count - 1];
	const size_t index = world->catalogue.indicator_count++;
	struct indicator *indicator = &world->indicators[index];

	cr_assert_lt(index, WORLD_INDICATORS);
	task->indicator_count++;
	*indicator = *like;
	indicator->index = index;
	indicator->task = task;
	indicator->id = arena_printf(world->arena, "%s.%zu", task->no, task->indicator_count);
	indicator->name =
	        like->name ? like->name : arena_printf(world->arena, "指标%s", indicator->id);
	indicator->brief = indicator->name;
	indicator->mark = "";
	indicator->verb = or_empty(like->verb);
	indicator->part_of = like->part_of ? like->part_of : "";
	indicator->place = place_file("targets.json");
	indicator->measure = or_empty(like->measure);
	indicator->numerator = or_empty(like->numerator);
	/* A numerator of "" is said to be none. */
	indicator->has_parts = kind_row(like->kind)->value == VALUE_FRACTION
	        && !(like->numerator && like->numerator[0] == '\0');
	indicator->denominator = or_empty(like->denominator);
	indicator->denominator_indicator = or_empty(like->denominator_indicator);
	indicator->parameter = or_empty(like->parameter);
	indicator->denominator_parameter = or_empty(like->denominator_parameter);
	if (like->deadline.year == 0)
		indicator->deadline = (struct date){ WORLD_YEAR, 12, 31 };
	if (like->districts_report && like->district_count == 0) {
		indicator->districts = world->unit_list + EAST;
		indicator->district_count = WORLD_UNITS - EAST;
	}
	world->indicator_list[index] = indicator;
	return indicator;
}

void world_give(struct world *world, int month, enum world_unit unit,
        const struct indicator *indicator, const char *figure)
{
	struct value *value = &world->values[month - 1][unit][indicator->index];
	const char *slash = strchr(figure, '/');

	world->given[month - 1][unit][indicator->index] = true;
	*value = (struct value){
		.indicator = indicator,
		.words = "",
		.corrects = "",
		.confirms = "",
		.revision = 1,
		.place = place_line(world->units[unit].name, (unsigned)month),
	};
	if (text_equal(figure, "是") || text_equal(figure, "否")) {
		value->kind = VALUE_YES_NO;
		value->yes = text_equal(figure, "是");
	} else if (slash) {
		value->kind = VALUE_FRACTION;
		value->numerator = world_decimal(
		        arena_strndup(world->arena, figure, (size_t)(slash - figure)));
		value->denominator = world_decimal(slash + 1);
	} else {
		value->number = world_decimal(figure);
	}
}

void world_series(struct world *world, enum world_unit unit, const struct indicator *indicator,
        const char *figures)
{
	for (int month = 1; *figures != '\0'; month++) {
		const size_t length = strcspn(figures, " ");
		const char *figure = arena_strndup(world->arena, figures, length);
		if (!text_equal(figure, "-"))
			world_give(world, month, unit, indicator, figure);
		figures += length + strspn(figures + length, " ");
	}
}

void world_correct(struct world *world, int month, enum world_unit unit,
        const struct indicator *indicator, const char *reason)
{
	world->values[month - 1][unit][indicator->index].corrects = reason;
}

void world_tell(struct world *world, int month, enum world_unit unit, const struct task *task,
        const char *progress)
{
	world->words[month - 1][unit][task->index] = progress;
}

void world_promise(struct world *world, int month, enum world_unit unit, const struct task *task,
        const char *expected)
{
	world->promises[month - 1][unit][task->index] = expected;
}

void world_report(struct world *world, int month, enum world_unit unit, enum report_state state)
{
	world->states[month - 1][unit] = state;
}

static void fill_report(
        struct world *world, int month, size_t unit, size_t task, struct task_report *report)
{
	struct value *values = arena_alloc_array(world->arena, WORLD_INDICATORS, sizeof *values);

	*report = (struct task_report){
		.task = &world->tasks[task],
		.values = values,
		.progress = or_empty(world->words[month - 1][unit][task]),
		.problems = "",
		.next = "",
		.expected = or_empty(world->promises[month - 1][unit][task]),
		.progress_place = PLACE_NONE,
		.problems_place = PLACE_NONE,
		.next_place = PLACE_NONE,
		.expected_place = PLACE_NONE,
		.place = PLACE_NONE,
	};
	for (size_t i = 0; i < world->catalogue.indicator_count; i++) {
		if (world->given[month - 1][unit][i] && world->indicators[i].task == report->task)
			values[report->value_count++] = world->values[month - 1][unit][i];
	}
}

static const struct submission *submission_of(struct world *world, int month, size_t unit)
{
	const size_t count = world->catalogue.task_count;
	struct task_report *reports = arena_alloc_array(world->arena, count, sizeof *reports);
	struct submission *submission = arena_alloc(world->arena, sizeof *submission);

	for (size_t t = 0; t < count; t++)
		fill_report(world, month, unit, t, &reports[t]);
	*submission = (struct submission){
		.file = world->units[unit].name,
		.unit = &world->units[unit],
		.period = { WORLD_YEAR, month },
		.revision = 1,
		.submitted_day =
		        date_add_days(period_last_day((struct period){ WORLD_YEAR, month }), 3),
		.submitted_at = "",
		.reporter = "",
		.approver = "",
		.phone = "",
		.reason = "",
		.confirms = "",
		.place = place_file(world->units[unit].name),
		.tasks = reports,
		.task_count = count,
	};
	submission_sort(world->arena, submission);
	return submission;
}

static const struct inbox *inbox_of(struct world *world, int month)
{
	const struct submission **accepted =
	        arena_alloc_array(world->arena, WORLD_UNITS, sizeof(struct submission *));
	static const struct answers none = { .file = "" };
	static const struct office_words silent = { .file = "" };
	struct inbox *inbox = arena_alloc(world->arena, sizeof *inbox);

	int *next_revisions = arena_alloc_array(world->arena, WORLD_UNITS, sizeof *next_revisions);

	for (size_t u = 0; u < WORLD_UNITS; u++) {
		const enum report_state state = world->states[month - 1][u];
		if (state == REPORT_ON_TIME || state == REPORT_LATE)
			accepted[u] = submission_of(world, month, u);
		next_revisions[u] = accepted[u] ? accepted[u]->revision + 1 : 1;
	}
	*inbox = (struct inbox){
		.answers = &none,
		.words = &silent,
		.period = { WORLD_YEAR, month },
		.accepted = accepted,
		.next_revisions = next_revisions,
		.states = world->states[month - 1],
	};
	return inbox;
}

const struct ledger *world_ledger(struct world *world, struct diag *diag, int month)
{
	const struct inbox **inboxes =
	        arena_alloc_array(world->arena, (size_t)month, sizeof(struct inbox *));

	for (int m = 1; m <= month; m++)
		inboxes[m - 1] = inbox_of(world, m);
	struct ledger *ledger = ledger_fill(
	        world->arena, &world->catalogue, inboxes, (struct period){ WORLD_YEAR, month });
	checks_run(world->arena, diag, ledger);
	return ledger;
}
