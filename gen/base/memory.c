#include "base/memory.h"

#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define STATUS_OUT_OF_MEMORY 70

#define HUGE_PAGE      ((uintptr_t)2 << 20)
#define HEAP_STEP      (16 * HUGE_PAGE)
#define MORE_THAN_LEFT ((size_t)256 << 10)
#define NOTE_BYTES     64
#define MAP_LEAST      (4 * HUGE_PAGE) /* larger requests get a mapping of their own */

void memory_prepare(void)
{
	if (mallopt(M_TOP_PAD, (int)HEAP_STEP) == 0 || mallopt(M_TRIM_THRESHOLD, INT_MAX) == 0
	        || mallopt(M_MMAP_THRESHOLD, (int)MAP_LEAST) == 0)
		return;
	/* More than start-up left, so that the heap grows by this and a step. Behind it malloc
	 * notes what is left: a page that was touched before the kernel was asked spoils its huge
	 * page. */
	void *block = malloc(MORE_THAN_LEFT);
	/* cppcheck-suppress uninitdata ; only the address counts */
	const uintptr_t behind = (uintptr_t)block + MORE_THAN_LEFT + NOTE_BYTES;
	const uintptr_t start = (behind + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
	const uintptr_t end = (uintptr_t)sbrk(0) / HUGE_PAGE * HUGE_PAGE;
	free(block);
	if (start < end && end - start <= 2 * HEAP_STEP)
		(void)madvise((void *)start, end - start, MADV_HUGEPAGE);
}

void memory_exhausted(void)
{
	static const char line[] = "minsheng: error: out of memory (内存不足)\n";

	/* The result is of no use: the program ends here whether the line was read or not. */
	if (write(STDERR_FILENO, line, sizeof line - 1) < 0)
		_exit(STATUS_OUT_OF_MEMORY);
	_exit(STATUS_OUT_OF_MEMORY);
}

void *memory_alloc(size_t size)
{
	void *memory = malloc(size > 0 ? size : 1);

	if (!memory)
		memory_exhausted();
	return memory;
}

void *memory_zeroed(size_t size)
{
	void *memory = calloc(1, size);

	if (!memory)
		memory_exhausted();
	return memory;
}

void *memory_resize(void *old, size_t size)
{
	void *memory = realloc(old, size > 0 ? size : 1);

	if (!memory)
		memory_exhausted();
	return memory;
}
