#include "press/month/sources.h"

#include "base/file.h"
#include "base/kept.h"
#include "base/text.h"
#include "press/archive/archive.h"
#include "press/state/folders.h"

#include <string.h>

struct sources sources_of(
        struct arena *arena, const struct root *root, struct period period, bool issued)
{
	struct sources sources = { .arena = arena, .root = root };

	for (int month = 1; month <= period.month; month++) {
		const size_t index = (size_t)month - 1;
		const struct period one = { period.year, month };
		struct archive_stand *stand = &sources.stands[index];
		const bool known = archive_look(arena, root, one, stand);
		const bool archived = stand->is_closed && (issued || month < period.month);
		sources.revisions[index] = archived || !known ? stand->revision : 0;
		sources.trees[index] = archived ? archive_path(arena, one, stand->revision) : "";
		sources.folders[index] = file_join(arena, sources.trees[index],
		        file_join(arena, SUBMISSIONS_FOLDER, period_format(arena, one)));
		sources.answers[index] = file_join(arena, sources.trees[index],
		        arena_printf(arena, ANSWERS_FOLDER "/%s.json", period_format(arena, one)));
		sources.words[index] = file_join(arena, sources.trees[index],
		        arena_printf(arena, WORDS_FOLDER "/%s.json", period_format(arena, one)));
		sources.reopened[index] = stand->was_reopened;
	}
	return sources;
}

bool sources_are_known(struct diag *diag, const struct sources *sources, struct period period)
{
	bool known = true;

	for (size_t i = 0; i < (size_t)period.month; i++) {
		if (sources->revisions[i] >= 0)
			continue;
		archive_say_unknown(diag, &sources->stands[i]);
		known = false;
	}
	return known;
}

const char *sources_name(const struct sources *sources, const struct inbox *inbox, const char *file)
{
	const char *tree = sources->trees[inbox->period.month - 1];

	return tree[0] && text_starts_with(file, tree) ? file + strlen(tree) + 1 : file;
}

static bool is_entry(
        const struct sources *sources, const struct inbox *inbox, const struct sum *sum)
{
	for (size_t i = 0; i < inbox->entry_count; i++)
		if (text_equal(sources_name(sources, inbox, inbox->entries[i].file), sum->file))
			return true;
	return false;
}

static bool has_all(struct diag *diag, const struct sources *sources, const struct inbox *inbox,
        const struct sum_list *sums)
{
	const char *month = period_format(sources->arena, inbox->period);
	const char *folder = arena_printf(sources->arena, SUBMISSIONS_FOLDER "/%s/", month);
	const char *tree = sources->trees[inbox->period.month - 1];
	bool hold = true;

	for (size_t i = 0; i < sums->count; i++) {
		if (!text_starts_with(sums->list[i].file, folder)
		        || is_entry(sources, inbox, &sums->list[i]))
			continue;
		diag_say(diag, MSG_FROZEN_MISSING,
		        place_file(file_join(sources->arena, tree, sums->list[i].file)), month);
		hold = false;
	}
	return hold;
}

/* What was frozen of a file of the office is what stands there, or there is none of either. */
static bool office_holds(struct diag *diag, const struct sources *sources,
        const struct inbox *inbox, const struct sum_list *sums, const char *path)
{
	const struct sum *sum = sums_lookup(sums, sources_name(sources, inbox, path));
	const struct kept_file *read = kept_read(sources->arena, sources->root, path);

	if (!sum && read->status == FILE_MISSING)
		return true;
	if (sum && read->status == FILE_OK && digest_equal(&sum->digest, &read->digest))
		return true;
	diag_say(diag, read->status == FILE_MISSING ? MSG_FROZEN_MISSING : MSG_FROZEN_ALTERED,
	        place_file(path), period_format(sources->arena, inbox->period));
	return false;
}

bool sources_hold(struct diag *diag, const struct sources *sources, const struct inbox *inbox)
{
	const size_t index = (size_t)inbox->period.month - 1;
	struct sum_list sums;
	bool hold = true;

	if (sources->revisions[index] == 0)
		return true;
	if (!archive_sums_read(sources->arena, diag, sources->root, sources->trees[index], &sums))
		return false;
	for (size_t i = 0; i < inbox->entry_count; i++) {
		const struct inbox_entry *entry = &inbox->entries[i];
		const struct sum *sum =
		        sums_lookup(&sums, sources_name(sources, inbox, entry->file));
		if (sum && digest_equal(&sum->digest, &entry->digest))
			continue;
		diag_say(diag, MSG_FROZEN_ALTERED, place_file(entry->file),
		        period_format(sources->arena, inbox->period));
		hold = false;
	}
	hold = office_holds(diag, sources, inbox, &sums, sources->answers[index]) && hold;
	hold = office_holds(diag, sources, inbox, &sums, sources->words[index]) && hold;
	return has_all(diag, sources, inbox, &sums) && hold;
}
