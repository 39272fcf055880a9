#include "figures/intake/chain.h"

#include "base/text.h"
#include "figures/targets/lookup.h"
#include "kit/intake.h"

#include <criterion/criterion.h>

/* Reports of 东湖区 for May 2031, each with another revision, joined. */
struct chain {
	struct arena *arena;
	struct diag *diag;
	const struct catalogue *catalogue;
	const struct submission *revisions[3];
	size_t count;
};

static struct chain chain_new(void)
{
	struct chain chain = { .arena = arena_new(), .diag = kit_diag() };

	chain.catalogue = catalogue_read(chain.arena, chain.diag, &root_here, OTHER_CITY, NULL);
	cr_assert_not_null(chain.catalogue);
	return chain;
}

static void drop(struct chain *chain)
{
	diag_free(chain->diag);
	arena_free(chain->arena);
}

/* The next revision: what else its head says, and its tasks. */
static void add(struct chain *chain, const char *head, const char *tasks)
{
	const char *text = arena_printf(chain->arena,
	        "{\"unit\":\"东湖区\",\"period\":\"2031-05\",\"submitted_at\":\"2031-06-04\","
	        "\"revision\":%zu,\"reason\":\"更正\",%s\"tasks\":[%s]}",
	        chain->count + 1, head, tasks);
	const struct submission_source source = { .file = arena_printf(chain->arena, "%zu.json",
		                                          chain->count + 1),
		.bytes = text,
		.length = strlen(text) };

	chain->revisions[chain->count] = submission_parse(chain->arena, chain->diag,
	        chain->catalogue, (struct period){ .year = 2031, .month = 5 }, &source);
	cr_assert_not_null(
	        chain->revisions[chain->count], "%s", kit_records(chain->arena, chain->diag));
	chain->count++;
}

static const struct submission *joined(const struct chain *chain)
{
	return chain_join(chain->arena, chain->revisions, chain->count);
}

/* "12 of 1", "" when there is none. */
static const char *figure(
        const struct chain *chain, const struct submission *submission, const char *id)
{
	const struct value *value =
	        submission_value(submission, lookup_indicator(chain->catalogue, id));

	if (!value)
		return "";
	return arena_printf(chain->arena, "%s of %d",
	        value->kind == VALUE_YES_NO ? "yes" : decimal_format(chain->arena, value->number),
	        value->revision);
}

Test(chain, one_report_is_handed_back_as_it_is)
{
	struct chain chain = chain_new();

	add(&chain, "", "{\"no\":1,\"values\":{\"1.2\":12}}");
	cr_expect_eq(joined(&chain), chain.revisions[0]);
	cr_expect_eq(chain_kept(joined(&chain)), 0);
	drop(&chain);
}

Test(chain, what_a_later_report_does_not_name_stands)
{
	struct chain chain = chain_new();

	add(&chain, "",
	        "{\"no\":1,\"values\":{\"1.2\":12},\"progress\":\"招聘\",\"problems\":\"雨\"}");
	add(&chain, "\"phone\":\"1\",", "{\"no\":1,\"values\":{\"1.10\":true},\"problems\":\"\"}");
	const struct submission *both = joined(&chain);
	cr_expect_str_eq(figure(&chain, both, "1.2"), "12 of 1");
	cr_expect_str_eq(figure(&chain, both, "1.10"), "yes of 2");
	cr_expect_eq(chain_kept(both), 1);
	cr_expect_str_eq(both->tasks[0].progress, "招聘", "not written: it stands");
	cr_expect_str_eq(both->tasks[0].progress_place.file, "1.json");
	cr_expect_str_eq(both->tasks[0].problems, "", "written as empty: taken back");
	cr_expect_str_eq(both->file, "2.json");
	cr_expect_eq(both->revision, 2);
	cr_expect_eq(both->earlier, chain.revisions[0]);
	drop(&chain);
}

Test(chain, a_task_that_is_left_out_stands_whole)
{
	struct chain chain = chain_new();

	add(&chain, "", "{\"no\":1,\"values\":{\"1.2\":12},\"progress\":\"招聘\"}");
	add(&chain, "\"withdraw\":[\"1.10\"],", "");
	const struct submission *both = joined(&chain);
	cr_assert_eq(both->task_count, 1);
	cr_expect_str_eq(both->tasks[0].progress, "招聘");
	cr_expect_str_eq(figure(&chain, both, "1.2"), "12 of 1");
	drop(&chain);
}

Test(chain, what_is_withdrawn_is_gone_until_it_is_given_again)
{
	struct chain chain = chain_new();

	add(&chain, "", "{\"no\":1,\"values\":{\"1.2\":12,\"1.10\":true}}");
	add(&chain, "\"withdraw\":[\"1.2\"],", "{\"no\":1}");
	cr_expect_str_eq(figure(&chain, joined(&chain), "1.2"), "");
	cr_expect_str_eq(figure(&chain, joined(&chain), "1.10"), "yes of 1");
	add(&chain, "", "{\"no\":1,\"values\":{\"1.2\":9}}");
	cr_expect_str_eq(figure(&chain, joined(&chain), "1.2"), "9 of 3");
	cr_expect_str_eq(figure(&chain, joined(&chain), "1.10"), "yes of 1");
	cr_expect_str_eq(figure(&chain, joined(&chain)->earlier, "1.2"), "");
	cr_expect_str_eq(figure(&chain, joined(&chain)->earlier->earlier, "1.2"), "12 of 1");
	drop(&chain);
}

/* What is a sample makes a sample of what it stands in, and of nothing else. */
Test(chain, a_sample_stays_one_as_long_as_something_of_it_stands)
{
	struct chain chain = chain_new();

	add(&chain, "\"sample\":true,", "{\"no\":1,\"values\":{\"1.2\":12}}");
	add(&chain, "", "{\"no\":1,\"values\":{\"1.2\":13}}");
	cr_expect_not(joined(&chain)->sample);
	chain.count = 1;
	add(&chain, "", "{\"no\":1,\"values\":{\"1.10\":true}}");
	cr_expect(joined(&chain)->sample);
	drop(&chain);
}
