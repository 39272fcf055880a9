/* The archive on disk: months open and closed, freezing, and whether a revision is still whole. */
#include "press/archive/archive.h"
#include "press/archive/freeze.h"
#include "press/archive/verify.h"

#include "base/file.h"
#include "base/text.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARCH ((struct period){ 2020, 3 })
#define FIRST ARCHIVE_FOLDER "/2020-03/1"
#define A     "input/targets/2020.json"
#define B     "input/submissions/2020-03/市民政局.json"

/* A root of its own, which is the current folder for as long as the test runs. */
struct place_of_test {
	struct arena *arena;
	struct diag *diag;
	char *folder;
};

static struct place_of_test begin(void)
{
	struct place_of_test place = { .arena = arena_new(), .diag = kit_diag() };

	place.folder = kit_temporary_folder(place.arena);
	cr_assert_eq(chdir(place.folder), 0);
	kit_write(place.arena, ".", A, "{\"year\": 2020}");
	kit_write(place.arena, ".", B, "{\"unit\": \"市民政局\"}");
	return place;
}

static void end(struct place_of_test *place)
{
	cr_assert_eq(chdir("/"), 0);
	kit_remove(place->folder);
	diag_free(place->diag);
	arena_free(place->arena);
}

/* A revision of both files. */
static void freeze(struct place_of_test *place, int revision)
{
	struct freeze *one = freeze_begin(place->arena, place->diag, &root_here, MARCH, revision);

	cr_assert_not_null(one);
	cr_assert(freeze_copy(one, B) && freeze_copy(one, A));
	cr_assert(freeze_write(one, "manifest.json", "{}\n", 3));
	cr_assert(freeze_seal(one) && freeze_commit(one));
}

static struct archive_stand stand_of(struct place_of_test *place)
{
	struct archive_stand stand;

	cr_assert(archive_find(place->arena, place->diag, &root_here, MARCH, &stand));
	return stand;
}

Test(archive, closes_opens_and_counts_revisions)
{
	struct place_of_test place = begin();
	struct archive_reopening found;
	const struct archive_reopening why = { .date = { 2020, 5, 6 }, .reason = "更正“数据”" };

	cr_assert_eq(stand_of(&place).revision, 0);
	cr_assert_not(stand_of(&place).is_closed);
	freeze(&place, 1);
	cr_assert(stand_of(&place).is_closed);
	cr_assert(archive_reopen(place.arena, place.diag, &root_here, MARCH, &why));
	cr_assert_not(stand_of(&place).is_closed);
	cr_assert(archive_reopening_read(place.arena, place.diag, &root_here,
	        archive_reopening_path(place.arena, MARCH, 2), &found));
	cr_assert_str_eq(found.reason, why.reason);
	cr_assert_eq(date_compare(found.date, why.date), 0);
	cr_assert(
	        text_ends_with(kit_read(place.arena, archive_reopening_path(place.arena, MARCH, 2)),
	                "}\n"),
	        "a record is a text of whole lines");
	freeze(&place, 2);
	cr_assert(stand_of(&place).is_closed && stand_of(&place).was_reopened);
	cr_assert_eq(stand_of(&place).revision, 2);
	struct archive_months months;
	cr_assert(archive_months(place.arena, place.diag, &root_here, &months));
	cr_assert_eq(months.count, 1);
	cr_assert_eq(period_compare(months.list[0], MARCH), 0);
	end(&place);
}

/* A revision is a folder named by its number; whatever else lies beside it is none. */
Test(archive, only_a_numbered_folder_is_a_revision)
{
	struct place_of_test place = begin();
	static const char *const files[] = { "7", "3/x", "0/x", "02/x", "2a/x", "-4/x",
		"99999999999/x" };

	freeze(&place, 1);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		kit_write(place.arena, ARCHIVE_FOLDER "/2020-03", files[i], "x");
	cr_expect_eq(stand_of(&place).revision, 3);
	end(&place);
}

/* Where files may no longer be opened, what was not read is not intact, and that is said. */
Test(archive, what_could_not_be_read_is_not_intact)
{
	struct place_of_test place = begin();
	bool failed = false, intact = false;

	freeze(&place, 1);
	const int lowest = open(".", O_RDONLY | O_CLOEXEC);
	cr_assert_geq(lowest, 0);
	close(lowest);
	for (rlim_t more = 0; more < 12 && !intact; more++) {
		struct rlimit few, before;
		struct diag *diag = kit_diag();
		cr_assert_eq(getrlimit(RLIMIT_NOFILE, &before), 0);
		few = (struct rlimit){ (rlim_t)lowest + more, before.rlim_max };
		cr_assert_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
		const struct verification found =
		        archive_verify(place.arena, diag, &root_here, FIRST);
		cr_assert_eq(setrlimit(RLIMIT_NOFILE, &before), 0);
		intact = found.usable && found.differing == 0 && diag_count(diag) == 0;
		failed = failed || !intact;
		cr_expect_eq(diag_exit_status(diag), intact ? EXIT_DONE : EXIT_IO, "%zu more: %s",
		        (size_t)more, kit_records(place.arena, diag));
		cr_expect(intact || !found.usable, "%zu more", (size_t)more);
		diag_free(diag);
	}
	cr_expect(failed && intact);
	end(&place);
}

/* An issued month must never turn open, or its revision an earlier one, by a look that failed. */
Test(archive, what_cannot_be_looked_at_is_not_absent)
{
	static const char *const rows[] = { "2020-03", "2020-03/2", "2020-03/reopen-2.json" };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct place_of_test place = begin();
		struct archive_stand stand;
		struct archive_months months;
		if (i > 0)
			freeze(&place, 1);
		kit_unreadable(place.arena, ARCHIVE_FOLDER, rows[i]);
		cr_assert_not(
		        archive_find(place.arena, place.diag, &root_here, MARCH, &stand), "%zu", i);
		cr_assert_eq(stand.revision, -1);
		cr_assert_not(stand.is_closed);
		cr_assert_str_eq(stand.path, file_join(place.arena, ARCHIVE_FOLDER, rows[i]));
		cr_assert_eq(stand.error, ENAMETOOLONG);
		cr_assert(kit_has(place.diag, MSG_ARCHIVE_UNREADABLE));
		cr_assert_eq(diag_exit_status(place.diag), EXIT_IO);
		cr_assert_not(archive_months(place.arena, place.diag, &root_here, &months));
		cr_assert_eq(months.count, 0);
		end(&place);
	}
}

/* The office's archive may lie elsewhere; when that is not mounted no month is open for it. */
Test(archive, that_leads_nowhere_is_not_empty)
{
	struct place_of_test place = begin();
	struct archive_stand stand;

	cr_assert_eq(symlink("/nowhere/archive", ARCHIVE_FOLDER), 0);
	cr_assert_not(archive_find(place.arena, place.diag, &root_here, MARCH, &stand));
	cr_assert_str_eq(stand.path, ARCHIVE_FOLDER);
	end(&place);
}

Test(archive, a_list_that_is_not_there_or_cannot_be_read_is_said)
{
	struct place_of_test place = begin();
	struct sum_list sums;

	freeze(&place, 1);
	cr_assert_eq(unlink(FIRST "/" ARCHIVE_SUMS), 0);
	cr_assert_not(archive_sums_read(place.arena, place.diag, &root_here, FIRST, &sums));
	cr_assert(kit_has(place.diag, MSG_ARCHIVE_NO_SUMS));
	kit_unreadable(place.arena, FIRST, ARCHIVE_SUMS);
	cr_assert_not(archive_sums_read(place.arena, place.diag, &root_here, FIRST, &sums));
	cr_assert(kit_has(place.diag, MSG_ARCHIVE_UNREADABLE));
	end(&place);
}

/* A list of digests that may not be read is no list that is gone: nothing is judged by it. */
Test(archive, whose_list_may_not_be_read_is_not_judged)
{
	struct place_of_test place = begin();
	const bool is_root = geteuid() == 0; /* who may read all, as nobody may not */

	freeze(&place, 1);
	cr_assert_eq(chmod(place.folder, 0755), 0);
	cr_assert_eq(chmod(FIRST "/" ARCHIVE_SUMS, 0), 0);
	cr_assert(!is_root || seteuid(65534) == 0);
	const struct verification found =
	        archive_verify(place.arena, place.diag, &root_here, FIRST);
	cr_assert(!is_root || seteuid(0) == 0);
	cr_expect_not(found.usable);
	const struct record *said = kit_lookup(place.diag, MSG_ARCHIVE_UNREADABLE);
	cr_assert(said, "%s", kit_records(place.arena, place.diag));
	cr_expect_str_eq(said->place.file, FIRST "/" ARCHIVE_SUMS);
	end(&place);
}

Test(archive, refuses_a_record_of_reopening_that_says_nothing)
{
	static const char *const bad[] = { "", "[]", "{}", "{\"reason\": \"x\"}",
		"{\"reason\": \"\", \"date\": \"2020-05-06\"}",
		"{\"reason\": \"x\", \"date\": \"2020-05-36\"}", "{\"reason\": 1, \"date\": 2}" };
	struct place_of_test place = begin();
	struct archive_reopening found;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct diag *diag = kit_diag();
		kit_write(place.arena, ".", ARCHIVE_FOLDER "/2020-03/reopen-2.json", bad[i]);
		cr_assert_not(archive_reopening_read(place.arena, diag, &root_here,
		        archive_reopening_path(place.arena, MARCH, 2), &found));
		cr_assert(kit_has(diag, MSG_REOPENING_UNUSABLE), "%s", bad[i]);
		cr_assert_eq(diag_exit_status(diag), EXIT_DATA, "%s", bad[i]);
		diag_free(diag);
	}
	end(&place);
}

#define HEX "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

Test(archive, freezes_bytes_as_they_are)
{
	struct place_of_test place = begin();

	freeze(&place, 1);
	cr_assert_str_eq(kit_read(place.arena, FIRST "/" B), kit_read(place.arena, B));
	struct sum_list sums;
	cr_assert(archive_sums_read(place.arena, place.diag, &root_here, FIRST, &sums));
	cr_assert_eq(sums.count, 3, "two inputs and the manifest");
	cr_assert_str_eq(sums.list[0].file, B, "sorted by name");
	const struct verification found =
	        archive_verify(place.arena, place.diag, &root_here, FIRST);
	cr_assert(found.usable);
	cr_assert_eq(found.differing, 0, "%s", kit_records(place.arena, place.diag));
	end(&place);
}

Test(archive, leaves_nothing_of_what_was_given_up)
{
	struct place_of_test place = begin();
	struct freeze *one = freeze_begin(place.arena, place.diag, &root_here, MARCH, 1);

	cr_assert(freeze_copy(one, A));
	cr_assert(kit_exists(&root_here, file_join(place.arena, freeze_folder(one), A)));
	freeze_drop(one);
	cr_assert_not(kit_exists(&root_here, ARCHIVE_FOLDER "/2020-03"));
	freeze_drop(NULL);
	end(&place);
}

Test(archive, sweeps_what_a_crash_left)
{
	struct place_of_test place = begin();

	freeze(&place, 1);
	kit_write(place.arena, ".", ARCHIVE_FOLDER "/2020-03/.2.new/input/.minsheng.1.0.tmp", "x");
	kit_write(place.arena, ".", ARCHIVE_FOLDER "/2020-03/.minsheng.7.0.tmp", "x");
	kit_write(place.arena, ".", ARCHIVE_FOLDER "/2020-04/.1.new/.a", "x");
	cr_assert_eq(freeze_sweep(place.arena, &root_here), 3);
	cr_assert_not(kit_exists(&root_here, ARCHIVE_FOLDER "/2020-04"));
	cr_assert(archive_verify(place.arena, place.diag, &root_here, FIRST).usable);
	end(&place);
}

Test(archive, says_what_cannot_be_frozen)
{
	static const char *const paths[] = { "input/nowhere.json", "input", "../outside.json",
		"input/pipe.json", "input/giant.json" };
	struct place_of_test place = begin();
	struct freeze *one = freeze_begin(place.arena, place.diag, &root_here, MARCH, 1);

	cr_assert_eq(mkfifo("input/pipe.json", 0600), 0);
	kit_write(place.arena, ".", "input/giant.json", "");
	cr_assert_eq(truncate("input/giant.json", (off_t)1 << 30), 0);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		cr_assert_not(freeze_copy(one, paths[i]), "%s", paths[i]);
	cr_assert_eq(kit_count(place.diag, MSG_ARCHIVE_UNREADABLE), sizeof paths / sizeof *paths);
	freeze_drop(one);
	end(&place);
}

Test(archive, says_what_cannot_be_written)
{
	struct place_of_test place = begin();
	const struct archive_reopening why = { .date = { 2020, 5, 6 }, .reason = "x" };

	freeze(&place, 1);
	struct freeze *one = freeze_begin(place.arena, place.diag, &root_here, MARCH, 2);
	cr_assert(freeze_copy(one, A));
	kit_write(place.arena, ".", ARCHIVE_FOLDER "/2020-03/2/in-the-way", "x");
	cr_assert(freeze_seal(one));
	cr_assert_not(freeze_commit(one), "a revision is never written over");
	cr_assert(kit_has(place.diag, MSG_ARCHIVE_UNWRITABLE));
	cr_assert(archive_verify(place.arena, place.diag, &root_here, FIRST).usable);
	kit_write(place.arena, ".", ARCHIVE_FOLDER "/2020-04", "a file in the way");
	cr_assert_null(
	        freeze_begin(place.arena, place.diag, &root_here, (struct period){ 2020, 4 }, 1));
	cr_assert(kit_has(place.diag, MSG_ARCHIVE_CANNOT_CREATE));
	cr_assert_not(archive_reopen(
	        place.arena, place.diag, &root_here, (struct period){ 2020, 4 }, &why));
	end(&place);
}

/* Each is done to a whole revision; what must be said, and does the list still stand? */
static void alter(struct arena *arena)
{
	kit_write(arena, FIRST, A, "{\"year\": 2021}");
}
static void grow(struct arena *arena)
{
	(void)arena;
	cr_assert_eq(truncate(FIRST "/" A, (off_t)1 << 30), 0);
}
static void take_away(struct arena *arena)
{
	(void)arena;
	cr_assert_eq(unlink(FIRST "/" B), 0);
}
static void put_in(struct arena *arena)
{
	kit_write(arena, FIRST, "input/submissions/2020-03/新.json", "{}");
}
static void hide_in(struct arena *arena)
{
	kit_write(arena, FIRST, "input/.hidden", "");
}
static void link_file(struct arena *arena)
{
	(void)arena;
	cr_assert_eq(unlink(FIRST "/" A), 0);
	cr_assert_eq(symlink("/etc/passwd", FIRST "/" A), 0);
}
static void link_folder(struct arena *arena)
{
	(void)arena;
	cr_assert_eq(symlink("/etc", FIRST "/etc"), 0);
}
static void link_revision(struct arena *arena)
{
	(void)arena;
	cr_assert_eq(rename(FIRST, "elsewhere"), 0);
	cr_assert_eq(symlink("../../../elsewhere", FIRST), 0);
}
static void pipe_in(struct arena *arena)
{
	(void)arena;
	cr_assert_eq(mkfifo(FIRST "/pipe", 0600), 0);
}
static void no_list(struct arena *arena)
{
	(void)arena;
	cr_assert_eq(unlink(FIRST "/" ARCHIVE_SUMS), 0);
}
static void link_list(struct arena *arena)
{
	no_list(arena);
	cr_assert_eq(symlink("/dev/zero", FIRST "/" ARCHIVE_SUMS), 0);
}
static void giant_list(struct arena *arena)
{
	(void)arena;
	cr_assert_eq(truncate(FIRST "/" ARCHIVE_SUMS, (off_t)1 << 30), 0);
}
static void list_outside(struct arena *arena)
{
	kit_write(arena, FIRST, ARCHIVE_SUMS, HEX "  ../../../../etc/passwd\n");
}
static void list_garbage(struct arena *arena)
{
	kit_write(arena, FIRST, ARCHIVE_SUMS, "\x01\xff garbage");
}
static void list_twice(struct arena *arena)
{
	const char *list = kit_read(arena, FIRST "/" ARCHIVE_SUMS);

	kit_write(arena, FIRST, ARCHIVE_SUMS, arena_printf(arena, "%s%s", list, list));
}
static void empty_list(struct arena *arena)
{
	kit_write(arena, FIRST, ARCHIVE_SUMS, "");
}
static void deep_folders(struct arena *arena)
{
	kit_write(arena, FIRST, "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a", "");
}

static const struct {
	void (*harm)(struct arena *arena);
	enum message message;
	bool usable;
} harms[] = {
	{ alter, MSG_ARCHIVE_ALTERED, true },
	{ grow, MSG_ARCHIVE_ALTERED, true },
	{ take_away, MSG_ARCHIVE_MISSING, true },
	{ put_in, MSG_ARCHIVE_ADDED, true },
	{ hide_in, MSG_ARCHIVE_ADDED, true },
	{ empty_list, MSG_ARCHIVE_ADDED, true },
	{ link_file, MSG_ARCHIVE_FOREIGN, false },
	{ link_folder, MSG_ARCHIVE_FOREIGN, false },
	{ link_revision, MSG_ARCHIVE_FOREIGN, false },
	{ pipe_in, MSG_ARCHIVE_FOREIGN, false },
	{ deep_folders, MSG_ARCHIVE_FOREIGN, false },
	{ no_list, MSG_ARCHIVE_NO_SUMS, false },
	{ link_list, MSG_ARCHIVE_NO_SUMS, false },
	{ giant_list, MSG_ARCHIVE_NO_SUMS, false },
	{ list_outside, MSG_ARCHIVE_SUM_LINE, false },
	{ list_garbage, MSG_ARCHIVE_SUM_LINE, false },
	{ list_twice, MSG_ARCHIVE_SUM_LINE, false },
};

Test(archive, finds_every_harm)
{
	for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
		struct place_of_test place = begin();
		freeze(&place, 1);
		harms[i].harm(place.arena);
		const struct verification found =
		        archive_verify(place.arena, place.diag, &root_here, FIRST);
		cr_assert(kit_has(place.diag, harms[i].message), "row %zu: %s", i,
		        kit_records(place.arena, place.diag));
		cr_assert_eq(found.usable, harms[i].usable, "row %zu", i);
		cr_assert(!found.usable || found.differing > 0, "row %zu", i);
		cr_assert_eq(diag_exit_status(place.diag),
		        harms[i].usable ? EXIT_PERSON : EXIT_DATA, "row %zu", i);
		end(&place);
	}
}

/* Whoever opens the folder on a desktop changes nothing; under a sum such a name is a file. */
Test(archive, passes_over_what_a_desktop_leaves)
{
	static const char *const names[] = { "Thumbs.db", ".DS_Store", "desktop.ini",
		("._" ARCHIVE_SUMS), "input/Thumbs.db", "input/submissions/2020-03/.DS_Store" };
	struct place_of_test place = begin();

	freeze(&place, 1);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		kit_write(place.arena, FIRST, names[i], "left");
	struct verification found = archive_verify(place.arena, place.diag, &root_here, FIRST);
	cr_assert(found.usable);
	cr_assert_eq(found.differing, 0, "%s", kit_records(place.arena, place.diag));
	const char *list = kit_read(place.arena, FIRST "/" ARCHIVE_SUMS);
	kit_write(place.arena, FIRST, ARCHIVE_SUMS,
	        arena_printf(place.arena, "%s" HEX "  Thumbs.db\n", list));
	found = archive_verify(place.arena, place.diag, &root_here, FIRST);
	cr_assert_eq(found.differing, 1);
	cr_assert(kit_has(place.diag, MSG_ARCHIVE_ALTERED));
	end(&place);
}

#define DEEP 17 /* folders of the longest name: together longer than a path may be */

/* Folders in folders below the revision; without the longest path ever being written out. */
static void dig(const char *name)
{
	cr_assert_eq(chdir(FIRST), 0);
	for (int i = 0; i < DEEP; i++) {
		cr_assert_eq(mkdir(name, 0700), 0);
		cr_assert_eq(chdir(name), 0);
	}
}

static void fill_in(const char *name)
{
	for (int i = 0; i < DEEP; i++) {
		cr_assert_eq(chdir(".."), 0);
		cr_assert_eq(rmdir(name), 0);
	}
}

/* Deeper than any path can name. */
Test(archive, says_what_cannot_be_looked_into)
{
	struct place_of_test place = begin();
	char name[256];

	memset(name, 'n', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	freeze(&place, 1);
	const int home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	cr_assert_geq(home, 0);
	dig(name);
	const int bottom = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	cr_assert_eq(fchdir(home), 0);
	const bool usable = archive_verify(place.arena, place.diag, &root_here, FIRST).usable;
	cr_assert_eq(fchdir(bottom), 0);
	fill_in(name);
	cr_assert_eq(fchdir(home), 0);
	close(home);
	close(bottom);
	cr_assert_not(usable);
	cr_assert(kit_has(place.diag, MSG_ARCHIVE_FOREIGN));
	end(&place);
}

Test(archive, stops_at_a_folder_without_end)
{
	struct place_of_test place = begin();

	freeze(&place, 1);
	for (int i = 0; i < 20001; i++) {
		const int file = open(arena_printf(place.arena, FIRST "/%d", i),
		        O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		cr_assert_geq(file, 0);
		close(file);
	}
	cr_assert_not(archive_verify(place.arena, place.diag, &root_here, FIRST).usable);
	cr_assert(kit_has(place.diag, MSG_ARCHIVE_TOO_MANY));
	end(&place);
}

Test(archive, a_revision_is_a_root_and_no_link)
{
	struct place_of_test place = begin();
	struct root tree;

	freeze(&place, 1);
	cr_assert_eq(symlink("input", "link"), 0);
	cr_assert_not(archive_open(&tree, place.arena, place.diag, &root_here, "link"));
	cr_assert(kit_has(place.diag, MSG_ARCHIVE_UNREADABLE));
	cr_assert(archive_open(&tree, place.arena, place.diag, &root_here, FIRST));
	cr_assert(kit_exists(&tree, A) && !kit_exists(&tree, FIRST));
	root_close(&tree);
	end(&place);
}
