/*
 * The documents of a template, and which element is carried out by which step. A fault is said and
 * the run goes on, so that one run shows them all; a document with a fault is never handed out.
 */
#include "press/template/expand.h"

#include "base/filename.h"
#include "base/text.h"
#include "press/template/expand_inline.h"
#include "press/template/expansion.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of one part of a document's path. */
#define PART_LIMIT 200

static expansion_step *const runners[ELEMENT_COUNT + 1] = {
#define ELEMENT(id, name, is, holds, step, ...) [ELEMENT_##id] = step,
#include "press/template/elements.def"
	[ELEMENT_WORDS] = expand_words,
};

/* What tells an element of the facts from its siblings. */
static const xmlAttr *key_of(const xmlNode *node)
{
	static const char *const keys[] = { "id", "no", "name", "unit" };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		for (const xmlAttr *at = node->properties; at; at = at->next) {
			if (text_equal((const char *)at->name, keys[i]) && at->children)
				return at;
		}
	}
	return NULL;
}

/* "task/17, indicator 17.1": the document, and the nearest element in focus that has a key. */
static const char *where(void *data, struct arena *arena)
{
	const struct expansion *expansion = data;
	const char *document = expansion->document ? expansion->document->name : "";
	const xmlNode *node = xpath_focus(expansion->xpath).node;

	for (; node && node->type != XML_DOCUMENT_NODE; node = node->parent) {
		const xmlAttr *key = node->type == XML_ELEMENT_NODE ? key_of(node) : NULL;
		if (key)
			return arena_printf(arena, "%s%s%s %s", document,
			        document[0] != '\0' ? ", " : "", (const char *)node->name,
			        (const char *)key->children->content);
	}
	return document;
}

static void begin(struct expansion *expansion, struct arena *arena, struct diag *diag,
        const struct program *program, void *tree)
{
	const xmlDocPtr facts = tree;
	const struct focus focus = {
		.node = xmlDocGetRootElement(facts), .position = 1, .size = 1
	};

	*expansion = (struct expansion){ .arena = arena,
		.diag = diag,
		.program = program,
		.runners = runners,
		.arena_start = arena_used(arena) };
	expansion->xpath = xpath_new(arena, diag, facts);
	text_init(&expansion->scratch);
	xpath_set_focus(expansion->xpath, focus);
	diag_set_where(diag, where, expansion);
}

static void end(struct expansion *expansion)
{
	diag_set_where(expansion->diag, NULL, NULL);
	xpath_free(expansion->xpath);
	text_release(&expansion->scratch);
}

/* The nodes that `for` finds; one document for the whole when there is no `for`. */
static size_t count_documents(
        struct expansion *expansion, const struct instruction *root, xmlXPathObjectPtr *nodes)
{
	const struct given_attribute *each = program_given(root, ATTRIBUTE_FOR);

	*nodes = NULL;
	if (!each)
		return 1;
	*nodes = xpath_nodes(expansion->xpath, each->expression);
	expansion->failed |= !*nodes;
	if (!*nodes || !(*nodes)->nodesetval)
		return 0;
	return (size_t)(*nodes)->nodesetval->nodeNr;
}

static void focus_document(
        struct expansion *expansion, const xmlXPathObject *nodes, size_t index, size_t count)
{
	if (!nodes)
		return;
	const struct focus focus = {
		.node = nodes->nodesetval->nodeTab[index],
		.position = (int)index + 1,
		.size = (int)count,
	};
	xpath_set_focus(expansion->xpath, focus);
}

/* A relative path of visible names, each short enough for a file system, ending in .pdf. */
static bool is_safe_file(const char *file)
{
	const char *part = file;

	if (!text_ends_with(file, ".pdf") || strchr(file, '\\'))
		return false;
	while (true) {
		const size_t length = strcspn(part, "/");
		if (length == 0 || length > PART_LIMIT || part[0] == '.' || part[0] == ' ')
			return false;
		if (part[length] == '\0')
			return true;
		part += length + 1;
	}
}

/* A part that is longer than a file may be called, for a unit's name is in it, shortened. */
static const char *shorten(struct arena *arena, const char *file)
{
	static const char ending[] = ".pdf";
	const char *slash = strrchr(file, '/');
	const char *part = slash ? slash + 1 : file;
	const size_t length = strlen(part);

	if (length <= PART_LIMIT || !text_ends_with(part, ending))
		return file;
	const char *stem = arena_strndup(arena, part, length - (sizeof ending - 1));
	return arena_printf(
	        arena, "%.*s%s%s", (int)(part - file), file, filename_fit(arena, stem), ending);
}

/* Name and file of the document in focus. */
static bool name_document(
        struct expansion *expansion, const struct instruction *root, struct document_name *out)
{
	const struct given_attribute *name = program_given(root, ATTRIBUTE_NAME);
	const char *file = expansion_path(expansion, program_given(root, ATTRIBUTE_FILE));

	if (!file)
		return false;
	file = shorten(expansion->arena, file);
	out->file = file;
	out->name = name ? expansion_path(expansion, name) : NULL;
	if (name && !out->name)
		return false;
	if (!is_safe_file(file)) {
		expansion->failed = true;
		diag_say(expansion->diag, MSG_TEMPLATE_FILE_NAME, root->place, file);
		return false;
	}
	if (!name)
		out->name = arena_strndup(expansion->arena, file, strlen(file) - strlen(".pdf"));
	return true;
}

static int compare_files(const void *left, const void *right)
{
	const struct document_name *a = left;
	const struct document_name *b = right;

	return strcmp(a->file, b->file);
}

static int compare_document_names(const void *left, const void *right)
{
	const struct document_name *a = left;
	const struct document_name *b = right;

	return strcmp(a->name, b->name);
}

/* Two documents in one file, or under one name, would lose one of them. */
static void check_twice(struct expansion *expansion, const struct document_name *names,
        size_t count, int (*compare)(const void *, const void *))
{
	struct document_name *sorted = arena_alloc_array(expansion->arena, count, sizeof *sorted);

	for (size_t i = 0; i < count; i++)
		sorted[i] = names[i];
	qsort(sorted, count, sizeof *sorted, compare);
	for (size_t i = 1; i < count; i++) {
		if (compare(&sorted[i - 1], &sorted[i]) != 0)
			continue;
		expansion->failed = true;
		diag_say(expansion->diag, MSG_TEMPLATE_FILE_TWICE, expansion->program->root->place,
		        compare == compare_files ? sorted[i].file : sorted[i].name);
	}
}

struct document_names expand_documents(
        struct arena *arena, struct diag *diag, const struct program *program, void *tree)
{
	struct expansion expansion;
	xmlXPathObjectPtr nodes;
	size_t named = 0;

	begin(&expansion, arena, diag, program, tree);
	const size_t count = count_documents(&expansion, program->root, &nodes);
	struct document_name *names = arena_alloc_array(arena, count + 1, sizeof *names);
	for (size_t i = 0; i < count; i++) {
		focus_document(&expansion, nodes, i, count);
		names[named].index = i;
		if (name_document(&expansion, program->root, &names[named]))
			named++;
	}
	check_twice(&expansion, names, named, compare_files);
	if (!expansion.failed)
		check_twice(&expansion, names, named, compare_document_names);
	xmlXPathFreeObject(nodes);
	end(&expansion);
	return (struct document_names){
		.names = names, .count = named, .failed = expansion.failed
	};
}

static void build_document(struct expansion *expansion, const struct document_name *name)
{
	const struct program *program = expansion->program;
	struct document *document = arena_alloc(expansion->arena, sizeof *document);
	struct row_value layout = { .number = 1 };

	expansion->document = document;
	*document = (struct document){
		.name = name->name,
		.file = name->file,
		.template_file = program->file,
		.title = "",
		.subject = "",
		.author = "",
		.keywords = "",
		.language = "zh-CN",
		.styles = program->styles,
	};
	if (expansion_value(expansion, program->root, ATTRIBUTE_LAYOUT,
	            (struct measure_base){ 0, 0 }, &layout))
		document->layout_version = layout.number;
	expansion_run(expansion, program->root->first);
	expansion_check_anchors(expansion);
	if (!document->first && !expansion->failed) {
		expansion->failed = true;
		diag_say(expansion->diag, MSG_XML_ELEMENT_MISSING, program->root->place, "template",
		        "section");
	}
}

const struct document *expand_document(struct arena *arena, struct diag *diag,
        const struct program *program, void *tree, size_t index)
{
	struct expansion expansion;
	xmlXPathObjectPtr nodes;
	struct document_name name = { .index = index };

	begin(&expansion, arena, diag, program, tree);
	const size_t count = count_documents(&expansion, program->root, &nodes);
	if (index >= count && !expansion.failed) {
		expansion.failed = true;
		diag_say(diag, MSG_TEMPLATE_NO_DOCUMENT, program->root->place,
		        arena_printf(arena, "%zu", count), arena_printf(arena, "%zu", index));
	}
	if (!expansion.failed) {
		focus_document(&expansion, nodes, index, count);
		if (name_document(&expansion, program->root, &name))
			build_document(&expansion, &name);
	}
	xmlXPathFreeObject(nodes);
	end(&expansion);
	return expansion.failed ? NULL : expansion.document;
}
