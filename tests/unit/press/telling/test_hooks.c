#include "press/telling/hooks.h"

#include "base/text.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

static const char *script(struct arena *arena, const char *folder, const char *body)
{
	const char *path =
	        kit_write(arena, folder, "钩 子", arena_printf(arena, "#!/bin/sh\n%s\n", body));

	cr_assert_eq(chmod(path, 0700), 0);
	return path;
}

static struct hook_end run(struct arena *arena, struct diag *diag, const char *program, int limit)
{
	const struct hook hook = {
		.program = program, .argument = "$(touch x); *", .limit = limit
	};

	return hooks_run(arena, diag, &root_here, &hook);
}

Test(hooks, the_end_of_the_program_is_told)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	static const struct {
		const char *body;
		int status;
		const char *said;
	} rows[] = {
		{ "exit 0", 0, "" },
		{ "exit 9", 9, "status 9" },
		{ "kill -9 $$", 137, "signal 9" },
		{ "test \"$1\" = '$(touch x); *' && test $# = 1", 0, "" },
		{ "test -z \"$(cat)\"", 0, "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diag *diag = kit_diag();
		const char *program = script(arena, folder, rows[i].body);
		const struct hook_end end = run(arena, diag, program, 60);
		cr_expect_eq(end.status, rows[i].status, "%s", rows[i].body);
		cr_expect_not(end.is_too_late, "%s", rows[i].body);
		const struct record *record = kit_lookup(diag, MSG_NIGHT_HOOK_STATUS);
		cr_expect_eq(record != NULL, rows[i].said[0] != '\0', "%s", rows[i].body);
		cr_expect(!record || strstr(record->english, rows[i].said), "%s", rows[i].said);
		diag_free(diag);
	}
	kit_remove(folder);
	arena_free(arena);
}

Test(hooks, a_program_that_cannot_run_is_told)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();

	cr_expect_eq(run(arena, diag, "/nowhere/at/all", 0).status, -1);
	cr_expect_eq(run(arena, diag, "/etc/hostname", 0).status, -1);
	cr_expect_eq(kit_count(diag, MSG_NIGHT_HOOK_FAILED), 2);
	cr_expect_eq(diag_exit_status(diag), EXIT_PERSON);
	diag_free(diag);
	arena_free(arena);
}

/* What hangs is ended at its limit, and it is told; tests/e2e/hooks has those that do not listen.
 */
Test(hooks, a_program_that_hangs_is_ended, .timeout = 60)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	static const struct {
		const char *body;
		int status;
	} rows[] = {
		{ "trap 'exit 4' TERM; while :; do sleep 0.1; done", 4 },
		{ "kill -STOP $$", 143 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diag *diag = kit_diag();
		const struct hook_end end =
		        run(arena, diag, script(arena, folder, rows[i].body), 1);
		cr_expect_eq(end.status, rows[i].status, "%s: %d", rows[i].body, end.status);
		cr_expect(end.is_too_late, "%s", rows[i].body);
		const struct record *record = kit_lookup(diag, MSG_NIGHT_HOOK_TIMEOUT);
		cr_expect(record && strstr(record->english, "after 1 s"), "%s", rows[i].body);
		cr_expect_eq(diag_count(diag), 1);
		diag_free(diag);
	}
	kit_remove(folder);
	arena_free(arena);
}

/* cron and others may have it so: then the kernel keeps no child's status. */
Test(hooks, a_child_is_waited_for_though_its_end_was_ignored)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	struct diag *diag = kit_diag();

	cr_assert_neq(signal(SIGCHLD, SIG_IGN), SIG_ERR);
	cr_expect_eq(run(arena, diag, script(arena, folder, "exit 9"), 60).status, 9);
	diag_free(diag);
	kit_remove(folder);
	arena_free(arena);
}

Test(diag, what_is_repeated_weighs_as_before)
{
	struct diag *first = kit_diag(), *second = kit_diag();

	diag_say(first, MSG_BAD_DATE, place_line("a.json", 3), "x");
	diag_repeat(second, diag_record(first, 0));
	diag_free(first);
	cr_assert_eq(diag_count(second), 1);
	cr_expect_eq(diag_exit_status(second), EXIT_USAGE);
	cr_expect_eq(diag_record(second, 0)->place.line, 3);
	cr_expect_not_null(strstr(diag_record(second, 0)->english, "x"));
	diag_free(second);
}

Test(diag, progress_is_for_terminals)
{
	char *printed = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&printed, &length);
	struct diag *diag = diag_new(&(struct diag_options){ .stream = stream, .verbose = true });

	cr_expect_not(diag_is_watched(diag));
	diag_progress(diag, "2020-05", 0, 3);
	diag_progress(diag, "2020-05", 3, 3);
	diag_progress_end(diag);
	diag_free(diag);
	fclose(stream);
	cr_expect_eq(length, 0, "%s", printed);
	free(printed);
}
