#include "figures/published/printed_table.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/json/encoding.h"

#include <string.h>

#define REMARKS_MOST SHEET_COLUMNS

struct printed_table_reader {
	struct arena *arena;
	const struct sheet *sheet;
	struct heads columns;
	struct printed_table *table;
	size_t capacity;
	const char *category; /* of the rows above */
	struct text outside;
};

/* Blanks and line ends go beside Han characters and Chinese marks, and are one blank elsewhere. */
static const char *on_one_line(struct arena *arena, const char *text)
{
	struct text line;
	uint32_t before = 0;
	bool blank = false;

	text_init(&line);
	while (*text) {
		const uint32_t letter = utf8_next(&text);
		if (utf8_is_blank(letter)) {
			blank = true;
			continue;
		}
		if (blank && before && before < 0x2E80 && letter < 0x2E80)
			text_add_char(&line, ' ');
		text_add_codepoint(&line, letter);
		before = letter;
		blank = false;
	}
	const char *out = arena_strndup(arena, line.bytes, line.length);
	text_release(&line);
	return out;
}

static void add_outside(struct printed_table_reader *reader, const struct sheet_row *row)
{
	if (reader->outside.length > 0)
		text_add_char(&reader->outside, '\n');
	for (size_t i = 0, said = 0; i < row->count; i++)
		if (row->cells[i].text[0])
			text_printf(&reader->outside, "%s%s", said++ ? " " : "",
			        on_one_line(reader->arena, row->cells[i].text));
}

static size_t texts_of(const struct sheet_row *row, size_t *last)
{
	size_t count = 0;

	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].text[0]) {
			count++;
			*last = i;
		}
	return count;
}

/* Above the head: what speaks of a year or calls itself a table is the title, the first such. */
static void read_above(struct printed_table_reader *reader)
{
	struct printed_table *table = reader->table;

	for (size_t i = 0; i < reader->columns.head; i++) {
		const struct sheet_row *row = &reader->sheet->rows[i];
		size_t last = 0;
		if (texts_of(row, &last) == 1 && !table->title[0]
		        && (strstr(row->cells[last].text, "年")
		                || strstr(row->cells[last].text, "表")))
			table->title = on_one_line(reader->arena, row->cells[last].text);
		else
			add_outside(reader, row);
	}
}

static struct printed_entry entry_of(
        struct printed_table_reader *reader, const struct sheet_row *row)
{
	struct printed_entry entry = { .line = row->line };

	for (size_t kind = 0; kind < HEAD_KINDS; kind++)
		entry.cells[kind] = "";
	entry.remarks = arena_alloc_array(reader->arena, row->count + 1, sizeof *entry.remarks);
	for (size_t i = 0; i < row->count; i++) {
		const enum head_kind kind =
		        i < reader->columns.count ? reader->columns.kinds[i] : HEAD_OTHER;
		const char *text = row->cells[i].text;
		if (!text[0])
			continue;
		if (kind != HEAD_OTHER)
			entry.cells[kind] = text;
		else
			entry.remarks[entry.remark_count++] = (struct printed_remark){
				.name = i < reader->columns.count ? reader->columns.names[i] : "",
				.text = text,
			};
	}
	return entry;
}

static bool starts_with_one(const char *text, const char *const *starts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_starts_with(text, starts[i]))
			return true;
	return false;
}

static bool is_footnote(const char *text)
{
	static const char *const starts[] = { "注：", "注:", "注 ", "备注", "说明", "填表", "制表",
		"第", "联系人", "*", "★", "◆", "—", "-" };

	return starts_with_one(text, starts, COUNT_OF(starts));
}

/* 一、 （二） 3. in front: the heading of a category that goes over all columns. */
static bool is_heading(const char *text)
{
	static const char *const starts[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九",
		"十", "（", "(" };

	return starts_with_one(text, starts, COUNT_OF(starts)) && !strchr(text, '\n');
}

static const char *joined(struct arena *arena, const char *above, const char *below)
{
	if (!below[0])
		return above;
	return above[0] ? arena_printf(arena, "%s\n%s", above, below) : below;
}

/* A row without number and task says more of the task above: further units, persons, remarks. */
static void go_on(struct printed_table_reader *reader, const struct printed_entry *entry)
{
	struct printed_entry *above = &reader->table->entries[reader->table->count - 1];
	struct arena *arena = reader->arena;

	for (size_t kind = HEAD_TASK; kind < HEAD_KINDS; kind++)
		above->cells[kind] = joined(arena, above->cells[kind], entry->cells[kind]);
	struct printed_remark *remarks = arena_alloc_array(
	        arena, above->remark_count + entry->remark_count + 1, sizeof *remarks);
	for (size_t i = 0; i < above->remark_count; i++)
		remarks[i] = above->remarks[i];
	for (size_t i = 0; i < entry->remark_count; i++)
		remarks[above->remark_count + i] = entry->remarks[i];
	above->remarks = remarks;
	above->remark_count += entry->remark_count;
}

static void add_entry(struct printed_table_reader *reader, struct printed_entry *entry)
{
	struct printed_table *table = reader->table;

	if (entry->cells[HEAD_CATEGORY][0])
		reader->category = entry->cells[HEAD_CATEGORY];
	entry->cells[HEAD_CATEGORY] = reader->category;
	table->entries = arena_grow(reader->arena, table->entries, &reader->capacity, table->count,
	        sizeof *table->entries);
	table->entries[table->count++] = *entry;
}

/* One text alone in its row: a heading of a category, a footnote, or words of no column. */
static bool take_alone(struct printed_table_reader *reader, const struct sheet_row *row)
{
	size_t at = 0;

	if (texts_of(row, &at) != 1)
		return false;
	const char *text = row->cells[at].text;
	const enum head_kind kind =
	        at < reader->columns.count ? reader->columns.kinds[at] : HEAD_OTHER;
	if (is_footnote(text) && (at == 0 || kind == HEAD_CATEGORY || kind == HEAD_NUMBER)) {
		add_outside(reader, row);
		return true;
	}
	if (is_heading(text) && (at == 0 || kind == HEAD_CATEGORY || kind == HEAD_NUMBER)) {
		reader->category = text;
		return true;
	}
	if (kind == HEAD_NUMBER || reader->table->count == 0) {
		add_outside(reader, row);
		return true;
	}
	return false;
}

static void read_row(struct printed_table_reader *reader, const struct sheet_row *row)
{
	if (heads_is_head(reader->arena, &reader->columns, row) || take_alone(reader, row))
		return;
	struct printed_entry entry = entry_of(reader, row);
	const bool goes_on = !entry.cells[HEAD_NUMBER][0] && !entry.cells[HEAD_CATEGORY][0]
	        && (!entry.cells[HEAD_TASK][0]
	                || (!entry.cells[HEAD_UNITS][0] && !entry.cells[HEAD_LEAD][0]
	                        && !entry.cells[HEAD_DEADLINE][0]));
	if (goes_on && reader->table->count > 0)
		go_on(reader, &entry);
	else if (entry.cells[HEAD_TASK][0])
		add_entry(reader, &entry);
	else
		add_outside(reader, row);
}

/*
 * The separator whose head has the most columns of known words. When none makes a head it is the
 * comma, whose reading tells of a quotation mark that is never closed.
 */
static char separator_of(struct arena *arena, const struct sheet_source *source)
{
	static const char separators[] = { '\t', ',', ';' };
	struct diag *silent = diag_new(&(struct diag_options){ 0 });
	char best = ',';
	size_t most = 0;

	for (size_t i = 0; i < COUNT_OF(separators); i++) {
		struct sheet sheet;
		struct heads *columns = arena_alloc(arena, sizeof *columns);
		if (!sheet_read(arena, silent, source, separators[i], &sheet)
		        || !heads_find(arena, &sheet, columns) || columns->count <= most)
			continue;
		most = columns->count;
		best = separators[i];
	}
	diag_free(silent);
	return best;
}

static bool say_no_head(struct arena *arena, struct diag *diag, const char *file)
{
	diag_say(diag, MSG_TABLE_NO_HEAD, place_file(file), heads_words(arena, HEAD_TASK),
	        heads_words(arena, HEAD_UNITS));
	return false;
}

bool printed_table_read(struct arena *arena, struct diag *diag, const struct sheet_source *source,
        struct printed_table *out)
{
	const struct encoding_text saved = { .bytes = source->bytes, .length = source->length };
	struct printed_table_reader reader = { .arena = arena, .table = out, .category = "" };
	struct encoding_text text;
	struct sheet sheet;

	*out = (struct printed_table){ .title = "", .outside = "" };
	if (!encoding_decode(arena, diag, source->file, &saved, &text)) {
		diag_say_plain(diag, MSG_TABLE_UNUSABLE, place_file(source->file));
		return false;
	}
	const struct sheet_source decoded = { .file = source->file, .bytes = text.bytes };
	if (!sheet_read(arena, diag, &decoded, separator_of(arena, &decoded), &sheet))
		return false;
	if (!heads_find(arena, &sheet, &reader.columns))
		return say_no_head(arena, diag, source->file);
	reader.sheet = &sheet;
	text_init(&reader.outside);
	read_above(&reader);
	for (size_t i = reader.columns.last_head + 1; i < sheet.count; i++)
		read_row(&reader, &sheet.rows[i]);
	out->outside = arena_strndup(arena, reader.outside.bytes, reader.outside.length);
	text_release(&reader.outside);
	if (out->count == 0)
		diag_say_plain(diag, MSG_TABLE_EMPTY,
		        place_line(source->file, sheet.rows[reader.columns.head].line));
	return out->count > 0;
}
