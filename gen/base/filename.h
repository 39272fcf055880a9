/*
 * File names made from data: a unit's name, a document's, a report's.
 *
 * Owns what a plain name may be and how long, in bytes; one that cannot be a file's is changed and
 * marked by a digest, so that no two names share a file. Knows no folder and writes nothing.
 */
#ifndef BASE_FILENAME_H
#define BASE_FILENAME_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes of a name made from data: what else a file is called (endings, a staging folder's owner)
 * has its room below the 255 of every file system. */
#define FILENAME_ROOM 180

/*
 * `name` (UTF-8) when a file may be called so: no '/', no dot before it, at most FILENAME_ROOM
 * bytes, and no mark of this function at its end. Otherwise its beginning, its marks made harmless
 * (甲／乙), and "-" and 16 hexadecimal digits of its digest. In the arena, or `name` itself.
 */
const char *filename_fit(struct arena *arena, const char *name);
/* The same of any name, whether it could stay or not. */
const char *filename_marked(struct arena *arena, const char *name);

#endif
