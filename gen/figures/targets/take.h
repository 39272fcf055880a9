/*
 * Taking single values out of the JSON of a catalogue: figures, dates, words, names of units.
 *
 * Shared by the files that read a catalogue; nobody else includes it. Each function says what is
 * wrong with a value and leaves it out.
 */
#ifndef FIGURES_TARGETS_TAKE_H
#define FIGURES_TARGETS_TAKE_H

#include "figures/json/fields.h"
#include "figures/targets/catalogue.h"
#include "figures/targets/words.h"

/* A name elsewhere in the file, to be looked up when all is read. */
struct take_reference {
	const struct json *json;
	const char *field;
};

struct catalogue_reader {
	struct fields fields;
	struct catalogue *catalogue;
	const struct json *root;
	struct take_reference *references; /* to indicators */
	size_t reference_count;
	size_t reference_capacity;
};

/* Each says what is wrong and returns false, or leaves *out as it was when the field is absent. */
bool take_figure(const struct catalogue_reader *reader, const struct json *object, const char *key,
        struct decimal *out);
bool take_date(const struct catalogue_reader *reader, const struct json *object, const char *key,
        struct date *out);
/* "deadline": in the catalogue's year or one of the ten after it. */
void take_deadline(
        const struct catalogue_reader *reader, const struct json *object, struct date *out);
bool take_word(const struct catalogue_reader *reader, const struct json *object, const char *key,
        const struct word_list *words, int *out);
bool take_word_from(const struct catalogue_reader *reader, const struct json *value,
        const char *key, const struct word_list *words, int *out);
bool take_figure_from(const struct catalogue_reader *reader, const struct json *value,
        const char *name, struct decimal *out);
bool take_date_from(const struct catalogue_reader *reader, const struct json *value,
        const char *name, struct date *out);
/* The strings of an array; others are said and left out. */
const char *const *take_strings(const struct catalogue_reader *reader, const struct json *object,
        const char *key, size_t *count);
/* Unit or group of a name, or NULL when it was said that there is none. */
const struct unit *take_unit(
        const struct catalogue_reader *reader, const struct json *value, const char *field);
const struct group *take_group(
        const struct catalogue_reader *reader, const struct json *value, const char *field);
/* Says that `value` names nothing there is, with the nearest of `names`. */
void take_say_unknown(const struct catalogue_reader *reader, const struct json *value,
        const char *field, const struct word_list *names);

#endif
