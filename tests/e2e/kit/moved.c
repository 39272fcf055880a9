/*
 * A library put before others by LD_PRELOAD, as if HarfBuzz, libdeflate and zlib had moved since a
 * month was issued: fonts are cut with their hints, libdeflate packs as its level 6 does, zlib as
 * its level 1. MOVED_PAGE: and a glyph of every page is another.
 */
#include <dlfcn.h>
#include <harfbuzz/hb-subset.h>
#include <libdeflate.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void hb_subset_input_set_flags(hb_subset_input_t *input, unsigned flags)
{
	NEXT(hb_subset_input_set_flags)(input, flags & ~(unsigned)HB_SUBSET_FLAGS_NO_HINTING);
}

int deflateInit2_(z_streamp stream, int level, int method, int bits, int memory, int strategy,
        const char *version, int size)
{
	(void)level;
	return NEXT(deflateInit2_)(stream, 1, method, bits, memory, strategy, version, size);
}

struct libdeflate_compressor *libdeflate_alloc_compressor(int level)
{
	(void)level;
	return NEXT(libdeflate_alloc_compressor)(6);
}

/* A copy in which, where it is asked for, a page's first glyph or its place is another. The content
 * of a page begins with what is no part of its tags, or with its first tag. */
static char *changed(const void *in, size_t length)
{
	char *copy = malloc(length + 1);

	memcpy(copy, in, length);
	copy[length] = '\0';
	char *string =
	        strstr(copy, "BDC\n") ? strstr(copy, "[<") : strstr(copy, "<ofd:TextCode X=\"");
	if (getenv("MOVED_PAGE") && length > 20 && string) {
		string += *string == '[' ? strlen("[<") : strlen("<ofd:TextCode X=\"");
		*string = *string == '0' ? '1' : '0';
	}
	return copy;
}

/* zlib's stream is written by the function below, which is not to change it again. */
static int is_nested;

size_t libdeflate_zlib_compress(struct libdeflate_compressor *compressor, const void *in,
        size_t length, void *out, size_t room)
{
	char *copy = changed(in, length);

	is_nested = 1;
	const size_t packed = NEXT(libdeflate_zlib_compress)(compressor, copy, length, out, room);
	is_nested = 0;
	free(copy);
	return packed;
}

size_t libdeflate_deflate_compress(struct libdeflate_compressor *compressor, const void *in,
        size_t length, void *out, size_t room)
{
	char *copy = is_nested ? NULL : changed(in, length);
	const size_t packed =
	        NEXT(libdeflate_deflate_compress)(compressor, copy ? copy : in, length, out, room);

	free(copy);
	return packed;
}

/* Of what is deflated by the function above. */
uint32_t libdeflate_crc32(uint32_t sum, const void *in, size_t length)
{
	char *copy = changed(in, length);
	const uint32_t now = NEXT(libdeflate_crc32)(sum, copy, length);

	free(copy);
	return now;
}
