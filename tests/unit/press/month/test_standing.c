/* What stands against issuing a month, what --despite lifts, and how it is printed. */
#include "press/month/standing.h"

#include "kit/kit.h"

#include <criterion/criterion.h>

/* A voice that was told one note, two doubts, a fault and a missing unit. */
static struct diag *told(void)
{
	struct diag *diag = kit_diag();

	diag_say_plain(diag, MSG_JSON_BOM, PLACE_NONE);
	for (int i = 0; i < 2; i++)
		diag_say(diag, MSG_FIGURE_FELL, PLACE_NONE, "a", "b", "c", "d", "e");
	diag_say_plain(diag, MSG_JSON_EMPTY, PLACE_NONE);
	diag_say(diag, MSG_ISSUE_MISSING, PLACE_NONE, "a", "b", "c");
	return diag;
}

Test(standing, counts_doubts_and_faults_by_code)
{
	struct diag *diag = told();
	struct standing standing = { .failed = false };

	standing_add(&standing, diag);
	cr_assert_eq(standing.counts[MSG_FIGURE_FELL], 2);
	cr_assert_eq(standing.counts[MSG_JSON_EMPTY], 1);
	cr_assert_eq(standing.counts[MSG_JSON_BOM], 0, "a note needs nobody");
	diag_free(diag);
}

Test(standing, is_lifted_code_by_code)
{
	struct diag *diag = told();
	struct standing standing = { .failed = false };
	static const char *const codes[] = { "FIGURE_FELL", "ISSUE_MISSING", "JSON_EMPTY" };
	struct standing_lift lift = { .codes = codes, .count = 2 };

	standing_add(&standing, diag);
	cr_assert_not(standing_is_lifted(&standing, &lift), "JSON_EMPTY stands");
	lift.count++;
	cr_assert(standing_is_lifted(&standing, &lift));
	diag_free(diag);
}

Test(standing, what_the_bulletin_shows_does_not_stand_and_is_said_once)
{
	struct diag *diag = kit_diag();
	struct diag *heard = kit_diag();
	struct standing standing = { .failed = false };
	const struct standing_lift none = { .count = 0 };

	diag_say(diag, MSG_LETTERS_LOST, place_line("a.json", 3), "next", "1", "U+E000", "U+E000");
	standing_add(&standing, diag);
	cr_assert(standing_is_lifted(&standing, &none));
	standing_repeat_shown(heard, diag);
	standing_repeat_shown(heard, diag);
	cr_assert_eq(diag_count(heard), 1);
	cr_assert_eq(diag_exit_status(heard), EXIT_PERSON);
	diag_free(heard);
	diag_free(diag);
}

Test(standing, never_lifts_an_error)
{
	struct diag *diag = kit_diag();
	struct standing standing = { .failed = false };
	static const char *const codes[] = { "NO_TARGETS" };
	const struct standing_lift lift = { .codes = codes, .count = 1 };

	cr_assert(standing_is_lifted(&standing, &lift), "nothing stands");
	diag_say_plain(diag, MSG_NO_TARGETS, PLACE_NONE);
	standing_add(&standing, diag);
	cr_assert_not(standing_is_lifted(&standing, &lift));
	diag_free(diag);
}

Test(standing, is_printed_in_words)
{
	struct arena *arena = arena_new();
	struct diag *diag = told();
	struct standing standing = { .failed = false };
	struct manifest manifest = { .exception_reason = "", .exception_text = "" };

	standing_tell(arena, &standing, "x", &manifest);
	cr_assert_str_eq(manifest.exception_text, "", "nothing stands, nothing is said");
	cr_assert_str_eq(manifest.exception_reason, "");
	standing_add(&standing, diag);
	standing_tell(arena, &standing, "已核实。", &manifest);
	cr_assert_str_eq(manifest.exception_text,
	        "截至印发时，尚有未报送单位1个、报送材料的错误1处、存疑数据2处；已核实，本期按现有"
	        "数"
	        "据印发");
	cr_assert_str_eq(manifest.exception_reason, "已核实。", "recorded as it was written");
	cr_assert_eq(manifest.exception_count, 3);
	struct diag *set = kit_diag();
	diag_say(set, MSG_LINE_WIDE, PLACE_NONE, "a", "b");
	diag_say(set, MSG_LINE_LOOSE, PLACE_NONE, "a", "b");
	standing_add_layout(&standing, set);
	standing_tell(arena, &standing, "x", &manifest);
	cr_assert_str_eq(manifest.exception_text,
	        "截至印发时，尚有未报送单位1个、报送材料的错误1处、存疑数据2处、版面待核1处；x，本"
	        "期按"
	        "现有数据印发");
	cr_assert_eq(manifest.exception_count, 4);
	diag_free(set);
	diag_free(diag);
	arena_free(arena);
}
