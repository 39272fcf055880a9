/* The command line, read without running anything: what is taken, and what is said to be wrong. */
#include "app/options.h"

#include "kit/kit.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MOST 40

/* The words of a line, parted by blanks; '' is an empty one. argv[0] is the program. */
static int split(struct arena *arena, const char *line, char **words)
{
	char *rest = arena_strdup(arena, line);
	int count = 0;

	words[count++] = arena_strdup(arena, "minsheng");
	for (char *word = strtok(rest, " "); word; word = strtok(NULL, " ")) {
		cr_assert_lt(count, WORDS_MOST);
		words[count++] = strcmp(word, "''") == 0 ? arena_strdup(arena, "") : word;
	}
	return count;
}

/* "" when the line is taken, else the message's name with its first argument. */
static const char *wrong_in(struct arena *arena, const char *line)
{
	char *words[WORDS_MOST];
	struct options options;
	struct complaint wrong = { .message = MESSAGE_COUNT };
	const int count = split(arena, line, words);

	if (options_read(count, words, &options, &wrong))
		return "";
	return arena_printf(arena, "%s %s", message_name(wrong.message), wrong.arguments[0]);
}

Test(options, a_line_is_taken_or_its_fault_named)
{
	static const struct {
		const char *line, *wrong;
	} rows[] = {
		{ "render 2020-05 bulletin --jobs 2", "" },
		{ "--lang zh -q -v --json --no-color check", "" },
		{ "check -- --odd.json", "" },
		{ "check -", "" },
		{ "-C/srv render 2020-05", "" },
		{ "-C /srv render 2020-05", "" },
		{ "nightly --wait 60 --hook-timeout=0 --dry-run", "" },
		{ "--help", "" },
		{ "--version", "" },
		{ "publish", "UNKNOWN_COMMAND publish" },
		{ "", "NO_COMMAND " },
		{ "render", "MISSING_ARGUMENT minsheng render 2020-05 bulletin" },
		{ "facts 2020-05 @city more", "EXTRA_ARGUMENT more" },
		/* Options that there are not, or that take no value. */
		{ "-x check", "UNKNOWN_OPTION -x" },
		{ "--frobnicate check", "UNKNOWN_OPTION --frobnicate" },
		{ "--quiet=3 check", "UNKNOWN_OPTION --quiet=3" },
		{ "--langs zh check", "UNKNOWN_OPTION --langs" },
		/* A value that is none. */
		{ "check --lang", "OPTION_NEEDS_VALUE --lang" },
		{ "check --lang=", "OPTION_NEEDS_VALUE --lang=" },
		{ "check --lang ''", "OPTION_NEEDS_VALUE --lang" },
		{ "check -C", "OPTION_NEEDS_VALUE -C" },
		{ "check --lang fr", "BAD_LANGUAGE fr" },
		{ "check --today 2020-02-30", "BAD_DATE 2020-02-30" },
		{ "check --today 0001-01-01", "BAD_DATE 0001-01-01" },
		{ "check --today 9999-12-31", "BAD_DATE 9999-12-31" },
		{ "issue 2020-05 --date May", "BAD_DATE May" },
		{ "nightly --wait soon", "BAD_SECONDS soon" },
		{ "nightly --hook-timeout -1", "BAD_SECONDS -1" },
		{ "render 2020-05 --jobs 0", "BAD_NUMBER 0" },
		{ "render 2020-05 --jobs 1234567890", "BAD_NUMBER 1234567890" },
		{ "issue 2020-05 --number x", "BAD_NUMBER x" },
		{ "regenerate 2020-05 --revision 000", "BAD_NUMBER 000" },
		/* Options of other commands. */
		{ "check --jobs 2", "OPTION_ELSEWHERE jobs" },
		{ "render 2020-05 --reason r", "OPTION_ELSEWHERE reason" },
		{ "list 2020-05 --sm3", "OPTION_ELSEWHERE sm3" },
		/* What goes together. */
		{ "issue 2020-05 --despite FIGURE_LEAPT", "REASON_MISSING --reason" },
		{ "issue 2020-05 --despite FIGURE_LEAPT --reason r", "" },
		{ "issue 2020-05 --despite NO_SUCH_CODE --reason r", "UNKNOWN_CODE NO_SUCH_CODE" },
		{ "reopen 2020-05", "REASON_MISSING --reason" },
		{ "reopen 2020-05 --reason r", "" },
		{ "acknowledge 2020-05", "" },
		{ "acknowledge 2020-05 FIGURE_LEAPT", "REASON_MISSING --reason" },
		{ "export 2020-05", "MISSING_ARGUMENT minsheng export 2020-05 --to 2020-05.zip" },
		{ "export 2020-05 --to a.zip --sm3", "" },
		{ "check --with-month", "MISSING_ARGUMENT minsheng check 2020-05" },
		{ "check --with-month a.json", "" },
		{ "regenerate", "MISSING_ARGUMENT minsheng regenerate 2020-05" },
		{ "regenerate --all", "" },
		{ "regenerate --all 2020-05", "EXTRA_ARGUMENT 2020-05" },
		{ "regenerate --all --revision 2", "EXTRA_ARGUMENT 2" },
		{ "list", "MISSING_ARGUMENT minsheng list 2020-05" },
		{ "list --all", "" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(wrong_in(arena, rows[i].line), rows[i].wrong, "“%s”: %s",
		        rows[i].line, wrong_in(arena, rows[i].line));
	arena_free(arena);
}

/* Options may stand anywhere; arguments keep their order. */
Test(options, values_come_to_their_fields)
{
	struct arena *arena = arena_new();
	char *words[WORDS_MOST];
	struct options options;
	struct complaint wrong;
	const int count = split(arena,
	        "--reason 更正 issue --date=2020-06-08 2020-05 --despite FIGURE_LEAPT "
	        "--number 7 --despite TOTALS_DISAGREE -C /srv --dry-run",
	        words);

	cr_assert(options_read(count, words, &options, &wrong));
	cr_expect_str_eq(options.command, "issue");
	cr_assert_eq(options.argument_count, 1);
	cr_expect_str_eq(options.arguments[0], "2020-05");
	cr_expect_str_eq(options.reason, "更正");
	cr_expect_str_eq(options.date, "2020-06-08");
	cr_expect_str_eq(options.number, "7");
	cr_expect_str_eq(options.root, "/srv");
	cr_assert_eq(options.despite_count, 2);
	cr_expect_str_eq(options.despite[1], "TOTALS_DISAGREE");
	cr_expect(options.dry_run && !options.quiet && !options.all);
	cr_expect_str_eq(options.today, "", "not given");
	arena_free(arena);
}

/* Codes are kept up to a limit, and the one too many is named. */
Test(options, codes_have_a_limit_that_is_said)
{
	struct arena *arena = arena_new();
	static char program[] = "minsheng", command[] = "issue", period[] = "2020-05";
	static char option[] = "--despite", code[] = "FIGURE_LEAPT";
	char *words[3 + 2 * (OPTIONS_DESPITE_MAX + 1)] = { program, command, period };
	struct options options;
	struct complaint wrong;

	for (size_t i = 0; i <= OPTIONS_DESPITE_MAX; i++) {
		words[3 + 2 * i] = option;
		words[4 + 2 * i] = code;
	}
	cr_expect_not(options_read(3 + 2 * (OPTIONS_DESPITE_MAX + 1), words, &options, &wrong));
	cr_expect_eq(wrong.message, MSG_EXTRA_ARGUMENT);
	cr_expect_str_eq(wrong.arguments[0], "FIGURE_LEAPT");
	cr_expect_eq(options.despite_count, OPTIONS_DESPITE_MAX);
	arena_free(arena);
}

Test(options, years_are_those_that_a_catalogue_can_have)
{
	static const struct {
		const char *words;
		int year; /* 0: refused */
	} rows[] = { { "2020", 2020 }, { "1900", 0 }, { "20200", 0 }, { "20", 0 }, { "year", 0 },
		{ "9999", 0 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diag *diag = kit_diag();
		const struct options options = { .year = rows[i].words };
		int year;
		cr_expect_eq(
		        options_year(&options, diag, &year), rows[i].year > 0, "%s", rows[i].words);
		if (rows[i].year > 0)
			cr_expect_eq(year, rows[i].year);
		cr_expect_eq(kit_has(diag, MSG_BAD_YEAR), rows[i].year == 0, "%s", rows[i].words);
		diag_free(diag);
	}
	struct diag *diag = kit_diag();
	int year = 1;
	cr_expect(options_year(&(struct options){ .year = "" }, diag, &year));
	cr_expect_eq(year, 0, "none was given");
	diag_free(diag);
}

/* What --lang says, else the first of the environment's three that is set. */
Test(options, the_language_is_the_options_or_the_environments)
{
	static const struct {
		const char *option, *all, *messages, *lang;
		enum diag_language language;
	} rows[] = {
		{ "zh", "en_US.UTF-8", "", "", DIAG_CHINESE },
		{ "en", "zh_CN.UTF-8", "", "", DIAG_ENGLISH },
		{ "", "zh_CN.UTF-8", "en", "en", DIAG_CHINESE },
		{ "", "", "zh_CN", "C", DIAG_CHINESE },
		{ "", "", "", "zh_CN.UTF-8", DIAG_CHINESE },
		{ "", "C", "zh_CN", "zh_CN", DIAG_ENGLISH },
		{ "", "", "", "", DIAG_ENGLISH },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		setenv("LC_ALL", rows[i].all, 1);
		setenv("LC_MESSAGES", rows[i].messages, 1);
		setenv("LANG", rows[i].lang, 1);
		const struct options options = { .language = rows[i].option };
		cr_expect_eq(options_language(&options), rows[i].language, "row %zu", i);
	}
	unsetenv("LANG");
	cr_expect_eq(options_language(&(struct options){ .language = "" }), DIAG_ENGLISH);
}

/* A command's help has its own options and those of all, and none of another's. */
Test(options, help_of_a_command_names_its_options_alone)
{
	char *bytes;
	size_t length;

	for (enum diag_language language = DIAG_ENGLISH; language <= DIAG_CHINESE; language++) {
		FILE *stream = open_memstream(&bytes, &length);
		options_print_help(stream, options_command("nightly"), language);
		cr_assert_eq(fclose(stream), 0);
		cr_expect(strstr(bytes, "--wait SECONDS"), "%s", bytes);
		cr_expect(strstr(bytes, "-C DIR"), "%s", bytes);
		cr_expect_null(strstr(bytes, "--sm3"), "%s", bytes);
		free(bytes);
		stream = open_memstream(&bytes, &length);
		options_print_help(stream, NULL, language);
		cr_assert_eq(fclose(stream), 0);
		cr_expect(strstr(bytes, "  acknowledge PERIOD [CODE] [UNIT] [INDICATOR]"), "%s",
		        bytes);
		cr_expect_null(strstr(bytes, "--hook-timeout"), "%s", bytes);
		free(bytes);
	}
	cr_expect_null(options_command("nightl"));
}

Test(options, a_period_that_is_none_is_said_with_what_was_meant)
{
	struct diag *diag = kit_diag();
	struct period period;

	cr_expect(options_parse_period(diag, "2020-05", &period));
	cr_expect_eq(period.month, 5);
	cr_expect_not(options_parse_period(diag, "2020-5", &period));
	const struct record *record = kit_lookup(diag, MSG_BAD_PERIOD);
	cr_assert_not_null(record);
	cr_expect(strstr(record->english, "did you mean 2020-05?"), "%s", record->english);
	cr_expect_not(options_parse_period(diag, "soon", &period));
	cr_expect_null(strstr(diag_record(diag, 1)->english, "did you mean"));
	diag_free(diag);
}
