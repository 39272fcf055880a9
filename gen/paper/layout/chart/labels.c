#include "paper/layout/chart/labels.h"

#include "paper/layout/inline/paragraph.h"

#include <assert.h>

/* Wider than any words of a chart. */
#define ONE_LINE ((mpt)100000000)

struct label labels_set(
        struct drawing *drawing, const char *words, struct place source, mpt measure)
{
	struct setting *setting = drawing->setting;
	struct paragraph_style *style = arena_alloc(setting->scratch, sizeof *style);
	struct inline_item *item = arena_alloc(setting->scratch, sizeof *item);

	*style = *drawing->style->label;
	style->align = ALIGN_START;
	style->indent_first = style->indent_left = style->indent_right = 0;
	*item = (struct inline_item){
		.kind = INLINE_TEXT,
		.link = "",
		.place = drawing->chart->place,
		.source = source,
		.text = { .words = words, .index = NO_TEXT },
	};
	const struct paragraph paragraph = { .style = style, .first = item };
	const struct lines lines =
	        paragraph_set(setting, &paragraph, measure > 0 ? measure : ONE_LINE);
	struct label label = { .lines = lines.lines,
		.count = lines.count,
		.height = lines.height,
		.color = style->color };
	for (size_t i = 0; i < lines.count; i++)
		label.width =
		        lines.lines[i].width > label.width ? lines.lines[i].width : label.width;
	return label;
}

void labels_draw(struct drawing *drawing, const struct label *label, struct xy at, bool end)
{
	for (size_t i = 0; i < label->count; i++) {
		const struct line *line = &label->lines[i];
		const mpt x = at.x + (end ? label->width - line->width : 0);
		for (size_t j = 0; j < line->op_count; j++) {
			struct op op = line->ops[j];
			assert(op.kind == OP_GLYPHS);
			op.run.x += x;
			op.run.y += at.y;
			op.color = label->color;
			drawing_add(drawing, op);
		}
		at.y += line->height;
	}
}

void labels_keep(struct drawing *drawing, struct box box)
{
	struct obstacles *all = &drawing->obstacles;

	all->boxes = arena_grow(drawing->setting->scratch, all->boxes, &all->box_capacity,
	        all->box_count, sizeof *all->boxes);
	all->boxes[all->box_count++] = box;
}

void labels_avoid(struct drawing *drawing, struct xy from, struct xy to)
{
	struct obstacles *all = &drawing->obstacles;

	all->lines = arena_grow(drawing->setting->scratch, all->lines, &all->line_capacity,
	        all->line_count, sizeof *all->lines);
	all->lines[all->line_count][0] = from;
	all->lines[all->line_count++][1] = to;
}

static bool boxes_meet(struct box a, struct box b)
{
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height
	        && b.y < a.y + a.height;
}

/* On which side of the line a point is: below 0, on it, above 0. */
static int64_t side(const struct xy line[2], mpt x, mpt y)
{
	return (int64_t)(line[1].x - line[0].x) * (y - line[0].y)
	        - (int64_t)(line[1].y - line[0].y) * (x - line[0].x);
}

/* A line meets a box when it meets its shadow on both axes and parts its corners. */
static bool line_meets(const struct xy line[2], struct box box)
{
	const mpt left = line[0].x < line[1].x ? line[0].x : line[1].x;
	const mpt right = line[0].x < line[1].x ? line[1].x : line[0].x;
	const mpt top = line[0].y < line[1].y ? line[0].y : line[1].y;
	const mpt bottom = line[0].y < line[1].y ? line[1].y : line[0].y;
	const mpt x = box.x + box.width, y = box.y + box.height;
	const int64_t sides[] = { side(line, box.x, box.y), side(line, x, box.y),
		side(line, box.x, y), side(line, x, y) };
	int below = 0, above = 0;

	if (right <= box.x || left >= x || bottom <= box.y || top >= y)
		return false;
	for (size_t i = 0; i < 4; i++) {
		below += sides[i] < 0 ? 1 : 0;
		above += sides[i] > 0 ? 1 : 0;
	}
	return below < 4 && above < 4;
}

bool labels_is_free(const struct drawing *drawing, struct box box, bool strict)
{
	const struct obstacles *all = &drawing->obstacles;
	const struct box wide = { box.x - LABEL_GAP / 2, box.y, box.width + LABEL_GAP, box.height };

	if (box.x < 0 || box.y < 0 || box.x + box.width > drawing->width
	        || box.y + box.height > drawing->height)
		return false;
	for (size_t i = 0; i < all->box_count; i++) {
		if (boxes_meet(all->boxes[i], box))
			return false;
	}
	for (size_t i = 0; strict && i < all->line_count; i++) {
		if (line_meets(all->lines[i], wide))
			return false;
	}
	return true;
}

/* On paper of its own, as high as its characters: lines end before it. */
static void print(struct drawing *drawing, const struct label *label, struct box box)
{
	const mpt spare = (drawing->line - drawing->em) / 2;

	drawing_box(drawing, COLOR_PAPER,
	        (struct box){ box.x, box.y + spare, box.width, box.height - 2 * spare });
	labels_draw(drawing, label, (struct xy){ box.x, box.y }, false);
	labels_keep(drawing,
	        (struct box){ box.x - LABEL_GAP, box.y, box.width + 2 * LABEL_GAP, box.height });
}

int labels_place(
        struct drawing *drawing, const struct label *label, const struct xy *places, size_t count)
{
	for (int strict = 1; strict >= 0; strict--) {
		for (size_t i = 0; i < count; i++) {
			const struct box box = { places[i].x, places[i].y, label->width,
				label->height };
			if (!labels_is_free(drawing, box, strict == 1))
				continue;
			print(drawing, label, box);
			return (int)i;
		}
	}
	return -1;
}

void labels_say_crowded(
        struct drawing *drawing, const char *name, const struct chart_figure *figure)
{
	struct setting *setting = drawing->setting;

	drawing->is_crowded = true;
	if (drawing->mute)
		return;
	diag_say(setting->diag, MSG_CHART_CROWDED, drawing->chart->place, figure->words, name,
	        place_format(setting->scratch, figure->source));
}
