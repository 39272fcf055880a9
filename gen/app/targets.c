/* targets new FILE: a first catalogue out of a published table, and what a person must decide. */
#include "app/ending.h"
#include "app/run.h"

#include "base/file.h"
#include "base/kept.h"
#include "base/text.h"
#include "diag/foreign.h"
#include "diag/message.h"
#include "figures/published/draft.h"
#include "figures/targets/catalogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TARGETS_FOLDER "input/targets"
/* Where days are counted for the year of a table that names none: China's. */
#define UTC_OFFSET (8 * 60)

/* XLSX and the old XLS begin so. */
static bool is_workbook(const struct file_bytes *bytes)
{
	return (bytes->length >= 4 && memcmp(bytes->bytes, "PK\3\4", 4) == 0)
	        || (bytes->length >= 4 && memcmp(bytes->bytes, "\xD0\xCF\x11\xE0", 4) == 0);
}

static bool read_bytes(struct run *run, const char *file, struct file_bytes *bytes)
{
	switch (file_read(run->arena, run->root, file, KEPT_FILE_LIMIT, bytes)) {
	case FILE_OK:
		return true;
	case FILE_MISSING:
		diag_say_plain(run->diag, MSG_TARGETS_NEW_MISSING, place_file(file));
		return false;
	case FILE_FAILED:
		foreign_say(run->diag, run->root, file, MSG_INPUT_UNREADABLE, bytes->error);
		return false;
	case FILE_NOT_REGULAR:
	case FILE_TOO_LARGE:
		break;
	}
	diag_say(run->diag, MSG_TARGETS_NEW_LARGE, place_file(file),
	        arena_printf(run->arena, "%zu", KEPT_FILE_LIMIT >> 20));
	return false;
}

static bool read_table(struct run *run, const char *file, struct printed_table *table)
{
	struct file_bytes bytes;

	if (!read_bytes(run, file, &bytes))
		return false;
	if (is_workbook(&bytes)) {
		diag_say_plain(run->diag, MSG_TARGETS_NEW_WORKBOOK, place_file(file));
		return false;
	}
	const struct sheet_source source = {
		.file = file,
		.bytes = bytes.bytes,
		.length = bytes.length,
	};
	return printed_table_read(run->arena, run->diag, &source, table);
}

/* Writes the file where none is; false: said. */
static bool keep(struct run *run, const char *path, const struct text *json)
{
	int error = 0;
	const struct file_sight sight = file_look(run->live, path);

	if (sight.kind == FILE_KIND_UNKNOWN) {
		foreign_say(run->diag, run->live, path, MSG_INPUT_UNREADABLE, sight.error);
		return false;
	}
	if (sight.kind != FILE_KIND_NONE) {
		diag_say_plain(run->diag, MSG_TARGETS_NEW_THERE, place_file(path));
		return false;
	}
	if (file_make_folders(run->live, TARGETS_FOLDER, &error) == FILE_OK
	        && file_write_whole(run->live, path, json->bytes, json->length, &error) == FILE_OK)
		return true;
	foreign_say(run->diag, run->live, path, MSG_WRITE_FAILED, error);
	return false;
}

static void tell(struct run *run, const char *file, const char *path, const struct draft *draft)
{
	struct arena *arena = run->arena;

	ending_made(run, &(struct ending_document){ .path = path });
	for (size_t i = 0; i < draft->open_count && !run->ending; i++)
		printf("%zu. %s\n", i + 1, draft->open[i]);
	diag_say(run->diag, MSG_TARGETS_NEW_DONE, place_file(path), file,
	        arena_printf(arena, "%zu", draft->tasks), arena_printf(arena, "%zu", draft->units),
	        arena_printf(arena, "%zu", draft->indicators),
	        arena_printf(arena, "%zu", draft->open_count));
}

/* The catalogue's own reader must take what was written: a field too long is told by its place. */
static bool is_sound(struct run *run, const char *path, const struct text *json)
{
	const struct catalogue_source source = {
		.file = path, .bytes = json->bytes, .length = json->length
	};

	return catalogue_parse(run->arena, run->diag, &source);
}

void command_targets(struct run *run)
{
	const char *file = run->options->arguments[1];
	struct draft_options options = { .city = run->options->city };
	struct printed_table table;
	struct draft draft;
	struct text json;

	if (!text_equal(run->options->arguments[0], "new")) {
		diag_say(run->diag, MSG_TARGETS_NEW_USAGE, PLACE_NONE, run->options->arguments[0]);
		return;
	}
	if (!options_year(run->options, run->diag, &options.year) || !read_table(run, file, &table))
		return;
	options.this_year = month_today(run, UTC_OFFSET).year;
	text_init(&json);
	draft_write(run->arena, &table, &options, &json, &draft);
	const char *path = arena_printf(run->arena, TARGETS_FOLDER "/%d.json", draft.year);
	if (is_sound(run, path, &json) && keep(run, path, &json))
		tell(run, file, path, &draft);
	text_release(&json);
}
