#include "paper/layout/inline/trim.h"

#include <string.h>

/* From the line's top to the top and the bottom of its ink. */
struct ink_edges {
	bool found;
	mpt top, bottom;
};

static void widen(struct ink_edges *edges, mpt top, mpt bottom)
{
	edges->top = !edges->found || top < edges->top ? top : edges->top;
	edges->bottom = !edges->found || bottom > edges->bottom ? bottom : edges->bottom;
	edges->found = true;
}

static void add_run(
        const struct metrics *metrics, const struct glyph_run *run, struct ink_edges *edges)
{
	for (size_t i = 0; i < run->count; i++) {
		const struct glyph glyph = {
			.face = run->face, .embolden = run->embolden, .id = run->glyphs[i].id
		};
		struct reach ink;
		if (metrics->ink(metrics->context, &glyph, run->size, &ink))
			widen(edges, run->y - ink.above, run->y + ink.below);
	}
}

static struct ink_edges find_ink(const struct metrics *metrics, const struct line *line)
{
	struct ink_edges edges = { .found = false };

	for (size_t i = 0; i < line->op_count; i++) {
		const struct op *op = &line->ops[i];
		if (op->kind == OP_GLYPHS)
			add_run(metrics, &op->run, &edges);
		else if (op->kind == OP_IMAGE)
			widen(&edges, op->image.box.y, op->image.box.y + op->image.box.height);
	}
	return edges;
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
		case OP_IMAGE:
			ops[i].image.box.y -= by;
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
	if (!setting->metrics->ink)
		return;
	const struct ink_edges edges = find_ink(setting->metrics, line);
	if (!edges.found)
		return;
	if (bottom)
		line->height = edges.bottom;
	if (top)
		raise(setting->arena, line, edges.top);
}
