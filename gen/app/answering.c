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

/* What is said while something is read, kept aside. */
struct earshot {
	struct run *run;
	struct diag *voice, *aside;
};

static struct earshot hear(struct run *run)
{
	const struct earshot earshot = {
		.run = run, .voice = run->diag, .aside = diag_new(&(struct diag_options){ 0 })
	};

	run->diag = earshot.aside;
	return earshot;
}

/* Told when it was not read, or with -v. */
static void hear_out(const struct earshot *earshot, bool is_read)
{
	earshot->run->diag = earshot->voice;
	if (!is_read || earshot->run->options->verbose)
		say_again(earshot->voice, earshot->aside);
	diag_free(earshot->aside);
}

bool answering_month(struct run *run, struct period period, struct month *out)
{
	const struct earshot earshot = hear(run);
	const bool is_read = month_read(run, period, out);

	hear_out(&earshot, is_read);
	return is_read;
}

bool answering_figures(struct run *run, struct period period, struct month *out)
{
	const struct earshot earshot = hear(run);
	const bool is_read = month_read_figures(run, period, out);

	hear_out(&earshot, is_read);
	return is_read;
}

void answering_with_ledger(
        struct run *run, const struct month *month, const struct ledger *ledger, struct month *out)
{
	const struct earshot earshot = hear(run);

	month_with_ledger(run, month, ledger, out);
	hear_out(&earshot, true);
}

bool answering_moment(struct run *run, const char *words, struct moment *out)
{
	const struct earshot earshot = hear(run);
	const bool is_read = moment_read(run, words, out);

	hear_out(&earshot, is_read);
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
	const struct earshot earshot = hear(run);
	const struct ledger *ledger = NULL;
	struct period period;

	if (newest_month(run, year, &period)) {
		const struct catalogue *catalogue = month_catalogue(run, period);
		ledger = catalogue ? month_ledger(run, catalogue, period, true) : NULL;
	}
	hear_out(&earshot, ledger);
	return ledger;
}

struct template_names answering_templates(
        struct run *run, const struct catalogue *catalogue, const struct template_names *templates)
{
	struct template_names used = { .count = 0 };

	used.names = arena_alloc_array(run->arena, templates->count + 1, sizeof *used.names);
	for (size_t i = 0; i < templates->count; i++)
		if (catalogue_uses(catalogue, templates->names[i]))
			used.names[used.count++] = templates->names[i];
	return used;
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
