#include "press/month/fontkeep.h"

#include "base/file.h"
#include "base/text.h"
#include "diag/foreign.h"
#include "paper/pdf/fontcut.h"
#include "press/archive/archive.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const uint8_t *characters_of(const struct edition *edition, const struct manifest_font *font)
{
	for (size_t i = 0; i < edition->face_count; i++)
		if (text_equal(edition->faces[i].path, font->path)
		        && edition->faces[i].index == font->index)
			return edition->faces[i].characters;
	assert(false && "the fonts are those of the edition");
	return NULL;
}

/* A cut that is kept and whole, into the arena; false: it is none to build on. */
static bool read_cut(const struct fontkeep *keep, struct arena *arena,
        const struct manifest_font *font, struct fontcut_source *out)
{
	struct file_bytes bytes;

	if (file_read(
	            arena, keep->root, archive_font(arena, &font->cut), ARCHIVE_FONT_LIMIT, &bytes)
	        != FILE_OK)
		return false;
	const struct digest digest = digest_of(bytes.bytes, bytes.length);
	*out = (struct fontcut_source){ .bytes = bytes.bytes,
		.length = bytes.length,
		.index = digest_equal(&font->cut, &font->digest) ? font->index : 0 };
	return digest_equal(&digest, &font->cut);
}

/* The search through the manifests of what was issued before. */
struct cut_search {
	const struct fontkeep *keep;
	struct arena *arena;
	struct manifest_font *font;
	const uint8_t *characters;
	struct fontcut_source last; /* of the latest month that has the font; no bytes: none */
	bool is_found;
};

static void look_into(struct cut_search *search, const struct manifest *manifest)
{
	for (size_t i = 0; i < manifest->font_count && !search->is_found; i++) {
		const struct manifest_font *known = &manifest->fonts[i];
		struct fontcut_source source;
		if (!digest_equal(&known->digest, &search->font->digest)
		        || known->index != search->font->index
		        || !read_cut(search->keep, search->arena, known, &source))
			continue;
		search->last = source;
		search->is_found = fontcut_covers(&source, search->characters);
		if (search->is_found)
			search->font->cut = known->cut;
	}
}

/* What is wrong with an older manifest is no matter of this month. */
static void look_through(struct cut_search *search)
{
	const struct root *root = search->keep->root;
	struct diag *mute = diag_new(&(struct diag_options){ 0 });
	struct archive_months months;

	/* A month that cannot be told has no font to offer. */
	const bool certain = archive_months(search->arena, mute, root, &months);
	(void)certain;
	for (size_t i = 0; i < months.count && !search->is_found; i++) {
		struct archive_stand stand;
		if (!archive_look(search->arena, root, months.list[i], &stand))
			continue;
		for (int revision = 1; revision <= stand.revision; revision++) {
			const char *folder = archive_path(search->arena, months.list[i], revision);
			const struct manifest *manifest = manifest_read(search->arena, mute, root,
			        file_join(search->arena, folder, MANIFEST_FILE));
			if (manifest)
				look_into(search, manifest);
		}
	}
	diag_free(mute);
}

static bool write_cut(
        struct fontkeep *keep, struct manifest_font *font, const char *bytes, size_t length)
{
	int error = 0;

	font->cut = digest_of(bytes, length);
	const char *path = archive_font(keep->arena, &font->cut);
	struct file_print print;
	if (file_digest(keep->root, path, ARCHIVE_FONT_LIMIT, &print) == FILE_OK
	        && digest_equal(&print.digest, &font->cut))
		return true;
	if (file_write_whole(keep->root, path, bytes, length, &error) != FILE_OK) {
		foreign_say(keep->diag, keep->root, path, MSG_ARCHIVE_UNWRITABLE, error);
		return false;
	}
	keep->written = arena_grow(keep->arena, keep->written, &keep->written_capacity,
	        keep->written_count, sizeof *keep->written);
	keep->written[keep->written_count++] = path;
	return true;
}

/* The characters of the last cut and those that are wanted now. */
static const uint8_t *join_characters(struct cut_search *search)
{
	uint8_t *all = arena_alloc_array(search->arena, FACE_CHARACTERS_BYTES, 1);

	if (search->last.bytes)
		fontcut_characters(&search->last, all);
	for (size_t i = 0; i < FACE_CHARACTERS_BYTES; i++)
		all[i] |= search->characters[i];
	return all;
}

/* Out of the font itself. */
static bool make_cut(struct cut_search *search, struct fontkeep *keep, const struct file_map *map)
{
	const struct fontcut_source source = {
		.bytes = map->bytes, .length = map->length, .index = search->font->index
	};
	const char *path = search->font->path;
	struct text cut;
	bool done = false;

	text_init(&cut);
	switch (fontcut_make(&source, join_characters(search), &cut)) {
	case FONTCUT_MADE:
		done = write_cut(keep, search->font, cut.bytes, cut.length);
		break;
	case FONTCUT_WHOLE:
		done = write_cut(keep, search->font, (const char *)map->bytes, map->length);
		break;
	case FONTCUT_FAILED:
		diag_say(keep->diag, MSG_PDF_SUBSET, place_file(path), path);
		break;
	}
	text_release(&cut);
	return done;
}

static bool store(struct fontkeep *keep, const struct edition *edition, struct manifest_font *font)
{
	struct arena *arena = arena_new();
	struct cut_search search = { .keep = keep,
		.arena = arena,
		.font = font,
		.characters = characters_of(edition, font) };
	struct file_map map;
	bool done = true;

	look_through(&search);
	if (!search.is_found) {
		const enum file_status status = file_map_open(keep->root, font->path, &map);
		if (status != FILE_OK)
			diag_say(keep->diag, MSG_FONT_READ_FAILED, place_file(font->path),
			        strerror(status == FILE_FAILED ? map.error : ENOENT));
		done = status == FILE_OK && make_cut(&search, keep, &map);
		if (status == FILE_OK)
			file_map_close(&map);
	}
	arena_free(arena);
	return done;
}

bool fontkeep_store(struct fontkeep *keep, const struct edition *edition,
        struct manifest_font *fonts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!store(keep, edition, &fonts[i]))
			return false;
	return true;
}

void fontkeep_drop(const struct fontkeep *keep)
{
	if (!keep->root)
		return;
	for (size_t i = 0; i < keep->written_count; i++)
		(void)unlinkat(keep->root->folder, keep->written[i], 0);
	/* Only when nothing else is in it. */
	(void)unlinkat(keep->root->folder, ARCHIVE_FONTS, AT_REMOVEDIR);
}

size_t fontkeep_differing(const struct fontkeep *keep, const struct manifest *manifest)
{
	size_t differing = 0;

	for (size_t i = 0; i < manifest->font_count; i++) {
		const struct digest *cut = &manifest->fonts[i].cut;
		const char *path = archive_font(keep->arena, cut);
		char found[DIGEST_HEX] = "—", expected[DIGEST_HEX];
		struct file_print print;
		const enum file_status status =
		        file_digest(keep->root, path, ARCHIVE_FONT_LIMIT, &print);
		if (status == FILE_OK && digest_equal(&print.digest, cut))
			continue;
		differing++;
		digest_hex(cut, expected);
		if (status == FILE_OK)
			digest_hex(&print.digest, found);
		if (status == FILE_MISSING)
			diag_say_plain(keep->diag, MSG_ARCHIVE_MISSING, place_file(path));
		else if (status == FILE_FAILED)
			diag_say(keep->diag, MSG_ARCHIVE_UNREADABLE, place_file(path),
			        strerror(print.error));
		else
			diag_say(
			        keep->diag, MSG_ARCHIVE_ALTERED, place_file(path), found, expected);
	}
	return differing;
}

const struct fontfile_cuts *fontkeep_cuts(struct arena *arena, const struct manifest *manifest)
{
	struct fontfile_cuts *cuts = arena_alloc(arena, sizeof *cuts);
	struct fontfile_cut *list =
	        arena_alloc_array(arena, manifest->font_count + 1, sizeof *list);

	for (size_t i = 0; i < manifest->font_count; i++) {
		const struct manifest_font *font = &manifest->fonts[i];
		list[i] = (struct fontfile_cut){ .path = font->path,
			.index = font->index,
			.file = archive_font(arena, &font->cut),
			.is_whole = digest_equal(&font->cut, &font->digest) };
	}
	*cuts = (struct fontfile_cuts){ .list = list, .count = manifest->font_count };
	return cuts;
}
