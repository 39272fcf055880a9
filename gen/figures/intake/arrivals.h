/*
 * Arrivals: the files of one month's folder as they were read, each opened once.
 *
 * Owns the look at the folder: names in bytewise order, bytes, digests, and why there are none, and
 * what lies beside the reports, in folders within too. What a report says is inbox.h's. Says
 * nothing, blocks on no pipe, reads no device and no giant. Whoever judges, hashes or copies a
 * month's reports does so from the same bytes.
 */
#ifndef FIGURES_INTAKE_ARRIVALS_H
#define FIGURES_INTAKE_ARRIVALS_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/file.h"
#include "figures/intake/nature.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A name that is no UTF-8 but GBK, or that holds marks nobody can see, is `shown` as it reads, with
 * a remark, and `kept` in an archive under that name (one of its own in the folder); any other is
 * shown and kept as it stands.
 */
struct arrival {
	const char
	        *name; /* below its folder, as the file system has it; "民政/a.json" when nested */
	const char *path;  /* folder/name */
	const char *shown; /* the path, fit to be printed */
	const char *kept;  /* the path that it has in an archive; "" when it can have none */
	enum file_kind kind;
	bool is_json;     /* ".json" in letters of either case: read with its folder */
	bool is_nested;   /* in a folder of the folder: never read as a report */
	bool is_clean;    /* the name can be shown and kept */
	bool leads_out;   /* a symbolic link to somewhere outside of the folder; never opened */
	const char *link; /* what a symbolic link says; "" for none */
	/* Of what is not named as a report: what tells it from what lay there another night. */
	size_t size;
	struct digest stamp;
	size_t held;       /* of a folder: files in it, at any depth, as far as they were counted */
	const char *holds; /* the names of the first of them; "" for no folder */
	/*
	 * Only FILE_OK has a digest, and, of a report, bytes (NUL behind them); FILE_MISSING never
	 * stands here: what is gone is not in the list. What is not named as a report is looked
	 * into by arrivals_open alone, and is no report before.
	 */
	bool is_report; /* named or made as one: is_json, or its content begins as a report's does
	                 */
	enum file_status status;
	int error; /* errno of FILE_FAILED */
	const char *bytes;
	size_t length; /* also of one that is FILE_TOO_LARGE, as far as it was told */
	struct digest digest;
	long long modified;         /* nanoseconds since 1970; 0: not known */
	struct nature_found nature; /* by arrivals_open, of what was read */
};

/*
 * Everything lives in the arena that arrivals_read was given. What office programs leave behind
 * (litter.h) is in no list; an empty folder neither.
 */
struct arrivals {
	const char *folder;
	enum file_status status; /* of the folder: only FILE_OK has files, FILE_MISSING is absent */
	int error; /* errno of FILE_FAILED; EAGAIN: its names changed whenever it was read */
	struct arrival *list; /* bytewise in order of path */
	size_t count;
	bool is_open;
};

/* Names of files of a folder that are told in one line. */
#define ARRIVALS_NAMED_MOST 5
/* Files within the folders of a month's folder that are named one by one, of each folder. */
#define ARRIVALS_NESTED_MOST 100

/* Never NULL. Opens what is named as a report, and nothing else. */
struct arrivals *arrivals_read(struct arena *arena, const struct root *root, const char *folder);
/* Looks into all the rest, once, so that the month can be judged; reads reports among it. */
void arrivals_open(struct arena *arena, const struct root *root, struct arrivals *arrivals);
/* Ends in ".json" in letters of either case; a Windows user's file may end in ".JSON". */
bool arrivals_is_json(const char *name);
/* A report whose bytes were read, of a name and place that can be taken over. */
bool arrivals_is_fit(const struct arrival *arrival);
/* A file whose bytes were read, report or not, that an archive can keep. */
bool arrivals_is_kept(const struct arrival *arrival);

#endif
