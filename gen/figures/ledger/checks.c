/*
 * The checks are rows of functions over one cell (or one indicator) of the ledger's month; each
 * adds at most one doubt of its kind. Only what was reported for this month is questioned: a
 * carried figure was questioned when it came.
 *
 * Base moved. A base that grows with the work (samples taken, expenses) is natural, month after
 * month; one that shrinks, or grows more than jump_factor times at once, makes the share
 * incomparable and is asked back.
 */
#include "figures/ledger/checks.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/ledger/combine.h"
#include "figures/ledger/doubts.h"
#include "figures/ledger/held.h"
#include "figures/ledger/jumps.h"
#include "figures/ledger/related.h"
#include "figures/ledger/reports.h"
#include "figures/ledger/siblings.h"
#include "figures/targets/aim.h"
#include "figures/targets/calendar.h"
#include "figures/targets/duties.h"
#include "figures/targets/lookup.h"
#include "figures/targets/measure.h"

static void check_fall(struct checks *checks, const struct subject *subject)
{
	const struct cell *cell = subject->cell;

	if (cell->state != CELL_KEPT)
		return;
	const struct sides sides = {
		.found = amount_format_value(checks->arena, cell->rejected),
		.other = amount_format_value(checks->arena, cell->value),
	};
	const char *kept = ledger_month_word(checks->arena, checks->month, cell->from.month);
	doubts_add(checks, DOUBT_FALL, subject, sides,
	        arena_printf(checks->arena,
	                "%s填报的%s累计数由%s降至%s，未说明更正原因，暂按%s数计",
	                subject->unit->name, subject->indicator->name, sides.other, sides.found,
	                kept));
}

static void check_corrected(struct checks *checks, const struct subject *subject)
{
	const struct value *value = subject->cell->value;
	const struct value *before = subject->before ? subject->before->value : NULL;

	if (!before || value->corrects[0] == '\0' || !kind_row(subject->indicator->kind)->cumulative
	        || decimal_compare(value->number, before->number) >= 0)
		return;
	const struct sides sides = {
		.found = amount_format_value(checks->arena, value),
		.other = amount_format_value(checks->arena, before),
	};
	doubts_add(checks, DOUBT_CORRECTED, subject, sides,
	        arena_printf(checks->arena, "%s将%s累计数由%s更正为%s，原因：%s",
	                subject->unit->name, subject->indicator->name, sides.other, sides.found,
	                doubts_clause(checks, value->corrects)));
}

static bool had_base(const struct subject *subject)
{
	if (!subject->before || !subject->before->value)
		return false;
	const struct amount before = amount_of(subject->before->value);
	return before.is_fraction && amount_has_base(&before);
}

static void check_base_lost(struct checks *checks, const struct subject *subject)
{
	const struct sides sides = {
		.found = amount_format_value(checks->arena, subject->cell->value),
		.other = amount_format_value(checks->arena, subject->before->value),
	};

	doubts_add(checks, DOUBT_BASE_LOST, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s分母为0，而此前为%s，本月不计比例",
	                subject->unit->name, subject->indicator->name,
	                doubts_plain(checks, subject->before->value->denominator)));
}

static void check_no_base(struct checks *checks, const struct subject *subject)
{
	const struct amount amount = amount_of(subject->cell->value);

	if (amount_has_base(&amount))
		return;
	if (had_base(subject)) {
		check_base_lost(checks, subject);
		return;
	}
	const struct sides sides = {
		.found = amount_format_value(checks->arena, subject->cell->value),
		.other = "",
	};
	doubts_add(checks, DOUBT_NO_BASE, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s分母为0，本月不计比例", subject->unit->name,
	                subject->indicator->name));
}

static bool base_moved(const struct checks *checks, struct decimal base, struct decimal before)
{
	struct decimal limit;

	if (decimal_sign(before) <= 0 || decimal_sign(base) <= 0)
		return false;
	if (decimal_compare(base, before) < 0)
		return true;
	return decimal_multiply(before, checks->ledger->catalogue->rules.jump_factor, &limit)
	        && decimal_compare(base, limit) > 0;
}

static bool check_base_moved(struct checks *checks, const struct subject *subject)
{
	const struct value *value = subject->cell->value;
	const struct value *before = subject->before ? subject->before->value : NULL;

	/* A lead's total moves when a district's part does: the district is asked. */
	if (subject->indicator->combine == COMBINE_WEIGHTED
	        && subject->unit == indicator_lead(subject->indicator))
		return false;
	if (!before || value->kind != VALUE_FRACTION || before->kind != VALUE_FRACTION
	        || !base_moved(checks, value->denominator, before->denominator))
		return false;
	const struct sides sides = {
		.found = doubts_plain(checks, value->denominator),
		.other = doubts_plain(checks, before->denominator),
	};
	doubts_add(checks, DOUBT_BASE_MOVED, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s分母由%s变为%s", subject->unit->name,
	                subject->indicator->name, sides.other, sides.found));
	return true;
}

static const struct indicator *lookup(const struct checks *checks, const char *id)
{
	return id[0] == '\0' ? NULL : lookup_indicator(checks->ledger->catalogue, id);
}

/* Says that the denominator is not `expected`, which `name` gave. */
static void expect_base(struct checks *checks, const struct subject *subject,
        struct decimal expected, const char *name)
{
	const struct decimal base = subject->cell->value->denominator;

	if (decimal_compare(base, expected) == 0)
		return;
	const struct sides sides = {
		.found = doubts_plain(checks, base),
		.other = doubts_plain(checks, expected),
	};
	doubts_add(checks, DOUBT_BASE_OTHER, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s分母为%s，与%s（%s）不一致",
	                subject->unit->name, subject->indicator->name, sides.found, name,
	                sides.other));
}

static void check_base_other(struct checks *checks, const struct subject *subject)
{
	const struct indicator *indicator = subject->indicator;
	const struct indicator *base = lookup(checks, indicator->denominator_indicator);

	if (subject->cell->value->kind != VALUE_FRACTION)
		return;
	if (base) {
		const struct cell *cell = doubts_cell(checks, subject->unit, base);
		if (cell->value && cell->value->kind == VALUE_NUMBER)
			expect_base(checks, subject, cell->value->number, base->name);
	}
	if (indicator->denominator_parameter[0] != '\0') {
		const struct parameter *parameter = lookup_parameter(
		        checks->ledger->catalogue, indicator->denominator_parameter);
		if (parameter && parameter->given)
			expect_base(checks, subject, parameter->value, parameter->name);
	}
}

/* A share that was given as one number: 126% of a whole. */
static void check_over_hundred(struct checks *checks, const struct subject *subject)
{
	const struct indicator *indicator = subject->indicator;
	const struct decimal whole = decimal_from(measure_factor(indicator->measure));

	if (decimal_compare(subject->cell->value->number, whole) <= 0)
		return;
	const struct sides sides = {
		.found = amount_format_value(checks->arena, subject->cell->value),
		.other = doubts_measured(checks, indicator, whole),
	};
	doubts_add(checks, DOUBT_OVER_HUNDRED, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s为%s，超过%s", subject->unit->name,
	                indicator->name, sides.found, sides.other));
}

static void check_over_whole(struct checks *checks, const struct subject *subject)
{
	const struct value *value = subject->cell->value;

	if (!kind_row(subject->indicator->kind)->part
	        || !measure_is_share(subject->indicator->measure))
		return;
	if (value->kind == VALUE_NUMBER)
		check_over_hundred(checks, subject);
	if (value->kind != VALUE_FRACTION
	        || decimal_compare(value->numerator, value->denominator) <= 0)
		return;
	const struct sides sides = {
		.found = doubts_plain(checks, value->numerator),
		.other = doubts_plain(checks, value->denominator),
	};
	doubts_add(checks, DOUBT_OVER_WHOLE, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s分子（%s）大于分母（%s）",
	                subject->unit->name, subject->indicator->name, sides.found, sides.other));
}

/*
 * A share that is set a higher target over the same base than a related one contains it: public
 * and inclusive kindergartens (80%) contain the public ones (50%). With equal targets (two
 * qualities of the same canteens) neither contains the other.
 */
bool checks_contains(const struct indicator *whole, const struct indicator *part)
{
	return kind_row(whole->kind)->part && kind_row(part->kind)->part && whole->has_target
	        && part->has_target && whole->denominator[0] != '\0'
	        && text_equal(whole->denominator, part->denominator)
	        && decimal_compare(whole->target, part->target) > 0;
}

static void check_part(
        struct checks *checks, const struct subject *subject, const struct indicator *part)
{
	const struct amount whole = amount_of(subject->cell->value);
	const struct cell *cell = doubts_cell(checks, subject->unit, part);
	struct fraction left;
	struct fraction right;

	if (!cell->value)
		return;
	const struct amount inner = amount_of(cell->value);
	if (!amount_in_measure(subject->indicator, &whole, &left)
	        || !amount_in_measure(part, &inner, &right) || fraction_compare(left, right) >= 0)
		return;
	const struct sides sides = {
		.found = amount_format_value(checks->arena, subject->cell->value),
		.other = amount_format_value(checks->arena, cell->value),
	};
	doubts_add(checks, DOUBT_SUB_COUNT, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s为%s，小于其中的%s%s", subject->unit->name,
	                subject->indicator->name, sides.found, part->name, sides.other));
}

static void check_parts(struct checks *checks, const struct subject *subject)
{
	const struct indicator *indicator = subject->indicator;

	for (size_t i = 0; i < indicator->related_count; i++) {
		const struct indicator *part = lookup(checks, indicator->related[i]);
		if (part && checks_contains(indicator, part))
			check_part(checks, subject, part);
	}
}

/* Another bureau's figure for what only the lead's figure decides. */
static void check_informed(struct checks *checks, const struct subject *subject)
{
	const struct indicator *indicator = subject->indicator;
	const struct unit *lead = indicator_lead(indicator);

	if (!kind_is_measured(indicator->kind) || !lead || lead == subject->unit
	        || subject->unit->kind != UNIT_BUREAU)
		return;
	const struct cell *cell = doubts_cell(checks, lead, indicator);
	if (cell->state != CELL_REPORTED)
		return;
	const struct amount mine = amount_of(subject->cell->value);
	const struct amount theirs = amount_of(cell->value);
	if (amount_equal(indicator, &mine, &theirs))
		return;
	const struct sides sides = {
		.found = amount_format_value(checks->arena, subject->cell->value),
		.other = amount_format_value(checks->arena, cell->value),
	};
	doubts_add(checks, DOUBT_INFORMED, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s为%s，与%s%s填报的%s不一致",
	                subject->unit->name, indicator->name, sides.found,
	                indicator->task->lead == lead ? "牵头单位" : "", lead->name, sides.other));
}

/* A figure that nobody asked for is told to count for nothing; no doubt comes of it. */
static void check_aside(struct checks *checks, const struct subject *subject)
{
	const struct cell *cell = subject->cell;
	const struct value *value = cell->state == CELL_KEPT ? cell->rejected : cell->value;

	if ((cell->state != CELL_REPORTED && cell->state != CELL_KEPT)
	        || unit_must_report(subject->indicator, subject->unit))
		return;
	diag_say(checks->diag, MSG_FIGURE_ASIDE, value->place, subject->unit->name,
	        subject->indicator->id, subject->indicator->name,
	        amount_format_value(checks->arena, value));
}

/* Against last month and the other districts: a figure is asked back once, for the first of these.
 */
static void check_motion(struct checks *checks, const struct subject *subject)
{
	if (!check_base_moved(checks, subject) && !held_check(checks, subject)
	        && !siblings_check(checks, subject))
		jumps_check(checks, subject);
}

static void check_cell(struct checks *checks, const struct subject *subject)
{
	static void (*const of_reported[])(struct checks *, const struct subject *) = {
		check_corrected,
		check_motion,
		check_no_base,
		check_base_other,
		check_over_whole,
		check_parts,
		check_informed,
	};

	check_fall(checks, subject);
	check_aside(checks, subject);
	if (subject->cell->state != CELL_REPORTED)
		return;
	for (size_t i = 0; i < COUNT_OF(of_reported); i++)
		of_reported[i](checks, subject);
}

static void check_disagree(
        struct checks *checks, const struct subject *lead, const struct total *total)
{
	if (!combine_disagree(lead->indicator, lead->cell, total))
		return;
	const char *together = total->worst ? aim_worst_word(lead->indicator) : "合计";
	const struct sides sides = {
		.found = amount_format_value(checks->arena, lead->cell->value),
		.other = amount_format(checks->arena, lead->indicator, &total->amount),
	};
	doubts_add(checks, DOUBT_DISAGREE, lead, sides,
	        arena_printf(checks->arena, "%s：牵头单位%s填报%s，各%s%s为%s，口径不一致",
	                lead->indicator->name, lead->unit->name, sides.found,
	                checks->ledger->catalogue->districts, together, sides.other));
}

/* The unit at whose figure the sum began to be rounded is asked. */
static void check_inexact(
        struct checks *checks, const struct indicator *indicator, const struct total *total)
{
	if (!total->inexact)
		return;
	const struct subject subject = { total->inexact, indicator,
		doubts_cell(checks, total->inexact, indicator), NULL };
	const struct sides sides = {
		.found = amount_format_value(checks->arena, subject.cell->value),
		.other = total->state == TOTAL_TOO_LARGE
		        ? "—"
		        : amount_format(checks->arena, indicator, &total->amount),
	};
	doubts_add(checks, DOUBT_INEXACT, &subject, sides,
	        arena_printf(checks->arena,
	                "%s：%s填报%s，各%s数据位数过多，无法精确相加，合计按%s计", indicator->name,
	                subject.unit->name, sides.found, checks->ledger->catalogue->districts,
	                sides.other));
}

/* More than excess_percent of the target: the city's figure, the lead's or else the districts'. */
static void check_excess(
        struct checks *checks, const struct subject *subject, const struct amount *amount)
{
	const struct indicator *indicator = subject->indicator;
	const struct kind_row *kind = kind_row(indicator->kind);
	const struct decimal limit = checks->ledger->catalogue->rules.excess_percent;
	struct decimal percent;

	if (!kind->cumulative || !kind->grows || indicator->comparison != COMPARE_AT_LEAST
	        || !indicator->has_target || decimal_sign(indicator->target) <= 0
	        || decimal_compare_fractions(
	                   amount->number, indicator->target, limit, decimal_from(100))
	                <= 0
	        || !decimal_divide(amount->number, indicator->target, 100, 1, &percent))
		return;
	const struct sides sides = {
		.found = amount_format(checks->arena, indicator, amount),
		.other = doubts_measured(checks, indicator, indicator->target),
	};
	doubts_add(checks, DOUBT_EXCESS, subject, sides,
	        arena_printf(checks->arena, "%s累计%s，为年度目标（%s）的%s%%，超过%s%%",
	                indicator->name, sides.found, sides.other, doubts_plain(checks, percent),
	                doubts_plain(checks, limit)));
}

/* What concerns the city's figure rather than one cell. */
static void check_indicator(struct checks *checks, const struct indicator *indicator)
{
	static const struct cell nothing = { .state = CELL_NOT_REPORTED };
	const struct unit *lead = indicator_lead(indicator);
	const struct cell *cell = lead ? doubts_cell(checks, lead, indicator) : NULL;
	const struct total total = combine_districts(checks->ledger, checks->month, indicator);

	check_inexact(checks, indicator, &total);
	if (cell && cell->state == CELL_REPORTED) {
		const struct subject subject = { lead, indicator, cell, NULL };
		const struct amount amount = amount_of(cell->value);
		check_disagree(checks, &subject, &total);
		check_excess(checks, &subject, &amount);
	} else if (indicator->combine == COMBINE_SUM && total.fresh > 0) {
		const struct unit *unit =
		        lead ? lead : combine_largest(checks->ledger, checks->month, indicator);
		const struct subject subject = { unit, indicator, &nothing, NULL };
		check_excess(checks, &subject, &total.amount);
	}
}

/* What a text of a submission is called in print, by its key. */
static const char *words_of_field(const char *field)
{
	static const struct {
		const char *key, *words;
	} rows[] = {
		{ "progress", "进展情况" },
		{ "problems", "存在问题" },
		{ "next", "下一步工作" },
		{ "expected", "预计完成时间" },
		{ "corrects", "更正原因" },
		{ "confirms", "核实说明" },
		{ "reason", "再次报送的原因" },
		{ "reporter", "填报人" },
		{ "approver", "审核人" },
		{ "phone", "联系电话" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (text_equal(rows[i].key, field))
			return rows[i].words;
	return field;
}

/* Those of a unit were said of its file; `unit` NULL: those of the catalogue. */
static void add_losses(struct checks *checks, const struct unit *unit, const struct losses *losses)
{
	struct arena *arena = checks->arena;

	for (size_t i = 0; i < losses->count; i++) {
		const struct loss *loss = &losses->list[i];
		const char *whose = unit
		        ? arena_printf(arena, "%s填报的%s", unit->name, words_of_field(loss->field))
		        : "任务目录";
		doubts_keep(checks,
		        &(struct doubt){ .kind = DOUBT_LETTERS,
		                .unit = unit,
		                .task = loss->task,
		                .text = arena_printf(arena,
		                        "%s有%zu个字符无法印出（%s），以“〓”代替", whose,
		                        loss->count, loss->codes),
		                .found = loss->codes,
		                .other = "",
		                .answer = "",
		                .place = loss->place });
	}
}

/* Texts of the month that are printed with 〓 in them. */
static void check_letters(struct checks *checks)
{
	const struct ledger *ledger = checks->ledger;
	const struct catalogue *catalogue = ledger->catalogue;
	const struct inbox *inbox = ledger->inboxes[ledger->month_count - 1];

	texts_say_losses(checks->diag, &catalogue->losses);
	add_losses(checks, NULL, &catalogue->losses);
	for (size_t i = 0; i < catalogue->unit_count; i++)
		if (inbox->accepted[i])
			add_losses(checks, catalogue->units[i], &inbox->accepted[i]->losses);
}

/* Who reported on the first working day must not be called late because nobody entered holidays. */
static void check_calendar(struct checks *checks)
{
	const struct catalogue *catalogue = checks->ledger->catalogue;
	const struct date due = calendar_due(catalogue, checks->ledger->period);
	struct date last;

	if (calendar_reaches(&catalogue->rules, due, &last))
		return;
	const char *found = last.year > 0 ? date_format(checks->arena, last) : "—";
	doubts_put(checks,
	        (struct doubt){ .kind = DOUBT_CALENDAR,
	                .text = arena_printf(checks->arena,
	                        "任务目录所列节假日止于%s，报送截止日可能落在假日，迟报与否须核对",
	                        found),
	                .found = found,
	                .other = "",
	                .place = place_file(catalogue->file) },
	        "", (const char *const[]){ found, NULL });
}

/* Where the districts' figures are added, so are their targets. */
static void check_targets(struct checks *checks, const struct indicator *indicator)
{
	struct decimal sum = decimal_from(0);

	if (indicator->combine != COMBINE_SUM || !indicator->has_target
	        || indicator->district_target_count < indicator->district_count
	        || indicator->district_count == 0)
		return;
	for (size_t i = 0; i < indicator->district_target_count; i++)
		if (!decimal_add(sum, indicator->district_targets[i].target, &sum))
			return;
	if (decimal_compare(sum, indicator->target) == 0)
		return;
	const char *found = doubts_measured(checks, indicator, sum);
	const char *other = doubts_measured(checks, indicator, indicator->target);
	doubts_put(checks,
	        (struct doubt){ .kind = DOUBT_PARTS,
	                .indicator = indicator,
	                .task = indicator->task->no,
	                .text = arena_printf(checks->arena,
	                        "%s各%s目标合计为%s，与年度目标%s不一致", indicator->name,
	                        checks->ledger->catalogue->districts, found, other),
	                .found = found,
	                .other = other,
	                .place = indicator->place },
	        "", (const char *const[]){ indicator->id, indicator->name, found, other, NULL });
}

void checks_run(struct arena *arena, struct diag *diag, struct ledger *ledger)
{
	const struct catalogue *catalogue = ledger->catalogue;
	struct checks checks = {
		.arena = arena,
		.diag = diag,
		.ledger = ledger,
		.month = ledger->period.month,
	};

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		for (size_t u = 0; u < catalogue->unit_count; u++) {
			const struct unit *unit = catalogue->units[u];
			const struct subject subject = {
				.unit = unit,
				.indicator = indicator,
				.cell = doubts_cell(&checks, unit, indicator),
				.before = checks.month > 1
				        ? ledger_cell(ledger, checks.month - 1, unit, indicator)
				        : NULL,
			};
			check_cell(&checks, &subject);
		}
		check_indicator(&checks, indicator);
	}
	related_check(&checks);
	check_calendar(&checks);
	for (size_t i = 0; i < catalogue->indicator_count; i++)
		check_targets(&checks, catalogue->indicators[i]);
	reports_check(&checks);
	check_letters(&checks);
	ledger->doubts = checks.doubts;
	ledger->doubt_count = checks.count;
}
