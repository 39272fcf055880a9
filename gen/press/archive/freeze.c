#include "press/archive/freeze.h"

#include "base/kept.h"
#include "base/text.h"
#include "base/tree.h"
#include "diag/foreign.h"
#include "press/archive/manifest.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/*
 * From freeze_begin to freeze_commit or freeze_drop the staging folder exists and is this run's
 * alone: the lock is held. `sums` has every file that was written there, each once, and sorted
 * only from freeze_sums on; SHA256SUMS itself is none of them. Everything lives in the arena.
 */
struct freeze {
	struct arena *arena;
	struct diag *diag;
	const struct root *root;
	const char *month;    /* input/archive/2020-05 */
	const char *staging;  /* input/archive/2020-05/.1.new */
	const char *target;   /* input/archive/2020-05/1 */
	struct sum_list sums; /* of what is staged */
};

static bool fail(const struct freeze *freeze, const char *path, int error)
{
	foreign_say(freeze->diag, freeze->root, path, MSG_ARCHIVE_UNWRITABLE, error);
	return false;
}

size_t freeze_sweep(struct arena *arena, const struct root *root)
{
	struct file_list list;
	size_t swept = 0;

	if (file_list(arena, root, ARCHIVE_FOLDER, &list) != FILE_OK)
		return 0;
	for (size_t i = 0; i < list.count; i++) {
		const char *month = file_join(arena, ARCHIVE_FOLDER, list.names[i]);
		struct period period;
		if (!period_parse(list.names[i], &period))
			continue;
		swept += tree_sweep(arena, root, month).count;
		unlinkat(root->folder, month, AT_REMOVEDIR); /* only when nothing is in it */
	}
	return swept;
}

struct freeze *freeze_begin(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, int revision)
{
	struct freeze *freeze = arena_alloc(arena, sizeof *freeze);
	int error = 0;

	*freeze = (struct freeze){ .arena = arena,
		.diag = diag,
		.root = root,
		.month = file_join(arena, ARCHIVE_FOLDER, period_format(arena, period)),
		.target = archive_path(arena, period, revision) };
	freeze->staging = tree_staging(arena, freeze->month, arena_printf(arena, "%d", revision));
	(void)tree_sweep(arena, freeze->root, freeze->month);
	if (tree_stage(arena, freeze->root, freeze->staging, &error) == FILE_OK)
		return freeze;
	foreign_say(diag, root, freeze->staging, MSG_ARCHIVE_CANNOT_CREATE, error);
	freeze_drop(freeze);
	return NULL;
}

const char *freeze_folder(const struct freeze *freeze)
{
	return freeze->staging;
}

bool freeze_write(struct freeze *freeze, const char *name, const char *bytes, size_t length)
{
	const char *path = file_join(freeze->arena, freeze->staging, name);
	int error = 0;

	assert(manifest_is_inside(name));
	if (file_write_whole(freeze->root, path, bytes, length, &error) != FILE_OK)
		return fail(freeze, path, error);
	sums_add(freeze->arena, &freeze->sums,
	        &(struct sum){ .digest = digest_of(bytes, length),
	                .file = arena_strdup(freeze->arena, name) });
	return true;
}

bool freeze_arrival(struct freeze *freeze, const struct arrival *arrival, const char *name)
{
	struct arena *arena = arena_new();
	struct file_bytes bytes = { .bytes = arrival->bytes, .length = arrival->length };
	bool done = true;

	if (!arrival->is_report) {
		const enum file_status status =
		        file_read(arena, freeze->root, arrival->path, ARCHIVE_FILE_LIMIT, &bytes);
		const struct digest digest = digest_of(bytes.bytes, bytes.length);
		done = status == FILE_OK && digest_equal(&digest, &arrival->digest);
		if (!done)
			diag_say(freeze->diag, MSG_ARCHIVE_UNREADABLE, place_file(arrival->shown),
			        strerror(status == FILE_FAILED ? bytes.error : EAGAIN));
	}
	done = done && freeze_write(freeze, name, bytes.bytes, bytes.length);
	if (done)
		(void)file_set_modified(freeze->root,
		        file_join(freeze->arena, freeze->staging, name), arrival->modified);
	arena_free(arena);
	return done;
}

static int reading_error(const struct kept_file *file)
{
	switch (file->status) {
	case FILE_MISSING:
		return ENOENT;
	case FILE_TOO_LARGE:
		return EFBIG;
	case FILE_FAILED:
		return file->error;
	case FILE_OK:
	case FILE_NOT_REGULAR:
		break;
	}
	return EINVAL;
}

bool freeze_copy(struct freeze *freeze, const char *path)
{
	const struct kept_file none = { .path = path, .status = FILE_NOT_REGULAR };
	struct arena *arena = arena_new();
	const struct kept_file *read =
	        manifest_is_inside(path) ? kept_read(arena, freeze->root, path) : &none;
	bool done = false;

	if (read->status == FILE_OK)
		done = freeze_write(freeze, path, read->bytes, read->length);
	else
		diag_say(freeze->diag, MSG_ARCHIVE_UNREADABLE, place_file(path),
		        strerror(reading_error(read)));
	arena_free(arena);
	return done;
}

struct sum_list freeze_sums(struct freeze *freeze)
{
	sums_sort(&freeze->sums);
	return freeze->sums;
}

bool freeze_seal(struct freeze *freeze)
{
	const struct sum_list sums = freeze_sums(freeze);
	const char *path = file_join(freeze->arena, freeze->staging, ARCHIVE_SUMS);
	struct text list;
	int error = 0;

	text_init(&list);
	sums_write(&sums, &list);
	const bool done =
	        file_write_whole(freeze->root, path, list.bytes, list.length, &error) == FILE_OK;
	text_release(&list);
	if (done
	        && tree_sync(freeze->arena, freeze->root, freeze->staging, &path, &error)
	                == FILE_OK)
		return true;
	return fail(freeze, path, error);
}

bool freeze_commit(struct freeze *freeze)
{
	const int root = freeze->root->folder;
	const bool done = renameat(root, freeze->staging, root, freeze->target) == 0;
	const int error = errno;

	if (!done) {
		freeze_drop(freeze);
		return fail(freeze, freeze->target, error);
	}
	/* Issued now, whatever becomes of the power: a folder that cannot be synced is no reason.
	 */
	int unsynced;
	(void)file_sync_folder(freeze->root, freeze->month, &unsynced);
	(void)file_sync_folder(freeze->root, ARCHIVE_FOLDER, &unsynced);
	(void)file_sync_folder(freeze->root, "input", &unsynced);
	return true;
}

void freeze_drop(struct freeze *freeze)
{
	if (!freeze)
		return;
	(void)tree_drop(freeze->root, freeze->staging);
	/* Only when nothing else is in it. */
	unlinkat(freeze->root->folder, freeze->month, AT_REMOVEDIR);
}
