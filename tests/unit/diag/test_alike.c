#include "diag/alike.h"

#include "kit/kit.h"

#include <criterion/criterion.h>
#include <string.h>

/* A voice that has heard of a missing field in each of the lines. */
static struct diag *heard(const unsigned *lines, size_t count)
{
	struct diag *aside = kit_diag();

	for (size_t i = 0; i < count; i++)
		diag_say(aside, MSG_TARGETS_FIELD_MISSING, place_line("a.json", lines[i]), "kind");
	return aside;
}

Test(alike, what_many_lines_say_is_said_once)
{
	static const unsigned lines[] = { 4, 9, 12, 20, 33 };
	struct diag *aside = heard(lines, 5);
	struct diag *diag = kit_diag();

	diag_say(aside, MSG_TARGETS_FIELD_MISSING, place_line("a.json", 7), "id");
	diag_say(aside, MSG_TARGETS_FIELD_MISSING, place_line("b.json", 7), "kind");
	alike_pour(diag, aside);
	cr_assert_eq(diag_count(diag), 3);
	const struct record *first = diag_record(diag, 0);
	cr_expect_eq(first->place.line, 4);
	cr_expect_str_eq(
	        first->english, "field “kind” is missing (5 times: lines 4, 9, 12 and so on)");
	cr_expect_str_eq(first->chinese, "缺少字段“kind”（共5处：第4、9、12行等）");
	cr_expect(strstr(diag_record(diag, 1)->english, "“id”"));
	cr_expect_str_eq(diag_record(diag, 2)->place.file, "b.json");
	diag_free(diag);
}

Test(alike, a_few_are_said_each_in_its_line)
{
	static const unsigned lines[] = { 4, 9, 12 };
	struct diag *diag = kit_diag();

	alike_pour(diag, heard(lines, ALIKE_MOST));
	cr_assert_eq(diag_count(diag), ALIKE_MOST);
	for (size_t i = 0; i < ALIKE_MOST; i++) {
		cr_expect_eq(diag_record(diag, i)->place.line, lines[i]);
		cr_expect_not(strstr(diag_record(diag, i)->english, "times"));
	}
	diag_free(diag);
}
