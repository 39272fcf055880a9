#include "figures/intake/lower_bound.h"

#include "base/decimal_parse.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

/* In plain forms, without the blanks around it. */
static const char *plain_of(struct arena *arena, const char *string)
{
	struct text out;
	size_t end = 0;

	text_init(&out);
	for (uint32_t next = utf8_next(&string); next; next = utf8_next(&string)) {
		const uint32_t plain = utf8_is_blank(next) ? ' ' : utf8_plain(next);
		if (plain == ' ' && out.length == 0)
			continue;
		text_add_codepoint(&out, plain);
		if (plain != ' ')
			end = out.length;
	}
	const char *kept = arena_strndup(arena, out.bytes, end);
	text_release(&out);
	return kept;
}

/* The text without its end; NULL: it ends otherwise. */
static const char *without_end(struct arena *arena, const char *text, const char *end)
{
	if (!text_ends_with(text, end))
		return NULL;
	return plain_of(arena, arena_strndup(arena, text, strlen(text) - strlen(end)));
}

bool lower_bound_read(
        struct arena *arena, const char *text, const char *measure, struct lower_bound *out)
{
	const char *bound = without_end(arena, plain_of(arena, text), "以上");
	const char *number = bound ? without_end(arena, bound, plain_of(arena, measure)) : NULL;
	struct decimal value;

	if (!bound)
		return false;
	if (!number)
		number = bound;
	const enum decimal_parsed parsed = decimal_parse(number, &value);
	if ((parsed != DECIMAL_OK && parsed != DECIMAL_NORMALISED) || decimal_sign(value) < 0
	        || strpbrk(number, "eE"))
		return false;
	out->number = decimal_normalise(value);
	out->words = arena_printf(arena, "%s%s以上", decimal_format(arena, out->number), measure);
	return true;
}
