#include "paper/markup/trees.h"

#include "base/text.h"

struct known_tree {
	const char *file;
	struct xml_tree *tree;
	struct known_tree *next;
};

struct trees {
	struct arena *arena; /* holds this too */
	const struct root *root;
	struct known_tree *first; /* the latest */
};

struct trees *trees_new(const struct root *root)
{
	struct arena *arena = arena_new();
	struct trees *trees = arena_alloc(arena, sizeof *trees);

	trees->arena = arena;
	trees->root = root;
	return trees;
}

void trees_free(struct trees *trees)
{
	if (!trees)
		return;
	for (const struct known_tree *at = trees->first; at; at = at->next)
		xml_free(at->tree);
	arena_free(trees->arena);
}

const struct xml_tree *trees_read(
        struct trees *trees, struct diag *diag, const char *file, struct place from)
{
	for (const struct known_tree *at = trees->first; at; at = at->next)
		if (text_equal(at->file, file))
			return at->tree;
	struct xml_tree *tree = xml_read(diag, trees->root, file, from);
	if (!tree)
		return NULL;
	struct known_tree *known = arena_alloc(trees->arena, sizeof *known);
	*known = (struct known_tree){ arena_strdup(trees->arena, file), tree, trees->first };
	trees->first = known;
	return tree;
}
