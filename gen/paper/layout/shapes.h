/*
 * Shapes: progress bars, lights and images as boxes, paths and images. Knows the em box they stand
 * in, no text.
 */
#ifndef PAPER_LAYOUT_SHAPES_H
#define PAPER_LAYOUT_SHAPES_H

#include "base/arena.h"
#include "paper/page/page.h"

#define SHAPE_OPS_MAX   3
#define SHAPE_STEPS_MAX 6

/* Room on the line for an item at a character size; 0: it is no shape, or none is to be seen. */
mpt shapes_width(const struct inline_item *item, mpt size);
/* The height that a line must have for the item; 0: it takes that of the text. */
mpt shapes_height(const struct inline_item *item);

/*
 * The operations of a bar, light or image of `width`, its left edge at x, its middle at
 * the height y; returns how many of SHAPE_OPS_MAX were written. Paths live in the arena.
 */
size_t shapes_draw(struct arena *arena, const struct inline_item *item, const mpt box[3],
        struct op ops[SHAPE_OPS_MAX]);

/* The closed outline of a shape in a box as wide as high; returns how many steps were written. */
size_t shapes_outline(
        struct path_step steps[SHAPE_STEPS_MAX], enum light_shape shape, const mpt box[3]);

/* Indices of `box`. */
enum shape_box { SHAPE_X, SHAPE_MIDDLE, SHAPE_WIDTH };

#endif
