/* facts PERIOD [XPATH]: the data document on stdout, or what an expression finds in it. */
#include "app/answering.h"
#include "app/run.h"
#include "press/template/query.h"

static void print_text(const struct text *out)
{
	fwrite(out->bytes, 1, out->length, stdout);
}

static void print_found(struct run *run, struct facts *facts, const char *source)
{
	struct text out;
	bool found = false;

	text_init(&out);
	const bool fine = query_print(run->diag, facts, source, &out, &found);
	if (found)
		print_text(&out);
	else if (fine)
		diag_say(run->diag, MSG_FACTS_NOTHING, PLACE_NONE, source,
		        run->options->arguments[0]);
	text_release(&out);
}

static void print_all(struct facts *facts)
{
	struct text out;

	text_init(&out);
	facts_print(facts, &out);
	print_text(&out);
	text_release(&out);
}

void command_facts(struct run *run)
{
	const struct options *options = run->options;
	const char *source = options->argument_count > 1 ? options->arguments[1] : NULL;
	struct period period;
	struct month month;

	if (!options_period(options, run->diag, &period))
		return;
	if (source && !query_check(run->diag, source))
		return;
	if (!answering_month(run, period, &month))
		return;
	if (source)
		print_found(run, month.facts, source);
	else
		print_all(month.facts);
	facts_free(month.facts);
}
