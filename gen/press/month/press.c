#include "press/month/press.h"

#include "base/file.h"
#include "figures/json/json.h"
#include "paper/ofd/ofd.h"
#include "paper/pdf/pdf.h"
#include "press/export/xlsx.h"

#include <gnu/libc-version.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* "libharu 2.3.0, HarfBuzz 6.0.0" as a list, the others at its end. */
static void list_libraries(struct arena *arena, struct press *press)
{
	const char **list = NULL;
	size_t count = 0, capacity = 0;
	const char *at = arena_printf(arena, "%s, %s, %s, %s, %s, %s, glibc %s",
	        pdf_library_versions(arena), facts_library_version(arena),
	        json_library_version(arena), digest_library_version(arena),
	        ofd_library_version(arena), xlsx_library_version(arena), gnu_get_libc_version());

	while (*at) {
		size_t length = strcspn(at, ",");
		list = arena_grow(arena, list, &capacity, count, sizeof *list);
		list[count++] = arena_strndup(arena, at, length);
		at += length;
		at += strspn(at, ", ");
	}
	press->libraries = list;
	press->library_count = count;
}

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

struct press press_look(struct arena *arena)
{
	struct press press = { .tool = "minsheng " MINSHENG_VERSION };

	list_libraries(arena, &press);
	return press;
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

/* "HarfBuzz" of "HarfBuzz 6.0.0" names the library in both lists. */
static const char *same_library(
        const char *const *list, size_t count, const char *library, size_t name_length)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(list[i], library, name_length) == 0
		        && (list[i][name_length] == ' ' || list[i][name_length] == '\0'))
			return list[i];
	return "—";
}

static size_t compare_libraries(
        struct diag *diag, const struct press *now, const struct manifest *then)
{
	size_t differing = 0;

	for (size_t i = 0; i < then->library_count; i++) {
		const char *library = then->libraries[i];
		const char *found = same_library(
		        now->libraries, now->library_count, library, strcspn(library, " "));
		if (text_equal(found, library))
			continue;
		diag_say(diag, MSG_DIFFERS_LIBRARY, PLACE_NONE, found, library);
		differing++;
	}
	return differing;
}

size_t press_compare(struct diag *diag, const struct press *now, const struct manifest *then)
{
	size_t differing = 0;

	if (!text_equal(now->tool, then->tool)) {
		diag_say(diag, MSG_DIFFERS_TOOL, PLACE_NONE, now->tool, then->tool);
		differing++;
	}
	return differing + compare_libraries(diag, now, then);
}

const char *press_moved(struct arena *arena, const struct press *now, const struct manifest *then)
{
	const char *moved = "";

	for (size_t i = 0; text_equal(now->tool, then->tool) && i < then->library_count; i++) {
		const char *library = then->libraries[i];
		const size_t name = strcspn(library, " ");
		const char *found = same_library(now->libraries, now->library_count, library, name);
		if (!text_equal(found, library))
			moved = arena_printf(arena, "%s%s%s (%s)", moved, moved[0] ? ", " : "",
			        found, library + name + strspn(library + name, " "));
	}
	return moved;
}
