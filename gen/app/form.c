/*
 * form PERIOD [UNIT…]: for each unit what it is asked for the month, to be filled in:
 * output/PERIOD/forms/UNIT.html for a browser, UNIT.xlsx for a spreadsheet, UNIT.json as a report
 * to be completed.
 *
 * Made anew each time from what stands now; all of them appear together or none does, and with
 * them the month's page, which links to them, once anybody has reported. Changes no figure and
 * reads no clock.
 */
#include "app/asking.h"
#include "app/ending.h"
#include "app/named.h"
#include "app/run.h"
#include "base/filename.h"
#include "press/desk/desk.h"
#include "press/desk/desk_year.h"
#include "press/export/entry_sheet.h"
#include "press/export/form_page.h"
#include "press/export/workbook.h"
#include "press/state/lock.h"
#include "press/state/publish.h"

#define PARTS_FOLDER TEMPLATES_FOLDER "/form"
#define FORM_KINDS   3 /* files a unit */

/* The forms of one call. */
struct forms {
	struct run *run;
	struct period period;
	const struct catalogue *catalogue;
	const struct ledger *ledger;
	const struct assessment *wanting; /* with --changes, else NULL */
	struct page_part parts[FORM_PARTS];
	struct publication *publication;
	const struct unit **units;
	size_t unit_count;
	struct edition_document *files; /* below output/PERIOD/; by file, length and digest */
	size_t file_count;
};

/* False (said): one is no unit. All of them when none is named. */
static bool choose_units(struct forms *forms)
{
	const struct options *options = forms->run->options;
	const struct catalogue *catalogue = forms->catalogue;
	const size_t named = options->argument_count - 1;
	const size_t count = named > 0 ? named : catalogue->unit_count;
	bool known = true;

	forms->units = arena_alloc_array(forms->run->arena, count + 1, sizeof(struct unit *));
	for (size_t i = 0; i < count; i++) {
		const struct unit *unit = named > 0
		        ? named_unit(forms->run, catalogue, options->arguments[i + 1])
		        : catalogue->units[i];
		known = known && unit;
		if (unit)
			forms->units[forms->unit_count++] = unit;
	}
	return known;
}

static bool read_parts(struct forms *forms)
{
	struct run *run = forms->run;

	return parts_read(run->arena, run->diag, run->root,
	               &(struct part_names){ PARTS_FOLDER, form_part_names, FORM_PARTS },
	               forms->parts)
	        && form_parts_check(run->arena, run->diag, forms->parts);
}

static bool stage_file(
        struct forms *forms, const struct form *form, const char *suffix, const struct text *bytes)
{
	struct arena *arena = forms->run->arena;
	const char *file = arena_printf(
	        arena, FORMS_FOLDER "/%s.%s", filename_fit(arena, form->unit->name), suffix);

	const struct digest digest = digest_of(bytes->bytes, bytes->length);

	forms->files[forms->file_count++] = (struct edition_document){
		.file = file, .length = bytes->length, .digest = digest
	};
	return publish_put(forms->publication, file, bytes->bytes, bytes->length);
}

/* Its one day is the end of the month: a form reads no clock. */
static bool write_workbook(struct forms *forms, const struct form *form, struct text *out)
{
	const struct entry_sheet sheet = entry_sheet_of(form);
	const struct xlsx_order order = { .title = sheet.title,
		.author = forms->catalogue->issuer,
		.created = period_last_day(forms->period),
		.entry = &sheet };

	return workbook_write(forms->run->diag,
	        arena_printf(forms->run->arena, FORMS_FOLDER "/%s.xlsx", form->unit->name), &order,
	        out);
}

static bool stage_unit(struct forms *forms, const struct unit *unit)
{
	const struct form form = { .arena = forms->run->arena,
		.ledger = forms->ledger,
		.unit = unit,
		.wanting = forms->wanting };
	struct text bytes;

	if (!form_is_due(&form)) {
		diag_say(forms->run->diag, MSG_FORM_NOTHING, PLACE_NONE, unit->name,
		        period_format(forms->run->arena, forms->period));
		return true;
	}
	text_init(&bytes);
	form_skeleton(&form, &bytes);
	bool staged = stage_file(forms, &form, "json", &bytes);
	text_clear(&bytes);
	form_page(&form, forms->parts, &bytes);
	staged = stage_file(forms, &form, "html", &bytes) && staged;
	text_clear(&bytes);
	staged = write_workbook(forms, &form, &bytes) && stage_file(forms, &form, "xlsx", &bytes)
	        && staged;
	text_release(&bytes);
	return staged;
}

static bool stage_units(struct forms *forms)
{
	bool staged = true;

	forms->files = arena_alloc_array(
	        forms->run->arena, FORM_KINDS * forms->unit_count + 1, sizeof *forms->files);
	for (size_t i = 0; staged && i < forms->unit_count; i++)
		staged = stage_unit(forms, forms->units[i]);
	return staged;
}

/*
 * The month's page, with how its documents stand that nobody makes now. What keeps it from being
 * made is said and costs no form; all else about the month is for who makes its documents to say.
 */
static bool stage_page(struct forms *forms)
{
	bool is_staged = false;
	struct run quiet = *forms->run;
	struct month month = { .facts = NULL };
	struct freshness *standing;
	const struct edition none = { .count = 0 };
	size_t failed = 0;

	quiet.diag = diag_new(&(struct diag_options){ 0 });
	if (ledger_inbox(forms->ledger)->entry_count > 0
	        && month_of_ledger(&quiet, forms->ledger, &month)
	        && (standing = freshness_read(
	                    quiet.arena, quiet.diag, quiet.root, forms->period))) {
		const struct desk desk = { .run = &quiet,
			.month = &month,
			.edition = &none,
			.standing = standing,
			.prints = fontprints_new(quiet.arena, quiet.live) };
		is_staged = desk_stage(&desk, forms->publication, &failed) && failed == 0;
	}
	asking_end(forms->run, quiet.diag);
	facts_free(month.facts);
	return is_staged;
}

static void publish(struct forms *forms)
{
	struct run *run = forms->run;

	forms->publication = publish_begin(run->arena, run->diag, run->live, forms->period);
	if (!forms->publication)
		return;
	if (!stage_units(forms) || forms->file_count == 0) {
		publish_drop(forms->publication);
		return;
	}
	const bool has_page = stage_page(forms);
	if (!publish_commit(forms->publication, run->lock))
		return;
	if (has_page)
		(void)desk_year_write(run);
	for (size_t i = 0; i < forms->file_count; i++)
		ending_made_of(run, forms->period, &forms->files[i],
		        month_output_path(run, forms->period, forms->files[i].file));
}

/* What it says is for who reads the month, not for who asks for a form. */
static const struct assessment *assess_quietly(struct run *run, const struct ledger *ledger)
{
	struct diag *quiet = diag_new(&(struct diag_options){ 0 });
	const struct assessment *assessment = assess(run->arena, quiet, ledger);

	diag_free(quiet);
	return assessment;
}

void command_form(struct run *run)
{
	struct forms forms = { .run = run };
	struct lock lock;

	if (!options_period(run->options, run->diag, &forms.period))
		return;
	forms.catalogue = month_catalogue(run, forms.period);
	if (!forms.catalogue || !choose_units(&forms) || !asking_is_open(run, forms.period)
	        || !read_parts(&forms)
	        || !(forms.ledger = asking_ledger(run, forms.catalogue, forms.period))
	        || !lock_take(&lock, run->diag, run->live, run->command, 0))
		return;
	run->lock = &lock;
	if (run->options->changes)
		forms.wanting = assess_quietly(run, forms.ledger);
	if (publish_sweep(run->arena, run->diag, run->live, NULL))
		publish(&forms);
	run->lock = NULL;
	lock_release(&lock);
}
