#include "figures/ledger/bounds_parts.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/ledger/bounds_held.h"
#include "figures/ledger/checks.h"
#include "figures/ledger/combine.h"
#include "figures/ledger/jumps.h"
#include "figures/ledger/siblings.h"
#include "figures/targets/duties.h"
#include "figures/targets/lookup.h"
#include "figures/targets/measure.h"

static bool is_fraction(const struct value *value)
{
	return value && value->kind == VALUE_FRACTION;
}

static void bound_fall(struct bounding *bounding)
{
	struct arena *arena = bounding->checks->arena;

	if (!kind_row(bounding->subject.indicator->kind)->cumulative || !bounding->before)
		return;
	bounds_add(bounding, DOUBT_FALL,
	        arena_printf(arena, "%s<%s", bounds_own(bounding, TERM_VALUE),
	                bounds_plain(bounding, bounding->before->number)),
	        arena_printf(arena, "比%s的%s少。累计数不应减少；如确系更正，请填写更正原因",
	                bounding->since, bounding->was));
}

static void bound_base_moved(struct bounding *bounding)
{
	const struct indicator *indicator = bounding->subject.indicator;
	struct arena *arena = bounding->checks->arena;

	if ((indicator->combine == COMBINE_WEIGHTED
	            && bounding->subject.unit == indicator_lead(indicator))
	        || !is_fraction(bounding->before)
	        || decimal_sign(bounding->before->denominator) <= 0)
		return;
	const char *base = bounds_own(bounding, TERM_DENOMINATOR);
	const char *was = bounds_plain(bounding, bounding->before->denominator);
	const char *words = arena_printf(
	        arena, "分母与%s的%s相差较大，请核对；无误请说明原因", bounding->since, was);
	bounds_add_motion(bounding, DOUBT_BASE_MOVED,
	        arena_printf(arena, "%s>0&%s<%s", base, base, was), words);
	bounds_add_motion(bounding, DOUBT_BASE_MOVED,
	        arena_printf(arena, "%s>%s*%s", base, was,
	                bounds_plain(
	                        bounding, bounding->checks->ledger->catalogue->rules.jump_factor)),
	        words);
}

static void bound_whole_target(struct bounding *bounding)
{
	const struct indicator *indicator = bounding->subject.indicator;
	struct arena *arena = bounding->checks->arena;
	const struct value *before = bounding->before;

	if (bounding->subject.unit->kind != UNIT_DISTRICT || indicator->combine != COMBINE_SUM
	        || indicator->district_count < 2 || !indicator->has_target
	        || indicator->comparison != COMPARE_AT_LEAST)
		return;
	const char *value = bounds_own(bounding, TERM_VALUE);
	const char *when =
	        arena_printf(arena, "%s>=%s", value, bounds_plain(bounding, indicator->target));
	if (before && before->kind == VALUE_NUMBER && decimal_sign(before->number) > 0)
		when = arena_printf(
		        arena, "%s&%s>%s*2", when, value, bounds_plain(bounding, before->number));
	bounds_add_motion(bounding, DOUBT_WHOLE_TARGET, when,
	        arena_printf(arena, "已达到各%s合计的年度目标（%s），请核对是否误填合计数",
	                bounding->checks->ledger->catalogue->districts,
	                doubts_measured(bounding->checks, indicator, indicator->target)));
}

static void bound_apart(struct bounding *bounding)
{
	const struct indicator *indicator = bounding->subject.indicator;
	struct arena *arena = bounding->checks->arena;
	const struct value *before = bounding->before;
	const char *factor =
	        bounds_plain(bounding, bounding->checks->ledger->catalogue->rules.sibling_factor);
	struct decimal median;

	if (indicator->kind != KIND_LEVEL || bounding->subject.unit->kind != UNIT_DISTRICT
	        || !siblings_median(bounding->checks, &bounding->subject, &median))
		return;
	const char *value = bounds_own(bounding, TERM_VALUE);
	const char *middle = bounds_plain(bounding, median);
	const char *other = before && before->kind == VALUE_NUMBER
	        ? arena_printf(arena, "%s!=%s&", value, bounds_plain(bounding, before->number))
	        : "";
	const char *words = arena_printf(arena, "与其他%s的中位数（%s）相差%s倍以上",
	        bounding->checks->ledger->catalogue->districts,
	        doubts_measured(bounding->checks, indicator, median), factor);
	bounds_add_motion(bounding, DOUBT_APART,
	        arena_printf(arena, "%s%s>%s*%s", other, value, middle, factor), words);
	bounds_add_motion(bounding, DOUBT_APART,
	        arena_printf(arena, "%s%s>0&%s*%s<%s", other, value, value, factor, middle), words);
}

/* The increase over `was` is beyond the plan's, of `months` as of one; "": there is no plan. */
static const char *beyond_plan(
        const struct bounding *bounding, const char *was, struct decimal factor, int months)
{
	const struct indicator *indicator = bounding->subject.indicator;
	struct arena *arena = bounding->checks->arena;
	const struct decimal parts = jumps_parts(bounding->checks, &bounding->subject);
	const char *value = bounds_own(bounding, TERM_VALUE);
	const char *times = bounds_plain(bounding, factor);

	if (!indicator->has_target || decimal_sign(indicator->target) <= 0)
		return "";
	if (kind_row(indicator->kind)->by_ones && decimal_compare(indicator->target, parts) < 0)
		return arena_printf(arena, "%s>%s+%s*%d", value, was, times, months);
	return arena_printf(arena, "%s*%s>%s*%s+%s*%s*%d", value, bounds_plain(bounding, parts),
	        was, bounds_plain(bounding, parts), bounds_plain(bounding, indicator->target),
	        times, months);
}

static void bound_jump(struct bounding *bounding)
{
	const struct value *before = bounding->before;
	struct arena *arena = bounding->checks->arena;
	const struct decimal factor = bounding->checks->ledger->catalogue->rules.jump_factor;
	const char *times = bounds_plain(bounding, factor);

	if (!kind_row(bounding->subject.indicator->kind)->cumulative || !before)
		return;
	const char *was = bounds_plain(bounding, before->number);
	if (decimal_sign(before->number) == 0) {
		const char *when = beyond_plan(bounding, was, factor, bounding->checks->month);
		if (when[0])
			bounds_add_motion(bounding, DOUBT_JUMP, when,
			        arena_printf(arena, "由0增加到这么多，超过计划月均数的%s倍",
			                bounds_plain(bounding, factor)));
		return;
	}
	const int gone = bounding->subject.before->from.month;
	const int apart = bounding->checks->month - gone;
	if (gone < 2)
		return;
	const char *plan = beyond_plan(bounding, was, factor, apart);
	bounds_add_motion(bounding, DOUBT_JUMP,
	        arena_printf(arena, "%s*%d>%s*%d+%s*%s*%d%s%s", bounds_own(bounding, TERM_VALUE),
	                gone, was, gone, was, times, apart, plan[0] ? "&" : "", plan),
	        arena_printf(arena, "较%s的%s增加过多，超过此前月均数的%s倍", bounding->since,
	                bounding->was, times));
}

static void bound_base(struct bounding *bounding)
{
	struct arena *arena = bounding->checks->arena;
	const struct indicator *indicator = bounding->subject.indicator;
	const struct catalogue *catalogue = bounding->checks->ledger->catalogue;
	const char *base = bounds_own(bounding, TERM_DENOMINATOR);
	const bool had =
	        is_fraction(bounding->before) && decimal_sign(bounding->before->denominator) > 0;
	const struct indicator *other = indicator->denominator_indicator[0]
	        ? lookup_indicator(catalogue, indicator->denominator_indicator)
	        : NULL;
	const struct parameter *parameter =
	        lookup_parameter(catalogue, indicator->denominator_parameter);

	bounds_add(bounding, had ? DOUBT_BASE_LOST : DOUBT_NO_BASE,
	        arena_printf(arena, "%s=0", base),
	        had ? "分母为0，而此前不为0，本月不计比例" : "分母为0，本月不计比例");
	if (other && bounds_can_be(bounding->subject.unit, other, VALUE_NUMBER)
	        && unit_must_report(other, bounding->subject.unit))
		bounds_add(bounding, DOUBT_BASE_OTHER,
		        arena_printf(arena, "%s!=%s", base, bounds_part(arena, other, TERM_VALUE)),
		        arena_printf(arena, "分母应与%s（%s）一致", other->name, other->id));
	if (indicator->denominator_parameter[0] && parameter && parameter->given)
		bounds_add(bounding, DOUBT_BASE_OTHER,
		        arena_printf(
		                arena, "%s!=%s", base, bounds_plain(bounding, parameter->value)),
		        arena_printf(arena, "分母应与%s（%s）一致", parameter->name,
		                bounds_plain(bounding, parameter->value)));
}

static void bound_parts(struct bounding *bounding)
{
	const struct indicator *whole = bounding->subject.indicator;
	struct arena *arena = bounding->checks->arena;

	if (kind_row(whole->kind)->part && measure_is_share(whole->measure))
		bounds_add(bounding, DOUBT_OVER_WHOLE,
		        arena_printf(arena, "%s>%s", bounds_own(bounding, TERM_NUMERATOR),
		                bounds_own(bounding, TERM_DENOMINATOR)),
		        "分子大于分母");
	for (size_t i = 0; i < whole->related_count; i++) {
		const struct indicator *part =
		        lookup_indicator(bounding->checks->ledger->catalogue, whole->related[i]);
		if (!part || !checks_contains(whole, part)
		        || !unit_must_report(part, bounding->subject.unit))
			continue;
		const char *base = bounds_own(bounding, TERM_DENOMINATOR);
		const char *inner = bounds_part(arena, part, TERM_DENOMINATOR);
		bounds_add(bounding, DOUBT_SUB_COUNT,
		        arena_printf(arena, "%s>0&%s>0&%s*%lld*%s<%s*%lld*%s", base, inner,
		                bounds_own(bounding, TERM_NUMERATOR),
		                (long long)measure_factor(whole->measure), inner,
		                bounds_part(arena, part, TERM_NUMERATOR),
		                (long long)measure_factor(part->measure), base),
		        arena_printf(arena, "小于其中的%s（%s）", part->name, part->id));
	}
}

/* A share that is given as one number. */
static void bound_over_hundred(struct bounding *bounding)
{
	const struct indicator *indicator = bounding->subject.indicator;
	struct arena *arena = bounding->checks->arena;
	const struct decimal whole = decimal_from(measure_factor(indicator->measure));

	if (kind_row(indicator->kind)->part && measure_is_share(indicator->measure))
		bounds_add(bounding, DOUBT_OVER_HUNDRED,
		        arena_printf(arena, "%s>%s", bounds_own(bounding, TERM_VALUE),
		                bounds_plain(bounding, whole)),
		        arena_printf(arena, "超过%s",
		                doubts_measured(bounding->checks, indicator, whole)));
}

static void bound_excess(struct bounding *bounding)
{
	const struct indicator *indicator = bounding->subject.indicator;
	const struct kind_row *kind = kind_row(indicator->kind);
	struct arena *arena = bounding->checks->arena;
	const char *percent =
	        bounds_plain(bounding, bounding->checks->ledger->catalogue->rules.excess_percent);

	if (indicator_lead(indicator) != bounding->subject.unit || !kind->cumulative || !kind->grows
	        || indicator->comparison != COMPARE_AT_LEAST || !indicator->has_target
	        || decimal_sign(indicator->target) <= 0)
		return;
	bounds_add(bounding, DOUBT_EXCESS,
	        arena_printf(arena, "%s*100>%s*%s", bounds_own(bounding, TERM_VALUE),
	                bounds_plain(bounding, indicator->target), percent),
	        arena_printf(arena, "超过年度目标（%s）的%s%%",
	                doubts_measured(bounding->checks, indicator, indicator->target), percent));
}

static void take_before(struct bounding *bounding)
{
	const struct cell *before = bounding->subject.before;
	const int month = bounding->checks->month;

	bounding->before = before ? before->value : NULL;
	bounding->since = "";
	bounding->was = "";
	if (!bounding->before)
		return;
	bounding->since = ledger_month_word(bounding->checks->arena, month, before->from.month);
	bounding->was = amount_format_value(bounding->checks->arena, bounding->before);
}

/* Of the figure in the kind in which it is given: conditions on parts that are not hold nothing. */
static void bound_as_given(struct bounding *bounding)
{
	bound_fall(bounding);
	if (bounding->kind == VALUE_FRACTION)
		bound_base_moved(bounding);
	bounds_of_held(bounding);
	if (bounding->kind == VALUE_NUMBER) {
		bound_whole_target(bounding);
		bound_apart(bounding);
		bound_jump(bounding);
		bound_over_hundred(bounding);
	}
	if (bounding->kind == VALUE_FRACTION) {
		bound_base(bounding);
		bound_parts(bounding);
	}
	bound_excess(bounding);
}

struct bound_list bounds_of(struct arena *arena, const struct ledger *ledger,
        const struct unit *unit, const struct indicator *indicator)
{
	struct checks checks = { .arena = arena, .ledger = ledger, .month = ledger->period.month };
	const struct indicator **asked = arena_alloc_array(arena, 1, sizeof(struct indicator *));
	struct bounding bounding = {
		.checks = &checks,
		.subject = { .unit = unit,
		        .indicator = indicator,
		        .cell = ledger_cell(ledger, checks.month, unit, indicator),
		        .before = checks.month > 1
		                ? ledger_cell(ledger, checks.month - 1, unit, indicator)
		                : NULL },
		.asked = asked,
	};

	asked[0] = indicator;
	take_before(&bounding);
	bounding.kind = bounds_kind(unit, indicator);
	bound_as_given(&bounding);
	if (bounding.kind != VALUE_NUMBER && bounds_can_be(unit, indicator, VALUE_NUMBER)) {
		bounding.kind = VALUE_NUMBER;
		bound_as_given(&bounding);
	}
	return (struct bound_list){ bounding.list, bounding.count };
}
