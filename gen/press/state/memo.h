/*
 * The memo: what a night remembers of a month, so that the next can pass it over unread.
 *
 * output/<period>/.night: digest of the inputs, the font files that were looked at, the days it was
 * judged by and what a person was told; what was published is published.h's. Published with the
 * month's documents. A memo whose content is damaged is no memo: the month is then worked on as if
 * it were new.
 */
#ifndef PRESS_STATE_MEMO_H
#define PRESS_STATE_MEMO_H

#include "base/common.h"
#include "base/digest.h"
#include "base/root.h"
#include "press/state/publish.h"

/*
 * Read from a file that is whole, or filled in by the caller. Paths hold no line feed;
 * the strings of `attention` hold no tab either.
 */
struct memo {
	struct digest inputs;
	struct digest fonts;           /* of what stood at these paths */
	const char *const *font_paths; /* as fontprints_looked gives them */
	size_t font_count;
	struct date due, cut;           /* of the month */
	int utc_offset;                 /* minutes, of the catalogue */
	bool overdue;                   /* it was judged after the due day */
	const struct record *attention; /* said to a person */
	size_t attention_count;
};

/* NULL when there is none that can be used. False (said): whether there is one cannot be told. */
MUST_USE bool memo_read(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, const struct memo **out);
/* No memo stands with what is published: the next night works on the month anew. */
void memo_drop(struct publication *publication);
bool memo_stage(const struct memo *memo, struct arena *arena, struct publication *publication);
/* Nothing has changed: inputs (fonts are the caller's to look at) and side of the due day. */
bool memo_holds(const struct memo *memo, const struct digest *inputs, struct date today);

#endif
