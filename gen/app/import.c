/*
 * import FILE…: forms that were filled in with a spreadsheet become reports in
 * input/submissions/PERIOD/, each judged as intake judges it before anything is written.
 *
 * A file that is wrong is refused whole, every fault of it said, and keeps no other from being
 * taken. A report that is there is never replaced.
 */
#include "app/asking.h"
#include "app/ending.h"
#include "app/run.h"
#include "base/filename.h"
#include "diag/foreign.h"
#include "figures/intake/submission.h"
#include "figures/targets/lookup.h"
#include "press/intray/filled.h"
#include "press/state/lock.h"

#include <errno.h>

#define WORKBOOK_LIMIT ((size_t)8 << 20)
#define MINUTE         60
#define HOUR           (60 * MINUTE)
#define DAY            86400LL

/* A moment of the clock, in UTC. */
struct taken {
	struct date day;
	long long seconds; /* since 1970 */
};

/* When it arrived, by the clock of the office: 2020-06-05T09:45:00+08:00. */
static const char *arrival_time(struct run *run, const struct catalogue *catalogue)
{
	static const struct date epoch = { .year = 1970, .month = 1, .day = 1 };
	const int offset = catalogue->rules.utc_offset;
	const int minutes = offset < 0 ? -offset : offset;
	struct taken taken;

	if (run->today[0])
		return arena_printf(run->arena, "%sT00:00:00%c%02d:%02d", run->today,
		        offset < 0 ? '-' : '+', minutes / MINUTE, minutes % MINUTE);
	(void)date_parse_timestamp(date_now(run->arena), &taken.day, &taken.seconds);
	const long long seconds = taken.seconds + (long long)offset * MINUTE;
	const int rest = (int)(seconds % DAY);
	return arena_printf(run->arena, "%sT%02d:%02d:%02d%c%02d:%02d",
	        date_format(run->arena, date_add_days(epoch, (int)(seconds / DAY))), rest / HOUR,
	        rest % HOUR / MINUTE, rest % MINUTE, offset < 0 ? '-' : '+', minutes / MINUTE,
	        minutes % MINUTE);
}

/* As intake says it, of the workbook: lines of a report that nobody has seen mean nothing. */
static void repeat(struct run *run, const char *file, const struct diag *said)
{
	for (size_t i = 0; i < diag_count(said); i++) {
		struct record record = *diag_record(said, i);
		record.place = (struct place){ .file = file, .pointer = record.place.pointer };
		if (record.severity >= SEVERITY_FAULT)
			diag_repeat(run->diag, &record);
	}
}

static bool judge(
        struct run *run, const char *file, const struct form *form, const struct text *report)
{
	const struct ledger *ledger = form->ledger;
	struct diag *said = diag_new(&(struct diag_options){ 0 });
	const struct submission_source source = { .file = file,
		.bytes = report->bytes,
		.length = report->length,
		.ink = readings_ink(run->readings) };
	const bool accepted =
	        submission_parse(run->arena, said, ledger->catalogue, ledger->period, &source);

	if (!accepted)
		repeat(run, file, said);
	diag_free(said);
	return accepted;
}

/* input/submissions/2020-05/某局.json, or 某局-修订2.json. */
static const char *target_of(struct arena *arena, const struct filled_identity *identity)
{
	const char *folder =
	        file_join(arena, SUBMISSIONS_FOLDER, period_format(arena, identity->period));
	const char *mark =
	        identity->revision > 1 ? arena_printf(arena, "-修订%d", identity->revision) : "";

	return arena_printf(
	        arena, "%s/%s%s.json", folder, filename_fit(arena, identity->unit), mark);
}

static void write_report(struct run *run, const char *file, const struct filled_identity *identity,
        const struct text *report)
{
	const char *target = target_of(run->arena, identity);
	const struct digest digest = digest_of(report->bytes, report->length);
	int error;

	switch (file_look(run->root, target).kind) {
	case FILE_KIND_NONE:
		break;
	case FILE_KIND_REGULAR:
	case FILE_KIND_FOLDER:
	case FILE_KIND_OTHER:
	case FILE_KIND_UNKNOWN:
		diag_say(run->diag, MSG_IMPORT_EXISTS, place_file(file), target);
		return;
	}
	if (file_write_whole(run->root, target, report->bytes, report->length, &error) != FILE_OK) {
		foreign_say(run->diag, run->root, target, MSG_WRITE_FAILED, error);
		return;
	}
	ending_made(run,
	        &(struct ending_document){ .period = &identity->period,
	                .path = root_shown(run->root, run->arena, target),
	                .length = report->length,
	                .digest = &digest });
	diag_say(run->diag, MSG_IMPORTED, place_file(file), target);
}

static const struct unit *unit_of(struct run *run, const char *file,
        const struct catalogue *catalogue, const struct filled_identity *identity)
{
	const struct unit *unit = lookup_unit(catalogue, identity->unit);

	if (!unit)
		diag_say(run->diag, MSG_IMPORT_UNIT, place_file(file), identity->unit,
		        catalogue->file);
	return unit;
}

/* The form is of the report that would come next. */
static bool is_next(struct run *run, const char *file, const struct form *form, int revision)
{
	const int next = ledger_inbox(form->ledger)->next_revisions[form->unit->index];

	if (revision != next)
		diag_say(run->diag, MSG_IMPORT_REVISION, place_file(file), form->unit->name,
		        arena_printf(run->arena, "%d", revision),
		        arena_printf(run->arena, "%d", next));
	return revision == next;
}

static void take_sheet(struct run *run, const char *file, const struct filled_grid *sheet)
{
	struct filled_identity identity;
	struct text report;

	if (!filled_identity_of(sheet, &identity)) {
		diag_say_plain(run->diag, MSG_IMPORT_FOREIGN, place_file(file));
		return;
	}
	const struct catalogue *catalogue = month_catalogue(run, identity.period);
	const struct unit *unit = catalogue ? unit_of(run, file, catalogue, &identity) : NULL;
	if (!unit || !asking_is_open(run, identity.period))
		return;
	const struct form form = { .arena = run->arena,
		.ledger = asking_ledger(run, catalogue, identity.period),
		.unit = unit };
	if (!form.ledger || !is_next(run, file, &form, identity.revision))
		return;
	const struct filled filled = { .diag = run->diag,
		.file = file,
		.sheet = sheet,
		.form = &form,
		.submitted_at = arrival_time(run, catalogue) };
	text_init(&report);
	if (filled_report(&filled, &report) && judge(run, file, &form, &report))
		write_report(run, file, &identity, &report);
	text_release(&report);
}

static void take_file(struct run *run, const char *file)
{
	struct file_bytes bytes;
	struct filled_grid sheet;
	const enum file_status status =
	        file_read(run->arena, run->root, file, WORKBOOK_LIMIT, &bytes);

	if (status == FILE_MISSING) {
		diag_say_plain(run->diag, MSG_CHECK_NO_FILE, place_file(file));
	} else if (status == FILE_TOO_LARGE) {
		diag_say(run->diag, MSG_IMPORT_TOO_LARGE, place_file(file), file);
	} else if (status != FILE_OK) {
		foreign_say(run->diag, run->root, file, MSG_INPUT_UNREADABLE,
		        status == FILE_FAILED ? bytes.error : EISDIR);
	} else {
		struct package *package =
		        package_open(run->arena, run->diag, file, bytes.bytes, bytes.length);
		if (package && filled_grid_read(run->arena, run->diag, file, package, &sheet))
			take_sheet(run, file, &sheet);
		package_close(package);
	}
}

void command_import(struct run *run)
{
	struct lock lock;

	if (!lock_take(&lock, run->diag, run->live, run->command, 0))
		return;
	for (size_t i = 0; i < run->options->argument_count; i++)
		take_file(run, run->options->arguments[i]);
	ending_read(run, run->options->argument_count);
	lock_release(&lock);
}
