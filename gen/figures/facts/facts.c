/*
 * The tree is built from the assessment for each template anew, of what that one names: it costs
 * less than holding for all of them what any might name. libxml2 interns the names in the
 * document's dictionary, so that XPath compares pointers' worth of short strings and no name is
 * copied twice.
 */
#include "figures/facts/facts.h"

#include "base/memory.h"
#include "base/text.h"
#include "figures/facts/phrase.h"
#include "figures/facts/tree.h"
#include "figures/targets/calendar.h"

#include <libxml/xmlsave.h>

#include <stdlib.h>

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
	facts_put(root, FACT_COPIES, catalogue->copies);
	facts_put(root, FACT_SERIES, catalogue->series);
}

static void put_run(struct facts *facts, xmlNodePtr root)
{
	const struct facts_options *options = &facts->options;
	const struct assessment *assessment = facts->assessment;
	const struct catalogue *catalogue = assessment->catalogue;
	const struct period next = period_add(assessment->period, 1);
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
	facts_put(root, FACT_PERIOD, period_format(arena, assessment->period));
	facts_put_date(facts, root, FACT_AS_OF, assessment->as_of);
	facts_put_date(facts, root, FACT_DUE, assessment->due);
	facts_put_date(facts, root, FACT_CUT, assessment->cut);
	facts_put_date(
	        facts, root, FACT_DATE, options->date.year > 0 ? options->date : assessment->cut);
	facts_put_yes(root, FACT_DRAFT, options->date.year == 0);
	facts_put(root, FACT_NEXT_PERIOD, period_format(arena, next));
	facts_put_date(facts, root, FACT_NEXT_DUE, calendar_due(catalogue, next));
}

/* "14.3%" of the measured indicators; nothing measured is no share. */
static const char *met_share(struct facts *facts)
{
	const struct assessment *assessment = facts->assessment;

	if (assessment->measured == 0)
		return "—";
	const struct fraction parts = { decimal_from((int64_t)assessment->measured_met),
		decimal_from((int64_t)assessment->measured) };
	return phrase_fraction(facts->words, parts, "%");
}

static void add_counts(struct facts *facts, xmlNodePtr root)
{
	const struct assessment *assessment = facts->assessment;
	const struct catalogue *catalogue = assessment->catalogue;
	const xmlNodePtr node = facts_element(root, NODE_COUNTS);
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
	facts_put(node, FACT_MET_SHARE, met_share(facts));
	facts_put_count(node, FACT_LAGGING, lagging);
	facts_put_count(node, FACT_LAGGING_INDICATORS, lagging_indicators);
	facts_put_count(node, FACT_DEADLINE_PASSED, assessment->tasks_deadline_passed);
	facts_put_count(node, FACT_NEWLY_DONE, assessment->newly_done);
	facts_put_count(node, FACT_NEWLY_BEHIND, assessment->newly_behind);
	facts_put_count(node, FACT_RECOVERED, assessment->recovered);
	facts_put_yes(node, FACT_HAS_PREVIOUS, assessment->period.month > 1);
}

/* Every status in its fixed order, also those that nothing has: a template filters by count. */
static void add_statuses(struct facts *facts, xmlNodePtr root)
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

static void plant(struct facts *facts)
{
	facts->tree = xmlNewDoc(BAD_CAST "1.0");
	facts->tree->dict = xmlDictCreate();
	facts->tree->_private = facts;
	xmlDocSetRootElement(facts->tree, xmlNewDocNode(facts->tree, NULL, BAD_CAST "facts", NULL));
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

static void grow(struct facts *facts)
{
	const xmlNodePtr root = xmlDocGetRootElement(facts->tree);

	put_catalogue(facts, root);
	put_run(facts, root);
	add_counts(facts, root);
	add_statuses(facts, root);
	facts_add_categories(facts, root);
	facts_add_reports(facts, root);
	facts_add_doubts(facts, root);
	facts_add_ranks(facts, root);
	facts_add_escalations(facts, root);
	add_adjustments(facts, root);
	add_changes(facts, root);
}

void facts_ask(struct facts *facts, const struct facts_names *names)
{
	if (facts->tree && facts_names_equal(&facts->asked, names))
		return;
	xmlFreeDoc(facts->tree);
	facts->asked = *names;
	plant(facts);
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
	xmlFreeDoc(facts->tree);
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

char *facts_library_version(struct arena *arena)
{
	return arena_printf(arena, "libxml2 %s", xmlParserVersion);
}

void *facts_tree(struct facts *facts)
{
	if (!facts->tree)
		facts_ask_all(facts);
	return facts->tree;
}
