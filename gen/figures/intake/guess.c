/*
 * Names are compared as lookup.h compares them. Of names that overlap the one that begins first
 * counts, of these the longer: 开平市民政局 is 开平市's, though 市民政局 is in it.
 */
#include "figures/intake/guess.h"

#include "base/nearest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/json/fields.h"
#include "figures/targets/lookup.h"

#include <string.h>

/* Characters that a name without its 市 needs at least, and a near one. */
#define SHORT_LEAST 3
#define NEAR_LEAST  4
#define NAMED_MOST  8
#define PLACES      "市区县镇"

struct called {
	const struct unit *unit;
	const char *words;
	bool is_short; /* what stands before it may say whose it is: 江海区民政局 */
};

struct guess {
	struct arena *arena;
	struct called *list;
	size_t count, capacity;
};

/* Where words name a unit: bytes [first, last). */
struct sighting {
	const struct unit *unit;
	size_t first, last;
};

static const char *fold(struct arena *arena, const char *words)
{
	struct text text;

	text_init(&text);
	for (uint32_t next = lookup_next_letter(&words); next; next = lookup_next_letter(&words))
		text_add_codepoint(&text, next);
	const char *folded = arena_strdup(arena, text.bytes);
	text_release(&text);
	return folded;
}

static void add(struct guess *guess, const struct unit *unit, const char *words, bool is_short)
{
	guess->list = arena_grow(
	        guess->arena, guess->list, &guess->capacity, guess->count, sizeof *guess->list);
	guess->list[guess->count++] =
	        (struct called){ .unit = unit, .words = words, .is_short = is_short };
}

static void add_unit(struct guess *guess, const struct unit *unit)
{
	static const char city[] = "市";

	add(guess, unit, fold(guess->arena, unit->name), false);
	for (size_t i = 0; i < unit->alias_count; i++)
		add(guess, unit, fold(guess->arena, unit->aliases[i]), false);
	if (text_starts_with(unit->name, city) && utf8_count(unit->name) > SHORT_LEAST)
		add(guess, unit, fold(guess->arena, unit->name + sizeof city - 1), true);
}

struct guess *guess_new(struct arena *arena, const struct catalogue *catalogue)
{
	struct guess *guess = arena_alloc(arena, sizeof *guess);

	*guess = (struct guess){ .arena = arena };
	for (size_t i = 0; i < catalogue->known_unit_count; i++)
		add_unit(guess, catalogue->units[i]);
	return guess;
}

/* A character before it that names another place. */
static bool is_of_place(const char *words, size_t first)
{
	const size_t size = strlen("市");

	return first >= size && memmem(PLACES, sizeof PLACES - 1, words + first - size, size);
}

/* Puts it among those found, in order; what overlaps an earlier or longer one is none. */
static void note(struct sighting *list, size_t *count, struct sighting found)
{
	size_t kept = 0;

	for (size_t i = 0; i < *count; i++) {
		const bool apart = list[i].last <= found.first || found.last <= list[i].first;
		const bool wins = list[i].first < found.first
		        || (list[i].first == found.first && list[i].last >= found.last);
		if (!apart && wins)
			return;
	}
	for (size_t i = 0; i < *count; i++)
		if (list[i].last <= found.first || found.last <= list[i].first)
			list[kept++] = list[i];
	if (kept < NAMED_MOST)
		list[kept++] = found;
	*count = kept;
}

static size_t find_units(const struct guess *guess, const char *words, struct sighting *list)
{
	size_t count = 0;

	for (size_t i = 0; i < guess->count; i++) {
		const struct called *called = &guess->list[i];
		const char *at = strstr(words, called->words);
		if (!at || !called->words[0]
		        || (called->is_short && is_of_place(words, (size_t)(at - words))))
			continue;
		note(list, &count,
		        (struct sighting){ .unit = called->unit,
		                .first = (size_t)(at - words),
		                .last = (size_t)(at - words) + strlen(called->words) });
	}
	return count;
}

const struct unit *guess_named(const struct guess *guess, const char *words)
{
	struct sighting list[NAMED_MOST];
	struct arena *arena = arena_new();
	const size_t count = find_units(guess, fold(arena, words), list);
	const struct unit *unit = count > 0 ? list[0].unit : NULL;

	for (size_t i = 1; i < count; i++)
		if (list[i].unit != unit)
			unit = NULL;
	arena_free(arena);
	return unit;
}

bool guess_names(const struct guess *guess, const char *words, const struct unit *unit)
{
	struct sighting list[NAMED_MOST];
	struct arena *arena = arena_new();
	const size_t count = find_units(guess, fold(arena, words), list);
	bool named = false;

	for (size_t i = 0; i < count; i++)
		named |= list[i].unit == unit;
	arena_free(arena);
	return named;
}

/* The longest run of Han characters. */
static const char *longest_run(struct arena *arena, const char *words)
{
	const char *best = words, *start = words, *next = words;
	size_t length = 0;

	for (const char *at = words; *at; at = next) {
		const bool is_han = utf8_is_han(utf8_next(&next));
		if (!is_han)
			start = next;
		else if ((size_t)(next - start) > length) {
			best = start;
			length = (size_t)(next - start);
		}
	}
	return arena_strndup(arena, best, length);
}

const struct unit *guess_near(const struct guess *guess, const char *words)
{
	struct arena *arena = arena_new();
	const char *run = longest_run(arena, words);
	const struct unit *unit = NULL;
	bool is_one = utf8_count(run) >= NEAR_LEAST;

	for (size_t i = 0; is_one && i < guess->count; i++) {
		const struct called *called = &guess->list[i];
		if (called->is_short || called->unit == unit
		        || !nearest_word(run, &called->words, 1))
			continue;
		is_one = !unit;
		unit = called->unit;
	}
	arena_free(arena);
	return is_one ? unit : NULL;
}
