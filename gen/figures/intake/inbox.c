/*
 * A month's folder in two passes. The first checks every file in silence, so that it is known which
 * revision of which unit counts. The second speaks, file by file in order of name: first the file's
 * own messages, as the first pass heard them, then what became of it. So the records of one file
 * stand together, which is what a receipt is made from.
 */
#include "figures/intake/inbox.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/intake/chain.h"
#include "figures/intake/difference.h"
#include "figures/intake/inbox_parts.h"
#include "figures/json/json.h"
#include "figures/targets/calendar.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a report; else it was said what lies there instead. */
static bool is_readable(const struct inbox_reading *reading, const struct candidate *candidate)
{
	const struct arrival *arrival = candidate->entry.arrival;
	const struct place place = place_file(candidate->entry.file);

	if (!arrival->is_clean)
		diag_say_plain(reading->heard, MSG_INBOX_NAME, place);
	else if (arrival->leads_out)
		diag_say_plain(reading->heard, MSG_INBOX_LINK, place);
	else if (arrival->status != FILE_OK)
		json_say_unread(reading->arena, reading->heard, candidate->entry.file,
		        arrival->status, arrival->error);
	else if (arrival->kind == FILE_KIND_FOLDER)
		diag_say(reading->heard, MSG_INBOX_FOLDER, place,
		        arena_printf(reading->arena, "%zu", arrival->held),
		        period_format(reading->arena, reading->period), arrival->holds);
	else if (arrival->kind != FILE_KIND_REGULAR)
		diag_say_plain(reading->heard, MSG_JSON_NOT_REGULAR, place);
	else if (arrival->is_nested && arrival->nature.nature == NATURE_REPORT)
		diag_say(reading->heard, MSG_INBOX_NESTED, place,
		        period_format(reading->arena, reading->period));
	else if (!arrival->is_report || nature_is_foreign(&arrival->nature, arrival->bytes))
		nature_say(reading->heard, place, &arrival->nature);
	else
		return true;
	return false;
}

/* The day that the office has recorded, instead of the report's own word. */
static void take_day(const struct inbox_reading *reading, struct inbox_entry *entry)
{
	const struct submission *given = entry->submission;
	const struct recorded_day *recorded =
	        answers_day(reading->answers, given->unit, given->revision);

	if (!recorded)
		return;
	struct submission *submission = arena_alloc(reading->arena, sizeof *submission);
	*submission = *given;
	submission->submitted_day = recorded->day;
	submission->recorded = recorded->reason;
	entry->submission = submission;
}

static void accept(const struct inbox_reading *reading, struct inbox_entry *entry)
{
	const struct date cut = calendar_cut(reading->catalogue, reading->period);

	take_day(reading, entry);
	const bool late = date_compare(entry->submission->submitted_day, cut) > 0;

	entry->state = late && !reading->reopened ? ENTRY_TOO_LATE : ENTRY_ACCEPTED;
}

static void judge(const struct inbox_reading *reading, struct candidate *candidate)
{
	struct inbox_entry *entry = &candidate->entry;
	const struct submission_source source = { .file = entry->file,
		.bytes = entry->arrival->bytes,
		.length = entry->arrival->status == FILE_OK ? entry->arrival->length : 0,
		.ink = reading->ink };

	if (is_readable(reading, candidate)) {
		if (!entry->arrival->is_json)
			diag_say_plain(reading->heard, MSG_INBOX_ENDING, place_file(entry->file));
		entry->submission = submission_parse(reading->arena, reading->heard,
		        reading->catalogue, reading->period, &source);
	}
	if (entry->submission)
		entry->unit = entry->submission->unit;
	if (!entry->submission)
		inbox_identify(reading, candidate, &source);
	else if (inbox_is_named_otherwise(reading, entry))
		candidate->sketch = sketch_of(reading->arena, source.bytes, source.length);
	else
		accept(reading, entry);
}

/* Whatever becomes of the report, its number is taken. */
static void note_revision(const struct inbox_reading *reading, const struct submission *submission)
{
	int *next = &reading->next_revisions[submission->unit->index];

	if (submission->revision >= *next)
		*next = submission->revision + 1;
}

/* First pass: what the file is, in silence. */
static void take_in(const struct inbox_reading *reading, struct candidate *candidate,
        const struct arrival *arrival)
{
	candidate->entry = (struct inbox_entry){ .arrival = arrival,
		.file = arrival->shown,
		.state = ENTRY_REFUSED,
		.digest = arrival->digest };
	candidate->first_heard = diag_count(reading->heard);
	judge(reading, candidate);
	candidate->last_heard = diag_count(reading->heard);
	if (candidate->entry.submission)
		note_revision(reading, candidate->entry.submission);
}

static const char *show_date(const struct inbox_reading *reading, struct date date)
{
	return date_format(reading->arena, date);
}

static const char *show_revision(const struct inbox_reading *reading, int revision)
{
	return arena_printf(reading->arena, "%d", revision);
}

/* What to write is shown filled in, so that it can be taken over as it stands. */
static void say_conflict(const struct inbox_reading *reading, const struct candidate *candidate)
{
	const struct submission *submission = candidate->entry.submission;
	struct arena *arena = reading->arena;
	const struct difference difference =
	        difference_between(arena, submission, candidate->conflict->entry.submission);

	diag_say(reading->diag, MSG_INBOX_CONFLICT, difference.place,
	        show_revision(reading, submission->revision), candidate->conflict->entry.file,
	        difference.words,
	        show_revision(reading, reading->next_revisions[submission->unit->index]),
	        difference.subject);
}

/* What is taken back must have been given. */
static void say_withdrawals(const struct inbox_reading *reading, const struct candidate *candidate)
{
	const struct submission *submission = candidate->entry.submission;
	const struct submission *before = reading->joined[submission->unit->index]->earlier;

	for (size_t i = 0; i < submission->withdrawal_count; i++) {
		const struct withdrawal *withdrawal = &submission->withdrawals[i];
		if (!before || !submission_value(before, withdrawal->indicator))
			diag_say(reading->diag, MSG_WITHDRAW_NOTHING, withdrawal->place,
			        withdrawal->indicator->id, withdrawal->indicator->name);
	}
}

/* Texts that it does not write stand as they were. */
static void say_texts(const struct inbox_reading *reading, const struct candidate *candidate)
{
	const struct submission *joined = reading->joined[candidate->entry.submission->unit->index];
	const char *list = "";

	for (size_t i = 0; i < reading->catalogue->task_count; i++) {
		const struct task *task = reading->catalogue->tasks[i];
		if (chain_keeps_text(joined, task))
			list = arena_printf(
			        reading->arena, "%s%s%s", list, list[0] ? "、" : "", task->no);
	}
	if (list[0])
		diag_say(reading->diag, MSG_TEXTS_KEPT, joined->place,
		        show_revision(reading, joined->revision), list);
}

/* What became of a submission that was fit to be used. */
static void say_outcome(const struct inbox_reading *reading, const struct candidate *candidate)
{
	const struct submission *submission = candidate->entry.submission;
	const struct date due = calendar_due(reading->catalogue, reading->period);
	const struct date cut = calendar_cut(reading->catalogue, reading->period);

	if (candidate->original)
		diag_say(reading->diag, MSG_INBOX_COPY, submission->place,
		        candidate->original->entry.file);
	else if (candidate->conflict)
		say_conflict(reading, candidate);
	else if (candidate->heir)
		diag_say(reading->diag, MSG_INBOX_SUPERSEDED, submission->place,
		        show_revision(reading, submission->revision),
		        show_revision(reading, candidate->heir->revision), candidate->heir->file);
	else if (candidate->entry.state == ENTRY_TOO_LATE)
		diag_say(reading->diag, MSG_INBOX_TOO_LATE, submission->place,
		        show_date(reading, submission->submitted_day), show_date(reading, cut));
	else if (candidate->entry.state == ENTRY_ACCEPTED
	        && date_compare(submission->submitted_day, due) > 0)
		diag_say(reading->diag, MSG_INBOX_LATE, submission->place,
		        show_date(reading, submission->submitted_day), show_date(reading, due));
}

/* What the first pass heard; nobody is asked about what was replaced, or is a copy. */
static void repeat_heard(const struct inbox_reading *reading, const struct candidate *candidate)
{
	for (size_t i = candidate->first_heard; i < candidate->last_heard; i++) {
		const struct record *record = diag_record(reading->heard, i);
		if (record->severity != SEVERITY_DOUBT
		        || (!candidate->heir && !candidate->original))
			diag_repeat(reading->diag, record);
	}
}

/* A report whose unit cannot be read, but guessed. */
static bool is_guessed(const struct inbox_entry *entry)
{
	return !entry->submission && !entry->unit && entry->guess
	        && entry->arrival->nature.nature == NATURE_REPORT;
}

/* Second pass: the file's messages and its outcome, together. */
static void speak(const struct inbox_reading *reading, struct candidate *candidate)
{
	struct inbox_entry *entry = &candidate->entry;

	entry->first_record = diag_count(reading->diag);
	if (entry->state == ENTRY_REPLACED) {
		diag_say(reading->diag, MSG_INBOX_REPLACED, place_file(entry->file),
		        candidate->heir->file);
	} else if (entry->state == ENTRY_COPY && !entry->submission) {
		if (candidate->original)
			diag_say(reading->diag, MSG_INBOX_COPY, place_file(entry->file),
			        candidate->original->entry.file);
	} else {
		repeat_heard(reading, candidate);
		if (is_guessed(entry))
			diag_say(reading->diag, MSG_INBOX_GUESSED, place_file(entry->file),
			        entry->guess->name);
		if (entry->submission)
			say_outcome(reading, candidate);
		if (entry->submission && entry->state == ENTRY_ACCEPTED) {
			say_withdrawals(reading, candidate);
			say_texts(reading, candidate);
		}
	}
	entry->last_record = diag_count(reading->diag);
}

/* Lateness is that of a unit's first usable report: a correction makes nobody late. */
static void note_day(const struct submission **firsts, const struct submission *submission)
{
	const struct submission **first = &firsts[submission->unit->index];

	if (!*first || date_compare(submission->submitted_day, (*first)->submitted_day) < 0)
		*first = submission;
}

static void note_refused(enum report_state *states, const struct inbox_entry *entry)
{
	if (entry->unit)
		states[entry->unit->index] = REPORT_REFUSED;
	if (entry->guess)
		states[entry->guess->index] = REPORT_REFUSED;
}

/*
 * Before a unit was there, what those that it took over from sent is its: a report of the first of
 * them that has one, and the worst of their states.
 */
static void take_over(const struct inbox_reading *reading, const struct unit *unit,
        const struct submission **accepted, enum report_state *states)
{
	const int month = reading->period.month;

	for (size_t i = 0; month < unit->from && i < unit->succeeded_count; i++) {
		const struct unit *before = unit->succeeds[i];
		take_over(reading, before, accepted, states);
		if (!accepted[unit->index])
			accepted[unit->index] = accepted[before->index];
		if (i == 0 || states[before->index] > states[unit->index])
			states[unit->index] = states[before->index];
	}
}

static void fill_units(const struct inbox_reading *reading, struct inbox *inbox)
{
	const size_t units = reading->catalogue->known_unit_count;
	struct arena *arena = reading->arena;
	const struct submission **accepted =
	        arena_alloc_array(arena, units, sizeof(struct submission *));
	const struct submission **firsts =
	        arena_alloc_array(arena, units, sizeof(struct submission *));
	enum report_state *states = arena_alloc_array(arena, units, sizeof *states);
	const struct date due = calendar_due(reading->catalogue, reading->period);

	for (size_t i = 0; i < units; i++)
		states[i] = REPORT_MISSING;
	for (size_t i = 0; i < reading->count; i++) {
		const struct inbox_entry *entry = &reading->candidates[i].entry;
		if (entry->state == ENTRY_REFUSED)
			note_refused(states, entry);
		if (entry->state == ENTRY_ACCEPTED || entry->state == ENTRY_SUPERSEDED)
			note_day(firsts, entry->submission);
		if (entry->state == ENTRY_ACCEPTED) {
			const struct submission *joined = reading->joined[entry->unit->index];
			accepted[entry->unit->index] = joined;
			inbox->any_sample |= joined->sample;
		}
	}
	for (size_t i = 0; i < units; i++) {
		assert(!accepted[i] || (firsts[i] && accepted[i]->unit->index == i));
		if (firsts[i])
			states[i] = date_compare(firsts[i]->submitted_day, due) > 0
			        ? REPORT_LATE
			        : REPORT_ON_TIME;
	}
	for (size_t i = 0; i < units; i++)
		take_over(reading, reading->catalogue->units[i], accepted, states);
	inbox->accepted = accepted;
	inbox->states = states;
	inbox->next_revisions = reading->next_revisions;
}

static void finish(const struct inbox_reading *reading, struct inbox *inbox)
{
	struct inbox_entry *entries =
	        arena_alloc_array(reading->arena, reading->count + 1, sizeof *entries);

	for (size_t i = 0; i < reading->count; i++) {
		entries[i] = reading->candidates[i].entry;
		if (entries[i].state == ENTRY_REFUSED || entries[i].state == ENTRY_REPLACED)
			entries[i].submission = NULL;
	}
	inbox->entries = entries;
	inbox->entry_count = reading->count;
	fill_units(reading, inbox);
}

static void make_room(struct inbox_reading *reading)
{
	const size_t units = reading->catalogue->known_unit_count;

	reading->joined = arena_alloc_array(reading->arena, units, sizeof(struct submission *));
	reading->next_revisions =
	        arena_alloc_array(reading->arena, units, sizeof *reading->next_revisions);
	for (size_t i = 0; i < units; i++)
		reading->next_revisions[i] = 1;
}

static void read_files(struct inbox_reading *reading, const struct arrivals *arrivals)
{
	reading->heard = diag_new(&(struct diag_options){ 0 });
	reading->guess = guess_new(reading->arena, reading->catalogue);
	reading->count = arrivals->count;
	reading->candidates =
	        arena_alloc_array(reading->arena, arrivals->count + 1, sizeof *reading->candidates);
	for (size_t i = 0; i < arrivals->count; i++)
		take_in(reading, &reading->candidates[i], &arrivals->list[i]);
	inbox_settle(reading);
	for (size_t i = 0; i < reading->count; i++)
		speak(reading, &reading->candidates[i]);
	diag_free(reading->heard);
	reading->heard = NULL;
}

const struct inbox *inbox_read(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const struct inbox_source *source, struct period period)
{
	const struct arrivals *arrivals = source->arrivals;
	struct inbox_reading reading = { .arena = arena,
		.diag = diag,
		.catalogue = catalogue,
		.period = period,
		.folder = arrivals->folder,
		.reopened = source->reopened,
		.ink = source->ink };
	struct inbox *inbox = arena_alloc(arena, sizeof *inbox);
	const struct place place = place_file(arrivals->folder);

	make_room(&reading);
	inbox->period = period;
	inbox->said = diag;
	inbox->answers = reading.answers =
	        answers_read(arena, diag, catalogue, period, source->answers);
	inbox->words = office_words_read(arena, diag, catalogue, period, source->words);
	switch (arrivals->status) {
	case FILE_OK:
		read_files(&reading, arrivals);
		break;
	case FILE_MISSING:
		diag_say(diag, MSG_INBOX_NO_FOLDER, place, period_format(arena, period));
		break;
	case FILE_NOT_REGULAR:
	case FILE_TOO_LARGE:
		diag_say(diag, MSG_INBOX_UNREADABLE, place, strerror(ENOTDIR));
		break;
	case FILE_FAILED:
		diag_say(diag, MSG_INBOX_UNREADABLE, place, strerror(arrivals->error));
		break;
	}
	finish(&reading, inbox);
	return inbox;
}

bool inbox_concerns(const struct inbox_entry *entry, const struct unit *unit)
{
	return entry->unit == unit || (unit && entry->guess == unit);
}

bool inbox_is_whole(const struct inbox *inbox)
{
	return diag_count_at_least(inbox->said, SEVERITY_ERROR) == 0;
}
