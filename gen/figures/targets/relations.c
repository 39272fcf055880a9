#include "figures/targets/relations.h"

#include "base/text.h"
#include "figures/targets/lookup.h"

#include <string.h>

#define TERMS_MOST 16

struct relation_reading {
	const struct catalogue_reader *reader;
	const struct json *json;
	const char *at;
};

static void skip_blanks(struct relation_reading *reading)
{
	while (*reading->at == ' ')
		reading->at++;
}

static bool take(struct relation_reading *reading, const char *word)
{
	skip_blanks(reading);
	if (!text_starts_with(reading->at, word))
		return false;
	reading->at += strlen(word);
	return true;
}

static bool complain(struct relation_reading *reading)
{
	skip_blanks(reading);
	FIELDS_SAY(&reading->reader->fields, MSG_TARGETS_RELATION, reading->json,
	        reading->json->string, *reading->at ? reading->at : "—");
	return false;
}

static bool read_id(struct relation_reading *reading, struct term *out)
{
	const struct catalogue_reader *reader = reading->reader;

	skip_blanks(reading);
	const size_t length = strcspn(reading->at, " )+>=");
	const char *id = arena_strndup(reader->fields.arena, reading->at, length);
	if (length == 0)
		return complain(reading);
	reading->at += length;
	out->indicator = lookup_indicator(reader->catalogue, id);
	if (out->indicator)
		return true;
	FIELDS_SAY(
	        &reader->fields, MSG_TARGETS_RELATION_ID, reading->json, reading->json->string, id);
	return false;
}

static bool has_parts(struct relation_reading *reading, const struct term *term)
{
	if (kind_row(term->indicator->kind)->value == VALUE_FRACTION)
		return true;
	FIELDS_SAY(&reading->reader->fields, MSG_TARGETS_RELATION_PART, reading->json,
	        reading->json->string, term->indicator->id);
	return false;
}

static bool read_term(struct relation_reading *reading, struct term *out)
{
	*out = (struct term){ .part = TERM_VALUE };
	if (take(reading, "numerator"))
		out->part = TERM_NUMERATOR;
	else if (take(reading, "denominator"))
		out->part = TERM_DENOMINATOR;
	if (out->part == TERM_VALUE)
		return read_id(reading, out);
	if (!take(reading, "("))
		return complain(reading);
	if (!read_id(reading, out) || !has_parts(reading, out))
		return false;
	return take(reading, ")") || complain(reading);
}

/* Whole figures of different measures are never compared; a part is a number of things. */
static bool is_of_one_measure(struct relation_reading *reading, const struct relation *relation)
{
	const struct term *left = &relation->left;

	for (size_t i = 0; i < relation->right_count; i++) {
		const struct term *right = &relation->right[i];
		if (left->part != TERM_VALUE || right->part != TERM_VALUE
		        || text_equal(left->indicator->measure, right->indicator->measure))
			continue;
		FIELDS_SAY(&reading->reader->fields, MSG_TARGETS_RELATION_MEASURE, reading->json,
		        reading->json->string, left->indicator->measure, right->indicator->measure);
		return false;
	}
	return true;
}

static bool read_relation(struct relation_reading *reading, struct relation *out)
{
	struct arena *arena = reading->reader->fields.arena;
	struct term *right = arena_alloc_array(arena, TERMS_MOST, sizeof *right);

	*out = (struct relation){ .text = reading->json->string, .right = right };
	if (!read_term(reading, &out->left))
		return false;
	out->at_least = take(reading, ">=");
	if (!out->at_least && !take(reading, "="))
		return complain(reading);
	do {
		if (out->right_count == TERMS_MOST)
			return complain(reading);
		if (!read_term(reading, &right[out->right_count++]))
			return false;
	} while (take(reading, "+"));
	skip_blanks(reading);
	if (*reading->at)
		return complain(reading);
	out->place = json_place(arena, reading->reader->fields.file, reading->json);
	return is_of_one_measure(reading, out);
}

void relations_read(struct catalogue_reader *reader)
{
	const struct json *array = fields_member(reader->root, "relations", JSON_ARRAY);

	if (!array)
		return;
	struct relation *list = arena_alloc_array(reader->fields.arena, array->count, sizeof *list);
	for (const struct json *item = array->first; item; item = item->next) {
		struct relation_reading reading = {
			.reader = reader, .json = item, .at = item->string
		};
		if (fields_expect(&reader->fields, item, "relations", FIELD_STRING)
		        && read_relation(&reading, &list[reader->catalogue->relation_count]))
			reader->catalogue->relation_count++;
	}
	reader->catalogue->relations = list;
}
