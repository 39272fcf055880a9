#include "figures/facts/grow.h"

#include "base/arena.h"

#include <criterion/criterion.h>
#include <libxml/tree.h>

#include <string.h>

Test(grow, what_is_grown_prints_as_it_was_put)
{
	static const char expected[] = "<?xml version=\"1.0\"?>\n"
	                               "<facts a=\"1\" b=\"\" c=\"&lt;1\"><x a=\"1\"/><y "
	                               "longer=\"1\"><z/></y></facts>\n";
	int owner;
	xmlDocPtr tree = grow_new(&owner, "facts");
	const xmlNodePtr root = xmlDocGetRootElement(tree);
	xmlChar *bytes;
	int length;

	grow_attribute(root, "a", "1");
	grow_attribute(root, "b", "");
	grow_attribute(grow_element(root, "x"), "a", "1");
	const xmlNodePtr last = grow_element(root, "y");
	(void)grow_element(last, "z");
	/* An element goes on being given attributes when others have come behind it. */
	grow_attribute(root, "c", "<1");
	grow_attribute(last, "longer", "1");
	cr_expect_eq(grow_owner(last), &owner);
	xmlDocDumpMemory(tree, &bytes, &length);
	cr_expect_str_eq((const char *)bytes, expected);
	xmlFree(bytes);
	grow_free(tree);
	grow_free(NULL);
}

/* More texts than the hash has places for: each is found or made again, none is another's. */
Test(grow, many_texts_stay_apart)
{
	struct arena *arena = arena_new();
	xmlDocPtr tree = grow_new(NULL, "facts");
	const xmlNodePtr root = xmlDocGetRootElement(tree);

	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 5000; i++)
			grow_attribute(grow_element(root, "x"), "n", arena_printf(arena, "%d", i));
	int at = 0;
	for (const xmlNode *node = root->children; node; node = node->next, at++)
		cr_assert_str_eq((const char *)node->properties->children->content,
		        arena_printf(arena, "%d", at % 5000));
	cr_expect_eq(at, 10000);
	grow_free(tree);
	arena_free(arena);
}
