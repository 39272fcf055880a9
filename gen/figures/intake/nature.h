/*
 * The nature of a file: what its bytes are, whatever its name ends in.
 *
 * Owns the marks by which the formats of an office are told from a report and from each other, and
 * the words for each. Knows no unit and no folder, reads nothing.
 */
#ifndef FIGURES_INTAKE_NATURE_H
#define FIGURES_INTAKE_NATURE_H

#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum nature {
	NATURE_REPORT,   /* begins as a JSON object does: '{' after a byte order mark and blanks */
	NATURE_TEXT,     /* any other text in an encoding that is read */
	NATURE_EMPTY,    /* no byte, or blanks only */
	NATURE_NULS,     /* zero bytes only: a disk or a copy that failed */
	NATURE_WORKBOOK, /* Excel, WPS tables */
	NATURE_DOCUMENT, /* Word */
	NATURE_OLD_OFFICE, /* a compound file: Word, Excel, PowerPoint or WPS before 2007 */
	NATURE_SCAN,       /* PDF or picture */
	NATURE_PACKED,     /* zip, rar, 7z, gzip */
	NATURE_FORMAT,     /* another known format */
	NATURE_UNKNOWN,
};

struct nature_found {
	enum nature nature;
	const char *format; /* "JPEG", "ZIP"; "" for none */
};

/* `bytes` have a NUL behind them. */
struct nature_found nature_of(const char *bytes, size_t length);
/*
 * Nothing of it can be a report, though it is named as one: reading it as JSON would tell nobody
 * what it is. Text is foreign when there is no brace or bracket in it.
 */
bool nature_is_foreign(const struct nature_found *found, const char *bytes);
/* Says why a file of this nature is no report and what to do; nothing for a report. */
void nature_say(struct diag *diag, struct place place, const struct nature_found *found);

#endif
