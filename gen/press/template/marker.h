/*
 * Markers: the numbers of lists and notes, by a sample of the first one: "1." "（一）" "①" "a)".
 * Internal to this room.
 */
#ifndef PRESS_TEMPLATE_MARKER_H
#define PRESS_TEMPLATE_MARKER_H

#include "base/arena.h"

/* "（三）" of "（一）" and 3; a marker without a number is the same for all. */
const char *marker_write(struct arena *arena, const char *marker, int number);

#endif
