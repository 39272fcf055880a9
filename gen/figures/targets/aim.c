#include "figures/targets/aim.h"

#include "base/text.h"
#include "figures/targets/measure.h"
#include "figures/targets/stages.h"

#include <assert.h>

static enum value_kind given_as(const struct indicator *indicator, enum value_kind of_kind)
{
	return of_kind == VALUE_FRACTION && !indicator->has_parts ? VALUE_NUMBER : of_kind;
}

enum value_kind aim_value(const struct indicator *indicator)
{
	return given_as(indicator, kind_row(indicator->kind)->value);
}

enum value_kind aim_total(const struct indicator *indicator)
{
	return given_as(indicator, kind_row(indicator->kind)->total);
}

bool aim_is_measured(const struct indicator *indicator)
{
	return kind_is_measured(indicator->kind) && indicator->comparison != COMPARE_NONE;
}

bool aim_is_counted(const struct indicator *indicator)
{
	return aim_is_measured(indicator) && indicator->part_of[0] == '\0';
}

bool aim_is_step(const struct indicator *indicator)
{
	const enum value_kind value = kind_row(indicator->kind)->value;

	return value == VALUE_YES_NO || value == VALUE_STAGE;
}

bool aim_adds_up(const struct indicator *indicator)
{
	return kind_row(indicator->kind)->cumulative || aim_value(indicator) == VALUE_FRACTION;
}

bool aim_is_limit(const struct indicator *indicator)
{
	return indicator->comparison == COMPARE_AT_MOST || indicator->comparison == COMPARE_BETWEEN
	        || indicator->comparison == COMPARE_EQUAL;
}

bool aim_keeps_places(const struct indicator *indicator)
{
	return indicator->has_decimals || measure_is_share(indicator->measure);
}

uint8_t aim_places(const struct indicator *indicator)
{
	const uint8_t usual = measure_places(indicator->measure);
	const struct decimal target = decimal_normalise(indicator->target);

	if (indicator->has_decimals)
		return indicator->decimals;
	/* A target of two decimals is not to be judged by one. */
	return measure_is_share(indicator->measure) && target.scale > usual ? target.scale : usual;
}

bool aim_round(const struct indicator *indicator, struct fraction value, int64_t factor,
        struct decimal *out)
{
	const bool is_percent = measure_factor(indicator->measure) == 100;

	if (!measure_round(value, factor, aim_places(indicator), is_percent, out))
		return false;
	if (!indicator->has_target || indicator->comparison == COMPARE_EQUAL)
		return true;
	*out = fraction_keep_side(value, factor, indicator->target, *out);
	if (indicator->comparison == COMPARE_BETWEEN)
		*out = fraction_keep_side(value, factor, indicator->most, *out);
	return true;
}

/* As printed; a figure that does not fit is what it is. */
static int compare_equal(const struct indicator *indicator, struct fraction value)
{
	struct decimal printed;

	if ((decimal_compare(value.denominator, decimal_from(1)) == 0
	            && !aim_keeps_places(indicator))
	        || !aim_round(indicator, value, 1, &printed))
		return fraction_compare(value, fraction_from(indicator->target)) == 0 ? 0 : -1;
	return decimal_compare(printed, indicator->target) == 0 ? 0 : -1;
}

/* -1 below where it is to be, 1 above, 0 there. */
static int side_of(const struct indicator *indicator, struct fraction value)
{
	const int from = fraction_compare(value, fraction_from(indicator->target));

	if (indicator->comparison != COMPARE_BETWEEN || from < 0)
		return from;
	return fraction_compare(value, fraction_from(indicator->most)) > 0 ? 1 : 0;
}

int aim_compare(const struct indicator *indicator, struct fraction value)
{
	switch (indicator->comparison) {
	case COMPARE_AT_MOST:
		return -fraction_compare(value, fraction_from(indicator->target));
	case COMPARE_EQUAL:
		return compare_equal(indicator, value);
	case COMPARE_BETWEEN:
		return side_of(indicator, value) == 0 ? 0 : -1;
	case COMPARE_AT_LEAST:
	case COMPARE_YES:
	case COMPARE_NONE:
		break;
	}
	return fraction_compare(value, fraction_from(indicator->target));
}

/* How far from where it is to be; 0: it is there, or cannot be told. */
static struct decimal distance_of(const struct indicator *indicator, struct decimal value)
{
	const int side = side_of(indicator, fraction_from(value));
	const bool over = side > 0 && indicator->comparison == COMPARE_BETWEEN;
	struct decimal distance;

	if (side == 0
	        || !decimal_subtract(value, over ? indicator->most : indicator->target, &distance))
		return decimal_from(0);
	distance.digits *= side;
	return distance;
}

struct decimal aim_rank(const struct indicator *indicator, struct decimal value)
{
	const bool by_distance =
	        indicator->comparison == COMPARE_EQUAL || indicator->comparison == COMPARE_BETWEEN;

	if (by_distance && indicator->has_target)
		value = distance_of(indicator, value);
	if (aim_is_limit(indicator))
		value.digits = -value.digits;
	return value;
}

bool aim_is_worse(const struct indicator *indicator, struct fraction a, struct fraction b)
{
	const int order = fraction_compare(a, b);
	struct decimal left, right;

	switch (indicator->comparison) {
	case COMPARE_AT_MOST:
		return order > 0;
	case COMPARE_EQUAL:
	case COMPARE_BETWEEN:
		return decimal_divide(a.numerator, a.denominator, 1, MEASURE_FINE, &left)
		        && decimal_divide(b.numerator, b.denominator, 1, MEASURE_FINE, &right)
		        && decimal_compare(aim_rank(indicator, left), aim_rank(indicator, right))
		        < 0;
	case COMPARE_AT_LEAST:
	case COMPARE_YES:
	case COMPARE_NONE:
		break;
	}
	return order < 0;
}

const char *aim_worst_word(const struct indicator *indicator)
{
	if (indicator->comparison == COMPARE_AT_MOST)
		return "最高";
	return aim_is_limit(indicator) ? "偏离最大" : "最低";
}

const char *aim_limit_word(const struct indicator *indicator)
{
	static const char *const words[] = {
		[COMPARE_AT_LEAST] = "不低于",
		[COMPARE_AT_MOST] = "控制在",
		[COMPARE_EQUAL] = "等于",
		[COMPARE_BETWEEN] = "保持在",
		[COMPARE_YES] = "",
		[COMPARE_NONE] = "",
	};

	return words[indicator->comparison];
}

static const char *plain(struct arena *arena, struct decimal value)
{
	return decimal_format(arena, decimal_normalise(value));
}

const char *aim_finish(const struct indicator *indicator)
{
	if (indicator->stage_count > 0)
		return stages_name(indicator, indicator->target);
	return indicator->verb[0] != '\0' ? indicator->verb : "完成";
}

const char *aim_words(struct arena *arena, const struct indicator *indicator)
{
	const char *measure = indicator->measure;
	const char *target = plain(arena, indicator->target);

	assert(indicator->has_target);
	if (indicator->comparison == COMPARE_AT_MOST)
		return arena_printf(arena, "%s%s以内", target, measure);
	if (indicator->comparison == COMPARE_BETWEEN)
		return arena_printf(arena, "%s%s～%s%s", target,
		        measure_is_share(measure) ? measure : "", plain(arena, indicator->most),
		        measure);
	return arena_printf(arena, "%s%s", target, measure);
}

const char *aim_bound(struct arena *arena, const struct indicator *indicator)
{
	static const char *const signs[] = {
		[COMPARE_AT_LEAST] = "≥",
		[COMPARE_AT_MOST] = "≤",
		[COMPARE_EQUAL] = "＝",
		[COMPARE_BETWEEN] = "",
		[COMPARE_YES] = "",
		[COMPARE_NONE] = "",
	};

	return indicator->comparison == COMPARE_BETWEEN
	        ? aim_words(arena, indicator)
	        : arena_printf(arena, "%s%s%s", signs[indicator->comparison],
	                plain(arena, indicator->target), indicator->measure);
}

const char *aim_cell(struct arena *arena, const struct indicator *indicator)
{
	const char *measure = text_equal(indicator->measure, "%") ? "%" : "";
	const char *target = plain(arena, indicator->target);

	assert(indicator->has_target);
	if (indicator->comparison == COMPARE_BETWEEN)
		return arena_printf(arena, "%s%s～%s%s", target, measure,
		        plain(arena, indicator->most), measure);
	const bool is_floor =
	        indicator->comparison == COMPARE_AT_LEAST && !kind_piles_up(indicator->kind);
	const char *sign = indicator->comparison == COMPARE_AT_MOST ? "≤" : is_floor ? "≥" : "";
	return arena_printf(arena, "%s%s%s", sign, target, measure);
}
