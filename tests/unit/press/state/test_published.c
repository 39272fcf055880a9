#include "press/state/published.h"

#include "base/file.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

static const struct period may = { .year = 2020, .month = 5 };

/* Two files and the record of them, in a folder of its own. */
static const char *enter(struct arena *arena, struct diag *diag)
{
	const char *root = kit_temporary_folder(arena);
	const struct published_file files[] = {
		{ .file = "a b.pdf", .length = 5, .digest = digest_of("bytes", 5) },
		{ .file = "receipts/甲.txt", .length = 1, .digest = digest_of("x", 1) },
	};
	const struct published record = { .revision = 3, .files = files, .count = 2 };

	cr_assert_eq(chdir(root), 0);
	struct publication *publication = publish_begin(arena, diag, &root_here, may);
	cr_assert(publish_add(publication, "a b.pdf", "bytes", 5));
	cr_assert(publish_add(publication, "receipts/甲.txt", "x", 1));
	cr_assert(published_stage(&record, publication));
	cr_assert(publish_commit(publication, NULL));
	return root;
}

static bool stands(
        const struct published_place *place, const struct published *record, const char *file)
{
	bool found = false;

	cr_assert(published_stands(place, record, file, true, &found));
	return found;
}

static struct published_damages damages(
        const struct published_place *place, const struct published *record, long day)
{
	struct published_damages found = { .count = 99 };

	cr_assert(published_look(place, record, day, &found));
	return found;
}

Test(published, tells_what_does_not_stand_as_it_was)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const char *root = enter(arena, diag);
	const struct published_place place = {
		.arena = arena, .diag = diag, .root = &root_here, .period = may
	};
	struct published record;

	cr_assert(published_read(arena, diag, &root_here, may, &record));
	cr_assert(record.is_known && record.count == 2 && record.revision == 3);
	for (long day = PUBLISHED_ALL; day < 8; day++)
		cr_expect_eq(damages(&place, &record, day).count, 0);
	cr_expect(stands(&place, &record, "a b.pdf"));
	cr_expect_not(stands(&place, &record, "c.pdf"));
	kit_write(arena, "output", "2020-05/a b.pdf", "other");
	const struct published_damages other = damages(&place, &record, PUBLISHED_ALL);
	cr_assert_eq(other.count, 1);
	cr_expect(!other.list[0].is_gone && other.list[0].length == 5);
	cr_expect_not(stands(&place, &record, "a b.pdf"));
	cr_assert_eq(unlink("output/2020-05/a b.pdf"), 0);
	const struct published_damages gone = damages(&place, &record, 1);
	cr_assert(gone.count == 1 && gone.list[0].is_gone);
	cr_assert_eq(chdir("/"), 0);
	kit_remove(root);
	diag_free(diag);
	arena_free(arena);
}

/* A name too long for the system stands for a disk that does not answer: that is no damage. */
Test(published, what_cannot_be_read_is_said_and_is_no_damage)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const char *root = enter(arena, diag);
	const struct published_place place = {
		.arena = arena, .diag = diag, .root = &root_here, .period = may
	};
	char *name = arena_alloc(arena, 301);
	struct published_damages found;
	bool known;

	memset(name, 'x', 300);
	const struct published_file file = { .file = name, .length = 1 };
	const struct published record = { .files = &file, .count = 1, .is_known = true };
	cr_expect_not(published_look(&place, &record, PUBLISHED_ALL, &found));
	cr_expect_not(published_stands(&place, &record, name, true, &known));
	cr_expect_eq(diag_exit_status(diag), EXIT_IO);
	cr_expect(kit_has(diag, MSG_INPUT_UNREADABLE));
	cr_assert_eq(chdir("/"), 0);
	kit_remove(root);
	diag_free(diag);
	arena_free(arena);
}

Test(published, a_damaged_record_is_none)
{
	static const char *const records[] = { "", "minsheng published 1\n",
		"minsheng published 1\nrevision 0\nend",
		"minsheng published 1\nrevision 0\nx 1 a\nend\n",
		"minsheng published 2\nrevision 0\nend\n", "minsheng published 1\nend\n",
		"minsheng published 1\nrevision -1\nend\n",
		"minsheng published 1\nrevision 1 2\nend\n" };
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const char *root = enter(arena, diag);
	struct published record;

	for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
		kit_write(arena, "output", "2020-05/.published", records[i]);
		cr_expect(published_read(arena, diag, &root_here, may, &record));
		cr_expect(!record.is_known && record.count == 0, "%zu", i);
	}
	cr_assert_eq(chdir("/"), 0);
	kit_remove(root);
	diag_free(diag);
	arena_free(arena);
}
