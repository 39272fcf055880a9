/*
 * The little of a bare CFF table (Adobe Technical Note 5176) that embedding needs: whether it is
 * CID-keyed, the CID or name of each glyph, its font dictionary and its outline. Bounds are checked
 * at every read; a damaged table is false.
 */
#ifndef PAPER_PDF_CFF_H
#define PAPER_PDF_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CFF_OPERANDS         48  /* the most that one operator takes; appendix B */
#define CFF_STANDARD_STRINGS 391 /* numbers below name no string of the table; appendix A */
#define CFF_TOP_STRINGS      10

/* Operators of dictionaries; those behind an escape (12) have it as their high byte. */
enum cff_operator {
	CFF_VERSION = 0,
	CFF_NOTICE = 1,
	CFF_FULL_NAME = 2,
	CFF_FAMILY_NAME = 3,
	CFF_WEIGHT = 4,
	CFF_CHARSET = 15,
	CFF_ENCODING = 16,
	CFF_OUTLINES = 17,
	CFF_PRIVATE = 18,
	CFF_COPYRIGHT = 12 << 8 | 0,
	CFF_POSTSCRIPT = 12 << 8 | 21,
	CFF_BASE_FONT_NAME = 12 << 8 | 22,
	CFF_ROS = 12 << 8 | 30,
	CFF_FONT_DICTS = 12 << 8 | 36,
	CFF_FONT_SELECT = 12 << 8 | 37,
	CFF_FONT_NAME = 12 << 8 | 38,
};

/* Bytes from … to - 1 of the table. */
struct cff_span {
	size_t from, to;
};

/* Offsets are 0 where the table has no such thing. */
struct cff {
	const uint8_t *bytes;
	size_t length;
	struct cff_span top;   /* the Top DICT */
	size_t string_offset;  /* of the String INDEX, behind the Top DICT's */
	bool cid_keyed;        /* Top DICT holds ROS */
	size_t charset_offset; /* 0 … 2: one of three that are built in, never CID-keyed */
	size_t encoding_offset;
	size_t outline_offset; /* of the CharStrings INDEX */
	size_t dict_offset;    /* of the FDArray INDEX */
	size_t select_offset;
	struct cff_span private_dict; /* of a name-keyed table */
};

/* `bytes` are borrowed. */
bool cff_read(const uint8_t *bytes, size_t length, struct cff *out);

/* The objects of the INDEX at an offset; false where there is none. */
bool cff_count(const struct cff *cff, size_t index, size_t *count);
/* Its object `number`; false when the INDEX has none of that number. */
bool cff_object(const struct cff *cff, size_t index, size_t number, struct cff_span *out);

/* An operator of a dictionary with its operands; real numbers are 0. */
struct cff_entry {
	uint32_t operator_code; /* enum cff_operator, or another */
	struct cff_span all;    /* operands and operator */
	size_t last;            /* where the last operand begins; of none, the operator */
	int32_t operands[CFF_OPERANDS];
	size_t count;
};
/* The entry that begins at dict->from, which moves behind it. False at the end, and when unsound.
 */
bool cff_next(const struct cff *cff, struct cff_span *dict, struct cff_entry *out);

/*
 * Numbers of the strings that the Top DICT names, always in the same order of operators; at most
 * CFF_TOP_STRINGS of them, how many.
 */
size_t cff_top_strings(const struct cff *cff, uint16_t *numbers);

/* CIDs, or numbers of names, of glyphs 0 … count - 1 (charset formats 0, 1, 2). */
bool cff_charset(const struct cff *cff, size_t count, uint16_t *names);
/* Numbers of font dictionaries of glyphs 0 … count - 1 (FDSelect formats 0, 3). */
bool cff_dicts(const struct cff *cff, size_t count, uint8_t *dicts);
/* The glyph's charstring; false when the table has no such glyph. */
bool cff_outline(const struct cff *cff, size_t glyph, struct cff_span *out);

#endif
