#include "press/export/export.h"

#include "base/common.h"
#include "figures/facts/walk.h"
#include "press/export/csv.h"
#include "press/export/summary.h"
#include "press/export/workbook.h"

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

static bool make_xlsx(struct arena *arena, struct diag *diag, struct facts *facts, struct text *out)
{
	const struct export_sheet sheets[] = { sheets_progress(arena, facts, false),
		sheets_matrix(arena, facts), sheets_ranks(arena, facts),
		sheets_reports(arena, facts), sheets_notes(arena, facts) };
	const struct fact_element *root = walk_root(facts);
	struct xlsx_order order = { .title = walk_text(root, FACT_TITLE),
		.author = walk_text(root, FACT_ISSUER),
		.sheets = sheets,
		.sheet_count = COUNT_OF(sheets) };

	(void)date_parse(walk_text(root, FACT_CUT), &order.created);
	return workbook_write(diag, "summary.xlsx", &order, out);
}

static const struct export_kind exports[] = {
	{ .file = "summary.csv", .make = make_csv },
	{ .file = "summary.json", .make = make_json },
	{ .file = "summary.xlsx", .make = make_xlsx },
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
