#include "press/telling/runlog.h"

#include "base/text.h"
#include "paper/pdf/pdf.h"
#include "press/state/memo.h"
#include "press/state/published.h"
#include "press/telling/strangers.h"
#include "press/telling/told.h"

struct runlog_clock runlog_clock_start(const struct run *run)
{
	const char *today = run->today;

	return (struct runlog_clock){ .given = today[0] != '\0',
		.today = today,
		.start = today[0] ? today : date_now(run->arena) };
}

struct runlog_clock runlog_clock_today(const struct run *run, int utc_offset)
{
	struct runlog_clock clock = runlog_clock_start(run);

	clock.today = date_format(run->arena, month_today(run, utc_offset));
	return clock;
}

static void add_clock(
        struct json_out *json, const struct run *run, const struct runlog_clock *clock)
{
	json_out_string(json, "tool", "minsheng " MINSHENG_VERSION);
	json_out_string(json, "libraries", pdf_library_versions(run->arena));
	json_out_string(json, "command", run->command);
	json_out_string(json, "clock", clock->given ? "given by --today" : "system");
	json_out_string(json, "today", clock->today);
	json_out_string(json, "start", clock->start);
	json_out_string(json, "end", clock->given ? clock->today : date_now(run->arena));
}

static void add_inputs(struct json_out *json, struct arena *arena, const struct input_list *list)
{
	json_out_array(json, "inputs", JSON_HANGING);
	for (size_t i = 0; i < list->count; i++) {
		const struct input *input = &list->inputs[i];
		json_out_object(json, NULL, JSON_LINE);
		json_out_string(json, "file",
		        input->arrival ? input->arrival->shown : diag_clean(arena, input->file));
		json_out_size(json, "bytes", input->length);
		if (input->kind == INPUT_FILE)
			json_out_digest(json, &input->digest);
		else
			json_out_string(json, "unread", input_kind_name(input->kind));
		if (input->link[0])
			json_out_string(json, "link", diag_clean(arena, input->link));
		json_out_close(json);
	}
	json_out_close(json);
}

/* A document that this run made, whose bytes were measured when they were written; or NULL. */
static const struct edition_document *made_now(const struct edition *edition, const char *file)
{
	const struct edition_document *document = edition_find(edition, file);

	return document && document->rendered ? document : NULL;
}

static void add_outputs(struct json_out *json, const struct runlog_month *log)
{
	json_out_array(json, "outputs", JSON_HANGING);
	for (size_t i = 0; i < log->output_count; i++) {
		json_out_object(json, NULL, JSON_LINE);
		json_out_string(json, "file", log->outputs[i].file);
		json_out_size(json, "bytes", log->outputs[i].length);
		json_out_bool(json, "rendered", made_now(log->edition, log->outputs[i].file));
		json_out_digest(json, &log->outputs[i].digest);
		json_out_close(json);
	}
	json_out_close(json);
}

static void add_counts(struct json_out *json, const struct runlog_month *log)
{
	const struct assessment *assessment = log->month->assessment;
	const struct ledger *ledger = log->month->ledger;
	const struct inbox *inbox = ledger_inbox(ledger);
	size_t by_state[ENTRY_TOO_LATE + 1] = { 0 };

	for (size_t i = 0; i < inbox->entry_count; i++)
		by_state[inbox->entries[i].state]++;
	json_out_object(json, "counts", JSON_LINE);
	json_out_size(json, "submissions", inbox->entry_count);
	json_out_size(json, "accepted", by_state[ENTRY_ACCEPTED]);
	json_out_size(json, "superseded", by_state[ENTRY_SUPERSEDED]);
	json_out_size(json, "copies", by_state[ENTRY_COPY]);
	json_out_size(json, "refused", by_state[ENTRY_REFUSED]);
	json_out_size(json, "replaced", by_state[ENTRY_REPLACED]);
	json_out_size(json, "too_late", by_state[ENTRY_TOO_LATE]);
	json_out_new_line(json);
	json_out_size(json, "units", assessment->expected);
	json_out_size(json, "on_time", assessment->on_time);
	json_out_size(json, "late", assessment->late);
	json_out_size(json, "units_refused", assessment->refused);
	json_out_size(json, "missing", assessment->missing);
	json_out_new_line(json);
	json_out_size(json, "documents", log->edition->count);
	json_out_size(json, "rendered", log->edition->rendered);
	json_out_size(json, "failed", log->edition->failed);
	json_out_size(json, "doubts", ledger->doubt_count);
	json_out_close(json);
}

static void add_told(
        struct json_out *json, const char *name, const struct diag *diag, enum severity severity)
{
	told_add_array(json, name, (struct told_range){ .diag = diag, .last = diag_count(diag) },
	        severity);
}

void runlog_month_json(const struct runlog_month *log, struct text *out)
{
	struct arena *arena = log->run->arena;
	const struct assessment *assessment = log->month->assessment;
	struct json_out json = json_out_begin(out);

	json_out_object(&json, NULL, JSON_LINES);
	add_clock(&json, log->run, &log->clock);
	json_out_string(&json, "period", period_format(arena, log->month->period));
	json_out_string(&json, "due", date_format(arena, assessment->due));
	json_out_string(&json, "cut", date_format(arena, assessment->cut));
	add_counts(&json, log);
	add_told(&json, "errors", log->run->diag, SEVERITY_ERROR);
	add_told(&json, "faults", log->run->diag, SEVERITY_FAULT);
	add_told(&json, "doubts", log->run->diag, SEVERITY_DOUBT);
	add_told(&json, "notes", log->run->diag, SEVERITY_NOTE);
	add_inputs(&json, arena, &log->inputs);
	add_outputs(&json, log);
	json_out_integer(&json, "exit", (int)log->exit);
	json_out_close(&json);
	json_out_end(&json);
}

static bool measure(struct runlog_month *log, struct publication *publication, const char *file)
{
	struct published_file *output = &log->outputs[log->output_count];
	const struct edition_document *made = made_now(log->edition, file);

	output->file = file;
	if (made) {
		output->digest = made->digest;
		output->length = made->length;
	} else if (!publish_measure(publication, file, &output->digest, &output->length)) {
		return false;
	}
	log->output_count++;
	return true;
}

/*
 * What was staged, and of the rest what some run before published: that is to stand as it was
 * published then, not as it is found now. What a person put there is not ours.
 */
static bool stage_published(const struct runlog_month *log, struct publication *publication,
        const struct publish_files *all)
{
	const struct run *run = log->run;
	struct published_file *files =
	        arena_alloc_array(run->arena, log->output_count + 1, sizeof *files);
	struct published before, now = { .files = files, .revision = log->revision };

	if (!published_read(run->arena, run->diag, run->live, log->month->period, &before))
		return false;
	for (size_t i = 0; i < log->output_count; i++) {
		const struct published_file *found = &log->outputs[i];
		if (!publish_is_staged(publication, found->file))
			found = published_lookup(&before, found->file);
		if (found)
			files[now.count++] = *found;
	}
	strangers_note(run->arena, publication, all, &before, &now);
	/* Without a record the rest may be anything: the next night makes all of it. */
	if (!before.is_known)
		memo_drop(publication);
	return published_stage(&now, publication);
}

bool runlog_stage(struct runlog_month *log, struct publication *publication)
{
	struct arena *arena = log->run->arena;
	struct publish_files files;
	struct text bytes;
	bool done = true;

	if (!publish_files(publication, &files))
		return false;
	log->output_count = 0;
	log->outputs = arena_alloc_array(arena, files.count + 1, sizeof *log->outputs);
	for (size_t i = 0; i < files.count; i++)
		if (!text_equal(files.names[i], RUNLOG_NAME))
			done = measure(log, publication, files.names[i]) && done;
	text_init(&bytes);
	runlog_month_json(log, &bytes);
	done = done && publish_add(publication, RUNLOG_NAME, bytes.bytes, bytes.length);
	text_release(&bytes);
	return done && measure(log, publication, RUNLOG_NAME)
	        && stage_published(log, publication, &files);
}

const char *runlog_state_name(enum runlog_state state)
{
	static const char *const names[] = {
		[RUNLOG_SAME] = "same",
		[RUNLOG_PUBLISHED] = "published",
		[RUNLOG_FAILED] = "failed",
		[RUNLOG_ISSUED] = "issued",
	};

	return names[state];
}

static void add_outcomes(struct json_out *json, const struct runlog_night *log)
{
	json_out_array(json, "months", JSON_HANGING);
	for (size_t i = 0; i < log->outcome_count; i++) {
		const struct runlog_outcome *outcome = &log->outcomes[i];
		json_out_object(json, NULL, JSON_LINE);
		json_out_string(json, "period", period_format(log->run->arena, outcome->period));
		json_out_string(json, "state", runlog_state_name(outcome->state));
		json_out_size(json, "rendered", outcome->rendered);
		json_out_integer(json, "exit", (int)outcome->exit);
		json_out_string(json, "run", outcome->run_json);
		json_out_close(json);
	}
	json_out_close(json);
}

void runlog_night_json(const struct runlog_night *log, struct text *out)
{
	struct json_out json = json_out_begin(out);

	json_out_object(&json, NULL, JSON_LINES);
	add_clock(&json, log->run, &log->clock);
	add_outcomes(&json, log);
	add_told(&json, "errors", log->run->diag, SEVERITY_ERROR);
	add_told(&json, "faults", log->run->diag, SEVERITY_FAULT);
	add_told(&json, "doubts", log->run->diag, SEVERITY_DOUBT);
	add_told(&json, "notes", log->notes, SEVERITY_NOTE);
	if (log->hook[0]) {
		json_out_string(&json, "hook", log->hook);
		json_out_same_line(&json);
		json_out_integer(&json, "hook_status", log->hook_status);
		json_out_same_line(&json);
		json_out_bool(&json, "hook_timed_out", log->hook_is_too_late);
	}
	json_out_integer(&json, "exit", (int)log->exit);
	json_out_close(&json);
	json_out_end(&json);
}
