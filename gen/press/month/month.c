#include "press/month/month.h"

#include "base/file.h"
#include "base/text.h"
#include "figures/ledger/build.h"
#include "press/archive/archive.h"

#include <assert.h>

const struct catalogue *month_catalogue(struct run *run, int year)
{
	const char *file = arena_printf(run->arena, "input/targets/%04d.json", year);

	if (!file_exists(run->root, file)) {
		diag_say_plain(run->diag, MSG_NO_TARGETS, place_file(file));
		return NULL;
	}
	return catalogue_read(run->arena, run->diag, run->root, file);
}

struct periods month_periods(struct run *run)
{
	struct file_list names;

	if (file_list(run->arena, run->root, SUBMISSIONS_FOLDER, &names) != FILE_OK)
		return (struct periods){ 0 };
	struct period *list = arena_alloc_array(run->arena, names.count, sizeof *list);
	size_t count = 0;
	for (size_t i = 0; i < names.count; i++)
		if (period_parse(names.names[i], &list[count]))
			count++;
	return (struct periods){ .list = list, .count = count };
}

/* Of earlier months it was said when they were looked at. */
static void say_inbox(struct diag *diag, const struct inbox *inbox)
{
	for (size_t i = 0; i < diag_count(inbox->said); i++)
		diag_repeat(diag, diag_record(inbox->said, i));
}

const struct ledger *month_ledger(
        struct run *run, const struct catalogue *catalogue, struct period period, bool issued)
{
	const struct sources sources = sources_of(run->arena, run->root, period, issued);
	const struct inbox **inboxes =
	        arena_alloc_array(run->arena, (size_t)period.month, sizeof(struct inbox *));
	bool hold = true;

	assert(period.month >= 1 && period.month <= SOURCES_MONTHS);
	for (int month = 1; month <= period.month; month++)
		inboxes[month - 1] = readings_inbox(
		        run->readings, catalogue, &sources, (struct period){ period.year, month });
	say_inbox(run->diag, inboxes[period.month - 1]);
	const struct ledger *ledger =
	        ledger_build(run->arena, run->diag, catalogue, inboxes, period);
	for (size_t i = 0; i < ledger->month_count; i++)
		hold = sources_hold(run->diag, &sources, inboxes[i]) && hold;
	return hold ? ledger : NULL;
}

static bool tell_month(
        struct run *run, const struct facts_options *options, bool issued, struct month *out)
{
	const struct facts_options none = { .reason = "", .despite = "" };

	out->first_record = diag_count(run->diag);
	out->ledger = month_ledger(run, out->catalogue, out->period, issued);
	if (!out->ledger)
		return false;
	out->assessment = assess(run->arena, run->diag, out->ledger);
	out->facts = facts_new(out->assessment, options ? options : &none);
	return true;
}

static bool has_submissions(struct run *run, struct period period)
{
	const char *folder =
	        file_join(run->arena, SUBMISSIONS_FOLDER, period_format(run->arena, period));

	if (file_is_folder(run->root, folder))
		return true;
	diag_say_plain(run->diag, MSG_NO_SUBMISSIONS, place_file(folder));
	return false;
}

bool month_read_reported(struct run *run, const struct catalogue *catalogue, struct period period,
        const struct facts_options *options, struct month *out)
{
	*out = (struct month){ .period = period, .catalogue = catalogue };
	return has_submissions(run, period) && tell_month(run, options, false, out);
}

bool month_read_issued(
        struct run *run, const struct catalogue *catalogue, struct period period, struct month *out)
{
	*out = (struct month){ .period = period, .catalogue = catalogue };
	return (archive_is_closed(run->arena, run->root, period) || has_submissions(run, period))
	        && tell_month(run, NULL, true, out);
}

bool month_read(struct run *run, struct period period, struct month *out)
{
	*out = (struct month){ .period = period };
	const struct catalogue *catalogue = month_catalogue(run, period.year);
	return catalogue && month_read_issued(run, catalogue, period, out);
}

struct date month_today(const struct run *run, int utc_offset)
{
	struct date date;

	if (run->today[0] && date_parse(run->today, &date))
		return date;
	return date_today(utc_offset);
}

const char *month_output_path(struct run *run, struct period period, const char *file)
{
	const char *folder =
	        file_join(run->arena, OUTPUT_FOLDER, period_format(run->arena, period));
	const char *path = file_join(run->arena, folder, file);

	return root_shown(run->live, run->arena, path);
}
