/* What a file changes in a document: lines that stay are not shown as gone and come again. */
#include "press/telling/excerpt.h"

#include "base/common.h"
#include "kit/kit.h"

#include <criterion/criterion.h>

#define LINE(text) \
	{ \
		.words = text \
	}

static const struct unit unit = { .name = "东湖区" };
static const struct inbox nothing = { .entry_count = 0 };

static struct excerpt excerpt_of(struct arena *arena, const struct document_line *before,
        size_t before_count, const struct document_line *now, size_t now_count)
{
	return (struct excerpt){ .arena = arena,
		.document = "bulletin",
		.unit = &unit,
		.inbox = &nothing,
		.now = { now, now_count },
		.has_before = before,
		.before = { before, before_count } };
}

Test(excerpt, shows_only_what_differs_between_lines_that_stay)
{
	static const struct document_line before[] = { { .words = "一、进展", .is_heading = true },
		LINE("甲"), LINE("乙"), LINE("丙"), LINE("丁"), LINE("末行") };
	static const struct document_line now[] = { { .words = "一、进展", .is_heading = true },
		LINE("子"), LINE("乙"), LINE("丑"), LINE("丁"), LINE("寅"), LINE("末行") };
	struct arena *arena = arena_new();
	const struct excerpt excerpt =
	        excerpt_of(arena, before, COUNT_OF(before), now, COUNT_OF(now));
	struct text out;

	text_init(&out);
	excerpt_add_words(&out, &excerpt);
	cr_expect_str_eq(out.bytes,
	        "bulletin　东湖区\n 【一、进展】\n - 甲\n + 子\n - 丙\n + 丑\n + 寅\n", "%s",
	        out.bytes);
	text_release(&out);
	arena_free(arena);
}

Test(excerpt, shows_the_lines_that_name_the_unit)
{
	static const struct document_line now[] = { { .words = "一、进展", .is_heading = true },
		LINE("西山县完成3件"), { .words = "二、问题", .is_heading = true },
		LINE("东湖区未报送"), LINE("西山县未报送") };
	struct arena *arena = arena_new();
	const struct excerpt excerpt = excerpt_of(arena, NULL, 0, now, COUNT_OF(now));
	struct text out;

	text_init(&out);
	excerpt_add_words(&out, &excerpt);
	cr_expect_str_eq(out.bytes, "bulletin　东湖区\n 【二、问题】\n   东湖区未报送\n");
	text_clear(&out);
	excerpt_add_json(&out, &excerpt);
	cr_expect(strstr(out.bytes, "\"heading\": \"二、问题\""), "%s", out.bytes);
	cr_expect(strstr(out.bytes, "\"sign\": \"=\""));
	cr_expect(strstr(out.bytes, "\"text\": \"东湖区未报送\""));
	text_release(&out);
	arena_free(arena);
}
