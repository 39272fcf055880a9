#include "base/sums.h"

#include <criterion/criterion.h>
#include <string.h>

#define HEX "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

Test(sums, reads_lines_of_sha256sum)
{
	static const struct {
		const char *line, *file; /* NULL: no line */
	} rows[] = {
		{ HEX "  a b", "a b" },
		{ HEX " *a", "a" },
		{ "\\" HEX "  a\\\\b\\nc", "a\\b\nc" },
		{ HEX "  a\\b", "a\\b" },
		{ "\\" HEX "  a\\b", NULL },
		{ "\\" HEX "  a\\", NULL },
		{ HEX, NULL },
		{ HEX "  ", NULL },
		{ HEX " a", NULL },
		{ "E3B0C44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a", NULL },
		{ "", NULL },
		{ "\\", NULL },
		{ "e3b0  a", NULL },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct sum sum = { .file = "" };
		const bool good = sums_parse_line(arena, rows[i].line, strlen(rows[i].line), &sum);
		cr_assert_eq(good, rows[i].file != NULL, "row %zu", i);
		if (good)
			cr_assert_str_eq(sum.file, rows[i].file, "row %zu", i);
	}
	arena_free(arena);
}

/* Whatever a name holds, the line that is written is read back as it was. */
Test(sums, reads_what_it_writes)
{
	static const char *const names[] = { "b", "a\\b\nc", "市民政局.json", " a ", "a\\" };
	struct arena *arena = arena_new();
	struct sum_list sums = { .count = 0 };
	struct text out;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		sums_add(arena, &sums,
		        &(struct sum){ .digest = digest_of(names[i], i), .file = names[i] });
	text_init(&out);
	sums_write(&sums, &out);
	const struct sum_list read = sums_parse(arena, out.bytes, out.length);
	cr_assert_eq(read.count, sums.count);
	for (size_t i = 0; i < read.count; i++) {
		cr_assert_str_eq(read.list[i].file, names[i]);
		cr_assert(digest_equal(&read.list[i].digest, &sums.list[i].digest));
	}
	text_release(&out);
	arena_free(arena);
}

Test(sums, passes_over_what_is_none_and_finds_by_name)
{
	static const char text[] = HEX "  b\n\nnothing\n" HEX "  a\n" HEX "  last";
	struct arena *arena = arena_new();
	struct sum_list sums = sums_parse(arena, text, sizeof text - 1);

	cr_assert_eq(sums.count, 3, "the last line needs no line feed");
	sums_sort(&sums);
	cr_assert_str_eq(sums.list[0].file, "a");
	cr_assert_eq(sums_lookup(&sums, "b"), &sums.list[1]);
	cr_assert_null(sums_lookup(&sums, "c"));
	cr_assert_null(sums_lookup(&(struct sum_list){ .count = 0 }, "a"));
	arena_free(arena);
}
