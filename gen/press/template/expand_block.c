/* Sections, running texts and blocks. */
#include "press/template/expand_block.h"

#include "base/text.h"
#include "diag/hint.h"
#include "press/template/expand_inline.h"

#include <string.h>

struct block *expansion_append_block(
        struct expansion *expansion, enum block_kind kind, const struct instruction *instruction)
{
	struct block *block = arena_alloc(expansion->arena, sizeof *block);
	struct block_list *list = expansion->blocks;

	*block = (struct block){
		.kind = kind,
		.outline = { .anchor = "", .bookmark = "" },
		.place = instruction->place,
	};
	if (!list->last)
		list->first = block;
	else
		list->last->next = block;
	list->last = block;
	return block;
}

void expansion_close_bare(struct expansion *expansion)
{
	if (!expansion->paragraph.open || !expansion->paragraph.implicit)
		return;
	const struct instruction cell = { .place = expansion->paragraph.place };
	expansion_append_block(expansion, BLOCK_PARAGRAPH, &cell)->paragraph =
	        expansion_end_paragraph(expansion);
}

static struct block *begin_block(
        struct expansion *expansion, enum block_kind kind, const struct instruction *instruction)
{
	expansion_close_bare(expansion);
	return expansion_append_block(expansion, kind, instruction);
}

/* The style an element names, or that of bare text where it may name none. */
static const struct paragraph_style *own_style(
        struct expansion *expansion, const struct instruction *instruction)
{
	if (program_given(instruction, ATTRIBUTE_STYLE))
		return expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
	if (!expansion->paragraph.bare && expansion->table) {
		expansion->failed = true;
		diag_say(expansion->diag, MSG_XML_ATTRIBUTE_MISSING, instruction->place,
		        element_rules[instruction->element].name, "style", "…");
	}
	return expansion->paragraph.bare;
}

void expand_paragraph(struct expansion *expansion, const struct instruction *instruction)
{
	/* In a running text the element only gives the style. */
	if (!expansion->blocks) {
		if (expansion->paragraph.first) {
			expansion->failed = true;
			diag_say(expansion->diag, MSG_XML_ELEMENT, instruction->place, "paragraph",
			        "running", "1 × paragraph", "", "");
			return;
		}
		if (program_given(instruction, ATTRIBUTE_STYLE))
			expansion->paragraph.style =
			        expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
		expansion_run(expansion, instruction->first);
		return;
	}
	struct block *block = begin_block(expansion, BLOCK_PARAGRAPH, instruction);
	block->outline = expansion_outline(expansion, instruction);
	expansion_begin_paragraph(expansion, own_style(expansion, instruction));
	expansion_run(expansion, instruction->first);
	block->paragraph = expansion_end_paragraph(expansion);
}

/* The words of a paragraph on one line, for the outline. */
static const char *paragraph_words(struct expansion *expansion, const struct inline_item *first)
{
	struct text all;
	struct text line;

	text_init(&all);
	text_init(&line);
	for (const struct inline_item *item = first; item; item = item->next) {
		if (item->kind == INLINE_TEXT && !item->note)
			text_add(&all, item->text.words);
		else if (item->kind == INLINE_BREAK || item->kind == INLINE_SPACE)
			text_add_char(&all, ' ');
	}
	(void)words_line(&line, all.bytes);
	const char *words = arena_strndup(expansion->arena, line.bytes, line.length);
	text_release(&all);
	text_release(&line);
	return words;
}

void expand_heading(struct expansion *expansion, const struct instruction *instruction)
{
	struct block *block = begin_block(expansion, BLOCK_PARAGRAPH, instruction);

	block->outline = expansion_outline(expansion, instruction);
	block->outline.level = expansion_number(expansion, instruction, ATTRIBUTE_LEVEL, 1);
	expansion_begin_paragraph(expansion, own_style(expansion, instruction));
	expansion_run(expansion, instruction->first);
	block->paragraph = expansion_end_paragraph(expansion);
	block->paragraph.part = PART_HEADING;
	block->paragraph.level = block->outline.level;
	if (!program_given(instruction, ATTRIBUTE_BOOKMARK))
		block->outline.bookmark = paragraph_words(expansion, block->paragraph.first);
}

/* A paragraph for each line of `string` that holds more than blanks. */
static void add_lines(struct expansion *expansion, const struct instruction *instruction,
        const char *string, struct place source)
{
	const struct paragraph_style *style = own_style(expansion, instruction);
	const struct place places[2] = { instruction->place, source };

	while (*string != '\0') {
		const size_t length = strcspn(string, "\n");
		const char *line = arena_strndup(expansion->arena, string, length);
		expansion_begin_paragraph(expansion, style);
		expansion_add_words(expansion, line, WORDS_DATA, places);
		const struct paragraph paragraph = expansion_end_paragraph(expansion);
		if (paragraph.first)
			expansion_append_block(expansion, BLOCK_PARAGRAPH, instruction)->paragraph =
			        paragraph;
		string += length;
		string += *string == '\n' ? 1 : 0;
	}
}

void expand_paragraphs(struct expansion *expansion, const struct instruction *instruction)
{
	xmlXPathObjectPtr found = expansion_nodes(expansion, instruction, true);

	if (!found)
		return;
	expansion_close_bare(expansion);
	const xmlNodeSet *set = found->type == XPATH_NODESET ? found->nodesetval : NULL;
	for (int i = 0; set && i < set->nodeNr; i++) {
		const xmlNode *node = set->nodeTab[i];
		add_lines(expansion, instruction, xpath_node_words(expansion->arena, node),
		        xpath_source(expansion->xpath, node, instruction->place));
	}
	if (found->type == XPATH_STRING && found->stringval)
		add_lines(
		        expansion, instruction, (const char *)found->stringval, instruction->place);
	xmlXPathFreeObject(found);
}

/* The rule of a running text, which then holds nothing else. */
static void run_running_rule(struct expansion *expansion, const struct instruction *instruction)
{
	struct running *running = expansion->last_running;

	if (running->rule || expansion->paragraph.first) {
		expansion->failed = true;
		diag_say(expansion->diag, MSG_XML_ELEMENT, instruction->place, "rule", "running",
		        "1 × rule", "", "");
		return;
	}
	running->rule = expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
}

void expand_rule(struct expansion *expansion, const struct instruction *instruction)
{
	if (!expansion->blocks) {
		run_running_rule(expansion, instruction);
		return;
	}
	begin_block(expansion, BLOCK_RULE, instruction)->rule =
	        expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
}

void expand_space(struct expansion *expansion, const struct instruction *instruction)
{
	struct block *block = begin_block(expansion, BLOCK_SPACE, instruction);
	const struct paragraph_style *style =
	        expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
	struct row_value height;

	if (!style)
		style = style_lookup(expansion->program->styles, STYLE_PARAGRAPH, "body");
	if (expansion_value(
	            expansion, instruction, ATTRIBUTE_HEIGHT, expansion_base(style), &height))
		block->space = height.length;
}

/* A space of no height that running texts know. */
void expand_mark(struct expansion *expansion, const struct instruction *instruction)
{
	struct block *block = begin_block(expansion, BLOCK_SPACE, instruction);

	block->outline.mark = expansion_text(expansion, instruction, ATTRIBUTE_NAME);
	block->outline.marked = expansion_captured(expansion, instruction->first);
}

void expand_page_break(struct expansion *expansion, const struct instruction *instruction)
{
	(void)begin_block(expansion, BLOCK_PAGE_BREAK, instruction);
}

void expand_group(struct expansion *expansion, const struct instruction *instruction)
{
	struct block *block = begin_block(expansion, BLOCK_GROUP, instruction);
	struct block_list *outer = expansion->blocks;
	struct block_list inner = { 0 };

	block->group.at_foot = expansion_number(expansion, instruction, ATTRIBUTE_FOOT, 0) == 1;
	block->group.along = expansion_number(expansion, instruction, ATTRIBUTE_ALONG, 0);
	block->group.even_page = expansion_number(expansion, instruction, ATTRIBUTE_EVEN, 0) == 1;
	if (block->group.even_page && !block->group.at_foot) {
		expansion->failed = true;
		diag_say(expansion->diag, MSG_XML_VALUE, instruction->place, "even", "yes",
		        "foot=\"yes\" even=\"yes\"", "", "");
	}
	expansion->blocks = &inner;
	expansion_run(expansion, instruction->first);
	expansion_close_bare(expansion);
	expansion->blocks = outer;
	block->group.first = inner.first;
}

void expand_contents(struct expansion *expansion, const struct instruction *instruction)
{
	struct block *block = begin_block(expansion, BLOCK_CONTENTS, instruction);

	block->contents.style = expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
	block->contents.level = expansion_number(expansion, instruction, ATTRIBUTE_LEVEL, 2);
}

static const struct region *find_region(const struct page_master *master, const char *name)
{
	for (size_t i = 0; master && i < master->region_count; i++) {
		if (text_equal(master->regions[i].name, name))
			return &master->regions[i];
	}
	return NULL;
}

static const char *list_regions(struct expansion *expansion, const struct page_master *master)
{
	const char *list = "";

	for (size_t i = 0; i < master->region_count; i++)
		list = arena_printf(expansion->arena, "%s%s%s", list, i > 0 ? ", " : "",
		        master->regions[i].name);
	return arena_printf(expansion->arena, "%s (%s)", list, master->name);
}

void expand_running(struct expansion *expansion, const struct instruction *instruction)
{
	const struct page_master *master = expansion->section->master;
	struct running *running = arena_alloc(expansion->arena, sizeof *running);
	struct block_list *blocks = expansion->blocks;

	running->place = instruction->place;
	running->region = expansion_text(expansion, instruction, ATTRIBUTE_REGION);
	const struct region *region = find_region(master, running->region);
	if (!region && master) {
		expansion->failed = true;
		const char *list = list_regions(expansion, master);
		const struct hint hint = hint_near(expansion->arena, running->region, list);
		diag_say(expansion->diag, MSG_XML_VALUE, instruction->place, "region",
		        running->region, list, hint.english, hint.chinese);
	}
	if (!expansion->last_running)
		expansion->section->running = running;
	else
		expansion->last_running->next = running;
	expansion->last_running = running;
	/* Lengths within are those of the region's style; the paragraph names none. */
	const struct paragraph_style *style = region ? region->style : NULL;
	expansion->blocks = NULL;
	expansion_begin_paragraph(expansion, style);
	expansion_run(expansion, instruction->first);
	running->paragraph = expansion_end_paragraph(expansion);
	if (running->paragraph.style == style)
		running->paragraph.style = NULL;
	if (running->rule && running->paragraph.first) {
		expansion->failed = true;
		diag_say(expansion->diag, MSG_XML_ELEMENT, instruction->place, "rule", "running",
		        "1 × rule", "", "");
	}
	expansion->blocks = blocks;
}

void expand_section(struct expansion *expansion, const struct instruction *instruction)
{
	struct section *section = arena_alloc(expansion->arena, sizeof *section);
	struct block_list blocks = { 0 };

	*section = (struct section){
		.master = expansion_style(expansion, instruction, ATTRIBUTE_MASTER),
		.start = (enum section_start)expansion_number(
		        expansion, instruction, ATTRIBUTE_START, START_PAGE),
		.most_pages = expansion_number(expansion, instruction, ATTRIBUTE_MOST_PAGES, 0),
		.place = instruction->place,
	};
	expansion->section = section;
	expansion->last_running = NULL;
	expansion->blocks = &blocks;
	expansion_run(expansion, instruction->first);
	expansion->blocks = NULL;
	section->first = blocks.first;
	if (!expansion->last_section)
		expansion->document->first = section;
	else
		expansion->last_section->next = section;
	expansion->last_section = section;
}

void expand_meta(struct expansion *expansion, const struct instruction *instruction)
{
	struct document *document = expansion->document;
	const char *language = expansion_text(expansion, instruction, ATTRIBUTE_LANGUAGE);
	struct row_value date;

	document->title = expansion_text(expansion, instruction, ATTRIBUTE_TITLE);
	document->subject = expansion_text(expansion, instruction, ATTRIBUTE_SUBJECT);
	document->author = expansion_text(expansion, instruction, ATTRIBUTE_AUTHOR);
	document->keywords = expansion_text(expansion, instruction, ATTRIBUTE_KEYWORDS);
	if (language[0] != '\0')
		document->language = language;
	if (expansion_value(
	            expansion, instruction, ATTRIBUTE_DATE, (struct measure_base){ 0, 0 }, &date))
		document->date = date.date;
}
