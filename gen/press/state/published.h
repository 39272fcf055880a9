/*
 * What was published of a month, and whether it still stands so.
 *
 * output/<period>/.published: length and digest of each file of ours, written last of the set, so
 * that whatever was changed since is younger than the record. A look compares the length of all,
 * and the content of what is younger and of a seventh of the rest, another one each day: damage
 * that shows in neither length nor time is found within a week of nights. Strays that a person put
 * there are not ours and not looked at.
 */
#ifndef PRESS_STATE_PUBLISHED_H
#define PRESS_STATE_PUBLISHED_H

#include "base/common.h"
#include "base/digest.h"
#include "press/state/publish.h"

#include <time.h>

/* The look that reads the content of all. */
#define PUBLISHED_ALL (-1L)

struct published_file {
	const char *file; /* below output/<period>/, without a line feed */
	size_t length;
	struct digest digest;
};

/* `is_known` is false, and nothing else told, where there is no record or a damaged one. */
struct published {
	int revision; /* of the archive that the set is issued as, 0: of an open month */
	const struct published_file *files;
	size_t count;
	/* Of the names of strangers that an operator was told of (publish.h). */
	const struct digest *strangers;
	size_t stranger_count;
	struct timespec written;
	bool is_known;
};

/* False (said): whether there is a record cannot be told. */
MUST_USE bool published_read(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, struct published *out);
bool published_stage(const struct published *published, struct publication *publication);

/* NULL: no such file was published. */
const struct published_file *published_lookup(const struct published *published, const char *file);

struct published_damage {
	const struct published_file *file;
	size_t length; /* found */
	struct digest digest;
	bool is_gone;
};
struct published_damages {
	const struct published_damage *list;
	size_t count;
};
/* Where the files are: output/<period>/ below a root. */
struct published_place {
	struct arena *arena;
	struct diag *diag;
	const struct root *root;
	struct period period;
};
/*
 * What does not stand as it was published; `day` is that of the night. False (said): one of the
 * files cannot be read, which is no damage.
 */
MUST_USE bool published_look(const struct published_place *place, const struct published *published,
        long day, struct published_damages *out);
/*
 * Is the file of the record, and its content as it was published? Unless it is to be `read`, one of
 * its length that was not written since is taken for that. False (said): unreadable.
 */
MUST_USE bool published_stands(const struct published_place *place,
        const struct published *published, const char *file, bool read, bool *stands);

#endif
