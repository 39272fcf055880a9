/*
 * Bounds of what is held against last month.
 *
 * Held figures are compared as the checks do, rounded half up to HELD_PLACES decimals. With a step
 * of e between rounded figures, round(x) > c is x >= floor(c) + e / 2 (floor to those decimals),
 * and round(x) < c is x < ceiling(c) - e / 2: constants of one more decimal, and no division is
 * left.
 */
#include "figures/ledger/bounds_held.h"

#include "figures/ledger/held.h"
#include "figures/targets/measure.h"

static bool has_cases(const struct bounding *bounding)
{
	return bounding->before && bounding->before->kind == VALUE_FRACTION;
}

/* What is held, in the indicator's measure. */
struct holding {
	struct decimal before;   /* rounded, above 0 */
	int gone, months;        /* of the year until then; that lie between */
	const char *left, *over; /* x = left / over: "7.2:n*100", "*7.2:d" */
};

static const struct decimal half_step = { .digits = 5, .scale = HELD_PLACES + 1 };

/* numerator / denominator rounded down to HELD_PLACES; false: it does not fit. */
static bool floor_of(struct decimal numerator, struct decimal denominator, struct decimal *out)
{
	const struct decimal step = { .digits = 1, .scale = HELD_PLACES };

	if (!decimal_divide(numerator, denominator, 1, HELD_PLACES, out))
		return false;
	return decimal_compare_fractions(*out, decimal_from(1), numerator, denominator) <= 0
	        || decimal_subtract(*out, step, out);
}

static bool ceiling_of(struct decimal numerator, struct decimal denominator, struct decimal *out)
{
	const struct decimal step = { .digits = 1, .scale = HELD_PLACES };

	if (!decimal_divide(numerator, denominator, 1, HELD_PLACES, out))
		return false;
	return decimal_compare_fractions(*out, decimal_from(1), numerator, denominator) >= 0
	        || decimal_add(*out, step, out);
}

/* The rounded x > numerator / denominator; "" when it never is. */
static const char *is_over(const struct bounding *bounding, const struct holding *holding,
        struct decimal numerator, struct decimal denominator)
{
	struct decimal limit;

	if (!floor_of(numerator, denominator, &limit) || !decimal_add(limit, half_step, &limit))
		return "";
	return arena_printf(bounding->checks->arena, "%s>=%s%s", holding->left,
	        bounds_plain(bounding, limit), holding->over);
}

/* The rounded x < numerator / denominator; "" when it never is. */
static const char *is_under(const struct bounding *bounding, const struct holding *holding,
        struct decimal numerator, struct decimal denominator)
{
	struct decimal limit;

	if (decimal_sign(numerator) <= 0 || !ceiling_of(numerator, denominator, &limit)
	        || !decimal_subtract(limit, half_step, &limit) || decimal_sign(limit) <= 0)
		return "";
	return arena_printf(bounding->checks->arena, "%s<%s%s", holding->left,
	        bounds_plain(bounding, limit), holding->over);
}

/* Both hold; "" when one never does. */
static const char *both(const struct bounding *bounding, const char *one, const char *other)
{
	return one[0] && other[0] ? arena_printf(bounding->checks->arena, "%s&%s", one, other) : "";
}

static void add_held(
        struct bounding *bounding, enum doubt_kind kind, const char *when, const char *words)
{
	if (when[0])
		bounds_add_motion(bounding, kind, when, words);
}

static bool take_holding(struct bounding *bounding, struct holding *out)
{
	const struct indicator *indicator = bounding->subject.indicator;
	struct arena *arena = bounding->checks->arena;
	struct fraction worth;

	if (!bounding->before)
		return false;
	const struct amount amount = amount_of(bounding->before);
	if (!amount_in_measure(indicator, &amount, &worth)
	        || !decimal_divide(worth.numerator, worth.denominator, 1, HELD_PLACES, &out->before)
	        || decimal_sign(out->before) <= 0)
		return false;
	out->gone = bounding->subject.before->from.month;
	out->months = bounding->checks->month - out->gone;
	out->left = bounds_own(bounding, TERM_VALUE);
	out->over = "";
	if (bounding->kind == VALUE_FRACTION) {
		out->left = arena_printf(arena, "%s*%lld", bounds_own(bounding, TERM_NUMERATOR),
		        (long long)measure_factor(indicator->measure));
		out->over = arena_printf(arena, "*%s", bounds_own(bounding, TERM_DENOMINATOR));
	}
	return true;
}

/* A base that is 0 is worth nothing, and compares with nothing. */
static const char *with_base(const struct bounding *bounding, const char *when)
{
	if (!when[0] || bounding->kind != VALUE_FRACTION)
		return when;
	return arena_printf(
	        bounding->checks->arena, "%s>0&%s", bounds_own(bounding, TERM_DENOMINATOR), when);
}

static const char *slip_words(
        const struct bounding *bounding, const char *before, int64_t power, const char *behind)
{
	return arena_printf(bounding->checks->arena,
	        "约为%s数（%s）的%s%lld%s，请核对位数、小数点和计量单位", bounding->since,
	        bounding->was, before, (long long)power, behind);
}

/* From three quarters to five quarters of a power of ten times as much, or as little. */
static void bound_slip(struct bounding *bounding, const struct holding *holding)
{
	struct decimal least, most;

	for (size_t i = 0; i < HELD_POWERS; i++) {
		const int64_t power = held_powers[i];
		const struct decimal three = decimal_from(3 * power),
		                     five = decimal_from(5 * power);
		const struct decimal four = decimal_from(4);
		if (decimal_multiply(holding->before, three, &least)
		        && decimal_multiply(holding->before, five, &most))
			add_held(bounding, DOUBT_SLIP,
			        with_base(bounding,
			                both(bounding, is_over(bounding, holding, least, four),
			                        is_under(bounding, holding, most, four))),
			        slip_words(bounding, "", power, "倍"));
		if (decimal_multiply(holding->before, four, &least))
			add_held(bounding, DOUBT_SLIP,
			        with_base(bounding,
			                both(bounding, is_over(bounding, holding, least, five),
			                        is_under(bounding, holding, least, three))),
			        slip_words(bounding, "1/", power, ""));
	}
}

/* The same with more than one case of either sign; of what has no cases as it is. */
static void add_cases(
        struct bounding *bounding, enum doubt_kind kind, const char *when, const char *words)
{
	struct arena *arena = bounding->checks->arena;

	if (!when[0])
		return;
	if (!has_cases(bounding) || bounding->kind != VALUE_FRACTION) {
		bounds_add_motion(bounding, kind, when, words);
		return;
	}
	const char *part = bounds_own(bounding, TERM_NUMERATOR);
	const char *was = bounds_plain(bounding, bounding->before->numerator);
	bounds_add_motion(
	        bounding, kind, arena_printf(arena, "%s&%s>%s+1", when, part, was), words);
	bounds_add_motion(
	        bounding, kind, arena_printf(arena, "%s&%s+1<%s", when, part, was), words);
}

static void bound_fell_back(struct bounding *bounding, const struct holding *holding)
{
	const struct indicator *indicator = bounding->subject.indicator;
	struct arena *arena = bounding->checks->arena;
	const struct decimal one = decimal_from(1);
	struct decimal limit;

	if (indicator->comparison != COMPARE_AT_LEAST)
		return;
	const char *words = arena_printf(arena, "低于%s的%s", bounding->since, bounding->was);
	const char *less = with_base(bounding, is_under(bounding, holding, holding->before, one));
	if (!measure_is_share(indicator->measure)) {
		add_held(bounding, DOUBT_FELL_BACK, less, words);
		return;
	}
	if (kind_row(indicator->kind)->part && has_cases(bounding) && less[0]
	        && decimal_compare(bounding->before->numerator, bounding->before->denominator) >= 0)
		bounds_add_motion(bounding, DOUBT_FELL_BACK,
		        arena_printf(arena, "%s&%s<%s", less, bounds_own(bounding, TERM_NUMERATOR),
		                bounds_plain(bounding, bounding->before->numerator)),
		        words);
	if (decimal_subtract(holding->before,
	            bounding->checks->ledger->catalogue->rules.fall_points, &limit))
		add_cases(bounding, DOUBT_FELL_BACK,
		        with_base(bounding, is_under(bounding, holding, limit, one)), words);
}

/* What a count may grow to; false: that excuses nothing here. */
static bool growth_limit(
        const struct bounding *bounding, const struct holding *holding, struct fraction *out)
{
	const struct indicator *indicator = bounding->subject.indicator;
	struct decimal factor;

	/* before + before x factor x months / gone */
	out->denominator = decimal_from(holding->gone);
	return (indicator->pace == PACE_LINEAR || indicator->plan)
	        && decimal_multiply(bounding->checks->ledger->catalogue->rules.jump_factor,
	                decimal_from(holding->months), &factor)
	        && decimal_add(factor, out->denominator, &factor)
	        && decimal_multiply(holding->before, factor, &out->numerator);
}

/* Up by more than `most`, except to the target or a little beyond. */
static void bound_leap_up(struct bounding *bounding, const struct holding *holding,
        struct decimal most, const char *words)
{
	const struct indicator *indicator = bounding->subject.indicator;
	const bool share = measure_is_share(indicator->measure);
	const struct decimal hundred = decimal_from(100), one = decimal_from(1);
	struct fraction growth;
	struct decimal limit;

	if (!decimal_add(holding->before, most, &limit))
		return;
	const char *when = is_over(bounding, holding, limit, one);
	if (growth_limit(bounding, holding, &growth))
		when = both(bounding, when,
		        is_over(bounding, holding, growth.numerator, growth.denominator));
	when = with_base(bounding, when);
	if (share || !indicator->has_target || indicator->comparison != COMPARE_AT_LEAST
	        || decimal_sign(indicator->target) <= 0
	        || decimal_compare(holding->before, indicator->target) >= 0
	        || !decimal_add(
	                hundred, bounding->checks->ledger->catalogue->rules.level_percent, &limit)
	        || !decimal_multiply(indicator->target, limit, &limit)) {
		add_cases(bounding, DOUBT_LEAP, when, words);
		return;
	}
	add_cases(bounding, DOUBT_LEAP,
	        both(bounding, when, is_under(bounding, holding, indicator->target, one)), words);
	add_cases(bounding, DOUBT_LEAP,
	        both(bounding, when, is_over(bounding, holding, limit, hundred)), words);
}

static void bound_leap(struct bounding *bounding, const struct holding *holding)
{
	const struct indicator *indicator = bounding->subject.indicator;
	const struct rules *rules = &bounding->checks->ledger->catalogue->rules;
	const bool share = measure_is_share(indicator->measure);
	const struct decimal limit = share ? rules->ratio_points : rules->level_percent;
	const struct decimal hundredth = { .digits = 1, .scale = 2 };
	struct decimal over = decimal_from(1);
	struct decimal most, least;

	if ((!share && !decimal_multiply(holding->before, hundredth, &over))
	        || !decimal_multiply(limit, over, &most)
	        || !decimal_multiply(most, decimal_from(holding->months), &most))
		return;
	const char *words =
	        arena_printf(bounding->checks->arena, "较%s的%s变动超过%s%s", bounding->since,
	                bounding->was, bounds_plain(bounding, limit), share ? "个百分点" : "%");
	bound_leap_up(bounding, holding, most, words);
	/* What grows as counts do may be less by anything: that is a fall, or nothing. */
	if (indicator->pace != PACE_LINEAR && !indicator->plan
	        && decimal_subtract(holding->before, most, &least))
		add_cases(bounding, DOUBT_LEAP,
		        with_base(bounding, is_under(bounding, holding, least, decimal_from(1))),
		        words);
}

void bounds_of_held(struct bounding *bounding)
{
	const struct kind_row *kind = kind_row(bounding->subject.indicator->kind);
	struct holding holding;

	if (kind->cumulative)
		return;
	if (kind->value == VALUE_STAGE) {
		if (bounding->before)
			bounds_add_motion(bounding, DOUBT_UNDONE,
			        arena_printf(bounding->checks->arena, "%s<%s",
			                bounds_own(bounding, TERM_VALUE),
			                bounds_plain(bounding, bounding->before->number)),
			        arena_printf(bounding->checks->arena, "%s为“%s”", bounding->since,
			                bounding->was));
		return;
	}
	if (kind->value == VALUE_YES_NO) {
		if (bounding->before && bounding->before->kind == VALUE_YES_NO
		        && bounding->before->yes && bounding->kind == VALUE_YES_NO)
			bounds_add_motion(bounding, DOUBT_UNDONE,
			        arena_printf(bounding->checks->arena, "%s=0",
			                bounds_own(bounding, TERM_VALUE)),
			        arena_printf(bounding->checks->arena, "%s为“是”", bounding->since));
		return;
	}
	if (!take_holding(bounding, &holding))
		return;
	bound_slip(bounding, &holding);
	bound_fell_back(bounding, &holding);
	bound_leap(bounding, &holding);
}
