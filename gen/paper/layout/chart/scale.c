#include "paper/layout/chart/scale.h"

#include "base/common.h"
#include "base/text.h"

__extension__ typedef __int128 wide;

#define PLACES      6
#define PERCENT_TOP (120 * TICKS_ONE)
#define WHOLE_TOP   (100 * TICKS_ONE)
/* Fewer ticks than this are wanted of a small chart. */
#define TICKS_USUAL 5
#define TICKS_LEAST 2
#define TICKS_MANY  12

/* The largest first. An axis up to 99 999 万 is in 万. */
static const struct myriad {
	int64_t from;
	int power;
	const char *name;
} myriads[] = {
	{ .from = INT64_C(1000000000) * TICKS_ONE, .power = 8, .name = "亿" },
	{ .from = 10000 * TICKS_ONE, .power = 4, .name = "万" },
	{ .from = 0, .power = 0, .name = "" },
};

int64_t scale_figure(const struct chart_figure *figure)
{
	int64_t value = figure->value.digits;

	for (uint8_t scale = figure->value.scale; scale < PLACES; scale++)
		value *= 10;
	return value;
}

void scale_reach(struct reached *reached, const struct chart_figure *figure)
{
	const int64_t value = scale_figure(figure);

	if (!figure->is_given)
		return;
	reached->least = value < reached->least ? value : reached->least;
	reached->most = value > reached->most ? value : reached->most;
	reached->whole = reached->whole && value % TICKS_ONE == 0;
}

struct reached scale_reached(const struct chart *chart)
{
	struct reached reached = { .whole = true };

	for (const struct chart_series *series = chart->series; series; series = series->next) {
		for (const struct chart_point *at = series->first; at; at = at->next) {
			scale_reach(&reached, &at->figure);
			scale_reach(&reached, &at->target);
			scale_reach(&reached, &at->pace);
			reached.any = reached.any || at->figure.is_given;
		}
	}
	const struct chart_point *pace = chart->pace ? chart->pace->first : NULL;
	for (; pace; pace = pace->next)
		scale_reach(&reached, &pace->figure);
	for (const struct chart_level *level = chart->levels; level; level = level->next)
		scale_reach(&reached, &level->figure);
	return reached;
}

static struct ticks percent_ticks(int64_t most, int wanted)
{
	const int64_t top = most > WHOLE_TOP ? PERCENT_TOP : WHOLE_TOP;
	const int64_t step = wanted < TICKS_USUAL ? top / 2 : 20 * TICKS_ONE;

	return (struct ticks){ .step = step, .count = (int)(top / step) + 1 };
}

struct scale scale_new(const struct chart *chart, struct reached reached, int wanted)
{
	const bool percent = text_equal(chart->unit, "%");
	struct scale scale = { .percent = percent };
	size_t i = 0;

	wanted = wanted < TICKS_LEAST ? TICKS_LEAST : wanted > TICKS_MANY ? TICKS_MANY : wanted;
	if (percent && reached.least >= 0)
		scale.ticks = percent_ticks(reached.most, wanted);
	else
		scale.ticks = ticks_find(reached.least, reached.most, wanted, reached.whole);
	const int64_t last = ticks_last(&scale.ticks);
	const int64_t top = last > -scale.ticks.first ? last : -scale.ticks.first;
	while (i + 1 < COUNT_OF(myriads) && top < myriads[i].from)
		i++;
	scale.power = percent ? 0 : myriads[i].power;
	return scale;
}

mpt scale_at(const struct scale *scale, int64_t figure)
{
	const int64_t last = ticks_last(&scale->ticks);
	const int64_t within = figure < scale->ticks.first ? scale->ticks.first
	        : figure > last                            ? last
	                                                   : figure;

	return scale->from
	        + (mpt)((wide)(scale->to - scale->from) * (within - scale->ticks.first)
	                / (last - scale->ticks.first));
}

bool scale_cuts(const struct scale *scale, int64_t figure)
{
	return figure > ticks_last(&scale->ticks);
}

const char *scale_words(const struct scale *scale, struct arena *arena, int i)
{
	struct decimal value = decimal_normalise((struct decimal){
	        .digits = scale->ticks.first + i * scale->ticks.step, .scale = PLACES });

	if (value.digits != 0)
		value.scale = (uint8_t)(value.scale + scale->power);
	const char *words = decimal_format(arena, decimal_normalise(value));
	const bool is_negative = words[0] == '-';
	return arena_printf(arena, "%s%s%s", is_negative ? "−" : "", words + (is_negative ? 1 : 0),
	        scale->percent ? "%" : "");
}

mpt scale_tick_at(const struct scale *scale, int i)
{
	return scale_at(scale, scale->ticks.first + i * scale->ticks.step);
}

const char *scale_unit(const struct scale *scale, struct arena *arena, const struct chart *chart)
{
	size_t i = 0;

	while (myriads[i].power != scale->power)
		i++;
	if (scale->percent || (myriads[i].power == 0 && chart->unit[0] == '\0'))
		return "";
	return arena_printf(arena, "（单位：%s%s）", myriads[i].name, chart->unit);
}
