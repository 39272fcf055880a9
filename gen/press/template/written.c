#include "press/template/written.h"

#include "base/utf8.h"
#include "paper/markup/xml.h"

struct place written_place(const struct written *written, size_t offset)
{
	struct place place = written->place;
	struct xml_cursor cursor = { written->raw, place.line, place.column };
	const char *at = written->source;

	while (at < written->source + offset && *cursor.at != '\0') {
		(void)utf8_next(&at);
		xml_cursor_step(&cursor);
	}
	place.line = cursor.line;
	place.column = cursor.column;
	return place;
}
