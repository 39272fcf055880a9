/* Instructions that run others: these leave nothing in the document themselves. */
#include "press/template/expand_sort.h"
#include "press/template/expansion.h"

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
	(void)expansion_bind(expansion, instruction);
}

void expand_for_each(struct expansion *expansion, const struct instruction *instruction)
{
	xmlXPathObjectPtr nodes = expansion_nodes(expansion, instruction, false);
	const struct instruction *content = instruction->first;
	const struct focus focus = xpath_focus(expansion->xpath);

	if (!nodes)
		return;
	xmlNodeSet *set = nodes->nodesetval;
	const int count = set ? set->nodeNr : 0;
	if (content && content->element == ELEMENT_SORT && count > 1)
		expansion_sort(expansion, content, set);
	while (content && content->element == ELEMENT_SORT)
		content = content->next;
	for (int i = 0; i < count && expansion->steps <= EXPANSION_STEP_LIMIT; i++) {
		const struct focus inner = {
			.node = set->nodeTab[i], .position = i + 1, .size = count
		};
		xpath_set_focus(expansion->xpath, inner);
		expansion_run(expansion, content);
	}
	xpath_set_focus(expansion->xpath, focus);
	xmlXPathFreeObject(nodes);
}
