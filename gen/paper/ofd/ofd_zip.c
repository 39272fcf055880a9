#include "paper/ofd/ofd_zip.h"

#include "base/memory.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* 1980-01-01, the first that a ZIP archive can say. */
#define DOS_DATE 0x0021
#define DOS_TIME 0
/* libdeflate's level, as in stream.c of paper/pdf; zlib's 1 takes twice as long for as many bytes.
 */
#define EFFORT 1

struct ofd_zip {
	struct libdeflate_compressor *compressor;
	zip_source_t *target;
	zip_t *archive;
	bool failed;
};

/* A file deflated, as libzip reads it; libzip owns it once it took the source. */
struct deflated {
	char *bytes;
	size_t length, at;
	struct zip_stat stat;
	zip_error_t error;
};

struct ofd_zip *ofd_zip_new(void)
{
	struct ofd_zip *zip = calloc(1, sizeof *zip);
	zip_error_t error;

	if (!zip)
		return NULL;
	zip->compressor = libdeflate_alloc_compressor(EFFORT);
	zip_error_init(&error);
	zip->target = zip_source_buffer_create(NULL, 0, 0, &error);
	if (zip->target) {
		/* The archive takes one reference; ours is for reading afterwards. */
		zip_source_keep(zip->target);
		zip->archive = zip_open_from_source(zip->target, ZIP_TRUNCATE, &error);
	}
	zip->failed = !zip->archive || !zip->compressor;
	zip_error_fini(&error);
	return zip;
}

static struct deflated *deflate_whole(const struct ofd_zip *zip, const char *bytes, size_t length)
{
	const size_t bound = libdeflate_deflate_compress_bound(zip->compressor, length);
	struct deflated *file = memory_zeroed(sizeof *file);

	file->bytes = memory_alloc(bound);
	file->length =
	        libdeflate_deflate_compress(zip->compressor, bytes, length, file->bytes, bound);
	zip_stat_init(&file->stat);
	file->stat.valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
	file->stat.size = length;
	file->stat.comp_size = file->length;
	file->stat.comp_method = ZIP_CM_DEFLATE;
	file->stat.crc = libdeflate_crc32(0, bytes, length);
	zip_error_init(&file->error);
	return file;
}

static void release(struct deflated *file)
{
	zip_error_fini(&file->error);
	free(file->bytes);
	free(file);
}

static zip_int64_t read_on(struct deflated *file, void *out, zip_uint64_t room)
{
	const size_t left = file->length - file->at;
	const size_t length = room < left ? (size_t)room : left;

	memcpy(out, file->bytes + file->at, length);
	file->at += length;
	return (zip_int64_t)length;
}

/* libzip's zip_source_callback: what is deflated already is copied. */
static zip_int64_t supply(void *state, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
	struct deflated *file = state;

	switch ((int)command) {
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
		        ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	case ZIP_SOURCE_OPEN:
		file->at = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return read_on(file, data, length);
	case ZIP_SOURCE_STAT:
		*(struct zip_stat *)data = file->stat;
		return sizeof file->stat;
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&file->error, data, length);
	case ZIP_SOURCE_FREE:
		release(file);
		return 0;
	default:
		return command == ZIP_SOURCE_CLOSE ? 0 : -1;
	}
}

void ofd_zip_add(struct ofd_zip *zip, const char *name, const char *bytes, size_t length)
{
	if (zip->failed)
		return;
	struct deflated *file = deflate_whole(zip, bytes, length);
	zip_source_t *source =
	        file->length > 0 ? zip_source_function(zip->archive, supply, file) : NULL;
	const zip_int64_t at =
	        source ? zip_file_add(zip->archive, name, source, ZIP_FL_ENC_UTF_8) : -1;

	if (!source)
		release(file);
	else if (at < 0)
		zip_source_free(source);
	zip->failed = at < 0
	        || zip_file_set_dostime(zip->archive, (zip_uint64_t)at, DOS_TIME, DOS_DATE, 0) != 0
	        || zip_file_set_external_attributes(
	                   zip->archive, (zip_uint64_t)at, 0, ZIP_OPSYS_DOS, 0)
	                != 0;
}

/* What was written, at the end of `out`. */
static bool read_back(zip_source_t *source, struct text *out)
{
	char piece[1 << 14];
	zip_int64_t length = 0;

	if (zip_source_open(source) != 0)
		return false;
	while ((length = zip_source_read(source, piece, sizeof piece)) > 0)
		text_add_bytes(out, piece, (size_t)length);
	zip_source_close(source);
	return length == 0;
}

bool ofd_zip_end(struct ofd_zip *zip, struct text *out)
{
	if (!zip)
		return false;
	bool done = !zip->failed && zip_close(zip->archive) == 0;
	if (!done && zip->archive)
		zip_discard(zip->archive);
	done = done && read_back(zip->target, out);
	if (zip->target)
		zip_source_free(zip->target);
	libdeflate_free_compressor(zip->compressor);
	free(zip);
	return done;
}
