/*
 * An expression as it was written, and where each of its characters stands in the file.
 *
 * Knows no XPath. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_WRITTEN_H
#define PRESS_TEMPLATE_WRITTEN_H

#include "diag/diag.h"

#include <stddef.h>

struct written {
	const char *source;
	const char *raw; /* as it stands in the file, with &lt; for <; "" where that is unknown */
	struct place place; /* of its first character */
};

/* The place of a character of the source, by its offset in bytes. */
struct place written_place(const struct written *written, size_t offset);

#endif
