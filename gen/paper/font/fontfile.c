#include "paper/font/fontfile.h"

#include "base/common.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/pagein.h"
#include "base/text.h"
#include "diag/hint.h"
#include "paper/font/tablesums.h"

#include <errno.h>
#include <hb-ot.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#define NAME_BYTES 256
/* Checksums of longer tables (outlines of 6 to 24 MB) would take a tenth of a bulletin's time. */
#define SUMS_MOST ((size_t)1 << 20)

struct font_file {
	const char *path;
	const char *opened;             /* the same, or what is kept instead */
	const struct fontfile_cut *cut; /* NULL: it is the same */
	bool broken;                    /* said */
	struct file_map map;            /* empty when broken */
	struct stat identity;           /* when it was mapped */
	hb_blob_t *blob;                /* NULL when broken */
};

struct fontfiles {
	struct arena *arena;
	struct diag *diag;
	const struct stylesheet *styles;
	const struct root *root;
	const struct fontfile_cuts *cuts; /* NULL: files are looked for */
	struct font_file *list;
	size_t count, capacity;
	bool broken; /* one of the files, or a part of it */
};

void fontfile_clear_memory(void)
{
	errno = 0;
}

void fontfile_check_memory(void)
{
	if (errno == ENOMEM)
		memory_exhausted();
}

struct fontfiles *fontfiles_new(
        struct diag *diag, const struct stylesheet *styles, const struct root *root)
{
	struct arena *arena = arena_new();
	struct fontfiles *files = arena_alloc(arena, sizeof *files);

	*files = (struct fontfiles){ .arena = arena, .diag = diag, .styles = styles, .root = root };
	return files;
}

void fontfiles_keep_to(struct fontfiles *files, const struct fontfile_cuts *cuts)
{
	files->cuts = cuts;
}

void fontfiles_free(struct fontfiles *files)
{
	if (!files)
		return;
	for (size_t i = 0; i < files->count; i++) {
		hb_blob_destroy(files->list[i].blob);
		pagein_forget(files->list[i].map.bytes);
		file_map_close(&files->list[i].map);
	}
	arena_free(files->arena);
}

/* A run opens a font again for each template: what is wrong with it is said once. */
static void say_once(
        struct fontfiles *files, enum message message, const char *path, const char *argument)
{
	for (size_t i = 0; i < diag_count(files->diag); i++) {
		const struct record *record = diag_record(files->diag, i);
		if (record->message == message && text_equal(record->place.file, path)
		        && strstr(record->english, argument))
			return;
	}
	diag_say(files->diag, message, place_file(path), argument);
}

/* From `status`, and errno where it is FILE_FAILED. */
static void say_unopened(
        struct fontfiles *files, const char *path, enum file_status status, int error)
{
	if (status == FILE_FAILED)
		say_once(files, MSG_FONT_READ_FAILED, path, strerror(error));
	else
		say_once(files, MSG_FONT_UNREADABLE, path, path);
}

static bool looks_the_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size
	        && a->st_mtim.tv_sec == b->st_mtim.tv_sec
	        && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* What the mapped file is, so that a change is noticed; false (said) when it has changed already.
 */
static bool identify(struct fontfiles *files, struct font_file *file)
{
	if (fstatat(files->root->folder, file->opened, &file->identity, 0) != 0) {
		say_unopened(files, file->opened, FILE_FAILED, errno);
		return false;
	}
	if ((uintmax_t)file->identity.st_size == file->map.length)
		return true;
	say_once(files, MSG_FONT_CHANGED, file->opened, "");
	return false;
}

static bool take_map(struct fontfiles *files, struct font_file *file)
{
	if (file->map.length == 0 || file->map.length > UINT32_MAX) {
		say_unopened(files, file->opened, FILE_OK, 0);
		return false;
	}
	if (!pagein_watch(file->map.bytes, file->map.length)) {
		say_unopened(files, file->opened, FILE_FAILED, ENFILE);
		return false;
	}
	if (!identify(files, file))
		return false;
	fontfile_clear_memory();
	file->blob = hb_blob_create((const char *)file->map.bytes, (unsigned)file->map.length,
	        HB_MEMORY_MODE_READONLY, NULL, NULL);
	fontfile_check_memory();
	return true;
}

/*
 * Opened before, or now, `cut` in place of it unless that is NULL; the caller looks at `broken`.
 * NULL: it is not there.
 */
static struct font_file *open_file(
        struct fontfiles *files, const char *path, const struct fontfile_cut *cut)
{
	for (size_t i = 0; i < files->count; i++)
		if (text_equal(files->list[i].path, path) && files->list[i].cut == cut)
			return &files->list[i];
	struct font_file file = { .path = path, .opened = cut ? cut->file : path, .cut = cut };
	const enum file_status status = file_map_open(files->root, file.opened, &file.map);
	if (status == FILE_MISSING)
		return NULL;
	if (status != FILE_OK)
		say_unopened(files, file.opened, status, file.map.error);
	file.broken = status != FILE_OK || !take_map(files, &file);
	files->broken = files->broken || file.broken;
	files->list = arena_grow(
	        files->arena, files->list, &files->capacity, files->count, sizeof *files->list);
	files->list[files->count] = file;
	return &files->list[files->count++];
}

static bool is_meant(hb_face_t *hb, unsigned index, const struct face_choice *choice);

/* Is it the face that the choice means? One that cannot be told is the caller's to refuse. */
static bool means(const struct font_file *file, const struct face_choice *choice)
{
	if (file->broken)
		return true;
	hb_face_t *hb = hb_face_create(file->blob, 0);
	const bool meant = is_meant(hb, (unsigned)file->cut->index, choice);

	hb_face_destroy(hb);
	return meant;
}

/* What is kept of the path for this choice; NULL: nothing. */
static struct font_file *open_cut(
        struct fontfiles *files, const char *path, const struct face_choice *choice)
{
	for (size_t i = 0; i < files->cuts->count; i++) {
		const struct fontfile_cut *cut = &files->cuts->list[i];
		if (!text_equal(cut->path, path))
			continue;
		struct font_file *file = open_file(files, cut->path, cut);
		if (file && (cut->is_whole || means(file, choice)))
			return file;
	}
	return NULL;
}

enum fontfile_status fontfiles_find(
        struct fontfiles *files, const struct face_choice *choice, size_t *number)
{
	const bool absolute = choice->file[0] == '/';
	const size_t count = absolute ? 1 : files->styles->font_folder_count;

	*number = 0;
	for (size_t i = 0; i < count; i++) {
		const char *path = absolute
		        ? choice->file
		        : file_join(
		                files->arena, files->styles->font_folders[i].name, choice->file);
		const struct font_file *file =
		        files->cuts ? open_cut(files, path, choice) : open_file(files, path, NULL);
		if (!file)
			continue;
		*number = (size_t)(file - files->list);
		return file->broken ? FONTFILE_BROKEN : FONTFILE_FOUND;
	}
	return FONTFILE_ABSENT;
}

const char *fontfiles_path(const struct fontfiles *files, size_t number)
{
	return files->list[number].path;
}

const struct stat *fontfiles_identity(const struct fontfiles *files, size_t number)
{
	return &files->list[number].identity;
}

/* A cut holds one face, under the number that it had. */
static bool is_single(const struct font_file *file)
{
	return file->cut && !file->cut->is_whole;
}

static bool name_is(hb_face_t *hb, hb_ot_name_id_t id, const char *wanted)
{
	char name[NAME_BYTES];
	unsigned size = sizeof name;

	hb_ot_name_get_utf8(hb, id, hb_language_from_string("en", -1), &size, name);
	return text_equal(name, wanted);
}

static bool is_meant(hb_face_t *hb, unsigned index, const struct face_choice *choice)
{
	if (!choice->name[0])
		return (int)index == choice->index;
	return name_is(hb, HB_OT_NAME_ID_FULL_NAME, choice->name)
	        || name_is(hb, HB_OT_NAME_ID_FONT_FAMILY, choice->name);
}

static hb_face_t *choose_face(
        const struct font_file *file, const struct face_choice *choice, int *index)
{
	const unsigned count = hb_face_count(file->blob);

	for (unsigned i = 0; i < count; i++) {
		const unsigned number = is_single(file) ? (unsigned)file->cut->index : i;
		hb_face_t *hb = hb_face_create(file->blob, i);
		if (is_meant(hb, number, choice)) {
			*index = (int)number;
			return hb;
		}
		hb_face_destroy(hb);
	}
	return NULL;
}

static bool has_table(hb_face_t *hb, hb_tag_t kind)
{
	hb_blob_t *table = hb_face_reference_table(hb, kind);
	const unsigned length = hb_blob_get_length(table);

	hb_blob_destroy(table);
	return length > 0;
}

/* What nearly every font has; the others are asked for all that they map. */
static bool maps_any(hb_face_t *hb)
{
	static const hb_codepoint_t common[] = { ' ', 'A', '0', 0x4E00, 0x3002 };
	hb_font_t *font = hb_font_create(hb);
	hb_codepoint_t glyph;
	bool found = false;

	for (size_t i = 0; i < COUNT_OF(common) && !found; i++)
		found = hb_font_get_nominal_glyph(font, common[i], &glyph);
	hb_font_destroy(font);
	if (found)
		return true;
	hb_set_t *all = hb_set_create();
	hb_face_collect_unicodes(hb, all);
	found = !hb_set_is_empty(all);
	hb_set_destroy(all);
	return found;
}

static bool is_usable(hb_face_t *hb)
{
	return (has_table(hb, HB_TAG('C', 'F', 'F', ' '))
	               || has_table(hb, HB_TAG('g', 'l', 'y', 'f')))
	        && hb_face_get_glyph_count(hb) > 0 && hb_face_get_upem(hb) > 0 && maps_any(hb);
}

/* False (said) when a table ends behind the file's end; a wrong checksum is a note. */
static bool check_sums(
        struct fontfiles *files, const struct font_file *file, int index, size_t most)
{
	char table[TABLESUMS_TAG_BYTES];
	const struct tablesums_file whole = { file->map.bytes, file->map.length, most };
	const enum tablesums_verdict verdict =
	        tablesums_check(&whole, is_single(file) ? 0 : (unsigned)index, table);

	if (verdict == TABLESUMS_WRONG)
		say_once(files, MSG_FONT_SUM_WRONG, file->opened, table);
	if (verdict == TABLESUMS_OUTSIDE)
		say_once(files, MSG_FONT_UNREADABLE, file->opened, file->opened);
	return verdict != TABLESUMS_OUTSIDE;
}

hb_face_t *fontfiles_face(
        struct fontfiles *files, size_t number, const struct face_choice *choice, int *index)
{
	const struct font_file *file = &files->list[number];

	fontfile_clear_memory();
	hb_face_t *hb = choose_face(file, choice, index);
	const bool usable = hb && is_usable(hb);
	fontfile_check_memory();
	if (!hb && hb_face_count(file->blob) > 0)
		say_once(files, MSG_FONT_NO_SUCH_FACE, file->opened,
		        choice->name[0] ? choice->name
		                        : arena_printf(files->arena, "#%d", choice->index));
	else if (!usable)
		say_once(files, MSG_FONT_UNREADABLE, file->opened, file->opened);
	if (usable && check_sums(files, file, *index, SUMS_MOST))
		return hb;
	hb_face_destroy(hb);
	files->broken = true;
	return NULL;
}

/* "a, b": the full names of the faces of a file, each once. */
static const char *list_names(struct fontfiles *files, const struct font_file *file)
{
	const char *list = "";

	for (unsigned i = 0; i < hb_face_count(file->blob); i++) {
		hb_face_t *hb = hb_face_create(file->blob, i);
		char name[NAME_BYTES] = "";
		unsigned size = sizeof name;
		hb_ot_name_get_utf8(hb, HB_OT_NAME_ID_FULL_NAME, hb_language_from_string("en", -1),
		        &size, name);
		hb_face_destroy(hb);
		list = arena_printf(
		        files->arena, "%s%s%s", list, list[0] != '\0' ? ", " : "", name);
	}
	return list;
}

static bool check_name(
        struct fontfiles *files, const struct font_file *file, const struct face_choice *choice)
{
	int index;

	fontfile_clear_memory();
	hb_face_t *hb = choose_face(file, choice, &index);
	const bool found = hb;
	hb_face_destroy(hb);
	const char *list = found ? "" : list_names(files, file);
	fontfile_check_memory();
	if (found)
		return true;
	const char *wanted =
	        choice->name[0] ? choice->name : arena_printf(files->arena, "#%d", choice->index);
	const struct hint hint = hint_near(files->arena, wanted, list);
	diag_say(files->diag, MSG_STYLE_FACE, choice->place, choice->file, wanted,
	        hint_list(files->arena, list), hint.english, hint.chinese);
	return false;
}

/* The file of the sheet's folders that a name which is in none of them may have meant. */
static const char *meant_file(struct fontfiles *files, const char *name)
{
	for (size_t i = 0; i < files->styles->font_folder_count; i++) {
		struct file_list list = { 0 };
		if (file_list(files->arena, files->root, files->styles->font_folders[i].name, &list)
		        != FILE_OK)
			continue;
		const char *meant = nearest_word(name, (const char *const *)list.names, list.count);
		if (meant)
			return meant;
	}
	return NULL;
}

static bool check_role(struct fontfiles *files, const struct font_role *role)
{
	bool fine = true;
	size_t found = 0;

	for (size_t i = 0; i < role->face_count; i++) {
		size_t number;
		const enum fontfile_status status = fontfiles_find(files, &role->faces[i], &number);
		found += status == FONTFILE_ABSENT ? 0 : 1;
		if (status == FONTFILE_FOUND)
			fine = check_name(files, &files->list[number], &role->faces[i]) && fine;
	}
	if (found > 0 || role->face_count == 0)
		return fine;
	const struct face_choice *last = &role->faces[role->face_count - 1];
	const struct hint hint = hint_of(files->arena, meant_file(files, last->file));
	diag_say(files->diag, MSG_STYLE_FONTS, last->place, role->name, last->file, hint.english,
	        hint.chinese);
	return false;
}

bool fontfiles_check_names(struct fontfiles *files)
{
	bool fine = true;

	for (size_t i = 0; i < files->styles->role_count; i++)
		fine = check_role(files, &files->styles->roles[i]) && fine;
	return fine;
}

void fontfiles_check_whole(struct fontfiles *files, size_t number, int index)
{
	(void)check_sums(files, &files->list[number], index, SIZE_MAX);
}

void fontfiles_damaged(struct fontfiles *files, size_t number, const char *what)
{
	files->broken = true;
	say_once(files, MSG_FONT_DAMAGED, files->list[number].opened, what);
}

static bool is_as_opened(struct fontfiles *files, const struct font_file *file)
{
	struct stat now;

	if (pagein_missed(file->map.bytes)) {
		say_once(files, MSG_FONT_READ_FAILED, file->opened, strerror(EIO));
		return false;
	}
	if (fstatat(files->root->folder, file->opened, &now, 0) != 0) {
		say_unopened(files, file->opened, FILE_FAILED, errno);
		return false;
	}
	if (looks_the_same(&now, &file->identity))
		return true;
	say_once(files, MSG_FONT_CHANGED, file->opened, "");
	return false;
}

bool fontfiles_sound(struct fontfiles *files)
{
	for (size_t i = 0; i < files->count; i++)
		if (!files->list[i].broken && !is_as_opened(files, &files->list[i]))
			files->broken = true;
	return !files->broken;
}
