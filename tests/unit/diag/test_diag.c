#include "base/text.h"
#include "diag/diag.h"
#include "diag/message.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct place somewhere = {
	.file = "in/民政.json",
	.line = 12,
	.column = 5,
	.pointer = "/tasks/0",
};

/* What one sink with these options prints for OUT_OF_MEMORY, the message of this layer. */
static char *printed(struct arena *arena, struct diag_options options, struct place place)
{
	char *bytes = NULL;
	size_t length = 0;

	options.stream = open_memstream(&bytes, &length);
	cr_assert_not_null(options.stream);
	struct diag *diag = diag_new(&options);
	diag_say_plain(diag, MSG_OUT_OF_MEMORY, place);
	diag_free(diag);
	(void)fclose(options.stream);
	char *result = arena_strdup(arena, bytes);
	free(bytes);
	return result;
}

Test(diag, formats_places)
{
	static const struct {
		struct place place;
		const char *text;
	} rows[] = {
		{ { .file = "", .pointer = "" }, "" },
		{ { .file = "", .line = 3, .column = 1, .pointer = "" }, "" },
		{ { .file = "", .pointer = "/a" }, "(/a)" },
		{ { .file = "f", .pointer = "" }, "f" },
		{ { .file = "f", .line = 12, .pointer = "" }, "f:12" },
		{ { .file = "f", .column = 5, .pointer = "" }, "f" },
		{ { .file = "f", .line = 12, .column = 5, .pointer = "" }, "f:12:5" },
		{ { .file = "f", .line = 12, .column = 5, .pointer = "/a/0" }, "f:12:5 (/a/0)" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(place_format(arena, rows[i].place), rows[i].text, "row %zu", i);
	cr_expect_str_eq(place_format(arena, place_file("f")), "f");
	cr_expect_str_eq(place_format(arena, place_line("f", 7)), "f:7");
	cr_expect_str_eq(place_format(arena, PLACE_NONE), "");
	arena_free(arena);
}

Test(diag, prints_one_line_in_either_language)
{
	struct arena *arena = arena_new();

	cr_expect_str_eq(printed(arena, (struct diag_options){ 0 }, somewhere),
	        "in/民政.json:12:5 (/tasks/0): error: out of memory [OUT_OF_MEMORY]\n");
	cr_expect_str_eq(
	        printed(arena, (struct diag_options){ .language = DIAG_CHINESE }, somewhere),
	        "in/民政.json:12:5 (/tasks/0): 错误：内存不足 [OUT_OF_MEMORY]\n");
	cr_expect_str_eq(printed(arena, (struct diag_options){ .color = true }, PLACE_NONE),
	        "\033[1;31merror: \033[0mout of memory [OUT_OF_MEMORY]\n");
	arena_free(arena);
}

Test(diag, prints_json_lines)
{
	struct arena *arena = arena_new();
	const struct diag_options json = { .json = true, .color = true };

	cr_expect_str_eq(printed(arena, json, somewhere),
	        "{\"code\":\"OUT_OF_MEMORY\",\"severity\":\"error\",\"file\":\"in/民政.json\","
	        "\"line\":12,\"column\":5,\"pointer\":\"/tasks/0\",\"text\":\"out of "
	        "memory\"}\n");
	arena_free(arena);
}

/* File names and keys are the user's text as well. */
Test(diag, a_place_cannot_drive_a_terminal)
{
	struct arena *arena = arena_new();
	char long_pointer[1000];
	struct place place = { .file = "a\033[2Jb\xFF\n.json", .pointer = "/\u202Ek" };

	cr_expect_str_eq(printed(arena, (struct diag_options){ 0 }, place),
	        "a\\u{1B}[2Jb\\x{FF}\\u{0A}.json (/\\u{202E}k): "
	        "error: out of memory [OUT_OF_MEMORY]\n");
	cr_expect_str_eq(printed(arena, (struct diag_options){ .json = true }, place),
	        "{\"code\":\"OUT_OF_MEMORY\",\"severity\":\"error\","
	        "\"file\":\"a\\u001B[2Jb\xEF\xBF\xBD\\u000A.json\",\"line\":0,\"column\":0,"
	        "\"pointer\":\"/\\u202Ek\",\"text\":\"out of memory\"}\n");
	memset(long_pointer, 'k', sizeof long_pointer - 1);
	long_pointer[sizeof long_pointer - 1] = '\0';
	place = (struct place){ .file = "f", .pointer = long_pointer };
	cr_expect_lt(strlen(printed(arena, (struct diag_options){ 0 }, place)), 300);
	arena_free(arena);
}

/* Which severities are heard, by option: found among the real messages, so that it follows them. */
Test(diag, hears_what_the_options_ask_for)
{
	static const struct {
		struct diag_options options;
		enum severity least;
	} rows[] = {
		{ { .quiet = false }, SEVERITY_NOTE },
		{ { .verbose = true }, SEVERITY_INFO },
		{ { .quiet = true }, SEVERITY_FAULT },
		{ { .quiet = true, .verbose = true }, SEVERITY_FAULT },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		for (int message = 0; message < MESSAGE_COUNT; message++) {
			struct diag_options options = rows[i].options;
			char *bytes = NULL;
			size_t length = 0;
			options.stream = open_memstream(&bytes, &length);
			struct diag *diag = diag_new(&options);
			diag_say_plain(diag, (enum message)message, PLACE_NONE);
			(void)fclose(options.stream);
			cr_expect_eq(length > 0, diag_record(diag, 0)->severity >= rows[i].least,
			        "row %zu %s", i, message_name((enum message)message));
			free(bytes);
			diag_free(diag);
		}
	}
}

Test(diag, fills_arguments)
{
	static const struct {
		const char *text;
		const char *const arguments[4];
		const char *filled;
	} rows[] = {
		{ "plain", { NULL }, "plain" },
		{ "{0} and {1}", { "a", "b", NULL }, "a and b" },
		{ "{1}在{0}，{1}", { "a", "b", NULL }, "b在a，b" },
		{ "{0} {3}", { "a", NULL }, "a {3}" },
		{ "{0}", { NULL }, "{0}" },
		{ "{ {} {x} {0", { "a", NULL }, "{ {} {x} {0" },
		{ "{0}{1}", { "{1}", "b", NULL }, "{1}b" },
		{ "{0}", { "\n\x1B]0;x\x07\xC2\x9B", NULL }, "\\u{0A}\\u{1B}]0;x\\u{07}\\u{9B}" },
		{ "{0}", { "\u202A\u202E\u2066\u2069", NULL },
		        "\\u{202A}\\u{202E}\\u{2066}\\u{2069}" },
		{ "{0}", { "\xFF\xE6\xB0", NULL }, "\\x{FF}\\x{E6}\\x{B0}" },
		{ "{0}", { "", NULL }, "" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(message_fill(arena, rows[i].text, rows[i].arguments),
		        rows[i].filled, "row %zu", i);
	cr_expect_str_eq(diag_clean(arena, "江\r门"), "江\\u{0D}门");
	arena_free(arena);
}

Test(diag, clips_long_arguments_by_characters)
{
	struct arena *arena = arena_new();
	struct text text;

	text_init(&text);
	for (int i = 0; i < MESSAGE_ARGUMENT_MAX; i++)
		text_add(&text, "民");
	const char *whole = arena_strdup(arena, text.bytes);
	cr_expect_str_eq(message_fill(arena, "{0}", (const char *const[]){ whole, NULL }), whole);
	text_add(&text, "生");
	cr_expect_str_eq(message_fill(arena, "{0}", (const char *const[]){ text.bytes, NULL }),
	        arena_printf(arena, "%s…", whole));
	text_release(&text);
	arena_free(arena);
}

Test(diag, keeps_copies_of_what_was_said)
{
	char file[] = "a.json";
	char pointer[] = "/x";
	struct diag *diag = kit_diag();
	struct arena *arena = arena_new();

	cr_expect_eq(diag_exit_status(diag), EXIT_DONE);
	for (int i = 0; i < 100; i++)
		diag_say_plain(diag, MSG_OUT_OF_MEMORY,
		        ((struct place){ .file = file, .line = 4, .pointer = pointer }));
	file[0] = pointer[1] = '?';
	cr_expect_eq(diag_count(diag), 100);
	const struct record *record = diag_record(diag, 99);
	cr_expect_eq(record->severity, SEVERITY_ERROR);
	cr_expect_str_eq(record->english, "out of memory");
	cr_expect_str_eq(record->chinese, "内存不足");
	cr_expect_str_eq(place_format(arena, record->place), "a.json:4 (/x)");
	cr_expect_eq(diag_count_at_least(diag, SEVERITY_INFO), 100);
	cr_expect_eq(diag_count_at_least(diag, SEVERITY_ERROR), 100);
	cr_expect(kit_has(diag, MSG_OUT_OF_MEMORY));
	cr_expect_eq(kit_count(diag, MSG_OUT_OF_MEMORY), 100);
	cr_expect(text_starts_with(
	        kit_records(arena, diag), "OUT_OF_MEMORY a.json:4 (/x) out of memory\n"));
	arena_free(arena);
	diag_free(diag);
	diag_free(NULL);
}

/* The same message of the same place with the same words; the time of it does not count. */
Test(diag, knows_what_was_said)
{
	const struct place place = { .file = "a.json", .line = 4, .column = 2, .pointer = "" };
	struct diag *said = kit_diag();
	struct diag *other = kit_diag();
	const struct {
		struct place place;
		const char *field;
		bool same;
	} rows[] = {
		{ place, "year", true },
		{ place, "month", false },
		{ { .file = "b.json", .line = 4, .column = 2, .pointer = "" }, "year", false },
		{ { .file = "a.json", .line = 5, .column = 2, .pointer = "" }, "year", false },
		{ { .file = "a.json", .line = 4, .column = 3, .pointer = "" }, "year", false },
	};

	diag_say(said, MSG_FIELD_MISSING, place, "year");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		diag_say(other, MSG_FIELD_MISSING, rows[i].place, rows[i].field);
		cr_expect_eq(diag_has(said, diag_record(other, i)), rows[i].same, "row %zu", i);
	}
	diag_say(other, MSG_TARGETS_FIELD_MISSING, place, "year");
	cr_expect_not(diag_has(said, diag_record(other, diag_count(other) - 1)));
	diag_free(said);
	diag_free(other);
}

static int weight_of(enum exit_status status)
{
	static const enum exit_status order[] = { EXIT_DONE, EXIT_PERSON, EXIT_USAGE, EXIT_DATA,
		EXIT_NO_INPUT, EXIT_BUSY, EXIT_CANNOT_CREATE, EXIT_IO, EXIT_BUG };

	for (int i = 0; i < (int)(sizeof order / sizeof *order); i++) {
		if (order[i] == status)
			return i;
	}
	return -1;
}

/* Every pair of messages, in either order: 70 > 74 > 73 > 75 > 66 > 65 > 64 > 3 > 0. */
Test(diag, the_worst_message_is_the_exit_status)
{
	for (int a = 0; a < MESSAGE_COUNT; a++) {
		for (int b = 0; b < MESSAGE_COUNT; b++) {
			const enum exit_status first = message_lookup((enum message)a)->exit;
			const enum exit_status second = message_lookup((enum message)b)->exit;
			struct diag *diag = kit_diag();
			diag_say_plain(diag, (enum message)a, PLACE_NONE);
			diag_say_plain(diag, (enum message)b, PLACE_NONE);
			cr_expect_eq(diag_exit_status(diag),
			        weight_of(first) > weight_of(second) ? first : second, "%s, %s",
			        message_name((enum message)a), message_name((enum message)b));
			diag_free(diag);
		}
	}
}

/* Severity and exit status must agree, or a night ends in silence with a status nobody explains. */
Test(diag, every_message_is_consistent)
{
	for (int message = 0; message < MESSAGE_COUNT; message++) {
		const struct message_row *row = message_lookup((enum message)message);
		cr_expect_neq(row->english[0], '\0', "%s", row->name);
		cr_expect_neq(row->chinese[0], '\0', "%s", row->name);
		cr_expect_eq(
		        row->severity == SEVERITY_ERROR, row->exit >= EXIT_USAGE, "%s", row->name);
		if (row->severity < SEVERITY_DOUBT)
			cr_expect_eq(row->exit, EXIT_DONE, "%s", row->name);
		if (row->severity == SEVERITY_FAULT)
			cr_expect_eq(row->exit, EXIT_PERSON, "%s", row->name);
	}
}

/* As sd-daemon(3) has it: what a person must look at is a warning, an error an error. */
Test(diag, lines_for_a_journal_begin_with_their_level)
{
	static const char *const levels[] = { [SEVERITY_INFO] = "<6>",
		[SEVERITY_NOTE] = "<5>",
		[SEVERITY_DOUBT] = "<4>",
		[SEVERITY_FAULT] = "<4>",
		[SEVERITY_ERROR] = "<3>" };

	for (int message = 0; message < MESSAGE_COUNT; message++) {
		char *bytes = NULL;
		size_t length = 0;
		struct diag_options options = { .journal = true, .verbose = true };
		options.stream = open_memstream(&bytes, &length);
		struct diag *diag = diag_new(&options);
		diag_say_plain(diag, (enum message)message, PLACE_NONE);
		(void)fclose(options.stream);
		cr_expect_eq(strncmp(bytes, levels[diag_record(diag, 0)->severity], 3), 0, "%.40s",
		        bytes);
		free(bytes);
		diag_free(diag);
	}
}

/* Notes never use up what faults may take, nor the other way round. */
Test(diag, a_cap_counts_notes_and_faults_apart)
{
	struct diag *diag = kit_diag();

	diag_cap_begin(diag, 2);
	for (int i = 0; i < 5; i++)
		diag_say_plain(diag, MSG_JSON_BOM, place_line("a.json", 1));
	for (int i = 0; i < 3; i++)
		diag_say(diag, MSG_NIGHT_MISSING, PLACE_NONE, "a", "b", "c");
	const struct diag_unsaid unsaid = diag_cap_end(diag);
	cr_expect_eq(unsaid.notes, 3);
	cr_expect_eq(unsaid.faults, 1);
	cr_expect_eq(kit_count(diag, MSG_JSON_BOM), 2);
	cr_expect_eq(kit_count(diag, MSG_NIGHT_MISSING), 2);
	diag_say_plain(diag, MSG_JSON_BOM, place_line("a.json", 1));
	cr_expect_eq(kit_count(diag, MSG_JSON_BOM), 3, "the cap has ended");
	diag_cap_begin(diag, 2);
	const struct diag_unsaid again = diag_cap_end(diag);
	cr_expect_eq(again.notes, 0, "of another file");
	cr_expect_eq(again.faults, 0);
	diag_free(diag);
}

static const char *at_the_task(void *data, struct arena *arena)
{
	(void)arena;
	return data;
}

/* Where in the data a template is: only for what has no pointer of its own. */
Test(diag, a_pointer_of_its_own_is_kept)
{
	static char where[] = "task/17";
	struct diag *diag = kit_diag();

	diag_set_where(diag, at_the_task, where);
	diag_say_plain(diag, MSG_OUT_OF_MEMORY, somewhere);
	diag_say_plain(diag, MSG_OUT_OF_MEMORY, place_line("t.xml", 3));
	diag_set_where(diag, NULL, NULL);
	diag_say_plain(diag, MSG_OUT_OF_MEMORY, place_line("t.xml", 4));
	cr_expect_str_eq(diag_record(diag, 0)->place.pointer, somewhere.pointer);
	cr_expect_str_eq(diag_record(diag, 1)->place.pointer, "task/17");
	cr_expect_str_eq(diag_record(diag, 2)->place.pointer, "");
	diag_free(diag);
}

/* What was met twice is told once; in each file by lines, files in the order in which they were
 * met. */
Test(diag, pours_each_record_once_in_the_order_of_lines)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag(), *aside = kit_diag();

	diag_say_plain(diag, MSG_OUT_OF_MEMORY, place_line("b", 2));
	diag_say_plain(aside, MSG_OUT_OF_MEMORY, place_line("b", 9));
	diag_say_plain(aside, MSG_OUT_OF_MEMORY, place_line("a", 3));
	diag_say_plain(aside, MSG_OUT_OF_MEMORY, place_line("b", 2));
	diag_say_plain(aside, MSG_OUT_OF_MEMORY, place_line("a", 1));
	diag_say_plain(aside, MSG_OUT_OF_MEMORY, place_line("a", 3));
	diag_pour(diag, aside);
	cr_expect_str_eq(kit_records(arena, diag),
	        "OUT_OF_MEMORY b:2 out of memory\nOUT_OF_MEMORY b:9 out of memory\n"
	        "OUT_OF_MEMORY a:1 out of memory\nOUT_OF_MEMORY a:3 out of memory\n");
	diag_free(diag);
	arena_free(arena);
}
