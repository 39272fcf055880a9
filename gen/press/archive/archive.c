#include "press/archive/archive.h"

#include "base/file.h"
#include "base/json_out.h"
#include "base/text.h"
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

int archive_revision(struct arena *arena, const struct root *root, struct period period)
{
	const char *month = month_folder(arena, period);
	struct file_list list;
	int highest = 0;

	if (file_list(arena, root, month, &list) != FILE_OK)
		return 0;
	for (size_t i = 0; i < list.count; i++) {
		const int revision = revision_of(list.names[i]);
		if (revision > highest
		        && file_is_folder(root, file_join(arena, month, list.names[i])))
			highest = revision;
	}
	return highest;
}

bool archive_is_closed(struct arena *arena, const struct root *root, struct period period)
{
	const int revision = archive_revision(arena, root, period);

	if (revision == 0)
		return false;
	return !file_exists(root, archive_reopening_path(arena, period, revision + 1));
}

/* The first opening makes revision 2. */
bool archive_was_reopened(struct arena *arena, const struct root *root, struct period period)
{
	return file_exists(root, archive_reopening_path(arena, period, 2));
}

struct archive_months archive_months(struct arena *arena, const struct root *root)
{
	struct file_list names;
	size_t count = 0;

	if (file_list(arena, root, ARCHIVE_FOLDER, &names) != FILE_OK)
		return (struct archive_months){ .count = 0 };
	struct period *list = arena_alloc_array(arena, names.count + 1, sizeof *list);
	for (size_t i = 0; i < names.count; i++) {
		if (period_parse(names.names[i], &list[count])
		        && archive_revision(arena, root, list[count]) > 0)
			count++;
	}
	return (struct archive_months){ .list = list, .count = count };
}

struct sum_list archive_sums_read(
        struct arena *arena, const struct root *root, struct period period, int revision)
{
	const char *file = file_join(arena, archive_path(arena, period, revision), ARCHIVE_SUMS);
	struct file_bytes bytes;

	if (file_read(arena, root, file, ARCHIVE_SUMS_LIMIT, &bytes) != FILE_OK)
		return (struct sum_list){ .count = 0 };
	return sums_parse(arena, bytes.bytes, bytes.length);
}

bool archive_reopen(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, const struct archive_reopening *reopening)
{
	const int revision = archive_revision(arena, root, period) + 1;
	const char *file = archive_reopening_path(arena, period, revision);
	struct text record;
	int error = 0;

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
		diag_say(diag, MSG_ARCHIVE_UNWRITABLE, place_file(file), strerror(error));
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
	if (root_open_below(tree, arena, root, folder))
		return true;
	diag_say(diag, MSG_ARCHIVE_UNREADABLE, place_file(folder), strerror(errno));
	return false;
}
