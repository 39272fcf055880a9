#include "base/nearest.h"

#include "base/common.h"

#include <criterion/criterion.h>

Test(nearest, is_what_a_slip_of_the_pen_meant)
{
	static const char *const names[] = { "paragraph", "paragraphs", "style", "市民政局",
		"市水利局", "h1" };
	static const struct {
		const char *written, *meant;
	} rows[] = {
		{ "paragragh", "paragraph" },
		{ "stlye", "style" }, /* neighbours swapped: one edit */
		{ "市名政局", "市民政局" },
		{ "hl", "h1" },
		{ "x", NULL }, /* nothing is left of it */
		{ "margin", NULL },
		{ "", NULL },
		{ "a word much longer than any that could be meant by somebody", NULL },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *found = nearest_word(rows[i].written, names, COUNT_OF(names));
		if (rows[i].meant)
			cr_expect_str_eq(found, rows[i].meant, "row %zu", i);
		else
			cr_expect_null(found, "row %zu: %s", i, found);
	}
	cr_expect_null(nearest_word("style", names, 0));
}
