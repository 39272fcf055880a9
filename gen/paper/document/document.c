/*
 * The document tree as indented text, one thing a line, lengths in mpt. Places are shown by line
 * only, with the file where it is not the template's own; defaults are left out.
 */
#include "paper/document/document.h"

#include "base/text.h"
#include "base/utf8.h"

struct dump {
	struct text *out;
	const char *file; /* the template's */
	int depth;
};

static void dump_blocks(struct dump *dump, const struct block *first);

static void begin(const struct dump *dump, const char *what)
{
	for (int i = 0; i < dump->depth; i++)
		text_add(dump->out, "  ");
	text_add(dump->out, what);
}

static void end(const struct dump *dump)
{
	text_add_char(dump->out, '\n');
}

static void add_quoted(const struct dump *dump, const char *string)
{
	text_add_char(dump->out, '"');
	for (uint32_t codepoint; (codepoint = utf8_next(&string)) != 0;) {
		if (codepoint == '\n')
			text_add(dump->out, "\\n");
		else if (utf8_is_control(codepoint))
			text_printf(dump->out, "\\u{%X}", (unsigned)codepoint);
		else
			text_add_codepoint(dump->out, codepoint);
	}
	text_add_char(dump->out, '"');
}

static void add_field(const struct dump *dump, const char *name, const char *value)
{
	if (value[0] == '\0')
		return;
	text_printf(dump->out, " %s=", name);
	add_quoted(dump, value);
}

static void add_count(const struct dump *dump, const char *name, long value)
{
	text_printf(dump->out, " %s=%ld", name, value);
}

static void add_flag(const struct dump *dump, const char *name, bool yes)
{
	if (yes)
		text_printf(dump->out, " %s", name);
}

static void add_place(const struct dump *dump, struct place place)
{
	text_add(dump->out, " @");
	if (!text_equal(place.file, dump->file))
		text_printf(dump->out, "%s:", place.file);
	text_printf(dump->out, "%u", place.line);
}

static void add_source(const struct dump *dump, const struct inline_item *item)
{
	const struct place source = item->source;

	if (text_equal(source.file, item->place.file) && source.line == item->place.line)
		return;
	text_printf(dump->out, " <- %s:%u:%u%s%s", source.file, source.line, source.column,
	        source.pointer[0] != '\0' ? "#" : "", source.pointer);
}

static void add_text(struct dump *dump, const struct inline_item *item)
{
	text_printf(dump->out, " %zu ", item->text.index);
	add_quoted(dump, item->text.words);
}

static void add_space(struct dump *dump, const struct inline_item *item)
{
	add_count(dump, "width", item->space);
}

static void add_reference(struct dump *dump, const struct inline_item *item)
{
	add_field(dump, "anchor", item->reference);
}

/* NULL: left to what is shown. */
static void add_alt(struct dump *dump, const char *alt)
{
	if (!alt)
		return;
	text_add(dump->out, " alt=");
	add_quoted(dump, alt);
}

static void add_bar(struct dump *dump, const struct inline_item *item)
{
	const struct bar *bar = &item->bar;

	text_printf(dump->out, " %s", bar->style ? bar->style->name : "–");
	add_count(dump, "share", bar->share);
	if (bar->mark >= 0)
		add_count(dump, "mark", bar->mark);
	add_alt(dump, item->alt);
}

static void add_marked(struct dump *dump, const struct inline_item *item)
{
	static const char *const at[] = { "carry", "first", "last" };

	add_field(dump, "name", item->marked.name);
	add_field(dump, "at", at[item->marked.at]);
}

static void add_light(struct dump *dump, const struct inline_item *item)
{
	text_printf(dump->out, " %s", item->light ? item->light->name : "–");
	add_alt(dump, item->alt);
}

static void add_shown(struct dump *dump, const struct inline_item *item)
{
	const struct shown_image *shown = &item->shown;

	text_printf(dump->out, " %s %ux%u", shown->image->file, (unsigned)shown->image->width,
	        (unsigned)shown->image->height);
	add_count(dump, "width", shown->width);
	add_count(dump, "height", shown->height);
	add_alt(dump, shown->alt);
}

static void dump_inline(struct dump *dump, const struct inline_item *item)
{
	static const struct {
		const char *name;
		void (*fields)(struct dump *dump, const struct inline_item *item); /* NULL: none */
	} kinds[] = {
		[INLINE_TEXT] = { "text", add_text },
		[INLINE_BREAK] = { "break", NULL },
		[INLINE_FILL] = { "fill", NULL },
		[INLINE_SPACE] = { "gap", add_space },
		[INLINE_PAGE] = { "page", NULL },
		[INLINE_PAGES] = { "pages", NULL },
		[INLINE_REFERENCE] = { "page-of", add_reference },
		[INLINE_MARKED] = { "marked", add_marked },
		[INLINE_BAR] = { "bar", add_bar },
		[INLINE_LIGHT] = { "light", add_light },
		[INLINE_IMAGE] = { "image", add_shown },
	};

	begin(dump, kinds[item->kind].name);
	if (kinds[item->kind].fields)
		kinds[item->kind].fields(dump, item);
	if (item->style)
		add_field(dump, "style", item->style->name);
	add_field(dump, "link", item->link);
	add_place(dump, item->place);
	add_source(dump, item);
	end(dump);
}

static const char *style_name(const struct paragraph_style *style)
{
	return style ? style->name : "–";
}

static void dump_inlines(struct dump *dump, const struct inline_item *first);

static void dump_note(struct dump *dump, const struct note *note)
{
	dump->depth++;
	begin(dump, "note");
	text_printf(dump->out, " %s", style_name(note->paragraph.style));
	end(dump);
	dump_inlines(dump, note->paragraph.first);
	dump->depth--;
}

static void dump_inlines(struct dump *dump, const struct inline_item *first)
{
	dump->depth++;
	for (const struct inline_item *item = first; item; item = item->next) {
		dump_inline(dump, item);
		if (item->note)
			dump_note(dump, item->note);
	}
	dump->depth--;
}

static void add_outline(const struct dump *dump, const struct outline *outline)
{
	add_field(dump, "anchor", outline->anchor);
	add_field(dump, "bookmark", outline->bookmark);
	if (outline->bookmark[0] != '\0')
		add_count(dump, "level", outline->level);
	if (outline->mark) {
		add_field(dump, "mark", outline->mark);
		add_field(dump, "says", outline->marked);
	}
}

static void dump_cell(struct dump *dump, const struct cell_box *cell)
{
	static const char *const edges[] = { "top", "right", "bottom", "left" };
	static const char *const valigns[] = { "top", "middle", "bottom" };

	begin(dump, "cell");
	if (cell->column_span != 1 || cell->row_span != 1)
		text_printf(dump->out, " %dx%d", cell->column_span, cell->row_span);
	text_printf(dump->out, " %s", valigns[cell->valign]);
	if (cell->has_fill)
		text_printf(dump->out, " fill=#%02x%02x%02x", cell->fill.red, cell->fill.green,
		        cell->fill.blue);
	for (int edge = EDGE_TOP; edge <= EDGE_LEFT; edge++) {
		if (cell->edges[edge] >= 0)
			add_count(dump, edges[edge], cell->edges[edge]);
	}
	add_flag(dump, "no-repeat", cell->no_repeat);
	add_place(dump, cell->place);
	end(dump);
	dump_blocks(dump, cell->first);
}

static void dump_rows(struct dump *dump, const char *part, const struct row *first)
{
	begin(dump, part);
	end(dump);
	dump->depth++;
	for (const struct row *row = first; row; row = row->next) {
		begin(dump, "row");
		add_outline(dump, &row->outline);
		add_flag(dump, "keep-with-next", row->keep_with_next);
		add_place(dump, row->place);
		end(dump);
		dump->depth++;
		for (const struct cell_box *cell = row->first; cell; cell = cell->next)
			dump_cell(dump, cell);
		dump->depth--;
	}
	dump->depth--;
}

static void dump_table(struct dump *dump, const struct block *block)
{
	const struct table *table = block->table;

	dump->depth++;
	begin(dump, "columns");
	for (size_t i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];
		if (column->kind == COLUMN_FIXED)
			text_printf(dump->out, " %d", (int)column->width);
		else if (column->kind == COLUMN_SHARE)
			text_printf(dump->out, " %d*", column->share);
		else
			text_add(dump->out, " auto");
	}
	end(dump);
	if (table->head)
		dump_rows(dump, "head", table->head);
	dump_rows(dump, "body", table->body);
	if (table->foot)
		dump_rows(dump, "foot", table->foot);
	dump->depth--;
}

static void add_paragraph(struct dump *dump, const struct block *block)
{
	const struct paragraph *paragraph = &block->paragraph;

	text_printf(dump->out, " %s", style_name(paragraph->style));
	if (paragraph->part == PART_HEADING)
		add_count(dump, "heading", paragraph->level);
	else if (paragraph->part == PART_ITEM)
		add_count(dump, "list", (int)paragraph->list);
}

static void dump_paragraph(struct dump *dump, const struct block *block)
{
	dump_inlines(dump, block->paragraph.first);
}

static void add_table(struct dump *dump, const struct block *block)
{
	text_printf(dump->out, " %s", block->table->style->name);
	if (block->table->title[0] != '\0')
		add_field(dump, "title", block->table->title);
}

static void add_rule(struct dump *dump, const struct block *block)
{
	text_printf(dump->out, " %s", block->rule->name);
}

static void add_height(struct dump *dump, const struct block *block)
{
	add_count(dump, "height", block->space);
}

static void add_group(struct dump *dump, const struct block *block)
{
	add_flag(dump, "foot", block->group.at_foot);
	add_flag(dump, "even", block->group.even_page);
	if (block->group.along > 0)
		text_printf(dump->out, " along=%d", block->group.along);
}

static void dump_group(struct dump *dump, const struct block *block)
{
	dump_blocks(dump, block->group.first);
}

static void add_contents(struct dump *dump, const struct block *block)
{
	text_printf(dump->out, " %s", style_name(block->contents.style));
	add_count(dump, "level", block->contents.level);
}

static void add_chart(struct dump *dump, const struct block *block)
{
	static const char *const kinds[] = {
		[CHART_COLUMN] = "column",
		[CHART_LINE] = "line",
		[CHART_STACKED] = "stacked",
		[CHART_BAR] = "bar",
		[CHART_BULLET] = "bullet",
		[CHART_DOTS] = "dots",
		[CHART_SPARK] = "spark",
	};
	const struct chart *chart = block->chart;

	text_printf(dump->out, " %s %s", kinds[chart->kind], chart->style->name);
	add_field(dump, "unit", chart->unit);
	add_field(dump, "alt", chart->alt);
}

static void add_figure(
        struct dump *dump, const char *name, const struct chart_figure *figure, struct place place)
{
	const struct place source = figure->source;
	struct arena *arena = arena_new();

	if (figure->is_given) {
		text_printf(dump->out, " %s=%s", name, decimal_format(arena, figure->value));
		add_field(dump, "words", figure->words);
		if (!text_equal(source.file, place.file) || source.line != place.line)
			text_printf(dump->out, " <- %s", place_format(arena, source));
	}
	arena_free(arena);
}

static void add_paint(struct dump *dump, const struct paint_style *paint)
{
	if (paint)
		add_field(dump, "paint", paint->name);
}

static void dump_point(struct dump *dump, const struct chart_point *point)
{
	static const char *const states[] = { "given", "carried", "none", "no-base", "too-large",
		"not-concerned" };

	begin(dump, "point");
	if (point->month > 0)
		add_count(dump, "month", point->month);
	add_field(dump, "label", point->label);
	text_printf(dump->out, " %s", states[point->state]);
	add_figure(dump, "value", &point->figure, point->place);
	add_figure(dump, "target", &point->target, point->place);
	add_figure(dump, "pace", &point->pace, point->place);
	add_paint(dump, point->paint);
	add_place(dump, point->place);
	end(dump);
}

static void dump_series(struct dump *dump, const char *what, const struct chart_series *series)
{
	begin(dump, what);
	add_field(dump, "name", series->name);
	add_paint(dump, series->paint);
	add_place(dump, series->place);
	end(dump);
	dump->depth++;
	for (const struct chart_point *point = series->first; point; point = point->next)
		dump_point(dump, point);
	dump->depth--;
}

static void dump_chart(struct dump *dump, const struct block *block)
{
	const struct chart *chart = block->chart;

	dump->depth++;
	for (const struct chart_series *at = chart->series; at; at = at->next)
		dump_series(dump, "series", at);
	if (chart->pace)
		dump_series(dump, "pace", chart->pace);
	for (const struct chart_level *level = chart->levels; level; level = level->next) {
		begin(dump, "level");
		add_field(dump, "name", level->name);
		add_figure(dump, "value", &level->figure, level->place);
		add_paint(dump, level->paint);
		add_place(dump, level->place);
		end(dump);
	}
	dump->depth--;
}

static void dump_block(struct dump *dump, const struct block *block)
{
	static const struct {
		const char *name;
		void (*fields)(struct dump *dump, const struct block *block); /* NULL: none */
		void (*inside)(struct dump *dump, const struct block *block); /* NULL: nothing */
	} kinds[] = {
		[BLOCK_PARAGRAPH] = { "paragraph", add_paragraph, dump_paragraph },
		[BLOCK_TABLE] = { "table", add_table, dump_table },
		[BLOCK_RULE] = { "rule", add_rule, NULL },
		[BLOCK_SPACE] = { "space", add_height, NULL },
		[BLOCK_STRUT] = { "strut", add_height, NULL },
		[BLOCK_PAGE_BREAK] = { "page-break", NULL, NULL },
		[BLOCK_GROUP] = { "group", add_group, dump_group },
		[BLOCK_CHART] = { "chart", add_chart, dump_chart },
		[BLOCK_CONTENTS] = { "contents", add_contents, NULL },
	};

	begin(dump, kinds[block->kind].name);
	if (kinds[block->kind].fields)
		kinds[block->kind].fields(dump, block);
	add_outline(dump, &block->outline);
	add_place(dump, block->place);
	end(dump);
	if (kinds[block->kind].inside)
		kinds[block->kind].inside(dump, block);
}

static void dump_blocks(struct dump *dump, const struct block *first)
{
	dump->depth++;
	for (const struct block *block = first; block; block = block->next)
		dump_block(dump, block);
	dump->depth--;
}

static void dump_section(struct dump *dump, const struct section *section)
{
	static const char *const starts[] = { "page", "odd", "even", "here" };

	begin(dump, "section");
	text_printf(dump->out, " %s %s", section->master->name, starts[section->start]);
	add_place(dump, section->place);
	end(dump);
	dump->depth++;
	for (const struct running *at = section->running; at; at = at->next) {
		begin(dump, "running");
		text_printf(dump->out, " %s %s", at->region,
		        at->rule ? at->rule->name : style_name(at->paragraph.style));
		end(dump);
		dump_inlines(dump, at->paragraph.first);
	}
	dump->depth--;
	dump_blocks(dump, section->first);
}

const struct document *document_head(struct arena *arena, const struct document *document)
{
	struct document *head = arena_alloc(arena, sizeof *head);

	*head = (struct document){
		.file = arena_strdup(arena, document->file),
		.title = arena_strdup(arena, document->title),
		.subject = arena_strdup(arena, document->subject),
		.author = arena_strdup(arena, document->author),
		.keywords = arena_strdup(arena, document->keywords),
		.date = document->date,
		.language = arena_strdup(arena, document->language),
	};
	return head;
}

void document_dump(const struct document *document, struct text *out)
{
	struct dump dump = { .out = out, .file = document->template_file };

	text_printf(out, "document %s -> %s\n", document->name, document->file);
	dump.depth = 1;
	begin(&dump, "meta");
	add_field(&dump, "title", document->title);
	add_field(&dump, "subject", document->subject);
	add_field(&dump, "author", document->author);
	add_field(&dump, "keywords", document->keywords);
	text_printf(out, " date=%04d-%02d-%02d language=%s layout=%d texts=%zu\n",
	        document->date.year, document->date.month, document->date.day, document->language,
	        document->layout_version, document->text_count);
	for (const struct section *at = document->first; at; at = at->next)
		dump_section(&dump, at);
}
