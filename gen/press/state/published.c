/*
 *   minsheng published 1
 *   revision 0
 *   <hex> 91234 bulletin.pdf
 *   stranger <hex>
 *   end
 */
#include "press/state/published.h"

#include "base/file.h"
#include "base/text.h"
#include "press/state/folders.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define RECORD_NAME     ".published"
#define RECORD_LIMIT    ((size_t)4 << 20)
#define RECORD_HEAD     "minsheng published 1\n"
#define RECORD_END      "end\n"
#define RECORD_REVISION "revision "
#define RECORD_STRANGER "stranger "
#define BASE_TEN        10
/* Nights until the content of all was read. */
#define TURNS 7

static const char *folder_of(struct arena *arena, struct period period)
{
	return file_join(arena, OUTPUT_FOLDER, period_format(arena, period));
}

/* What a record is read into, line by line. */
struct growing {
	struct published_file *files;
	struct digest *strangers;
	size_t file_count, file_room;
	size_t stranger_count, stranger_room;
};

/* "<hex> <length> <file>", NUL-terminated. */
static bool read_line(char *line, struct published_file *out)
{
	char *hex_end = strchr(line, ' ');
	char *end = hex_end;

	if (!hex_end || hex_end - line != DIGEST_HEX - 1 || hex_end[1] < '0' || hex_end[1] > '9')
		return false;
	*hex_end = '\0';
	errno = 0;
	out->length = strtoul(hex_end + 1, &end, BASE_TEN);
	out->file = end + 1;
	return errno == 0 && *end == ' ' && end[1] && digest_parse(line, &out->digest);
}

/* "revision 2", and moves on behind its line. */
static bool read_revision(char **at, int *out)
{
	char *end;

	if (!text_starts_with(*at, RECORD_REVISION))
		return false;
	errno = 0;
	const long revision = strtol(*at + strlen(RECORD_REVISION), &end, BASE_TEN);
	*at = end + 1;
	*out = (int)revision;
	return errno == 0 && *end == '\n' && revision >= 0 && revision <= INT_MAX;
}

/* "stranger <hex>": of its name, which may hold anything. */
static bool read_stranger(const char *line, struct digest *out)
{
	return text_starts_with(line, RECORD_STRANGER)
	        && digest_parse(line + strlen(RECORD_STRANGER), out);
}

/* A line of either kind, NUL-terminated. */
static bool take_line(struct arena *arena, char *line, struct growing *growing)
{
	struct published_file file;
	struct digest stranger;

	if (read_stranger(line, &stranger)) {
		growing->strangers = arena_grow(arena, growing->strangers, &growing->stranger_room,
		        growing->stranger_count, sizeof *growing->strangers);
		growing->strangers[growing->stranger_count++] = stranger;
		return true;
	}
	if (!read_line(line, &file))
		return false;
	growing->files = arena_grow(arena, growing->files, &growing->file_room, growing->file_count,
	        sizeof *growing->files);
	growing->files[growing->file_count++] = file;
	return true;
}

static bool parse(struct arena *arena, char *at, struct published *out)
{
	struct growing growing = { .file_count = 0 };

	if (!text_starts_with(at, RECORD_HEAD))
		return false;
	at += strlen(RECORD_HEAD);
	if (!read_revision(&at, &out->revision))
		return false;
	for (char *end = strchr(at, '\n'); end && !text_equal(at, RECORD_END);
	        end = strchr(at, '\n')) {
		*end = '\0';
		if (!take_line(arena, at, &growing))
			return false;
		at = end + 1;
	}
	out->files = growing.files;
	out->count = growing.file_count;
	out->strangers = growing.strangers;
	out->stranger_count = growing.stranger_count;
	return text_equal(at, RECORD_END);
}

bool published_read(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, struct published *out)
{
	const char *path = file_join(arena, folder_of(arena, period), RECORD_NAME);
	struct file_bytes bytes;
	struct stat status;
	const enum file_status read = file_read(arena, root, path, RECORD_LIMIT, &bytes);

	*out = (struct published){ .count = 0 };
	if (read == FILE_FAILED) {
		diag_say(diag, MSG_INPUT_UNREADABLE, place_file(path), strerror(bytes.error));
		return false;
	}
	if (read != FILE_OK)
		return true;
	if (fstatat(root->folder, path, &status, 0) != 0) {
		if (errno != ENOENT)
			diag_say(diag, MSG_INPUT_UNREADABLE, place_file(path), strerror(errno));
		return errno == ENOENT;
	}
	out->is_known = parse(arena, arena_strndup(arena, bytes.bytes, bytes.length), out);
	if (!out->is_known)
		*out = (struct published){ .count = 0 };
	out->written = status.st_mtim;
	return true;
}

bool published_stage(const struct published *published, struct publication *publication)
{
	struct text text;
	char hex[DIGEST_HEX];

	text_init(&text);
	text_printf(&text, RECORD_HEAD RECORD_REVISION "%d\n", published->revision);
	for (size_t i = 0; i < published->count; i++) {
		digest_hex(&published->files[i].digest, hex);
		text_printf(&text, "%s %zu %s\n", hex, published->files[i].length,
		        published->files[i].file);
	}
	for (size_t i = 0; i < published->stranger_count; i++) {
		digest_hex(&published->strangers[i], hex);
		text_printf(&text, RECORD_STRANGER "%s\n", hex);
	}
	text_add(&text, RECORD_END);
	const bool done = publish_add(publication, RECORD_NAME, text.bytes, text.length);
	text_release(&text);
	return done;
}

const struct published_file *published_lookup(const struct published *published, const char *file)
{
	for (size_t i = 0; i < published->count; i++)
		if (text_equal(published->files[i].file, file))
			return &published->files[i];
	return NULL;
}

static bool is_younger(struct timespec time, struct timespec than)
{
	return time.tv_sec > than.tv_sec
	        || (time.tv_sec == than.tv_sec && time.tv_nsec > than.tv_nsec);
}

static bool say_unreadable(const struct published_place *place, const char *path, int error)
{
	diag_say(place->diag, MSG_INPUT_UNREADABLE, place_file(path), strerror(error));
	return false;
}

/* Where files were published, and when. */
struct edition_look {
	const struct published_place *place;
	const char *folder;
	struct timespec written;
};

static struct edition_look look_begin(
        const struct published_place *place, const struct published *published)
{
	return (struct edition_look){ .place = place,
		.folder = folder_of(place->arena, place->period),
		.written = published->written };
}

/*
 * Whether the length of a file of the folder is as it was, and the content when it is asked for,
 * into `stands`; what was found into `out`. False (said): it cannot be told.
 */
static bool look_at(
        const struct edition_look *look, bool read, struct published_damage *out, bool *stands)
{
	const struct published_place *place = look->place;
	const char *path = file_join(place->arena, look->folder, out->file->file);
	struct stat status;
	struct file_print print;

	*stands = !read && fstatat(place->root->folder, path, &status, 0) == 0
	        && S_ISREG(status.st_mode) && (size_t)status.st_size == out->file->length
	        && !is_younger(status.st_mtim, look->written);
	if (*stands)
		return true;
	const enum file_status found = file_digest(place->root, path, SIZE_MAX, &print);
	if (found == FILE_FAILED)
		return say_unreadable(place, path, print.error);
	out->is_gone = found == FILE_MISSING;
	out->length = print.length;
	out->digest = print.digest;
	*stands = found == FILE_OK && digest_equal(&print.digest, &out->file->digest);
	return true;
}

bool published_look(const struct published_place *place, const struct published *published,
        long day, struct published_damages *out)
{
	struct published_damage *list =
	        arena_alloc_array(place->arena, published->count + 1, sizeof *list);
	const struct edition_look look = look_begin(place, published);
	size_t count = 0;

	for (size_t i = 0; i < published->count; i++) {
		const bool read = day == PUBLISHED_ALL || ((long)i + day) % TURNS == 0;
		bool stands;
		list[count] = (struct published_damage){ .file = &published->files[i] };
		if (!look_at(&look, read, &list[count], &stands))
			return false;
		count += !stands;
	}
	*out = (struct published_damages){ .list = list, .count = count };
	return true;
}

bool published_stands(const struct published_place *place, const struct published *published,
        const char *file, bool read, bool *stands)
{
	const struct edition_look look = look_begin(place, published);
	struct published_damage found = { .file = published_lookup(published, file) };

	*stands = false;
	return !found.file || look_at(&look, read, &found, stands);
}
