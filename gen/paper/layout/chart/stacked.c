/*
 * Stacked bars: how a whole is parted, a segment a series, in their order. Words stand upon their
 * segment, or beside the bar with a leader where it is too short for them; a part of 0 has none.
 */
#include "paper/layout/chart/kinds.h"

#include "paper/layout/chart/months.h"
#include "paper/layout/chart/rows.h"

#include <assert.h>

__extension__ typedef __int128 wide;

/* How far words beside a bar may stand from the middle of their segment, in ems. */
#define SHIFT_MOST 24

struct stack {
	struct drawing *drawing;
	struct rows rows;
	int64_t most; /* the largest whole */
	bool named;   /* the names of series stand with their figures */
};

static const struct chart_point *point_of(const struct chart_series *series, size_t row)
{
	const struct chart_point *point = series->first;

	while (point && row-- > 0)
		point = point->next;
	return point;
}

static int64_t figure_of(const struct chart_point *point)
{
	return point && point->figure.is_given ? scale_figure(&point->figure) : 0;
}

static mpt end_of(const struct stack *stack, int64_t sum)
{
	const mpt room = stack->rows.right - stack->rows.left;

	assert(stack->most > 0);
	return stack->rows.left + (mpt)((wide)room * sum / stack->most);
}

static struct label label_of(struct stack *stack, const struct chart_series *series,
        const struct chart_point *point, const struct paint_style *paint)
{
	struct drawing *drawing = stack->drawing;
	const char *words = arena_printf(drawing->setting->scratch, "%s%s",
	        stack->named ? series->name : "", point->figure.words);
	struct label label = labels_set(drawing, words, point->figure.source, 0);

	label.color = paint->ink;
	return label;
}

/* Visits the parts of a row that are not 0. */
struct part {
	const struct chart_series *series;
	const struct chart_point *point;
	const struct paint_style *paint;
	struct label label;
	struct box box;
	bool fits;
};

static size_t parts_of(struct stack *stack, size_t row, struct part *parts)
{
	const struct drawing *drawing = stack->drawing;
	size_t count = 0, turn = 0;
	int64_t sum = 0;

	for (const struct chart_series *at = drawing->chart->series; at; at = at->next, turn++) {
		const struct chart_point *point = point_of(at, row);
		if (figure_of(point) == 0)
			continue;
		struct part *part = &parts[count++];
		*part = (struct part){ .series = at, .point = point };
		part->paint = point->paint ? point->paint : months_paint(drawing, at, turn);
		part->label = label_of(stack, at, point, part->paint);
		part->box.x = end_of(stack, sum);
		sum += figure_of(point);
		part->box.width = end_of(stack, sum) - part->box.x;
		part->fits = part->label.width + drawing->em <= part->box.width
		        && !part->paint->has_hatch;
	}
	return count;
}

/* Below the bar, and above it where that is crowded, as near to the segment as it can be. */
static void say_beside(struct stack *stack, struct part *part)
{
	struct drawing *drawing = stack->drawing;
	struct xy places[4 * SHIFT_MOST + 2];
	const mpt middle = part->box.x + part->box.width / 2;
	const mpt left = middle - part->label.width / 2;
	const mpt bottom = part->box.y + part->box.height;
	const mpt tops[] = { bottom + LABEL_GAP, part->box.y - LABEL_GAP - drawing->line };
	size_t count = 0;

	for (int shift = 0; shift <= SHIFT_MOST; shift++) {
		for (int side = 0; side < (drawing->again ? 2 : 1); side++) {
			const mpt by = shift * drawing->em / 2;
			places[count++] = (struct xy){ left + by, tops[side] };
			if (shift > 0)
				places[count++] = (struct xy){ left - by, tops[side] };
		}
	}
	part->label.color = drawing->style->label->color;
	const int at = labels_place(drawing, &part->label, places, count);
	if (at < 0) {
		labels_say_crowded(drawing, part->series->name, &part->point->figure);
		return;
	}
	const mpt from = places[at].x + drawing->em / 4;
	const mpt to = places[at].x + part->label.width - drawing->em / 4;
	const bool below = places[at].y > part->box.y;
	const struct xy leader[] = {
		{ middle, below ? bottom : part->box.y },
		{ middle < from               ? from
		                : middle > to ? to
		                              : middle,
		        below ? places[at].y + drawing->em / 8 : places[at].y + drawing->line },
	};
	drawing_line(drawing, (struct nib){ drawing->style->axis_color, drawing->style->grid, 0 },
	        leader, 2);
}

static void draw_part(struct stack *stack, struct part *part)
{
	struct drawing *drawing = stack->drawing;

	drawing_paint(drawing, part->paint, part->box);
	labels_keep(drawing, part->box);
	if (part->fits)
		labels_draw(drawing, &part->label,
		        (struct xy){ part->box.x + (part->box.width - part->label.width) / 2,
		                part->box.y + (part->box.height - drawing->line) / 2 },
		        false);
}

static void draw_row(struct stack *stack, struct part *parts, size_t row)
{
	struct drawing *drawing = stack->drawing;
	const size_t count = parts_of(stack, row, parts);
	const mpt high = drawing->style->pitch * drawing->style->bar_share / 100;
	const mpt top = rows_middle(&stack->rows, row) - high / 2;

	for (size_t i = 0; i < count; i++) {
		parts[i].box.y = top;
		parts[i].box.height = high;
		draw_part(stack, &parts[i]);
	}
	for (size_t i = 0; i < count; i++) {
		if (!parts[i].fits)
			say_beside(stack, &parts[i]);
	}
}

/* Rows some of whose words stand beside the bar have room for them. */
static void leave_room(struct stack *stack, struct part *parts)
{
	struct drawing *drawing = stack->drawing;
	const mpt high = drawing->style->pitch * drawing->style->bar_share / 100;

	for (size_t row = 0; row < stack->rows.count; row++) {
		const size_t count = parts_of(stack, row, parts);
		const mpt spare = (stack->rows.heights[row] - high) / 2;
		bool fits = true;
		for (size_t i = 0; i < count; i++)
			fits = fits && parts[i].fits;
		if (fits)
			continue;
		const mpt room =
		        drawing->line + LABEL_GAP > spare ? drawing->line + LABEL_GAP - spare : 0;
		stack->rows.below[row] = room;
		stack->rows.above[row] = drawing->again ? room : 0;
	}
}

static void begin(struct stack *stack, struct drawing *drawing)
{
	const struct chart_series *longest = drawing->chart->series;

	assert(longest);
	for (const struct chart_series *at = longest; at; at = at->next)
		longest = at->count > longest->count ? at : longest;
	*stack = (struct stack){ .drawing = drawing, .most = 1, .named = longest->count == 1 };
	rows_begin_points(&stack->rows, drawing, longest);
	for (size_t row = 0; row < stack->rows.count; row++) {
		int64_t sum = 0;
		for (const struct chart_series *at = drawing->chart->series; at; at = at->next)
			sum += figure_of(point_of(at, row));
		stack->most = sum > stack->most ? sum : stack->most;
	}
}

enum chart_drawn stacked_draw(struct drawing *drawing)
{
	struct part *parts = arena_alloc_array(
	        drawing->setting->scratch, drawing->chart->series_count, sizeof *parts);
	struct legend legend = { .count = 0 };
	struct stack stack;
	size_t turn = 0;

	begin(&stack, drawing);
	if (stack.rows.right - stack.rows.left < 4 * drawing->em)
		return CHART_TOO_SMALL;
	for (const struct chart_series *at = drawing->chart->series; at; at = at->next, turn++) {
		if (!stack.named)
			legend_add(&legend,
			        (struct legend_item){ .sample = LEGEND_FILL,
			                .paint = months_paint(drawing, at, turn),
			                .words = at->name });
	}
	leave_room(&stack, parts);
	rows_lay(&stack.rows, legend_draw(&legend, drawing));
	for (size_t row = 0; row < stack.rows.count; row++)
		draw_row(&stack, parts, row);
	return drawing->is_crowded ? CHART_CROWDED_ABOVE : CHART_DRAWN;
}
