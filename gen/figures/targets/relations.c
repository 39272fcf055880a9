#include "figures/targets/relations.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/targets/aim.h"
#include "figures/targets/lookup.h"
#include "figures/targets/measure.h"

#include <string.h>

#define TERMS_MOST 16

struct relation_reading {
	const struct catalogue_reader *reader;
	const struct json *json;
	const char *at;
	struct term *terms;
	size_t count;
};

static void skip_blanks(struct relation_reading *reading)
{
	for (const char *next = reading->at; utf8_is_blank(utf8_next(&next));)
		reading->at = next;
}

/* The word comes next, full-width or not? Then it is passed. */
static bool take(struct relation_reading *reading, const char *word)
{
	skip_blanks(reading);
	const char *at = reading->at;
	while (*word)
		if (utf8_plain(utf8_next(&at)) != utf8_next(&word))
			return false;
	reading->at = at;
	return true;
}

/* Where the reading has come to, in a text without escapes. */
static struct place place_at(const struct relation_reading *reading, const char *at)
{
	const struct fields *fields = &reading->reader->fields;
	struct place place = json_place(fields->arena, fields->file, reading->json);
	const size_t length = (size_t)(at - reading->json->string);

	place.column += 1
	        + (unsigned)utf8_count(arena_strndup(fields->arena, reading->json->string, length));
	return place;
}

#define SAY(reading, message, at, ...) \
	diag_say((reading)->reader->fields.diag, (message), place_at((reading), (at)), \
	        (reading)->json->string, __VA_ARGS__)

static bool complain(struct relation_reading *reading)
{
	skip_blanks(reading);
	SAY(reading, MSG_TARGETS_RELATION, reading->at, *reading->at ? reading->at : "—");
	return false;
}

/* An id in ASCII, whatever it was typed in. */
static const char *take_id(struct relation_reading *reading)
{
	struct text id;

	text_init(&id);
	skip_blanks(reading);
	for (const char *next = reading->at; *next;) {
		const uint32_t letter = utf8_plain(utf8_next(&next));
		if (letter >= 0x80 || letter == ' ' || strchr("()+>=<,", (int)letter))
			break;
		text_add_codepoint(&id, letter);
		reading->at = next;
	}
	const char *kept = arena_strndup(reading->reader->fields.arena, id.bytes, id.length);
	text_release(&id);
	return kept;
}

static bool has_part(struct relation_reading *reading, const struct term *term, const char *at)
{
	const enum value_kind value = aim_value(term->indicator);

	if (term->part == TERM_VALUE ? !aim_is_step(term->indicator) : value == VALUE_FRACTION)
		return true;
	SAY(reading,
	        term->part == TERM_VALUE ? MSG_TARGETS_RELATION_YES_NO : MSG_TARGETS_RELATION_PART,
	        at, term->indicator->id);
	return false;
}

static bool is_new(struct relation_reading *reading, const struct term *term, const char *at)
{
	for (size_t i = 0; i < reading->count; i++)
		if (reading->terms[i].indicator == term->indicator
		        && reading->terms[i].part == term->part) {
			SAY(reading, MSG_TARGETS_RELATION_TWICE, at, term->indicator->id);
			return false;
		}
	return true;
}

/* The id of a term whose part is known. */
static bool read_id(struct relation_reading *reading, enum term_part part)
{
	struct term term = { .part = part };

	skip_blanks(reading);
	const char *at = reading->at;
	const char *id = take_id(reading);
	if (id[0] == '\0' || reading->count == TERMS_MOST)
		return complain(reading);
	term.indicator = lookup_indicator(reading->reader->catalogue, id);
	if (!term.indicator) {
		SAY(reading, MSG_TARGETS_RELATION_ID, at, id);
		return false;
	}
	if (!has_part(reading, &term, at) || !is_new(reading, &term, at))
		return false;
	reading->terms[reading->count++] = term;
	return true;
}

static bool read_term(struct relation_reading *reading)
{
	static const struct {
		const char *word;
		enum term_part part;
	} parts[] = {
		{ "numerator", TERM_NUMERATOR },
		{ "分子", TERM_NUMERATOR },
		{ "denominator", TERM_DENOMINATOR },
		{ "分母", TERM_DENOMINATOR },
	};

	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (take(reading, parts[i].word))
			return (take(reading, "(") || complain(reading))
			        && read_id(reading, parts[i].part)
			        && (take(reading, ")") || complain(reading));
	return read_id(reading, TERM_VALUE);
}

/* Is it what something in the catalogue is measured in? */
static bool is_measure(const struct catalogue *catalogue, const char *word)
{
	for (size_t i = 0; i < catalogue->indicator_count; i++)
		if (text_equal(catalogue->indicators[i]->measure, word))
			return true;
	for (size_t i = 0; i < catalogue->parameter_count; i++)
		if (text_equal(catalogue->parameters[i].measure, word))
			return true;
	return false;
}

/* Of a part: 补差水平（元/人/月） is in 元/人/月. "": its name does not say. */
static const char *measure_of_part(const struct catalogue_reader *reader, const char *name)
{
	const char *open = NULL;
	const char *close = NULL;

	for (const char *at = name; *at;) {
		const char *here = at;
		const uint32_t letter = utf8_plain(utf8_next(&at));
		if (letter == '(')
			open = at;
		close = letter == ')' && !*at ? here : NULL;
	}
	if (!open || !close)
		return "";
	const char *word = arena_strndup(reader->fields.arena, open, (size_t)(close - open));
	return is_measure(reader->catalogue, word) ? word : "";
}

static const char *measure_of(const struct catalogue_reader *reader, const struct term *term)
{
	if (term->part == TERM_VALUE)
		return term->indicator->measure;
	return measure_of_part(reader,
	        term->part == TERM_NUMERATOR ? term->indicator->numerator
	                                     : term->indicator->denominator);
}

static bool is_quotient(const struct term *term)
{
	return term->part == TERM_VALUE && aim_value(term->indicator) == VALUE_FRACTION;
}

/* A quotient and a number of things are never compared, nor things of two measures. */
static bool is_of_one_measure(struct relation_reading *reading)
{
	const struct term *left = &reading->terms[0];
	const char *measure = measure_of(reading->reader, left);

	for (size_t i = 1; i < reading->count; i++) {
		const struct term *term = &reading->terms[i];
		const char *other = measure_of(reading->reader, term);
		const bool known = measure[0] && other[0];
		if (is_quotient(left) == is_quotient(term)
		        && (!known || measure_scales_alike(measure, other)))
			continue;
		SAY(reading, MSG_TARGETS_RELATION_MEASURE, reading->json->string,
		        measure[0] ? measure : "—", other[0] ? other : "—");
		return false;
	}
	return true;
}

static bool read_alike(struct relation_reading *reading)
{
	if (!take(reading, "("))
		return complain(reading);
	do {
		if (!read_id(reading, TERM_DENOMINATOR))
			return false;
	} while (take(reading, ",") || take(reading, "、"));
	return reading->count > 1 && take(reading, ")") ? true : complain(reading);
}

static bool read_sum(struct relation_reading *reading, enum relation_kind *kind)
{
	if (!read_term(reading))
		return false;
	*kind = take(reading, ">=") || take(reading, "≥") ? RELATION_AT_LEAST : RELATION_EQUAL;
	if (*kind == RELATION_EQUAL && !take(reading, "="))
		return complain(reading);
	do {
		if (!read_term(reading))
			return false;
	} while (take(reading, "+"));
	return true;
}

static bool read_relation(struct relation_reading *reading, struct relation *out)
{
	const struct fields *fields = &reading->reader->fields;

	*out = (struct relation){ .text = reading->json->string,
		.kind = RELATION_ALIKE,
		.place = json_place(fields->arena, fields->file, reading->json) };
	if (take(reading, "same-denominator") || take(reading, "同分母")
	                ? !read_alike(reading)
	                : !read_sum(reading, &out->kind))
		return false;
	skip_blanks(reading);
	if (*reading->at)
		return complain(reading);
	out->terms = reading->terms;
	out->term_count = reading->count;
	return is_of_one_measure(reading);
}

/* Where both are figures of one measure; 人 and 人次 are held against each other by nobody. */
static bool is_comparable(const struct indicator *whole, const struct indicator *part)
{
	return !aim_is_step(whole) && !aim_is_step(part) && aim_value(whole) == aim_value(part)
	        && measure_scales_alike(whole->measure, part->measure);
}

/* What is wrong with the whole, in both languages; false: nothing. */
static bool is_no_whole(
        const struct indicator *whole, const struct indicator *part, const char *words[2])
{
	if (whole->task != part->task) {
		words[0] = "of another task";
		words[1] = "属于别的任务";
		return true;
	}
	words[0] = whole == part ? "itself" : "a part of another";
	words[1] = whole == part ? "就是它自己" : "也是其中项";
	return whole == part || whole->part_of[0] != '\0';
}

/* Each whole is at least each of its parts. */
static void add_part(
        struct catalogue_reader *reader, const struct indicator *part, struct relation *list)
{
	struct catalogue *catalogue = reader->catalogue;
	struct arena *arena = reader->fields.arena;
	const struct indicator *whole = lookup_indicator(catalogue, part->part_of);

	if (!whole)
		return;
	const char *words[2];
	if (is_no_whole(whole, part, words)) {
		diag_say(reader->fields.diag, MSG_TARGETS_PART, part->place, part->id, whole->id,
		        words[0], words[1]);
		return;
	}
	if (!is_comparable(whole, part))
		return;
	struct term *terms = arena_alloc_array(arena, 2, sizeof *terms);
	terms[0] = (struct term){ whole, TERM_VALUE };
	terms[1] = (struct term){ part, TERM_VALUE };
	list[catalogue->relation_count++] = (struct relation){
		.text = arena_printf(arena, "%s >= %s", whole->id, part->id),
		.kind = RELATION_AT_LEAST,
		.terms = terms,
		.term_count = 2,
		.place = part->place,
	};
}

void relations_read(struct catalogue_reader *reader)
{
	const struct json *array = fields_member(reader->root, "relations", JSON_ARRAY);
	struct arena *arena = reader->fields.arena;

	const size_t declared = array ? array->count : 0;
	struct relation *list = arena_alloc_array(
	        arena, declared + reader->catalogue->indicator_count + 1, sizeof *list);
	for (struct json *item = array ? array->first : NULL; item; item = item->next) {
		struct relation_reading reading = {
			.reader = reader, .json = item, .at = item->string
		};
		reading.terms = arena_alloc_array(arena, TERMS_MOST, sizeof *reading.terms);
		if (fields_expect(&reader->fields, item, "relations", FIELD_STRING)
		        && fields_check_text(&reader->fields, item, "relations", FIELDS_LINE)
		        && read_relation(&reading, &list[reader->catalogue->relation_count]))
			reader->catalogue->relation_count++;
	}
	for (size_t i = 0; i < reader->catalogue->indicator_count; i++)
		if (reader->catalogue->indicators[i]->part_of[0] != '\0')
			add_part(reader, reader->catalogue->indicators[i], list);
	reader->catalogue->relations = list;
}
