/*
 * A package in a ZIP file, which came back from wherever it was kept: is every file in it what its
 * SHA256SUMS says, is none missing, and is nothing else there? The file is a stranger's: entries of
 * any number, size and name are said, never unpacked onto the disk.
 */
#ifndef PRESS_ARCHIVE_HANDOVER_ZIP_H
#define PRESS_ARCHIVE_HANDOVER_ZIP_H

#include "press/archive/verify.h"

/* Everything found is said; places are "FILE.zip/documents/bulletin.pdf". */
struct verification handover_verify_zip(
        struct arena *arena, struct diag *diag, const struct root *root, const char *file);

#endif
