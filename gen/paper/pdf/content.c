#include "paper/pdf/content.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define CODE_DIGITS 4

/* What the content stream has set so far, so that it is not said again. */
struct graphics_state {
	bool has_fill, has_font;
	struct color fill;
	size_t resource;
	mpt size;
	uint16_t embolden;
};

struct writer {
	struct content *content;
	struct pdf_fonts *fonts;
	struct pdf_images *images;
	struct tags *tags;
	const struct page *page;
	bool shows_images;
	struct graphics_state state;
	bool marks;      /* within marked content */
	uint32_t marked; /* its tag */
};

static void add_integer(struct text *out, long value)
{
	char digits[24];
	size_t count = 0;
	unsigned long rest = value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;

	do {
		digits[count++] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (value < 0)
		text_add_char(out, '-');
	while (count > 0)
		text_add_char(out, digits[--count]);
}

/* Thousandths as a decimal without trailing zeros, and a blank behind it. */
static void add_length(struct text *out, mpt value)
{
	if (value < 0)
		text_add_char(out, '-');
	unsigned rest = value < 0 ? 0U - (unsigned)value : (unsigned)value;
	add_integer(out, (long)(rest / 1000));
	rest %= 1000;
	if (rest > 0) {
		char digits[5] = { '.', (char)('0' + rest / 100), (char)('0' + rest / 10 % 10),
			(char)('0' + rest % 10), '\0' };
		for (size_t i = 3; digits[i] == '0'; i--)
			digits[i] = '\0';
		text_add(out, digits);
	}
	text_add_char(out, ' ');
}

/* A colour component as hundredths: 215/255 -> .843 */
static void add_color(struct text *out, struct color color, const char *gray, const char *rgb)
{
	uint8_t parts[] = { color.red, color.green, color.blue };
	bool neutral = color.red == color.green && color.green == color.blue;

	for (size_t i = 0; i < (neutral ? 1 : 3); i++)
		add_length(out, (mpt)((parts[i] * 1000 + 127) / 255));
	text_add(out, neutral ? gray : rgb);
}

static bool same_color(struct color a, struct color b)
{
	return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static void set_fill(struct writer *writer, struct color color)
{
	if (writer->state.has_fill && same_color(writer->state.fill, color))
		return;
	add_color(&writer->content->bytes, color, "g\n", "rg\n");
	writer->state.fill = color;
	writer->state.has_fill = true;
}

static void set_font(struct writer *writer, size_t resource, mpt size)
{
	struct graphics_state *state = &writer->state;

	if (state->has_font && state->resource == resource && state->size == size)
		return;
	struct text *out = &writer->content->bytes;
	text_add(out, "/F");
	add_integer(out, (long)resource);
	text_add_char(out, ' ');
	add_length(out, size);
	text_add(out, "Tf\n");
	state->resource = resource;
	state->size = size;
	state->has_font = true;
}

/* Simulated bold: fill and stroke in the text's colour (Tr 2). */
static void set_embolden(struct writer *writer, const struct op *op)
{
	const struct glyph_run *run = &op->run;
	struct text *out = &writer->content->bytes;

	if (run->embolden > 0) {
		add_color(out, op->color, "G ", "RG ");
		add_length(out, (mpt)((int64_t)run->embolden * run->size / 1000));
		text_add(out, "w 2 Tr\n");
	} else if (writer->state.embolden > 0) {
		text_add(out, "0 Tr\n");
	}
	writer->state.embolden = run->embolden;
}

static void add_code(struct content *content, uint32_t glyph)
{
	static const char digits[] = "0123456789ABCDEF";
	char code[CODE_DIGITS + 1] = { digits[glyph >> 12 & 15], digits[glyph >> 8 & 15],
		digits[glyph >> 4 & 15], digits[glyph & 15], '\0' };

	text_add_bytes(&content->bytes, code, CODE_DIGITS);
}

/* Of the codes from there up to here. */
static void add_run(struct content *content, size_t from, size_t resource)
{
	if (content->run_count == content->run_capacity) {
		content->run_capacity = content->run_capacity ? content->run_capacity * 2 : 64;
		content->runs =
		        memory_resize(content->runs, content->run_capacity * sizeof *content->runs);
	}
	content->runs[content->run_count++] = (struct code_run){ .from = (uint32_t)from,
		.to = (uint32_t)content->bytes.length,
		.resource = (uint32_t)resource };
}

/* The text matrix at the origin of glyph `first`: quarter turns clockwise. */
static void set_matrix(struct writer *writer, const struct glyph_run *run, mpt along)
{
	static const char *const turns[] = { "1 0 0 1 ", "0 -1 1 0 ", "-1 0 0 -1 ", "0 1 -1 0 " };
	static const int across[] = { 1, 0, -1, 0 }, down[] = { 0, 1, 0, -1 };
	unsigned turn = run->turn & 3U;
	struct text *out = &writer->content->bytes;

	text_add(out, turns[turn]);
	add_length(out, run->x + across[turn] * along);
	add_length(out, writer->page->height - (run->y + down[turn] * along));
	text_add(out, "Tm ");
}

/*
 * Glyphs [first, last) share a resource, that of the first: one TJ. Positions are kept exactly: the
 * adjustment is what lies between where the PDF's widths lead and where layout wants the next
 * glyph, rounded to a thousandth of an em without letting the rounding add up.
 */
static void write_glyphs(struct writer *writer, const struct glyph_run *run, size_t resource,
        size_t first, size_t last)
{
	struct content *content = writer->content;
	struct text *out = &content->bytes;
	int64_t reached = 0; /* thousandths of an em from the first glyph */

	set_matrix(writer, run, run->glyphs[first].x);
	text_add(out, "[<");
	const size_t from = out->length;
	for (size_t i = first; i < last; i++) {
		int64_t distance = (int64_t)run->glyphs[i].x - run->glyphs[first].x;
		int64_t half = distance < 0 ? -run->size / 2 : run->size / 2;
		int64_t wanted = (distance * 1000 + half) / run->size;
		if (wanted != reached) {
			text_add_char(out, '>');
			add_integer(out, (long)(reached - wanted));
			text_add_char(out, '<');
		}
		add_code(content, run->glyphs[i].id);
		reached = wanted + pdf_fonts_width(writer->fonts, run->face, run->glyphs[i].id);
	}
	add_run(content, from, resource);
	text_add(out, ">]TJ\n");
}

static size_t use_glyph(struct writer *writer, size_t face, const struct placed_glyph *glyph)
{
	uint32_t said = glyph->mark == 0
	        ? glyph->codepoint
	        : pdf_fonts_pair(writer->fonts, glyph->codepoint, glyph->mark);

	return pdf_fonts_use(writer->fonts, face, glyph->id, said);
}

static void end_mark(struct writer *writer)
{
	if (writer->marks)
		text_add(&writer->content->bytes, "EMC\n");
	writer->marks = false;
}

/* All ink of a page that has a structure is within marked content: a tag's, or an artifact. */
static void set_mark(struct writer *writer, uint32_t tag)
{
	struct text *out = &writer->content->bytes;
	const struct structure *structure = writer->page->structure;

	if (!structure || (writer->marks && writer->marked == tag))
		return;
	end_mark(writer);
	writer->marks = true;
	writer->marked = tag;
	if (tag == TAG_NONE) {
		text_add(out, "/Artifact BMC\n");
		return;
	}
	if (tag == TAG_PAGINATION) {
		text_add(out, "/Artifact<</Type/Pagination>>BDC\n");
		return;
	}
	text_add_char(out, '/');
	text_add(out, tag_role_name((enum tag_role)structure_tag(structure, tag)->role));
	text_add(out, "<</MCID ");
	add_integer(out, (long)tags_mark(writer->tags, tag));
	text_add(out, ">>BDC\n");
}

/* Where a figure of its own is to be seen. */
static void place_figure(const struct writer *writer, uint32_t tag, struct box box)
{
	if (!writer->page->structure || tag == TAG_NONE || tag == TAG_PAGINATION)
		return;
	box.y = writer->page->height - box.y - box.height;
	tags_place(writer->tags, tag, box);
}

static void write_run(struct writer *writer, const struct op *op)
{
	const struct glyph_run *run = &op->run;

	/* A face that was never opened: the document has failed already, it is only drawn out. */
	if (run->count == 0 || run->size <= 0 || run->face >= pdf_fonts_faces(writer->fonts))
		return;
	struct content *content = writer->content;
	set_mark(writer, op->tag);
	set_fill(writer, op->color);
	text_add(&content->bytes, "BT\n");
	set_embolden(writer, op);
	size_t first = 0;
	while (first < run->count) {
		const struct placed_glyph *glyphs = run->glyphs;
		size_t resource = use_glyph(writer, run->face, &glyphs[first]);
		size_t last = first + 1;
		while (last < run->count && use_glyph(writer, run->face, &glyphs[last]) == resource)
			last++;
		set_font(writer, resource, run->size);
		write_glyphs(writer, run, resource, first, last);
		first = last;
	}
	text_add(&content->bytes, "ET\n");
}

static void write_box(struct writer *writer, const struct op *op)
{
	struct text *out = &writer->content->bytes;

	set_mark(writer, op->tag);
	set_fill(writer, op->color);
	add_length(out, op->box.x);
	add_length(out, writer->page->height - op->box.y - op->box.height);
	add_length(out, op->box.width);
	add_length(out, op->box.height);
	text_add(out, "re f\n");
}

static void write_steps(struct writer *writer, const struct path *path)
{
	static const char *const operators[] = {
		[PATH_MOVE] = "m\n", [PATH_LINE] = "l\n", [PATH_CURVE] = "c\n", [PATH_CLOSE] = "h\n"
	};
	static const size_t points[] = {
		[PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0
	};
	struct text *out = &writer->content->bytes;

	for (size_t i = 0; i < path->count; i++) {
		const struct path_step *step = &path->steps[i];
		for (size_t j = 0; j < points[step->verb]; j++) {
			add_length(out, step->x[j]);
			add_length(out, writer->page->height - step->y[j]);
		}
		text_add(out, operators[step->verb]);
	}
}

static void write_path(struct writer *writer, const struct op *op)
{
	struct text *out = &writer->content->bytes;

	set_mark(writer, op->tag);
	if (op->path.stroke) {
		add_color(out, op->color, "G\n", "RG\n");
		add_length(out, op->path.line_width);
		text_add(out, "w\n");
	} else {
		set_fill(writer, op->color);
	}
	write_steps(writer, &op->path);
	text_add(out, op->path.stroke ? "S\n" : "f\n");
}

/* The unit square onto the box, turned by quarters clockwise within it (ISO 32000-1, 8.9.5). */
static void write_image(struct writer *writer, const struct op *op)
{
	/* For each turn: which of width and height a, b, c, d are, and of them the origin's share.
	 */
	static const int turns[4][6] = {
		{ 1, 0, 0, 1, 0, 0 },
		{ 0, -1, 1, 0, 0, 1 },
		{ -1, 0, 0, -1, 1, 1 },
		{ 0, 1, -1, 0, 1, 0 },
	};
	const struct box *box = &op->image.box;
	const int *turn = turns[op->image.turn & 3U];
	const mpt wide = box->width, high = box->height;
	struct text *out = &writer->content->bytes;

	set_mark(writer, op->tag);
	text_add(out, "q ");
	add_length(out, turn[0] * wide);
	add_length(out, turn[1] * high);
	add_length(out, turn[2] * wide);
	add_length(out, turn[3] * high);
	add_length(out, box->x + turn[4] * wide);
	add_length(out, writer->page->height - box->y - high + turn[5] * high);
	text_add(out, "cm /I");
	add_integer(out, (long)pdf_images_use(writer->images, op->image.image));
	text_add(out, " Do Q\n");
	writer->shows_images = true;
}

bool content_write(
        struct content *content, const struct content_resources *resources, const struct page *page)
{
	*content = (struct content){ 0 };
	text_init(&content->bytes);
	struct writer writer = { .content = content,
		.fonts = resources->fonts,
		.images = resources->images,
		.tags = resources->tags,
		.page = page };
	for (size_t i = 0; i < page->op_count; i++) {
		const struct op *op = &page->ops[i];
		switch (op->kind) {
		case OP_GLYPHS:
			write_run(&writer, op);
			break;
		case OP_BOX:
			write_box(&writer, op);
			break;
		case OP_PATH:
			write_path(&writer, op);
			break;
		case OP_IMAGE:
			place_figure(&writer, op->tag, op->image.box);
			write_image(&writer, op);
			break;
		case OP_PICTURE:
			place_figure(&writer, op->tag, op->picture.box);
			break;
		case OP_LINK:
			break;
		}
	}
	end_mark(&writer);
	/* Until all pages are known it waits with all others. */
	text_shrink(&content->bytes);
	if (content->run_count > 0)
		content->runs =
		        memory_resize(content->runs, content->run_count * sizeof *content->runs);
	content->run_capacity = content->run_count;
	return writer.shows_images;
}

static uint32_t read_code(const char *digits)
{
	uint32_t value = 0;

	for (size_t i = 0; i < CODE_DIGITS; i++)
		value = value << 4
		        | (uint32_t)(digits[i] <= '9' ? digits[i] - '0' : digits[i] - 'A' + 10);
	return value;
}

static void write_code(char *digits, uint32_t code)
{
	for (size_t i = CODE_DIGITS; i-- > 0; code >>= 4)
		digits[i] = "0123456789ABCDEF"[code & 15];
}

/* The codes of one run, between < and >, into the font's own. */
static void resolve_run(
        struct content *content, const struct pdf_fonts *fonts, const struct code_run *run)
{
	size_t at = run->from;

	while (at < run->to) {
		char *digits = content->bytes.bytes + at;
		if (*digits == '>') {
			at += strcspn(digits, "<") + 1;
			continue;
		}
		write_code(digits, pdf_fonts_code(fonts, run->resource, read_code(digits)));
		at += CODE_DIGITS;
	}
}

void content_resolve(struct content *content, const struct pdf_fonts *fonts)
{
	for (size_t i = 0; i < content->run_count; i++)
		resolve_run(content, fonts, &content->runs[i]);
}

void content_release(struct content *content)
{
	text_release(&content->bytes);
	free(content->runs);
	*content = (struct content){ 0 };
}
