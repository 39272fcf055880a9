/* How many tasks and indicators there are, by how they stand. */
#include "figures/assess/pace.h"
#include "figures/facts/phrase.h"
#include "figures/facts/tree.h"
#include "figures/targets/aim.h"

static void put_shares(struct facts *facts, xmlNodePtr node)
{
	const struct assessment *assessment = facts->assessment;
	const struct fraction met = { decimal_from((int64_t)assessment->measured_met),
		decimal_from((int64_t)assessment->measured) };
	struct decimal share = { 0 };
	/* Nothing measured is no share. */
	const bool has = assessment->measured > 0 && fraction_round_percent(met, 100, &share);
	struct progress progress = { .count = 0 };

	facts_put(node, FACT_MET_SHARE, has ? phrase_percent(facts->words, share) : "—");
	facts_put(node, FACT_MET_SHARE_NUMBER, has ? phrase_amount(facts->words, share) : "");
	for (size_t i = 0; i < assessment->catalogue->indicator_count; i++)
		progress_add(&progress, &assessment->indicators[i]);
	facts_put_progress(facts, node, &progress);
}

static size_t count_lagging(const size_t *by_status)
{
	size_t count = 0;

	for (enum status status = 0; status < STATUS_COUNT; status++)
		count += status_is_lagging(status) ? by_status[status] : 0;
	return count;
}

/* A table without categories has one that is not named. */
static size_t count_named(const struct catalogue *catalogue)
{
	size_t count = 0;

	for (size_t i = 0; i < catalogue->category_count; i++)
		count += catalogue->categories[i]->name[0] != '\0';
	return count;
}

void facts_put_counts(struct facts *facts, xmlNodePtr node)
{
	const struct assessment *assessment = facts->assessment;
	const struct catalogue *catalogue = assessment->catalogue;

	facts_put_count(node, FACT_CATEGORIES, count_named(catalogue));
	facts_put_count(node, FACT_TASKS, catalogue->number_count);
	facts_put_count(node, FACT_ROWS, catalogue->task_count);
	facts_put_count(node, FACT_INDICATORS, assessment->counted);
	facts_put_count(node, FACT_MEASURED, assessment->measured);
	facts_put_count(node, FACT_QUALITATIVE, assessment->counted - assessment->measured);
	facts_put_count(node, FACT_MET_COUNT, assessment->measured_met);
	put_shares(facts, node);
	facts_put_count(node, FACT_LAGGING, count_lagging(assessment->tasks_by_status));
	facts_put_count(
	        node, FACT_LAGGING_INDICATORS, count_lagging(assessment->measured_by_status));
	facts_put_count(node, FACT_DEADLINE_PASSED, assessment->tasks_deadline_passed);
	facts_put_count(node, FACT_NEWLY_DONE, assessment->newly_done);
	facts_put_count(node, FACT_NEWLY_BEHIND, assessment->newly_behind);
	facts_put_count(node, FACT_RECOVERED, assessment->recovered);
	facts_put_yes(node, FACT_HAS_PREVIOUS,
	        ledger_before(assessment->ledger, assessment->period.month) > 0);
}

/* Every status in its fixed order, also those that nothing has: a template filters by count. */
static void add_statuses(xmlNodePtr parent, const size_t *tasks, const size_t *indicators)
{
	for (enum status status = 0; status < STATUS_COUNT; status++) {
		const xmlNodePtr node = facts_element(parent, NODE_STATUS);
		facts_put(node, FACT_NAME, status_name(status));
		facts_put(node, FACT_WORD, status_word(status));
		facts_put_yes(node, FACT_MET, status_is_met(status));
		facts_put_yes(node, FACT_LAGGING, status_is_lagging(status));
		facts_put_count(node, FACT_TASKS, tasks[status]);
		facts_put_count(node, FACT_INDICATORS, indicators[status]);
	}
}

void facts_add_statuses(struct facts *facts, xmlNodePtr root)
{
	const struct assessment *assessment = facts->assessment;

	add_statuses(root, assessment->tasks_by_status, assessment->measured_by_status);
}

/* How the tasks of a category stand, and their measured indicators. */
struct summary {
	size_t tasks[STATUS_COUNT], indicators[STATUS_COUNT];
	size_t measured, met, qualitative;
	size_t deadline_passed;
	struct progress progress;
};

static void add_task(struct summary *summary, const struct task_result *task)
{
	summary->tasks[task->status]++;
	summary->measured += task->measured;
	summary->met += task->met;
	summary->qualitative += task->counted - task->measured;
	for (size_t i = 0; i < task->indicator_count; i++)
		if (aim_is_counted(task->indicators[i]->indicator))
			summary->indicators[task->indicators[i]->status]++;
	progress_add_task(&summary->progress, task);
}

void facts_put_category(struct facts *facts, xmlNodePtr node, const struct category *category)
{
	const struct assessment *now = facts->assessment;
	struct summary summary = { .measured = 0 };

	for (size_t i = 0; i < category->task_count; i++) {
		add_task(&summary, &now->tasks[category->tasks[i]->index]);
		summary.deadline_passed += pace_deadline_passed(
		        &now->catalogue->rules, category->tasks[i]->deadline, now->period);
	}
	facts_put_count(node, FACT_TASKS, category->task_count);
	facts_put_count(node, FACT_INDICATORS, summary.measured + summary.qualitative);
	facts_put_count(node, FACT_MEASURED, summary.measured);
	facts_put_count(node, FACT_QUALITATIVE, summary.qualitative);
	facts_put_count(node, FACT_MET_COUNT, summary.met);
	facts_put_count(node, FACT_LAGGING, count_lagging(summary.tasks));
	facts_put_count(node, FACT_LAGGING_INDICATORS, count_lagging(summary.indicators));
	facts_put_count(node, FACT_DEADLINE_PASSED, summary.deadline_passed);
	facts_put_progress(facts, node, &summary.progress);
	if (facts_wants(facts, NODE_STATUS))
		add_statuses(node, summary.tasks, summary.indicators);
}
