#include "figures/facts/shape.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/assess/assess.h"
#include "figures/facts/tree.h"
#include "figures/ledger/ledger.h"
#include "figures/targets/kinds.h"
#include "figures/targets/words.h"
#include "kit/intake.h"
#include "paper/markup/xml.h"

#include <criterion/criterion.h>
#include <string.h>

#define NONE SHAPE_MOST

static size_t find(const struct shape *shape, size_t parent, const char *name, bool attribute)
{
	for (size_t i = SHAPE_ROOT; i < shape->count; i++) {
		const struct shape_node *node = &shape->nodes[i];
		if (node->parent == parent && shape_is_attribute(node) == attribute
		        && text_equal(node->name, name))
			return i;
	}
	return NONE;
}

static bool is_listed(struct arena *arena, const char *list, const char *word)
{
	return strstr(arena_printf(arena, ", %s,", list), arena_printf(arena, ", %s,", word));
}

static bool is_number(const char *value)
{
	const char *end = value + strspn(value, "-");

	return *end != '\0' && end[strspn(end, "0123456789.")] == '\0';
}

static bool is_dashed(const char *value, const char *like)
{
	for (; *value != '\0' && *like != '\0'; value++, like++) {
		if (*like == '0' ? *value < '0' || *value > '9' : *value != *like)
			return false;
	}
	return *value == *like;
}

static bool holds(struct arena *arena, const struct shape_node *node, const char *value)
{
	switch (node->holds) {
	case SHAPE_NUMBER:
	case SHAPE_IDENT:
		return value[0] == '\0' || is_number(value);
	case SHAPE_DAY:
		return is_dashed(value, "0000-00-00");
	case SHAPE_MONTH:
		return is_dashed(value, "0000-00");
	case SHAPE_YES:
		return text_equal(value, "yes") || text_equal(value, "no");
	case SHAPE_VALUES:
		return value[0] == '\0' || is_listed(arena, node->values, value);
	case SHAPE_WORDS:
	case SHAPE_ELEMENT:
		break;
	}
	return true;
}

static void expect_shaped(
        struct arena *arena, const struct shape *shape, const xmlNode *element, size_t at)
{
	for (const xmlAttr *own = element->properties; own; own = own->next) {
		const char *value = own->children ? (const char *)own->children->content : "";
		const size_t found = find(shape, at, (const char *)own->name, true);
		cr_expect_neq(found, NONE, "%s/@%s is not in shape.def",
		        shape_path(arena, shape, at), (const char *)own->name);
		if (found != NONE)
			cr_expect(holds(arena, &shape->nodes[found], value), "%s is “%s”",
			        shape_path(arena, shape, found), value);
	}
	for (size_t i = SHAPE_ROOT; i < shape->count; i++) {
		const struct shape_node *node = &shape->nodes[i];
		if (node->parent == at && shape_is_attribute(node) && !node->may_lack)
			cr_expect(xmlHasProp(element, BAD_CAST node->name), "%s is absent",
			        shape_path(arena, shape, i));
	}
	for (const xmlNode *child = element->children; child; child = child->next) {
		if (child->type != XML_ELEMENT_NODE)
			continue;
		const size_t found = find(shape, at, (const char *)child->name, false);
		cr_expect_neq(found, NONE, "%s in %s is not in shape.def",
		        (const char *)child->name, shape_path(arena, shape, at));
		if (found != NONE)
			expect_shaped(arena, shape, child, found);
	}
}

static void expect_singles(const xmlNode *element)
{
	for (const xmlNode *child = element->children; child; child = child->next) {
		if (child->type != XML_ELEMENT_NODE)
			continue;
		for (const xmlNode *next = child->next; next; next = next->next)
			cr_expect(!shape_is_single((const char *)child->name)
			                || !text_equal((const char *)next->name,
			                        (const char *)child->name),
			        "%s is there twice", (const char *)child->name);
		expect_singles(child);
	}
}

Test(shape, what_is_single_stands_once)
{
	struct diag *diag = kit_diag();
	struct xml_tree *tree =
	        xml_read(diag, &root_here, "tests/golden/facts/facts.xml", PLACE_NONE);

	cr_assert_not_null(tree);
	expect_singles(xmlDocGetRootElement((xmlDocPtr)tree));
	cr_expect(shape_is_single("counts"));
	cr_expect(!shape_is_single("task"));
	xml_free(tree);
	diag_free(diag);
}

/* What the program makes of a month has the shape that templates are judged by. */
Test(shape, facts_have_it)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct xml_tree *tree =
	        xml_read(diag, &root_here, "tests/golden/facts/facts.xml", PLACE_NONE);

	cr_assert_not_null(tree);
	const xmlNode *root = xmlDocGetRootElement((xmlDocPtr)tree);
	expect_shaped(arena, shape_new(arena), root, SHAPE_ROOT);
	xml_free(tree);
	arena_free(arena);
	diag_free(diag);
}

/* shape.def names what names.def has, and all of it. */
Test(shape, names_are_those_of_the_vocabulary)
{
	static const char *const elements[] = {
#define ELEMENT(identifier, name) (name),
#define ATTRIBUTE(identifier, name)
#include "figures/facts/names.def"
#undef ELEMENT
#undef ATTRIBUTE
	};
	static const char *const attributes[] = {
#define ELEMENT(identifier, name)
#define ATTRIBUTE(identifier, name) (name),
#include "figures/facts/names.def"
#undef ELEMENT
#undef ATTRIBUTE
	};
	struct arena *arena = arena_new();
	const struct shape *shape = shape_new(arena);

	for (size_t i = SHAPE_ROOT; i < shape->count; i++) {
		const bool attribute = shape_is_attribute(&shape->nodes[i]);
		const char *const *names = attribute ? attributes : elements;
		const size_t count = attribute ? COUNT_OF(attributes) : COUNT_OF(elements);
		bool found = false;
		for (size_t at = 0; at < count; at++)
			found |= text_equal(names[at], shape->nodes[i].name);
		cr_expect(found, "%s is not in names.def", shape_path(arena, shape, i));
	}
	for (size_t i = 0; i < COUNT_OF(elements) + COUNT_OF(attributes); i++) {
		const bool attribute = i >= COUNT_OF(elements);
		const char *name = attribute ? attributes[i - COUNT_OF(elements)] : elements[i];
		bool found = false;
		for (size_t at = SHAPE_ROOT; at < shape->count; at++)
			found |= shape_is_attribute(&shape->nodes[at]) == attribute
			        && text_equal(shape->nodes[at].name, name);
		cr_expect(found, "%s stands nowhere in shape.def", name);
	}
	arena_free(arena);
}

static const char *values_at(const struct shape *shape, size_t parent, const char *name)
{
	const size_t found = find(shape, parent, name, true);

	cr_assert_neq(found, NONE, "%s", name);
	return shape->nodes[found].values;
}

static size_t count_words(const char *list)
{
	size_t count = 1;

	for (; (list = strchr(list, ',')); list++)
		count++;
	return count;
}

/* The values that shape.def lists are those that the rest of the program has. */
Test(shape, enumerated_values_are_the_programs)
{
	struct arena *arena = arena_new();
	const struct shape *shape = shape_new(arena);
	const size_t category = find(shape, SHAPE_ROOT, "category", false);
	const size_t task = find(shape, category, "task", false);
	const size_t indicator = find(shape, task, "indicator", false);
	const char *statuses = values_at(shape, task, "status");
	const char *lights = values_at(shape, indicator, "light");
	const char *kinds = values_at(shape, indicator, "kind");
	const char *combines = values_at(shape, indicator, "combine");

	for (enum status status = 0; status < STATUS_COUNT; status++)
		cr_expect(
		        is_listed(arena, statuses, status_name(status)), "%s", status_name(status));
	cr_expect_eq(count_words(statuses), STATUS_COUNT);
	for (enum light light = LIGHT_NONE; light <= LIGHT_RED; light++)
		cr_expect(is_listed(arena, lights, light_name(light)), "%s", light_name(light));
	cr_expect_eq(count_words(lights), LIGHT_RED - LIGHT_NONE + 1);
	for (enum indicator_kind kind = 0; kind < KINDS_ALL; kind++)
		cr_expect(is_listed(arena, kinds, kind_name(kind)), "%s", kind_name(kind));
	cr_expect_eq(count_words(kinds), KINDS_ALL);
	for (enum combine combine = 0; combine <= COMBINE_COUNT; combine++)
		cr_expect(is_listed(arena, combines, combine_name(combine)), "%s",
		        combine_name(combine));
	arena_free(arena);
}

/* The rows of README.md's table say the same: element, where it is, its attributes, which may lack.
 */
static const char *readme_cell(
        struct arena *arena, const char *section, const char *element, const char *parent)
{
	const char *head = arena_printf(arena, "\n| `%s`%s%s%s |", element, parent[0] ? " (" : "",
	        parent, parent[0] ? ")" : "");
	const char *row = strstr(section, head);
	const char *all = "";

	while (row) {
		const char *cell = strchr(row + 2, '|') + 1;
		all = arena_printf(arena, "%s%.*s", all, (int)strcspn(cell, "|"), cell);
		row = strchr(cell, '\n');
		row = row && text_starts_with(row, "\n| |") ? row : NULL;
	}
	return all;
}

Test(shape, the_readme_has_each_attribute_in_its_row)
{
	struct arena *arena = arena_new();
	const struct shape *shape = shape_new(arena);
	const char *section = strstr(kit_read(arena, "templates/README.md"), "\n## 数据 Facts\n");

	cr_assert_not_null(section);
	for (size_t i = SHAPE_ROOT; i < shape->count; i++) {
		const struct shape_node *node = &shape->nodes[i];
		if (!shape_is_attribute(node))
			continue;
		const struct shape_node *owner = &shape->nodes[node->parent];
		const char *parent =
		        node->parent == SHAPE_ROOT ? "" : shape->nodes[owner->parent].name;
		const char *cell = readme_cell(arena, section, owner->name, parent);
		const char *word =
		        arena_printf(arena, " %s%s ", node->name, node->may_lack ? "?" : "");
		cr_expect(strstr(cell, word), "README.md: `%s` (%s) lacks%s", owner->name, parent,
		        word);
	}
	arena_free(arena);
}

/* What a step down follows is what the parents say. */
Test(shape, children_are_linked_as_their_parents_say)
{
	struct arena *arena = arena_new();
	const struct shape *shape = shape_new(arena);
	struct shape_set linked = { { 0 } };
	size_t count = 0;

	for (size_t i = 0; i < shape->count; i++) {
		for (size_t child = shape->nodes[i].first; child > 0;
		        child = shape->nodes[child].next) {
			cr_expect_eq(shape->nodes[child].parent, i);
			shape_set_add(&linked, child);
		}
	}
	for (size_t i = shape_set_next(&linked, 0); i < SHAPE_MOST;
	        i = shape_set_next(&linked, i + 1)) {
		cr_expect(shape_set_has(&linked, i));
		count++;
	}
	cr_expect_eq(count, shape->count - 1, "all but what is above the root");
	arena_free(arena);
}
