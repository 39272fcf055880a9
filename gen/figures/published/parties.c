#include "figures/published/parties.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

struct party_names {
	const char **list;
	size_t count, capacity;
};

struct party_reader {
	struct arena *arena;
	struct parties *out;
	size_t capacity;
	bool helps; /* since 配合单位： was read */
	bool leads; /* since 牵头单位： was read */
};

static bool parts_names(uint32_t letter)
{
	return utf8_is_blank(letter) || letter == 0x3001 || utf8_plain(letter) == ','
	        || utf8_plain(letter) == ';' || letter == 0x3002;
}

static void add_name(
        struct arena *arena, struct party_names *names, const char *from, const char *end)
{
	if (end <= from)
		return;
	names->list =
	        arena_grow(arena, names->list, &names->capacity, names->count, sizeof *names->list);
	names->list[names->count++] = arena_strndup(arena, from, (size_t)(end - from));
}

/* Marks within brackets part nothing: （县、区）. */
static struct party_names split(struct arena *arena, const char *text)
{
	struct party_names names = { 0 };
	const char *from = text;
	int depth = 0;

	while (*text) {
		const char *here = text;
		const uint32_t letter = utf8_next(&text);
		depth += utf8_plain(letter) == '(';
		depth -= depth > 0 && utf8_plain(letter) == ')';
		if (depth > 0 || !parts_names(letter))
			continue;
		add_name(arena, &names, from, here);
		from = text;
	}
	add_name(arena, &names, from, text);
	return names;
}

static bool is_one_han(const char *name)
{
	return utf8_count(name) == 1 && utf8_is_han(utf8_next(&name));
}

static void join_next(struct arena *arena, struct party_names *names, size_t at)
{
	names->list[at] = arena_printf(arena, "%s%s", names->list[at], names->list[at + 1]);
	for (size_t i = at + 1; i + 1 < names->count; i++)
		names->list[i] = names->list[i + 1];
	names->count--;
}

/* Two characters that a narrow cell or the printer's custom parted are one name; 负责人 is of the
 * words before it. */
static void join_torn(struct arena *arena, struct party_names *persons)
{
	for (size_t i = 0; i + 1 < persons->count;) {
		const char *next = persons->list[i + 1];
		if ((is_one_han(persons->list[i]) && is_one_han(next)) || text_equal(next, "负责人")
		        || text_equal(next, "主要负责人"))
			join_next(arena, persons, i);
		else
			i++;
	}
}

/* Behind a word such as 牵头单位：, which says what follows; NULL: it is none. */
static const char *behind(const char *name, const char *word)
{
	if (!text_starts_with(name, word))
		return NULL;
	name += strlen(word);
	return utf8_plain(utf8_next(&name)) == ':' ? name : NULL;
}

static const char *without_role(struct party_reader *reader, const char *name)
{
	static const struct {
		const char *word;
		bool leads, helps;
	} roles[] = { { "牵头单位", true, false }, { "牵头部门", true, false },
		{ "牵头责任单位", true, false }, { "牵头", true, false },
		{ "责任单位", false, false }, { "责任部门", false, false },
		{ "承办单位", false, false }, { "配合单位", false, true },
		{ "协办单位", false, true }, { "参与单位", false, true },
		{ "配合部门", false, true }, { "配合", false, true } };

	for (size_t i = 0; i < COUNT_OF(roles); i++) {
		const char *rest = behind(name, roles[i].word);
		if (!rest)
			continue;
		reader->leads = roles[i].leads;
		reader->helps = roles[i].helps;
		return rest;
	}
	return name;
}

/* Without （牵头） or 等 behind the name. */
static const char *without_tail(struct arena *arena, const char *name, const char *tail, bool *was)
{
	if (!text_ends_with(name, tail) || strlen(name) == strlen(tail))
		return name;
	*was = true;
	return arena_strndup(arena, name, strlen(name) - strlen(tail));
}

static void add_party(struct party_reader *reader, const char *printed)
{
	struct arena *arena = reader->arena;
	struct parties *out = reader->out;
	bool leads = false, ignored = false;
	const char *name = without_role(reader, printed);

	name = without_tail(arena, name, "（牵头）", &leads);
	name = without_tail(arena, name, "(牵头)", &leads);
	name = without_tail(arena, name, "等", &ignored);
	if (!name[0])
		return;
	if ((leads || reader->leads) && !out->lead[0])
		out->lead = name;
	for (size_t i = 0; i < out->count; i++)
		if (text_equal(out->list[i].unit, name))
			return;
	out->list = arena_grow(arena, out->list, &reader->capacity, out->count, sizeof *out->list);
	out->list[out->count++] =
	        (struct party){ .unit = name, .person = "", .helps = reader->helps };
}

static void add_cell(struct party_reader *reader, const char *cell, bool leads, bool helps)
{
	const struct party_names names = split(reader->arena, cell);

	reader->leads = leads;
	reader->helps = helps;
	for (size_t i = 0; i < names.count; i++)
		add_party(reader, names.list[i]);
}

/* What stands behind the last （牵头单位： of a task's words. */
static const char *lead_in_words(struct arena *arena, const char *words)
{
	static const char key[] = "牵头单位";
	const char *found = NULL;

	for (const char *at = words; (at = strstr(at, key)); at += sizeof key - 1)
		found = at;
	const char *lead = found ? behind(found, key) : NULL;
	if (!lead)
		return "";
	const char *end = lead;
	for (const char *next = end; *next; end = next) {
		const uint32_t letter = utf8_next(&next);
		if (utf8_plain(letter) == ')' || parts_names(letter))
			break;
	}
	return arena_strndup(arena, lead, (size_t)(end - lead));
}

static void pair(struct arena *arena, const char *cell, struct parties *out)
{
	struct party_names persons = split(arena, cell);

	if (persons.count != out->count)
		join_torn(arena, &persons);
	out->person_count = persons.count;
	out->paired = persons.count == 0 || persons.count == out->count;
	if (!out->paired) {
		out->persons = cell;
		return;
	}
	for (size_t i = 0; i < persons.count; i++)
		out->list[i].person = persons.list[i];
}

struct parties parties_of(struct arena *arena, const struct printed_entry *entry)
{
	struct parties out = { .lead = "", .persons = "" };
	struct party_reader reader = { .arena = arena, .out = &out };

	add_cell(&reader, entry->cells[HEAD_LEAD], true, false);
	add_cell(&reader, entry->cells[HEAD_UNITS], false, false);
	add_cell(&reader, entry->cells[HEAD_HELPERS], false, true);
	if (!out.lead[0])
		out.lead = lead_in_words(arena, entry->cells[HEAD_TASK]);
	pair(arena, entry->cells[HEAD_PERSONS], &out);
	return out;
}
