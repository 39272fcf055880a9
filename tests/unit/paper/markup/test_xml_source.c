#include "paper/markup/xml.h"

#include "base/common.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

#define FILE_TEXT \
	"\xEF\xBB\xBF<?xml version='1.0'?>\n" \
	"<!-- 说明 --><r xmlns='urn:x' 甲='1'\r\n" \
	"   乙 = \"&lt;二\n三\">文<b/>\n" \
	"  &amp;字<![CDATA[<二>]]>尾</r>"

struct reading {
	struct diag *diag;
	struct xml_tree *tree;
	const struct xml_node *root;
};

static struct reading read_text(void)
{
	struct reading reading = { .diag = diag_new(&(struct diag_options){ 0 }) };

	reading.tree = xml_parse(reading.diag, "t.xml", FILE_TEXT, strlen(FILE_TEXT));
	cr_assert(reading.tree);
	reading.root = xml_root(reading.diag, "t.xml", reading.tree, "r", "urn:x");
	cr_assert(reading.root);
	return reading;
}

static void end(struct reading *reading)
{
	xml_free(reading->tree);
	diag_free(reading->diag);
}

static void expect_place(struct place place, unsigned line, unsigned column)
{
	cr_expect_eq(place.line, line, "line %u", place.line);
	cr_expect_eq(place.column, column, "column %u", place.column);
}

Test(xml_source, nodes_and_attributes_know_line_and_column)
{
	struct reading reading = read_text();
	const struct xml_attribute *first = xml_attribute_first(reading.root);
	const struct xml_node *words = xml_first(reading.root);
	const struct xml_node *empty = xml_next(words);

	expect_place(xml_place("t.xml", reading.root), 2, 12);
	expect_place(xml_attribute_place("t.xml", first), 2, 29);
	expect_place(xml_attribute_place("t.xml", xml_attribute_next(first)), 3, 4);
	expect_place(xml_place("t.xml", words), 4, 4);
	expect_place(xml_place("t.xml", empty), 4, 5);
	expect_place(xml_place("t.xml", xml_next(empty)), 4, 9);
	end(&reading);
}

/* Of a text "\n  &字<二>尾" each character is where it stands, whatever stands for it. */
Test(xml_source, a_cursor_counts_what_the_tree_counts)
{
	static const struct {
		unsigned line, column;
	} places[] = { { 4, 9 }, { 5, 1 }, { 5, 2 }, { 5, 3 }, { 5, 8 }, { 5, 18 }, { 5, 19 },
		{ 5, 20 }, { 5, 24 } };
	struct reading reading = read_text();
	const struct xml_node *text = xml_next(xml_next(xml_first(reading.root)));
	struct xml_cursor cursor = xml_text_cursor(text);

	cr_expect_str_eq(xml_content(text), "\n  &字<二>尾");
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		/* Before a CDATA section's first character the cursor stands at its mark. */
		const bool at_mark = i == 5 || i == 8;
		if (!at_mark) {
			cr_expect_eq(cursor.line, places[i].line, "character %zu", i);
			cr_expect_eq(cursor.column, places[i].column, "character %zu: %u", i,
			        cursor.column);
		}
		xml_cursor_step(&cursor);
	}
	end(&reading);
}

Test(xml_source, a_value_begins_behind_its_quote)
{
	struct reading reading = read_text();
	struct xml_cursor cursor =
	        xml_value_cursor(xml_attribute_next(xml_attribute_first(reading.root)));

	cr_expect_eq(cursor.column, 9);
	xml_cursor_step(&cursor);
	cr_expect_eq(cursor.column, 13, "&lt; is one character");
	xml_cursor_step(&cursor);
	xml_cursor_step(&cursor);
	cr_expect_eq(cursor.line, 4);
	cr_expect_eq(cursor.column, 1);
	end(&reading);
}

/* What is said of a text that is no XML, or none that may be read; there is no tree of it. */
Test(xml_source, a_text_that_may_not_be_read_gives_no_tree)
{
	static const struct {
		const char *text;
		enum message message;
		unsigned line, column;
	} rows[] = {
		{ "<r>\n<a b=\"c>\n<d/></a></r>", MSG_XML_QUOTE_OPEN, 2, 6 },
		{ "<r a='1' b=\"2/>", MSG_XML_QUOTE_OPEN, 1, 12 },
		{ "<r a='1<2'/>", MSG_XML_LESS, 1, 8 },
		{ "<!DOCTYPE r>\n<r/>", MSG_XML_DOCTYPE, 1, 0 },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct diag *diag = diag_new(&(struct diag_options){ 0 });
		struct xml_tree *tree =
		        xml_parse(diag, "t.xml", rows[i].text, strlen(rows[i].text));
		cr_expect_null(tree, "row %zu", i);
		cr_assert_eq(diag_count(diag), 1, "row %zu: %zu", i, diag_count(diag));
		const struct record *said = diag_record(diag, 0);
		cr_expect_eq(said->message, rows[i].message, "row %zu: %s", i, said->english);
		cr_expect_eq(said->place.line, rows[i].line, "row %zu: %u", i, said->place.line);
		cr_expect_eq(
		        said->place.column, rows[i].column, "row %zu: %u", i, said->place.column);
		xml_free(tree);
		diag_free(diag);
	}
}
