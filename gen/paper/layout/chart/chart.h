/*
 * Charts: data of the document tree as operations of one unbreakable piece.
 *
 * Owns what all kinds share: the room, the frame of a chart without data, the words for those who
 * do not see it. Positions are whole mpt worked out from exact decimals.
 */
#ifndef PAPER_LAYOUT_CHART_CHART_H
#define PAPER_LAYOUT_CHART_CHART_H

#include "paper/layout/inline/setting.h"
#include "paper/page/page.h"

/* Operations from the chart's top left corner, an OP_PICTURE of all others first. */
struct chart_drawing {
	const struct op *ops;
	size_t op_count;
	mpt height;
};

/*
 * Draws a chart as wide as its style says, or as `measure`; in the setting's arena. CHART_NO_ROOM,
 * CHART_SMALL and missing glyphs are said with setting->failed, CHART_CROWDED without.
 */
struct chart_drawing chart_draw(struct setting *setting, const struct chart *chart, mpt measure);

#endif
