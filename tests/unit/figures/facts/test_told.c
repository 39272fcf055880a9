/* What the facts tell of a month beside its figures: how they changed, and what the office wrote.
 */
#include "figures/facts/facts.h"

#include "figures/ledger/build.h"
#include "kit/intake.h"

#include <criterion/criterion.h>
#include <libxml/xpath.h>

#define FEBRUARY ((struct period){ 2031, 2 })
#define REPORT \
	"{\"unit\": \"%s\", \"period\": \"2031-%02d\", \"submitted_at\": " \
	"\"2031-%02d-05T09:00:00+08:00\", \"reporter\": \"填报人\", \"tasks\": [{\"no\": 7, " \
	"\"values\": {\"7.5\": %s}}]}"
#define ANSWERS \
	"{\"period\": \"2031-02\", \"answers\": [{\"code\": \"FIGURE_LEAPT\", \"unit\": " \
	"\"东湖区\", \"indicator\": \"1.2\", \"reason\": \"集中签约\", \"date\": " \
	"\"2031-03-06\"}]}"

static void expect_fact(
        struct arena *arena, struct facts *facts, const char *path, const char *expected)
{
	xmlXPathContextPtr context = xmlXPathNewContext((xmlDocPtr)facts_tree(facts));
	xmlXPathObjectPtr found =
	        xmlXPathEval(BAD_CAST arena_printf(arena, "string(%s)", path), context);

	cr_expect_str_eq((const char *)found->stringval, expected, "%s", path);
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(context);
}

/* February of the other city, whose files lie in the folder, with the office's answers. */
static struct facts *facts_of(struct arena *arena, struct diag *diag, const char *folder,
        const struct office_file *answers)
{
	const struct catalogue *catalogue =
	        catalogue_read(arena, diag, &root_here, OTHER_CITY, NULL);
	const struct inbox **inboxes =
	        arena_alloc_array(arena, 2, sizeof(const struct inbox *)); /* the ledger keeps it */

	cr_assert_not_null(catalogue, "%s", kit_records(arena, diag));
	for (int month = 1; month <= 2; month++) {
		struct arrivals *arrivals = arrivals_read(
		        arena, &root_here, arena_printf(arena, "%s/2031-%02d", folder, month));
		const struct inbox_source source = { .arrivals = arrivals,
			.answers = month == 2 ? answers : NULL };
		arrivals_open(arena, &root_here, arrivals);
		inboxes[month - 1] =
		        inbox_read(arena, diag, catalogue, &source, (struct period){ 2031, month });
	}
	const struct ledger *ledger = ledger_build(arena, diag, catalogue, inboxes, FEBRUARY);
	return facts_new(assess(arena, diag, ledger),
	        &(struct facts_options){ .reason = "", .despite = "" });
}

/* A district's own yes or no is told in words; how many said yes is a number. */
Test(told, a_districts_yes_changes_in_words_and_their_count_by_one)
{
	static const char *const said[2][2] = { { "false", "true" }, { "true", "true" } };
	static const char *const units[] = { "东湖区", "西山县" };
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	char *folder = kit_temporary_folder(arena);

	for (int month = 1; month <= 2; month++)
		for (int i = 0; i < 2; i++)
			kit_write(arena, folder, arena_printf(arena, "2031-%02d/%d.json", month, i),
			        arena_printf(arena, REPORT, units[i], month, month + 1,
			                said[month - 1][i]));
	struct facts *facts = facts_of(arena, diag, folder, NULL);
	expect_fact(arena, facts, "//indicator[@id='7.5']/@change", "+1");
	expect_fact(arena, facts, "//indicator[@id='7.5']/@change-number", "1");
	expect_fact(arena, facts, "//indicator[@id='7.5']/unit[@name='东湖区']/@change", "新完成");
	expect_fact(arena, facts, "//indicator[@id='7.5']/unit[@name='东湖区']/@change-number", "");
	expect_fact(arena, facts, "//indicator[@id='7.5']/unit[@name='西山县']/@change", "持平");
	facts_free(facts);
	kit_remove(folder);
	diag_free(diag);
	arena_free(arena);
}

Test(told, an_answer_of_the_office_is_told_with_its_reason)
{
	const struct office_file answers = { .file = "answers.json",
		.status = FILE_OK,
		.bytes = ANSWERS,
		.length = sizeof ANSWERS - 1,
		.digest = digest_of(ANSWERS, sizeof ANSWERS - 1) };
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	char *folder = kit_temporary_folder(arena);

	struct facts *facts = facts_of(arena, diag, folder, &answers);
	expect_fact(arena, facts, "//answers/@count", "1");
	expect_fact(arena, facts, "//answer/@code", "FIGURE_LEAPT");
	expect_fact(arena, facts, "//answer/@unit", "东湖区");
	expect_fact(arena, facts, "//answer/@indicator", "1.2");
	expect_fact(arena, facts, "//answer/@reason", "集中签约");
	expect_fact(arena, facts, "//answer/@date", "2031-03-06");
	facts_free(facts);
	kit_remove(folder);
	diag_free(diag);
	arena_free(arena);
}
