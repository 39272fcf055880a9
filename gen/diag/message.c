#include "diag/message.h"

#include "base/nearest.h"
#include "base/text.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#define MESSAGE(code, severity_word, exit_word, english_text, chinese_text) \
	[MSG_##code] = { \
		.name = #code, \
		.severity = SEVERITY_##severity_word, \
		.exit = EXIT_##exit_word, \
		.english = (english_text), \
		.chinese = (chinese_text), \
	},
static const struct message_row rows[MESSAGE_COUNT] = {
#include "diag/messages.def"
};
#undef MESSAGE

const struct message_row *message_lookup(enum message message)
{
	assert((unsigned)message < MESSAGE_COUNT);
	return &rows[message];
}

const char *message_name(enum message message)
{
	return message_lookup(message)->name;
}

bool message_find(const char *name, enum message *out)
{
	for (enum message message = 0; message < MESSAGE_COUNT; message++) {
		if (!text_equal(rows[message].name, name))
			continue;
		*out = message;
		return true;
	}
	return false;
}

const char *message_near(const char *name)
{
	const char *names[MESSAGE_COUNT];

	for (size_t i = 0; i < MESSAGE_COUNT; i++)
		names[i] = rows[i].name;
	return nearest_word(name, names, MESSAGE_COUNT);
}

/* Appends at most `limit` characters, cleaned. File names may hold any byte: those show as \x{XX}.
 */
static void add_clean(struct text *text, const char *string, size_t limit)
{
	const char *end = string + strlen(string);
	const char *valid = string + utf8_invalid(string, (size_t)(end - string));

	for (size_t count = 0; string < end; count++) {
		if (count == limit) {
			text_add(text, "…");
			return;
		}
		if (string == valid) {
			text_printf(text, "\\x{%02X}", (unsigned)(unsigned char)*string);
			string++;
			valid = string + utf8_invalid(string, (size_t)(end - string));
			continue;
		}
		const uint32_t codepoint = utf8_next(&string);
		if (utf8_is_control(codepoint))
			text_printf(text, "\\u{%02X}", (unsigned)codepoint);
		else
			text_add_codepoint(text, codepoint);
	}
}

char *message_clip(struct arena *arena, const char *string, size_t limit)
{
	struct text text;

	text_init(&text);
	add_clean(&text, string, limit);
	char *clean = arena_strndup(arena, text.bytes, text.length);
	text_release(&text);
	return clean;
}

char *diag_clean(struct arena *arena, const char *string)
{
	return message_clip(arena, string, SIZE_MAX);
}

/* Index of the argument that "{n}" at `brace` names, `count` when it names none. */
static size_t named_argument(const char *brace, size_t count)
{
	if (brace[1] < '0' || brace[1] > '9' || brace[2] != '}')
		return count;
	const size_t index = (size_t)(brace[1] - '0');
	return index < count ? index : count;
}

char *message_fill(struct arena *arena, const char *text, const char *const *arguments)
{
	struct text filled;
	size_t count = 0;

	while (arguments[count])
		count++;
	text_init(&filled);
	while (*text != '\0') {
		const size_t plain = strcspn(text, "{");
		text_add_bytes(&filled, text, plain);
		text += plain;
		if (*text == '\0')
			break;
		const size_t index = named_argument(text, count);
		if (index < count) {
			add_clean(&filled, arguments[index], MESSAGE_ARGUMENT_MAX);
			text += strlen("{0}");
		} else {
			text_add_char(&filled, *text++);
		}
	}
	char *result = arena_strndup(arena, filled.bytes, filled.length);
	text_release(&filled);
	return result;
}
