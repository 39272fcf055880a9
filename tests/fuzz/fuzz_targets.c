/* Any bytes as a year's catalogue: it can be used, or an error is said; what is used holds. */
#include "figures/targets/calendar.h"
#include "figures/targets/catalogue.h"
#include "figures/targets/duties.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the rest of the program takes for granted. */
static void use(const struct catalogue *catalogue)
{
	const struct period may = { .year = catalogue->year, .month = 5 };

	if (date_compare(calendar_due(catalogue, may), calendar_cut(catalogue, may)) > 0)
		abort();
	for (size_t u = 0; u < catalogue->unit_count; u++)
		if (catalogue->units[u]->index != u || !catalogue->units[u]->name[0])
			abort();
	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		if (indicator->index != i || !indicator->task)
			abort();
		for (size_t u = 0; u < catalogue->unit_count; u++)
			(void)unit_must_report(indicator, catalogue->units[u]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	char *bytes = arena_strndup(arena, (const char *)data, size);
	const struct catalogue *catalogue = catalogue_parse(arena, diag,
	        &(struct catalogue_source){ .file = "fuzz", .bytes = bytes, .length = size });

	if ((!catalogue) != (diag_count_at_least(diag, SEVERITY_FAULT) > 0))
		abort();
	if (catalogue)
		use(catalogue);
	diag_free(diag);
	arena_free(arena);
	return 0;
}
