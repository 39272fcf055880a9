#include "paper/page/structure.h"

#include <assert.h>

/* Tags never move, so that a large document has them in memory once. */
#define BLOCK_TAGS 128

struct structure {
	struct arena *arena;
	struct tag **blocks; /* of BLOCK_TAGS; the first is no tag: numbers begin with 1 */
	size_t count, block_capacity;
};

static const struct {
	const char *name;
	bool is_inline;
} roles[] = {
#define TAG_ROLE(id, name, is_inline) [TAG_##id] = { name, is_inline },
	TAG_ROLES(TAG_ROLE)
#undef TAG_ROLE
};

const char *tag_role_name(enum tag_role role)
{
	return roles[role].name;
}

bool tag_role_is_inline(enum tag_role role)
{
	return roles[role].is_inline;
}

static struct tag *add(struct structure *structure, struct tag tag)
{
	const size_t block = structure->count / BLOCK_TAGS;

	if (structure->count % BLOCK_TAGS == 0) {
		structure->blocks = arena_grow(structure->arena, structure->blocks,
		        &structure->block_capacity, block, sizeof(struct tag *));
		structure->blocks[block] =
		        arena_alloc_array(structure->arena, BLOCK_TAGS, sizeof tag);
	}
	struct tag *added = &structure->blocks[block][structure->count++ % BLOCK_TAGS];
	*added = tag;
	return added;
}

struct structure *structure_new(struct arena *arena)
{
	struct structure *structure = arena_alloc(arena, sizeof *structure);

	*structure = (struct structure){ .arena = arena };
	(void)add(structure, (struct tag){ .role = TAG_GROUP });
	(void)add(structure, (struct tag){ .role = TAG_DOCUMENT });
	return structure;
}

struct arena *structure_arena(const struct structure *structure)
{
	return structure->arena;
}

uint32_t structure_count(const struct structure *structure)
{
	return (uint32_t)structure->count;
}

struct tag *structure_tag(const struct structure *structure, uint32_t number)
{
	assert(number > 0 && number < structure->count);
	return &structure->blocks[number / BLOCK_TAGS][number % BLOCK_TAGS];
}

uint32_t structure_make(struct structure *structure, uint32_t parent, enum tag_role role)
{
	if (!structure || parent == TAG_NONE || parent >= structure->count)
		return TAG_NONE;
	(void)add(structure,
	        (struct tag){ .parent = parent, .rows = 1, .columns = 1, .role = (uint8_t)role });
	return (uint32_t)structure->count - 1;
}

/* At the end of its parent's kids, whatever their number. */
static void append(struct structure *structure, uint32_t number)
{
	struct tag *parent = structure_tag(structure, structure_tag(structure, number)->parent);

	if (parent->last != 0)
		structure_tag(structure, parent->last)->next = number;
	else
		parent->first = number;
	parent->last = number;
	parent->kids++;
	structure_tag(structure, number)->hangs = true;
}

void structure_hang(struct structure *structure, uint32_t number)
{
	if (!structure || number == TAG_NONE)
		return;
	const uint32_t parent = structure_tag(structure, number)->parent;
	if (structure_tag(structure, parent)->kids >= STRUCTURE_KIDS) {
		uint32_t group = structure_tag(structure, parent)->group;
		if (group == 0 || structure_tag(structure, group)->kids >= STRUCTURE_KIDS) {
			group = structure_make(structure, parent, TAG_GROUP);
			append(structure, group);
			structure_tag(structure, parent)->group = group;
		}
		structure_tag(structure, number)->parent = group;
	}
	append(structure, number);
}

uint32_t structure_add(struct structure *structure, uint32_t parent, enum tag_role role)
{
	const uint32_t number = structure_make(structure, parent, role);

	structure_hang(structure, number);
	return number;
}
