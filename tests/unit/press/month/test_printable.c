/* What may stand in a text of --reason, and what is printed of one that stands in an archive. */
#include "press/month/printable.h"

#include "base/utf8.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(printable, what_is_wrong_with_a_text)
{
	static const struct {
		const char *text;
		enum message message; /* MESSAGE_COUNT: nothing */
	} rows[] = {
		{ "恩平市来函说明，下月补报（恩民〔2020〕15号）。", MESSAGE_COUNT },
		{ "a correction of 42%", MESSAGE_COUNT },
		{ "㐀𠮷䶮", MESSAGE_COUNT },
		{ "更正😀", MSG_TEXT_UNPRINTABLE },
		{ "", MSG_TEXT_BLANK },
		{ " \u3000", MSG_TEXT_BLANK },
		{ "。", MSG_TEXT_BLANK },
		{ "\xB8\xFC\xD5\xFD", MSG_TEXT_ENCODING },
		{ "更正\xE6", MSG_TEXT_ENCODING },
		{ "一\n二", MSG_TEXT_CONTROL },
		{ "\x1B[31m", MSG_TEXT_CONTROL },
		{ "一\u202E二", MSG_TEXT_CONTROL },
		{ "一\uFFFD二", MSG_TEXT_CONTROL },
		{ "一\uFFFE二", MSG_TEXT_CONTROL },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diag *diag = kit_diag();
		const bool good = printable_check(diag, &root_here, "--reason", rows[i].text);
		cr_expect_eq(good, rows[i].message == MESSAGE_COUNT, "row %zu", i);
		cr_expect_eq(diag_count(diag), !good, "row %zu: one message", i);
		if (!good)
			cr_expect_eq(diag_record(diag, 0)->message, rows[i].message, "row %zu: %s",
			        i, message_name(diag_record(diag, 0)->message));
		cr_expect_eq(diag_exit_status(diag), good ? EXIT_DONE : EXIT_USAGE, "row %zu", i);
		diag_free(diag);
	}
}

Test(printable, a_text_has_an_end)
{
	struct diag *diag = kit_diag();
	char text[3 * (PRINTABLE_LIMIT + 1) + 1] = "";

	for (int i = 0; i < PRINTABLE_LIMIT; i++)
		memcpy(text + 3 * i, "长", 4);
	cr_expect(printable_is_plain(diag, "--reason", text));
	memcpy(text + 3 * PRINTABLE_LIMIT, "长", 4);
	cr_expect_not(printable_is_plain(diag, "--reason", text));
	cr_expect_not_null(kit_lookup(diag, MSG_TEXT_LONG));
	diag_free(diag);
}

/* Whoever sets the documents says that there is no style sheet or no face. */
Test(printable, without_faces_no_face_is_asked)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const char *folder = kit_temporary_folder(arena);
	struct root root;

	cr_assert(root_open(&root, folder));
	cr_expect(printable_check(diag, &root, "--reason", "更正😀"));
	cr_expect_not(printable_check(diag, &root, "--reason", "\t"));
	root_close(&root);
	kit_remove(folder);
	diag_free(diag);
	arena_free(arena);
}

Test(printable, what_cannot_be_printed_is_substituted_and_said)
{
	static const struct {
		const char *text, *printed, *codes;
	} rows[] = {
		{ "更正数据", "更正数据", "" },
		{ "更正😀数据😀\x1B。", "更正〓数据〓〓。", "U+1F600、U+001B" },
		{ "\u3000 ", "〓", "U+0020" },
		{ "\xB8", "〓", "U+FFFD" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		const char *printed = printable_text(
		        arena, diag, &root_here, place_file("reopen-2.json"), rows[i].text);
		cr_expect_str_eq(printed, rows[i].printed);
		const struct record *said = kit_lookup(diag, MSG_TEXT_SUBSTITUTED);
		cr_expect_eq(said != NULL, rows[i].codes[0] != '\0', "row %zu", i);
		cr_expect(!said || strstr(said->english, rows[i].codes), "row %zu", i);
		diag_free(diag);
		arena_free(arena);
	}
}

/* An ink that notes that it was asked. */
static bool note_asked(void *context, uint32_t codepoint, uint32_t before)
{
	(void)codepoint;
	(void)before;
	*(bool *)context = true;
	return true;
}

/* letters.c asks no face about the characters of GB 2312: the shipped faces have them all. */
Test(printable, faces_have_what_they_are_not_asked_about)
{
	struct arena *arena = arena_new();
	struct printable *printable = printable_new(arena, &root_here, &root_here);
	const struct ink *ink = printable_ink(printable);
	size_t taken = 0;

	for (uint32_t codepoint = 0x21; codepoint < 0x10000; codepoint++) {
		struct letters_report report = { .counts = { 0 } };
		bool asked = false;
		const struct ink noting = { .prints = note_asked, .context = &asked };
		char letter[5] = "";
		letter[utf8_encode(codepoint, letter)] = '\0';
		if (letters_read(arena, &noting, letter, &report) != letter || asked)
			continue;
		taken++;
		cr_expect(ink->prints(ink->context, codepoint, 0), "U+%04X", (unsigned)codepoint);
	}
	cr_expect_eq(taken, 0x7F - 0x21 + 7445, "%zu: ASCII and GB 2312", taken);
	printable_free(printable);
	arena_free(arena);
}

Test(printable, faces_answer_for_what_they_are_asked)
{
	static const struct {
		uint32_t codepoint, before;
		bool prints;
	} rows[] = {
		{ 0x4DAE, 0, true },
		{ 0x20BB7, 0, true },
		{ 0x1F44D, 0, false },
		{ 0xE000, 0, false },
		{ 0xE0100, 0x845B, true },
		{ 0x3000, 0, true },
		{ 0x301, 'e', true },
		{ 0x323AF, 0, false },
	};
	struct arena *arena = arena_new();
	struct printable *printable = printable_new(arena, &root_here, &root_here);
	const struct ink *ink = printable_ink(printable);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(ink->prints(ink->context, rows[i].codepoint, rows[i].before),
		        rows[i].prints, "row %zu", i);
	printable_free(printable);
	arena_free(arena);
}

/* What an archive tells is answered, and no font is asked. */
Test(printable, answers_as_it_was_answered_then)
{
	static const struct manifest_lack then[] = { { .codepoint = 0x4E00, .before = 0 } };
	struct arena *arena = arena_new();
	struct printable *printable = printable_new(arena, &root_here, &root_here);
	const struct ink *ink = printable_ink(printable);

	cr_expect(!ink->prints(ink->context, 0x1F44D, 0x4E00));
	cr_expect(!ink->prints(ink->context, 0x1F44D, 0x4E00));
	cr_expect(ink->prints(ink->context, 0x4E00, 0));
	const struct printable_lacks lacks = printable_lacks(printable);
	cr_assert_eq(lacks.count, 1, "each once");
	cr_expect_eq(lacks.list[0].codepoint, 0x1F44D);
	cr_expect_eq(lacks.list[0].before, 0x4E00);
	const struct printable_lacks recalled = { then, 1 };
	printable_recall(printable, &recalled);
	cr_expect(!ink->prints(ink->context, 0x4E00, 0));
	cr_expect(ink->prints(ink->context, 0x4E00, 'a'));
	cr_expect(ink->prints(ink->context, 0x1F44D, 0x4E00));
	printable_free(printable);
	arena_free(arena);
}
