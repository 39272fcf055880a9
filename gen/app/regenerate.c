/*
 * regenerate [PERIOD] [--revision N] [--all]: the archive's folder is the root for as long as a
 * month is rendered, so that nothing of the live tree can reach a page; the fonts alone come from
 * outside, and are held against the manifest when the bytes differ.
 */
#include "app/regenerate.h"

#include "base/file.h"
#include "base/text.h"
#include "press/archive/verify.h"
#include "press/month/edition.h"
#include "press/month/press.h"
#include "press/state/lock.h"
#include "press/telling/runlog.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct proof {
	struct run *run;  /* as the user sees it */
	struct run inner; /* with its own arena, and a voice that is heard only when it fails */
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
	int utc_offset;
};

/* The errors of a rendering that failed; what it said in doubt was said when it was issued. */
static void repeat_errors(struct proof *proof)
{
	const struct diag *said = proof->inner.diag;
	for (size_t i = 0; i < diag_count(said); i++)
		if (diag_record(said, i)->severity >= SEVERITY_ERROR)
			diag_repeat(proof->run->diag, diag_record(said, i));
}

static void say_differs(
        struct proof *proof, const char *file, const struct digest *now, const struct digest *then)
{
	char is[DIGEST_HEX] = "—", was[DIGEST_HEX] = "—";
	if (now)
		digest_hex(now, is);
	if (then)
		digest_hex(then, was);
	diag_say(proof->run->diag, MSG_DIFFERS,
	        place_file(run_output_path(proof->run, proof->what->period, file)), file, is, was);
	proof->differing++;
}

static const struct edition_document *document_of(const struct edition *edition, const char *file)
{
	for (size_t i = 0; i < edition->count; i++)
		if (text_equal(edition->documents[i].file, file))
			return &edition->documents[i];
	return NULL;
}

static bool is_in_manifest(const struct manifest *manifest, const char *file)
{
	for (size_t i = 0; i < manifest->output_count; i++)
		if (text_equal(manifest->outputs[i].file, file))
			return true;
	return false;
}

static void compare_documents(struct proof *proof)
{
	const struct manifest *manifest = proof->manifest;
	for (size_t i = 0; i < manifest->output_count; i++) {
		const struct manifest_output *then = &manifest->outputs[i];
		const struct edition_document *now = document_of(&proof->edition, then->file);
		if (!now || memcmp(&now->digest, &then->digest, sizeof then->digest) != 0)
			say_differs(proof, then->file, now ? &now->digest : NULL, &then->digest);
	}
	for (size_t i = 0; i < proof->edition.count; i++) {
		const struct edition_document *now = &proof->edition.documents[i];
		if (!is_in_manifest(manifest, now->file))
			say_differs(proof, now->file, &now->digest, NULL);
	}
}

/* Inside the archive's folder. */
static bool render_archived(struct proof *proof, const char *root)
{
	struct run *inner = &proof->inner;
	const struct facts_options facts = manifest_facts(proof->manifest);
	const struct edition_order order = { .fonts_root = root,
		.watcher = proof->run->options->all ? NULL : proof->run->diag };
	struct month *month = &proof->month;
	const struct catalogue *catalogue = run_catalogue(inner, proof->what->period.year);
	if (!catalogue || !run_month_of(inner, catalogue, proof->what->period, &facts, month))
		return false;
	proof->utc_offset = catalogue->rules.utc_offset;
	proof->inputs = inputs_all(inputs_new(inner->arena), proof->what->period);
	bool done = edition_render(inner, month, &order, proof->publication, &proof->edition);
	facts_free(month->facts);
	return done;
}

static bool render_away(struct proof *proof)
{
	struct archive_stay stay;
	char *root = getcwd(NULL, 0);
	if (!root) {
		diag_say(proof->run->diag, MSG_ARCHIVE_UNREADABLE, PLACE_NONE, strerror(errno));
		return false;
	}
	bool entered = archive_enter(&stay, proof->run->diag, proof->folder);
	bool done = entered && render_archived(proof, root);
	if (done)
		compare_documents(proof);
	/* Some hundred megabytes of fonts are read only when there is something to explain. */
	if (entered && (!done || proof->differing > 0))
		proof->press = press_look(proof->inner.arena, root, &proof->edition);
	free(root);
	if (entered && !archive_leave(&stay, proof->run->diag))
		return false;
	if (entered && !done)
		repeat_errors(proof);
	return done;
}

/* {"period", "revision", "date", "reason", "tool", "differences": [{"code", "file", "text"}]} */
static bool stage_acceptance(struct proof *proof)
{
	struct arena *arena = proof->inner.arena;
	struct text record;
	text_init(&record);
	text_printf(&record, "{\n  \"period\": \"%s\",\n  \"revision\": %d,\n  \"date\": \"%s\",\n",
	        period_format(arena, proof->what->period), proof->what->revision,
	        date_format(arena, run_today(proof->run, proof->utc_offset)));
	text_add(&record, "  \"reason\": ");
	text_add_json(&record, proof->run->options->accept);
	text_add(&record, ",\n  \"tool\": ");
	text_add_json(&record, proof->press.tool);
	text_add(&record, ",\n  \"differences\": [");
	for (size_t i = proof->first_record; i < diag_count(proof->run->diag); i++) {
		const struct record *said = diag_record(proof->run->diag, i);
		text_printf(&record, "%s\n    { \"code\": \"%s\", \"file\": ",
		        i > proof->first_record ? "," : "", message_name(said->message));
		text_add_json(&record, said->place.file);
		text_add(&record, ", \"text\": ");
		text_add_json(&record, said->chinese);
		text_add(&record, " }");
	}
	text_add(&record, "\n  ]\n}\n");
	bool done =
	        publish_add(proof->publication, REGENERATE_ACCEPTED, record.bytes, record.length);
	text_release(&record);
	return done;
}

/* A record of an accepted difference goes when there is none any more. */
static bool stage_records(struct proof *proof, bool equal)
{
	struct runlog_month log = { .run = &proof->inner,
		.clock = runlog_clock_today(&proof->inner, proof->utc_offset),
		.month = &proof->month,
		.edition = &proof->edition,
		.inputs = proof->inputs,
		.exit = diag_exit_status(proof->run->diag) };
	if (equal)
		publish_forget(proof->publication, REGENERATE_ACCEPTED);
	else if (!stage_acceptance(proof))
		return false;
	return runlog_stage(&log, proof->publication);
}

static void print_paths(struct proof *proof)
{
	for (size_t i = 0; i < proof->edition.count; i++)
		printf("%s\n",
		        run_output_path(
		                proof->run, proof->what->period, proof->edition.documents[i].file));
}

/* The staged set takes its place, or is dropped. Everything is judged by now. */
static bool conclude(struct proof *proof, bool rendered)
{
	const char *accept = proof->run->options->accept;
	struct diag *diag = proof->run->diag;
	bool equal = rendered && proof->differing == 0;
	bool wanted = proof->what->publish && rendered && (equal || accept[0]);
	if (!equal && !(rendered && accept[0]))
		diag_say(diag, MSG_NOT_PROVEN, place_file(proof->folder), proof->title);
	if (equal)
		diag_say(diag, MSG_PROVEN, PLACE_NONE, proof->title,
		        arena_printf(proof->inner.arena, "%zu", proof->edition.count));
	if (!wanted || !stage_records(proof, equal)) {
		publish_drop(proof->publication);
		return equal;
	}
	if (!publish_commit(proof->publication))
		return false;
	if (!equal)
		diag_say(diag, MSG_ACCEPTED, place_file(proof->folder), proof->title, accept);
	print_paths(proof);
	return true;
}

/* The archive is whole and its manifest is of this revision; what differs is counted. */
static bool open_archive(struct proof *proof)
{
	struct diag *diag = proof->run->diag;
	struct arena *arena = proof->inner.arena;
	const struct verification found = archive_verify(arena, diag, proof->folder);
	const char *file = file_join(arena, proof->folder, MANIFEST_FILE);
	proof->altered = proof->differing = found.differing;
	if (!found.usable)
		return false;
	if (found.differing > 0 && !proof->run->options->accept[0]) {
		diag_say(diag, MSG_NOT_PROVEN, place_file(proof->folder), proof->title);
		return false;
	}
	proof->manifest = manifest_read(arena, diag, file);
	if (!proof->manifest)
		return false;
	if (period_compare(proof->manifest->period, proof->what->period) == 0
	        && proof->manifest->revision == proof->what->revision)
		return true;
	diag_say_plain(diag, MSG_MANIFEST_UNUSABLE, place_file(file));
	return false;
}

static bool prove(struct proof *proof)
{
	struct diag *diag = proof->run->diag;
	if (!open_archive(proof))
		return false;
	proof->publication = publish_begin(proof->inner.arena, diag, proof->what->period);
	if (!proof->publication)
		return false;
	bool rendered = render_away(proof);
	bool differs = !rendered || proof->differing > 0;
	if (differs && press_compare(diag, &proof->press, proof->manifest) == 0 && rendered
	        && proof->altered == 0)
		diag_say_plain(diag, MSG_DIFFERS_UNEXPLAINED, place_file(proof->folder));
	return conclude(proof, rendered);
}

bool regenerate(struct run *run, const struct regeneration *what)
{
	struct proof proof = { .run = run,
		.inner = *run,
		.what = what,
		.press = { .tool = "" },
		.first_record = diag_count(run->diag) };
	proof.inner.arena = arena_new();
	proof.inner.diag = diag_new(&(struct diag_options){ 0 });
	proof.folder = archive_path(proof.inner.arena, what->period, what->revision);
	proof.title = arena_printf(proof.inner.arena, "%s/%d",
	        period_format(proof.inner.arena, what->period), what->revision);
	bool done = prove(&proof);
	diag_free(proof.inner.diag);
	arena_free(proof.inner.arena);
	return done;
}

static void regenerate_one(struct run *run)
{
	struct period period;
	if (!run_period(run, &period))
		return;
	int last = archive_revision(run->arena, period);
	const char *asked = run->options->revision;
	int revision = asked[0] ? (int)strtol(asked, NULL, 10) : last;
	const char *month = period_format(run->arena, period);
	if (last == 0)
		diag_say(run->diag, MSG_NOT_ISSUED, PLACE_NONE, month);
	else if (!file_is_folder(archive_path(run->arena, period, revision)))
		diag_say(run->diag, MSG_NO_REVISION, PLACE_NONE, month, asked,
		        arena_printf(run->arena, "%d", last));
	else
		regenerate(run,
		        &(struct regeneration){
		                .period = period, .revision = revision, .publish = true });
}

/* Every revision is proven; the last of a closed month is what stands in output/. */
static void regenerate_all(struct run *run)
{
	const struct archive_months months = archive_months(run->arena);
	size_t total = 0, done = 0;
	for (size_t i = 0; i < months.count; i++)
		total += (size_t)archive_revision(run->arena, months.list[i]);
	if (total == 0)
		diag_say_plain(run->diag, MSG_NOTHING_ISSUED, place_file(ARCHIVE_FOLDER));
	for (size_t i = 0; i < months.count; i++) {
		const struct period period = months.list[i];
		const int last = archive_revision(run->arena, period);
		for (int revision = 1; revision <= last; revision++) {
			diag_progress(run->diag, archive_path(run->arena, period, revision), done++,
			        total);
			regenerate(run,
			        &(struct regeneration){ .period = period,
			                .revision = revision,
			                .publish = revision == last
			                        && archive_is_closed(run->arena, period) });
		}
	}
	diag_progress_end(run->diag);
}

int command_regenerate(struct run *run)
{
	struct lock lock;
	if (!lock_take(&lock, run->diag, 0))
		return -1;
	if (run->options->all)
		regenerate_all(run);
	else
		regenerate_one(run);
	lock_release(&lock);
	return -1;
}
