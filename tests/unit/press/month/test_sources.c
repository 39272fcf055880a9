/* Where months are read from, whether an archive holds, and whether fonts are those they were. */
#include "press/month/readings.h"

#include "base/file.h"
#include "base/text.h"
#include "kit/intake.h"
#include "press/archive/archive.h"
#include "press/month/press.h"
#include "press/state/fontprints.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#define REPORT  "input/submissions/2031-04/a.json"
#define ARCHIVE "input/archive/2031-04/2"

static const struct period may = { .year = 2031, .month = 5 };
static const struct period april = { .year = 2031, .month = 4 };

/* Each test has a process and so a current directory of its own. */
struct yard {
	struct arena *arena;
	struct diag *diag;
	const struct catalogue *catalogue;
	struct readings *readings;
	const char *root;
	char *home; /* where the tests run */
};

static const char *report(struct yard *yard, int revision)
{
	return arena_printf(yard->arena,
	        "{\"unit\":\"东湖区\",\"period\":\"2031-04\",\"revision\":%d,\"reason\":\"补报\","
	        "\"submitted_at\":\"2031-05-03\",\"tasks\":[{\"no\":1}]}",
	        revision);
}

/* April is issued for the second time with one report; another lies in the live folder. */
static struct yard enter(void)
{
	struct yard yard = { .arena = arena_new(), .diag = kit_diag() };
	char hex[DIGEST_HEX];

	yard.readings = readings_new(yard.arena, &root_here, &root_here);
	yard.catalogue = catalogue_read(yard.arena, yard.diag, &root_here, OTHER_CITY, NULL);
	cr_assert_not_null(yard.catalogue);
	yard.root = kit_temporary_folder(yard.arena);
	yard.home = getcwd(NULL, 0);
	cr_assert_not_null(yard.home);
	cr_assert_eq(chdir(yard.root), 0);
	const char *first = report(&yard, 1);
	const struct digest digest = digest_of(first, strlen(first));
	digest_hex(&digest, hex);
	kit_write(yard.arena, ARCHIVE, REPORT, first);
	kit_write(yard.arena, ARCHIVE, ARCHIVE_SUMS,
	        arena_printf(yard.arena, "%s  " REPORT "\n", hex));
	kit_write(yard.arena, ".", REPORT, first);
	kit_write(yard.arena, ".", "input/submissions/2031-04/late.json", report(&yard, 2));
	return yard;
}

static void leave(struct yard *yard)
{
	cr_assert_eq(chdir(yard->home), 0);
	kit_remove(yard->root);
	free(yard->home);
	readings_free(yard->readings);
	diag_free(yard->diag);
	arena_free(yard->arena);
}

static const struct inbox *april_of(struct yard *yard, const struct sources *sources)
{
	return readings_inbox(yard->readings, yard->catalogue, sources, april);
}

Test(sources, an_issued_month_is_read_from_its_last_revision)
{
	struct yard yard = enter();
	const struct sources sources = sources_of(yard.arena, &root_here, may, false);

	cr_expect_str_eq(sources.folders[0], "input/submissions/2031-01");
	cr_expect_str_eq(sources.folders[3], ARCHIVE "/input/submissions/2031-04");
	cr_expect_str_eq(sources.folders[4], "input/submissions/2031-05");
	const struct inbox *inbox = april_of(&yard, &sources);
	cr_assert_eq(inbox->entry_count, 1, "what came late is counted");
	cr_expect_eq(inbox->entries[0].submission->revision, 1);
	cr_expect_str_eq(sources_name(&sources, inbox, inbox->entries[0].file), REPORT);
	cr_expect(sources_hold(yard.diag, &sources, inbox));
	leave(&yard);
}

Test(sources, the_month_itself_is_asked_for_either_way)
{
	struct yard yard = enter();

	cr_expect_str_eq(sources_of(yard.arena, &root_here, april, false).folders[3],
	        "input/submissions/2031-04");
	cr_expect_str_eq(sources_of(yard.arena, &root_here, april, true).folders[3],
	        ARCHIVE "/input/submissions/2031-04");
	leave(&yard);
}

Test(sources, an_open_month_is_read_where_reports_arrive)
{
	struct yard yard = enter();

	kit_write(yard.arena, ".", "input/archive/2031-04/reopen-3.json", "{}");
	const struct sources sources = sources_of(yard.arena, &root_here, may, false);
	const struct inbox *inbox = april_of(&yard, &sources);
	cr_expect_eq(inbox->entry_count, 2);
	cr_expect_str_eq(sources_name(&sources, inbox, inbox->entries[0].file), REPORT);
	cr_expect(sources_hold(yard.diag, &sources, inbox), "nothing is held against it");
	leave(&yard);
}

/* Where April is read from decides who counts: it is known, or May cannot be told. */
Test(sources, an_archive_that_cannot_be_looked_at_is_not_passed_over)
{
	struct yard yard = enter();

	kit_unreadable(yard.arena, "input/archive/2031-04", "reopen-3.json");
	const struct sources sources = sources_of(yard.arena, &root_here, may, false);
	cr_expect_eq(sources.revisions[3], -1);
	cr_expect_not(sources_are_known(yard.diag, &sources, may));
	cr_expect_eq(kit_count(yard.diag, MSG_ARCHIVE_UNREADABLE), 1);
	cr_expect(sources_are_known(yard.diag, &sources, (struct period){ 2031, 3 }));
	leave(&yard);
}

Test(sources, an_archive_that_was_changed_does_not_hold)
{
	static const struct {
		const char *file, *content; /* NULL: the file goes */
		enum message message;
	} rows[] = {
		{ REPORT, "{}", MSG_FROZEN_ALTERED },
		{ REPORT, NULL, MSG_FROZEN_MISSING },
		{ "input/submissions/2031-04/b.json", "{}", MSG_FROZEN_ALTERED },
		{ ARCHIVE_SUMS, NULL, MSG_ARCHIVE_NO_SUMS },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct yard yard = enter();
		const struct sources sources = sources_of(yard.arena, &root_here, may, false);
		if (rows[i].content)
			kit_write(yard.arena, ARCHIVE, rows[i].file, rows[i].content);
		else
			unlink(file_join(yard.arena, ARCHIVE, rows[i].file));
		cr_expect_not(sources_hold(yard.diag, &sources, april_of(&yard, &sources)));
		cr_expect(kit_has(yard.diag, rows[i].message), "row %zu", i);
		leave(&yard);
	}
}

/* A month is looked at for its own sake, for later months, for digests and for the archive. */
Test(readings, a_folder_is_read_once_and_judged_once)
{
	struct yard yard = enter();
	const struct sources live = sources_of(yard.arena, &root_here, april, false);
	const struct sources later = sources_of(yard.arena, &root_here, may, false);
	const struct inbox *inbox = april_of(&yard, &live);

	cr_assert_eq(inbox->entry_count, 2);
	unlink(REPORT);
	cr_expect_eq(april_of(&yard, &live), inbox);
	const struct arrivals *arrivals = readings_arrivals(yard.readings, live.folders[3]);
	cr_assert_eq(arrivals->count, 2);
	cr_expect_eq(inbox->entries[0].arrival, &arrivals->list[0]);
	const struct inbox *frozen = april_of(&yard, &later);
	cr_expect_eq(frozen->entry_count, 1, "what was frozen is another folder");
	cr_expect_eq(april_of(&yard, &later), frozen);
	leave(&yard);
}

Test(readings, a_report_that_cannot_be_read_is_neither_refused_nor_absent)
{
	struct yard yard = enter();

	kit_unreadable(yard.arena, "input/submissions/2031-04", "b.json");
	const struct sources sources = sources_of(yard.arena, &root_here, april, false);
	const struct inbox *inbox = april_of(&yard, &sources);
	cr_expect_not(readings_are_whole(yard.diag, inbox));
	cr_assert_eq(diag_count(yard.diag), 1, "what cannot be read, and nothing else");
	cr_expect_eq(diag_record(yard.diag, 0)->message, MSG_INPUT_UNREADABLE);
	cr_expect_eq(diag_exit_status(yard.diag), EXIT_IO);
	leave(&yard);
}

Test(readings, what_was_said_of_a_month_is_kept_with_it)
{
	struct yard yard = enter();
	const struct sources sources = sources_of(yard.arena, &root_here, may, false);
	const struct inbox *inbox = readings_inbox(yard.readings, yard.catalogue, &sources, may);

	cr_expect(kit_has(inbox->said, MSG_INBOX_NO_FOLDER));
	cr_expect_eq(diag_count(yard.diag), 0, "nobody has heard it yet");
	leave(&yard);
}

/* Prints of one font path, asked for anew as the next night would. */
static struct digest print_now(struct yard *yard)
{
	static const char *const paths[] = { "fonts/a.otf" };

	return fontprints_digest(fontprints_new(yard->arena, &root_here), paths, 1);
}

static void expect_other(struct yard *yard, struct digest *last, const char *what)
{
	const struct digest now = print_now(yard);

	cr_expect(memcmp(&now, last, sizeof now) != 0, "%s: the print is the same", what);
	*last = now;
}

Test(fontprints, see_a_font_replaced)
{
	struct yard yard = enter();
	const char *path = "fonts/a.otf";
	struct digest last = print_now(&yard);

	kit_write(yard.arena, ".", path, "OTTO one");
	expect_other(&yard, &last, "a font came");
	kit_write(yard.arena, ".", path, "OTTO two");
	expect_other(&yard, &last, "another head of the same size");
	kit_write(yard.arena, ".", path, "OTTO two, longer");
	expect_other(&yard, &last, "another size");
	cr_assert_eq(truncate(path, 1L << 30), 0);
	expect_other(&yard, &last, "a giant, of which little is read");
	const struct digest again = print_now(&yard);
	cr_expect_arr_eq(again.bytes, last.bytes, DIGEST_BYTES, "the same font");
	cr_assert_eq(unlink(path), 0);
	expect_other(&yard, &last, "a font went");
	leave(&yard);
}

/* /proc/self/mem opens, and its first byte cannot be read (EIO). */
Test(fontprints, one_that_cannot_be_read_is_not_one_that_is_not_there)
{
	static const char *const paths[] = { "/proc/self/mem" };
	struct yard yard = enter();
	struct fontprints *prints = fontprints_new(yard.arena, &root_here);

	for (int i = 0; i < 2; i++) { /* it is looked at again each time */
		(void)fontprints_digest(prints, paths, 1);
		cr_expect(fontprints_failed(prints, yard.diag));
		cr_expect_not(fontprints_failed(prints, yard.diag), "said");
	}
	cr_assert_eq(diag_count(yard.diag), 2);
	const struct record *record = diag_record(yard.diag, 0);
	cr_expect_eq(record->message, MSG_FONT_READ_FAILED);
	cr_expect_str_eq(record->place.file, paths[0]);
	cr_expect_eq(diag_exit_status(yard.diag), EXIT_IO);
	leave(&yard);
}
