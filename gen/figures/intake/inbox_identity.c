/* Whose a file is that is refused, or that is named as another unit's. */
#include "base/text.h"
#include "figures/intake/inbox_parts.h"

#include <string.h>

/* The file's name as words; with its folders when it lies in some and says nothing itself. */
static const char *words_of(const struct inbox_reading *reading, const struct arrival *arrival)
{
	const char *path = arrival->is_clean ? arrival->kept : arrival->shown;
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const size_t length = strlen(reading->folder);

	if (!arrival->is_nested || guess_named(reading->guess, name))
		return name;
	return text_starts_with(path, reading->folder) ? path + length : path;
}

bool inbox_is_named_otherwise(const struct inbox_reading *reading, struct inbox_entry *entry)
{
	const char *words = words_of(reading, entry->arrival);

	if (text_starts_with(words, entry->unit->name)
	        || guess_names(reading->guess, words, entry->unit))
		return false;
	entry->guess = guess_named(reading->guess, words);
	if (entry->guess)
		diag_say(reading->heard, MSG_INBOX_OTHER_UNIT, place_file(entry->file),
		        entry->unit->name, entry->guess->name);
	return entry->guess;
}

/* The unit that a file without one seems to come from: by its name, then by what is written. */
static const struct unit *guess_unit(
        const struct inbox_reading *reading, struct candidate *candidate)
{
	const struct arrival *arrival = candidate->entry.arrival;
	const char *words = words_of(reading, arrival);
	const char *written = candidate->sketch.unit;
	const struct unit *unit = guess_named(reading->guess, words);

	if (!unit && written[0])
		unit = guess_named(reading->guess, written);
	if (!unit && arrival->nature.nature == NATURE_TEXT)
		unit = guess_named(reading->guess, candidate->sketch.opening);
	candidate->is_sure = unit;
	if (!unit && written[0])
		unit = guess_near(reading->guess, written);
	if (!unit)
		unit = guess_near(reading->guess, words);
	return unit;
}

void inbox_identify(const struct inbox_reading *reading, struct candidate *candidate,
        const struct submission_source *source)
{
	struct inbox_entry *entry = &candidate->entry;

	candidate->sketch = sketch_of(reading->arena, source->bytes, source->length);
	if (entry->arrival->nature.nature == NATURE_REPORT)
		entry->unit = submission_unit(reading->catalogue, source);
	candidate->is_sure = entry->unit;
	if (entry->unit)
		(void)inbox_is_named_otherwise(reading, entry);
	else
		entry->guess = guess_unit(reading, candidate);
}
