#include "figures/intake/inbox.h"

#include "base/file.h"
#include "base/text.h"
#include "figures/json/fields.h"
#include "figures/targets/lookup.h"
#include "kit/intake.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of submissions for May 2031 of the other city: due on 2031-06-08, cut 2031-06-16. */
struct office {
	struct arena *arena;
	struct diag *diag;
	const struct catalogue *catalogue;
	const char *root;
};

static const struct period may = { .year = 2031, .month = 5 };

static struct office office_new(void)
{
	struct office office = { .arena = arena_new(), .diag = kit_diag() };
	int error = 0;

	office.root = kit_temporary_folder(office.arena);
	office.catalogue = catalogue_read(office.arena, office.diag, &root_here, OTHER_CITY, NULL);
	cr_assert_not_null(office.catalogue);
	cr_assert_eq(file_make_folders(
	                     &root_here, file_join(office.arena, office.root, "2031-05"), &error),
	        FILE_OK);
	return office;
}

static void drop(struct office *office)
{
	kit_remove(office->root);
	diag_free(office->diag);
	arena_free(office->arena);
}

static const char *path_of(const struct office *office, const char *name)
{
	return arena_printf(office->arena, "%s/2031-05/%s", office->root, name);
}

static void put(const struct office *office, const char *name, const char *text)
{
	kit_write(
	        office->arena, office->root, arena_printf(office->arena, "2031-05/%s", name), text);
}

/* A good report of `unit` on task `no`. */
static void put_report(const struct office *office, const char *name, const char *unit,
        int revision, const char *day)
{
	put(office, name,
	        arena_printf(office->arena,
	                "{\"unit\":\"%s\",\"period\":\"2031-05\",\"revision\":%d,"
	                "\"reason\":\"更正\",\"submitted_at\":\"%s\",\"tasks\":[{\"no\":1}]}",
	                unit, revision, day));
}

/* A good report that says something of its task. */
static void put_progress(const struct office *office, const char *name, const char *unit,
        int revision, const char *progress)
{
	put(office, name,
	        arena_printf(office->arena,
	                "{\"unit\":\"%s\",\"period\":\"2031-05\",\"revision\":%d,"
	                "\"reason\":\"更正\",\"submitted_at\":\"2031-06-04\","
	                "\"tasks\":[{\"no\":1,\"progress\":\"%s\"}]}",
	                unit, revision, progress));
}

static const struct inbox *read_inbox(const struct office *office)
{
	return kit_inbox(office->arena, office->diag, office->catalogue, office->root, may);
}

static enum report_state state_of(
        const struct office *office, const struct inbox *inbox, const char *unit)
{
	return inbox->states[lookup_unit(office->catalogue, unit)->index];
}

Test(inbox, a_missing_folder_is_an_empty_inbox)
{
	struct office office = office_new();
	const struct inbox *inbox = kit_inbox(office.arena, office.diag, office.catalogue,
	        office.root, (struct period){ .year = 2031, .month = 4 });

	cr_expect_eq(inbox->entry_count, 0);
	cr_expect_eq(state_of(&office, inbox, "东湖区"), REPORT_MISSING);
	cr_expect_not_null(kit_lookup(office.diag, MSG_INBOX_NO_FOLDER));
	cr_expect_eq(diag_exit_status(office.diag), EXIT_DONE);
	drop(&office);
}

Test(inbox, on_time_late_too_late_refused_missing)
{
	struct office office = office_new();

	put_report(&office, "1.json", "东湖区", 1, "2031-06-08T23:59:59+08:00");
	put_report(&office, "2.JSON", "西山县", 1, "2031-06-09T00:00:00+08:00");
	put_report(&office, "3.json", "南浦市", 1, "2031-06-17");
	put(&office, "4.json", "{\"unit\":\"市人社局\",");
	const struct inbox *inbox = read_inbox(&office);
	cr_assert_eq(inbox->entry_count, 4);
	cr_expect_eq(state_of(&office, inbox, "东湖区"), REPORT_ON_TIME);
	cr_expect_eq(state_of(&office, inbox, "西山县"), REPORT_LATE);
	cr_expect_eq(state_of(&office, inbox, "南浦市"), REPORT_MISSING);
	cr_expect_eq(state_of(&office, inbox, "市人社局"), REPORT_REFUSED);
	cr_expect_eq(state_of(&office, inbox, "市档案馆"), REPORT_MISSING);
	cr_expect_eq(inbox->entries[2].state, ENTRY_TOO_LATE);
	cr_expect_not_null(inbox->entries[2].submission, "kept in the list");
	cr_expect_str_eq(inbox->entries[3].unit->name, "市人社局");
	cr_expect_null(inbox->entries[3].submission);
	cr_expect(!inbox->any_sample);
	const struct submission *accepted =
	        inbox->accepted[lookup_unit(office.catalogue, "西山县")->index];
	cr_expect_eq(accepted, inbox->entries[1].submission);
	cr_expect_not_null(kit_lookup(office.diag, MSG_INBOX_LATE));
	cr_expect_not_null(kit_lookup(office.diag, MSG_INBOX_TOO_LATE));
	drop(&office);
}

/* Whoever compares by content sees that a refused file became another. */
Test(inbox, every_file_that_was_read_has_its_digest)
{
	struct office office = office_new();
	static const char broken[] = "{\"unit\":\"市人社局\",";

	put_report(&office, "1.json", "东湖区", 1, "2031-06-03");
	put(&office, "2.json", broken);
	put(&office, "3.json", "[]");
	cr_assert_eq(mkfifo(path_of(&office, "4.json"), 0600), 0);
	const struct inbox *inbox = read_inbox(&office);
	const struct digest none = { 0 },
	                    want[] = { digest_of(broken, sizeof broken - 1), digest_of("[]", 2) };
	cr_assert_eq(inbox->entry_count, 4);
	const struct arrival *first = inbox->entries[0].arrival;
	cr_expect_arr_eq(inbox->entries[0].digest.bytes,
	        digest_of(first->bytes, first->length).bytes, DIGEST_BYTES);
	cr_expect_arr_eq(inbox->entries[1].digest.bytes, want[0].bytes, DIGEST_BYTES);
	cr_expect_arr_eq(inbox->entries[2].digest.bytes, want[1].bytes, DIGEST_BYTES);
	cr_expect_arr_eq(inbox->entries[3].digest.bytes, none.bytes, DIGEST_BYTES, "no bytes");
	drop(&office);
}

/* A month that was issued waits for corrections once it is opened again. */
Test(inbox, no_report_is_too_late_for_a_reopened_month)
{
	struct office office = office_new();

	put_report(&office, "1.json", "东湖区", 1, "2031-06-03");
	put_report(&office, "2.json", "东湖区", 2, "2031-07-20");
	put_report(&office, "3.json", "南浦市", 1, "2031-07-20");
	const struct inbox_source again = { .arrivals = arrivals_read(
		                                    office.arena, &root_here, path_of(&office, "")),
		.reopened = true };
	const struct inbox *inbox =
	        inbox_read(office.arena, office.diag, office.catalogue, &again, may);
	cr_expect_eq(inbox->entries[0].state, ENTRY_SUPERSEDED);
	cr_expect_eq(inbox->entries[1].state, ENTRY_ACCEPTED);
	cr_expect_eq(state_of(&office, inbox, "东湖区"), REPORT_ON_TIME);
	cr_expect_eq(state_of(&office, inbox, "南浦市"), REPORT_LATE);
	drop(&office);
}

Test(inbox, the_last_day_of_the_cut_counts)
{
	struct office office = office_new();

	put_report(&office, "1.json", "东湖区", 1, "2031-06-16T23:59:00+08:00");
	const struct inbox *inbox = read_inbox(&office);
	cr_expect_eq(inbox->entries[0].state, ENTRY_ACCEPTED);
	drop(&office);
}

/* A correction sent after the due day makes nobody late; one after the cut does not count. */
Test(inbox, the_highest_revision_by_the_cut_counts)
{
	struct office office = office_new();

	put_report(&office, "a.json", "东湖区", 2, "2031-06-12");
	put_report(&office, "b.json", "东湖区", 1, "2031-06-03");
	put_report(&office, "c.json", "东湖区", 3, "2031-06-20");
	const struct inbox *inbox = read_inbox(&office);
	static const enum entry_state want[] = { ENTRY_ACCEPTED, ENTRY_SUPERSEDED, ENTRY_TOO_LATE };
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(inbox->entries[i].state, want[i], "%s", inbox->entries[i].file);
	cr_expect_eq(state_of(&office, inbox, "东湖区"), REPORT_ON_TIME);
	cr_expect_not_null(kit_lookup(office.diag, MSG_INBOX_SUPERSEDED));
	drop(&office);
}

Test(inbox, one_revision_twice_refuses_both)
{
	struct office office = office_new();

	put_report(&office, "a.json", "东湖区", 2, "2031-06-03");
	put_report(&office, "b.json", "东湖区", 2, "2031-06-04");
	put_report(&office, "c.json", "东湖区", 1, "2031-06-02");
	put_report(&office, "d.json", "西山县", 1, "2031-06-02");
	put_progress(&office, "e.json", "西山县", 1, "已开工");
	put_progress(&office, "b.json", "东湖区", 2, "已开工");
	const struct inbox *inbox = read_inbox(&office);
	for (size_t i = 0; i < 2; i++) {
		const struct inbox_entry *entry = &inbox->entries[i];
		cr_expect_eq(entry->state, ENTRY_REFUSED);
		cr_expect_null(entry->submission);
		cr_assert_eq(entry->last_record - entry->first_record, 1);
		const struct record *record = diag_record(office.diag, entry->first_record);
		cr_expect_eq(record->message, MSG_INBOX_CONFLICT);
		cr_expect_not_null(strstr(record->english, i == 0 ? "b.json" : "a.json"));
		cr_expect_not_null(strstr(record->english, "\"revision\": 3"), "the next");
		cr_expect_not_null(strstr(record->english, "no 1 progress"), "what differs");
	}
	cr_expect_eq(inbox->entries[2].state, ENTRY_ACCEPTED, "the earlier one still stands");
	cr_expect_eq(state_of(&office, inbox, "东湖区"), REPORT_ON_TIME);
	cr_expect_eq(state_of(&office, inbox, "西山县"), REPORT_REFUSED);
	drop(&office);
}

/* A report that is refused beside another one has its number all the same. */
Test(inbox, the_next_revision_is_one_that_no_report_has)
{
	struct office office = office_new();

	put_report(&office, "a.json", "东湖区", 1, "2031-06-03");
	put_progress(&office, "b.json", "东湖区", 3, "一");
	put_progress(&office, "c.json", "东湖区", 3, "二");
	put_report(&office, "d.json", "西山县", 1, "2031-06-17");
	const struct inbox *inbox = read_inbox(&office);
	cr_expect_eq(inbox->accepted[lookup_unit(office.catalogue, "东湖区")->index]->revision, 1);
	cr_expect_eq(inbox->next_revisions[lookup_unit(office.catalogue, "东湖区")->index], 4);
	cr_expect_eq(inbox->next_revisions[lookup_unit(office.catalogue, "西山县")->index], 2);
	cr_expect_eq(inbox->next_revisions[lookup_unit(office.catalogue, "南浦市")->index], 1);
	drop(&office);
}

/* However many files there are, what is said of them stays within bounds, and each is told. */
Test(inbox, a_flood_of_faults_is_bounded)
{
	struct office office = office_new();
	const size_t files = 200;
	struct text values;

	text_init(&values);
	for (size_t i = 0; i < 2 * FIELDS_SAID_MAX; i++)
		text_printf(&values, "%s\"9.%zu\":1", i > 0 ? "," : "", i);
	const char *report = arena_printf(office.arena,
	        "{\"unit\":\"东湖区\",\"period\":\"2031-05\",\"submitted_at\":\"2031-06-04\","
	        "\"tasks\":[{\"no\":1,\"values\":{%s}}]}",
	        values.bytes);
	for (size_t i = 0; i < files; i++)
		put(&office, arena_printf(office.arena, "%zu.json", i), report);
	text_release(&values);
	const struct inbox *inbox = read_inbox(&office);
	cr_expect_lt(diag_count(office.diag),
	        FIELDS_SAID_ALL + FIELDS_SAID_MAX + files * (FIELDS_SAID_FEW + 2));
	cr_expect_eq(kit_count(office.diag, MSG_FAULTS_UNSAID), files, "how many are unsaid");
	for (size_t i = 0; i < files; i++)
		cr_expect_gt(inbox->entries[i].last_record,
		        inbox->entries[i].first_record + FIELDS_SAID_FEW);
	drop(&office);
}

/* What to write is said where the file's name tells whose it is. */
Test(inbox, whose_a_report_seems_to_be)
{
	struct office office = office_new();

	put_report(&office, "东湖区.json", "东湖新区管委会办公室", 1, "2031-06-03");
	put_report(&office, "某某.json", "某某局", 1, "2031-06-03");
	(void)read_inbox(&office);
	cr_assert_eq(kit_count(office.diag, MSG_INBOX_GUESSED), 1, "%s",
	        kit_records(office.arena, office.diag));
	cr_expect_not_null(strstr(
	        kit_lookup(office.diag, MSG_INBOX_GUESSED)->english, "\"unit\": \"东湖区\""));
	drop(&office);
}

/* Whatever lies in the folder is named, and nothing blocks. */
Test(inbox, strange_things_in_the_folder, .timeout = 10)
{
	struct office office = office_new();

	put_report(&office, "good.json", "东湖区", 1, "2031-06-03");
	put(&office, "说明.txt", "x");
	put(&office, "empty.json", "");
	put(&office, "bad\x01.json", "{}");
	put(&office, "bad\xFF.json", "{}");
	cr_assert_eq(mkdir(path_of(&office, "folder.json"), 0700), 0);
	cr_assert_eq(mkfifo(path_of(&office, "pipe.json"), 0600), 0);
	cr_assert_eq(symlink("/etc/hosts", path_of(&office, "out.json")), 0);
	cr_assert_eq(symlink("good.json", path_of(&office, "in.json")), 0);
	cr_assert_eq(symlink("/dev/zero", path_of(&office, "zero.json")), 0);
	cr_assert_eq(symlink("loop.json", path_of(&office, "loop.json")), 0);
	cr_assert_eq(symlink("nowhere", path_of(&office, "nowhere.json")), 0);
	const struct inbox *inbox = read_inbox(&office);
	cr_expect_eq(inbox->entry_count, 12);
	for (size_t i = 0; i < inbox->entry_count; i++)
		cr_expect(inbox->entries[i].state == ENTRY_ACCEPTED
		                || inbox->entries[i].first_record < inbox->entries[i].last_record,
		        "%s is not named", inbox->entries[i].file);
	cr_expect_not_null(kit_lookup(office.diag, MSG_NATURE_TEXT));
	cr_expect_not_null(kit_lookup(office.diag, MSG_INBOX_NAME));
	cr_expect_not_null(kit_lookup(office.diag, MSG_INBOX_LINK));
	cr_expect_not_null(kit_lookup(office.diag, MSG_JSON_NOT_REGULAR));
	cr_expect_not_null(kit_lookup(office.diag, MSG_INBOX_COPY), "in.json is good.json");
	drop(&office);
}

Test(inbox, the_folder_may_be_a_file)
{
	struct office office = office_new();

	cr_assert_eq(rmdir(path_of(&office, "")), 0);
	kit_write(office.arena, office.root, "2031-05", "x");
	const struct inbox *inbox = read_inbox(&office);
	cr_expect_eq(inbox->entry_count, 0);
	cr_expect_eq(kit_count(office.diag, MSG_INBOX_UNREADABLE), 1);
	cr_expect_eq(diag_exit_status(office.diag), EXIT_IO);
	drop(&office);
}

/* Records of a file stand together, its own before what became of it. */
Test(inbox, entries_keep_their_messages)
{
	struct office office = office_new();

	put(&office, "a.json",
	        "\xEF\xBB\xBF{\"unit\":\"东湖区\",\"period\":\"2031-05\",\"sample\":true,"
	        "\"submitted_at\":\"2031-06-10\",\"tasks\":[{\"no\":1,"
	        "\"values\":{\"1.2\":\"1.2万\"}}]}");
	put(&office, "b.json", "{\"unit\":\"西山县\",\"progres\":1}");
	put_report(&office, "c.json", "南浦市", 1, "2031-06-03");
	const struct inbox *inbox = read_inbox(&office);
	static const enum message want[] = { MSG_JSON_BOM, MSG_VALUE_NORMALISED, MSG_INBOX_LATE };
	const struct inbox_entry *first = &inbox->entries[0];
	cr_assert_eq(first->last_record - first->first_record, 3);
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(diag_record(office.diag, first->first_record + i)->message, want[i]);
	cr_expect(inbox->any_sample);
	const struct inbox_entry *second = &inbox->entries[1];
	cr_expect_eq(second->first_record, first->last_record);
	cr_expect_gt(second->last_record - second->first_record, 3, "all faults at once");
	cr_expect_str_eq(second->unit->name, "西山县");
	const struct inbox_entry *third = &inbox->entries[2];
	cr_expect_eq(third->first_record, third->last_record);
	cr_expect_arr_eq(third->digest.bytes,
	        digest_of(third->arrival->bytes, third->arrival->length).bytes, DIGEST_BYTES);
	drop(&office);
}
