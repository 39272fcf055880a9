#include "press/month/press.h"

#include "base/file.h"
#include "base/text.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int compare_fonts(const void *left, const void *right)
{
	const struct manifest_font *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	return order ? order : strcmp(a->name, b->name);
}

/* The faces of a collection share one file, which is read once; false (said) when it cannot be. */
static bool digest_face(
        struct diag *diag, const struct root *root, struct manifest_font *fonts, size_t number)
{
	for (size_t i = 0; i < number; i++) {
		if (!text_equal(fonts[i].path, fonts[number].path))
			continue;
		fonts[number].digest = fonts[i].digest;
		return true;
	}
	struct file_print print;
	const char *path = fonts[number].path;
	if (file_digest(root, path, SIZE_MAX, &print) != FILE_OK) {
		diag_say(diag, MSG_FONT_READ_FAILED, place_file(path), strerror(print.error));
		return false;
	}
	fonts[number].digest = print.digest;
	return true;
}

bool press_look(struct arena *arena, struct diag *diag, struct press *out)
{
	out->is_known = out->is_known || mapped_look(arena, diag, &out->mapped);
	return out->is_known;
}

bool press_fonts(struct arena *arena, struct diag *diag, const struct root *root,
        const struct edition *edition, struct press_fonts *out)
{
	struct manifest_font *fonts =
	        arena_alloc_array(arena, edition->face_count + 1, sizeof *fonts);
	bool done = true;

	for (size_t i = 0; i < edition->face_count; i++) {
		const struct edition_face *face = &edition->faces[i];
		fonts[i] = (struct manifest_font){
			.path = face->path, .name = face->name, .index = face->index
		};
		done = digest_face(diag, root, fonts, i) && done;
	}
	if (edition->face_count > 0)
		qsort(fonts, edition->face_count, sizeof *fonts, compare_fonts);
	*out = (struct press_fonts){ .list = fonts, .count = edition->face_count };
	return done;
}

/* What two versions of a library have in common: "libharfbuzz" of "libharfbuzz.so.0.60000.0", and
 * of "libhpdf-2.3.0.so" "libhpdf". */
static size_t stem_length(const char *file)
{
	size_t length = 0;

	while (file[length] && strncmp(file + length, ".so", 3) != 0
	        && !(file[length] == '-' && isdigit((unsigned char)file[length + 1])))
		length++;
	return length;
}

static const struct manifest_binary *same_library(
        const struct manifest_binary *list, size_t count, const struct manifest_binary *library)
{
	const size_t length = stem_length(library->file);

	for (size_t i = 0; i < count; i++)
		if (stem_length(list[i].file) == length
		        && strncmp(list[i].file, library->file, length) == 0)
			return &list[i];
	return NULL;
}

/* "libharfbuzz0b 6.0.0+dfsg-3" in words; of one that no package has, its file. */
static const char *label_of(struct arena *arena, const struct manifest_binary *binary)
{
	if (!binary)
		return "—";
	return *binary->package ? arena_printf(arena, "%s %s", binary->package, binary->version)
	                        : binary->file;
}

/* The same words for two builds: the beginning of their digests tells them apart. */
static const char *label_beside(struct arena *arena, const struct manifest_binary *binary,
        const struct manifest_binary *other)
{
	enum { SHOWN = 12 }; /* digits */
	char hex[DIGEST_HEX];
	const char *label = label_of(arena, binary);

	if (!text_equal(label, label_of(arena, other)))
		return label;
	digest_hex(&binary->digest, hex);
	return arena_printf(arena, "%s, SHA-256 %.*s…", label, SHOWN, hex);
}

/* A library then and now, in words. */
struct press_move {
	const char *now, *then;
};
struct press_moves {
	struct press_move *list;
	size_t count, capacity;
};

static void add_pair(struct arena *arena, struct press_moves *moves,
        const struct manifest_binary *now, const struct manifest_binary *then)
{
	if (now && then && digest_equal(&now->digest, &then->digest))
		return;
	const struct press_move move = { label_beside(arena, now, then),
		label_beside(arena, then, now) };
	for (size_t i = 0; i < moves->count; i++)
		if (text_equal(moves->list[i].now, move.now)
		        && text_equal(moves->list[i].then, move.then))
			return;
	moves->list =
	        arena_grow(arena, moves->list, &moves->capacity, moves->count, sizeof *moves->list);
	moves->list[moves->count++] = move;
}

static struct press_moves libraries_moved(
        struct arena *arena, const struct press *now, const struct manifest *then)
{
	const struct mapped *mapped = &now->mapped;
	struct press_moves moves = { 0 };

	for (size_t i = 0; i < then->library_count; i++)
		add_pair(arena, &moves,
		        same_library(mapped->libraries, mapped->count, &then->libraries[i]),
		        &then->libraries[i]);
	for (size_t i = 0; i < mapped->count; i++)
		if (!same_library(then->libraries, then->library_count, &mapped->libraries[i]))
			add_pair(arena, &moves, &mapped->libraries[i], NULL);
	return moves;
}

static size_t compare_tools(struct arena *arena, struct diag *diag, const struct press *now,
        const struct manifest *then)
{
	const struct manifest_binary *is = &now->mapped.program, *was = &then->program;
	char now_hex[DIGEST_HEX], then_hex[DIGEST_HEX];

	if (text_equal(PRESS_TOOL, then->tool) && digest_equal(&is->digest, &was->digest))
		return 0;
	digest_hex(&is->digest, now_hex);
	digest_hex(&was->digest, then_hex);
	diag_say(diag, MSG_DIFFERS_TOOL, PLACE_NONE,
	        arena_printf(arena, "%s, SHA-256 %.12s…", PRESS_TOOL, now_hex),
	        arena_printf(arena, "%s, SHA-256 %.12s…", then->tool, then_hex));
	return 1;
}

size_t press_compare(struct arena *arena, struct diag *diag, const struct press *now,
        const struct manifest *then)
{
	const struct press_moves moves = libraries_moved(arena, now, then);

	for (size_t i = 0; i < moves.count; i++)
		diag_say(diag, MSG_DIFFERS_LIBRARY, PLACE_NONE, moves.list[i].now,
		        moves.list[i].then);
	return compare_tools(arena, diag, now, then) + moves.count;
}

const char *press_moved(struct arena *arena, const struct press *now, const struct manifest *then)
{
	const struct press_moves moves = libraries_moved(arena, now, then);
	const char *moved = "";

	for (size_t i = 0; text_equal(PRESS_TOOL, then->tool) && i < moves.count; i++)
		moved = arena_printf(arena, "%s%s%s (%s)", moved, i > 0 ? ", " : "",
		        moves.list[i].now, moves.list[i].then);
	return moved;
}
