#include "press/template/asked.h"

#include "base/common.h"
#include "press/template/xpath.h"

#include <criterion/criterion.h>
#include <string.h>

/* The names that an expression asks for, in the order of the vocabulary: "task @name"; * for all.
 */
static const char *asked(struct arena *arena, const char *source)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	const struct written written = { source, source, { "t.xml", 1, 1, "" } };
	const struct xpath_term *term = xpath_tree_read(arena, diag, &written);
	struct facts_names names, all, unasked;
	const char *list = "";

	cr_assert(term, "%s", source);
	facts_names_init(&unasked);
	facts_names_init(&names);
	facts_names_init(&all);
	facts_names_add_all(&all);
	asked_add(&names, term);
	for (enum facts_node i = 0; i < NODE_COUNT_ALL; i++)
		if (names.elements[i] && !unasked.elements[i])
			list = arena_printf(arena, "%s %s", list, names_element(i));
	for (enum fact i = 0; i < FACT_COUNT_ALL; i++)
		if (names.attributes[i] && !unasked.attributes[i])
			list = arena_printf(arena, "%s @%s", list, names_attribute(i));
	diag_free(diag);
	return facts_names_hold(&names, &all) ? "*" : *list ? list + 1 : list;
}

Test(asked, the_names_of_its_steps_and_of_what_stands_in_predicates_and_calls)
{
	static const struct {
		const char *source, *names;
	} cases[] = {
		{ "task/@number", "task @number" },
		{ "//indicator[@status = 'done'][rank]/@rate", "indicator rank @rate @status" },
		{ "count(task[@number > $n]) + 1", "task @number" },
		{ "concat(@name, '、')", "@name" },
		{ "1 + 2", "" },
		{ "workday-add(@due, 3)", "calendar @due @holidays @workdays" },
		{ "date-add(@due, 3)", "@due" },
		{ "descendant::*", "*" },
		{ "@*", "*" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *found = asked(arena, cases[i].source);
		for (const char *name = cases[i].names; *name; name += strcspn(name, " ") + 1) {
			const size_t length = strcspn(name, " ");
			cr_expect(strstr(found, arena_strndup(arena, name, length)), "%s: %s",
			        cases[i].source, found);
			if (!name[length])
				break;
		}
		cr_expect_eq(
		        strlen(found), strlen(cases[i].names), "%s: %s", cases[i].source, found);
	}
	arena_free(arena);
}
