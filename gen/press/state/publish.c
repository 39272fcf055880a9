#include "press/state/publish.h"

#include "base/deep.h"
#include "base/file.h"
#include "base/text.h"
#include "base/tree.h"
#include "diag/foreign.h"
#include "press/state/folders.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STRANGERS_NAMED 10 /* of those that an operator is told of; more are counted */
#define FOLDER_MODE     0777

struct file_names {
	const char **list;
	size_t count, capacity;
};

/*
 * From publish_begin to publish_commit or publish_drop the staging folder exists and is this run's
 * alone: the lock is held. The published folder is only read meanwhile, and may not exist. Names
 * of files are below either of the two. Everything lives in the arena.
 */
struct publication {
	struct arena *arena;
	struct diag *diag;
	const struct root *root; /* the live one, whatever is rendered from */
	const char *target;      /* output/2020-05 */
	const char *staging;     /* output/.2020-05.new */
	struct file_names forgotten;
	struct file_names standing;   /* put, and found to be published already */
	struct file_names unlinked;   /* FIFOs and their like that stay, and change folders last */
	const char *const *strangers; /* to be told of */
	size_t stranger_count;
};

static bool fail(struct publication *publication, enum message message, const char *path, int error)
{
	foreign_say(publication->diag, publication->root, path, message, error);
	return false;
}

bool publish_sweep(struct arena *arena, struct diag *diag, const struct root *root, size_t *count)
{
	const struct tree_swept swept = tree_sweep(arena, root, OUTPUT_FOLDER);

	if (count)
		*count = swept.count;
	if (swept.error != 0)
		diag_say(diag, MSG_WRITE_FAILED, place_file(swept.path), strerror(swept.error));
	return swept.error == 0;
}

struct publication *publish_begin(
        struct arena *arena, struct diag *diag, const struct root *root, struct period period)
{
	struct publication *publication = arena_alloc(arena, sizeof *publication);
	const char *name = period_format(arena, period);

	*publication = (struct publication){ .arena = arena,
		.diag = diag,
		.root = root,
		.target = file_join(arena, OUTPUT_FOLDER, name),
		.staging = tree_staging(arena, OUTPUT_FOLDER, name) };
	int error;
	if (tree_stage(arena, publication->root, publication->staging, &error) != FILE_OK) {
		fail(publication, MSG_OUTPUT_UNWRITABLE, publication->staging, error);
		publish_drop(publication);
		return NULL;
	}
	return publication;
}

bool publish_add(
        struct publication *publication, const char *file, const void *bytes, size_t length)
{
	int error;
	const char *path = file_join(publication->arena, publication->staging, file);

	assert(file[0] && file[0] != '/');
	if (file_write_whole(publication->root, path, bytes, length, &error) == FILE_OK)
		return true;
	return fail(publication, MSG_WRITE_FAILED,
	        file_join(publication->arena, publication->target, file), error);
}

static void names_add(struct arena *arena, struct file_names *names, const char *name)
{
	names->list =
	        arena_grow(arena, names->list, &names->capacity, names->count, sizeof *names->list);
	names->list[names->count++] = arena_strdup(arena, name);
}

static bool names_hold(const struct file_names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (text_equal(names->list[i], name))
			return true;
	return false;
}

/* One that cannot be read is written anew, which tells whether that can be done. */
static bool is_published(
        const struct publication *publication, const char *file, const void *bytes, size_t length)
{
	struct arena *arena = arena_new();
	const char *path = file_join(arena, publication->target, file);
	struct file_bytes old;
	const bool same = file_read(arena, publication->root, path, length, &old) == FILE_OK
	        && old.length == length && memcmp(old.bytes, bytes, length) == 0;

	arena_free(arena);
	return same;
}

bool publish_put(
        struct publication *publication, const char *file, const void *bytes, size_t length)
{
	if (!is_published(publication, file, bytes, length))
		return publish_add(publication, file, bytes, length);
	names_add(publication->arena, &publication->standing, file);
	return true;
}

/* Where the file will have come from after the commit; NULL (said): that cannot be told. */
static const char *find_file(
        struct publication *publication, const char *file, struct file_sight *sight)
{
	const char *path = file_join(publication->arena, publication->staging, file);

	*sight = file_look(publication->root, path);
	if (sight->kind == FILE_KIND_NONE) {
		path = file_join(publication->arena, publication->target, file);
		*sight = file_look(publication->root, path);
	}
	if (sight->kind == FILE_KIND_REGULAR)
		return path;
	(void)fail(publication, MSG_WRITE_FAILED, path,
	        sight->kind == FILE_KIND_UNKNOWN ? sight->error : ENOENT);
	return NULL;
}

bool publish_length(struct publication *publication, const char *file, size_t *length)
{
	struct file_sight sight;
	const char *path = find_file(publication, file, &sight);

	*length = path ? sight.length : 0;
	return path;
}

bool publish_measure(
        struct publication *publication, const char *file, struct digest *digest, size_t *length)
{
	struct file_sight sight;
	const char *path = find_file(publication, file, &sight);
	struct file_print print;

	if (!path)
		return false;
	if (file_digest(publication->root, path, SIZE_MAX, &print) != FILE_OK)
		return fail(publication, MSG_WRITE_FAILED, path, print.error);
	*digest = print.digest;
	*length = print.length;
	return true;
}

bool publish_read(struct publication *publication, struct arena *arena, const char *file,
        struct file_bytes *out)
{
	const bool stands = names_hold(&publication->standing, file);
	const char *path =
	        file_join(arena, stands ? publication->target : publication->staging, file);
	const enum file_status status = file_read(arena, publication->root, path, SIZE_MAX, out);

	return status == FILE_OK
	        || fail(publication, MSG_WRITE_FAILED, path,
	                status == FILE_FAILED ? out->error : ENOENT);
}

bool publish_is_staged(const struct publication *publication, const char *file)
{
	const char *path = file_join(publication->arena, publication->staging, file);

	return names_hold(&publication->standing, file)
	        || file_look(publication->root, path).kind != FILE_KIND_NONE;
}

void publish_forget(struct publication *publication, const char *file)
{
	names_add(publication->arena, &publication->forgotten, file);
}

static bool is_forgotten(const struct publication *publication, const char *file)
{
	return names_hold(&publication->forgotten, file);
}

/* A folder that holds nothing; the list has what is in a folder behind it. */
static bool is_empty(const struct tree_list *tree, size_t at)
{
	const char *name = tree->entries[at].name;
	const char *next = at + 1 < tree->count ? tree->entries[at + 1].name : "";

	return !text_starts_with(next, name) || next[strlen(name)] != '/';
}

/* What no run makes: it stays, and is neither opened nor measured. "": it is none. */
static const char *stranger_name(struct arena *arena, const struct tree_list *tree, size_t at)
{
	const char *name = tree->entries[at].name;

	switch (tree->entries[at].kind) {
	case TREE_OTHER:
		return name;
	case TREE_FOLDER:
		return is_empty(tree, at) ? name : "";
	case TREE_TOO_DEEP: /* by its head, for nobody reads the rest */
		return arena_strndup(arena, name, strcspn(name, "/"));
	case TREE_FILE:
	case TREE_UNREADABLE:
		break;
	}
	return "";
}

/*
 * The files and the strangers of one of the two folders, records of our own aside, less what is
 * forgotten of the published one.
 */
static bool gather(struct publication *publication, const char *folder, struct file_names *files,
        struct file_names *strangers)
{
	struct arena *arena = publication->arena;
	const bool published = folder == publication->target;
	const struct tree_list tree = tree_list(arena, publication->root, folder, SIZE_MAX);

	for (size_t i = 0; i < tree.count; i++) {
		const struct tree_entry *entry = &tree.entries[i];
		if (entry->kind == TREE_UNREADABLE)
			return fail(publication, MSG_INPUT_UNREADABLE,
			        entry->name[0] ? file_join(arena, folder, entry->name) : folder,
			        entry->error);
		const char *stranger = published ? stranger_name(arena, &tree, i) : "";
		if (stranger[0])
			names_add(arena, strangers, stranger);
		if (entry->kind == TREE_FILE && !tree_is_hidden(entry->name)
		        && !(published && is_forgotten(publication, entry->name)))
			names_add(arena, files, entry->name);
	}
	return true;
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* In order, and each once. */
static void names_sort(struct file_names *names)
{
	size_t count = 0;

	if (names->count > 0)
		qsort(names->list, names->count, sizeof *names->list, compare_names);
	for (size_t i = 0; i < names->count; i++)
		if (i == 0 || !text_equal(names->list[i], names->list[i - 1]))
			names->list[count++] = names->list[i];
	names->count = count;
}

bool publish_files(struct publication *publication, struct publish_files *out)
{
	struct file_names files = { .count = 0 }, strangers = { .count = 0 };

	if (!gather(publication, publication->staging, &files, &strangers)
	        || !gather(publication, publication->target, &files, &strangers))
		return false;
	names_sort(&files); /* what is staged anew was met twice */
	names_sort(&strangers);
	*out = (struct publish_files){ .names = files.list,
		.count = files.count,
		.strangers = strangers.list,
		.stranger_count = strangers.count };
	return true;
}

void publish_tell(struct publication *publication, const char *const *strangers, size_t count)
{
	publication->strangers = strangers;
	publication->stranger_count = count;
}

static void tell_strangers(struct publication *publication)
{
	struct arena *arena = publication->arena;
	const size_t count = publication->stranger_count;
	const char *names = "";

	for (size_t i = 0; i < count && i < STRANGERS_NAMED; i++)
		names = arena_printf(arena, "%s%s%s", names, i > 0 ? "、" : "",
		        diag_clean(arena, publication->strangers[i]));
	if (count > 0)
		diag_say(publication->diag, MSG_OUTPUT_STRANGERS, place_file(publication->target),
		        arena_printf(arena, "%zu", count), names,
		        count > STRANGERS_NAMED ? " …" : "");
}

/* The folder that a staged file stands in. */
static bool make_parent(struct publication *publication, const char *staged)
{
	const size_t length = (size_t)(strrchr(staged, '/') - staged);
	const char *parent = arena_strndup(publication->arena, staged, length);
	int error;

	return file_make_folders(publication->root, parent, &error) == FILE_OK
	        || fail(publication, MSG_WRITE_FAILED, parent, error);
}

/* The file system cannot do what was asked, whatever the files are. */
static bool is_unable(int error)
{
	return error == EINVAL || error == ENOSYS || error == EOPNOTSUPP;
}

/* Link into the staging folder a published file that was not staged anew. */
static bool keep_file(struct publication *publication, const struct tree_entry *entry)
{
	struct arena *arena = publication->arena;
	const char *old = file_join(arena, publication->target, entry->name);
	const char *staged = file_join(arena, publication->staging, entry->name);
	const int root = publication->root->folder;

	if (linkat(root, old, root, staged, 0) == 0 || errno == EEXIST)
		return true;
	/* The kernel lets nobody link another user's FIFO; there is nothing in it to be lost. */
	if (entry->kind == TREE_OTHER) {
		names_add(arena, &publication->unlinked, entry->name);
		return true;
	}
	/* FAT and CIFS know no links, and a file may have as many as it can. */
	int error = errno;
	if (error != EPERM && error != EMLINK && error != EXDEV && !is_unable(error))
		return fail(publication, MSG_WRITE_FAILED, staged, error);
	const enum file_status copied =
	        file_copy(publication->root, old, publication->root, staged, &error);
	return copied == FILE_OK || (copied == FILE_FAILED && error == EEXIST)
	        || fail(publication, MSG_WRITE_FAILED, old, error ? error : EINVAL);
}

/* A folder that a person put there; ours are made when there is a file to stand in them. */
static bool keep_folder(struct publication *publication, const struct tree_entry *entry)
{
	const char *old = file_join(publication->arena, publication->target, entry->name);
	const char *staged = file_join(publication->arena, publication->staging, entry->name);
	int error;

	if (!make_parent(publication, staged))
		return false;
	if (entry->kind == TREE_FOLDER)
		return mkdirat(publication->root->folder, staged, FOLDER_MODE) == 0
		        || errno == EEXIST || fail(publication, MSG_WRITE_FAILED, staged, errno);
	return deep_link(publication->arena, publication->root, old, staged, &error) == FILE_OK
	        || fail(publication, MSG_WRITE_FAILED, old, error);
}

static bool keep(struct publication *publication, const struct tree_list *tree, size_t at)
{
	const struct tree_entry *entry = &tree->entries[at];

	switch (entry->kind) {
	case TREE_FOLDER:
		return !is_empty(tree, at) || keep_folder(publication, entry);
	case TREE_TOO_DEEP:
		return keep_folder(publication, entry);
	case TREE_FILE:
	case TREE_OTHER:
		break;
	case TREE_UNREADABLE:
		return fail(publication, MSG_WRITE_FAILED,
		        file_join(publication->arena, publication->target, entry->name),
		        entry->error);
	}
	return is_forgotten(publication, entry->name)
	        || (make_parent(publication,
	                    file_join(publication->arena, publication->staging, entry->name))
	                && keep_file(publication, entry));
}

/* All that was published and stays, into the staging folder, which is then on disk. */
static bool keep_rest(struct publication *publication)
{
	const struct tree_list tree =
	        tree_list(publication->arena, publication->root, publication->target, SIZE_MAX);
	const char *path;
	int error;

	for (size_t i = 0; i < tree.count; i++)
		if (!keep(publication, &tree, i))
			return false;
	if (tree_sync(publication->arena, publication->root, publication->staging, &path, &error)
	        == FILE_OK)
		return true;
	return fail(publication, MSG_WRITE_FAILED, path, error);
}

/* What could not be linked, out of the set that was swapped out. */
static void move_unlinked(const struct publication *publication, const char *old)
{
	const int root = publication->root->folder;

	for (size_t i = 0; i < publication->unlinked.count; i++) {
		const char *name = publication->unlinked.list[i];
		(void)renameat2(root, file_join(publication->arena, old, name), root,
		        file_join(publication->arena, publication->target, name), RENAME_NOREPLACE);
	}
}

/*
 * What remains goes with the next sweep, unless a folder in it is another user's: that is for its
 * owner to remove.
 */
static void drop_old(const struct publication *publication, const char *old)
{
	if (!tree_drop(publication->root, old) && (errno == EACCES || errno == EPERM))
		diag_say(publication->diag, MSG_OUTPUT_REMAINS, place_file(old), strerror(errno));
}

/*
 * Where names cannot be exchanged (NFS, CIFS, FUSE): the old set is put aside, for a moment neither
 * stands there, and whoever comes after a kill in it gives the old one its name back (tree_sweep).
 */
static bool step_aside(struct publication *publication)
{
	const char *from = publication->staging, *to = publication->target;
	const char *aside = tree_aside(publication->arena, from);
	const int root = publication->root->folder;

	if (!tree_drop(publication->root, aside) || renameat(root, to, root, aside) != 0)
		return fail(publication, MSG_WRITE_FAILED, to, errno);
	if (renameat(root, from, root, to) != 0) {
		const int error = errno;
		(void)renameat(root, aside, root, to);
		return fail(publication, MSG_WRITE_FAILED, to, error);
	}
	move_unlinked(publication, aside);
	drop_old(publication, aside);
	return true;
}

/* The one moment of change: old and new exchange their names. */
static bool swap(struct publication *publication)
{
	const char *from = publication->staging, *to = publication->target;
	const int root = publication->root->folder;

	const struct file_sight sight = file_look(publication->root, to);

	if (sight.kind == FILE_KIND_UNKNOWN)
		return fail(publication, MSG_WRITE_FAILED, to, sight.error);
	if (sight.kind == FILE_KIND_NONE)
		return renameat(root, from, root, to) == 0
		        || fail(publication, MSG_WRITE_FAILED, to, errno);
	if (renameat2(root, from, root, to, RENAME_EXCHANGE) == 0) {
		move_unlinked(publication, from);
		drop_old(publication, from);
		return true;
	}
	return is_unable(errno) ? step_aside(publication)
	                        : fail(publication, MSG_WRITE_FAILED, to, errno);
}

bool publish_commit(struct publication *publication, const struct lock *lock)
{
	bool done = keep_rest(publication) && (!lock || lock_holds(lock, publication->diag));
	int error;

	if (done) {
		done = swap(publication);
		/* The new set stands now; that the disk may not keep it is no reason to deny it. */
		(void)file_sync_folder(publication->root, OUTPUT_FOLDER, &error);
		if (done)
			tell_strangers(publication);
	}
	publish_drop(publication);
	return done;
}

void publish_drop(struct publication *publication)
{
	if (!publication)
		return;
	(void)tree_drop(publication->root, publication->staging);
}
