/*
 * A region's (x, y) is the top left corner of its first line's box, before the turn. The box that a
 * stack of texts fills, from em box to em box and with the space wanted after it, is held against
 * the type area: where it reaches in from above or from below, that much of the area is given up.
 */
#include "paper/layout/flow/running.h"

#include "paper/layout/inline/characters.h"

#include <assert.h>

static void stack_running(struct running_stack *stack, struct setting *setting,
        const struct running *running, const struct region *region)
{
	struct paragraph paragraph = running->paragraph;

	if (!paragraph.style)
		paragraph.style = region->style;
	if (stack->pieces.count == 0)
		stack->place = running->place;
	if (running->rule)
		pieces_add_rule(&stack->pieces, running->rule, region->width);
	else
		pieces_add_paragraph(&stack->pieces, setting, &paragraph, region->width, NULL);
}

static struct spot spot_in(const struct region *region, mpt down)
{
	const mpt across[] = { 0, -down, 0, down }, along[] = { down, 0, -down, 0 };

	return (struct spot){ .x = region->x + across[region->turn & 3],
		.y = region->y + along[region->turn & 3],
		.turn = region->turn };
}

/* The part of the page that the stack fills. */
static struct box box_of(const struct running_stack *stack)
{
	const struct pieces *pieces = &stack->pieces;
	const mpt slack = pieces->items[0].slack;
	struct box box = { .width = stack->region->width,
		.height = pieces_reach(pieces, 0, pieces->count)
		        + pieces->items[pieces->count - 1].after };

	canvas_turn_box(spot_in(stack->region, slack), &box);
	return box;
}

static bool meets(const struct box *a, const struct box *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
	        && b->y < a->y + a->height;
}

/* Said once: running text is set on every page. */
static void say(struct setting *setting, enum message message, const struct running_stack *stack,
        mpt length)
{
	const char *region = stack->region->name;

	if (characters_said(setting->diag, message, stack->place, region))
		return;
	diag_say(setting->diag, message, stack->place, region,
	        measure_millimetres(setting->scratch, length));
}

/* Gives up what the box takes of the area, above or below: whichever is nearer to it. */
static void yield_to(struct running_page *page, const struct box *area, const struct box *box)
{
	const mpt above = box->y + box->height - area->y;
	const mpt below = area->y + area->height - box->y;
	mpt *side = above <= below ? &page->top : &page->bottom;
	const mpt taken = above <= below ? above : below;

	*side = taken > *side ? taken : *side;
}

static void make_way(struct setting *setting, const struct running_order *order,
        struct running_page *page, const struct running_stack *stack)
{
	const struct box box = box_of(stack);
	const struct running_page before = *page;

	if (!meets(&box, &order->area))
		return;
	yield_to(page, &order->area, &box);
	/* What runs down the side of a page cannot be avoided so; nor what fills half of it. */
	if (stack->region->turn % 2 == 1 || page->top + page->bottom > order->area.height / 2) {
		*page = before;
		setting->failed = true;
		say(setting, MSG_RUNNING_OVER, stack, box.height);
		return;
	}
	if (!stack->region->push)
		say(setting, MSG_RUNNING_HIGH, stack,
		        page->top + page->bottom - before.top - before.bottom);
}

struct running_page running_set(struct setting *setting, const struct running_order *order)
{
	const struct page_master *master = order->section->master;
	struct running_page page = { .count = master->region_count };

	page.stacks = arena_alloc_array(order->arena, page.count, sizeof *page.stacks);
	for (size_t i = 0; i < page.count; i++) {
		const struct region *region = &master->regions[i];
		struct running_stack *stack = &page.stacks[i];
		*stack = (struct running_stack){ .region = region,
			.pieces = { .arena = order->arena } };
		if (!style_side_covers(region->side, order->odd, order->first))
			continue;
		for (const struct running *running = order->section->running; running;
		        running = running->next) {
			if (text_equal(region->name, running->region))
				stack_running(stack, setting, running, region);
		}
		if (stack->pieces.count > 0)
			make_way(setting, order, &page, stack);
	}
	return page;
}

void running_place(const struct running_page *page, struct canvas *canvas)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct running_stack *stack = &page->stacks[i];
		mpt down = 0;
		for (size_t j = 0; j < stack->pieces.count; j++) {
			const struct piece *piece = &stack->pieces.items[j];
			down += j > 0 ? pieces_distance(&stack->pieces, j) : 0;
			canvas_place(
			        canvas, piece->ops, piece->op_count, spot_in(stack->region, down));
			down += piece->height;
		}
	}
}
