/*
 * Labels: words of a chart, set by the engine that sets paragraphs, and a free place for each.
 *
 * Owns what they may stand on: no label over another, over a mark or beyond the chart, and not on a
 * line as long as there is another place. Words of a chart are layout's own, as page numbers are:
 * the proof of lost words does not ask for them. What of its figures finds no place is said.
 */
#ifndef PAPER_LAYOUT_CHART_LABELS_H
#define PAPER_LAYOUT_CHART_LABELS_H

#include "paper/layout/chart/drawing.h"
#include "paper/layout/inline/line.h"

/* Between a label and what it belongs to. */
#define LABEL_GAP ((mpt)1500)

struct label {
	const struct line *lines;
	size_t count;
	mpt width, height;
	struct color color;
};

/* Words on one line, or in as many as `measure` makes (0: one). Missing glyphs are said at source.
 */
struct label labels_set(
        struct drawing *drawing, const char *words, struct place source, mpt measure);
/* Prints the label with its top left corner at a point; `end`: its lines are flush right. */
void labels_draw(struct drawing *drawing, const struct label *label, struct xy at, bool end);
/* Nothing is to be printed over a box; nothing had better be printed over a line. */
void labels_keep(struct drawing *drawing, struct box box);
void labels_avoid(struct drawing *drawing, struct xy from, struct xy to);
/* Whether the box is within the chart and meets nothing that was kept; `strict`: nor a line. */
bool labels_is_free(const struct drawing *drawing, struct box box, bool strict);
/* Prints the label at the first of the places that is free, on paper; which, -1: none is. */
int labels_place(
        struct drawing *drawing, const struct label *label, const struct xy *places, size_t count);
/* Notes that a figure found no place, and says so unless the drawing is mute. */
void labels_say_crowded(
        struct drawing *drawing, const char *name, const struct chart_figure *figure);

#endif
