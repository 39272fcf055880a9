/*
 * The tree is built from the assessment for each template anew, of what that one names: it costs
 * less than holding for all of them what any might name.
 */
#include "figures/facts/facts.h"

#include "base/memory.h"
#include "base/text.h"
#include "figures/facts/grow.h"
#include "figures/facts/phrase.h"
#include "figures/facts/tree.h"
#include "figures/targets/calendar.h"

#include <libxml/xmlsave.h>

#include <stdlib.h>
#include <string.h>

static void put_catalogue(struct facts *facts, xmlNodePtr root)
{
	const struct catalogue *catalogue = facts->assessment->catalogue;

	facts_put(root, FACT_CITY, catalogue->city);
	facts_put_integer(root, FACT_YEAR, catalogue->year);
	facts_put(root, FACT_TITLE, catalogue->title);
	facts_put(root, FACT_SUBJECT, catalogue->subject);
	facts_put(root, FACT_ISSUER, catalogue->issuer);
	facts_put(root, FACT_RECIPIENTS, catalogue->recipients);
	facts_put(root, FACT_DISTRICTS, catalogue->districts);
	facts_put(root, FACT_WHOLE, catalogue->whole);
	facts_put(root, FACT_LEADERS, catalogue->leaders);
	facts_put(root, FACT_COPIES, catalogue->copies);
	facts_put(root, FACT_SERIES, catalogue->series);
}

/* The day of issue, of a draft the day of the cut. */
static struct date date_of(const struct facts *facts)
{
	return facts->options.date.year > 0 ? facts->options.date : facts->assessment->cut;
}

static void put_next_due(struct facts *facts, xmlNodePtr root, struct date due)
{
	const struct date today = date_of(facts);

	facts_put_date(facts, root, FACT_NEXT_DUE, due);
	facts_put_integer(root, FACT_NEXT_DUE_DAYS, (int)(date_number(due) - date_number(today)));
	facts_put_integer(root, FACT_NEXT_DUE_WORKDAYS,
	        calendar_working_days(&facts->assessment->catalogue->rules, today, due));
}

static void put_days(struct facts *facts, xmlNodePtr root)
{
	const struct assessment *assessment = facts->assessment;
	const struct catalogue *catalogue = assessment->catalogue;
	const struct period next = calendar_next(&catalogue->rules, assessment->period);
	const struct date next_as_of = calendar_as_of(&catalogue->rules, next);
	struct arena *arena = facts->words;

	facts_put(root, FACT_PERIOD, period_format(arena, assessment->period));
	facts_put_date(facts, root, FACT_AS_OF, assessment->as_of);
	facts_put(
	        root, FACT_AS_OF_WORDS, phrase_deadline(arena, assessment->as_of, catalogue->year));
	facts_put_date(facts, root, FACT_DUE, assessment->due);
	facts_put_date(facts, root, FACT_CUT, assessment->cut);
	facts_put_date(facts, root, FACT_DATE, date_of(facts));
	facts_put(root, FACT_PREVIOUS_NAME, facts_previous_name(facts));
	facts_put(root, FACT_NEXT_PERIOD, period_format(arena, next));
	facts_put(root, FACT_NEXT_AS_OF_WORDS, phrase_deadline(arena, next_as_of, catalogue->year));
	put_next_due(facts, root, calendar_due(catalogue, next));
}

static void put_run(struct facts *facts, xmlNodePtr root)
{
	const struct facts_options *options = &facts->options;
	const struct assessment *assessment = facts->assessment;
	const struct catalogue *catalogue = assessment->catalogue;
	const int number = options->number > 0 ? options->number
	                                       : catalogue->numbers[assessment->period.month - 1];
	struct arena *arena = facts->words;

	facts_put_integer(root, FACT_NUMBER, number);
	facts_put_integer(root, FACT_REVISION, options->revision);
	facts_put(root, FACT_REVISION_WORDS,
	        options->revision > 0
	                ? arena_printf(arena, "第%s次修订", phrase_number(arena, options->revision))
	                : "");
	facts_put(root, FACT_REASON, options->reason);
	facts_put(root, FACT_DESPITE, options->despite);
	facts_put_yes(root, FACT_SAMPLE, assessment->ledger->sample);
	put_days(facts, root);
	facts_put_yes(root, FACT_DRAFT, options->date.year == 0);
}

static const char *join_days(struct facts *facts, const struct date *days, size_t count)
{
	const char *line = "";

	for (size_t i = 0; i < count; i++)
		line = arena_printf(facts->words, "%s%s%s", line, i > 0 ? " " : "",
		        date_format(facts->words, days[i]));
	return line;
}

/* What workday-add and its kin reckon with. */
/* Those who issue together are parted by 、, the first of them in charge. */
static void add_organs(struct facts *facts, xmlNodePtr root)
{
	static const char comma[] = "、";
	const char *at = facts->assessment->catalogue->issuer;

	while (at) {
		const char *end = strstr(at, comma);
		facts_put(facts_element(root, NODE_ORGAN), FACT_NAME,
		        arena_strndup(facts->words, at, end ? (size_t)(end - at) : strlen(at)));
		at = end ? end + sizeof comma - 1 : NULL;
	}
}

static void add_calendar(struct facts *facts, xmlNodePtr root)
{
	const struct rules *rules = &facts->assessment->catalogue->rules;
	const xmlNodePtr node = facts_element(root, NODE_CALENDAR);

	facts_put(node, FACT_HOLIDAYS, join_days(facts, rules->holidays, rules->holiday_count));
	facts_put(node, FACT_WORKDAYS, join_days(facts, rules->workdays, rules->workday_count));
}

static void add_change(struct facts *facts, xmlNodePtr node, const struct facts_change *change)
{
	facts_put(node, FACT_KIND, change->kind);
	facts_put(node, FACT_SUBJECT, facts_shown(facts, change->subject));
	facts_put(node, FACT_TEXT, facts_shown(facts, change->text));
}

/* Only a revision has changes; the list may be empty. */
static void add_changes(struct facts *facts, xmlNodePtr root)
{
	const struct facts_options *options = &facts->options;

	if (options->revision == 0)
		return;
	const xmlNodePtr list = facts_element(root, NODE_CHANGES);
	facts_put_count(list, FACT_COUNT, options->change_count);
	for (size_t i = 0; i < options->change_count; i++)
		add_change(facts, facts_element(list, NODE_CHANGE), &options->changes[i]);
}

/* The list is empty in nearly every month. */
static void add_adjustments(struct facts *facts, xmlNodePtr root)
{
	const struct facts_options *options = &facts->options;
	const xmlNodePtr list = facts_element(root, NODE_ADJUSTMENTS);

	facts_put_count(list, FACT_COUNT, options->adjustment_count);
	for (size_t i = 0; i < options->adjustment_count; i++)
		add_change(facts, facts_element(list, NODE_ADJUSTMENT), &options->adjustments[i]);
}

void facts_changes_add(
        struct facts_changes *changes, struct arena *arena, const struct facts_change *change)
{
	changes->list = arena_grow(
	        arena, changes->list, &changes->capacity, changes->count, sizeof *changes->list);
	changes->list[changes->count++] = *change;
}

struct facts *facts_empty(void)
{
	struct facts *facts = memory_zeroed(sizeof *facts);

	text_init(&facts->line);
	return facts;
}

struct facts *facts_new(const struct assessment *assessment, const struct facts_options *options)
{
	struct facts *facts = facts_empty();

	facts->assessment = assessment;
	facts->options = *options;
	return facts;
}

void facts_see(struct facts *facts, const struct facts_sighting *sightings, size_t count)
{
	facts->options.sightings = sightings;
	facts->options.sighting_count = count;
	facts_rest(facts);
}

void facts_rest(struct facts *facts)
{
	grow_free(facts->tree);
	facts->tree = NULL;
}

static struct facts_places places_of(struct arena *arena, const struct catalogue *catalogue)
{
	return (struct facts_places){
		.indicators =
		        arena_alloc_array(arena, catalogue->indicator_count, sizeof(xmlNodePtr)),
		.tasks = arena_alloc_array(arena, catalogue->task_count, sizeof(xmlNodePtr)),
		.reports = arena_alloc_array(arena, catalogue->unit_count, sizeof(xmlNodePtr)),
		.ranks = arena_alloc_array(arena, catalogue->unit_count, sizeof(xmlNodePtr)),
	};
}

static void grow(struct facts *facts)
{
	const xmlNodePtr root = xmlDocGetRootElement(facts->tree);

	facts->places = places_of(facts->words, facts->assessment->catalogue);
	put_catalogue(facts, root);
	put_run(facts, root);
	add_organs(facts, root);
	add_calendar(facts, root);
	facts->places.counts = facts_element(root, NODE_COUNTS);
	facts_put_counts(facts, facts->places.counts);
	facts_add_statuses(facts, root);
	facts_add_categories(facts, root);
	facts_add_reports(facts, root);
	facts_add_doubts(facts, root);
	facts_add_ranks(facts, root);
	facts_add_escalations(facts, root);
	facts_add_units(facts, root);
	facts_add_leaders(facts, root);
	facts_add_demands(facts, root);
	facts_add_submissions(facts, root);
	add_adjustments(facts, root);
	add_changes(facts, root);
	if (facts_wants(facts, NODE_MONTH))
		facts_add_months(facts);
}

void facts_ask(struct facts *facts, const struct facts_names *names)
{
	if (facts->tree && facts_names_hold(&facts->asked, names))
		return;
	grow_free(facts->tree);
	facts->asked = *names;
	facts->tree = grow_new(facts, "facts");
	if (!facts->assessment)
		return;
	facts->words = arena_new();
	grow(facts);
	arena_free(facts->words);
	facts->words = NULL;
	facts->file = facts->shown = NULL;
}

void facts_ask_all(struct facts *facts)
{
	struct facts_names all;

	facts_names_init(&all);
	facts_names_add_all(&all);
	facts_ask(facts, &all);
}

void facts_free(struct facts *facts)
{
	if (!facts)
		return;
	grow_free(facts->tree);
	text_release(&facts->line);
	free(facts);
}

void facts_print(struct facts *facts, struct text *out)
{
	xmlChar *bytes = NULL;
	int length = 0;

	facts_ask_all(facts);
	xmlDocDumpFormatMemoryEnc(facts->tree, &bytes, &length, "UTF-8", 1);
	if (!bytes)
		return;
	text_add_bytes(out, (const char *)bytes, (size_t)length);
	xmlFree(bytes);
}

void *facts_tree(struct facts *facts)
{
	if (!facts->tree)
		facts_ask_all(facts);
	return facts->tree;
}
