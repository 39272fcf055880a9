#include "press/template/vocabulary.h"

#include "base/text.h"
#include "paper/style/records.h"

#include <string.h>

const char *const attribute_names[ATTRIBUTE_COUNT] = {
	[ATTRIBUTE_NONE] = "",
	[ATTRIBUTE_ANCHOR] = "anchor",
	[ATTRIBUTE_AUTHOR] = "author",
	[ATTRIBUTE_BOOKMARK] = "bookmark",
	[ATTRIBUTE_BOOKMARK_LEVEL] = "bookmark-level",
	[ATTRIBUTE_BORDER_TOP] = "border-top",
	[ATTRIBUTE_BORDER_RIGHT] = "border-right",
	[ATTRIBUTE_BORDER_BOTTOM] = "border-bottom",
	[ATTRIBUTE_BORDER_LEFT] = "border-left",
	[ATTRIBUTE_CONTINUED] = "continued",
	[ATTRIBUTE_DATA_TYPE] = "data-type",
	[ATTRIBUTE_DATE] = "date",
	[ATTRIBUTE_EVEN] = "even",
	[ATTRIBUTE_FILE] = "file",
	[ATTRIBUTE_FILL] = "fill",
	[ATTRIBUTE_FOOT] = "foot",
	[ATTRIBUTE_FOR] = "for",
	[ATTRIBUTE_HEIGHT] = "height",
	[ATTRIBUTE_HREF] = "href",
	[ATTRIBUTE_KEEP_WITH_NEXT] = "keep-with-next",
	[ATTRIBUTE_KEYWORDS] = "keywords",
	[ATTRIBUTE_LANGUAGE] = "language",
	[ATTRIBUTE_LAYOUT] = "layout",
	[ATTRIBUTE_LEVEL] = "level",
	[ATTRIBUTE_LINK] = "link",
	[ATTRIBUTE_MARK] = "mark",
	[ATTRIBUTE_MASTER] = "master",
	[ATTRIBUTE_NAME] = "name",
	[ATTRIBUTE_ORDER] = "order",
	[ATTRIBUTE_REGION] = "region",
	[ATTRIBUTE_ROWS] = "rows",
	[ATTRIBUTE_SELECT] = "select",
	[ATTRIBUTE_SHARE] = "share",
	[ATTRIBUTE_SPAN] = "span",
	[ATTRIBUTE_START] = "start",
	[ATTRIBUTE_STYLE] = "style",
	[ATTRIBUTE_STYLES] = "styles",
	[ATTRIBUTE_SUBJECT] = "subject",
	[ATTRIBUTE_TEST] = "test",
	[ATTRIBUTE_TITLE] = "title",
	[ATTRIBUTE_VALIGN] = "valign",
	[ATTRIBUTE_WIDTH] = "width",
};

#define REQUIRED true, NULL
#define OPTIONAL false, NULL
#define YES_NO   TYPE_CHOICE, false, "yes | no"
#define LINES    (CONTENT_PARAGRAPH | CONTENT_LINES | CONTENT_RULE | CONTENT_CONTROL | CONTENT_LET)
#define BLOCKS   (LINES | CONTENT_BLOCK)
#define INLINE   (CONTENT_INLINE | CONTENT_CONTROL | CONTENT_LET)
#define OUTLINE \
	{ ATTRIBUTE_ANCHOR, TYPE_NAME, OPTIONAL }, { ATTRIBUTE_BOOKMARK, TYPE_TEXT, OPTIONAL }, \
	{ \
		ATTRIBUTE_BOOKMARK_LEVEL, TYPE_COUNT, OPTIONAL \
	}

const struct element_rule element_rules[ELEMENT_COUNT] = {
	[ELEMENT_TEMPLATE] = { "template", CONTENT_ROOT,
	        CONTENT_META | CONTENT_SECTION | CONTENT_CONTROL | CONTENT_LET,
	        { { ATTRIBUTE_STYLES, TYPE_FILE, REQUIRED },
	                { ATTRIBUTE_LAYOUT, TYPE_COUNT, REQUIRED },
	                { ATTRIBUTE_FILE, TYPE_NAME, REQUIRED },
	                { ATTRIBUTE_NAME, TYPE_NAME, OPTIONAL },
	                { ATTRIBUTE_FOR, TYPE_XPATH, OPTIONAL } } },
	[ELEMENT_PART] = { "part", CONTENT_ROOT, CONTENT_SAME, { { 0 } } },
	[ELEMENT_META] = { "meta", CONTENT_META, CONTENT_NOTHING,
	        { { ATTRIBUTE_TITLE, TYPE_NAME, REQUIRED }, { ATTRIBUTE_DATE, TYPE_DATE, REQUIRED },
	                { ATTRIBUTE_SUBJECT, TYPE_TEXT, OPTIONAL },
	                { ATTRIBUTE_AUTHOR, TYPE_TEXT, OPTIONAL },
	                { ATTRIBUTE_KEYWORDS, TYPE_TEXT, OPTIONAL },
	                { ATTRIBUTE_LANGUAGE, TYPE_NAME, OPTIONAL } } },
	[ELEMENT_SECTION] = { "section", CONTENT_SECTION, CONTENT_RUNNING | BLOCKS,
	        { { ATTRIBUTE_MASTER, TYPE_MASTER, REQUIRED },
	                { ATTRIBUTE_START, TYPE_CHOICE, false, "page | odd | even" } } },
	[ELEMENT_RUNNING] = { "running", CONTENT_RUNNING, CONTENT_PARAGRAPH | CONTENT_RULE | INLINE,
	        { { ATTRIBUTE_REGION, TYPE_NAME, REQUIRED } } },
	[ELEMENT_PARAGRAPH] = { "paragraph", CONTENT_PARAGRAPH, INLINE,
	        { { ATTRIBUTE_STYLE, TYPE_PARAGRAPH, OPTIONAL }, OUTLINE } },
	[ELEMENT_HEADING] = { "heading", CONTENT_LINES, INLINE,
	        { { ATTRIBUTE_STYLE, TYPE_PARAGRAPH, REQUIRED },
	                { ATTRIBUTE_LEVEL, TYPE_COUNT, OPTIONAL },
	                { ATTRIBUTE_ANCHOR, TYPE_NAME, OPTIONAL },
	                { ATTRIBUTE_BOOKMARK, TYPE_TEXT, OPTIONAL } } },
	[ELEMENT_PARAGRAPHS] = { "paragraphs", CONTENT_LINES, CONTENT_NOTHING,
	        { { ATTRIBUTE_SELECT, TYPE_XPATH, REQUIRED },
	                { ATTRIBUTE_STYLE, TYPE_PARAGRAPH, OPTIONAL } } },
	[ELEMENT_RULE] = { "rule", CONTENT_RULE, CONTENT_NOTHING,
	        { { ATTRIBUTE_STYLE, TYPE_RULE, REQUIRED } } },
	[ELEMENT_SPACE] = { "space", CONTENT_LINES, CONTENT_NOTHING,
	        { { ATTRIBUTE_HEIGHT, TYPE_LENGTH, REQUIRED },
	                { ATTRIBUTE_STYLE, TYPE_PARAGRAPH, OPTIONAL } } },
	[ELEMENT_PAGE_BREAK] = { "page-break", CONTENT_BLOCK, CONTENT_NOTHING, { { 0 } } },
	[ELEMENT_GROUP] = { "group", CONTENT_BLOCK, BLOCKS,
	        { { ATTRIBUTE_FOOT, YES_NO }, { ATTRIBUTE_EVEN, YES_NO } } },
	[ELEMENT_CONTENTS] = { "contents", CONTENT_BLOCK, CONTENT_NOTHING,
	        { { ATTRIBUTE_STYLE, TYPE_PARAGRAPH, REQUIRED },
	                { ATTRIBUTE_LEVEL, TYPE_COUNT, OPTIONAL } } },
	[ELEMENT_TABLE] = { "table", CONTENT_BLOCK, CONTENT_COLUMNS | CONTENT_HEAD,
	        { { ATTRIBUTE_STYLE, TYPE_TABLE, REQUIRED }, OUTLINE } },
	[ELEMENT_COLUMNS] = { "columns", CONTENT_COLUMNS,
	        CONTENT_COLUMN | CONTENT_CONTROL | CONTENT_LET, { { 0 } } },
	[ELEMENT_COLUMN] = { "column", CONTENT_COLUMN, CONTENT_NOTHING,
	        { { ATTRIBUTE_WIDTH, TYPE_COLUMN, REQUIRED } } },
	[ELEMENT_HEAD] = { "head", CONTENT_HEAD, CONTENT_ROW | CONTENT_CONTROL | CONTENT_LET,
	        { { 0 } } },
	[ELEMENT_BODY] = { "body", CONTENT_HEAD, CONTENT_ROW | CONTENT_CONTROL | CONTENT_LET,
	        { { 0 } } },
	[ELEMENT_ROW] = { "row", CONTENT_ROW, CONTENT_CELL | CONTENT_CONTROL | CONTENT_LET,
	        { OUTLINE, { ATTRIBUTE_KEEP_WITH_NEXT, YES_NO } } },
	[ELEMENT_CELL] = { "cell", CONTENT_CELL, LINES | CONTENT_INLINE,
	        { { ATTRIBUTE_SPAN, TYPE_COUNT, OPTIONAL },
	                { ATTRIBUTE_ROWS, TYPE_COUNT, OPTIONAL },
	                { ATTRIBUTE_STYLE, TYPE_PARAGRAPH, OPTIONAL },
	                { ATTRIBUTE_VALIGN, TYPE_CHOICE, false, "top | middle | bottom" },
	                { ATTRIBUTE_FILL, TYPE_COLOR, OPTIONAL }, { ATTRIBUTE_CONTINUED, YES_NO },
	                { ATTRIBUTE_BORDER_TOP, TYPE_LENGTH, OPTIONAL },
	                { ATTRIBUTE_BORDER_RIGHT, TYPE_LENGTH, OPTIONAL },
	                { ATTRIBUTE_BORDER_BOTTOM, TYPE_LENGTH, OPTIONAL },
	                { ATTRIBUTE_BORDER_LEFT, TYPE_LENGTH, OPTIONAL } } },
	[ELEMENT_SPAN] = { "span", CONTENT_INLINE, INLINE,
	        { { ATTRIBUTE_STYLE, TYPE_CHARACTER, OPTIONAL },
	                { ATTRIBUTE_LINK, TYPE_LINK, OPTIONAL } } },
	[ELEMENT_BREAK] = { "break", CONTENT_INLINE, CONTENT_NOTHING, { { 0 } } },
	[ELEMENT_FILL] = { "fill", CONTENT_INLINE, CONTENT_NOTHING, { { 0 } } },
	[ELEMENT_GAP] = { "gap", CONTENT_INLINE, CONTENT_NOTHING,
	        { { ATTRIBUTE_WIDTH, TYPE_LENGTH, REQUIRED } } },
	[ELEMENT_PAGE] = { "page", CONTENT_INLINE, CONTENT_NOTHING, { { 0 } } },
	[ELEMENT_PAGES] = { "pages", CONTENT_INLINE, CONTENT_NOTHING, { { 0 } } },
	[ELEMENT_PAGE_OF] = { "page-of", CONTENT_INLINE, CONTENT_NOTHING,
	        { { ATTRIBUTE_ANCHOR, TYPE_NAME, REQUIRED } } },
	[ELEMENT_BAR] = { "bar", CONTENT_INLINE, CONTENT_NOTHING,
	        { { ATTRIBUTE_STYLE, TYPE_BAR, REQUIRED },
	                { ATTRIBUTE_SHARE, TYPE_SHARE, REQUIRED },
	                { ATTRIBUTE_MARK, TYPE_SHARE, OPTIONAL } } },
	[ELEMENT_LIGHT] = { "light", CONTENT_INLINE, CONTENT_NOTHING,
	        { { ATTRIBUTE_STYLE, TYPE_LIGHT, REQUIRED } } },
	[ELEMENT_TEXT] = { "text", CONTENT_INLINE, CONTENT_WORDS, { { 0 } } },
	[ELEMENT_FOR_EACH] = { "for-each", CONTENT_CONTROL, CONTENT_SAME | CONTENT_SORT,
	        { { ATTRIBUTE_SELECT, TYPE_XPATH, REQUIRED } } },
	[ELEMENT_SORT] = { "sort", CONTENT_SORT, CONTENT_NOTHING,
	        { { ATTRIBUTE_SELECT, TYPE_XPATH, REQUIRED },
	                { ATTRIBUTE_ORDER, TYPE_CHOICE, false, "ascending | descending" },
	                { ATTRIBUTE_DATA_TYPE, TYPE_CHOICE, false, "text | number" } } },
	[ELEMENT_IF] = { "if", CONTENT_CONTROL, CONTENT_SAME,
	        { { ATTRIBUTE_TEST, TYPE_XPATH, REQUIRED } } },
	[ELEMENT_CHOOSE] = { "choose", CONTENT_CONTROL, CONTENT_WHEN, { { 0 } } },
	[ELEMENT_WHEN] = { "when", CONTENT_WHEN, CONTENT_SAME,
	        { { ATTRIBUTE_TEST, TYPE_XPATH, REQUIRED } } },
	[ELEMENT_OTHERWISE] = { "otherwise", CONTENT_WHEN, CONTENT_SAME, { { 0 } } },
	[ELEMENT_LET] = { "let", CONTENT_LET, CONTENT_NOTHING,
	        { { ATTRIBUTE_NAME, TYPE_IDENTIFIER, REQUIRED },
	                { ATTRIBUTE_SELECT, TYPE_XPATH, REQUIRED } } },
	[ELEMENT_INCLUDE] = { "include", CONTENT_CONTROL, CONTENT_NOTHING,
	        { { ATTRIBUTE_HREF, TYPE_FILE, REQUIRED } } },
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
