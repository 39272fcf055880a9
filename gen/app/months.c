#include "app/months.h"

#include "base/tree.h"
#include "figures/intake/litter.h"
#include "figures/intake/strays.h"
#include "press/state/memo.h"

#include <string.h>

/* Entries of a folder that are counted. */
#define HELD_MOST 2000

#define TARGETS_FOLDER "input/targets"

static const char *targets_of(struct run *run, int year)
{
	return arena_printf(run->arena, "input/targets/%04d.json", year);
}

/* What is wrong with a catalogue is said when a month of its year is worked on. */
static const struct catalogue *catalogue_of(struct run *run, int year)
{
	struct diag *silent = diag_new(&(struct diag_options){ 0 });
	const struct catalogue *catalogue = catalogue_read(
	        run->arena, silent, run->root, targets_of(run, year), readings_ink(run->readings));

	diag_free(silent);
	return catalogue;
}

/* Minutes east of UTC, as the month's last night remembers it or by the year's catalogue. */
static bool offset_of(struct run *run, struct period period, int *offset)
{
	struct diag *silent = diag_new(&(struct diag_options){ 0 });
	const struct memo *memo;
	/* A memo that cannot be read fails its month when that is looked at. */
	const bool known = memo_read(run->arena, silent, run->live, period, &memo);

	diag_free(silent);
	if (known && memo) {
		*offset = memo->utc_offset;
		return true;
	}
	const struct catalogue *catalogue = catalogue_of(run, period.year);
	if (catalogue)
		*offset = catalogue->rules.utc_offset;
	return catalogue;
}

bool months_today(struct run *run, struct date *out)
{
	struct periods periods;
	const bool known = month_periods(run, &periods);
	int offset = 0;

	for (size_t i = periods.count; i > 0 && !run->today[0]; i--)
		if (offset_of(run, periods.list[i - 1], &offset))
			break;
	*out = month_today(run, offset);
	return known;
}

static bool has_begun(struct period period, struct date today)
{
	return period_compare(period, (struct period){ today.year, today.month }) <= 0;
}

static void say_unreadable(struct run *run, const char *path, int error)
{
	diag_say(run->diag, MSG_INPUT_UNREADABLE, place_file(diag_clean(run->arena, path)),
	        strerror(error));
}

/* Files in a folder that nobody reads, litter aside; what cannot be told is said. */
static size_t count_files(struct run *run, const char *path)
{
	const struct tree_list tree = tree_list(run->arena, run->root, path, HELD_MOST);
	size_t count = 0;

	for (size_t i = 0; i < tree.count; i++) {
		const struct tree_entry *entry = &tree.entries[i];
		if (entry->kind == TREE_UNREADABLE)
			say_unreadable(run, file_join(run->arena, path, entry->name), entry->error);
		else
			count += entry->kind != TREE_FOLDER && !litter_is_path(entry->name);
	}
	return count;
}

/* What lies beside the folders of the months: other folders, and files. */
static void check_stray(
        struct run *run, const char *path, struct file_sight sight, struct date today)
{
	const struct place place = place_file(diag_clean(run->arena, path));
	struct period near = { today.year, today.month }, meant;

	if (sight.kind == FILE_KIND_UNKNOWN)
		say_unreadable(run, path, sight.error);
	else if (sight.kind == FILE_KIND_FOLDER
	        && strays_period(path + strlen(SUBMISSIONS_FOLDER "/"), near, &meant))
		diag_say(run->diag, MSG_NIGHT_STRAY_MONTH, place, period_format(run->arena, meant),
		        arena_printf(run->arena, "%zu", count_files(run, path)));
	else if (sight.kind != FILE_KIND_NONE) /* gone meanwhile */
		diag_say_plain(run->diag, MSG_NIGHT_STRAY, place);
}

/* A month of which it cannot be told whether it is a folder is looked at, and fails then. */
static bool take_name(struct run *run, const char *name, struct date today, struct period *out)
{
	const char *path = file_join(run->arena, SUBMISSIONS_FOLDER, name);
	const struct file_sight sight = file_look(run->root, path);
	const bool is_month = period_parse(name, out);

	if (!is_month || (sight.kind != FILE_KIND_FOLDER && sight.kind != FILE_KIND_UNKNOWN)) {
		if (!litter_is_name(name))
			check_stray(run, path, sight, today);
		return false;
	}
	if (has_begun(*out, today))
		return true;
	diag_say(run->diag, MSG_NIGHT_NOT_BEGUN, place_file(path), name,
	        date_format(run->arena, today));
	return false;
}

/* Where there is nothing to look at, it may be the wrong folder. */
static void check_empty(struct run *run, struct date today, size_t names)
{
	struct file_list targets;

	if (file_look(run->root, SUBMISSIONS_FOLDER).kind == FILE_KIND_NONE) {
		diag_say_plain(run->diag, MSG_NIGHT_NO_FOLDER, place_file(SUBMISSIONS_FOLDER));
		return;
	}
	const enum file_status status = file_list(run->arena, run->root, TARGETS_FOLDER, &targets);
	if (status == FILE_FAILED)
		say_unreadable(run, TARGETS_FOLDER, targets.error);
	if (names == 0 && (status == FILE_MISSING || (status == FILE_OK && targets.count == 0)))
		diag_say_plain(run->diag, MSG_NO_TARGETS, place_file(targets_of(run, today.year)));
}

bool months_begun(struct run *run, struct date today, struct periods *out)
{
	struct file_list names;

	*out = (struct periods){ .count = 0 };
	if (!month_names(run, &names))
		return false;
	struct period *list = arena_alloc_array(run->arena, names.count + 1, sizeof *list);
	for (size_t i = 0; i < names.count; i++)
		if (take_name(run, names.names[i], today, &list[out->count]))
			out->count++;
	out->list = list;
	check_empty(run, today, names.count);
	return true;
}
