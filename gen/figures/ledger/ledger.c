/*
 * Filling the cells, month by month, so that each cell can look back at the figure that stood
 * before it:
 *   reported, and not below the figure that stood (or corrected with a reason): it stands now;
 *   reported, but a cumulative figure fell without a reason: the earlier one goes on standing;
 *   not reported though due: the earlier one is carried, marked with the month it came from.
 * A figure given only for information is not carried: nobody asked for it.
 */
#include "figures/ledger/ledger.h"

#include "figures/ledger/inherit.h"
#include "figures/targets/calendar.h"
#include "figures/targets/duties.h"
#include "figures/targets/succession.h"

#include <assert.h>

/* What a unit owes an indicator; ROLE_GIVEN: nothing, but it gave a figure. */
enum role { ROLE_NONE, ROLE_GIVEN, ROLE_OPTIONAL, ROLE_MUST };

/* The figure that stands for a unit and indicator at the end of the months filled so far. */
struct latest {
	enum role role;
	const struct value *value; /* NULL: none yet */
	struct period from;
};

struct filling {
	struct arena *arena;
	const struct catalogue *catalogue;
	uint32_t *slots; /* [unit][indicator] */
	size_t slot_count;
	struct cell *cells;          /* the whole ledger's */
	struct latest *latest;       /* by slot */
	const struct value **values; /* [indicator]: one submission's, by index */
};

static enum role role_of(const struct indicator *indicator, const struct unit *unit)
{
	/* Nobody waits for who will come. */
	if (unit->is_absent && unit->until == 0)
		return ROLE_NONE;
	if (unit_must_report(indicator, unit))
		return ROLE_MUST;
	/* Where districts are named, one that is not named has no part in it: 不涉及. */
	if (unit_is_left_out(indicator, unit))
		return ROLE_NONE;
	return unit_has_duty(indicator->task, unit) ? ROLE_OPTIONAL : ROLE_NONE;
}

/* A figure may come from a unit without a duty, of a group that nobody has defined. */
static void mark_given(
        struct filling *filling, const struct unit *unit, const struct submission *submission)
{
	uint32_t *row = filling->slots + unit->index * filling->catalogue->indicator_count;

	for (size_t t = 0; submission && t < submission->task_count; t++) {
		const struct task_report *report = &submission->tasks[t];
		for (size_t v = 0; v < report->value_count; v++) {
			uint32_t *role = &row[report->values[v].indicator->index];
			if (*role == ROLE_NONE)
				*role = ROLE_GIVEN;
		}
	}
}

/* Puts the roles where the slots will be; returns how many pairs have one. */
static size_t mark_roles(struct filling *filling, const struct inbox *const *inboxes, size_t months)
{
	const struct catalogue *catalogue = filling->catalogue;
	const size_t width = catalogue->indicator_count;
	size_t count = 0;

	for (size_t u = 0; u < catalogue->known_unit_count; u++) {
		const struct unit *unit = catalogue->units[u];
		uint32_t *row = filling->slots + u * width;
		for (size_t i = 0; i < width; i++)
			row[i] = role_of(catalogue->indicators[i], unit);
		for (size_t m = unit->from > 1 ? (size_t)unit->from - 1 : 0; m < months; m++)
			mark_given(filling, unit, inboxes[m]->accepted[u]);
		for (size_t i = 0; i < width; i++)
			count += row[i] != ROLE_NONE;
	}
	return count;
}

/* From roles to slots: behind those that the units' pairs without a part share, in order. */
static void number_slots(struct filling *filling)
{
	const struct catalogue *catalogue = filling->catalogue;
	size_t next = catalogue->known_unit_count;

	for (size_t u = 0; u < catalogue->known_unit_count; u++) {
		uint32_t *row = filling->slots + u * catalogue->indicator_count;
		for (size_t i = 0; i < catalogue->indicator_count; i++) {
			const enum role role = (enum role)row[i];
			row[i] = (uint32_t)(role == ROLE_NONE ? u : next++);
			filling->latest[row[i]].role = role;
		}
	}
}

/* Sets or clears the places of a submission's values in filling->values. */
static void spread_values(
        struct filling *filling, const struct submission *submission, bool present)
{
	for (size_t t = 0; submission && t < submission->task_count; t++) {
		const struct task_report *report = &submission->tasks[t];
		for (size_t v = 0; v < report->value_count; v++) {
			const struct value *value = &report->values[v];
			filling->values[value->indicator->index] = present ? value : NULL;
		}
	}
}

static bool has_fallen(const struct value *value, const struct value *before)
{
	return before && kind_row(value->indicator->kind)->cumulative && value->kind == VALUE_NUMBER
	        && before->kind == VALUE_NUMBER
	        && decimal_compare(value->number, before->number) < 0;
}

static void settle_reported(struct cell *cell, struct latest *latest, const struct value *value)
{
	if (has_fallen(value, latest->value) && value->corrects[0] == '\0') {
		cell->state = CELL_KEPT;
		cell->rejected = value;
	} else {
		cell->state = CELL_REPORTED;
		latest->value = value;
		latest->from = cell->submission->period;
	}
	cell->value = latest->value;
	cell->from = latest->from;
	assert(cell->value && (cell->state == CELL_KEPT) == !!cell->rejected);
}

static void settle_missing(
        struct cell *cell, const struct latest *latest, const struct indicator *indicator)
{
	switch (latest->role) {
	case ROLE_NONE:
	case ROLE_GIVEN:
		cell->state = CELL_NOT_CONCERNED;
		return;
	case ROLE_OPTIONAL:
		cell->state = CELL_OPTIONAL;
		return;
	case ROLE_MUST:
		break;
	}
	if (latest->value) {
		cell->state = CELL_CARRIED;
		cell->value = latest->value;
		cell->from = latest->from;
	} else if (!cell->submission) {
		cell->state = CELL_NOT_REPORTED;
	} else {
		/* A qualitative indicator is told in words; its yes is optional. */
		cell->state = kind_is_measured(indicator->kind) ? CELL_OMITTED : CELL_OPTIONAL;
	}
}

static void fill_unit(struct filling *filling, const struct unit *unit,
        const struct submission *submission, struct cell *cells)
{
	const struct catalogue *catalogue = filling->catalogue;
	const uint32_t *row = filling->slots + unit->index * catalogue->indicator_count;

	cells[unit->index] = (struct cell){ .state = CELL_NOT_CONCERNED, .submission = submission };
	spread_values(filling, submission, true);
	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		struct cell *cell = &cells[row[i]];
		struct latest *latest = &filling->latest[row[i]];
		if (row[i] < catalogue->known_unit_count)
			continue;
		cell->submission = submission;
		if (filling->values[i])
			settle_reported(cell, latest, filling->values[i]);
		else
			settle_missing(cell, latest, catalogue->indicators[i]);
	}
	spread_values(filling, submission, false);
}

static struct cell *slot_of(const struct filling *filling, struct cell *cells,
        const struct unit *unit, const struct indicator *indicator)
{
	return &cells[filling->slots[unit->index * filling->catalogue->indicator_count
	        + indicator->index]];
}

/* What was reported of the indicator by those that the unit was to take it over from. */
static void take_over(const struct filling *filling, const struct unit *unit,
        const struct indicator *indicator, struct cell *cells)
{
	struct cell *cell = slot_of(filling, cells, unit, indicator);
	struct latest *latest = &filling->latest[cell - cells];
	const struct cell **before = arena_alloc_array(
	        filling->arena, unit->succeeded_count, sizeof(const struct cell *));
	size_t count = 0;

	for (size_t i = 0; i < unit->succeeded_count; i++)
		if (indicator_heirs(indicator, unit->succeeds[i]) == 1)
			before[count++] = slot_of(filling, cells, unit->succeeds[i], indicator);
	*cell = inherit_cell(filling->arena, indicator, before, count);
	if (cell->value) {
		latest->value = cell->value;
		latest->from = cell->from;
	}
}

/* A unit that is not there any more, or not yet. */
static void fill_absent(
        struct filling *filling, const struct unit *unit, int month, struct cell *cells)
{
	const struct catalogue *catalogue = filling->catalogue;
	const uint32_t *row = filling->slots + unit->index * catalogue->indicator_count;

	cells[unit->index] = (struct cell){ .state = CELL_NOT_CONCERNED };
	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		if (row[i] < catalogue->known_unit_count)
			continue;
		cells[row[i]] = (struct cell){ .state = CELL_NOT_CONCERNED };
		if (month < unit->from && unit_inherits(indicator, unit))
			take_over(filling, unit, indicator, cells);
	}
}

static void fill_month(struct filling *filling, const struct inbox *inbox, size_t place)
{
	const struct catalogue *catalogue = filling->catalogue;
	struct cell *cells = filling->cells + place * filling->slot_count;
	const int month = (int)place + 1;
	size_t later = 0;

	for (size_t u = 0; u < catalogue->known_unit_count; u++) {
		const struct unit *unit = catalogue->units[u];
		if (succession_is_there(unit, month))
			fill_unit(filling, unit, inbox->accepted[u], cells);
		else if (month >= unit->from)
			fill_absent(filling, unit, month, cells);
		else
			later++;
	}
	/* Heirs behind those that they take over from. */
	for (int from = month + 1; later > 0 && from <= MONTHS; from++)
		for (size_t u = 0; u < catalogue->known_unit_count; u++)
			if (catalogue->units[u]->from == from) {
				fill_absent(filling, catalogue->units[u], month, cells);
				later--;
			}
}

static bool has_reports(const struct catalogue *catalogue, const struct inbox *inbox)
{
	for (size_t i = 0; i < catalogue->known_unit_count; i++)
		if (inbox->states[i] != REPORT_MISSING)
			return true;
	return false;
}

static int first_month_of(const struct ledger *ledger)
{
	int month = 1;

	while (month < ledger->period.month
	        && !has_reports(ledger->catalogue, ledger->inboxes[month - 1]))
		month++;
	return month;
}

struct ledger *ledger_fill(struct arena *arena, const struct catalogue *catalogue,
        const struct inbox *const *inboxes, struct period period)
{
	const size_t months = (size_t)period.month;
	const size_t plane = catalogue->known_unit_count * catalogue->indicator_count;
	struct ledger *ledger = arena_alloc(arena, sizeof *ledger);
	struct arena *scratch = arena_new();
	struct filling filling = {
		.arena = arena,
		.catalogue = catalogue,
		.slots = arena_alloc_array(arena, plane, sizeof *filling.slots),
		.values = arena_alloc_array(
		        scratch, catalogue->indicator_count, sizeof(struct value *)),
	};

	assert(period.month >= 1 && period.month <= MONTHS);
	filling.slot_count = catalogue->known_unit_count + mark_roles(&filling, inboxes, months);
	filling.cells =
	        arena_alloc_array(arena, months * filling.slot_count, sizeof *filling.cells);
	filling.latest = arena_alloc_array(scratch, filling.slot_count, sizeof *filling.latest);
	number_slots(&filling);
	*ledger = (struct ledger){
		.catalogue = catalogue,
		.period = period,
		.inboxes = inboxes,
		.month_count = months,
		.slots = filling.slots,
		.slot_count = filling.slot_count,
		.cells = filling.cells,
	};
	ledger->first_month = first_month_of(ledger);
	for (size_t m = 0; m < months; m++) {
		fill_month(&filling, inboxes[m], m);
		ledger->sample = ledger->sample || inboxes[m]->any_sample;
	}
	arena_free(scratch);
	return ledger;
}

bool ledger_is_reported(const struct ledger *ledger, int month)
{
	return month >= ledger->first_month
	        && calendar_is_reported(&ledger->catalogue->rules, month);
}

int ledger_before(const struct ledger *ledger, int month)
{
	do
		month--;
	while (month > 0 && !ledger_is_reported(ledger, month));
	return month;
}

const char *ledger_month_word(struct arena *arena, int month, int earlier)
{
	return earlier == month - 1 ? "上月" : arena_printf(arena, "%d月", earlier);
}

const struct inbox *ledger_inbox(const struct ledger *ledger)
{
	return ledger->inboxes[ledger->period.month - 1];
}

const struct cell *ledger_cell(const struct ledger *ledger, int month, const struct unit *unit,
        const struct indicator *indicator)
{
	assert(month >= 1 && (size_t)month <= ledger->month_count);
	const uint32_t slot =
	        ledger->slots[unit->index * ledger->catalogue->indicator_count + indicator->index];
	assert(slot < ledger->slot_count);
	return &ledger->cells[(size_t)(month - 1) * ledger->slot_count + slot];
}

const struct task_report *ledger_report(
        const struct ledger *ledger, int month, const struct unit *unit, const struct task *task)
{
	assert(month >= 1 && (size_t)month <= ledger->month_count);
	const struct submission *submission = ledger->inboxes[month - 1]->accepted[unit->index];
	const struct task_report *report = submission ? submission_report(submission, task) : NULL;

	for (size_t i = 0; !report && month < unit->from && i < unit->succeeded_count; i++)
		report = ledger_report(ledger, month, unit->succeeds[i], task);
	return report;
}
