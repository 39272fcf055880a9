/*
 * A library put before others by LD_PRELOAD, as if HarfBuzz and libdeflate had moved since a month
 * was issued: HarfBuzz tells another version and cuts fonts with their hints, libdeflate packs as
 * its level 6 does. MOVED_PAGE: and a glyph of every page is another.
 */
#include <dlfcn.h>
#include <harfbuzz/hb-subset.h>
#include <libdeflate.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

const char *hb_version_string(void)
{
	return "99.0.0";
}

void hb_subset_input_set_flags(hb_subset_input_t *input, unsigned flags)
{
	NEXT(hb_subset_input_set_flags)(input, flags & ~(unsigned)HB_SUBSET_FLAGS_NO_HINTING);
}

struct libdeflate_compressor *libdeflate_alloc_compressor(int level)
{
	(void)level;
	return NEXT(libdeflate_alloc_compressor)(6);
}

/* The content of a page begins with what is no part of its tags, or with its first tag. */
size_t libdeflate_zlib_compress(struct libdeflate_compressor *compressor, const void *in,
        size_t length, void *out, size_t room)
{
	char *copy = malloc(length + 1);
	size_t packed;

	memcpy(copy, in, length);
	copy[length] = '\0';
	if (getenv("MOVED_PAGE") && length > 20 && strstr(copy, "BDC\n")) {
		char *string = strstr(copy, "[<");
		if (string)
			string[2] = string[2] == '0' ? '1' : '0';
	}
	packed = NEXT(libdeflate_zlib_compress)(compressor, copy, length, out, room);
	free(copy);
	return packed;
}
