/*
 * nightly: what cron runs. Month by month:
 *
 *   inputs as last night, and all that was published is there  -> pass it over, repeat what a
 *                                                                 person still has to do
 *   news                -> read, assess, render the stale, write receipts and run.json: one set
 *   issued              -> leave it alone; what came since gets a receipt and is reported
 *
 * A month is worked on with a voice of its own that nobody hears; persons are told one line a
 * thing then. Without anything to tell, a run that nobody watches prints nothing.
 */
#include "app/alerts.h"
#include "app/ending.h"
#include "app/later.h"
#include "app/months.h"
#include "app/night_summary.h"
#include "app/regenerate.h"
#include "app/run.h"
#include "base/file.h"
#include "base/text.h"
#include "diag/foreign.h"
#include "figures/targets/calendar.h"
#include "press/archive/freeze.h"
#include "press/desk/desk.h"
#include "press/desk/desk_year.h"
#include "press/month/edition.h"
#include "press/month/sighted.h"
#include "press/state/lock.h"
#include "press/state/memo.h"
#include "press/state/published.h"
#include "press/telling/attention.h"
#include "press/telling/claims.h"
#include "press/telling/hooks.h"
#include "press/telling/receipts.h"
#include "press/telling/runlog.h"
#include "press/telling/runlog_last.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct night {
	struct run *run;
	struct diag *notes; /* for run.json; said only when somebody watches */
	struct inputs *inputs;
	struct fontprints *prints;
	struct runlog_clock clock;
	struct date today;
	struct runlog_last last; /* the night before */
	/* The catalogue of the year asked for last; NULL when it was said to be unusable. */
	int year;
	const struct catalogue *catalogue;
	struct runlog_outcome *outcomes;
	struct alert_month *alerts; /* as many as outcomes */
	size_t outcome_count;
};

/* Work on one month: memory and voice of its own. */
struct shift {
	struct night *night;
	struct run run;
	struct attention attention; /* what a person is told */
	struct period period;
	struct digest inputs;
	struct published published;
	struct published_damages damages; /* of it, by tonight's look */
	int revision;                     /* that it is issued as, 0: open */
	struct date cut;                  /* of an open month; year 0: not known */
	struct input_list later;          /* of an issued month: what is not in its archive */
	const struct catalogue *catalogue;
	struct month month;
	struct edition edition;
	struct sightings seen;           /* with tonight's */
	struct diag *claims;             /* what is asked about the days of reports */
	struct publication *publication; /* NULL in a dry run */
	struct runlog_month log;
};

static struct diag *silent_voice(void)
{
	return diag_new(&(struct diag_options){ 0 });
}

static const struct catalogue *catalogue_of(struct night *night, struct period period)
{
	if (night->year != period.year
	        || (night->catalogue && !catalogue_serves(night->catalogue, period)))
		night->catalogue = month_catalogue(night->run, period);
	night->year = period.year;
	return night->catalogue;
}

static bool is_overdue(const struct shift *shift)
{
	return date_compare(shift->night->today, calendar_due(shift->catalogue, shift->period)) > 0;
}

static struct shift shift_begin(struct night *night, struct period period)
{
	struct shift shift = { .night = night, .run = *night->run, .period = period };

	shift.run.arena = arena_new();
	shift.run.diag = silent_voice();
	shift.claims = silent_voice();
	shift.attention = (struct attention){
		.arena = shift.run.arena, .heard = shift.run.diag, .told = silent_voice()
	};
	return shift;
}

static struct runlog_outcome *add_outcome(
        struct night *night, struct period period, enum runlog_state state)
{
	struct runlog_outcome *outcome = &night->outcomes[night->outcome_count];
	const char *folder = file_join(
	        night->run->arena, OUTPUT_FOLDER, period_format(night->run->arena, period));
	const char *log = file_join(night->run->arena, folder, RUNLOG_NAME);
	const struct file_sight sight = file_look(night->run->live, log);

	if (sight.kind == FILE_KIND_UNKNOWN)
		diag_say(night->run->diag, MSG_INPUT_UNREADABLE, place_file(log),
		        strerror(sight.error));
	*outcome = (struct runlog_outcome){ .period = period,
		.state = state,
		.run_json = sight.kind == FILE_KIND_NONE ? "" : log };
	night->outcome_count++;
	return outcome;
}

/* Say what there is for a person, and drop the month. */
static void shift_end(struct shift *shift, enum runlog_state state)
{
	struct night *night = shift->night;

	attention_tell_failure(&shift->attention);
	attention_repeat_month(night->run->diag, shift->attention.told);
	attention_tell_strangers(night->run->diag, shift->run.diag);
	night->alerts[night->outcome_count] = (struct alert_month){
		.period = shift->period, .is_issued = shift->revision > 0, .cut = shift->cut
	};
	struct runlog_outcome *outcome = add_outcome(night, shift->period, state);
	outcome->exit = diag_exit_status(shift->attention.told);
	outcome->rendered = state == RUNLOG_PUBLISHED ? shift->edition.rendered : 0;
	if (state == RUNLOG_FAILED && outcome->exit == EXIT_DONE)
		outcome->exit = diag_exit_status(night->run->diag);
	ending_month(&shift->run, outcome, &shift->edition);
	if (shift->month.facts)
		facts_free(shift->month.facts);
	diag_free(shift->attention.told);
	diag_free(shift->claims);
	diag_free(shift->run.diag);
	arena_free(shift->run.arena);
}

/*
 * A receipt of a unit that is none any more or has another name, or of files of nobody that are
 * gone: those that some night wrote. What a person put beside them stays.
 */
static void forget_receipts(struct shift *shift, const struct receipts_staged *staged)
{
	for (size_t i = 0; i < shift->published.count; i++) {
		const char *file = shift->published.files[i].file;
		bool stays = !text_starts_with(file, RECEIPTS_FOLDER "/");
		for (size_t j = 0; !stays && j < staged->count; j++)
			stays = text_equal(file, staged->files[j]);
		if (!stays)
			publish_forget(shift->publication, file);
	}
}

static bool stage_log(struct shift *shift, const struct run *run, const struct month *month)
{
	shift->log = (struct runlog_month){ .run = run,
		.clock = shift->night->clock,
		.month = month,
		.edition = &shift->edition,
		.revision = shift->revision,
		.exit = diag_exit_status(shift->attention.told) };
	const struct desk desk = { .run = &shift->run,
		.month = month,
		.edition = &shift->edition,
		.revision = shift->revision };
	return inputs_all(shift->night->inputs, shift->run.diag, shift->period, &shift->log.inputs)
	        && desk_stage(&desk, shift->publication, &shift->edition.failed)
	        && runlog_stage(&shift->log, shift->publication);
}

static bool stage_memo(struct shift *shift)
{
	struct fontprints *prints = shift->night->prints;
	const struct fontprints_paths fonts = fontprints_looked(prints);
	const struct memo memo = { .inputs = shift->inputs,
		.cut = calendar_cut(shift->catalogue, shift->period),
		.fonts = fontprints_digest(prints, fonts.list, fonts.count),
		.font_paths = fonts.list,
		.font_count = fonts.count,
		.due = calendar_due(shift->catalogue, shift->period),
		.utc_offset = shift->catalogue->rules.utc_offset,
		.overdue = is_overdue(shift),
		.attention = attention_records(shift->attention.told),
		.attention_count = diag_count(shift->attention.told) };

	/* What could not be made is tried again, and said again, until it can be. */
	if (shift->edition.failed > 0) {
		memo_drop(shift->publication);
		return true;
	}
	return !fontprints_failed(prints, shift->run.diag)
	        && memo_stage(&memo, shift->run.arena, shift->publication);
}

/* What this night sees, and the nights before have seen; the facts tell it. */
static bool see_days(struct shift *shift)
{
	struct run *run = &shift->run;
	struct sightings before;

	if (!seen_read(run->arena, run->diag, run->live, shift->period, &before))
		return false;
	shift->seen = claims_see(run->arena, ledger_inbox(shift->month.ledger), &before,
	        runlog_last_day(&shift->night->last, shift->period), shift->night->today);
	sighted_tell(run->arena, &shift->seen, shift->month.facts);
	return true;
}

static struct receipts receipts_of(struct shift *shift)
{
	return (struct receipts){ .claims = shift->claims,
		.arena = shift->run.arena,
		.root = shift->run.live,
		.assessment = shift->month.assessment,
		.inputs = inputs_month(shift->night->inputs, shift->period),
		.page = plain_page_find(shift->run.arena, shift->run.live, DESK_PARTS),
		.overdue = is_overdue(shift) };
}

/* Everything of an open month into the publication. */
static bool stage_open(struct shift *shift)
{
	const struct edition_order order = { .only_stale = true,
		.prints = shift->night->prints,
		.watcher = shift->night->run->diag };
	const struct receipts receipts = receipts_of(shift);
	struct receipts_staged staged;
	bool done = see_days(shift)
	        && edition_render(
	                &shift->run, &shift->month, &order, shift->publication, &shift->edition);

	/* The days that reports bear, against what was seen; asked in the month's voice. */
	if (done) {
		claims_ask(shift->run.arena, shift->claims, ledger_inbox(shift->month.ledger),
		        &shift->seen);
		attention_repeat_heard(shift->run.diag, shift->claims, 0);
	}
	if (done && shift->publication)
		done = receipts_stage(&receipts, shift->publication, &staged)
		        && seen_stage(&shift->seen, shift->run.arena, shift->publication);
	if (done && shift->publication)
		forget_receipts(shift, &staged);
	attention_tell(&shift->attention, &shift->month, is_overdue(shift));
	return done
	        && (!shift->publication
	                || (stage_log(shift, &shift->run, &shift->month) && stage_memo(shift)));
}

/* False: nothing was published, the old set stands. */
static bool publish(struct shift *shift, bool (*stage)(struct shift *shift))
{
	struct run *run = &shift->run;

	if (run->options->dry_run)
		return stage(shift);
	shift->publication = publish_begin(run->arena, run->diag, run->live, shift->period);
	if (!shift->publication)
		return false;
	if (stage(shift))
		return publish_commit(shift->publication, run->lock);
	publish_drop(shift->publication);
	return false;
}

static bool begin_month(struct shift *shift)
{
	struct run *run = &shift->run;

	shift->catalogue = catalogue_of(shift->night, shift->period);
	if (shift->catalogue)
		shift->cut = calendar_cut(shift->catalogue, shift->period);
	return shift->catalogue
	        && month_read_reported(run, shift->catalogue, shift->period, NULL, &shift->month)
	        && diag_count_at_least(run->diag, SEVERITY_ERROR) == 0;
}

/* As last night: what it is made from, the side of the due day, and all that was published. */
static bool stands(const struct shift *shift, const struct memo *memo)
{
	return memo_holds(memo, &shift->inputs, shift->night->today) && shift->published.is_known
	        && shift->damages.count == 0;
}

/* Tonight's look, or that at all; false (said): something cannot be read. */
static bool look_at_published(struct shift *shift, long day)
{
	const struct published_place place = { .arena = shift->run.arena,
		.diag = shift->run.diag,
		.root = shift->run.live,
		.period = shift->period };

	return published_look(&place, &shift->published, day, &shift->damages);
}

/* Those of an issued month, where they do not stand. False (said): they are not as issued. */
static bool restore_issued(struct shift *shift, int revision)
{
	const struct regeneration what = {
		.period = shift->period, .revision = revision, .publish = true, .is_mute = true
	};

	return (shift->damages.count == 0 && shift->published.is_known)
	        || shift->night->run->options->dry_run || regenerate(&shift->run, &what);
}

static bool fonts_stand(struct night *night, const struct memo *memo)
{
	const struct digest now =
	        fontprints_digest(night->prints, memo->font_paths, memo->font_count);

	return digest_equal(&now, &memo->fonts);
}

static enum runlog_state pass_over(
        struct shift *shift, const struct memo *memo, enum runlog_state state)
{
	attention_repeat(shift->attention.told, memo->attention, memo->attention_count);
	return state;
}

static enum runlog_state visit_open(struct shift *shift, const struct memo *memo)
{
	struct night *night = shift->night;

	/* A month that cannot be read is not published without what is missing of it. */
	if (!inputs_are_read(night->inputs, shift->run.diag, shift->period))
		return RUNLOG_FAILED;
	shift->inputs = inputs_digest(night->inputs, shift->period);
	const bool same = stands(shift, memo) && fonts_stand(night, memo);
	if (fontprints_failed(night->prints, shift->run.diag))
		return RUNLOG_FAILED;
	if (memo)
		shift->cut = memo->cut;
	if (same)
		return pass_over(shift, memo, RUNLOG_SAME);
	if (!look_at_published(shift, PUBLISHED_ALL))
		return RUNLOG_FAILED;
	attention_tell_damages(night->run->diag, shift->period, shift->damages);
	if (!begin_month(shift) || !publish(shift, stage_open))
		return RUNLOG_FAILED;
	if (night->run->options->dry_run) {
		ending_plan(&shift->run, shift->period, "render", shift->edition.rendered);
		ending_plan(&shift->run, shift->period, "receipts", shift->catalogue->unit_count);
	}
	return RUNLOG_PUBLISHED;
}

/* Receipts for what came too late, beside the documents as they were issued. */
static bool stage_late(struct shift *shift, const struct run *frozen, const struct month *month)
{
	const struct input_list later = shift->later;
	const struct receipts_issued issued = { .inbox = ledger_inbox(month->ledger),
		.later = &later };
	struct receipts receipts = receipts_of(shift);
	struct receipts_staged staged = { .count = 0 };

	receipts.issued = &issued;
	attention_tell_registered(&shift->attention, shift->period, &later);
	return !shift->publication
	        || (receipts_stage(&receipts, shift->publication, &staged)
	                && stage_log(shift, frozen, month) && stage_memo(shift));
}

/* run.json goes on telling the month as it was issued. */
static bool stage_issued(struct shift *shift)
{
	struct run frozen = shift->run;
	struct month month;

	frozen.diag = silent_voice();
	bool done = month_read_issued(&frozen, shift->catalogue, shift->period, &month);
	/* What a month that was issued says of itself was told when it was. */
	const size_t heard = done ? diag_count(frozen.diag) : 0;
	done = done && stage_late(shift, &frozen, &month);
	if (!done)
		attention_repeat_heard(shift->run.diag, frozen.diag, heard);
	facts_free(month.facts);
	diag_free(frozen.diag);
	return done;
}

static struct digest issued_digest(const struct shift *shift, int revision)
{
	struct digest_state *state = digest_new();

	digest_add(state, "issued", sizeof "issued");
	digest_add(state, &revision, sizeof revision);
	digest_add(state, inputs_month(shift->night->inputs, shift->period)->digest.bytes,
	        DIGEST_BYTES);
	return digest_finish(state);
}

static enum runlog_state visit_issued(struct shift *shift, const struct memo *memo, int revision)
{
	struct night *night = shift->night;

	if (!inputs_month_is_read(night->inputs, shift->run.diag, shift->period))
		return RUNLOG_FAILED;
	shift->inputs = issued_digest(shift, revision);
	attention_tell_damages(night->run->diag, shift->period, shift->damages);
	if (!restore_issued(shift, revision))
		return RUNLOG_FAILED;
	if (stands(shift, memo))
		return pass_over(shift, memo, RUNLOG_ISSUED);
	const struct later_issue issue = { .period = shift->period, .revision = revision };
	if (!later_find(&shift->run, night->inputs, &issue, &shift->later))
		return RUNLOG_FAILED;
	if (shift->later.count == 0)
		return RUNLOG_ISSUED;
	if (!inputs_are_read(night->inputs, shift->run.diag, shift->period) || !begin_month(shift)
	        || !publish(shift, stage_issued))
		return RUNLOG_FAILED;
	if (night->run->options->dry_run)
		ending_plan(
		        &shift->run, shift->period, "register", diag_count(shift->attention.told));
	return RUNLOG_ISSUED;
}

static enum runlog_state visit(struct shift *shift)
{
	struct night *night = shift->night;
	struct arena *arena = night->run->arena;
	struct diag *diag = shift->run.diag;
	struct archive_stand stand;
	const struct memo *memo;

	if (!archive_find(arena, diag, night->run->root, shift->period, &stand)
	        || !memo_read(arena, diag, night->run->live, shift->period, &memo)
	        || !published_read(
	                shift->run.arena, diag, night->run->live, shift->period, &shift->published)
	        || !look_at_published(shift, date_number(night->today)))
		return RUNLOG_FAILED;
	shift->revision = stand.is_closed ? stand.revision : 0;
	return stand.is_closed ? visit_issued(shift, memo, stand.revision)
	                       : visit_open(shift, memo);
}

static void visit_all(struct night *night)
{
	struct run *run = night->run;
	struct periods periods;

	if (!months_begun(run, night->today, &periods))
		return;
	night->outcomes = arena_alloc_array(run->arena, periods.count + 1, sizeof *night->outcomes);
	night->alerts = arena_alloc_array(run->arena, periods.count + 1, sizeof *night->alerts);
	for (size_t i = 0; i < periods.count; i++) {
		struct shift shift = shift_begin(night, periods.list[i]);
		shift_end(&shift, visit(&shift));
	}
	attention_tell_alike(run->diag);
	alerts_tell(run, night->alerts, night->outcome_count, night->today);
}

static void check_clock(struct night *night)
{
	struct arena *arena = night->run->arena;

	night->last = runlog_last_read(arena, night->run->live);
	if (date_compare(night->last.day, night->today) > 0)
		diag_say(night->notes, MSG_NIGHT_CLOCK, PLACE_NONE,
		        date_format(arena, night->today), date_format(arena, night->last.day));
}

static void write_log(struct night *night, const char *hook, struct hook_end hook_end)
{
	struct run *run = night->run;
	const char *file = OUTPUT_FOLDER "/" RUNLOG_NAME;
	struct text bytes;
	int error;
	const struct runlog_night log = { .run = run,
		.notes = night->notes,
		.clock = night->clock,
		.outcomes = night->outcomes,
		.outcome_count = night->outcome_count,
		.hook = hook,
		.hook_status = hook_end.status,
		.hook_is_too_late = hook_end.is_too_late,
		.exit = diag_exit_status(run->diag) };

	text_init(&bytes);
	runlog_night_json(&log, &bytes);
	if (file_write_whole(run->live, file, bytes.bytes, bytes.length, &error) != FILE_OK)
		foreign_say(run->diag, run->live, file, MSG_WRITE_FAILED, error);
	text_release(&bytes);
}

/* With the absolute path of run.json: a hook may stand anywhere. */
static void call_hook(struct night *night)
{
	struct run *run = night->run;
	const struct options *options = run->options;
	const enum exit_status status = diag_exit_status(run->diag);
	const char *hook = status == EXIT_DONE ? options->on_done
	        : status == EXIT_PERSON        ? options->on_attention
	                                       : options->on_failure;

	if (!hook[0])
		return;
	const char *log = OUTPUT_FOLDER "/" RUNLOG_NAME;
	char *path = realpath(root_shown(run->live, run->arena, log), NULL);
	const struct hook one = { .program = hook,
		.argument = path ? path : log,
		.limit = options->hook_timeout[0] ? (int)strtol(options->hook_timeout, NULL, 10)
		                                  : HOOKS_LIMIT };
	const struct hook_end ended = hooks_run(run->arena, run->diag, run->live, &one);
	free(path);
	write_log(night, hook, ended);
}

static void say_swept(struct night *night, size_t swept, const char *folder)
{
	if (swept > 0)
		diag_say(night->notes, MSG_NIGHT_SWEPT, PLACE_NONE,
		        arena_printf(night->run->arena, "%zu", swept), folder);
}

/* What broken-off runs left; false (said): the months are not to be touched. */
static bool sweep(struct night *night)
{
	struct run *run = night->run;
	size_t swept;
	const bool mended = publish_sweep(run->arena, run->diag, run->live, &swept);

	say_swept(night, swept, OUTPUT_FOLDER);
	say_swept(night, freeze_sweep(run->arena, run->root), ARCHIVE_FOLDER);
	return mended;
}

static void work(struct night *night)
{
	struct run *run = night->run;

	const bool known = months_today(run, &night->today);
	night->clock = runlog_clock_start(run);
	night->clock.today = date_format(run->arena, night->today);
	const bool mended = run->options->dry_run || sweep(night);
	check_clock(night);
	if (known && mended)
		visit_all(night);
	if (known && mended && !run->options->dry_run)
		(void)desk_year_write(run);
	if (!run->options->dry_run)
		write_log(night, "", (struct hook_end){ 0 });
}

void command_nightly(struct run *run)
{
	struct lock lock = { .file = -1 };
	const bool dry = run->options->dry_run;

	if (!dry
	        && !lock_take(&lock, run->diag, run->live, run->command,
	                (int)strtol(run->options->wait, NULL, 10)))
		return;
	run->lock = dry ? NULL : &lock;
	struct night night = { .run = run,
		.notes = silent_voice(),
		.inputs = inputs_new(run->arena, run->root, run->readings),
		.prints = fontprints_new(run->arena, run->live) };
	work(&night);
	/* Free for whatever the hook wants to run. */
	run->lock = NULL;
	lock_release(&lock);
	if (!dry)
		call_hook(&night);
	night_summary_tell(run, night.notes,
	        &(struct night_summary){ .today = night.clock.today,
	                .outcomes = night.outcomes,
	                .count = night.outcome_count });
	diag_free(night.notes);
	run->has_told_end = true;
}
