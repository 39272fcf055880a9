#include "base/common.h"
#include "base/text.h"
#include "paper/markup/rows.h"

#include <criterion/criterion.h>
#include <string.h>

#define EM 16000
#define LN 28000

static const struct measure_base base = { .em = EM, .ln = LN };

static const int records[] = { 10, 11 };

/* Two kinds, 0 and 1, each with one record. */
static const void *lookup(const void *owner, int kind, const char *name)
{
	return text_equal(name, kind == 0 ? "zero" : "one") ? (const int *)owner + kind : NULL;
}

static const char *list(const void *owner, struct arena *arena, int kind)
{
	(void)owner;
	return arena_strdup(arena, kind == 0 ? "zero" : "one");
}

static const struct row_records named = { .owner = records, .lookup = lookup, .list = list };

Test(rows, numbers_and_lengths)
{
	static const struct {
		struct row_rule rule;
		const char *text;
		bool possible;
		int number;
		mpt length;
	} rows[] = {
		{ ROW(LENGTH), "2em", true, 0, 2 * EM },
		{ ROW(LENGTH), "1ln", true, 0, LN },
		{ ROW(LENGTH), "-1pt", false, 0, 0 },
		{ ROW(SIGNED), "-1pt", true, 0, -1000 },
		{ ROW(SIZE), "15.75pt", true, 0, 15750 },
		{ ROW(SIZE), "1em", false, 0, 0 },
		{ ROW(SIZE), "-1pt", false, 0, 0 },
		{ ROW(COLUMN), "30pt", true, 0, 30000 },
		{ ROW(COLUMN), "3*", true, 3, 0 },
		{ ROW(COLUMN), "auto", true, 0, 0 },
		{ ROW(COLUMN), "0*", false, 0, 0 },
		{ ROW(COLUMN), "1em", false, 0, 0 },
		{ ROW(COLUMN), "0pt", false, 0, 0 },
		{ ROW(EXTENT), "0pt", false, 0, 0 },
		{ ROW(EXTENT), "1em", true, 0, EM },
		{ ROW(EMS), "0.25em", true, 250, 0 },
		{ ROW(PERCENT), "50%", true, 50, 0 },
		{ ROW(PERCENT), "101%", false, 0, 0 },
		{ ROW(SHARE), "56.3%", true, 563, 0 },
		{ ROW(SHARE), "", true, -1, 0 },
		{ ROW(SHARE), "2", true, 1000, 0 },
		{ ROW(WHOLE), "0", true, 0, 0 },
		{ ROW(COUNT), "0", false, 0, 0 },
		{ ROW(COUNT), "7", true, 7, 0 },
		{ ROW(SWITCH), "yes", true, 1, 0 },
		{ ROW(SWITCH), "no", true, 0, 0 },
		{ ROW(SWITCH), "true", false, 0, 0 },
		{ ROW_OF("page | odd | even"), "even", true, 2, 0 },
		{ ROW_OF("page | odd | even"), "eve", false, 0, 0 },
		{ ROW_OF("page | odd | even"), "|", false, 0, 0 },
		{ ROW_OF("page | odd | even"), "", false, 0, 0 },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct row_value value;
		cr_expect_eq(rows_read(&rows[i].rule, NULL, base, rows[i].text, &value),
		        rows[i].possible, "%zu %s", i, rows[i].text);
		if (!rows[i].possible)
			continue;
		cr_expect_str_eq(value.text, rows[i].text);
		cr_expect_eq(value.number, rows[i].number, "%zu %s", i, rows[i].text);
		cr_expect_eq(value.length, rows[i].length, "%zu %s", i, rows[i].text);
	}
}

Test(rows, words)
{
	static const struct {
		struct row_rule rule;
		const char *text;
		bool possible;
	} rows[] = {
		{ ROW(TEXT), "", true },
		{ ROW(NAME), "", false },
		{ ROW(NAME), "甲", true },
		{ ROW(IDENTIFIER), "an-name", true },
		{ ROW(IDENTIFIER), "项", true },
		{ ROW(IDENTIFIER), "1a", false },
		{ ROW(IDENTIFIER), "a b", false },
		{ ROW(FILE), "parts/x.xml", true },
		{ ROW(FILE), "../x.xml", false },
		{ ROW(FILE), "/x.xml", false },
		{ ROW(FILE), "a/.x", false },
		{ ROW(LINK), "#a", true },
		{ ROW(LINK), "#", false },
		{ ROW(LINK), "mailto:a@b", true },
		{ ROW(LINK), "a", false },
		{ ROW(DATE), "2020-06-05", true },
		{ ROW(DATE), "2020-06-31", false },
		{ ROW(COLOR), "#eee", true },
		{ ROW(COLOR), "red", false },
		{ ROW(TAGS), "", true },
		{ ROW(TAGS), "hwid zero", true },
		{ ROW(TAGS), "half", true },
		{ ROW(TAGS), "hwi", false },
		{ ROW(TAGS), "hwid,zero", false },
		{ ROW(TAGS), "半角", false },
		{ ROW(TAGS), "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii", false },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct row_value value;
		cr_expect_eq(rows_read(&rows[i].rule, NULL, base, rows[i].text, &value),
		        rows[i].possible, "%s", rows[i].text);
	}
}

Test(rows, references_are_looked_up_by_kind)
{
	static const struct row_rule one = ROW_NAMING(1);
	static const struct row_rule maybe = { .type = ROW_REFERENCE_NONE, .kind = 1 };
	struct row_value value;

	cr_expect(rows_read(&one, &named, base, "one", &value) && value.record == &records[1]);
	cr_expect_not(rows_read(&one, &named, base, "zero", &value));
	cr_expect_not(rows_read(&one, &named, base, "none", &value));
	cr_expect(rows_read(&maybe, &named, base, "one", &value) && value.record == &records[1]);
	cr_expect(rows_read(&maybe, &named, base, "none", &value) && !value.record);
	cr_expect(rows_read(&maybe, &named, base, "", &value) && !value.record);
	cr_expect_not(rows_read(&maybe, &named, base, "zero", &value));
}

/* What a message gives as an example must be possible itself. */
Test(rows, examples_are_possible)
{
	struct arena *arena = arena_new();

	for (enum row_type type = ROW_TEXT; type <= ROW_REFERENCE_NONE; type++) {
		const struct row_rule rule = { .type = type, .choices = "page | odd", .kind = 1 };
		const char *at = rows_expected(arena, &rule, &named);
		while (*at != '\0' && type != ROW_FILE && type != ROW_WHOLE && type != ROW_COUNT) {
			const char *bar = strstr(at, " | ");
			const size_t length = bar ? (size_t)(bar - at) : strlen(at);
			struct row_value value;
			cr_expect(rows_read(&rule, &named, base, arena_strndup(arena, at, length),
			                  &value),
			        "%d: %s", (int)type, at);
			at += length + (bar ? strlen(" | ") : 0);
		}
	}
	arena_free(arena);
}
