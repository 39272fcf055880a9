#include "paper/layout/inline/characters.h"

#include "base/utf8.h"
#include "paper/layout/inline/tagging.h"
#include "paper/layout/shapes.h"

#include <string.h>

#define ZERO_WIDTH_SPACE 0x200BU
/* Digits of a page number, at most. */
#define NUMBER_DIGITS 20

struct flattening {
	const struct setting *setting;
	struct characters *characters;
	uint8_t pending; /* flags of the next character */
};

/* NULL: it has none. */
static const char *words_of(const struct setting *setting, const struct inline_item *item)
{
	if (item->kind == INLINE_TEXT)
		return item->text.words;
	if (item->kind != INLINE_MARKED)
		return NULL;
	return setting->marked ? setting->marked(setting->context, &item->marked) : "";
}

static bool is_number(const struct inline_item *item)
{
	return item->kind == INLINE_PAGE || item->kind == INLINE_PAGES
	        || item->kind == INLINE_REFERENCE;
}

/* Room for every character the items can make, and the number of items. */
static size_t count_characters(
        const struct setting *setting, const struct inline_item *first, size_t *items)
{
	size_t count = 0;

	*items = 0;
	for (const struct inline_item *item = first; item; item = item->next) {
		*items += 1;
		const char *words = words_of(setting, item);
		if (words)
			count += utf8_count(words);
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
	const struct character_style *own = item->style;

	if (!own)
		return span;
	if (own->role)
		span.role = own->role;
	if (own->size > 0)
		span.size = own->size;
	if (own->has_color)
		span.color = own->color;
	span.tracking += own->tracking;
	span.rise = own->rise;
	return span;
}

static void add_character(struct flattening *state, struct character character)
{
	struct characters *characters = state->characters;

	character.flags |= state->pending;
	state->pending = 0;
	characters->items[characters->count] = character;
	characters->count++;
}

/* A blank at the start of a line or after another one says nothing. */
static bool is_idle_blank(const struct characters *characters)
{
	if (characters->count == 0)
		return true;
	const enum character_class last =
	        character_class(&characters->items[characters->count - 1]);
	return last == CLASS_FORCED || breaks_class_in(last, CLASSES_BLANK);
}

static void add_words(struct flattening *state, uint32_t span, const char *words)
{
	uint32_t offset = 0;

	for (const char *cursor = words;; offset++) {
		const uint32_t codepoint = utf8_next(&cursor);
		if (codepoint == 0)
			return;
		if (codepoint == ZERO_WIDTH_SPACE) {
			state->pending |= CHARACTER_HINT;
			state->characters->hinted = true;
			continue;
		}
		const enum character_class kind = breaks_class(codepoint);
		if (kind == CLASS_BLANK && is_idle_blank(state->characters))
			continue;
		state->characters->combining |= kind == CLASS_COMBINING;
		add_character(state,
		        (struct character){ .codepoint = codepoint,
		                .span = span,
		                .offset = offset,
		                .kind = (uint8_t)kind });
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
		add_character(state,
		        (struct character){ .codepoint = (unsigned char)digits[count],
		                .span = span,
		                .offset = i,
		                .kind = CLASS_DIGIT });
	}
}

static size_t number_of(const struct setting *setting, const struct inline_item *item)
{
	if (item->kind == INLINE_PAGE)
		return setting->page;
	if (item->kind == INLINE_PAGES)
		return setting->pages;
	return !setting->page_of ? 0 : setting->page_of(setting->context, item->reference);
}

/* Whatever has no class of its own is an object: it has a width and nothing else. */
static enum character_class object_class(enum inline_kind kind)
{
	if (kind == INLINE_BREAK)
		return CLASS_FORCED;
	if (kind == INLINE_FILL)
		return CLASS_FILL;
	return kind == INLINE_SPACE ? CLASS_SPACE : CLASS_OBJECT;
}

static void add_object(struct flattening *state, uint32_t span)
{
	const struct span *from = &state->characters->spans[span];
	const struct inline_item *item = from->item;
	const mpt width = item->kind == INLINE_SPACE ? item->space : shapes_width(item, from->size);

	add_character(state,
	        (struct character){ .span = span,
	                .kind = (uint8_t)object_class(item->kind),
	                .advance = width,
	                .body = width });
}

struct characters *characters_new(struct setting *setting, const struct paragraph *paragraph)
{
	struct characters *characters = arena_alloc(setting->scratch, sizeof *characters);
	struct flattening state = { .setting = setting, .characters = characters };
	size_t items = 0;
	const size_t room = count_characters(setting, paragraph->first, &items);

	characters->style = paragraph->style;
	characters->spans =
	        arena_alloc_array(setting->scratch, items + 1, sizeof *characters->spans);
	characters->items =
	        arena_alloc_array(setting->scratch, room + 1, sizeof *characters->items);
	uint32_t span = 0;
	for (const struct inline_item *item = paragraph->first; item; item = item->next)
		characters->spans[span++] = span_make(paragraph->style, item);
	tagging_spans(setting, characters->spans, span);
	span = 0;
	for (const struct inline_item *item = paragraph->first; item; item = item->next) {
		const char *words = words_of(setting, item);
		if (words)
			add_words(&state, span, words);
		else if (is_number(item))
			add_number(&state, span, number_of(setting, item));
		else
			add_object(&state, span);
		span++;
	}
	return characters;
}

bool characters_said(
        const struct diag *diag, enum message message, struct place place, const char *words)
{
	for (size_t i = diag_count(diag); i > 0; i--) {
		const struct record *record = diag_record(diag, i - 1);
		if (record->message == message && record->place.line == place.line
		        && strcmp(record->place.pointer, place.pointer) == 0
		        && strcmp(record->place.file, place.file) == 0
		        && strstr(record->english, words))
			return true;
	}
	return false;
}
