/*
 * What each kind of block does to the pages; sections, page after page. Groups hold all pieces
 * until they are complete; foot groups wait for their section's end.
 */
#include "paper/layout/flow/flow.h"

#include "paper/layout/flow/pager.h"
#include "paper/layout/inline/tagging.h"
#include "paper/layout/table/table.h"

#include <assert.h>

#define LINES_AHEAD 64 /* a page does not hold more */

static void flow_blocks(struct pager *pager, const struct block *first);

typedef void flow_step(struct pager *pager, const struct block *block);
static flow_step flow_pieces, flow_paragraph, flow_chart, flow_table, flow_page_break, flow_group,
        flow_contents;

static const struct conduct {
	flow_step *flow;
	bool waits; /* becomes pieces, which can wait for those that come after them */
} conducts[] = {
	[BLOCK_PARAGRAPH] = { flow_paragraph, true },
	[BLOCK_TABLE] = { flow_table, false },
	[BLOCK_RULE] = { flow_pieces, true },
	[BLOCK_SPACE] = { flow_pieces, true },
	[BLOCK_STRUT] = { flow_pieces, true },
	[BLOCK_PAGE_BREAK] = { flow_page_break, false },
	[BLOCK_GROUP] = { flow_group, true },
	[BLOCK_CHART] = { flow_chart, true },
	[BLOCK_CONTENTS] = { flow_contents, false },
};

/* What does not stand alone */

static bool names_page(const struct paragraph *paragraph)
{
	const struct inline_item *item = paragraph->first;

	while (item && item->kind != INLINE_PAGE)
		item = item->next;
	return item;
}

/* How many lines a block wants to have before it on its page. */
static size_t wants_along(const struct block *block)
{
	if (block->kind == BLOCK_PARAGRAPH)
		return (size_t)block->paragraph.style->along;
	if (block->kind != BLOCK_GROUP || block->group.at_foot)
		return 0;
	const size_t first = block->group.first ? wants_along(block->group.first) : 0;
	const size_t own = (size_t)block->group.along;
	return own > first ? own : first;
}

/* Blocks without lines of their own, over which is looked to those that have some. */
static bool has_no_lines(const struct block *block)
{
	return block->kind == BLOCK_SPACE || (block->kind == BLOCK_GROUP && block->group.at_foot);
}

static size_t count_lines(struct pager *pager, const struct block *paragraph)
{
	struct pieces trial = { .arena = arena_new() };

	(void)pieces_add_block(&trial, &pager->quiet, paragraph, pager_measure(pager), NULL);
	const size_t count = trial.count;
	arena_free(trial.arena);
	return count;
}

/*
 * How many of the last lines of `block` some block after it takes along: what that one wants less
 * the lines that lie between. A paragraph has at least a line, so that none is asked for by a block
 * further on than LINES_AHEAD; one that says its page's number is placed already.
 */
static size_t lines_along(struct pager *pager, const struct block *block)
{
	const struct block *next = block->next, *asking = next;
	size_t between = 0;

	if (block->kind == BLOCK_PARAGRAPH && names_page(&block->paragraph))
		return 0;

	while (asking && wants_along(asking) == 0 && between < LINES_AHEAD
	        && (asking->kind == BLOCK_PARAGRAPH || has_no_lines(asking))) {
		between += asking->kind == BLOCK_PARAGRAPH ? 1 : 0;
		asking = asking->next;
	}
	const size_t wanted = asking ? wants_along(asking) : 0;
	if (wanted <= between)
		return 0;
	size_t lines = 0;
	for (const struct block *at = next; at != asking && lines < wanted; at = at->next)
		lines += at->kind == BLOCK_PARAGRAPH ? count_lines(pager, at) : 0;
	return wanted > lines ? wanted - lines : 0;
}

/* Blocks */

/* The next page for what fits on one, but not below all that was placed and waits. */
static void make_room_for(struct pager *pager, const struct pieces *trial)
{
	pager_flush(pager, pieces_below(trial));
	if (!pager->cursor.fresh && !pager_holds(pager, trial)
	        && pieces_reach(trial, 0, trial->count) <= pager_height(pager))
		pager_turn_page(pager);
}

/* A paragraph that says its page's number is set only once it is known where it will stand. */
static void make_room(struct pager *pager, const struct paragraph *paragraph)
{
	struct pieces trial = { .arena = arena_new() };

	pieces_add_paragraph(&trial, &pager->quiet, paragraph, pager_measure(pager), NULL);
	make_room_for(pager, &trial);
	arena_free(trial.arena);
}

static void flow_pieces(struct pager *pager, const struct block *block)
{
	(void)pieces_add_block(&pager->pending, &pager->setting, block, pager_measure(pager), NULL);
	pieces_keep_last(&pager->pending, lines_along(pager, block));
	pager_settle(pager);
}

static void flow_paragraph(struct pager *pager, const struct block *block)
{
	if (pager->holding == 0 && names_page(&block->paragraph))
		make_room(pager, &block->paragraph);
	flow_pieces(pager, block);
}

/* Nothing parts a chart: one that is higher than a page stands on none. */
static void flow_chart(struct pager *pager, const struct block *block)
{
	struct setting *setting = &pager->setting;
	struct pieces trial = { .arena = arena_new() };

	(void)pieces_add_block(&trial, &pager->quiet, block, pager_measure(pager), NULL);
	const mpt height = pieces_height(&trial, 0, trial.count), room = pager_height(pager);
	arena_free(trial.arena);
	if (height > room) {
		setting->failed = true;
		diag_say(setting->diag, MSG_CHART_NO_ROOM, block->place,
		        arena_printf(setting->scratch, "%d", height / MPT_FROM_UM(1000)),
		        arena_printf(setting->scratch, "%d", room / MPT_FROM_UM(1000)));
	}
	flow_pieces(pager, block);
}

static void flow_page_break(struct pager *pager, const struct block *block)
{
	(void)block;
	pager_flush(pager, 0);
	pager->pending.gap = 0;
	pager->break_wanted = !pager->cursor.fresh;
}

static void measure_table(struct pager *pager, struct pieces *trial, const struct table *table)
{
	const struct table_style *style = table->style;

	pieces_add_room(trial, table_height(pager, table), table_hang(style), style->space_before,
	        style->space_after);
}

/* The blocks as pieces of their height, set to be measured only. */
static void measure_blocks(struct pager *pager, struct pieces *trial, const struct block *first)
{
	for (const struct block *block = first; block; block = block->next) {
		if (pieces_add_block(trial, &pager->quiet, block, pager_measure(pager), NULL))
			continue;
		if (block->kind == BLOCK_GROUP)
			measure_blocks(pager, trial, block->group.first);
		else if (block->kind == BLOCK_TABLE)
			measure_table(pager, trial, block->table);
	}
}

/* What stands below a table and takes rows of it along: its least part, and the spaces above it. */
static struct table_tail find_tail(struct pager *pager, const struct block *next)
{
	struct pieces trial = { .arena = arena_new() };
	struct table_tail tail = { .rows = 0 };

	for (; next && has_no_lines(next); next = next->next)
		trial.gap += next->kind == BLOCK_SPACE ? next->space : 0;
	if (next)
		tail.rows = wants_along(next);
	if (tail.rows > 0) {
		if (!pieces_add_block(&trial, &pager->quiet, next, pager_measure(pager), NULL))
			measure_blocks(pager, &trial, next->group.first);
		trial.count =
		        next->kind == BLOCK_PARAGRAPH ? pieces_atom_end(&trial, 0) : trial.count;
		tail.room = pieces_below(&trial);
	}
	arena_free(trial.arena);
	return tail;
}

static void flow_table(struct pager *pager, const struct block *block)
{
	const struct table_tail tail = find_tail(pager, block->next);

	table_flow(pager, block->table, &tail);
}

/* Whether all of the blocks become pieces that can wait for each other. */
static bool can_hold(const struct block *first)
{
	for (const struct block *block = first; block; block = block->next) {
		if (!conducts[block->kind].waits)
			return false;
		if (block->kind == BLOCK_GROUP && !can_hold(block->group.first))
			return false;
	}
	return true;
}

static void add_foot(struct pager *pager, const struct block *group)
{
	/* The list is short and lives as long as the marks. */
	pager->feet = arena_grow(pager->found->arena, pager->feet, &pager->foot_capacity,
	        pager->foot_count, sizeof(const struct block *));
	pager->feet[pager->foot_count++] = group;
}

static void flow_group(struct pager *pager, const struct block *block)
{
	const struct block *inside = block->group.first;

	if (block->group.at_foot) {
		add_foot(pager, block);
		return;
	}
	if (!can_hold(inside)) {
		struct pieces trial = { .arena = arena_new() };
		measure_blocks(pager, &trial, inside);
		make_room_for(pager, &trial);
		arena_free(trial.arena);
		flow_blocks(pager, inside);
		return;
	}
	const size_t first = pager->pending.count;
	pager->holding++;
	flow_blocks(pager, inside);
	pager->holding--;
	pieces_keep(&pager->pending, first);
	pieces_keep_last(&pager->pending, lines_along(pager, block));
	pager_settle(pager);
}

static void flow_contents(struct pager *pager, const struct block *block)
{
	struct setting *setting = &pager->setting;

	assert(pager->contents);
	const uint32_t outer = tagging_begin(setting, TAG_CONTENTS);
	for (size_t i = 0; i < pager->contents->count; i++) {
		const struct contents_entry *entry = &pager->contents->entries[i];
		if (entry->outline->level > block->contents.level)
			continue;
		const uint32_t list = tagging_begin(setting, TAG_CONTENTS_ITEM);
		(void)tagging_begin(setting, TAG_REFERENCE);
		contents_add_line(&pager->pending, setting, entry, block->contents.style,
		        pager_measure(pager));
		setting->within = list;
		pager_settle(pager);
	}
	setting->within = outer;
}

static void flow_block(struct pager *pager, const struct block *block)
{
	/* A foot group is marked where its section's feet are placed. */
	if (block->kind != BLOCK_GROUP || !block->group.at_foot)
		pieces_add_mark(&pager->pending, &block->outline);
	conducts[block->kind].flow(pager, block);
}

static void flow_blocks(struct pager *pager, const struct block *first)
{
	for (const struct block *block = first; block && !pager->stopped; block = block->next)
		flow_block(pager, block);
}

/* Sections */

/* A page of their own for the foot groups, on an even page when `even`. */
static void turn_to_foot(struct pager *pager, bool even)
{
	pager_close_page(pager);
	if (even && pager->page % 2 == 0)
		pager_blank_page(pager);
	pager_open_page(pager, true);
	if (even) /* GB/T 9704 7.5: such a page carries no number */
		pager_mute(pager);
}

/* Foot groups under each other, the last one's bottom edge on the type area's. */
static void place_feet(struct pager *pager)
{
	struct pieces trial = { .arena = arena_new() };
	bool even = false;

	for (size_t i = 0; i < pager->foot_count; i++) {
		measure_blocks(pager, &trial, pager->feet[i]->group.first);
		even = even || pager->feet[i]->group.even_page;
	}
	const mpt top = pager_height(pager) - pieces_reach(&trial, 0, trial.count);
	const bool fits = pager->cursor.fresh
	        || (trial.count > 0
	                && pager_piece_top(pager, &trial.items[0]) + trial.items[0].slack <= top);
	arena_free(trial.arena);
	if (!fits || (even && pager->page % 2 == 1))
		turn_to_foot(pager, even);
	pager->cursor = (struct cursor){ .y = top > 0 ? top : 0, .fresh = true };
	for (size_t i = 0; i < pager->foot_count; i++) {
		pieces_add_mark(&pager->pending, &pager->feet[i]->outline);
		flow_blocks(pager, pager->feet[i]->group.first);
	}
	pager_flush(pager, 0);
	pager->foot_count = 0;
}

static void check_regions(struct pager *pager)
{
	for (const struct running *running = pager->section->running; running;
	        running = running->next) {
		size_t i = 0;
		while (i < pager->section->master->region_count
		        && !text_equal(pager->section->master->regions[i].name, running->region))
			i++;
		if (i < pager->section->master->region_count)
			continue;
		diag_say(pager->setting.diag, MSG_RUNNING_REGION, pager->section->place,
		        running->region, pager->section->master->name);
		pager->setting.failed = true;
	}
}

/* How much would have to go, to the millimetre above. */
static void check_pages(struct pager *pager)
{
	const struct section *section = pager->section;
	const size_t pages = pager->page - pager->first_page + 1;
	const size_t most = (size_t)section->most_pages;

	if (most == 0 || pages <= most || pager->stopped)
		return;
	struct arena *arena = pager->setting.scratch;
	const int64_t over = (int64_t)(pages - most - 1) * pager_height(pager) + pager->cursor.y;
	diag_say(pager->setting.diag, MSG_SECTION_PAGES, section->place,
	        arena_printf(arena, "%zu", pages), arena_printf(arena, "%zu", most),
	        measure_millimetres(arena, over));
	pager->setting.failed = true;
}

/* The next section goes on below this one. */
static bool goes_on(const struct pager *pager, const struct section *section)
{
	const struct section *next = section->next;

	return next && next->start == START_HERE && next->master == section->master
	        && pager->foot_count == 0 && !pager->stopped;
}

static void flow_content(struct pager *pager, const struct section *section)
{
	flow_blocks(pager, section->first);
	pager->break_wanted = pager->break_wanted && pager->pending.count > 0;
	pager_flush(pager, 0);
	pager_place_marks(pager, pager->cursor.y);
	if (goes_on(pager, section)) {
		check_pages(pager);
		return;
	}
	pager->pending.gap = 0;
	if (pager->foot_count > 0)
		place_feet(pager);
	check_pages(pager);
	pager_close_page(pager);
}

static void flow_section(struct pager *pager, const struct section *section)
{
	const bool odd_next = pager->page % 2 == 0;

	pager->section = section;
	check_regions(pager);
	if (pager->canvas.arena) { /* the section before left it open for this one */
		pager->first_page = pager->page;
		flow_content(pager, section);
		return;
	}
	if ((section->start == START_ODD && !odd_next)
	        || (section->start == START_EVEN && odd_next))
		pager_blank_page(pager);
	pager->first_page = pager->page + 1;
	pager_open_page(pager, true);
	flow_content(pager, section);
}

static size_t page_of(void *context, const char *anchor)
{
	const struct pager *pager = context;

	return marks_page_of(pager->known, anchor);
}

static const char *said_by(void *context, const struct marked *marked)
{
	const struct pager *pager = context;

	return marks_said(pager->known, marked, pager->page);
}

static void flow_init(struct pager *pager, const struct pass *pass, struct diag *silence)
{
	*pager = (struct pager){
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
			.marked = said_by,
			.context = pager,
			.structure = pass->structure,
			.within = pass->structure ? TAG_ROOT : TAG_NONE,
		},
	};
	pager->quiet = pager->setting;
	pager->quiet.diag = silence;
	pager->quiet.scratch = arena_new();
	pager->quiet.structure = NULL;
	pager->quiet.within = TAG_PAGINATION;
}

bool flow_pass(const struct pass *pass)
{
	struct diag *silence = diag_new(&(struct diag_options){ .stream = NULL });
	struct pager pager;

	flow_init(&pager, pass, silence);
	for (const struct section *section = pass->document->first; section && !pager.stopped;
	        section = section->next)
		flow_section(&pager, section);
	pass->found->pages = pager.page;
	arena_free(pager.pending.arena);
	arena_free(pager.setting.scratch);
	arena_free(pager.quiet.scratch);
	diag_free(silence);
	return !pager.setting.failed && !pager.stopped;
}
