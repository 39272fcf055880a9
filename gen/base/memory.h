/*
 * Heap memory that is always there: a request that fails prints one line and ends the program with
 * status 70 (ARCHITECTURE.md “Exit statuses”), so that no caller checks for NULL. Knows nothing of
 * who owns it.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/*
 * Call once, before anything is allocated. A run takes tens of megabytes and ends: the heap grows
 * in large steps, gives nothing back, and asks the kernel for huge pages, which spares thousands
 * of page faults. Where the system does not know how, nothing changes.
 */
void memory_prepare(void);
/* One line to stderr, in both languages, without stdio; then _exit(70). */
_Noreturn void memory_exhausted(void);
/* `size` zeroed bytes; the caller frees. */
void *memory_zeroed(size_t size);
/* malloc and realloc; `old` may be NULL. Foreign libraries are given these, so that none of them
 * takes a want of memory for a fault of the text it reads. */
void *memory_alloc(size_t size);
void *memory_resize(void *old, size_t size);

#endif
