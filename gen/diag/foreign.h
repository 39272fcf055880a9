/*
 * Foreign: what stands in the way because it is another user's. Running the program once as the
 * superuser leaves files that its own user cannot write.
 *
 * Owns the words for it: whose, which mode, who this run is, and how to mend it. Changes nothing.
 */
#ifndef DIAG_FOREIGN_H
#define DIAG_FOREIGN_H

#include "base/root.h"
#include "diag/diag.h"

/*
 * Says why something at `path` could not be written: `message`, which takes the reason, or for want
 * of permission whose the path is, or the nearest folder above it that there is.
 */
void foreign_say(struct diag *diag, const struct root *root, const char *path, enum message message,
        int error);

#endif
