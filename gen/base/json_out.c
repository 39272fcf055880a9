#include "base/json_out.h"

#include "base/common.h"
#include "base/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#define STEP 2 /* blanks that a line stands further in */

struct json_out json_out_begin(struct text *text)
{
	return (struct json_out){ .text = text };
}

void json_out_end(struct json_out *json)
{
	assert(json->depth == 0 && json->key_count == 0);
	text_add_char(json->text, '\n');
}

static struct json_out_level *innermost(struct json_out *json)
{
	return json->depth > 0 ? &json->levels[json->depth - 1] : NULL;
}

static bool has_lines(enum json_layout layout)
{
	return layout == JSON_LINES || layout == JSON_HANGING;
}

static void start_line(struct text *text, size_t indent)
{
	text_add_char(text, '\n');
	for (size_t i = 0; i < indent; i++)
		text_add_char(text, ' ');
}

/* Comma, blank or line break before the next value of a container. */
static void separate(struct json_out *json, struct json_out_level *level)
{
	const bool is_first = level->count++ == 0;
	const bool breaks = json->next == JSON_NEXT_AS_LAID_OUT
	        ? has_lines(level->layout)
	        : json->next == JSON_NEXT_ON_NEW_LINE;

	json->next = JSON_NEXT_AS_LAID_OUT;
	if (!is_first)
		text_add_char(json->text, ',');
	if (breaks) {
		start_line(json->text, level->inner);
		level->line = level->inner;
	} else if (level->layout == JSON_SPACED || (!is_first && level->layout != JSON_TIGHT)) {
		text_add_char(json->text, ' ');
	}
}

/* \uXXXX, a surrogate pair beyond U+FFFF (RFC 8259, section 7). */
static void add_escape(struct text *text, uint32_t codepoint)
{
	if (codepoint < 0x10000) {
		text_printf(text, "\\u%04X", (unsigned)codepoint);
		return;
	}
	codepoint -= 0x10000;
	text_printf(text, "\\u%04X\\u%04X", (unsigned)(0xD800 + (codepoint >> 10U)),
	        (unsigned)(0xDC00 + (codepoint & 0x3FFU)));
}

static void add_literal(struct text *text, const char *string)
{
	text_add_char(text, '"');
	for (uint32_t codepoint = utf8_next(&string); codepoint != 0;
	        codepoint = utf8_next(&string)) {
		if (utf8_is_control(codepoint)) {
			add_escape(text, codepoint);
			continue;
		}
		if (codepoint == '"' || codepoint == '\\')
			text_add_char(text, '\\');
		text_add_codepoint(text, codepoint);
	}
	text_add_char(text, '"');
}

static void add_key(struct json_out *json, const struct json_out_level *level, const char *key)
{
	for (size_t i = level->first_key; i < json->key_count; i++)
		assert(!text_equal(json->keys[i], key));
	assert(json->key_count < COUNT_OF(json->keys));
	json->keys[json->key_count++] = key;
	add_literal(json->text, key);
	text_add(json->text, level->layout == JSON_TIGHT ? ":" : ": ");
}

/* All that stands before a value. */
static void lead_in(struct json_out *json, const char *key)
{
	struct json_out_level *level = innermost(json);

	assert(!key == !(level && level->is_object));
	if (level)
		separate(json, level);
	if (level && key)
		add_key(json, level, key);
}

static void open_container(
        struct json_out *json, const char *key, enum json_layout layout, bool is_object)
{
	lead_in(json, key);
	const struct json_out_level *around = innermost(json);
	const size_t outer = around ? around->line : 0;

	assert(json->depth < COUNT_OF(json->levels));
	json->levels[json->depth++] = (struct json_out_level){ .layout = layout,
		.is_object = is_object,
		.first_key = json->key_count,
		.outer = outer,
		.inner = outer + (layout == JSON_BESIDE ? 1 : STEP),
		.line = outer };
	text_add_char(json->text, is_object ? '{' : '[');
}

void json_out_object(struct json_out *json, const char *key, enum json_layout layout)
{
	open_container(json, key, layout, true);
}

void json_out_array(struct json_out *json, const char *key, enum json_layout layout)
{
	open_container(json, key, layout, false);
}

void json_out_close(struct json_out *json)
{
	const struct json_out_level *level = innermost(json);

	assert(level && json->next == JSON_NEXT_AS_LAID_OUT);
	if (level->layout == JSON_SPACED)
		text_add_char(json->text, ' ');
	else if (level->layout == JSON_LINES && level->count > 0)
		start_line(json->text, level->outer);
	text_add_char(json->text, level->is_object ? '}' : ']');
	json->key_count = level->first_key;
	json->depth--;
}

void json_out_string(struct json_out *json, const char *key, const char *value)
{
	lead_in(json, key);
	add_literal(json->text, value);
}

void json_out_integer(struct json_out *json, const char *key, int64_t value)
{
	lead_in(json, key);
	text_printf(json->text, "%" PRId64, value);
}

void json_out_size(struct json_out *json, const char *key, size_t value)
{
	lead_in(json, key);
	text_printf(json->text, "%zu", value);
}

void json_out_null(struct json_out *json, const char *key)
{
	lead_in(json, key);
	text_add(json->text, "null");
}

/* RFC 8259, section 6, without exponents. */
static bool is_number(const char *digits)
{
	const char *whole = digits + (digits[0] == '-');
	const size_t length = strspn(whole, "0123456789");
	const char *rest = whole + length;

	if (length == 0 || (whole[0] == '0' && length > 1))
		return false;
	if (rest[0] == '\0')
		return true;
	const size_t decimals = rest[0] == '.' ? strspn(rest + 1, "0123456789") : 0;
	return decimals > 0 && rest[1 + decimals] == '\0';
}

void json_out_number(struct json_out *json, const char *key, const char *digits)
{
	lead_in(json, key);
	assert(digits[0] == '\0' || is_number(digits));
	text_add(json->text, digits[0] ? digits : "null");
}

void json_out_bool(struct json_out *json, const char *key, bool value)
{
	lead_in(json, key);
	text_add(json->text, value ? "true" : "false");
}

void json_out_digest(struct json_out *json, const struct digest *digest)
{
	char hex[DIGEST_HEX];

	digest_hex(digest, hex);
	json_out_string(json, "sha256", hex);
}

void json_out_new_line(struct json_out *json)
{
	json->next = JSON_NEXT_ON_NEW_LINE;
}

void json_out_same_line(struct json_out *json)
{
	json->next = JSON_NEXT_ON_SAME_LINE;
}
