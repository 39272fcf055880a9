#include "app/takeover.h"

#include "base/kept.h"
#include "base/text.h"
#include "press/archive/archive.h"
#include "press/month/sources.h"
#include "press/template/template.h"

static void leave_out(
        struct takeover *takeover, const struct inbox_entry *entry, const struct diag *said)
{
	struct manifest *manifest = takeover->manifest;
	struct run *run = takeover->run;

	takeover->left_out = arena_grow(run->arena, takeover->left_out,
	        &takeover->left_out_capacity, manifest->left_out_count, sizeof *takeover->left_out);
	takeover->left_out[manifest->left_out_count++] = entry->file;
	manifest->left_out = takeover->left_out;
	diag_say(run->diag, MSG_ISSUE_LEFT_OUT, place_file(entry->file), entry->file);
	/* The copy will not know of it; in the month itself it stands all the same. */
	if (said)
		for (size_t i = entry->first_record; i < entry->last_record; i++)
			diag_repeat(takeover->said, diag_record(said, i));
}

/* Its name there, when it is not the one that it lies under, stands in the manifest. */
static bool take_report(struct takeover *takeover, const struct arrival *arrival, const char *name)
{
	struct manifest *manifest = takeover->manifest;
	struct arena *arena = takeover->run->arena;

	if (!freeze_arrival(takeover->freeze, arrival, name))
		return false;
	if (arrival->kept == arrival->path)
		return true;
	takeover->renamed = arena_grow(arena, takeover->renamed, &takeover->renamed_capacity,
	        manifest->renamed_count, sizeof *takeover->renamed);
	takeover->renamed[manifest->renamed_count++] =
	        (struct manifest_renamed){ .file = diag_clean(arena, arrival->path),
		        .kept = arrival->kept };
	manifest->renamed = takeover->renamed;
	return true;
}

/* What the office has found out or says about the month; it need not be there. */
static bool take_office(struct takeover *takeover, const struct sources *sources,
        const struct inbox *inbox, const char *path)
{
	struct run *run = takeover->run;
	const char *name = sources_name(sources, inbox, path);
	const struct kept_file *read = kept_read(run->arena, run->root, path);

	if (read->status == FILE_OK)
		return freeze_write(takeover->freeze, name, read->bytes, read->length);
	return read->status == FILE_MISSING || freeze_copy(takeover->freeze, path);
}

/* What arrived for the month; of an earlier one that is issued, what was frozen then. */
static bool take_month(
        struct takeover *takeover, const struct catalogue *catalogue, struct period period)
{
	struct run *run = takeover->run;
	const struct sources sources = sources_of(run->arena, run->root, takeover->period, false);

	if (!sources_are_known(run->diag, &sources, takeover->period))
		return false;
	const struct inbox *inbox = readings_inbox(run->readings, catalogue, &sources, period);
	const bool own = period_compare(period, takeover->period) == 0;
	bool done =
	        readings_are_whole(run->diag, inbox) && sources_hold(run->diag, &sources, inbox);

	for (size_t i = 0; done && i < inbox->entry_count; i++) {
		const struct inbox_entry *entry = &inbox->entries[i];
		if (arrivals_is_kept(entry->arrival))
			done = take_report(takeover, entry->arrival,
			        sources_name(&sources, inbox, entry->arrival->kept));
		else
			leave_out(takeover, entry, own ? inbox->said : NULL);
	}
	done = done && take_office(takeover, &sources, inbox, sources.answers[period.month - 1])
	        && take_office(takeover, &sources, inbox, sources.words[period.month - 1]);
	/* That it was opened again is part of how its reports are read. */
	if (done && sources.reopened[period.month - 1])
		done = freeze_copy(takeover->freeze, archive_reopening_path(run->arena, period, 2));
	return done;
}

static bool is_frozen(struct takeover *takeover, const char *file)
{
	const struct sum_list sums = freeze_sums(takeover->freeze);

	return sums_lookup(&sums, file);
}

/* Every file that some template reads, its style sheet among them. */
static bool take_templates(struct takeover *takeover)
{
	struct run *run = takeover->run;
	struct template_names names;

	if (!template_list(run->arena, run->diag, run->root, TEMPLATES_FOLDER, &names))
		return false;
	bool done = names.count > 0;
	if (!done)
		diag_say_plain(run->diag, MSG_NO_TEMPLATES, place_file(TEMPLATES_FOLDER));
	for (size_t i = 0; done && i < names.count; i++) {
		struct program *program =
		        template_load(run->diag, run->root, TEMPLATES_FOLDER, names.names[i]);
		if (!program)
			return false;
		const struct template_names files = template_files(run->arena, program);
		for (size_t j = 0; done && j < files.count; j++)
			done = is_frozen(takeover, files.names[j])
			        || freeze_copy(takeover->freeze, files.names[j]);
		template_free(program);
	}
	return done;
}

bool takeover_inputs(struct takeover *takeover, const struct catalogue *catalogue)
{
	bool done = freeze_copy(takeover->freeze, catalogue->file);

	for (int month = 1; done && month <= takeover->period.month; month++)
		done = take_month(takeover, catalogue,
		        (struct period){ .year = takeover->period.year, .month = month });
	return done && take_templates(takeover);
}
