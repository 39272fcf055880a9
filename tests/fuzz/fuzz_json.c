/* Any bytes as a JSON file: a tree whose every value has a place, or a fault; never both nor none.
 */
#include "figures/json/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void walk(struct arena *arena, const struct json *value)
{
	if (value->line == 0 || value->column == 0)
		abort();
	json_pointer(arena, value);
	json_describe(arena, value, DIAG_CHINESE);
	for (const struct json *child = value->first; child; child = child->next)
		walk(arena, child);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	char *bytes = malloc(size + 1);

	if (!bytes)
		abort();
	if (size > 0)
		memcpy(bytes, data, size);
	bytes[size] = '\0';
	const struct json *root = json_parse(arena, diag, "fuzz", bytes, size);
	if ((!root) != (diag_count_at_least(diag, SEVERITY_FAULT) > 0))
		abort();
	if (root)
		walk(arena, root);
	free(bytes);
	diag_free(diag);
	arena_free(arena);
	return 0;
}
