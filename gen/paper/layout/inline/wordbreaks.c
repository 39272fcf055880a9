#include "paper/layout/inline/wordbreaks.h"

#include "base/common.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <errno.h>
#include <unicode/ubrk.h>
#include <unicode/utf16.h>
#include <unicode/uversion.h>

/* What stands for an object, and for a blank that the engine makes itself. */
#define NO_CHARACTER 0xFFFC

/* What stands in brackets or quotation marks, （批次/千人）, is one word up to this many
 * characters. */
#define REMARK_MOST 8

/* Characters of a word that is two words; most are of two. */
#define COMPOUND 4

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

/* Does it go with what follows? */
static bool leads(uint32_t codepoint)
{
	static const uint32_t leading[] = { U'和', U'与', U'及', U'或', U'并', U'在', U'对', U'为',
		U'向', U'从', U'由', U'按', U'将', U'把', U'被', U'以', U'不', U'未', U'已', U'均',
		U'各', U'每', U'共', U'新' };

	for (size_t i = 0; i < COUNT_OF(leading); i++)
		if (leading[i] == codepoint)
			return true;
	return false;
}

/* Does it always go with what is before? */
static bool trails(uint32_t codepoint)
{
	return codepoint == U'的' || codepoint == U'地' || codepoint == U'等';
}

static void mark_word(struct characters *characters, size_t first, size_t end)
{
	for (size_t i = first + 1; i < end; i++) {
		if (is_han(characters, i - 1) && is_han(characters, i))
			characters->items[i].flags |= CHARACTER_TORN;
	}
	if (end == first + COMPOUND)
		characters->items[first + COMPOUND / 2].flags |= CHARACTER_MIDDLE;
}

/*
 * Words of one character: several after another are a word that the dictionary lacks, 疾控; one
 * alone is a suffix, 退出|率, and goes with what is before it.
 */
static void mark_singles(struct characters *characters, size_t first, size_t end)
{
	if (end - first > 1)
		mark_word(characters, first, end);
	else if (first > 0 && is_han(characters, first - 1) && is_han(characters, first)
	        && !leads(characters->items[first].codepoint))
		characters->items[first].flags |= CHARACTER_TORN;
}

static bool is_of_a_run(const struct characters *characters, size_t first, size_t end)
{
	const uint32_t codepoint = characters->items[first].codepoint;

	return end == first + 1 && is_han(characters, first) && !leads(codepoint)
	        && !trails(codepoint);
}

static void mark_remark(struct characters *characters, size_t open, size_t close)
{
	for (size_t i = open + 1; i < close; i++)
		characters->items[i].flags |= CHARACTER_TORN;
}

static void mark_remarks(struct characters *characters, size_t first, size_t end)
{
	size_t open = end;

	for (size_t i = first; i < end; i++) {
		const uint32_t plain = utf8_plain(characters->items[i].codepoint);
		if (plain == '(' || plain == U'“' || plain == U'《')
			open = i;
		else if ((plain == ')' || plain == U'”' || plain == U'》') && open < i
		        && i - open - 1 <= REMARK_MOST)
			mark_remark(characters, open, i);
	}
}

static void mark_words(
        struct characters *characters, UBreakIterator *words, const struct units *units)
{
	size_t begin = units->from[ubrk_first(words)];
	size_t run = begin; /* the first of the characters that no word has, to before `begin` */

	for (int32_t next = ubrk_next(words); next != UBRK_DONE; next = ubrk_next(words)) {
		const size_t end = units->from[next];
		if (!is_of_a_run(characters, begin, end)) {
			if (run < begin)
				mark_singles(characters, run, begin);
			if (end == begin + 1)
				mark_singles(characters, begin, end);
			else
				mark_word(characters, begin, end);
			run = end;
		}
		begin = end;
	}
	if (run < begin)
		mark_singles(characters, run, begin);
}

void wordbreaks_mark(struct characters *characters, struct arena *arena, size_t first, size_t end)
{
	const struct units units = units_of(characters, arena, first, end);
	UErrorCode error = U_ZERO_ERROR;

	/* ICU goes on without its dictionary where there is no memory for it. */
	errno = 0;
	UBreakIterator *words = ubrk_open(UBRK_WORD, "zh", units.list, units.count, &error);
	if (U_SUCCESS(error)) {
		mark_words(characters, words, &units);
	}
	ubrk_close(words);
	mark_remarks(characters, first, end);
	if (errno == ENOMEM || error == U_MEMORY_ALLOCATION_ERROR)
		memory_exhausted();
}

char *wordbreaks_library_version(struct arena *arena)
{
	UVersionInfo version;

	u_getVersion(version);
	return arena_printf(arena, "ICU %d.%d", version[0], version[1]);
}
