#include "base/kept.h"

#include "base/text.h"

struct kept_entry {
	struct kept_file file;
	struct kept_entry *next;
};

struct kept {
	struct arena *arena;
	struct kept_entry *first;
};

struct kept *kept_new(struct arena *arena)
{
	struct kept *kept = arena_alloc(arena, sizeof *kept);

	*kept = (struct kept){ .arena = arena };
	return kept;
}

static struct kept_entry *read_now(struct arena *arena, const struct root *root, const char *path)
{
	struct kept_entry *entry = arena_alloc(arena, sizeof *entry);
	struct file_bytes bytes;
	const enum file_status status = file_read(arena, root, path, KEPT_FILE_LIMIT, &bytes);

	*entry = (struct kept_entry){ .file = { .path = arena_strdup(arena, path),
		                              .status = status,
		                              .error = bytes.error,
		                              .bytes = bytes.bytes,
		                              .length = bytes.length } };
	if (status == FILE_OK)
		entry->file.digest = digest_of(bytes.bytes, bytes.length);
	return entry;
}

const struct kept_file *kept_read(struct arena *arena, const struct root *root, const char *path)
{
	struct kept *kept = root->kept;

	if (!kept)
		return &read_now(arena, root, path)->file;
	for (const struct kept_entry *one = kept->first; one; one = one->next)
		if (text_equal(one->file.path, path))
			return &one->file;
	struct kept_entry *entry = read_now(kept->arena, root, path);
	entry->next = kept->first;
	kept->first = entry;
	return &entry->file;
}
