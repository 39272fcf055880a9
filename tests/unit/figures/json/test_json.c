#include "figures/json/json.h"

#include "base/text.h"
#include "kit/intake.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <unistd.h>

struct fault_row {
	const char *text;
	enum message message;
	unsigned line;
	unsigned column;
	size_t length; /* 0: strlen */
};

/* Whatever cJSON 1.7.15 would let pass stands here beside the plain faults of grammar. */
static const struct fault_row fault_rows[] = {
	{ "", MSG_JSON_EMPTY, 0, 0, 0 },
	{ " \r\n\t ", MSG_JSON_EMPTY, 0, 0, 0 },
	{ "12", MSG_JSON_ROOT, 1, 1, 0 },
	{ "\"a\"", MSG_JSON_ROOT, 1, 1, 0 },
	{ "\n 市", MSG_JSON_ROOT, 2, 2, 0 },
	{ "{\"a\":1} {", MSG_JSON_TRAILING, 1, 9, 0 },
	{ "[1]\f", MSG_JSON_TRAILING, 1, 4, 0 },
	{ "[01]", MSG_JSON_NUMBER, 1, 2, 0 },
	{ "[-]", MSG_JSON_NUMBER, 1, 2, 0 },
	{ "[+1]", MSG_JSON_NUMBER, 1, 2, 0 },
	{ "[.5]", MSG_JSON_NUMBER, 1, 2, 0 },
	{ "[1.]", MSG_JSON_NUMBER, 1, 2, 0 },
	{ "[1e]", MSG_JSON_NUMBER, 1, 2, 0 },
	{ "[0x1F]", MSG_JSON_NUMBER, 1, 2, 0 },
	{ "{\"数\": 2.737万}", MSG_JSON_NUMBER, 1, 7, 0 },
	{ "[1234567890123456789012345678901234567890123456789012345678901]", MSG_JSON_NUMBER, 1, 2,
	        0 },
	{ "[NaN]", MSG_JSON_SYNTAX, 1, 2, 0 },
	{ "[Infinity]", MSG_JSON_SYNTAX, 1, 2, 0 },
	{ "[-Infinity]", MSG_JSON_NUMBER, 1, 2, 0 },
	{ "[True]", MSG_JSON_SYNTAX, 1, 2, 0 },
	{ "[truex]", MSG_JSON_SYNTAX, 1, 2, 0 },
	{ "[nul]", MSG_JSON_SYNTAX, 1, 2, 0 },
	{ "['a']", MSG_JSON_SYNTAX, 1, 2, 0 },
	{ "[\v1]", MSG_JSON_SYNTAX, 1, 2, 0 },
	{ "{a:1}", MSG_JSON_SYNTAX, 1, 2, 0 },
	{ "{\"a\" 1}", MSG_JSON_SYNTAX, 1, 6, 0 },
	{ "{\"a\":1 \"b\":2}", MSG_JSON_SYNTAX, 1, 8, 0 },
	{ "[1 2]", MSG_JSON_SYNTAX, 1, 4, 0 },
	{ "[1}", MSG_JSON_SYNTAX, 1, 3, 0 },
	{ "[,1]", MSG_JSON_SYNTAX, 1, 2, 0 },
	{ "[1]]", MSG_JSON_TRAILING, 1, 4, 0 },
	{ "// x\n[]", MSG_JSON_ROOT, 1, 1, 0 },
	{ "[1,]", MSG_JSON_TRAILING_COMMA, 1, 3, 0 },
	{ "{\"a\":1,\n}", MSG_JSON_TRAILING_COMMA, 1, 7, 0 },
	{ "{\"单位\"：1}", MSG_JSON_FULL_WIDTH, 1, 6, 0 },
	{ "{“单位”:1}", MSG_JSON_FULL_WIDTH, 1, 2, 0 },
	{ "[1，2]", MSG_JSON_FULL_WIDTH, 1, 3, 0 },
	{ "｛}", MSG_JSON_FULL_WIDTH, 1, 1, 0 },
	{ "{\"a\":", MSG_JSON_TRUNCATED, 1, 6, 0 },
	{ "[1,\n[2,3]", MSG_JSON_TRUNCATED, 2, 6, 0 },
	{ "[\"市民", MSG_JSON_UNTERMINATED, 1, 2, 0 },
	{ "[\"a\nb\"]", MSG_JSON_CONTROL, 1, 4, 0 },
	{ "[\"a\x01\"]", MSG_JSON_CONTROL, 1, 4, 0 },
	{ "[\"\\x\"]", MSG_JSON_ESCAPE, 1, 4, 0 },
	{ "[\"\\u12g4\"]", MSG_JSON_ESCAPE, 1, 3, 0 },
	{ "[\"\\u12", MSG_JSON_ESCAPE, 1, 3, 0 },
	{ "[\"\\", MSG_JSON_ESCAPE, 1, 4, 0 },
	{ "[\"\\u0000\"]", MSG_JSON_NUL_ESCAPE, 1, 3, 0 },
	{ "[\"\\uD83D\"]", MSG_JSON_SURROGATE, 1, 3, 0 },
	{ "[\"\\uDE00\"]", MSG_JSON_SURROGATE, 1, 3, 0 },
	{ "[\"\\uD83D\\u0041\"]", MSG_JSON_SURROGATE, 1, 3, 0 },
	{ "[1\0]", MSG_JSON_NUL, 1, 3, 4 },
	{ "\xFE\xFF\0[\xD8\0", MSG_JSON_ENCODING, 1, 2, 6 },
	{ "[\"市\n\xFF\"]", MSG_JSON_ENCODING, 2, 1, 0 },
	{ "[\"市\xC0\xAF\"]", MSG_JSON_ENCODING, 1, 4, 0 },
	{ "[\"\xED\xA0\x80\"]", MSG_JSON_ENCODING, 1, 3, 0 },
	/* one broken byte in good UTF-8 is damage, though GB18030 would make some sense of it */
	{ "[\"市民政局\xE5\xB8\"]", MSG_JSON_ENCODING, 1, 7, 0 },
	{ "{\"a\":1,\"a\":2}", MSG_JSON_DUPLICATE_KEY, 1, 8, 0 },
	{ "{\"a\":1,\n \"\\u0061\":2}", MSG_JSON_DUPLICATE_KEY, 2, 2, 0 },
	{ "[{\"x\":[{\"y\":1}],\"市\":{},\n\"市\":0}]", MSG_JSON_DUPLICATE_KEY, 2, 1, 0 },
};

Test(json, refuses_at_the_place)
{
	for (size_t i = 0; i < sizeof fault_rows / sizeof fault_rows[0]; i++) {
		const struct fault_row *row = &fault_rows[i];
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		const size_t length = row->length == 0 ? strlen(row->text) : row->length;
		cr_expect_null(json_parse(arena, diag, "x.json", row->text, length), "accepted %s",
		        row->text);
		const struct record *record = kit_lookup(diag, row->message);
		cr_assert_not_null(record, "%s: want %s, said %s", row->text,
		        message_name(row->message), kit_records(arena, diag));
		cr_expect(record->place.line == row->line && record->place.column == row->column,
		        "%s: want %u:%u, said %s", row->text, row->line, row->column,
		        kit_records(arena, diag));
		cr_expect_eq(record->severity, SEVERITY_FAULT);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(json, names_every_duplicate_at_once)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const char text[] = "{\"a\":1,\"b\":{\"c\":1,\"c\":2,\"c\":3},\"a\":4}";

	cr_expect_null(json_parse(arena, diag, "x", text, strlen(text)));
	cr_expect_eq(diag_count(diag), 3);
	diag_free(diag);
	arena_free(arena);
}

static char *repeat(struct arena *arena, const char *part, size_t count)
{
	const size_t size = strlen(part);
	char *text = arena_alloc(arena, size * count + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * size, part, size);
	return text;
}

Test(json, limits)
{
	static const struct {
		const char *open;
		const char *close;
		size_t count;
		enum message message;
		bool accepted;
	} rows[] = {
		{ "[", "]", JSON_DEPTH_LIMIT, MSG_JSON_DEPTH, true },
		{ "[", "]", JSON_DEPTH_LIMIT + 1, MSG_JSON_DEPTH, false },
		{ "[", "]", 100000, MSG_JSON_DEPTH, false },
		{ "{\"a\":", "}", 100000, MSG_JSON_DEPTH, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		const char *text =
		        arena_printf(arena, "%s%s", repeat(arena, rows[i].open, rows[i].count),
		                repeat(arena, rows[i].close, rows[i].count));
		const struct json *root = json_parse(arena, diag, "x", text, strlen(text));
		cr_expect_eq(root != NULL, rows[i].accepted, "row %zu", i);
		cr_expect_eq(kit_lookup(diag, rows[i].message) == NULL, rows[i].accepted);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(json, too_many_values_and_too_many_bytes)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const char *many = arena_printf(arena, "[%s1]", repeat(arena, "1,", 250000));

	cr_expect_null(json_parse(arena, diag, "x", many, strlen(many)));
	cr_expect_not_null(kit_lookup(diag, MSG_JSON_TOO_MANY));
	const char *large = repeat(arena, " ", JSON_FILE_LIMIT + 1);
	cr_expect_null(json_parse(arena, diag, "x", large, JSON_FILE_LIMIT + 1));
	cr_expect_not_null(kit_lookup(diag, MSG_JSON_TOO_LARGE));
	diag_free(diag);
	arena_free(arena);
}

/* 100,000 keys must not take a quadratic while to compare. */
Test(json, many_keys_in_one_object, .timeout = 5)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct text text;

	text_init(&text);
	for (int i = 0; i < 100000; i++)
		text_printf(&text, "%s\"k%d\":0", i == 0 ? "{" : ",", i % 99999);
	text_add(&text, "}");
	cr_expect_null(json_parse(arena, diag, "x", text.bytes, text.length));
	cr_expect_eq(diag_count(diag), 1);
	text_release(&text);
	diag_free(diag);
	arena_free(arena);
}

Test(json, values_keep_place_and_source)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const char text[] =
	        "{\n  \"名/~\": [1.50, -0, 9007199254740993],\r\n"
	        "  \"b\": {\"\": true, \"n\": null, \"s\": \"\\uD83D\\uDE00\\n市\"}\n}\n";
	const struct json *root = json_parse(arena, diag, "x.json", text, strlen(text));

	cr_assert_not_null(root, "%s", kit_records(arena, diag));
	const struct json *list = json_lookup(root, "名/~");
	cr_expect_eq(list->count, 3);
	const struct json *third = list->first->next->next;
	cr_expect_str_eq(third->string, "9007199254740993");
	cr_expect_str_eq(list->first->string, "1.50");
	cr_expect_str_eq(json_pointer(arena, third), "/名~1~0/2");
	const struct place place = json_place(arena, "x.json", third);
	cr_expect(place.line == 2 && place.column == 21, "%u:%u", place.line, place.column);
	const struct json *object = json_lookup(root, "b");
	cr_expect(json_lookup(object, "")->yes);
	cr_expect_eq(json_lookup(object, "n")->kind, JSON_NULL);
	cr_expect_str_eq(json_lookup(object, "s")->string, "\U0001F600\n市");
	cr_expect_null(json_lookup(object, "N"), "keys are case-sensitive");
	cr_expect_eq(object->line, 3);
	diag_free(diag);
	arena_free(arena);
}

Test(json, describes_what_was_found)
{
	static const struct {
		const char *text;
		const char *english;
		const char *chinese;
	} rows[] = {
		{ "[12.0]", "number 12.0", "数 12.0" },
		{ "[\"约900\"]", "string “约900”", "文字“约900”" },
		{ "[true]", "true", "是否值 true" },
		{ "[null]", "null", "空值 null" },
		{ "[[]]", "array", "数组 [ ]" },
		{ "[{}]", "object", "对象 { }" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		const struct json *root =
		        json_parse(arena, diag, "x", rows[i].text, strlen(rows[i].text));
		cr_assert_not_null(root);
		cr_expect_str_eq(json_describe(arena, root->first, DIAG_ENGLISH), rows[i].english);
		cr_expect_str_eq(json_describe(arena, root->first, DIAG_CHINESE), rows[i].chinese);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(json, other_encodings_are_converted_with_a_note)
{
	static const struct {
		const char *bytes;
		size_t length;
		enum message note;
		const char *want;
	} rows[] = {
		{ "\xEF\xBB\xBF[\"市\"]", 0, MSG_JSON_BOM, "市" },
		/* GBK, with the byte of a backslash inside 黒 (FC 5C) */
		{ "[\"\xCA\xD0\xC3\xF1\xFC\x5C\"]", 0, MSG_JSON_CONVERTED, "市民黒" },
		/* GB18030, four bytes */
		{ "[\"\xCA\xD0\x82\x35\x8F\x33\"]", 0, MSG_JSON_CONVERTED, "市龦" },
		{ "\xFF\xFE[\0\"\0\x02\x5E\"\0]\0", 12, MSG_JSON_CONVERTED, "市" },
		{ "\xFE\xFF\0[\0\"\x5E\x02\0\"\0]", 12, MSG_JSON_CONVERTED, "市" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		const size_t length = rows[i].length == 0 ? strlen(rows[i].bytes) : rows[i].length;
		const struct json *root = json_parse(arena, diag, "x", rows[i].bytes, length);
		cr_assert_not_null(root, "row %zu: %s", i, kit_records(arena, diag));
		cr_expect_str_eq(root->first->string, rows[i].want);
		cr_expect_eq(root->first->column, 2, "columns count after conversion");
		cr_expect_not_null(kit_lookup(diag, rows[i].note));
		cr_expect_eq(diag_exit_status(diag), EXIT_DONE);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(json, files_that_are_none)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const char *folder = kit_temporary_folder(arena);
	const char *pipe = arena_printf(arena, "%s/pipe.json", folder);
	const char *closed = arena_printf(arena, "%s/closed.json", folder);

	cr_assert_eq(mkfifo(pipe, 0600), 0);
	cr_expect_null(json_read(arena, diag, &root_here, folder));
	cr_expect_null(json_read(arena, diag, &root_here, pipe));
	cr_expect_null(json_read(arena, diag, &root_here, closed));
	cr_expect_not_null(kit_lookup(diag, MSG_JSON_NOT_REGULAR));
	cr_expect_not_null(kit_lookup(diag, MSG_JSON_NO_FILE));
	const char *long_name = repeat(arena, "长", 2000);
	cr_expect_null(json_read(arena, diag, &root_here, long_name));
	cr_expect_not_null(kit_lookup(diag, MSG_INPUT_UNREADABLE));
	kit_remove(folder);
	diag_free(diag);
	arena_free(arena);
}

/* What a reader keeps of a file are its texts; a tree of 2,100 tasks has 7 MiB. */
Test(json, texts_outlive_their_values)
{
	static const char text[] = "{\"name\": \"\\u5e02\", \"sum\": 12.50}";
	const struct json_arenas arenas = { .values = arena_new(), .texts = arena_new() };
	struct diag *diag = kit_diag();
	const struct json *root = json_parse_apart(&arenas, diag, "x", text, sizeof text - 1);

	cr_assert_not_null(root);
	const char *name = root->first->name, *string = root->first->string,
	           *figure = root->first->next->string;
	arena_free(arenas.values);
	cr_expect_str_eq(name, "name");
	cr_expect_str_eq(string, "市");
	cr_expect_str_eq(figure, "12.50");
	diag_free(diag);
	arena_free(arenas.texts);
}
