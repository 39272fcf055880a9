/*
 * list PERIOD: the documents render would make, a line each, fresh, stale or damaged.
 * list --all: the open months, a line each, with how many of their documents are to be made: what
 * an engine that runs many roots side by side takes for jobs. Jobs of one root take turns (lock).
 */
#include "app/answering.h"
#include "app/months.h"
#include "app/run.h"
#include "base/json_out.h"
#include "press/archive/archive.h"
#include "press/export/export.h"
#include "press/month/edition.h"
#include "press/state/freshness.h"
#include "press/template/template_facts.h"

#include <stdio.h>

static const struct {
	const char *english, *chinese;
} states[] = {
	[FRESHNESS_FRESH] = { "fresh", "最新" },
	[FRESHNESS_STALE] = { "stale", "待生成" },
	[FRESHNESS_DAMAGED] = { "damaged", "已损坏" },
	[FRESHNESS_UNKNOWN] = { "unreadable", "无法读取" },
};

/* {"document": "bulletin", "state": "fresh", "file": "output/2020-05/bulletin.pdf"} */
static void print_json(const char *document, const char *state, const char *path)
{
	struct text line;

	text_init(&line);
	struct json_out json = json_out_begin(&line);
	json_out_object(&json, NULL, JSON_LINE);
	json_out_string(&json, "document", document);
	json_out_string(&json, "state", state);
	json_out_string(&json, "file", path);
	json_out_close(&json);
	json_out_end(&json);
	fwrite(line.bytes, 1, line.length, stdout);
	text_release(&line);
}

/* A month's documents as they are counted. */
struct month_list {
	struct run *run;
	const struct month *month;
	struct fontprints *fonts;
	size_t count, to_make; /* of them, those that are not fresh */
};

/* A line a document, fresh or not; of all months none. */
static void list_document(struct month_list *listing, const struct freshness *freshness,
        const struct document_name *name, const struct digest *reads)
{
	struct run *run = listing->run;
	const struct month *month = listing->month;
	const bool chinese = options_language(run->options) == DIAG_CHINESE;
	const enum freshness_state state = freshness_look(freshness, run->diag, name->file, reads);

	listing->count++;
	listing->to_make += state != FRESHNESS_FRESH;
	if (run->options->all)
		return;
	const char *path = month_output_path(run, month->period, name->file);

	if (run->options->json)
		print_json(name->name, states[state].english, path);
	else
		printf("%s\t%s\t%s\n", name->name,
		        chinese ? states[state].chinese : states[state].english, path);
}

static void list_template(struct month_list *listing, struct program *program)
{
	struct run *run = listing->run;
	const struct month *month = listing->month;

	const bool has_ofd = month->catalogue->rules.writes_ofd;
	const struct template_names files = template_files(run->arena, program);
	const struct digest reads =
	        freshness_digest(run->arena, run->root, month->ledger, &files, listing->fonts);
	const struct freshness *freshness =
	        freshness_read(run->arena, run->diag, run->root, month->period);
	struct document_names names =
	        template_documents(run->arena, run->diag, program, month->facts);
	const bool known = !fontprints_failed(listing->fonts, run->diag) && freshness;
	for (size_t i = 0; known && i < names.count; i++) {
		const struct document_name ofd = {
			.name = arena_printf(run->arena, "%s.ofd", names.names[i].name),
			.file = edition_ofd(run->arena, names.names[i].file),
		};
		list_document(listing, freshness, &names.names[i], &reads);
		if (has_ofd)
			list_document(listing, freshness, &ofd, &reads);
	}
}

static void list_exports(struct month_list *listing)
{
	struct run *run = listing->run;
	const struct month *month = listing->month;
	const struct template_names files = { .count = 0 };
	const struct digest reads =
	        freshness_digest(run->arena, run->root, month->ledger, &files, listing->fonts);
	const struct freshness *freshness =
	        freshness_read(run->arena, run->diag, run->root, month->period);

	for (size_t i = 0; freshness && i < export_count(); i++) {
		const char *file = export_file(export_at(i));
		list_document(listing, freshness,
		        &(struct document_name){ .name = file, .file = file }, &reads);
	}
}

static void list_month(struct month_list *listing, const struct template_names *templates)
{
	struct run *run = listing->run;
	const struct template_names used =
	        answering_templates(run, listing->month->catalogue, templates);
	const struct template_set set =
	        template_load_all(run->arena, run->diag, run->root, TEMPLATES_FOLDER, &used);

	template_ask_names(set.programs, set.count, listing->month->facts);
	for (size_t i = 0; i < set.count; i++)
		list_template(listing, set.programs[i]);
	template_set_free(&set);
	list_exports(listing);
}

/* {"period": "2020-05", "state": "stale", "stale": 85, "documents": 91} */
static void print_month(
        const struct run *run, struct period period, const struct month_list *listing)
{
	const char *name = period_format(run->arena, period);
	const enum freshness_state state = listing->count == 0 ? FRESHNESS_UNKNOWN
	        : listing->to_make == 0                        ? FRESHNESS_FRESH
	                                                       : FRESHNESS_STALE;
	const bool chinese = options_language(run->options) == DIAG_CHINESE;
	struct text line;

	if (!run->options->json) {
		printf("%s\t%s\t%zu/%zu\n", name,
		        chinese ? states[state].chinese : states[state].english, listing->to_make,
		        listing->count);
		return;
	}
	text_init(&line);
	struct json_out json = json_out_begin(&line);
	json_out_object(&json, NULL, JSON_LINE);
	json_out_string(&json, "period", name);
	json_out_string(&json, "state", states[state].english);
	json_out_size(&json, "stale", listing->to_make);
	json_out_size(&json, "documents", listing->count);
	json_out_close(&json);
	json_out_end(&json);
	fwrite(line.bytes, 1, line.length, stdout);
	text_release(&line);
}

/* A month that cannot be read is a line too: who runs the jobs is to come upon it. */
static void list_period(
        struct run *run, struct period period, const struct template_names *templates)
{
	struct month month;
	struct month_list listing = { .run = run, .month = &month };

	if (answering_month(run, period, &month)) {
		listing.fonts = fontprints_new(run->arena, run->live);
		list_month(&listing, templates);
		facts_free(month.facts);
	}
	if (run->options->all)
		print_month(run, period, &listing);
}

/* Issued months are closed: there is nothing to make. */
static void list_all(struct run *run, const struct template_names *templates)
{
	struct periods months;
	struct date today;

	if (!months_today(run, &today) || !months_begun(run, today, &months))
		return;
	for (size_t i = 0; i < months.count; i++) {
		struct archive_stand stand;
		if (archive_find(run->arena, run->diag, run->root, months.list[i], &stand)
		        && !stand.is_closed)
			list_period(run, months.list[i], templates);
	}
}

void command_list(struct run *run)
{
	struct template_names templates;
	struct period period;

	if (!run->options->all && !options_period(run->options, run->diag, &period))
		return;
	if (template_list(run->arena, run->diag, run->root, TEMPLATES_FOLDER, &templates)
	        && templates.count == 0)
		diag_say_plain(run->diag, MSG_NO_TEMPLATES, place_file(TEMPLATES_FOLDER));
	if (run->options->all)
		list_all(run, &templates);
	else
		list_period(run, period, &templates);
}
