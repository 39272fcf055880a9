#include "kit/kit.h"

#include "base/file.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OPEN_FOLDERS 16

/*
 * LeakSanitizer's question whether to look for leaks (sanitizer/lsan_interface.h). Each test runs
 * in a process of its own, to which BoxFort hands BXFI_MAP, and is looked at. The runner that
 * starts them is Criterion alone, and keeps a table of its own to the end, which by luck is seen as
 * a leak.
 */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return !getenv("BXFI_MAP");
}

struct diag *kit_diag(void)
{
	return diag_new(&(struct diag_options){ .stream = NULL });
}

const struct record *kit_lookup(const struct diag *diag, enum message message)
{
	for (size_t i = 0; i < diag_count(diag); i++) {
		if (diag_record(diag, i)->message == message)
			return diag_record(diag, i);
	}
	return NULL;
}

bool kit_has(const struct diag *diag, enum message message)
{
	return kit_lookup(diag, message);
}

size_t kit_count(const struct diag *diag, enum message message)
{
	size_t count = 0;

	for (size_t i = 0; i < diag_count(diag); i++)
		count += diag_record(diag, i)->message == message ? 1 : 0;
	return count;
}

char *kit_records(struct arena *arena, const struct diag *diag)
{
	struct text text;

	text_init(&text);
	for (size_t i = 0; i < diag_count(diag); i++) {
		const struct record *record = diag_record(diag, i);
		text_printf(&text, "%s %s %s\n", message_name(record->message),
		        place_format(arena, record->place), record->english);
	}
	char *result = arena_strndup(arena, text.bytes, text.length);
	text_release(&text);
	return result;
}

char *kit_temporary_folder(struct arena *arena)
{
	const char *root = getenv("TMPDIR");
	char *path = arena_printf(arena, "%s/minsheng 试 XXXXXX", root ? root : "/tmp");

	cr_assert_not_null(mkdtemp(path), "no temporary folder %s", path);
	return path;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *where)
{
	(void)status;
	(void)kind;
	(void)where;
	return remove(path);
}

void kit_remove(const char *path)
{
	(void)nftw(path, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

char *kit_write(struct arena *arena, const char *folder, const char *name, const char *content)
{
	char *path = file_join(arena, folder, name);
	int error = 0;

	cr_assert_eq(file_write_whole(&root_here, path, content, strlen(content), &error), FILE_OK,
	        "cannot write %s: %s", path, strerror(error));
	return path;
}

char *kit_unreadable(struct arena *arena, const char *folder, const char *name)
{
	char nowhere[NAME_MAX + 2];
	char *path = kit_write(arena, folder, name, "");

	memset(nowhere, 'x', sizeof nowhere - 1);
	nowhere[sizeof nowhere - 1] = '\0';
	cr_assert_eq(remove(path), 0);
	cr_assert_eq(symlink(nowhere, path), 0);
	return path;
}

bool kit_exists(const struct root *root, const char *path)
{
	const struct file_sight sight = file_look(root, path);

	cr_assert_neq(sight.kind, FILE_KIND_UNKNOWN, "%s: %s", path, strerror(sight.error));
	return sight.kind != FILE_KIND_NONE;
}

bool kit_is_folder(const struct root *root, const char *path)
{
	return file_look(root, path).kind == FILE_KIND_FOLDER;
}

const char *kit_read(struct arena *arena, const char *path)
{
	struct file_bytes bytes;

	return file_read(arena, &root_here, path, SIZE_MAX, &bytes) == FILE_OK ? bytes.bytes : "";
}
