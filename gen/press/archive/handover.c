#include "press/archive/handover.h"

#include "base/file.h"
#include "base/tree.h"
#include "diag/foreign.h"
#include "paper/font/rights.h"
#include "paper/ofd/ofd_zip.h"
#include "press/archive/verify.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FONTS_FOLDER "fonts"

static const struct handover_file *find(const struct handover *package, const char *name)
{
	for (size_t i = 0; i < package->count; i++)
		if (text_equal(package->files[i].name, name))
			return &package->files[i];
	return NULL;
}

static void add(struct handover *package, const char *name, const char *bytes, size_t length)
{
	package->files = arena_grow(package->arena, package->files, &package->capacity,
	        package->count, sizeof *package->files);
	package->files[package->count++] = (struct handover_file){
		.name = name, .bytes = bytes, .length = length, .digest = digest_of(bytes, length)
	};
}

/* Takes over what was written. */
static void add_text(struct handover *package, const char *name, struct text *text)
{
	add(package, name, arena_strndup(package->arena, text->bytes, text->length), text->length);
	text_release(text);
}

/* A file as it was when it was frozen; false: said. */
static bool read_sound(struct handover *package, struct diag *diag, const struct root *root,
        const char *path, const struct sum *as)
{
	struct file_bytes bytes;
	const enum file_status status =
	        file_read(package->arena, root, path, ARCHIVE_DOCUMENT_LIMIT, &bytes);

	if (status == FILE_OK) {
		add(package, as->file, bytes.bytes, bytes.length);
		if (digest_equal(&package->files[package->count - 1].digest, &as->digest))
			return true;
	}
	diag_say(diag, MSG_ARCHIVE_UNREADABLE, place_file(path),
	        strerror(status == FILE_FAILED      ? bytes.error
	                        : status == FILE_OK ? EAGAIN
	                                            : ENOENT));
	return false;
}

/* A font goes into the package when it may; else it is named. */
static bool take_font(struct handover *package, struct diag *diag, const struct root *root,
        const struct manifest_font *font)
{
	const char *path = archive_font(package->arena, &font->cut);
	const char *name = strrchr(path, '/') + 1;
	const struct sum as = { .digest = font->cut,
		.file = file_join(package->arena, FONTS_FOLDER, name) };
	const bool is_cut = !digest_equal(&font->cut, &font->digest);
	struct handover_font *entry = &package->fonts[package->font_count++];

	*entry = (struct handover_font){ .name = font->name, .file = as.file, .reason = "" };
	if (!find(package, as.file) && !read_sound(package, diag, root, path, &as))
		return false;
	const struct handover_file *file = find(package, as.file);
	const struct font_rights rights = font_rights_of(
	        package->arena, file->bytes, file->length, is_cut ? 0 : font->index, is_cut);
	entry->licence = rights.licence;
	if (rights.right == FONT_RIGHT_FREE)
		return true;
	entry->file = "";
	const struct font_right_words words = font_right_words(rights.right);
	entry->reason = words.chinese;
	diag_say(diag, MSG_EXPORT_FONT, PLACE_NONE, font->name, words.english, words.chinese);
	if (file == &package->files[package->count - 1])
		package->count--;
	return true;
}

static bool take_all(struct handover *package, struct diag *diag, const struct root *root,
        const char *folder, const struct sum_list *sums)
{
	const struct manifest *manifest = package->manifest;

	for (size_t i = 0; i < sums->count; i++)
		if (!read_sound(package, diag, root,
		            file_join(package->arena, folder, sums->list[i].file), &sums->list[i]))
			return false;
	package->fonts =
	        arena_alloc_array(package->arena, manifest->font_count + 1, sizeof *package->fonts);
	for (size_t i = 0; i < manifest->font_count; i++)
		if (!take_font(package, diag, root, &manifest->fonts[i]))
			return false;
	return true;
}

static int by_name(const void *one, const void *other)
{
	const struct handover_file *a = one, *b = other;

	return strcmp(a->name, b->name);
}

static void sort(struct handover *package)
{
	qsort(package->files, package->count, sizeof *package->files, by_name);
}

/* "SM3 (name) = digits", a line each, as cksum -c reads them. False (said): there is no SM3. */
static bool add_sm3(struct handover *package, struct diag *diag)
{
	struct text list;
	char hex[DIGEST_HEX];

	text_init(&list);
	for (size_t i = 0; i < package->count; i++) {
		const struct handover_file *file = &package->files[i];
		if (!digest_sm3(file->bytes, file->length, hex)) {
			text_release(&list);
			diag_say(diag, MSG_NO_SM3, PLACE_NONE,
			        digest_library_version(package->arena));
			return false;
		}
		text_printf(&list, "SM3 (%s) = %s\n", file->name, hex);
	}
	add_text(package, HANDOVER_SM3, &list);
	return true;
}

/* Last, over all that there is by then. */
static void add_sums(struct handover *package)
{
	struct sum_list sums = { .count = 0 };
	struct text list;

	for (size_t i = 0; i < package->count; i++)
		sums_add(package->arena, &sums,
		        &(struct sum){ .digest = package->files[i].digest,
		                .file = package->files[i].name });
	sums_sort(&sums);
	text_init(&list);
	sums_write(&sums, &list);
	add_text(package, ARCHIVE_SUMS, &list);
}

static bool add_own(struct handover *package, struct diag *diag, bool with_sm3)
{
	struct text text;

	text_init(&text);
	handover_metadata(package, &text);
	add_text(package, HANDOVER_METADATA, &text);
	text_init(&text);
	handover_readme(package, &text);
	add_text(package, HANDOVER_README, &text);
	sort(package);
	if (with_sm3 && !add_sm3(package, diag))
		return false;
	add_sums(package);
	sort(package);
	return true;
}

bool handover_gather(struct arena *arena, struct diag *diag, const struct root *root,
        const struct handover_order *order, struct handover *out)
{
	const char *folder = archive_path(arena, order->period, order->revision);
	const struct verification found = archive_verify(arena, diag, root, folder);

	*out = (struct handover){
		.arena = arena, .catalogue = order->catalogue, .with_sm3 = order->with_sm3
	};
	out->manifest = found.usable && found.differing == 0
	        ? manifest_read(arena, diag, root, file_join(arena, folder, MANIFEST_FILE))
	        : NULL;
	if (!out->manifest) {
		diag_say_plain(diag, MSG_EXPORT_UNSOUND, place_file(folder));
		return false;
	}
	return take_all(out, diag, root, folder, &found.sums)
	        && add_own(out, diag, order->with_sm3);
}

/* False. */
static bool say_not_written(struct diag *diag, const struct root *root, const char *path, int error)
{
	if (error == ENOTEMPTY || error == EEXIST || error == ENOTDIR || error == EBUSY)
		diag_say(diag, MSG_EXPORT_TAKEN, place_file(path), path);
	else
		foreign_say(diag, root, path, MSG_WRITE_FAILED, error);
	return false;
}

static bool fill(const struct handover *package, struct diag *diag, const struct root *root,
        const char *staging)
{
	const char *unsynced = staging;
	int error = 0;

	for (size_t i = 0; i < package->count; i++) {
		const char *path = file_join(package->arena, staging, package->files[i].name);
		if (file_write_whole(
		            root, path, package->files[i].bytes, package->files[i].length, &error)
		        != FILE_OK)
			return say_not_written(diag, root, path, error);
	}
	return tree_sync(package->arena, root, staging, &unsynced, &error) == FILE_OK
	        || say_not_written(diag, root, unsynced, error);
}

bool handover_write_folder(const struct handover *package, struct diag *diag,
        const struct root *root, const char *folder)
{
	struct arena *arena = package->arena;
	const char *into = arena_strndup(arena, folder, text_length_without(folder, "/"));
	const char *slash = strrchr(into, '/');
	const char *above = slash ? arena_strndup(arena, into, (size_t)(slash - into) + 1) : ".";
	const char *staging = tree_staging(arena, above, slash ? slash + 1 : into);
	int error = 0;

	if (!into[0])
		return say_not_written(diag, root, folder, EEXIST);
	(void)tree_sweep(arena, root, above);
	if (tree_stage(arena, root, staging, &error) != FILE_OK)
		return say_not_written(diag, root, staging, error);
	bool done = fill(package, diag, root, staging);
	if (done && renameat(root->folder, staging, root->folder, into) != 0)
		done = say_not_written(diag, root, into, errno);
	if (!done)
		(void)tree_drop(root, staging);
	else
		(void)file_sync_folder(root, above, &error);
	return done;
}

bool handover_write_zip(const struct handover *package, struct diag *diag, const struct root *root,
        const char *file, struct handover_file *out)
{
	struct ofd_zip *zip = ofd_zip_new();
	const struct file_sight sight = file_look(root, file);
	struct text bytes;
	int error = sight.kind == FILE_KIND_UNKNOWN ? sight.error : EEXIST;

	text_init(&bytes);
	for (size_t i = 0; zip && i < package->count; i++)
		ofd_zip_add(zip, package->files[i].name, package->files[i].bytes,
		        package->files[i].length);
	const bool packed = ofd_zip_end(zip, &bytes);
	*out = (struct handover_file){
		.name = file, .length = bytes.length, .digest = digest_of(bytes.bytes, bytes.length)
	};
	if (!packed)
		error = ENOMEM;
	else if (sight.kind == FILE_KIND_NONE
	        && file_write_whole(root, file, bytes.bytes, bytes.length, &error) == FILE_OK)
		error = 0;
	text_release(&bytes);
	return error == 0 || say_not_written(diag, root, file, error);
}
