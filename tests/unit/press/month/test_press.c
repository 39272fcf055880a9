/* With what a month is printed: which files are mapped, of which packages, and which have moved. */
#include "press/month/press.h"

#include "base/file.h"
#include "base/text.h"
#include "kit/kit.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct manifest_binary *library_called(const struct mapped *mapped, const char *start)
{
	for (size_t i = 0; i < mapped->count; i++)
		if (text_starts_with(mapped->libraries[i].file, start))
			return &mapped->libraries[i];
	return NULL;
}

/* Each shared library that the kernel has mapped is told, by the digest of its file. */
static size_t check_maps(const struct mapped *mapped)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[4096];
	size_t seen = 0;

	cr_assert(maps);
	while (fgets(line, sizeof line, maps)) {
		char *path = strchr(line, '/');
		struct file_print print;
		if (!path || !strstr(path, ".so"))
			continue;
		path[strcspn(path, "\n")] = '\0';
		const struct manifest_binary *found =
		        library_called(mapped, strrchr(path, '/') + 1);
		cr_assert(found, "%s is not told", path);
		cr_assert_eq(file_digest(&root_here, path, SIZE_MAX, &print), FILE_OK);
		cr_expect(digest_equal(&print.digest, &found->digest), "%s", path);
		seen++;
	}
	fclose(maps);
	return seen;
}

Test(press, tells_each_mapped_file_by_its_digest)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct press press = { 0 };
	struct file_print own;

	cr_assert(press_look(arena, diag, &press), "%s", kit_records(arena, diag));
	cr_assert_eq(file_digest(&root_here, "/proc/self/exe", SIZE_MAX, &own), FILE_OK);
	cr_expect(digest_equal(&own.digest, &press.mapped.program.digest));
	cr_expect_str_eq(press.mapped.program.file, "unit-tests");
	cr_expect_str_eq(press.mapped.program.package, "");
	cr_expect_gt(check_maps(&press.mapped), 10);
	for (size_t i = 1; i < press.mapped.count; i++)
		cr_expect_lt(
		        strcmp(press.mapped.libraries[i - 1].file, press.mapped.libraries[i].file),
		        0);
	const struct manifest_binary *list = press.mapped.libraries;
	cr_expect(press_look(arena, diag, &press));
	cr_expect_eq(press.mapped.libraries, list, "looked at twice");
	diag_free(diag);
	arena_free(arena);
}

/* A file as a package manager has it: /usr/lib, or /lib where that is a link to it. */
static void write_package(struct arena *arena, const char *admin, const char *path)
{
	static const char status[] =
	        "Package: libharfbuzz0b\nStatus: install ok installed\n"
	        "Maintainer: M <m@example.org>\nArchitecture: amd64\n"
	        "Multi-Arch: same\nVersion: 1:6.0.0+dfsg-3\nDescription: d\n\n";

	kit_write(arena, admin, "status", status);
	kit_write(arena, admin, "info/format", "1\n");
	kit_write(arena, admin, "info/libharfbuzz0b:amd64.list",
	        arena_printf(arena, "/.\n%s\n", path));
}

Test(press, tells_the_package_of_a_file)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	char *admin = kit_temporary_folder(arena);
	struct mapped mapped;
	Dl_info info;

	cr_assert(dladdr((void *)(uintptr_t)hb_version_string, &info));
	char *path = realpath(info.dli_fname, NULL);
	cr_assert(path && text_starts_with(path, "/usr/lib/"), "%s", info.dli_fname);
	cr_assert_eq(setenv("DPKG_ADMINDIR", admin, 1), 0);
	for (int i = 0; i < 2; i++) {
		write_package(arena, admin, i == 0 ? path : path + strlen("/usr"));
		cr_assert(mapped_look(arena, diag, &mapped));
		const struct manifest_binary *found = library_called(&mapped, "libharfbuzz.so");
		const struct manifest_binary *other = library_called(&mapped, "libc.so");
		cr_assert(found && other);
		cr_expect_str_eq(found->package, "libharfbuzz0b", "%d", i);
		cr_expect_str_eq(found->version, "1:6.0.0+dfsg-3", "%d", i);
		cr_expect_str_eq(other->package, "");
	}
	free(path);
	kit_remove(admin);
	diag_free(diag);
	arena_free(arena);
}

/* A library whose file is gone while the program runs: no digest, so nothing is told of it. */
Test(press, says_which_file_cannot_be_read)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	char *folder = kit_temporary_folder(arena);
	const char *path = file_join(arena, folder, "gone.so");
	Dl_info info;
	struct file_bytes library;
	struct mapped mapped;

	cr_assert(dladdr((void *)(uintptr_t)cJSON_Version, &info));
	cr_assert_eq(file_read(arena, &root_here, info.dli_fname, SIZE_MAX, &library), FILE_OK);
	FILE *copy = fopen(path, "wb");
	cr_assert(copy);
	cr_assert_eq(fwrite(library.bytes, 1, library.length, copy), library.length);
	fclose(copy);
	cr_assert(dlopen(path, RTLD_NOW), "%s", dlerror());
	cr_expect(mapped_look(arena, diag, &mapped));
	kit_remove(folder);
	cr_expect_not(mapped_look(arena, diag, &mapped));
	cr_expect(kit_has(diag, MSG_BINARY_READ_FAILED));
	cr_expect(strstr(kit_records(arena, diag), path), "%s", kit_records(arena, diag));
	cr_expect_eq(diag_exit_status(diag), EXIT_IO);
	diag_free(diag);
	arena_free(arena);
}

#define FILES(...) ((const struct manifest_binary[]){ __VA_ARGS__ })
#define HARFBUZZ_6 \
	{ \
		.file = "libharfbuzz.so.0.60000.0", .package = "libharfbuzz0b", \
		.version = "6.0.0-3", .digest = { \
			{ 6 } \
		} \
	}
#define HARFBUZZ_8 \
	{ \
		.file = "libharfbuzz.so.0.60800.0", .package = "libharfbuzz0b", \
		.version = "8.0.0-1", .digest = { \
			{ 8 } \
		} \
	}
#define HARFBUZZ_6_AGAIN \
	{ \
		.file = "libharfbuzz.so.0.60000.0", .package = "libharfbuzz0b", \
		.version = "6.0.0-3", .digest = { \
			{ 7 } \
		} \
	}
#define HPDF_2 \
	{ \
		.file = "libhpdf-2.3.0.so", .package = "", .version = "", .digest = { { 2 } } \
	}
#define HPDF_4 \
	{ \
		.file = "libhpdf-2.4.4.so", .package = "", .version = "", .digest = { { 4 } } \
	}

static const struct {
	const struct manifest_binary *now;
	size_t now_count;
	const struct manifest_binary *then;
	size_t then_count;
	const char *moved;
} moves[] = {
	{ FILES(HARFBUZZ_6), 1, FILES(HARFBUZZ_6), 1, "" },
	{ FILES(HARFBUZZ_8, HPDF_2), 2, FILES(HPDF_2, HARFBUZZ_6), 2,
	        "libharfbuzz0b 8.0.0-1 (libharfbuzz0b 6.0.0-3)" },
	{ FILES(HPDF_4), 1, FILES(HPDF_2), 1, "libhpdf-2.4.4.so (libhpdf-2.3.0.so)" },
	{ FILES(HARFBUZZ_6_AGAIN), 1, FILES(HARFBUZZ_6), 1,
	        "libharfbuzz0b 6.0.0-3, SHA-256 070000000000… "
	        "(libharfbuzz0b 6.0.0-3, SHA-256 060000000000…)" },
	{ FILES(HPDF_2, HARFBUZZ_8), 2, FILES(HPDF_2), 1, "libharfbuzz0b 8.0.0-1 (—)" },
	{ FILES(HPDF_2), 1, FILES(HARFBUZZ_6, HPDF_4), 2,
	        "— (libharfbuzz0b 6.0.0-3), libhpdf-2.3.0.so (libhpdf-2.4.4.so)" },
};

Test(press, names_what_has_moved)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		struct diag *diag = kit_diag();
		const struct press press = { .is_known = true,
			.mapped = { .libraries = moves[i].now, .count = moves[i].now_count } };
		struct manifest then = { .tool = PRESS_TOOL,
			.libraries = moves[i].then,
			.library_count = moves[i].then_count };
		cr_expect_str_eq(press_moved(arena, &press, &then), moves[i].moved, "row %zu", i);
		const size_t differing = press_compare(arena, diag, &press, &then);
		cr_expect_eq(differing > 0, *moves[i].moved != '\0', "row %zu", i);
		cr_expect_eq(kit_has(diag, MSG_DIFFERS_LIBRARY), differing > 0, "row %zu", i);
		cr_expect_not(kit_has(diag, MSG_DIFFERS_TOOL), "row %zu", i);
		then.tool = "minsheng 9.9";
		cr_expect_str_eq(press_moved(arena, &press, &then), "", "row %zu", i);
		then.tool = PRESS_TOOL;
		then.program.digest.bytes[0] = 1;
		cr_expect_eq(
		        press_compare(arena, diag, &press, &then), differing + 1, "row %zu", i);
		cr_expect(kit_has(diag, MSG_DIFFERS_TOOL), "row %zu", i);
		diag_free(diag);
	}
	arena_free(arena);
}
