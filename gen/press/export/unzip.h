/*
 * A ZIP package from bytes that are already here, to be read by libzip.
 *
 * Owns how one is opened: read only, and consistent in itself. What may be in it, and how much, is
 * its readers' to know.
 */
#ifndef PRESS_EXPORT_UNZIP_H
#define PRESS_EXPORT_UNZIP_H

#include <stddef.h>

/* The bytes are borrowed while it is open; zip_discard closes it. NULL: it is no whole package. */
struct zip *unzip_open(const char *bytes, size_t length);

#endif
