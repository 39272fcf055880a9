/*
 * libpng is handed only chunks that chunks.h has found whole, and sizes within the limits. It can
 * leave in one way only, by a jump: read_samples alone is jumped to, over frames of libpng's own,
 * and what it allocates hangs on a struct of its caller. libpng's simplified reading needs no jump,
 * but Debian's 1.6.39 gives wrong pixels for interlaced files of 16 bits.
 */
#include "paper/image/image.h"

#include "base/common.h"
#include "base/file.h"
#include "base/kept.h"
#include "base/memory.h"
#include "base/text.h"
#include "diag/hint.h"
#include "paper/image/chunks.h"

#include <assert.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MIB          ((size_t)1 << 20)
#define NAMES_SHOWN  8
#define PNG_SUFFIX   ".png"
#define ALPHA_OPAQUE 255U

size_t image_size(const struct image *image)
{
	return (size_t)image->width * image->height * image->channels;
}

static const char *number(struct arena *arena, size_t value)
{
	return arena_printf(arena, "%zu", value);
}

/* What libpng means, in our two languages; its own words where it is none of these. */
static const char *fault_words(struct arena *arena, const char *message)
{
	static const struct {
		const char *part, *words;
	} faults[] = {
		{ "Not enough image data", "too few pixels / 像素数据不足" },
		{ "Too much image data", "too many pixels / 像素数据过多" },
		{ "IHDR", "impossible header / 图片头信息有误" },
		{ "PLTE", "palette missing or wrong / 调色板缺失或有误" },
		{ "unhandled critical chunk",
		        "a piece that no reader knows / 含有无法识别的必要数据块" },
		{ "IEND", "no pixels / 没有像素数据" },
		{ "read beyond", "no pixels / 没有像素数据" },
		{ "IDAT", "damaged pixel data / 像素数据损坏" },
	};

	for (size_t i = 0; i < COUNT_OF(faults); i++) {
		if (strstr(message, faults[i].part))
			return faults[i].words;
	}
	return arena_strdup(arena, message);
}

/* A sample upon white, rounded to the nearest. */
static unsigned char blend(unsigned sample, unsigned alpha)
{
	return (unsigned char)((sample * alpha + ALPHA_OPAQUE * (ALPHA_OPAQUE - alpha) + 127)
	        / ALPHA_OPAQUE);
}

/* From samples with alpha behind each pixel's to samples alone. */
static void blend_all(unsigned char *out, const unsigned char *in, const struct image *image)
{
	const size_t count = (size_t)image->width * image->height;

	for (size_t i = 0; i < count; i++) {
		const unsigned alpha = in[image->channels];
		for (unsigned channel = 0; channel < image->channels; channel++)
			*out++ = blend(*in++, alpha);
		in++;
	}
}

/* One reading: what libpng takes from, and what must be freed whatever becomes of it. */
struct png_reading {
	const unsigned char *bytes;
	size_t left;
	png_structp png;
	png_infop info;
	unsigned char *samples; /* NULL until the header was read */
	char message[120];      /* libpng's last words */
};

static void hear_warning(png_structp png, png_const_charp message)
{
	struct png_reading *reading = png_get_error_ptr(png);

	(void)snprintf(reading->message, sizeof reading->message, "%s", message);
}

static void hear_error(png_structp png, png_const_charp message)
{
	hear_warning(png, message);
	png_longjmp(png, 1);
}

static void give_bytes(png_structp png, png_bytep out, size_t length)
{
	struct png_reading *reading = png_get_io_ptr(png);

	if (length > reading->left)
		png_error(png, "read beyond end of data");
	memcpy(out, reading->bytes, length);
	reading->bytes += length;
	reading->left -= length;
}

/* A want of memory is no fault of the file: it ends the program. */
static void *give_memory(png_structp png, png_alloc_size_t size)
{
	(void)png;
	return memory_alloc(size);
}

static void take_memory(png_structp png, void *memory)
{
	(void)png;
	free(memory);
}

/* Every kind becomes 8-bit grey or colours, with alpha behind them where something shines through.
 */
static void choose_samples(const struct png_reading *reading)
{
	const png_structp png = reading->png;

	png_set_benign_errors(png, 0);
	png_set_user_limits(png, IMAGE_PIXEL_LIMIT, IMAGE_PIXEL_LIMIT);
	png_read_info(png, reading->info);
	png_set_expand(png);
	png_set_scale_16(png);
}

/* False: libpng jumped here, and the message says why. No local lives across the jump. */
static bool read_samples(struct png_reading *reading)
{
	if (setjmp(png_jmpbuf(reading->png)) != 0)
		return false;
	choose_samples(reading);
	const int passes = png_set_interlace_handling(reading->png);
	png_read_update_info(reading->png, reading->info);
	const size_t stride = png_get_rowbytes(reading->png, reading->info);
	const size_t rows = png_get_image_height(reading->png, reading->info);
	reading->samples = memory_zeroed(stride * rows);
	for (int pass = 0; pass < passes; pass++)
		for (size_t row = 0; row < rows; row++)
			png_read_row(reading->png, reading->samples + row * stride, NULL);
	png_read_end(reading->png, NULL);
	return true;
}

/* After read_samples. */
static const struct image *make_image(
        struct arena *arena, const struct png_reading *reading, const char *file)
{
	const unsigned channels = png_get_channels(reading->png, reading->info);
	struct image *image = arena_alloc(arena, sizeof *image);

	*image = (struct image){ .file = arena_strdup(arena, file),
		.width = png_get_image_width(reading->png, reading->info),
		.height = png_get_image_height(reading->png, reading->info),
		.channels = channels < 3 ? 1 : 3 };
	assert(png_get_bit_depth(reading->png, reading->info) == 8);
	unsigned char *pixels = arena_alloc(arena, image_size(image));
	if (channels > image->channels)
		blend_all(pixels, reading->samples, image);
	else
		memcpy(pixels, reading->samples, image_size(image));
	image->pixels = pixels;
	return image;
}

static const struct image *decode(struct arena *arena, struct diag *diag,
        const struct image_source *source, const struct chunks *chunks)
{
	struct png_reading reading = { .bytes = chunks->bytes, .left = chunks->length };
	const struct image *image = NULL;

	reading.png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, &reading, hear_error,
	        hear_warning, NULL, give_memory, take_memory);
	reading.info = reading.png ? png_create_info_struct(reading.png) : NULL;
	if (reading.info) {
		png_set_read_fn(reading.png, &reading, give_bytes);
		if (read_samples(&reading))
			image = make_image(arena, &reading, source->file);
	}
	if (!image)
		diag_say(diag, MSG_IMAGE_BROKEN, source->place, source->file,
		        fault_words(arena, reading.message));
	png_destroy_read_struct(&reading.png, &reading.info, NULL);
	free(reading.samples);
	return image;
}

static bool is_small(struct arena *arena, struct diag *diag, const struct image_source *source,
        const struct chunks *chunks)
{
	const char *limit = number(arena, IMAGE_PIXEL_LIMIT);

	if (chunks->width <= IMAGE_PIXEL_LIMIT && chunks->height <= IMAGE_PIXEL_LIMIT)
		return true;
	diag_say(diag, MSG_IMAGE_PIXELS, source->place, source->file, number(arena, chunks->width),
	        number(arena, chunks->height), limit);
	return false;
}

const struct image *image_decode(
        struct arena *arena, struct diag *diag, const struct image_source *source)
{
	struct arena *scratch = arena_new();
	const struct image *image = NULL;

	if (source->length > IMAGE_FILE_LIMIT) {
		diag_say(diag, MSG_IMAGE_HEAVY, source->place, source->file,
		        number(scratch, IMAGE_FILE_LIMIT / MIB));
		arena_free(scratch);
		return NULL;
	}
	const struct chunks chunks = chunks_read(scratch, source->bytes, source->length);
	switch (chunks.fault) {
	case CHUNKS_OK:
		if (is_small(scratch, diag, source, &chunks))
			image = decode(arena, diag, source, &chunks);
		break;
	case CHUNKS_FOREIGN:
		diag_say(diag, MSG_IMAGE_NOT_PNG, source->place, source->file);
		break;
	case CHUNKS_CUT:
		diag_say(diag, MSG_IMAGE_CUT, source->place, source->file,
		        number(scratch, source->length));
		break;
	case CHUNKS_DAMAGED:
		diag_say(diag, MSG_IMAGE_DAMAGED, source->place, source->file,
		        chunks.name[0] != '\0' ? chunks.name : "?", number(scratch, chunks.at));
		break;
	}
	arena_free(scratch);
	return image;
}

/* "emblem.png, code.png": what is beside a file that is not there. */
static const char *names_beside(struct arena *arena, const struct root *root, const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *folder = slash ? arena_strndup(arena, file, (size_t)(slash - file)) : ".";
	struct file_list files;
	const char *list = "";
	size_t shown = 0;

	if (file_list(arena, root, folder, &files) != FILE_OK)
		return "–";
	for (size_t i = 0; i < files.count && shown <= NAMES_SHOWN; i++) {
		if (!text_ends_with(files.names[i], PNG_SUFFIX))
			continue;
		list = arena_printf(arena, "%s%s%s", list, shown > 0 ? ", " : "",
		        shown < NAMES_SHOWN ? files.names[i] : "…");
		shown++;
	}
	return shown > 0 ? list : "–";
}

static void say_missing(struct arena *arena, struct diag *diag, const struct root *root,
        const char *path, struct place place)
{
	const char *slash = strrchr(path, '/');
	const char *list = names_beside(arena, root, path);
	const struct hint hint = hint_near(arena, slash ? slash + 1 : path, list);

	diag_say(diag, MSG_IMAGE_MISSING, place, path, list, hint.english, hint.chinese);
}

static void say_unread(struct arena *arena, struct diag *diag, const struct root *root,
        const struct kept_file *file, struct place place)
{
	if (file->status == FILE_MISSING)
		say_missing(arena, diag, root, file->path, place);
	else if (file->status == FILE_TOO_LARGE)
		diag_say(diag, MSG_IMAGE_HEAVY, place, file->path,
		        number(arena, IMAGE_FILE_LIMIT / MIB));
	else if (file->status == FILE_FAILED)
		diag_say(diag, MSG_INPUT_UNREADABLE, place_file(file->path), strerror(file->error));
	else
		diag_say(diag, MSG_IMAGE_NO_FILE, place, file->path);
}

const struct image *image_read(struct arena *arena, struct diag *diag, const struct root *root,
        const char *file, struct place place)
{
	struct arena *scratch = arena_new();
	const struct kept_file *read = kept_read(scratch, root, file);
	const struct image_source source = {
		.file = file, .place = place, .bytes = read->bytes, .length = read->length
	};
	const struct image *image = NULL;

	if (read->status == FILE_OK)
		image = image_decode(arena, diag, &source);
	else
		say_unread(scratch, diag, root, read, place);
	arena_free(scratch);
	return image;
}

bool image_encode(const struct image *image, struct text *out)
{
	png_image png = { .version = PNG_IMAGE_VERSION,
		.width = image->width,
		.height = image->height,
		.format = image->channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB };
	png_alloc_size_t length = 0;

	if (!png_image_write_to_memory(&png, NULL, &length, 0, image->pixels, 0, NULL))
		return false;
	void *bytes = memory_zeroed(length);
	const bool done =
	        png_image_write_to_memory(&png, bytes, &length, 0, image->pixels, 0, NULL);
	if (done)
		text_add_bytes(out, bytes, length);
	free(bytes);
	return done;
}
