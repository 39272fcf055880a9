#include "press/month/month.h"

#include "base/file.h"
#include "base/text.h"
#include "figures/ledger/build.h"
#include "figures/targets/calendar.h"
#include "press/archive/archive.h"
#include "press/archive/manifest.h"
#include "press/month/adjustments.h"
#include "press/month/sighted.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

const struct catalogue *month_catalogue(struct run *run, struct period period)
{
	const char *file = arena_printf(run->arena, "input/targets/%04d.json", period.year);

	if (kept_read(run->arena, run->root, file)->status == FILE_MISSING) {
		diag_say_plain(run->diag, MSG_NO_TARGETS, place_file(file));
		return NULL;
	}
	return catalogue_read_as_of(run->arena, run->diag, run->root,
	        &(struct catalogue_file){ file, readings_ink(run->readings), period.month });
}

bool month_names(struct run *run, struct file_list *out)
{
	const enum file_status status = file_list(run->arena, run->root, SUBMISSIONS_FOLDER, out);

	if (status == FILE_OK || status == FILE_MISSING)
		return true;
	diag_say(run->diag, MSG_INBOX_UNREADABLE, place_file(SUBMISSIONS_FOLDER),
	        strerror(status == FILE_FAILED ? out->error : ENOTDIR));
	return false;
}

bool month_periods(struct run *run, struct periods *out)
{
	struct file_list names;

	*out = (struct periods){ .count = 0 };
	if (!month_names(run, &names))
		return false;
	struct period *list = arena_alloc_array(run->arena, names.count + 1, sizeof *list);
	for (size_t i = 0; i < names.count; i++)
		if (period_parse(names.names[i], &list[out->count]))
			out->count++;
	out->list = list;
	return true;
}

/* Of earlier months it was said when they were looked at. */
static void say_inbox(struct diag *diag, const struct inbox *inbox)
{
	for (size_t i = 0; i < diag_count(inbox->said); i++)
		diag_repeat(diag, diag_record(inbox->said, i));
}

/* The inboxes of January … period; false (said) when something of one could not be read. */
static bool read_inboxes(struct run *run, const struct catalogue *catalogue,
        const struct sources *sources, struct period period, const struct inbox **inboxes)
{
	bool whole = true;

	for (int month = 1; month <= period.month; month++)
		inboxes[month - 1] = readings_inbox(
		        run->readings, catalogue, sources, (struct period){ period.year, month });
	say_inbox(run->diag, inboxes[period.month - 1]);
	for (int month = 1; month < period.month; month++)
		whole = readings_are_whole(run->diag, inboxes[month - 1]) && whole;
	return whole && inbox_is_whole(inboxes[period.month - 1]);
}

const struct ledger *month_ledger(
        struct run *run, const struct catalogue *catalogue, struct period period, bool issued)
{
	const struct sources sources = sources_of(run->arena, run->root, period, issued);
	const struct inbox **inboxes =
	        arena_alloc_array(run->arena, (size_t)period.month, sizeof(struct inbox *));
	bool hold = true;

	assert(period.month >= 1 && period.month <= MONTHS);
	if (!sources_are_known(run->diag, &sources, period)
	        || !read_inboxes(run, catalogue, &sources, period, inboxes))
		return NULL;
	const struct ledger *ledger =
	        ledger_build(run->arena, run->diag, catalogue, inboxes, period);
	for (size_t i = 0; i < ledger->month_count; i++)
		hold = sources_hold(run->diag, &sources, inboxes[i]) && hold;
	return hold ? ledger : NULL;
}

static bool is_reported(struct run *run, const struct month *month)
{
	const struct rules *rules = &month->catalogue->rules;
	const char *folder =
	        file_join(run->arena, SUBMISSIONS_FOLDER, period_format(run->arena, month->period));

	if (calendar_is_reported(rules, month->period.month))
		return true;
	diag_say(run->diag, MSG_PERIOD_NOT_REPORTED, place_file(folder),
	        arena_printf(run->arena, "%d", month->period.month),
	        calendar_reported(run->arena, rules));
	return false;
}

/* What is said beside the figures of a month that is open. */
static bool find_told(struct run *run, struct month *month, struct facts_options *out)
{
	struct facts_changes adjustments;
	struct sighted sighted = { .count = 0 };

	*out = (struct facts_options){ .reason = "", .despite = "" };
	if (!adjustments_find(run->arena, run->diag, run->root,
	            &(struct adjustments_month){ month->catalogue, month->period }, &adjustments)
	        || !sighted_read(run->arena, run->diag, run->live, month->period, &sighted))
		return false;
	out->adjustments = adjustments.list;
	out->adjustment_count = adjustments.count;
	out->sightings = sighted.list;
	out->sighting_count = sighted.count;
	return true;
}

static bool judge_month(struct run *run, bool issued, struct month *out)
{
	out->first_record = diag_count(run->diag);
	out->ledger = month_ledger(run, out->catalogue, out->period, issued);
	if (!out->ledger)
		return false;
	out->assessment = assess(run->arena, run->diag, out->ledger);
	return true;
}

static void add_facts(struct run *run, const struct facts_options *told, struct month *out)
{
	out->told = *told;
	out->told.ink = readings_ink(run->readings);
	out->facts = facts_new(out->assessment, &out->told);
}

/* `options` NULL: as of an open month. */
static bool tell_month(
        struct run *run, const struct facts_options *options, bool issued, struct month *out)
{
	struct facts_options told;

	if (options)
		told = *options;
	else if (!find_told(run, out, &told))
		return false;
	if (!judge_month(run, issued, out))
		return false;
	add_facts(run, &told, out);
	return true;
}

bool month_has_submissions(struct run *run, struct period period)
{
	const char *folder =
	        file_join(run->arena, SUBMISSIONS_FOLDER, period_format(run->arena, period));

	/* Whatever stands there, reading it will tell. */
	if (file_look(run->root, folder).kind != FILE_KIND_NONE)
		return true;
	diag_say_plain(run->diag, MSG_NO_SUBMISSIONS, place_file(folder));
	return false;
}

bool month_read_reported(struct run *run, const struct catalogue *catalogue, struct period period,
        const struct facts_options *options, struct month *out)
{
	*out = (struct month){ .period = period, .catalogue = catalogue };
	return is_reported(run, out) && month_has_submissions(run, period)
	        && tell_month(run, options, false, out);
}

bool month_read_issued(
        struct run *run, const struct catalogue *catalogue, struct period period, struct month *out)
{
	struct archive_stand stand;

	*out = (struct month){ .period = period, .catalogue = catalogue };
	if (!archive_find(run->arena, run->diag, run->root, period, &stand))
		return false;
	if (!stand.is_closed)
		return is_reported(run, out) && month_has_submissions(run, period)
		        && tell_month(run, NULL, true, out);
	const char *folder = archive_path(run->arena, period, stand.revision);
	const struct manifest *manifest = manifest_read(
	        run->arena, run->diag, run->root, file_join(run->arena, folder, MANIFEST_FILE));
	if (!manifest)
		return false;
	const struct facts_options told = manifest_facts(manifest);
	return tell_month(run, &told, true, out);
}

void month_with_ledger(
        struct run *run, const struct month *month, const struct ledger *ledger, struct month *out)
{
	*out = *month;
	out->first_record = diag_count(run->diag);
	out->ledger = ledger;
	out->assessment = assess(run->arena, run->diag, ledger);
	add_facts(run, &month->told, out);
}

bool month_of_ledger(struct run *run, const struct ledger *ledger, struct month *out)
{
	struct month open = { .period = ledger->period, .catalogue = ledger->catalogue };

	if (!find_told(run, &open, &open.told))
		return false;
	month_with_ledger(run, &open, ledger, out);
	return true;
}

bool month_read_figures(struct run *run, struct period period, struct month *out)
{
	struct archive_stand stand;

	*out = (struct month){ .period = period, .catalogue = month_catalogue(run, period) };
	if (!out->catalogue || !archive_find(run->arena, run->diag, run->root, period, &stand))
		return false;
	if (!stand.is_closed && (!is_reported(run, out) || !month_has_submissions(run, period)))
		return false;
	return judge_month(run, true, out);
}

bool month_read(struct run *run, struct period period, struct month *out)
{
	*out = (struct month){ .period = period };
	const struct catalogue *catalogue = month_catalogue(run, period);
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
