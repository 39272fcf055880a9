/*
 * The desk: a month at a glance for a browser, output/<period>/index.html, staged with its
 * documents.
 *
 * Owns what the page is told: which documents there are and how they stand, what it may link to.
 * Its looks are templates/desk's. The same inputs give the same bytes: no clock shows.
 */
#ifndef PRESS_DESK_DESK_H
#define PRESS_DESK_DESK_H

#include "press/month/edition.h"
#include "press/state/glance.h"

#define DESK_PARTS TEMPLATES_FOLDER "/desk"
#define DESK_INDEX "index.html"

/* Everything is borrowed. */
struct desk {
	const struct run
	        *run; /* whose voice says what is wrong; pages' parts are below its live root */
	const struct month *month;
	const struct edition *edition; /* what was made now, and what else was looked at */
	/* Of an edition that is a part: the record of all, as it stood, and its fonts; else NULL.
	 */
	struct freshness *standing;
	struct fontprints *prints;
	bool is_by_the_way; /* without its parts there is no page, and nothing to say of it */
	int revision;       /* that the set is issued as, 0: open */
};

/*
 * Stages page and glance; everything else of the month is staged already. What keeps the page from
 * being made (its parts are missing) is said, and *failed goes up by one: the page that stands
 * stays. False (said): something could not be read or written.
 */
bool desk_stage(const struct desk *desk, struct publication *publication, size_t *failed);

#endif
