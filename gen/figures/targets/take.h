/*
 * What the files that read a catalogue share among themselves; nobody else includes it.
 */
#ifndef FIGURES_TARGETS_TAKE_H
#define FIGURES_TARGETS_TAKE_H

#include "figures/json/fields.h"
#include "figures/targets/catalogue.h"

/* The words of an enum, by value; NULL where JSON says null. */
struct targets_words {
	const char *const *words;
	size_t count;
};

extern const struct targets_words targets_kind_words;
extern const struct targets_words targets_comparison_words;
extern const struct targets_words targets_combine_words;
extern const struct targets_words targets_pace_words;
extern const struct targets_words targets_pace_base_words;
extern const struct targets_words targets_unit_kind_words;
extern const struct targets_words targets_reporter_words;

/* Indices into targets_reporter_words, as bits: who reports. */
enum { REPORTER_LEAD = 1, REPORTER_DISTRICTS = 2 };

/* What an indicator of a kind is like; sets are bits of enum comparison and enum combine. */
struct targets_kind_row {
	bool fraction;
	bool cumulative;
	bool yes_no;
	bool whole;
	unsigned comparisons;
	unsigned combines;
};
const struct targets_kind_row *targets_kind_row(enum indicator_kind kind);

/* A name elsewhere in the file, to be looked up when all is read. */
struct targets_reference {
	const struct json *json;
	const char *field;
};

struct targets_reader {
	struct fields fields;
	struct catalogue *catalogue;
	const struct json *root;
	struct targets_reference *references; /* to indicators */
	size_t reference_count;
	size_t reference_capacity;
};

/* Each says what is wrong and returns false, or leaves *out as it was when the field is absent. */
bool targets_take_figure(const struct targets_reader *reader, const struct json *object,
        const char *key, struct decimal *out);
bool targets_take_date(const struct targets_reader *reader, const struct json *object,
        const char *key, struct date *out);
bool targets_take_word(const struct targets_reader *reader, const struct json *object,
        const char *key, const struct targets_words *words, int *out);
bool targets_parse_figure(const struct targets_reader *reader, const struct json *value,
        const char *name, struct decimal *out);
bool targets_parse_date(const struct targets_reader *reader, const struct json *value,
        const char *name, struct date *out);
/* The strings of an array; others are said and left out. */
const char *const *targets_take_strings(const struct targets_reader *reader,
        const struct json *object, const char *key, size_t *count);
/* Unit or group of a name, or NULL when it was said that there is none. */
const struct unit *targets_take_unit(
        const struct targets_reader *reader, const struct json *value, const char *field);
const struct group *targets_take_group(
        const struct targets_reader *reader, const struct json *value, const char *field);
/* Says that `value` names nothing there is, with the nearest of `names`. */
void targets_say_unknown(const struct targets_reader *reader, const struct json *value,
        const char *field, const struct targets_words *names);

/* The twelve percentages of an indicator's "plan", or NULL. */
const struct decimal *targets_read_plan(
        const struct targets_reader *reader, const struct json *object);
void targets_read_rules(struct targets_reader *reader);
void targets_read_tasks(struct targets_reader *reader);
void targets_read_indicator(struct targets_reader *reader, const struct json *item,
        const struct task *task, struct indicator *out);

/* Order of names with blanks left out and brackets of either width alike. */
int targets_compare_names(const char *left, const char *right);
/* Order of ids by number: 15.9 before 15.10. */
int targets_compare_ids(const char *left, const char *right);
/* Name or alias of a unit or group near to `name`, or NULL. */
const char *targets_near_unit(
        struct arena *arena, const struct catalogue *catalogue, const char *name);
const char *targets_near_group(
        struct arena *arena, const struct catalogue *catalogue, const char *name);

#endif
