/*
 * Deep trees: folders in folders in thousands of levels, as a broken program or a joker makes them,
 * removed and taken over. No path grows with them, no stack and no number of open descriptors.
 *
 * Owns no names and decides nothing: whoever calls says what may go. Symbolic links are told as
 * what they are and never followed. Says nothing.
 */
#ifndef BASE_DEEP_H
#define BASE_DEEP_H

#include "base/file.h"

/*
 * Removes `name`, a plain one or a path, below an open folder, with all that is in it; a name that
 * is gone is well. False when something of it remains, and errno says why.
 */
bool deep_remove(int folder, const char *name);
/*
 * Makes the folder `to`, which is not there, and in it all that is in the folder `from`: files as
 * hard links, or as copies where there can be none, folders anew, on disk for good. Links, FIFOs,
 * sockets and devices that cannot be linked stay out. What it has made of one that fails stays.
 */
enum file_status deep_link(
        struct arena *arena, const struct root *root, const char *from, const char *to, int *error);

#endif
