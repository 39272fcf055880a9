/*
 * What one attribute of our XML may hold: the one reader of typed values, for style sheets and
 * templates.
 *
 * Owns the types: how a value is written, how it is read, what is expected instead of a wrong one.
 * Refuses to know which element has which attribute, and what the records are that a value names:
 * their owner hands in a struct row_records. Says nothing; a value that is not wholly understood is
 * refused.
 */
#ifndef PAPER_MARKUP_ROWS_H
#define PAPER_MARKUP_ROWS_H

#include "base/arena.h"
#include "base/date.h"
#include "paper/markup/measure.h"

#include <stdbool.h>

/* Of ROW_TAGS, at most. */
#define ROW_TAGS_MOST 8

/* In brackets what is read, and the member of struct row_value that holds it beside the text. */
enum row_type {
	ROW_TEXT,           /* words, "" too */
	ROW_NAME,           /* words, but not "" */
	ROW_XPATH,          /* an expression: whoever knows XPath looks at it */
	ROW_IDENTIFIER,     /* a name in an expression */
	ROW_FILE,           /* relative, no step out of the folder or into a hidden one */
	ROW_LINK,           /* "#anchor" or "scheme:…" */
	ROW_DATE,           /* [date] */
	ROW_COLOR,          /* [color] */
	ROW_LENGTH,         /* [length] not negative */
	ROW_EXTENT,         /* [length] above 0 */
	ROW_SIGNED,         /* [length] */
	ROW_SIZE,           /* [length] not negative, never in em or ln: those are of it */
	ROW_TYPE_SIZE,      /* the same, above 0 */
	ROW_LEADING,        /* [length] above 0 */
	ROW_COLUMN,         /* "12mm" [length], "3*" [number], "auto" (neither): above 0 */
	ROW_EMS,            /* "0.25em" [number, thousandths] */
	ROW_PERCENT,        /* "50%" [number] at most 100 */
	ROW_SHARE,          /* "0.563", "56.3%" [number, thousandths; -1 of ""] */
	ROW_WHOLE,          /* [number] 0, 1, 2 … */
	ROW_COUNT,          /* [number] 1, 2, 3 … */
	ROW_SWITCH,         /* [number] yes is 1, no is 0 */
	ROW_TAGS,           /* OpenType features: four letters or digits each, blanks between */
	ROW_CHOICE,         /* [number] position in `choices` */
	ROW_REFERENCE,      /* [record] name of a record of a kind */
	ROW_REFERENCE_NONE, /* the same, or [NULL] of "" and "none" */
};

struct row_rule {
	enum row_type type;
	const char *choices; /* ROW_CHOICE: "page | odd | even" */
	int kind;            /* ROW_REFERENCE: of record, by its owner's count */
};

/* For tables of rules. */
#define ROW(type_name) \
	{ \
		.type = ROW_##type_name \
	}
#define ROW_OF(words) \
	{ \
		.type = ROW_CHOICE, .choices = (words) \
	}
#define ROW_NAMING(kind_name) \
	{ \
		.type = ROW_REFERENCE, .kind = (kind_name) \
	}
#define ROW_NAMING_OR_NONE(kind_name) \
	{ \
		.type = ROW_REFERENCE_NONE, .kind = (kind_name) \
	}

/* The records that values may name. */
struct row_records {
	const void *owner;
	/* NULL: there is none of that name. */
	const void *(*lookup)(const void *owner, int kind, const char *name);
	/* "a, b, c" */
	const char *(*list)(const void *owner, struct arena *arena, int kind);
};

/* A value once read: `text` always, of the others what the type says, the rest zero. */
struct row_value {
	const char *text; /* as it was given; not copied */
	int number;
	mpt length;
	struct color color;
	struct date date;
	const void *record;
};

/* False when the value is impossible; `out` is not to be used then. `records` may be NULL where
 * the type is no reference. */
bool rows_read(const struct row_rule *rule, const struct row_records *records,
        struct measure_base base, const char *text, struct row_value *out);
/* What a value may be, by example or by the names there are: "12mm | 15.75pt | 2em | 1ln". */
const char *rows_expected(
        struct arena *arena, const struct row_rule *rule, const struct row_records *records);
/* Whether the type depends on what em and ln are here; whether it names a record. */
bool rows_is_relative(enum row_type type);
bool rows_is_reference(enum row_type type);
/* Whether what is expected is a list of words, of which one may have been meant. */
bool rows_is_word(enum row_type type);

#endif
