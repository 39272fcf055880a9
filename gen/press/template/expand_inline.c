/*
 * What stands in a line: words, spans, breaks, page numbers, bars, lights, images.
 *
 * Texts pass through words.c in order, so that a blank is judged with both its neighbours. Bare
 * inline content of a cell opens a paragraph by itself when the first of it comes.
 */
#include "press/template/expand_inline.h"

#include "base/text.h"
#include "paper/markup/xml.h"
#include "press/template/marker.h"

#include <assert.h>

#define SHOWN_MOST MPT_FROM_UM(10000000)

void expansion_begin_paragraph(struct expansion *expansion, const struct paragraph_style *style)
{
	struct open_paragraph *paragraph = &expansion->paragraph;

	assert(!paragraph->open);
	paragraph->open = true;
	paragraph->implicit = false;
	paragraph->style = style;
	paragraph->character = NULL;
	paragraph->link = "";
	paragraph->words = (struct words){ .before = WORDS_EDGE };
	paragraph->first = NULL;
	paragraph->last = NULL;
}

struct paragraph expansion_end_paragraph(struct expansion *expansion)
{
	struct open_paragraph *paragraph = &expansion->paragraph;

	paragraph->open = false;
	return (struct paragraph){ .style = paragraph->style, .first = paragraph->first };
}

/* A paragraph for what comes now; false when nothing may stand here. */
static bool ensure_open(struct expansion *expansion)
{
	struct open_paragraph *paragraph = &expansion->paragraph;

	if (paragraph->open)
		return true;
	if (!paragraph->may_open)
		return false;
	if (!paragraph->bare) {
		expansion->failed = true;
		diag_say(expansion->diag, MSG_XML_ATTRIBUTE_MISSING, paragraph->place, "cell",
		        "style", "<table cell=\"…\"> | <cell style=\"…\">");
		paragraph->may_open = false;
		return false;
	}
	expansion_begin_paragraph(expansion, paragraph->bare);
	paragraph->implicit = true;
	return true;
}

static struct inline_item *append(
        struct expansion *expansion, enum inline_kind kind, struct place place)
{
	struct open_paragraph *paragraph = &expansion->paragraph;
	struct inline_item *item = arena_alloc(expansion->arena, sizeof *item);

	*item = (struct inline_item){
		.kind = kind,
		.style = paragraph->character,
		.link = paragraph->link,
		.place = place,
		.source = place,
	};
	if (!paragraph->last)
		paragraph->first = item;
	else
		paragraph->last->next = item;
	paragraph->last = item;
	return item;
}

/* The text in scratch, when there is any. */
static void append_text(struct expansion *expansion, struct place place, struct place source)
{
	const struct text *scratch = &expansion->scratch;

	if (scratch->length == 0)
		return;
	struct inline_item *item = append(expansion, INLINE_TEXT, place);
	item->source = source;
	item->text.words = arena_strndup(expansion->arena, scratch->bytes, scratch->length);
	item->text.index = expansion->document->text_count++;
}

void expansion_add_words(struct expansion *expansion, const char *string, enum words_origin origin,
        const struct place places[2])
{
	if (!expansion->paragraph.open && (xml_is_blank(string) || !ensure_open(expansion)))
		return;
	text_clear(&expansion->scratch);
	const uint32_t refused =
	        words_add(&expansion->paragraph.words, &expansion->scratch, string, origin);
	if (refused == 0) {
		append_text(expansion, places[0], places[1]);
		return;
	}
	expansion->failed = true;
	diag_say(expansion->diag, MSG_TEMPLATE_CONTROL, places[1],
	        arena_printf(expansion->arena, "U+%04X", (unsigned)refused));
}

static struct inline_item *last_item(const struct expansion *expansion)
{
	return expansion->paragraph.open ? expansion->paragraph.last : NULL;
}

/* The separator goes again when nothing comes behind it. */
static void run_behind_separator(
        struct expansion *expansion, struct between *between, const struct instruction *first)
{
	struct open_paragraph *paragraph = &expansion->paragraph;
	struct inline_item *before = paragraph->last;
	const struct words words = paragraph->words;
	const size_t text_count = expansion->document->text_count;
	const struct place places[2] = { between->place, between->place };

	/* Blanks that lay the template out do not stand beside it; its own do. */
	paragraph->words.pending = WORDS_NOTHING;
	expansion_add_words(expansion, between->words, WORDS_TEMPLATE, places);
	if (paragraph->words.pending == WORDS_NOTHING)
		paragraph->words.before = WORDS_EDGE;
	struct inline_item *separator = paragraph->last;
	expansion_run(expansion, first);
	if (paragraph->last != separator) {
		between->separator = separator != before ? separator : NULL;
		return;
	}
	paragraph->last = before;
	before->next = NULL;
	paragraph->words = words;
	expansion->document->text_count = text_count;
}

void expansion_run_between(
        struct expansion *expansion, struct between *between, const struct instruction *first)
{
	const struct inline_item *before = last_item(expansion);

	if (between->has_some && between->words[0] && before) {
		run_behind_separator(expansion, between, first);
		return;
	}
	expansion_run(expansion, first);
	between->has_some |= last_item(expansion) != before;
}

void expansion_end_between(struct expansion *expansion, struct between *between)
{
	if (between->separator && between->last_words)
		between->separator->text.words =
		        arena_strdup(expansion->arena, between->last_words);
}

const char *expansion_captured(struct expansion *expansion, const struct instruction *first)
{
	const struct open_paragraph outer = expansion->paragraph;
	const size_t text_count = expansion->document->text_count;
	struct text line;

	expansion->paragraph.open = false;
	expansion_begin_paragraph(expansion, NULL);
	expansion_run(expansion, first);
	text_init(&line);
	for (const struct inline_item *at = expansion->paragraph.first; at; at = at->next)
		text_add(&line, at->text.words);
	const char *words = arena_strndup(expansion->arena, line.bytes, line.length);
	text_release(&line);
	expansion->paragraph = outer;
	expansion->document->text_count = text_count;
	return words;
}

void expand_words(struct expansion *expansion, const struct instruction *instruction)
{
	const bool verbatim = expansion->paragraph.verbatim;

	for (size_t i = 0; i < instruction->words.count; i++) {
		const struct pattern_part *part = &instruction->words.parts[i];
		struct found found = { .text = part->literal, .source = part->place };
		const enum words_origin origin = part->literal ? WORDS_TEMPLATE : WORDS_DATA;
		if (!part->literal && !expansion_words(expansion, part->expression, &found))
			continue;
		const struct place places[2] = { part->place, found.source };
		expansion_add_words(
		        expansion, found.text, verbatim ? WORDS_VERBATIM : origin, places);
	}
}

void expand_text(struct expansion *expansion, const struct instruction *instruction)
{
	expansion->paragraph.verbatim = true;
	expansion_run(expansion, instruction->first);
	expansion->paragraph.verbatim = false;
}

void expand_span(struct expansion *expansion, const struct instruction *instruction)
{
	if (!ensure_open(expansion))
		return;
	struct open_paragraph *paragraph = &expansion->paragraph;
	const struct character_style *character = paragraph->character;
	const char *link = paragraph->link;

	if (program_given(instruction, ATTRIBUTE_STYLE))
		paragraph->character = expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
	if (program_given(instruction, ATTRIBUTE_LINK)) {
		paragraph->link = expansion_text(expansion, instruction, ATTRIBUTE_LINK);
		if (paragraph->link[0] == '#')
			expansion_want(expansion, paragraph->link + 1, instruction->place);
	}
	expansion_run(expansion, instruction->first);
	paragraph->character = character;
	paragraph->link = link;
}

/* An item that is no text; a blank before it that stays becomes a text of its own. */
static struct inline_item *append_object(struct expansion *expansion, enum inline_kind kind,
        enum words_side side, struct place place)
{
	/* A page number or light in an inadmissible place was said by ensure_open. */
	if (!ensure_open(expansion))
		return NULL;
	text_clear(&expansion->scratch);
	words_object(&expansion->paragraph.words, &expansion->scratch, side);
	append_text(expansion, place, place);
	return append(expansion, kind, place);
}

/* What is said at the foot: its mark, and what is in the element. */
static struct paragraph note_paragraph(
        struct expansion *expansion, const struct instruction *instruction, const char *mark)
{
	const struct open_paragraph outer = expansion->paragraph;
	const struct place places[2] = { instruction->place, instruction->place };

	expansion->paragraph.open = false;
	expansion_begin_paragraph(
	        expansion, expansion_style(expansion, instruction, ATTRIBUTE_STYLE));
	expansion_add_words(expansion, mark, WORDS_TEMPLATE, places);
	expansion->in_note = true;
	expansion_run(expansion, instruction->first);
	expansion->in_note = false;
	const struct paragraph paragraph = expansion_end_paragraph(expansion);
	expansion->paragraph = outer;
	return paragraph;
}

/* Notes are the page's: a cell that is said again, a running text and a note have none. */
static bool may_have_notes(struct expansion *expansion, const struct instruction *instruction)
{
	const bool may = expansion->blocks && !expansion->table && !expansion->in_note;

	if (may)
		return true;
	expansion->failed = true;
	diag_say(expansion->diag, MSG_XML_ELEMENT, instruction->place, "note",
	        expansion->in_note         ? "note"
	                : expansion->table ? "table"
	                                   : "running",
	        "paragraph, heading, item", "", "");
	return false;
}

void expand_note(struct expansion *expansion, const struct instruction *instruction)
{
	const char *given = program_given(instruction, ATTRIBUTE_MARKER)
	        ? expansion_text(expansion, instruction, ATTRIBUTE_MARKER)
	        : "①";
	const struct place places[2] = { instruction->place, instruction->place };

	if (!may_have_notes(expansion, instruction) || !ensure_open(expansion))
		return;
	const char *mark = marker_write(expansion->arena, given, ++expansion->notes);
	struct note *note = arena_alloc(expansion->arena, sizeof *note);
	note->paragraph = note_paragraph(expansion, instruction, mark);
	const struct character_style *outer = expansion->paragraph.character;
	if (program_given(instruction, ATTRIBUTE_REFERENCE))
		expansion->paragraph.character =
		        expansion_style(expansion, instruction, ATTRIBUTE_REFERENCE);
	expansion_add_words(expansion, mark, WORDS_TEMPLATE, places);
	expansion->paragraph.character = outer;
	if (expansion->paragraph.last)
		expansion->paragraph.last->note = note;
}

void expand_break(struct expansion *expansion, const struct instruction *instruction)
{
	(void)append_object(expansion, INLINE_BREAK, WORDS_EDGE, instruction->place);
}

void expand_fill(struct expansion *expansion, const struct instruction *instruction)
{
	(void)append_object(expansion, INLINE_FILL, WORDS_EDGE, instruction->place);
}

void expand_page(struct expansion *expansion, const struct instruction *instruction)
{
	(void)append_object(expansion, INLINE_PAGE, WORDS_NARROW, instruction->place);
}

void expand_pages(struct expansion *expansion, const struct instruction *instruction)
{
	(void)append_object(expansion, INLINE_PAGES, WORDS_NARROW, instruction->place);
}

void expand_page_of(struct expansion *expansion, const struct instruction *instruction)
{
	const char *anchor = expansion_text(expansion, instruction, ATTRIBUTE_ANCHOR);
	struct inline_item *item =
	        append_object(expansion, INLINE_REFERENCE, WORDS_NARROW, instruction->place);

	expansion_want(expansion, anchor, instruction->place);
	if (item)
		item->reference = anchor;
}

void expand_marked(struct expansion *expansion, const struct instruction *instruction)
{
	const char *name = expansion_text(expansion, instruction, ATTRIBUTE_NAME);
	struct inline_item *item =
	        append_object(expansion, INLINE_MARKED, WORDS_WIDE, instruction->place);

	if (!item)
		return;
	item->marked = (struct marked){ .name = name,
		.at = (enum marked_at)expansion_number(
		        expansion, instruction, ATTRIBUTE_AT, MARKED_CARRY) };
}

/* What em and ln are for an item. */
static struct measure_base item_base(
        const struct expansion *expansion, const struct inline_item *item)
{
	struct measure_base base = expansion_base(expansion->paragraph.style);

	if (item->style && item->style->size > 0)
		base.em = item->style->size;
	return base;
}

void expand_gap(struct expansion *expansion, const struct instruction *instruction)
{
	struct inline_item *item =
	        append_object(expansion, INLINE_SPACE, WORDS_EDGE, instruction->place);
	struct row_value value;

	if (!item)
		return;
	if (expansion_value(
	            expansion, instruction, ATTRIBUTE_WIDTH, item_base(expansion, item), &value))
		item->space = value.length;
}

/* NULL: the template leaves it to what is shown. */
static const char *given_alt(struct expansion *expansion, const struct instruction *instruction)
{
	return program_given(instruction, ATTRIBUTE_ALT)
	        ? expansion_text(expansion, instruction, ATTRIBUTE_ALT)
	        : NULL;
}

void expand_bar(struct expansion *expansion, const struct instruction *instruction)
{
	const int share = expansion_number(expansion, instruction, ATTRIBUTE_SHARE, -1);
	const int mark = expansion_number(expansion, instruction, ATTRIBUTE_MARK, -1);
	const struct bar_style *style = expansion_style(expansion, instruction, ATTRIBUTE_STYLE);

	if (share < 0 || !style)
		return;
	struct inline_item *item =
	        append_object(expansion, INLINE_BAR, WORDS_WIDE, instruction->place);
	if (!item)
		return;
	item->bar = (struct bar){ .style = style, .share = share, .mark = mark };
	item->alt = given_alt(expansion, instruction);
}

void expand_light(struct expansion *expansion, const struct instruction *instruction)
{
	const struct light_style *style = expansion_style(expansion, instruction, ATTRIBUTE_STYLE);

	if (!style)
		return;
	struct inline_item *item =
	        append_object(expansion, INLINE_LIGHT, WORDS_WIDE, instruction->place);
	if (!item)
		return;
	item->light = style;
	item->alt = given_alt(expansion, instruction);
}

/* `given` is to `from` as the result is to `to`; longer than any page, layout will say so. */
static mpt in_proportion(mpt given, uint32_t from, uint32_t to)
{
	const int64_t length = ((int64_t)given * to + from / 2) / from;

	return length < 1 ? 1 : length > SHOWN_MOST ? SHOWN_MOST : (mpt)length;
}

void expand_image(struct expansion *expansion, const struct instruction *instruction)
{
	const struct image *image = instruction->image;
	struct inline_item *item =
	        append_object(expansion, INLINE_IMAGE, WORDS_WIDE, instruction->place);
	struct row_value width = { .length = 0 }, height = { .length = 0 };

	if (!item)
		return;
	const struct measure_base base = item_base(expansion, item);
	(void)expansion_value(expansion, instruction, ATTRIBUTE_WIDTH, base, &width);
	(void)expansion_value(expansion, instruction, ATTRIBUTE_HEIGHT, base, &height);
	if (width.length == 0)
		width.length = in_proportion(height.length, image->height, image->width);
	if (height.length == 0)
		height.length = in_proportion(width.length, image->width, image->height);
	item->shown = (struct shown_image){ .image = image,
		.width = width.length,
		.height = height.length,
		.alt = expansion_text(expansion, instruction, ATTRIBUTE_ALT) };
}
