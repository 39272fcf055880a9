/* Pages are built in an arena of their own, so that memory stays flat in their number. */
#include "paper/layout/canvas.h"

#include <assert.h>
#include <string.h>

void canvas_open(struct canvas *canvas)
{
	assert(!canvas->arena);
	*canvas = (struct canvas){ .arena = arena_new() };
}

void canvas_close(struct canvas *canvas)
{
	for (size_t i = 0; i < canvas->adopted_count; i++)
		arena_free(canvas->adopted[i]);
	arena_free(canvas->arena);
	*canvas = (struct canvas){ .arena = NULL };
}

void canvas_adopt(struct canvas *canvas, struct arena *arena)
{
	if (!arena)
		return;
	assert(canvas->arena && arena != canvas->arena);
	canvas->adopted = arena_grow(canvas->arena, canvas->adopted, &canvas->adopted_capacity,
	        canvas->adopted_count, sizeof(struct arena *));
	canvas->adopted[canvas->adopted_count++] = arena;
}

size_t canvas_reserve(struct canvas *canvas)
{
	canvas->slots = arena_grow(canvas->arena, canvas->slots, &canvas->slot_capacity,
	        canvas->slot_count, sizeof *canvas->slots);
	canvas->slots[canvas->slot_count++] =
	        (struct canvas_slot){ .at = canvas->layers[LAYER_INK].count };
	return canvas->slot_count;
}

void canvas_enter(struct canvas *canvas, size_t slot)
{
	assert(slot <= canvas->slot_count);
	canvas->slot = slot;
}

static struct op *add(struct canvas *canvas, struct op_list *list)
{
	assert(canvas->arena);
	list->ops = arena_grow(
	        canvas->arena, list->ops, &list->capacity, list->count, sizeof *list->ops);
	return &list->ops[list->count++];
}

/* A point of the line as it lies on the page. */
static void turn_point(struct spot spot, mpt *x, mpt *y)
{
	const mpt along = *x, down = *y;

	switch (spot.turn & 3) {
	case 0:
		*x = spot.x + along;
		*y = spot.y + down;
		break;
	case 1:
		*x = spot.x - down;
		*y = spot.y + along;
		break;
	case 2:
		*x = spot.x - along;
		*y = spot.y - down;
		break;
	default:
		*x = spot.x + down;
		*y = spot.y - along;
		break;
	}
}

static void turn_run(struct spot spot, struct glyph_run *run)
{
	turn_point(spot, &run->x, &run->y);
	run->turn = (uint8_t)((run->turn + spot.turn) & 3);
}

void canvas_turn_box(struct spot spot, struct box *box)
{
	mpt x = box->x + box->width, y = box->y + box->height;

	turn_point(spot, &box->x, &box->y);
	turn_point(spot, &x, &y);
	box->width = x > box->x ? x - box->x : box->x - x;
	box->height = y > box->y ? y - box->y : box->y - y;
	box->x = x < box->x ? x : box->x;
	box->y = y < box->y ? y : box->y;
}

static void turn_path(struct canvas *canvas, struct spot spot, struct path *path)
{
	struct path_step *steps = arena_alloc_array(canvas->arena, path->count, sizeof *steps);

	for (size_t i = 0; i < path->count; i++) {
		steps[i] = path->steps[i];
		for (int j = 0; j < 3; j++)
			turn_point(spot, &steps[i].x[j], &steps[i].y[j]);
	}
	path->steps = steps;
}

void canvas_place(struct canvas *canvas, const struct op *ops, size_t count, struct spot spot)
{
	assert(spot.turn >= 0 && spot.turn <= 3);
	for (size_t i = 0; i < count; i++) {
		struct op *op = add(canvas,
		        canvas->slot > 0 ? &canvas->slots[canvas->slot - 1].ops
		                         : &canvas->layers[LAYER_INK]);
		*op = ops[i];
		/* An area to press is none of what is read. */
		if (canvas->again && op->kind != OP_LINK)
			op->tag = TAG_PAGINATION;
		switch (op->kind) {
		case OP_GLYPHS:
			turn_run(spot, &op->run);
			break;
		case OP_BOX:
			canvas_turn_box(spot, &op->box);
			break;
		case OP_PATH:
			turn_path(canvas, spot, &op->path);
			break;
		case OP_IMAGE:
			canvas_turn_box(spot, &op->image.box);
			op->image.turn = (uint8_t)((op->image.turn + spot.turn) & 3);
			break;
		case OP_LINK:
			canvas_turn_box(spot, &op->link.box);
			break;
		case OP_PICTURE:
			canvas_turn_box(spot, &op->picture.box);
			break;
		}
	}
}

/* Fills that touch become one: a seam between them would show on a screen. */
static bool join(struct op *before, const struct op *op)
{
	const struct color a = before->color, b = op->color;
	struct box *last = &before->box;
	const struct box *box = &op->box;

	if (a.red != b.red || a.green != b.green || a.blue != b.blue)
		return false;
	if (last->y == box->y && last->height == box->height && last->x + last->width == box->x) {
		last->width += box->width;
		return true;
	}
	if (last->x == box->x && last->width == box->width && last->y + last->height == box->y) {
		last->height += box->height;
		return true;
	}
	return false;
}

void canvas_box(struct canvas *canvas, enum canvas_layer layer, const struct op *op)
{
	struct op_list *list = &canvas->layers[layer];

	assert(op->kind == OP_BOX);
	if (op->box.width <= 0 || op->box.height <= 0)
		return;
	if (layer == LAYER_FILL && list->count > 0 && join(&list->ops[list->count - 1], op))
		return;
	*add(canvas, list) = *op;
}

static void append(struct op *all, size_t *count, const struct op *ops, size_t number)
{
	if (number > 0)
		memcpy(all + *count, ops, number * sizeof *ops);
	*count += number;
}

/* What was placed in slots goes where they were reserved. */
static void append_ink(const struct canvas *canvas, struct op *all, size_t *count)
{
	const struct op_list *ink = &canvas->layers[LAYER_INK];
	size_t done = 0;

	for (size_t i = 0; i < canvas->slot_count; i++) {
		const struct canvas_slot *slot = &canvas->slots[i];
		if (slot->at > done)
			append(all, count, ink->ops + done, slot->at - done);
		done = slot->at;
		append(all, count, slot->ops.ops, slot->ops.count);
	}
	if (ink->count > done)
		append(all, count, ink->ops + done, ink->count - done);
}

void canvas_finish(struct canvas *canvas, struct page *page)
{
	const struct op_list *fills = &canvas->layers[LAYER_FILL];
	size_t count = fills->count + canvas->layers[LAYER_INK].count;

	assert(canvas->arena);
	for (size_t i = 0; i < canvas->slot_count; i++)
		count += canvas->slots[i].ops.count;
	struct op *all = arena_alloc_array(canvas->arena, count, sizeof *all);
	page->ops = all;
	page->op_count = 0;
	append(all, &page->op_count, fills->ops, fills->count);
	append_ink(canvas, all, &page->op_count);
}
