/*
 * What is printed can be subtracted by the reader: of many random indicators no rate, pace and gap
 * disagree, no figure, figure before and change, and no printed gap has two statuses.
 */
#include "figures/assess/assess.h"
#include "figures/facts/facts.h"
#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#define CASES      "10000" /* CASES in the environment for more */
#define INDICATORS 10
#define GAPS       40001 /* -2000.0 to 2000.0 */
#define NO_STATUS  ""

/* A small generator of its own: the same cases everywhere. */
static uint64_t next(uint64_t *state, uint64_t most)
{
	*state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (*state >> 33) % (most + 1);
}

/* "−12.3%" in tenths; false when it is no number with at most one decimal. */
static bool tenths(const char *printed, long *out)
{
	const bool negative = strncmp(printed, "−", strlen("−")) == 0 || printed[0] == '-';
	const char *digits = printed
	        + (printed[0] == '-' || printed[0] == '+' ? 1
	                        : negative                ? strlen("−")
	                                                  : 0);
	char *end;
	const long whole = strtol(digits, &end, 10);
	long tenth = 0;

	if (end == digits)
		return false;
	if (*end == '.') {
		tenth = end[1] - '0';
		end += 2;
	}
	*out = (negative ? -1 : 1) * (whole * 10 + tenth);
	return *end == '\0' || strcmp(end, "%") == 0;
}

static const char *attribute(xmlNodePtr node, const char *name)
{
	const xmlAttrPtr found = xmlHasProp(node, BAD_CAST name);

	return found && found->children ? (const char *)found->children->content : "";
}

static void check_gap(xmlNodePtr node, const char **statuses)
{
	static const char *const by_gap[] = { "ahead", "on-pace", "near", "behind", "far-behind" };
	long rate, pace, gap;

	if (attribute(node, "gap")[0] == '\0')
		return;
	cr_assert(tenths(attribute(node, "rate"), &rate) && tenths(attribute(node, "pace"), &pace)
	        && tenths(attribute(node, "gap"), &gap));
	cr_assert_eq(rate - pace, gap, "%s - %s is not %s", attribute(node, "rate"),
	        attribute(node, "pace"), attribute(node, "gap"));
	const char *status = attribute(node, "status");
	bool is_by_gap = false;
	for (size_t i = 0; i < sizeof by_gap / sizeof *by_gap; i++)
		is_by_gap |= strcmp(by_gap[i], status) == 0;
	if (!is_by_gap || gap < -GAPS / 2 || gap > GAPS / 2)
		return;
	const char **known = &statuses[gap + GAPS / 2];
	for (size_t i = 0; (*known)[0] == '\0' && i < sizeof by_gap / sizeof *by_gap; i++)
		if (strcmp(by_gap[i], status) == 0)
			*known = by_gap[i];
	cr_assert_str_eq(*known, status, "%s is two things", attribute(node, "gap"));
}

static void check_change(xmlNodePtr node)
{
	const char *change = attribute(node, "change");
	long now, before, difference = 0;

	if (!tenths(attribute(node, "value"), &now)
	        || !tenths(attribute(node, "previous-value"), &before))
		return;
	cr_assert(strcmp(change, "持平") == 0 || tenths(change, &difference), "%s", change);
	cr_assert_eq(now - before, difference, "%s - %s is not %s", attribute(node, "value"),
	        attribute(node, "previous-value"), change);
}

static size_t check_tree(xmlNodePtr node, const char **statuses)
{
	size_t count = 0;

	for (; node; node = node->next) {
		if (node->type == XML_ELEMENT_NODE
		        && xmlStrEqual(node->name, BAD_CAST "indicator")) {
			check_gap(node, statuses);
			check_change(node);
			count++;
		}
		count += check_tree(node->children, statuses);
	}
	return count;
}

static const char *share(struct arena *arena, uint64_t *state)
{
	const uint64_t whole = 1 + next(state, next(state, 1) ? 99 : 99999);

	return arena_printf(arena, "%llu/%llu", (unsigned long long)next(state, whole),
	        (unsigned long long)whole);
}

static const char *number(struct arena *arena, uint64_t *state)
{
	return arena_printf(arena, "%llu", (unsigned long long)next(state, 1999));
}

/* Shares that grow and shares that are held, and counts, with random targets and deadlines. */
static void make_indicator(struct arena *arena, struct world *world, uint64_t *state, int month)
{
	const bool is_share = next(state, 1);
	const struct indicator like = { .kind = is_share ? KIND_RATIO : KIND_COUNT,
		.measure = is_share ? "%" : "个",
		.target = decimal_from(1 + (int64_t)next(state, is_share ? 99 : 1999)),
		.has_target = true,
		.lead_reports = true,
		.parameter = "",
		.phrase = "",
		.note = "",
		.combine = COMBINE_LEAD_ONLY,
		.numerator = "甲",
		.denominator = "乙",
		.deadline = { WORLD_YEAR, month + (int)next(state, (uint64_t)(12 - month)), 28 } };
	const struct indicator *indicator = world_indicator(world, &like);

	for (int i = month - 1; i <= month; i++)
		if (i > 0)
			world_give(world, i, LEAD, indicator,
			        is_share ? share(arena, state) : number(arena, state));
}

/* The words that a facts document prints of a catalogue, and its one category. */
static void name_all(
        struct world *world, struct category *category, const struct category **categories)
{
	struct catalogue *catalogue = world_catalogue(world);
	struct task *task = world_task(world);

	catalogue->title = catalogue->city = catalogue->subject = catalogue->issuer = "";
	catalogue->recipients = catalogue->districts = catalogue->copies = catalogue->series = "";
	task->brief = task->text = task->label = task->leader = task->deadline_printed =
	        task->note = "";
	*category = (struct category){ .name = "", .tasks = catalogue->tasks, .task_count = 1 };
	task->category = categories[0] = category;
	catalogue->categories = categories;
	catalogue->category_count = 1;
}

static size_t check_month(uint64_t *state, const char **statuses)
{
	struct arena *arena = arena_new();
	struct world *world = world_new(arena);
	struct diag *diag = kit_diag();
	struct category category;
	const struct category *categories[1];
	const int month = 1 + (int)next(state, 10);

	name_all(world, &category, categories);
	for (int i = 0; i < INDICATORS; i++)
		make_indicator(arena, world, state, month);
	const struct ledger *ledger = world_ledger(world, diag, month);
	struct facts *facts = facts_new(assess(arena, diag, ledger),
	        &(struct facts_options){ .reason = "", .despite = "" });
	const size_t count =
	        check_tree(xmlDocGetRootElement((xmlDocPtr)facts_tree(facts)), statuses);
	facts_free(facts);
	diag_free(diag);
	arena_free(arena);
	return count;
}

Test(differences, a_reader_who_subtracts_finds_what_is_printed)
{
	const char **statuses = malloc(GAPS * sizeof *statuses);
	uint64_t state = 2020;
	size_t count = 0;

	for (size_t i = 0; i < GAPS; i++)
		statuses[i] = NO_STATUS;
	const char *asked = getenv("CASES");
	const size_t cases = strtoul(asked ? asked : CASES, NULL, 10);
	cr_assert_gt(cases, 0);
	while (count < cases)
		count += check_month(&state, statuses);
	free(statuses);
}
