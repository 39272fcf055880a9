/*
 * What the files that read a catalogue share among themselves; nobody else includes it.
 */
#ifndef FIGURES_TARGETS_TAKE_H
#define FIGURES_TARGETS_TAKE_H

#include "figures/json/fields.h"
#include "figures/targets/catalogue.h"

/* The words of an enum, by value; NULL where JSON says null. */
struct word_list {
	const char *const *words;
	size_t count;
};

extern const struct word_list kind_word_list;
extern const struct word_list comparison_word_list;
extern const struct word_list combine_word_list;
extern const struct word_list pace_word_list;
extern const struct word_list pace_base_word_list;
extern const struct word_list unit_kind_word_list;
extern const struct word_list reporter_word_list;

/* Indices into reporter_word_list, as bits: who reports. */
enum { REPORTER_LEAD = 1, REPORTER_DISTRICTS = 2 };

/* What an indicator of a kind is like; sets are bits of enum comparison and enum combine. */
struct kind_row {
	bool fraction;
	bool cumulative;
	bool yes_no;
	bool whole;
	unsigned comparisons;
	unsigned combines;
};
const struct kind_row *kind_row(enum indicator_kind kind);

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
bool take_word(const struct catalogue_reader *reader, const struct json *object, const char *key,
        const struct word_list *words, int *out);
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

/* The twelve percentages of an indicator's "plan", or NULL. */
const struct decimal *rules_read_plan(
        const struct catalogue_reader *reader, const struct json *object);
void rules_read(struct catalogue_reader *reader);
void tasks_read(struct catalogue_reader *reader);
void indicators_read(struct catalogue_reader *reader, const struct json *item,
        const struct task *task, struct indicator *out);

/* Order of names with blanks left out and brackets of either width alike. */
int lookup_compare_names(const char *left, const char *right);
/* Order of ids by number: 15.9 before 15.10. */
int lookup_compare_ids(const char *left, const char *right);
/* Name or alias of a unit or group near to `name`, or NULL. */
const char *lookup_near_unit(
        struct arena *arena, const struct catalogue *catalogue, const char *name);
const char *lookup_near_group(
        struct arena *arena, const struct catalogue *catalogue, const char *name);

#endif
