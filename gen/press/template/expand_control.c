/* Instructions that run others: these leave nothing in the document themselves. */
#include "base/text.h"
#include "press/template/expand_inline.h"
#include "press/template/expand_sort.h"
#include "press/template/expansion.h"

#include <libxml/xpathInternals.h>

void expand_if(struct expansion *expansion, const struct instruction *instruction)
{
	if (expansion_test(expansion, instruction))
		expansion_run(expansion, instruction->first);
}

void expand_choose(struct expansion *expansion, const struct instruction *instruction)
{
	for (const struct instruction *at = instruction->first; at; at = at->next) {
		if (at->element != ELEMENT_OTHERWISE && !expansion_test(expansion, at))
			continue;
		expansion_run(expansion, at->first);
		return;
	}
}

void expand_let(struct expansion *expansion, const struct instruction *instruction)
{
	if (program_given(instruction, ATTRIBUTE_SELECT)) {
		(void)expansion_bind(expansion, instruction);
		return;
	}
	const char *words = expansion_captured(expansion, instruction->first);
	xpath_bind_words(
	        expansion->xpath, program_given(instruction, ATTRIBUTE_NAME)->value.text, words);
}

void expand_with(struct expansion *expansion, const struct instruction *instruction)
{
	expand_let(expansion, instruction);
}

/* What is run once for each node or group, and what is printed between them. */
struct loop {
	struct expansion *expansion;
	const struct instruction *content; /* behind the sorts */
	struct between between;
};

static struct loop loop_of(struct expansion *expansion, const struct instruction *instruction)
{
	struct loop loop = { .expansion = expansion, .content = instruction->first };

	while (loop.content && loop.content->element == ELEMENT_SORT)
		loop.content = loop.content->next;
	loop.between = (struct between){
		.words = expansion_text(expansion, instruction, ATTRIBUTE_SEPARATOR),
		.last_words = program_given(instruction, ATTRIBUTE_LAST_SEPARATOR)
		        ? expansion_text(expansion, instruction, ATTRIBUTE_LAST_SEPARATOR)
		        : NULL,
		.place = instruction->place,
	};
	return loop;
}

/* Node i of the set, of which the context knows the position. False: the run has ended. */
static bool run_once(struct loop *loop, const xmlNodeSet *set, int i)
{
	struct expansion *expansion = loop->expansion;
	const struct focus inner = { set->nodeTab[i], i + 1, set->nodeNr };

	if (expansion->steps > EXPANSION_STEP_LIMIT)
		return false;
	xpath_set_focus(expansion->xpath, inner);
	expansion_run_between(expansion, &loop->between, loop->content);
	return true;
}

void expand_for_each(struct expansion *expansion, const struct instruction *instruction)
{
	xmlXPathObjectPtr nodes = expansion_nodes(expansion, instruction, false);
	const struct focus focus = xpath_focus(expansion->xpath);

	if (!nodes)
		return;
	xmlNodeSet *set = nodes->nodesetval;
	struct loop loop = loop_of(expansion, instruction);
	if (loop.content != instruction->first && set && set->nodeNr > 1)
		expansion_sort(expansion, instruction->first, set, NULL);
	for (int i = 0; set && i < set->nodeNr && run_once(&loop, set, i);)
		i++;
	expansion_end_between(expansion, &loop.between);
	xpath_set_focus(expansion->xpath, focus);
	xmlXPathFreeObject(nodes);
}

/* Groups in the order in which their keys come first. */
struct grouping {
	struct expansion *expansion;
	struct node_group *groups;
	size_t count, capacity;
};

static xmlNodeSetPtr group_of(struct grouping *grouping, const char *key)
{
	for (size_t i = 0; i < grouping->count; i++)
		if (text_equal(grouping->groups[i].key, key))
			return grouping->groups[i].nodes;
	grouping->groups = arena_grow(grouping->expansion->arena, grouping->groups,
	        &grouping->capacity, grouping->count, sizeof *grouping->groups);
	grouping->groups[grouping->count] = (struct node_group){ xmlXPathNodeSetCreate(NULL), key };
	return grouping->groups[grouping->count++].nodes;
}

/* False: said. */
static bool group_nodes(
        struct grouping *grouping, const struct instruction *instruction, const xmlNodeSet *set)
{
	struct xpath *xpath = grouping->expansion->xpath;

	for (int i = 0; set && i < set->nodeNr; i++) {
		xpath_set_focus(xpath, (struct focus){ set->nodeTab[i], i + 1, set->nodeNr });
		const char *key = expansion_key(grouping->expansion, instruction);
		if (!key)
			return false;
		(void)xmlXPathNodeSetAdd(group_of(grouping, key), set->nodeTab[i]);
	}
	return true;
}

/* The group of which this is the first node is the current one. */
static void enter_group(void *data, const xmlNode *first)
{
	const struct grouping *grouping = data;

	for (size_t i = 0; i < grouping->count; i++)
		if (grouping->groups[i].nodes->nodeTab[0] == first)
			xpath_set_group(grouping->expansion->xpath, grouping->groups[i]);
}

/* Each group is known by its first node, which is what is in focus in it, and is sorted by it. */
static void run_groups(struct grouping *grouping, const struct instruction *instruction)
{
	struct expansion *expansion = grouping->expansion;
	const struct node_group outer = xpath_group(expansion->xpath);
	struct loop loop = loop_of(expansion, instruction);
	xmlNodeSetPtr firsts = xmlXPathNodeSetCreate(NULL);

	for (size_t i = 0; i < grouping->count; i++)
		(void)xmlXPathNodeSetAdd(firsts, grouping->groups[i].nodes->nodeTab[0]);
	if (loop.content != instruction->first && firsts->nodeNr > 1)
		expansion_sort(expansion, instruction->first, firsts,
		        &(struct node_entry){ enter_group, grouping });
	for (int i = 0; i < firsts->nodeNr; i++) {
		enter_group(grouping, firsts->nodeTab[i]);
		if (!run_once(&loop, firsts, i))
			break;
	}
	expansion_end_between(expansion, &loop.between);
	xpath_set_group(expansion->xpath, outer);
	xmlXPathFreeNodeSet(firsts);
}

void expand_for_each_group(struct expansion *expansion, const struct instruction *instruction)
{
	xmlXPathObjectPtr nodes = expansion_nodes(expansion, instruction, false);
	const struct focus focus = xpath_focus(expansion->xpath);
	struct grouping grouping = { .expansion = expansion };

	if (!nodes)
		return;
	if (group_nodes(&grouping, instruction, nodes->nodesetval))
		run_groups(&grouping, instruction);
	for (size_t i = 0; i < grouping.count; i++)
		xmlXPathFreeNodeSet(grouping.groups[i].nodes);
	xpath_set_focus(expansion->xpath, focus);
	xmlXPathFreeObject(nodes);
}
