/*
 * A month's folder in two passes. The first checks every file in silence, so that it is known which
 * revision of which unit counts. The second speaks, file by file in order of name: first the file's
 * own messages, as the first pass heard them, then what became of it. So the records of one file
 * stand together, which is what a receipt is made from.
 */
#include "figures/intake/inbox.h"

#include "figures/json/json.h"
#include "figures/targets/calendar.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A file on its way through both passes. */
struct candidate {
	struct inbox_entry entry;
	size_t first_heard, last_heard; /* its messages in the first pass: [first, last) */
	const char *conflict;           /* the other file of the same unit and revision, or NULL */
	const struct submission *heir;  /* what supersedes it, or NULL */
};

struct inbox_reading {
	struct arena *arena;
	struct diag *diag;
	struct diag *heard; /* what the first pass said, to nobody yet */
	const struct catalogue *catalogue;
	struct period period;
	bool reopened; /* no cut */
	const struct ink *ink;
	struct candidate *candidates;
	size_t count;
};

static bool is_readable(const struct inbox_reading *reading, const struct candidate *candidate)
{
	const struct arrival *arrival = candidate->entry.arrival;

	if (arrivals_is_fit(arrival))
		return true;
	if (!arrival->is_clean)
		diag_say_plain(reading->heard, MSG_INBOX_NAME, place_file(candidate->entry.file));
	else if (arrival->leads_out)
		diag_say_plain(reading->heard, MSG_INBOX_LINK, place_file(arrival->path));
	else
		json_say_unread(reading->arena, reading->heard, arrival->path, arrival->status,
		        arrival->error);
	return false;
}

static void judge(const struct inbox_reading *reading, struct inbox_entry *entry)
{
	const struct submission_source source = { .file = entry->arrival->path,
		.bytes = entry->arrival->bytes,
		.length = entry->arrival->length,
		.ink = reading->ink };

	entry->digest = entry->arrival->digest;
	entry->submission = submission_parse(
	        reading->arena, reading->heard, reading->catalogue, reading->period, &source);
	if (!entry->submission) {
		entry->unit = submission_unit(reading->catalogue, &source);
		return;
	}
	const struct date cut = calendar_cut(reading->catalogue, reading->period);
	const bool late = date_compare(entry->submission->submitted_day, cut) > 0;
	entry->unit = entry->submission->unit;
	entry->state = late && !reading->reopened ? ENTRY_TOO_LATE : ENTRY_ACCEPTED;
}

/* First pass: what the file is, in silence. */
static void take_in(const struct inbox_reading *reading, struct candidate *candidate,
        const struct arrival *arrival)
{
	candidate->entry = (struct inbox_entry){ .arrival = arrival,
		.file = diag_clean(reading->arena, arrival->path),
		.state = ENTRY_REFUSED };
	candidate->first_heard = diag_count(reading->heard);
	if (is_readable(reading, candidate))
		judge(reading, &candidate->entry);
	candidate->last_heard = diag_count(reading->heard);
}

static int compare_candidates(const void *left, const void *right)
{
	const struct candidate *a = *(const struct candidate *const *)left;
	const struct candidate *b = *(const struct candidate *const *)right;

	if (a->entry.unit != b->entry.unit)
		return a->entry.unit->index < b->entry.unit->index ? -1 : 1;
	if (a->entry.submission->revision != b->entry.submission->revision)
		return a->entry.submission->revision < b->entry.submission->revision ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* The accepted ones by unit and revision; *count of them. */
static struct candidate **sort_accepted(const struct inbox_reading *reading, size_t *count)
{
	struct candidate **sorted =
	        arena_alloc_array(reading->arena, reading->count + 1, sizeof(struct candidate *));

	*count = 0;
	for (size_t i = 0; i < reading->count; i++) {
		if (reading->candidates[i].entry.state == ENTRY_ACCEPTED)
			sorted[(*count)++] = &reading->candidates[i];
	}
	qsort(sorted, *count, sizeof(struct candidate *), compare_candidates);
	return sorted;
}

/* Two files with one revision: nobody can say which is meant, so neither counts. */
static void find_conflicts(const struct inbox_reading *reading)
{
	size_t count = 0;
	struct candidate **sorted = sort_accepted(reading, &count);

	for (size_t i = 1; i < count; i++) {
		struct candidate *one = sorted[i - 1];
		struct candidate *other = sorted[i];
		if (one->entry.unit != other->entry.unit
		        || one->entry.submission->revision != other->entry.submission->revision)
			continue;
		if (!one->conflict)
			one->conflict = other->entry.file;
		other->conflict = one->entry.file;
		one->entry.state = ENTRY_REFUSED;
		other->entry.state = ENTRY_REFUSED;
	}
}

/* Of each unit the highest revision counts. */
static void find_heirs(const struct inbox_reading *reading)
{
	size_t count = 0;
	struct candidate **sorted = sort_accepted(reading, &count);
	const struct candidate *last = NULL;

	for (size_t i = count; i > 0; i--) {
		struct candidate *one = sorted[i - 1];
		if (last && one->entry.unit == last->entry.unit) {
			one->heir = last->entry.submission;
			one->entry.state = ENTRY_SUPERSEDED;
		} else {
			last = one;
		}
	}
}

static const char *show_date(const struct inbox_reading *reading, struct date date)
{
	return date_format(reading->arena, date);
}

static const char *show_revision(const struct inbox_reading *reading, int revision)
{
	return arena_printf(reading->arena, "%d", revision);
}

/* What became of a submission that was fit to be used. */
static void say_outcome(const struct inbox_reading *reading, const struct candidate *candidate)
{
	const struct submission *submission = candidate->entry.submission;
	const struct date due = calendar_due(reading->catalogue, reading->period);
	const struct date cut = calendar_cut(reading->catalogue, reading->period);

	if (candidate->conflict)
		diag_say(reading->diag, MSG_INBOX_CONFLICT, submission->place,
		        submission->unit->name, show_revision(reading, submission->revision),
		        candidate->conflict);
	else if (candidate->heir)
		diag_say(reading->diag, MSG_INBOX_SUPERSEDED, submission->place,
		        show_revision(reading, submission->revision),
		        show_revision(reading, candidate->heir->revision), candidate->heir->file);
	else if (candidate->entry.state == ENTRY_TOO_LATE)
		diag_say(reading->diag, MSG_INBOX_TOO_LATE, submission->place,
		        show_date(reading, submission->submitted_day), show_date(reading, cut));
	else if (date_compare(submission->submitted_day, due) > 0)
		diag_say(reading->diag, MSG_INBOX_LATE, submission->place,
		        show_date(reading, submission->submitted_day), show_date(reading, due));
}

/* Second pass: the file's messages and its outcome, together. */
static void speak(const struct inbox_reading *reading, struct candidate *candidate)
{
	struct inbox_entry *entry = &candidate->entry;

	entry->first_record = diag_count(reading->diag);
	for (size_t i = candidate->first_heard; i < candidate->last_heard; i++) {
		const struct record *record = diag_record(reading->heard, i);
		/* Nobody is asked about what was replaced. */
		if (!candidate->heir || record->severity != SEVERITY_DOUBT)
			diag_repeat(reading->diag, record);
	}
	if (entry->submission)
		say_outcome(reading, candidate);
	if (entry->state == ENTRY_REFUSED)
		entry->submission = NULL;
	entry->last_record = diag_count(reading->diag);
}

/* Lateness is that of a unit's first usable report: a correction makes nobody late. */
static void note_day(const struct submission **firsts, const struct submission *submission)
{
	const struct submission **first = &firsts[submission->unit->index];

	if (!*first || date_compare(submission->submitted_day, (*first)->submitted_day) < 0)
		*first = submission;
}

static void fill_units(const struct inbox_reading *reading, struct inbox *inbox)
{
	const size_t units = reading->catalogue->unit_count;
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
		if (entry->state == ENTRY_REFUSED && entry->unit)
			states[entry->unit->index] = REPORT_REFUSED;
		if (entry->state == ENTRY_ACCEPTED || entry->state == ENTRY_SUPERSEDED)
			note_day(firsts, entry->submission);
		if (entry->state == ENTRY_ACCEPTED) {
			accepted[entry->unit->index] = entry->submission;
			inbox->any_sample |= entry->submission->sample;
		}
	}
	for (size_t i = 0; i < units; i++) {
		assert(!accepted[i] || (firsts[i] && accepted[i]->unit->index == i));
		if (firsts[i])
			states[i] = date_compare(firsts[i]->submitted_day, due) > 0
			        ? REPORT_LATE
			        : REPORT_ON_TIME;
	}
	inbox->accepted = accepted;
	inbox->states = states;
}

static void finish(const struct inbox_reading *reading, struct inbox *inbox)
{
	struct inbox_entry *entries =
	        arena_alloc_array(reading->arena, reading->count + 1, sizeof *entries);

	for (size_t i = 0; i < reading->count; i++)
		entries[i] = reading->candidates[i].entry;
	inbox->entries = entries;
	inbox->entry_count = reading->count;
	fill_units(reading, inbox);
}

/* The reports, in order; other files are said to be ignored. */
static void take_in_all(struct inbox_reading *reading, const struct arrivals *arrivals)
{
	reading->candidates =
	        arena_alloc_array(reading->arena, arrivals->count + 1, sizeof *reading->candidates);
	for (size_t i = 0; i < arrivals->count; i++) {
		const struct arrival *arrival = &arrivals->list[i];
		if (arrival->is_report)
			take_in(reading, &reading->candidates[reading->count++], arrival);
		else
			diag_say_plain(reading->diag, MSG_INBOX_IGNORED, place_file(arrival->path));
	}
}

static void read_files(struct inbox_reading *reading, const struct arrivals *arrivals)
{
	reading->heard = diag_new(&(struct diag_options){ 0 });
	take_in_all(reading, arrivals);
	find_conflicts(reading);
	find_heirs(reading);
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
		.reopened = source->reopened,
		.ink = source->ink };
	struct inbox *inbox = arena_alloc(arena, sizeof *inbox);
	const struct place place = place_file(arrivals->folder);

	inbox->period = period;
	inbox->said = diag;
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

bool inbox_is_whole(const struct inbox *inbox)
{
	return diag_count_at_least(inbox->said, SEVERITY_ERROR) == 0;
}
