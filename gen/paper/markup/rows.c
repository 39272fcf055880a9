#include "paper/markup/rows.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

static const struct measure_base no_base = { 0, 0 };

/* Position of `word` in "page | odd | even", -1 when it is none of them. */
static int choice(const char *choices, const char *word)
{
	const size_t length = strlen(word);

	for (int index = 0; *choices != '\0'; index++) {
		const size_t own = strcspn(choices, " ");
		if (own == length && memcmp(choices, word, own) == 0)
			return index;
		choices += own;
		choices += strspn(choices, " |");
	}
	return -1;
}

static bool is_link(const char *text)
{
	if (text[0] == '#')
		return text[1] != '\0';
	const size_t scheme = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789+.-");
	return scheme > 1 && text[scheme] == ':' && text[scheme + 1] != '\0';
}

static bool is_inner_file(const char *text)
{
	if (text[0] == '\0')
		return false;
	for (const char *part = text; part; part = strchr(part, '/')) {
		part += part != text ? 1 : 0;
		if (part[0] == '.' || part[0] == '/' || part[0] == '\0')
			return false;
	}
	return !strchr(text, '\\');
}

static bool is_identifier(const char *text)
{
	const unsigned char first = (unsigned char)text[0];

	return first != '\0' && !(first < 0x80 && strchr("0123456789-.", first))
	        && text[strcspn(text, " \t\r\n!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~")] == '\0';
}

static bool read_column(const char *text, struct row_value *out)
{
	const size_t length = strlen(text);
	char share[16];

	if (text_equal(text, "auto"))
		return true;
	if (length == 0 || text[length - 1] != '*')
		return measure_length(text, no_base, &out->length) && out->length > 0;
	if (length > sizeof share)
		return false;
	memcpy(share, text, length - 1);
	share[length - 1] = '\0';
	return measure_whole(share, &out->number) && out->number > 0;
}

static bool read_percent(const char *text, int *out)
{
	int thousandths;

	if (!measure_thousandths(text, "%", &thousandths) || thousandths > 100000)
		return false;
	*out = thousandths / 1000;
	return true;
}

static bool read_share(const char *text, int *out)
{
	*out = -1;
	return text[0] == '\0' || measure_share(text, out);
}

static bool read_reference(const struct row_rule *rule, const struct row_records *records,
        const char *text, struct row_value *out)
{
	if (rule->type == ROW_REFERENCE_NONE && (text[0] == '\0' || text_equal(text, "none")))
		return true;
	assert(records);
	out->record = records->lookup(records->owner, rule->kind, text);
	return out->record;
}

#define TAG_LETTERS 4

static bool is_tags(const char *text)
{
	int count = 0;

	for (const char *tag = text; *tag != '\0'; tag += strspn(tag, " ")) {
		const size_t length = strspn(
		        tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		if (length != TAG_LETTERS || ++count > ROW_TAGS_MOST)
			return false;
		tag += length;
	}
	return true;
}

static bool read_words(enum row_type type, const char *text)
{
	if (type == ROW_TAGS)
		return is_tags(text);
	if (type == ROW_IDENTIFIER)
		return is_identifier(text);
	if (type == ROW_FILE)
		return is_inner_file(text);
	if (type == ROW_LINK)
		return is_link(text);
	return type != ROW_NAME || text[0] != '\0';
}

static bool read_word_of(const char *choices, const char *text, int *out)
{
	*out = choice(choices, text);
	return *out >= 0;
}

static bool read_length(enum row_type type, struct measure_base base, const char *text, mpt *out)
{
	const bool is_size = type == ROW_SIZE || type == ROW_TYPE_SIZE;
	const bool is_positive = type == ROW_TYPE_SIZE || type == ROW_LEADING;

	return measure_length(text, is_size ? no_base : base, out)
	        && (type == ROW_SIGNED || *out >= (is_positive ? 1 : 0));
}

bool rows_read(const struct row_rule *rule, const struct row_records *records,
        struct measure_base base, const char *text, struct row_value *out)
{
	*out = (struct row_value){ .text = text };
	switch (rule->type) {
	case ROW_TEXT:
	case ROW_NAME:
	case ROW_XPATH:
	case ROW_IDENTIFIER:
	case ROW_FILE:
	case ROW_LINK:
	case ROW_TAGS:
		return read_words(rule->type, text);
	case ROW_DATE:
		return date_parse(text, &out->date);
	case ROW_COLOR:
		return measure_color(text, &out->color);
	case ROW_EXTENT:
		return measure_length(text, base, &out->length) && out->length > 0;
	case ROW_LENGTH:
	case ROW_SIGNED:
	case ROW_SIZE:
	case ROW_TYPE_SIZE:
	case ROW_LEADING:
		return read_length(rule->type, base, text, &out->length);
	case ROW_COLUMN:
		return read_column(text, out);
	case ROW_EMS:
		return measure_thousandths(text, "em", &out->number);
	case ROW_PERCENT:
		return read_percent(text, &out->number);
	case ROW_SHARE:
		return read_share(text, &out->number);
	case ROW_WHOLE:
		return measure_whole(text, &out->number);
	case ROW_COUNT:
		return measure_whole(text, &out->number) && out->number > 0;
	case ROW_SWITCH:
		return read_word_of("no | yes", text, &out->number);
	case ROW_CHOICE:
		return read_word_of(rule->choices, text, &out->number);
	case ROW_REFERENCE:
	case ROW_REFERENCE_NONE:
		return read_reference(rule, records, text, out);
	}
	return false;
}

const char *rows_expected(
        struct arena *arena, const struct row_rule *rule, const struct row_records *records)
{
	static const char *const examples[] = {
		[ROW_TEXT] = "…",
		[ROW_NAME] = "…",
		[ROW_XPATH] = "XPath",
		[ROW_IDENTIFIER] = "a-name",
		[ROW_FILE] = "parts/x.xml (templates/)",
		[ROW_LINK] = "#anchor | https://… | mailto:…",
		[ROW_DATE] = "2020-06-05",
		[ROW_COLOR] = "#d7000f",
		[ROW_LENGTH] = "12mm | 15.75pt | 2em | 1ln",
		[ROW_EXTENT] = "12mm | 15.75pt | 2em | 1ln",
		[ROW_SIGNED] = "12mm | -0.21pt | 2em | 1ln",
		[ROW_SIZE] = "15.75pt | 5mm",
		[ROW_TYPE_SIZE] = "15.75pt | 5mm",
		[ROW_LEADING] = "29pt | 10mm | 1.5em",
		[ROW_COLUMN] = "12mm | 30pt | 3* | auto",
		[ROW_EMS] = "0.25em",
		[ROW_PERCENT] = "50%",
		[ROW_SHARE] = "0.563 | 56.3%",
		[ROW_WHOLE] = "0, 1, 2 …",
		[ROW_COUNT] = "1, 2, 3 …",
		[ROW_SWITCH] = "yes | no",
		[ROW_TAGS] = "hwid | hwid zero",
	};

	if (rule->type == ROW_CHOICE)
		return rule->choices;
	if (rows_is_reference(rule->type))
		return records ? records->list(records->owner, arena, rule->kind) : "…";
	return examples[rule->type];
}

bool rows_is_relative(enum row_type type)
{
	return type == ROW_LENGTH || type == ROW_EXTENT || type == ROW_SIGNED
	        || type == ROW_LEADING;
}

bool rows_is_reference(enum row_type type)
{
	return type == ROW_REFERENCE || type == ROW_REFERENCE_NONE;
}

bool rows_is_word(enum row_type type)
{
	return type == ROW_CHOICE || type == ROW_SWITCH || rows_is_reference(type);
}
