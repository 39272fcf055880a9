#include "kit/tree.h"

#include "base/file.h"
#include "base/utf8.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Tags of a tree, at most. */
#define READING_TAGS 400

void tree_init(struct tree *tree)
{
	const struct paragraph_style body = {
		.name = "body",
		.role = &tree->role,
		.size = TREE_EM,
		.leading = TREE_LINE,
		.align = ALIGN_JUSTIFY,
		.breaking = BREAK_LEVEL_GB,
		.han_latin_gap = 250,
		.squeeze = true,
		.glue_limit = 10000,
		.widows = 2,
		.orphans = 2,
	};

	*tree = (struct tree){
		.arena = arena_new(),
		.diag = kit_diag(),
		.role = { .name = "song", .title = "宋体" },
		.styles = { .file = "test", .em_ascent = 880 },
		.folio = { .name = "folio",
		        .side = SIDE_BOTH,
		        .x = 20000,
		        .y = 275000,
		        .width = 160000 },
		.master = { .name = "portrait",
		        .width = 200000,
		        .height = 300000,
		        .left = 20000,
		        .top = 30000,
		        .area_width = 160000,
		        .area_height = 240000 },
		.rule = { .name = "rule", .thickness = 1000 },
		.grid = { .name = "grid",
		        .outer = 1000,
		        .inner = 500,
		        .padding_x = 2000,
		        .padding_y = 2000,
		        .repeat_head = true,
		        .continued = "（续）",
		        .continuation = "",
		        .split_share = 50 },
		.document = { .name = "test",
		        .layout_version = 1,
		        .file = "test.pdf",
		        .template_file = "templates/test.xml",
		        .title = "",
		        .subject = "",
		        .author = "",
		        .keywords = "",
		        .language = "zh-CN" },
	};
	tree->metrics = fake_metrics(&tree->fake);
	tree->body = tree->heading = tree->small = tree->label = body;
	tree->heading.keep_with_next = true;
	tree->small.leading = TREE_EM;
	tree->label.leading = TREE_EM;
	tree->label.align = ALIGN_CENTER;
	tree->folio.style = &tree->label;
	tree->master.regions = &tree->folio;
	tree->master.region_count = 1;
	tree->document.styles = &tree->styles;
}

void tree_release(struct tree *tree)
{
	diag_free(tree->diag);
	arena_free(tree->arena);
}

struct inline_item *tree_item(
        struct tree *tree, enum inline_kind kind, const struct inline_item *next)
{
	struct inline_item *item = arena_alloc(tree->arena, sizeof *item);

	*item = (struct inline_item){
		.kind = kind,
		.next = next,
		.link = "",
		.place = place_line("templates/test.xml", 7),
		.source = { .file = "a.json", .line = 12, .pointer = "/tasks/0/progress" },
	};
	return item;
}

struct inline_item *tree_text(struct tree *tree, const char *words, const struct inline_item *next)
{
	struct inline_item *item = tree_item(tree, INLINE_TEXT, next);

	item->text.words = words;
	item->text.index = tree->document.text_count++;
	return item;
}

struct section *tree_section(struct tree *tree)
{
	struct section *section = arena_alloc(tree->arena, sizeof *section);

	*section = (struct section){ .master = &tree->master,
		.place = place_line("templates/test.xml", 3) };
	if (!tree->section)
		tree->document.first = section;
	else
		tree->section->next = section;
	tree->section = section;
	tree->last = NULL;
	return section;
}

struct block *tree_block(struct tree *tree, enum block_kind kind)
{
	struct block *block = arena_alloc(tree->arena, sizeof *block);

	*block = (struct block){ .kind = kind,
		.outline = { .anchor = "", .bookmark = "", .level = 1 },
		.place = place_line("templates/test.xml", 5) };
	if (kind == BLOCK_RULE)
		block->rule = &tree->rule;
	if (kind == BLOCK_CONTENTS) {
		block->contents.style = &tree->body;
		block->contents.level = 2;
	}
	return block;
}

struct block *tree_add(struct tree *tree, enum block_kind kind)
{
	struct block *block = tree_block(tree, kind);

	if (!tree->section)
		tree_section(tree);
	if (!tree->last)
		tree->section->first = block;
	else
		tree->last->next = block;
	tree->last = block;
	return block;
}

struct block *tree_paragraph(
        struct tree *tree, const struct paragraph_style *style, const char *words)
{
	struct block *block = tree_block(tree, BLOCK_PARAGRAPH);

	block->paragraph.style = style;
	block->paragraph.first = tree_text(tree, words, NULL);
	return block;
}

struct block *tree_add_paragraph(
        struct tree *tree, const struct paragraph_style *style, const char *words)
{
	struct block *block = tree_add(tree, BLOCK_PARAGRAPH);

	block->paragraph.style = style;
	block->paragraph.first = tree_text(tree, words, NULL);
	return block;
}

const char *tree_words(struct tree *tree, size_t count)
{
	char *words = arena_alloc(tree->arena, count * 3 + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(words + i * 3, "一", 3);
	return words;
}

void tree_add_folio(struct tree *tree)
{
	struct running *running = arena_alloc(tree->arena, sizeof *running);
	const struct inline_item *page = tree_item(tree, INLINE_PAGE, tree_text(tree, " —", NULL));

	if (!tree->section)
		tree_section(tree);
	*running = (struct running){ .region = "folio",
		.paragraph = { .first = tree_text(tree, "— ", page) } };
	tree->section->running = running;
}

struct table *tree_table(struct tree *tree, size_t count, mpt width)
{
	struct block *block = tree_add(tree, BLOCK_TABLE);
	struct table *table = arena_alloc(tree->arena, sizeof *table);
	struct column *columns = arena_alloc_array(tree->arena, count, sizeof *columns);

	for (size_t i = 0; i < count; i++)
		columns[i] = (struct column){ .kind = COLUMN_FIXED, .width = width };
	*table = (struct table){ .style = &tree->grid,
		.title = "",
		.columns = columns,
		.column_count = count,
		.place = place_line("templates/test.xml", 9) };
	block->table = table;
	return table;
}

struct row *tree_row(struct tree *tree, struct table *table, bool head)
{
	struct row *row = arena_alloc(tree->arena, sizeof *row);
	const struct row **link = head ? &table->head : &table->body;

	*row = (struct row){ .outline = { .anchor = "", .bookmark = "", .level = 1 },
		.place = place_line("templates/test.xml", 9) };
	if (*link) {
		const struct row *last = *link;
		while (last->next)
			last = last->next;
		/* The tree made it: not const by nature. */
		memcpy((void *)(uintptr_t)&last->next, &row, sizeof row);
	} else {
		*link = row;
	}
	return row;
}

struct cell_box *tree_cell(struct tree *tree, struct row *row, const char *words)
{
	struct cell_box *cell = arena_alloc(tree->arena, sizeof *cell);

	*cell = (struct cell_box){ .column_span = 1,
		.row_span = 1,
		.valign = VALIGN_MIDDLE,
		.edges = { -1, -1, -1, -1 },
		.place = place_line("templates/test.xml", 10) };
	if (words[0] != '\0')
		cell->first = tree_paragraph(tree, &tree->small, words);
	if (row->first) {
		const struct cell_box *last = row->first;
		while (last->next)
			last = last->next;
		memcpy((void *)(uintptr_t)&last->next, &cell, sizeof cell);
	} else {
		row->first = cell;
	}
	return cell;
}

bool tree_layout(struct tree *tree, struct text *out)
{
	const struct page_sink sink = page_dump_sink(out);

	return layout_document(tree->arena, tree->diag, &tree->document, &tree->metrics, &sink);
}

static bool add_page(void *context, const struct page *page)
{
	struct text *out = context;
	mpt baseline = 0;
	bool first = true;

	text_printf(out, "[%zu] ", page->number);
	for (size_t i = 0; i < page->op_count; i++) {
		const struct op *op = &page->ops[i];
		if (op->kind != OP_GLYPHS)
			continue;
		if (!first && op->run.y != baseline)
			text_add(out, "/");
		for (size_t j = 0; j < op->run.count; j++)
			text_add_codepoint(out, op->run.glyphs[j].codepoint);
		baseline = op->run.y;
		first = false;
	}
	text_add(out, "\n");
	return true;
}

bool tree_lines(struct tree *tree, struct text *out)
{
	const struct page_sink sink = { .context = out, .page = add_page };

	return layout_document(tree->arena, tree->diag, &tree->document, &tree->metrics, &sink);
}

/* The words of each tag, and of none; `last` is the tag of the ink before. */
struct reading {
	struct arena *arena;
	const struct structure *structure;
	struct text words[READING_TAGS], artifacts;
	uint32_t last;
};

static bool read_page(void *context, const struct page *page)
{
	struct reading *reading = context;

	reading->structure = page->structure;
	cr_assert_lt(structure_count(page->structure), READING_TAGS);
	reading->last = TAG_NONE;
	for (size_t i = 0; i < page->op_count; i++) {
		const struct op *op = &page->ops[i];
		const bool none = op->tag == TAG_NONE || op->tag == TAG_PAGINATION;
		struct text *out = none ? &reading->artifacts : &reading->words[op->tag];
		if (op->kind == OP_LINK || op->kind == OP_PICTURE)
			continue;
		if (op->tag != reading->last && out->length > 0)
			text_add_char(out, '/');
		reading->last = op->tag;
		for (size_t j = 0; op->kind == OP_GLYPHS && j < op->run.count; j++)
			text_add_codepoint(out, op->run.glyphs[j].codepoint);
		if (!none && op->kind != OP_GLYPHS)
			text_add_char(out, '*');
	}
	return true;
}

static void tell(const struct reading *reading, uint32_t number, int depth, struct text *out)
{
	const struct tag *tag = structure_tag(reading->structure, number);

	text_printf(out, "%*s%s", 2 * depth, "", tag_role_name((enum tag_role)tag->role));
	if (tag->rows > 1)
		text_printf(out, " rows=%u", tag->rows);
	if (tag->columns > 1)
		text_printf(out, " columns=%u", tag->columns);
	if (tag->words)
		text_printf(out, " “%s”", tag->words);
	if (reading->words[number].length > 0)
		text_printf(out, " %s", reading->words[number].bytes);
	text_add_char(out, '\n');
	for (uint32_t kid = tag->first; kid != 0;
	        kid = structure_tag(reading->structure, kid)->next)
		tell(reading, kid, depth + 1, out);
}

bool tree_tags(struct tree *tree, struct text *out)
{
	struct reading *reading = arena_alloc(tree->arena, sizeof *reading);
	const struct page_sink sink = { .context = reading, .page = read_page };

	*reading = (struct reading){ .arena = tree->arena };
	text_init(&reading->artifacts);
	for (size_t i = 0; i < READING_TAGS; i++)
		text_init(&reading->words[i]);
	const bool done =
	        layout_document(tree->arena, tree->diag, &tree->document, &tree->metrics, &sink);
	if (done)
		tell(reading, TAG_ROOT, 0, out);
	if (reading->artifacts.length > 0)
		text_printf(out, "artifact %s\n", reading->artifacts.bytes);
	text_release(&reading->artifacts);
	for (size_t i = 0; i < READING_TAGS; i++)
		text_release(&reading->words[i]);
	return done;
}

void tree_golden(struct tree *tree, const char *name)
{
	const char *path = arena_printf(tree->arena, "tests/golden/layout/%s.txt", name);
	const char *update = getenv("UPDATE");
	struct text dump;

	text_init(&dump);
	cr_assert(tree_layout(tree, &dump), "%s", kit_records(tree->arena, tree->diag));
	if (update && text_equal(update, "1"))
		(void)kit_write(tree->arena, "tests/golden/layout",
		        arena_printf(tree->arena, "%s.txt", name), dump.bytes);
	const char *golden = kit_read(tree->arena, path);
	cr_expect(text_equal(golden, dump.bytes), "differs from %s; now:\n%s", path, dump.bytes);
	text_release(&dump);
}
