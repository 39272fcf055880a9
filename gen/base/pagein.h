/*
 * Mappings whose pages cannot be read: a file that was cut short while it is mapped, or a disk that
 * fails, reaches a program as SIGBUS. Watched mappings get zeros for such a page instead, and what
 * was missed is told; any other SIGBUS ends the program as ever.
 *
 * The watch is process-wide, as signals are; one thread uses it. Knows no file and says nothing.
 */
#ifndef BASE_PAGEIN_H
#define BASE_PAGEIN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Watches `length` > 0 bytes of a private mapping, until pagein_forget; false when too many are
 * watched.
 */
bool pagein_watch(const void *bytes, size_t length);
/* Some page of the mapping that begins at `bytes` could not be read. */
bool pagein_missed(const void *bytes);
/* Before it is unmapped. What is not watched is ignored. */
void pagein_forget(const void *bytes);

#endif
