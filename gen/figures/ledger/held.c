/*
 * Held figures (standards, shares, yes and no) against last month's. What is held moves little from
 * month to month; a count that grows is looked at in jumps.c.
 *
 * Slip. A figure of about ten, a hundred or a thousand times the one before, or of that part of it,
 * has a nought or its point in the wrong place, or another measure (0.914 for 91.4, 225 for 2250).
 *
 * Fall. A standard that is to be reached is not taken back, nor a part of a whole that was complete
 * undone; another share may give way by rules.fall_points. Under a limit less is better.
 *
 * Leap. A share by more than rules.ratio_points for each month that lies between, and by more than
 * one case of a small base; a standard by more than rules.level_percent, unless it comes to
 * its target. What is held against a pace (tests for each thousand people) may grow as counts do.
 * From nothing every step is one.
 */
#include "figures/ledger/held.h"

#include "figures/targets/aim.h"
#include "figures/targets/measure.h"

const int64_t held_powers[HELD_POWERS] = { 10, 100, 1000, 10000 };

/* Both in the indicator's measure; `before` is above 0. */
struct motion {
	const struct value *value, *value_before; /* as given */
	struct decimal now, before;
	struct decimal change; /* now - before */
	int months;            /* that lie between */
	const char *since;     /* "上月", "3月" */
	struct sides sides;
};

static bool in_measure(
        const struct indicator *indicator, const struct value *value, struct decimal *out)
{
	const struct amount amount = amount_of(value);
	struct fraction worth;

	return amount_in_measure(indicator, &amount, &worth)
	        && decimal_divide(worth.numerator, worth.denominator, 1, HELD_PLACES, out);
}

static bool take_motion(struct checks *checks, const struct subject *subject, struct motion *out)
{
	const struct value *before = subject->before ? subject->before->value : NULL;
	const int month = before ? subject->before->from.month : 0;

	if (!before || !in_measure(subject->indicator, subject->cell->value, &out->now)
	        || !in_measure(subject->indicator, before, &out->before)
	        || decimal_sign(out->before) <= 0
	        || !decimal_subtract(out->now, out->before, &out->change))
		return false;
	out->value = subject->cell->value;
	out->value_before = before;
	out->months = checks->month - month;
	out->since = ledger_month_word(checks->arena, checks->month, month);
	out->sides = (struct sides){
		.found = amount_format_value(checks->arena, subject->cell->value),
		.other = amount_format_value(checks->arena, before),
	};
	return true;
}

/* Is `more` about `times` times `less`? From three quarters of it to five quarters. */
static bool is_about(struct decimal more, struct decimal less, int64_t times)
{
	return decimal_compare_fractions(more, less, decimal_from(3 * times), decimal_from(4)) > 0
	        && decimal_compare_fractions(more, less, decimal_from(5 * times), decimal_from(4))
	        < 0;
}

static bool check_slip(
        struct checks *checks, const struct subject *subject, const struct motion *motion)
{
	if (decimal_sign(motion->now) <= 0)
		return false;
	for (size_t i = 0; i < HELD_POWERS; i++) {
		const bool up = is_about(motion->now, motion->before, held_powers[i]);
		if (!up && !is_about(motion->before, motion->now, held_powers[i]))
			continue;
		doubts_add(checks, DOUBT_SLIP, subject, motion->sides,
		        arena_printf(checks->arena,
		                "%s填报的%s为%s，约为%s数（%s）的%s%lld%"
		                "s，请核对位数、小数点和计量单位",
		                subject->unit->name, subject->indicator->name, motion->sides.found,
		                motion->since, motion->sides.other, up ? "" : "1/",
		                (long long)held_powers[i], up ? "倍" : ""));
		return true;
	}
	return false;
}

/* By more than one case, of either sign? A number has no cases. */
static bool is_more_than_a_case(const struct motion *motion)
{
	const struct value *now = motion->value, *before = motion->value_before;
	struct decimal cases;

	return now->kind != VALUE_FRACTION || before->kind != VALUE_FRACTION
	        || !decimal_subtract(now->numerator, before->numerator, &cases)
	        || decimal_compare(cases, decimal_from(1)) > 0
	        || decimal_compare(cases, decimal_from(-1)) < 0;
}

/* A whole that was complete, and has fewer cases than it had. */
static bool is_taken_back(const struct indicator *indicator, const struct motion *motion)
{
	return kind_row(indicator->kind)->part && motion->value->kind == VALUE_FRACTION
	        && motion->value_before->kind == VALUE_FRACTION
	        && decimal_compare(
	                   motion->value_before->numerator, motion->value_before->denominator)
	        >= 0
	        && decimal_compare(motion->value->numerator, motion->value_before->numerator) < 0;
}

/* Less than it may be? */
static bool is_fall(
        const struct checks *checks, const struct indicator *indicator, const struct motion *motion)
{
	struct decimal bound;

	if (decimal_sign(motion->change) >= 0 || indicator->comparison != COMPARE_AT_LEAST)
		return false;
	if (!measure_is_share(indicator->measure) || is_taken_back(indicator, motion))
		return true;
	return is_more_than_a_case(motion)
	        && decimal_subtract(
	                decimal_from(0), checks->ledger->catalogue->rules.fall_points, &bound)
	        && decimal_compare(motion->change, bound) < 0;
}

static bool check_fell_back(
        struct checks *checks, const struct subject *subject, const struct motion *motion)
{
	if (!is_fall(checks, subject->indicator, motion))
		return false;
	doubts_add(checks, DOUBT_FELL_BACK, subject, motion->sides,
	        arena_printf(checks->arena, "%s填报的%s由%s的%s降至%s", subject->unit->name,
	                subject->indicator->name, motion->since, motion->sides.other,
	                motion->sides.found));
	return true;
}

/* Is the change, up or down, more than limit x over for each of the months? */
static bool is_beyond(struct decimal change, struct decimal over, struct decimal limit, int months)
{
	struct decimal most, least;

	return decimal_multiply(limit, over, &most)
	        && decimal_multiply(most, decimal_from(months), &most)
	        && decimal_subtract(decimal_from(0), most, &least)
	        && (decimal_compare(change, most) > 0 || decimal_compare(change, least) < 0);
}

/* As a count may: jump_factor times its own monthly average, for each of the months. */
static bool grows_as_counts_do(
        const struct checks *checks, const struct subject *subject, const struct motion *motion)
{
	const struct indicator *indicator = subject->indicator;
	const int gone = checks->month - motion->months;
	struct decimal limit;

	return (indicator->pace == PACE_LINEAR || indicator->plan)
	        && decimal_multiply(checks->ledger->catalogue->rules.jump_factor,
	                decimal_from(motion->months), &limit)
	        && decimal_compare_fractions(
	                   motion->change, motion->before, limit, decimal_from(gone))
	        <= 0;
}

/* It was short of its target, and is there now or a little beyond. */
static bool comes_to_target(
        const struct checks *checks, const struct indicator *indicator, const struct motion *motion)
{
	const struct decimal hundred = decimal_from(100);
	struct decimal most;

	return indicator->has_target && indicator->comparison == COMPARE_AT_LEAST
	        && decimal_sign(indicator->target) > 0
	        && decimal_compare(motion->before, indicator->target) < 0
	        && decimal_compare(motion->now, indicator->target) >= 0
	        && decimal_add(hundred, checks->ledger->catalogue->rules.level_percent, &most)
	        && decimal_compare_fractions(motion->now, indicator->target, most, hundred) <= 0;
}

/* More than its measure lets it move? *limit is the rule's. */
static bool is_leap(const struct checks *checks, const struct subject *subject,
        const struct motion *motion, struct decimal *limit)
{
	const struct indicator *indicator = subject->indicator;
	const struct rules *rules = &checks->ledger->catalogue->rules;
	struct decimal over = decimal_from(1);

	if (measure_is_share(indicator->measure)) {
		*limit = rules->ratio_points;
		return is_beyond(motion->change, over, *limit, motion->months)
		        && is_more_than_a_case(motion)
		        && !grows_as_counts_do(checks, subject, motion);
	}
	*limit = rules->level_percent;
	if (comes_to_target(checks, indicator, motion))
		return false;
	/* Percent of the figure before: of a hundredth of it. */
	return decimal_multiply(motion->before, (struct decimal){ .digits = 1, .scale = 2 }, &over)
	        && is_beyond(motion->change, over, *limit, motion->months)
	        && !grows_as_counts_do(checks, subject, motion);
}

static bool check_leap(
        struct checks *checks, const struct subject *subject, const struct motion *motion)
{
	struct decimal limit;

	if (!is_leap(checks, subject, motion, &limit))
		return false;
	doubts_add(checks, DOUBT_LEAP, subject, motion->sides,
	        arena_printf(checks->arena, "%s填报的%s由%s的%s变为%s，变动超过%s%s",
	                subject->unit->name, subject->indicator->name, motion->since,
	                motion->sides.other, motion->sides.found, doubts_plain(checks, limit),
	                measure_is_share(subject->indicator->measure) ? "个百分点" : "%"));
	return true;
}

/* A step that is not taken any more, a stage before the one that was reached. */
static bool is_less_done(const struct value *now, const struct value *before)
{
	const struct amount is = amount_of(now), was = amount_of(before);

	return now->kind == before->kind && now->kind != VALUE_NUMBER
	        && decimal_compare(is.number, was.number) < 0;
}

static bool check_undone(struct checks *checks, const struct subject *subject)
{
	const struct value *value = subject->cell->value;
	const struct value *before = subject->before ? subject->before->value : NULL;

	if (!before || !is_less_done(value, before))
		return false;
	const struct sides sides = {
		.found = amount_format_value(checks->arena, value),
		.other = amount_format_value(checks->arena, before),
	};
	doubts_add(checks, DOUBT_UNDONE, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s由“%s”变为“%s”", subject->unit->name,
	                subject->indicator->name, sides.other, sides.found));
	return true;
}

bool held_check(struct checks *checks, const struct subject *subject)
{
	struct motion motion;

	if (kind_row(subject->indicator->kind)->cumulative)
		return false;
	if (aim_is_step(subject->indicator))
		return check_undone(checks, subject);
	return take_motion(checks, subject, &motion)
	        && (check_slip(checks, subject, &motion)
	                || check_fell_back(checks, subject, &motion)
	                || check_leap(checks, subject, &motion));
}
