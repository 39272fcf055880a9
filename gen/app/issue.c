/*
 * issue PERIOD: the live inputs are copied into the archive's staging folder first, and everything
 * after that, judgement, changes, documents, is made from the copy. The archive takes its name
 * just before the documents take their place; should the run end between the two, the next one
 * finds the month closed with documents missing and publishes them from the archive.
 */
#include "app/ending.h"
#include "app/keep.h"
#include "app/regenerate.h"
#include "app/run.h"
#include "app/takeover.h"
#include "base/file.h"
#include "base/text.h"
#include "figures/targets/calendar.h"
#include "press/archive/freeze.h"
#include "press/archive/verify.h"
#include "press/desk/desk.h"
#include "press/desk/desk_year.h"
#include "press/month/adjustments.h"
#include "press/month/changes.h"
#include "press/month/edition.h"
#include "press/month/printable.h"
#include "press/month/sighted.h"
#include "press/month/standing.h"
#include "press/state/lock.h"
#include "press/state/published.h"
#include "press/telling/runlog.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Renderings until what they find is what they tell. */
#define PASSES 4

struct issue {
	struct run *run;
	struct run inner;  /* the same with the voice below and readings of the frozen copy */
	struct diag *said; /* of the month, repeated only when it is not issued */
	struct period period;
	struct root frozen; /* the frozen copy, as long as documents are made from it */
	struct freeze *freeze;
	struct publication *publication;
	struct runlog_clock clock;
	struct input_list inputs; /* of the frozen copy */
	struct diag *layout;      /* the voice of the last rendering */
	struct standing standing;
	struct standing_lift lift; /* by --despite */
	struct manifest manifest;
	struct month month;  /* from the frozen copy */
	struct month before; /* of the revision before, from its archive */
	struct readings *readings_before;
	struct sum_list sums_before;
	struct edition edition;
	struct keep keep;
};

/* The day that is printed: never before the cut, for reports may come until then. */
static bool check_day(struct issue *issue, const struct catalogue *catalogue)
{
	struct run *run = issue->run;
	const char *given = run->options->date;
	const struct date cut = calendar_cut(catalogue, issue->period);
	struct date day = month_today(run, catalogue->rules.utc_offset);

	if (date_compare(day, cut) >= 0 && given[0])
		(void)date_parse(given, &day);
	issue->manifest.date = day;
	if (date_compare(day, cut) >= 0)
		return true;
	diag_say(run->diag, MSG_ISSUE_EARLY, PLACE_NONE, period_format(run->arena, issue->period),
	        date_format(run->arena, cut), date_format(run->arena, day));
	return false;
}

static const struct manifest *manifest_of(struct issue *issue, struct period period, int revision)
{
	struct arena *arena = issue->run->arena;

	return manifest_read(arena, issue->run->diag, issue->run->root,
	        file_join(arena, archive_path(arena, period, revision), MANIFEST_FILE));
}

/* No other month of the year was last issued under this number. */
static bool check_number(struct issue *issue)
{
	struct run *run = issue->run;
	struct archive_months months;

	if (!archive_months(run->arena, run->diag, run->root, &months))
		return false;
	for (size_t i = 0; i < months.count; i++) {
		const struct period other = months.list[i];
		struct archive_stand stand;
		if (other.year != issue->period.year || other.month == issue->period.month)
			continue;
		if (!archive_find(run->arena, run->diag, run->root, other, &stand))
			return false;
		const struct manifest *manifest = manifest_of(issue, other, stand.revision);
		if (!manifest)
			return false;
		if (manifest->number != issue->manifest.number)
			continue;
		diag_say(run->diag, MSG_ISSUE_NUMBER_TAKEN, PLACE_NONE,
		        arena_printf(run->arena, "%d", manifest->number),
		        period_format(run->arena, other));
		return false;
	}
	return true;
}

/* The revision before: its number stays, its months' figures are what changed. */
static bool read_before(struct issue *issue)
{
	struct run *run = issue->run;
	const int revision = issue->manifest.revision - 1;
	const char *folder = archive_path(run->arena, issue->period, revision);
	struct archive_reopening reopening;
	const char *record = archive_reopening_path(run->arena, issue->period, revision + 1);
	struct root tree;

	if (!archive_reopening_read(run->arena, run->diag, run->root, record, &reopening))
		return false;
	issue->manifest.reason = printable_text(
	        run->arena, run->diag, run->live, place_file(record), reopening.reason);
	const struct verification found = archive_verify(run->arena, run->diag, run->root, folder);
	const struct manifest *manifest = manifest_of(issue, issue->period, revision);
	if (!issue->manifest.reason || !manifest || !found.usable || found.differing > 0)
		return false;
	issue->manifest.number = manifest->number;
	issue->sums_before = found.sums;
	if (!archive_open(&tree, run->arena, run->diag, run->root, folder))
		return false;
	/* Its doubts were judged when it was issued. */
	struct run mute = *run;
	mute.diag = diag_new(&(struct diag_options){ 0 });
	mute.root = &tree;
	mute.readings = issue->readings_before = readings_new(run->arena, &tree, run->live);
	bool done = month_read(&mute, issue->period, &issue->before);
	for (size_t i = 0; !done && i < diag_count(mute.diag); i++)
		if (diag_record(mute.diag, i)->severity >= SEVERITY_ERROR)
			archive_repeat(run->diag, run->arena, folder, diag_record(mute.diag, i));
	diag_free(mute.diag);
	root_close(&tree);
	return done;
}

static void say_missing(struct issue *issue)
{
	const struct assessment *assessment = issue->month.assessment;
	struct arena *arena = issue->run->arena;

	for (size_t i = 0; i < assessment->catalogue->unit_count; i++)
		if (assessment->units[i].state == REPORT_MISSING)
			diag_say(issue->said, MSG_ISSUE_MISSING, PLACE_NONE,
			        assessment->units[i].unit->name,
			        period_format(arena, issue->period),
			        date_format(arena, assessment->due));
}

/* The month as the copy tells it, and what changed against the revision before. */
static bool assess_frozen(struct issue *issue)
{
	struct arena *arena = issue->run->arena;
	struct manifest *manifest = &issue->manifest;

	if (!month_read(&issue->inner, issue->period, &issue->month))
		return false;
	say_missing(issue);
	standing_add(&issue->standing, issue->said);
	if (!standing_is_lifted(&issue->standing, &issue->lift))
		return false;
	if (manifest->revision > 1) {
		const struct changes_side before = { .month = &issue->before,
			.sums = issue->sums_before };
		const struct changes_side after = { .month = &issue->month,
			.sums = freeze_sums(issue->freeze) };
		const struct facts_changes changes = changes_between(arena, &before, &after);
		manifest->changes = changes.list;
		manifest->change_count = changes.count;
	}
	return true;
}

/* One rendering, told what stands as far as it is known; its own voice is issue->layout. */
static bool render_once(struct issue *issue)
{
	const struct edition_order order = { .watcher = issue->run->diag, .whole = true };
	struct run inner = issue->inner;

	standing_tell(
	        issue->run->arena, &issue->standing, issue->run->options->reason, &issue->manifest);
	struct facts_options options = manifest_facts(&issue->manifest);
	options.ink = readings_ink(inner.readings);
	facts_free(issue->month.facts);
	issue->month.facts = facts_new(issue->month.assessment, &options);
	diag_free(issue->layout);
	issue->layout = inner.diag = diag_new(&(struct diag_options){ 0 });
	return edition_render(&inner, &issue->month, &order, issue->publication, &issue->edition);
}

/*
 * Doubts about the layout stand as those about the figures do, and are printed as those are: the
 * documents that tell them are made anew, until they find what they tell.
 */
static bool render_until_told(struct issue *issue)
{
	const struct standing month = issue->standing;

	for (int pass = 0; pass < PASSES; pass++) {
		const struct standing told = issue->standing;
		if (!render_once(issue))
			return false;
		issue->standing = month;
		standing_add_layout(&issue->standing, issue->layout);
		if (!standing_is_lifted(&issue->standing, &issue->lift))
			return false;
		if (memcmp(told.counts, issue->standing.counts, sizeof told.counts) == 0)
			return true;
	}
	diag_say(issue->run->diag, MSG_PAGES_UNSTABLE, PLACE_NONE,
	        arena_printf(issue->run->arena, "%d", PASSES));
	return false;
}

/* Inside the staging folder: nothing of the live tree but the fonts is in reach. */
static bool make_documents(struct issue *issue)
{
	struct manifest *manifest = &issue->manifest;
	struct arena *arena = issue->run->arena;

	if (!assess_frozen(issue))
		return false;
	const bool made = render_until_told(issue);
	for (size_t i = 0; i < diag_count(issue->layout); i++)
		diag_repeat(issue->said, diag_record(issue->layout, i));
	const struct printable_lacks lacks = readings_lacks(issue->inner.readings);
	manifest->lacks = lacks.list;
	manifest->lack_count = lacks.count;
	issue->keep = (struct keep){ .run = issue->run,
		.edition = &issue->edition,
		.publication = issue->publication,
		.freeze = issue->freeze,
		.manifest = manifest };
	if (!made || !keep_all(&issue->keep))
		return false;
	return inputs_all(inputs_new(arena, issue->inner.root, issue->inner.readings), issue->said,
	        issue->period, &issue->inputs);
}

/* All that was said of the month, and for each code that stands how to go on. */
static void say_refused(struct issue *issue)
{
	struct diag *diag = issue->run->diag;

	for (size_t i = 0; i < diag_count(issue->said); i++) {
		const struct record *record = diag_record(issue->said, i);
		if (record->severity < SEVERITY_DOUBT)
			continue;
		/* What was read in the copy is told where it lies; a rehearsal has none. */
		if (issue->freeze)
			archive_repeat(
			        diag, issue->run->arena, freeze_folder(issue->freeze), record);
		else
			diag_repeat(diag, record);
	}
	for (enum message message = 0; message < MESSAGE_COUNT; message++) {
		if (issue->standing.counts[message] == 0 || standing_lifts(&issue->lift, message))
			continue;
		diag_say(diag, MSG_ISSUE_STANDING, PLACE_NONE, message_name(message),
		        arena_printf(issue->run->arena, "%zu", issue->standing.counts[message]));
	}
}

static void say_lifted(struct issue *issue)
{
	const struct options *options = issue->run->options;
	struct diag *diag = issue->run->diag;

	for (size_t i = 0; i < issue->manifest.exception_count; i++)
		diag_say(diag, MSG_ISSUE_DESPITE, PLACE_NONE, issue->manifest.exceptions[i].code,
		        arena_printf(issue->run->arena, "%zu", issue->manifest.exceptions[i].count),
		        options->reason);
	for (size_t i = 0; i < options->despite_count; i++) {
		bool needed = false;
		for (size_t j = 0; j < issue->manifest.exception_count; j++)
			needed |=
			        text_equal(issue->manifest.exceptions[j].code, options->despite[i]);
		if (!needed)
			diag_say(diag, MSG_ISSUE_NOTHING_LIFTED, PLACE_NONE, options->despite[i]);
	}
}

static bool stage_log(struct issue *issue)
{
	struct runlog_month log = { .run = &issue->inner,
		.clock = issue->clock,
		.month = &issue->month,
		.edition = &issue->edition,
		.inputs = issue->inputs,
		.revision = issue->manifest.revision,
		.exit = diag_exit_status(issue->run->diag) };

	const size_t first = diag_count(issue->said);
	publish_forget(issue->publication, REGENERATE_ACCEPTED);
	const struct desk desk = { .run = &issue->inner,
		.month = &issue->month,
		.edition = &issue->edition,
		.revision = issue->manifest.revision };
	size_t failed = 0;
	const bool done = desk_stage(&desk, issue->publication, &failed)
	        && runlog_stage(&log, issue->publication);
	/* Of a month that cannot be told on whole: nobody else says why. */
	for (size_t i = first; i < diag_count(issue->said); i++)
		diag_repeat(issue->run->diag, diag_record(issue->said, i));
	return done;
}

static bool write_archive(struct issue *issue)
{
	struct text bytes;

	text_init(&bytes);
	manifest_write(&issue->manifest, &bytes);
	bool done = freeze_write(issue->freeze, MANIFEST_FILE, bytes.bytes, bytes.length)
	        && freeze_seal(issue->freeze);
	text_release(&bytes);
	return done;
}

static void print_paths(struct issue *issue)
{
	struct run *run = issue->run;

	for (size_t i = 0; i < issue->edition.count; i++)
		ending_made_of(run, issue->period, &issue->edition.documents[i],
		        month_output_path(run, issue->period, issue->edition.documents[i].file));
	say_lifted(issue);
	standing_repeat_shown(run->diag, issue->said);
	diag_say(run->diag, MSG_ISSUED, PLACE_NONE, period_format(run->arena, issue->period),
	        arena_printf(run->arena, "%d", issue->manifest.number),
	        arena_printf(run->arena, "%zu", issue->edition.count),
	        archive_path(run->arena, issue->period, issue->manifest.revision));
}

/* Freeze, make, seal, and make it again from what lies on the disk; then the two renames. */
static bool freeze_and_make(struct issue *issue, const struct catalogue *catalogue)
{
	struct run *run = issue->run;

	struct takeover takeover = { .run = run,
		.said = issue->said,
		.period = issue->period,
		.freeze = issue->freeze,
		.manifest = &issue->manifest };

	if (!takeover_inputs(&takeover, catalogue)
	        || !archive_open(&issue->frozen, run->arena, run->diag, run->root,
	                freeze_folder(issue->freeze)))
		return false;
	issue->inner.root = &issue->frozen;
	issue->inner.readings = readings_new(run->arena, &issue->frozen, run->live);
	const bool made = make_documents(issue);
	issue->inner.root = run->root;
	root_close(&issue->frozen);
	if (!made)
		say_refused(issue);
	return made && stage_log(issue) && write_archive(issue)
	        && regenerate(run,
	                &(struct regeneration){ .period = issue->period,
	                        .revision = issue->manifest.revision,
	                        .staging = freeze_folder(issue->freeze) });
}

static void make_revision(struct issue *issue, const struct catalogue *catalogue)
{
	struct run *run = issue->run;

	issue->freeze = freeze_begin(
	        run->arena, run->diag, run->root, issue->period, issue->manifest.revision);
	if (!issue->freeze)
		return;
	issue->publication = publish_begin(run->arena, run->diag, run->live, issue->period);
	if (!issue->publication || !freeze_and_make(issue, catalogue)
	        || !lock_holds(run->lock, run->diag)) {
		freeze_drop(issue->freeze);
		fontkeep_drop(&issue->keep.fonts);
		publish_drop(issue->publication);
	} else if (!freeze_commit(issue->freeze)) {
		fontkeep_drop(&issue->keep.fonts);
		publish_drop(issue->publication);
	} else if (publish_commit(issue->publication, run->lock)) {
		print_paths(issue);
		(void)desk_year_write(run);
	}
}

/* Everything but freezing and publishing, from the live inputs: what would stand in the way. */
static void rehearse(struct issue *issue, const struct catalogue *catalogue)
{
	struct run *run = issue->run;
	const struct edition_order order = {
		.watcher = run->diag, .whole = true, .to_nowhere = true
	};
	struct facts_options options = manifest_facts(&issue->manifest);

	issue->inner.readings = readings_new(run->arena, run->root, run->live);
	options.ink = readings_ink(issue->inner.readings);
	bool done = month_read_reported(
	        &issue->inner, catalogue, issue->period, &options, &issue->month);
	if (done) {
		say_missing(issue);
		standing_add(&issue->standing, issue->said);
		struct run inner = issue->inner;
		inner.diag = issue->layout = diag_new(&(struct diag_options){ 0 });
		done = edition_render(&inner, &issue->month, &order, NULL, &issue->edition);
		standing_add_layout(&issue->standing, issue->layout);
	}
	if (!done || !standing_is_lifted(&issue->standing, &issue->lift)) {
		say_refused(issue);
		return;
	}
	ending_edition(run, issue->period, &issue->edition);
	diag_say(run->diag, MSG_ISSUE_REHEARSED, PLACE_NONE,
	        period_format(run->arena, issue->period),
	        arena_printf(run->arena, "%d", issue->manifest.number),
	        date_format(run->arena, issue->manifest.date),
	        arena_printf(run->arena, "%zu", issue->edition.count));
}

/* What is told to the templates beside the data. */
static bool read_beside(struct issue *issue, const struct catalogue *catalogue)
{
	const struct adjustments_month month = { catalogue, issue->period };
	struct run *run = issue->run;
	struct facts_changes adjustments;
	struct sighted sighted;

	if (!adjustments_find(run->arena, run->diag, run->root, &month, &adjustments)
	        || !sighted_read(run->arena, run->diag, run->root, issue->period, &sighted))
		return false;
	issue->manifest.adjustments = adjustments.list;
	issue->manifest.adjustment_count = adjustments.count;
	issue->manifest.sightings = sighted.list;
	issue->manifest.sighting_count = sighted.count;
	return true;
}

static void begin(struct issue *issue)
{
	struct run *run = issue->run;
	const char *number = run->options->number;
	const struct catalogue *catalogue = month_catalogue(run, issue->period);

	if (!catalogue || !check_day(issue, catalogue))
		return;
	issue->clock = runlog_clock_today(run, catalogue->rules.utc_offset);
	issue->manifest.number = catalogue->numbers[issue->period.month - 1];
	if (!read_beside(issue, catalogue))
		return;
	if (issue->manifest.revision > 1 && !read_before(issue))
		return;
	if (number[0])
		issue->manifest.number = (int)strtol(number, NULL, 10);
	if (!check_number(issue))
		return;
	if (run->options->dry_run)
		rehearse(issue, catalogue);
	else
		make_revision(issue, catalogue);
}

/* Does output/ hold the revision's set, its documents as the manifest says? */
static bool is_published(struct issue *issue, const struct manifest *manifest)
{
	struct arena *arena = arena_new();
	const char *folder = file_join(arena, OUTPUT_FOLDER, period_format(arena, issue->period));
	struct published record;
	bool same =
	        published_read(arena, issue->run->diag, issue->run->live, issue->period, &record)
	        && record.revision == manifest->revision;

	for (size_t i = 0; same && i < manifest->output_count; i++) {
		const struct manifest_output *output = &manifest->outputs[i];
		struct file_print print;
		same = file_digest(issue->run->live, file_join(arena, folder, output->file),
		               output->length, &print)
		                == FILE_OK
		        && digest_equal(&print.digest, &output->digest);
	}
	arena_free(arena);
	return same;
}

/* A closed month: all is done, or a run was broken off just before its documents came out. */
static void finish_closed(struct issue *issue, int revision)
{
	struct run *run = issue->run;
	const char *month = period_format(run->arena, issue->period);
	const char *folder = archive_path(run->arena, issue->period, revision);
	const struct manifest *manifest = manifest_of(issue, issue->period, revision);

	if (!manifest)
		return;
	if (is_published(issue, manifest)) {
		diag_say(run->diag, MSG_ISSUE_CLOSED, place_file(folder), month, folder);
		return;
	}
	diag_say(run->diag, MSG_ISSUE_FINISHED, place_file(folder), month);
	if (run->options->dry_run)
		return;
	regenerate(run,
	        &(struct regeneration){
	                .period = issue->period, .revision = revision, .publish = true });
}

static void issue_month(struct run *run, struct period period, const struct archive_stand *stand)
{
	struct issue issue = { .run = run,
		.inner = *run,
		.said = diag_new(&(struct diag_options){ 0 }),
		.period = period,
		.lift = { .codes = run->options->despite, .count = run->options->despite_count },
		.manifest = { .period = period,
		        .revision = stand->revision + 1,
		        .reason = "",
		        .exception_reason = "",
		        .exception_text = "" } };

	issue.inner.diag = issue.said;
	issue.inner.readings = NULL;
	if (stand->is_closed)
		finish_closed(&issue, issue.manifest.revision - 1);
	else
		begin(&issue);
	facts_free(issue.month.facts);
	facts_free(issue.before.facts);
	readings_free(issue.inner.readings);
	readings_free(issue.readings_before);
	diag_free(issue.layout);
	diag_free(issue.said);
}

void command_issue(struct run *run)
{
	struct period period;
	struct lock lock;
	const char *reason = run->options->reason;
	const bool dry = run->options->dry_run;

	if (!options_period(run->options, run->diag, &period)
	        || (reason[0] && !printable_check(run->diag, run->live, "--reason", reason))
	        || (!dry && !lock_take(&lock, run->diag, run->live, run->command, 0)))
		return;
	/* Of a run that was broken off when all was published, and of any other. */
	run->lock = dry ? NULL : &lock;
	if (!dry)
		freeze_sweep(run->arena, run->root);
	struct archive_stand stand;
	if ((dry || publish_sweep(run->arena, run->diag, run->live, NULL))
	        && archive_find(run->arena, run->diag, run->root, period, &stand))
		issue_month(run, period, &stand);
	run->lock = NULL;
	if (!dry)
		lock_release(&lock);
}
