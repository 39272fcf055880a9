/*
 * Images: PNG files of every colour type and depth, made here with libpng's writer, come out as the
 * pixels that were put in; whatever is wrong with a file is an error that names it.
 */
#include "base/common.h"
#include "base/file.h"
#include "base/text.h"
#include "paper/image/image.h"

#include "kit/kit.h"

#include <criterion/criterion.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

/* Wider than a byte of one-bit samples, so that rows have a rest. */
#define WIDE 11
#define HIGH 5

/* A kind of PNG file, and what becomes of it. */
struct kind {
	int color_type, depth;
	unsigned channels; /* of the image */
	bool transparent;  /* a tRNS chunk makes sample 0, or entry 0, transparent */
};

static const struct kind kinds[] = {
	{ PNG_COLOR_TYPE_GRAY, 1, 1, false },
	{ PNG_COLOR_TYPE_GRAY, 2, 1, false },
	{ PNG_COLOR_TYPE_GRAY, 4, 1, false },
	{ PNG_COLOR_TYPE_GRAY, 8, 1, false },
	{ PNG_COLOR_TYPE_GRAY, 16, 1, false },
	{ PNG_COLOR_TYPE_GRAY, 1, 1, true },
	{ PNG_COLOR_TYPE_GRAY, 8, 1, true },
	{ PNG_COLOR_TYPE_GRAY, 16, 1, true },
	{ PNG_COLOR_TYPE_RGB, 8, 3, false },
	{ PNG_COLOR_TYPE_RGB, 16, 3, false },
	{ PNG_COLOR_TYPE_RGB, 8, 3, true },
	{ PNG_COLOR_TYPE_PALETTE, 1, 3, false },
	{ PNG_COLOR_TYPE_PALETTE, 2, 3, false },
	{ PNG_COLOR_TYPE_PALETTE, 4, 3, true },
	{ PNG_COLOR_TYPE_PALETTE, 8, 3, true },
	{ PNG_COLOR_TYPE_GRAY_ALPHA, 8, 1, false },
	{ PNG_COLOR_TYPE_GRAY_ALPHA, 16, 1, false },
	{ PNG_COLOR_TYPE_RGB_ALPHA, 8, 3, false },
	{ PNG_COLOR_TYPE_RGB_ALPHA, 16, 3, false },
};

static int samples_of(const struct kind *kind)
{
	static const int samples[] = { [PNG_COLOR_TYPE_GRAY] = 1,
		[PNG_COLOR_TYPE_RGB] = 3,
		[PNG_COLOR_TYPE_PALETTE] = 1,
		[PNG_COLOR_TYPE_GRAY_ALPHA] = 2,
		[PNG_COLOR_TYPE_RGB_ALPHA] = 4 };

	return samples[kind->color_type];
}

/* The sample put into the file, of its depth; both 0 and the largest occur. */
static unsigned sample_at(const struct kind *kind, int x, int y, int channel)
{
	const unsigned mix = (unsigned)(x * 37 + y * 101 + channel * 59);

	if (x == 0 && y == 0)
		return 0;
	return kind->depth == 16 ? mix * 257 & 0xFFFF : mix & ((1U << kind->depth) - 1);
}

static unsigned eight_bits(const struct kind *kind, unsigned sample)
{
	if (kind->depth == 16)
		return (sample * 255 + 32895) >> 16;
	return sample * 255 / ((1U << kind->depth) - 1);
}

/* The palette: its entry's red, green, blue. */
static unsigned entry(unsigned index, int channel)
{
	return (index * 71 + (unsigned)channel * 90 + 13) & 255;
}

static unsigned char on_white(unsigned sample, unsigned alpha)
{
	return (unsigned char)((sample * alpha + 255 * (255 - alpha) + 127) / 255);
}

/* What the image must have there. */
static unsigned char expected_at(const struct kind *kind, int x, int y, int channel)
{
	const int samples = samples_of(kind);
	unsigned alpha = 255;

	if (kind->color_type == PNG_COLOR_TYPE_PALETTE) {
		const unsigned index = sample_at(kind, x, y, 0);
		return on_white(entry(index, channel), kind->transparent && index == 0 ? 64 : 255);
	}
	bool clear = kind->transparent;
	for (int i = 0; i < samples; i++)
		clear = clear && sample_at(kind, x, y, i) == 0;
	if ((kind->color_type & PNG_COLOR_MASK_ALPHA) != 0)
		alpha = eight_bits(kind, sample_at(kind, x, y, samples - 1));
	return on_white(eight_bits(kind, sample_at(kind, x, y, channel)), clear ? 0 : alpha);
}

static void append(png_structp png, png_bytep bytes, png_size_t length)
{
	text_add_bytes(png_get_io_ptr(png), (const char *)bytes, length);
}

static void flush(png_structp png)
{
	(void)png;
}

static void pack_row(const struct kind *kind, int y, unsigned char *row)
{
	const int samples = samples_of(kind);

	memset(row, 0, WIDE * 8);
	for (int x = 0; x < WIDE; x++) {
		for (int channel = 0; channel < samples; channel++) {
			const unsigned sample = sample_at(kind, x, y, channel);
			const int at = x * samples + channel;
			const int bit = at * kind->depth;
			if (kind->depth == 16) {
				row[at * 2] = (unsigned char)(sample >> 8);
				row[at * 2 + 1] = (unsigned char)sample;
			} else {
				row[bit / 8] |=
				        (unsigned char)(sample << (8 - kind->depth - bit % 8));
			}
		}
	}
}

static void set_colors(png_structp png, png_infop info, const struct kind *kind)
{
	png_color palette[256];
	png_byte alpha[1] = { 64 };
	png_color_16 clear = { 0 };

	if (kind->color_type == PNG_COLOR_TYPE_PALETTE) {
		for (unsigned i = 0; i < 256; i++)
			palette[i] = (png_color){ .red = (png_byte)entry(i, 0),
				.green = (png_byte)entry(i, 1),
				.blue = (png_byte)entry(i, 2) };
		png_set_PLTE(png, info, palette, 1 << kind->depth);
	}
	if (kind->transparent)
		png_set_tRNS(png, info, alpha, 1, &clear);
	/* What is ignored: neither darkens a pixel. */
	png_set_gAMA_fixed(png, info, 100000);
}

static void write_png(const struct kind *kind, int interlace, struct text *out)
{
	unsigned char rows[HIGH][WIDE * 8];
	png_bytep pointers[HIGH];
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);

	png_set_write_fn(png, out, append, flush);
	png_set_IHDR(png, info, WIDE, HIGH, kind->depth, kind->color_type, interlace, 0, 0);
	set_colors(png, info, kind);
	png_write_info(png, info);
	for (int y = 0; y < HIGH; y++) {
		pack_row(kind, y, rows[y]);
		pointers[y] = rows[y];
	}
	png_write_image(png, pointers);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
}

/* Said at template line 7. */
static const struct image *decode(
        struct arena *arena, struct diag *diag, const void *bytes, size_t length)
{
	const struct image_source source = { .file = "images/x.png",
		.place = place_line("t.xml", 7),
		.bytes = bytes,
		.length = length };

	return image_decode(arena, diag, &source);
}

static void check_pixels(const struct image *image, const struct kind *kind, const char *row)
{
	for (int y = 0; y < HIGH; y++)
		for (int x = 0; x < WIDE; x++)
			for (int channel = 0; channel < (int)kind->channels; channel++) {
				const size_t at = ((size_t)y * WIDE + (size_t)x) * kind->channels
				        + (size_t)channel;
				cr_assert_eq(image->pixels[at], expected_at(kind, x, y, channel),
				        "%s: (%d, %d) channel %d is %d, not %d", row, x, y, channel,
				        image->pixels[at], expected_at(kind, x, y, channel));
			}
}

Test(image, every_kind_comes_out_as_its_pixels)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		for (int interlace = 0; interlace < 2; interlace++) {
			struct arena *arena = arena_new();
			struct diag *diag = kit_diag();
			struct text png;
			text_init(&png);
			write_png(&kinds[i], interlace, &png);
			const char *row = arena_printf(arena, "type %d, depth %d, interlace %d",
			        kinds[i].color_type, kinds[i].depth, interlace);
			const struct image *image = decode(arena, diag, png.bytes, png.length);
			cr_assert(image, "%s: %s", row, kit_records(arena, diag));
			cr_expect_eq(diag_count(diag), 0);
			cr_expect_eq(image->width, WIDE);
			cr_expect_eq(image->height, HIGH);
			cr_assert_eq(image->channels, kinds[i].channels, "%s", row);
			check_pixels(image, &kinds[i], row);
			text_release(&png);
			arena_free(arena);
			diag_free(diag);
		}
	}
}

/* A copy that broke off, and one byte that turned: never a picture, never a crash. */
Test(image, what_is_not_whole_is_an_error)
{
	static const struct kind kind = { PNG_COLOR_TYPE_PALETTE, 4, 3, true };
	struct text png;

	text_init(&png);
	write_png(&kind, 1, &png);
	for (size_t i = 0; i < png.length; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		cr_expect_null(decode(arena, diag, png.bytes, i), "cut at %zu", i);
		cr_assert_eq(diag_count(diag), 1, "cut at %zu", i);
		cr_expect_eq(diag_record(diag, 0)->message,
		        i < 8 ? MSG_IMAGE_NOT_PNG : MSG_IMAGE_CUT, "cut at %zu", i);
		png.bytes[i] ^= 1;
		cr_expect_null(decode(arena, diag, png.bytes, png.length), "turned at %zu", i);
		cr_expect_eq(diag_count(diag), 2, "turned at %zu", i);
		if (i >= png.length - 4)
			cr_expect_eq(diag_record(diag, 1)->message, MSG_IMAGE_DAMAGED);
		cr_expect_neq(diag_record(diag, 1)->message, MSG_IMAGE_BROKEN);
		png.bytes[i] ^= 1;
		arena_free(arena);
		diag_free(diag);
	}
	text_release(&png);
}

/* A chunk with its checksum, however wrong what it says. */
static void add_chunk(struct text *out, const char *name, const void *data, size_t length)
{
	struct text body;
	unsigned sum = UINT32_MAX;

	text_init(&body);
	text_add(&body, name);
	text_add_bytes(&body, data, length);
	for (size_t i = 0; i < body.length; i++) {
		sum ^= (unsigned char)body.bytes[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ ((sum & 1) != 0 ? 0xedb88320U : 0);
	}
	sum = ~sum;
	for (int shift = 24; shift >= 0; shift -= 8)
		text_add_char(out, (char)(length >> shift & 255));
	text_add_bytes(out, body.bytes, body.length);
	for (int shift = 24; shift >= 0; shift -= 8)
		text_add_char(out, (char)(sum >> shift & 255));
	text_release(&body);
}

/* Files whose pieces are all whole. */
static void write_parts(struct text *out, const char *header, const char *palette, const char *data,
        size_t data_length)
{
	text_add_bytes(out, "\x89PNG\r\n\x1a\n", 8);
	add_chunk(out, "IHDR", header, 13);
	if (palette)
		add_chunk(out, palette, "\0\0\0", 3);
	if (data)
		add_chunk(out, "IDAT", data, data_length);
	add_chunk(out, "IEND", "", 0);
}

#define PIXEL     "\0\0\0\1\0\0\0\1"
#define GREY      "\x08\0\0\0\0"
#define COLORED   "\x08\3\0\0\0"
#define EMPTY_ROW "\x78\x9c\x63\x60\0\0\0\2\0\1" /* zlib: a filter byte and a sample */

Test(image, a_fault_is_named_with_file_and_reason)
{
	static const struct {
		const char *header, *palette, *data;
		size_t length;
		enum message message;
		const char *words; /* somewhere in it */
	} rows[] = {
		{ "\0\0\x10\1\0\0\0\1" GREY, NULL, EMPTY_ROW, 10, MSG_IMAGE_PIXELS, "4097 × 1" },
		{ "\x7f\xff\xff\xff\x7f\xff\xff\xff" GREY, NULL, EMPTY_ROW, 10, MSG_IMAGE_PIXELS,
		        "2147483647" },
		{ "\0\0\0\0\0\0\0\1" GREY, NULL, EMPTY_ROW, 10, MSG_IMAGE_BROKEN,
		        "impossible header" },
		{ PIXEL "\7\0\0\0\0", NULL, EMPTY_ROW, 10, MSG_IMAGE_BROKEN, "impossible header" },
		{ PIXEL COLORED, NULL, EMPTY_ROW, 10, MSG_IMAGE_BROKEN, "palette" },
		{ PIXEL GREY, "ABcD", EMPTY_ROW, 10, MSG_IMAGE_BROKEN, "a piece that no reader" },
		{ PIXEL GREY, NULL, "", 0, MSG_IMAGE_BROKEN, "too few pixels" },
		{ PIXEL GREY, NULL, NULL, 0, MSG_IMAGE_BROKEN, "pixel" },
		{ PIXEL GREY, NULL, "\xff\xff\xff", 3, MSG_IMAGE_BROKEN, "damaged pixel data" },
		{ "\0\0\x10\0\0\0\x10\0" GREY, NULL, EMPTY_ROW, 10, MSG_IMAGE_BROKEN, "pixel" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct text png;
		text_init(&png);
		write_parts(&png, rows[i].header, rows[i].palette, rows[i].data, rows[i].length);
		cr_expect_null(decode(arena, diag, png.bytes, png.length), "row %zu", i);
		cr_assert_eq(diag_count(diag), 1, "row %zu", i);
		const struct record *record = diag_record(diag, 0);
		cr_expect_eq(record->message, rows[i].message, "row %zu: %s", i, record->english);
		cr_expect(
		        strstr(record->english, rows[i].words), "row %zu: %s", i, record->english);
		cr_expect(strstr(record->english, "images/x.png"), "row %zu", i);
		cr_expect_eq(record->place.line, 7);
		text_release(&png);
		arena_free(arena);
		diag_free(diag);
	}
}

Test(image, a_file_is_read_below_its_root)
{
	static const struct kind kind = { PNG_COLOR_TYPE_GRAY, 8, 1, false };
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	const struct place place = place_line("t.xml", 7);
	struct diag *diag = kit_diag();
	struct root root;
	struct text png;
	int error;

	text_init(&png);
	write_png(&kind, 0, &png);
	cr_assert(root_open(&root, folder));
	cr_assert_eq(file_write_whole(&root, "images/emblem.png", png.bytes, png.length, &error),
	        FILE_OK);
	kit_write(arena, folder, "images/notes.txt", "a picture");
	const struct image *image = image_read(arena, diag, &root, "images/emblem.png", place);
	cr_assert(image);
	cr_expect_str_eq(image->file, "images/emblem.png");
	cr_expect_eq(image_size(image), WIDE * HIGH);

	cr_expect_null(image_read(arena, diag, &root, "images/emblme.png", place));
	const struct record *missing = kit_lookup(diag, MSG_IMAGE_MISSING);
	cr_assert(missing);
	cr_expect(strstr(missing->english, "beside it: emblem.png"), "%s", missing->english);
	cr_expect(strstr(missing->english, "(did you mean emblem.png?)"), "%s", missing->english);
	cr_expect_eq(missing->place.line, 7);
	cr_expect_null(image_read(arena, diag, &root, "images/notes.txt", place));
	cr_expect(kit_has(diag, MSG_IMAGE_NOT_PNG));
	cr_expect_null(image_read(arena, diag, &root, "images", place));
	cr_expect(kit_has(diag, MSG_IMAGE_NO_FILE));
	cr_expect_null(image_read(arena, diag, &root,
	        kit_unreadable(arena, folder, "long") + strlen(folder) + 1, place));
	cr_expect(kit_has(diag, MSG_INPUT_UNREADABLE));
	text_release(&png);
	root_close(&root);
	kit_remove(folder);
	arena_free(arena);
	diag_free(diag);
}

/* Neither is looked into: 4 MiB, and what no reader of templates takes. */
Test(image, a_file_has_a_limit)
{
	static const size_t lengths[] = { IMAGE_FILE_LIMIT + 1, (size_t)9 << 20 };
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	char *bytes = calloc(1, lengths[1]);
	struct root root;
	int error;

	cr_assert(bytes && root_open(&root, folder));
	for (size_t i = 0; i < COUNT_OF(lengths); i++) {
		struct diag *diag = kit_diag();
		cr_assert_eq(file_write_whole(&root, "x.png", bytes, lengths[i], &error), FILE_OK);
		cr_expect_null(image_read(arena, diag, &root, "x.png", PLACE_NONE));
		cr_assert_eq(diag_count(diag), 1);
		cr_expect_eq(diag_record(diag, 0)->message, MSG_IMAGE_HEAVY);
		diag_free(diag);
	}
	free(bytes);
	root_close(&root);
	kit_remove(folder);
	arena_free(arena);
}
