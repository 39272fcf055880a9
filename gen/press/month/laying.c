#include "press/month/laying.h"

#include "base/text.h"
#include "figures/ledger/build.h"
#include "press/month/sources.h"

#include <assert.h>

/* All of one call; in its arena but for the voices, which it frees. */
struct laying {
	struct run *run;
	const struct catalogue *catalogue;
	struct period period;
	struct sources sources;
	struct arena *arena;
	struct diag *heard;           /* of the month with the file in it */
	struct diag *doubts;          /* of its ledger */
	const struct inbox **inboxes; /* by month - 1, which a ledger borrows */
	size_t at;                    /* the file's entry in the month's inbox */
	const struct ledger *ledger;  /* with the file in it; NULL: the file does not count */
};

static const struct inbox *month_of(const struct laying *laying)
{
	return laying->inboxes[laying->period.month - 1];
}

static void say_errors(struct diag *diag, const struct diag *heard)
{
	for (size_t i = 0; i < diag_count(heard); i++)
		if (diag_record(heard, i)->severity >= SEVERITY_ERROR)
			diag_repeat(diag, diag_record(heard, i));
}

/* January … the month; false (said) when something of one could not be read. */
static bool read_months(struct laying *laying, const struct laid_file *file)
{
	struct run *run = laying->run;
	const struct readings_laying over = {
		.arena = laying->arena,
		.catalogue = laying->catalogue,
		.sources = &laying->sources,
		.file = file,
	};
	bool whole = true;

	assert(laying->period.month >= 1 && laying->period.month <= MONTHS);
	for (int month = 1; month < laying->period.month; month++) {
		laying->inboxes[month - 1] = readings_inbox(run->readings, laying->catalogue,
		        &laying->sources, (struct period){ laying->period.year, month });
		whole = readings_are_whole(run->diag, laying->inboxes[month - 1]) && whole;
	}
	laying->inboxes[laying->period.month - 1] =
	        readings_laid(run->readings, &over, laying->heard, laying->period, &laying->at);
	say_errors(run->diag, laying->heard);
	return whole && inbox_is_whole(month_of(laying));
}

/* Is a doubt's place in a report of the unit? What a revision leaves out stands in an earlier one.
 */
static bool is_of_unit(const struct inbox *inbox, const struct unit *unit, struct place place)
{
	for (size_t i = 0; i < inbox->entry_count; i++)
		if (inbox->entries[i].unit == unit
		        && text_equal(inbox->entries[i].file, place.file))
			return true;
	return false;
}

static void say_doubts(struct laying *laying, const struct unit *unit)
{
	for (size_t i = 0; i < diag_count(laying->doubts); i++) {
		const struct record *record = diag_record(laying->doubts, i);
		if (is_of_unit(month_of(laying), unit, record->place))
			diag_repeat(laying->run->diag, record);
	}
}

static bool hold(struct laying *laying)
{
	bool holds = true;

	for (int month = 1; month <= laying->period.month; month++)
		holds = sources_hold(
		                laying->run->diag, &laying->sources, laying->inboxes[month - 1])
		        && holds;
	return holds;
}

static bool judge(struct laying *laying, const struct laid_file *file)
{
	if (!sources_are_known(laying->run->diag, &laying->sources, laying->period)
	        || !read_months(laying, file) || !hold(laying))
		return false;
	const struct inbox_entry *entry = &month_of(laying)->entries[laying->at];
	for (size_t i = entry->first_record; i < entry->last_record; i++)
		diag_repeat(laying->run->diag, diag_record(laying->heard, i));
	if (entry->state != ENTRY_ACCEPTED)
		return entry->state != ENTRY_REFUSED;
	laying->ledger = ledger_build(
	        laying->arena, laying->doubts, laying->catalogue, laying->inboxes, laying->period);
	say_doubts(laying, entry->unit);
	return true;
}

static struct laying begin(struct run *run, struct arena *arena, const struct catalogue *catalogue,
        struct period period)
{
	return (struct laying){
		.run = run,
		.catalogue = catalogue,
		.period = period,
		.sources = sources_of(arena, run->root, period, false),
		.arena = arena,
		.heard = diag_new(&(struct diag_options){ 0 }),
		.inboxes = arena_alloc_array(arena, MONTHS, sizeof(struct inbox *)),
		.doubts = diag_new(&(struct diag_options){ 0 }),
	};
}

bool laying_read(struct run *run, const struct catalogue *catalogue, struct period period,
        const struct laid_file *file, struct laid_month *out)
{
	struct laying laying = begin(run, run->arena, catalogue, period);
	const bool counts = judge(&laying, file) && laying.ledger;

	*out = (struct laid_month){ .ledger = laying.ledger, .heard = laying.heard };
	if (counts)
		out->unit = month_of(&laying)->entries[laying.at].unit;
	else
		laying_release(out);
	diag_free(laying.doubts);
	return counts;
}

void laying_release(struct laid_month *laid)
{
	diag_free(laid->heard);
	laid->heard = NULL;
}

bool laying_check(struct run *run, struct arena *arena, const struct catalogue *catalogue,
        struct period period, const struct laid_file *file)
{
	struct laying laying = begin(run, arena, catalogue, period);
	const bool accepted = judge(&laying, file);

	diag_free(laying.heard);
	diag_free(laying.doubts);
	return accepted;
}
