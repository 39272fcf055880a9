/*
 * Any bytes as a file of an archive: the first tells which (M manifest.json, R a record of
 * reopening, anything else SHA256SUMS). It can be used or a fault is said, and what was read is
 * written and read again as the same.
 */
#include "base/text.h"
#include "fuzz/below.h"
#include "press/archive/archive.h"
#include "press/archive/manifest.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FILE_NAME "read.json"

static bool has_faults(const struct diag *diag)
{
	return diag_count_at_least(diag, SEVERITY_FAULT) > 0;
}

static const struct manifest *manifest_from(
        struct arena *arena, struct diag *diag, const char *bytes, size_t size)
{
	below_put(FILE_NAME, bytes, size);
	return manifest_read(arena, diag, below_root(), FILE_NAME);
}

static void try_manifest(struct arena *arena, struct diag *diag, const char *bytes, size_t size)
{
	const struct manifest *manifest = manifest_from(arena, diag, bytes, size);
	struct text once;
	struct text twice;

	if ((!manifest) != has_faults(diag))
		abort();
	if (!manifest)
		return;
	text_init(&once);
	text_init(&twice);
	manifest_write(manifest, &once);
	manifest = manifest_from(arena, diag, once.bytes, once.length);
	if (!manifest)
		abort();
	manifest_write(manifest, &twice);
	if (!text_equal(once.bytes, twice.bytes))
		abort();
	for (size_t i = 0; i < manifest->output_count; i++)
		if (!manifest_is_inside(manifest->outputs[i].file))
			abort();
	text_release(&twice);
	text_release(&once);
}

static void try_reopening(struct arena *arena, struct diag *diag, const char *bytes, size_t size)
{
	struct archive_reopening reopening = { .reason = "" };

	below_put(FILE_NAME, bytes, size);
	if (archive_reopening_read(arena, diag, below_root(), FILE_NAME, &reopening)
	        == has_faults(diag))
		abort();
}

static void try_sums(struct arena *arena, const char *bytes, size_t size)
{
	struct sum_list sums = sums_parse(arena, bytes, size);
	struct text text;

	sums_sort(&sums);
	text_init(&text);
	sums_write(&sums, &text);
	const struct sum_list again = sums_parse(arena, text.bytes, text.length);
	if (again.count != sums.count)
		abort();
	for (size_t i = 0; i < sums.count; i++)
		if (!text_equal(again.list[i].file, sums.list[i].file)
		        || !digest_equal(&again.list[i].digest, &sums.list[i].digest)
		        || !sums_lookup(&sums, sums.list[i].file))
			abort();
	text_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	const char *bytes = arena_strndup(arena, (const char *)data, size);

	if (bytes[0] == 'M')
		try_manifest(arena, diag, bytes + 1, size - 1);
	else if (bytes[0] == 'R')
		try_reopening(arena, diag, bytes + 1, size - 1);
	else
		try_sums(arena, bytes, size);
	diag_free(diag);
	arena_free(arena);
	return 0;
}
