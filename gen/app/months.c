#include "app/months.h"

#include "base/file.h"
#include "base/text.h"
#include "figures/targets/calendar.h"
#include "press/archive/archive.h"
#include "press/state/memo.h"

/* Minutes east of UTC by a year's catalogue; what is wrong with it is said when it is used. */
static bool offset_of_year(struct run *run, int year, int *offset)
{
	const char *file = arena_printf(run->arena, "input/targets/%04d.json", year);

	if (!file_exists(run->root, file))
		return false;
	struct diag *silent = diag_new(&(struct diag_options){ 0 });
	const struct catalogue *catalogue = catalogue_read(run->arena, silent, run->root, file);
	diag_free(silent);
	if (catalogue)
		*offset = catalogue->rules.utc_offset;
	return catalogue;
}

struct date months_today(struct run *run)
{
	const struct periods periods = month_periods(run);
	int offset = 0;

	for (size_t i = periods.count; i > 0 && !run->today[0]; i--) {
		const struct period period = periods.list[i - 1];
		const struct memo *memo = memo_read(run->arena, run->live, period);
		if (memo)
			offset = memo->utc_offset;
		if (memo || offset_of_year(run, period.year, &offset))
			break;
	}
	return month_today(run, offset);
}

static bool has_begun(struct period period, struct date today)
{
	return period_compare(period, (struct period){ today.year, today.month }) <= 0;
}

/* Folders, and reports that were put beside the folders instead of into one. */
static bool is_stray(const struct root *root, const char *path)
{
	struct file_map map;

	if (text_ends_with(path, ".json") || file_is_folder(root, path))
		return true;
	const enum file_status status = file_map_open(root, path, &map);
	if (status == FILE_OK)
		file_map_close(&map);
	return status == FILE_NOT_REGULAR;
}

static bool take_name(struct run *run, const char *name, struct date today, struct period *out)
{
	const char *path = file_join(run->arena, SUBMISSIONS_FOLDER, name);

	if (!period_parse(name, out) || !file_is_folder(run->root, path)) {
		if (is_stray(run->root, path))
			diag_say_plain(run->diag, MSG_NIGHT_STRAY,
			        place_file(diag_clean(run->arena, path)));
		return false;
	}
	if (has_begun(*out, today))
		return true;
	diag_say(run->diag, MSG_NIGHT_NOT_BEGUN, place_file(path), name,
	        date_format(run->arena, today));
	return false;
}

/* The month before this one has no folder at all, though its reports are due. */
static void check_last_month(struct run *run, struct periods periods, struct date today)
{
	const struct period last = period_add((struct period){ today.year, today.month }, -1);
	const char *targets = arena_printf(run->arena, "input/targets/%04d.json", last.year);

	for (size_t i = 0; i < periods.count; i++)
		if (period_compare(periods.list[i], last) == 0)
			return;
	if (!file_exists(run->root, targets) || archive_is_closed(run->arena, run->root, last))
		return;
	struct diag *silent = diag_new(&(struct diag_options){ 0 });
	const struct catalogue *catalogue = catalogue_read(run->arena, silent, run->root, targets);
	diag_free(silent);
	if (!catalogue || date_compare(today, calendar_due(catalogue, last)) <= 0)
		return;
	const char *name = period_format(run->arena, last);
	diag_say(run->diag, MSG_NIGHT_NOBODY,
	        place_file(file_join(run->arena, SUBMISSIONS_FOLDER, name)), name,
	        date_format(run->arena, calendar_due(catalogue, last)));
}

struct periods months_begun(struct run *run, struct date today)
{
	struct file_list names;
	struct periods periods = { .count = 0 };

	if (file_list(run->arena, run->root, SUBMISSIONS_FOLDER, &names) == FILE_OK) {
		struct period *list = arena_alloc_array(run->arena, names.count, sizeof *list);
		for (size_t i = 0; i < names.count; i++)
			if (take_name(run, names.names[i], today, &list[periods.count]))
				periods.count++;
		periods.list = list;
	}
	check_last_month(run, periods, today);
	return periods;
}
