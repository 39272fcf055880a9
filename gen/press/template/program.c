/*
 * From the XML of a template to instructions, by the tables of vocabulary.c.
 *
 * One walk over the tree checks and translates. The names that
 * let defines are followed too, in the scopes in which they will be seen when the template runs;
 * an included part is translated anew at each place, because both depend on the place.
 */
#include "press/template/program.h"

#include "base/common.h"
#include "base/file.h"
#include "base/text.h"
#include "diag/hint.h"
#include "paper/markup/trees.h"
#include "paper/style/stylesheet.h"
#include "press/template/pattern.h"
#include "press/template/program_content.h"
#include "press/template/program_image.h"
#include "press/template/successor.h"
#include "press/template/words.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#define INCLUDE_LIMIT 8
#define DEPTH_LIMIT   200
/* Elements and texts of a template, those of a part at each place that includes it. */
#define PART_LIMIT ((size_t)20000)

struct compiler {
	struct program *program;
	struct pattern_context context;
	const char *open[INCLUDE_LIMIT]; /* files being read, outermost first */
	size_t open_count;
	size_t depth;
	size_t parts;       /* translated so far */
	struct place place; /* of the node that is translated */
	size_t refused;     /* elements, so far */
	size_t refused_attributes;
	bool has_default_style; /* within a cell or a running text */
	bool failed;
};

/* The element being translated: what its content may be and what it is called. */
struct parent {
	const char *name;
	unsigned holds; /* what may stand directly in it */
	unsigned same;  /* what CONTENT_SAME means in it: control elements pass it through */
};

struct list {
	struct instruction *first, *last;
};

static struct list compile_names(
        struct compiler *compiler, const struct xml_node *first, const struct parent *parent);
static struct instruction *compile_list(
        struct compiler *compiler, const struct xml_node *first, const struct parent *parent);

static const char *file_of(const struct compiler *compiler)
{
	return compiler->open[compiler->open_count - 1];
}

void program_note_file(struct program *program, const char *file)
{
	for (size_t i = 0; i < program->file_count; i++) {
		if (text_equal(program->files[i], file))
			return;
	}
	program->files = arena_grow(program->arena, program->files, &program->file_capacity,
	        program->file_count, sizeof *program->files);
	program->files[program->file_count++] = arena_strdup(program->arena, file);
}

static struct place value_place(
        const struct compiler *compiler, const struct xml_attribute *attribute)
{
	const struct xml_cursor cursor = xml_value_cursor(attribute);
	struct place place = place_line(file_of(compiler), cursor.line);

	place.column = cursor.column;
	return place;
}

/* Reads a value that no expression will change. */
static void read_constant(struct compiler *compiler, const struct xml_attribute *attribute,
        struct given_attribute *given, const char *text)
{
	/* Any base will do to see whether the unit is right. */
	const struct measure_base base = { .em = MPT_PER_POINT, .ln = MPT_PER_POINT };
	const struct program *program = compiler->program;

	given->constant = true;
	if (rows_is_reference(given->rule->rule.type) && !program->styles)
		return; /* the sheet is unusable, which was said */
	if (attribute_read(given->rule, program->styles, base, text, &given->value))
		return;
	const struct attribute_fault fault = { given->rule, program->styles, text };
	compiler->failed = true;
	given->value = (struct row_value){ .text = NULL };
	attribute_say(
	        program->arena, compiler->context.diag, value_place(compiler, attribute), &fault);
}

static const char *one_line(struct compiler *compiler, const char *text)
{
	struct text line;

	text_init(&line);
	(void)words_line(&line, text);
	const char *result = arena_strndup(compiler->program->arena, line.bytes, line.length);
	text_release(&line);
	return result;
}

static void compile_given(struct compiler *compiler, const struct xml_attribute *attribute,
        struct given_attribute *given)
{
	const enum row_type type = given->rule->rule.type;
	struct arena *arena = compiler->program->arena;
	const char *text = arena_strdup(arena, xml_attribute_value(arena, attribute));
	const struct pattern_origin origin = { file_of(compiler), xml_value_cursor(attribute) };

	if (type == ROW_XPATH) {
		given->expression = pattern_expression(&compiler->context, text, origin);
		compiler->failed |= !given->expression;
		return;
	}
	if (type == ROW_IDENTIFIER || type == ROW_FILE) {
		read_constant(compiler, attribute, given, text);
		return;
	}
	if (!pattern_read(&compiler->context, text, origin, &given->pattern)) {
		compiler->failed = true;
	} else if (given->pattern.count == 0) {
		read_constant(compiler, attribute, given, "");
	} else if (given->pattern.count == 1 && given->pattern.parts[0].literal) {
		read_constant(compiler, attribute, given,
		        one_line(compiler, given->pattern.parts[0].literal));
	}
}

static size_t count_attributes(const struct xml_node *node)
{
	size_t count = 0;
	const struct xml_attribute *at = xml_attribute_first(node);

	for (; at; at = xml_attribute_next(at))
		count++;
	return count;
}

/* `guessed`, by attribute: a misspelt one meant it: one slip is one line. */
static void check_required(
        struct compiler *compiler, const struct instruction *instruction, const bool *guessed)
{
	struct arena *arena = compiler->program->arena;
	const struct attribute_rule *rule = element_rules[instruction->element].attributes;

	for (; rule->attribute != ATTRIBUTE_NONE; rule++) {
		/* Where nothing gives a paragraph its style, it must name one itself. */
		const bool bare = rule->rule.kind == STYLE_PARAGRAPH && !compiler->has_default_style
		        && (instruction->element == ELEMENT_PARAGRAPH
		                || instruction->element == ELEMENT_PARAGRAPHS);
		if ((!rule->required && !bare) || program_given(instruction, rule->attribute)
		        || guessed[rule->attribute])
			continue;
		compiler->failed = true;
		diag_say(compiler->context.diag, MSG_XML_ATTRIBUTE_MISSING, instruction->place,
		        element_rules[instruction->element].name, attribute_names[rule->attribute],
		        attribute_expected(arena, rule, compiler->program->styles));
	}
}

/* Says an attribute that the element does not have; the one that was meant, or none. */
static enum attribute say_attribute(struct compiler *compiler, const struct xml_attribute *at,
        const struct instruction *instruction)
{
	struct arena *arena = compiler->program->arena;
	const char *name = xml_attribute_name(at);
	const char *list = attribute_list(arena, instruction->element);
	const char *meant = successor_meant(arena, SUCCESSOR_ATTRIBUTE, name, list);
	const struct hint hint = hint_of(arena, meant);

	compiler->failed = true;
	compiler->refused_attributes++;
	diag_say(compiler->context.diag, MSG_XML_ATTRIBUTE,
	        xml_attribute_place(file_of(compiler), at),
	        element_rules[instruction->element].name, name, list, hint.english, hint.chinese);
	return meant ? attribute_lookup(meant) : ATTRIBUTE_NONE;
}

static void compile_settings(
        struct compiler *compiler, const struct xml_node *node, struct instruction *instruction)
{
	struct arena *arena = compiler->program->arena;
	struct given_attribute *attributes =
	        arena_alloc_array(arena, count_attributes(node), sizeof *attributes);
	const struct xml_attribute *at = xml_attribute_first(node);
	bool guessed[ATTRIBUTE_COUNT] = { false };

	instruction->attributes = attributes;
	for (; at; at = xml_attribute_next(at)) {
		const struct attribute_rule *rule = attribute_rule_lookup(
		        instruction->element, attribute_lookup(xml_attribute_name(at)));
		if (!rule || xml_attribute_is_foreign(at)) {
			guessed[say_attribute(compiler, at, instruction)] = true;
			continue;
		}
		struct given_attribute *given = &attributes[instruction->attribute_count++];
		given->rule = rule;
		compile_given(compiler, at, given);
	}
	check_required(compiler, instruction, guessed);
}

/* The message that forbids to read the file here; MESSAGE_COUNT: none does. */
static enum message include_fault(const struct compiler *compiler, const char *file)
{
	for (size_t i = 0; i < compiler->open_count; i++) {
		if (text_equal(compiler->open[i], file))
			return MSG_TEMPLATE_INCLUDE;
	}
	return compiler->open_count == INCLUDE_LIMIT ? MSG_TEMPLATE_INCLUDE_DEEP : MESSAGE_COUNT;
}

/* What the part holds, as if it stood in place of the include. */
static void compile_part(struct compiler *compiler, struct instruction *include,
        const struct xml_node *root, const char *file, const struct parent *parent)
{
	compiler->open[compiler->open_count++] = file;
	include->first = compile_list(compiler, xml_first(root), parent);
	compiler->open_count--;
}

static void compile_include(struct compiler *compiler, struct instruction *include,
        const struct list *values, const struct parent *parent)
{
	struct program *program = compiler->program;
	const struct given_attribute *href = program_given(include, ATTRIBUTE_HREF);

	if (!href || !href->value.text)
		return;
	const char *file = file_join(program->arena, program->folder, href->value.text);
	const enum message fault = include_fault(compiler, file);
	if (fault != MESSAGE_COUNT) {
		compiler->failed = true;
		diag_say(compiler->context.diag, fault, include->place, file);
		return;
	}
	program_note_file(program, file);
	const struct xml_tree *tree =
	        trees_read(program->trees, compiler->context.diag, file, include->place);
	const struct xml_node *root = !tree
	        ? NULL
	        : xml_root(compiler->context.diag, file, tree, "part", TEMPLATE_NAMESPACE);
	if (root)
		compile_part(compiler, include, root, file, parent);
	if (values->first) {
		values->last->next = include->first;
		include->first = values->first;
	}
	compiler->failed |= !root;
}

/* The values for the part, which nothing else sees, and then what is in it. */
static void compile_include_with(struct compiler *compiler, const struct xml_node *node,
        struct instruction *include, const struct parent *outer)
{
	static const struct parent inner = { .name = "include", .holds = CONTENT_WITH };
	const size_t scope = pattern_scope(&compiler->context);

	const struct list values = compile_names(compiler, xml_first(node), &inner);
	compile_include(compiler, include, &values, outer);
	pattern_leave(&compiler->context, scope);
}

/* The image itself; without a width or a height nobody knows how large it is. */
static void compile_image(struct compiler *compiler, struct instruction *instruction)
{
	const struct given_attribute *href = program_given(instruction, ATTRIBUTE_HREF);
	const struct measure_base none = { 0, 0 };
	struct row_value file;

	if (!program_given(instruction, ATTRIBUTE_WIDTH)
	        && !program_given(instruction, ATTRIBUTE_HEIGHT)) {
		compiler->failed = true;
		diag_say(compiler->context.diag, MSG_XML_ATTRIBUTE_MISSING, instruction->place,
		        "image", "width | height", "12mm | 15.75pt | 2em | 1ln");
	}
	if (!href || !href->value.text
	        || !attribute_read(href->rule, NULL, none, href->value.text, &file))
		return;
	instruction->image = program_image(
	        compiler->program, compiler->context.diag, file.text, instruction->place);
	compiler->failed |= !instruction->image;
	if (instruction->image)
		program_note_file(compiler->program, instruction->image->file);
}

static void compile_content(struct compiler *compiler, const struct xml_node *node,
        struct instruction *instruction, const struct parent *outer)
{
	const struct element_rule *rule = &element_rules[instruction->element];
	const bool passes = (rule->holds & CONTENT_SAME) != 0 || rule->is == CONTENT_CONTROL;
	const unsigned own = rule->holds & ~(unsigned)CONTENT_SAME;
	struct parent inner = {
		.name = rule->name,
		.holds = (rule->holds & CONTENT_SAME) != 0 ? outer->same | own : own,
		.same = passes ? outer->same : own,
	};
	const bool had_default_style = compiler->has_default_style;
	const size_t refused = compiler->refused;

	/* Only what stands in a line has something between it. */
	if (program_given(instruction, ATTRIBUTE_SEPARATOR)) {
		inner.holds &= INLINE | CONTENT_WORDS | own;
		inner.same &= INLINE | CONTENT_WORDS;
	}
	if (instruction->element == ELEMENT_CELL || instruction->element == ELEMENT_RUNNING)
		compiler->has_default_style = true;
	else if (instruction->element == ELEMENT_SECTION)
		compiler->has_default_style = false;
	const size_t before = compiler->refused + compiler->refused_attributes;
	instruction->first = compile_list(compiler, xml_first(node), &inner);
	instruction->is_marred = compiler->refused + compiler->refused_attributes != before;
	compiler->has_default_style = had_default_style;
	/* A child that was refused may be the one that is missing. */
	if (program_is_well_built(instruction) || compiler->refused != refused)
		return;
	compiler->failed = true;
	program_say_content(compiler->context.diag, instruction);
}

/* An element that cannot stand here. A variable that it may define is taken as defined. */
static void say_element(
        struct compiler *compiler, const struct xml_node *node, const struct parent *parent)
{
	struct arena *arena = compiler->program->arena;
	const char *list = element_list(arena, parent->holds);
	const struct hint hint =
	        hint_of(arena, successor_meant(arena, SUCCESSOR_ELEMENT, xml_name(node), list));
	const char *name = xml_value(arena, node, "name");

	compiler->failed = true;
	compiler->refused++;
	if (name)
		pattern_define(&compiler->context, arena_strdup(arena, name));
	diag_say(compiler->context.diag, MSG_XML_ELEMENT, compiler->place, xml_name(node),
	        parent->name, hint_list(arena, list), hint.english, hint.chinese);
}

static struct instruction *compile_element(
        struct compiler *compiler, const struct xml_node *node, const struct parent *parent)
{
	struct arena *arena = compiler->program->arena;
	const enum element element = xml_in_namespace(node, TEMPLATE_NAMESPACE)
	        ? element_lookup(xml_name(node))
	        : ELEMENT_COUNT;

	if (element == ELEMENT_COUNT || (element_rules[element].is & parent->holds) == 0) {
		say_element(compiler, node, parent);
		return NULL;
	}
	if (compiler->depth == DEPTH_LIMIT) {
		compiler->failed = true;
		diag_say(compiler->context.diag, MSG_TEMPLATE_TOO_LARGE, compiler->place,
		        "200 (depth)");
		return NULL;
	}
	struct instruction *instruction = arena_alloc(arena, sizeof *instruction);
	*instruction = (struct instruction){ .element = element, .place = compiler->place };
	compile_settings(compiler, node, instruction);
	if (element == ELEMENT_IMAGE)
		compile_image(compiler, instruction);
	compiler->depth++;
	if (element == ELEMENT_INCLUDE)
		compile_include_with(compiler, node, instruction, parent);
	else
		compile_content(compiler, node, instruction, parent);
	compiler->depth--;
	return instruction;
}

/* The first character of a text that is no blank. */
static struct place first_place(const struct compiler *compiler, const struct xml_node *node)
{
	struct xml_cursor cursor = xml_text_cursor(node);
	struct place place = place_line(file_of(compiler), 0);

	for (const char *at = xml_content(node); *at != '\0' && strchr(" \t\r\n", *at); at++)
		xml_cursor_step(&cursor);
	place.line = cursor.line;
	place.column = cursor.column;
	return place;
}

/* In a line the blanks before a sort are text, but none that the loop prints. */
static bool is_before_sort(const struct xml_node *node)
{
	while (node && !xml_is_element(node))
		node = xml_next(node);
	return node && text_equal(xml_name(node), "sort");
}

static struct instruction *compile_words(
        struct compiler *compiler, const struct xml_node *node, const struct parent *parent)
{
	struct arena *arena = compiler->program->arena;
	const char *text = xml_content(node);
	const struct pattern_origin origin = { file_of(compiler), xml_text_cursor(node) };

	if ((parent->holds & (CONTENT_INLINE | CONTENT_WORDS)) == 0) {
		if (!xml_is_blank(text)) {
			compiler->failed = true;
			diag_say(compiler->context.diag, MSG_XML_TEXT, first_place(compiler, node),
			        parent->name, one_line(compiler, text));
		}
		return NULL;
	}
	if (xml_is_blank(text) && is_before_sort(node))
		return NULL;
	struct instruction *instruction = arena_alloc(arena, sizeof *instruction);
	*instruction = (struct instruction){ .element = ELEMENT_WORDS, .place = compiler->place };
	if (!pattern_read(&compiler->context, text, origin, &instruction->words))
		compiler->failed = true;
	return instruction;
}

static struct instruction *compile_node(
        struct compiler *compiler, const struct xml_node *node, const struct parent *parent)
{
	compiler->place = xml_place(file_of(compiler), node);
	if (xml_is_element(node))
		return compile_element(compiler, node, parent);
	return xml_is_text(node) ? compile_words(compiler, node, parent) : NULL;
}

/* Parts that include parts many times over make any size of a few lines; said once. */
static bool is_too_large(struct compiler *compiler)
{
	if (compiler->parts++ == PART_LIMIT) {
		compiler->failed = true;
		diag_say(compiler->context.diag, MSG_TEMPLATE_PARTS, compiler->place,
		        arena_printf(compiler->program->arena, "%zu", PART_LIMIT));
	}
	return compiler->parts > PART_LIMIT;
}

/* A list whose names go on being known when it ends. */
static struct list compile_names(
        struct compiler *compiler, const struct xml_node *first, const struct parent *parent)
{
	struct list list = { .first = NULL };

	for (const struct xml_node *node = first; node; node = xml_next(node)) {
		if (is_too_large(compiler))
			break;
		struct instruction *instruction = compile_node(compiler, node, parent);
		if (!instruction)
			continue;
		if (instruction->element == ELEMENT_LET || instruction->element == ELEMENT_WITH) {
			const struct given_attribute *name =
			        program_given(instruction, ATTRIBUTE_NAME);
			pattern_define(&compiler->context,
			        name && name->value.text ? name->value.text : "");
		}
		if (!list.last)
			list.first = instruction;
		else
			list.last->next = instruction;
		list.last = instruction;
	}
	return list;
}

static struct instruction *compile_list(
        struct compiler *compiler, const struct xml_node *first, const struct parent *parent)
{
	const size_t scope = pattern_scope(&compiler->context);
	const struct list list = compile_names(compiler, first, parent);

	pattern_leave(&compiler->context, scope);
	return list.first;
}

/* The place of the attribute that names the sheet. */
static struct place styles_place(const struct program *program, const struct xml_node *root)
{
	const struct xml_attribute *at = xml_attribute_first(root);

	while (at && !text_equal(xml_attribute_name(at), "styles"))
		at = xml_attribute_next(at);
	return at ? xml_attribute_place(program->file, at) : xml_place(program->file, root);
}

/* The sheet of that file that a template loaded before has; NULL: none. */
static const struct stylesheet *sheet_beside(const struct program *program)
{
	const struct program *at = program->beside;

	while (at && !text_equal(at->style_file, program->style_file))
		at = at->beside;
	return at ? at->styles : NULL;
}

static const struct stylesheet *read_styles(
        struct program *program, struct diag *diag, const struct xml_node *root)
{
	const struct attribute_rule *rule =
	        attribute_rule_lookup(ELEMENT_TEMPLATE, ATTRIBUTE_STYLES);
	const char *name = xml_value(program->arena, root, "styles");
	struct row_value value;

	/* Missing or impossible: the walk over the elements will say so. */
	if (!name || !attribute_read(rule, NULL, (struct measure_base){ 0, 0 }, name, &value))
		return NULL;
	program->style_file = file_join(program->arena, program->folder, name);
	program_note_file(program, program->style_file);
	const struct stylesheet *sheet = sheet_beside(program);
	if (!sheet)
		sheet = stylesheet_of_trees(program->arena, diag, program->trees,
		        program->style_file, styles_place(program, root));
	for (size_t i = 1; sheet && i < sheet->file_count; i++)
		program_note_file(program, sheet->files[i]);
	return sheet;
}

static struct compiler compiler_of(struct program *program, struct diag *diag)
{
	return (struct compiler){
		.program = program,
		.context = { .arena = program->arena, .diag = diag, .compiler = program->compiler },
		.open = { program->file },
		.open_count = 1,
	};
}

bool program_compile(struct program *program, struct diag *diag, const struct xml_tree *tree)
{
	const struct parent document = { .name = "/", .holds = CONTENT_ROOT };
	struct compiler compiler = compiler_of(program, diag);
	const struct xml_node *root =
	        xml_root(diag, program->file, tree, "template", TEMPLATE_NAMESPACE);

	if (!root)
		return false;
	program->styles = read_styles(program, diag, root);
	compiler.place = xml_place(program->file, root);
	program->root = compile_element(&compiler, root, &document);
	program->expressions = compiler.context.last;
	return program->styles && !compiler.failed;
}

bool program_compile_head(struct program *program, struct diag *diag, const struct xml_tree *tree)
{
	struct compiler compiler = compiler_of(program, diag);
	const struct xml_node *root =
	        xml_root(diag, program->file, tree, "template", TEMPLATE_NAMESPACE);
	struct instruction *head = arena_alloc(program->arena, sizeof *head);

	if (!root)
		return false;
	compiler.place = xml_place(program->file, root);
	*head = (struct instruction){ .element = ELEMENT_TEMPLATE, .place = compiler.place };
	compile_settings(&compiler, root, head);
	program->root = head;
	program->expressions = compiler.context.last;
	return !compiler.failed;
}

bool program_compile_part(struct program *program, struct diag *diag, const struct xml_tree *tree)
{
	const unsigned all = ~(unsigned)(CONTENT_ROOT | CONTENT_SAME);
	const struct parent anywhere = { .name = "part", .holds = all, .same = all };
	struct compiler compiler = compiler_of(program, diag);
	const struct xml_node *root =
	        xml_root(diag, program->file, tree, "part", TEMPLATE_NAMESPACE);
	struct instruction *part = arena_alloc(program->arena, sizeof *part);

	if (!root)
		return false;
	compiler.context.is_part = true;
	compiler.has_default_style = true;
	*part = (struct instruction){ .element = ELEMENT_PART,
		.place = xml_place(program->file, root) };
	part->first = compile_list(&compiler, xml_first(root), &anywhere);
	program->root = part;
	program->expressions = compiler.context.last;
	return !compiler.failed;
}
