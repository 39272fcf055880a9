#include "press/telling/told.h"

char *told_place(struct arena *arena, struct place place)
{
	const char *line = place.line > 0 ? arena_printf(arena, "第%u行", place.line) : "";
	const char *column = place.line > 0 && place.column > 0
	        ? arena_printf(arena, "第%u列", place.column)
	        : "";
	const char *pointer = place.pointer[0]
	        ? arena_printf(arena, "（%s）", diag_clean(arena, place.pointer))
	        : "";

	return arena_printf(arena, "%s%s%s", line, column, pointer);
}

static const char *severity_name(enum severity severity)
{
	static const char *const names[] = {
		[SEVERITY_INFO] = "info",
		[SEVERITY_NOTE] = "note",
		[SEVERITY_DOUBT] = "doubt",
		[SEVERITY_FAULT] = "fault",
		[SEVERITY_ERROR] = "error",
	};

	return names[severity];
}

void told_add_pair(struct text *out, const char *name, const char *value)
{
	text_add_json(out, name);
	text_add(out, ": ");
	text_add_json(out, value);
}

void told_add_digest(struct text *out, const struct digest *digest)
{
	char hex[DIGEST_HEX];

	digest_hex(digest, hex);
	told_add_pair(out, "sha256", hex);
}

void told_add(struct text *out, const struct record *record)
{
	text_add_char(out, '{');
	told_add_pair(out, "code", message_name(record->message));
	text_add(out, ", ");
	told_add_pair(out, "severity", severity_name(record->severity));
	text_add(out, ", ");
	told_add_pair(out, "file", record->place.file);
	text_printf(
	        out, ", \"line\": %u, \"column\": %u, ", record->place.line, record->place.column);
	told_add_pair(out, "pointer", record->place.pointer);
	text_add(out, ", ");
	told_add_pair(out, "text", record->chinese);
	text_add_char(out, '}');
}

void told_add_array(
        struct text *out, struct told_range range, enum severity severity, const char *indent)
{
	bool any = false;

	text_add_char(out, '[');
	for (size_t i = range.first; i < range.last; i++) {
		const struct record *record = diag_record(range.diag, i);
		if (record->severity != severity)
			continue;
		text_printf(out, "%s\n%s  ", any ? "," : "", indent);
		told_add(out, record);
		any = true;
	}
	if (any)
		text_printf(out, "\n%s", indent);
	text_add_char(out, ']');
}
