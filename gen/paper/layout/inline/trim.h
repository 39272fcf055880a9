/*
 * Trim: lines cut to their ink, for what the standard places by its 上边缘, not by its line.
 */
#ifndef PAPER_LAYOUT_INLINE_TRIM_H
#define PAPER_LAYOUT_INLINE_TRIM_H

#include "paper/layout/inline/line.h"
#include "paper/layout/inline/setting.h"

/*
 * The line's top edge becomes that of its ink when `top`, its bottom edge likewise when `bottom`.
 * A line without ink, or one of which the metrics do not tell it, stays as it is.
 */
void trim_line(const struct setting *setting, struct line *line, bool top, bool bottom);

#endif
