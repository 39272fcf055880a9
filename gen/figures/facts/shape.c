#include "figures/facts/shape.h"

#include "base/common.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

#define NAME_SIZE 80

static const struct {
	const char *path, *attributes;
} rows[] = {
#define NODE(path, attributes) { (path), (attributes) },
#include "figures/facts/shape.def"
};

static const struct {
	const char *name, *values;
} values_of[] = {
#define VALUES(identifier, values) { (identifier), (values) },
#include "figures/facts/shape.def"
};

static const char *const single[] = {
#define SINGLE(name) (name),
#include "figures/facts/shape.def"
};

struct builder {
	struct arena *arena;
	struct shape_node *nodes;
	size_t count, capacity;
};

static size_t add_node(struct builder *builder, struct shape_node node)
{
	assert(builder->count < SHAPE_MOST);
	builder->nodes = arena_grow(builder->arena, builder->nodes, &builder->capacity,
	        builder->count, sizeof *builder->nodes);
	const size_t own = builder->count++;
	if (own > 0) {
		struct shape_node *parent = &builder->nodes[node.parent];
		node.next = parent->first;
		parent->first = own;
	}
	builder->nodes[own] = node;
	return own;
}

static void set_holds(struct shape_node *node, const char *what)
{
	static const char *const words[] = { [SHAPE_WORDS] = "",
		[SHAPE_NUMBER] = "number",
		[SHAPE_IDENT] = "ident",
		[SHAPE_DAY] = "day",
		[SHAPE_MONTH] = "month",
		[SHAPE_YES] = "yes" };

	for (size_t i = SHAPE_WORDS; i < COUNT_OF(words); i++) {
		if (!text_equal(words[i], what))
			continue;
		node->holds = (enum shape_holds)i;
		node->values = i == SHAPE_YES ? "yes, no" : "";
		return;
	}
	node->holds = SHAPE_VALUES;
	for (size_t i = 0; i < COUNT_OF(values_of); i++) {
		if (text_equal(values_of[i].name, what))
			node->values = values_of[i].values;
	}
	assert(node->values[0] != '\0');
}

/* "status:STATUS", "note?" */
static void add_attribute(struct builder *builder, size_t parent, char *word)
{
	struct shape_node node = { .parent = parent, .values = "" };
	char *what = strchr(word, ':');

	if (what)
		*what++ = '\0';
	const size_t length = strlen(word);
	node.may_lack = word[length - 1] == '?';
	node.name = arena_strndup(builder->arena, word, length - (node.may_lack ? 1 : 0));
	set_holds(&node, what ? what : "");
	(void)add_node(builder, node);
}

static size_t child_of(const struct builder *builder, size_t parent, const char *name)
{
	for (size_t i = 0; i < builder->count; i++) {
		const struct shape_node *node = &builder->nodes[i];
		if (i > 0 && node->parent == parent && node->holds == SHAPE_ELEMENT
		        && text_equal(node->name, name))
			return i;
	}
	return SHAPE_MOST;
}

/* The parent of what a path names, which has a row before it. */
static size_t parent_of(const struct builder *builder, const char *path, const char **name)
{
	size_t parent = SHAPE_ROOT;

	for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
		char step[NAME_SIZE] = "";
		assert((size_t)(slash - path) < sizeof step);
		memcpy(step, path, (size_t)(slash - path));
		parent = child_of(builder, parent, step);
		assert(parent < SHAPE_MOST);
	}
	*name = path;
	return parent;
}

static void add_row(struct builder *builder, const char *path, const char *attributes)
{
	size_t element = SHAPE_ROOT;
	const char *name;

	if (path[0] != '\0') {
		const size_t parent = parent_of(builder, path, &name);
		element = add_node(builder,
		        (struct shape_node){ .name = name, .parent = parent, .values = "" });
	}
	while (*attributes != '\0') {
		const size_t length = strcspn(attributes, " ");
		add_attribute(builder, element, arena_strndup(builder->arena, attributes, length));
		attributes += length + strspn(attributes + length, " ");
	}
}

const struct shape *shape_new(struct arena *arena)
{
	struct builder builder = { .arena = arena };
	struct shape *shape = arena_alloc(arena, sizeof *shape);

	(void)add_node(&builder, (struct shape_node){ .name = "/", .values = "" });
	(void)add_node(&builder, (struct shape_node){ .name = "facts", .values = "" });
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		add_row(&builder, rows[i].path, rows[i].attributes);
	*shape = (struct shape){ .nodes = builder.nodes, .count = builder.count };
	return shape;
}

bool shape_is_single(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(single); i++) {
		if (text_equal(single[i], name))
			return true;
	}
	return false;
}

bool shape_is_attribute(const struct shape_node *node)
{
	return node->holds != SHAPE_ELEMENT;
}

const char *shape_path(struct arena *arena, const struct shape *shape, size_t node)
{
	const struct shape_node *own = &shape->nodes[node];
	const char *sign = shape_is_attribute(own) ? "@" : "";

	if (node == SHAPE_DOCUMENT)
		return "/";
	const char *above = node == SHAPE_ROOT ? "" : shape_path(arena, shape, own->parent);
	return arena_printf(arena, "%s/%s%s", above, sign, own->name);
}

bool shape_set_has(const struct shape_set *set, size_t node)
{
	return (set->bits[node / 64] >> node % 64 & 1) != 0;
}

size_t shape_set_next(const struct shape_set *set, size_t node)
{
	size_t word = node / 64;
	uint64_t bits = word < COUNT_OF(set->bits) ? set->bits[word] >> node % 64 << node % 64 : 0;

	while (bits == 0) {
		if (++word >= COUNT_OF(set->bits))
			return SHAPE_MOST;
		bits = set->bits[word];
	}
	return word * 64 + (size_t)__builtin_ctzll(bits);
}

void shape_set_add(struct shape_set *set, size_t node)
{
	set->bits[node / 64] |= (uint64_t)1 << node % 64;
}

bool shape_set_is_empty(const struct shape_set *set)
{
	for (size_t i = 0; i < COUNT_OF(set->bits); i++) {
		if (set->bits[i] != 0)
			return false;
	}
	return true;
}

struct shape_set shape_set_both(const struct shape_set *a, const struct shape_set *b)
{
	struct shape_set both = *a;

	for (size_t i = 0; i < COUNT_OF(both.bits); i++)
		both.bits[i] |= b->bits[i];
	return both;
}
