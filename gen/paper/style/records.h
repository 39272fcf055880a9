/*
 * The vocabulary of style sheets as tables: records, their attributes, types and defaults.
 *
 * Owns which attribute lands where in the structs of style.h and how one value is read. Knows
 * nothing of inheritance, nor of the tree. Internal to this room and its tests.
 */
#ifndef PAPER_STYLE_RECORDS_H
#define PAPER_STYLE_RECORDS_H

#include "base/arena.h"
#include "diag/diag.h"
#include "paper/markup/measure.h"
#include "paper/style/style.h"

#define STYLE_NAMESPACE "urn:minsheng:style"

enum style_field_kind {
	FIELD_TEXT,
	FIELD_NAME,    /* never inherited, never empty */
	FIELD_LENGTH,  /* mpt, not negative */
	FIELD_SIGNED,  /* mpt */
	FIELD_EMS,     /* int, thousandths of an em: "0.25em" */
	FIELD_PERCENT, /* int: "50%" */
	FIELD_COUNT,   /* int */
	FIELD_SWITCH,  /* bool: yes, no */
	FIELD_CHOICE,  /* enum in the order of `choices` */
	FIELD_COLOR,
	FIELD_ROLE,      /* pointer to a struct font_role */
	FIELD_PARAGRAPH, /* pointer to a struct paragraph_style */
	FIELD_BASE,      /* only what em and ln are of; stored nowhere */
};

struct style_field {
	const char *name;
	enum style_field_kind kind;
	size_t offset;
	size_t has_offset;   /* of a bool set when the attribute is there, 0 none */
	const char *choices; /* "yes | no" */
	const char *missing; /* value when nobody gives one, NULL: leave zero */
	bool required;
};

struct style_record {
	const char *element;
	size_t size;
	bool based; /* takes based-on */
	const struct style_field *fields;
	size_t field_count;
};

extern const struct style_record record_root, record_folder, record_role, record_face,
        record_paragraph, record_character, record_rule, record_table, record_light, record_bar,
        record_page, record_region;

/* Reads every kind but FIELD_ROLE and FIELD_PARAGRAPH into `slot`; false when it cannot. */
bool records_store(struct arena *arena, const struct style_field *field, const char *value,
        struct measure_base base, void *slot);
/* What a field takes, by example: "12mm | 15.75pt | 2em | 1ln". */
const char *records_expected(const struct style_field *field);
/* Position of `word` in "page | odd | even", -1 when it is none of them. */
int records_choice(const char *choices, const char *word);

#endif
