/*
 * The bytes are walked beside the tree: a start tag there is the next element here, what lies
 * between two tags is the next text. Each node's and attribute's _private becomes its first byte in
 * a copy of the file, each line's first byte is kept, and so any place is a search and a count.
 */
#include "paper/markup/xml_source.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define CDATA_OPEN  "<![CDATA["
#define CDATA_CLOSE "]]>"

struct xml_source {
	char *bytes; /* ends in NUL */
	const char **lines;
	size_t line_count;
};

struct places {
	const char *at;
	xmlNodePtr parent;
	xmlNodePtr last; /* child of the parent that was met last; NULL: none yet */
};

static bool begins(const char *at, const char *what)
{
	return strncmp(at, what, strlen(what)) == 0;
}

/* Behind the next `what`; the end when there is none. */
static const char *behind(const char *at, const char *what)
{
	const char *found = strstr(at, what);

	return found ? found + strlen(what) : at + strlen(at);
}

static void skip_marks(struct xml_cursor *cursor)
{
	while (begins(cursor->at, CDATA_OPEN) || begins(cursor->at, CDATA_CLOSE)) {
		const size_t length =
		        begins(cursor->at, CDATA_OPEN) ? strlen(CDATA_OPEN) : strlen(CDATA_CLOSE);
		cursor->at += length;
		cursor->column += (unsigned)length;
	}
}

void xml_cursor_step(struct xml_cursor *cursor)
{
	if (cursor->line == 0 || *cursor->at == '\0')
		return;
	skip_marks(cursor);
	const char *end = *cursor->at == '&' ? strchr(cursor->at, ';') : NULL;
	if (end) {
		cursor->column += (unsigned)(end + 1 - cursor->at);
		cursor->at = end + 1;
		return;
	}
	if (begins(cursor->at, "\r\n"))
		cursor->at++;
	const uint32_t codepoint = utf8_next(&cursor->at);
	cursor->column++;
	if (codepoint == '\n') {
		cursor->line++;
		cursor->column = 1;
	}
}

/* The next child of the parent that is of the type, or NULL. */
static xmlNodePtr next_child(struct places *places, xmlElementType type)
{
	xmlNodePtr node = places->last ? places->last->next : places->parent->children;

	if (!node || node->type != type)
		return NULL;
	places->last = node;
	return node;
}

static const char *skip_blanks(const char *at)
{
	return at + strspn(at, " \t\r\n");
}

/* From behind the name of a start tag to its '>': the attributes in order, xmlns left out. */
static const char *note_attributes(const char *at, xmlNodePtr element)
{
	xmlAttrPtr attribute = element ? element->properties : NULL;

	for (at = skip_blanks(at); *at != '>' && *at != '/' && *at != '\0'; at = skip_blanks(at)) {
		const char *name = at;
		const bool is_namespace = begins(name, "xmlns");
		at = strpbrk(at, "\"'");
		if (!at)
			return name + strlen(name);
		const char *close = strchr(at + 1, *at);
		at = close ? close + 1 : at + strlen(at);
		if (is_namespace || !attribute)
			continue;
		attribute->_private = (void *)name;
		attribute = attribute->next;
	}
	return at;
}

static void note_start(struct places *places)
{
	const char *open = places->at;
	const xmlNodePtr element = next_child(places, XML_ELEMENT_NODE);

	if (element)
		element->_private = (void *)open;
	const char *at = note_attributes(open + strcspn(open, " \t\r\n/>"), element);
	const bool is_empty = *at == '/';
	places->at = behind(at, ">");
	if (element && !is_empty) {
		places->parent = element;
		places->last = NULL;
	}
}

static void note_end(struct places *places)
{
	places->at = behind(places->at, ">");
	places->last = places->parent;
	if (places->parent->parent)
		places->parent = places->parent->parent;
}

static void note_text(struct places *places)
{
	const char *open = places->at;
	const xmlNodePtr text = next_child(places, XML_TEXT_NODE);

	while (*places->at != '\0' && (*places->at != '<' || begins(places->at, CDATA_OPEN)))
		places->at = begins(places->at, CDATA_OPEN) ? behind(places->at, CDATA_CLOSE)
		                                            : places->at + 1;
	if (text)
		text->_private = (void *)open;
}

static void note_places(struct places *places)
{
	if (begins(places->at, "\xEF\xBB\xBF"))
		places->at += 3;
	if (begins(places->at, "<?xml"))
		places->at = behind(places->at, "?>");
	while (*places->at != '\0') {
		if (begins(places->at, "<!--")) {
			places->at = behind(places->at, "-->");
			(void)next_child(places, XML_COMMENT_NODE);
		} else if (begins(places->at, "<?")) {
			places->at = behind(places->at, "?>");
			(void)next_child(places, XML_PI_NODE);
		} else if (begins(places->at, "</")) {
			note_end(places);
		} else if (*places->at == '<' && !begins(places->at, CDATA_OPEN)) {
			note_start(places);
		} else {
			note_text(places);
		}
	}
}

static void note_lines(struct xml_source *source)
{
	size_t count = 1;

	for (const char *at = source->bytes; (at = strchr(at, '\n')); at++)
		count++;
	source->lines = memory_alloc(count * sizeof *source->lines);
	source->lines[source->line_count++] = source->bytes;
	for (const char *at = source->bytes; (at = strchr(at, '\n')); at++)
		source->lines[source->line_count++] = at + 1;
}

struct xml_source *xml_source_new(const char *bytes, size_t length, xmlDocPtr tree)
{
	struct xml_source *source = memory_zeroed(sizeof *source);

	source->bytes = memory_alloc(length + 1);
	memcpy(source->bytes, bytes, length);
	source->bytes[length] = '\0';
	note_lines(source);
	struct places places = { .at = source->bytes, .parent = (xmlNodePtr)tree };
	note_places(&places);
	return source;
}

void xml_source_free(struct xml_source *source)
{
	if (!source)
		return;
	free(source->lines);
	free(source->bytes);
	free(source);
}

/* The last line that begins at or before the byte. */
static size_t line_of(const struct xml_source *source, const char *at)
{
	size_t low = 0;
	size_t high = source->line_count;

	while (high - low > 1) {
		const size_t middle = low + (high - low) / 2;
		if (source->lines[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct xml_cursor xml_source_cursor(const struct xml_source *source, const char *at)
{
	struct xml_cursor cursor = { .at = at ? at : "" };

	if (!source || !at)
		return cursor;
	const size_t line = line_of(source, at);
	const char *from = source->lines[line];
	if (line == 0 && begins(from, "\xEF\xBB\xBF"))
		from += 3;
	cursor.line = (unsigned)line + 1;
	cursor.column = 1;
	/* A character has one byte that continues none. */
	for (; from < at; from++)
		cursor.column += ((unsigned char)*from & 0xC0U) != 0x80U;
	return cursor;
}
