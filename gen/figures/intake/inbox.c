/*
 * A month's folder in two passes. The first reads and checks every file in silence, so that it is
 * known which revision of which unit counts. The second speaks, file by file in order of name:
 * first the file's own messages, then what became of it. So the records of one file stand
 * together, which is what a receipt is made from.
 */
#include "figures/intake/inbox.h"

#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/json/json.h"
#include "figures/targets/calendar.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A file on its way through both passes. */
struct arrival {
	struct inbox_entry entry;
	struct submission_source source;
	bool readable;                 /* source holds the bytes */
	bool spoke;                    /* the first pass had something to say */
	const char *conflict;          /* the other file of the same unit and revision, or NULL */
	const struct submission *heir; /* what supersedes it, or NULL */
};

struct inbox_reading {
	struct arena *arena;
	struct diag *diag;
	const struct catalogue *catalogue;
	struct period period;
	const char *folder;
	bool reopened; /* no cut */
	struct arrival *arrivals;
	size_t count;
};

/* Ends in ".json" in letters of either case; a Windows user's file may end in ".JSON". */
static bool is_json_name(const char *name)
{
	static const char ending[] = ".json";
	const size_t length = strlen(name);
	const size_t size = sizeof ending - 1;

	if (length <= size)
		return false;
	for (size_t i = 0; i < size; i++) {
		if ((name[length - size + i] | 0x20) != (ending[i] | 0x20))
			return false;
	}
	return true;
}

/* A name that can be printed, archived and written into XML as it stands. */
static bool is_clean_name(const char *name)
{
	if (utf8_invalid(name, strlen(name)) != strlen(name))
		return false;
	for (uint32_t codepoint = utf8_next(&name); codepoint != 0; codepoint = utf8_next(&name)) {
		if (utf8_is_control(codepoint))
			return false;
	}
	return true;
}

/* A symbolic link whose target lies outside of the folder. */
static bool leads_out(const char *folder, const char *path)
{
	struct stat status;

	if (lstat(path, &status) != 0 || !S_ISLNK(status.st_mode))
		return false;
	char *home = realpath(folder, NULL);
	char *target = realpath(path, NULL);
	bool out = false;
	if (home && target) {
		const size_t length = strlen(home);
		out = strncmp(home, target, length) != 0 || target[length] != '/';
	}
	free(home);
	free(target);
	return out;
}

/* Gives the bytes of a file; false when it was said to `diag` why not. */
static bool load(const struct inbox_reading *reading, struct diag *diag, struct arrival *arrival,
        const char *name)
{
	const char *path = file_join(reading->arena, reading->folder, name);
	struct file_bytes content = { .bytes = "" };

	arrival->entry.file = diag_clean(reading->arena, path);
	if (!is_clean_name(name)) {
		diag_say_plain(diag, MSG_INBOX_NAME, place_file(arrival->entry.file));
		return false;
	}
	if (leads_out(reading->folder, path)) {
		diag_say_plain(diag, MSG_INBOX_LINK, place_file(path));
		return false;
	}
	if (!json_load(reading->arena, diag, path, &content))
		return false;
	arrival->source = (struct submission_source){
		.file = path, .bytes = content.bytes, .length = content.length
	};
	return true;
}

static const struct submission *parse(
        const struct inbox_reading *reading, struct diag *diag, const struct arrival *arrival)
{
	return submission_parse(
	        reading->arena, diag, reading->catalogue, reading->period, &arrival->source);
}

/* First pass: what the file is, in silence. */
static void take_in(const struct inbox_reading *reading, struct diag *mute, struct arrival *arrival,
        const char *name)
{
	const size_t before = diag_count(mute);
	struct inbox_entry *entry = &arrival->entry;

	arrival->readable = load(reading, mute, arrival, name);
	if (arrival->readable)
		entry->submission = parse(reading, mute, arrival);
	arrival->spoke = diag_count(mute) > before;
	entry->state = ENTRY_ACCEPTED;
	if (entry->submission) {
		const struct date cut = calendar_cut(reading->catalogue, reading->period);
		entry->unit = entry->submission->unit;
		entry->digest = entry->submission->digest;
		if (!reading->reopened && date_compare(entry->submission->submitted_day, cut) > 0)
			entry->state = ENTRY_TOO_LATE;
		return;
	}
	entry->state = ENTRY_REFUSED;
	if (!arrival->readable)
		return;
	entry->unit = submission_unit(reading->arena, reading->catalogue, &arrival->source);
	entry->digest = digest_of(arrival->source.bytes, arrival->source.length);
}

static int compare_arrivals(const void *left, const void *right)
{
	const struct arrival *a = *(const struct arrival *const *)left;
	const struct arrival *b = *(const struct arrival *const *)right;

	if (a->entry.unit != b->entry.unit)
		return a->entry.unit->index < b->entry.unit->index ? -1 : 1;
	if (a->entry.submission->revision != b->entry.submission->revision)
		return a->entry.submission->revision < b->entry.submission->revision ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* The accepted ones by unit and revision; *count of them. */
static struct arrival **sort_accepted(const struct inbox_reading *reading, size_t *count)
{
	struct arrival **sorted =
	        arena_alloc_array(reading->arena, reading->count + 1, sizeof(struct arrival *));

	*count = 0;
	for (size_t i = 0; i < reading->count; i++) {
		if (reading->arrivals[i].entry.state == ENTRY_ACCEPTED)
			sorted[(*count)++] = &reading->arrivals[i];
	}
	qsort(sorted, *count, sizeof(struct arrival *), compare_arrivals);
	return sorted;
}

/* Two files with one revision: nobody can say which is meant, so neither counts. */
static void find_conflicts(const struct inbox_reading *reading)
{
	size_t count = 0;
	struct arrival **sorted = sort_accepted(reading, &count);

	for (size_t i = 1; i < count; i++) {
		struct arrival *one = sorted[i - 1];
		struct arrival *other = sorted[i];
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
	struct arrival **sorted = sort_accepted(reading, &count);
	const struct arrival *last = NULL;

	for (size_t i = count; i > 0; i--) {
		struct arrival *one = sorted[i - 1];
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
static void say_outcome(const struct inbox_reading *reading, const struct arrival *arrival)
{
	const struct submission *submission = arrival->entry.submission;
	const struct date due = calendar_due(reading->catalogue, reading->period);
	const struct date cut = calendar_cut(reading->catalogue, reading->period);

	if (arrival->conflict)
		diag_say(reading->diag, MSG_INBOX_CONFLICT, submission->place,
		        submission->unit->name, show_revision(reading, submission->revision),
		        arrival->conflict);
	else if (arrival->heir)
		diag_say(reading->diag, MSG_INBOX_SUPERSEDED, submission->place,
		        show_revision(reading, submission->revision),
		        show_revision(reading, arrival->heir->revision), arrival->heir->file);
	else if (arrival->entry.state == ENTRY_TOO_LATE)
		diag_say(reading->diag, MSG_INBOX_TOO_LATE, submission->place,
		        show_date(reading, submission->submitted_day), show_date(reading, cut));
	else if (date_compare(submission->submitted_day, due) > 0)
		diag_say(reading->diag, MSG_INBOX_LATE, submission->place,
		        show_date(reading, submission->submitted_day), show_date(reading, due));
}

/* Second pass: the file's messages and its outcome, together. */
static void speak(const struct inbox_reading *reading, struct arrival *arrival, const char *name)
{
	struct inbox_entry *entry = &arrival->entry;

	entry->first_record = diag_count(reading->diag);
	if (arrival->spoke && arrival->readable)
		parse(reading, reading->diag, arrival);
	else if (arrival->spoke)
		load(reading, reading->diag, arrival, name);
	if (entry->submission)
		say_outcome(reading, arrival);
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
		const struct inbox_entry *entry = &reading->arrivals[i].entry;
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
		entries[i] = reading->arrivals[i].entry;
	inbox->entries = entries;
	inbox->entry_count = reading->count;
	fill_units(reading, inbox);
}

/* The names that end in .json, in order; the others are said to be ignored. */
static const char **choose_names(struct inbox_reading *reading, const struct file_list *list)
{
	const char **names = arena_alloc_array(reading->arena, list->count + 1, sizeof *names);

	for (size_t i = 0; i < list->count; i++) {
		if (is_json_name(list->names[i]))
			names[reading->count++] = list->names[i];
		else
			diag_say_plain(reading->diag, MSG_INBOX_IGNORED,
			        place_file(file_join(
			                reading->arena, reading->folder, list->names[i])));
	}
	return names;
}

static void read_files(struct inbox_reading *reading, const struct file_list *list)
{
	const char **names = choose_names(reading, list);
	struct diag *mute = diag_new(&(struct diag_options){ 0 });

	reading->arrivals =
	        arena_alloc_array(reading->arena, reading->count + 1, sizeof *reading->arrivals);
	for (size_t i = 0; i < reading->count; i++)
		take_in(reading, mute, &reading->arrivals[i], names[i]);
	diag_free(mute);
	find_conflicts(reading);
	find_heirs(reading);
	for (size_t i = 0; i < reading->count; i++)
		speak(reading, &reading->arrivals[i], names[i]);
}

const struct inbox *inbox_read(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const struct inbox_source *source, struct period period)
{
	const char *month = period_format(arena, period);
	struct inbox_reading reading = { .arena = arena,
		.diag = diag,
		.catalogue = catalogue,
		.period = period,
		.folder = file_join(arena, source->folder, month),
		.reopened = source->reopened };
	struct inbox *inbox = arena_alloc(arena, sizeof *inbox);
	struct file_list list = { 0 };

	inbox->period = period;
	inbox->folder = reading.folder;
	switch (file_list(arena, reading.folder, &list)) {
	case FILE_OK:
		read_files(&reading, &list);
		break;
	case FILE_MISSING:
		diag_say(diag, MSG_INBOX_NO_FOLDER, place_file(reading.folder), month);
		break;
	case FILE_NOT_REGULAR:
	case FILE_TOO_LARGE:
		diag_say(diag, MSG_INBOX_UNREADABLE, place_file(reading.folder), strerror(ENOTDIR));
		break;
	case FILE_FAILED:
		diag_say(diag, MSG_INBOX_UNREADABLE, place_file(reading.folder),
		        strerror(list.error));
		break;
	}
	finish(&reading, inbox);
	return inbox;
}
