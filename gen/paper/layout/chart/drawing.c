#include "paper/layout/chart/drawing.h"

#include "paper/layout/shapes.h"

#include <string.h>

/* Distance of the lines of a hatch, measured along an edge, and their thickness. */
#define HATCH_PITCH 4200
#define HATCH_WIDTH 500
/* The line of a hollow mark and of an edge. */
#define MARK_WIDTH 800
#define EDGE_WIDTH 400

/* Shorter dashes would be no line, and thousands. */
#define DASH_LEAST 500

struct steps {
	struct path_step *items;
	size_t count, capacity;
};

void drawing_add(struct drawing *drawing, struct op op)
{
	drawing->ops = arena_grow(drawing->setting->arena, drawing->ops, &drawing->capacity,
	        drawing->count, sizeof *drawing->ops);
	drawing->ops[drawing->count++] = op;
}

void drawing_box(struct drawing *drawing, struct color color, struct box box)
{
	if (box.width > 0 && box.height > 0)
		drawing_add(drawing, (struct op){ .kind = OP_BOX, .color = color, .box = box });
}

static void step(struct drawing *drawing, struct steps *steps, enum path_verb verb, struct xy at)
{
	steps->items = arena_grow(drawing->setting->arena, steps->items, &steps->capacity,
	        steps->count, sizeof *steps->items);
	steps->items[steps->count++] =
	        (struct path_step){ .verb = verb, .x = { at.x }, .y = { at.y } };
}

static void add_path(
        struct drawing *drawing, const struct steps *steps, struct color color, mpt line_width)
{
	if (steps->count == 0)
		return;
	drawing_add(drawing,
	        (struct op){ .kind = OP_PATH,
	                .color = color,
	                .path = { .steps = steps->items,
	                        .count = steps->count,
	                        .stroke = line_width > 0,
	                        .line_width = line_width } });
}

/* The whole part of a square root, by Newton's steps from above. */
static int64_t root_of(int64_t square)
{
	int64_t root = square, next = (square + 1) / 2;

	while (next < root) {
		root = next;
		next = (root + square / root) / 2;
	}
	return root;
}

static struct xy between(const struct xy ends[2], int64_t part, int64_t whole)
{
	return (struct xy){
		.x = ends[0].x + (mpt)((int64_t)(ends[1].x - ends[0].x) * part / whole),
		.y = ends[0].y + (mpt)((int64_t)(ends[1].y - ends[0].y) * part / whole),
	};
}

/* The dashes of one stretch; returns how far into dash and room it ends. */
static int64_t dash(struct drawing *drawing, struct steps *steps, const struct xy ends[2],
        int64_t length, int64_t phase)
{
	const int64_t x = ends[1].x - ends[0].x, y = ends[1].y - ends[0].y;
	const int64_t whole = root_of(x * x + y * y);
	int64_t at = 0;

	while (at < whole) {
		const int64_t rest = phase < length ? length - phase : 2 * length - phase;
		const int64_t to = at + rest < whole ? at + rest : whole;
		if (phase < length) {
			step(drawing, steps, PATH_MOVE, between(ends, at, whole));
			step(drawing, steps, PATH_LINE, between(ends, to, whole));
		}
		phase = (phase + to - at) % (2 * length);
		at = to;
	}
	return phase;
}

void drawing_line(struct drawing *drawing, struct nib nib, const struct xy *points, size_t count)
{
	struct steps steps = { .items = NULL };
	int64_t phase = 0;

	if (nib.width <= 0)
		return;
	if (nib.dash > 0) {
		const mpt length = nib.dash > DASH_LEAST ? nib.dash : DASH_LEAST;
		for (size_t i = 1; i < count; i++)
			phase = dash(drawing, &steps, points + i - 1, length, phase);
	} else {
		for (size_t i = 0; i < count; i++)
			step(drawing, &steps, i == 0 ? PATH_MOVE : PATH_LINE, points[i]);
	}
	add_path(drawing, &steps, nib.color, nib.width);
}

void drawing_edge(struct drawing *drawing, struct nib nib, struct box box)
{
	const mpt in = nib.width / 2;
	const mpt left = box.x + in, right = box.x + box.width - in;
	const mpt top = box.y + in, bottom = box.y + box.height - in;
	const struct xy corners[] = { { left, top }, { right, top }, { right, bottom },
		{ left, bottom }, { left, top } };

	if (left < right && top < bottom)
		drawing_line(drawing, nib, corners, 5);
}

/* Lines from the lower left to the upper right, clipped at the box. */
static void hatch(struct drawing *drawing, struct color color, struct box box)
{
	struct steps steps = { .items = NULL };
	const mpt width = box.width - 2 * HATCH_WIDTH, height = box.height - 2 * HATCH_WIDTH;

	if (width <= 0 || height <= 0)
		return;
	for (mpt sum = HATCH_PITCH / 2; sum < width + height; sum += HATCH_PITCH) {
		const mpt down = sum < height ? sum : height;
		const mpt across = sum < width ? sum : width;
		const mpt x = box.x + HATCH_WIDTH, y = box.y + HATCH_WIDTH;
		step(drawing, &steps, PATH_MOVE, (struct xy){ x + sum - down, y + down });
		step(drawing, &steps, PATH_LINE, (struct xy){ x + across, y + sum - across });
	}
	add_path(drawing, &steps, color, HATCH_WIDTH);
}

void drawing_paint(struct drawing *drawing, const struct paint_style *paint, struct box box)
{
	drawing_box(drawing, paint->color, box);
	if (paint->has_hatch)
		hatch(drawing, paint->hatch, box);
	if (paint->has_edge)
		drawing_edge(
		        drawing, (struct nib){ .color = paint->edge, .width = EDGE_WIDTH }, box);
}

void drawing_mark(struct drawing *drawing, enum light_shape shape, struct color color, struct xy at,
        bool hollow)
{
	const mpt width = drawing->style->mark - (hollow ? MARK_WIDTH : 0);
	const mpt box[] = {
		[SHAPE_X] = at.x - width / 2, [SHAPE_MIDDLE] = at.y, [SHAPE_WIDTH] = width
	};
	const enum light_shape outline = shape == SHAPE_RING ? SHAPE_CIRCLE : shape;
	struct path_step *items =
	        arena_alloc_array(drawing->setting->arena, SHAPE_STEPS_MAX, sizeof *items);
	const struct steps steps = { .items = items, .count = shapes_outline(items, outline, box) };

	hollow = hollow || shape == SHAPE_RING;
	add_path(drawing, &steps, hollow ? COLOR_PAPER : color, 0);
	if (hollow)
		add_path(drawing, &steps, color, MARK_WIDTH);
}

void drawing_pointer(struct drawing *drawing, struct color color, struct xy at, bool upward)
{
	const mpt half = drawing->style->mark / 2, back = drawing->style->mark;
	struct steps steps = { .items = NULL };

	step(drawing, &steps, PATH_MOVE, at);
	step(drawing, &steps, PATH_LINE,
	        upward ? (struct xy){ at.x + half, at.y + back }
	               : (struct xy){ at.x - back, at.y + half });
	step(drawing, &steps, PATH_LINE,
	        upward ? (struct xy){ at.x - half, at.y + back }
	               : (struct xy){ at.x - back, at.y - half });
	step(drawing, &steps, PATH_CLOSE, (struct xy){ 0, 0 });
	add_path(drawing, &steps, color, 0);
}
