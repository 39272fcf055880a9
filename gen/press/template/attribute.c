/* The types of attribute values: reading one, and saying what one may be. */
#include "base/text.h"
#include "paper/style/records.h"
#include "press/template/vocabulary.h"

#include <string.h>

static bool read_column(const char *text, struct attribute_value *out)
{
	const size_t length = strlen(text);
	char share[16];

	if (text_equal(text, "auto")) {
		out->column = COLUMN_CONTENT;
		return true;
	}
	if (length == 0 || text[length - 1] != '*') {
		out->column = COLUMN_FIXED;
		return measure_length(text, (struct measure_base){ 0, 0 }, &out->length)
		        && out->length > 0;
	}
	out->column = COLUMN_SHARE;
	if (length > sizeof share)
		return false;
	memcpy(share, text, length - 1);
	share[length - 1] = '\0';
	return measure_whole(share, &out->number) && out->number > 0;
}

/* "#anchor" or "scheme:…" */
static bool is_link(const char *text)
{
	if (text[0] == '#')
		return text[1] != '\0';
	const size_t scheme = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789+.-");
	return scheme > 1 && text[scheme] == ':' && text[scheme + 1] != '\0';
}

/* Relative, and no step out of the folder or into a hidden one. */
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

static bool read_share(const char *text, struct attribute_value *out)
{
	out->number = -1;
	return text[0] == '\0' || measure_share(text, &out->number);
}

static bool read_count(const char *text, struct attribute_value *out)
{
	return measure_whole(text, &out->number) && out->number > 0;
}

static const void *find_style(
        enum attribute_type type, const struct stylesheet *styles, const char *name)
{
	switch (type) {
	case TYPE_MASTER:
		return style_lookup_master(styles, name);
	case TYPE_PARAGRAPH:
		return style_lookup_paragraph(styles, name);
	case TYPE_CHARACTER:
		return style_lookup_character(styles, name);
	case TYPE_RULE:
		return style_lookup_rule(styles, name);
	case TYPE_TABLE:
		return style_lookup_table(styles, name);
	case TYPE_LIGHT:
		return style_lookup_light(styles, name);
	case TYPE_BAR:
		return style_lookup_bar(styles, name);
	case TYPE_TEXT:
	case TYPE_NAME:
	case TYPE_XPATH:
	case TYPE_IDENTIFIER:
	case TYPE_FILE:
	case TYPE_DATE:
	case TYPE_LINK:
	case TYPE_LENGTH:
	case TYPE_COLUMN:
	case TYPE_COUNT:
	case TYPE_SHARE:
	case TYPE_COLOR:
	case TYPE_CHOICE:
		break;
	}
	return NULL;
}

static bool read_style(enum attribute_type type, const struct stylesheet *styles, const char *text,
        struct attribute_value *out)
{
	if (type == TYPE_LIGHT && (text[0] == '\0' || text_equal(text, "none")))
		return true;
	out->style = find_style(type, styles, text);
	return out->style;
}

bool attribute_read(const struct attribute_rule *rule, const struct stylesheet *styles,
        struct measure_base base, const char *text, struct attribute_value *out)
{
	*out = (struct attribute_value){ .text = text };
	switch (rule->type) {
	case TYPE_TEXT:
	case TYPE_XPATH:
		return true;
	case TYPE_NAME:
		return text[0] != '\0';
	case TYPE_IDENTIFIER:
		return is_identifier(text);
	case TYPE_FILE:
		return is_inner_file(text);
	case TYPE_DATE:
		return date_parse(text, &out->date);
	case TYPE_LINK:
		return is_link(text);
	case TYPE_LENGTH:
		return measure_length(text, base, &out->length) && out->length >= 0;
	case TYPE_COLUMN:
		return read_column(text, out);
	case TYPE_COUNT:
		return read_count(text, out);
	case TYPE_SHARE:
		return read_share(text, out);
	case TYPE_COLOR:
		return measure_color(text, &out->color);
	case TYPE_CHOICE:
		out->number = records_choice(rule->choices, text);
		return out->number >= 0;
	case TYPE_MASTER:
	case TYPE_PARAGRAPH:
	case TYPE_CHARACTER:
	case TYPE_RULE:
	case TYPE_TABLE:
	case TYPE_LIGHT:
	case TYPE_BAR:
		return read_style(rule->type, styles, text, out);
	}
	return false;
}

/* Joins the `name` members of an array of records. */
#define LIST_NAMES(arena, list, records, count) \
	for (size_t i = 0; i < (count); i++) \
	(list) = arena_printf((arena), "%s%s%s", (list), i > 0 ? ", " : "", (records)[i].name)

static const char *list_styles(
        struct arena *arena, enum attribute_type type, const struct stylesheet *styles)
{
	const char *list = "";

	if (type == TYPE_MASTER)
		LIST_NAMES(arena, list, styles->masters, styles->master_count);
	else if (type == TYPE_PARAGRAPH)
		LIST_NAMES(arena, list, styles->paragraphs, styles->paragraph_count);
	else if (type == TYPE_CHARACTER)
		LIST_NAMES(arena, list, styles->characters, styles->character_count);
	else if (type == TYPE_RULE)
		LIST_NAMES(arena, list, styles->rules, styles->rule_count);
	else if (type == TYPE_TABLE)
		LIST_NAMES(arena, list, styles->tables, styles->table_count);
	else if (type == TYPE_LIGHT)
		LIST_NAMES(arena, list, styles->lights, styles->light_count);
	else if (type == TYPE_BAR)
		LIST_NAMES(arena, list, styles->bars, styles->bar_count);
	return arena_printf(arena, "%s (%s)", list, styles->file);
}

const char *attribute_expected(
        struct arena *arena, const struct attribute_rule *rule, const struct stylesheet *styles)
{
	static const char *const examples[] = {
		[TYPE_TEXT] = "…",
		[TYPE_NAME] = "…",
		[TYPE_XPATH] = "XPath",
		[TYPE_IDENTIFIER] = "a-name",
		[TYPE_FILE] = "parts/x.xml (templates/)",
		[TYPE_DATE] = "2020-06-05",
		[TYPE_LINK] = "#anchor | https://… | mailto:…",
		[TYPE_LENGTH] = "12mm | 15.75pt | 2em | 1ln",
		[TYPE_COLUMN] = "12mm | 30pt | 3* | auto",
		[TYPE_COUNT] = "1, 2, 3 …",
		[TYPE_SHARE] = "0.563 | 56.3%",
		[TYPE_COLOR] = "#d7000f",
	};

	if (rule->type == TYPE_CHOICE)
		return rule->choices;
	if (rule->type > TYPE_CHOICE)
		return styles ? list_styles(arena, rule->type, styles) : "…";
	return examples[rule->type];
}
