/*
 * Runs the instructions of a template over the facts. Control and values are here; what an element
 * leaves in the document is in expand_inline.c, expand_block.c and expand_table.c. A fault is said
 * and the run goes on, so that one run shows them all; a document with a fault is never handed out.
 */
#include "press/template/expand.h"

#include "base/text.h"
#include "press/template/expansion.h"

#include <stdlib.h>
#include <string.h>

static expansion_step run_meta, run_for_each, run_if, run_choose, run_let, run_inside;

/* Sorts, whens and otherwises have none: the instruction that holds them looks at them. */
static expansion_step *const runners[ELEMENT_COUNT + 1] = {
	[ELEMENT_TEMPLATE] = run_inside,
	[ELEMENT_PART] = run_inside,
	[ELEMENT_META] = run_meta,
	[ELEMENT_SECTION] = expand_section,
	[ELEMENT_RUNNING] = expand_running,
	[ELEMENT_PARAGRAPH] = expand_paragraph,
	[ELEMENT_HEADING] = expand_heading,
	[ELEMENT_PARAGRAPHS] = expand_paragraphs,
	[ELEMENT_RULE] = expand_rule,
	[ELEMENT_SPACE] = expand_space,
	[ELEMENT_PAGE_BREAK] = expand_page_break,
	[ELEMENT_GROUP] = expand_group,
	[ELEMENT_CONTENTS] = expand_contents,
	[ELEMENT_TABLE] = expand_table,
	[ELEMENT_COLUMNS] = expand_columns,
	[ELEMENT_COLUMN] = expand_column,
	[ELEMENT_HEAD] = expand_head,
	[ELEMENT_BODY] = expand_body,
	[ELEMENT_ROW] = expand_row,
	[ELEMENT_CELL] = expand_cell,
	[ELEMENT_SPAN] = expand_span,
	[ELEMENT_BREAK] = expand_break,
	[ELEMENT_FILL] = expand_fill,
	[ELEMENT_GAP] = expand_gap,
	[ELEMENT_PAGE] = expand_page,
	[ELEMENT_PAGES] = expand_pages,
	[ELEMENT_PAGE_OF] = expand_page_of,
	[ELEMENT_BAR] = expand_bar,
	[ELEMENT_LIGHT] = expand_light,
	[ELEMENT_TEXT] = expand_text,
	[ELEMENT_FOR_EACH] = run_for_each,
	[ELEMENT_IF] = run_if,
	[ELEMENT_CHOOSE] = run_choose,
	[ELEMENT_LET] = run_let,
	[ELEMENT_INCLUDE] = run_inside,
	[ELEMENT_WORDS] = expand_words,
};

static bool is_stopped(struct expansion *expansion, const struct instruction *instruction)
{
	if (expansion->steps < EXPAND_STEP_LIMIT) {
		expansion->steps++;
		return false;
	}
	if (expansion->steps == EXPAND_STEP_LIMIT) {
		expansion->steps++;
		expansion->failed = true;
		diag_say(expansion->diag, MSG_TEMPLATE_TOO_LARGE, instruction->place,
		        arena_printf(expansion->arena, "%d", EXPAND_STEP_LIMIT));
	}
	return true;
}

void expansion_run(struct expansion *expansion, const struct instruction *first)
{
	const size_t mark = xpath_mark(expansion->xpath);

	for (const struct instruction *at = first; at; at = at->next) {
		if (is_stopped(expansion, at))
			break;
		if (runners[at->element])
			runners[at->element](expansion, at);
	}
	xpath_forget(expansion->xpath, mark);
}

static void run_inside(struct expansion *expansion, const struct instruction *instruction)
{
	expansion_run(expansion, instruction->first);
}

/* An expression that failed once is not tried again: in a loop it would fail on every node. */
static bool has_failed(const struct expansion *expansion, const struct expression *expression)
{
	for (size_t i = 0; i < expansion->said_count; i++) {
		if (expansion->said[i] == expression)
			return true;
	}
	return false;
}

static void note_failure(struct expansion *expansion, const struct expression *expression)
{
	expansion->failed = true;
	expansion->said = arena_grow(expansion->arena, expansion->said, &expansion->said_capacity,
	        expansion->said_count, sizeof *expansion->said);
	expansion->said[expansion->said_count++] = expression;
}

bool expansion_words(
        struct expansion *expansion, const struct expression *expression, struct found *out)
{
	if (has_failed(expansion, expression))
		return false;
	if (xpath_words(expansion->xpath, expression, out))
		return true;
	note_failure(expansion, expression);
	return false;
}

static bool test(struct expansion *expansion, const struct instruction *instruction)
{
	const struct given_attribute *given = program_given(instruction, ATTRIBUTE_TEST);

	if (has_failed(expansion, given->expression))
		return false;
	const int truth = xpath_test(expansion->xpath, given->expression);
	if (truth < 0)
		note_failure(expansion, given->expression);
	return truth > 0;
}

xmlXPathObjectPtr expansion_nodes(
        struct expansion *expansion, const struct instruction *instruction, bool or_string)
{
	const struct expression *select = program_given(instruction, ATTRIBUTE_SELECT)->expression;

	if (has_failed(expansion, select))
		return NULL;
	xmlXPathObjectPtr nodes = or_string ? xpath_nodes_or_string(expansion->xpath, select)
	                                    : xpath_nodes(expansion->xpath, select);
	if (!nodes)
		note_failure(expansion, select);
	return nodes;
}

static void run_if(struct expansion *expansion, const struct instruction *instruction)
{
	if (test(expansion, instruction))
		expansion_run(expansion, instruction->first);
}

static void run_choose(struct expansion *expansion, const struct instruction *instruction)
{
	for (const struct instruction *at = instruction->first; at; at = at->next) {
		if (at->element != ELEMENT_OTHERWISE && !test(expansion, at))
			continue;
		expansion_run(expansion, at->first);
		return;
	}
}

static void run_let(struct expansion *expansion, const struct instruction *instruction)
{
	const char *name = program_given(instruction, ATTRIBUTE_NAME)->value.text;
	const struct expression *select = program_given(instruction, ATTRIBUTE_SELECT)->expression;

	if (has_failed(expansion, select) || !xpath_bind(expansion->xpath, name, select))
		note_failure(expansion, select);
}

static void run_for_each(struct expansion *expansion, const struct instruction *instruction)
{
	xmlXPathObjectPtr nodes = expansion_nodes(expansion, instruction, false);
	const struct instruction *content = instruction->first;
	const struct focus focus = xpath_focus(expansion->xpath);

	if (!nodes)
		return;
	xmlNodeSet *set = nodes->nodesetval;
	const int count = set ? set->nodeNr : 0;
	if (content && content->element == ELEMENT_SORT && count > 1)
		expansion_sort(expansion, content, set);
	while (content && content->element == ELEMENT_SORT)
		content = content->next;
	for (int i = 0; i < count && expansion->steps <= EXPAND_STEP_LIMIT; i++) {
		const struct focus inner = {
			.node = set->nodeTab[i], .position = i + 1, .size = count
		};
		xpath_set_focus(expansion->xpath, inner);
		expansion_run(expansion, content);
	}
	xpath_set_focus(expansion->xpath, focus);
	xmlXPathFreeObject(nodes);
}

static void add_bound(struct text *line, const char *words, bool is_path)
{
	for (; *words != '\0'; words++) {
		if (is_path && *words == '/')
			text_add(line, "／");
		else
			text_add_char(line, *words);
	}
}

/* The words of a pattern on one line; NULL: said. */
static const char *pattern_line(
        struct expansion *expansion, const struct given_attribute *given, bool is_path)
{
	struct text raw;
	struct text line;
	struct place place = PLACE_NONE;
	bool fine = true;

	text_init(&raw);
	text_init(&line);
	for (size_t i = 0; i < given->pattern.count; i++) {
		const struct pattern_part *part = &given->pattern.parts[i];
		struct found found;
		if (part->literal) {
			text_add(&raw, part->literal);
		} else if (expansion_words(expansion, part->expression, &found)) {
			add_bound(&raw, found.text, is_path);
			place = found.source;
		} else {
			fine = false;
		}
	}
	const uint32_t refused = words_line(&line, raw.bytes);
	if (refused != 0) {
		expansion->failed = true;
		diag_say(expansion->diag, MSG_TEMPLATE_CONTROL, place,
		        arena_printf(expansion->arena, "U+%04X", (unsigned)refused));
	}
	const char *result = arena_strndup(expansion->arena, line.bytes, line.length);
	text_release(&raw);
	text_release(&line);
	return fine && refused == 0 ? result : NULL;
}

const char *expansion_path(struct expansion *expansion, const struct given_attribute *given)
{
	return given->constant ? given->value.text : pattern_line(expansion, given, true);
}

bool expansion_value(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute, struct measure_base base, struct attribute_value *out)
{
	const struct given_attribute *given = program_given(instruction, attribute);
	const struct stylesheet *styles = expansion->program->styles;

	if (!given)
		return false;
	if (given->constant && given->rule->type != TYPE_LENGTH) {
		*out = given->value;
		return true;
	}
	const char *line =
	        given->constant ? given->value.text : pattern_line(expansion, given, false);
	if (!line)
		return false;
	if (attribute_read(given->rule, styles, base, line, out))
		return true;
	expansion->failed = true;
	diag_say(expansion->diag, MSG_XML_VALUE, instruction->place, attribute_names[attribute],
	        line, attribute_expected(expansion->arena, given->rule, styles));
	return false;
}

static const struct measure_base no_base = { 0, 0 };

const char *expansion_text(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute)
{
	struct attribute_value value;

	return expansion_value(expansion, instruction, attribute, no_base, &value) ? value.text
	                                                                           : "";
}

int expansion_number(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute, int missing)
{
	struct attribute_value value;

	return expansion_value(expansion, instruction, attribute, no_base, &value) ? value.number
	                                                                           : missing;
}

const void *expansion_style(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute)
{
	struct attribute_value value;

	return expansion_value(expansion, instruction, attribute, no_base, &value) ? value.style
	                                                                           : NULL;
}

struct measure_base expansion_base(const struct paragraph_style *style)
{
	if (!style)
		return no_base;
	return (struct measure_base){ .em = style->size, .ln = style->leading };
}

static void note_name(struct expansion *expansion, struct named_places *places, const char *name,
        struct place place)
{
	places->items = arena_grow(expansion->arena, places->items, &places->capacity,
	        places->count, sizeof *places->items);
	places->items[places->count] =
	        (struct named_place){ .name = name, .place = place, .index = places->count };
	places->count++;
}

void expansion_anchor(struct expansion *expansion, const char *name, struct place place)
{
	if (name[0] != '\0')
		note_name(expansion, &expansion->anchors, name, place);
}

void expansion_want(struct expansion *expansion, const char *name, struct place place)
{
	if (name[0] != '\0')
		note_name(expansion, &expansion->wanted, name, place);
}

static int compare_names(const void *left, const void *right)
{
	const struct named_place *a = left;
	const struct named_place *b = right;
	const int order = strcmp(a->name, b->name);

	if (order != 0)
		return order;
	return a->index < b->index ? -1 : a->index > b->index;
}

static int compare_name_only(const void *left, const void *right)
{
	const struct named_place *a = left;
	const struct named_place *b = right;

	return strcmp(a->name, b->name);
}

static void check_anchors(struct expansion *expansion)
{
	const struct named_places anchors = expansion->anchors;
	const struct named_places wanted = expansion->wanted;
	const size_t size = sizeof *anchors.items;

	if (anchors.count > 0)
		qsort(anchors.items, anchors.count, size, compare_names);
	for (size_t i = 1; i < anchors.count; i++) {
		if (!text_equal(anchors.items[i].name, anchors.items[i - 1].name))
			continue;
		expansion->failed = true;
		diag_say(expansion->diag, MSG_TEMPLATE_ANCHOR_TWICE, anchors.items[i].place,
		        anchors.items[i].name,
		        place_format(expansion->arena, anchors.items[i - 1].place));
	}
	for (size_t i = 0; i < wanted.count; i++) {
		if (anchors.count > 0
		        && bsearch(&wanted.items[i], anchors.items, anchors.count, size,
		                compare_name_only))
			continue;
		expansion->failed = true;
		diag_say(expansion->diag, MSG_TEMPLATE_ANCHOR, wanted.items[i].place,
		        wanted.items[i].name);
	}
}

static void run_meta(struct expansion *expansion, const struct instruction *instruction)
{
	struct document *document = expansion->document;
	const char *language = expansion_text(expansion, instruction, ATTRIBUTE_LANGUAGE);
	struct attribute_value date;

	document->title = expansion_text(expansion, instruction, ATTRIBUTE_TITLE);
	document->subject = expansion_text(expansion, instruction, ATTRIBUTE_SUBJECT);
	document->author = expansion_text(expansion, instruction, ATTRIBUTE_AUTHOR);
	document->keywords = expansion_text(expansion, instruction, ATTRIBUTE_KEYWORDS);
	if (language[0] != '\0')
		document->language = language;
	if (expansion_value(expansion, instruction, ATTRIBUTE_DATE, no_base, &date))
		document->date = date.date;
}

static void expansion_init(struct expansion *expansion, struct arena *arena, struct diag *diag,
        const struct program *program, void *tree)
{
	const xmlDocPtr facts = tree;
	const struct focus focus = {
		.node = xmlDocGetRootElement(facts), .position = 1, .size = 1
	};

	*expansion = (struct expansion){ .arena = arena, .diag = diag, .program = program };
	expansion->xpath = xpath_new(arena, diag, facts);
	text_init(&expansion->scratch);
	xpath_set_focus(expansion->xpath, focus);
}

static void expansion_release(struct expansion *expansion)
{
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
		if (length == 0 || length > 200 || part[0] == '.' || part[0] == ' ')
			return false;
		if (part[length] == '\0')
			return true;
		part += length + 1;
	}
}

/* Name and file of the document in focus. */
static bool name_document(
        struct expansion *expansion, const struct instruction *root, struct document_name *out)
{
	const struct given_attribute *name = program_given(root, ATTRIBUTE_NAME);
	const char *file = expansion_path(expansion, program_given(root, ATTRIBUTE_FILE));

	if (!file)
		return false;
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

	expansion_init(&expansion, arena, diag, program, tree);
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
	expansion_release(&expansion);
	return (struct document_names){
		.names = names, .count = named, .failed = expansion.failed
	};
}

static void build_document(struct expansion *expansion, const struct document_name *name)
{
	const struct program *program = expansion->program;
	struct document *document = arena_alloc(expansion->arena, sizeof *document);
	struct attribute_value layout = { .number = 1 };

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
	if (expansion_value(expansion, program->root, ATTRIBUTE_LAYOUT, no_base, &layout))
		document->layout_version = layout.number;
	expansion_run(expansion, program->root->first);
	check_anchors(expansion);
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

	expansion_init(&expansion, arena, diag, program, tree);
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
	expansion_release(&expansion);
	return expansion.failed ? NULL : expansion.document;
}
