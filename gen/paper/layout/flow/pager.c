/*
 * Pieces gather in `pending` until a break is welcome after the last one; such a run (an atom) is
 * placed where it fits, else on the next page. An atom higher than a page is broken after the
 * piece that minds it least.
 */
#include "paper/layout/flow/pager.h"

#include <assert.h>
#include <string.h>

/* The style of the line above the notes. */
#define NOTE_RULE  "note"
#define LINES_KEPT ((size_t)256 * 1024)

/* The page */

static const struct page_master *master(const struct pager *pager)
{
	return pager->section->master;
}

mpt pager_measure(const struct pager *pager)
{
	return master(pager)->area_width;
}

static mpt height_with_notes(const struct pager *pager)
{
	return master(pager)->area_height - pager->running.top - pager->running.bottom;
}

mpt pager_height(const struct pager *pager)
{
	return height_with_notes(pager) - pager->note_height;
}

/* The type area, before running texts take of it. */
static struct box type_area(const struct pager *pager)
{
	const struct page_master *page = master(pager);
	const enum binding over = pager->page % 2 == 0 ? page->binding : BINDING_NONE;
	const mpt left =
	        over == BINDING_LEFT ? page->width - page->left - page->area_width : page->left;
	const mpt top =
	        over == BINDING_TOP ? page->height - page->top - page->area_height : page->top;

	return (struct box){
		.x = left, .y = top, .width = page->area_width, .height = page->area_height
	};
}

struct spot pager_spot(const struct pager *pager, mpt x, mpt y)
{
	const struct box area = type_area(pager);

	return (struct spot){ .x = area.x + x, .y = area.y + pager->running.top + y };
}

void pager_open_page(struct pager *pager, bool hard)
{
	assert(pager->section);
	pager->page++;
	canvas_open(&pager->canvas);
	pager->cursor = (struct cursor){ .fresh = true, .hard = hard };
	pager->notes = NULL;
	pager->note_count = 0;
	pager->note_capacity = 0;
	pager->note_height = 0;
	pager->mute = false;
	pager->break_wanted = false;
	pager->setting.page = pager->page;
	pager->quiet.page = pager->page;
	pager->setting.room = 0; /* what runs is no part of the body */
	const uint32_t outer = pager->setting.within;
	pager->setting.within = TAG_PAGINATION;
	pager->running = running_set(&pager->setting,
	        &(struct running_order){ .section = pager->section,
	                .arena = pager->canvas.arena,
	                .area = type_area(pager),
	                .odd = pager->page % 2 == 1,
	                .first = pager->page == pager->first_page });
	pager->setting.room = pager_height(pager);
	pager->setting.within = outer;
}

void pager_mute(struct pager *pager)
{
	assert(pager->cursor.fresh);
	pager->mute = true;
	pager->running = (struct running_page){ .count = 0 };
}

/* Notes */

/* The line above the notes, which a style sheet need not have. */
static const struct rule_style *note_rule(const struct pager *pager)
{
	return style_lookup(pager->document->styles, STYLE_RULE, NOTE_RULE);
}

/* What parts the first note of a page from the body. */
static mpt note_gap(const struct pager *pager)
{
	const struct rule_style *rule = note_rule(pager);

	return rule ? rule->space_before + rule->thickness + rule->space_after : 0;
}

/* What the notes of a piece take of the page. */
static mpt note_room(const struct pager *pager, const struct piece *piece, bool first)
{
	if (!piece->notes)
		return 0;
	return piece->note_height + (first ? note_gap(pager) : 0);
}

static void take_notes(struct pager *pager, const struct piece *piece)
{
	pager->note_height += note_room(pager, piece, pager->note_count == 0);
	for (const struct note_lines *note = piece->notes; note; note = note->next) {
		pager->notes = arena_grow(pager->canvas.arena, pager->notes, &pager->note_capacity,
		        pager->note_count, sizeof(const struct note_lines *));
		pager->notes[pager->note_count++] = note;
	}
}

static void place_note_rule(struct pager *pager)
{
	const struct rule_style *rule = note_rule(pager);
	const mpt top = pager_height(pager) + (rule ? rule->space_before : 0);
	struct spot spot = pager_spot(pager, 0, top);

	if (!rule)
		return;
	const struct op op = {
		.kind = OP_BOX,
		.color = rule->color,
		.box = { .x = spot.x,
		        .y = spot.y,
		        .width = rule->width > 0 ? rule->width : pager_measure(pager),
		        .height = rule->thickness },
	};
	canvas_box(&pager->canvas, LAYER_INK, &op);
}

/* The last one's bottom edge on the type area's. */
static void place_notes(struct pager *pager)
{
	mpt y = pager_height(pager) + note_gap(pager);

	if (pager->note_count == 0)
		return;
	place_note_rule(pager);
	for (size_t i = 0; i < pager->note_count; i++) {
		const struct lines *lines = &pager->notes[i]->lines;
		for (size_t j = 0; j < lines->count; j++) {
			const struct line *line = &lines->lines[j];
			canvas_place(
			        &pager->canvas, line->ops, line->op_count, pager_spot(pager, 0, y));
			y += line->height;
		}
	}
}

void pager_close_page(struct pager *pager)
{
	place_notes(pager);
	running_place(&pager->running, &pager->canvas);
	struct page page = {
		.number = pager->page,
		.width = master(pager)->width,
		.height = master(pager)->height,
		.blank = pager->mute,
		.structure = pager->setting.structure,
	};
	canvas_finish(&pager->canvas, &page);
	if (pager->proof && !proof_page(pager->proof, &page))
		pager->setting.failed = true;
	if (pager->sink && !pager->stopped)
		pager->stopped = !pager->sink->page(pager->sink->context, &page);
	canvas_close(&pager->canvas);
}

void pager_blank_page(struct pager *pager)
{
	pager_open_page(pager, true);
	pager_mute(pager);
	pager_close_page(pager);
}

void pager_turn_page(struct pager *pager)
{
	pager_close_page(pager);
	pager_open_page(pager, false);
}

static void obey_break(struct pager *pager)
{
	if (!pager->break_wanted)
		return;
	pager_close_page(pager);
	pager_open_page(pager, true);
}

void pager_mark(struct pager *pager, const struct outline *outline, mpt y)
{
	const mpt on_page = pager_spot(pager, 0, y).y;
	const char *anchor = outline->anchor;

	assert(pager->canvas.arena);
	if (anchor[0] == '\0' && pager->contents)
		anchor = contents_anchor(pager->contents, outline);
	if (outline->mark)
		marks_add_said(pager->found,
		        &(struct said_mark){ outline->mark, outline->marked, pager->page });
	if (anchor[0] != '\0')
		marks_add_anchor(pager->found, anchor, pager->page, on_page);
	if (outline->bookmark[0] == '\0')
		return;
	marks_add_bookmark(pager->found,
	        &(struct bookmark){ .title = outline->bookmark,
	                .level = outline->level,
	                .page = pager->page,
	                .y = on_page });
}

static void place_marks(struct pager *pager, const struct mark *marks, mpt y)
{
	if (!marks)
		return;
	place_marks(pager, marks->next, y); /* the outer block was met first and stands last */
	pager_mark(pager, marks->outline, y);
}

void pager_place_marks(struct pager *pager, mpt y)
{
	place_marks(pager, pager->pending.marks, y);
	pager->pending.marks = NULL;
}

/* Pieces onto pages */

static mpt piece_top(const struct cursor *cursor, const struct piece *piece)
{
	mpt top = cursor->y;

	if (!cursor->fresh)
		top += cursor->after + piece->before + piece->gap;
	else
		top += (cursor->hard ? piece->gap : 0) - piece->slack;
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
static size_t count_fitting(const struct pager *pager, size_t first, size_t last, mpt extra)
{
	struct cursor cursor = pager->cursor;
	bool noted = pager->note_count > 0;
	mpt notes = 0;

	for (size_t i = first; i < last; i++) {
		const struct piece *piece = &pager->pending.items[i];
		advance(&cursor, piece);
		notes += note_room(pager, piece, !noted);
		noted = noted || piece->notes;
		const bool followed = i + 1 == last && extra > 0;
		const mpt below =
		        followed ? cursor.after + pager->pending.gap + extra : -piece->slack;
		if (cursor.y + below > pager_height(pager) - notes)
			return i - first;
	}
	return last - first;
}

static void place_piece(struct pager *pager, const struct piece *piece)
{
	const mpt top = piece_top(&pager->cursor, piece);

	const struct spot spot = pager_spot(pager, 0, top);

	pieces_fill(piece, &pager->canvas, pager_measure(pager), spot);
	canvas_place(&pager->canvas, piece->ops, piece->op_count, spot);
	place_marks(pager, piece->marks, top);
	take_notes(pager, piece);
	advance(&pager->cursor, piece);
}

/* The end of the part of `first` … `first + fitting - 1` after which a break hurts least. */
static size_t best_break(const struct pager *pager, size_t first, size_t fitting)
{
	size_t best = first + fitting;

	for (size_t i = first + fitting; i > first; i--) {
		if (pager->pending.items[i - 1].rank < pager->pending.items[best - 1].rank)
			best = i;
	}
	return best;
}

/* An atom that is higher than a page, from the top of a page on. */
static void place_broken(struct pager *pager, size_t first, size_t last, mpt extra)
{
	while (first < last) {
		const size_t fitting = count_fitting(pager, first, last, extra);
		size_t end = first + fitting;
		if (fitting > 0 && end < last)
			end = best_break(pager, first, fitting);
		if (fitting == 0 && pager->cursor.fresh)
			end = first + 1; /* nothing can make it fit: the proof will tell */
		for (size_t i = first; i < end; i++)
			place_piece(pager, &pager->pending.items[i]);
		first = end;
		if (first < last)
			pager_turn_page(pager);
	}
}

static void place_atom(struct pager *pager, size_t first, size_t last, mpt extra)
{
	if (count_fitting(pager, first, last, extra) < last - first && !pager->cursor.fresh)
		pager_turn_page(pager);
	if (count_fitting(pager, first, last, extra) < last - first) {
		place_broken(pager, first, last, extra);
		return;
	}
	for (size_t i = first; i < last; i++)
		place_piece(pager, &pager->pending.items[i]);
}

/* Forgets the first `count` pieces; their lines live on as long as the page needs them. */
static void drop_pieces(struct pager *pager, size_t count)
{
	struct pieces *pending = &pager->pending;

	assert(count <= pending->count);
	pending->count -= count;
	if (pending->count > 0 && count > 0)
		memmove(pending->items, pending->items + count,
		        pending->count * sizeof *pending->items);
	if (pending->count > 0 || pending->marks || arena_used(pending->arena) < LINES_KEPT)
		return;
	canvas_adopt(&pager->canvas, pending->arena);
	*pending = (struct pieces){ .arena = arena_new(), .gap = pending->gap };
}

/* Fills one page from the top with an atom that is higher and not complete yet: where it stopped.
 */
static size_t place_page(struct pager *pager, size_t first, size_t last)
{
	if (!pager->cursor.fresh)
		pager_turn_page(pager);
	const size_t fitting = count_fitting(pager, first, last, 0);
	const size_t end = fitting > 0 ? best_break(pager, first, fitting) : first + 1;
	for (size_t i = first; i < end; i++)
		place_piece(pager, &pager->pending.items[i]);
	pager_turn_page(pager);
	return end;
}

/* Places what can be placed; an atom that may go on waits, unless it is higher than a page. */
void pager_settle(struct pager *pager)
{
	const struct pieces *pending = &pager->pending;
	size_t first = 0;

	if (pager->holding > 0 || pending->count == 0)
		return;
	obey_break(pager);
	while (first < pending->count) {
		const size_t end = pieces_atom_end(pending, first);
		if (pending->items[end - 1].rank == BREAK_WELCOME) {
			place_atom(pager, first, end, 0);
			first = end;
		} else if (pieces_reach(pending, first, end) > pager_height(pager)) {
			first = place_page(pager, first, end);
		} else {
			break;
		}
	}
	drop_pieces(pager, first);
}

void pager_flush(struct pager *pager, mpt extra)
{
	const struct pieces *pending = &pager->pending;

	assert(pager->holding == 0);
	obey_break(pager);
	for (size_t first = 0; first < pending->count;) {
		const size_t end = pieces_atom_end(pending, first);
		const bool kept =
		        end == pending->count && pending->items[end - 1].rank != BREAK_WELCOME;
		place_atom(pager, first, end, kept ? extra : 0);
		first = end;
	}
	drop_pieces(pager, pending->count);
}

mpt pager_piece_top(const struct pager *pager, const struct piece *piece)
{
	return piece_top(&pager->cursor, piece);
}

bool pager_holds(const struct pager *pager, const struct pieces *trial)
{
	struct cursor cursor = pager->cursor;

	for (size_t i = 0; i < trial->count; i++) {
		struct piece piece = trial->items[i];
		piece.gap += i == 0 ? pager->pending.gap : 0;
		advance(&cursor, &piece);
		if (cursor.y - piece.slack > pager_height(pager))
			return false;
	}
	return true;
}

mpt pager_top(const struct pager *pager, mpt before)
{
	const struct piece piece = { .before = before, .gap = pager->pending.gap };

	return pager_piece_top(pager, &piece);
}
