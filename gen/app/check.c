/* check [FILE…]: every fault of every submission at once. */
#include "app/run.h"

#include "base/file.h"
#include "base/letters.h"
#include "base/text.h"
#include "figures/json/json.h"

#include <stdio.h>
#include <string.h>

struct tally {
	size_t read, refused;
};

/* The month a file belongs to: its folder's name, else its own "period". */
static bool period_of(
        struct arena *arena, const char *file, const struct file_bytes *bytes, struct period *out)
{
	const char *end = strrchr(file, '/');
	const char *folder = end ? arena_strndup(arena, file, (size_t)(end - file)) : "";
	const char *slash = strrchr(folder, '/');

	if (period_parse(slash ? slash + 1 : folder, out))
		return true;
	struct diag *silent = diag_new(&(struct diag_options){ 0 });
	const struct json *root = json_parse(arena, silent, file, bytes->bytes, bytes->length);
	diag_free(silent);
	const struct json *period = root ? json_lookup(root, "period") : NULL;
	struct letters_report done = { .counts = { 0 } };
	return period && period->kind == JSON_STRING
	        && period_parse(letters_read(arena, NULL, period->string, &done), out);
}

static bool accept_bytes(
        struct run *run, struct arena *arena, const char *file, const struct file_bytes *bytes)
{
	struct period period;

	if (!period_of(arena, file, bytes, &period)) {
		/* Reading it as JSON says what is wrong with the file itself. */
		if (json_parse(arena, run->diag, file, bytes->bytes, bytes->length))
			diag_say_plain(run->diag, MSG_FILE_OF_NO_MONTH, place_file(file));
		return false;
	}
	const struct catalogue *catalogue = month_catalogue(run, period.year);
	if (!catalogue)
		return false;
	struct submission_source source = {
		.file = file,
		.bytes = bytes->bytes,
		.length = bytes->length,
		.ink = readings_ink(run->readings),
	};
	return submission_parse(arena, run->diag, catalogue, period, &source);
}

/* Nothing of a file outlives its check: thousands can be named in one call. */
static bool accept_file(struct run *run, const char *file)
{
	struct arena *arena = arena_new();
	struct file_bytes bytes;
	const bool accepted = json_load(arena, run->diag, run->root, file, &bytes)
	        && accept_bytes(run, arena, file, &bytes);

	arena_free(arena);
	return accepted;
}

static struct tally check_files(struct run *run)
{
	struct tally tally = { 0 };

	for (size_t i = 0; i < run->options->argument_count; i++) {
		tally.read++;
		if (!accept_file(run, run->options->arguments[i]))
			tally.refused++;
	}
	return tally;
}

/* All months: the faults of each and the doubts between its figures. */
static struct tally check_months(struct run *run)
{
	struct tally tally = { 0 };
	struct periods periods;

	if (month_periods(run, &periods) && periods.count == 0)
		diag_say_plain(run->diag, MSG_NO_SUBMISSIONS, place_file(SUBMISSIONS_FOLDER));
	const struct catalogue *catalogue = NULL;
	for (size_t i = 0; i < periods.count; i++) {
		struct period period = periods.list[i];
		if (!catalogue || catalogue->year != period.year)
			catalogue = month_catalogue(run, period.year);
		if (!catalogue)
			continue;
		const struct ledger *ledger = month_ledger(run, catalogue, period, false);
		if (!ledger)
			continue;
		const struct inbox *inbox = ledger->inboxes[ledger->month_count - 1];
		tally.read += inbox->entry_count;
		for (size_t j = 0; j < inbox->entry_count; j++)
			tally.refused += inbox->entries[j].state == ENTRY_REFUSED;
	}
	return tally;
}

void command_check(struct run *run)
{
	struct tally tally =
	        run->options->argument_count > 0 ? check_files(run) : check_months(run);

	diag_say(run->diag, MSG_CHECKED, PLACE_NONE, arena_printf(run->arena, "%zu", tally.read),
	        arena_printf(run->arena, "%zu", tally.refused));
}
