/*
 * A recursive descent over RFC 8259, one function a production, stopping at the first fault: after
 * a grammar fault nothing that follows can be trusted. Depth is bounded by JSON_DEPTH_LIMIT. The
 * scan keeps line and column as it goes; only bytes that begin a character move the column.
 * Whatever cJSON lets pass (control characters, "01", trailing text, NaN …) is refused here.
 */
#include "figures/json/grammar.h"

#include "base/common.h"
#include "base/decimal_parse.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/json/json.h"

#include <string.h>

struct grammar_scan {
	struct arena *arena;
	struct diag *diag;
	const char *file;
	const char *start;
	const char *at;
	const char *end; /* *end is NUL */
	unsigned line;
	unsigned column;
	struct grammar_marks *out;
};

/* What could stand at a place: the words of messages. */
enum expected { EXPECT_VALUE, EXPECT_KEY, EXPECT_COLON, EXPECT_MEMBER_END, EXPECT_ITEM_END };

struct bilingual {
	const char *english;
	const char *chinese;
};

static const struct bilingual expected_words[] = {
	[EXPECT_VALUE] = { "a value (number, \"text\", true, false, { } or [ ])",
	        "一个值（数、加双引号的文字、true、false、{ } 或 [ ]）" },
	[EXPECT_KEY] = { "a field name in double quotes", "加双引号的字段名" },
	[EXPECT_COLON] = { "\":\" after the field name", "字段名后面的半角冒号 :" },
	[EXPECT_MEMBER_END] = { "\",\" or \"}\"", "半角逗号 , 或 }" },
	[EXPECT_ITEM_END] = { "\",\" or \"]\"", "半角逗号 , 或 ]" },
};

/* Marks of Chinese input methods that stand where JSON wants an ASCII one. */
static const struct full_width {
	const char *mark;
	const char *ascii;
} full_width_marks[] = {
	{ "，", "," },
	{ "、", "," },
	{ "；", "," },
	{ "：", ":" },
	{ "“", "\"" },
	{ "”", "\"" },
	{ "‘", "\"" },
	{ "’", "\"" },
	{ "＂", "\"" },
	{ "「", "\"" },
	{ "」", "\"" },
	{ "｛", "{" },
	{ "｝", "}" },
	{ "［", "[" },
	{ "］", "]" },
	{ "【", "[" },
	{ "】", "]" },
};

static const struct full_width *lookup_full_width(const char *at)
{
	for (size_t i = 0; i < COUNT_OF(full_width_marks); i++) {
		if (text_starts_with(at, full_width_marks[i].mark))
			return &full_width_marks[i];
	}
	return NULL;
}

const char *grammar_full_width(const char *at)
{
	const struct full_width *mark = lookup_full_width(at);

	return mark ? mark->ascii : NULL;
}

static struct place here(const struct grammar_scan *scan)
{
	return (struct place){
		.file = scan->file, .line = scan->line, .column = scan->column, .pointer = ""
	};
}

static void advance(struct grammar_scan *scan, size_t bytes)
{
	for (; bytes > 0; bytes--, scan->at++) {
		if (*scan->at == '\n') {
			scan->line++;
			scan->column = 1;
		} else if (((unsigned char)scan->at[1] & 0xC0) != 0x80) {
			scan->column++;
		}
	}
}

static void skip_blanks(struct grammar_scan *scan)
{
	const char *at = scan->at;

	for (; *at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'; at++) {
		scan->column++;
		if (*at == '\n') {
			scan->line++;
			scan->column = 1;
		}
	}
	scan->at = at;
}

/* The character at the cursor, quoted; a control character by its number. */
static const char *describe_character(const struct grammar_scan *scan)
{
	const char *next = scan->at;
	const uint32_t codepoint = utf8_next(&next);

	if (utf8_is_control(codepoint))
		return arena_printf(scan->arena, "U+%04X", (unsigned)codepoint);
	return arena_strndup(scan->arena, scan->at, (size_t)(next - scan->at));
}

static bool fault_expected(struct grammar_scan *scan, enum expected expected)
{
	const struct bilingual *words = &expected_words[expected];
	const struct full_width *mark = lookup_full_width(scan->at);

	if (scan->at == scan->end)
		diag_say(
		        scan->diag, MSG_JSON_TRUNCATED, here(scan), words->english, words->chinese);
	else if (mark)
		diag_say(scan->diag, MSG_JSON_FULL_WIDTH, here(scan), mark->mark, mark->ascii);
	else
		diag_say(scan->diag, MSG_JSON_SYNTAX, here(scan), describe_character(scan),
		        words->english, words->chinese);
	return false;
}

static bool is_hex(char byte)
{
	return strchr("0123456789abcdefABCDEF", byte) && byte != '\0';
}

/* The number behind "\u", or -1. */
static long read_hex(const char *digits)
{
	long value = 0;

	for (int i = 0; i < 4; i++) {
		if (!is_hex(digits[i]))
			return -1;
		const char digit = digits[i];
		value = value * 16 + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
	}
	return value;
}

/* Of \\u and what belongs to it: 6, or 12 for a pair; 0 for half a pair and for NUL. */
static size_t unicode_escape_length(const char *at)
{
	const long first = read_hex(at + 2);

	if (first <= 0)
		return 0;
	if (first < 0xD800 || first > 0xDFFF)
		return 6;
	const bool pair = first < 0xDC00 && at[6] == '\\' && at[7] == 'u';
	const long second = pair ? read_hex(at + 8) : -1;
	return second < 0xDC00 || second > 0xDFFF ? 0 : 12;
}

size_t grammar_escape_length(const char *at)
{
	if (at[1] == 'u')
		return unicode_escape_length(at);
	return at[1] != '\0' && strchr("\"\\/bfnrt", at[1]) ? 2 : 0;
}

/* At a backslash and 'u'. */
static bool scan_unicode_escape(struct grammar_scan *scan)
{
	const long first = read_hex(scan->at + 2);

	if (first < 0) {
		diag_say(scan->diag, MSG_JSON_ESCAPE, here(scan), "\\u");
		return false;
	}
	if (first == 0) {
		diag_say_plain(scan->diag, MSG_JSON_NUL_ESCAPE, here(scan));
		return false;
	}
	const size_t length = unicode_escape_length(scan->at);
	if (length == 0)
		diag_say(scan->diag, MSG_JSON_SURROGATE, here(scan),
		        arena_strndup(scan->arena, scan->at, 6));
	advance(scan, length);
	return length > 0;
}

static bool scan_escape(struct grammar_scan *scan)
{
	const char kind = scan->at[1];

	if (kind == 'u')
		return scan_unicode_escape(scan);
	if (kind != '\0' && strchr("\"\\/bfnrt", kind)) {
		advance(scan, 2);
		return true;
	}
	advance(scan, 1);
	const char *shown = scan->at == scan->end ? "" : describe_character(scan);
	diag_say(scan->diag, MSG_JSON_ESCAPE, here(scan), arena_printf(scan->arena, "\\%s", shown));
	return false;
}

/*
 * RFC 8259 wants every control character escaped. Those that come with text out of Word and of
 * tables are understood all the same, as letters.h takes them; none of them ends a line here.
 */
static bool is_pasted(char byte)
{
	return byte == '\t' || byte == '\v' || byte == '\f' || byte == 0x07 || byte == 0x1F;
}

/* What stands for itself in a string; a control character, the NUL behind the text too, ends it. */
static void skip_plain(struct grammar_scan *scan)
{
	const char *at = scan->at;

	for (; *at != '"' && *at != '\\' && ((unsigned char)*at >= 0x20 || is_pasted(*at)); at++)
		scan->column += ((unsigned char)*at & 0xC0) != 0x80;
	scan->at = at;
}

static bool scan_string(struct grammar_scan *scan)
{
	const struct place opened = here(scan);

	advance(scan, 1);
	while (scan->at < scan->end && *scan->at != '"') {
		if ((unsigned char)*scan->at < 0x20 && !is_pasted(*scan->at)) {
			diag_say(
			        scan->diag, MSG_JSON_CONTROL, here(scan), describe_character(scan));
			return false;
		}
		if (*scan->at != '\\')
			skip_plain(scan);
		else if (!scan_escape(scan))
			return false;
	}
	if (scan->at == scan->end) {
		diag_say_plain(scan->diag, MSG_JSON_UNTERMINATED, opened);
		return false;
	}
	advance(scan, 1);
	return true;
}

static const char *skip_digits(const char *at)
{
	while (*at >= '0' && *at <= '9')
		at++;
	return at;
}

/* End of the number that begins at `at`, or NULL when the grammar knows none. */
static const char *match_number(const char *at)
{
	at += *at == '-';
	const char *end = *at == '0' ? at + 1 : skip_digits(at);
	if (end == at)
		return NULL;
	if (*end == '.') {
		const char *fraction = end + 1;
		end = skip_digits(fraction);
		if (end == fraction)
			return NULL;
	}
	if (*end == 'e' || *end == 'E') {
		const char *exponent = end + 1 + (end[1] == '+' || end[1] == '-');
		end = skip_digits(exponent);
		if (end == exponent)
			return NULL;
	}
	return end;
}

bool grammar_is_number(const char *text)
{
	const char *end = match_number(text);

	return end && *end == '\0' && end - text <= GRAMMAR_NUMBER_LIMIT;
}

static bool is_delimiter(const char *at)
{
	return (unsigned char)*at <= ' ' || strchr(",:[]{}\"", *at) || lookup_full_width(at);
}

const char *grammar_number(struct arena *arena, const char *word)
{
	struct decimal value;
	const enum decimal_parsed parsed = decimal_parse(word, &value);

	if (parsed == DECIMAL_OK || parsed == DECIMAL_NORMALISED)
		return decimal_format(arena, value);
	return arena_printf(arena, "\"%s\"", word);
}

/* Says the whole word that stands where a number was begun. */
static bool fault_number(struct grammar_scan *scan)
{
	const char *end = scan->at;

	for (int i = 0; i < GRAMMAR_NUMBER_LIMIT && !is_delimiter(end); i++)
		utf8_next(&end);
	const char *word = arena_strndup(scan->arena, scan->at, (size_t)(end - scan->at));
	diag_say(scan->diag, MSG_JSON_NUMBER, here(scan), word, grammar_number(scan->arena, word));
	return false;
}

static bool scan_number(struct grammar_scan *scan)
{
	const char *end = match_number(scan->at);

	if (!end || !is_delimiter(end) || end - scan->at > GRAMMAR_NUMBER_LIMIT)
		return fault_number(scan);
	advance(scan, (size_t)(end - scan->at));
	return true;
}

static bool scan_word(struct grammar_scan *scan)
{
	static const char *const words[] = { "true", "false", "null" };

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (text_starts_with(scan->at, words[i])
		        && is_delimiter(scan->at + strlen(words[i]))) {
			advance(scan, strlen(words[i]));
			return true;
		}
	}
	return fault_expected(scan, EXPECT_VALUE);
}

/* Key and colon of a member; leaves the place of the key in *key. */
static bool scan_key(struct grammar_scan *scan, struct place *key)
{
	skip_blanks(scan);
	*key = here(scan);
	if (*scan->at != '"')
		return fault_expected(scan, EXPECT_KEY);
	if (!scan_string(scan))
		return false;
	skip_blanks(scan);
	if (*scan->at != ':')
		return fault_expected(scan, EXPECT_COLON);
	advance(scan, 1);
	return true;
}

enum after { AFTER_COMMA, AFTER_CLOSE, AFTER_FAULT };

/* What follows a member or item; a comma that nothing follows is a fault. */
static enum after scan_after(struct grammar_scan *scan, char close)
{
	skip_blanks(scan);
	if (*scan->at == close) {
		advance(scan, 1);
		return AFTER_CLOSE;
	}
	if (*scan->at != ',') {
		fault_expected(scan, close == '}' ? EXPECT_MEMBER_END : EXPECT_ITEM_END);
		return AFTER_FAULT;
	}
	const struct place comma = here(scan);
	advance(scan, 1);
	skip_blanks(scan);
	if (*scan->at != close)
		return AFTER_COMMA;
	diag_say_plain(scan->diag, MSG_JSON_TRAILING_COMMA, comma);
	return AFTER_FAULT;
}

static bool scan_value(struct grammar_scan *scan, struct place key, unsigned depth);

/* Array or object; the cursor stands at its bracket. */
static bool scan_container(struct grammar_scan *scan, unsigned depth)
{
	const bool object = *scan->at == '{';
	const char close = object ? '}' : ']';

	if (depth > JSON_DEPTH_LIMIT) {
		diag_say(scan->diag, MSG_JSON_DEPTH, here(scan),
		        arena_printf(scan->arena, "%d", JSON_DEPTH_LIMIT));
		return false;
	}
	advance(scan, 1);
	skip_blanks(scan);
	if (*scan->at == close) {
		advance(scan, 1);
		return true;
	}
	enum after after = AFTER_COMMA;
	while (after == AFTER_COMMA) {
		struct place key = PLACE_NONE;
		if (object && !scan_key(scan, &key))
			return false;
		if (!scan_value(scan, key, depth + 1))
			return false;
		after = scan_after(scan, close);
	}
	return after == AFTER_CLOSE;
}

static bool scan_plain(struct grammar_scan *scan)
{
	const char first = *scan->at;

	if (first == '"')
		return scan_string(scan);
	if (first != '\0' && strchr("-+.0123456789", first))
		return scan_number(scan);
	return scan_word(scan);
}

static bool scan_value(struct grammar_scan *scan, struct place key, unsigned depth)
{
	struct grammar_marks *out = scan->out;

	skip_blanks(scan);
	if (out->count == GRAMMAR_VALUE_LIMIT) {
		diag_say(scan->diag, MSG_JSON_TOO_MANY, here(scan),
		        arena_printf(scan->arena, "%d", GRAMMAR_VALUE_LIMIT));
		return false;
	}
	const size_t index = out->count;
	out->marks =
	        arena_grow(scan->arena, out->marks, &out->capacity, out->count, sizeof *out->marks);
	out->marks[out->count++] =
	        (struct grammar_mark){ .offset = (size_t)(scan->at - scan->start),
		        .line = scan->line,
		        .column = scan->column,
		        .key_line = key.line,
		        .key_column = key.column };
	const bool container = *scan->at == '{' || *scan->at == '[';
	if (!(container ? scan_container(scan, depth) : scan_plain(scan)))
		return false;
	out->marks[index].length = (size_t)(scan->at - scan->start) - out->marks[index].offset;
	return true;
}

bool grammar_scan(struct arena *arena, struct diag *diag, const char *file,
        const struct encoding_text *text, struct grammar_marks *out)
{
	*out = (struct grammar_marks){ 0 };
	struct grammar_scan scan = { .arena = arena,
		.diag = diag,
		.file = file,
		.start = text->bytes,
		.at = text->bytes,
		.end = text->bytes + text->length,
		.line = 1,
		.column = 1,
		.out = out };
	skip_blanks(&scan);
	if (scan.at == scan.end) {
		diag_say_plain(diag, MSG_JSON_EMPTY, place_file(file));
		return false;
	}
	if (*scan.at != '{' && *scan.at != '[' && !lookup_full_width(scan.at)) {
		diag_say(diag, MSG_JSON_ROOT, here(&scan), describe_character(&scan));
		return false;
	}
	if (!scan_value(&scan, PLACE_NONE, 1))
		return false;
	skip_blanks(&scan);
	if (scan.at == scan.end)
		return true;
	diag_say(diag, MSG_JSON_TRAILING, here(&scan), describe_character(&scan));
	return false;
}
