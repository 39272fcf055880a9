/*
 * Chunks of memory, zeroed where it is handed out, each twice the last until CHUNK_LAST. A request
 * larger than a quarter of the next chunk gets a chunk of its own, hung behind the current one, so
 * that the room left in the current chunk is not lost. Under MINSHENG_ARENA_MALLOC every request is
 * such a chunk.
 */
#include "base/arena.h"

#include "base/memory.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_FIRST ((size_t)4096)
#define CHUNK_LAST  ((size_t)256 * 1024)
#define ALIGNMENT   _Alignof(max_align_t)
#define GROW_FIRST  ((size_t)4)
#define LINE_BYTES  256

#ifdef MINSHENG_ARENA_MALLOC
static const bool own_chunk_always = true;
#else
static const bool own_chunk_always = false;
#endif

struct chunk {
	struct chunk *next;
	size_t size; /* of bytes[] */
	size_t used;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct chunk *current; /* the chunk requests are cut from, and the head of the chain */
	size_t next_size;
	size_t handed_out;
};

struct arena *arena_new(void)
{
	struct arena *arena = memory_zeroed(sizeof *arena);

	arena->next_size = CHUNK_FIRST;
	return arena;
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	struct chunk *chunk = arena->current;
	while (chunk) {
		struct chunk *next = chunk->next;
		free(chunk);
		chunk = next;
	}
	free(arena);
}

static struct chunk *chunk_new(size_t size)
{
	if (size > SIZE_MAX - sizeof(struct chunk))
		memory_exhausted();
	struct chunk *chunk = memory_alloc(sizeof *chunk + size);
	*chunk = (struct chunk){ .size = size };
	return chunk;
}

static void *own_chunk(struct arena *arena, size_t size)
{
	struct chunk *chunk = chunk_new(size);

	chunk->used = size;
	memset(chunk->bytes, 0, size);
	if (!arena->current) {
		arena->current = chunk;
	} else {
		chunk->next = arena->current->next;
		arena->current->next = chunk;
	}
	return chunk->bytes;
}

static void next_chunk(struct arena *arena)
{
	struct chunk *chunk = chunk_new(arena->next_size);

	chunk->next = arena->current;
	arena->current = chunk;
	if (arena->next_size < CHUNK_LAST)
		arena->next_size *= 2;
}

static size_t aligned(size_t size)
{
	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX - ALIGNMENT)
		memory_exhausted();
	const size_t rounded = aligned(size);

	arena->handed_out += size;
	if (own_chunk_always)
		return own_chunk(arena, size);
	const struct chunk *current = arena->current;
	if (!current || rounded > current->size - current->used) {
		if (rounded > arena->next_size / 4)
			return own_chunk(arena, rounded);
		next_chunk(arena);
	}
	void *memory = arena->current->bytes + arena->current->used;
	arena->current->used += rounded;
	return memset(memory, 0, rounded);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		memory_exhausted();
	return arena_alloc(arena, count * size);
}

char *arena_strdup(struct arena *arena, const char *string)
{
	return arena_strndup(arena, string, strlen(string));
}

char *arena_strndup(struct arena *arena, const char *bytes, size_t length)
{
	if (length == SIZE_MAX)
		memory_exhausted();
	char *copy = arena_alloc(arena, length + 1);
	if (length > 0)
		memcpy(copy, bytes, length);
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	char *string = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return string;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;

	/* Most strings are short: formatted once, then copied. */
	char line[LINE_BYTES];
	va_copy(again, arguments);
	const int length = vsnprintf(line, sizeof line, format, again);
	va_end(again);
	/* Negative only beyond INT_MAX bytes: no wide characters are ever formatted. */
	if (length < 0)
		memory_exhausted();
	if ((size_t)length < sizeof line)
		return arena_strndup(arena, line, (size_t)length);
	char *string = arena_alloc(arena, (size_t)length + 1);
	(void)vsnprintf(string, (size_t)length + 1, format, arguments);
	return string;
}

size_t arena_used(const struct arena *arena)
{
	return arena->handed_out;
}

/* Make what was handed out last larger where it stands; false: it stands elsewhere, or no room. */
static bool extend(struct arena *arena, const void *array, size_t size, size_t larger)
{
	struct chunk *chunk = arena->current;

	if (own_chunk_always || !chunk || larger > SIZE_MAX - ALIGNMENT)
		return false;
	const size_t taken = aligned(size);
	const size_t more = aligned(larger) - taken;
	if (taken > chunk->used || array != chunk->bytes + chunk->used - taken
	        || more > chunk->size - chunk->used)
		return false;
	memset(chunk->bytes + chunk->used, 0, more);
	chunk->used += more;
	arena->handed_out += larger - size;
	return true;
}

void *arena_grow(
        struct arena *arena, void *array, size_t *capacity, size_t count, size_t element_size)
{
	assert(count <= *capacity);
	if (count < *capacity)
		return array;
	if (*capacity > SIZE_MAX / 2 / element_size)
		memory_exhausted();
	const size_t larger = *capacity == 0 ? GROW_FIRST : *capacity * 2;
	if (*capacity > 0 && extend(arena, array, count * element_size, larger * element_size)) {
		*capacity = larger;
		return array;
	}
	void *moved = arena_alloc_array(arena, larger, element_size);
	if (count > 0)
		memcpy(moved, array, count * element_size);
	*capacity = larger;
	return moved;
}
