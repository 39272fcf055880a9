/*
 * Slips in JSON as clerks make them: each is one fault, in its line, and hides no other.
 */
#include "base/text.h"
#include "figures/json/json.h"
#include "figures/json/mend.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the reader of a slip is told: codes in order, and the values that were understood. */
static const struct row {
	const char *text;
	const char *codes; /* "JSON_COMMENT:2" with the line, parted by blanks */
	const char
	        *values; /* every value in order, parted by '|'; "-" when nothing was understood */
} rows[] = {
	/* Chinese marks. */
	{ "{\"a\"：1}", "JSON_FULL_WIDTH:1", "a=1" },
	{ "{\"a\":1，\"b\":2}", "JSON_FULL_WIDTH:1", "a=1|b=2" },
	{ "｛\"a\":1｝", "JSON_FULL_WIDTH:1 JSON_FULL_WIDTH:1", "a=1" },
	{ "{“a”:1}", "JSON_FULL_WIDTH:1", "a=1" },
	{ "{\"a\":“甲”}", "JSON_FULL_WIDTH:1", "a=甲" },
	{ "{\"a\":【1】}", "JSON_FULL_WIDTH:1 JSON_FULL_WIDTH:1", "a=[|1" },
	{ "{\"a\":\"甲”,\n\"b\":2}", "JSON_FULL_WIDTH:1", "a=甲|b=2" },
	{ "{\"a\":\"他说“好”。\",\"b\":}", "JSON_SYNTAX:1", "a=他说“好”。|b=null" },
	/* Commas and colons. */
	{ "{\"a\":1\n\"b\":2}", "JSON_MISSING_COMMA:1", "a=1|b=2" },
	{ "{\"a\":\"x\"\n\"b\":2}", "JSON_MISSING_COMMA:1", "a=x|b=2" },
	{ "{\"a\":[{\"b\":1}\n{\"b\":2}]}", "JSON_MISSING_COMMA:1", "a=[|{|b=1|{|b=2" },
	{ "{\"a\":1,,\"b\":2}", "JSON_EXTRA_COMMA:1", "a=1|b=2" },
	{ "{,\"a\":1}", "JSON_EXTRA_COMMA:1", "a=1" },
	{ "{\"a\":1,}", "JSON_TRAILING_COMMA:1", "a=1" },
	{ "{\"a\":[1,2,]}", "JSON_TRAILING_COMMA:1", "a=[|1|2" },
	{ "{\"a\" 1}", "JSON_SYNTAX:1", "a=1" },
	{ "{\"a\"=1}", "JSON_SYNTAX:1", "a=1" },
	{ "{\"a\":1;\"b\":2}", "JSON_SYNTAX:1", "a=1|b=2" },
	/* Comments. */
	{ "{\"a\":1 // 含台山2家\n}", "JSON_COMMENT:1", "a=1" },
	{ "{/* 新建 */\"a\":1}", "JSON_COMMENT:1", "a=1" },
	{ "{\"a\":1, # 注\n\"b\":2}", "JSON_COMMENT:1", "a=1|b=2" },
	{ "{\"a\":1<!-- 注 -->}", "JSON_COMMENT:1", "a=1" },
	{ "{\"a\":\"见 http://x.cn/a\"}", "", "a=见 http://x.cn/a" },
	/* Quotes. */
	{ "{'a':1}", "JSON_SINGLE_QUOTE:1", "a=1" },
	{ "{\"a\":'甲'}", "JSON_SINGLE_QUOTE:1", "a=甲" },
	{ "{a:1}", "JSON_UNQUOTED:1", "a=1" },
	{ "{a\":1}", "JSON_UNOPENED:1", "a=1" },
	{ "{\"a:1}", "JSON_UNTERMINATED:1", "a=1" },
	{ "{\"a: \"甲\",\"b\":2}", "JSON_UNTERMINATED:1", "a=甲|b=2" },
	{ "{\"a\":甲乙\",\n\"b\":2}", "JSON_UNOPENED:1", "a=甲乙|b=2" },
	{ "{\"a\":甲乙,\n\"b\":2}", "JSON_UNQUOTED:1", "a=甲乙|b=2" },
	{ "{\"a\":\"甲乙,\n\"b\":2}", "JSON_UNTERMINATED:1", "a=甲乙|b=2" },
	{ "{\"a\":\"甲乙\n}", "JSON_UNTERMINATED:1", "a=甲乙" },
	{ "{\"a\":\"完成\"两癌\"筛查\",\"b\":2}", "JSON_QUOTE_IN_TEXT:1",
	        "a=完成\"两癌\"筛查|b=2" },
	{ "{\"a\":\"甲\n乙\",\"b\":2}", "JSON_LINE_IN_TEXT:1", "a=甲\n乙|b=2" },
	{ "{\"a\":\"C:\\数据\"}", "JSON_ESCAPE:1", "a=C:\\数据" },
	{ "{\"a\":\"\\u12\"}", "JSON_ESCAPE:1", "a=\\u12" },
	/* Words and numbers. */
	{ "{\"a\":True}", "JSON_WORD:1", "a=true" },
	{ "{\"a\":None}", "JSON_WORD:1", "a=null" },
	{ "{\"a\":是}", "JSON_WORD:1", "a=true" },
	{ "{\"a\":015}", "JSON_NUMBER:1", "a=15" },
	{ "{\"a\":+5}", "JSON_NUMBER:1", "a=5" },
	{ "{\"a\":1,200,\"b\":2}", "JSON_NUMBER:1", "a=1200|b=2" },
	{ "{\"a\":12万}", "JSON_NUMBER:1", "a=120000" },
	{ "{\"a\":１２}", "JSON_NUMBER:1", "a=12" },
	{ "{\"a\":50%}", "JSON_NUMBER:1", "a=50" },
	{ "{\"a\":2家,\"b\":2}", "JSON_NUMBER:1", "a=2|b=2" },
	{ "{\"a\":约5\n}", "JSON_UNQUOTED:1", "a=约5" },
	{ "{\"a\":.5}", "JSON_NUMBER:1", "a=0.5" },
	{ "{\"a\":12.}", "JSON_NUMBER:1", "a=12" },
	{ "{\"a\":1.2.}", "JSON_NUMBER:1", "a=1.2" },
	{ "{\"a\":1..2}", "JSON_UNQUOTED:1", "a=1..2" },
	{ "{\"a\":NaN}", "JSON_UNQUOTED:1", "a=NaN" },
	/* Blanks that are none. */
	{ "{\"a\":\xC2\xA0 1}", "JSON_BLANK:1", "a=1" },
	{ "{\xE3\x80\x80\"a\":1,\n\xE3\x80\x80\"b\":2}", "JSON_BLANK:1", "a=1|b=2" },
	{ "{\"a\":1}\xE2\x80\x8B", "JSON_BLANK:1", "a=1" },
	/* Brackets. */
	{ "{\"a\":[1,2},\"b\":3}", "JSON_WRONG_BRACKET:1", "a=[|1|2|b=3" },
	{ "{\"a\":{\"b\":1],\"c\":3}", "JSON_WRONG_BRACKET:1", "a={|b=1|c=3" },
	{ "{\"a\":[{\"b\":1}]", "JSON_UNCLOSED:1", "a=[|{|b=1" },
	{ "{\"a\":[{\"b\":1", "JSON_TRUNCATED:1", "-" },
	{ "{", "JSON_TRUNCATED:1", "-" },
	{ "\"a\":1,\"b\":2}", "JSON_ROOT:1", "a=1|b=2" },
	{ "```json\n{\"a\":1}\n```", "JSON_ROOT:1 JSON_TRAILING:3", "a=1" },
	{ "{\"a\":1}}", "JSON_TRAILING:1", "a=1" },
	{ "{\"a\":1}\n{\"a\":2}", "JSON_SECOND:2", "a=1" },
	{ "{\"a\":1,\n\"a\":2}", "JSON_DUPLICATE_KEY:2", "a=1|a=2" },
	/* A comment that never ends, or that ends the file. */
	{ "{\"a\":1/* 无尾", "JSON_COMMENT:1 JSON_UNCLOSED:1", "a=1" },
	{ "{\"a\":1<!-- 无尾", "JSON_COMMENT:1 JSON_UNCLOSED:1", "a=1" },
	{ "{\"a\":1 // 末行", "JSON_COMMENT:1 JSON_UNCLOSED:1", "a=1" },
	{ "{\"a\":\"甲\"  # 注\n}", "JSON_COMMENT:1", "a=甲" },
	/* Each kind of blank once, quotes of all makes, names and words in all letters. */
	{ "{\"a\":\xC2\xA0\xE3\x80\x80\xE2\x80\x8C\xE2\x80\x83\xEF\xBB\xBF\xC2\xA0 1}",
	        "JSON_BLANK:1 JSON_BLANK:1 JSON_BLANK:1 JSON_BLANK:1 JSON_BLANK:1", "a=1" },
	{ "{\"a\":\"甲\t乙\"}", "", "a=甲\t乙" },
	{ "{\"a\":\"甲\r\n乙\",\n\"b\":2}", "JSON_LINE_IN_TEXT:1", "a=甲\n乙|b=2" },
	{ "{\"a\":‘甲’}", "JSON_FULL_WIDTH:1", "a=甲" },
	{ "{‘a’:1}", "JSON_FULL_WIDTH:1", "a=1" },
	{ "{\"a\":\"甲＂,\n\"b\":2}", "JSON_FULL_WIDTH:1", "a=甲|b=2" },
	{ "{＂a＂:1}", "JSON_FULL_WIDTH:1", "a=1" },
	{ "{\"a\":\"他说\"好\"\"}", "JSON_QUOTE_IN_TEXT:1", "a=他说\"好\"" },
	{ "{\"a\":\"甲\"\"b\":2}", "JSON_MISSING_COMMA:1", "a=甲|b=2" },
	{ "{\"a\":\"甲\",\r\n}", "JSON_TRAILING_COMMA:1", "a=甲" },
	{ "{\"a\":\"甲,\"}", "", "a=甲," },
	{ "{\"a b\":1,c d:2}", "JSON_UNQUOTED:1", "a b=1|c d=2" },
	{ "{X9:1,_z:2}", "JSON_UNQUOTED:1 JSON_UNQUOTED:1", "X9=1|_z=2" },
	{ "{\"a\":甲 \n}", "JSON_UNQUOTED:1", "a=甲" },
	{ "{\"a\":false,\"b\":TRUE}", "JSON_WORD:1", "a=false|b=true" },
	{ "{\"a\":null\n\"b\":1}", "JSON_MISSING_COMMA:1", "a=null|b=1" },
	{ "{\"a\":\"\\q\"}", "JSON_ESCAPE:1", "a=\\q" },
	{ "{\"a\":1,200,300,\"b\":2}", "JSON_NUMBER:1", "a=1200300|b=2" },
	{ "{\"a\":[1,200]}", "", "a=[|1|200" },
	/* Several, each told. */
	{ "{\"a\"：1,\n\"b\":'乙',\n\"c\":3 // 注\n\"d\":4,}",
	        "JSON_FULL_WIDTH:1 JSON_SINGLE_QUOTE:2 JSON_COMMENT:3 JSON_MISSING_COMMA:3 "
	        "JSON_TRAILING_COMMA:4",
	        "a=1|b=乙|c=3|d=4" },
	/* Cut off, and no JSON: one fault. */
	{ "{\"a\":1,", "JSON_TRUNCATED:1", "-" },
	{ "{\"a\":\"甲", "JSON_UNTERMINATED:1", "-" },
	{ "{\"a\":", "JSON_TRUNCATED:1", "-" },
	{ "{\"a", "JSON_UNTERMINATED:1", "-" },
	{ "各单位报送情况如下", "JSON_ROOT:1", "-" },
	{ "unit,period\n1,2", "JSON_ROOT:1", "-" },
	{ "{甲 乙 丙 丁}", "JSON_UNQUOTED:1", "-" },
};

static void add_values(struct text *out, const struct json *value, bool root)
{
	if (!root) {
		text_add(out, out->length > 0 ? "|" : "");
		if (value->name[0])
			text_printf(out, "%s=", value->name);
		switch (value->kind) {
		case JSON_OBJECT:
			text_add(out, "{");
			break;
		case JSON_ARRAY:
			text_add(out, "[");
			break;
		case JSON_NULL:
			text_add(out, "null");
			break;
		case JSON_BOOLEAN:
			text_add(out, value->yes ? "true" : "false");
			break;
		case JSON_NUMBER:
		case JSON_STRING:
			text_add(out, value->string);
			break;
		}
	}
	for (const struct json *child = value->first; child; child = child->next)
		add_values(out, child, false);
}

Test(mend, each_slip_is_one_fault_and_hides_no_other)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct text codes, values;
		text_init(&codes);
		text_init(&values);
		const struct json *root = json_parse_mended(
		        arena, diag, "x.json", rows[i].text, strlen(rows[i].text));
		for (size_t r = 0; r < diag_count(diag); r++)
			text_printf(&codes, "%s%s:%u", r > 0 ? " " : "",
			        message_name(diag_record(diag, r)->message),
			        diag_record(diag, r)->place.line);
		if (root)
			add_values(&values, root, true);
		else
			text_add(&values, "-");
		cr_expect_str_eq(codes.bytes, rows[i].codes, "%s: %s", rows[i].text, codes.bytes);
		cr_expect_str_eq(
		        values.bytes, rows[i].values, "%s: %s", rows[i].text, values.bytes);
		text_release(&codes);
		text_release(&values);
		diag_free(diag);
		arena_free(arena);
	}
}

/* A report as it should be, for slips in every place. */
static const char report[] =
        "{\n"
        "  \"unit\": \"市民政局\",\n"
        "  \"period\": \"2031-05\",\n"
        "  \"revision\": 1,\n"
        "  \"submitted_at\": \"2031-06-02T15:09:00+08:00\",\n"
        "  \"tasks\": [\n"
        "    {\n"
        "      \"no\": 2,\n"
        "      \"values\": {\n"
        "        \"2.1\": 940,\n"
        "        \"2.2\": { \"numerator\": 733, \"denominator\": 940 },\n"
        "        \"2.3\": true\n"
        "      },\n"
        "      \"progress\": \"累计推送，覆盖全市“两癌”筛查；见 http://a.cn/b 附件（1）。\",\n"
        "      \"next\": \"下半年，继续推进。\"\n"
        "    },\n"
        "    {\n"
        "      \"no\": 14,\n"
        "      \"values\": { \"14.1\": 12.5 },\n"
        "      \"problems\": \"无\"\n"
        "    }\n"
        "  ]\n"
        "}\n";

struct tally {
	size_t slips, placed, many, silent, most;
};

static unsigned line_of(const char *text, size_t at)
{
	unsigned line = 1;

	for (size_t i = 0; i < at; i++)
		line += text[i] == '\n';
	return line;
}

static void try_slip(const char *text, unsigned line, struct tally *tally)
{
	struct arena *arena = arena_new();
	struct diag *strict = kit_diag(), *diag = kit_diag();

	if (!json_parse(arena, strict, "x.json", text, strlen(text))) {
		(void)json_parse_mended(arena, diag, "x.json", text, strlen(text));
		const size_t faults = diag_count_at_least(diag, SEVERITY_FAULT);
		bool placed = false;
		for (size_t i = 0; i < diag_count(diag); i++) {
			const unsigned said = diag_record(diag, i)->place.line;
			placed = placed || said == line || said == line + 1;
		}
		tally->slips++;
		tally->placed += placed;
		tally->silent += faults == 0;
		tally->many += faults > 3;
		if (faults > 3 && getenv("MEND_DEBUG")) {
			printf("--- line %u: %s\n", line, kit_records(arena, diag));
			fflush(stdout);
		}
		tally->most = faults > tally->most ? faults : tally->most;
	}
	diag_free(strict);
	diag_free(diag);
	arena_free(arena);
}

/* One mark too few or one too many, in every place of a report. */
Test(mend, a_slip_anywhere_is_told_in_its_line)
{
	static const char *const marks[] = { ",", ":", "\"", "{", "}", "[", "]", "，", "：", "“",
		"”", "'" };
	const size_t length = strlen(report);
	char text[sizeof report + 8];
	struct tally tally = { 0 };

	for (size_t at = 0; at < length; at++) {
		if (strchr("{}[],:\"", report[at])) {
			memcpy(text, report, at);
			strcpy(text + at, report + at + 1);
			try_slip(text, line_of(report, at), &tally);
		}
		if (((unsigned char)report[at] & 0xC0) == 0x80)
			continue;
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
			memcpy(text, report, at);
			strcpy(text + at, marks[i]);
			strcat(text, report + at);
			try_slip(text, line_of(report, at), &tally);
		}
	}
	cr_log_info("%zu slips, %zu told in their line or the next, %zu with more than three "
	            "faults, most %zu\n",
	        tally.slips, tally.placed, tally.many, tally.most);
	cr_expect_eq(tally.silent, 0);
	cr_expect_geq(
	        100 * tally.placed, 95 * tally.slips, "%zu of %zu", tally.placed, tally.slips);
	cr_expect_leq(100 * tally.many, tally.slips, "%zu of %zu, most %zu", tally.many,
	        tally.slips, tally.most);
}

/* Hostile texts end, in time and in faults. */
Test(mend, hostile_texts_end)
{
	static const char *const pieces[] = { "\"", "[", "{", "{\"a\":", ",", "“", "'", "{\"a\":1 ",
		"\\", "//", "/*", "\"a\"\n", "：", "甲", "1,200", "{\"a\":\"\n" };
	const size_t size = 200000;
	char *text = malloc(size + 64);

	cr_assert_not_null(text);
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		size_t length = 0;
		while (length < size) {
			strcpy(text + length, pieces[i]);
			length += strlen(pieces[i]);
		}
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		diag_cap_begin(diag, 100);
		(void)json_parse_mended(arena, diag, "x.json", text, length);
		(void)diag_cap_end(diag);
		cr_expect_geq(diag_count_at_least(diag, SEVERITY_FAULT), 1, "%s", pieces[i]);
		diag_free(diag);
		arena_free(arena);
	}
	free(text);
}
