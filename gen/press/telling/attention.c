#include "press/telling/attention.h"

#include "base/file.h"
#include "base/text.h"
#include "diag/message.h"
#include "figures/json/fields.h"
#include "figures/ledger/doubts.h"
#include "press/telling/receipts.h"

#include <assert.h>
#include <stdlib.h>

void attention_repeat(struct diag *to, const struct record *records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!diag_has(to, &records[i]))
			diag_repeat(to, &records[i]);
}

void attention_repeat_heard(struct diag *to, const struct diag *heard, size_t since)
{
	const size_t count = diag_count(heard);

	if (since < count)
		attention_repeat(to, diag_record(heard, since), count - since);
}

/*
 * Questions about figures, reports and days: many of a kind have one cause, a clock or a column.
 * Not about letters: each one that is lost is missing on a page.
 */
static bool is_question(enum message message)
{
	return message_lookup(message)->severity == SEVERITY_DOUBT && message != MSG_LETTERS_LOST
	        && (doubts_are_said_by(message) || message == MSG_REPORT_BACKDATED
	                || message == MSG_REPORT_POSTDATED);
}

/* As many of its kind were told as a person reads. */
static bool is_of_a_flood(const struct record *record, size_t alike)
{
	if (record->severity == SEVERITY_ERROR)
		return alike >= ATTENTION_ALIKE;
	return record->severity == SEVERITY_DOUBT && is_question(record->message)
	        && alike >= ATTENTION_DOUBTS_ALIKE;
}

void attention_repeat_month(struct diag *to, const struct diag *told)
{
	size_t alike[MESSAGE_COUNT] = { 0 };

	for (size_t i = 0; i < diag_count(to); i++)
		alike[diag_record(to, i)->message]++;
	for (size_t i = 0; i < diag_count(told); i++) {
		struct record record = *diag_record(told, i);
		if (diag_has(to, &record))
			continue;
		if (is_of_a_flood(&record, alike[record.message]++))
			record.severity = SEVERITY_INFO;
		diag_repeat(to, &record);
	}
}

void attention_tell_alike(struct diag *diag)
{
	struct arena *arena = arena_new();
	size_t alike[MESSAGE_COUNT] = { 0 };

	for (size_t i = 0; i < diag_count(diag); i++) {
		const struct record *record = diag_record(diag, i);
		alike[record->message] += record->severity == SEVERITY_INFO
		        && (message_lookup(record->message)->severity == SEVERITY_ERROR
		                || is_question(record->message));
	}
	for (size_t i = 0; i < MESSAGE_COUNT; i++)
		if (alike[i] > 0)
			diag_say(diag, MSG_NIGHT_MORE_ALIKE, PLACE_NONE,
			        arena_printf(arena, "%zu", alike[i]),
			        message_name((enum message)i));
	arena_free(arena);
}

const struct record *attention_records(const struct diag *diag)
{
	return diag_count(diag) > 0 ? diag_record(diag, 0) : NULL;
}

static const char *receipt_path(
        struct arena *arena, const struct month *month, const struct unit *unit)
{
	const char *folder = file_join(arena, OUTPUT_FOLDER, period_format(arena, month->period));

	return file_join(arena, folder, receipts_file(arena, unit, "txt"));
}

static void tell_file(
        struct attention *attention, const struct month *month, const struct inbox_entry *entry)
{
	const struct diag *said = ledger_inbox(month->ledger)->said;
	size_t faults = 0;

	/* Of what is no report there is one thing to say, and it says what to do. */
	for (size_t i = entry->first_record; i < entry->last_record; i++) {
		if (entry->arrival && !entry->arrival->is_report)
			diag_repeat(attention->told, diag_record(said, i));
		faults += diag_record(said, i)->severity == SEVERITY_FAULT;
	}
	if (entry->arrival && !entry->arrival->is_report)
		return;
	diag_say(attention->told, MSG_NIGHT_REFUSED, place_file(entry->file),
	        arena_printf(attention->arena, "%zu", faults),
	        receipt_path(attention->arena, month, entry->unit ? entry->unit : entry->guess));
}

/* What is beyond the lines that a person is told of a month: how many, and where they stand. */
static void tell_more(
        struct attention *attention, struct period period, enum message message, size_t count)
{
	if (count > ATTENTION_MOST)
		diag_say(attention->told, message, PLACE_NONE,
		        period_format(attention->arena, period),
		        arena_printf(attention->arena, "%zu", count - ATTENTION_MOST));
}

/* One line for a refused file; its faults are in the receipt. */
static void tell_refused(struct attention *attention, const struct month *month)
{
	const struct inbox *inbox = ledger_inbox(month->ledger);
	size_t refused = 0;

	for (size_t i = 0; i < inbox->entry_count; i++) {
		const struct arrival *arrival = inbox->entries[i].arrival;
		/* What lies in a folder within is told with that folder. */
		if (inbox->entries[i].state != ENTRY_REFUSED || (arrival && arrival->is_nested))
			continue;
		if (refused++ < ATTENTION_MOST)
			tell_file(attention, month, &inbox->entries[i]);
	}
	tell_more(attention, month->period, MSG_NIGHT_MORE_REFUSED, refused);
}

/* Where a record is within an entry's [first, last). */
static int compare_record(const void *key, const void *element)
{
	const size_t record = *(const size_t *)key;
	const struct inbox_entry *entry = element;

	if (record < entry->first_record)
		return -1;
	return record >= entry->last_record;
}

/* A record of the month's voice: is it one of those that the inbox's own said of a file? */
static bool is_of_file(const struct month *month, size_t record)
{
	const struct inbox *inbox = ledger_inbox(month->ledger);

	if (record < month->first_record || inbox->entry_count == 0)
		return false;
	record -= month->first_record;
	return bsearch(&record, inbox->entries, inbox->entry_count, sizeof *inbox->entries,
	        compare_record);
}

void attention_tell_failure(struct attention *attention)
{
	for (; attention->taken < diag_count(attention->heard); attention->taken++) {
		const struct record *record = diag_record(attention->heard, attention->taken);
		if (record->severity == SEVERITY_ERROR)
			diag_repeat(attention->told, record);
	}
}

/* Reports of odd names were read: a person hears of it beside what there is to do, never alone. */
static void tell_endings(struct attention *attention)
{
	const bool alone = diag_count(attention->told) == 0;
	size_t told = 0;

	for (size_t i = 0; !alone && i < diag_count(attention->heard); i++) {
		const struct record *record = diag_record(attention->heard, i);
		if (record->message == MSG_INBOX_ENDING && told++ < ATTENTION_MOST)
			diag_repeat(attention->told, record);
	}
}

/* Doubts and errors as they were found, faults that no receipt tells; of doubts of files the first.
 */
static void tell_rest(struct attention *attention, const struct month *month)
{
	size_t doubts = 0;

	for (size_t i = 0; i < diag_count(attention->heard); i++) {
		const struct record *record = diag_record(attention->heard, i);
		if (record->severity < SEVERITY_DOUBT)
			continue;
		if (record->severity < SEVERITY_ERROR && is_of_file(month, i)
		        && (record->severity == SEVERITY_FAULT || doubts++ >= ATTENTION_MOST))
			continue;
		diag_repeat(attention->told, record);
	}
	tell_more(attention, month->period, MSG_NIGHT_MORE_DOUBTS, doubts);
	tell_endings(attention);
	attention->taken = diag_count(attention->heard);
}

/* Something of the unit is there, and what is wrong with it was said. */
static bool has_sent(const struct inbox *inbox, const struct unit *unit)
{
	for (size_t i = 0; i < inbox->entry_count; i++)
		if (inbox_concerns(&inbox->entries[i], unit))
			return true;
	return false;
}

/* The names of the units that owe their reports; *count of them. */
static const char **list_missing(
        struct attention *attention, const struct month *month, size_t *count)
{
	const struct assessment *assessment = month->assessment;
	const size_t units = assessment->catalogue->unit_count;
	const char **names = arena_alloc_array(attention->arena, units, sizeof *names);

	*count = 0;
	for (size_t i = 0; i < units; i++)
		if (assessment->units[i].state == REPORT_MISSING
		        && !has_sent(ledger_inbox(month->ledger), assessment->units[i].unit))
			names[(*count)++] = assessment->units[i].unit->name;
	return names;
}

static void tell_missing(struct attention *attention, const struct month *month)
{
	const struct assessment *assessment = month->assessment;
	struct arena *arena = attention->arena;
	const char *period = period_format(arena, month->period);
	const char *due = date_format(arena, assessment->due);
	size_t count = 0;
	const char **names = list_missing(attention, month, &count);

	if (count > ATTENTION_ALIKE)
		diag_say(attention->told, MSG_NIGHT_MISSING_MANY, PLACE_NONE,
		        arena_printf(arena, "%zu", count),
		        arena_printf(arena, "%zu", assessment->catalogue->unit_count), period, due,
		        fields_join(arena, names, count));
	for (size_t i = 0; i < count && count <= ATTENTION_ALIKE; i++)
		diag_say(attention->told, MSG_NIGHT_MISSING, PLACE_NONE, names[i], period, due);
}

void attention_tell(struct attention *attention, const struct month *month, bool overdue)
{
	assert(attention->taken <= diag_count(attention->heard));
	tell_refused(attention, month);
	tell_rest(attention, month);
	if (overdue)
		tell_missing(attention, month);
}

void attention_tell_registered(
        struct attention *attention, struct period period, const struct input_list *later)
{
	struct arena *arena = attention->arena;

	for (size_t i = 0; i < later->count && i < ATTENTION_MOST; i++)
		diag_say(attention->told, MSG_NIGHT_REGISTERED,
		        place_file(diag_clean(arena, later->inputs[i].file)),
		        period_format(arena, period));
	tell_more(attention, period, MSG_NIGHT_MORE_REGISTERED, later->count);
}

static void tell_damage(struct diag *diag, struct arena *arena, const char *path,
        const struct published_damage *damage)
{
	const char *was = arena_printf(arena, "%zu", damage->file->length);
	char is_hex[DIGEST_HEX], was_hex[DIGEST_HEX];

	digest_hex(&damage->digest, is_hex);
	digest_hex(&damage->file->digest, was_hex);
	if (damage->is_gone)
		diag_say(diag, MSG_NIGHT_GONE, place_file(path), was, was_hex);
	else
		diag_say(diag, MSG_NIGHT_DAMAGED, place_file(path),
		        arena_printf(arena, "%zu", damage->length), was, is_hex, was_hex);
}

void attention_tell_damages(
        struct diag *diag, struct period period, struct published_damages damages)
{
	struct arena *arena = arena_new();
	const char *folder = file_join(arena, OUTPUT_FOLDER, period_format(arena, period));

	for (size_t i = 0; i < damages.count; i++)
		tell_damage(diag, arena, file_join(arena, folder, damages.list[i].file->file),
		        &damages.list[i]);
	arena_free(arena);
}

void attention_tell_strangers(struct diag *diag, const struct diag *heard)
{
	for (size_t i = 0; i < diag_count(heard); i++) {
		const enum message message = diag_record(heard, i)->message;
		if (message == MSG_OUTPUT_STRANGERS || message == MSG_OUTPUT_REMAINS
		        || message == MSG_RESTORED)
			diag_repeat(diag, diag_record(heard, i));
	}
}
