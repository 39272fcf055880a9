#include "paper/layout/inline/wordbreaks.h"

#include "base/memory.h"

#include <errno.h>
#include <unicode/ubrk.h>
#include <unicode/utf16.h>
#include <unicode/uversion.h>

/* What stands for an object, and for a blank that the engine makes itself. */
#define NO_CHARACTER 0xFFFC

/* The characters as ICU wants them, and from which character each unit is. */
struct units {
	UChar *list;
	uint32_t *from;
	int32_t count;
};

static void append(struct units *units, UChar32 codepoint, size_t from)
{
	const int32_t before = units->count;

	U16_APPEND_UNSAFE(units->list, units->count, codepoint);
	for (int32_t i = before; i < units->count; i++)
		units->from[i] = (uint32_t)from;
}

static struct units units_of(
        const struct characters *characters, struct arena *arena, size_t first, size_t end)
{
	struct units units = {
		.list = arena_alloc_array(arena, 2 * (end - first), sizeof *units.list),
		.from = arena_alloc_array(arena, 2 * (end - first) + 1, sizeof *units.from),
	};

	for (size_t i = first; i < end; i++) {
		const uint32_t codepoint = characters->items[i].codepoint;
		append(&units, codepoint == 0 ? NO_CHARACTER : (UChar32)codepoint, i);
	}
	units.from[units.count] = (uint32_t)end;
	return units;
}

static bool is_han(const struct characters *characters, size_t at)
{
	return character_class(&characters->items[at]) == CLASS_HAN;
}

static void mark_word(struct characters *characters, size_t first, size_t end)
{
	for (size_t i = first + 1; i < end; i++) {
		if (is_han(characters, i - 1) && is_han(characters, i))
			characters->items[i].flags |= CHARACTER_TORN;
	}
}

void wordbreaks_mark(struct characters *characters, struct arena *arena, size_t first, size_t end)
{
	const struct units units = units_of(characters, arena, first, end);
	UErrorCode error = U_ZERO_ERROR;

	/* ICU goes on without its dictionary where there is no memory for it. */
	errno = 0;
	UBreakIterator *words = ubrk_open(UBRK_WORD, "zh", units.list, units.count, &error);
	if (U_SUCCESS(error)) {
		int32_t begin = ubrk_first(words);
		for (int32_t next = ubrk_next(words); next != UBRK_DONE; next = ubrk_next(words)) {
			mark_word(characters, units.from[begin], units.from[next]);
			begin = next;
		}
	}
	ubrk_close(words);
	if (errno == ENOMEM || error == U_MEMORY_ALLOCATION_ERROR)
		memory_exhausted();
}

char *wordbreaks_library_version(struct arena *arena)
{
	UVersionInfo version;

	u_getVersion(version);
	return arena_printf(arena, "ICU %d.%d", version[0], version[1]);
}
