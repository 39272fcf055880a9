/*
 * A line of a report as it stands, with a mark under the place that something was said of.
 */
#ifndef PRESS_TELLING_QUOTE_H
#define PRESS_TELLING_QUOTE_H

#include "base/text.h"
#include "figures/intake/inbox.h"

/* The lines of one file, decoded as its reader decodes it. */
struct quote_source {
	const char *bytes; /* UTF-8; "" when the file cannot be shown */
	size_t length;
};

struct quote_source quote_open(struct arena *arena, const struct inbox_entry *entry);
/*
 * Two lines, each after `margin`: the text around the place, … where more stands, and ↑ under it.
 * Wide characters before it are matched by wide blanks, so that it stands right in any font.
 * Nothing where the place has no line.
 */
void quote_add(const struct quote_source *source, struct place place, const char *margin,
        struct text *out);

#endif
