#include "figures/json/fields.h"

#include "base/common.h"
#include "base/decimal_parse.h"
#include "base/nearest.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

struct json_kind_words {
	const char *english;
	const char *chinese;
};

static const struct json_kind_words kind_words[] = {
	[JSON_NULL] = { "null", "null" },
	[JSON_BOOLEAN] = { "true or false", "true 或 false" },
	[JSON_NUMBER] = { "a number", "数" },
	[JSON_STRING] = { "a string in double quotes", "加双引号的文字" },
	[JSON_ARRAY] = { "an array [ ]", "数组 [ ]" },
	[JSON_OBJECT] = { "an object { }", "对象 { }" },
};

static const char *describe_kinds(struct arena *arena, unsigned kinds, enum diag_language language)
{
	const bool chinese = language == DIAG_CHINESE;
	const char *words = "";

	for (size_t kind = 0; kind < COUNT_OF(kind_words); kind++) {
		if ((kinds & FIELD_OF(kind)) == 0)
			continue;
		const char *word = chinese ? kind_words[kind].chinese : kind_words[kind].english;
		const char *between = chinese ? "或" : " or ";
		words = *words == '\0' ? word : arena_printf(arena, "%s%s%s", words, between, word);
	}
	return words;
}

/* `example` may be NULL. */
static bool expect_like(const struct fields *fields, const struct json *value, const char *name,
        unsigned kinds, const char *example)
{
	struct arena *arena = fields->arena;

	if ((kinds & FIELD_OF(value->kind)) != 0)
		return true;
	const char *english = describe_kinds(arena, kinds, DIAG_ENGLISH);
	const char *chinese = describe_kinds(arena, kinds, DIAG_CHINESE);
	FIELDS_SAY(fields, fields->messages->type, value, name,
	        json_describe(arena, value, DIAG_ENGLISH),
	        json_describe(arena, value, DIAG_CHINESE),
	        !example ? english : arena_printf(arena, "%s, as in %s", english, example),
	        !example ? chinese : arena_printf(arena, "%s，如 %s", chinese, example));
	return false;
}

bool fields_expect(
        const struct fields *fields, const struct json *value, const char *name, unsigned kinds)
{
	return expect_like(fields, value, name, kinds, NULL);
}

static bool is_allowed(uint32_t codepoint, uint32_t next, bool lines)
{
	if (lines && (codepoint == '\n' || codepoint == '\t'))
		return true;
	if (lines && codepoint == '\r')
		return next == '\n';
	return !utf8_is_control(codepoint);
}

/* What was pasted with the end of its line: one line, with a blank where a line ended within it. */
static void join_lines(const struct fields *fields, struct json *value, const char *name)
{
	if (!strpbrk(value->string, "\r\n"))
		return;
	char *line = arena_strdup(fields->arena, value->string);
	char *end = line;
	for (const char *at = line; *at != '\0';) {
		const size_t ends = strspn(at, "\r\n");
		at += ends;
		if (ends > 0 && end > line && *at != '\0')
			*end++ = ' ';
		if (*at != '\0')
			*end++ = *at++;
	}
	*end = '\0';
	value->string = line;
	FIELDS_SAY(fields, MSG_FIELD_LINES, value, name);
}

bool fields_check_text(
        const struct fields *fields, struct json *value, const char *name, unsigned limit)
{
	const bool lines = limit == FIELDS_TEXT;
	size_t count = 0;

	if (!lines)
		join_lines(fields, value, name);
	const char *at = value->string;
	for (uint32_t codepoint = utf8_next(&at); codepoint != 0; codepoint = utf8_next(&at)) {
		count++;
		if (is_allowed(codepoint, (unsigned char)*at, lines))
			continue;
		FIELDS_SAY(fields, fields->messages->control, value, name,
		        arena_printf(fields->arena, "U+%04X", (unsigned)codepoint),
		        arena_printf(fields->arena, "%zu", count));
		return false;
	}
	if (count <= limit)
		return true;
	FIELDS_SAY(fields, fields->messages->limit, value, name,
	        arena_printf(fields->arena, "%zu", count),
	        arena_printf(fields->arena, "%u", limit));
	return false;
}

static const struct field *lookup_field(const struct field *table, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (text_equal(table[i].name, name))
			return &table[i];
	}
	return NULL;
}

/* As people are told of it: "progress（进展情况）". */
static const char *label_of(const struct fields *fields, const struct field *field)
{
	return !field->meaning
	        ? field->name
	        : arena_printf(fields->arena, "%s（%s）", field->name, field->meaning);
}

static void say_unknown(const struct fields *fields, const struct json *member,
        const struct field *table, size_t count)
{
	const char **names = arena_alloc_array(fields->arena, count, sizeof *names);
	const char **labels = arena_alloc_array(fields->arena, count, sizeof *labels);
	const char *meant = NULL;
	size_t here = 0;

	for (size_t i = 0; i < count; i++) {
		if (table[i].elsewhere)
			continue;
		names[here] = table[i].name;
		labels[here] = label_of(fields, &table[i]);
		if (table[i].meaning && text_equal(table[i].meaning, member->name))
			meant = labels[here];
		here++;
	}
	const char *near = nearest_word(member->name, names, here);
	for (size_t i = 0; near && i < here; i++)
		meant = near == names[i] ? labels[i] : meant;
	if (meant)
		FIELDS_SAY(fields, fields->messages->unknown_near, member, member->name, meant);
	else
		FIELDS_SAY(fields, fields->messages->unknown, member, member->name,
		        fields_join(fields->arena, labels, here));
}

bool fields_is_free(const struct json *member)
{
	return text_starts_with(member->name, "x-") || text_equal(member->name, "$schema");
}

/* Nothing is to be said of nearly all: of the kind that is asked for, short, without a control. */
static bool is_plain(const struct json *member, const struct field *field)
{
	if ((field->kinds & FIELD_OF(member->kind)) == 0)
		return false;
	if (member->kind != JSON_STRING)
		return true;
	const size_t length = strlen(member->string);
	return length <= (field->limit == 0 ? FIELDS_LINE : field->limit)
	        && utf8_is_plain(member->string, length);
}

void fields_check(const struct fields *fields, const struct json *object, const struct field *table,
        size_t count)
{
	for (struct json *member = object->first; member; member = member->next) {
		const struct field *field = lookup_field(table, count, member->name);
		if (!field) {
			if (!fields_is_free(member))
				say_unknown(fields, member, table, count);
			continue;
		}
		if (field->elsewhere) {
			FIELDS_SAY(fields, fields->messages->elsewhere, member,
			        label_of(fields, field), field->elsewhere);
			continue;
		}
		if (is_plain(member, field))
			continue;
		if (expect_like(
		            fields, member, label_of(fields, field), field->kinds, field->example)
		        && member->kind == JSON_STRING)
			fields_check_text(fields, member, label_of(fields, field),
			        field->limit == 0 ? FIELDS_LINE : field->limit);
	}
	for (size_t i = 0; i < count; i++) {
		if (table[i].required && !json_lookup(object, table[i].name))
			FIELDS_SAY(fields, fields->messages->missing, object,
			        label_of(fields, &table[i]));
	}
}

const struct json *fields_member(const struct json *object, const char *key, enum json_kind kind)
{
	const struct json *member = json_lookup(object, key);

	return member && member->kind == kind ? member : NULL;
}

const char *fields_string(const struct fields *fields, const struct json *object, const char *key)
{
	const struct json *member = fields_member(object, key, JSON_STRING);

	if (!member)
		return "";
	if (!strchr(member->string, '\r'))
		return member->string;
	char *copy = arena_strdup(fields->arena, member->string);
	char *end = copy;
	for (const char *at = member->string; *at != '\0'; at++) {
		if (*at != '\r')
			*end++ = *at;
	}
	*end = '\0';
	return copy;
}

bool fields_yes(const struct json *object, const char *key)
{
	const struct json *member = fields_member(object, key, JSON_BOOLEAN);

	return member && member->yes;
}

const char *fields_label(const struct fields *fields, const struct json *object, const char *key)
{
	const struct json *member = json_lookup(object, key);
	struct decimal number = { 0 };

	if (member && member->kind == JSON_STRING)
		return member->string;
	if (!member || member->kind != JSON_NUMBER)
		return "";
	if (decimal_parse(member->string, &number) != DECIMAL_OK)
		return member->string;
	return decimal_format(fields->arena, decimal_normalise(number));
}

bool fields_integer(const struct fields *fields, const struct json *object, const char *key,
        struct fields_range range, int *out)
{
	const struct json *member = fields_member(object, key, JSON_NUMBER);

	if (!member)
		return false;
	struct decimal value = { 0 };
	const bool parsed = decimal_parse(member->string, &value) == DECIMAL_OK;
	value = decimal_normalise(value);
	if (parsed && value.scale == 0 && value.digits >= range.least
	        && value.digits <= range.most) {
		*out = (int)value.digits;
		return true;
	}
	FIELDS_SAY(fields, fields->messages->range, member, key, member->string,
	        arena_printf(fields->arena, "%d", range.least),
	        arena_printf(fields->arena, "%d", range.most));
	return false;
}

char *fields_join(struct arena *arena, const char *const *strings, size_t count)
{
	struct text text;

	text_init(&text);
	for (size_t i = 0; i < count; i++) {
		text_add(&text, i == 0 ? "" : "、");
		text_add(&text, strings[i]);
	}
	char *joined = arena_strndup(arena, text.bytes, text.length);
	text_release(&text);
	return joined;
}

void fields_begin_cap(struct diag *diag)
{
	diag_cap_begin(
	        diag, diag_count(diag) < FIELDS_SAID_ALL ? FIELDS_SAID_MAX : FIELDS_SAID_FEW);
}

size_t fields_end_cap(
        struct arena *arena, struct diag *diag, const char *file, enum message message)
{
	const struct diag_unsaid unsaid = diag_cap_end(diag);

	if (unsaid.faults > 0)
		diag_say(
		        diag, message, place_file(file), arena_printf(arena, "%zu", unsaid.faults));
	if (unsaid.notes > 0)
		diag_say(diag, MSG_NOTES_UNSAID, place_file(file),
		        arena_printf(arena, "%zu", unsaid.notes));
	return unsaid.faults;
}
