#include "base/sparse.h"

#include <assert.h>

struct sparse sparse_new(struct arena *arena, size_t count)
{
	return (struct sparse){
		.arena = arena,
		.leaves = arena_alloc_array(arena, count / SPARSE_LEAF + 1, sizeof(uint32_t *)),
		.count = count,
	};
}

uint32_t sparse_at(const struct sparse *sparse, size_t index)
{
	assert(index < sparse->count);
	const uint32_t *leaf = sparse->leaves[index / SPARSE_LEAF];

	return leaf ? leaf[index % SPARSE_LEAF] : 0;
}

void sparse_set(struct sparse *sparse, size_t index, uint32_t value)
{
	assert(index < sparse->count);
	uint32_t **leaf = &sparse->leaves[index / SPARSE_LEAF];

	if (!*leaf)
		*leaf = arena_alloc_array(sparse->arena, SPARSE_LEAF, sizeof **leaf);
	(*leaf)[index % SPARSE_LEAF] = value;
}
