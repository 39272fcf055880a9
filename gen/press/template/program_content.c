#include "press/template/program_content.h"

#include "base/common.h"
#include "paper/markup/xml.h"

const struct given_attribute *program_given(
        const struct instruction *instruction, enum attribute attribute)
{
	for (size_t i = 0; i < instruction->attribute_count; i++) {
		if (instruction->attributes[i].rule->attribute == attribute)
			return &instruction->attributes[i];
	}
	return NULL;
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

static bool is_blank(const struct instruction *instruction)
{
	const struct pattern *words = &instruction->words;

	if (instruction->element != ELEMENT_WORDS)
		return false;
	for (size_t i = 0; i < words->count; i++) {
		if (!words->parts[i].literal || !xml_is_blank(words->parts[i].literal))
			return false;
	}
	return true;
}

/* More than blanks. */
static bool has_content(const struct instruction *first)
{
	while (first && is_blank(first))
		first = first->next;
	return first;
}

/* A part on its own may stand in a line, where the blanks between its elements count. */
static bool sorts_first(const struct instruction *first)
{
	bool sorted = false;

	for (; first; first = first->next) {
		if (first->element == ELEMENT_SORT && sorted)
			return false;
		sorted |= first->element != ELEMENT_SORT && !is_blank(first);
	}
	return true;
}

bool program_is_well_built(const struct instruction *instruction)
{
	static const enum element table[] = { ELEMENT_COLUMNS, ELEMENT_HEAD, ELEMENT_BODY,
		ELEMENT_FOOT };
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
		return sorts_first(child);
	default:
		return true;
	}
}

/* What an element whose content has an order must hold. */
void program_say_content(struct diag *diag, const struct instruction *instruction)
{
	static const struct {
		enum element element;
		const char *english, *chinese;
	} rows[] = {
		{ ELEMENT_TABLE,
		        "<columns>, <head> (may be left out), <body>, <foot> (may be left out)",
		        "<columns>、<head>（可省）、<body>、<foot>（可省）" },
		{ ELEMENT_TEMPLATE, "<let> (any number), <meta>, <section>s",
		        "<let>（可有多个，可省）、<meta>、各个 <section>" },
		{ ELEMENT_CHOOSE, "one or more <when>, <otherwise> (may be left out)",
		        "一个或多个 <when>、<otherwise>（可省）" },
		{ ELEMENT_FOR_EACH, "<sort> (any number), then what is repeated",
		        "<sort>（可有多个，可省）、要重复的内容" },
		{ ELEMENT_FOR_EACH_GROUP, "<sort> (any number), then what is repeated",
		        "<sort>（可有多个，可省）、要重复的内容" },
		{ ELEMENT_LET, "either select=\"…\" or words", "select=\"…\" 或文字，二者取一" },
		{ ELEMENT_WITH, "either select=\"…\" or words", "select=\"…\" 或文字，二者取一" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (rows[i].element == instruction->element)
			diag_say(diag, MSG_XML_CONTENT, instruction->place,
			        element_rules[instruction->element].name, rows[i].english,
			        rows[i].chinese);
	}
}
