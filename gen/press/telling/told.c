#include "press/telling/told.h"

#include <assert.h>

char *told_line(struct arena *arena, struct place place)
{
	const char *line = place.line > 0 ? arena_printf(arena, "第%u行", place.line) : "";
	const char *column = place.line > 0 && place.column > 0
	        ? arena_printf(arena, "第%u列", place.column)
	        : "";

	return arena_printf(arena, "%s%s", line, column);
}

void told_add(struct json_out *json, const struct record *record)
{
	json_out_object(json, NULL, JSON_LINE);
	json_out_string(json, "code", message_name(record->message));
	json_out_string(json, "severity", severity_name(record->severity));
	json_out_string(json, "file", record->place.file);
	json_out_size(json, "line", record->place.line);
	json_out_size(json, "column", record->place.column);
	json_out_string(json, "pointer", record->place.pointer);
	json_out_string(json, "text", record->chinese);
	json_out_close(json);
}

void told_add_array(
        struct json_out *json, const char *key, struct told_range range, enum severity severity)
{
	assert(range.first <= range.last);
	json_out_array(json, key, JSON_LINES);
	for (size_t i = range.first; i < range.last; i++) {
		const struct record *record = diag_record(range.diag, i);
		if (record->severity == severity)
			told_add(json, record);
	}
	json_out_close(json);
}
