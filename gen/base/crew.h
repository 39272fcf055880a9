/*
 * A crew: processes that do numbered tasks of one kind and hand back bytes, taken in order.
 *
 * Helpers are forked, share all that the caller has read, and change none of it. Tasks are handed
 * out in order, the next to whoever is free, and no further ahead of what has been taken than
 * CREW_AHEAD a helper, so that waiting replies stay few. Owns the processes and the sockets to
 * them. Knows nothing of what a task is, says nothing, writes no file: a helper that dies leaves
 * nothing behind but its task undone.
 */
#ifndef BASE_CREW_H
#define BASE_CREW_H

#include "base/text.h"

#include <stddef.h>

#define CREW_AHEAD 4

/* The processors that this process may use; at least 1. */
size_t crew_processors(void);

struct crew;
/*
 * In a helper, each task once: adds its reply to an empty text. `context` is the helper's own copy.
 * It must not print.
 */
struct crew_work {
	void (*perform)(void *context, size_t task, struct text *reply);
	void *context;
	size_t tasks; /* 0 … tasks - 1 */
};
/* Open streams are flushed. NULL when not even one helper could be had. */
struct crew *crew_new(const struct crew_work *work, size_t helpers);
/* Ends what still works. Accepts NULL. */
void crew_free(struct crew *crew);

enum crew_result {
	CREW_DONE,
	CREW_LOST, /* the helper ended while it was at the task */
	CREW_GONE, /* no helper is left, and none has begun it */
};
/*
 * Waits for a task's reply; to be asked for in ascending order, each once; those left out are
 * forgotten. Of a lost one `*status` is what waitpid tells.
 */
enum crew_result crew_take(struct crew *crew, size_t task, struct text *reply, int *status);

#endif
