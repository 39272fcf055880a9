#include "paper/layout/inline/characters.h"

#include "base/utf8.h"

#include <string.h>

#define ZERO_WIDTH_SPACE 0x200BU
/* Digits of a page number, at most. */
#define NUMBER_DIGITS 20

struct flattening {
	const struct setting *setting;
	struct cells *cells;
	uint8_t pending; /* flags of the next cell */
};

static bool has_words(const struct inline_item *item)
{
	return item->kind == INLINE_TEXT;
}

static bool is_number(const struct inline_item *item)
{
	return item->kind == INLINE_PAGE || item->kind == INLINE_PAGES
	        || item->kind == INLINE_REFERENCE;
}

/* Room for every cell the items can make, and the number of items. */
static size_t count_cells(const struct inline_item *first, size_t *items)
{
	size_t count = 0;

	*items = 0;
	for (const struct inline_item *item = first; item != NULL; item = item->next) {
		*items += 1;
		if (has_words(item))
			count += utf8_count(item->text);
		else
			count += is_number(item) ? NUMBER_DIGITS : 1;
	}
	return count;
}

static struct span span_make(const struct paragraph_style *style, const struct inline_item *item)
{
	struct span span = {
		.item = item,
		.role = style->role,
		.size = style->size,
		.tracking = style->tracking,
		.color = style->color,
	};
	const struct character_style *const own = item->style;

	if (own == NULL)
		return span;
	if (own->role != NULL)
		span.role = own->role;
	if (own->size > 0)
		span.size = own->size;
	if (own->has_color)
		span.color = own->color;
	span.tracking += own->tracking;
	span.rise = own->rise;
	return span;
}

static void add_cell(struct flattening *state, struct cell cell)
{
	struct cells *const cells = state->cells;

	cell.flags |= state->pending;
	state->pending = 0;
	cells->cells[cells->count] = cell;
	cells->count++;
}

/* A blank at the start of a line or after another one says nothing. */
static bool is_idle_blank(const struct cells *cells)
{
	if (cells->count == 0)
		return true;
	const enum char_class last = cell_class(&cells->cells[cells->count - 1]);
	return last == CLASS_FORCED || class_in(last, CLASSES_BLANK);
}

static void add_words(struct flattening *state, uint32_t span, const char *words)
{
	uint32_t offset = 0;

	for (const char *cursor = words;; offset++) {
		const uint32_t codepoint = utf8_next(&cursor);
		if (codepoint == 0)
			return;
		if (codepoint == ZERO_WIDTH_SPACE) {
			state->pending |= CELL_HINT;
			state->cells->hinted = true;
			continue;
		}
		const enum char_class class = breaks_class(codepoint);
		if (class == CLASS_BLANK && is_idle_blank(state->cells))
			continue;
		state->cells->combining |= class == CLASS_COMBINING;
		add_cell(state,
		        (struct cell){ .codepoint = codepoint,
		                .span = span,
		                .offset = offset,
		                .class = (uint8_t) class });
	}
}

static void add_number(struct flattening *state, uint32_t span, size_t number)
{
	char digits[NUMBER_DIGITS];
	size_t count = 0;

	do {
		digits[count++] = (char)('0' + (char)(number % 10));
		number /= 10;
	} while (number != 0);
	for (uint32_t i = 0; count > 0; i++) {
		count--;
		add_cell(state,
		        (struct cell){ .codepoint = (unsigned char)digits[count],
		                .span = span,
		                .offset = i,
		                .class = CLASS_DIGIT });
	}
}

static size_t number_of(const struct setting *setting, const struct inline_item *item)
{
	if (item->kind == INLINE_PAGE)
		return setting->page;
	if (item->kind == INLINE_PAGES)
		return setting->pages;
	return setting->page_of == NULL ? 0 : setting->page_of(setting->context, item->text);
}

static mpt object_width(const struct inline_item *item, mpt size)
{
	if (item->kind == INLINE_SPACE)
		return item->width;
	if (item->kind == INLINE_BAR)
		return item->bar == NULL ? 0 : item->bar->width;
	if (item->kind == INLINE_LIGHT && item->light != NULL)
		return (mpt)((int64_t)item->light->size * size / 1000);
	return 0;
}

static void add_object(struct flattening *state, uint32_t span)
{
	static const uint8_t classes[] = {
		[INLINE_TEXT] = CLASS_OBJECT,
		[INLINE_BREAK] = CLASS_FORCED,
		[INLINE_FILL] = CLASS_FILL,
		[INLINE_SPACE] = CLASS_SPACE,
		[INLINE_PAGE] = CLASS_OBJECT,
		[INLINE_PAGES] = CLASS_OBJECT,
		[INLINE_REFERENCE] = CLASS_OBJECT,
		[INLINE_BAR] = CLASS_OBJECT,
		[INLINE_LIGHT] = CLASS_OBJECT,
	};
	const struct span *const from = &state->cells->spans[span];
	const mpt width = object_width(from->item, from->size);

	add_cell(state,
	        (struct cell){ .span = span,
	                .class = classes[from->item->kind],
	                .advance = width,
	                .body = width });
}

struct cells *cells_new(struct setting *setting, const struct paragraph *paragraph)
{
	struct cells *const cells = arena_alloc(setting->scratch, sizeof *cells);
	struct flattening state = { .setting = setting, .cells = cells };
	size_t items = 0;
	const size_t room = count_cells(paragraph->first, &items);

	cells->style = paragraph->style;
	cells->spans = arena_alloc_array(setting->scratch, items + 1, sizeof *cells->spans);
	cells->cells = arena_alloc_array(setting->scratch, room + 1, sizeof *cells->cells);
	uint32_t span = 0;
	for (const struct inline_item *item = paragraph->first; item != NULL; item = item->next) {
		cells->spans[span] = span_make(paragraph->style, item);
		if (has_words(item))
			add_words(&state, span, item->text);
		else if (is_number(item))
			add_number(&state, span, number_of(setting, item));
		else
			add_object(&state, span);
		span++;
	}
	return cells;
}

bool cells_said(
        const struct diag *diag, enum message message, struct place place, const char *words)
{
	for (size_t i = diag_count(diag); i > 0; i--) {
		const struct record *const record = diag_record(diag, i - 1);
		if (record->message == message && record->place.line == place.line
		        && strcmp(record->place.pointer, place.pointer) == 0
		        && strcmp(record->place.file, place.file) == 0
		        && strstr(record->english, words) != NULL)
			return true;
	}
	return false;
}
