#include "app/answering.h"

#include "app/options.h"
#include "base/nearest.h"
#include "diag/hint.h"
#include "figures/targets/lookup.h"

#include <stdio.h>

/* What keeps the month from being read; without such, all of it. */
static void say_again(struct diag *diag, const struct diag *aside)
{
	const enum severity least =
	        diag_count_at_least(aside, SEVERITY_ERROR) > 0 ? SEVERITY_ERROR : SEVERITY_INFO;

	for (size_t i = 0; i < diag_count(aside); i++)
		if (diag_record(aside, i)->severity >= least)
			diag_repeat(diag, diag_record(aside, i));
}

bool answering_month(struct run *run, struct period period, struct month *out)
{
	struct diag *voice = run->diag;
	struct diag *aside = diag_new(&(struct diag_options){ 0 });

	run->diag = aside;
	const bool is_read = month_read(run, period, out);
	run->diag = voice;
	if (!is_read || run->options->verbose)
		say_again(voice, aside);
	diag_free(aside);
	return is_read;
}

/* The newest month of the year that has a folder. */
static bool newest_month(struct run *run, int year, struct period *out)
{
	struct periods periods;

	if (!month_periods(run, &periods))
		return false;
	for (size_t i = periods.count; i > 0; i--) {
		*out = periods.list[i - 1];
		if (year == 0 || out->year == year)
			return true;
	}
	if (year == 0)
		diag_say_plain(run->diag, MSG_NO_SUBMISSIONS, place_file(SUBMISSIONS_FOLDER));
	else
		diag_say(run->diag, MSG_ASKED_YEAR, place_file(SUBMISSIONS_FOLDER),
		        arena_printf(run->arena, "%d", year));
	return false;
}

const struct ledger *answering_year(struct run *run, int year)
{
	struct diag *voice = run->diag;
	struct diag *aside = diag_new(&(struct diag_options){ 0 });
	const struct ledger *ledger = NULL;
	struct period period;

	run->diag = aside;
	if (newest_month(run, year, &period)) {
		const struct catalogue *catalogue = month_catalogue(run, period.year);
		ledger = catalogue ? month_ledger(run, catalogue, period, true) : NULL;
	}
	run->diag = voice;
	if (!ledger || run->options->verbose)
		say_again(voice, aside);
	diag_free(aside);
	return ledger;
}

const struct indicator *answering_indicator(
        struct run *run, const struct catalogue *catalogue, const char *id)
{
	const struct indicator *indicator = lookup_indicator(catalogue, id);

	if (indicator)
		return indicator;
	const char **ids =
	        arena_alloc_array(run->arena, catalogue->indicator_count + 1, sizeof(const char *));
	for (size_t i = 0; i < catalogue->indicator_count; i++)
		ids[i] = catalogue->indicators[i]->id;
	const char *near = nearest_word(id, ids, catalogue->indicator_count);
	const struct hint hint =
	        near ? hint_of(run->arena, near) : (struct hint){ .english = "", .chinese = "" };
	diag_say(run->diag, MSG_ASKED_INDICATOR, place_file(catalogue->file), id, hint.english,
	        hint.chinese);
	return NULL;
}

void answering_print(struct text *out)
{
	fwrite(out->bytes, 1, out->length, stdout);
	text_release(out);
}
