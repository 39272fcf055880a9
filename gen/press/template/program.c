/*
 * From the XML of a template to instructions, by the tables of vocabulary.c.
 *
 * One walk over the tree checks and translates. `line` follows the walk: libxml2 knows the line of
 * a start tag only, so the newlines of texts and comments are counted on from there. The names that
 * let defines are followed too, in the scopes in which they will be seen when the template runs;
 * an included part is translated anew at each place, because both depend on the place.
 */
#include "press/template/program.h"

#include "base/common.h"
#include "base/file.h"
#include "base/text.h"
#include "paper/markup/xml.h"
#include "paper/style/stylesheet.h"
#include "press/template/pattern.h"
#include "press/template/program_image.h"
#include "press/template/words.h"

#include <assert.h>
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
	size_t parts; /* translated so far */
	unsigned line;
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

static struct place here(const struct compiler *compiler)
{
	return place_line(compiler->open[compiler->open_count - 1], compiler->line);
}

static unsigned count_newlines(const char *text)
{
	unsigned count = 0;

	for (; (text = strchr(text, '\n')); text++)
		count++;
	return count;
}

const struct given_attribute *program_given(
        const struct instruction *instruction, enum attribute attribute)
{
	for (size_t i = 0; i < instruction->attribute_count; i++) {
		if (instruction->attributes[i].rule->attribute == attribute)
			return &instruction->attributes[i];
	}
	return NULL;
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

/* Reads a value that no expression will change. */
static void read_constant(
        struct compiler *compiler, struct given_attribute *given, const char *text)
{
	/* Any base will do to see whether the unit is right. */
	const struct measure_base base = { .em = MPT_PER_POINT, .ln = MPT_PER_POINT };
	const struct program *program = compiler->program;

	given->constant = true;
	if (rows_is_reference(given->rule->rule.type) && !program->styles)
		return; /* the sheet is unusable, which was said */
	if (attribute_read(given->rule, program->styles, base, text, &given->value))
		return;
	compiler->failed = true;
	diag_say(compiler->context.diag, MSG_XML_VALUE, here(compiler),
	        attribute_names[given->rule->attribute], text,
	        attribute_expected(program->arena, given->rule, program->styles));
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

static void compile_given(
        struct compiler *compiler, struct given_attribute *given, const char *text)
{
	const enum row_type type = given->rule->rule.type;

	if (type == ROW_XPATH) {
		given->expression = pattern_expression(&compiler->context, text, here(compiler));
		compiler->failed |= !given->expression;
		return;
	}
	if (type == ROW_IDENTIFIER || type == ROW_FILE) {
		read_constant(compiler, given, text);
		return;
	}
	if (!pattern_read(&compiler->context, text, here(compiler), &given->pattern)) {
		compiler->failed = true;
	} else if (given->pattern.count == 0) {
		read_constant(compiler, given, "");
	} else if (given->pattern.count == 1 && given->pattern.parts[0].literal) {
		read_constant(compiler, given, one_line(compiler, given->pattern.parts[0].literal));
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

static void check_required(struct compiler *compiler, const struct instruction *instruction)
{
	struct arena *arena = compiler->program->arena;
	const struct attribute_rule *rule = element_rules[instruction->element].attributes;

	for (; rule->attribute != ATTRIBUTE_NONE; rule++) {
		/* Where nothing gives a paragraph its style, it must name one itself. */
		const bool bare = rule->rule.kind == STYLE_PARAGRAPH && !compiler->has_default_style
		        && (instruction->element == ELEMENT_PARAGRAPH
		                || instruction->element == ELEMENT_PARAGRAPHS);
		if ((!rule->required && !bare) || program_given(instruction, rule->attribute))
			continue;
		compiler->failed = true;
		diag_say(compiler->context.diag, MSG_XML_ATTRIBUTE_MISSING, instruction->place,
		        element_rules[instruction->element].name, attribute_names[rule->attribute],
		        attribute_expected(arena, rule, compiler->program->styles));
	}
}

static void compile_settings(
        struct compiler *compiler, const struct xml_node *node, struct instruction *instruction)
{
	struct arena *arena = compiler->program->arena;
	struct given_attribute *attributes =
	        arena_alloc_array(arena, count_attributes(node), sizeof *attributes);
	const struct xml_attribute *at = xml_attribute_first(node);

	instruction->attributes = attributes;
	for (; at; at = xml_attribute_next(at)) {
		const char *name = xml_attribute_name(at);
		const struct attribute_rule *rule =
		        attribute_rule_lookup(instruction->element, attribute_lookup(name));
		if (!rule || xml_attribute_is_foreign(at)) {
			compiler->failed = true;
			diag_say(compiler->context.diag, MSG_XML_ATTRIBUTE, instruction->place,
			        xml_name(node), name, attribute_list(arena, instruction->element));
			continue;
		}
		struct given_attribute *given = &attributes[instruction->attribute_count++];
		given->rule = rule;
		compile_given(compiler, given, arena_strdup(arena, xml_attribute_value(arena, at)));
	}
	check_required(compiler, instruction);
}

static const char *include_fault(const struct compiler *compiler, const char *file)
{
	for (size_t i = 0; i < compiler->open_count; i++) {
		if (text_equal(compiler->open[i], file))
			return "it includes itself / 循环引入";
	}
	return compiler->open_count == INCLUDE_LIMIT ? "more than 8 deep / 超过8层" : NULL;
}

static void compile_include(struct compiler *compiler, struct instruction *include,
        const struct list *values, const struct parent *parent)
{
	struct program *program = compiler->program;
	const struct given_attribute *href = program_given(include, ATTRIBUTE_HREF);

	if (!href || compiler->failed)
		return;
	const char *file = file_join(program->arena, program->folder, href->value.text);
	const char *fault = include_fault(compiler, file);
	if (fault) {
		compiler->failed = true;
		diag_say(compiler->context.diag, MSG_TEMPLATE_INCLUDE, include->place, file, fault);
		return;
	}
	program_note_file(program, file);
	struct xml_tree *tree =
	        xml_read(compiler->context.diag, program->below, file, include->place);
	const struct xml_node *root = !tree
	        ? NULL
	        : xml_root(compiler->context.diag, file, tree, "part", TEMPLATE_NAMESPACE);
	if (root) {
		const unsigned line = compiler->line;
		compiler->open[compiler->open_count++] = file;
		compiler->line = xml_place(file, root).line;
		const struct instruction *content = compile_list(compiler, xml_first(root), parent);
		if (values->last)
			values->last->next = content;
		include->first = values->first ? values->first : content;
		compiler->open_count--;
		compiler->line = line;
	}
	compiler->failed |= !root;
	xml_free(tree);
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
	if (!href || !attribute_read(href->rule, NULL, none, href->value.text, &file))
		return;
	instruction->image = program_image(
	        compiler->program, compiler->context.diag, file.text, instruction->place);
	compiler->failed |= !instruction->image;
	if (instruction->image)
		program_note_file(compiler->program, instruction->image->file);
}

/* Places in a row of children, for the elements whose content has an order. */
static bool is_in_order(const struct instruction *first, const enum element *order, size_t count)
{
	size_t at = 0;

	for (; first; first = first->next) {
		while (at < count && order[at] != first->element)
			at++;
		if (at == count)
			return false;
		at++;
	}
	return true;
}

static size_t count_children(const struct instruction *instruction, enum element element)
{
	size_t count = 0;

	for (const struct instruction *at = instruction->first; at; at = at->next)
		count += at->element == element ? 1 : 0;
	return count;
}

/* More than blanks. */
static bool has_content(const struct instruction *first)
{
	for (; first; first = first->next) {
		const struct pattern *words = &first->words;
		if (first->element != ELEMENT_WORDS)
			return true;
		for (size_t i = 0; i < words->count; i++)
			if (!words->parts[i].literal || !xml_is_blank(words->parts[i].literal))
				return true;
	}
	return false;
}

static bool is_well_built(const struct instruction *instruction)
{
	static const enum element table[] = { ELEMENT_COLUMNS, ELEMENT_HEAD, ELEMENT_BODY };
	const struct instruction *child = instruction->first;

	switch ((int)instruction->element) {
	case ELEMENT_TABLE:
		return count_children(instruction, ELEMENT_COLUMNS) == 1
		        && count_children(instruction, ELEMENT_BODY) == 1
		        && is_in_order(child, table, COUNT_OF(table));
	case ELEMENT_TEMPLATE:
		while (child && child->element == ELEMENT_LET)
			child = child->next;
		return child && child->element == ELEMENT_META
		        && count_children(instruction, ELEMENT_META) == 1;
	case ELEMENT_CHOOSE:
		while (child && child->element == ELEMENT_WHEN)
			child = child->next;
		return count_children(instruction, ELEMENT_WHEN) > 0 && (!child || !child->next);
	case ELEMENT_LET:
	case ELEMENT_WITH:
		return !program_given(instruction, ATTRIBUTE_SELECT) == has_content(child);
	case ELEMENT_FOR_EACH:
	case ELEMENT_FOR_EACH_GROUP:
		while (child && child->element == ELEMENT_SORT)
			child = child->next;
		for (; child; child = child->next) {
			if (child->element == ELEMENT_SORT)
				return false;
		}
		return true;
	default:
		return true;
	}
}

static const char *build_expected(enum element element)
{
	if (element == ELEMENT_TABLE)
		return "columns, head?, body";
	if (element == ELEMENT_TEMPLATE)
		return "let*, meta, section+";
	if (element == ELEMENT_LET || element == ELEMENT_WITH)
		return "select=\"…\" | …";
	return element == ELEMENT_CHOOSE ? "when+, otherwise?" : "sort*, …";
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
	/* Only what stands in a line has something between it. */
	if (program_given(instruction, ATTRIBUTE_SEPARATOR)) {
		inner.holds &= INLINE | CONTENT_WORDS | own;
		inner.same &= INLINE | CONTENT_WORDS;
	}
	const bool had_default_style = compiler->has_default_style;

	if (instruction->element == ELEMENT_CELL || instruction->element == ELEMENT_RUNNING)
		compiler->has_default_style = true;
	else if (instruction->element == ELEMENT_SECTION)
		compiler->has_default_style = false;
	instruction->first = compile_list(compiler, xml_first(node), &inner);
	compiler->has_default_style = had_default_style;
	if (is_well_built(instruction))
		return;
	compiler->failed = true;
	diag_say(compiler->context.diag, MSG_XML_ELEMENT_MISSING, instruction->place, rule->name,
	        build_expected(instruction->element));
}

static struct instruction *compile_element(
        struct compiler *compiler, const struct xml_node *node, const struct parent *parent)
{
	struct arena *arena = compiler->program->arena;
	const enum element element = xml_in_namespace(node, TEMPLATE_NAMESPACE)
	        ? element_lookup(xml_name(node))
	        : ELEMENT_COUNT;

	compiler->line = xml_place("", node).line;
	if (element == ELEMENT_COUNT || (element_rules[element].is & parent->holds) == 0) {
		compiler->failed = true;
		diag_say(compiler->context.diag, MSG_XML_ELEMENT, here(compiler), xml_name(node),
		        parent->name, element_list(arena, parent->holds));
		return NULL;
	}
	if (compiler->depth == DEPTH_LIMIT) {
		compiler->failed = true;
		diag_say(compiler->context.diag, MSG_TEMPLATE_TOO_LARGE, here(compiler),
		        "200 (depth)");
		return NULL;
	}
	struct instruction *instruction = arena_alloc(arena, sizeof *instruction);
	*instruction = (struct instruction){ .element = element, .place = here(compiler) };
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

static struct instruction *compile_words(
        struct compiler *compiler, const char *text, const struct parent *parent)
{
	struct arena *arena = compiler->program->arena;

	if ((parent->holds & (CONTENT_INLINE | CONTENT_WORDS)) == 0) {
		if (!xml_is_blank(text)) {
			compiler->failed = true;
			diag_say(compiler->context.diag, MSG_XML_TEXT, here(compiler), parent->name,
			        one_line(compiler, text));
		}
		return NULL;
	}
	struct instruction *instruction = arena_alloc(arena, sizeof *instruction);
	*instruction = (struct instruction){ .element = ELEMENT_WORDS, .place = here(compiler) };
	if (!pattern_read(&compiler->context, text, instruction->place, &instruction->words))
		compiler->failed = true;
	return instruction;
}

static struct instruction *compile_node(
        struct compiler *compiler, const struct xml_node *node, const struct parent *parent)
{
	struct instruction *instruction = NULL;

	if (xml_is_element(node))
		return compile_element(compiler, node, parent);
	if (xml_is_text(node))
		instruction = compile_words(compiler, xml_content(node), parent);
	compiler->line += count_newlines(xml_content(node));
	return instruction;
}

/* Parts that include parts many times over make any size of a few lines; said once. */
static bool is_too_large(struct compiler *compiler)
{
	if (compiler->parts++ == PART_LIMIT) {
		compiler->failed = true;
		diag_say(compiler->context.diag, MSG_TEMPLATE_PARTS, here(compiler),
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
			pattern_define(&compiler->context, name ? name->value.text : "");
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
	const struct stylesheet *sheet =
	        stylesheet_read(program->arena, diag, program->below, program->style_file);
	for (size_t i = 1; sheet && i < sheet->file_count; i++)
		program_note_file(program, sheet->files[i]);
	return sheet;
}

bool program_compile(struct program *program, struct diag *diag, const struct xml_tree *tree)
{
	const struct parent document = { .name = "/", .holds = CONTENT_ROOT };
	struct compiler compiler = {
		.program = program,
		.context = { .arena = program->arena, .diag = diag, .compiler = program->compiler },
		.open = { program->file },
		.open_count = 1,
	};
	const struct xml_node *root =
	        xml_root(diag, program->file, tree, "template", TEMPLATE_NAMESPACE);

	if (!root)
		return false;
	program->styles = read_styles(program, diag, root);
	program->root = compile_element(&compiler, root, &document);
	program->expressions = compiler.context.last;
	return program->styles && !compiler.failed;
}
