/* history UNIT [INDICATOR]: what a unit has reported in a year, month by month. */
#include "figures/answers/history.h"
#include "app/answering.h"
#include "app/named.h"
#include "app/options.h"
#include "press/telling/timeline.h"

#include <stdio.h>
#include <unistd.h>

static bool find(struct run *run, const struct ledger *ledger, struct history *out)
{
	const struct options *options = run->options;
	const struct catalogue *catalogue = ledger->catalogue;
	const struct unit *unit = named_unit(run, catalogue, options->arguments[0]);
	const struct indicator *indicator = NULL;

	if (!unit)
		return false;
	if (options->argument_count > 1) {
		indicator = answering_indicator(run, catalogue, options->arguments[1]);
		if (!indicator)
			return false;
	}
	if (history_tell(run->arena, ledger, unit, indicator, out))
		return true;
	diag_say(run->diag, MSG_ASKED_NO_PART, PLACE_NONE, unit->name,
	        indicator ? indicator->id : "");
	return false;
}

void command_history(struct run *run)
{
	const struct ledger *ledger;
	struct history history;
	struct text out;
	int year;

	if (!options_year(run->options, run->diag, &year))
		return;
	ledger = answering_year(run, year);
	if (!ledger || !find(run, ledger, &history))
		return;
	text_init(&out);
	if (run->options->json)
		timeline_add_json(&out, &history);
	else
		timeline_add_words(&out, &history, isatty(STDOUT_FILENO));
	answering_print(&out);
}
