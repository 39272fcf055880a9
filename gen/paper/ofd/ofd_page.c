#include "paper/ofd/ofd_page.h"

#include "base/utf8.h"
#include "paper/ofd/ofd_xml.h"

#include <inttypes.h>

/* The em box about the baseline, thousandths of the size: what a run's boundary is made of. */
#define ASCENT  880
#define DESCENT 120

struct page_writer {
	struct ofd_shared *shared;
	struct ofd_page *page;
	bool keeps_words;
};

static unsigned next_id(struct ofd_shared *shared)
{
	return ++shared->last_id;
}

/* The identifier of the face's file; ofd_fonts_use has seen the face. */
static unsigned font_id(struct ofd_shared *shared, size_t face)
{
	const size_t number = ofd_fonts_number(shared->fonts, face);

	while (shared->font_count <= number) {
		shared->font_ids = arena_grow(shared->arena, shared->font_ids,
		        &shared->font_capacity, shared->font_count, sizeof *shared->font_ids);
		shared->font_ids[shared->font_count++] = next_id(shared);
	}
	return shared->font_ids[number];
}

static unsigned image_id(struct ofd_shared *shared, const struct image *image)
{
	for (size_t i = 0; i < shared->image_count; i++)
		if (shared->images[i] == image)
			return shared->image_ids[i];
	shared->images = arena_grow(shared->arena, shared->images, &shared->image_capacity,
	        shared->image_count, sizeof(const struct image *));
	shared->image_ids = arena_grow(shared->arena, shared->image_ids, &shared->image_id_capacity,
	        shared->image_count, sizeof *shared->image_ids);
	shared->images[shared->image_count] = image;
	return shared->image_ids[shared->image_count++] = next_id(shared);
}

static void begin_object(struct page_writer *writer, const char *name)
{
	text_printf(&writer->page->body, "<ofd:%s ID=\"%u\" Boundary=\"", name,
	        next_id(writer->shared));
}

/* Glyphs that no character leads to, from *at to the next that one does. */
static void write_transform(struct page_writer *writer, const struct glyph_run *run,
        const bool *plain, size_t *at, size_t *code)
{
	struct ofd_page *page = writer->page;
	struct text *out = &page->body;
	size_t end = *at, codes = 0;

	for (; end < run->count && !plain[end]; end++)
		codes += run->glyphs[end].mark ? 2 : 1;
	text_printf(out,
	        "<ofd:CGTransform CodePosition=\"%zu\" CodeCount=\"%zu\" "
	        "GlyphCount=\"%zu\"><ofd:Glyphs>",
	        *code, codes, end - *at);
	*code += codes;
	for (const size_t first = *at; *at < end; ++*at) {
		page->open = arena_grow(writer->shared->arena, page->open, &page->open_capacity,
		        page->open_count, sizeof *page->open);
		text_add(out, *at > first ? " " : "");
		page->open[page->open_count++] = (struct ofd_open_glyph){
			.offset = out->length, .face = run->face, .glyph = run->glyphs[*at].id
		};
	}
	text_add(out, "</ofd:Glyphs></ofd:CGTransform>");
}

static void write_transforms(
        struct page_writer *writer, const struct glyph_run *run, const bool *plain)
{
	size_t code = 0;

	for (size_t i = 0; i < run->count;) {
		if (!plain[i]) {
			write_transform(writer, run, plain, &i, &code);
			continue;
		}
		code++;
		i++;
	}
}

/* Of glyph `i` to the next. */
static int64_t delta_of(const struct glyph_run *run, size_t i)
{
	return ofd_xml_micron(run->glyphs[i + 1].x) - ofd_xml_micron(run->glyphs[i].x);
}

static void write_delta(struct text *out, int64_t delta, size_t times)
{
	if (times > 2)
		text_printf(out, "g %zu ", times);
	for (size_t i = 0; i < (times > 2 ? 1 : times); i++) {
		ofd_xml_number(out, delta);
		text_add_char(out, ' ');
	}
}

/*
 * From the origin of one character to the next; repeated ones are counted: "g 3 5.556". The second
 * character of a glyph that says two stands where the first does.
 */
static void write_deltas(struct text *out, const struct glyph_run *run)
{
	const size_t last = run->count - 1;

	text_add(out, " DeltaX=\"");
	for (size_t i = 0; i <= last;) {
		size_t times = 1;
		if (run->glyphs[i].mark)
			write_delta(out, 0, 1);
		if (i == last)
			break;
		while (i + times < last && !run->glyphs[i + times].mark
		        && delta_of(run, i + times) == delta_of(run, i))
			times++;
		write_delta(out, delta_of(run, i), times);
		i += times;
	}
	out->bytes[out->length - 1] = '"';
}

static void add_words(struct text *out, const struct glyph_run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		text_add_codepoint(out, run->glyphs[i].codepoint);
		if (run->glyphs[i].mark)
			text_add_codepoint(out, run->glyphs[i].mark);
	}
}

static void keep_words(struct page_writer *writer, const char *words)
{
	struct ofd_page *page = writer->page;

	if (!writer->keeps_words)
		return;
	page->words = arena_grow(writer->shared->arena, page->words, &page->word_capacity,
	        page->word_count, sizeof *page->words);
	page->words[page->word_count++] = (struct ofd_words){ .id = writer->shared->last_id,
		.words = arena_strdup(writer->shared->arena, words) };
}

/* Where a run begins within its boundary and how it is turned (ARCHITECTURE.md “OFD”). */
struct placing {
	int64_t left, top, width, height; /* of the boundary, in the page */
	int64_t x, y;                     /* of the baseline's origin, in the run's own space */
	const char *matrix;               /* "": not turned */
};

static struct placing place_run(const struct glyph_run *run)
{
	const struct placed_glyph *last = &run->glyphs[run->count - 1];
	const int64_t ascent = ofd_xml_micron(run->size * ASCENT / 1000);
	const int64_t descent = ofd_xml_micron(run->size * DESCENT / 1000);
	const int64_t length = ofd_xml_micron(last->x + last->advance);
	const int64_t x = ofd_xml_micron(run->x);
	const int64_t y = ofd_xml_micron(run->y);

	switch (run->turn) {
	case 1:
		return (struct placing){ x - descent, y, ascent + descent, length, 0, -descent,
			"0 1 -1 0 0 0" };
	case 2:
		return (struct placing){ x - length, y - descent, length, ascent + descent, -length,
			-descent, "-1 0 0 -1 0 0" };
	case 3:
		return (struct placing){ x - ascent, y - length, ascent + descent, length, -length,
			ascent, "0 -1 1 0 0 0" };
	default:
		return (struct placing){ x, y - ascent, length, ascent + descent, 0, ascent, "" };
	}
}

static void write_code(
        struct page_writer *writer, const struct glyph_run *run, const struct placing *placing)
{
	struct text *out = &writer->page->body;
	struct text words;

	text_init(&words);
	add_words(&words, run);
	text_add(out, "<ofd:TextCode X=\"");
	ofd_xml_number(out, placing->x);
	text_add(out, "\" Y=\"");
	ofd_xml_number(out, placing->y);
	text_add_char(out, '"');
	if (run->count > 1 || run->glyphs[0].mark)
		write_deltas(out, run);
	text_add_char(out, '>');
	ofd_xml_words(out, words.bytes);
	text_add(out, "</ofd:TextCode></ofd:TextObject>\n");
	keep_words(writer, words.bytes);
	text_release(&words);
}

static void write_run(struct page_writer *writer, const struct op *op)
{
	const struct glyph_run *run = &op->run;
	struct text *out = &writer->page->body;

	if (run->count == 0 || !ofd_fonts_knows(writer->shared->fonts, run->face))
		return;
	struct arena *scratch = arena_new();
	bool *plain = arena_alloc_array(scratch, run->count, sizeof *plain);
	for (size_t i = 0; i < run->count; i++)
		plain[i] = ofd_fonts_use(writer->shared->fonts, run->face, run->glyphs[i].id,
		        run->glyphs[i].codepoint, run->glyphs[i].mark);
	const struct placing placing = place_run(run);
	const unsigned font = font_id(writer->shared, run->face);
	begin_object(writer, "TextObject");
	ofd_xml_box(out, placing.left, placing.top, placing.width, placing.height);
	text_add_char(out, '"');
	if (placing.matrix[0])
		text_printf(out, " CTM=\"%s\"", placing.matrix);
	if (run->embolden > 0) {
		text_add(out, " Stroke=\"true\" Join=\"Round\" LineWidth=\"");
		ofd_xml_number(out, ofd_xml_micron(run->size * run->embolden / 1000));
		text_add_char(out, '"');
	}
	text_printf(out, " Font=\"%u\" Size=\"", font);
	ofd_xml_number(out, ofd_xml_micron(run->size));
	text_add(out, "\">");
	ofd_xml_color(out, "FillColor", op->color);
	if (run->embolden > 0)
		ofd_xml_color(out, "StrokeColor", op->color);
	write_transforms(writer, run, plain);
	write_code(writer, run, &placing);
	arena_free(scratch);
}

static void write_box(struct page_writer *writer, const struct op *op)
{
	struct text *out = &writer->page->body;
	const int64_t left = ofd_xml_micron(op->box.x), top = ofd_xml_micron(op->box.y);
	const int64_t width = ofd_xml_micron(op->box.x + op->box.width) - left;
	const int64_t height = ofd_xml_micron(op->box.y + op->box.height) - top;

	begin_object(writer, "PathObject");
	ofd_xml_box(out, left, top, width, height);
	text_add(out, "\" Stroke=\"false\" Fill=\"true\">");
	ofd_xml_color(out, "FillColor", op->color);
	ofd_xml_rectangle(out, width, height);
	text_add(out, "</ofd:PathObject>\n");
}

/* Corners of all points of a path, a stroke's half width around them. */
struct corners {
	mpt left, top, right, bottom;
};

static size_t points_of(enum path_verb verb)
{
	return verb == PATH_CURVE ? 3 : verb == PATH_CLOSE ? 0 : 1;
}

static struct corners corners_of(const struct path *path)
{
	struct corners corners = { 0 };
	bool any = false;

	for (size_t i = 0; i < path->count; i++)
		for (size_t j = 0; j < points_of(path->steps[i].verb); j++) {
			const mpt x = path->steps[i].x[j], y = path->steps[i].y[j];
			corners.left = !any || x < corners.left ? x : corners.left;
			corners.right = !any || x > corners.right ? x : corners.right;
			corners.top = !any || y < corners.top ? y : corners.top;
			corners.bottom = !any || y > corners.bottom ? y : corners.bottom;
			any = true;
		}
	const mpt half = path->stroke ? path->line_width / 2 + 1 : 0;
	return (struct corners){ corners.left - half, corners.top - half, corners.right + half,
		corners.bottom + half };
}

static void write_steps(struct text *out, const struct path *path, int64_t left, int64_t top)
{
	static const char letters[] = {
		[PATH_MOVE] = 'M', [PATH_LINE] = 'L', [PATH_CURVE] = 'B', [PATH_CLOSE] = 'C'
	};

	for (size_t i = 0; i < path->count; i++) {
		const struct path_step *step = &path->steps[i];
		text_printf(out, "%s%c", i ? " " : "", letters[step->verb]);
		for (size_t j = 0; j < points_of(step->verb); j++) {
			ofd_xml_next(out, ofd_xml_micron(step->x[j]) - left);
			ofd_xml_next(out, ofd_xml_micron(step->y[j]) - top);
		}
	}
}

static void write_path(struct page_writer *writer, const struct op *op)
{
	struct text *out = &writer->page->body;
	const struct corners corners = corners_of(&op->path);
	const int64_t left = ofd_xml_micron(corners.left), top = ofd_xml_micron(corners.top);

	begin_object(writer, "PathObject");
	ofd_xml_box(out, left, top, ofd_xml_micron(corners.right) - left,
	        ofd_xml_micron(corners.bottom) - top);
	if (op->path.stroke) {
		text_add(out, "\" LineWidth=\"");
		ofd_xml_number(out, ofd_xml_micron(op->path.line_width));
		text_add(out, "\">");
		ofd_xml_color(out, "StrokeColor", op->color);
	} else {
		text_add(out, "\" Stroke=\"false\" Fill=\"true\">");
		ofd_xml_color(out, "FillColor", op->color);
	}
	text_add(out, "<ofd:AbbreviatedData>");
	write_steps(out, &op->path, left, top);
	text_add(out, "</ofd:AbbreviatedData></ofd:PathObject>\n");
}

/* The unit square of the image onto its boundary, turned within it. */
static void write_image(struct page_writer *writer, const struct placed_image *placed)
{
	struct text *out = &writer->page->body;
	const int64_t width = ofd_xml_micron(placed->box.width);
	const int64_t height = ofd_xml_micron(placed->box.height);
	const int64_t matrices[4][6] = { { width, 0, 0, height, 0, 0 },
		{ 0, height, -width, 0, width, 0 }, { -width, 0, 0, -height, width, height },
		{ 0, -height, width, 0, 0, height } };

	begin_object(writer, "ImageObject");
	ofd_xml_box(
	        out, ofd_xml_micron(placed->box.x), ofd_xml_micron(placed->box.y), width, height);
	text_add(out, "\" CTM=\"");
	for (size_t i = 0; i < 6; i++) {
		text_add(out, i > 0 ? " " : "");
		ofd_xml_number(out, matrices[placed->turn % 4][i]);
	}
	text_printf(out, "\" ResourceID=\"%u\"/>\n", image_id(writer->shared, placed->image));
}

static void keep_link(struct page_writer *writer, const struct link *link)
{
	struct ofd_page *page = writer->page;

	page->links = arena_grow(writer->shared->arena, page->links, &page->link_capacity,
	        page->link_count, sizeof *page->links);
	page->links[page->link_count++] = (struct ofd_link){ .box = link->box,
		.target = arena_strdup(writer->shared->arena, link->target) };
}

static void write_op(struct page_writer *writer, const struct op *op)
{
	switch (op->kind) {
	case OP_GLYPHS:
		write_run(writer, op);
		break;
	case OP_BOX:
		write_box(writer, op);
		break;
	case OP_PATH:
		write_path(writer, op);
		break;
	case OP_IMAGE:
		write_image(writer, &op->image);
		break;
	case OP_LINK:
		keep_link(writer, &op->link);
		break;
	case OP_PICTURE: /* drawn by the operations that follow */
		break;
	}
}

void ofd_page_add(struct ofd_shared *shared, const struct page *page, struct ofd_page *out)
{
	struct page_writer writer = {
		.shared = shared, .page = out, .keeps_words = page->number == 1
	};

	out->id = next_id(shared);
	out->layer = next_id(shared);
	out->width = page->width;
	out->height = page->height;
	text_init(&out->body);
	for (size_t i = 0; i < page->op_count; i++)
		write_op(&writer, &page->ops[i]);
}

void ofd_page_body(const struct ofd_shared *shared, const struct ofd_page *page, struct text *out)
{
	size_t from = 0;

	for (size_t i = 0; i < page->open_count; i++) {
		const struct ofd_open_glyph *open = &page->open[i];
		text_add_bytes(out, page->body.bytes + from, open->offset - from);
		text_printf(
		        out, "%" PRIu32, ofd_fonts_glyph(shared->fonts, open->face, open->glyph));
		from = open->offset;
	}
	text_add_bytes(out, page->body.bytes + from, page->body.length - from);
}
