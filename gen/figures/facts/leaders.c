/* The leaders whom the table names, each with all the tasks in his charge. */
#include "figures/facts/tree.h"

#include "base/text.h"

/* Is this the first task of its leader? */
static bool is_first_of(const struct catalogue *catalogue, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (text_equal(catalogue->tasks[i]->leader, catalogue->tasks[index]->leader))
			return false;
	return true;
}

static void add_leader(struct facts *facts, xmlNodePtr root, const char *name, size_t no)
{
	const struct assessment *now = facts->assessment;
	const xmlNodePtr node = facts_element(root, NODE_LEADER);
	struct progress progress = { .count = 0 };
	size_t tasks = 0;
	size_t met = 0;
	size_t lagging = 0;

	facts_put_count(node, FACT_NO, no);
	facts_put(node, FACT_NAME, name);
	for (size_t i = 0; i < now->catalogue->task_count; i++) {
		const struct task_result *result = &now->tasks[i];
		if (!text_equal(result->task->leader, name))
			continue;
		tasks++;
		met += status_is_met(result->status);
		lagging += status_is_lagging(result->status);
		progress_add_task(&progress, result);
		if (facts_wants(facts, NODE_ASSIGNMENT))
			(void)facts_add_assignment(facts, node, result);
	}
	facts_put_count(node, FACT_TASKS, tasks);
	facts_put_count(node, FACT_MET_COUNT, met);
	facts_put_count(node, FACT_LAGGING, lagging);
	facts_put_progress(facts, node, &progress);
}

/* In the order in which the table names them first. */
void facts_add_leaders(struct facts *facts, xmlNodePtr root)
{
	const struct catalogue *catalogue = facts->assessment->catalogue;
	size_t no = 0;

	for (size_t i = 0; facts_wants(facts, NODE_LEADER) && i < catalogue->task_count; i++)
		if (catalogue->tasks[i]->leader[0] && is_first_of(catalogue, i))
			add_leader(facts, root, catalogue->tasks[i]->leader, ++no);
}
