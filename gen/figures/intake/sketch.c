#include "figures/intake/sketch.h"

#include "base/date.h"
#include "base/utf8.h"
#include "figures/json/encoding.h"

#include <stdlib.h>
#include <string.h>

/* What stands behind the first key of that name and its colon; "" when there is none. */
static const char *behind(const char *text, const char *key)
{
	const char *at = strstr(text, key);

	if (!at)
		return "";
	at += strlen(key);
	return at + strspn(at, " \t\r\n:");
}

static const char *string_behind(struct arena *arena, const char *text, const char *key)
{
	const char *at = behind(text, key);

	return *at == '"' ? arena_strndup(arena, at + 1, strcspn(at + 1, "\"\\\n")) : "";
}

static const char *opening_of(struct arena *arena, const char *text)
{
	text += strspn(text, " \t\r\n");
	size_t length = strcspn(text, "\r\n");

	if (length > SKETCH_OPENING)
		length = SKETCH_OPENING;
	return arena_strndup(arena, text, utf8_invalid(text, length));
}

struct sketch sketch_of(struct arena *arena, const char *bytes, size_t length)
{
	const struct encoding_text source = { .bytes = bytes, .length = length };
	struct diag *mute = diag_new(&(struct diag_options){ 0 });
	struct sketch sketch = { .unit = "", .opening = "", .revision = 1 };
	struct arena *passing = arena_new();
	struct encoding_text text = { .bytes = "" };
	struct date day;

	if (encoding_decode(passing, mute, "", &source, &text)) {
		const char *time = string_behind(passing, text.bytes, "\"submitted_at\"");
		const char *revision = behind(text.bytes, "\"revision\"");
		sketch.unit = string_behind(arena, text.bytes, "\"unit\"");
		sketch.opening = opening_of(arena, text.bytes);
		sketch.has_time = date_parse_timestamp(time, &day, &sketch.seconds);
		sketch.has_revision = *revision >= '1' && *revision <= '9';
		if (sketch.has_revision)
			sketch.revision = (int)strtol(revision, NULL, 10);
	}
	diag_free(mute);
	arena_free(passing);
	return sketch;
}
