#include "press/state/fontprints.h"

#include "base/file.h"
#include "base/text.h"
#include "diag/diag.h"
#include "paper/style/stylesheet.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Room for the directories of a collection of a dozen faces. */
#define HEAD_BYTES 8192

struct print {
	const char *path;
	bool found;
	struct digest digest; /* zero when there is none */
};

struct style {
	const char *file;
	struct digest digest;
	struct style *next;
};

struct fontprints {
	struct arena *arena;
	const struct root *root;
	struct print *list;
	size_t count, capacity;
	size_t next; /* where the one after the last that was asked for stands */
	const char **looked;
	size_t looked_count, looked_capacity;
	struct style *styles;
	const char *failed; /* path of a font that could not be read; NULL: none */
	int error;
};

struct fontprints *fontprints_new(struct arena *arena, const struct root *root)
{
	struct fontprints *prints = arena_alloc(arena, sizeof *prints);

	*prints = (struct fontprints){ .arena = arena, .root = root };
	return prints;
}

/* The first failure is kept: it is what the caller has to say. */
static void fail(struct fontprints *prints, const char *path, int error)
{
	if (prints->failed)
		return;
	prints->failed = arena_strdup(prints->arena, path);
	prints->error = error;
}

/* False with errno when not all of it could be read. */
static bool read_head(int file, char *head, size_t *length)
{
	*length = 0;
	while (*length < HEAD_BYTES) {
		const ssize_t count = read(file, head + *length, HEAD_BYTES - *length);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return false;
		if (count == 0)
			break;
		*length += (size_t)count;
	}
	return true;
}

static bool add_head(struct digest_state *state, int file)
{
	char head[HEAD_BYTES];
	struct stat status;
	size_t length;

	if (fstat(file, &status) != 0 || !read_head(file, head, &length))
		return false;
	digest_add(state, &status.st_size, sizeof status.st_size);
	digest_add(state, head, length);
	return true;
}

/* Size and head of a regular file; false with errno. */
static bool look_into(const struct root *root, const char *path, struct digest *out)
{
	struct digest_state *state = digest_new();
	const int file = openat(root->folder, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	const bool done = file >= 0 && add_head(state, file);
	const int error = errno;

	if (file >= 0)
		close(file);
	*out = digest_finish(state);
	errno = error;
	return done;
}

/* What stands at a path has no print but its presence when it is no file; false: it cannot be told.
 */
static bool look(struct fontprints *prints, const char *path, struct print *out)
{
	const struct file_sight sight = file_look(prints->root, path);

	*out = (struct print){ .path = path, .found = sight.kind != FILE_KIND_NONE };
	if (sight.kind == FILE_KIND_UNKNOWN) {
		fail(prints, path, sight.error);
		return false;
	}
	if (sight.kind != FILE_KIND_REGULAR || look_into(prints->root, path, &out->digest))
		return true;
	fail(prints, path, errno);
	return false;
}

/* The same paths are asked for again in the same order, of every document and month. */
static const struct print *lookup(struct fontprints *prints, const char *path)
{
	for (size_t i = 0; i < prints->count; i++) {
		const size_t at = (prints->next + i) % prints->count;
		if (!text_equal(prints->list[at].path, path))
			continue;
		prints->next = at + 1;
		return &prints->list[at];
	}
	return NULL;
}

/* One that could not be read is looked at again when it is asked for again. */
static struct print print_of(struct fontprints *prints, const char *path)
{
	const struct print *known = lookup(prints, path);
	struct print print;

	if (known)
		return *known;
	if (!look(prints, arena_strdup(prints->arena, path), &print))
		return print;
	prints->list = arena_grow(prints->arena, prints->list, &prints->capacity, prints->count,
	        sizeof *prints->list);
	prints->list[prints->count++] = print;
	return print;
}

static void note_looked(struct fontprints *prints, const char *path)
{
	for (size_t i = 0; i < prints->looked_count; i++)
		if (text_equal(prints->looked[i], path))
			return;
	prints->looked = arena_grow(prints->arena, prints->looked, &prints->looked_capacity,
	        prints->looked_count, sizeof *prints->looked);
	prints->looked[prints->looked_count++] = path;
}

/* True when something stands there, and the search of a face ends. */
static bool look_at(struct fontprints *prints, struct digest_state *state, const char *path)
{
	const struct print print = print_of(prints, path);

	note_looked(prints, print.path);
	digest_add(state, path, strlen(path) + 1);
	digest_add(state, print.digest.bytes, DIGEST_BYTES);
	return print.found;
}

/* As paper/font/face searches: of the folders that there are the first that has the file. */
static void look_for(struct fontprints *prints, struct digest_state *state,
        const struct stylesheet *styles, const struct face_choice *choice)
{
	if (choice->file[0] == '/') {
		look_at(prints, state, choice->file);
		return;
	}
	for (size_t i = 0; i < styles->font_folder_count; i++) {
		const char *folder = styles->font_folders[i].name;
		if (look_at(prints, state, folder)
		        && look_at(prints, state, file_join(prints->arena, folder, choice->file)))
			return;
	}
}

static struct digest read_style(
        struct fontprints *prints, const struct root *root, const char *file)
{
	struct diag *silent = diag_new(&(struct diag_options){ 0 });
	const struct stylesheet *styles =
	        stylesheet_read(prints->arena, silent, root, file, place_file(file));
	struct digest_state *state = digest_new();

	for (size_t i = 0; styles && i < styles->role_count; i++)
		for (size_t j = 0; j < styles->roles[i].face_count; j++)
			look_for(prints, state, styles, &styles->roles[i].faces[j]);
	diag_free(silent);
	return digest_finish(state);
}

struct digest fontprints_style(
        struct fontprints *prints, const struct root *root, const char *stylesheet)
{
	for (const struct style *one = prints->styles; one; one = one->next)
		if (text_equal(one->file, stylesheet))
			return one->digest;
	const struct digest digest = read_style(prints, root, stylesheet);
	if (prints->failed)
		return digest;
	struct style *style = arena_alloc(prints->arena, sizeof *style);
	*style = (struct style){ .file = arena_strdup(prints->arena, stylesheet),
		.digest = digest,
		.next = prints->styles };
	prints->styles = style;
	return style->digest;
}

bool fontprints_failed(struct fontprints *prints, struct diag *diag)
{
	if (!prints->failed)
		return false;
	diag_say(diag, MSG_FONT_READ_FAILED, place_file(prints->failed), strerror(prints->error));
	prints->failed = NULL;
	return true;
}

struct fontprints_paths fontprints_looked(const struct fontprints *prints)
{
	return (struct fontprints_paths){ .list = prints->looked, .count = prints->looked_count };
}

struct digest fontprints_digest(struct fontprints *prints, const char *const *paths, size_t count)
{
	struct digest_state *state = digest_new();

	for (size_t i = 0; i < count; i++) {
		const struct print print = print_of(prints, paths[i]);
		digest_add(state, paths[i], strlen(paths[i]) + 1);
		digest_add(state, &print.found, sizeof print.found);
		digest_add(state, print.digest.bytes, DIGEST_BYTES);
	}
	return digest_finish(state);
}
