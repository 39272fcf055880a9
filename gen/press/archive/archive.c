#include "press/archive/archive.h"

#include "base/file.h"
#include "base/json_out.h"
#include "base/kept.h"
#include "base/text.h"
#include "diag/foreign.h"
#include "figures/json/json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_MAX 6

static const char *month_folder(struct arena *arena, struct period period)
{
	return file_join(arena, ARCHIVE_FOLDER, period_format(arena, period));
}

char *archive_path(struct arena *arena, struct period period, int revision)
{
	return arena_printf(arena, ARCHIVE_FOLDER "/%s/%d", period_format(arena, period), revision);
}

char *archive_font(struct arena *arena, const struct digest *digest)
{
	char hex[DIGEST_HEX];

	digest_hex(digest, hex);
	return arena_printf(arena, ARCHIVE_FONTS "/%s.otf", hex);
}

char *archive_document(struct arena *arena, const char *file)
{
	return file_join(arena, ARCHIVE_DOCUMENTS, file);
}

char *archive_reopening_path(struct arena *arena, struct period period, int revision)
{
	return arena_printf(
	        arena, ARCHIVE_FOLDER "/%s/reopen-%d.json", period_format(arena, period), revision);
}

/* "1", "12": a whole number written plainly; 0 for every other name. */
static int revision_of(const char *name)
{
	const size_t length = strlen(name);

	if (length == 0 || length > DIGITS_MAX || name[0] == '0'
	        || strspn(name, "0123456789") != length)
		return 0;
	return (int)strtol(name, NULL, 10);
}

static bool is_unknown(struct archive_stand *stand, const char *path, int error)
{
	*stand = (struct archive_stand){ .revision = -1, .path = path, .error = error };
	return false;
}

/* False: it cannot be told whether the file is there. */
static bool look_for(
        const struct root *root, const char *path, bool *out, struct archive_stand *stand)
{
	const struct file_sight sight = file_look(root, path);

	*out = sight.kind != FILE_KIND_NONE;
	return sight.kind != FILE_KIND_UNKNOWN || is_unknown(stand, path, sight.error);
}

/* The highest of the names that is a folder. */
static bool find_revision(struct arena *arena, const struct root *root, const char *month,
        const struct file_list *names, struct archive_stand *out)
{
	for (size_t i = 0; i < names->count; i++) {
		const int revision = revision_of(names->names[i]);
		if (revision <= out->revision)
			continue;
		const char *path = file_join(arena, month, names->names[i]);
		const struct file_sight sight = file_look(root, path);
		if (sight.kind == FILE_KIND_UNKNOWN)
			return is_unknown(out, path, sight.error);
		if (sight.kind == FILE_KIND_FOLDER)
			out->revision = revision;
	}
	return true;
}

/* No folder of the month: never issued, as long as the archive itself leads somewhere. */
static bool is_never_issued(const struct root *root, struct archive_stand *out)
{
	const struct file_sight sight = file_look(root, ARCHIVE_FOLDER);

	switch (sight.kind) {
	case FILE_KIND_NONE:
	case FILE_KIND_FOLDER:
		return true;
	case FILE_KIND_UNKNOWN:
		return is_unknown(out, ARCHIVE_FOLDER, sight.error);
	case FILE_KIND_REGULAR:
	case FILE_KIND_OTHER:
		break;
	}
	return is_unknown(out, ARCHIVE_FOLDER, ENOTDIR);
}

bool archive_look(struct arena *arena, const struct root *root, struct period period,
        struct archive_stand *out)
{
	const char *month = month_folder(arena, period);
	struct file_list names;
	bool opened = false;

	*out = (struct archive_stand){ .path = "" };
	switch (file_list(arena, root, month, &names)) {
	case FILE_OK:
		break;
	case FILE_MISSING:
		return is_never_issued(root, out);
	case FILE_NOT_REGULAR:
	case FILE_TOO_LARGE:
		return is_unknown(out, month, ENOTDIR);
	case FILE_FAILED:
		return is_unknown(out, month, names.error);
	}
	/* The first opening makes revision 2. */
	if (!find_revision(arena, root, month, &names, out)
	        || !look_for(
	                root, archive_reopening_path(arena, period, 2), &out->was_reopened, out)
	        || !look_for(root, archive_reopening_path(arena, period, out->revision + 1),
	                &opened, out))
		return false;
	out->is_closed = out->revision > 0 && !opened;
	return true;
}

void archive_say_unknown(struct diag *diag, const struct archive_stand *stand)
{
	diag_say(diag, MSG_ARCHIVE_UNREADABLE, place_file(stand->path), strerror(stand->error));
}

bool archive_find(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, struct archive_stand *out)
{
	if (archive_look(arena, root, period, out))
		return true;
	archive_say_unknown(diag, out);
	return false;
}

static bool list_months(
        struct arena *arena, struct diag *diag, const struct root *root, struct file_list *out)
{
	const enum file_status status = file_list(arena, root, ARCHIVE_FOLDER, out);

	if (status == FILE_OK || status == FILE_MISSING)
		return true;
	diag_say(diag, MSG_ARCHIVE_UNREADABLE, place_file(ARCHIVE_FOLDER),
	        strerror(status == FILE_FAILED ? out->error : ENOTDIR));
	return false;
}

bool archive_months(
        struct arena *arena, struct diag *diag, const struct root *root, struct archive_months *out)
{
	struct file_list names;
	bool certain = true;

	*out = (struct archive_months){ .count = 0 };
	if (!list_months(arena, diag, root, &names))
		return false;
	struct period *list = arena_alloc_array(arena, names.count + 1, sizeof *list);
	for (size_t i = 0; i < names.count; i++) {
		struct archive_stand stand;
		if (!period_parse(names.names[i], &list[out->count]))
			continue;
		if (!archive_find(arena, diag, root, list[out->count], &stand))
			certain = false;
		else if (stand.revision > 0)
			out->count++;
	}
	out->list = list;
	return certain;
}

bool archive_sums_read(struct arena *arena, struct diag *diag, const struct root *root,
        const char *folder, struct sum_list *out)
{
	const char *file = file_join(arena, folder, ARCHIVE_SUMS);
	const struct kept_file *read = kept_read(arena, root, file);

	*out = (struct sum_list){ .count = 0 };
	if (read->status == FILE_OK)
		*out = sums_parse(arena, read->bytes, read->length);
	else if (read->status == FILE_FAILED)
		diag_say(diag, MSG_ARCHIVE_UNREADABLE, place_file(file), strerror(read->error));
	else
		diag_say_plain(diag, MSG_ARCHIVE_NO_SUMS, place_file(file));
	return read->status == FILE_OK;
}

bool archive_reopen(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, const struct archive_reopening *reopening)
{
	struct archive_stand stand;
	struct text record;
	int error = 0;

	if (!archive_find(arena, diag, root, period, &stand))
		return false;
	const int revision = stand.revision + 1;
	const char *file = archive_reopening_path(arena, period, revision);
	text_init(&record);
	struct json_out json = json_out_begin(&record);
	json_out_object(&json, NULL, JSON_SPACED);
	json_out_string(&json, "period", period_format(arena, period));
	json_out_integer(&json, "revision", revision);
	json_out_string(&json, "date", date_format(arena, reopening->date));
	json_out_new_line(&json);
	json_out_string(&json, "reason", reopening->reason);
	json_out_close(&json);
	json_out_end(&json);
	const bool done =
	        file_write_whole(root, file, record.bytes, record.length, &error) == FILE_OK;
	if (!done)
		foreign_say(diag, root, file, MSG_ARCHIVE_UNWRITABLE, error);
	text_release(&record);
	return done;
}

bool archive_reopening_read(struct arena *arena, struct diag *diag, const struct root *root,
        const char *file, struct archive_reopening *out)
{
	const struct json *record = json_read(arena, diag, root, file);
	const bool is_object = record && record->kind == JSON_OBJECT;
	const struct json *reason = is_object ? json_lookup(record, "reason") : NULL;
	const struct json *date = is_object ? json_lookup(record, "date") : NULL;

	if (reason && reason->kind == JSON_STRING && reason->string[0] != '\0' && date
	        && date->kind == JSON_STRING && date_parse(date->string, &out->date)) {
		out->reason = reason->string;
		return true;
	}
	diag_say_plain(diag, MSG_REOPENING_UNUSABLE, place_file(file));
	return false;
}

bool archive_open(struct root *tree, struct arena *arena, struct diag *diag,
        const struct root *root, const char *folder)
{
	if (root_open_below(tree, arena, root, folder)) {
		tree->kept = kept_new(arena);
		return true;
	}
	diag_say(diag, MSG_ARCHIVE_UNREADABLE, place_file(folder), strerror(errno));
	return false;
}

void archive_repeat(
        struct diag *to, struct arena *arena, const char *folder, const struct record *record)
{
	struct record again = *record;

	switch ((int)record->message) {
	case MSG_INPUT_UNREADABLE:
	case MSG_INBOX_UNREADABLE:
	case MSG_ARCHIVE_UNREADABLE:
		again.place.file = file_join(arena, folder, record->place.file);
		break;
	default:
		break;
	}
	diag_repeat(to, &again);
}
