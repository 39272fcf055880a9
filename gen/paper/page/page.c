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
	mpt width = 0;

	if (op->glyph_count > 0) {
		const struct placed_glyph *last = &op->glyphs[op->glyph_count - 1];
		width = last->x + last->advance;
	}
	text_printf(out, " x=%" PRId32 " y=%" PRId32 " width=%" PRId32 " size=%" PRId32, op->x,
	        op->y, width, op->size);
	text_printf(out, " face=%u turn=%u", op->face, op->turn);
	if (op->embolden != 0)
		text_printf(out, " embolden=%u", op->embolden);
	dump_color(out, op->color);
	text_add(out, " “");
	for (size_t i = 0; i < op->glyph_count; i++) {
		dump_codepoint(out, op->glyphs[i].codepoint);
		if (op->glyphs[i].mark != 0)
			dump_codepoint(out, op->glyphs[i].mark);
	}
	text_add(out, "”");
}

static void dump_box(const struct op *op, struct text *out)
{
	text_printf(out, " x=%" PRId32 " y=%" PRId32 " width=%" PRId32 " height=%" PRId32, op->x,
	        op->y, op->width, op->height);
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

	if (op->stroke)
		text_printf(out, " stroke=%" PRId32, op->line_width);
	dump_color(out, op->color);
	for (size_t i = 0; i < op->step_count; i++) {
		const struct path_step *step = &op->steps[i];
		text_printf(out, " %c", verbs[step->verb].letter);
		for (int j = 0; j < verbs[step->verb].points; j++)
			text_printf(out, "%s%" PRId32 ",%" PRId32, j > 0 ? " " : "", step->x[j],
			        step->y[j]);
	}
}

static void dump_op(const struct op *op, size_t number, struct text *out)
{
	static const char *const names[] = {
		[OP_GLYPHS] = "glyphs", [OP_BOX] = "box", [OP_PATH] = "path", [OP_LINK] = "link"
	};

	text_printf(out, "%s %zu", names[op->kind], number);
	switch (op->kind) {
	case OP_GLYPHS:
		dump_glyphs(op, out);
		break;
	case OP_BOX:
		dump_box(op, out);
		dump_color(out, op->color);
		break;
	case OP_PATH:
		dump_path(op, out);
		break;
	case OP_LINK:
		dump_box(op, out);
		text_printf(out, " target=%s", op->target);
		break;
	}
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
