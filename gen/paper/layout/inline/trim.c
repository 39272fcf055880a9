#include "paper/layout/inline/trim.h"

#include <string.h>

/* From the line's top to the top and the bottom of its ink; false when it has none. */
static bool find_ink(const struct metrics *metrics, const struct line *line, mpt edges[2])
{
	bool found = false;

	for (size_t i = 0; i < line->op_count; i++) {
		const struct glyph_run *run = &line->ops[i].run;
		if (line->ops[i].kind != OP_GLYPHS)
			continue;
		for (size_t j = 0; j < run->count; j++) {
			const struct glyph glyph = { .face = run->face,
				.embolden = run->embolden,
				.id = run->glyphs[j].id };
			struct reach ink;
			if (!metrics->ink(metrics->context, &glyph, run->size, &ink))
				continue;
			const mpt top = run->y - ink.above, bottom = run->y + ink.below;
			edges[0] = !found || top < edges[0] ? top : edges[0];
			edges[1] = !found || bottom > edges[1] ? bottom : edges[1];
			found = true;
		}
	}
	return found;
}

static void raise_path(struct arena *arena, struct path *path, mpt by)
{
	struct path_step *steps = arena_alloc_array(arena, path->count, sizeof *steps);

	for (size_t i = 0; i < path->count; i++) {
		steps[i] = path->steps[i];
		for (int j = 0; j < 3; j++)
			steps[i].y[j] -= by;
	}
	path->steps = steps;
}

static void raise(struct arena *arena, struct line *line, mpt by)
{
	struct op *ops = arena_alloc_array(arena, line->op_count, sizeof *ops);

	memcpy(ops, line->ops, line->op_count * sizeof *ops);
	for (size_t i = 0; i < line->op_count; i++) {
		switch (ops[i].kind) {
		case OP_GLYPHS:
			ops[i].run.y -= by;
			break;
		case OP_BOX:
			ops[i].box.y -= by;
			break;
		case OP_PATH:
			raise_path(arena, &ops[i].path, by);
			break;
		case OP_LINK:
			ops[i].link.box.y -= by;
			break;
		case OP_PICTURE:
			ops[i].picture.box.y -= by;
			break;
		}
	}
	line->ops = ops;
	line->height -= by;
}

void trim_line(const struct setting *setting, struct line *line, bool top, bool bottom)
{
	mpt edges[2] = { 0, 0 };

	if (!setting->metrics->ink || !find_ink(setting->metrics, line, edges))
		return;
	if (bottom)
		line->height = edges[1];
	if (top)
		raise(setting->arena, line, edges[0]);
}
