/*
 * Blocks of zeroed memory, each twice the last until BLOCK_LAST. A request larger than a quarter
 * of the next block gets a block of its own, hung behind the current one, so that the room left in
 * the current block is not lost. Under MINSHENG_ARENA_MALLOC every request is such a block.
 */
#include "base/arena.h"

#include "base/memory.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_FIRST ((size_t)4096)
#define BLOCK_LAST  ((size_t)256 * 1024)
#define ALIGNMENT   _Alignof(max_align_t)
#define GROW_FIRST  ((size_t)8)
#define LINE_BYTES  256

#ifdef MINSHENG_ARENA_MALLOC
static const bool own_block_always = true;
#else
static const bool own_block_always = false;
#endif

struct block {
	struct block *next;
	size_t size; /* of bytes[] */
	size_t used;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *current; /* the block requests are cut from, and the head of the chain */
	size_t next_size;
	size_t handed_out;
};

struct arena *arena_new(void)
{
	struct arena *const arena = memory_zeroed(sizeof *arena);

	arena->next_size = BLOCK_FIRST;
	return arena;
}

void arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	struct block *block = arena->current;
	while (block != NULL) {
		struct block *const next = block->next;
		free(block);
		block = next;
	}
	free(arena);
}

static struct block *block_new(size_t size)
{
	if (size > SIZE_MAX - sizeof(struct block))
		memory_exhausted();
	struct block *const block = memory_zeroed(sizeof *block + size);
	block->size = size;
	return block;
}

static void *own_block(struct arena *arena, size_t size)
{
	struct block *const block = block_new(size);

	block->used = size;
	if (arena->current == NULL) {
		arena->current = block;
	} else {
		block->next = arena->current->next;
		arena->current->next = block;
	}
	return block->bytes;
}

static void next_block(struct arena *arena)
{
	struct block *const block = block_new(arena->next_size);

	block->next = arena->current;
	arena->current = block;
	if (arena->next_size < BLOCK_LAST)
		arena->next_size *= 2;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX - ALIGNMENT)
		memory_exhausted();
	const size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

	arena->handed_out += size;
	if (own_block_always)
		return own_block(arena, size);
	const struct block *const current = arena->current;
	if (current == NULL || rounded > current->size - current->used) {
		if (rounded > arena->next_size / 4)
			return own_block(arena, rounded);
		next_block(arena);
	}
	void *const memory = arena->current->bytes + arena->current->used;
	arena->current->used += rounded;
	return memory;
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
	char *const copy = arena_alloc(arena, length + 1);
	if (length > 0)
		memcpy(copy, bytes, length);
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	char *const string = arena_vprintf(arena, format, arguments);
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
	char *const string = arena_alloc(arena, (size_t)length + 1);
	(void)vsnprintf(string, (size_t)length + 1, format, arguments);
	return string;
}

size_t arena_used(const struct arena *arena)
{
	return arena->handed_out;
}

void *arena_grow(
        struct arena *arena, void *array, size_t *capacity, size_t count, size_t element_size)
{
	assert(count <= *capacity);
	if (count < *capacity)
		return array;
	if (*capacity > SIZE_MAX / 2)
		memory_exhausted();
	const size_t larger = *capacity == 0 ? GROW_FIRST : *capacity * 2;
	void *const moved = arena_alloc_array(arena, larger, element_size);
	if (count > 0)
		memcpy(moved, array, count * element_size);
	*capacity = larger;
	return moved;
}
