#include "figures/intake/guess.h"

#include "base/common.h"
#include "kit/intake.h"

#include <criterion/criterion.h>

/* Of the other city: 市人社局（市人力资源和社会保障局） 市教育局（市体育局） 市档案馆 东湖区 西山县
 * 南浦市. */
static const struct {
	const char *words;
	const char *unit; /* "" for none */
} named[] = {
	{ "市档案馆.xlsx", "市档案馆" },
	{ "市档案馆（5月）.xlsx", "市档案馆" },
	{ "市 档 案 馆.docx", "市档案馆" },
	{ "关于报送临江市档案馆2031年5月材料的函.docx", "市档案馆" },
	{ "档案馆2031-05", "市档案馆" },
	{ "新建 档案馆 - 副本 (2).json", "市档案馆" },
	{ "市人力资源和社会保障局.zip", "市人社局" },
	{ "市教育局(市体育局)", "市教育局（市体育局）" },
	{ "东湖区", "东湖区" },
	{ "西山县人民政府5月", "西山县" },
	{ "南浦市档案馆.json", "南浦市" }, /* its own, not the city's */
	{ "东湖区档案馆.json", "东湖区" },
	{ "市档案馆转市人社局.docx", "" },
	{ "东湖区、西山县.xlsx", "" },
	{ "5月.xlsx", "" },
	{ "", "" },
	{ "局", "" },
	{ "report-2031-05", "" },
};

static const char *name_of(const struct unit *unit)
{
	return unit ? unit->name : "";
}

Test(guess, words_name_one_unit_or_nobody_is_guessed)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct catalogue *catalogue =
	        catalogue_read(arena, diag, &root_here, OTHER_CITY, NULL);
	const struct guess *guess = guess_new(arena, catalogue);

	for (size_t i = 0; i < COUNT_OF(named); i++)
		cr_expect_str_eq(name_of(guess_named(guess, named[i].words)), named[i].unit, "%s",
		        named[i].words);
	const struct unit *archives = guess_named(guess, "市档案馆");
	cr_expect(guess_names(guess, "市档案馆转市人社局.docx", archives));
	cr_expect_not(guess_names(guess, "市人社局.docx", archives));
	diag_free(diag);
	arena_free(arena);
}

Test(guess, a_slip_is_one_units_or_nobodys)
{
	static const struct {
		const char *words;
		const char *unit;
	} rows[] = {
		{ "市档案管", "市档案馆" },
		{ "2031-05市档安馆5月", "市档案馆" },
		{ "市档馆", "" }, /* too short to tell */
		{ "市水务局", "" },
		{ "", "" },
	};
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct catalogue *catalogue =
	        catalogue_read(arena, diag, &root_here, OTHER_CITY, NULL);
	const struct guess *guess = guess_new(arena, catalogue);

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		cr_expect_str_eq(name_of(guess_near(guess, rows[i].words)), rows[i].unit, "%s",
		        rows[i].words);
	diag_free(diag);
	arena_free(arena);
}
