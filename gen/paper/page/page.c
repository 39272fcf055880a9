/*
 * The display list as text, one line an operation: stable, so that goldens can be compared, and
 * readable, so that a person can check them. Black and zero are left out where they are the rule.
 */
#include "paper/page/page.h"

#include "base/utf8.h"

#include <inttypes.h>

static void dump_color(struct text *out, struct color color)
{
	if (color.red != 0 || color.green != 0 || color.blue != 0)
		text_printf(out, " color=#%02x%02x%02x", color.red, color.green, color.blue);
}

static void dump_codepoint(struct text *out, uint32_t codepoint)
{
	if (codepoint == 0 || utf8_is_control(codepoint))
		text_printf(out, "\\u{%" PRIX32 "}", codepoint);
	else
		text_add_codepoint(out, codepoint);
}

static void dump_glyphs(const struct op *op, struct text *out)
{
	const struct glyph_run *run = &op->run;
	mpt width = 0;

	if (run->count > 0) {
		const struct placed_glyph *last = &run->glyphs[run->count - 1];
		width = last->x + last->advance;
	}
	text_printf(out, " x=%" PRId32 " y=%" PRId32 " width=%" PRId32 " size=%" PRId32, run->x,
	        run->y, width, run->size);
	text_printf(out, " face=%u turn=%u", run->face, run->turn);
	if (run->embolden != 0)
		text_printf(out, " embolden=%u", run->embolden);
	dump_color(out, op->color);
	text_add(out, " “");
	for (size_t i = 0; i < run->count; i++) {
		dump_codepoint(out, run->glyphs[i].codepoint);
		if (run->glyphs[i].mark != 0)
			dump_codepoint(out, run->glyphs[i].mark);
	}
	text_add(out, "”");
}

static void add_box(const struct box *box, struct text *out)
{
	text_printf(out, " x=%" PRId32 " y=%" PRId32 " width=%" PRId32 " height=%" PRId32, box->x,
	        box->y, box->width, box->height);
}

static void dump_box(const struct op *op, struct text *out)
{
	add_box(&op->box, out);
	dump_color(out, op->color);
}

static void dump_path(const struct op *op, struct text *out)
{
	static const struct {
		char letter;
		int points;
	} verbs[] = {
		[PATH_MOVE] = { 'M', 1 },
		[PATH_LINE] = { 'L', 1 },
		[PATH_CURVE] = { 'C', 3 },
		[PATH_CLOSE] = { 'Z', 0 },
	};

	if (op->path.stroke)
		text_printf(out, " stroke=%" PRId32, op->path.line_width);
	dump_color(out, op->color);
	for (size_t i = 0; i < op->path.count; i++) {
		const struct path_step *step = &op->path.steps[i];
		text_printf(out, " %c", verbs[step->verb].letter);
		for (int j = 0; j < verbs[step->verb].points; j++)
			text_printf(out, "%s%" PRId32 ",%" PRId32, j > 0 ? " " : "", step->x[j],
			        step->y[j]);
	}
}

static void dump_image(const struct op *op, struct text *out)
{
	const struct placed_image *placed = &op->image;

	add_box(&placed->box, out);
	text_printf(out, " turn=%u %s %" PRIu32 "x%" PRIu32 " alt=“%s”", placed->turn,
	        placed->image->file, placed->image->width, placed->image->height, placed->alt);
}

static void dump_link(const struct op *op, struct text *out)
{
	add_box(&op->link.box, out);
	text_printf(out, " target=%s", op->link.target);
}

static void dump_picture(const struct op *op, struct text *out)
{
	add_box(&op->picture.box, out);
	text_printf(out, " ops=%zu “%s”", op->picture.count, op->picture.alt);
}

static void dump_op(const struct op *op, size_t number, struct text *out)
{
	static const struct {
		const char *name;
		void (*fields)(const struct op *op, struct text *out);
	} kinds[] = {
		[OP_GLYPHS] = { "glyphs", dump_glyphs },
		[OP_BOX] = { "box", dump_box },
		[OP_PATH] = { "path", dump_path },
		[OP_IMAGE] = { "image", dump_image },
		[OP_LINK] = { "link", dump_link },
		[OP_PICTURE] = { "picture", dump_picture },
	};

	text_printf(out, "%s %zu", kinds[op->kind].name, number);
	kinds[op->kind].fields(op, out);
	text_add_char(out, '\n');
}

void page_dump(const struct page *page, struct text *out)
{
	text_printf(out, "page %zu width=%" PRId32 " height=%" PRId32 "%s\n", page->number,
	        page->width, page->height, page->blank ? " blank" : "");
	for (size_t i = 0; i < page->op_count; i++)
		dump_op(&page->ops[i], page->number, out);
}

static bool dump_page(void *context, const struct page *page)
{
	page_dump(page, context);
	return true;
}

static bool dump_finish(void *context, const struct anchor *anchors, size_t anchor_count,
        const struct bookmark *bookmarks, size_t bookmark_count)
{
	struct text *out = context;

	for (size_t i = 0; i < anchor_count; i++)
		text_printf(out, "anchor %zu y=%" PRId32 " #%s\n", anchors[i].page, anchors[i].y,
		        anchors[i].name);
	for (size_t i = 0; i < bookmark_count; i++)
		text_printf(out, "bookmark %zu y=%" PRId32 " level=%d “%s”\n", bookmarks[i].page,
		        bookmarks[i].y, bookmarks[i].level, bookmarks[i].title);
	return true;
}

struct page_sink page_dump_sink(struct text *out)
{
	return (struct page_sink){ .context = out, .page = dump_page, .finish = dump_finish };
}

static bool page_to_both(void *context, const struct page *page)
{
	const struct page_pair *pair = context;

	return pair->first.page(pair->first.context, page)
	        && pair->second.page(pair->second.context, page);
}

static bool finish_both(void *context, const struct anchor *anchors, size_t anchor_count,
        const struct bookmark *bookmarks, size_t bookmark_count)
{
	const struct page_pair *pair = context;

	return pair->first.finish(
	               pair->first.context, anchors, anchor_count, bookmarks, bookmark_count)
	        && pair->second.finish(
	                pair->second.context, anchors, anchor_count, bookmarks, bookmark_count);
}

struct page_sink page_pair_sink(struct page_pair *pair)
{
	return (struct page_sink){ .context = pair, .page = page_to_both, .finish = finish_both };
}
