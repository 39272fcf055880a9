#include "figures/intake/laid.h"

#include "base/text.h"

#include <string.h>

static const char *name_of(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash ? slash + 1 : file;
}

/* What came last: a file that replaces another is the newer one. */
static long long latest(const struct arrivals *there)
{
	long long most = 0;

	for (size_t i = 0; i < there->count; i++)
		if (there->list[i].modified > most)
			most = there->list[i].modified;
	return most + 1;
}

static struct arrival arrival_of(
        struct arena *arena, const struct arrivals *there, const struct laid_file *laid)
{
	const char *path = arena_printf(arena, "%s/%s", there->folder, name_of(laid->file));
	struct arrival arrival = {
		.name = name_of(laid->file),
		.path = path,
		.shown = laid->file,
		.kept = path,
		.kind = FILE_KIND_REGULAR,
		.is_json = arrivals_is_json(laid->file),
		.is_clean = true,
		.link = "",
		.size = laid->length,
		.holds = "",
		.status = FILE_OK,
		.bytes = laid->bytes,
		.length = laid->length,
		.digest = digest_of(laid->bytes, laid->length),
		.modified = latest(there),
		.nature = nature_of(laid->bytes, laid->length),
	};

	arrival.is_report = arrival.is_json || arrival.nature.nature == NATURE_REPORT;
	return arrival;
}

const struct arrivals *laid_over(
        struct arena *arena, const struct arrivals *there, const struct laid_file *laid, size_t *at)
{
	struct arrivals *arrivals = arena_alloc(arena, sizeof *arrivals);
	struct arrival *list = arena_alloc_array(arena, there->count + 1, sizeof *list);
	const struct arrival arrival = arrival_of(arena, there, laid);
	size_t before = 0;

	*arrivals = *there;
	*at = there->count;
	if (there->status != FILE_OK && there->status != FILE_MISSING)
		return arrivals;
	while (before < there->count && strcmp(there->list[before].path, arrival.path) < 0)
		before++;
	const bool replaces =
	        before < there->count && text_equal(there->list[before].path, arrival.path);
	const size_t after = before + (replaces ? 1 : 0);
	for (size_t i = 0; i < before; i++)
		list[i] = there->list[i];
	list[before] = arrival;
	for (size_t i = after; i < there->count; i++)
		list[before + 1 + i - after] = there->list[i];
	arrivals->status = FILE_OK;
	arrivals->list = list;
	arrivals->count = before + 1 + there->count - after;
	*at = before;
	return arrivals;
}
