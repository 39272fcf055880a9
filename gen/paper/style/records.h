/*
 * The vocabulary of style sheets as tables: records, their attributes, types and defaults.
 *
 * Owns which attribute lands where in the structs of style.h. Knows nothing of inheritance, nor of
 * the tree, nor of how a value is written (paper/markup/rows.h). Internal to this room and its
 * tests.
 */
#ifndef PAPER_STYLE_RECORDS_H
#define PAPER_STYLE_RECORDS_H

#include "base/arena.h"
#include "paper/markup/rows.h"
#include "paper/style/style.h"

#define STYLE_NAMESPACE "urn:minsheng:style"

/* One attribute: how it is read and where it goes. */
struct style_field {
	const char *name;
	struct row_rule rule;
	size_t offset;
	size_t has_offset;   /* of a bool set when the attribute is there, 0 none */
	const char *missing; /* value when nobody gives one, NULL: leave zero */
	bool required;
};

/* One element: what it is known by, if it is, comes first among its fields. */
struct style_record {
	const char *element;
	size_t size;
	bool based; /* takes based-on */
	const struct style_field *fields;
	size_t field_count;
};

/* Those that stand in the sheet, by enum style_kind; and the sheet's own, and those within others.
 */
extern const struct style_record records_of_kinds[STYLE_KIND_COUNT];
extern const struct style_record record_root, record_face, record_region;

/* Puts a value where the field is in `record`; words are copied into the arena. */
void records_store(struct arena *arena, const struct style_field *field,
        const struct row_value *value, void *record);

#endif
