/* facts PERIOD: the data document on stdout. */
#include "app/run.h"

void command_facts(struct run *run)
{
	struct period period;

	if (!options_period(run->options, run->diag, &period))
		return;
	struct month month;
	if (!month_read(run, period, &month))
		return;
	struct text out;
	text_init(&out);
	facts_print(month.facts, &out);
	fwrite(out.bytes, 1, out.length, stdout);
	text_release(&out);
	facts_free(month.facts);
}
