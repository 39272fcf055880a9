/*
 * The canvas: one page under construction. Owns the operations placed so far and the arenas of the
 * text they point to, until the page is handed over; knows nothing of what the operations mean.
 */
#ifndef PAPER_LAYOUT_CANVAS_H
#define PAPER_LAYOUT_CANVAS_H

#include "base/arena.h"
#include "paper/page/page.h"

/* Fills lie below everything else, whenever they are placed. */
enum canvas_layer { LAYER_FILL, LAYER_INK, LAYER_COUNT };

struct op_list {
	struct op *ops;
	size_t count, capacity;
};

/* A place among the ink that was kept free: what is placed there comes before ink item `at`. */
struct canvas_slot {
	size_t at;
	struct op_list ops;
};

/*
 * Open from canvas_open to canvas_close; only an open canvas may be drawn on. It owns the adopted
 * arenas. Each of LAYER_FILL's operations is an OP_BOX that is not empty.
 */
struct canvas {
	struct arena *arena; /* operations; NULL when no page is open */
	struct op_list layers[LAYER_COUNT];
	struct canvas_slot *slots; /* `at` ascends */
	size_t slot_count, slot_capacity;
	size_t slot; /* where canvas_place puts ink: number of a slot, from 1; 0: behind all */
	bool again;  /* what is placed has been said before: it is no part of the structure */
	struct arena **adopted; /* freed with the canvas */
	size_t adopted_count, adopted_capacity;
};

/* Where the operations of a line go: its origin, and quarter turns clockwise about it. */
struct spot {
	mpt x, y;
	int turn;
};

void canvas_open(struct canvas *canvas);
/* Frees the page's memory; accepts a closed canvas. */
void canvas_close(struct canvas *canvas);
/* `arena` lives until the canvas closes: what was placed points into it. Accepts NULL. */
void canvas_adopt(struct canvas *canvas, struct arena *arena);
/* The box, given from the spot's origin, where it comes to lie on the page. */
void canvas_turn_box(struct spot spot, struct box *box);
/*
 * Keeps a place free before all ink that is still to come: its number, for canvas_place between
 * canvas_enter of it and of 0. Ink is read in its order, and what heads a group is placed last.
 */
size_t canvas_reserve(struct canvas *canvas);
void canvas_enter(struct canvas *canvas, size_t slot);
/* Copies operations, moved and turned; glyphs and targets are pointed to, not copied. */
void canvas_place(struct canvas *canvas, const struct op *ops, size_t count, struct spot spot);
/* An OP_BOX where it stands on the page; nothing for an empty one. */
void canvas_box(struct canvas *canvas, enum canvas_layer layer, const struct op *op);
/* Sets the page's operations to all layers, bottom first. */
void canvas_finish(struct canvas *canvas, struct page *page);

#endif
