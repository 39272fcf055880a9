/*
 * A bench for setting paragraphs in tests: one role, one style of 10 pt on 18 pt, fake metrics,
 * a sink that prints nothing. Change the style before setting.
 */
#ifndef KIT_TYPESETTING_H
#define KIT_TYPESETTING_H

#include "base/text.h"
#include "kit/fake_metrics.h"
#include "paper/layout/inline/paragraph.h"

#define EM 10000

struct typesetting {
	struct arena *arena;
	struct diag *diag;
	struct fake_metrics fake;
	struct metrics metrics;
	struct font_role role;
	struct stylesheet styles;
	struct paragraph_style style;
	struct setting setting;
};

void typesetting_init(struct typesetting *bench);
void typesetting_release(struct typesetting *bench);

/* A text item that lives in the bench. */
struct inline_item *typesetting_item(struct typesetting *bench, const char *words);
struct lines typesetting_set(struct typesetting *bench, const char *words, mpt measure);

/* The glyphs of a line's operation; an empty run when it is of another kind. */
const struct glyph_run *typesetting_run(const struct line *line, size_t index);
/* The characters of a line in order of their glyphs. */
void typesetting_words(const struct line *line, struct text *out);
/* All lines, each ended by | */
void typesetting_lines(const struct lines *lines, struct text *out);
/* A line a line: "[0 10000 20000] 一二三", x in mpt of every glyph. */
void typesetting_dump(const struct lines *lines, struct text *out);
/* The x of the n-th glyph of a line. */
mpt typesetting_x(const struct line *line, size_t index);

#endif
