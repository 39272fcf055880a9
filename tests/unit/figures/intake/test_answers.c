/* The office's answers, written and read again. */
#include "figures/intake/answers.h"

#include "base/text.h"
#include "figures/targets/lookup.h"
#include "kit/intake.h"

#include <criterion/criterion.h>
#include <string.h>

#define FEBRUARY ((struct period){ 2031, 2 })

static const struct answers *read_again(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, struct period period, const struct text *bytes)
{
	return answers_read(arena, diag, catalogue, period,
	        &(struct office_file){ .file = "answers.json",
	                .status = FILE_OK,
	                .bytes = bytes->bytes,
	                .length = bytes->length,
	                .digest = digest_of(bytes->bytes, bytes->length) });
}

Test(answers, what_is_written_reads_as_it_was)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct catalogue *catalogue =
	        catalogue_read(arena, diag, &root_here, OTHER_CITY, NULL);
	const struct unit *unit = catalogue->units[3];
	const struct recorded_day day = { .unit = unit,
		.revision = 2,
		.day = { 2031, 3, 4 },
		.reason = "邮寄",
		.place = PLACE_NONE };
	const struct answers written = { .file = "answers.json", .days = &day, .day_count = 1 };
	struct text bytes;

	text_init(&bytes);
	answers_write(arena, &written, FEBRUARY, &bytes);
	const struct answers *read = read_again(arena, diag, catalogue, FEBRUARY, &bytes);
	cr_expect_eq(diag_count(diag), 0, "%s: %s", kit_records(arena, diag), bytes.bytes);
	cr_assert_eq(read->day_count, 1);
	const struct recorded_day *found = answers_day(read, unit, 2);
	cr_assert_not_null(found);
	cr_expect_eq(date_compare(found->day, day.day), 0);
	cr_expect_str_eq(found->reason, "邮寄");
	cr_expect_null(answers_day(read, unit, 1));
	/* Of another month they are none. */
	read = read_again(arena, diag, catalogue, (struct period){ 2031, 3 }, &bytes);
	cr_expect_eq(read->day_count, 0);
	cr_expect_geq(diag_count_at_least(diag, SEVERITY_FAULT), 1);
	text_release(&bytes);
	diag_free(diag);
	arena_free(arena);
}
