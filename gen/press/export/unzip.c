#include "press/export/unzip.h"

#include <zip.h>

struct zip *unzip_open(const char *bytes, size_t length)
{
	zip_error_t error;

	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &error);
	zip_t *archive =
	        source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : NULL;
	if (source && !archive)
		zip_source_free(source);
	zip_error_fini(&error);
	return archive;
}
