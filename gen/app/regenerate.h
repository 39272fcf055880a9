/* Rendering an issued month again from its archive, and the proof that the bytes are the same. */
#ifndef APP_REGENERATE_H
#define APP_REGENERATE_H

#include "app/run.h"

/* Beside documents that are not as issued: who accepted that, and what differs. */
#define REGENERATE_ACCEPTED "accepted.json"

struct regeneration {
	struct period period;
	int revision;
	bool publish; /* false: prove only */
	bool is_mute; /* no path is printed */
	/*
	 * A newer revision stands published, and stays: this one goes into a folder beside its
	 * documents ("revision-1"). NULL: it is published itself.
	 */
	const char *aside;
	const char *into; /* a folder of the user's own instead; NULL: none */
	/*
	 * NULL: the archive's own folder. Else a frozen copy that is not archived yet: it is proven
	 * only, and nothing is said when it makes what its manifest says.
	 */
	const char *staging;
};

/*
 * Verifies the archive, renders from it alone, holds every document against the manifest. Equal:
 * published when asked for, true. Everything that differs is said. The caller holds the lock.
 */
bool regenerate(struct run *run, const struct regeneration *what);

#endif
