#include "press/template/xpath_scan.h"

#include "base/common.h"
#include "base/text.h"

#include <criterion/criterion.h>

/* "e:task a:no f:count v:x *": what was visited, in order. */
static void add_visit(void *data, enum xpath_name kind, const char *name)
{
	static const char *const marks[] = {
		[XPATH_NAME_ELEMENT] = "e:",
		[XPATH_NAME_ATTRIBUTE] = "a:",
		[XPATH_NAME_FUNCTION] = "f:",
		[XPATH_NAME_VARIABLE] = "v:",
		[XPATH_NAME_ANY] = "*",
	};
	struct text *seen = data;

	text_printf(seen, "%s%s%s", seen->length > 0 ? " " : "", marks[kind], name);
}

/* What is asked of the facts hangs on it: a step that may be of any name is never overlooked. */
Test(xpath_scan, names_and_steps_of_any_name)
{
	static const struct {
		const char *source, *seen;
	} rows[] = {
		{ "category/task[@no = $no]", "e:category e:task a:no v:no" },
		{ "count(//task) * 2 div 3", "f:count e:task" },
		{ "//task/@no", "e:task a:no" },
		{ "/ facts / * / task", "e:facts * e:task" },
		{ "count(*) * 2", "f:count *" },
		{ "@*", "*" },
		{ "task/node()", "e:task *" },
		{ "task/text()", "e:task" },
		{ "//@status", "* a:status" },
		{ "// @status", "* a:status" },
		{ "task//@status", "e:task * a:status" },
		{ "count(//.)", "f:count *" },
		{ "//attribute::no", "* a:no" },
		{ "descendant::task", "e:task" },
		{ "child::*", "*" },
		{ "../@name", "a:name" },
		{ ". = '//@x'", "" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct text seen;
		text_init(&seen);
		xpath_scan(rows[i].source, add_visit, &seen);
		cr_expect_str_eq(seen.bytes, rows[i].seen, "%s", rows[i].source);
		text_release(&seen);
	}
}
