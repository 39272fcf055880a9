/*
 * Which files count among those of one unit: copies once, of one revision said twice none, of
 * revisions the highest; and which refused ones nobody needs to be asked about any more.
 */
#include "base/common.h"
#include "base/text.h"
#include "figures/intake/chain.h"
#include "figures/intake/difference.h"
#include "figures/intake/inbox_parts.h"

#include <stdlib.h>
#include <string.h>

static int compare_candidates(const void *left, const void *right)
{
	const struct candidate *a = *(const struct candidate *const *)left;
	const struct candidate *b = *(const struct candidate *const *)right;

	if (a->entry.unit != b->entry.unit)
		return a->entry.unit->index < b->entry.unit->index ? -1 : 1;
	if (a->entry.submission->revision != b->entry.submission->revision)
		return a->entry.submission->revision < b->entry.submission->revision ? -1 : 1;
	if (a->entry.submission->submitted_seconds != b->entry.submission->submitted_seconds)
		return a->entry.submission->submitted_seconds
		                < b->entry.submission->submitted_seconds
		        ? -1
		        : 1;
	if (!a->entry.arrival->link[0] != !b->entry.arrival->link[0])
		return a->entry.arrival->link[0] ? 1 : -1;
	const size_t left_length = strlen(a->entry.file), right_length = strlen(b->entry.file);
	if (left_length != right_length)
		return left_length < right_length ? -1 : 1;
	return a < b ? -1 : a > b;
}

/*
 * The accepted ones by unit, revision and time, of copies a file before a link and the shortest
 * name first; *count of them.
 */
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

static bool is_of_same_revision(const struct candidate *one, const struct candidate *other)
{
	return one->entry.unit == other->entry.unit
	        && one->entry.submission->revision == other->entry.submission->revision;
}

static bool says_the_same(const struct candidate *one, const struct candidate *other)
{
	if (digest_equal(&one->entry.digest, &other->entry.digest))
		return true;
	struct arena *arena = arena_new();
	const struct difference difference =
	        difference_between(arena, one->entry.submission, other->entry.submission);
	arena_free(arena);
	return difference.count == 0;
}

/*
 * Two files with one revision: when they say the same, one of them counts; otherwise nobody can say
 * which is meant, so neither counts.
 */
static void find_conflicts(const struct inbox_reading *reading)
{
	size_t count = 0;
	struct candidate **sorted = sort_accepted(reading, &count);
	struct candidate *first = NULL;

	for (size_t i = 0; i < count; i++) {
		struct candidate *one = sorted[i];
		if (!first || !is_of_same_revision(first, one)) {
			first = one;
		} else if (says_the_same(first, one)) {
			one->original = first;
			one->entry.state = ENTRY_COPY;
		} else {
			if (!first->conflict)
				first->conflict = one;
			one->conflict = first;
			one->entry.state = first->entry.state = ENTRY_REFUSED;
		}
	}
}

/* Of each unit the revisions together, the last one first asked. */
static void join_revisions(
        const struct inbox_reading *reading, struct candidate *const *sorted, size_t count)
{
	const struct submission **revisions =
	        arena_alloc_array(reading->arena, count + 1, sizeof(struct submission *));
	size_t same = 0;

	for (size_t i = 0; i < count; i++) {
		const struct submission *submission = sorted[i]->entry.submission;
		if (same > 0 && revisions[0]->unit != submission->unit)
			same = 0;
		revisions[same++] = submission;
		if (i + 1 == count || sorted[i + 1]->entry.unit != submission->unit)
			reading->joined[submission->unit->index] =
			        chain_join(reading->arena, revisions, same);
	}
}

/* Of each unit the highest revision counts, with what it leaves out. */
static void find_heirs(const struct inbox_reading *reading)
{
	size_t count = 0;
	struct candidate **sorted = sort_accepted(reading, &count);
	const struct candidate *last = NULL;

	join_revisions(reading, sorted, count);
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

/* The accepted one of a unit came after the refused file: a later revision, time, or file. */
static bool came_after(const struct candidate *accepted, const struct candidate *refused)
{
	const struct submission *was = refused->entry.submission;
	const struct submission *is = accepted->entry.submission;
	const bool is_known = was || refused->sketch.has_revision || refused->sketch.has_time;
	const int revision = was ? was->revision : refused->sketch.revision;
	const struct arrival *left = refused->entry.arrival, *right = accepted->entry.arrival;

	if (is_known && is->revision != revision)
		return is->revision > revision;
	if (refused->sketch.has_time && is->submitted_seconds != refused->sketch.seconds)
		return is->submitted_seconds > refused->sketch.seconds;
	if (left->modified == 0)
		return false; /* it was not opened */
	return is_known ? right->modified >= left->modified : right->modified > left->modified;
}

static bool is_unread(const struct inbox_reading *reading, const struct candidate *candidate)
{
	for (size_t i = candidate->first_heard; i < candidate->last_heard; i++)
		if (diag_record(reading->heard, i)->severity >= SEVERITY_ERROR)
			return true;
	return false;
}

/* What lies in a folder within is told no more when the very same file was read beside it. */
static void find_nested_copies(const struct inbox_reading *reading)
{
	for (size_t i = 0; i < reading->count; i++) {
		struct candidate *one = &reading->candidates[i];
		if (!one->entry.arrival->is_nested
		        || one->entry.arrival->nature.nature != NATURE_REPORT)
			continue;
		for (size_t j = 0; j < reading->count && !one->original; j++) {
			const struct candidate *other = &reading->candidates[j];
			if (other->entry.arrival->is_report
			        && digest_equal(&other->entry.digest, &one->entry.digest))
				one->original = other;
		}
		if (one->original)
			one->entry.state = ENTRY_COPY;
	}
}

static bool is_within(const struct candidate *one, const struct candidate *folder)
{
	const size_t length = strlen(folder->entry.arrival->path);

	return one->entry.arrival->is_nested
	        && text_starts_with(one->entry.arrival->path, folder->entry.arrival->path)
	        && one->entry.arrival->path[length] == '/';
}

/* A folder within that holds nothing but such copies. */
static void pass_over_folders(const struct inbox_reading *reading)
{
	for (size_t i = 0; i < reading->count; i++) {
		struct candidate *folder = &reading->candidates[i];
		size_t copies = 0;
		if (folder->entry.arrival->kind != FILE_KIND_FOLDER
		        || folder->entry.state != ENTRY_REFUSED)
			continue;
		for (size_t j = 0; j < reading->count; j++)
			copies += is_within(&reading->candidates[j], folder)
			        && reading->candidates[j].original;
		if (copies > 0 && copies == folder->entry.arrival->held)
			folder->entry.state = ENTRY_COPY;
	}
}

/* By unit index, those that count; NULL where there is none. */
static const struct candidate **list_accepted(const struct inbox_reading *reading)
{
	const struct candidate **list = arena_alloc_array(reading->arena,
	        reading->catalogue->known_unit_count + 1, sizeof(const struct candidate *));

	for (size_t i = 0; i < reading->count; i++)
		if (reading->candidates[i].entry.state == ENTRY_ACCEPTED)
			list[reading->candidates[i].entry.unit->index] = &reading->candidates[i];
	return list;
}

/* A file is of the unit that it names, or of the one that it seems to come from. */
#define SIDES 2

/* Refused files of units that have since sent what counts. */
static void find_replaced(const struct inbox_reading *reading)
{
	const struct candidate **accepted = list_accepted(reading);

	for (size_t i = 0; i < reading->count; i++) {
		struct candidate *one = &reading->candidates[i];
		const struct unit *const units[SIDES] = { one->entry.unit, one->entry.guess };
		const struct candidate *heir = NULL;
		bool replaced = one->entry.state == ENTRY_REFUSED
		        && (one->is_sure || one->entry.submission) && !is_unread(reading, one);
		for (size_t j = 0; replaced && j < SIDES; j++) {
			if (!units[j])
				continue;
			heir = accepted[units[j]->index];
			replaced = heir && came_after(heir, one);
		}
		if (!replaced || !heir)
			continue;
		one->heir = heir->entry.submission;
		one->entry.state = ENTRY_REPLACED;
	}
}

void inbox_settle(const struct inbox_reading *reading)
{
	find_conflicts(reading);
	find_heirs(reading);
	find_replaced(reading);
	find_nested_copies(reading);
	pass_over_folders(reading);
}
