#include "press/template/xpath_picture.h"

#include "base/text.h"
#include "press/template/xpath_argument.h"

#include <string.h>

#define PICTURE_FORM   "(x, '#,##0.0')"
#define PICTURE_WANTED "'#,##0.0', '0.0%', '+0;-0;0'"
#define PLACES_MOST    9
#define HUNDRED        100
#define WAN            10000
#define YI             100000000

/* Words around a number, and its digits. */
struct picture {
	const char *before, *after;
	size_t before_length, after_length;
	size_t whole_least;  /* digits before the point */
	size_t group;        /* digits between two commas; 0: none */
	uint8_t least, most; /* digits behind the point */
	bool is_percent;
	bool is_below; /* one of its own for what is below nought */
	bool is_bare;  /* words alone, which may stand for nought */
};

static bool is_digit(char byte)
{
	return byte == '#' || byte == '0' || byte == ',' || byte == '.';
}

/* "#,##0": a 0 is followed by no #. False: it is none. */
static bool read_whole(const char *digits, size_t length, struct picture *out)
{
	for (size_t i = 0; i < length; i++) {
		if (digits[i] == ',')
			out->group = length - i - 1;
		else if (digits[i] == '0')
			out->whole_least++;
		else if (out->whole_least > 0)
			return false;
	}
	return length == 0 || digits[length - 1] != ',';
}

/* "00##" behind the point. */
static bool read_places(const char *digits, size_t length, struct picture *out)
{
	if (length > PLACES_MOST)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (digits[i] == '0' && out->least == i)
			out->least++;
		else if (digits[i] != '#')
			return false;
	}
	out->most = (uint8_t)length;
	return true;
}

/* One of the pictures between semicolons. False: it is none. */
static bool read_picture(const char *from, size_t length, struct picture *out)
{
	const char *end = from + length;
	const char *digits = from;
	const char *behind;

	*out = (struct picture){ .before = from };
	while (digits < end && !is_digit(*digits))
		digits++;
	for (behind = digits; behind < end && is_digit(*behind);)
		behind++;
	out->before_length = (size_t)(digits - from);
	out->after = behind;
	out->after_length = (size_t)(end - behind);
	out->is_percent = memchr(from, '%', length);
	const size_t count = (size_t)(behind - digits);
	const char *point = memchr(digits, '.', count);
	const size_t whole = point ? (size_t)(point - digits) : count;
	out->is_bare = count == 0;
	return (count > 1 || !point) && read_whole(digits, whole, out)
	        && (!point || read_places(point + 1, count - whole - 1, out));
}

/* The digits of a number that is not below nought, and was rounded. */
static void add_digits(
        struct text *line, struct arena *arena, const struct picture *picture, struct decimal value)
{
	const char *digits = decimal_format_places(arena, value, picture->most);
	const size_t whole = strcspn(digits, ".");
	const bool is_hidden =
	        whole == 1 && digits[0] == '0' && picture->whole_least == 0 && picture->most > 0;
	size_t length = strlen(digits);

	for (size_t left = picture->whole_least; left > whole; left--)
		text_add_char(line, '0');
	for (size_t i = 0; i < whole && !is_hidden; i++) {
		const size_t left = whole - i;
		if (i > 0 && picture->group > 0 && left % picture->group == 0)
			text_add_char(line, ',');
		text_add_char(line, digits[i]);
	}
	while (length > whole + 1 + picture->least && digits[length - 1] == '0')
		length--;
	if (length > whole + 1)
		text_add_bytes(line, digits + whole, length - whole);
}

/* Cuts the next picture off at its semicolon; false: it is none. */
static bool next_picture(const char **at, struct picture *out)
{
	const size_t length = strcspn(*at, ";");
	const bool done = read_picture(*at, length, out);

	*at += length + ((*at)[length] == ';' ? 1 : 0);
	return done;
}

/* The pictures for above, below and exactly nought; those that are not given are the first. */
static bool read_pictures(const char *source, struct picture out[3])
{
	const char *at = source;

	if (!next_picture(&at, &out[0]))
		return false;
	out[1] = out[2] = out[0];
	if (*at && !next_picture(&at, &out[1]))
		return false;
	out[1].is_below = strchr(source, ';');
	return (!*at || next_picture(&at, &out[2])) && !*at && !out[0].is_bare && !out[1].is_bare;
}

static struct decimal size_of(struct decimal value)
{
	return (struct decimal){ value.digits < 0 ? -value.digits : value.digits, value.scale };
}

/* False: it cannot be worked out. */
static bool format(struct text *line, struct arena *arena, const struct picture pictures[3],
        struct decimal value)
{
	const struct picture *picture = &pictures[decimal_sign(value) < 0 ? 1 : 0];

	if (picture->is_percent && !decimal_multiply(value, decimal_from(HUNDRED), &value))
		return false;
	value = decimal_round(value, picture->most);
	if (decimal_sign(value) == 0)
		picture = &pictures[2];
	else if (decimal_sign(value) < 0 && !picture->is_below)
		text_add_char(line, '-');
	text_add_bytes(line, picture->before, picture->before_length);
	if (!picture->is_bare)
		add_digits(line, arena, picture, size_of(value));
	text_add_bytes(line, picture->after, picture->after_length);
	return true;
}

void xpath_format_number(xmlXPathParserContextPtr parser, int argument_count)
{
	struct picture pictures[3];
	struct decimal value;
	struct text line;

	if (!xpath_has_arguments(parser, argument_count, 2, PICTURE_FORM))
		return;
	const char *source = xpath_pop_words(parser), *words = xpath_pop_words(parser);
	if (parser->error != XPATH_EXPRESSION_OK)
		return;
	if (!source || !read_pictures(source, pictures)) {
		xpath_refuse(parser, source ? source : "", PICTURE_WANTED);
		return;
	}
	if (!words) {
		xpath_push_nothing(parser);
		return;
	}
	text_init(&line);
	if (xpath_read_decimal(words, &value)
	        && format(&line, xpath_call_of(parser)->arena, pictures, value))
		xpath_push_words(parser, line.bytes);
	else
		xpath_refuse(parser, words, "42400");
	text_release(&line);
}

/* 99999999 is 10000万 when it is rounded, and so 1亿. */
static const char *wan_of(struct arena *arena, struct decimal value, uint8_t places)
{
	const struct decimal wan = decimal_from(WAN);
	const char *measure = "";
	struct decimal large;

	if (decimal_compare(size_of(value), wan) >= 0
	        && decimal_divide(value, wan, 1, places, &large)) {
		measure = "万";
		if (decimal_compare(size_of(large), wan) >= 0
		        && decimal_divide(value, decimal_from(YI), 1, places, &large))
			measure = "亿";
		value = large;
	}
	return arena_printf(
	        arena, "%s%s", decimal_format(arena, decimal_normalise(value)), measure);
}

void xpath_cn_wan(xmlXPathParserContextPtr parser, int argument_count)
{
	struct decimal value, places;

	if (!xpath_has_arguments(parser, argument_count, 2, "(x, 1)"))
		return;
	const char *digits = xpath_pop_words(parser), *words = xpath_pop_words(parser);
	if (parser->error != XPATH_EXPRESSION_OK)
		return;
	if (!digits || !xpath_read_decimal(digits, &places) || places.scale > 0 || places.digits < 0
	        || places.digits > PLACES_MOST)
		xpath_refuse(parser, digits ? digits : "", "0, 1, 2 …");
	else if (!words)
		xpath_push_nothing(parser);
	else if (!xpath_read_decimal(words, &value))
		xpath_refuse(parser, words, "42400");
	else
		xpath_push_words(parser,
		        wan_of(xpath_call_of(parser)->arena, value, (uint8_t)places.digits));
}
