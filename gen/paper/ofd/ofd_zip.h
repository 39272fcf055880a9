/*
 * A ZIP archive in memory, of files with one fixed date: the same files give the same bytes. The
 * only user of libzip in this wing.
 */
#ifndef PAPER_OFD_OFD_ZIP_H
#define PAPER_OFD_OFD_ZIP_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct ofd_zip;

/* NULL where there is no memory. */
struct ofd_zip *ofd_zip_new(void);
/* `bytes` are read at once. A failure is kept and told by ofd_zip_end. */
void ofd_zip_add(struct ofd_zip *zip, const char *name, const char *bytes, size_t length);
/* Appends the archive to `out` and frees it. False: libzip failed. Accepts NULL. */
bool ofd_zip_end(struct ofd_zip *zip, struct text *out);

#endif
