/*
 * Pieces gather in `pending` until a break is welcome after the last one; such a run (an atom) is
 * placed where it fits, else on the next page. An atom higher than a page is broken after the
 * piece that minds it least. Groups hold all pieces until they are complete. A region's (x, y) is
 * the top left corner of its first line's box, before the turn.
 */
#include "paper/layout/flow/flow.h"

#include "paper/layout/table/table.h"

#include <assert.h>
#include <string.h>

#define LINES_KEPT ((size_t)256 * 1024)

static void flow_blocks(struct flow *flow, const struct block *first);

/* The page */

static const struct page_master *master(const struct flow *flow)
{
	return flow->section->master;
}

mpt flow_measure(const struct flow *flow)
{
	return master(flow)->area_width;
}

mpt flow_height(const struct flow *flow)
{
	return master(flow)->area_height;
}

struct spot flow_spot(const struct flow *flow, mpt x, mpt y)
{
	const struct page_master *const page = master(flow);
	const bool mirrored = page->mirror && flow->page % 2 == 0;
	const mpt left = mirrored ? page->width - page->left - page->area_width : page->left;

	return (struct spot){ .x = left + x, .y = page->top + y };
}

static void open_page(struct flow *flow, bool hard)
{
	flow->page++;
	sheet_open(&flow->sheet);
	flow->cursor = (struct cursor){ .fresh = true, .hard = hard };
	flow->mute = false;
	flow->break_wanted = false;
	flow->setting.page = flow->page;
	flow->quiet.page = flow->page;
}

static void place_running(
        struct flow *flow, const struct running *running, const struct region *region)
{
	struct pieces pieces = { .arena = flow->sheet.arena };
	struct paragraph paragraph = running->paragraph;
	mpt down = 0;

	if (paragraph.style == NULL)
		paragraph.style = region->style;
	if (running->rule != NULL)
		pieces_add_rule(&pieces, running->rule, region->width);
	else
		pieces_add_paragraph(&pieces, &flow->setting, &paragraph, region->width, NULL);
	for (size_t i = 0; i < pieces.count; i++) {
		struct spot spot = { .x = region->x, .y = region->y, .turn = region->turn };
		const mpt across[] = { 0, -down, 0, down }, along[] = { down, 0, -down, 0 };
		spot.x += across[region->turn & 3];
		spot.y += along[region->turn & 3];
		sheet_place(&flow->sheet, pieces.items[i].ops, pieces.items[i].op_count, spot);
		down += pieces.items[i].height;
	}
}

static void place_all_running(struct flow *flow)
{
	const bool odd = flow->page % 2 == 1, first = flow->page == flow->first_page;

	for (const struct running *running = flow->section->running; running != NULL;
	        running = running->next) {
		for (size_t i = 0; i < master(flow)->region_count; i++) {
			const struct region *const region = &master(flow)->regions[i];
			if (text_equal(region->name, running->region)
			        && style_side_covers(region->side, odd, first))
				place_running(flow, running, region);
		}
	}
}

static void close_page(struct flow *flow)
{
	if (!flow->mute)
		place_all_running(flow);
	struct page page = {
		.number = flow->page,
		.width = master(flow)->width,
		.height = master(flow)->height,
		.blank = flow->mute,
	};
	sheet_finish(&flow->sheet, &page);
	if (flow->proof != NULL && !proof_page(flow->proof, &page))
		flow->setting.failed = true;
	if (flow->sink != NULL && !flow->stopped)
		flow->stopped = !flow->sink->page(flow->sink->context, &page);
	sheet_close(&flow->sheet);
}

static void blank_page(struct flow *flow)
{
	open_page(flow, true);
	flow->mute = true;
	close_page(flow);
}

void flow_turn_page(struct flow *flow)
{
	close_page(flow);
	open_page(flow, false);
}

static void obey_break(struct flow *flow)
{
	if (!flow->break_wanted)
		return;
	close_page(flow);
	open_page(flow, true);
}

void flow_mark(struct flow *flow, const void *owner, const char *anchor,
        const struct bookmark *bookmark, mpt y)
{
	const mpt on_page = flow_spot(flow, 0, y).y;
	const char *const made =
	        flow->contents == NULL ? "" : contents_anchor(flow->contents, owner);

	if (anchor[0] != '\0' || made[0] != '\0')
		marks_add_anchor(
		        flow->found, anchor[0] != '\0' ? anchor : made, flow->page, on_page);
	if (bookmark->title[0] == '\0')
		return;
	struct bookmark placed = *bookmark;
	placed.page = flow->page;
	placed.y = on_page;
	marks_add_bookmark(flow->found, &placed);
}

static void place_marks(struct flow *flow, const struct mark *marks, mpt y)
{
	if (marks == NULL)
		return;
	place_marks(flow, marks->next, y); /* the outer block was met first and stands last */
	const struct block *const block = marks->block;
	flow_mark(flow, block, block->anchor,
	        &(struct bookmark){ .title = block->bookmark, .level = block->bookmark_level }, y);
}

void flow_place_marks(struct flow *flow, mpt y)
{
	place_marks(flow, flow->pending.marks, y);
	flow->pending.marks = NULL;
}

/* Pieces onto pages */

static mpt piece_top(const struct cursor *cursor, const struct piece *piece)
{
	mpt top = cursor->y;

	if (!cursor->fresh)
		top += cursor->after + piece->before + piece->gap;
	else if (cursor->hard)
		top += piece->gap;
	if (piece->has_top && (cursor->fresh || top < piece->top))
		top = piece->top;
	return top;
}

static void advance(struct cursor *cursor, const struct piece *piece)
{
	cursor->y = piece_top(cursor, piece) + piece->height;
	cursor->after = piece->after;
	cursor->fresh = false;
}

/* How many of the pieces `first` to `last - 1` fit on the page, `extra` below the last one. */
static size_t count_fitting(const struct flow *flow, size_t first, size_t last, mpt extra)
{
	struct cursor cursor = flow->cursor;

	for (size_t i = first; i < last; i++) {
		const struct piece *const piece = &flow->pending.items[i];
		advance(&cursor, piece);
		const mpt below = i + 1 == last && extra > 0 ? extra : -piece->slack;
		if (cursor.y + below > flow_height(flow))
			return i - first;
	}
	return last - first;
}

static void place_piece(struct flow *flow, const struct piece *piece)
{
	const mpt top = piece_top(&flow->cursor, piece);

	sheet_place(&flow->sheet, piece->ops, piece->op_count, flow_spot(flow, 0, top));
	place_marks(flow, piece->marks, top);
	advance(&flow->cursor, piece);
}

/* The end of the part of `first` … `first + fitting - 1` after which a break hurts least. */
static size_t best_break(const struct flow *flow, size_t first, size_t fitting)
{
	size_t best = first + fitting;

	for (size_t i = first + fitting; i > first; i--) {
		if (flow->pending.items[i - 1].rank < flow->pending.items[best - 1].rank)
			best = i;
	}
	return best;
}

/* An atom that is higher than a page, from the top of a page on. */
static void place_broken(struct flow *flow, size_t first, size_t last, mpt extra)
{
	while (first < last) {
		const size_t fitting = count_fitting(flow, first, last, extra);
		size_t end = first + fitting;
		if (fitting > 0 && end < last)
			end = best_break(flow, first, fitting);
		if (fitting == 0 && flow->cursor.fresh)
			end = first + 1; /* nothing can make it fit: the proof will tell */
		for (size_t i = first; i < end; i++)
			place_piece(flow, &flow->pending.items[i]);
		first = end;
		if (first < last)
			flow_turn_page(flow);
	}
}

static void place_atom(struct flow *flow, size_t first, size_t last, mpt extra)
{
	if (count_fitting(flow, first, last, extra) < last - first && !flow->cursor.fresh)
		flow_turn_page(flow);
	if (count_fitting(flow, first, last, extra) < last - first) {
		place_broken(flow, first, last, extra);
		return;
	}
	for (size_t i = first; i < last; i++)
		place_piece(flow, &flow->pending.items[i]);
}

/* Forgets the first `count` pieces; their lines live on as long as the page needs them. */
static void drop_pieces(struct flow *flow, size_t count)
{
	struct pieces *const pending = &flow->pending;

	pending->count -= count;
	if (pending->count > 0 && count > 0)
		memmove(pending->items, pending->items + count,
		        pending->count * sizeof *pending->items);
	if (pending->count > 0 || pending->marks != NULL || arena_used(pending->arena) < LINES_KEPT)
		return;
	sheet_adopt(&flow->sheet, pending->arena);
	*pending = (struct pieces){ .arena = arena_new(), .gap = pending->gap };
}

static size_t atom_end(const struct pieces *pieces, size_t first)
{
	size_t end = first;

	while (end < pieces->count && pieces->items[end].rank != BREAK_WELCOME)
		end++;
	return end < pieces->count ? end + 1 : end;
}

/* Fills one page from the top with an atom that is higher and not complete yet: where it stopped.
 */
static size_t place_page(struct flow *flow, size_t first, size_t last)
{
	if (!flow->cursor.fresh)
		flow_turn_page(flow);
	const size_t fitting = count_fitting(flow, first, last, 0);
	const size_t end = fitting > 0 ? best_break(flow, first, fitting) : first + 1;
	for (size_t i = first; i < end; i++)
		place_piece(flow, &flow->pending.items[i]);
	flow_turn_page(flow);
	return end;
}

/* Places what can be placed; an atom that may go on waits, unless it is higher than a page. */
static void settle(struct flow *flow)
{
	const struct pieces *const pending = &flow->pending;
	size_t first = 0;

	if (flow->holding > 0 || pending->count == 0)
		return;
	obey_break(flow);
	while (first < pending->count) {
		const size_t end = atom_end(pending, first);
		if (pending->items[end - 1].rank == BREAK_WELCOME) {
			place_atom(flow, first, end, 0);
			first = end;
		} else if (pieces_height(pending, first, end) > flow_height(flow)) {
			first = place_page(flow, first, end);
		} else {
			break;
		}
	}
	drop_pieces(flow, first);
}

void flow_flush(struct flow *flow, mpt extra)
{
	const struct pieces *const pending = &flow->pending;

	obey_break(flow);
	for (size_t first = 0; first < pending->count;) {
		const size_t end = atom_end(pending, first);
		const bool kept =
		        end == pending->count && pending->items[end - 1].rank != BREAK_WELCOME;
		place_atom(flow, first, end, kept ? extra : 0);
		first = end;
	}
	drop_pieces(flow, pending->count);
}

mpt flow_top(const struct flow *flow, mpt before)
{
	const struct piece piece = { .before = before, .gap = flow->pending.gap };

	return piece_top(&flow->cursor, &piece);
}

/* Blocks */

static bool names_page(const struct paragraph *paragraph)
{
	const struct inline_item *item = paragraph->first;

	while (item != NULL && item->kind != INLINE_PAGE)
		item = item->next;
	return item != NULL;
}

/* A paragraph that says its page's number is set only once it is known where it will stand. */
static void make_room(struct flow *flow, const struct paragraph *paragraph)
{
	struct pieces trial = { .arena = arena_new() };

	pieces_add_paragraph(&trial, &flow->quiet, paragraph, flow_measure(flow), NULL);
	const mpt height = pieces_height(&trial, 0, trial.count);
	arena_free(trial.arena);
	flow_flush(flow, height);
	if (!flow->cursor.fresh
	        && flow_top(flow, paragraph->style->space_before) + height > flow_height(flow))
		flow_turn_page(flow);
}

static void flow_paragraph(struct flow *flow, const struct paragraph *paragraph)
{
	if (flow->holding == 0 && names_page(paragraph))
		make_room(flow, paragraph);
	pieces_add_paragraph(&flow->pending, &flow->setting, paragraph, flow_measure(flow), NULL);
	settle(flow);
}

/* The blocks as pieces of their height, set to be measured only. */
static void measure_blocks(struct flow *flow, struct pieces *trial, const struct block *first)
{
	const mpt measure = flow_measure(flow);

	for (const struct block *block = first; block != NULL; block = block->next) {
		switch (block->kind) {
		case BLOCK_PARAGRAPH:
			pieces_add_paragraph(trial, &flow->quiet, &block->paragraph, measure, NULL);
			break;
		case BLOCK_RULE:
			pieces_add_rule(trial, block->rule, measure);
			break;
		case BLOCK_SPACE:
			trial->gap += block->space;
			break;
		case BLOCK_TABLE:
			pieces_add_room(trial, table_height(flow, block->table),
			        block->table->style->space_before,
			        block->table->style->space_after);
			break;
		case BLOCK_GROUP:
			measure_blocks(flow, trial, block->first);
			break;
		case BLOCK_PAGE_BREAK:
		case BLOCK_CONTENTS:
			break;
		}
	}
}

static mpt blocks_height(struct flow *flow, const struct block *first)
{
	struct pieces trial = { .arena = arena_new() };

	measure_blocks(flow, &trial, first);
	const mpt height = pieces_height(&trial, 0, trial.count);
	arena_free(trial.arena);
	return height;
}

/* Whether all of the blocks become pieces that can wait for each other. */
static bool can_hold(const struct block *first)
{
	for (const struct block *block = first; block != NULL; block = block->next) {
		if (block->kind == BLOCK_TABLE || block->kind == BLOCK_PAGE_BREAK
		        || block->kind == BLOCK_CONTENTS)
			return false;
		if (block->kind == BLOCK_GROUP && !can_hold(block->first))
			return false;
	}
	return true;
}

static void flow_group(struct flow *flow, const struct block *group)
{
	if (!can_hold(group->first)) {
		const mpt height = blocks_height(flow, group->first);
		flow_flush(flow, height);
		if (!flow->cursor.fresh && flow_top(flow, 0) + height > flow_height(flow)
		        && height <= flow_height(flow))
			flow_turn_page(flow);
		flow_blocks(flow, group->first);
		return;
	}
	const size_t first = flow->pending.count;
	flow->holding++;
	flow_blocks(flow, group->first);
	flow->holding--;
	pieces_keep(&flow->pending, first);
	settle(flow);
}

static void add_foot(struct flow *flow, const struct block *group)
{
	/* The list is short and lives as long as the marks. */
	flow->feet = arena_grow(flow->found->arena, flow->feet, &flow->foot_capacity,
	        flow->foot_count, sizeof(const struct block *));
	flow->feet[flow->foot_count++] = group;
}

static void flow_contents(struct flow *flow, const struct block *block)
{
	assert(flow->contents != NULL);
	for (size_t i = 0; i < flow->contents->count; i++) {
		const struct contents_entry *const entry = &flow->contents->entries[i];
		if (entry->level > block->contents_level)
			continue;
		contents_add_line(&flow->pending, &flow->setting, entry, block->contents_style,
		        flow_measure(flow));
		settle(flow);
	}
}

static void flow_block(struct flow *flow, const struct block *block)
{
	if (block->kind != BLOCK_GROUP || !block->at_foot)
		pieces_add_mark(&flow->pending, block);
	switch (block->kind) {
	case BLOCK_PARAGRAPH:
		flow_paragraph(flow, &block->paragraph);
		break;
	case BLOCK_TABLE:
		table_flow(flow, block->table);
		break;
	case BLOCK_RULE:
		pieces_add_rule(&flow->pending, block->rule, flow_measure(flow));
		settle(flow);
		break;
	case BLOCK_SPACE:
		flow->pending.gap += block->space;
		break;
	case BLOCK_PAGE_BREAK:
		flow_flush(flow, 0);
		flow->pending.gap = 0;
		flow->break_wanted = !flow->cursor.fresh;
		break;
	case BLOCK_GROUP:
		if (block->at_foot)
			add_foot(flow, block);
		else
			flow_group(flow, block);
		break;
	case BLOCK_CONTENTS:
		flow_contents(flow, block);
		break;
	}
}

static void flow_blocks(struct flow *flow, const struct block *first)
{
	for (const struct block *block = first; block != NULL && !flow->stopped;
	        block = block->next)
		flow_block(flow, block);
}

/* Sections */

/* A page of their own for the foot groups, on an even page when `even`. */
static void turn_to_foot(struct flow *flow, bool even)
{
	close_page(flow);
	if (even && flow->page % 2 == 0)
		blank_page(flow);
	open_page(flow, true);
	flow->mute = even; /* GB/T 9704 7.5: such a page carries no number */
}

/* Foot groups under each other, the last one's bottom edge on the type area's. */
static void place_feet(struct flow *flow)
{
	struct pieces trial = { .arena = arena_new() };
	bool even = false;

	for (size_t i = 0; i < flow->foot_count; i++) {
		measure_blocks(flow, &trial, flow->feet[i]->first);
		even = even || flow->feet[i]->even_page;
	}
	const mpt top = flow_height(flow) - pieces_height(&trial, 0, trial.count);
	const bool fits = flow->cursor.fresh
	        || (trial.count > 0 && piece_top(&flow->cursor, &trial.items[0]) <= top);
	arena_free(trial.arena);
	if (!fits || (even && flow->page % 2 == 1))
		turn_to_foot(flow, even);
	flow->cursor = (struct cursor){ .y = top > 0 ? top : 0, .fresh = true };
	for (size_t i = 0; i < flow->foot_count; i++) {
		pieces_add_mark(&flow->pending, flow->feet[i]);
		flow_blocks(flow, flow->feet[i]->first);
	}
	flow_flush(flow, 0);
	flow->foot_count = 0;
}

static void check_regions(struct flow *flow)
{
	for (const struct running *running = flow->section->running; running != NULL;
	        running = running->next) {
		size_t i = 0;
		while (i < master(flow)->region_count
		        && !text_equal(master(flow)->regions[i].name, running->region))
			i++;
		if (i < master(flow)->region_count)
			continue;
		diag_say(flow->setting.diag, MSG_RUNNING_REGION, flow->section->place,
		        running->region, master(flow)->name);
		flow->setting.failed = true;
	}
}

static void flow_section(struct flow *flow, const struct section *section)
{
	const bool odd_next = flow->page % 2 == 0;

	flow->section = section;
	check_regions(flow);
	if ((section->start == START_ODD && !odd_next)
	        || (section->start == START_EVEN && odd_next))
		blank_page(flow);
	open_page(flow, true);
	flow->first_page = flow->page;
	flow_blocks(flow, section->first);
	flow->break_wanted = flow->break_wanted && flow->pending.count > 0;
	flow_flush(flow, 0);
	flow_place_marks(flow, flow->cursor.y);
	flow->pending.gap = 0;
	if (flow->foot_count > 0)
		place_feet(flow);
	close_page(flow);
}

static size_t page_of(void *context, const char *anchor)
{
	const struct flow *const flow = context;

	return marks_page_of(flow->known, anchor);
}

static void flow_init(struct flow *flow, const struct pass *pass, struct diag *silence)
{
	*flow = (struct flow){
		.document = pass->document,
		.sink = pass->sink,
		.proof = pass->proof,
		.known = pass->known,
		.found = pass->found,
		.contents = pass->contents,
		.pending = { .arena = arena_new() },
		.setting = {
			.scratch = arena_new(),
			.diag = pass->diag,
			.metrics = pass->metrics,
			.styles = pass->document->styles,
			.pages = pass->known->pages,
			.page_of = page_of,
			.context = flow,
		},
	};
	flow->quiet = flow->setting;
	flow->quiet.diag = silence;
	flow->quiet.scratch = arena_new();
}

bool flow_pass(const struct pass *pass)
{
	struct diag *const silence = diag_new(&(struct diag_options){ .stream = NULL });
	struct flow flow;

	flow_init(&flow, pass, silence);
	for (const struct section *section = pass->document->first;
	        section != NULL && !flow.stopped; section = section->next)
		flow_section(&flow, section);
	pass->found->pages = flow.page;
	arena_free(flow.pending.arena);
	arena_free(flow.setting.scratch);
	arena_free(flow.quiet.scratch);
	diag_free(silence);
	return !flow.setting.failed && !flow.stopped;
}
