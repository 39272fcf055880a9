/*
 * regenerate [PERIOD] [--revision N] [--all]: a month is rendered with the archive's folder as its
 * root and with the fonts that it keeps, so that nothing of the live tree nor of the system can
 * reach a page. Where other bytes come out, the documents that were issued, which the archive
 * keeps, are what stands in output/.
 */
#include "app/regenerate.h"
#include "app/ending.h"

#include "app/issued.h"
#include "app/regenerate_proof.h"
#include "base/file.h"
#include "base/json_out.h"
#include "base/text.h"
#include "base/tree.h"
#include "diag/foreign.h"
#include "press/archive/verify.h"
#include "press/desk/desk.h"
#include "press/desk/desk_year.h"
#include "press/month/edition.h"
#include "press/month/fontkeep.h"
#include "press/month/press.h"
#include "press/month/printable.h"
#include "press/state/lock.h"
#include "press/telling/runlog.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct reproduction {
	struct run *run;  /* as the user sees it */
	struct run inner; /* with its own arena, readings, and a voice that is heard only when it
	                     fails */
	const struct regeneration *what;
	const char *folder;
	const char *title; /* "2020-03/1" */
	const struct manifest *manifest;
	struct publication *publication;
	struct month month; /* as the archive tells it */
	struct input_list inputs;
	struct edition edition;
	struct press press;
	size_t first_record; /* of what was said of this revision */
	size_t altered;      /* files of the archive */
	size_t differing;    /* these and documents */
	size_t alike;        /* documents that show what was issued, in other bytes */
	bool is_told;        /* month and inputs: all that run.json tells */
	bool is_unknown; /* something could not be read: another time it may come out as issued */
	int utc_offset;
};

/* The errors of a rendering that failed; what it said in doubt was said when it was issued. */
static void repeat_errors(struct reproduction *reproduction)
{
	const struct diag *said = reproduction->inner.diag;

	for (size_t i = 0; i < diag_count(said); i++)
		if (diag_record(said, i)->severity >= SEVERITY_ERROR)
			archive_repeat(reproduction->run->diag, reproduction->inner.arena,
			        reproduction->folder, diag_record(said, i));
}

/* Nothing of the live tree is in reach. */
static bool render_archived(struct reproduction *reproduction)
{
	struct run *inner = &reproduction->inner;
	const struct facts_options facts = manifest_facts(reproduction->manifest);
	const struct edition_order order = { .to_nowhere = reproduction->what->staging,
		.whole = true,
		.archived = true,
		.aside = reproduction->what->aside,
		.watcher = reproduction->run->options->all ? NULL : reproduction->run->diag };
	struct month *month = &reproduction->month;
	const struct catalogue *catalogue = month_catalogue(inner, reproduction->what->period);

	if (!catalogue
	        || !month_read_reported(
	                inner, catalogue, reproduction->what->period, &facts, month))
		return false;
	reproduction->utc_offset = catalogue->rules.utc_offset;
	reproduction->is_told = inputs_all(inputs_new(inner->arena, inner->root, inner->readings),
	        inner->diag, reproduction->what->period, &reproduction->inputs);
	const bool done = reproduction->is_told
	        && edition_render(
	                inner, month, &order, reproduction->publication, &reproduction->edition);
	facts_free(month->facts);
	return done;
}

static struct issued issued_of(const struct reproduction *reproduction)
{
	return (struct issued){ .arena = reproduction->inner.arena,
		.diag = reproduction->run->diag,
		.root = reproduction->run->live,
		.folder = reproduction->folder,
		.manifest = reproduction->manifest };
}

static struct regenerate_proof proof_of(struct reproduction *reproduction)
{
	return (struct regenerate_proof){ .run = reproduction->run,
		.what = reproduction->what,
		.edition = &reproduction->edition,
		.publication = reproduction->publication,
		.issued = issued_of(reproduction),
		.press = &reproduction->press,
		.alike = reproduction->alike };
}

static void compare_documents(struct reproduction *reproduction)
{
	struct regenerate_proof proof = proof_of(reproduction);

	regenerate_proof_compare(&proof);
	reproduction->differing += proof.differing;
	reproduction->alike = proof.alike;
}

static bool render_away(struct reproduction *reproduction)
{
	struct run *inner = &reproduction->inner;
	struct root tree;

	if (!archive_open(&tree, inner->arena, reproduction->run->diag, inner->live,
	            reproduction->folder))
		return false;
	inner->root = &tree;
	const struct printable_lacks lacks = { reproduction->manifest->lacks,
		reproduction->manifest->lack_count };
	inner->readings = readings_new(inner->arena, &tree, inner->live);
	readings_recall(inner->readings, &lacks);
	inner->cuts = fontkeep_cuts(inner->arena, reproduction->manifest);
	const bool done = render_archived(reproduction);
	if (done)
		compare_documents(reproduction);
	else
		repeat_errors(reproduction);
	reproduction->is_unknown = diag_exit_status(inner->diag) > EXIT_BUG;
	readings_free(inner->readings);
	inner->readings = NULL;
	inner->cuts = NULL;
	inner->root = inner->live;
	root_close(&tree);
	return done;
}

/* {"period", "revision", "date", "reason", "tool", "differences": [{"code", "file", "text"}]} */
static bool stage_acceptance(struct reproduction *reproduction)
{
	struct arena *arena = reproduction->inner.arena;
	struct text record;

	text_init(&record);
	struct json_out json = json_out_begin(&record);
	json_out_object(&json, NULL, JSON_LINES);
	json_out_string(&json, "period", period_format(arena, reproduction->what->period));
	json_out_integer(&json, "revision", reproduction->what->revision);
	json_out_string(&json, "date",
	        date_format(arena, month_today(reproduction->run, reproduction->utc_offset)));
	json_out_string(&json, "reason", reproduction->run->options->accept);
	json_out_string(&json, "tool", PRESS_TOOL);
	json_out_array(&json, "differences", JSON_LINES);
	for (size_t i = reproduction->first_record; i < diag_count(reproduction->run->diag); i++) {
		const struct record *said = diag_record(reproduction->run->diag, i);
		json_out_object(&json, NULL, JSON_SPACED);
		json_out_string(&json, "code", message_name(said->message));
		json_out_string(&json, "file", said->place.file);
		json_out_string(&json, "text", said->chinese);
		json_out_close(&json);
	}
	json_out_close(&json);
	json_out_close(&json);
	json_out_end(&json);
	bool done = publish_add(
	        reproduction->publication, REGENERATE_ACCEPTED, record.bytes, record.length);
	text_release(&record);
	return done;
}

/* A record of an accepted difference goes when there is none any more. */
static bool stage_records(struct reproduction *reproduction, bool equal)
{
	struct runlog_month log = { .run = &reproduction->inner,
		.clock = runlog_clock_today(&reproduction->inner, reproduction->utc_offset),
		.month = &reproduction->month,
		.edition = &reproduction->edition,
		.inputs = reproduction->inputs,
		.revision = reproduction->what->revision,
		.exit = diag_exit_status(reproduction->run->diag) };

	if (equal)
		publish_forget(reproduction->publication, REGENERATE_ACCEPTED);
	else if (!stage_acceptance(reproduction))
		return false;
	const struct desk desk = { .run = &reproduction->inner,
		.month = &reproduction->month,
		.edition = &reproduction->edition,
		.is_by_the_way = true,
		.revision = reproduction->what->revision };
	size_t failed = 0;
	if (desk_stage(&desk, reproduction->publication, &failed)
	        && runlog_stage(&log, reproduction->publication))
		return true;
	repeat_errors(reproduction);
	return false;
}

/* As the user sees it: in the set, in the folder beside it, or in his own. */
static const char *path_of(struct reproduction *reproduction, const char *file)
{
	const struct regeneration *what = reproduction->what;
	struct arena *arena = reproduction->inner.arena;

	if (what->into)
		return root_shown(
		        reproduction->run->live, arena, file_join(arena, what->into, file));
	return month_output_path(reproduction->run, what->period,
	        what->aside ? file_join(arena, what->aside, file) : file);
}

static void print_paths(struct reproduction *reproduction)
{
	struct run *run = reproduction->run;
	const struct edition *edition = &reproduction->edition;

	for (size_t i = 0; i < edition->count && (run->ending || !reproduction->what->is_mute); i++)
		ending_made_of(run, reproduction->what->period, &edition->documents[i],
		        path_of(reproduction, edition->documents[i].file));
}

/* False. */
static bool say_not_carried(const struct reproduction *reproduction, int error)
{
	const struct run *run = reproduction->run;
	const char *into = reproduction->what->into;

	if (error == ENOTEMPTY || error == EEXIST || error == ENOTDIR || error == EBUSY)
		diag_say(run->diag, MSG_INTO_TAKEN, place_file(into), into);
	else
		foreign_say(run->diag, run->live, into, MSG_WRITE_FAILED, error);
	return false;
}

/* The staged documents, copied into a folder. */
static bool copy_documents(struct reproduction *reproduction, const char *folder)
{
	const struct root *root = reproduction->run->live;
	struct arena *arena = reproduction->inner.arena;
	const char *unsynced;
	int error = 0;

	for (size_t i = 0; i < reproduction->edition.count; i++) {
		const char *file = reproduction->edition.documents[i].file;
		struct file_bytes bytes;
		if (!publish_read(reproduction->publication, arena,
		            file_join(arena, reproduction->what->aside, file), &bytes))
			return false;
		if (file_write_whole(
		            root, file_join(arena, folder, file), bytes.bytes, bytes.length, &error)
		        != FILE_OK)
			return say_not_carried(reproduction, error);
	}
	return tree_sync(arena, root, folder, &unsynced, &error) == FILE_OK
	        || say_not_carried(reproduction, error);
}

/* They become the user's own folder, all at once; rename takes a new name or an empty folder's. */
static bool carry_out(struct reproduction *reproduction)
{
	const struct root *root = reproduction->run->live;
	struct arena *arena = reproduction->inner.arena;
	const char *into = arena_strndup(arena, reproduction->what->into,
	        text_length_without(reproduction->what->into, "/"));
	const char *slash = strrchr(into, '/');
	const char *above = slash ? arena_strndup(arena, into, (size_t)(slash - into) + 1) : ".";
	const char *staging = tree_staging(arena, above, slash ? slash + 1 : into);
	int error = 0;

	if (!into[0])
		return say_not_carried(reproduction, EEXIST);
	(void)tree_sweep(arena, root, above);
	if (tree_stage(arena, root, staging, &error) != FILE_OK)
		return say_not_carried(reproduction, error);
	bool done = copy_documents(reproduction, staging);
	if (done && renameat(root->folder, staging, root->folder, into) != 0)
		done = say_not_carried(reproduction, errno);
	if (!done)
		(void)tree_drop(root, staging);
	else
		(void)file_sync_folder(root, above, &error);
	return done;
}

/* An earlier revision beside the published one, or where the user wants it. */
static bool conclude_aside(struct reproduction *reproduction)
{
	const struct regeneration *what = reproduction->what;
	const bool done = what->into
	        ? carry_out(reproduction)
	        : publish_commit(reproduction->publication, reproduction->run->lock);

	if (what->into)
		publish_drop(reproduction->publication);
	if (!done)
		return false;
	diag_say(reproduction->run->diag, MSG_REGENERATED_ASIDE, PLACE_NONE, reproduction->title,
	        path_of(reproduction, ""));
	print_paths(reproduction);
	(void)desk_year_write(reproduction->run);
	return true;
}

static void say_unproven(struct reproduction *reproduction)
{
	const enum message message =
	        reproduction->what->staging ? MSG_ISSUE_UNPROVEN : MSG_NOT_PROVEN;

	diag_say(reproduction->run->diag, message, place_file(reproduction->folder),
	        reproduction->title);
}

/* A frozen copy was held against its manifest, and nothing of it is published here. */
static bool conclude_staging(struct reproduction *reproduction, bool rendered)
{
	const bool equal = rendered && reproduction->differing == 0;

	if (!equal)
		say_unproven(reproduction);
	return equal;
}

static bool begin_publication(struct reproduction *reproduction)
{
	reproduction->publication = publish_begin(reproduction->inner.arena,
	        reproduction->run->diag, reproduction->run->live, reproduction->what->period);
	return reproduction->publication;
}

/* What came out is dropped, and what was issued stands staged in its place. */
static bool restore(struct reproduction *reproduction)
{
	const struct issued issued = issued_of(reproduction);
	const char *aside = reproduction->what->aside;

	if (!reproduction->what->publish || reproduction->altered > 0 || !reproduction->is_told
	        || reproduction->is_unknown)
		return false;
	publish_drop(reproduction->publication);
	return begin_publication(reproduction)
	        && issued_stage(&issued, reproduction->publication, aside, &reproduction->edition);
}

static void say_proven(struct reproduction *reproduction)
{
	const struct regenerate_proof proof = proof_of(reproduction);

	if (proof.alike > 0)
		regenerate_proof_say_alike(&proof, reproduction->title);
	else
		diag_say(reproduction->run->diag, MSG_PROVEN, PLACE_NONE, reproduction->title,
		        arena_printf(
		                reproduction->inner.arena, "%zu", reproduction->edition.count));
}

/* True: the issued documents are staged in place of what came out. */
static bool judge(struct reproduction *reproduction, bool proven, bool accepted)
{
	if (proven)
		say_proven(reproduction);
	if (accepted || (proven && reproduction->alike == 0))
		return false;
	if (!restore(reproduction)) {
		if (!proven)
			say_unproven(reproduction);
		return false;
	}
	if (!proven)
		diag_say(reproduction->run->diag, MSG_RESTORED, place_file(reproduction->folder),
		        reproduction->title);
	return true;
}

/* The staged set takes its place, or is dropped. */
static bool conclude(struct reproduction *reproduction, bool rendered)
{
	const char *accept = reproduction->run->options->accept;
	struct diag *diag = reproduction->run->diag;
	const bool proven = rendered && reproduction->differing == 0;
	const bool equal = proven && reproduction->alike == 0;
	const bool accepted = rendered && !proven && accept[0];
	const bool restored = judge(reproduction, proven, accepted);
	const bool wanted = restored || (reproduction->what->publish && (equal || accepted));

	if (wanted && reproduction->what->aside)
		return conclude_aside(reproduction);
	if (!wanted || !stage_records(reproduction, !accepted)) {
		publish_drop(reproduction->publication);
		return proven;
	}
	if (!publish_commit(reproduction->publication, reproduction->run->lock))
		return false;
	if (accepted)
		diag_say(diag, MSG_ACCEPTED, place_file(reproduction->folder), reproduction->title,
		        accept);
	print_paths(reproduction);
	return true;
}

/* The archive is whole and its manifest is of this revision; what differs is counted. */
static bool open_archive(struct reproduction *reproduction)
{
	struct diag *diag = reproduction->run->diag;
	struct arena *arena = reproduction->inner.arena;
	const struct verification found =
	        archive_verify(arena, diag, reproduction->run->root, reproduction->folder);
	const char *file = file_join(arena, reproduction->folder, MANIFEST_FILE);

	reproduction->altered = reproduction->differing = found.differing;
	if (!found.usable)
		return false;
	if (found.differing > 0 && !reproduction->run->options->accept[0]) {
		say_unproven(reproduction);
		return false;
	}
	reproduction->manifest = manifest_read(arena, diag, reproduction->run->root, file);
	if (!reproduction->manifest)
		return false;
	if (period_compare(reproduction->manifest->period, reproduction->what->period) != 0
	        || reproduction->manifest->revision != reproduction->what->revision) {
		diag_say_plain(diag, MSG_MANIFEST_UNUSABLE, place_file(file));
		return false;
	}
	const struct issued issued = issued_of(reproduction);
	const struct fontkeep fonts = {
		.arena = arena, .diag = diag, .root = reproduction->run->live
	};
	if (found.differing == 0)
		reproduction->altered = issued_differing(&issued, &found.sums);
	reproduction->altered += fontkeep_differing(&fonts, reproduction->manifest);
	reproduction->differing = reproduction->altered;
	if (reproduction->altered == 0 || reproduction->run->options->accept[0])
		return true;
	say_unproven(reproduction);
	return false;
}

static bool prove(struct reproduction *reproduction)
{
	struct diag *diag = reproduction->run->diag;

	if (!open_archive(reproduction))
		return false;
	if (!reproduction->what->staging && !begin_publication(reproduction))
		return false;
	bool rendered = render_away(reproduction);
	bool differs = !rendered || reproduction->differing > 0;
	if (differs && press_look(reproduction->inner.arena, diag, &reproduction->press)
	        && press_compare(reproduction->inner.arena, diag, &reproduction->press,
	                   reproduction->manifest)
	                == 0
	        && rendered && reproduction->altered == 0)
		diag_say_plain(diag, MSG_DIFFERS_UNEXPLAINED, place_file(reproduction->folder));
	return reproduction->what->staging ? conclude_staging(reproduction, rendered)
	                                   : conclude(reproduction, rendered);
}

bool regenerate(struct run *run, const struct regeneration *what)
{
	struct reproduction reproduction = {
		.run = run, .inner = *run, .what = what, .first_record = diag_count(run->diag)
	};

	reproduction.inner.arena = arena_new();
	reproduction.inner.readings = NULL; /* the live ones are not the archive's */
	reproduction.inner.diag = diag_new(&(struct diag_options){ 0 });
	reproduction.folder = what->staging
	        ? what->staging
	        : archive_path(reproduction.inner.arena, what->period, what->revision);
	reproduction.title = arena_printf(reproduction.inner.arena, "%s/%d",
	        period_format(reproduction.inner.arena, what->period), what->revision);
	bool done = prove(&reproduction);
	diag_free(reproduction.inner.diag);
	arena_free(reproduction.inner.arena);
	return done;
}

static void regenerate_one(struct run *run)
{
	struct period period;

	if (!options_period(run->options, run->diag, &period))
		return;
	struct archive_stand stand;
	if (!archive_find(run->arena, run->diag, run->root, period, &stand))
		return;
	const int last = stand.revision;
	const char *asked = run->options->revision;
	int revision = asked[0] ? (int)strtol(asked, NULL, 10) : last;
	const char *month = period_format(run->arena, period);
	if (last == 0)
		diag_say(run->diag, MSG_NOT_ISSUED, PLACE_NONE, month);
	else if (file_look(run->root, archive_path(run->arena, period, revision)).kind
	        == FILE_KIND_NONE)
		diag_say(run->diag, MSG_NO_REVISION, PLACE_NONE, month, asked,
		        arena_printf(run->arena, "%d", last));
	else
		regenerate(run,
		        &(struct regeneration){ .period = period,
		                .revision = revision,
		                .publish = true,
		                .into = run->options->into[0] ? run->options->into : NULL,
		                .aside = revision < last || run->options->into[0]
		                        ? arena_printf(run->arena, PUBLISH_REVISION "%d", revision)
		                        : NULL });
}

static int last_revision(struct run *run, struct period period, bool *is_closed)
{
	struct archive_stand stand;
	const bool known = archive_find(run->arena, run->diag, run->root, period, &stand);

	*is_closed = known && stand.is_closed;
	return known ? stand.revision : 0;
}

static void regenerate_month(struct run *run, struct period period, size_t *done, size_t total)
{
	bool is_closed;
	const int last = last_revision(run, period, &is_closed);

	for (int revision = 1; revision <= last; revision++) {
		diag_progress(
		        run->diag, archive_path(run->arena, period, revision), (*done)++, total);
		regenerate(run,
		        &(struct regeneration){ .period = period,
		                .revision = revision,
		                .publish = revision == last && is_closed });
	}
}

/*
 * Every revision is proven; the last of a closed month is what stands in output/. A month that
 * cannot be told has been said; the others go on.
 */
static void regenerate_all(struct run *run)
{
	struct archive_months months;
	const bool certain = archive_months(run->arena, run->diag, run->root, &months);
	size_t total = 0, done = 0;
	bool is_closed;

	for (size_t i = 0; i < months.count; i++)
		total += (size_t)last_revision(run, months.list[i], &is_closed);
	if (certain && total == 0)
		diag_say_plain(run->diag, MSG_NOTHING_ISSUED, place_file(ARCHIVE_FOLDER));
	for (size_t i = 0; i < months.count; i++)
		regenerate_month(run, months.list[i], &done, total);
	diag_progress_end(run->diag);
}

void command_regenerate(struct run *run)
{
	struct lock lock;

	const char *accept = run->options->accept;

	if (accept[0] && !printable_is_plain(run->diag, "--accept-difference", accept))
		return;
	if (!lock_take(&lock, run->diag, run->live, run->command, 0))
		return;
	run->lock = &lock;
	const bool mended = publish_sweep(run->arena, run->diag, run->live, NULL);
	if (mended && run->options->all)
		regenerate_all(run);
	else if (mended)
		regenerate_one(run);
	run->lock = NULL;
	lock_release(&lock);
}
