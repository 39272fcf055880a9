/*
 * Excerpts: the lines of a document that concern one unit, and what a file that it is about to send
 * changes in all of it.
 *
 * Owns which lines those are, the comparison, and how they are set out. Knows no template.
 */
#ifndef PRESS_TELLING_EXCERPT_H
#define PRESS_TELLING_EXCERPT_H

#include "base/text.h"
#include "figures/intake/inbox.h"
#include "paper/document/lines.h"

/* One document, as it is and, with a file, as it would be; all is borrowed. */
struct excerpt {
	struct arena *arena;
	const char *document; /* "bulletin" */
	const struct unit *unit;
	const struct inbox *inbox; /* with the unit's reports of the month */
	struct document_lines now;
	bool has_before;
	struct document_lines before;
	/* One of a family, the unit's own: a line of it as a whole, then what changes in it alone.
	 */
	bool is_of_family;
	bool comes, goes; /* it would be made, or not any more; there are no lines then */
};

/*
 * Each line that names the unit or was made from a report of it, below the heading that it stands
 * under; with `before` also each line that differs, "+" as it would be and "-" as it is. Nothing
 * when there is none.
 */
void excerpt_add_words(struct text *out, const struct excerpt *excerpt);
/* One object a line. */
void excerpt_add_json(struct text *out, const struct excerpt *excerpt);

#endif
