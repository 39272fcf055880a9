/*
 * A filled-in form as import reads it. Any bytes: what begins with Z is, behind it, the file
 * itself; all else is parts of a workbook, each a RECORD, its name, a FIELD and its content, which
 * are packed here, so that what is within is reached and not the archive alone. It is refused with
 * a fault, or becomes a report that is JSON; what intake does not take of it, it has a fault for.
 */
#include "figures/intake/inbox.h"
#include "figures/intake/submission.h"
#include "figures/json/json.h"
#include "figures/ledger/build.h"
#include "figures/targets/lookup.h"
#include "press/intray/filled.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define RECORD     '\x1e'
#define FIELD      '\x1f'
#define PARTS_MOST 16

static const struct period january = { .year = 2031, .month = 1 };

/* Read once and kept: reading it for every input would be all that is measured. */
static const struct ledger *load_ledger(void)
{
	static const struct ledger *ledger;
	static struct arena *arena;
	static struct diag *diag; /* the inbox borrows it */

	if (ledger)
		return ledger;
	arena = arena_new();
	diag = diag_new(&(struct diag_options){ 0 });
	const struct catalogue *catalogue =
	        catalogue_read(arena, diag, &root_here, "tests/kit/other_city.json", NULL);
	struct arrivals *arrivals = arrivals_read(arena, &root_here, "tests/nosuch");
	if (!catalogue)
		abort();
	arrivals_open(arena, &root_here, arrivals);
	const struct inbox_source source = { .arrivals = arrivals };
	const struct inbox **inboxes = arena_alloc_array(arena, 1, sizeof(const struct inbox *));
	inboxes[0] = inbox_read(arena, diag, catalogue, &source, january);
	ledger = ledger_build(arena, diag, catalogue, inboxes, january);
	return ledger;
}

static void add_part(zip_t *archive, const char *part, size_t length)
{
	const char *field = memchr(part, FIELD, length);
	char name[64];

	if (!field || field == part || (size_t)(field - part) >= sizeof name)
		return;
	memcpy(name, part, (size_t)(field - part));
	name[field - part] = '\0';
	zip_source_t *source =
	        zip_source_buffer(archive, field + 1, length - (size_t)(field + 1 - part), 0);
	const zip_int64_t number = zip_file_add(archive, name, source, 0);
	if (number < 0)
		zip_source_free(source);
	else
		(void)zip_set_file_compression(archive, (zip_uint64_t)number, ZIP_CM_STORE, 0);
}

static void add_parts(zip_t *archive, const char *bytes, size_t size)
{
	const char *end = bytes + size;

	for (size_t i = 0; i < PARTS_MOST && bytes < end; i++) {
		const char *next = memchr(bytes, RECORD, (size_t)(end - bytes));
		add_part(archive, bytes, (size_t)((next ? next : end) - bytes));
		bytes = next ? next + 1 : end;
	}
}

/* The parts as the bytes of a file, in the arena; NULL: libzip takes them for none. */
static const char *packed(struct arena *arena, const char *bytes, size_t size, size_t *length)
{
	zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *archive = zip_open_from_source(whole, ZIP_TRUNCATE, NULL);
	char *out = NULL;
	zip_stat_t stat;

	zip_source_keep(whole);
	add_parts(archive, bytes, size);
	if (zip_close(archive) != 0)
		zip_discard(archive);
	else if (zip_source_stat(whole, &stat) == 0 && zip_source_open(whole) == 0) {
		out = arena_alloc(arena, (size_t)stat.size + 1);
		*length = (size_t)zip_source_read(whole, out, stat.size);
		zip_source_close(whole);
	}
	zip_source_free(whole);
	return out;
}

/* The report is JSON, and intake takes it or says why not. */
static void try_report(struct arena *arena, const struct ledger *ledger, const struct text *report)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	const struct submission_source source = {
		.file = "fuzz", .bytes = report->bytes, .length = report->length
	};

	const struct submission *submission =
	        submission_parse(arena, diag, ledger->catalogue, january, &source);
	if ((!submission) != (diag_count_at_least(diag, SEVERITY_FAULT) > 0))
		abort();
	if (diag_count_at_least(diag, SEVERITY_ERROR) > 0)
		abort();
	for (size_t i = 0; i < diag_count(diag); i++)
		if (diag_record(diag, i)->message == MSG_JSON_SYNTAX)
			abort();
	diag_free(diag);
}

static void try_sheet(struct arena *arena, struct diag *diag, const struct filled_grid *sheet)
{
	const struct ledger *ledger = load_ledger();
	struct filled_identity identity;
	struct text report;

	if (!filled_identity_of(sheet, &identity) || identity.revision < 1 || !identity.unit[0])
		return;
	const struct unit *unit = lookup_unit(ledger->catalogue, identity.unit);
	const struct form form = {
		.arena = arena, .ledger = ledger, .unit = unit ? unit : ledger->catalogue->units[0]
	};
	const struct filled filled = { .diag = diag,
		.file = "fuzz",
		.sheet = sheet,
		.form = &form,
		.submitted_at = "2031-02-03T09:00:00+08:00" };
	text_init(&report);
	if (filled_report(&filled, &report))
		try_report(arena, ledger, &report);
	else if (diag_count_at_least(diag, SEVERITY_FAULT) == 0)
		abort();
	text_release(&report);
}

static void try_workbook(struct arena *arena, const char *bytes, size_t length)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct package *package = package_open(arena, diag, "fuzz", bytes, length);
	struct filled_grid sheet;

	if (package && filled_grid_read(arena, diag, "fuzz", package, &sheet))
		try_sheet(arena, diag, &sheet);
	else if (diag_count_at_least(diag, SEVERITY_FAULT) == 0)
		abort();
	package_close(package);
	diag_free(diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const char *bytes = arena_strndup(arena, (const char *)data, size);
	size_t length = size;

	if (bytes[0] == 'Z')
		try_workbook(arena, bytes + 1, size - 1);
	else if ((bytes = packed(arena, bytes, size, &length)))
		try_workbook(arena, bytes, length);
	arena_free(arena);
	return 0;
}
