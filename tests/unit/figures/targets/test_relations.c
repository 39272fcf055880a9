#include "figures/targets/relations.h"

#include "base/file.h"
#include "base/text.h"
#include "kit/intake.h"

#include <criterion/criterion.h>
#include <string.h>

/* The other city's catalogue with one relation more, in line 2, from column 18 on. */
static const struct catalogue *read_with(
        struct arena *arena, struct diag *diag, const char *relation)
{
	struct file_bytes content = { .bytes = "" };

	cr_assert_eq(file_read(arena, &root_here, OTHER_CITY, 1 << 20, &content), FILE_OK);
	const char *text = kit_replace(arena, content.bytes, "{\n",
	        arena_printf(arena, "{\n  \"relations\": [\"%s\"],\n", relation));
	cr_assert_not_null(text);
	return catalogue_parse(arena, diag,
	        &(struct catalogue_source){
	                .file = OTHER_CITY, .bytes = text, .length = strlen(text) });
}

static const char *const part_words[] = {
	[TERM_VALUE] = "", [TERM_NUMERATOR] = "n", [TERM_DENOMINATOR] = "d"
};

/* "7.1 = n7.2 + 7.3" */
static const char *as_read(struct arena *arena, const struct relation *relation)
{
	static const char *const signs[] = {
		[RELATION_AT_LEAST] = " >= ", [RELATION_EQUAL] = " = ", [RELATION_ALIKE] = ", "
	};
	const char *read = "";

	for (size_t i = 0; i < relation->term_count; i++) {
		const struct term *term = &relation->terms[i];
		const char *sign = i == 0                            ? ""
		        : i == 1 || relation->kind == RELATION_ALIKE ? signs[relation->kind]
		                                                     : " + ";
		read = arena_printf(
		        arena, "%s%s%s%s", read, sign, part_words[term->part], term->indicator->id);
	}
	return read;
}

Test(relations, read_as_people_write_them)
{
	static const struct {
		const char *written, *read;
	} rows[] = {
		{ "7.6 >= 1.1", "7.6 >= 1.1" },
		{ "7.6>=1.1", "7.6 >= 1.1" },
		{ "  7.6  ≥  1.1  ", "7.6 >= 1.1" },
		{ "７．６＞＝１．１", "7.6 >= 1.1" },
		{ "7.6　＝　1.1", "7.6 = 1.1" },
		{ "numerator(1.1) = 1.2", "n1.1 = 1.2" },
		{ "numerator ( 1.1 ) = 1.2", "n1.1 = 1.2" },
		{ "分子（1.1）＝1.2", "n1.1 = 1.2" },
		{ "1.2 >= 分母(1.1)", "1.2 >= d1.1" },
		{ "denominator(1.1) = numerator(1.1) + 1.2", "d1.1 = n1.1 + 1.2" },
		{ "1.2=numerator(1.1)+denominator(1.1)+numerator(7.6)",
		        "1.2 = n1.1 + d1.1 + n7.6" },
		{ "same-denominator(1.1, 7.1)", "d1.1, d7.1" },
		{ "same-denominator(1.1,7.1,7.6)", "d1.1, d7.1, d7.6" },
		{ "同分母（1.1、7.1，7.6）", "d1.1, d7.1, d7.6" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		const struct catalogue *catalogue = read_with(arena, diag, rows[i].written);
		cr_assert_not_null(catalogue, "%s", kit_records(arena, diag));
		cr_assert_eq(catalogue->relation_count, 1);
		cr_expect_str_eq(as_read(arena, &catalogue->relations[0]), rows[i].read);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(relations, what_does_not_read_is_said_where_it_stands)
{
	static const struct {
		const char *written;
		unsigned at; /* characters before the slip */
		enum message message;
	} rows[] = {
		{ "", 0, MSG_TARGETS_RELATION },
		{ "1.2", 3, MSG_TARGETS_RELATION },
		{ "1.2 > 7.4", 4, MSG_TARGETS_RELATION },
		{ "1.2 <= 7.4", 4, MSG_TARGETS_RELATION },
		{ "1.2 >=", 6, MSG_TARGETS_RELATION },
		{ "1.2 大于 7.4", 4, MSG_TARGETS_RELATION },
		{ "1.2 = numerator(1.1) 1.2", 21, MSG_TARGETS_RELATION },
		{ "1.2 = numerator(1.1) - 7.4", 21, MSG_TARGETS_RELATION },
		{ "1.2 = numerator 1.1", 16, MSG_TARGETS_RELATION },
		{ "1.2 = 分子（1.1", 12, MSG_TARGETS_RELATION },
		{ "1.2 = numerator(1.1) +", 22, MSG_TARGETS_RELATION },
		{ "same-denominator 1.1, 7.1", 17, MSG_TARGETS_RELATION },
		{ "same-denominator(1.1)", 20, MSG_TARGETS_RELATION },
		{ "same-denominator(1.1, 7.1", 25, MSG_TARGETS_RELATION },
		{ "same-denominator(1.1, 7.1) = 1.2", 27, MSG_TARGETS_RELATION },
		{ "1.2 = 9.9", 6, MSG_TARGETS_RELATION_ID },
		{ "same-denominator(1.1, 9.9)", 22, MSG_TARGETS_RELATION_ID },
		{ "numerator(1.2) = 7.4", 10, MSG_TARGETS_RELATION_PART },
		{ "1.2 = denominator(7.4)", 18, MSG_TARGETS_RELATION_PART },
		{ "same-denominator(1.1, 1.2)", 22, MSG_TARGETS_RELATION_PART },
		{ "1.10 = 7.5", 0, MSG_TARGETS_RELATION_YES_NO },
		{ "1.2 >= 7.3", 7, MSG_TARGETS_RELATION_YES_NO },
		{ "1.2 >= 1.2", 7, MSG_TARGETS_RELATION_TWICE },
		{ "same-denominator(1.1, 1.1)", 22, MSG_TARGETS_RELATION_TWICE },
		{ "1.2 = 7.4", 0, MSG_TARGETS_RELATION_MEASURE },
		{ "7.2 >= 7.4", 0, MSG_TARGETS_RELATION_MEASURE },
		{ "1.1 = 7.1", 0, MSG_TARGETS_RELATION_MEASURE },
		{ "numerator(1.1) = 7.1", 0, MSG_TARGETS_RELATION_MEASURE },
		{ "1.2 >= 1.1", 0, MSG_TARGETS_RELATION_MEASURE },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		cr_expect_null(read_with(arena, diag, rows[i].written), "%s", rows[i].written);
		const struct record *record = diag_record(diag, 0);
		cr_expect_eq(record->message, rows[i].message, "%s: %s", rows[i].written,
		        kit_records(arena, diag));
		cr_expect(record->place.line == 2 && record->place.column == 18 + rows[i].at,
		        "%s: %s", rows[i].written, place_format(arena, record->place));
		diag_free(diag);
		arena_free(arena);
	}
}

/* A part is measured as its name says, when that is a measure of the catalogue. */
Test(relations, parts_are_held_to_the_measure_in_their_names)
{
	static const struct {
		const char *name;
		bool reads; /* beside 1.2, in 人 */
	} rows[] = {
		{ "失业人数", true },
		{ "失业人数（人）", true },
		{ "失业人数(人)", true },
		{ "失业人数（含兼职）", true },
		{ "失业（人）数", true },
		{ "失业人数（公里）", false },
		{ "（含兼职）失业人数（元/月）", false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct file_bytes content = { .bytes = "" };
		cr_assert_eq(file_read(arena, &root_here, OTHER_CITY, 1 << 20, &content), FILE_OK);
		const char *text = kit_replace(arena, content.bytes, "{\n",
		        "{ \"relations\": [\"numerator(1.1) = 1.2\"],\n");
		text = kit_replace(
		        arena, text, "\"失业人数\"", arena_printf(arena, "\"%s\"", rows[i].name));
		cr_assert_not_null(text);
		const struct catalogue *catalogue = catalogue_parse(arena, diag,
		        &(struct catalogue_source){
		                .file = OTHER_CITY, .bytes = text, .length = strlen(text) });
		cr_expect_eq(catalogue != NULL, rows[i].reads, "%s: %s", rows[i].name,
		        kit_records(arena, diag));
		diag_free(diag);
		arena_free(arena);
	}
}
