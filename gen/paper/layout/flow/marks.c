/* A list in page order with a hash table (FNV-1a, linear probing) over the names. */
#include "paper/layout/flow/marks.h"

#include <assert.h>

#define SLOTS_FIRST ((size_t)64)

void marks_init(struct marks *marks)
{
	*marks = (struct marks){ .arena = arena_new() };
}

void marks_release(struct marks *marks)
{
	arena_free(marks->arena);
	*marks = (struct marks){ .arena = NULL };
}

/* The slot where `name` is or would be. */
static size_t lookup_slot(const struct marks *marks, const char *name)
{
	uint32_t hash = 2166136261U;

	assert(marks->slot_count > marks->anchor_count);
	for (const char *byte = name; *byte != '\0'; byte++)
		hash = (hash ^ (uint8_t)*byte) * 16777619U;
	size_t slot = hash % marks->slot_count;
	while (marks->slots[slot] != 0
	        && !text_equal(marks->anchors[marks->slots[slot] - 1].name, name))
		slot = (slot + 1) % marks->slot_count;
	return slot;
}

static void widen(struct marks *marks)
{
	marks->slot_count = marks->slot_count == 0 ? SLOTS_FIRST : marks->slot_count * 2;
	marks->slots = arena_alloc_array(marks->arena, marks->slot_count, sizeof *marks->slots);
	for (size_t i = 0; i < marks->anchor_count; i++)
		marks->slots[lookup_slot(marks, marks->anchors[i].name)] = i + 1;
}

void marks_add_anchor(struct marks *marks, const char *name, size_t page, mpt y)
{
	if (marks->anchor_count * 2 >= marks->slot_count)
		widen(marks);
	const size_t slot = lookup_slot(marks, name);
	if (marks->slots[slot] != 0)
		return;
	marks->anchors = arena_grow(marks->arena, marks->anchors, &marks->anchor_capacity,
	        marks->anchor_count, sizeof *marks->anchors);
	marks->anchors[marks->anchor_count++] =
	        (struct anchor){ .name = name, .page = page, .y = y };
	marks->slots[slot] = marks->anchor_count;
}

void marks_add_bookmark(struct marks *marks, const struct bookmark *bookmark)
{
	marks->bookmarks = arena_grow(marks->arena, marks->bookmarks, &marks->bookmark_capacity,
	        marks->bookmark_count, sizeof *marks->bookmarks);
	marks->bookmarks[marks->bookmark_count++] = *bookmark;
}

void marks_add_said(struct marks *marks, const struct said_mark *said)
{
	marks->said = arena_grow(marks->arena, marks->said, &marks->said_capacity,
	        marks->said_count, sizeof *marks->said);
	marks->said[marks->said_count++] = *said;
}

const char *marks_said(const struct marks *marks, const struct marked *asked, size_t page)
{
	const char *before = NULL, *first = NULL, *last = NULL;

	for (size_t i = 0; i < marks->said_count && marks->said[i].page <= page; i++) {
		const struct said_mark *said = &marks->said[i];
		if (!text_equal(said->name, asked->name))
			continue;
		if (said->page < page) {
			before = said->words;
		} else {
			first = first ? first : said->words;
			last = said->words;
		}
	}
	const char *own = asked->at == MARKED_LAST ? last : first;
	const char *words = asked->at == MARKED_CARRY ? before : own;
	if (!words)
		words = asked->at == MARKED_CARRY ? own : before;
	return words ? words : "";
}

size_t marks_page_of(const struct marks *marks, const char *name)
{
	if (marks->slot_count == 0)
		return 0;
	const size_t slot = marks->slots[lookup_slot(marks, name)];
	return slot == 0 ? 0 : marks->anchors[slot - 1].page;
}

bool marks_agree(const struct marks *a, const struct marks *b)
{
	if (a->pages != b->pages || a->anchor_count != b->anchor_count
	        || a->said_count != b->said_count)
		return false;
	for (size_t i = 0; i < a->anchor_count; i++) {
		if (a->anchors[i].page != b->anchors[i].page)
			return false;
	}
	for (size_t i = 0; i < a->said_count; i++) {
		if (a->said[i].page != b->said[i].page)
			return false;
	}
	return true;
}
