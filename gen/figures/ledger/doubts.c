#include "figures/ledger/doubts.h"

#include "base/text.h"
#include "diag/message.h"

enum message doubts_message(enum doubt_kind kind)
{
	static const enum message messages[] = {
		[DOUBT_FALL] = MSG_FIGURE_FELL,
		[DOUBT_CORRECTED] = MSG_FIGURE_CORRECTED,
		[DOUBT_DISAGREE] = MSG_TOTALS_DISAGREE,
		[DOUBT_INFORMED] = MSG_FIGURES_DIFFER,
		[DOUBT_JUMP] = MSG_FIGURE_JUMPED,
		[DOUBT_EXCESS] = MSG_FIGURE_EXCESSIVE,
		[DOUBT_BASE_MOVED] = MSG_BASE_MOVED,
		[DOUBT_BASE_OTHER] = MSG_BASE_DIFFERS,
		[DOUBT_OVER_WHOLE] = MSG_PART_OVER_WHOLE,
		[DOUBT_OVER_HUNDRED] = MSG_SHARE_OVER_WHOLE,
		[DOUBT_SUB_COUNT] = MSG_WHOLE_BELOW_PART,
		[DOUBT_NO_BASE] = MSG_BASE_ZERO,
		[DOUBT_INEXACT] = MSG_SUM_INEXACT,
		[DOUBT_SLIP] = MSG_FIGURE_SLIPPED,
		[DOUBT_FELL_BACK] = MSG_FIGURE_FELL_BACK,
		[DOUBT_LEAP] = MSG_FIGURE_LEAPT,
		[DOUBT_UNDONE] = MSG_FIGURE_UNDONE,
		[DOUBT_BASE_LOST] = MSG_BASE_LOST,
		[DOUBT_WHOLE_TARGET] = MSG_FIGURE_OF_ALL,
		[DOUBT_APART] = MSG_FIGURE_APART,
		[DOUBT_RELATION] = MSG_FIGURES_UNRELATED,
		[DOUBT_CALENDAR] = MSG_CALENDAR_UNKNOWN,
		[DOUBT_PARTS] = MSG_DISTRICT_TARGETS_DIFFER,
		[DOUBT_EARLY] = MSG_REPORT_EARLY,
		[DOUBT_REPEATED] = MSG_REPORT_REPEATED,
		[DOUBT_LEFT_OUT] = MSG_FIGURES_LEFT_OUT,
		[DOUBT_WITHDRAWN] = MSG_FIGURE_WITHDRAWN,
		[DOUBT_LETTERS] = MSG_LETTERS_LOST,
	};

	return messages[kind];
}

bool doubts_are_said_by(enum message message)
{
	for (int kind = 0; kind < DOUBT_COUNT; kind++)
		if (doubts_message((enum doubt_kind)kind) == message)
			return true;
	return false;
}

void doubts_keep(struct checks *checks, const struct doubt *doubt)
{
	checks->doubts = arena_grow(checks->arena, checks->doubts, &checks->capacity, checks->count,
	        sizeof *checks->doubts);
	checks->doubts[checks->count] = *doubt;
	if (!doubt->task)
		checks->doubts[checks->count].task = "";
	checks->count++;
}

bool doubt_is_asked(const struct doubt *doubt)
{
	const enum severity severity = message_lookup(doubts_message(doubt->kind))->severity;

	return severity >= SEVERITY_DOUBT && doubt->answer[0] == '\0';
}

static const struct acknowledgement *answer_of(
        const struct checks *checks, const struct doubt *doubt, enum message message)
{
	const struct ledger *ledger = checks->ledger;
	const struct inbox *inbox = ledger->inboxes[ledger->month_count - 1];

	return answers_find(inbox->answers,
	        &(struct acknowledgement){ .code = message,
	                .unit = doubt->unit,
	                .indicator = doubt->indicator,
	                .figure = doubt->found });
}

void doubts_put(
        struct checks *checks, struct doubt doubt, const char *answer, const char *const *arguments)
{
	const enum message message = doubts_message(doubt.kind);
	const struct acknowledgement *office = answer_of(checks, &doubt, message);

	doubt.answer = office ? office->reason : answer;
	doubt.is_by_office = office;
	doubts_keep(checks, &doubt);
	if (!doubt.answer[0])
		diag_say_all(checks->diag, message, doubt.place, arguments);
	else
		diag_say(checks->diag, office ? MSG_DOUBT_ACKNOWLEDGED : MSG_DOUBT_CONFIRMED,
		        doubt.place, message_name(message), doubt.text, doubt.answer);
}

/* A fall is answered by "corrects" alone; no other figure stands in its place then. */
static const char *confirmation(enum doubt_kind kind, const struct value *value)
{
	return !value || kind == DOUBT_FALL || kind == DOUBT_CORRECTED ? "" : value->confirms;
}

void doubts_add(struct checks *checks, enum doubt_kind kind, const struct subject *subject,
        struct sides sides, const char *text)
{
	const struct cell *cell = subject->cell;
	const struct value *value = cell->rejected ? cell->rejected : cell->value;

	doubts_put(checks,
	        (struct doubt){
	                .kind = kind,
	                .unit = subject->unit,
	                .indicator = subject->indicator,
	                .task = subject->indicator->task->no,
	                .text = text,
	                .found = sides.found,
	                .other = sides.other,
	                .place = value ? value->place : PLACE_NONE,
	        },
	        confirmation(kind, value),
	        (const char *const[]){ subject->unit->name, subject->indicator->id,
	                subject->indicator->name, sides.found, sides.other,
	                checks->ledger->catalogue->districts, NULL });
}

const char *doubts_plain(struct checks *checks, struct decimal value)
{
	return decimal_format(checks->arena, decimal_normalise(value));
}

const char *doubts_measured(
        struct checks *checks, const struct indicator *indicator, struct decimal value)
{
	return arena_printf(checks->arena, "%s%s", doubts_plain(checks, value), indicator->measure);
}

const struct cell *doubts_cell(
        const struct checks *checks, const struct unit *unit, const struct indicator *indicator)
{
	return ledger_cell(checks->ledger, checks->month, unit, indicator);
}

const char *doubts_clause(struct checks *checks, const char *reason)
{
	return arena_strndup(checks->arena, reason, text_length_without(reason, "。"));
}
