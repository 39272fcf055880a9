/*
 * The vocabulary of style sheets as tables: records, their attributes, types and defaults.
 *
 * Owns which attribute lands where in the structs of style.h and how one value is read. Knows
 * nothing of inheritance, nor of the tree. Internal to report/ (stylesheet.c and its tests).
 */
#ifndef PAPER_STYLE_RECORDS_H
#define PAPER_STYLE_RECORDS_H

#include "base/arena.h"
#include "diag/diag.h"
#include "paper/markup/measure.h"
#include "paper/style/style.h"

#include <libxml/tree.h>

#define SHEET_NAMESPACE "urn:minsheng:style"

enum sheet_field_kind {
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

struct sheet_field {
	const char *name;
	enum sheet_field_kind kind;
	size_t offset;
	size_t has_offset;   /* of a bool set when the attribute is there, 0 none */
	const char *choices; /* "yes | no" */
	const char *missing; /* value when nobody gives one, NULL: leave zero */
	bool required;
};

struct sheet_record {
	const char *element;
	size_t size;
	bool based; /* takes based-on */
	const struct sheet_field *fields;
	size_t field_count;
};

extern const struct sheet_record sheet_root, sheet_folder, sheet_role, sheet_face, sheet_paragraph,
        sheet_character, sheet_rule, sheet_table, sheet_light, sheet_bar, sheet_page, sheet_region;

/* Reads every kind but FIELD_ROLE and FIELD_PARAGRAPH into `slot`; false when it cannot. */
bool sheet_store(struct arena *arena, const struct sheet_field *field, const char *value,
        struct measure_base base, void *slot);
/* What a field takes, by example: "12mm | 15.75pt | 2em | 1ln". */
const char *sheet_expected(const struct sheet_field *field);
/* Position of `word` in "page | odd | even", -1 when it is none of them. */
int sheet_choice(const char *choices, const char *word);

/* The sheet that a tree holds, whose file is called `file`; NULL when unusable (said). */
const struct stylesheet *stylesheet_parse(
        struct arena *arena, struct diag *diag, const char *file, xmlDocPtr tree);

#endif
