/*
 * Numbers by index, nearly all of which are 0: of a face's tens of thousands of glyphs a document
 * uses hundreds. What was never set costs a pointer for each SPARSE_LEAF of them.
 *
 * Invariants: everything lives in the arena; an index is below `count`.
 */
#ifndef BASE_SPARSE_H
#define BASE_SPARSE_H

#include "base/arena.h"

#include <stdint.h>

#define SPARSE_LEAF 32

struct sparse {
	struct arena *arena;
	uint32_t **leaves; /* NULL: all of it is 0 */
	size_t count;
};

struct sparse sparse_new(struct arena *arena, size_t count);
uint32_t sparse_at(const struct sparse *sparse, size_t index);
void sparse_set(struct sparse *sparse, size_t index, uint32_t value);

#endif
