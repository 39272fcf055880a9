/*
 * Strangers: what lies in output/<period>/ that no run made. It stays where it is; an operator is
 * told of it once, by the run that publishes the month next. Knows no meaning of a published file.
 */
#ifndef PRESS_TELLING_STRANGERS_H
#define PRESS_TELLING_STRANGERS_H

#include "press/state/published.h"

/*
 * Of all files of the set and the strangers among them: links, FIFOs, devices and their like by
 * their names, a folder without any file of `now` by its own. Into the record `now`, and those that
 * `before` has not into the publication, to be told. All live in the arena.
 */
void strangers_note(struct arena *arena, struct publication *publication,
        const struct publish_files *files, const struct published *before, struct published *now);

#endif
