#include "press/telling/claims.h"

struct sightings claims_see(struct arena *arena, const struct inbox *inbox,
        const struct sightings *before, struct date last, struct date today)
{
	struct seen_file *list = arena_alloc_array(arena, inbox->entry_count + 1, sizeof *list);
	struct sightings seen = { .list = list, .is_known = true };

	for (size_t i = 0; i < inbox->entry_count; i++) {
		const struct arrival *arrival = inbox->entries[i].arrival;
		if (!arrival || !arrival->is_report || !arrival->is_clean || arrival->is_nested)
			continue;
		const struct seen_file *known = seen_lookup(before, arrival->path);
		struct seen_file *one = &list[seen.count++];
		*one = (struct seen_file){
			.path = arrival->path, .digest = arrival->digest, .first = today
		};
		if (known) {
			one->before = known->before;
			if (digest_equal(&known->digest, &arrival->digest))
				one->first = known->first;
		}
		/* Of a month that no night has looked at it is not known what lay there. */
		if (!known && before->is_known && date_compare(last, today) < 0)
			one->before = last;
	}
	return seen;
}

/* A correction makes nobody late: its day matters to nobody. */
static bool is_first(const struct inbox *inbox, const struct inbox_entry *entry)
{
	for (size_t i = 0; i < inbox->entry_count; i++) {
		const struct inbox_entry *other = &inbox->entries[i];
		if (other->unit == entry->unit && other->submission
		        && (other->state == ENTRY_ACCEPTED || other->state == ENTRY_SUPERSEDED)
		        && other->submission->revision < entry->submission->revision)
			return false;
	}
	return true;
}

static void ask(struct arena *arena, struct diag *diag, const struct inbox *inbox,
        const struct inbox_entry *entry, const struct seen_file *sighting)
{
	const struct submission *submission = entry->submission;
	const struct date day = submission->submitted_day;

	if (date_compare(day, sighting->first) > 0)
		diag_say(diag, MSG_REPORT_POSTDATED, submission->place, submission->unit->name,
		        date_format(arena, day), date_format(arena, sighting->first));
	else if (sighting->before.year > 0 && date_compare(day, sighting->before) < 0
	        && is_first(inbox, entry))
		diag_say(diag, MSG_REPORT_BACKDATED, submission->place, submission->unit->name,
		        date_format(arena, day), date_format(arena, sighting->before),
		        arena_printf(arena, "%d", submission->revision));
}

void claims_ask(struct arena *arena, struct diag *diag, const struct inbox *inbox,
        const struct sightings *sightings)
{
	for (size_t i = 0; i < inbox->entry_count; i++) {
		const struct inbox_entry *entry = &inbox->entries[i];
		const struct seen_file *sighting =
		        entry->arrival ? seen_lookup(sightings, entry->arrival->path) : NULL;
		if (sighting && entry->submission && !entry->submission->recorded
		        && (entry->state == ENTRY_ACCEPTED || entry->state == ENTRY_SUPERSEDED
		                || entry->state == ENTRY_TOO_LATE))
			ask(arena, diag, inbox, entry, sighting);
	}
}
