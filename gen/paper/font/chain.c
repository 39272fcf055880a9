#include "paper/font/chain.h"

#include "base/utf8.h"

#include <string.h>

/* Letters, digits and ASCII signs: what a chain's for="latin" entries serve. */
static bool is_latin(uint32_t codepoint)
{
	if (codepoint == 0xB7) /* 间隔号 belongs to the Han face */
		return false;
	return codepoint <= 0x24F || (codepoint >= 0x370 && codepoint <= 0x52F);
}

static bool holds(const char *list, uint32_t codepoint)
{
	char character[5] = "";

	if (list[0] == '\0')
		return false;
	character[utf8_encode(codepoint, character)] = '\0';
	return strstr(list, character);
}

bool chain_serves(const struct face_choice *choice, uint32_t codepoint)
{
	if (choice->except && holds(choice->except, codepoint))
		return false;
	if (choice->only && choice->only[0] != '\0' && !holds(choice->only, codepoint))
		return false;
	if (choice->scope == FACE_ALL)
		return true;
	return (choice->scope == FACE_LATIN) == is_latin(codepoint);
}

const char *chain_packages(struct arena *arena, const struct font_role *role)
{
	const char *list = "";

	for (size_t i = 0; i < role->face_count; i++) {
		const char *package = role->faces[i].package;
		if (!package[0] || strstr(list, package))
			continue;
		list = list[0] ? arena_printf(arena, "%s, %s", list, package) : package;
	}
	return list[0] ? list : "—";
}
