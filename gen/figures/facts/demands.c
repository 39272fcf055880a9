/* What was asked for a month ago, and what has become of it. */
#include "figures/facts/tree.h"

#include "base/text.h"
#include "figures/assess/indicator.h"
#include "figures/facts/phrase.h"
#include "figures/intake/states.h"
#include "figures/targets/aim.h"

enum outcome { OUTCOME_DONE, OUTCOME_MOVING, OUTCOME_STALLED, OUTCOME_COUNT };

static const char *const outcome_names[] = {
	[OUTCOME_DONE] = "done",
	[OUTCOME_MOVING] = "moving",
	[OUTCOME_STALLED] = "stalled",
};

static const char *const outcome_words[] = {
	[OUTCOME_DONE] = "完成整改",
	[OUTCOME_MOVING] = "整改中",
	[OUTCOME_STALLED] = "无进展",
};

/* Has a figure that lagged a month ago come nearer to its target since? */
static bool has_moved(const struct indicator_result *result)
{
	struct decimal before, now;

	if (!result->has_previous || !status_is_lagging(result->previous_status))
		return false;
	if (!status_is_lagging(result->status))
		return true;
	return result->figure.state == FIGURE_GIVEN
	        && figure_rounded(result->indicator, &result->previous, &before)
	        && figure_rounded(result->indicator, &result->figure, &now)
	        && aim_is_worse(result->indicator, fraction_from(before), fraction_from(now));
}

static enum outcome outcome_of(const struct task_result *result)
{
	if (!status_is_lagging(result->status) && result->status != STATUS_UNREPORTED)
		return OUTCOME_DONE;
	for (size_t i = 0; i < result->indicator_count; i++)
		if (has_moved(result->indicators[i]))
			return OUTCOME_MOVING;
	return OUTCOME_STALLED;
}

struct demands {
	struct facts *facts;
	xmlNodePtr list;
	size_t counts[OUTCOME_COUNT];
};

static xmlNodePtr add_demand(
        struct demands *demands, const char *kind, const struct unit *unit, enum outcome outcome)
{
	const xmlNodePtr node = facts_element(demands->list, NODE_DEMAND);

	demands->counts[outcome]++;
	facts_put(node, FACT_KIND, kind);
	facts_put(node, FACT_UNIT, unit ? unit->name : "");
	facts_put(node, FACT_OUTCOME, outcome_names[outcome]);
	facts_put(node, FACT_OUTCOME_WORD, outcome_words[outcome]);
	return node;
}

static void add_of_task(struct demands *demands, const struct task_result *result)
{
	const xmlNodePtr node = add_demand(demands, "task", result->task->lead, outcome_of(result));

	facts_put(node, FACT_TASK, result->task->no);
	facts_put(node, FACT_PREVIOUS_STATUS, status_name(result->previous_status));
	facts_put(node, FACT_PREVIOUS_WORD, status_word(result->previous_status));
	facts_put(node, FACT_STATUS, status_name(result->status));
	facts_put(node, FACT_WORD, status_word(result->status));
}

/* What came for the period before; there is one. */
static const struct inbox *inbox_before(const struct assessment *now)
{
	return now->ledger->inboxes[ledger_before(now->ledger, now->period.month) - 1];
}

static void add_of_report(struct demands *demands, const struct unit_month *month)
{
	const struct assessment *now = demands->facts->assessment;
	const enum report_state before = inbox_before(now)->states[month->unit->index];
	const xmlNodePtr node = add_demand(demands, "report", month->unit,
	        month->state == REPORT_ON_TIME ? OUTCOME_DONE : OUTCOME_STALLED);

	facts_put_integer(node, FACT_TASK, 0);
	facts_put(node, FACT_PREVIOUS_STATUS, states_report_name(before));
	facts_put(node, FACT_PREVIOUS_WORD, states_report_word(before));
	facts_put(node, FACT_STATUS, states_report_name(month->state));
	facts_put(node, FACT_WORD, states_report_word(month->state));
}

/* A unit that owes reports and sent none in time for the period before. */
static bool was_late(const struct assessment *now, const struct unit_month *month)
{
	return month->late_months > 0
	        && inbox_before(now)->states[month->unit->index] != REPORT_ON_TIME;
}

void facts_add_demands(struct facts *facts, xmlNodePtr root)
{
	const struct assessment *now = facts->assessment;
	const xmlNodePtr node = facts_element(root, NODE_DEMANDS);
	struct demands demands = { .facts = facts, .list = node };
	const bool wanted = facts_wants(facts, NODE_DEMANDS)
	        && ledger_before(now->ledger, now->period.month) > 0;

	for (size_t i = 0; wanted && i < now->catalogue->task_count; i++)
		if (now->tasks[i].has_previous && status_is_lagging(now->tasks[i].previous_status))
			add_of_task(&demands, &now->tasks[i]);
	for (size_t i = 0; wanted && i < now->catalogue->unit_count; i++)
		if (was_late(now, &now->units[i]))
			add_of_report(&demands, &now->units[i]);
	facts_put_count(node, FACT_COUNT,
	        demands.counts[OUTCOME_DONE] + demands.counts[OUTCOME_MOVING]
	                + demands.counts[OUTCOME_STALLED]);
	facts_put_count(node, FACT_DONE, demands.counts[OUTCOME_DONE]);
	facts_put_count(node, FACT_MOVING, demands.counts[OUTCOME_MOVING]);
	facts_put_count(node, FACT_STALLED, demands.counts[OUTCOME_STALLED]);
}
