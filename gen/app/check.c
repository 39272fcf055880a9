/* check [FILE…]: every fault of every submission at once, of files or of whole months. */
#include "app/ending.h"
#include "app/run.h"

#include "base/file.h"
#include "base/letters.h"
#include "base/text.h"
#include "figures/intake/office_words.h"
#include "figures/intake/strays.h"
#include "figures/json/json.h"
#include "press/month/laying.h"

#include <string.h>

struct tally {
	size_t read, refused;
	const struct catalogue *catalogue; /* the last that was read; thousands of files share it */
};

/* NULL: said, again for each file that needs it. */
static const struct catalogue *catalogue_of(
        struct run *run, struct tally *tally, struct period period)
{
	if (!tally->catalogue || !catalogue_serves(tally->catalogue, period))
		tally->catalogue = month_catalogue(run, period);
	return tally->catalogue;
}

/*
 * "period": "2020-05", written so and once in all the file, so that a sound report is parsed only
 * once. Whoever reads it whole sees where it stands; false: it is to be looked for.
 */
static bool period_written(const char *bytes, struct period *out)
{
	static const char key[] = "\"period\"";
	static const char blanks[] = " \t\r\n";
	const char *at = strstr(bytes, key);
	char value[sizeof "2020-05"];

	if (!at || strstr(at + 1, key))
		return false;
	at += sizeof key - 1;
	at += strspn(at, blanks);
	if (*at++ != ':')
		return false;
	at += strspn(at, blanks);
	if (*at++ != '"' || strnlen(at, sizeof value) < sizeof value || at[sizeof value - 1] != '"')
		return false;
	memcpy(value, at, sizeof value - 1);
	value[sizeof value - 1] = '\0';
	return period_parse(value, out);
}

/* The month a file belongs to: its folder's name, else its own "period". */
static bool period_of(
        struct arena *arena, const char *file, const struct file_bytes *bytes, struct period *out)
{
	const char *end = strrchr(file, '/');
	const char *folder = end ? arena_strndup(arena, file, (size_t)(end - file)) : "";
	const char *slash = strrchr(folder, '/');

	if (period_parse(slash ? slash + 1 : folder, out) || period_written(bytes->bytes, out))
		return true;
	struct diag *silent = diag_new(&(struct diag_options){ 0 });
	const struct json *root = json_parse(arena, silent, file, bytes->bytes, bytes->length);
	diag_free(silent);
	const struct json *period = root ? json_lookup(root, "period") : NULL;
	struct letters_report done = { .counts = { 0 } };
	return period && period->kind == JSON_STRING
	        && period_parse(letters_read(arena, NULL, period->string, &done), out);
}

/* A file of the office's words: in a folder of that name. */
static bool is_of_office(const char *file)
{
	const char *slash = strrchr(file, '/');
	static const char folder[] = "words";
	const size_t above = slash ? (size_t)(slash - file) : 0;

	return above >= strlen(folder)
	        && memcmp(slash - strlen(folder), folder, strlen(folder)) == 0
	        && (above == strlen(folder) || slash[-(int)sizeof folder] == '/');
}

/* The month in the file's own name, which decides; else the one that it says. */
static bool month_of_words(
        struct arena *arena, const char *file, const struct file_bytes *bytes, struct period *out)
{
	const char *name = strrchr(file, '/') + 1;

	return period_parse(arena_strndup(arena, name, strcspn(name, ".")), out)
	        || period_of(arena, file, bytes, out);
}

static bool accept_words(struct run *run, struct arena *arena, const struct catalogue *catalogue,
        struct period period, const struct office_file *source)
{
	const size_t before = diag_count_at_least(run->diag, SEVERITY_FAULT);

	(void)office_words_read(arena, run->diag, catalogue, period, source);
	return diag_count_at_least(run->diag, SEVERITY_FAULT) == before;
}

static bool accept_bytes(struct run *run, struct arena *arena, struct tally *tally,
        const char *file, const struct file_bytes *bytes)
{
	struct period period = { 0 };

	if (!(is_of_office(file) ? month_of_words : period_of)(arena, file, bytes, &period)) {
		/* Reading it as JSON says what is wrong with the file itself. */
		if (json_parse(arena, run->diag, file, bytes->bytes, bytes->length))
			diag_say_plain(run->diag, MSG_FILE_OF_NO_MONTH, place_file(file));
		return false;
	}
	const struct catalogue *catalogue = catalogue_of(run, tally, period);
	if (!catalogue)
		return false;
	if (is_of_office(file))
		return accept_words(run, arena, catalogue, period,
		        &(struct office_file){ .file = file,
		                .status = FILE_OK,
		                .bytes = bytes->bytes,
		                .length = bytes->length,
		                .ink = readings_ink(run->readings) });
	if (run->options->with_month)
		return laying_check(run, arena, catalogue, period,
		        &(struct laid_file){ file, bytes->bytes, bytes->length });
	const struct submission_source source = {
		.file = file,
		.bytes = bytes->bytes,
		.length = bytes->length,
		.ink = readings_ink(run->readings),
	};
	return submission_parse(arena, run->diag, catalogue, period, &source);
}

/* Nothing of a file outlives its check: thousands can be named in one call. */
static bool accept_file(struct run *run, struct tally *tally, const char *file)
{
	struct arena *arena = arena_new();
	struct file_bytes bytes;
	const bool accepted = json_load(arena, run->diag, run->root, file, &bytes)
	        && accept_bytes(run, arena, tally, file, &bytes);

	arena_free(arena);
	return accepted;
}

/* The faults of a month's files and the doubts between their figures. */
static void check_month(struct run *run, struct period period, struct tally *tally)
{
	const struct catalogue *catalogue = catalogue_of(run, tally, period);
	const struct ledger *ledger =
	        catalogue ? month_ledger(run, catalogue, period, false) : NULL;

	if (!ledger)
		return;
	const struct inbox *inbox = ledger_inbox(ledger);
	tally->read += inbox->entry_count;
	for (size_t i = 0; i < inbox->entry_count; i++)
		tally->refused += inbox->entries[i].state == ENTRY_REFUSED;
}

static void check_months(struct run *run, struct tally *tally)
{
	struct periods periods;

	if (month_periods(run, &periods) && periods.count == 0)
		diag_say_plain(run->diag, MSG_NO_SUBMISSIONS, place_file(SUBMISSIONS_FOLDER));
	for (size_t i = 0; i < periods.count; i++)
		check_month(run, periods.list[i], tally);
}

/* 2020-05, when no file is called so, or input/submissions/2020-05. */
static bool is_month(struct run *run, const char *argument, struct period *out)
{
	const size_t above = text_starts_with(argument, SUBMISSIONS_FOLDER "/")
	        ? strlen(SUBMISSIONS_FOLDER "/")
	        : 0;
	const char *name = argument + above;
	const size_t length = strlen(name) - (text_ends_with(name, "/") ? 1 : 0);

	return period_parse(arena_strndup(run->arena, name, length), out)
	        && (above > 0 || file_look(run->root, argument).kind == FILE_KIND_NONE);
}

/* Of what is written like a month, the month that was meant. */
static void say_absent(struct run *run, const char *argument)
{
	struct period period;

	if (!strpbrk(argument, "./") && strays_meant(run->arena, argument))
		(void)options_parse_period(run->diag, argument, &period);
	else
		diag_say_plain(run->diag, MSG_CHECK_NO_FILE, place_file(argument));
}

static void check_named(struct run *run, const char *argument, struct tally *tally)
{
	struct period period;

	if (is_month(run, argument, &period)) {
		if (month_has_submissions(run, period))
			check_month(run, period, tally);
		return;
	}
	if (file_look(run->root, argument).kind == FILE_KIND_NONE) {
		say_absent(run, argument);
		return;
	}
	tally->read++;
	tally->refused += !accept_file(run, tally, argument);
}

void command_check(struct run *run)
{
	struct tally tally = { 0 };

	for (size_t i = 0; i < run->options->argument_count; i++)
		check_named(run, run->options->arguments[i], &tally);
	if (run->options->argument_count == 0)
		check_months(run, &tally);

	ending_read(run, tally.read);
	diag_say(run->diag, MSG_CHECKED, PLACE_NONE, arena_printf(run->arena, "%zu", tally.read),
	        arena_printf(run->arena, "%zu", tally.refused));
}
