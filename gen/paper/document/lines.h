/*
 * A document as plain lines: what a paragraph says is one, what a row of a table says another.
 *
 * Owns the order of reading and what parts cells. Knows no style and no page: what only layout
 * makes (numbers of pages, running text) is not there.
 */
#ifndef PAPER_DOCUMENT_LINES_H
#define PAPER_DOCUMENT_LINES_H

#include "paper/document/document.h"

/* Words are never "". */
struct document_line {
	const char *words;
	bool is_heading;
	const char *const
	        *files; /* of the data that it was made from; the same one again and again */
	size_t file_count;
};

struct document_lines {
	const struct document_line *list;
	size_t count;
};

/* In the arena; sources are borrowed from the document. */
struct document_lines lines_of(struct arena *arena, const struct document *document);

#endif
