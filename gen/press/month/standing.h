/*
 * What stands against issuing a month: every doubt and fault that was said of it, by code.
 *
 * Errors can never be lifted; the rest stands unless --despite names its code, and is then
 * recorded and printed. A character that cannot be printed does not stand: the bulletin shows it
 * and lists it, and no figure depends on it. Knows no archive and no document.
 */
#ifndef PRESS_MONTH_STANDING_H
#define PRESS_MONTH_STANDING_H

#include "base/arena.h"
#include "diag/diag.h"
#include "press/archive/manifest.h"

struct standing {
	size_t counts[MESSAGE_COUNT]; /* of doubts and faults */
	size_t layout;                /* of these, how many are about the layout of documents */
	bool failed;                  /* an error was said */
};

/* Counts what a voice was told, on top of what was counted before. */
void standing_add(struct standing *standing, const struct diag *said);
/* The same for the voice that heard the documents being set. */
void standing_add_layout(struct standing *standing, const struct diag *said);
/* Says again what was said and does not stand, but nothing twice. */
void standing_repeat_shown(struct diag *to, const struct diag *said);
/* The codes that a person lifts with --despite. */
struct standing_lift {
	const char *const *codes;
	size_t count;
};

bool standing_lifts(const struct standing_lift *lift, enum message message);
/* Nothing stands that is not lifted. */
bool standing_is_lifted(const struct standing *standing, const struct standing_lift *lift);
/* The codes that stand, with their numbers, into the manifest. */
void standing_list(struct arena *arena, const struct standing *standing, struct manifest *out);
/* The same, and the reason, and the sentence that is printed. Nothing stands: nothing is told. */
void standing_tell(struct arena *arena, const struct standing *standing, const char *reason,
        struct manifest *out);

#endif
