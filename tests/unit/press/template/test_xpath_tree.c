#include "press/template/xpath_tree.h"

#include "base/common.h"
#include "base/text.h"
#include "press/template/xpath.h"
#include "press/template/xpath_function.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct xpath_term *read_source(
        struct arena *arena, struct diag *diag, const char *source)
{
	const struct written written = { source, source, { "t.xml", 3, 11, "" } };

	return xpath_tree_read(arena, diag, &written);
}

/* What libxml2 compiles is read, and with the operators' precedence of XPath 1.0, 3.5. */
Test(xpath_tree, reads_what_libxml2_compiles)
{
	static const char *const sources[] = { "a", "@a", "*", "@*", ".", "..", "/", "/a", "//a",
		"a//@b", "a/b[1][@c='x']/..", "child::a/attribute::b", "self::node()",
		"a/text() | b/comment()", "processing-instruction('x')", "1 + 2 * -3 div 4 mod 5",
		"a-b - c", "a and b or not(c)", "a = b != c", "1 <= 2", "$x", "$x/a", "$x[1]/@b",
		"count(a)", "f()", "concat('a', \"b\", 'c')", "(a | b)[2]", "((1))", "- - 1", ".5",
		"5.", "or or or", "div div div", "* * *", "a[position() = last()]", " a / b ",
		"descendant-or-self::node()/a", "id('x')/a", "中文/@属性", "a[b[c]]",
		"'a' = a//b" };
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });

	for (size_t i = 0; i < COUNT_OF(sources); i++) {
		xmlXPathCompExprPtr compiled = xmlXPathCompile((const xmlChar *)sources[i]);
		const bool is_instruction = strstr(sources[i], "instruction('");
		cr_expect(compiled, "%s", sources[i]);
		cr_expect_eq(
		        !read_source(arena, diag, sources[i]), is_instruction, "%s", sources[i]);
		xmlXPathFreeCompExpr(compiled);
	}
	arena_free(arena);
	diag_free(diag);
}

Test(xpath_tree, operators_bind_as_xpath_has_it)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	const struct xpath_term *sum = read_source(arena, diag, "1 + 2 * 3 - 4");
	const struct xpath_term *both = read_source(arena, diag, "a or b and c = d");

	cr_assert(sum && both);
	cr_expect_str_eq(sum->name, "-"); /* (1 + (2 * 3)) - 4 */
	cr_expect_str_eq(sum->first->name, "+");
	cr_expect_str_eq(sum->first->first->next->name, "*");
	cr_expect_str_eq(both->name, "or");
	cr_expect_str_eq(both->first->next->name, "and");
	cr_expect_str_eq(both->first->next->first->next->name, "=");
	arena_free(arena);
	diag_free(diag);
}

/* The column is that of the sign that is wrong; the expression begins in column 11. */
Test(xpath_tree, faults_stand_where_they_are)
{
	static const struct {
		const char *source;
		enum message message;
		unsigned column;
	} rows[] = {
		{ "", MSG_TEMPLATE_ENDS, 11 },
		{ "a +", MSG_TEMPLATE_ENDS, 14 },
		{ "a/", MSG_TEMPLATE_ENDS, 13 },
		{ "a b", MSG_TEMPLATE_SIGN, 13 },
		{ "a?", MSG_TEMPLATE_SIGN, 12 },
		{ "a[", MSG_TEMPLATE_ENDS, 13 },
		{ "a[1", MSG_TEMPLATE_BRACKET, 12 },
		{ "f(1", MSG_TEMPLATE_BRACKET, 12 },
		{ "(1", MSG_TEMPLATE_BRACKET, 11 },
		{ "a]", MSG_TEMPLATE_SIGN, 12 },
		{ "a = 'b", MSG_TEMPLATE_QUOTE, 15 },
		{ "a == b", MSG_TEMPLATE_OPERATOR, 13 },
		{ "a <> b", MSG_TEMPLATE_OPERATOR, 13 },
		{ "a && b", MSG_TEMPLATE_OPERATOR, 13 },
		{ "a || b", MSG_TEMPLATE_OPERATOR, 13 },
		{ "!a", MSG_TEMPLATE_OPERATOR, 11 },
		{ "a\\b", MSG_TEMPLATE_OPERATOR, 12 },
		{ "甲（乙）", MSG_TEMPLATE_WIDE, 12 },
		{ "a ＝ 1", MSG_TEMPLATE_WIDE, 13 },
		{ "１", MSG_TEMPLATE_WIDE, 11 },
		{ "axis::a", MSG_TEMPLATE_SIGN, 15 },
		{ "f(a,)", MSG_TEMPLATE_SIGN, 15 },
		{ "$", MSG_TEMPLATE_ENDS, 12 },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct diag *diag = diag_new(&(struct diag_options){ 0 });
		cr_expect_null(read_source(arena, diag, rows[i].source), "%s", rows[i].source);
		cr_assert_eq(diag_count(diag), 1, "%s", rows[i].source);
		const struct record *record = diag_record(diag, 0);
		cr_expect_eq(record->message, rows[i].message, "%s: %s", rows[i].source,
		        record->english);
		cr_expect_eq(record->place.column, rows[i].column, "%s: column %u", rows[i].source,
		        record->place.column);
		diag_free(diag);
	}
	arena_free(arena);
}

/* Brackets without end: refused, not followed until the stack is used up. */
Test(xpath_tree, depth_has_a_limit)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	const char *source = "1";

	for (int i = 0; i < 200; i++)
		source = arena_printf(arena, "(%s)", source);
	cr_expect_null(read_source(arena, diag, source));
	cr_assert_eq(diag_count(diag), 1);
	cr_expect_eq(diag_record(diag, 0)->message, MSG_TEMPLATE_EXPRESSION);
	arena_free(arena);
	diag_free(diag);
}

/* functions.def has each function that libxml2 or this program knows, and none beside. */
Test(xpath_tree, functions_are_those_that_can_be_called)
{
	struct arena *arena = arena_new();
	struct xpath_compiler *compiler = xpath_compiler_new(arena);
	const char *at = xpath_list_functions(arena, true);
	size_t count = 0;

	for (; *at != '\0'; count++) {
		const size_t length = strcspn(at, ",");
		const char *name = arena_strndup(arena, at, length);
		cr_expect(xpath_knows_function(compiler, name), "%s", name);
		cr_expect_not_null(xpath_function_lookup(name));
		at += length + strspn(at + length, ", ");
	}
	cr_expect_eq(count, 20 + 27, "20 of ours, 27 of XPath 1.0 (4.1 to 4.4): %zu", count);
	xpath_compiler_free(compiler);
	arena_free(arena);
}
