#include "app/alerts.h"

#include "base/common.h"
#include "base/kept.h"
#include "base/text.h"
#include "figures/json/fields.h"
#include "figures/targets/calendar.h"
#include "press/archive/archive.h"

#include <string.h>

#define DECEMBER 12

static const char *targets_of(struct run *run, int year)
{
	return arena_printf(run->arena, "input/targets/%04d.json", year);
}

static enum file_status targets_status(struct run *run, int year)
{
	return kept_read(run->arena, run->root, targets_of(run, year))->status;
}

/* The catalogue of a year, asked for in order of years; NULL where there is none to be used. */
struct alert_year {
	int number;
	const struct catalogue *catalogue;
};

/* What is wrong with a catalogue is said when a month of its year is worked on. */
static void read_year(struct run *run, int number, struct alert_year *year)
{
	const struct kept_file *read = kept_read(run->arena, run->root, targets_of(run, number));
	struct diag *silent = diag_new(&(struct diag_options){ 0 });

	*year = (struct alert_year){ .number = number };
	if (read->status == FILE_OK)
		year->catalogue = catalogue_read(
		        run->arena, silent, run->root, read->path, readings_ink(run->readings));
	else if (read->status == FILE_FAILED)
		diag_say(run->diag, MSG_INPUT_UNREADABLE, place_file(read->path),
		        strerror(read->error));
	diag_free(silent);
}

static bool is_past_cut(const struct alert_month *month, struct date today)
{
	return !month->is_issued && month->cut.year > 0 && date_compare(today, month->cut) > 0;
}

/* The months that are past their cuts and not issued, in one line. */
static void tell_not_issued(
        struct run *run, const struct alert_month *months, size_t count, struct date today)
{
	const char **shown = arena_alloc_array(run->arena, count + 1, sizeof *shown);
	const char *first = "";
	size_t open = 0;

	for (size_t i = 0; i < count; i++) {
		if (!is_past_cut(&months[i], today))
			continue;
		const char *name = period_format(run->arena, months[i].period);
		first = open == 0 ? name : first;
		shown[open++] = arena_printf(
		        run->arena, "%s (%s)", name, date_format(run->arena, months[i].cut));
	}
	if (open > 0)
		diag_say(run->diag, MSG_NIGHT_NOT_ISSUED, PLACE_NONE,
		        fields_join(run->arena, shown, open), first);
}

/* Months that are open although a later one of their year is issued. */
static void tell_overtaken(struct run *run, const struct alert_month *months, size_t count)
{
	const struct alert_month *later = NULL;

	for (size_t i = count; i > 0; i--) {
		const struct alert_month *month = &months[i - 1];
		if (month->is_issued)
			later = month;
		else if (later && later->period.year == month->period.year)
			diag_say(run->diag, MSG_NIGHT_OVERTAKEN, PLACE_NONE,
			        period_format(run->arena, month->period),
			        period_format(run->arena, later->period));
	}
}

static bool is_known(const struct alert_month *months, size_t count, struct period period)
{
	for (size_t i = 0; i < count; i++)
		if (period_compare(months[i].period, period) == 0)
			return true;
	return false;
}

/* A month without a folder and without an archive, though its reports are due. */
static void tell_nobody(
        struct run *run, const struct catalogue *catalogue, struct period period, struct date today)
{
	struct archive_stand stand;

	if (!catalogue || !calendar_is_reported(&catalogue->rules, period.month)
	        || date_compare(today, calendar_due(catalogue, period)) <= 0
	        || !archive_find(run->arena, run->diag, run->root, period, &stand)
	        || stand.is_closed)
		return;
	const char *name = period_format(run->arena, period);
	diag_say(run->diag, MSG_NIGHT_NOBODY,
	        place_file(file_join(run->arena, SUBMISSIONS_FOLDER, name)), name,
	        date_format(run->arena, calendar_due(catalogue, period)));
}

/* From the first month that there is to the last that has ended. */
static void tell_gaps(
        struct run *run, const struct alert_month *months, size_t count, struct date today)
{
	const struct period last = period_add((struct period){ today.year, today.month }, -1);
	struct period at = count > 0 ? months[0].period : last;
	struct alert_year year = { .number = 0 };

	for (; period_compare(at, last) <= 0; at = period_add(at, 1)) {
		if (is_known(months, count, at))
			continue;
		if (year.number != at.year)
			read_year(run, at.year, &year);
		tell_nobody(run, year.catalogue, at, today);
	}
}

/* From December on, until they are there. */
static void tell_targets(struct run *run, struct date today)
{
	const int year = today.month == DECEMBER ? today.year + 1 : today.year;

	if (targets_status(run, year) != FILE_MISSING
	        || targets_status(run, year - 1) == FILE_MISSING)
		return;
	diag_say(run->diag, MSG_NIGHT_NO_TARGETS, place_file(targets_of(run, year)),
	        arena_printf(run->arena, "%d", year));
}

void alerts_tell(struct run *run, const struct alert_month *months, size_t count, struct date today)
{
	tell_not_issued(run, months, count, today);
	tell_overtaken(run, months, count);
	tell_gaps(run, months, count, today);
	tell_targets(run, today);
}
