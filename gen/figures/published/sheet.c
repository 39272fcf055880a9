#include "figures/published/sheet.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

/* One row while it is read; the sheet's arrays grow in the arena. */
struct sheet_reader {
	struct arena *arena;
	struct diag *diag;
	const char *file;
	const char *at;
	unsigned line;
	char separator;
	struct sheet_row *rows;
	size_t count, capacity;
	struct sheet_cell *cells; /* of the row that is read */
	size_t cell_count, cell_capacity;
};

static struct place here(const struct sheet_reader *reader)
{
	return place_line(reader->file, reader->line);
}

static bool ends_cell(const struct sheet_reader *reader, char byte)
{
	return byte == '\0' || byte == '\n' || byte == '\r' || byte == reader->separator;
}

static bool is_blank_here(const char *text)
{
	return utf8_is_blank(utf8_next(&text));
}

/* Without the blanks around it. */
static const char *trimmed(struct arena *arena, const char *bytes, size_t length)
{
	const char *text = arena_strndup(arena, bytes, length);
	const char *end = text;

	while (*text && is_blank_here(text))
		utf8_next(&text);
	for (const char *at = text; *at;) {
		const bool blank = is_blank_here(at);
		utf8_next(&at);
		if (!blank)
			end = at;
	}
	return arena_strndup(arena, text, end > text ? (size_t)(end - text) : 0);
}

static bool add_cell(struct sheet_reader *reader, const char *bytes, size_t length, unsigned line)
{
	if (length > SHEET_CELL || reader->cell_count == SHEET_COLUMNS) {
		diag_say(reader->diag, MSG_SHEET_LIMIT, place_line(reader->file, line),
		        arena_printf(reader->arena, "%d", SHEET_COLUMNS),
		        arena_printf(reader->arena, "%zu", SHEET_CELL >> 10));
		return false;
	}
	reader->cells = arena_grow(reader->arena, reader->cells, &reader->cell_capacity,
	        reader->cell_count, sizeof *reader->cells);
	reader->cells[reader->cell_count] = (struct sheet_cell){
		.text = trimmed(reader->arena, bytes, length),
		.line = line,
		.column = (unsigned)reader->cell_count + 1,
	};
	reader->cell_count++;
	return true;
}

/* Behind the mark that closes a quoted cell; NULL: none does. */
static const char *closing_mark(const char *at)
{
	while ((at = strchr(at, '"'))) {
		if (at[1] != '"')
			return at + 1;
		at += 2;
	}
	return NULL;
}

static bool read_quoted(struct sheet_reader *reader, const char *end)
{
	const unsigned line = reader->line;
	struct text text;

	text_init(&text);
	for (const char *at = reader->at + 1; at < end - 1; at++) {
		if (*at == '"')
			at++;
		if (*at == '\r') {
			if (at[1] == '\n')
				continue;
			text_add_char(&text, '\n');
			reader->line++;
			continue;
		}
		reader->line += *at == '\n';
		text_add_char(&text, *at);
	}
	reader->at = end;
	const bool added = add_cell(reader, text.bytes, text.length, line);
	text_release(&text);
	return added;
}

static bool read_cell(struct sheet_reader *reader)
{
	if (*reader->at == '"') {
		const char *end = closing_mark(reader->at + 1);
		if (!end) {
			diag_say_plain(reader->diag, MSG_SHEET_QUOTE, here(reader));
			return false;
		}
		if (ends_cell(reader, *end))
			return read_quoted(reader, end);
	}
	const char *start = reader->at;
	while (!ends_cell(reader, *reader->at))
		reader->at++;
	return add_cell(reader, start, (size_t)(reader->at - start), reader->line);
}

static bool has_text(const struct sheet_reader *reader)
{
	for (size_t i = 0; i < reader->cell_count; i++)
		if (reader->cells[i].text[0])
			return true;
	return false;
}

/* Keeps the row that was read, unless nothing stands in it. */
static bool end_row(struct sheet_reader *reader, unsigned line)
{
	if (has_text(reader)) {
		if (reader->count == SHEET_ROWS) {
			diag_say(reader->diag, MSG_SHEET_ROWS, place_line(reader->file, line),
			        arena_printf(reader->arena, "%d", SHEET_ROWS));
			return false;
		}
		reader->rows = arena_grow(reader->arena, reader->rows, &reader->capacity,
		        reader->count, sizeof *reader->rows);
		reader->rows[reader->count++] = (struct sheet_row){
			.cells = reader->cells, .count = reader->cell_count, .line = line
		};
		reader->cells = NULL;
		reader->cell_capacity = 0;
	}
	reader->cell_count = 0;
	return true;
}

static bool read_row(struct sheet_reader *reader)
{
	const unsigned line = reader->line;

	while (true) {
		if (!read_cell(reader))
			return false;
		if (*reader->at != reader->separator)
			break;
		reader->at++;
	}
	if (*reader->at == '\r')
		reader->at += reader->at[1] == '\n' ? 2 : 1;
	else if (*reader->at == '\n')
		reader->at++;
	reader->line++;
	return end_row(reader, line);
}

bool sheet_read(struct arena *arena, struct diag *diag, const struct sheet_source *source,
        char separator, struct sheet *out)
{
	struct sheet_reader reader = {
		.arena = arena,
		.diag = diag,
		.file = source->file,
		.at = source->bytes,
		.line = 1,
		.separator = separator,
	};

	while (*reader.at)
		if (!read_row(&reader))
			return false;
	*out = (struct sheet){ .rows = reader.rows, .count = reader.count };
	return true;
}

const char *sheet_text(const struct sheet_row *row, size_t column)
{
	return column < row->count ? row->cells[column].text : "";
}
