#include "press/telling/runlog.h"

#include "paper/pdf/pdf.h"
#include "press/telling/told.h"

#include <time.h>

#define SECONDS_A_DAY    86400L
#define SECONDS_AN_HOUR  3600L
#define SECONDS_A_MINUTE 60L

/* RFC 3339 in UTC; TZ and locale play no part. */
static const char *clock_now(struct arena *arena)
{
	struct timespec now = { .tv_sec = 0 };

	clock_gettime(CLOCK_REALTIME, &now);
	const struct date epoch = { .year = 1970, .month = 1, .day = 1 };
	const long second = now.tv_sec > 0 ? (long)(now.tv_sec % SECONDS_A_DAY) : 0;
	const int days = now.tv_sec > 0 ? (int)(now.tv_sec / SECONDS_A_DAY) : 0;
	return arena_printf(arena, "%sT%02ld:%02ld:%02ldZ",
	        date_format(arena, date_add_days(epoch, days)), second / SECONDS_AN_HOUR,
	        second % SECONDS_AN_HOUR / SECONDS_A_MINUTE, second % SECONDS_A_MINUTE);
}

struct runlog_clock runlog_clock_start(const struct run *run)
{
	const char *today = run->today;

	return (struct runlog_clock){ .given = today[0] != '\0',
		.today = today,
		.start = today[0] ? today : clock_now(run->arena) };
}

struct runlog_clock runlog_clock_today(const struct run *run, int utc_offset)
{
	struct runlog_clock clock = runlog_clock_start(run);

	clock.today = date_format(run->arena, month_today(run, utc_offset));
	return clock;
}

static void add_line(struct text *out, const char *name, const char *value)
{
	text_add(out, "  ");
	told_add_pair(out, name, value);
	text_add(out, ",\n");
}

static void add_clock(struct text *out, const struct run *run, const struct runlog_clock *clock)
{
	add_line(out, "tool", "minsheng " MINSHENG_VERSION);
	add_line(out, "libraries", pdf_library_versions(run->arena));
	add_line(out, "command", run->command);
	add_line(out, "clock", clock->given ? "given by --today" : "system");
	add_line(out, "today", clock->today);
	add_line(out, "start", clock->start);
	add_line(out, "end", clock->given ? clock->today : clock_now(run->arena));
}

static void add_inputs(struct text *out, struct arena *arena, const struct input_list *list)
{
	text_add(out, "  \"inputs\": [");
	for (size_t i = 0; i < list->count; i++) {
		const struct input *input = &list->inputs[i];
		text_add(out, i > 0 ? ",\n    {" : "\n    {");
		told_add_pair(out, "file", diag_clean(arena, input->file));
		text_printf(out, ", \"bytes\": %zu, ", input->length);
		if (input->kind == INPUT_FILE)
			told_add_digest(out, &input->digest);
		else
			told_add_pair(out, "unread", input_kind_name(input->kind));
		if (input->link[0]) {
			text_add(out, ", ");
			told_add_pair(out, "link", diag_clean(arena, input->link));
		}
		text_add(out, "}");
	}
	text_add(out, "],\n");
}

/* Made now, or standing from an earlier run. */
static bool is_new(const struct edition *edition, const char *file)
{
	for (size_t i = 0; i < edition->count; i++)
		if (text_equal(edition->documents[i].file, file))
			return edition->documents[i].rendered;
	return false;
}

static void add_outputs(struct text *out, const struct runlog_month *log)
{
	text_add(out, "  \"outputs\": [");
	for (size_t i = 0; i < log->output_count; i++) {
		text_add(out, i > 0 ? ",\n    {" : "\n    {");
		told_add_pair(out, "file", log->outputs[i].file);
		text_printf(out, ", \"bytes\": %zu, \"rendered\": %s, ", log->outputs[i].length,
		        is_new(log->edition, log->outputs[i].file) ? "true" : "false");
		told_add_digest(out, &log->digests[i]);
		text_add(out, "}");
	}
	text_add(out, "],\n");
}

static void add_counts(struct text *out, const struct runlog_month *log)
{
	const struct assessment *assessment = log->month->assessment;
	const struct ledger *ledger = log->month->ledger;
	const struct inbox *inbox = ledger->inboxes[ledger->month_count - 1];
	size_t by_state[ENTRY_TOO_LATE + 1] = { 0 };

	for (size_t i = 0; i < inbox->entry_count; i++)
		by_state[inbox->entries[i].state]++;
	text_printf(out,
	        "  \"counts\": {\"submissions\": %zu, \"accepted\": %zu, \"superseded\": %zu, "
	        "\"refused\": %zu, \"too_late\": %zu,\n",
	        inbox->entry_count, by_state[ENTRY_ACCEPTED], by_state[ENTRY_SUPERSEDED],
	        by_state[ENTRY_REFUSED], by_state[ENTRY_TOO_LATE]);
	text_printf(out,
	        "    \"units\": %zu, \"on_time\": %zu, \"late\": %zu, \"units_refused\": %zu, "
	        "\"missing\": %zu,\n    \"documents\": %zu, \"rendered\": %zu, \"doubts\": %zu},\n",
	        assessment->expected, assessment->on_time, assessment->late, assessment->refused,
	        assessment->missing, log->edition->count, log->edition->rendered,
	        ledger->doubt_count);
}

static void add_told(
        struct text *out, const char *name, const struct diag *diag, enum severity severity)
{
	const struct told_range all = { .diag = diag, .last = diag_count(diag) };

	text_printf(out, "  \"%s\": ", name);
	told_add_array(out, all, severity, "  ");
	text_add(out, ",\n");
}

void runlog_month_json(const struct runlog_month *log, struct text *out)
{
	struct arena *arena = log->run->arena;
	const struct assessment *assessment = log->month->assessment;

	text_add(out, "{\n");
	add_clock(out, log->run, &log->clock);
	add_line(out, "period", period_format(arena, log->month->period));
	add_line(out, "due", date_format(arena, assessment->due));
	add_line(out, "cut", date_format(arena, assessment->cut));
	add_counts(out, log);
	add_told(out, "faults", log->run->diag, SEVERITY_FAULT);
	add_told(out, "doubts", log->run->diag, SEVERITY_DOUBT);
	add_told(out, "notes", log->run->diag, SEVERITY_NOTE);
	add_inputs(out, arena, &log->inputs);
	add_outputs(out, log);
	text_printf(out, "  \"exit\": %d\n}\n", (int)log->exit);
}

static bool measure(struct runlog_month *log, struct publication *publication, const char *file)
{
	struct memo_output *output = &log->outputs[log->output_count];

	output->file = file;
	if (!publish_measure(publication, file, &log->digests[log->output_count], &output->length))
		return false;
	log->output_count++;
	return true;
}

bool runlog_stage(struct runlog_month *log, struct publication *publication)
{
	struct arena *arena = log->run->arena;
	const struct publish_files files = publish_files(publication);
	struct text bytes;
	bool done = true;

	log->output_count = 0;
	log->outputs = arena_alloc_array(arena, files.count + 1, sizeof *log->outputs);
	log->digests = arena_alloc_array(arena, files.count + 1, sizeof *log->digests);
	for (size_t i = 0; i < files.count; i++)
		if (!text_equal(files.names[i], RUNLOG_NAME))
			done = measure(log, publication, files.names[i]) && done;
	text_init(&bytes);
	runlog_month_json(log, &bytes);
	done = done && publish_add(publication, RUNLOG_NAME, bytes.bytes, bytes.length);
	text_release(&bytes);
	return done && measure(log, publication, RUNLOG_NAME);
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

static void add_outcomes(struct text *out, const struct runlog_night *log)
{
	text_add(out, "  \"months\": [");
	for (size_t i = 0; i < log->outcome_count; i++) {
		const struct runlog_outcome *outcome = &log->outcomes[i];
		text_add(out, i > 0 ? ",\n    {" : "\n    {");
		told_add_pair(out, "period", period_format(log->run->arena, outcome->period));
		text_add(out, ", ");
		told_add_pair(out, "state", runlog_state_name(outcome->state));
		text_printf(out, ", \"rendered\": %zu, \"exit\": %d, ", outcome->rendered,
		        (int)outcome->exit);
		told_add_pair(out, "run", outcome->run_json);
		text_add(out, "}");
	}
	text_add(out, "],\n");
}

void runlog_night_json(const struct runlog_night *log, struct text *out)
{
	text_add(out, "{\n");
	add_clock(out, log->run, &log->clock);
	add_outcomes(out, log);
	add_told(out, "errors", log->run->diag, SEVERITY_ERROR);
	add_told(out, "faults", log->run->diag, SEVERITY_FAULT);
	add_told(out, "doubts", log->run->diag, SEVERITY_DOUBT);
	add_told(out, "notes", log->notes, SEVERITY_NOTE);
	if (log->hook[0]) {
		text_add(out, "  ");
		told_add_pair(out, "hook", log->hook);
		text_printf(out, ", \"hook_status\": %d,\n", log->hook_status);
	}
	text_printf(out, "  \"exit\": %d\n}\n", (int)log->exit);
}
