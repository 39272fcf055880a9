#include "figures/answers/history.h"

#include "base/text.h"
#include "figures/answers/arithmetic.h"
#include "figures/answers/origin.h"
#include "figures/assess/indicator.h"
#include "figures/facts/figures.h"
#include "figures/intake/states.h"
#include "figures/targets/succession.h"

/* What is being told, and where. */
struct telling {
	struct arena *arena;
	const struct ledger *ledger;
	struct history *out;
	struct history_month *months;    /* those that were reported, one after another */
	struct history_figure **figures; /* of each of them */
};

/* Does the unit have a part in it in any month? What nobody waits for counts once it was given. */
static bool takes_part(
        const struct ledger *ledger, const struct unit *unit, const struct indicator *indicator)
{
	for (int month = 1; month <= ledger->period.month; month++) {
		const enum cell_state state = ledger_cell(ledger, month, unit, indicator)->state;
		if (state != CELL_NOT_CONCERNED && state != CELL_OPTIONAL)
			return true;
	}
	return false;
}

static void choose(struct telling *telling, const struct indicator *wanted)
{
	const struct catalogue *catalogue = telling->ledger->catalogue;
	struct history *out = telling->out;
	const struct indicator **list = arena_alloc_array(
	        telling->arena, catalogue->indicator_count + 1, sizeof(const struct indicator *));

	for (size_t i = 0; i < catalogue->indicator_count; i++)
		if ((!wanted || catalogue->indicators[i] == wanted)
		        && takes_part(telling->ledger, out->unit, catalogue->indicators[i]))
			list[out->indicator_count++] = catalogue->indicators[i];
	out->indicators = list;
}

static struct history_report report_of(struct arena *arena, const struct inbox_entry *entry)
{
	const struct submission *said = entry->submission;
	char hex[DIGEST_HEX];

	digest_hex(&entry->digest, hex);
	return (struct history_report){
		.file = entry->file,
		.digest = arena_strdup(arena, hex),
		.state = states_entry_name(entry->state),
		.word = states_entry_word(entry->state),
		.revision = said ? said->revision : 0,
		.submitted = said ? date_format(arena, said->submitted_day) : "",
		.reason = said ? said->reason : "",
	};
}

/* By revision; what was refused, whose is not known, behind them. */
static bool comes_before(const struct history_report *one, const struct history_report *other)
{
	if (one->revision == 0 || other->revision == 0)
		return one->revision != 0 && other->revision == 0;
	return one->revision < other->revision;
}

static void tell_reports(
        struct telling *telling, const struct inbox *inbox, struct history_month *month)
{
	struct history_report *list =
	        arena_alloc_array(telling->arena, inbox->entry_count + 1, sizeof *list);
	const struct unit *unit = telling->out->unit;
	const int number = inbox->period.month;
	size_t count = 0;

	for (size_t i = 0; i < inbox->entry_count; i++) {
		const struct inbox_entry *entry = &inbox->entries[i];
		if (!inbox_concerns(entry, unit)
		        && !(entry->unit && succession_precedes(entry->unit, unit, number)))
			continue;
		const struct history_report report = report_of(telling->arena, &inbox->entries[i]);
		size_t at = count++;
		for (; at > 0 && comes_before(&report, &list[at - 1]); at--)
			list[at] = list[at - 1];
		list[at] = report;
	}
	month->reports = list;
	month->report_count = count;
	for (size_t i = 0; i < count; i++)
		if (text_equal(list[i].state, states_entry_name(ENTRY_ACCEPTED)))
			month->counted = &list[i];
}

static struct history_figure figure_of(
        struct telling *telling, int month, const struct indicator *indicator)
{
	const struct ledger *ledger = telling->ledger;
	const struct unit *unit = telling->out->unit;
	const struct cell *cell = ledger_cell(ledger, month, unit, indicator);
	const struct figure now = indicator_figure_of(ledger, month, indicator, unit);
	struct figure before = { .state = FIGURE_NONE };

	if (month > 1)
		before = indicator_figure_of(ledger, month - 1, indicator, unit);
	const struct account_source source = origin_of(telling->arena, ledger, unit, cell);
	const struct printed printed = figure_print(telling->arena, indicator, &now);
	return (struct history_figure){
		.indicator = indicator,
		.value = cell->value ? printed.value : "",
		.words = cell->value ? printed.words : source.word,
		.change = arithmetic_change(telling->arena, indicator, &now, &before),
		.source = source,
	};
}

static void remark(struct history_month *month, struct history_remark *list,
        const struct indicator *indicator, const char *kind, const char *text)
{
	if (text[0] != '\0')
		list[month->remark_count++] =
		        (struct history_remark){ .id = indicator->id, .kind = kind, .text = text };
}

/* Of what the month itself said: a figure that was carried is remarked on where it came. */
static void remark_on(struct history_month *month, struct history_remark *list,
        const struct history_figure *figure)
{
	const struct account_source *source = &figure->source;
	const bool is_own = period_compare(source->from, month->period) == 0;

	remark(month, list, figure->indicator, "before", is_own ? source->before : "");
	remark(month, list, figure->indicator, "rejected", source->rejected);
	remark(month, list, figure->indicator, "corrects", is_own ? source->corrects : "");
	remark(month, list, figure->indicator, "confirms", is_own ? source->confirms : "");
}

/* Each figure can have one remark of each kind. */
#define REMARKS_MOST 5

static void tell_figures(
        struct telling *telling, const struct submission *accepted, struct history_month *month)
{
	const struct history *out = telling->out;
	struct history_figure *figures =
	        arena_alloc_array(telling->arena, out->indicator_count + 1, sizeof *figures);
	struct history_remark *remarks = arena_alloc_array(
	        telling->arena, REMARKS_MOST * (out->indicator_count + 1), sizeof *remarks);

	for (size_t i = 0; i < out->indicator_count; i++) {
		const struct indicator *indicator = out->indicators[i];
		figures[i] = figure_of(telling, month->period.month, indicator);
		remark_on(month, remarks, &figures[i]);
		if (accepted && submission_withdraws(accepted, indicator))
			remark(month, remarks, indicator, "withdrawn", accepted->reason);
	}
	month->figures = telling->figures[out->month_count] = figures;
	month->remarks = remarks;
}

static void tell_month(void *data, const struct assessment *assessment)
{
	struct telling *telling = data;
	const struct unit_month *unit = &assessment->units[telling->out->unit->index];
	const int number = assessment->period.month;
	struct history_month *month = &telling->months[telling->out->month_count];

	*month = (struct history_month){
		.period = assessment->period,
		.state = states_report_name(unit->state),
		.word = states_report_word(unit->state),
		.due = unit->due_figures,
		.given = unit->given_figures,
	};
	tell_reports(telling, telling->ledger->inboxes[number - 1], month);
	tell_figures(telling, unit->submission, month);
	telling->out->month_count++;
}

static bool height_value(
        const struct telling *telling, size_t month, size_t at, struct decimal *out)
{
	const struct indicator *indicator = telling->out->indicators[at];
	const struct figure figure = indicator_figure_of(telling->ledger,
	        telling->months[month].period.month, indicator, telling->out->unit);

	return figure_rounded(indicator, &figure, out);
}

/* Rounded to the nearest height, and never less than the least: 0 is no gap. */
static int height_of(struct decimal value, struct decimal most)
{
	struct decimal height;

	if (decimal_sign(most) <= 0 || !decimal_divide(value, most, HISTORY_HEIGHTS, 0, &height)
	        || height.digits < 1)
		return 1;
	return (int)height.digits;
}

static void measure_heights(struct telling *telling, size_t at)
{
	const struct history *out = telling->out;
	struct decimal most = { 0 }, value;

	for (size_t i = 0; i < out->month_count; i++)
		if (height_value(telling, i, at, &value) && decimal_compare(value, most) > 0)
			most = value;
	for (size_t i = 0; i < out->month_count; i++) {
		struct history_figure *figures = telling->figures[i];
		if (height_value(telling, i, at, &value))
			figures[at].height = height_of(value, most);
	}
}

bool history_tell(struct arena *arena, const struct ledger *ledger, const struct unit *unit,
        const struct indicator *indicator, struct history *out)
{
	*out = (struct history){ .arena = arena, .unit = unit };
	struct telling telling = {
		.arena = arena,
		.ledger = ledger,
		.out = out,
		.months =
		        arena_alloc_array(arena, ledger->month_count, sizeof(struct history_month)),
		.figures = arena_alloc_array(
		        arena, ledger->month_count, sizeof(struct history_figure *)),
	};

	out->months = telling.months;
	choose(&telling, indicator);
	if (indicator && out->indicator_count == 0)
		return false;
	assess_year(ledger, tell_month, &telling);
	for (size_t i = 0; i < out->indicator_count; i++)
		measure_heights(&telling, i);
	return true;
}
