/* Texts that are settled: marks that nobody sees make keys equal, letters that are lost are told.
 */
#include "figures/intake/submission.h"
#include "kit/intake.h"

#include <criterion/criterion.h>

#define MAY ((struct period){ 2031, 5 })
#define HEAD \
	"{\"unit\":\"东湖区\",\"period\":\"2031-05\",\"submitted_at\":\"2031-06-04\",\n" \
	"\"reporter\":\"填报人\",\"tasks\":[{\"no\":1,\n"

static const struct submission *read(struct arena *arena, struct diag *diag, const char *text)
{
	const struct catalogue *catalogue =
	        catalogue_read(arena, diag, &root_here, OTHER_CITY, NULL);
	const struct submission_source source = {
		.file = "a.json", .bytes = text, .length = strlen(text)
	};

	return submission_parse(arena, diag, catalogue, MAY, &source);
}

/* The later of two keys is at fault, whatever their order without the mark would be. */
Test(texts, keys_that_a_mark_told_apart_are_the_same)
{
	static const char *const rows[] = {
		HEAD "\"values\":{\"1.2\\u200B\":12,\n\"1.2\":13}}]}",
		HEAD "\"values\":{\"1.2\":12,\n\"1.2\\u200B\":13}}]}",
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		cr_expect_null(read(arena, diag, rows[i]), "row %zu", i);
		const struct record *record = kit_lookup(diag, MSG_JSON_DUPLICATE_KEY);
		cr_assert_not_null(record, "row %zu: %s", i, kit_records(arena, diag));
		cr_expect_eq(record->place.line, 4, "row %zu: %u", i, record->place.line);
		cr_expect(strstr(record->english, "line 3"), "row %zu: %s", i, record->english);
		diag_free(diag);
		arena_free(arena);
	}
}

/* U+FFFD is what a converter left of a letter that it could not read. */
Test(texts, each_text_that_lost_letters_is_told)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct submission *submission = read(arena, diag,
	        HEAD "\"progress\":\"招\uFFFD\",\"problems\":\"雨\uFFFD\uFFFD\","
	             "\"values\":{\"1.2\":12}}]}");

	cr_assert_not_null(submission, "%s", kit_records(arena, diag));
	cr_assert_eq(submission->losses.count, 2);
	cr_expect_str_eq(submission->losses.list[0].field, "progress");
	cr_expect_str_eq(submission->losses.list[0].task, "1");
	cr_expect_eq(submission->losses.list[0].count, 1);
	cr_expect_str_eq(submission->losses.list[1].field, "problems");
	cr_expect_eq(submission->losses.list[1].count, 2);
	cr_expect_eq(kit_count(diag, MSG_LETTERS_LOST), 2);
	diag_free(diag);
	arena_free(arena);
}
