#include "paper/markup/xml.h"

#include "base/file.h"
#include "base/kept.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/text.h"
#include "diag/hint.h"
#include "paper/markup/xml_fault.h"
#include "paper/markup/xml_source.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>
#include <string.h>

/* Hangs on the parser's _private while it runs. */
struct xml_reading {
	struct diag *diag;
	const char *file;
	const char *bytes;
	size_t length;
	bool failed;
};

/*
 * Only the first fault is said: what follows it is mostly its echo. libxml2's own words are English
 * and of no use to a clerk: what the bytes show is said, or that something is wrong at its place.
 */
static void hear(void *data, xmlErrorPtr error)
{
	const struct _xmlParserCtxt *parser = data;
	struct xml_reading *reading = parser->_private;

	if (reading->failed || error->level < XML_ERR_ERROR)
		return;
	reading->failed = true;
	if (xml_fault_say(reading->diag, reading->file, reading->bytes, reading->length))
		return;
	const struct place place = {
		.file = reading->file,
		.line = error->line > 0 ? (unsigned)error->line : 0,
		.column = error->int2 > 0 ? (unsigned)error->int2 : 0,
		.pointer = "",
	};
	diag_say_plain(reading->diag, MSG_XML_SYNTAX, place);
}

/* A walk over bytes that are not parsed yet: libxml2 takes quadratic time for attributes. */
struct xml_census {
	const char *at, *end;
	unsigned line;
	size_t tags;
	bool too_many;
};

static void count_lines(struct xml_census *census, const char *to)
{
	while (census->at < to)
		census->line += *census->at++ == '\n';
}

/* From `open` to behind `close`; false when it does not begin here. */
static bool pass_over(struct xml_census *census, const char *open, const char *close)
{
	const size_t left = (size_t)(census->end - census->at);

	if (left < strlen(open) || memcmp(census->at, open, strlen(open)) != 0)
		return false;
	const char *found = memmem(census->at, left, close, strlen(close));
	count_lines(census, found ? found + strlen(close) : census->end);
	return true;
}

/* Each value in quotes is an attribute's. */
static void count_tag(struct xml_census *census)
{
	size_t attributes = 0;

	while (census->at < census->end && *census->at != '>'
	        && attributes <= XML_ATTRIBUTES_MOST) {
		const char mark = *census->at;
		count_lines(census, census->at + 1);
		if (mark != '"' && mark != '\'')
			continue;
		const char *close = memchr(census->at, mark, (size_t)(census->end - census->at));
		count_lines(census, close ? close + 1 : census->end);
		attributes++;
	}
	census->tags++;
	census->too_many = attributes > XML_ATTRIBUTES_MOST || census->tags > XML_TAGS_MOST;
}

static bool is_modest(struct diag *diag, const char *file, const char *bytes, size_t length)
{
	struct xml_census census = { .at = bytes, .end = bytes + length, .line = 1 };
	char attributes[24], tags[24];

	while (census.at < census.end && !census.too_many) {
		if (*census.at != '<')
			count_lines(&census, census.at + 1);
		else if (!pass_over(&census, "<!--", "-->")
		        && !pass_over(&census, "<![CDATA[", "]]>")
		        && !pass_over(&census, "<?", "?>"))
			count_tag(&census);
	}
	if (!census.too_many)
		return true;
	(void)snprintf(attributes, sizeof attributes, "%d", XML_ATTRIBUTES_MOST);
	(void)snprintf(tags, sizeof tags, "%d", XML_TAGS_MOST);
	diag_say(diag, MSG_XML_MANY, place_line(file, census.line), attributes, tags);
	return false;
}

/* Entities can make any size of text out of a few bytes; no template needs them. */
static void refuse_doctype(
        void *data, const xmlChar *name, const xmlChar *public_name, const xmlChar *system_name)
{
	struct _xmlParserCtxt *parser = data;
	struct xml_reading *reading = parser->_private;
	const unsigned line = parser->input ? (unsigned)parser->input->line : 0;

	(void)name;
	(void)public_name;
	(void)system_name;
	if (!reading->failed)
		diag_say_plain(reading->diag, MSG_XML_DOCTYPE, place_line(reading->file, line));
	reading->failed = true;
	xmlStopParser(parser);
}

static char *copy_string(const char *string)
{
	const size_t size = strlen(string) + 1;

	return memcpy(memory_alloc(size), string, size);
}

void xml_prepare(void)
{
	xmlMemSetup(free, memory_alloc, memory_resize, copy_string);
}

struct xml_tree *xml_parse(struct diag *diag, const char *file, const char *bytes, size_t length)
{
	struct xml_reading reading = { diag, file, bytes, length, false };

	if (length > XML_FILE_LIMIT) {
		diag_say(diag, MSG_XML_UNREADABLE, place_file(file), file, "> 4 MiB");
		return NULL;
	}
	if (!is_modest(diag, file, bytes, length) || !xml_fault_is_utf8(diag, file, bytes, length))
		return NULL;
	xmlInitParser();
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	if (!parser) {
		diag_say_plain(diag, MSG_OUT_OF_MEMORY, place_file(file));
		return NULL;
	}
	parser->_private = &reading;
	parser->sax->serror = hear;
	parser->sax->internalSubset = refuse_doctype;
	xmlDocPtr tree = xmlCtxtReadMemory(parser, bytes, (int)length, NULL, NULL,
	        XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
	xmlFreeParserCtxt(parser);
	if (tree && !reading.failed) {
		tree->_private = xml_source_new(bytes, length, tree);
		return (struct xml_tree *)tree;
	}
	xmlFreeDoc(tree);
	if (!reading.failed)
		diag_say_plain(diag, MSG_XML_SYNTAX, place_file(file));
	return NULL;
}

static const char *reading_fault(enum file_status status)
{
	switch (status) {
	case FILE_NOT_REGULAR:
		return "?";
	case FILE_TOO_LARGE:
		return "> 4 MiB";
	case FILE_MISSING:
	case FILE_OK:
	case FILE_FAILED:
		break;
	}
	return "";
}

/* A read that failed is no template that is wrong. */
static void say_unread(
        struct diag *diag, const struct kept_file *file, enum file_status status, struct place from)
{
	if (status == FILE_FAILED)
		diag_say(diag, MSG_INPUT_UNREADABLE, place_file(file->path), strerror(file->error));
	else
		diag_say(diag, MSG_XML_UNREADABLE, from, file->path, reading_fault(status));
}

/* The entry of the folder that is nearest to a name; NULL: none is near. */
static const char *nearest_entry(
        struct arena *arena, const struct root *root, const char *folder, const char *name)
{
	struct file_list files = { 0 };

	if (file_list(arena, root, folder, &files) != FILE_OK)
		return NULL;
	return nearest_word(name, (const char *const *)files.names, files.count);
}

/* What a path that leads to no file may have meant: an entry beside it, a folder beside its own. */
static void say_absent(
        struct diag *diag, const struct root *root, const char *file, struct place from)
{
	struct arena *arena = arena_new();
	const char *slash = strrchr(file, '/');
	const char *folder = slash ? arena_strndup(arena, file, (size_t)(slash - file)) : ".";
	const char *meant = nearest_entry(arena, root, folder, slash ? slash + 1 : file);
	const char *upper = strrchr(folder, '/');

	if (meant) {
		meant = arena_printf(arena, "%s/%s", folder, meant);
	} else if (upper) {
		const char *above = arena_strndup(arena, folder, (size_t)(upper - folder));
		meant = nearest_entry(arena, root, above, upper + 1);
		meant = meant ? arena_printf(arena, "%s/%s%s", above, meant, slash) : NULL;
		if (meant && file_look(root, meant).kind != FILE_KIND_REGULAR)
			meant = NULL;
	}
	const struct hint hint = hint_of(arena, meant);
	diag_say(diag, MSG_XML_ABSENT, from, file, hint.english, hint.chinese);
	arena_free(arena);
}

struct xml_tree *xml_read(
        struct diag *diag, const struct root *root, const char *file, struct place from)
{
	struct arena *arena = arena_new();
	struct xml_tree *tree = NULL;
	const struct kept_file *read = kept_read(arena, root, file);
	const bool is_larger = read->status == FILE_OK && read->length > XML_FILE_LIMIT;

	if (read->status == FILE_OK && !is_larger)
		tree = xml_parse(diag, file, read->bytes, read->length);
	else if (read->status == FILE_MISSING)
		say_absent(diag, root, file, from);
	else
		say_unread(diag, read, is_larger ? FILE_TOO_LARGE : read->status, from);
	arena_free(arena);
	return tree;
}

void xml_free(struct xml_tree *tree)
{
	if (tree)
		xml_source_free(((xmlDocPtr)tree)->_private);
	xmlFreeDoc((xmlDocPtr)tree);
}

static const xmlNode *node_of(const struct xml_node *node)
{
	return (const xmlNode *)node;
}

static const xmlAttr *attribute_of(const struct xml_attribute *attribute)
{
	return (const xmlAttr *)attribute;
}

const struct xml_node *xml_root(struct diag *diag, const char *file, const struct xml_tree *tree,
        const char *name, const char *space)
{
	const struct xml_node *root =
	        (const struct xml_node *)xmlDocGetRootElement((const xmlDoc *)tree);

	if (root && text_equal(xml_name(root), name) && xml_in_namespace(root, space))
		return root;
	if (root)
		diag_say(diag, MSG_XML_ROOT, xml_place(file, root), xml_name(root), name, space);
	return NULL;
}

const struct xml_node *xml_first(const struct xml_node *parent)
{
	return (const struct xml_node *)node_of(parent)->children;
}

const struct xml_node *xml_next(const struct xml_node *node)
{
	return (const struct xml_node *)node_of(node)->next;
}

const struct xml_node *xml_parent(const struct xml_node *node)
{
	return (const struct xml_node *)node_of(node)->parent;
}

bool xml_is_element(const struct xml_node *node)
{
	return node_of(node)->type == XML_ELEMENT_NODE;
}

bool xml_is_text(const struct xml_node *node)
{
	return node_of(node)->type == XML_TEXT_NODE;
}

const char *xml_content(const struct xml_node *node)
{
	const xmlChar *content = xml_is_element(node) ? NULL : node_of(node)->content;

	return content ? (const char *)content : "";
}

const char *xml_name(const struct xml_node *element)
{
	return (const char *)node_of(element)->name;
}

bool xml_in_namespace(const struct xml_node *element, const char *space)
{
	const xmlNs *own = node_of(element)->ns;

	return own && text_equal((const char *)own->href, space);
}

static struct place place_of(const char *file, struct xml_cursor cursor)
{
	struct place place = place_line(file, cursor.line);

	place.column = cursor.column;
	return place;
}

struct place xml_place(const char *file, const struct xml_node *node)
{
	return place_of(file, xml_text_cursor(node));
}

struct place xml_attribute_place(const char *file, const struct xml_attribute *attribute)
{
	const xmlAttr *at = attribute_of(attribute);

	return place_of(file, xml_source_cursor(at->doc->_private, at->_private));
}

struct xml_cursor xml_text_cursor(const struct xml_node *text)
{
	const xmlNode *node = node_of(text);

	return xml_source_cursor(node->doc->_private, node->_private);
}

struct xml_cursor xml_value_cursor(const struct xml_attribute *attribute)
{
	const xmlAttr *at = attribute_of(attribute);
	const char *name = at->_private;

	return xml_source_cursor(at->doc->_private, name ? name + strcspn(name, "\"'") + 1 : NULL);
}

const struct xml_attribute *xml_attribute_first(const struct xml_node *element)
{
	return (const struct xml_attribute *)node_of(element)->properties;
}

const struct xml_attribute *xml_attribute_next(const struct xml_attribute *attribute)
{
	return (const struct xml_attribute *)attribute_of(attribute)->next;
}

const char *xml_attribute_name(const struct xml_attribute *attribute)
{
	return (const char *)attribute_of(attribute)->name;
}

bool xml_attribute_is_foreign(const struct xml_attribute *attribute)
{
	return attribute_of(attribute)->ns;
}

const char *xml_attribute_value(struct arena *arena, const struct xml_attribute *attribute)
{
	const xmlNode *first = attribute_of(attribute)->children;

	if (!first)
		return "";
	if (!first->next && first->type == XML_TEXT_NODE)
		return (const char *)first->content;
	xmlChar *whole = xmlNodeListGetString(attribute_of(attribute)->doc, first, 1);
	const char *value = arena_strdup(arena, whole ? (const char *)whole : "");
	xmlFree(whole);
	return value;
}

const char *xml_value(struct arena *arena, const struct xml_node *element, const char *name)
{
	const struct xml_attribute *at = xml_attribute_first(element);

	for (; at; at = xml_attribute_next(at)) {
		if (!xml_attribute_is_foreign(at) && text_equal(xml_attribute_name(at), name))
			return xml_attribute_value(arena, at);
	}
	return NULL;
}

bool xml_is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}
