#include "press/telling/strangers.h"

#include "base/text.h"
#include "press/state/folders.h"

#include <stdlib.h>
#include <string.h>

static bool holds_ours(const struct published *now, const char *folder)
{
	const size_t length = strlen(folder);

	for (size_t i = 0; i < now->count; i++)
		if (text_starts_with(now->files[i].file, folder)
		        && now->files[i].file[length] == '/')
			return true;
	return false;
}

/* The folder below output/<period>/ that something is in, when nothing of ours is; else "". The
 * forms are ours, though no night keeps a record of them. */
static const char *strange_folder(
        struct arena *arena, const struct published *now, const char *name)
{
	const char *slash = strchr(name, '/');
	const char *folder = slash ? arena_strndup(arena, name, (size_t)(slash - name)) : "";

	return folder[0] && !text_equal(folder, FORMS_FOLDER) && !holds_ours(now, folder) ? folder
	                                                                                  : "";
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* In order and each once; *count of them. */
static const char **list_strangers(struct arena *arena, const struct publish_files *files,
        const struct published *now, size_t *count)
{
	const char **names =
	        arena_alloc_array(arena, files->count + files->stranger_count + 1, sizeof *names);
	size_t found = 0;

	for (size_t i = 0; i < files->stranger_count; i++) {
		const char *folder = strange_folder(arena, now, files->strangers[i]);
		names[found++] = folder[0] ? folder : files->strangers[i];
	}
	for (size_t i = 0; i < files->count; i++) {
		const char *folder = strange_folder(arena, now, files->names[i]);
		if (folder[0] && !text_starts_with(folder, PUBLISH_REVISION)
		        && (found == 0 || !text_equal(names[found - 1], folder)))
			names[found++] = folder;
	}
	if (found > 0)
		qsort(names, found, sizeof *names, compare_names);
	*count = 0;
	for (size_t i = 0; i < found; i++)
		if (i == 0 || !text_equal(names[i], names[*count - 1]))
			names[(*count)++] = names[i];
	return names;
}

static bool was_told(const struct published *before, const struct digest *stranger)
{
	for (size_t i = 0; i < before->stranger_count; i++)
		if (digest_equal(&before->strangers[i], stranger))
			return true;
	return false;
}

void strangers_note(struct arena *arena, struct publication *publication,
        const struct publish_files *files, const struct published *before, struct published *now)
{
	size_t count = 0, news = 0;
	const char **names = list_strangers(arena, files, now, &count);
	struct digest *digests = arena_alloc_array(arena, count + 1, sizeof *digests);

	for (size_t i = 0; i < count; i++) {
		digests[i] = digest_of(names[i], strlen(names[i]));
		if (!was_told(before, &digests[i]))
			names[news++] = names[i];
	}
	now->strangers = digests;
	now->stranger_count = count;
	publish_tell(publication, names, news);
}
