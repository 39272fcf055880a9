#include "press/template/vocabulary.h"

#include "base/text.h"
#include "diag/hint.h"

#include <string.h>

const char *const attribute_names[ATTRIBUTE_COUNT] = {
	[ATTRIBUTE_NONE] = "",
#define ATTRIBUTE(id, name) [ATTRIBUTE_##id] = (name),
#include "press/template/elements.def"
};

#define LINES  (CONTENT_PARAGRAPH | CONTENT_LINES | CONTENT_RULE | CONTENT_CONTROL | CONTENT_LET)
#define BLOCKS (LINES | CONTENT_BLOCK)
#define VALUE  (CONTENT_WORDS | CONTENT_CONTROL | CONTENT_LET)
#define MUST(id, ...) \
	{ \
		.attribute = ATTRIBUTE_##id, .rule = __VA_ARGS__, .required = true \
	}
#define MAY(id, ...) \
	{ \
		.attribute = ATTRIBUTE_##id, .rule = __VA_ARGS__ \
	}
#define NONE \
	{ \
		.attribute = ATTRIBUTE_NONE \
	}
#define OUTLINE MAY(ANCHOR, ROW(NAME)), MAY(BOOKMARK, ROW(TEXT)), MAY(BOOKMARK_LEVEL, ROW(COUNT))

const struct element_rule element_rules[ELEMENT_COUNT] = {
#define WRAPPER(id, name, is, holds, ...) \
	[ELEMENT_##id] = { (name), (is), (holds), { __VA_ARGS__ } },
#define ELEMENT(id, name, is, holds, step, ...) \
	[ELEMENT_##id] = { (name), (is), (holds), { __VA_ARGS__ } },
#include "press/template/elements.def"
};

enum element element_lookup(const char *name)
{
	for (enum element element = 0; element < ELEMENT_COUNT; element++) {
		if (text_equal(name, element_rules[element].name))
			return element;
	}
	return ELEMENT_COUNT;
}

enum attribute attribute_lookup(const char *name)
{
	for (enum attribute attribute = 1; attribute < ATTRIBUTE_COUNT; attribute++) {
		if (text_equal(name, attribute_names[attribute]))
			return attribute;
	}
	return ATTRIBUTE_NONE;
}

const struct attribute_rule *attribute_rule_lookup(enum element element, enum attribute attribute)
{
	const struct attribute_rule *rule = element_rules[element].attributes;

	for (; rule->attribute != ATTRIBUTE_NONE; rule++) {
		if (rule->attribute == attribute)
			return rule;
	}
	return NULL;
}

const char *element_list(struct arena *arena, unsigned holds)
{
	const char *list = "";

	for (size_t i = 0; i < ELEMENT_COUNT; i++) {
		if ((element_rules[i].is & holds) != 0)
			list = arena_printf(arena, "%s%s%s", list, list[0] != '\0' ? ", " : "",
			        element_rules[i].name);
	}
	return list[0] != '\0' ? list : "–";
}

const char *attribute_list(struct arena *arena, enum element element)
{
	const struct attribute_rule *rule = element_rules[element].attributes;
	const char *list = "";

	for (; rule->attribute != ATTRIBUTE_NONE; rule++)
		list = arena_printf(arena, "%s%s%s", list, list[0] != '\0' ? ", " : "",
		        attribute_names[rule->attribute]);
	return list[0] != '\0' ? list : "–";
}

bool attribute_read(const struct attribute_rule *rule, const struct stylesheet *styles,
        struct measure_base base, const char *text, struct row_value *out)
{
	const struct row_records records = style_records(styles);

	return rows_read(&rule->rule, &records, base, text, out);
}

const char *attribute_expected(
        struct arena *arena, const struct attribute_rule *rule, const struct stylesheet *styles)
{
	const struct row_records records = style_records(styles);
	const char *expected =
	        hint_list(arena, rows_expected(arena, &rule->rule, styles ? &records : NULL));

	if (!styles || !rows_is_reference(rule->rule.type))
		return expected;
	return arena_printf(arena, "%s (%s)", expected, styles->file);
}

void attribute_say(struct arena *arena, struct diag *diag, struct place place,
        const struct attribute_fault *fault)
{
	const struct attribute_rule *rule = fault->rule;
	const struct row_records records = style_records(fault->styles);
	const char *words = !rows_is_word(rule->rule.type)
	        ? ""
	        : rows_expected(arena, &rule->rule, fault->styles ? &records : NULL);
	const struct hint hint = hint_near(arena, fault->text, words);

	diag_say(diag, MSG_XML_VALUE, place, attribute_names[rule->attribute], fault->text,
	        attribute_expected(arena, rule, fault->styles), hint.english, hint.chinese);
}
