/*
 * A chart being drawn: its operations from the top left corner of its box.
 *
 * Owns the turning of lines, dashes, hatches and marks into paths; knows neither figures nor where
 * anything belongs. Dashes and hatches are cut here, exactly, so that a back end decides nothing.
 */
#ifndef PAPER_LAYOUT_CHART_DRAWING_H
#define PAPER_LAYOUT_CHART_DRAWING_H

#include "paper/layout/inline/setting.h"
#include "paper/page/page.h"

struct xy {
	mpt x, y;
};

/* `dash`: length of a dash and of the room behind it; 0: an unbroken line. */
struct nib {
	struct color color;
	mpt width;
	mpt dash;
};

/* What nothing may be printed over, and what is better not. */
struct obstacles {
	struct box *boxes;
	size_t box_count, box_capacity;
	struct xy (*lines)[2];
	size_t line_count, line_capacity;
};

struct drawing {
	struct setting *setting; /* operations live in its arena, all else in its scratch */
	const struct chart *chart;
	const struct chart_style *style;
	mpt em, line; /* size and leading of labels */
	mpt width, height;
	bool again;      /* with more room: figures below the axis, words on both sides of bars */
	bool mute;       /* a trial: it is drawn again if it is crowded */
	bool is_crowded; /* some figure found no place */
	struct op *ops;
	size_t count, capacity;
	struct obstacles obstacles;
};

#define COLOR_PAPER ((struct color){ 255, 255, 255 })

/* One more operation. */
void drawing_add(struct drawing *drawing, struct op op);
/* A filled box; nothing when it is empty. */
void drawing_box(struct drawing *drawing, struct color color, struct box box);
/* A line through points; nothing where the nib has no width. */
void drawing_line(struct drawing *drawing, struct nib nib, const struct xy *points, size_t count);
/* The edge of a box, within it. */
void drawing_edge(struct drawing *drawing, struct nib nib, struct box box);
/* A box in a paint: its colour, hatch and edge. */
void drawing_paint(struct drawing *drawing, const struct paint_style *paint, struct box box);
/* A mark of the style's size about a point; hollow: an outline filled with paper. */
void drawing_mark(struct drawing *drawing, enum light_shape shape, struct color color, struct xy at,
        bool hollow);
/* A triangle whose tip is `at`, to say that a bar goes on there: upward or to the right. */
void drawing_pointer(struct drawing *drawing, struct color color, struct xy at, bool upward);

#endif
