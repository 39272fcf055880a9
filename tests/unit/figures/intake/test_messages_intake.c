/* A file made to be wrong: what is said of it has an end, and the end is said. */
#include "base/text.h"
#include "figures/intake/submission.h"
#include "figures/json/fields.h"
#include "kit/intake.h"

#include <criterion/criterion.h>

#define WRONG_FIELDS 5000

struct office {
	struct arena *arena;
	struct diag *diag;
	const struct catalogue *catalogue;
};

static struct office open_office(void)
{
	struct office office = { .arena = arena_new(), .diag = kit_diag() };

	office.catalogue = catalogue_read(office.arena, office.diag, &root_here, OTHER_CITY, NULL);
	cr_assert_not_null(office.catalogue);
	cr_assert_eq(diag_count(office.diag), 0);
	return office;
}

static void close_office(struct office *office)
{
	diag_free(office->diag);
	arena_free(office->arena);
}

/* { "x0": 0, "x1": 0, … } */
static struct submission_source repeated(struct arena *arena)
{
	struct text text;

	text_init(&text);
	for (int i = 0; i < WRONG_FIELDS; i++)
		text_printf(&text, "%c\"x%d\":0", i > 0 ? ',' : '{', i);
	text_add_char(&text, '}');
	const struct submission_source source = { .file = "in/恶意.json",
		.bytes = arena_strndup(arena, text.bytes, text.length),
		.length = text.length };
	text_release(&text);
	return source;
}

static const struct submission *read_source(
        struct office *office, const struct submission_source *source)
{
	return submission_parse(office->arena, office->diag, office->catalogue,
	        (struct period){ .year = 2031, .month = 5 }, source);
}

/* Said once as the last of all, of the whole file. */
static void expect_last(
        const struct diag *diag, enum message message, const char *english, const char *chinese)
{
	cr_assert_gt(diag_count(diag), 0);
	const struct record *last = diag_record(diag, diag_count(diag) - 1);
	cr_expect_str_eq(message_name(last->message), message_name(message));
	cr_expect_eq(kit_count(diag, message), 1);
	cr_expect_str_eq(last->place.file, "in/恶意.json");
	cr_expect_eq(last->place.line, 0);
	cr_expect_str_eq(last->english, english);
	cr_expect_str_eq(last->chinese, chinese);
}

Test(messages, FAULTS_UNSAID)
{
	struct office office = open_office();
	const struct submission_source source = repeated(office.arena);

	cr_expect_null(read_source(&office, &source));
	cr_expect_eq(kit_count(office.diag, MSG_FIELD_UNKNOWN), FIELDS_SAID_MAX);
	cr_expect_eq(diag_count(office.diag), FIELDS_SAID_MAX + 1);
	/* The fields that are missing come last, and are among those left unsaid. */
	expect_last(office.diag, MSG_FAULTS_UNSAID,
	        "4904 more faults of this file were left unsaid; mend those above, then check "
	        "again",
	        "此文件另有 4904 处错误未逐一列出；请先改正以上各处，再行检查");
	cr_expect_eq(diag_exit_status(office.diag), EXIT_PERSON);
	close_office(&office);
}

/* The next file is heard as if nothing had been. */
Test(messages, a_cap_is_each_files_own)
{
	struct office office = open_office();
	const struct submission_source hostile = repeated(office.arena);
	const struct submission_source empty = { .file = "in/空.json", .bytes = "{}", .length = 2 };

	cr_expect_null(read_source(&office, &hostile));
	const size_t before = diag_count(office.diag);
	cr_expect_null(read_source(&office, &empty));
	cr_expect_eq(diag_count(office.diag) - before, 4);
	cr_expect_eq(kit_count(office.diag, MSG_FAULTS_UNSAID), 1);
	close_office(&office);
}

/* Notes have a cap of their own: behind any number of them a fault is still said. */
Test(messages, NOTES_UNSAID)
{
	struct office office = open_office();
	struct diag *diag = office.diag;

	diag_cap_begin(diag, 3);
	for (int i = 0; i < 10; i++)
		diag_say(diag, MSG_VALUE_NORMALISED, place_file("in/恶意.json"), "1.1", "１", "1");
	diag_say(diag, MSG_VALUE_WHOLE, place_file("in/恶意.json"), "1.1", "1.5");
	cr_expect_eq(fields_end_cap(office.arena, diag, "in/恶意.json", MSG_FAULTS_UNSAID), 0);
	cr_expect_eq(kit_count(diag, MSG_VALUE_NORMALISED), 3);
	cr_expect(kit_has(diag, MSG_VALUE_WHOLE));
	cr_expect_not(kit_has(diag, MSG_FAULTS_UNSAID));
	expect_last(diag, MSG_NOTES_UNSAID, "7 more notes on this file were left unsaid",
	        "此文件另有 7 条提示未逐一列出");
	close_office(&office);
}

Test(messages, TARGETS_FAULTS_UNSAID)
{
	struct office office = open_office();
	const struct submission_source wrong = repeated(office.arena);

	cr_expect_null(catalogue_parse(office.arena, office.diag,
	        &(struct catalogue_source){
	                .file = wrong.file, .bytes = wrong.bytes, .length = wrong.length }));
	const struct record *record = kit_lookup(office.diag, MSG_TARGETS_FAULTS_UNSAID);
	cr_assert_not_null(record);
	cr_expect_not_null(strstr(record->english, " more faults of this file were left unsaid"));
	cr_expect_not_null(strstr(record->chinese, "处错误未逐一列出"));
	cr_expect_eq(diag_count(office.diag), FIELDS_SAID_MAX + 2);
	/* The last line counts them all. */
	const struct record *last = diag_record(office.diag, diag_count(office.diag) - 1);
	cr_expect_eq(last->message, MSG_TARGETS_UNUSABLE);
	cr_expect_not_null(strstr(last->english, "faults: 50"), "%s", last->english);
	close_office(&office);
}
