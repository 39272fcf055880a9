/* What is a lower bound as it is typed, and what is vaguer. */
#include "figures/intake/lower_bound.h"

#include <criterion/criterion.h>

static const struct row {
	const char *text, *measure;
	const char *words; /* "": it is none */
} rows[] = {
	{ "92%以上", "%", "92%以上" },
	{ "92以上", "%", "92%以上" },
	{ " ９２．５ ％ 以上\xe3\x80\x80", "%", "92.5%以上" },
	{ "1,200人以上", "人", "1200人以上" },
	{ "2.737万批次以上", "批次", "27370批次以上" },
	{ "900万元以上", "万元", "900万元以上" },
	{ "900万以上", "元", "9000000元以上" },
	{ "0.4亿元以上", "亿元", "0.4亿元以上" },
	{ "0以上", "", "0以上" },
	{ "92", "%", "" },
	{ "以上", "%", "" },
	{ "%以上", "%", "" },
	{ "92%", "%", "" },
	{ "92人以上", "%", "" },
	{ "约92%以上", "%", "" },
	{ "92%左右以上", "%", "" },
	{ "超过92%", "%", "" },
	{ "92%以上。", "%", "" },
	{ "90-92%以上", "%", "" },
	{ "-5以上", "%", "" },
	{ "1.2e3以上", "人", "" },
	{ "123456789012345678901以上", "人", "" },
	{ "", "", "" },
};

Test(lower_bound, number_measure_and_the_word)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct lower_bound bound = { .words = "" };
		const bool is_read = lower_bound_read(arena, rows[i].text, rows[i].measure, &bound);
		cr_expect_eq(is_read, rows[i].words[0] != '\0', "%s", rows[i].text);
		cr_expect_str_eq(bound.words, rows[i].words, "%s", rows[i].text);
	}
	arena_free(arena);
}

Test(lower_bound, the_number_is_normalised)
{
	struct arena *arena = arena_new();
	struct lower_bound bound;

	cr_assert(lower_bound_read(arena, "92.50%以上", "%", &bound));
	cr_expect_str_eq(decimal_format(arena, bound.number), "92.5");
	arena_free(arena);
}
