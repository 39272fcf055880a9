/*
 * What every part of an expansion asks of the run: to go on with a list of instructions, to find
 * what an expression says, to read an attribute, to note an anchor.
 */
#include "press/template/expansion.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Ends the run: nothing is stepped any more, and what ended it is said once. */
static bool is_too_big(struct expansion *expansion, const struct instruction *instruction)
{
	if (expansion->steps > EXPANSION_STEP_LIMIT
	        || arena_used(expansion->arena) - expansion->arena_start <= EXPANSION_TREE_LIMIT)
		return false;
	expansion->steps = EXPANSION_STEP_LIMIT + 1;
	expansion->failed = true;
	diag_say(expansion->diag, MSG_TEMPLATE_TREE, instruction->place,
	        arena_printf(expansion->arena, "%zu", EXPANSION_TREE_LIMIT >> 20));
	return true;
}

static bool is_stopped(struct expansion *expansion, const struct instruction *instruction)
{
	if (is_too_big(expansion, instruction))
		return true;
	if (expansion->steps < EXPANSION_STEP_LIMIT) {
		expansion->steps++;
		return false;
	}
	if (expansion->steps == EXPANSION_STEP_LIMIT) {
		expansion->steps++;
		expansion->failed = true;
		diag_say(expansion->diag, MSG_TEMPLATE_TOO_LARGE, instruction->place,
		        arena_printf(expansion->arena, "%d", EXPANSION_STEP_LIMIT));
	}
	return true;
}

void expansion_run(struct expansion *expansion, const struct instruction *first)
{
	const size_t mark = xpath_mark(expansion->xpath);

	for (const struct instruction *at = first; at; at = at->next) {
		if (is_stopped(expansion, at))
			break;
		if (expansion->runners[at->element])
			expansion->runners[at->element](expansion, at);
		else
			expansion_run(expansion, at->first);
	}
	xpath_forget(expansion->xpath, mark);
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

bool expansion_test(struct expansion *expansion, const struct instruction *instruction)
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

const char *expansion_key(struct expansion *expansion, const struct instruction *instruction)
{
	const struct expression *by = program_given(instruction, ATTRIBUTE_GROUP_BY)->expression;

	if (has_failed(expansion, by))
		return NULL;
	const char *key = xpath_key(expansion->xpath, by);
	if (!key)
		note_failure(expansion, by);
	return key;
}

bool expansion_bind(struct expansion *expansion, const struct instruction *let)
{
	const char *name = program_given(let, ATTRIBUTE_NAME)->value.text;
	const struct expression *select = program_given(let, ATTRIBUTE_SELECT)->expression;

	if (has_failed(expansion, select))
		return false;
	if (xpath_bind(expansion->xpath, name, select))
		return true;
	note_failure(expansion, select);
	return false;
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

/* The words of a pattern on one line, and where the last that were bound came from; NULL: said. */
static const char *pattern_line(struct expansion *expansion, const struct given_attribute *given,
        bool is_path, struct place *source)
{
	struct text raw;
	struct text line;
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
			*source = found.source;
		} else {
			fine = false;
		}
	}
	const uint32_t refused = words_line(&line, raw.bytes);
	if (refused != 0) {
		expansion->failed = true;
		diag_say(expansion->diag, MSG_TEMPLATE_CONTROL, *source,
		        arena_printf(expansion->arena, "U+%04X", (unsigned)refused));
	}
	const char *result = arena_strndup(expansion->arena, line.bytes, line.length);
	text_release(&raw);
	text_release(&line);
	return fine && refused == 0 ? result : NULL;
}

const char *expansion_path(struct expansion *expansion, const struct given_attribute *given)
{
	struct place source = PLACE_NONE;

	return given->constant ? given->value.text : pattern_line(expansion, given, true, &source);
}

bool expansion_value(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute, struct measure_base base, struct row_value *out)
{
	const struct given_attribute *given = program_given(instruction, attribute);
	const struct stylesheet *styles = expansion->program->styles;

	if (!given)
		return false;
	if (given->constant && !rows_is_relative(given->rule->rule.type)) {
		*out = given->value;
		return true;
	}
	struct place source = PLACE_NONE;
	const char *line = given->constant ? given->value.text
	                                   : pattern_line(expansion, given, false, &source);
	if (!line)
		return false;
	if (attribute_read(given->rule, styles, base, line, out))
		return true;
	expansion->failed = true;
	const struct attribute_fault fault = { given->rule, styles, line };
	attribute_say(expansion->arena, expansion->diag, instruction->place, &fault);
	return false;
}

static const struct measure_base no_base = { 0, 0 };

const char *expansion_text(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute)
{
	struct row_value value;

	return expansion_value(expansion, instruction, attribute, no_base, &value) ? value.text
	                                                                           : "";
}

const char *expansion_sourced(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute, struct place *source)
{
	const struct given_attribute *given = program_given(instruction, attribute);

	*source = instruction->place;
	if (!given)
		return "";
	return given->constant ? given->value.text : pattern_line(expansion, given, false, source);
}

int expansion_number(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute, int missing)
{
	struct row_value value;

	return expansion_value(expansion, instruction, attribute, no_base, &value) ? value.number
	                                                                           : missing;
}

const void *expansion_style(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute)
{
	struct row_value value;

	return expansion_value(expansion, instruction, attribute, no_base, &value) ? value.record
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

struct outline expansion_outline(struct expansion *expansion, const struct instruction *instruction)
{
	const struct outline outline = {
		.anchor = expansion_text(expansion, instruction, ATTRIBUTE_ANCHOR),
		.bookmark = expansion_text(expansion, instruction, ATTRIBUTE_BOOKMARK),
		.level = expansion_number(expansion, instruction, ATTRIBUTE_BOOKMARK_LEVEL, 1),
	};

	if (outline.anchor[0] != '\0')
		note_name(expansion, &expansion->anchors, outline.anchor, instruction->place);
	return outline;
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

void expansion_check_anchors(struct expansion *expansion)
{
	const struct named_places anchors = expansion->anchors;
	const struct named_places wanted = expansion->wanted;
	const size_t size = sizeof *anchors.items;

	if (anchors.count > 0)
		qsort(anchors.items, anchors.count, size, compare_names);
	for (size_t i = 1; i < anchors.count; i++) {
		if (!text_equal(anchors.items[i].name, anchors.items[i - 1].name)
		        || (i > 1 && text_equal(anchors.items[i].name, anchors.items[i - 2].name)))
			continue; /* of many the first two are named */
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
		        wanted.items[i].name, "", "");
	}
}
