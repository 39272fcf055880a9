#include "press/export/export.h"

#include "base/common.h"
#include "press/export/csv.h"
#include "press/export/summary.h"

#include <assert.h>

struct export_kind {
	const char *file;
	bool (*make)(struct arena *arena, struct diag *diag, struct facts *facts, struct text *out);
};

static bool make_csv(struct arena *arena, struct diag *diag, struct facts *facts, struct text *out)
{
	const struct export_sheet sheet = sheets_progress(arena, facts, true);

	(void)diag;
	csv_write(&sheet, out);
	return true;
}

static bool make_json(struct arena *arena, struct diag *diag, struct facts *facts, struct text *out)
{
	(void)arena;
	(void)diag;
	summary_write(facts, out);
	return true;
}

static const struct export_kind exports[] = {
	{ .file = "summary.csv", .make = make_csv },
	{ .file = "summary.json", .make = make_json },
};

size_t export_count(void)
{
	return COUNT_OF(exports);
}

const struct export_kind *export_at(size_t index)
{
	assert(index < COUNT_OF(exports));
	return &exports[index];
}

const char *export_file(const struct export_kind *kind)
{
	return kind->file;
}

bool export_make(
        const struct export_kind *kind, struct diag *diag, struct facts *facts, struct text *out)
{
	struct arena *arena = arena_new();

	sheets_ask(facts);
	const bool made = kind->make(arena, diag, facts, out);
	arena_free(arena);
	return made;
}
