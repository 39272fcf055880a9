/*
 * The year so far, a month after the other: behind what is told of the period, the same of each
 * month up to it. Each is assessed from the ledger once more, as its own facts were; two are held
 * at a time (assess_year).
 */
#include "figures/facts/tree.h"

static xmlNodePtr add_month(struct facts *facts, xmlNodePtr parent)
{
	const struct period period = facts->assessment->period;
	const xmlNodePtr node = facts_element(parent, NODE_MONTH);

	facts_put_integer(node, FACT_NO, period.month);
	facts_put(node, FACT_PERIOD, period_format(facts->words, period));
	return node;
}

static void tell_month(void *data, const struct assessment *month)
{
	struct facts *facts = data;
	const struct facts_places *places = &facts->places;
	const struct catalogue *catalogue = month->catalogue;

	facts->assessment = month;
	facts_put_counts(facts, add_month(facts, places->counts));
	for (size_t i = 0; i < catalogue->task_count; i++)
		facts_put_task(facts, add_month(facts, places->tasks[i]), &month->tasks[i]);
	for (size_t i = 0; i < catalogue->indicator_count; i++)
		facts_put_result(
		        facts, add_month(facts, places->indicators[i]), &month->indicators[i]);
	/* One that owes no report is not among the reports. */
	for (size_t i = 0; i < catalogue->unit_count; i++)
		if (places->reports[i])
			facts_put_report(
			        facts, add_month(facts, places->reports[i]), &month->units[i]);
	for (size_t i = 0; i < month->rank_count; i++) {
		const struct rank *rank = &month->ranks[i];
		facts_put_rank(facts, add_month(facts, places->ranks[rank->unit->index]), rank);
	}
}

void facts_add_months(struct facts *facts)
{
	const struct assessment *now = facts->assessment;

	assess_year(now->ledger, tell_month, facts);
	facts->assessment = now;
}
