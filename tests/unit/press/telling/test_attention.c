/* What a person is told of a month: nothing twice, and nothing that no receipt tells left out. */
#include "press/telling/attention.h"

#include "kit/intake.h"

#include <criterion/criterion.h>
#include <string.h>

#define JANUARY ((struct period){ 2031, 1 })
#define REPORT \
	"{\"unit\": \"%s\", \"period\": \"2031-01\", \"submitted_at\": " \
	"\"2031-02-03T09:00:00+08:00\", \"reporter\": \"填报人\", \"tasks\": [{\"no\": 1, " \
	"\"values\": {\"1.2\": %s}}]}"

/* January of the other city: one district's report is refused for two faults, two have none. */
struct desk {
	struct arena *arena;
	struct diag *heard, *told;
	char *folder;
	struct month month;
	struct attention attention;
};

static void desk_open(struct desk *desk)
{
	*desk = (struct desk){ .arena = arena_new(), .heard = kit_diag(), .told = kit_diag() };
	desk->folder = kit_temporary_folder(desk->arena);
	kit_write(desk->arena, desk->folder, "2031-01/a.json",
	        arena_printf(desk->arena, REPORT, "东湖区", "\"约10\", \"1.9\": 3"));
	kit_write(desk->arena, desk->folder, "2031-01/b.json",
	        arena_printf(desk->arena, REPORT, "西山县", "12"));
	const struct catalogue *catalogue =
	        catalogue_read(desk->arena, desk->heard, &root_here, OTHER_CITY, NULL);
	const struct ledger *ledger =
	        kit_ledger(desk->arena, desk->heard, catalogue, desk->folder, JANUARY);
	desk->month = (struct month){ .period = JANUARY,
		.ledger = ledger,
		.assessment = assess(desk->arena, desk->heard, ledger) };
	desk->attention = (struct attention){
		.arena = desk->arena, .heard = desk->heard, .told = desk->told
	};
}

static void desk_close(struct desk *desk)
{
	kit_remove(desk->folder);
	diag_free(desk->heard);
	diag_free(desk->told);
	arena_free(desk->arena);
}

/* A refused file is one line; its faults stand in its receipt. */
Test(attention, a_refused_file_is_told_in_one_line)
{
	struct desk desk;

	desk_open(&desk);
	cr_assert_eq(diag_count_at_least(desk.heard, SEVERITY_FAULT), 2, "%s",
	        kit_records(desk.arena, desk.heard));
	attention_tell(&desk.attention, &desk.month, false);
	cr_expect_eq(diag_count(desk.told), 1, "%s", kit_records(desk.arena, desk.told));
	const struct record *refused = kit_lookup(desk.told, MSG_NIGHT_REFUSED);
	cr_assert_not_null(refused);
	cr_expect(strstr(refused->place.file, "2031-01/a.json"));
	desk_close(&desk);
}

/* What no file can be blamed for stands in no receipt: a person hears of it. */
Test(attention, a_fault_of_no_file_is_told)
{
	struct desk desk;

	desk_open(&desk);
	diag_say_plain(desk.heard, MSG_WORDS_UNUSABLE, place_file("input/words/2031-01.json"));
	diag_say_plain(desk.heard, MSG_ANSWERS_UNUSABLE, PLACE_NONE);
	diag_say_plain(desk.heard, MSG_JSON_BOM, place_file("x.json"));
	attention_tell(&desk.attention, &desk.month, false);
	cr_expect(kit_has(desk.told, MSG_WORDS_UNUSABLE), "%s", kit_records(desk.arena, desk.told));
	cr_expect(kit_has(desk.told, MSG_ANSWERS_UNUSABLE));
	cr_expect_not(kit_has(desk.told, MSG_JSON_BOM), "a note is for nobody");
	cr_expect_eq(diag_count(desk.told), 3);
	desk_close(&desk);
}

/* Who owes a report is told when its day has passed, not before. */
Test(attention, who_owes_is_told_when_it_is_overdue)
{
	for (int overdue = 0; overdue < 2; overdue++) {
		struct desk desk;
		desk_open(&desk);
		attention_tell(&desk.attention, &desk.month, overdue == 1);
		cr_expect_eq(kit_has(desk.told, MSG_NIGHT_MISSING), overdue == 1, "%s",
		        kit_records(desk.arena, desk.told));
		for (size_t i = 0; i < diag_count(desk.told); i++) {
			const struct record *record = diag_record(desk.told, i);
			cr_expect(record->message != MSG_NIGHT_MISSING
			                || !strstr(record->english, "东湖区"),
			        "one that was refused has sent something");
		}
		desk_close(&desk);
	}
}

/* Doubts of files: the first are told one by one, of the others how many there are. */
Test(attention, of_very_many_doubts_the_number_is_told)
{
	struct desk desk;
	struct period period = JANUARY;

	desk_open(&desk);
	const char *late = kit_replace(desk.arena, arena_printf(desk.arena, REPORT, "西山县", "12"),
	        "2031-02-03", "2031-05-03");
	for (int i = 0; i < ATTENTION_MOST + 7; i++)
		kit_write(desk.arena, desk.folder,
		        arena_printf(desk.arena, "2031-01/late %d.json", i), late);
	const struct catalogue *catalogue = desk.month.ledger->catalogue;
	const struct ledger *ledger =
	        kit_ledger(desk.arena, desk.heard, catalogue, desk.folder, period);
	desk.month = (struct month){ .period = period,
		.ledger = ledger,
		.assessment = assess(desk.arena, desk.heard, ledger) };
	attention_tell(&desk.attention, &desk.month, false);
	const struct record *more = kit_lookup(desk.told, MSG_NIGHT_MORE_DOUBTS);
	cr_expect_leq(kit_count(desk.told, MSG_INBOX_TOO_LATE), ATTENTION_MOST);
	cr_assert_not_null(more, "%.2000s", kit_records(desk.arena, desk.heard));
	cr_expect(strstr(more->english, "7 more"), "%s", more->english);
	desk_close(&desk);
}
