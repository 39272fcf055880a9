#include "figures/assess/promise.h"

#include "figures/intake/promised.h"

static void follow(struct promise *promise, const char *words, struct period said)
{
	struct date day = { 0 };
	const bool has_day = promised_day(words, said, &day);

	promise->previous = promise->words;
	promise->has_previous_day = promise->has_day;
	promise->previous_day = promise->day;
	promise->words = words;
	promise->has_day = has_day;
	promise->day = day;
	promise->slipped = has_day && promise->has_previous_day
	        && date_compare(day, promise->previous_day) > 0;
	promise->slips += promise->slipped;
}

struct promise promise_of(
        const struct ledger *ledger, int month, const struct unit *unit, const struct task *task)
{
	struct promise promise = { .words = "", .previous = "" };

	for (int number = 1; number <= month; number++) {
		const struct task_report *report = ledger_report(ledger, number, unit, task);
		const struct period said = { ledger->period.year, number };
		if (report && report->expected[0])
			follow(&promise, report->expected, said);
		else if (number == month)
			follow(&promise, "", said);
	}
	return promise;
}
