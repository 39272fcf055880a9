/* A package that comes back as one ZIP file, held against the sums that lie in it. */
#include "press/archive/handover_zip.h"

#include "base/common.h"
#include "base/digest.h"
#include "base/file.h"
#include "kit/kit.h"
#include "paper/ofd/ofd_zip.h"

#include <criterion/criterion.h>
#include <string.h>

#define MEMBERS 4
#define CONTENT "甲"

/* Names as they are listed, and as they are packed; all but "altered" hold what was summed. */
struct parcel {
	const char *listed[MEMBERS], *packed[MEMBERS];
	size_t differing;
	enum message message; /* MESSAGE_COUNT: nothing is said */
};

static void add_sum(struct text *sums, const char *name)
{
	const struct digest digest = digest_of(CONTENT, strlen(CONTENT));
	char hex[DIGEST_HEX];

	digest_hex(&digest, hex);
	text_printf(sums, "%s  %s\n", hex, name);
}

static const char *write_parcel(
        struct arena *arena, const char *folder, const struct parcel *parcel)
{
	const char *path = file_join(arena, folder, "parcel.zip");
	struct ofd_zip *zip = ofd_zip_new();
	struct text sums, bytes;
	int error;

	text_init(&sums);
	text_init(&bytes);
	for (size_t i = 0; i < MEMBERS && parcel->listed[i]; i++)
		add_sum(&sums, parcel->listed[i]);
	if (parcel->listed[0])
		ofd_zip_add(zip, "SHA256SUMS", sums.bytes, sums.length);
	for (size_t i = 0; i < MEMBERS && parcel->packed[i]; i++) {
		const char *content = strstr(parcel->packed[i], "altered") ? "乙" : CONTENT;
		ofd_zip_add(zip, parcel->packed[i], content, strlen(content));
	}
	cr_assert(ofd_zip_end(zip, &bytes));
	cr_assert_eq(
	        file_write_whole(&root_here, path, bytes.bytes, bytes.length, &error), FILE_OK);
	text_release(&bytes);
	text_release(&sums);
	return path;
}

Test(handover_zip, each_member_is_what_is_listed_once)
{
	static const struct parcel rows[] = {
		{ { "a", "b/c" }, { "a", "b/c" }, 0, MESSAGE_COUNT },
		{ { "b", "a" }, { "a", "b" }, 0, MESSAGE_COUNT },
		{ { "a", "altered" }, { "a", "altered" }, 1, MSG_ARCHIVE_ALTERED },
		{ { "a", "b" }, { "a" }, 1, MSG_ARCHIVE_MISSING },
		{ { "a" }, { "a", "b" }, 1, MSG_ARCHIVE_ADDED },
		/* A name that leads out of the package is none of its own, be it listed. */
		{ { "a", "../b" }, { "a", "../b" }, 2, MSG_ARCHIVE_ADDED },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		char *folder = kit_temporary_folder(arena);
		const struct verification found = handover_verify_zip(
		        arena, diag, &root_here, write_parcel(arena, folder, &rows[i]));
		cr_expect(found.usable, "row %zu: %s", i, kit_records(arena, diag));
		cr_expect_eq(found.differing, rows[i].differing, "row %zu: %zu, %s", i,
		        found.differing, kit_records(arena, diag));
		cr_expect_eq(diag_count(diag), rows[i].differing);
		if (rows[i].message != MESSAGE_COUNT)
			cr_expect(kit_has(diag, rows[i].message), "row %zu: %s", i,
			        kit_records(arena, diag));
		kit_remove(folder);
		diag_free(diag);
		arena_free(arena);
	}
}

/* What cannot be judged is never called sound. */
Test(handover_zip, a_file_that_is_no_package_is_of_no_use)
{
	static const struct parcel no_sums = { { NULL }, { "a" }, 0, MSG_ARCHIVE_NO_SUMS };
	static const struct {
		const char *content; /* NULL: the package without sums, "": no file */
		enum message message;
	} rows[] = {
		{ NULL, MSG_ARCHIVE_NO_SUMS },
		{ "", MSG_PACKAGE_UNREADABLE },
		{ "PK\3\4 and then nothing", MSG_PACKAGE_UNREADABLE },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		char *folder = kit_temporary_folder(arena);
		const char *path = file_join(arena, folder, "parcel.zip");
		if (!rows[i].content)
			write_parcel(arena, folder, &no_sums);
		else if (rows[i].content[0])
			kit_write(arena, folder, "parcel.zip", rows[i].content);
		const struct verification found =
		        handover_verify_zip(arena, diag, &root_here, path);
		cr_expect_not(found.usable, "row %zu", i);
		cr_expect(
		        kit_has(diag, rows[i].message), "row %zu: %s", i, kit_records(arena, diag));
		kit_remove(folder);
		diag_free(diag);
		arena_free(arena);
	}
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	char *folder = kit_temporary_folder(arena);
	const struct verification found = handover_verify_zip(
	        arena, diag, &root_here, kit_unreadable(arena, folder, "parcel.zip"));
	cr_expect_not(found.usable);
	cr_expect(kit_has(diag, MSG_ARCHIVE_UNREADABLE), "%s", kit_records(arena, diag));
	kit_remove(folder);
	diag_free(diag);
	arena_free(arena);
}
