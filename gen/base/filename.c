#include "base/filename.h"

#include "base/digest.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

/* Hexadecimal digits of a mark. */
#define MARK_LENGTH 16

/* Does a name end as one that was changed? */
static bool is_marked(const char *name)
{
	const size_t length = strlen(name);
	const char *mark = length > MARK_LENGTH ? name + length - MARK_LENGTH - 1 : "";

	return *mark == '-' && strspn(mark + 1, "0123456789abcdef") == MARK_LENGTH;
}

/* The beginning of a name with its marks made harmless. */
static void add_plain(struct text *out, const char *name)
{
	const char *next = name;

	for (const char *at = name; *at; at = next) {
		(void)utf8_next(&next);
		if (next - name >= FILENAME_ROOM - MARK_LENGTH)
			return;
		if (*at == '/')
			text_add(out, "／");
		else if (*at == '.' && at == name)
			text_add(out, "．");
		else
			text_add_bytes(out, at, (size_t)(next - at));
	}
}

const char *filename_marked(struct arena *arena, const char *name)
{
	const struct digest digest = digest_of(name, strlen(name));
	char hex[DIGEST_HEX];
	struct text plain;

	text_init(&plain);
	add_plain(&plain, name);
	digest_hex(&digest, hex);
	const char *marked = arena_printf(arena, "%s-%.*s", plain.bytes, MARK_LENGTH, hex);
	text_release(&plain);
	return marked;
}

const char *filename_fit(struct arena *arena, const char *name)
{
	if (name[0] && name[0] != '.' && !strchr(name, '/') && strlen(name) <= FILENAME_ROOM
	        && !is_marked(name))
		return name;
	return filename_marked(arena, name);
}
