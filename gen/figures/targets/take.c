#include "figures/targets/take.h"

#include "base/decimal_parse.h"
#include "base/nearest.h"
#include "base/text.h"
#include "figures/targets/lookup.h"

/* After the table's own. */
#define DEADLINE_YEARS 10

bool take_figure_from(const struct catalogue_reader *reader, const struct json *value,
        const char *name, struct decimal *out)
{
	struct decimal figure = { 0 };

	if (!fields_expect(&reader->fields, value, name, FIELD_FIGURE))
		return false;
	const enum decimal_parsed parsed = decimal_parse(value->string, &figure);
	if (parsed != DECIMAL_OK && parsed != DECIMAL_NORMALISED) {
		FIELDS_SAY(&reader->fields, MSG_TARGETS_FIGURE, value, name, value->string);
		return false;
	}
	*out = decimal_normalise(figure);
	return true;
}

bool take_figure(const struct catalogue_reader *reader, const struct json *object, const char *key,
        struct decimal *out)
{
	const struct json *value = json_lookup(object, key);

	return value && take_figure_from(reader, value, key, out);
}

bool take_date_from(const struct catalogue_reader *reader, const struct json *value,
        const char *name, struct date *out)
{
	struct date date = { 0 };

	if (!fields_expect(&reader->fields, value, name, FIELD_STRING))
		return false;
	if (!date_parse(value->string, &date)) {
		FIELDS_SAY(&reader->fields, MSG_TARGETS_DATE, value, name, value->string);
		return false;
	}
	*out = date;
	return true;
}

bool take_date(const struct catalogue_reader *reader, const struct json *object, const char *key,
        struct date *out)
{
	const struct json *value = fields_member(object, key, JSON_STRING);

	return value && take_date_from(reader, value, key, out);
}

static const char *list_words(struct arena *arena, const struct word_list *words)
{
	const char **known = arena_alloc_array(arena, words->count, sizeof *known);
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++) {
		if (words->words[i])
			known[count++] = words->words[i];
	}
	return fields_join(arena, known, count);
}

void take_deadline(
        const struct catalogue_reader *reader, const struct json *object, struct date *out)
{
	const int year = reader->catalogue->year;

	if (take_date(reader, object, "deadline", out)
	        && (out->year < year || out->year > year + DEADLINE_YEARS))
		FIELDS_SAY(&reader->fields, MSG_TARGETS_DEADLINE, json_lookup(object, "deadline"),
		        date_format(reader->fields.arena, *out),
		        arena_printf(reader->fields.arena, "%d", year),
		        arena_printf(reader->fields.arena, "%d", year + DEADLINE_YEARS));
}

bool take_word(const struct catalogue_reader *reader, const struct json *object, const char *key,
        const struct word_list *words, int *out)
{
	const struct json *value = json_lookup(object, key);

	return value && take_word_from(reader, value, key, words, out);
}

bool take_word_from(const struct catalogue_reader *reader, const struct json *value,
        const char *key, const struct word_list *words, int *out)
{
	if (value->kind != JSON_STRING && value->kind != JSON_NULL)
		return false;
	for (size_t i = 0; i < words->count; i++) {
		const char *word = words->words[i];
		const bool same = !word
		        ? value->kind == JSON_NULL
		        : value->kind == JSON_STRING && text_equal(word, value->string);
		if (same) {
			*out = (int)i;
			return true;
		}
	}
	FIELDS_SAY(&reader->fields, MSG_TARGETS_WORD, value, key, value->string,
	        list_words(reader->fields.arena, words));
	return false;
}

const char *const *take_strings(const struct catalogue_reader *reader, const struct json *object,
        const char *key, size_t *count)
{
	const struct json *array = fields_member(object, key, JSON_ARRAY);

	*count = 0;
	if (!array)
		return NULL;
	const char **strings =
	        arena_alloc_array(reader->fields.arena, array->count, sizeof *strings);
	for (struct json *item = array->first; item; item = item->next) {
		if (fields_expect(&reader->fields, item, key, FIELD_STRING)
		        && fields_check_text(&reader->fields, item, key, FIELDS_LINE))
			strings[(*count)++] = item->string;
	}
	return strings;
}

void take_say_unknown(const struct catalogue_reader *reader, const struct json *value,
        const char *field, const struct word_list *names)
{
	const char *near = nearest_word(value->string, names->words, names->count);

	if (near)
		FIELDS_SAY(&reader->fields, MSG_TARGETS_UNKNOWN_NAME_NEAR, value, field,
		        value->string, near);
	else
		FIELDS_SAY(&reader->fields, MSG_TARGETS_UNKNOWN_NAME, value, field, value->string);
}

const struct unit *take_unit(
        const struct catalogue_reader *reader, const struct json *value, const char *field)
{
	if (!fields_expect(&reader->fields, value, field, FIELD_STRING))
		return NULL;
	const struct unit *unit = lookup_unit(reader->catalogue, value->string);
	if (unit)
		return unit;
	const char *near = lookup_near_unit(reader->fields.arena, reader->catalogue, value->string);
	const struct word_list names = { .words = &near, .count = near ? 1 : 0 };
	take_say_unknown(reader, value, field, &names);
	return NULL;
}

const struct group *take_group(
        const struct catalogue_reader *reader, const struct json *value, const char *field)
{
	const struct catalogue *catalogue = reader->catalogue;

	if (!fields_expect(&reader->fields, value, field, FIELD_STRING))
		return NULL;
	const struct group *group = lookup_group(catalogue, value->string);
	if (group)
		return group;
	const char *near = lookup_near_group(reader->fields.arena, catalogue, value->string);
	const struct word_list names = { .words = &near, .count = near ? 1 : 0 };
	take_say_unknown(reader, value, field, &names);
	return NULL;
}
