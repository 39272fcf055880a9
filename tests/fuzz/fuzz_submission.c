/* Any bytes as a submission to the other city: accepted without a fault, or refused with one. */
#include "figures/intake/submission.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Faces that lack every other character. */
static bool prints(void *context, uint32_t codepoint, uint32_t before)
{
	(void)context;
	return ((codepoint ^ before) & 1) != 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Read once and kept: reading it for every input would be all that is measured. */
static const struct catalogue *load_catalogue(void)
{
	static const struct catalogue *catalogue;
	static struct arena *arena;

	if (catalogue)
		return catalogue;
	struct diag *diag = diag_new(&(struct diag_options){ .stream = stderr });
	arena = arena_new();
	catalogue = catalogue_read(arena, diag, &root_here, "tests/kit/other_city.json", NULL);
	diag_free(diag);
	if (!catalogue)
		abort();
	return catalogue;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct catalogue *catalogue = load_catalogue();
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	char *bytes = malloc(size + 1);

	if (!bytes)
		abort();
	if (size > 0)
		memcpy(bytes, data, size);
	bytes[size] = '\0';
	const struct ink ink = { .prints = prints };
	const struct submission_source source = {
		.file = "fuzz", .bytes = bytes, .length = size, .ink = &ink
	};
	const struct submission *submission = submission_parse(
	        arena, diag, catalogue, (struct period){ .year = 2031, .month = 5 }, &source);
	if ((!submission) != (diag_count_at_least(diag, SEVERITY_FAULT) > 0))
		abort();
	if (submission && !submission->unit)
		abort();
	submission_unit(catalogue, &source);
	free(bytes);
	diag_free(diag);
	arena_free(arena);
	return 0;
}
