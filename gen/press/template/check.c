#include "press/template/check.h"

#include "base/text.h"
#include "diag/hint.h"
#include "press/template/xpath_kind.h"

#include <string.h>

/* Whether what stands in a template stands in its document. */
enum presence {
	STANDS_ALWAYS,
	STANDS_PERHAPS,
	STANDS_REPEATED,
};

struct sure_anchor {
	const char *name;
	struct place place;
	const struct sure_anchor *next;
};

struct check {
	struct kind_scope scope;
	const struct program *program;
	const struct page_master *page; /* of the section; NULL: not known */
	const struct sure_anchor *sure;
	const char *anchors; /* "a, b": those that are there whatever the data say */
	bool any_anchor;     /* some anchor depends on the data */
};

static const struct kind any_kind = { .is = KIND_ANY };

static void check_list(
        struct check *check, const struct instruction *first, const struct kind *focus);

static struct written written_of(const struct expression *expression)
{
	return (struct written){ expression->source, expression->raw, expression->place };
}

static struct kind kind_of(
        struct check *check, const struct expression *expression, const struct kind *focus)
{
	const struct written written = written_of(expression);

	check->scope.written = &written;
	return xpath_kind(&check->scope, expression->tree, focus);
}

static void say_type(struct check *check, const struct expression *expression, const char *gives,
        const char *wanted)
{
	check->scope.failed = true;
	diag_say(check->scope.diag, MSG_TEMPLATE_TYPE, expression->place, expression->source, gives,
	        wanted);
}

/* The attributes of the elements that a path leads to, as an author would write them. */
static const char *list_words(struct check *check, const struct kind *kind, const char *path)
{
	const struct shape *shape = check->scope.shape;
	const char *list = "";

	for (size_t i = SHAPE_ROOT; i < shape->count; i++) {
		if (!shape_is_attribute(&shape->nodes[i])
		        || !shape_set_has(&kind->nodes, shape->nodes[i].parent))
			continue;
		list = arena_printf(check->scope.arena, "%s%s%s/@%s", list,
		        list[0] != '\0' ? ", " : "", path, shape->nodes[i].name);
	}
	return hint_list(check->scope.arena, list);
}

/* An element of the facts holds no words: a blank would be printed. */
static bool is_wordless(const struct check *check, const struct kind *kind)
{
	const struct shape *shape = check->scope.shape;

	for (size_t i = 0; i < shape->count; i++) {
		if (shape_set_has(&kind->nodes, i) && shape_is_attribute(&shape->nodes[i]))
			return false;
	}
	return kind->is == KIND_NODES && !shape_set_is_empty(&kind->nodes);
}

/* A path that leads to each of several, unless the data happen to have one only. */
static bool may_be_several(const struct xpath_term *term)
{
	if (term->kind != TERM_PATH)
		return false;
	for (const struct location_step *at = term->steps; at; at = at->next) {
		if (at->predicates)
			return false;
	}
	for (const struct location_step *at = term->steps; at; at = at->next) {
		if (at->axis == AXIS_CHILD && !shape_is_single(at->name))
			return true;
	}
	return false;
}

static void check_printed(
        struct check *check, const struct expression *expression, const struct kind *focus)
{
	const struct kind kind = kind_of(check, expression, focus);

	if (kind.is == KIND_TRUTH) {
		check->scope.failed = true;
		diag_say(check->scope.diag, MSG_TEMPLATE_TRUTH, expression->place,
		        expression->source);
	} else if (is_wordless(check, &kind)) {
		check->scope.failed = true;
		diag_say(check->scope.diag, MSG_TEMPLATE_WORDLESS, expression->place,
		        expression->source, list_words(check, &kind, expression->source));
	} else if (kind.is == KIND_NODES && may_be_several(expression->tree)) {
		diag_say(check->scope.diag, MSG_TEMPLATE_MANY, expression->place,
		        expression->source);
	}
}

static void check_pattern(
        struct check *check, const struct pattern *pattern, const struct kind *focus)
{
	for (size_t i = 0; i < pattern->count; i++) {
		if (pattern->parts[i].expression)
			check_printed(check, pattern->parts[i].expression, focus);
	}
}

static const struct expression *expression_of(
        const struct instruction *instruction, enum attribute attribute)
{
	const struct given_attribute *given = program_given(instruction, attribute);

	return given ? given->expression : NULL;
}

static void check_attributes(
        struct check *check, const struct instruction *instruction, const struct kind *focus)
{
	for (size_t i = 0; i < instruction->attribute_count; i++)
		check_pattern(check, &instruction->attributes[i].pattern, focus);
	const struct expression *test = expression_of(instruction, ATTRIBUTE_TEST);
	if (!test)
		return;
	const struct written written = written_of(test);
	check->scope.written = &written;
	xpath_kind_test(&check->scope, test->tree, focus);
}

/* What select finds, one after another. */
static struct kind selected(
        struct check *check, const struct instruction *instruction, const struct kind *focus)
{
	const enum attribute attribute =
	        instruction->element == ELEMENT_TEMPLATE ? ATTRIBUTE_FOR : ATTRIBUTE_SELECT;
	const struct expression *select = expression_of(instruction, attribute);

	if (!select)
		return any_kind;
	const struct kind kind = kind_of(check, select, focus);
	const bool may_be_text = instruction->element == ELEMENT_PARAGRAPHS;
	if (kind.is == KIND_NODES || kind.is == KIND_ANY || (may_be_text && kind.is == KIND_TEXT))
		return kind;
	say_type(check, select,
	        kind.is == KIND_TEXT            ? "“…”"
	                : kind.is == KIND_TRUTH ? "true | false"
	                                        : "0, 1, 2 …",
	        "task, unit/@name …");
	return any_kind;
}

static void check_sort(
        struct check *check, const struct instruction *sort, const struct kind *focus)
{
	const struct expression *select = expression_of(sort, ATTRIBUTE_SELECT);
	const struct given_attribute *type = program_given(sort, ATTRIBUTE_DATA_TYPE);

	if (!select)
		return;
	const struct kind kind = kind_of(check, select, focus);
	if (!type || !type->constant || !type->value.text
	        || strcmp(type->value.text, "number") != 0)
		return;
	const struct written written = written_of(select);
	check->scope.written = &written;
	xpath_kind_number(&check->scope, select->tree, &kind);
}

static void define(struct check *check, const struct instruction *let, const struct kind *focus)
{
	struct kind_scope *scope = &check->scope;
	const struct expression *select = expression_of(let, ATTRIBUTE_SELECT);
	const struct given_attribute *name = program_given(let, ATTRIBUTE_NAME);
	const struct kind words = { .is = KIND_TEXT };
	const bool is_said = program_given(let, ATTRIBUTE_SELECT);
	const struct kind kind = select ? kind_of(check, select, focus)
	        : is_said               ? any_kind /* its fault was said */
	                                : words;

	if (!name || !name->value.text)
		return;
	scope->variables = arena_grow(scope->arena, scope->variables, &scope->variable_capacity,
	        scope->variable_count, sizeof *scope->variables);
	scope->variables[scope->variable_count++] =
	        (struct kind_variable){ .name = name->value.text, .kind = kind };
}

/* The widths that are given in lengths, together; what is shared or by content counts nothing. */
static mpt fixed_widths(const struct instruction *columns)
{
	mpt sum = 0;

	for (const struct instruction *at = columns->first; at; at = at->next) {
		const struct given_attribute *width = program_given(at, ATTRIBUTE_WIDTH);
		if (at->element != ELEMENT_COLUMN || !width || !width->constant)
			continue;
		sum += width->value.length;
	}
	return sum;
}

static const char *millimetres(struct check *check, mpt length)
{
	const long tenths = ((long)length * 254 + 36000) / 72000;

	return arena_printf(check->scope.arena, "%ld.%ldmm", tenths / 10, tenths % 10);
}

/* The number of columns; 0: it depends on the data. */
static size_t count_columns(const struct instruction *columns)
{
	size_t count = 0;

	for (const struct instruction *at = columns->first; at; at = at->next) {
		if (at->element != ELEMENT_COLUMN)
			return 0;
		count++;
	}
	return count;
}

/* The columns that a row's cells cover; 0: it depends on the data, or on rows above. */
static size_t count_cells(const struct instruction *row)
{
	size_t count = 0;

	for (const struct instruction *at = row->first; at; at = at->next) {
		const struct given_attribute *span = program_given(at, ATTRIBUTE_SPAN);
		if (at->element != ELEMENT_CELL || (span && !span->constant))
			return 0;
		count += span ? (size_t)span->value.number : 1;
	}
	return count;
}

/* A cell that covers rows below leaves them fewer columns to fill. */
static bool spans_rows(const struct instruction *first)
{
	for (; first; first = first->next) {
		if (program_given(first, ATTRIBUTE_ROWS)
		        || (first->element != ELEMENT_CELL && spans_rows(first->first)))
			return true;
	}
	return false;
}

static void check_rows(struct check *check, const struct instruction *first, size_t columns)
{
	for (; first; first = first->next) {
		if (first->element != ELEMENT_ROW) {
			check_rows(check, first->first, columns);
			continue;
		}
		const size_t cells = count_cells(first);
		if (cells == 0 || cells == columns || first->is_marred)
			continue;
		check->scope.failed = true;
		diag_say(check->scope.diag, MSG_TEMPLATE_COLUMNS, first->place,
		        arena_printf(check->scope.arena, "%zu", columns),
		        arena_printf(check->scope.arena, "%zu", cells));
	}
}

static void check_table(struct check *check, const struct instruction *table)
{
	const struct instruction *columns = table->first;

	while (columns && columns->element != ELEMENT_COLUMNS)
		columns = columns->next;
	if (!columns)
		return;
	if (count_columns(columns) > 0 && !spans_rows(table->first))
		check_rows(check, table->first, count_columns(columns));
	if (!check->page || fixed_widths(columns) <= check->page->area_width)
		return;
	check->scope.failed = true;
	diag_say(check->scope.diag, MSG_TEMPLATE_TABLE_WIDE, columns->place,
	        millimetres(check, fixed_widths(columns)),
	        millimetres(check, check->page->area_width), check->page->name);
}

static const char *list_regions(struct check *check)
{
	const char *list = "";

	for (size_t i = 0; i < check->page->region_count; i++)
		list = arena_printf(check->scope.arena, "%s%s%s", list, i > 0 ? ", " : "",
		        check->page->regions[i].name);
	return list;
}

static void check_running(struct check *check, const struct instruction *running)
{
	const struct given_attribute *given = program_given(running, ATTRIBUTE_REGION);

	if (!given || !given->constant || !check->page)
		return;
	for (size_t i = 0; i < check->page->region_count; i++) {
		if (strcmp(check->page->regions[i].name, given->value.text) == 0)
			return;
	}
	const struct hint hint =
	        hint_near(check->scope.arena, given->value.text, list_regions(check));
	check->scope.failed = true;
	diag_say(check->scope.diag, MSG_XML_VALUE, running->place, "region", given->value.text,
	        list_regions(check), hint.english, hint.chinese);
}

/* An anchor that is there once for each of several, or stands elsewhere already. */
static void judge_anchor(struct check *check, const struct instruction *instruction,
        const char *name, enum presence presence)
{
	struct arena *arena = check->scope.arena;

	if (presence == STANDS_REPEATED) {
		check->scope.failed = true;
		diag_say(check->scope.diag, MSG_TEMPLATE_ANCHOR_LOOP, instruction->place, name);
	}
	if (presence != STANDS_ALWAYS)
		return;
	for (const struct sure_anchor *at = check->sure; at; at = at->next) {
		if (!text_equal(at->name, name))
			continue;
		check->scope.failed = true;
		diag_say(check->scope.diag, MSG_TEMPLATE_ANCHOR_TWICE, instruction->place, name,
		        place_format(arena, at->place));
		return;
	}
	struct sure_anchor *sure = arena_alloc(arena, sizeof *sure);
	*sure = (struct sure_anchor){ name, instruction->place, check->sure };
	check->sure = sure;
}

/* How the content of an instruction that stands so stands itself. */
static enum presence presence_within(const struct instruction *instruction, enum presence presence)
{
	const struct expression *select = expression_of(instruction, ATTRIBUTE_SELECT);

	if (instruction->element == ELEMENT_FOR_EACH && select
	        && (select->tree->kind == TERM_VARIABLE || may_be_several(select->tree)))
		return STANDS_REPEATED;
	if (presence == STANDS_ALWAYS
	        && (instruction->element == ELEMENT_FOR_EACH
	                || instruction->element == ELEMENT_FOR_EACH_GROUP
	                || instruction->element == ELEMENT_IF
	                || instruction->element == ELEMENT_CHOOSE))
		return STANDS_PERHAPS;
	return presence;
}

static void note_anchors(
        struct check *check, const struct instruction *first, enum presence presence)
{
	struct arena *arena = check->scope.arena;

	for (; first; first = first->next) {
		const struct given_attribute *anchor = first->element == ELEMENT_PAGE_OF
		        ? NULL
		        : program_given(first, ATTRIBUTE_ANCHOR);
		check->any_anchor |= anchor && !anchor->constant;
		if (anchor && anchor->constant && anchor->value.text) {
			judge_anchor(check, first, anchor->value.text, presence);
			check->anchors = arena_printf(arena, "%s%s%s", check->anchors,
			        check->anchors[0] != '\0' ? ", " : "", anchor->value.text);
		}
		note_anchors(check, first->first, presence_within(first, presence));
	}
}

/* A link to an anchor, or the number of its page. */
static void check_wanted(struct check *check, const struct instruction *instruction)
{
	struct arena *arena = check->scope.arena;
	const bool is_page = instruction->element == ELEMENT_PAGE_OF;
	const struct given_attribute *wanted =
	        program_given(instruction, is_page ? ATTRIBUTE_ANCHOR : ATTRIBUTE_LINK);
	const char *name = wanted && wanted->constant ? wanted->value.text : NULL;

	if (!name || check->any_anchor || (!is_page && name[0] != '#'))
		return;
	name += is_page ? 0 : 1;
	if (strstr(arena_printf(arena, ", %s,", check->anchors),
	            arena_printf(arena, ", %s,", name)))
		return;
	const struct hint hint = hint_near(arena, name, check->anchors);
	check->scope.failed = true;
	diag_say(check->scope.diag, MSG_TEMPLATE_ANCHOR, instruction->place, name, hint.english,
	        hint.chinese);
}

static void check_instruction(
        struct check *check, const struct instruction *instruction, const struct kind *focus)
{
	const struct page_master *page = check->page;
	const struct given_attribute *master = program_given(instruction, ATTRIBUTE_MASTER);
	struct kind inner = *focus;

	check_attributes(check, instruction, focus);
	check_pattern(check, &instruction->words, focus);
	check_wanted(check, instruction);
	if (instruction->element == ELEMENT_LET || instruction->element == ELEMENT_WITH)
		define(check, instruction, focus);
	else if (instruction->element == ELEMENT_SORT)
		check_sort(check, instruction, focus);
	else if (instruction->element == ELEMENT_PARAGRAPHS)
		(void)selected(check, instruction, focus);
	else if (instruction->element == ELEMENT_FOR_EACH
	        || instruction->element == ELEMENT_FOR_EACH_GROUP)
		inner = selected(check, instruction, focus);
	else if (instruction->element == ELEMENT_SECTION)
		check->page = master && master->constant ? master->value.record : NULL;
	else if (instruction->element == ELEMENT_TABLE)
		check_table(check, instruction);
	else if (instruction->element == ELEMENT_RUNNING)
		check_running(check, instruction);
	const struct expression *by = expression_of(instruction, ATTRIBUTE_GROUP_BY);
	if (by)
		(void)kind_of(check, by, &inner);
	check_list(check, instruction->first, &inner);
	check->page = page;
}

static void check_list(
        struct check *check, const struct instruction *first, const struct kind *focus)
{
	const size_t defined = check->scope.variable_count;

	for (; first; first = first->next)
		check_instruction(check, first, focus);
	check->scope.variable_count = defined;
}

/* Only the words at the end of the pattern are known before there is data: they must be .pdf. */
static void check_file(struct check *check, const struct instruction *root)
{
	const struct given_attribute *file = program_given(root, ATTRIBUTE_FILE);
	const size_t count = file ? file->pattern.count : 0;
	const char *first = count > 0 ? file->pattern.parts[0].literal : NULL;
	const char *last = count > 0 ? file->pattern.parts[count - 1].literal : NULL;

	if (count == 0)
		return;
	const bool is_hidden = first && (first[0] == '.' || first[0] == '/' || strstr(first, "/."));
	if (!is_hidden && last && text_ends_with(last, ".pdf")
	        && strlen(last) > (count == 1 ? 4 : 3))
		return;
	check->scope.failed = true;
	diag_say(check->scope.diag, MSG_TEMPLATE_FILE_NAME, file->pattern.parts[0].place,
	        last ? last : "{…}");
}

bool check_program(struct diag *diag, const struct program *program, const struct shape *shape)
{
	struct check check = {
		.scope = { .arena = program->arena, .diag = diag, .shape = shape },
		.program = program,
		.anchors = "",
	};
	struct kind root = { .is = KIND_NODES };

	if (!program->root)
		return false;
	shape_set_add(&root.nodes, SHAPE_ROOT);
	const bool is_part = program->root->element == ELEMENT_PART;
	const struct kind focus = is_part ? any_kind
	        : expression_of(program->root, ATTRIBUTE_FOR)
	        ? selected(&check, program->root, &root)
	        : root;
	check_file(&check, program->root);
	check_attributes(&check, program->root, &focus);
	/* A part on its own may link to what whoever includes it has. */
	check.any_anchor = is_part;
	note_anchors(&check, program->root->first, STANDS_ALWAYS);
	check_list(&check, program->root->first, &focus);
	return !check.scope.failed;
}
