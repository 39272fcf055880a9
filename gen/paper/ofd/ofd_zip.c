#include "paper/ofd/ofd_zip.h"

#include <stdlib.h>
#include <zip.h>

/* 1980-01-01, the first that a ZIP archive can say. */
#define DOS_DATE 0x0021
#define DOS_TIME 0
/* zlib's level: 6 costs half as much again for a twentieth of the bytes. */
#define EFFORT 1

struct ofd_zip {
	zip_source_t *target;
	zip_t *archive;
	bool failed;
};

struct ofd_zip *ofd_zip_new(void)
{
	struct ofd_zip *zip = calloc(1, sizeof *zip);
	zip_error_t error;

	if (!zip)
		return NULL;
	zip_error_init(&error);
	zip->target = zip_source_buffer_create(NULL, 0, 0, &error);
	if (zip->target) {
		/* The archive takes one reference; ours is for reading afterwards. */
		zip_source_keep(zip->target);
		zip->archive = zip_open_from_source(zip->target, ZIP_TRUNCATE, &error);
	}
	zip->failed = !zip->archive;
	zip_error_fini(&error);
	return zip;
}

void ofd_zip_add(struct ofd_zip *zip, const char *name, const char *bytes, size_t length)
{
	if (zip->failed)
		return;
	zip_source_t *source = zip_source_buffer(zip->archive, bytes, length, 0);
	const zip_int64_t at =
	        source ? zip_file_add(zip->archive, name, source, ZIP_FL_ENC_UTF_8) : -1;

	if (source && at < 0)
		zip_source_free(source);
	zip->failed = at < 0
	        || zip_file_set_dostime(zip->archive, (zip_uint64_t)at, DOS_TIME, DOS_DATE, 0) != 0
	        || zip_set_file_compression(zip->archive, (zip_uint64_t)at, ZIP_CM_DEFLATE, EFFORT)
	                != 0
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
	free(zip);
	return done;
}

const char *ofd_zip_version(void)
{
	return zip_libzip_version();
}
