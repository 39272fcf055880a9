#include "press/state/memo.h"

#include "base/file.h"
#include "base/text.h"
#include "base/tree.h"
#include "kit/kit.h"
#include "press/month/inputs.h"
#include "press/state/freshness.h"

#include <criterion/criterion.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test has a process and so a current directory of its own. */
struct place_of_work {
	struct arena *arena;
	struct diag *diag;
	const char *root;
};

static const struct period may = { .year = 2020, .month = 5 };
static const struct date june_8 = { .year = 2020, .month = 6, .day = 8 };
static const struct date june_5 = { .year = 2020, .month = 6, .day = 5 };

static struct place_of_work enter(void)
{
	struct place_of_work work = { .arena = arena_new(), .diag = kit_diag() };

	work.root = kit_temporary_folder(work.arena);
	cr_assert_eq(chdir(work.root), 0);
	return work;
}

static void leave(struct place_of_work *work)
{
	cr_assert_eq(chdir("/"), 0);
	kit_remove(work->root);
	diag_free(work->diag);
	arena_free(work->arena);
}

static struct memo sample(struct place_of_work *work)
{
	diag_say(work->diag, MSG_BAD_DATE,
	        ((struct place){ .file = "a\tb", .line = 3, .pointer = "/x y" }), "two\nlines");
	static const char *const fonts[] = { "templates/fonts/a b.otf", "/c.ttf" };
	return (struct memo){ .inputs = digest_of("x", 1),
		.fonts = digest_of("f", 1),
		.font_paths = fonts,
		.font_count = 2,
		.due = june_5,
		.cut = { 2020, 6, 8 },
		.utc_offset = -210,
		.overdue = true,
		.attention = diag_record(work->diag, 0),
		.attention_count = 1 };
}

static void publish(struct place_of_work *work, const struct memo *memo)
{
	struct publication *publication = publish_begin(work->arena, work->diag, &root_here, may);

	cr_assert(publish_add(publication, "a b.pdf", "12345", 5));
	cr_assert(publish_add(publication, "receipts/甲.txt", "123", 3));
	cr_assert(memo_stage(memo, work->arena, publication));
	cr_assert(publish_commit(publication, NULL));
}

static const struct memo *remembered(struct place_of_work *work)
{
	const struct memo *memo;

	cr_assert(memo_read(work->arena, work->diag, &root_here, may, &memo));
	return memo;
}

Test(memo, comes_back_as_it_was)
{
	struct place_of_work work = enter();
	const struct memo memo = sample(&work);

	publish(&work, &memo);
	const struct memo *back = remembered(&work);
	cr_assert_not_null(back);
	cr_expect_arr_eq(back->inputs.bytes, memo.inputs.bytes, DIGEST_BYTES);
	cr_expect_arr_eq(back->fonts.bytes, memo.fonts.bytes, DIGEST_BYTES);
	cr_assert_eq(back->font_count, 2);
	cr_expect_str_eq(back->font_paths[0], memo.font_paths[0]);
	cr_expect_str_eq(back->font_paths[1], memo.font_paths[1]);
	cr_expect_eq(date_compare(back->due, june_5), 0);
	cr_expect_eq(back->cut.day, 8);
	cr_expect_eq(back->utc_offset, -210);
	cr_expect(back->overdue);
	cr_assert_eq(back->attention_count, 1);
	cr_expect_eq(back->attention[0].message, MSG_BAD_DATE);
	cr_expect_eq(back->attention[0].place.line, 3);
	cr_expect_str_eq(back->attention[0].place.file, "a\\u{09}b");
	cr_expect_str_eq(back->attention[0].english, memo.attention[0].english);
	cr_expect_str_eq(back->attention[0].chinese, memo.attention[0].chinese);
	leave(&work);
}

Test(memo, holds_until_something_changes)
{
	struct place_of_work work = enter();
	const struct memo memo = sample(&work);
	const struct digest same = memo.inputs, other = digest_of("y", 1);

	cr_expect_not(memo_holds(NULL, &same, june_8));
	publish(&work, &memo);
	const struct memo *back = remembered(&work);
	cr_expect(memo_holds(back, &same, june_8));
	cr_expect_not(memo_holds(back, &other, june_8), "other inputs");
	cr_expect_not(memo_holds(back, &same, june_5), "the due day lies ahead");
	leave(&work);
}

Test(memo, that_is_damaged_is_none)
{
	struct place_of_work work = enter();
	const struct memo memo = sample(&work);

	publish(&work, &memo);
	const char *good = kit_read(work.arena, "output/2020-05/.night");
	static const struct {
		const char *from, *to;
	} rows[] = {
		{ "night 2", "night 1" },
		{ "inputs ", "inputs z" },
		{ "fonts ", "fonts z" },
		{ "font /c.ttf", "font " },
		{ "due 2020-06-05", "due 2020-06-35" },
		{ "-210 1", "-210 2" },
		{ "BAD_DATE 4 3", "BAD_DATE 4 -3" },
		{ "BAD_DATE 4 3", "BAD_DATE 4 99999999999999999999999" },
		{ "said BAD_DATE", "said NO_SUCH_MESSAGE" },
		{ "said BAD_DATE 4", "said BAD_DATE 9" },
		{ "\t", " " },
		{ "\nend\n", "\n" },
		{ "\nend\n", "\nend\nmore\n" },
		{ "\nfont ", "\nunknown\nfont " },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *at = strstr(good, rows[i].from);
		cr_assert_not_null(at, "%s is not in %s", rows[i].from, good);
		kit_write(work.arena, "output/2020-05", ".night",
		        arena_printf(work.arena, "%.*s%s%s", (int)(at - good), good, rows[i].to,
		                at + strlen(rows[i].from)));
		cr_expect_null(remembered(&work), "%s", rows[i].to);
	}
	for (size_t length = 0; length < strlen(good); length++) {
		kit_write(work.arena, "output/2020-05", ".night",
		        arena_strndup(work.arena, good, length));
		cr_expect_null(remembered(&work), "cut to %zu", length);
	}
	leave(&work);
}

Test(publish, keeps_its_own_records_and_leaves_nothing_behind)
{
	struct place_of_work work = enter();
	struct publication *publication = publish_begin(work.arena, work.diag, &root_here, may);

	cr_assert(publish_add(publication, ".night", "n", 1));
	cr_assert(publish_add(publication, "units/a.pdf", "a", 1));
	cr_assert(publish_commit(publication, NULL));
	publication = publish_begin(work.arena, work.diag, &root_here, may);
	cr_assert(publish_add(publication, "units/b.pdf", "bb", 2));
	struct digest digest;
	size_t length = 0;
	cr_expect(publish_measure(publication, "units/b.pdf", &digest, &length) && length == 2);
	cr_expect(publish_measure(publication, "units/a.pdf", &digest, &length) && length == 1);
	cr_expect_not(publish_measure(publication, "units/c.pdf", &digest, &length));
	cr_assert(publish_commit(publication, NULL));
	cr_expect_str_eq(kit_read(work.arena, "output/2020-05/.night"), "n");
	cr_expect_str_eq(kit_read(work.arena, "output/2020-05/units/a.pdf"), "a");
	cr_expect_not(kit_exists(&root_here, tree_staging(work.arena, "output", "2020-05")));
	leave(&work);
}

Test(publish, forgets_what_is_no_more)
{
	struct place_of_work work = enter();

	kit_write(work.arena, "output", "2020-05/a.pdf", "a");
	kit_write(work.arena, "output", "2020-05/units/b.pdf", "b");
	kit_write(work.arena, "output", "2020-05/units/c.pdf", "c");
	kit_write(work.arena, "output", "2020-05/gone/d.pdf", "d");
	kit_write(work.arena, "output", "2020-05/.reads", "r");
	struct publication *publication = publish_begin(work.arena, work.diag, &root_here, may);
	cr_assert(publish_add(publication, "units/c.pdf", "cc", 2));
	publish_forget(publication, "units/b.pdf");
	publish_forget(publication, "units/c.pdf");
	publish_forget(publication, "gone/d.pdf");
	struct publish_files files;
	cr_assert(publish_files(publication, &files));
	cr_assert_eq(files.count, 2);
	cr_expect_str_eq(files.names[0], "a.pdf");
	cr_expect_str_eq(files.names[1], "units/c.pdf", "staged anew, once");
	cr_assert(publish_commit(publication, NULL));
	cr_expect_str_eq(kit_read(work.arena, "output/2020-05/a.pdf"), "a");
	cr_expect_str_eq(kit_read(work.arena, "output/2020-05/units/c.pdf"), "cc");
	cr_expect_str_eq(kit_read(work.arena, "output/2020-05/.reads"), "r");
	cr_expect_not(kit_exists(&root_here, "output/2020-05/units/b.pdf"));
	cr_expect_not(kit_exists(&root_here, "output/2020-05/gone"), "an empty folder");
	leave(&work);
}

/* It was taken for a document, could not be measured, and no night published any more. */
Test(publish, a_fifo_is_no_document_and_stays, .timeout = 10)
{
	struct place_of_work work = enter();

	kit_write(work.arena, "output", "2020-05/a.pdf", "a");
	cr_assert_eq(mkfifo("output/2020-05/pipe", 0600), 0);
	struct publication *publication = publish_begin(work.arena, work.diag, &root_here, may);
	struct publish_files files;
	cr_assert(publish_files(publication, &files));
	cr_assert_eq(files.count, 1);
	cr_expect_str_eq(files.names[0], "a.pdf");
	cr_assert(publish_commit(publication, NULL));
	cr_expect(kit_exists(&root_here, "output/2020-05/pipe"));
	leave(&work);
}

Test(publish, sweeps_what_a_crash_left_and_no_more)
{
	struct place_of_work work = enter();

	kit_write(work.arena, "output", ".2020-05.new/units/.minsheng.1.0.tmp", "");
	kit_write(work.arena, "output", ".minsheng.1.0.tmp", "");
	kit_write(work.arena, "output", ".lock", "");
	kit_write(work.arena, "output", "2020-05/a.new", "");
	size_t swept;
	cr_expect(publish_sweep(work.arena, work.diag, &root_here, &swept));
	cr_expect_eq(swept, 2);
	cr_expect_not(kit_exists(&root_here, "output/.2020-05.new"));
	cr_expect(kit_exists(&root_here, "output/.lock")
	        && kit_exists(&root_here, "output/2020-05/a.new"));
	cr_expect(publish_sweep(work.arena, work.diag, &root_here, &swept));
	cr_expect_eq(swept, 0);
	leave(&work);
}
/* Whether a night remembers a month, and what a document was made from, is known or said. */
Test(memo, and_reads_that_cannot_be_read_are_not_absent)
{
	struct place_of_work work = enter();
	const struct memo *memo;

	cr_expect_null(remembered(&work));
	kit_unreadable(work.arena, "output/2020-05", ".night");
	kit_unreadable(work.arena, "output/2020-05", ".reads");
	cr_expect_not(memo_read(work.arena, work.diag, &root_here, may, &memo));
	cr_expect_null(freshness_read(work.arena, work.diag, &root_here, may));
	cr_expect_eq(kit_count(work.diag, MSG_INPUT_UNREADABLE), 2);
	cr_expect_eq(diag_exit_status(work.diag), EXIT_IO);
	leave(&work);
}

static struct inputs *inputs_now(struct place_of_work *work)
{
	return inputs_new(
	        work->arena, &root_here, readings_new(work->arena, &root_here, &root_here));
}

static struct digest digest_now(struct place_of_work *work)
{
	return inputs_digest(inputs_now(work), may);
}

static void expect_news(struct place_of_work *work, struct digest *last, const char *what)
{
	const struct digest now = digest_now(work), again = digest_now(work);

	cr_expect(memcmp(&now, last, sizeof now) != 0, "%s is no news", what);
	cr_expect(memcmp(&now, &again, sizeof now) == 0, "%s is news twice", what);
	*last = now;
}

Test(inputs, any_change_is_news_once)
{
	struct place_of_work work = enter();
	struct digest last = digest_now(&work);

	kit_write(work.arena, "input", "targets/2020.json", "{}");
	expect_news(&work, &last, "the catalogue");
	kit_write(work.arena, "input/submissions", "2020-05/a.json", "1");
	expect_news(&work, &last, "a report");
	kit_write(work.arena, "input/submissions", "2020-05/a.json", "2");
	expect_news(&work, &last, "a report of the same length");
	kit_write(work.arena, "input/submissions", "2020-01/a.json", "2");
	expect_news(&work, &last, "a report of January");
	cr_assert_eq(
	        rename("input/submissions/2020-05/a.json", "input/submissions/2020-05/b.json"), 0);
	expect_news(&work, &last, "a new name");
	cr_assert_eq(symlink("b.json", "input/submissions/2020-05/a.json"), 0);
	expect_news(&work, &last, "a link");
	cr_assert_eq(mkfifo("input/submissions/2020-05/c.json", 0600), 0);
	expect_news(&work, &last, "a pipe");
	kit_write(work.arena, "input/submissions", "2020-05/d.json", "");
	cr_assert_eq(truncate("input/submissions/2020-05/d.json", 1L << 30), 0);
	expect_news(&work, &last, "a giant");
	kit_write(work.arena, "templates", "parts/x.xml", "<x/>");
	expect_news(&work, &last, "a template's part");
	kit_write(work.arena, "templates", "fonts/x.otf", "font");
	expect_news(&work, &last, "a font");
	const struct digest before = last;
	kit_write(work.arena, "input/submissions", "2020-06/a.json", "2");
	last = digest_now(&work);
	cr_expect(memcmp(&before, &last, sizeof last) == 0, "June is nothing to May");
	leave(&work);
}

Test(inputs, an_issued_month_is_read_from_its_archive)
{
	struct place_of_work work = enter();

	kit_write(work.arena, "input/submissions", "2020-01/a.json", "1");
	kit_write(work.arena, "input/submissions", "2020-05/a.json", "1");
	struct digest last = digest_now(&work);
	kit_write(work.arena, "input/archive/2020-01/1", "SHA256SUMS", "1");
	kit_write(work.arena, "input/archive/2020-01/1", "input/submissions/2020-01/a.json", "1");
	expect_news(&work, &last, "January is issued");
	kit_write(work.arena, "input/submissions", "2020-01/late.json", "2");
	struct digest now = digest_now(&work);
	cr_expect_arr_eq(now.bytes, last.bytes, DIGEST_BYTES, "what came late for January");
	struct input_list all;
	cr_assert(inputs_all(inputs_now(&work), work.diag, may, &all));
	cr_assert_eq(all.count, 3, "targets, January, May");
	cr_expect_str_eq(
	        all.inputs[1].file, "input/archive/2020-01/1/input/submissions/2020-01/a.json");
	kit_write(work.arena, "input/archive/2020-01", "reopen-2.json", "{}");
	expect_news(&work, &last, "January is open again");
	leave(&work);
}

Test(inputs, tell_what_was_not_read)
{
	struct place_of_work work = enter();

	kit_write(work.arena, "input/submissions", "2020-05/a.json", "1");
	kit_write(work.arena, "input/submissions", "2020-05/readme.txt", "1");
	kit_write(work.arena, "input/submissions", "2020-05/z.json", "");
	cr_assert_eq(truncate("input/submissions/2020-05/z.json", 1L << 30), 0);
	cr_assert_eq(mkfifo("input/submissions/2020-05/p.json", 0600), 0);
	const struct input_list *list =
	        inputs_month(inputs_new(work.arena, &root_here,
	                             readings_new(work.arena, &root_here, &root_here)),
	                may);
	static const char *const kinds[] = { "file", "not a file", "not read", "too large" };
	cr_assert_eq(list->count, 4);
	for (size_t i = 0; i < 4; i++)
		cr_expect_str_eq(input_kind_name(list->inputs[i].kind), kinds[i]);
	leave(&work);
}

/* What May is made from, each in turn there and unreadable. */
Test(inputs, what_cannot_be_read_is_said_and_fails)
{
	static const struct {
		const char *folder, *name;
		enum message message;
	} rows[] = {
		{ "input/targets", "2020.json", MSG_INPUT_UNREADABLE },
		{ "input/submissions", "2020-02", MSG_INBOX_UNREADABLE },
		{ "input/submissions", "2020-05/a.json", MSG_INPUT_UNREADABLE },
		{ "input/submissions", "2020-01/a.json", MSG_INPUT_UNREADABLE },
		{ "input/archive", "2020-04", MSG_ARCHIVE_UNREADABLE },
		{ "templates", "parts/a.xml", MSG_INPUT_UNREADABLE },
		{ ".", "templates", MSG_INPUT_UNREADABLE },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct place_of_work work = enter();
		struct input_list all;
		kit_unreadable(work.arena, rows[i].folder, rows[i].name);
		cr_expect_not(inputs_are_read(inputs_now(&work), work.diag, may), "%zu", i);
		cr_expect_eq(kit_count(work.diag, rows[i].message), 1, "%zu", i);
		cr_expect_eq(diag_exit_status(work.diag), EXIT_IO, "%zu", i);
		cr_expect_not(inputs_all(inputs_now(&work), work.diag, may, &all), "%zu", i);
		leave(&work);
	}
}

Test(inputs, another_month_that_cannot_be_read_is_nothing_to_this_one)
{
	struct place_of_work work = enter();

	kit_unreadable(work.arena, "input/submissions", "2020-06");
	kit_unreadable(work.arena, "input/archive", "2020-07");
	kit_unreadable(work.arena, "input/targets", "2021.json");
	cr_expect(inputs_are_read(inputs_now(&work), work.diag, may));
	leave(&work);
}
