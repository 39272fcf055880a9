#include "figures/published/named_units.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

static bool ends_with_one(const char *name, const char *const *ends, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_ends_with(name, ends[i]) && strlen(name) > strlen(ends[i]))
			return true;
	return false;
}

/* 新会区政府 is 新会区; 市政府 stays what it is. */
static const char *without_government(struct arena *arena, const char *name)
{
	static const char *const tails[] = { "人民政府", "政府" };
	static const char *const districts[] = { "区", "县", "市", "旗", "镇", "乡", "街道" };

	for (size_t i = 0; i < COUNT_OF(tails); i++) {
		if (!text_ends_with(name, tails[i]))
			continue;
		const char *rest = arena_strndup(arena, name, strlen(name) - strlen(tails[i]));
		return utf8_count(rest) > 1 && ends_with_one(rest, districts, COUNT_OF(districts))
		        ? rest
		        : name;
	}
	return name;
}

static bool is_vague(const char *name)
{
	static const char *const vague[] = { "有关单位", "相关单位", "有关部门", "相关部门",
		"各部门", "各单位", "成员单位", "各责任单位" };

	for (size_t i = 0; i < COUNT_OF(vague); i++)
		if (strstr(name, vague[i]))
			return true;
	return false;
}

static enum named_kind kind_of(const char *printed, const char *name)
{
	static const char *const places[] = { "区", "县", "旗", "镇", "乡", "街道", "街道办事处",
		"街道办", "镇人民政府" };

	if (is_vague(printed))
		return NAMED_VAGUE;
	if (text_starts_with(printed, "各"))
		return NAMED_DISTRICTS;
	if (strcmp(printed, name) != 0 || ends_with_one(name, places, COUNT_OF(places)))
		return NAMED_DISTRICT;
	return NAMED_BUREAU;
}

/* What is alike in all spellings of one unit. */
static const char *key_of(struct arena *arena, const char *name)
{
	static const uint32_t joining[] = { 0x548C, 0x4E0E, 0x53CA, '(', ')' }; /* 和 与 及 */
	struct text key;

	text_init(&key);
	while (*name) {
		const uint32_t letter = utf8_plain(utf8_next(&name));
		bool joins = utf8_is_blank(letter);
		for (size_t i = 0; i < COUNT_OF(joining); i++)
			joins = joins || letter == joining[i];
		if (!joins)
			text_add_codepoint(&key, letter);
	}
	const char *out = arena_strndup(arena, key.bytes, key.length);
	text_release(&key);
	return out;
}

static void add_spelling(struct named_units *units, struct named_unit *entry, const char *printed)
{
	if (text_equal(entry->name, printed))
		return;
	for (size_t i = 0; i < entry->spelling_count; i++)
		if (text_equal(entry->spellings[i], printed))
			return;
	entry->spellings = arena_grow(units->arena, entry->spellings, &entry->spelling_capacity,
	        entry->spelling_count, sizeof *entry->spellings);
	entry->spellings[entry->spelling_count++] = printed;
}

struct named_unit *named_units_take(struct named_units *units, const char *printed)
{
	const char *name = without_government(units->arena, printed);
	const enum named_kind kind = kind_of(printed, name);
	/* 各市（区）政府 keeps its last word: it is a name of several. */
	const char *own = kind == NAMED_DISTRICTS || kind == NAMED_VAGUE ? printed : name;
	const char *key = key_of(units->arena, own);

	for (size_t i = 0; i < units->count; i++) {
		if (!text_equal(units->list[i].key, key))
			continue;
		add_spelling(units, &units->list[i], printed);
		return &units->list[i];
	}
	units->list = arena_grow(
	        units->arena, units->list, &units->capacity, units->count, sizeof *units->list);
	struct named_unit *entry = &units->list[units->count++];
	*entry = (struct named_unit){ .kind = kind, .name = own, .key = key };
	add_spelling(units, entry, printed);
	return entry;
}

size_t named_units_count_of(const struct named_units *units, enum named_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < units->count; i++)
		count += units->list[i].kind == kind;
	return count;
}
