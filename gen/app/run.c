#include "app/run.h"
#include "app/ending.h"

#include "app/options.h"
#include "base/common.h"
#include "base/crew.h"
#include "base/kept.h"
#include "base/text.h"
#include "diag/hint.h"
#include "paper/markup/xml.h"
#include "paper/pdf/pdf.h"
#include "paper/pdf/stock.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Decimal digits that 64 bits can have. */
#define DIGITS_OF_64 20

static void print_version(struct arena *arena)
{
	printf("minsheng %s\n%s\n", MINSHENG_VERSION, pdf_library_versions(arena));
}

/*
 * Standard error goes to the journal: JOURNAL_STREAM holds its device and inode, as sd-daemon(3)
 * has it.
 */
static bool is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	char own[DIGITS_OF_64 + sizeof ":" + DIGITS_OF_64];
	struct stat status;

	if (!stream || fstat(STDERR_FILENO, &status) != 0)
		return false;
	snprintf(own, sizeof own, "%ju:%ju", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
	return text_equal(stream, own);
}

static struct diag *make_voice(const struct options *options)
{
	const char *no_color = getenv("NO_COLOR");

	return diag_new(&(struct diag_options){ .language = options_language(options),
	        .quiet = options->quiet,
	        .verbose = options->verbose,
	        .json = options->json,
	        .journal = is_journal(),
	        .color = !options->no_color && !(no_color && no_color[0]) && isatty(STDERR_FILENO),
	        .stream = stderr });
}

/* The statuses of a run that failed, in words. */
static const struct failure {
	enum exit_status status;
	const char *english, *chinese;
} failures[] = {
	{ EXIT_USAGE, "the command line cannot be understood", "命令行有误" },
	{ EXIT_DATA,
	        "targets, templates or data are wrong; what could not be made was not published",
	        "目录、模板或数据有误，未能生成的没有输出" },
	{ EXIT_NO_INPUT, "an input is missing", "缺少输入" },
	{ EXIT_BUG, "a defect of this program", "程序自身有缺陷" },
	{ EXIT_CANNOT_CREATE, "the output cannot be created", "无法创建输出" },
	{ EXIT_IO, "reading or writing went wrong", "读写出错" },
	{ EXIT_BUSY, "another run is at work", "另一进程正在运行" },
};

static void say_failure(struct run *run, enum exit_status status)
{
	const char *number = arena_printf(run->arena, "%d", (int)status);

	for (size_t i = 0; i < COUNT_OF(failures); i++)
		if (failures[i].status == status)
			diag_say(run->diag, MSG_FINISHED_FAILED, PLACE_NONE, number,
			        failures[i].english, failures[i].chinese);
}

/* The last line on stderr says the exit status in words. */
static int say_end(struct run *run)
{
	enum exit_status status = diag_exit_status(run->diag);
	size_t persons = diag_count_at_least(run->diag, SEVERITY_DOUBT);
	const char *count = arena_printf(run->arena, "%zu", persons);

	if (status == EXIT_DONE)
		diag_say_plain(run->diag, MSG_FINISHED, PLACE_NONE);
	else if (status == EXIT_PERSON)
		diag_say(run->diag, MSG_FINISHED_PERSON, PLACE_NONE, count);
	else
		say_failure(run, status);
	return (int)status;
}

static void dispatch(struct run *run, const char *name)
{
	static const struct {
		const char *name;
		void (*execute)(struct run *run);
	} rows[] = {
#define COMMAND(word, ...) { #word, command_##word },
#include "app/commands.def"
#undef COMMAND
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (text_equal(rows[i].name, name)) {
			rows[i].execute(run);
			return;
		}
	}
	assert(false && "a command that options_read knows has its row");
}

static void say_no_root(struct diag *diag, const char *path, int error)
{
	if (error == ENOENT || error == ENOTDIR)
		diag_say_plain(diag, MSG_NO_ROOT, place_file(path));
	else
		diag_say(diag, MSG_INPUT_UNREADABLE, place_file(path), strerror(error));
}

static size_t count_jobs(const struct options *options)
{
	return options->jobs[0] ? (size_t)strtol(options->jobs, NULL, 10) : crew_processors();
}

/*
 * Does it make or judge something? The others' output is an answer, which has its own form with
 * --json; so has acknowledge, where it lists what is asked.
 */
static bool has_ending(const struct options *options, const char *name)
{
	static const char *const names[] = { "render", "check", "nightly", "issue", "reopen",
		"acknowledge", "regenerate", "export", "lint", "form", "import", "targets" };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (text_equal(names[i], name))
			return !text_equal(name, "acknowledge") || options->argument_count > 1;
	return false;
}

/* The command, below the root that was asked for. */
static void execute_below(struct run *run, const char *name)
{
	const char *path = run->options->root;
	struct root asked = root_here;

	if (path[0] && !root_open(&asked, path)) {
		say_no_root(run->diag, path, errno);
		return;
	}
	asked.kept = kept_new(run->arena);
	run->root = run->live = &asked;
	run->readings = readings_new(run->arena, &asked, &asked);
	run->jobs = count_jobs(run->options);
	run->stock = stock_new();
	run->ending = run->options->json && has_ending(run->options, name) ? ending_new() : NULL;
	dispatch(run, name);
	ending_print(run, run->options->dry_run);
	ending_free(run->ending);
	stock_free(run->stock);
	readings_free(run->readings);
	if (path[0])
		root_close(&asked);
}

/* What is asked of the program itself is no run: it has no end to tell of. */
static void execute(struct run *run)
{
	const struct options *options = run->options;
	const struct command *command = options_command(options->command);

	run->has_told_end = options->version || options->help;
	if (options->version)
		print_version(run->arena);
	else if (options->help)
		options_print_help(stdout, command, options_language(options));
	else
		execute_below(run, command->name);
}

/* What was printed must have arrived. The worst message becomes the status. */
static int finish(struct run *run)
{
	if (fflush(stdout) != 0 || ferror(stdout)) {
		diag_say_plain(run->diag, MSG_STDOUT_FAILED, PLACE_NONE);
		run->has_told_end = false;
	}
	return run->has_told_end ? (int)diag_exit_status(run->diag) : say_end(run);
}

/* With the command, option or code that was meant, where one is near. */
static void say_wrong(struct run *run, const struct complaint *wrong)
{
	const bool is_option = wrong->message == MSG_UNKNOWN_OPTION;

	if (!is_option && wrong->message != MSG_UNKNOWN_COMMAND
	        && wrong->message != MSG_UNKNOWN_CODE) {
		diag_say_all(run->diag, wrong->message, PLACE_NONE, wrong->arguments);
		return;
	}
	const char *meant = wrong->meant && is_option
	        ? arena_printf(run->arena, "--%s", wrong->meant)
	        : wrong->meant;
	const struct hint hint = hint_of(run->arena, meant);
	diag_say(run->diag, wrong->message, PLACE_NONE, wrong->arguments[0], hint.english,
	        hint.chinese);
}

int run_main(int count, char **values)
{
	struct options options;
	struct complaint wrong = { 0 };

	xml_prepare();
	const bool understood = options_read(count, values, &options, &wrong);
	struct run run = { .arena = arena_new(),
		.diag = make_voice(&options),
		.today = options.today,
		.command = options.command,
		.options = &options };

	if (understood)
		execute(&run);
	else
		say_wrong(&run, &wrong);
	const int status = finish(&run);
	diag_free(run.diag);
	arena_free(run.arena);
	return status;
}
