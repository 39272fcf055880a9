#include "figures/targets/lookup.h"

#include "base/nearest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/json/fields.h"

#include <stdlib.h>
#include <string.h>

uint32_t lookup_next_letter(const char **cursor)
{
	uint32_t codepoint = utf8_next(cursor);

	while (utf8_is_blank(codepoint))
		codepoint = utf8_next(cursor);
	if (codepoint == 0xFF08) /* （ */
		return '(';
	if (codepoint == 0xFF09) /* ） */
		return ')';
	return codepoint;
}

int lookup_compare_names(const char *left, const char *right)
{
	while (true) {
		const uint32_t a = lookup_next_letter(&left);
		const uint32_t b = lookup_next_letter(&right);
		if (a != b)
			return a < b ? -1 : 1;
		if (a == 0)
			return 0;
	}
}

/* The number at the cursor without its leading zeros; moves on behind it. */
static size_t next_number(const char **cursor, const char **digits)
{
	*cursor += strspn(*cursor, ".");
	*digits = *cursor + strspn(*cursor, "0");
	const size_t length = strspn(*digits, "0123456789");
	*cursor = *digits + length;
	return length;
}

int lookup_compare_ids(const char *left, const char *right)
{
	while (*left != '\0' && *right != '\0') {
		const char *left_start = left;
		const char *right_start = right;
		const char *left_digits = left;
		const char *right_digits = right;
		const size_t a = next_number(&left, &left_digits);
		const size_t b = next_number(&right, &right_digits);
		if (left == left_start || right == right_start)
			return strcmp(left_start, right_start); /* not an id: any order will do */
		const int order = a == b ? strncmp(left_digits, right_digits, a) : (a < b ? -1 : 1);
		if (order != 0)
			return order;
	}
	return (*left != '\0') - (*right != '\0');
}

static bool is_called(const char *name, const char *const *aliases, size_t count, const char *word)
{
	if (lookup_compare_names(name, word) == 0)
		return true;
	for (size_t i = 0; i < count; i++) {
		if (lookup_compare_names(aliases[i], word) == 0)
			return true;
	}
	return false;
}

const struct unit *lookup_unit(const struct catalogue *catalogue, const char *name)
{
	/* Nearly always it is the name itself; no other unit may be called by it. */
	for (size_t i = 0; i < catalogue->known_unit_count; i++) {
		if (text_equal(catalogue->units[i]->name, name))
			return catalogue->units[i];
	}
	for (size_t i = 0; i < catalogue->known_unit_count; i++) {
		const struct unit *unit = catalogue->units[i];
		if (is_called(unit->name, unit->aliases, unit->alias_count, name)
		        || lookup_compare_names(unit->formal, name) == 0)
			return unit;
	}
	return NULL;
}

/* The rest of a name behind what it begins with; NULL when it does not. */
static const char *behind(const char *name, const char *start)
{
	return *start && text_starts_with(name, start) ? name + strlen(start) : NULL;
}

/* The last character of the city's name: 市 of 江门市. */
static const char *last_of_city(const char *city)
{
	const char *last = city;

	for (const char *at = city; *at; (void)utf8_next(&at))
		last = at;
	return last;
}

/* What stands behind the city's name or its short form, as it is or with 市 before it. */
static const struct unit *lookup_behind_city(
        struct arena *arena, const struct catalogue *catalogue, const char *name)
{
	const char *city = catalogue->city;
	const char *last = last_of_city(city);
	const char *rest = behind(name, city);

	if (!rest)
		rest = behind(name, arena_strndup(arena, city, (size_t)(last - city)));
	if (!rest || !*rest)
		return NULL;
	const struct unit *unit = lookup_unit(catalogue, rest);
	return unit ? unit : lookup_unit(catalogue, arena_printf(arena, "%s%s", last, rest));
}

const struct unit *lookup_unit_in_full(
        struct arena *arena, const struct catalogue *catalogue, const char *name)
{
	static const char *const endings[] = { "人民政府", "政府", "（盖章）", "(盖章)" };
	const struct unit *unit = lookup_behind_city(arena, catalogue, name);

	for (size_t i = 0; !unit && i < sizeof endings / sizeof *endings; i++) {
		if (!text_ends_with(name, endings[i]))
			continue;
		const char *head = arena_strndup(arena, name, strlen(name) - strlen(endings[i]));
		unit = lookup_unit(catalogue, head);
		unit = unit ? unit : lookup_behind_city(arena, catalogue, head);
	}
	return unit;
}

const struct group *lookup_group(const struct catalogue *catalogue, const char *name)
{
	for (size_t i = 0; i < catalogue->group_count; i++) {
		const struct group *group = catalogue->groups[i];
		if (is_called(group->name, group->aliases, group->alias_count, name))
			return group;
	}
	return NULL;
}

/* A growing list of words to choose the nearest from. */
struct names {
	const char **words;
	size_t count;
	size_t capacity;
};

static void add_names(struct arena *arena, struct names *names, const char *name,
        const char *const *aliases, size_t alias_count)
{
	for (size_t i = 0; i <= alias_count; i++) {
		names->words = arena_grow(
		        arena, names->words, &names->capacity, names->count, sizeof *names->words);
		names->words[names->count++] = i == 0 ? name : aliases[i - 1];
	}
}

const char *lookup_near_unit(
        struct arena *arena, const struct catalogue *catalogue, const char *name)
{
	struct names names = { 0 };

	for (size_t i = 0; i < catalogue->known_unit_count; i++) {
		const struct unit *unit = catalogue->units[i];
		add_names(arena, &names, unit->name, unit->aliases, unit->alias_count);
	}
	return nearest_word(name, names.words, names.count);
}

const char *lookup_near_group(
        struct arena *arena, const struct catalogue *catalogue, const char *name)
{
	struct names names = { 0 };

	for (size_t i = 0; i < catalogue->group_count; i++) {
		const struct group *group = catalogue->groups[i];
		add_names(arena, &names, group->name, group->aliases, group->alias_count);
	}
	return nearest_word(name, names.words, names.count);
}

const struct task *lookup_task(const struct catalogue *catalogue, const char *no)
{
	const struct task *const *sorted = catalogue->tasks_by_no;
	size_t first = 0, behind = catalogue->task_count;

	while (first < behind) {
		const size_t middle = first + (behind - first) / 2;
		const int order = lookup_compare_names(no, sorted[middle]->no);
		if (order == 0)
			return sorted[middle];
		if (order < 0)
			behind = middle;
		else
			first = middle + 1;
	}
	return NULL;
}

const struct indicator *lookup_indicator(const struct catalogue *catalogue, const char *id)
{
	const struct indicator *const *sorted = catalogue->indicators_by_id;
	size_t first = 0, behind = catalogue->indicator_count;

	while (first < behind) {
		const size_t middle = first + (behind - first) / 2;
		const int order = lookup_compare_ids(id, sorted[middle]->id);
		if (order == 0)
			return text_equal(sorted[middle]->id, id) ? sorted[middle] : NULL;
		if (order < 0)
			behind = middle;
		else
			first = middle + 1;
	}
	return NULL;
}

const struct parameter *lookup_parameter(const struct catalogue *catalogue, const char *name)
{
	for (size_t i = 0; i < catalogue->parameter_count; i++) {
		if (text_equal(catalogue->parameters[i].name, name))
			return &catalogue->parameters[i];
	}
	return NULL;
}
