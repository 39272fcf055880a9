#include "paper/layout/shapes.h"

#include <string.h>

/* A circle's quarter as a Bézier: controls at this share of the radius (ten-thousandths). */
#define CIRCLE_SHARE 5523
/* A bar's mark is as thick as this part of the bar's height, and stands out by the same. */
#define MARK_PART 6
/* A ring's line is this part of its width. */
#define RING_PART 7

static struct path_step step_to(enum path_verb verb, mpt x, mpt y)
{
	return (struct path_step){ .verb = verb, .x = { x }, .y = { y } };
}

static size_t add_polygon(struct path_step *steps, const mpt (*corners)[2], size_t count)
{
	for (size_t i = 0; i < count; i++)
		steps[i] = step_to(i == 0 ? PATH_MOVE : PATH_LINE, corners[i][0], corners[i][1]);
	steps[count] = step_to(PATH_CLOSE, 0, 0);
	return count + 1;
}

static size_t add_circle(struct path_step *steps, mpt x, mpt y, mpt radius)
{
	/* Unit directions of the four quarters' start, clockwise on the page from the right. */
	static const int directions[5][2] = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 }, { 1, 0 } };
	const mpt pull = (mpt)((int64_t)radius * CIRCLE_SHARE / 10000);

	steps[0] = step_to(PATH_MOVE, x + radius, y);
	for (size_t i = 0; i < 4; i++) {
		const int *from = directions[i];
		const int *to = directions[i + 1];
		steps[i + 1] = (struct path_step){
			.verb = PATH_CURVE,
			.x = { x + from[0] * radius + to[0] * pull,
			        x + to[0] * radius + from[0] * pull, x + to[0] * radius },
			.y = { y + from[1] * radius + to[1] * pull,
			        y + to[1] * radius + from[1] * pull, y + to[1] * radius },
		};
	}
	steps[5] = step_to(PATH_CLOSE, 0, 0);
	return 6;
}

size_t shapes_outline(
        struct path_step steps[SHAPE_STEPS_MAX], enum light_shape shape, const mpt box[3])
{
	const mpt half = box[SHAPE_WIDTH] / 2;
	const mpt x = box[SHAPE_X] + half;
	const mpt y = box[SHAPE_MIDDLE];
	/* As high as an equilateral triangle is: 0.866 of its side. */
	const mpt rise = (mpt)((int64_t)half * 866 / 1000);
	const mpt square[][2] = { { x - half, y - half }, { x + half, y - half },
		{ x + half, y + half }, { x - half, y + half } };
	const mpt triangle[][2] = { { x, y - rise }, { x + half, y + rise },
		{ x - half, y + rise } };
	const mpt diamond[][2] = { { x, y - half }, { x + half, y }, { x, y + half },
		{ x - half, y } };

	if (shape == SHAPE_SQUARE)
		return add_polygon(steps, square, 4);
	if (shape == SHAPE_TRIANGLE)
		return add_polygon(steps, triangle, 3);
	if (shape == SHAPE_DIAMOND)
		return add_polygon(steps, diamond, 4);
	return add_circle(steps, x, y, shape == SHAPE_RING ? half - half / RING_PART : half);
}

static size_t draw_light(
        struct arena *arena, const struct light_style *light, const mpt box[3], struct op *ops)
{
	struct path_step steps[SHAPE_STEPS_MAX];
	const mpt room = box[SHAPE_WIDTH];
	const mpt size =
	        light->width > 0 ? (mpt)((int64_t)room * light->size / light->width) : room;
	const mpt own[] = {
		[SHAPE_X] = box[SHAPE_X] + (room - size) / 2,
		[SHAPE_MIDDLE] = box[SHAPE_MIDDLE],
		[SHAPE_WIDTH] = size,
	};
	const size_t count = shapes_outline(steps, light->shape, own);
	struct path_step *kept = arena_alloc_array(arena, count, sizeof *kept);
	const bool ring = light->shape == SHAPE_RING;

	memcpy(kept, steps, count * sizeof *kept);
	ops[0] = (struct op){
		.kind = OP_PATH,
		.color = light->color,
		.path = { .steps = kept,
		        .count = count,
		        .stroke = ring,
		        .line_width = ring ? size / RING_PART : 0 },
	};
	return 1;
}

static mpt share_of(mpt width, int thousandths)
{
	const int share = thousandths < 0 ? 0 : thousandths > 1000 ? 1000 : thousandths;

	return (mpt)((int64_t)width * share / 1000);
}

static struct op box_op(struct color color, struct box box)
{
	return (struct op){ .kind = OP_BOX, .color = color, .box = box };
}

/* The mark stands out above and below, but not at the sides. */
static struct op mark_op(const struct bar_style *bar, struct box track, int mark)
{
	const mpt thick = bar->height / MARK_PART;
	const mpt most = bar->width > thick ? bar->width - thick : 0;
	const mpt wanted = share_of(bar->width, mark) - thick / 2;
	const mpt at = wanted < 0 ? 0 : wanted > most ? most : wanted;

	return box_op(bar->mark,
	        (struct box){ .x = track.x + at,
	                .y = track.y - thick,
	                .width = thick,
	                .height = bar->height + 2 * thick });
}

static size_t draw_bar(const struct inline_item *item, const mpt box[3], struct op *ops)
{
	const struct bar_style *bar = item->bar.style;
	const mpt filled = share_of(bar->width, item->bar.share);
	struct box part = { .x = box[SHAPE_X],
		.y = box[SHAPE_MIDDLE] - bar->height / 2,
		.width = bar->width,
		.height = bar->height };
	size_t count = 0;

	ops[count++] = box_op(bar->track, part);
	part.width = filled;
	if (filled > 0)
		ops[count++] = box_op(bar->fill, part);
	if (item->bar.mark >= 0)
		ops[count++] = mark_op(bar, part, item->bar.mark);
	return count;
}

static size_t draw_image(const struct inline_item *item, const mpt box[3], struct op *ops)
{
	const struct shown_image *shown = &item->shown;

	ops[0] = (struct op){
		.kind = OP_IMAGE,
		.image = { .box = { .x = box[SHAPE_X],
		                   .y = box[SHAPE_MIDDLE] - shown->height / 2,
		                   .width = shown->width,
		                   .height = shown->height },
		        .image = shown->image,
		        .alt = shown->alt },
	};
	return 1;
}

static int light_room(const struct light_style *light)
{
	return light->width > 0 ? light->width : light->size;
}

mpt shapes_width(const struct inline_item *item, mpt size)
{
	if (item->kind == INLINE_BAR && item->bar.style)
		return item->bar.style->width;
	if (item->kind == INLINE_LIGHT && item->light)
		return (mpt)((int64_t)light_room(item->light) * size / 1000);
	if (item->kind == INLINE_IMAGE)
		return item->shown.width;
	return 0;
}

mpt shapes_height(const struct inline_item *item)
{
	return item->kind == INLINE_IMAGE ? item->shown.height : 0;
}

size_t shapes_draw(struct arena *arena, const struct inline_item *item, const mpt box[3],
        struct op ops[SHAPE_OPS_MAX])
{
	if (item->kind == INLINE_BAR && item->bar.style)
		return draw_bar(item, box, ops);
	if (item->kind == INLINE_LIGHT && item->light)
		return draw_light(arena, item->light, box, ops);
	if (item->kind == INLINE_IMAGE)
		return draw_image(item, box, ops);
	return 0;
}
