#include "press/template/query.h"

#include "base/text.h"
#include "kit/kit.h"

#include <criterion/criterion.h>

static bool asked(const char *source, const char *expected)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct facts *facts = facts_empty();
	struct text out;
	bool found = false;

	text_init(&out);
	const bool fine = query_print(diag, facts, source, &out, &found);
	cr_expect_eq(fine, diag_count(diag) == 0, "%s", source);
	cr_expect_eq(found, expected[0] != '\0', "%s", source);
	text_add(&out, "");
	cr_expect_str_eq(out.length > 0 ? out.bytes : "", expected, "%s", source);
	text_release(&out);
	facts_free(facts);
	diag_free(diag);
	return fine;
}

Test(query, prints_each_kind)
{
	cr_expect(asked("1 + 1", "2\n"));
	cr_expect(asked("'甲'", "甲\n"));
	cr_expect(asked("1 = 2", "false\n"));
	cr_expect(asked("category/task", ""));
	cr_expect(!asked("1 +", ""));
	cr_expect(!asked("count(1)", ""));
}

Test(query, judges_names_before_there_is_data)
{
	static const struct {
		const char *source;
		bool fine;
	} rows[] = { { "category/task/@topic", true }, { "@subjcet", false }, { "task", false },
		{ "@*", true }, { "category/@*", true }, { "*", true }, { "category/*/@*", true },
		{ "category//unit/@name", true }, { "category/task//category", false },
		{ "category/descendant::task", true }, { "category/self::task", false },
		{ "category/self::category", true },
		{ "category/descendant-or-self::category", true },
		{ "category/task/descendant-or-self::category", false }, { "nosuch(1)", false },
		{ "category/ancestor-or-self::category", true },
		{ "category/task/ancestor-or-self::category", true },
		{ "category/ancestor-or-self::task", false }, { "category/task/..", true },
		{ "category/task/../@name", true }, { "category/task/parent::unit", false },
		{ "category/task/parent::category/@name", true }, { "id('x')/*", true },
		{ "id('x')/@*", true }, { "id('x')/nosuch", false }, { "$x", false },
		{ "category[", false } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diag *diag = diag_new(&(struct diag_options){ 0 });
		cr_expect_eq(query_check(diag, rows[i].source), rows[i].fine, "%s", rows[i].source);
		cr_expect_eq(diag_count(diag) == 0, rows[i].fine, "%s", rows[i].source);
		diag_free(diag);
	}
}
