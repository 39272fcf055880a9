/* The one writer of JSON: its layouts byte for byte, and what it will not write. */
#include "base/json_out.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdint.h>

static const enum json_layout layouts[] = { JSON_TIGHT, JSON_LINE, JSON_BESIDE, JSON_SPACED,
	JSON_LINES, JSON_HANGING };

Test(json_out, writes_strings)
{
	static const struct {
		const char *string;
		const char *literal;
	} rows[] = {
		{ "", "\"\"" },
		{ "市民政局", "\"市民政局\"" },
		{ "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
		{ "\n\t\x1B[31m", "\"\\u000A\\u0009\\u001B[31m\"" },
		{ "\x7F\xC2\x9B\u202E", "\"\\u007F\\u009B\\u202E\"" },
		{ "𠮷\U000E0041", "\"𠮷\\uDB40\\uDC41\"" },
		{ "x\xFFy\xE6\xB0", "\"x\xEF\xBF\xBDy\xEF\xBF\xBD\xEF\xBF\xBD\"" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text text;
		text_init(&text);
		struct json_out json = json_out_begin(&text);
		json_out_string(&json, NULL, rows[i].string);
		cr_expect_str_eq(text.bytes, rows[i].literal, "row %zu: %s", i, text.bytes);
		text_release(&text);
	}
}

/* Every layout in an object of lines: empty, with two numbers, with a line broken by hand. */
Test(json_out, sets_containers_as_asked)
{
	static const char *const empty[] = { "[]", "[]", "[]", "[ ]", "[]", "[]" };
	static const char *const pair[] = { "[1,2]", "[1, 2]", "[1, 2]", "[ 1, 2 ]",
		"[\n    1,\n    2\n  ]", "[\n    1,\n    2]" };
	static const char *const broken[] = { "[1,\n    2,3]", "[1,\n    2, 3]", "[1,\n   2, 3]",
		"[ 1,\n    2, 3 ]", "[\n    1,\n    2,\n    3\n  ]", "[\n    1,\n    2,\n    3]" };
	struct text text, expected;

	text_init(&text);
	text_init(&expected);
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
		text_clear(&text);
		text_clear(&expected);
		struct json_out json = json_out_begin(&text);
		json_out_object(&json, NULL, JSON_LINES);
		json_out_array(&json, "empty", layouts[i]);
		json_out_close(&json);
		json_out_array(&json, "pair", layouts[i]);
		json_out_integer(&json, NULL, 1);
		json_out_integer(&json, NULL, 2);
		json_out_close(&json);
		json_out_array(&json, "broken", layouts[i]);
		json_out_integer(&json, NULL, 1);
		json_out_new_line(&json);
		json_out_integer(&json, NULL, 2);
		json_out_integer(&json, NULL, 3);
		json_out_close(&json);
		json_out_close(&json);
		json_out_end(&json);
		text_printf(&expected,
		        "{\n  \"empty\": %s,\n  \"pair\": %s,\n  \"broken\": %s\n}\n", empty[i],
		        pair[i], broken[i]);
		cr_expect_str_eq(text.bytes, expected.bytes, "layout %zu: %s", i, text.bytes);
	}
	text_release(&text);
	text_release(&expected);
}

Test(json_out, writes_every_kind_of_value)
{
	const struct digest digest = { 0 };
	struct text text;

	text_init(&text);
	struct json_out json = json_out_begin(&text);
	json_out_object(&json, NULL, JSON_TIGHT);
	json_out_integer(&json, "least", INT64_MIN);
	json_out_size(&json, "most", SIZE_MAX);
	json_out_bool(&json, "yes", true);
	json_out_null(&json, "none");
	json_out_string(&json, "a\"b", "\n");
	json_out_digest(&json, &digest);
	json_out_close(&json);
	json_out_end(&json);
	cr_assert_str_eq(text.bytes,
	        "{\"least\":-9223372036854775808,\"most\":18446744073709551615,\"yes\":true,"
	        "\"none\":null,"
	        "\"a\\\"b\":\"\\u000A\",\"sha256\":"
	        "\"0000000000000000000000000000000000000000000000000000000000000000\"}\n");
	text_release(&text);
}

/* Containers stand further in than the line on which they begin; lines may be joined, too. */
Test(json_out, indents_by_the_line)
{
	struct text text;

	text_init(&text);
	struct json_out json = json_out_begin(&text);
	json_out_object(&json, NULL, JSON_LINES);
	json_out_object(&json, "a", JSON_SPACED);
	json_out_string(&json, "b", "");
	json_out_array(&json, "c", JSON_LINES);
	json_out_object(&json, NULL, JSON_BESIDE);
	json_out_bool(&json, "d", false);
	json_out_new_line(&json);
	json_out_array(&json, "e", JSON_LINES);
	json_out_integer(&json, NULL, 1);
	json_out_close(&json);
	json_out_close(&json);
	json_out_close(&json);
	json_out_close(&json);
	json_out_same_line(&json);
	json_out_integer(&json, "f", 2);
	json_out_close(&json);
	json_out_end(&json);
	cr_assert_str_eq(text.bytes,
	        "{\n  \"a\": { \"b\": \"\", \"c\": [\n"
	        "    {\"d\": false,\n     \"e\": [\n       1\n     ]}\n"
	        "  ] }, \"f\": 2\n}\n",
	        "%s", text.bytes);
	text_release(&text);
}

/* The same key in another object, and again in the outer one after it, is none twice. */
Test(json_out, knows_keys_by_their_object)
{
	struct text text;

	text_init(&text);
	struct json_out json = json_out_begin(&text);
	json_out_object(&json, NULL, JSON_TIGHT);
	json_out_object(&json, "a", JSON_TIGHT);
	json_out_integer(&json, "a", 1);
	json_out_integer(&json, "b", 2);
	json_out_close(&json);
	json_out_integer(&json, "b", 3);
	json_out_close(&json);
	json_out_end(&json);
	cr_assert_str_eq(text.bytes, "{\"a\":{\"a\":1,\"b\":2},\"b\":3}\n");
	text_release(&text);
}

static void write_wrongly(void (*write)(struct json_out *))
{
	struct text text;

	text_init(&text);
	struct json_out json = json_out_begin(&text);
	json_out_object(&json, NULL, JSON_LINE);
	write(&json);
	text_release(&text);
}

static void write_twice(struct json_out *json)
{
	json_out_integer(json, "a", 1);
	json_out_integer(json, "a", 2);
}
Test(json_out, takes_no_key_twice, .signal = SIGABRT)
{
	write_wrongly(write_twice);
}

static void write_without_key(struct json_out *json)
{
	json_out_integer(json, NULL, 1);
}
Test(json_out, takes_no_value_without_a_key_in_an_object, .signal = SIGABRT)
{
	write_wrongly(write_without_key);
}

static void write_key_in_array(struct json_out *json)
{
	json_out_array(json, "a", JSON_LINE);
	json_out_integer(json, "b", 1);
}
Test(json_out, takes_no_key_in_an_array, .signal = SIGABRT)
{
	write_wrongly(write_key_in_array);
}

Test(json_out, ends_no_open_container, .signal = SIGABRT)
{
	write_wrongly(json_out_end);
}

Test(json_out, writes_decimals_as_they_are)
{
	struct text text;

	text_init(&text);
	struct json_out json = json_out_begin(&text);
	json_out_array(&json, NULL, JSON_TIGHT);
	json_out_number(&json, NULL, "-0.30");
	json_out_number(&json, NULL, "42400");
	json_out_number(&json, NULL, "0");
	json_out_number(&json, NULL, "");
	json_out_close(&json);
	cr_assert_str_eq(text.bytes, "[-0.30,42400,0,null]");
	text_release(&text);
}

Test(json_out, writes_no_number_that_is_none, .signal = SIGABRT)
{
	struct text text;

	text_init(&text);
	struct json_out json = json_out_begin(&text);
	json_out_number(&json, NULL, "1.");
}
