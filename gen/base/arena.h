/*
 * Arena: memory that is dropped all at once.
 *
 * Owns every chunk it hands out; nothing is freed singly. Out of memory prints one line and exits
 * with status 70: no caller checks for NULL. In sanitizer builds (MINSHENG_ARENA_MALLOC) each
 * request is its own malloc, so that AddressSanitizer sees the edges.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
/* Accepts NULL. */
void arena_free(struct arena *arena);

/* `size` zeroed bytes aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
/* `count` zeroed elements of `size` bytes; exits when the product overflows. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);
char *arena_strdup(struct arena *arena, const char *string);
/* Copies `length` bytes and adds a NUL. */
char *arena_strndup(struct arena *arena, const char *bytes, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
        __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
        __attribute__((format(printf, 2, 0)));
/* Bytes handed out so far, for -v and for tests of flat memory. */
size_t arena_used(const struct arena *arena);

/*
 * Grow an arena-held array by doubling: returns the array with room for at least `count + 1`
 * elements. `*capacity` is updated. Use: a = arena_grow(arena, a, &capacity, count, sizeof *a).
 */
void *arena_grow(
        struct arena *arena, void *array, size_t *capacity, size_t count, size_t element_size);

#endif
