/*
 * The table of messages and the filling of their {n}. Knows nothing of who hears them.
 */
#ifndef DIAG_MESSAGE_H
#define DIAG_MESSAGE_H

#include "diag/diag.h"

/* An argument longer than this many characters is cut there and ends in "…". */
#define MESSAGE_ARGUMENT_MAX 200

struct message_row {
	const char *name; /* "JSON_SYNTAX" */
	enum severity severity;
	enum exit_status exit;
	const char *english;
	const char *chinese;
};

const struct message_row *message_lookup(enum message message);
/* By its name; false when there is none of that name. */
bool message_find(const char *name, enum message *out);
/* The name that is nearest to one that there is not; NULL: none is near. */
const char *message_near(const char *name);

/*
 * `text` with {0} … {9} replaced by `arguments` (ended by NULL), each cleaned and clipped. A brace
 * that names no argument stays as it stands; what an argument holds is never filled in turn.
 */
char *message_fill(struct arena *arena, const char *text, const char *const *arguments);
/* `string` cleaned as by diag_clean; beyond `limit` characters cut and ended with "…". */
char *message_clip(struct arena *arena, const char *string, size_t limit);

#endif
