/*
 * acknowledge PERIOD [CODE [UNIT [INDICATOR]]] --reason TEXT: what the office has found out about a
 * doubt goes into input/answers/<period>.json, from where every later run has it. With the word
 * RECEIVED for a code, the day on which a unit's report really came. Without a code it lists what
 * is asked, as the lines to type.
 */
#include "app/answering.h"
#include "app/named.h"
#include "app/run.h"
#include "base/file.h"
#include "base/json_out.h"
#include "base/text.h"
#include "diag/foreign.h"
#include "diag/hint.h"
#include "diag/message.h"
#include "figures/ledger/doubts.h"
#include "figures/targets/lookup.h"
#include "press/archive/archive.h"
#include "press/month/printable.h"
#include "press/state/lock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RECEIVED "RECEIVED"

enum argument { ARGUMENT_PERIOD, ARGUMENT_CODE, ARGUMENT_UNIT, ARGUMENT_INDICATOR };

struct acknowledging {
	struct run *run;
	struct period period;
	struct month month;
	const struct answers *before;
	struct acknowledgement *list; /* those before, and new ones */
	size_t count, capacity;
};

/* "" when it was not given. */
static const char *argument(const struct run *run, enum argument which)
{
	const struct options *options = run->options;

	return options->argument_count > (size_t)which ? options->arguments[which] : "";
}

/* As it stands on the command line: in quotes where it holds a blank. */
static const char *quoted(struct arena *arena, const char *word)
{
	return strchr(word, ' ') ? arena_printf(arena, "'%s'", word) : word;
}

static const char *command_of(struct acknowledging *work, const struct doubt *doubt)
{
	struct arena *arena = work->run->arena;

	return arena_printf(arena, "minsheng acknowledge %s %s%s%s%s%s --reason …",
	        period_format(arena, work->period), message_name(doubts_message(doubt->kind)),
	        doubt->unit ? " " : "", doubt->unit ? quoted(arena, doubt->unit->name) : "",
	        doubt->indicator ? " " : "", doubt->indicator ? doubt->indicator->id : "");
}

/* {"code": …, "unit": …, "indicator": …, "text": …, "command": how it is answered} */
static void print_json(const struct doubt *doubt, const char *command)
{
	struct text line;

	text_init(&line);
	struct json_out json = json_out_begin(&line);
	json_out_object(&json, NULL, JSON_LINE);
	json_out_string(&json, "code", message_name(doubts_message(doubt->kind)));
	json_out_string(&json, "unit", doubt->unit ? doubt->unit->name : "");
	json_out_string(&json, "indicator", doubt->indicator ? doubt->indicator->id : "");
	json_out_string(&json, "text", doubt->text);
	json_out_string(&json, "command", command);
	json_out_close(&json);
	json_out_end(&json);
	fwrite(line.bytes, 1, line.length, stdout);
	text_release(&line);
}

static void list_asked(struct acknowledging *work)
{
	const struct ledger *ledger = work->month.ledger;

	for (size_t i = 0; i < ledger->doubt_count; i++) {
		const struct doubt *doubt = &ledger->doubts[i];
		if (!doubt_is_asked(doubt))
			continue;
		if (work->run->options->json)
			print_json(doubt, command_of(work, doubt));
		else
			printf("%s\n\t%s\n", command_of(work, doubt), doubt->text);
	}
}

static void add(struct acknowledging *work, const struct acknowledgement *answer)
{
	work->list = arena_grow(
	        work->run->arena, work->list, &work->capacity, work->count, sizeof *work->list);
	work->list[work->count++] = *answer;
}

/* Is it one of those that the command line names? */
static bool is_meant(const struct run *run, const struct doubt *doubt, enum message code,
        const struct unit *unit)
{
	const char *indicator = argument(run, ARGUMENT_INDICATOR);

	return doubt_is_asked(doubt) && doubts_message(doubt->kind) == code
	        && (!unit || doubt->unit == unit)
	        && (!indicator[0]
	                || (doubt->indicator && text_equal(doubt->indicator->id, indicator)));
}

static const char *today(struct acknowledging *work)
{
	const struct run *run = work->run;

	return date_format(run->arena, month_today(run, work->month.catalogue->rules.utc_offset));
}

/* An answer to each doubt that is meant; false (said): there is none. */
static bool answer_doubts(struct acknowledging *work, enum message code, const struct unit *unit)
{
	struct run *run = work->run;
	const struct ledger *ledger = work->month.ledger;
	const size_t before = work->count;

	for (size_t i = 0; i < ledger->doubt_count; i++) {
		const struct doubt *doubt = &ledger->doubts[i];
		if (is_meant(run, doubt, code, unit))
			add(work,
			        &(struct acknowledgement){ .code = code,
			                .unit = doubt->unit,
			                .indicator = doubt->indicator,
			                .figure = doubt->found,
			                .reason = run->options->reason,
			                .date = today(work) });
	}
	if (work->count > before)
		return true;
	diag_say(run->diag, MSG_ACKNOWLEDGE_NOTHING, PLACE_NONE, argument(run, ARGUMENT_CODE),
	        period_format(run->arena, work->period));
	return false;
}

static void tell_answered(struct acknowledging *work, enum message code, const struct unit *unit)
{
	const struct ledger *ledger = work->month.ledger;

	for (size_t i = 0; i < ledger->doubt_count; i++)
		if (is_meant(work->run, &ledger->doubts[i], code, unit))
			diag_say(work->run->diag, MSG_ACKNOWLEDGED, PLACE_NONE, message_name(code),
			        ledger->doubts[i].text, work->run->options->reason);
}

static bool write_answers(struct acknowledging *work, const struct answers *answers)
{
	struct run *run = work->run;
	struct text bytes;
	int error = 0;

	if (answers->has_other) {
		diag_say_plain(run->diag, MSG_ANSWERS_BY_HAND, place_file(answers->file));
		return false;
	}
	text_init(&bytes);
	answers_write(run->arena, answers, work->period, &bytes);
	const bool done = file_make_folders(run->live, ANSWERS_FOLDER, &error) == FILE_OK
	        && file_write_whole(run->live, answers->file, bytes.bytes, bytes.length, &error)
	                == FILE_OK;
	text_release(&bytes);
	if (!done)
		foreign_say(run->diag, run->live, answers->file, MSG_WRITE_FAILED, error);
	return done;
}

static bool find_code(struct run *run, enum message *out)
{
	const char *word = argument(run, ARGUMENT_CODE);

	if (message_find(word, out))
		return true;
	const struct hint hint = hint_of(run->arena, message_near(word));
	diag_say(run->diag, MSG_UNKNOWN_CODE, PLACE_NONE, word, hint.english, hint.chinese);
	return false;
}

static void acknowledge_doubts(struct acknowledging *work, const struct unit *unit)
{
	struct run *run = work->run;
	struct answers answers = *work->before;
	enum message code;

	if (!find_code(run, &code))
		return;
	for (size_t i = 0; i < answers.count; i++)
		add(work, &answers.list[i]);
	if (!answer_doubts(work, code, unit))
		return;
	answers.list = work->list;
	answers.count = work->count;
	if (write_answers(work, &answers))
		tell_answered(work, code, unit);
}

/* Instead of what was recorded before of the same report. */
static void record_day(struct acknowledging *work, const struct unit *unit)
{
	struct run *run = work->run;
	const struct options *options = run->options;
	struct answers answers = *work->before;
	struct recorded_day *days =
	        arena_alloc_array(run->arena, answers.day_count + 1, sizeof *days);
	struct recorded_day day = { .unit = unit,
		.revision = options->revision[0] ? (int)strtol(options->revision, NULL, 10) : 1,
		.reason = options->reason };
	size_t count = 0;

	if (!unit || !date_parse(options->date, &day.day)) {
		diag_say_plain(run->diag, MSG_ACKNOWLEDGE_DAY, PLACE_NONE);
		return;
	}
	for (size_t i = 0; i < answers.day_count; i++)
		if (answers.days[i].unit != unit || answers.days[i].revision != day.revision)
			days[count++] = answers.days[i];
	days[count++] = day;
	answers.days = days;
	answers.day_count = count;
	if (write_answers(work, &answers))
		diag_say(run->diag, MSG_ACKNOWLEDGED_DAY, PLACE_NONE, unit->name,
		        arena_printf(run->arena, "%d", day.revision), options->date,
		        options->reason);
}

static bool is_open(struct acknowledging *work)
{
	struct run *run = work->run;
	struct archive_stand stand;

	if (!archive_find(run->arena, run->diag, run->root, work->period, &stand))
		return false;
	if (stand.is_closed)
		diag_say(run->diag, MSG_ACKNOWLEDGE_ISSUED, PLACE_NONE,
		        period_format(run->arena, work->period));
	return !stand.is_closed;
}

/* What keeps the month from being read, or its answers from being used: these are not written over.
 * False: there is something of the latter. */
static bool repeat_wrong(struct acknowledging *work, const struct diag *said)
{
	bool usable = true;

	for (size_t i = 0; i < diag_count(said); i++) {
		const struct record *record = diag_record(said, i);
		const bool is_of_answers = work->before
		        && text_equal(record->place.file, work->before->file)
		        && record->severity >= SEVERITY_DOUBT;
		if (is_of_answers || record->severity >= SEVERITY_ERROR)
			diag_repeat(work->run->diag, record);
		usable = usable && !is_of_answers;
	}
	return usable;
}

/* The month as it stands; what is said of its reports is not repeated. */
static bool read_month(struct acknowledging *work)
{
	struct run silent = *work->run;
	const struct catalogue *catalogue = month_catalogue(work->run, work->period);

	silent.diag = diag_new(&(struct diag_options){ 0 });
	const bool done = catalogue
	        && month_read_reported(&silent, catalogue, work->period, NULL, &work->month);
	if (done)
		work->before = ledger_inbox(work->month.ledger)->answers;
	const bool usable = repeat_wrong(work, silent.diag);
	diag_free(silent.diag);
	return done && usable;
}

static void acknowledge(struct acknowledging *work)
{
	struct run *run = work->run;
	const char *name = argument(run, ARGUMENT_UNIT);
	const char *indicator = argument(run, ARGUMENT_INDICATOR);

	if (!is_open(work) || !read_month(work))
		return;
	const struct unit *unit =
	        name[0] ? named_unit(work->run, work->month.catalogue, name) : NULL;
	if ((name[0] && !unit)
	        || (indicator[0] && !answering_indicator(run, work->month.catalogue, indicator)))
		return;
	if (!argument(run, ARGUMENT_CODE)[0])
		list_asked(work);
	else if (text_equal(argument(run, ARGUMENT_CODE), RECEIVED))
		record_day(work, unit);
	else
		acknowledge_doubts(work, unit);
}

void command_acknowledge(struct run *run)
{
	struct acknowledging work = { .run = run };
	const bool writes = argument(run, ARGUMENT_CODE)[0];
	struct lock lock;

	if (!options_period(run->options, run->diag, &work.period)
	        || (writes
	                && !printable_check(run->diag, run->live, "--reason", run->options->reason))
	        || (writes && !lock_take(&lock, run->diag, run->live, run->command, 0)))
		return;
	acknowledge(&work);
	facts_free(work.month.facts);
	if (writes)
		lock_release(&lock);
}
