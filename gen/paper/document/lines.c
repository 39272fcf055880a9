#include "paper/document/lines.h"

#include "base/text.h"

/* What parts the cells of a row. */
#define CELL_RULE "│"

/* The lines so far, and the one that grows. */
struct collector {
	struct arena *arena;
	struct document_line *list;
	size_t count, capacity;
	struct text words;
	const char **files;
	size_t file_count, file_capacity;
};

static void end_line(struct collector *collector, bool is_heading)
{
	if (collector->words.length > 0) {
		collector->list = arena_grow(collector->arena, collector->list,
		        &collector->capacity, collector->count, sizeof *collector->list);
		collector->list[collector->count++] = (struct document_line){
			.words = arena_strdup(collector->arena, collector->words.bytes),
			.is_heading = is_heading,
			.files = collector->files,
			.file_count = collector->file_count,
		};
	}
	text_clear(&collector->words);
	collector->files = NULL;
	collector->file_count = collector->file_capacity = 0;
}

static void add_file(struct collector *collector, const char *file)
{
	if (file[0] == '\0')
		return;
	collector->files = arena_grow(collector->arena, collector->files, &collector->file_capacity,
	        collector->file_count, sizeof(const char *));
	collector->files[collector->file_count++] = file;
}

/* Hints of breaks (U+200B) are layout's; a forced break is a blank. */
static void add_words(struct collector *collector, const char *words)
{
	static const char hint[] = "\xE2\x80\x8B";

	while (*words != '\0') {
		if (text_starts_with(words, hint)) {
			words += sizeof hint - 1;
			continue;
		}
		const char letter = *words;
		text_add_char(&collector->words, (char)(letter == '\n' ? ' ' : letter));
		words++;
	}
}

static void add_items(struct collector *collector, const struct inline_item *item)
{
	for (; item; item = item->next) {
		if (item->kind == INLINE_TEXT) {
			add_words(collector, item->text.words);
			add_file(collector, item->source.file);
		} else if (item->kind == INLINE_BREAK || item->kind == INLINE_FILL
		        || item->kind == INLINE_SPACE) {
			text_add_char(&collector->words, ' ');
		}
	}
}

/* What is said at the foot of the page follows the line that its mark stands in. */
static void add_notes(struct collector *collector, const struct inline_item *item)
{
	for (; item; item = item->next) {
		if (!item->note)
			continue;
		add_items(collector, item->note->paragraph.first);
		end_line(collector, false);
	}
}

static void add_blocks(struct collector *collector, const struct block *block, bool in_cell);

static void add_row(struct collector *collector, const struct row *row)
{
	for (const struct cell_box *cell = row->first; cell; cell = cell->next) {
		if (cell != row->first)
			text_add(&collector->words, CELL_RULE);
		add_blocks(collector, cell->first, true);
	}
	end_line(collector, false);
}

static void add_rows(struct collector *collector, const struct row *row)
{
	for (; row; row = row->next)
		add_row(collector, row);
}

static void add_table(struct collector *collector, const struct table *table)
{
	add_rows(collector, table->head);
	add_rows(collector, table->body);
	add_rows(collector, table->foot);
}

static void add_block(struct collector *collector, const struct block *block, bool in_cell)
{
	if (block->kind == BLOCK_PARAGRAPH) {
		add_items(collector, block->paragraph.first);
		if (in_cell)
			return;
		end_line(collector, block->paragraph.part == PART_HEADING);
		add_notes(collector, block->paragraph.first);
	} else if (block->kind == BLOCK_CHART) {
		add_words(collector, block->chart->alt);
		if (!in_cell)
			end_line(collector, false);
	} else if (block->kind == BLOCK_TABLE && !in_cell) {
		add_table(collector, block->table);
	} else if (block->kind == BLOCK_GROUP) {
		add_blocks(collector, block->group.first, in_cell);
	}
}

/* Paragraphs of one cell are parted by a blank. */
static void add_blocks(struct collector *collector, const struct block *block, bool in_cell)
{
	for (; block; block = block->next) {
		const size_t before = collector->words.length;
		add_block(collector, block, in_cell);
		if (in_cell && block->next && collector->words.length > before)
			text_add_char(&collector->words, ' ');
	}
}

struct document_lines lines_of(struct arena *arena, const struct document *document)
{
	struct collector collector = { .arena = arena };

	text_init(&collector.words);
	for (const struct section *section = document->first; section; section = section->next)
		add_blocks(&collector, section->first, false);
	text_release(&collector.words);
	return (struct document_lines){ .list = collector.list, .count = collector.count };
}
