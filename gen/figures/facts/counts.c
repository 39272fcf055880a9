/* How many tasks and indicators there are, by how they stand. */
#include "figures/facts/phrase.h"
#include "figures/facts/tree.h"

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

void facts_put_counts(struct facts *facts, xmlNodePtr node)
{
	const struct assessment *assessment = facts->assessment;
	const struct catalogue *catalogue = assessment->catalogue;
	size_t lagging = 0;
	size_t lagging_indicators = 0;

	for (enum status status = 0; status < STATUS_COUNT; status++) {
		if (!status_is_lagging(status))
			continue;
		lagging += assessment->tasks_by_status[status];
		lagging_indicators += assessment->measured_by_status[status];
	}
	facts_put_count(node, FACT_CATEGORIES, catalogue->category_count);
	facts_put_count(node, FACT_TASKS, catalogue->task_count);
	facts_put_count(node, FACT_INDICATORS, catalogue->indicator_count);
	facts_put_count(node, FACT_MEASURED, assessment->measured);
	facts_put_count(node, FACT_QUALITATIVE, catalogue->indicator_count - assessment->measured);
	facts_put_count(node, FACT_MET_COUNT, assessment->measured_met);
	put_shares(facts, node);
	facts_put_count(node, FACT_LAGGING, lagging);
	facts_put_count(node, FACT_LAGGING_INDICATORS, lagging_indicators);
	facts_put_count(node, FACT_DEADLINE_PASSED, assessment->tasks_deadline_passed);
	facts_put_count(node, FACT_NEWLY_DONE, assessment->newly_done);
	facts_put_count(node, FACT_NEWLY_BEHIND, assessment->newly_behind);
	facts_put_count(node, FACT_RECOVERED, assessment->recovered);
	facts_put_yes(node, FACT_HAS_PREVIOUS, assessment->period.month > 1);
}

/* Every status in its fixed order, also those that nothing has: a template filters by count. */
void facts_add_statuses(struct facts *facts, xmlNodePtr root)
{
	const struct assessment *assessment = facts->assessment;

	for (enum status status = 0; status < STATUS_COUNT; status++) {
		const xmlNodePtr node = facts_element(root, NODE_STATUS);
		facts_put(node, FACT_NAME, status_name(status));
		facts_put(node, FACT_WORD, status_word(status));
		facts_put_yes(node, FACT_MET, status_is_met(status));
		facts_put_yes(node, FACT_LAGGING, status_is_lagging(status));
		facts_put_count(node, FACT_TASKS, assessment->tasks_by_status[status]);
		facts_put_count(node, FACT_INDICATORS, assessment->measured_by_status[status]);
	}
}
