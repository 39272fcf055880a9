#include "press/template/vocabulary.h"

#include "base/text.h"

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

#define LINES  (CONTENT_PARAGRAPH | CONTENT_LINES | CONTENT_RULE | CONTENT_CONTROL | CONTENT_LET)
#define BLOCKS (LINES | CONTENT_BLOCK)
#define INLINE (CONTENT_INLINE | CONTENT_CONTROL | CONTENT_LET)
#define OUTLINE \
	{ ATTRIBUTE_ANCHOR, ROW(NAME) }, { ATTRIBUTE_BOOKMARK, ROW(TEXT) }, \
	{ \
		ATTRIBUTE_BOOKMARK_LEVEL, ROW(COUNT) \
	}

const struct element_rule element_rules[ELEMENT_COUNT] = {
	[ELEMENT_TEMPLATE] = { "template", CONTENT_ROOT,
	        CONTENT_META | CONTENT_SECTION | CONTENT_CONTROL | CONTENT_LET,
	        { { ATTRIBUTE_STYLES, ROW(FILE), true }, { ATTRIBUTE_LAYOUT, ROW(COUNT), true },
	                { ATTRIBUTE_FILE, ROW(NAME), true }, { ATTRIBUTE_NAME, ROW(NAME) },
	                { ATTRIBUTE_FOR, ROW(XPATH) } } },
	[ELEMENT_PART] = { "part", CONTENT_ROOT, CONTENT_SAME, { { 0 } } },
	[ELEMENT_META] = { "meta", CONTENT_META, CONTENT_NOTHING,
	        { { ATTRIBUTE_TITLE, ROW(NAME), true }, { ATTRIBUTE_DATE, ROW(DATE), true },
	                { ATTRIBUTE_SUBJECT, ROW(TEXT) }, { ATTRIBUTE_AUTHOR, ROW(TEXT) },
	                { ATTRIBUTE_KEYWORDS, ROW(TEXT) }, { ATTRIBUTE_LANGUAGE, ROW(NAME) } } },
	[ELEMENT_SECTION] = { "section", CONTENT_SECTION, CONTENT_RUNNING | BLOCKS,
	        { { ATTRIBUTE_MASTER, ROW_NAMING(STYLE_PAGE), true },
	                { ATTRIBUTE_START, ROW_OF("page | odd | even") } } },
	[ELEMENT_RUNNING] = { "running", CONTENT_RUNNING, CONTENT_PARAGRAPH | CONTENT_RULE | INLINE,
	        { { ATTRIBUTE_REGION, ROW(NAME), true } } },
	[ELEMENT_PARAGRAPH] = { "paragraph", CONTENT_PARAGRAPH, INLINE,
	        { { ATTRIBUTE_STYLE, ROW_NAMING(STYLE_PARAGRAPH) }, OUTLINE } },
	[ELEMENT_HEADING] = { "heading", CONTENT_LINES, INLINE,
	        { { ATTRIBUTE_STYLE, ROW_NAMING(STYLE_PARAGRAPH), true },
	                { ATTRIBUTE_LEVEL, ROW(COUNT) }, { ATTRIBUTE_ANCHOR, ROW(NAME) },
	                { ATTRIBUTE_BOOKMARK, ROW(TEXT) } } },
	[ELEMENT_PARAGRAPHS] = { "paragraphs", CONTENT_LINES, CONTENT_NOTHING,
	        { { ATTRIBUTE_SELECT, ROW(XPATH), true },
	                { ATTRIBUTE_STYLE, ROW_NAMING(STYLE_PARAGRAPH) } } },
	[ELEMENT_RULE] = { "rule", CONTENT_RULE, CONTENT_NOTHING,
	        { { ATTRIBUTE_STYLE, ROW_NAMING(STYLE_RULE), true } } },
	[ELEMENT_SPACE] = { "space", CONTENT_LINES, CONTENT_NOTHING,
	        { { ATTRIBUTE_HEIGHT, ROW(LENGTH), true },
	                { ATTRIBUTE_STYLE, ROW_NAMING(STYLE_PARAGRAPH) } } },
	[ELEMENT_PAGE_BREAK] = { "page-break", CONTENT_BLOCK, CONTENT_NOTHING, { { 0 } } },
	[ELEMENT_GROUP] = { "group", CONTENT_BLOCK, BLOCKS,
	        { { ATTRIBUTE_FOOT, ROW(SWITCH) }, { ATTRIBUTE_EVEN, ROW(SWITCH) } } },
	[ELEMENT_CONTENTS] = { "contents", CONTENT_BLOCK, CONTENT_NOTHING,
	        { { ATTRIBUTE_STYLE, ROW_NAMING(STYLE_PARAGRAPH), true },
	                { ATTRIBUTE_LEVEL, ROW(COUNT) } } },
	[ELEMENT_TABLE] = { "table", CONTENT_BLOCK, CONTENT_COLUMNS | CONTENT_HEAD,
	        { { ATTRIBUTE_STYLE, ROW_NAMING(STYLE_TABLE), true }, OUTLINE } },
	[ELEMENT_COLUMNS] = { "columns", CONTENT_COLUMNS,
	        CONTENT_COLUMN | CONTENT_CONTROL | CONTENT_LET, { { 0 } } },
	[ELEMENT_COLUMN] = { "column", CONTENT_COLUMN, CONTENT_NOTHING,
	        { { ATTRIBUTE_WIDTH, ROW(COLUMN), true } } },
	[ELEMENT_HEAD] = { "head", CONTENT_HEAD, CONTENT_ROW | CONTENT_CONTROL | CONTENT_LET,
	        { { 0 } } },
	[ELEMENT_BODY] = { "body", CONTENT_HEAD, CONTENT_ROW | CONTENT_CONTROL | CONTENT_LET,
	        { { 0 } } },
	[ELEMENT_ROW] = { "row", CONTENT_ROW, CONTENT_CELL | CONTENT_CONTROL | CONTENT_LET,
	        { OUTLINE, { ATTRIBUTE_KEEP_WITH_NEXT, ROW(SWITCH) } } },
	[ELEMENT_CELL] = { "cell", CONTENT_CELL, LINES | CONTENT_INLINE,
	        { { ATTRIBUTE_SPAN, ROW(COUNT) }, { ATTRIBUTE_ROWS, ROW(COUNT) },
	                { ATTRIBUTE_STYLE, ROW_NAMING(STYLE_PARAGRAPH) },
	                { ATTRIBUTE_VALIGN, ROW_OF("top | middle | bottom") },
	                { ATTRIBUTE_FILL, ROW(COLOR) }, { ATTRIBUTE_CONTINUED, ROW(SWITCH) },
	                { ATTRIBUTE_BORDER_TOP, ROW(LENGTH) },
	                { ATTRIBUTE_BORDER_RIGHT, ROW(LENGTH) },
	                { ATTRIBUTE_BORDER_BOTTOM, ROW(LENGTH) },
	                { ATTRIBUTE_BORDER_LEFT, ROW(LENGTH) } } },
	[ELEMENT_SPAN] = { "span", CONTENT_INLINE, INLINE,
	        { { ATTRIBUTE_STYLE, ROW_NAMING(STYLE_CHARACTER) },
	                { ATTRIBUTE_LINK, ROW(LINK) } } },
	[ELEMENT_BREAK] = { "break", CONTENT_INLINE, CONTENT_NOTHING, { { 0 } } },
	[ELEMENT_FILL] = { "fill", CONTENT_INLINE, CONTENT_NOTHING, { { 0 } } },
	[ELEMENT_GAP] = { "gap", CONTENT_INLINE, CONTENT_NOTHING,
	        { { ATTRIBUTE_WIDTH, ROW(LENGTH), true } } },
	[ELEMENT_PAGE] = { "page", CONTENT_INLINE, CONTENT_NOTHING, { { 0 } } },
	[ELEMENT_PAGES] = { "pages", CONTENT_INLINE, CONTENT_NOTHING, { { 0 } } },
	[ELEMENT_PAGE_OF] = { "page-of", CONTENT_INLINE, CONTENT_NOTHING,
	        { { ATTRIBUTE_ANCHOR, ROW(NAME), true } } },
	[ELEMENT_BAR] = { "bar", CONTENT_INLINE, CONTENT_NOTHING,
	        { { ATTRIBUTE_STYLE, ROW_NAMING(STYLE_BAR), true },
	                { ATTRIBUTE_SHARE, ROW(SHARE), true }, { ATTRIBUTE_MARK, ROW(SHARE) } } },
	[ELEMENT_LIGHT] = { "light", CONTENT_INLINE, CONTENT_NOTHING,
	        { { ATTRIBUTE_STYLE, { .type = ROW_REFERENCE_NONE, .kind = STYLE_LIGHT },
	                true } } },
	[ELEMENT_TEXT] = { "text", CONTENT_INLINE, CONTENT_WORDS, { { 0 } } },
	[ELEMENT_FOR_EACH] = { "for-each", CONTENT_CONTROL, CONTENT_SAME | CONTENT_SORT,
	        { { ATTRIBUTE_SELECT, ROW(XPATH), true } } },
	[ELEMENT_SORT] = { "sort", CONTENT_SORT, CONTENT_NOTHING,
	        { { ATTRIBUTE_SELECT, ROW(XPATH), true },
	                { ATTRIBUTE_ORDER, ROW_OF("ascending | descending") },
	                { ATTRIBUTE_DATA_TYPE, ROW_OF("text | number") } } },
	[ELEMENT_IF] = { "if", CONTENT_CONTROL, CONTENT_SAME,
	        { { ATTRIBUTE_TEST, ROW(XPATH), true } } },
	[ELEMENT_CHOOSE] = { "choose", CONTENT_CONTROL, CONTENT_WHEN, { { 0 } } },
	[ELEMENT_WHEN] = { "when", CONTENT_WHEN, CONTENT_SAME,
	        { { ATTRIBUTE_TEST, ROW(XPATH), true } } },
	[ELEMENT_OTHERWISE] = { "otherwise", CONTENT_WHEN, CONTENT_SAME, { { 0 } } },
	[ELEMENT_LET] = { "let", CONTENT_LET, CONTENT_NOTHING,
	        { { ATTRIBUTE_NAME, ROW(IDENTIFIER), true },
	                { ATTRIBUTE_SELECT, ROW(XPATH), true } } },
	[ELEMENT_INCLUDE] = { "include", CONTENT_CONTROL, CONTENT_NOTHING,
	        { { ATTRIBUTE_HREF, ROW(FILE), true } } },
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
	const char *expected = rows_expected(arena, &rule->rule, styles ? &records : NULL);

	if (!styles || !rows_is_reference(rule->rule.type))
		return expected;
	return arena_printf(arena, "%s (%s)", expected, styles->file);
}
