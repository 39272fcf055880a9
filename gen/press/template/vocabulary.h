/*
 * The vocabulary of templates as tables, made of the rows of elements.def: elements, what may stand
 * in them, attributes and their types.
 *
 * Owns the names; templates/template.rng says the same as a schema (a test keeps the two in step).
 * Knows neither XPath nor the document being built.
 */
#ifndef PRESS_TEMPLATE_VOCABULARY_H
#define PRESS_TEMPLATE_VOCABULARY_H

#include "diag/diag.h"
#include "paper/markup/rows.h"
#include "paper/style/style.h"

#define TEMPLATE_NAMESPACE "urn:minsheng:template"

enum element {
#define ELEMENT(id, name, is, holds, step, ...) ELEMENT_##id,
#define WRAPPER(id, name, is, holds, ...)       ELEMENT_##id,
#include "press/template/elements.def"
	ELEMENT_COUNT,
	ELEMENT_WORDS = ELEMENT_COUNT, /* no element: a piece of text */
};

enum attribute {
	ATTRIBUTE_NONE, /* ends a list */
#define ATTRIBUTE(id, name) ATTRIBUTE_##id,
#include "press/template/elements.def"
	ATTRIBUTE_COUNT
};

extern const char *const attribute_names[ATTRIBUTE_COUNT];

struct attribute_rule {
	enum attribute attribute;
	struct row_rule rule;
	bool required;
};

/* What an element is and what may stand in it; bits. */
enum content_model {
	CONTENT_NOTHING = 0,
	CONTENT_META = 1 << 0,
	CONTENT_SECTION = 1 << 1,
	CONTENT_RUNNING = 1 << 2,
	CONTENT_PARAGRAPH = 1 << 3, /* a paragraph is a block that a running text may hold too */
	CONTENT_BLOCK = 1 << 4,     /* only where pages are filled: never in a cell */
	CONTENT_INLINE = 1 << 5,    /* and words */
	CONTENT_COLUMNS = 1 << 6,
	CONTENT_COLUMN = 1 << 7,
	CONTENT_HEAD = 1 << 8, /* head, body and foot */
	CONTENT_ROW = 1 << 9,
	CONTENT_CELL = 1 << 10,
	CONTENT_SORT = 1 << 11,
	CONTENT_WHEN = 1 << 12, /* when and otherwise */
	CONTENT_CONTROL = 1 << 13,
	CONTENT_LET = 1 << 14,
	CONTENT_SAME = 1 << 15, /* what its parent may hold */
	CONTENT_ROOT = 1 << 16,
	CONTENT_WORDS = 1 << 17, /* words and no element */
	CONTENT_LINES = 1 << 18, /* blocks that a cell may hold too */
	CONTENT_RULE = 1 << 19,  /* a block that a cell and a running text may hold too */
	CONTENT_WITH = 1 << 20,  /* values for an included part */
	CONTENT_TILE = 1 << 21,
	CONTENT_ITEM = 1 << 22,   /* of a list */
	CONTENT_SERIES = 1 << 23, /* series, pace and levels of a chart */
	CONTENT_POINT = 1 << 24,
};
/* What stands in a line, and the elements that pass it through. */
#define INLINE (CONTENT_INLINE | CONTENT_CONTROL | CONTENT_LET)

/* Of one element, with the end of its list. */
#define ATTRIBUTES_MAX 13

struct element_rule {
	const char *name;
	unsigned is;                                      /* one bit of enum content_model */
	unsigned holds;                                   /* bits of enum content_model */
	struct attribute_rule attributes[ATTRIBUTES_MAX]; /* ended by ATTRIBUTE_NONE */
};

extern const struct element_rule element_rules[ELEMENT_COUNT];

/* ELEMENT_COUNT when there is none of that name. */
enum element element_lookup(const char *name);
/* NULL when the element does not have it. */
const struct attribute_rule *attribute_rule_lookup(enum element element, enum attribute attribute);
/* ATTRIBUTE_NONE when there is none of that name. */
enum attribute attribute_lookup(const char *name);
/* "paragraph, heading, …": the elements that `holds` allows. */
const char *element_list(struct arena *arena, unsigned holds);
/* "style, anchor, …" */
const char *attribute_list(struct arena *arena, enum element element);

/*
 * The value of an attribute, by the names in the sheet; NULL: of no type that needs one. `text`
 * must outlive the value. False when it is not possible.
 */
bool attribute_read(const struct attribute_rule *rule, const struct stylesheet *styles,
        struct measure_base base, const char *text, struct row_value *out);
/* What a value may be, by example or by the names there are. */
const char *attribute_expected(
        struct arena *arena, const struct attribute_rule *rule, const struct stylesheet *styles);
/* A value that an attribute cannot have. */
struct attribute_fault {
	const struct attribute_rule *rule;
	const struct stylesheet *styles; /* may be NULL */
	const char *text;
};
/* Says XML_VALUE. */
void attribute_say(struct arena *arena, struct diag *diag, struct place place,
        const struct attribute_fault *fault);

#endif
