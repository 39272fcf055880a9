#include "press/archive/verify.h"

#include "base/file.h"
#include "base/text.h"
#include "base/tree.h"
#include "figures/intake/litter.h"
#include "press/archive/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#define FILES_LIMIT 20000 /* and folders */

struct walk {
	struct arena *arena;
	struct diag *diag;
	const struct root *root;
	const char *folder;
	struct verification *out;
	bool *seen; /* by index in out->sums */
};

static void refuse(struct walk *walk, enum message message, const char *path)
{
	diag_say_plain(walk->diag, message, place_file(path));
	walk->out->usable = false;
}

static void say_unreadable(struct walk *walk, const char *path, int error)
{
	diag_say(walk->diag, MSG_ARCHIVE_UNREADABLE, place_file(path), strerror(error));
	walk->out->usable = false;
}

/* Inputs are read whole by those who use them, documents are not. */
static size_t limit_of(const struct sum *sum)
{
	return text_starts_with(sum->file, ARCHIVE_DOCUMENTS "/") ? ARCHIVE_DOCUMENT_LIMIT
	                                                          : ARCHIVE_FILE_LIMIT;
}

static void check_digest(struct walk *walk, const struct sum *sum, const char *path)
{
	struct file_print print;
	char found[DIGEST_HEX] = "—", expected[DIGEST_HEX];
	const enum file_status status = file_digest(walk->root, path, limit_of(sum), &print);

	if (status != FILE_OK && status != FILE_TOO_LARGE) {
		say_unreadable(walk, path, print.error);
		return;
	}
	if (status == FILE_OK && digest_equal(&print.digest, &sum->digest))
		return;
	if (status == FILE_OK)
		digest_hex(&print.digest, found);
	digest_hex(&sum->digest, expected);
	diag_say(walk->diag, MSG_ARCHIVE_ALTERED, place_file(path), found, expected);
	walk->out->differing++;
}

/* What a desktop leaves where somebody looked; a file that was archived is never such. */
static bool is_litter(const char *name)
{
	const char *slash = strrchr(name, '/');

	return litter_is_desktop(slash ? slash + 1 : name);
}

static void check_file(struct walk *walk, const char *name, const char *path)
{
	const struct sum *sum = sums_lookup(&walk->out->sums, name);

	if (sum) {
		walk->seen[sum - walk->out->sums.list] = true;
		check_digest(walk, sum, path);
	} else if (!text_equal(name, ARCHIVE_SUMS) && !is_litter(name)) {
		diag_say_plain(walk->diag, MSG_ARCHIVE_ADDED, place_file(path));
		walk->out->differing++;
	}
}

static void check_entry(struct walk *walk, const struct tree_entry *entry)
{
	const char *path = file_join(walk->arena, walk->folder, entry->name);

	switch (entry->kind) {
	case TREE_FILE:
		check_file(walk, entry->name, path);
		break;
	case TREE_FOLDER:
		break;
	case TREE_UNREADABLE:
		say_unreadable(walk, entry->name[0] ? path : walk->folder, entry->error);
		break;
	case TREE_OTHER:
	case TREE_TOO_DEEP:
		refuse(walk, MSG_ARCHIVE_FOREIGN, path);
		break;
	}
}

static void check_tree(struct walk *walk)
{
	const struct tree_list tree = tree_list(walk->arena, walk->root, walk->folder, FILES_LIMIT);

	if (tree.is_cut) {
		diag_say(walk->diag, MSG_ARCHIVE_TOO_MANY, place_file(walk->folder),
		        arena_printf(walk->arena, "%d", FILES_LIMIT));
		walk->out->usable = false;
		return;
	}
	for (size_t i = 0; i < tree.count; i++)
		check_entry(walk, &tree.entries[i]);
}

static bool is_fit(const struct sum *sum)
{
	return manifest_is_inside(sum->file) && !text_equal(sum->file, ARCHIVE_SUMS);
}

/* The list, every line of which must be one, and no file twice. */
static void read_list(struct walk *walk, const char *path, const struct file_bytes *list)
{
	struct sums_lines lines = { .rest = list->bytes, .rest_length = list->length };
	struct sum_list *sums = &walk->out->sums;
	struct sum sum;

	while (sums_next_line(&lines)) {
		if (sums_parse_line(walk->arena, lines.line, lines.length, &sum) && is_fit(&sum)) {
			sums_add(walk->arena, sums, &sum);
			continue;
		}
		diag_say(walk->diag, MSG_ARCHIVE_SUM_LINE, place_line(path, lines.number),
		        arena_strndup(walk->arena, lines.line, lines.length));
		walk->out->usable = false;
	}
	sums_sort(sums);
	for (size_t i = 1; i < sums->count; i++) {
		if (!text_equal(sums->list[i].file, sums->list[i - 1].file))
			continue;
		diag_say(walk->diag, MSG_ARCHIVE_SUM_LINE, place_file(path), sums->list[i].file);
		walk->out->usable = false;
	}
}

/* A folder and no link; false is said. */
static bool is_real_folder(struct walk *walk, const char *path)
{
	struct stat status;

	if (fstatat(walk->root->folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0) {
		if (S_ISDIR(status.st_mode))
			return true;
	} else if (errno != ENOENT && errno != ENOTDIR) {
		say_unreadable(walk, path, errno);
		return false;
	}
	refuse(walk, MSG_ARCHIVE_FOREIGN, walk->folder);
	return false;
}

/* Neither the revision nor its month is a link; where the whole archive lies is the office's. */
static bool is_own_folder(struct walk *walk)
{
	const char *slash = strrchr(walk->folder, '/');

	return is_real_folder(walk, walk->folder)
	        && (!slash
	                || is_real_folder(walk,
	                        arena_strndup(walk->arena, walk->folder,
	                                (size_t)(slash - walk->folder))));
}

/* No link, nor anything else but a file; false is said. */
static bool is_real_file(struct walk *walk, const char *path)
{
	struct stat status;

	if (fstatat(walk->root->folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0) {
		if (S_ISREG(status.st_mode))
			return true;
	} else if (errno != ENOENT) {
		say_unreadable(walk, path, errno);
		return false;
	}
	refuse(walk, MSG_ARCHIVE_NO_SUMS, path);
	return false;
}

static bool open_list(struct walk *walk)
{
	const char *path = file_join(walk->arena, walk->folder, ARCHIVE_SUMS);
	struct file_bytes list;

	if (!is_real_file(walk, path))
		return false;
	switch (file_read(walk->arena, walk->root, path, ARCHIVE_SUMS_LIMIT, &list)) {
	case FILE_OK:
		read_list(walk, path, &list);
		return walk->out->usable;
	case FILE_FAILED:
		say_unreadable(walk, path, list.error);
		return false;
	case FILE_MISSING:
	case FILE_NOT_REGULAR:
	case FILE_TOO_LARGE:
		break;
	}
	refuse(walk, MSG_ARCHIVE_NO_SUMS, path);
	return false;
}

struct verification archive_verify(
        struct arena *arena, struct diag *diag, const struct root *root, const char *folder)
{
	struct verification out = { .usable = true };
	struct walk walk = {
		.arena = arena, .diag = diag, .root = root, .folder = folder, .out = &out
	};

	if (!is_own_folder(&walk) || !open_list(&walk))
		return out;
	walk.seen = arena_alloc_array(arena, out.sums.count + 1, sizeof *walk.seen);
	check_tree(&walk);
	for (size_t i = 0; out.usable && i < out.sums.count; i++) {
		if (walk.seen[i])
			continue;
		diag_say_plain(diag, MSG_ARCHIVE_MISSING,
		        place_file(file_join(arena, folder, out.sums.list[i].file)));
		out.differing++;
	}
	return out;
}
