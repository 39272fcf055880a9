/* Two months beside each other: how many are better and worse, and of whom each line is. */
#include "press/telling/versus.h"

#include <criterion/criterion.h>
#include <string.h>

static void add(struct contrast *contrast, enum contrast_kind kind, const char *id,
        const char *unit, int direction)
{
	contrast_add(contrast,
	        &(struct contrast_item){ .kind = kind,
	                .id = id,
	                .title = "名",
	                .unit = unit,
	                .was = "3",
	                .is = "4",
	                .change = "",
	                .status_was = "",
	                .status_is = "",
	                .direction = direction });
	contrast->compared[kind] = 5;
}

/* Three tasks, one of them better and one worse; a district that fell. */
static struct contrast some(struct arena *arena)
{
	struct contrast contrast = contrast_begin(arena);

	add(&contrast, CONTRAST_TASK, "1", "", 1);
	add(&contrast, CONTRAST_TASK, "2", "", -1);
	add(&contrast, CONTRAST_TASK, "3", "", 0);
	add(&contrast, CONTRAST_RANK, "", "东湖区", -1);
	return contrast;
}

Test(versus, counts_the_better_and_the_worse_of_each_kind)
{
	struct arena *arena = arena_new();
	const struct contrast contrast = some(arena);
	const struct versus versus = { .contrast = &contrast,
		.before = "2031-01",
		.now = "2031-02",
		.knows_before = true,
		.knows_now = true };
	struct text out;

	text_init(&out);
	versus_add_words(&out, &versus);
	cr_expect(text_starts_with(out.bytes, "2031-01 → 2031-02\n"));
	cr_expect(strstr(out.bytes, "任务　5项，变化3，↑1 ↓1\n"), "%s", out.bytes);
	cr_expect(strstr(out.bytes, "排名　5个，变化1，↑0 ↓1\n"), "%s", out.bytes);
	text_release(&out);
	arena_free(arena);
}

Test(versus, gives_a_machine_each_difference_with_its_unit)
{
	static const char *const wanted[] = { "\"kind\": \"rank\"", "\"from\": \"2031-01\"",
		"\"to\": \"2031-02\"", "\"unit\": \"东湖区\"", "\"was\": \"3\"", "\"is\": \"4\"",
		"\"direction\": -1" };
	struct arena *arena = arena_new();
	const struct contrast contrast = some(arena);
	const struct versus versus = {
		.contrast = &contrast, .before = "2031-01", .now = "2031-02"
	};
	struct text out;

	text_init(&out);
	versus_add_json(&out, &versus);
	const char *line = strstr(out.bytes, "\"rank\"");
	cr_assert(line);
	while (line > out.bytes && line[-1] != '\n')
		line--;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		cr_expect(strstr(line, wanted[i]), "%s in %s", wanted[i], line);
	text_release(&out);
	arena_free(arena);
}
